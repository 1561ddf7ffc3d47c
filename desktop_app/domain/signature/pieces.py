"""What stands on the lines of a signature: addresses, numbers, and pieces of text between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from desktop_app.domain.folding import fold
from desktop_app.domain.signature import vocabulary as known
from desktop_app.domain.signature.lines import EMAIL

__all__ = ["Number", "Piece", "Stand", "gather", "soft_parts"]

_WEB = r"(?:https?://|www\.)[^\s|<>,;]+"
_BARE_WEB = r"(?:[a-z0-9][a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?"
_GROUP = r"(?: / (?![0+])| ?[-–.‑‐] ?| ?\(\d+\) ?[-/]?|/|\) ?[-/]?| )"
_NUMBER = rf"(?<![\w@/.,:-])(?:\(?\+|\()?\d+(?:{_GROUP}\d+)*\)?(?![\w@])"
_EXTENSION = r"(?:\s*,?\s*(?:ext|anknytning|ankn|dw|durchwahl|poste|wew|klappe)\.?\s*:?\s*\d{1,5})?"
_HARD = r"\s*[|•·●▪■◆»«›*]+\s*|\s+/+\s+|;\s+|;$"
_SOFT = r"(,\s+|\s+[–—-]+\s+)"
_AFTER = r"\s*\(([^)\d]{2,20})\)|\s+(vx|vxl|växel|direkt|mobil|fax)\b"
_OWNED = rf"([^<>@|]{{2,80}}?)\s*[<(\[]\s*({EMAIL})\s*[>)\]]"
_FEWEST, _MOST = 7, 15
_FEWEST_LABELLED = 4
_WORDS_OF_LABEL = 3
_NAMED = frozenset(("name", "title", "organisation", "department"))


@dataclass(slots=True)
class Piece:
    """A piece of text.

    Attributes:
        text: What stands there.
        line: On which line.
        label: What a label before it says that it is, '' without one.
        place: The field it is for, '' as long as it has none.
    """

    text: str
    line: int
    label: str = ""
    place: str = ""


@dataclass(slots=True)
class Number:
    """A phone number.

    Attributes:
        text: The number as it stands.
        line: On which line.
        role: What its label says: phone, direct, mobile, switch, fax, '' without one.
        said: The number with its label.
    """

    text: str
    line: int
    role: str
    said: str


@dataclass(slots=True)
class Stand:
    """All that stands in a signature, in order.

    Attributes:
        pieces: The texts.
        emails: The e-mail addresses, each with its line.
        numbers: The phone numbers.
        webs: Addresses on the web, each with its line.
        names: What stands before an address as its owner.
    """

    pieces: list[Piece] = field(default_factory=list)
    emails: list[tuple[str, int]] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    webs: list[tuple[str, int]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def gather(lines: Iterable[str]) -> Stand:
    """Return what stands on the lines."""
    stand = Stand()
    for number, line in enumerate(lines):
        _gather_line(stand, number, _without_owners(stand, line))
    return stand


def soft_parts(text: str) -> list[str]:
    """Return the parts of a text between commas and dashes, and what divides them, in turn."""
    return re.split(_SOFT, text)


def _without_owners(stand: Stand, line: str) -> str:
    """Return a line without the names in ``Name <address>; Name <address>``, which are noted."""
    return re.sub(_OWNED, partial(_note_owner, stand), line)


def _note_owner(stand: Stand, found: re.Match[str]) -> str:
    name = found[1].strip(" \"'”“„;,")
    if not name or _label(name.strip(" :.")) or ":" in name or any(c.isdigit() for c in name):
        return found[0]
    stand.names.append(name)
    return f" {found[2]} "


def _gather_line(stand: Stand, number: int, line: str) -> None:
    at = 0
    for start, end, kind in _found(line):
        before, label = _label_before(line[at:start])
        said = line[at + len(before) : end].strip(" |,;/•·–-")
        if kind == "number":
            if not _is_number(line[start:end], label, bool(before.strip(" |,;/•·"))):
                continue
            after, role = _label_after(line[end:])
            stand.numbers.append(
                Number(_whole(line[start:end]), number, role or label, said + after)
            )
            before_end = end + len(after)
        elif kind == "email":
            stand.emails.append((line[start:end].strip("'."), number))
        else:
            stand.webs.append((said if label == "other" else line[start:end].rstrip(".,)"), number))
        _cut(stand, number, before)
        at = before_end if kind == "number" else end
    _cut(stand, number, line[at:])


def _label_after(rest: str) -> tuple[str, str]:
    """Return the label that stands after a number, and what it says; both '' without one."""
    after = re.match(_AFTER, rest, flags=re.IGNORECASE)
    role = _label(after[1] or after[2]) if after else ""
    return (after[0], role) if after and role else ("", "")


def _found(line: str) -> Iterator[tuple[int, int, str]]:
    """Go through the addresses and numbers of a line; none lies in another."""
    end = 0
    either = f"(?P<email>{EMAIL})|(?P<web>{_WEB})|(?P<number>{_NUMBER}{_EXTENSION})"
    for found in re.finditer(either, line, flags=re.IGNORECASE):
        if found.start() >= end:
            end = found.end()
            yield found.start(), end, found.lastgroup or ""


def _is_number(text: str, label: str, has_before: bool) -> bool:
    """Tell whether digits are a phone number: by their label, else by their beginning."""
    count: int = sum(map(str.isdigit, re.split("[a-zA-Z]", text)[0]))
    if label in {"number", "address"} or count > _MOST:
        return False
    if label in {"phone", "direct", "mobile", "switch", "fax"}:
        return count >= _FEWEST_LABELLED
    begun = text.startswith(("+", "0", "(0", "(+"))
    alone = not has_before and count > _FEWEST and re.search("[ .-]", text) is not None
    return count >= _FEWEST and (begun or alone)


def _whole(text: str) -> str:
    """Return a number without brackets that are left open."""
    text = text.strip(" ,;.")
    if text.count("(") != text.count(")"):
        text = text.strip("()")
    return text


@cache
def _labels() -> dict[str, str]:
    return {
        " ".join(words): role
        for role, table in known.LABELS.items()
        for words in known.folded(table)
    }


def _label(text: str) -> str:
    return _labels().get(fold(text), "")


def _label_before(gap: str) -> tuple[str, str]:
    """Return what stands before the label at the end of a text, and what it says."""
    tail = re.split(r"[|•·;,]| / | [–-] ", gap)[-1]
    words = list(re.finditer(r"[^\W\d_]+(?:[-./][^\W\d_]+)*", tail))
    for size in range(min(_WORDS_OF_LABEL, len(words)), 0, -1):
        start = words[-size].start()
        role = _label(tail[start:])
        if role:
            before = gap[: len(gap) - len(tail) + start]
            shorter, first = _label_before(before) if before.strip() else (before, "")
            return (shorter, first if role == "fax" else role) if first else (before, role)
    return gap, ""


def _cut(stand: Stand, number: int, text: str) -> None:
    """Add the pieces of a text."""
    for part in (each.strip(" ,:;/–-") for each in re.split(_HARD, text)):
        if not part or _label(part):
            continue
        label, _colon, rest = part.partition(":")
        role = _label(label) if rest else ""
        bare = rest.strip() if role in {"web", *_NAMED} else part
        if re.fullmatch(_BARE_WEB, bare):
            stand.webs.append((part if role == "other" else bare, number))
        elif re.search(r"\w", part):
            shown = bare if role in _NAMED else part
            stand.pieces.append(Piece(shown, number, role or _number_label(part)))


def _number_label(text: str) -> str:
    """Return ``number`` where a text is about the number of a firm."""
    words = fold(text).split()
    begun = (" ".join(words[:size]) for size in (3, 2, 1) if len(words) > size)
    found = any(_labels().get(each) == "number" for each in begun)
    return "number" if found and any(letter.isdigit() for letter in text) else ""
