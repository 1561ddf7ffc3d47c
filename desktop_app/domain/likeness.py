"""How likely it is that two rows are one: points for what they share, and the reasons in words.

Two people of one name are two people until something else says that they are one: addresses that
differ keep a pair from ever being sure. Nothing here merges anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.folding import fold
from desktop_app.domain.kinds import Value
from desktop_app.domain.loose_names import Likener, called, loose, loose_words
from desktop_app.domain.words import Words

__all__ = [
    "ENTITIES",
    "PERHAPS",
    "PERSONS",
    "SURE",
    "Likeness",
    "Portrait",
    "Scorer",
    "blocks",
    "portrait",
]

SURE, PERHAPS = 105, 98
"""From so many points on two rows are most likely one, or perhaps."""

ENTITIES = ("contact", "organisation", "network", "trip")
"""Where duplicates are looked for."""

FEW = 3
"""A phone number of more people than this is a switchboard's and says little."""

SAME_EMAIL = Words("samma e-post", "same e-mail")
OTHER_EMAIL = Words("men olika e-post", "but different e-mail")
SAME_PHONE = Words("samma telefonnummer", "same phone number")
SAME_NAME = Words("samma namn", "same name")
SAME_NAME_THERE = Words("samma namn på samma organisation", "same name at the same organisation")
NAME_TURNED = Words("för- och efternamn i omvänd ordning", "given and family name turned round")
NAME_ALIKE = Words("liknande namn", "name alike")
NAME_ALIKE_THERE = Words(
    "liknande namn på samma organisation", "name alike at the same organisation"
)
SAME_CITY = Words("samma ort", "same city")
OTHER_CITY = Words("men olika orter", "but different cities")
SAME_WEBSITE = Words("samma webbplats", "same website")
SAME_DAY = Words("samma startdatum", "same starting day")
NEAR_DAY = Words("nästan samma datum", "nearly the same dates")
SAME_TITLE = Words("samma titel", "same title")


PERSONS = frozenset({"contact"})
"""The entities whose rows are people: they have a given and a family name."""


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
    """

    id: str
    names: tuple[str, ...]
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    place: str = ""
    extra: str = ""
    web: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two rows are one.

    Attributes:
        points: The sum; see `SURE` and `PERHAPS`.
        reasons: What speaks for it, and what against.
    """

    points: int
    reasons: tuple[Words, ...]


def dialled(number: str) -> str:
    """Return a number's digits as they are dialled from abroad, without a trunk zero."""
    digits = "".join(filter(str.isdecimal, number.replace("(0)", "")))
    if digits.startswith("00"):
        return digits[2:]
    return f"46{digits[1:]}" if digits[:1] == "0" else digits


LEAST_DIGITS = 7
"""A shorter number is an extension, which many may have."""


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
            loose(place),
            fold(text("city")),
            title=fold(text("title")),
        )
    if entity == "trip":
        return Portrait(id_, (text("title"),), place=loose(place), extra=text("start_on"))
    names = (text(name) for name in ("name", "name_en", "short_name"))
    web = text("website").partition("://")[2].removeprefix("www.").rstrip("/")
    return Portrait(
        id_,
        tuple(dict.fromkeys(name for name in names if name)),
        extra=fold(text("city")),
        web=web.casefold(),
    )


def blocks(entity: str, one: Portrait) -> Iterator[tuple[str, ...]]:
    """Go through the blocks a row belongs to: only rows of one block are compared."""
    if entity == "contact":
        yield from _blocks_of_person(one)
        return
    for name in one.names:
        yield "name", loose(name)
        yield from (("word", word[:5]) for word in loose_words(name) if len(word) > FEW)
    if one.web:
        yield "web", one.web
    if entity == "trip":
        yield "day", one.extra


def _blocks_of_person(one: Portrait) -> Iterator[tuple[str, ...]]:
    yield from (("email", address) for address in one.emails)
    yield from (("phone", number) for number in one.phones)
    given, family = called(one.names[0]), loose_words(one.names[1])
    if given or family:
        yield "name", " ".join(sorted((*given, *family)))
    for part, other in ((given, family), (family, given)):
        if one.place and part and other:
            yield "first", one.place, part[0][0], other[0][:4]
            yield "last", one.place, part[0][0], other[-1][-4:]


