"""What of a row tells whether it is the same as another, and which rows are worth comparing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.city_names import city_key, office_of
from desktop_app.domain.folding import fold
from desktop_app.domain.kinds import Value
from desktop_app.domain.loose_names import called, loose, loose_words

__all__ = ["ENTITIES", "PERSONS", "Portrait", "blocks", "portrait"]

ENTITIES = ("contact", "organisation", "network", "trip")
"""Where duplicates are looked for."""

PERSONS = frozenset({"contact"})
"""The entities whose rows are people: they have a given and a family name."""

LEAST_DIGITS = 7
"""A shorter number is an extension, which many may have."""

TELLING = 4
"""A shorter word is in many names."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What of a row tells whether it is the same as another.

    Attributes:
        id: The row's id.
        names: Given and family name of a person; of a thing, all its names.
        emails: Its addresses, in small letters.
        phones: Its numbers as they are dialled.
        place: Its organisation, by a name read loosely, so that two rows of one organisation meet.
        extra: What else may be the same: the city; of a trip, its starting day.
        web: Its website without what all websites share.
        title: The title of a person.
        key: The whole name of a person read loosely, which namesakes share.
    """

    id: str
    names: tuple[str, ...]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    place: str = ""
    extra: str = ""
    web: str = ""
    title: str = ""
    key: str = ""


def dialled(number: str) -> str:
    """Return a number's digits as they are dialled from abroad, without a trunk zero."""
    digits = "".join(filter(str.isdecimal, number.replace("(0)", "")))
    if digits.startswith("00"):
        return digits[2:]
    return f"46{digits[1:]}" if digits[:1] == "0" else digits


def portrait(entity: str, id_: str, values: Mapping[str, Value], place: str = "") -> Portrait:
    """Return what of a row is compared.

    Args:
        entity: The name of its entity, one of `ENTITIES`.
        id_: Its id.
        values: Its values.
        place: What its organisation is called.
    """

    def text(name: str) -> str:
        return str(values.get(name) or "")

    if entity == "contact":
        numbers = (dialled(text(name)) for name in ("phone", "mobile"))
        return Portrait(
            id_,
            (text("given_name"), text("family_name")),
            frozenset(text(name).casefold() for name in ("email", "email_2") if text(name)),
            frozenset(number for number in numbers if len(number) >= LEAST_DIGITS),
            _place_key(place),
            city_key(text("city")),
            title=fold(text("title")),
            key=_name_key(text("given_name"), text("family_name")),
        )
    if entity == "trip":
        return Portrait(id_, (text("title"),), place=_place_key(place), extra=text("start_on"))
    names = (text(name) for name in ("name", "name_en", "short_name"))
    web = text("website").partition("://")[2].removeprefix("www.").rstrip("/")
    return Portrait(
        id_,
        tuple(dict.fromkeys(name for name in names if name)),
        extra=city_key(text("city")),
        web=web.casefold(),
    )


def _place_key(name: str) -> str:
    """Return what the names of one organisation share, in whichever language."""
    office = office_of(name)
    return f"office {city_key(office.city.name)}" if office else loose(name)


def _name_key(given: str, family: str) -> str:
    return " ".join(sorted((*called(given), *loose_words(family))))


def blocks(entity: str, one: Portrait) -> Iterator[tuple[str, ...]]:
    """Go through the blocks a row belongs to: only rows of one block are compared."""
    if entity == "contact":
        yield from _blocks_of_person(one)
        return
    for name in one.names:
        yield "name", loose(name)
        yield from (("word", word[:5]) for word in loose_words(name) if len(word) >= TELLING)
        if office := office_of(name):
            yield "office", city_key(office.city.name)
    if one.web:
        yield "web", one.web
    if entity == "trip":
        yield "day", one.extra


def _blocks_of_person(one: Portrait) -> Iterator[tuple[str, ...]]:
    yield from (("email", address) for address in one.emails)
    yield from (("phone", number) for number in one.phones)
    given, family = called(one.names[0]), loose_words(one.names[1])
    if one.key:
        yield "name", one.key
    for part, other in ((given, family), (family, given)):
        if one.place and part and other:
            yield "first", one.place, part[0][0], other[0][:4]
            yield "last", one.place, part[0][0], other[-1][-4:]
