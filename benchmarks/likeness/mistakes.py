"""The same person entered once more, with the mistakes that people make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from benchmarks.likeness.labelled import Entry
from benchmarks.likeness.names import OTHER_SPELLINGS, SHORT_FORMS, SURNAMES, TITLES
from benchmarks.likeness.people import Maker, address, names_of
from desktop_app.domain.folding import fold

__all__ = ["again"]

WRITTEN_OUT = str.maketrans(
    {
        "å": "aa",
        "ä": "ae",
        "ö": "oe",
        "ø": "oe",
        "æ": "ae",
        "ü": "ue",
        "ß": "ss",
        "Å": "Aa",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ø": "Oe",
    }
)


def again(maker: Maker, entry: Entry) -> Iterator[Entry]:
    """Go through other entries of one person, with what people do to them."""
    for _ in range(2 if maker.likely(0.12) else 1):
        names = list(MISTAKES)
        kinds = maker.chance.choices(names, [MISTAKES[name][0] for name in names])
        if maker.likely(0.2):
            kinds += maker.chance.choices(["typo", "accents", "other e-mail"], k=1)
        other = Entry(entry.who, dict(entry.values), entry.place, " + ".join(kinds))
        for kind in kinds:
            MISTAKES[kind][1](maker, other)
        _forget(maker, other)
        yield other


def _forget(maker: Maker, entry: Entry) -> None:
    for name in ("email", "email_2", "phone", "mobile", "title", "city"):
        if name in entry.values and maker.likely(0.28):
            del entry.values[name]
    if entry.values.get("phone") and maker.likely(0.3):
        number = entry.values["phone"].removeprefix("+")
        entry.values["phone"] = f"00{number[:5]}-{number[5:]}"


def typo(maker: Maker, entry: Entry) -> None:
    """Mistype a name."""
    name = maker.chance.choice(("given_name", "family_name", "family_name"))
    word = entry.values[name]
    at = maker.chance.randrange(1, len(word)) if len(word) > 1 else 0
    letter = maker.chance.choice("aeinrstlo")
    entry.values[name] = maker.chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            word[:at] + word[at - 1] + word[at:],
        )
    )


def other_office(maker: Maker, entry: Entry) -> None:
    """Let somebody work elsewhere now; a mobile or a private address mostly stays."""
    office = maker.chance.choice(maker.offices)
    entry.place, entry.values["city"] = office["name"], office["city"]
    entry.values.pop("phone", None)
    entry.values["title"] = maker.chance.choice(TITLES)
    names = entry.values["given_name"], entry.values["family_name"]
    entry.values["email"] = f"{address(*names)}@{office['host']}"


def married(maker: Maker, entry: Entry) -> None:
    """Give another family name; the address is the old one at first."""
    entry.values["family_name"] = maker.frequent(SURNAMES["sv"])
    if maker.likely(0.3) and "email" in entry.values:
        names = entry.values["given_name"], entry.values["family_name"]
        host = entry.values["email"].partition("@")[2]
        entry.values["email"] = f"{address(*names)}@{host}"


def other_email(maker: Maker, entry: Entry) -> None:
    """Give a private address instead."""
    names = entry.values["given_name"], entry.values["family_name"]
    entry.values["email"] = f"{address(*names)}{entry.who}@mail.example.com"


def other_host(maker: Maker, entry: Entry) -> None:
    """Let the organisation's addresses end in another way."""
    if "email" in entry.values:
        local = entry.values["email"].partition("@")[0]
        entry.values["email"] = f"{local}@new.example.com"


def _renamed(change: Callable[[str], str], *names: str) -> Callable[[Maker, Entry], None]:
    def mistake(_maker: Maker, entry: Entry) -> None:
        for name in names:
            entry.values[name] = change(entry.values[name]) or entry.values[name]

    return mistake


def _turned(_maker: Maker, entry: Entry) -> None:
    given, family = names_of(entry)
    entry.values.update(given_name=family, family_name=given)


def _double(maker: Maker, entry: Entry) -> None:
    family = entry.values["family_name"]
    one, dash, other = family.partition("-")
    added = maker.frequent(SURNAMES["sv"])
    entry.values["family_name"] = maker.chance.choice((one, other)) if dash else f"{family}-{added}"


def _transcribed(text: str) -> str:
    return " ".join(OTHER_SPELLINGS.get(word, _plain(word)) for word in text.split(" "))


def _plain(word: str) -> str:
    read = ((each, each if each.isascii() else fold(each)) for each in word)
    return "".join(text.capitalize() if each.isupper() else text for each, text in read)


BOTH = ("given_name", "family_name")
Mistake = Callable[[Maker, Entry], None]
MISTAKES: Mapping[str, tuple[int, Mistake]] = {
    "as it was": (14, lambda _maker, _entry: None),
    "typo": (18, typo),
    "accents": (10, _renamed(_transcribed, *BOTH)),
    "written out": (5, _renamed(lambda text: text.translate(WRITTEN_OUT), *BOTH)),
    "turned": (6, _turned),
    "initial": (6, _renamed(lambda text: f"{text[:1]}.", "given_name")),
    "short form": (4, _renamed(lambda text: SHORT_FORMS.get(text, text), "given_name")),
    "double": (6, _double),
    "middle name": (4, _renamed(lambda text: f"{text} Maria", "given_name")),
    "married": (5, married),
    "other office": (8, other_office),
    "other e-mail": (6, other_email),
    "other host": (5, other_host),
    "capitals": (3, _renamed(str.upper, *BOTH)),
}