class Scorer:
    """Compares rows of one entity."""

    def __init__(self, entity: str, shared_phones: Mapping[str, int]) -> None:
        """Take an entity, and how many rows have each phone number."""
        self._likener = Likener()
        self._shared = shared_phones
        score = {"contact": self._people, "trip": self._trips}
        self.score = score.get(entity, self._things)

    def _people(self, one: Portrait, other: Portrait) -> Likeness | None:
        """Compare two people; None where they are most likely two."""
        around, reasons = self._around(one, other)
        differ = bool(one.emails and other.emails and not one.emails & other.emails)
        against = _against(one, other) if differ else 0
        if NAME + around - against < PERHAPS:
            return None
        alike, turned = self._likener.people(_pair(one), _pair(other))
        if alike < LEAST_ALIKE:
            return None
        points = round(NAME * alike) + around
        if differ:
            points = min(points - (against if alike >= SURELY_SAME else 30), SURE - 1)
            reasons.append(OTHER_EMAIL)
        elif alike < SURELY_ALIKE or not self._is_personal(one, other):
            points = min(points, SURE - 1)
        there = bool(one.place) and one.place == other.place
        reasons.insert(0, _name_reason(alike, turned=turned, there=there))
        return _judged(points, reasons)

    def _around(self, one: Portrait, other: Portrait) -> tuple[int, list[Words]]:
        """Return the points of all but name and what the addresses say against, with reasons."""
        points, reasons = 0, []
        if one.emails & other.emails:
            points += 40
            reasons.append(SAME_EMAIL)
        phones = one.phones & other.phones
        if phones:
            points += 25 if any(self._shared.get(each, 0) <= FEW for each in phones) else 5
            reasons.append(SAME_PHONE)
        if one.place and other.place:
            points += 12 if one.place == other.place else -8
        elif not points and _is_bare(one, other):
            points += 8  # nothing is known but the name, and nothing speaks against it
        if one.title and one.title == other.title:
            points += 4
            reasons.append(SAME_TITLE)
        if one.extra and one.extra == other.extra and not (one.place and one.place == other.place):
            points += 3
            reasons.append(SAME_CITY)
        return points, reasons

    def _is_personal(self, one: Portrait, other: Portrait) -> bool:
        """Tell whether two people share what hardly two people have: an address, a number."""
        return bool(one.emails & other.emails) or any(
            self._shared.get(each, 0) <= FEW for each in one.phones & other.phones
        )

    def _things(self, one: Portrait, other: Portrait) -> Likeness | None:
        """Compare two organisations or two networks."""
        alike = max(
            (self._likener.things(mine, theirs) for mine in one.names for theirs in other.names),
            default=0.0,
        )
        reasons = [SAME_NAME if alike >= 1 else NAME_ALIKE]
        points = round(100 * alike)
        if one.web and one.web == other.web:
            points += 20
            reasons.append(SAME_WEBSITE)
        if one.extra and other.extra:
            points += 7 if one.extra == other.extra else -20
            reasons.append(SAME_CITY if one.extra == other.extra else OTHER_CITY)
        elif alike >= NEARLY_SAME:
            points += 5
        return _judged(points, reasons) if alike >= LEAST_ALIKE else None

    def _trips(self, one: Portrait, other: Portrait) -> Likeness | None:
        """Compare two trips: by title and date."""
        days = _days_between(one.extra, other.extra)
        if days is None or days > NEAR_DAYS:
            return None
        alike = self._likener.things(one.names[0], other.names[0])
        points = round(90 * alike) + (14 if days == 0 else 6)
        if one.place and other.place:
            points += 5 if one.place == other.place else -4
        reasons = [SAME_NAME if alike >= 1 else NAME_ALIKE]
        reasons.append(NEAR_DAY if days else SAME_DAY)
        return _judged(points, reasons)


NAME = 90
LEAST_ALIKE, SURELY_ALIKE, NEARLY_SAME, SURELY_SAME = 0.65, 0.85, 0.95, 0.98
NEAR_DAYS = 3


def _judged(points: int, reasons: list[Words]) -> Likeness | None:
    return Likeness(points, tuple(reasons)) if points >= PERHAPS else None


def _pair(one: Portrait) -> tuple[str, str]:
    return one.names[0], one.names[1]


def _is_bare(one: Portrait, other: Portrait) -> bool:
    """Tell whether of one row hardly more than the name is known."""
    return any(not (each.emails or each.phones or each.place) for each in (one, other))


def _against(one: Portrait, other: Portrait) -> int:
    """Return the points that different addresses take: few where only the end differs."""
    names = [{address.partition("@")[0] for address in each.emails} for each in (one, other)]
    return 2 if names[0] & names[1] else 15


def _name_reason(alike: float, *, turned: bool, there: bool) -> Words:
    if turned:
        return NAME_TURNED
    if alike >= 1:
        return SAME_NAME_THERE if there else SAME_NAME
    return NAME_ALIKE_THERE if there else NAME_ALIKE


def _days_between(one: str, other: str) -> int | None:
    if not one or not other:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
