"""What a card says, by the columns of a list of contacts; all other text stays readable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.exchange.lists.person_names import divide
from desktop_app.exchange.reading.card_lines import OLD, Line, label_of, parse, plain_uri

__all__ = ["Contents", "contents"]

VERSION, UID = "VERSION", "UID"
BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
TECHNICAL = frozenset(
    ("PRODID", "REV", UID, "MAILER", "SORT-STRING", "CLIENTPIDMAP", "X-ABADR", "X-MS-OL-DESIGN")
)
KIND_OF_OLD = "X-ADDRESSBOOKSERVER-KIND"
SELF_EVIDENT = frozenset((VERSION, "KIND", KIND_OF_OLD, "X-ABLABEL", "X-ABSHOWAS"))
PERSON = "individual"
GROUPED = frozenset(("group", "location", "application", "device", "thing"))
ORGANISATION = "org"
BODIES = frozenset((ORGANISATION, "organization"))
ONE_COLUMN: Mapping[str, str] = {
    "NOTE": "note",
    "NICKNAME": "nickname",
    "URL": "url",
    "BDAY": "birthday",
    "ANNIVERSARY": "anniversary",
    "X-ANNIVERSARY": "anniversary",
    "CATEGORIES": "categories",
    "LANG": "languages",
    "LABEL": "addresses",
}
SEVERAL = frozenset(("N", "FN", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "ADR"))
CELL = frozenset(("cell", "mobile", "iphone"))
NO_PHONE = frozenset(("fax", "pager", "modem", "bbs", "video", "textphone", "tlx"))
NO_EMAIL = frozenset(("x400", "tlx"))
TOLD_TYPES = ("home", "work", "main", "cell", "fax", "pager", "video", "car", "other")
NAME_PARTS, ADDRESS_PARTS = 5, 7
CITY, COUNTRY = 3, 6
_OTHER_URI = re.compile(r"(?!tel:)[a-z]+:", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Contents:
    """What a card says.

    Attributes:
        cells: Texts by column, as the keys of a mapping: each once, in order.
        binary: How many pictures and the like are left out.
        technical: Names of lines that tell programs something, which are left out.
        broken: There are lines that are none of a card; they are kept as text.
        divided: A whole name was divided.
        uid: What identifies the card to programs.
        version: The version it says it has.
    """

    cells: dict[str, dict[str, None]] = field(default_factory=dict)
    binary: int = 0
    technical: set[str] = field(default_factory=set)
    broken: bool = False
    divided: bool = False
    uid: str = ""
    version: str = ""

    def add(self, column: str, text: str) -> None:
        """Add a text to a column, once."""
        if text:
            self.cells.setdefault(column, {})[text] = None


def contents(lines: Iterable[str]) -> Contents:
    """Return what the lines of a card say."""
    found = Contents()
    by_name: dict[str, list[Line]] = {}
    for line in _understood(lines, found):
        by_name.setdefault(line.name, []).append(line)
    labels = {
        line.group: label_of(line.text() or "")
        for line in by_name.get("X-ABLABEL", ())
        if line.group
    }
    for name, of_name in by_name.items():
        if name in BINARY:
            found.binary += len(of_name)
        elif name in TECHNICAL:
            found.technical.add(name)
        elif name not in SEVERAL | SELF_EVIDENT:
            _keep(found, name, of_name, labels)
    _organisation(found, by_name)
    _who(found, by_name)
    _roles(found, by_name)
    _emails(found, _labelled(by_name.get("EMAIL", ()), labels))
    _phones(found, _labelled(by_name.get("TEL", ()), labels))
    _addresses(found, _labelled(by_name.get("ADR", ()), labels))
    return found


def _understood(lines: Iterable[str], found: Contents) -> Iterable[Line]:
    for text in lines:
        line = parse(text, found.version == OLD)
        if line is None:
            if text:
                found.broken = True
                found.add("rest", text)
            continue
        if line.name == VERSION:
            found.version = line.raw.strip()
        elif line.name == UID:
            found.uid = line.raw.strip()
        yield line


@dataclass(frozen=True, slots=True)
class _Said:
    """A text with what the card calls it."""

    line: Line
    text: str
    label: str

    def told(self) -> str:
        """Return the text after what it is called."""
        return f"{self.label}: {self.text}" if self.label else self.text


def _labelled(lines: Iterable[Line], labels: Mapping[str, str]) -> list[_Said]:
    """Return what is filled, the preferred first and what is private last."""
    said = [
        _Said(line, text, labels.get(line.group) or _types(line))
        for line in lines
        if (text := line.text())
    ]
    return sorted(said, key=_rank)


def _types(line: Line) -> str:
    return ", ".join(kind for kind in TOLD_TYPES if kind in line.types)


def _rank(said: _Said) -> tuple[bool, bool, bool]:
    types = said.line.types | {said.label.lower()}
    return "pref" not in types, "work" not in types, "home" in types


def _keep(found: Contents, name: str, lines: Sequence[Line], labels: Mapping[str, str]) -> None:
    """Keep lines that no field of a contact is for."""
    column = ONE_COLUMN.get(name, "rest")
    for line in lines:
        text = line.text()
        if text is None:
            found.binary += 1
        elif text:
            label = labels.get(line.group) or (name if column == "rest" else "")
            found.add(column, f"{label}: {text}" if label else text)


def _organisation(found: Contents, by_name: Mapping[str, list[Line]]) -> None:
    first = True
    for line in by_name.get("ORG", ()):
        name, *units = line.fields()
        if not any((name, *units)):
            continue
        if first:
            found.add("organisation", name)
            found.add("department", ", ".join(filter(None, units)))
        else:
            found.add("organisations", ", ".join(filter(None, (name, *units))))
        first = False


def _who(found: Contents, by_name: Mapping[str, list[Line]]) -> None:
    """Name the person, or say why there is none."""
    shown = [text for line in by_name.get("FN", ()) if (text := line.text())]
    names = [parts for line in by_name.get("N", ()) if any(parts := line.fields())]
    kind = _kind(by_name)
    first = names[0] if names else []
    whole = " ".join((shown or [""])[0].split())
    if kind in GROUPED or (not first and _is_body(found, kind, whole)):
        kind = kind if kind in GROUPED else ORGANISATION
        found.add("no_person", f"{kind}: {' '.join([*shown, *filter(None, first)])}")
        names = names[1:]
    elif len(first) == 1 and _words(first[0]) == _words(whole):
        # Some programs write the whole name as if it had no parts.
        _divide(found, whole)
        names, shown = names[1:], shown[1:]
    elif first:
        _name(found, first)
        names = names[1:]
        shown = [text for text in shown if not _words(text) <= _words(" ".join(first))]
        _also_called(found, shown)
    elif whole:
        _divide(found, whole)
        _also_called(found, shown[1:])
    _also_called(found, [", ".join(filter(None, parts)) for parts in names])


def _also_called(found: Contents, names: Iterable[str]) -> None:
    for name in names:
        found.add("shown_name", name)


def _kind(by_name: Mapping[str, list[Line]]) -> str:
    lines = [*by_name.get("KIND", ()), *by_name.get(KIND_OF_OLD, ())]
    shown_as = by_name.get("X-ABSHOWAS", ())
    if any((line.text() or "").upper() == "COMPANY" for line in shown_as):
        return ORGANISATION
    return next((kind for line in lines if (kind := (line.text() or "").lower())), PERSON)


def _is_body(found: Contents, kind: str, whole: str) -> bool:
    organisation = " ".join(found.cells.get("organisation", ()))
    return kind in BODIES or (bool(whole) and whole.casefold() == organisation.casefold())


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _name(found: Contents, parts: Sequence[str]) -> None:
    family, given, additional, prefix, suffix = [*parts, *[""] * NAME_PARTS][:NAME_PARTS]
    found.add("given_name", " ".join(f"{given} {additional.replace(',', ' ')}".split()))
    found.add("family_name", family)
    found.add("prefix", prefix)
    found.add("suffix", ", ".join(filter(None, (suffix, *parts[NAME_PARTS:]))))


def _divide(found: Contents, whole: str) -> None:
    given, family = divide(whole)
    found.add("given_name", given)
    found.add("family_name", family)
    found.divided = True


def _roles(found: Contents, by_name: Mapping[str, list[Line]]) -> None:
    texts = [
        text
        for name in ("TITLE", "ROLE")
        for line in by_name.get(name, ())
        if (text := line.text())
    ]
    for text in texts:
        found.add("role" if "title" in found.cells else "title", text)


def _emails(found: Contents, said: Sequence[_Said]) -> None:
    free = ["email", "email_2"]
    seen: set[str] = set()
    for each in said:
        text = plain_uri(each.text, "mailto")
        if text.casefold() in seen:
            continue
        seen.add(text.casefold())
        if free and not NO_EMAIL & each.line.types:
            found.add(free.pop(0), text)
        else:
            found.add("emails", each.told())


def _phones(found: Contents, said: Sequence[_Said]) -> None:
    for each in said:
        text = plain_uri(each.text, "tel")
        types = each.line.types
        column = "mobile" if CELL & types else "phone"
        if column in found.cells or NO_PHONE & types or _OTHER_URI.match(text):
            if text not in found.cells.get(column, ()):
                found.add("phones", _Said(each.line, text, each.label).told())
        else:
            found.add(column, text)


def _addresses(found: Contents, said: Sequence[_Said]) -> None:
    first = True
    for each in said:
        parts = each.line.fields()
        if not any(parts):
            continue
        if first:
            parts = [*parts, *[""] * ADDRESS_PARTS]
            found.add("city", parts[CITY])
            found.add("country", parts[COUNTRY])
            others = [part for place, part in enumerate(parts) if place not in {CITY, COUNTRY}]
            found.add("address", ", ".join(filter(None, others)))
        else:
            told = ", ".join(filter(None, parts))
            found.add("addresses", f"{each.label}: {told}" if each.label else told)
        first = False
