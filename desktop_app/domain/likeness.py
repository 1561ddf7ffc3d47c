"""How likely it is that two rows are one: points for what they share, and the reasons in words.

Two people of one name are two people until something else says that they are one: addresses that
differ keep a pair from ever being sure, and what an office shares makes nobody one. Nothing here
merges anything.

The points were chosen by the labelled set in ``benchmarks/duplicates_first.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop_app.domain.census import Census
from desktop_app.domain.loose_names import CALLED, Likener
from desktop_app.domain.portraits import Portrait
from desktop_app.domain.words import Words

__all__ = ["PERHAPS", "POINTS", "SURE", "TYPED", "Likeness", "Points", "Scorer"]

SURE, PERHAPS = 105, 98
"""From so many points on two rows are most likely one, or perhaps."""

TYPED = 95
"""From so many on it is hinted at while one of them is typed: little of it is known by then."""


SAME_EMAIL = Words("samma e-post", "same e-mail")
OFFICE_EMAIL = Words("samma gemensamma e-post", "same shared e-mail")
OTHER_EMAIL = Words("men olika e-post", "but different e-mail")
SAME_PHONE = Words("samma telefonnummer", "same phone number")
OFFICE_PHONE = Words("samma växel", "same switchboard")
COMMON_NAME = Words("men namnet är vanligt", "but the name is frequent")
SAME_NAME = Words("samma namn", "same name")
SAME_NAME_THERE = Words("samma namn på samma organisation", "same name at the same organisation")
SAME_GIVEN = Words("samma förnamn", "same given name")
OTHER_FAMILY = Words("men olika efternamn", "but different family names")
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


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two rows are one.

    Attributes:
        points: The sum; see `SURE` and `PERHAPS`.
        reasons: What speaks for it, and what against.
    """

    points: int
    reasons: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """What each thing that two people share, or do not, is worth."""

    name: int = 90
    email: int = 40
    office_email: int = 5
    phone: int = 25
    office_phone: int = 5
    place: int = 16
    other_place: int = -8
    bare: int = 8
    title: int = 4
    city: int = 3
    other_email: int = -15
    other_host: int = -2
    other_address: int = -3
    other_email_and_name: int = -30
    common_name: int = -6
    two_names: int = -30


POINTS = Points()

LEAST_ALIKE, SURELY_ALIKE, NEARLY_SAME, SURELY_SAME = 0.65, 0.85, 0.95, 0.98
ALIKE_BY_PHONE = 0.95
"""How alike names of one number must be to be surely one: brothers and sisters share a number."""

NEAR_DAYS = 3


class Scorer:
    """Compares rows of one entity."""

    def __init__(
        self, entity: str, census: Census, points: Points = POINTS, least: int = PERHAPS
    ) -> None:
        """Take an entity, how many rows share what, and the points that are needed."""
        self._likener = Likener()
        self._census, self._points, self._least = census, points, least
        score = {"contact": self._people, "trip": self._trips}
        self.score = score.get(entity, self._things)

    # --- people

    def _people(self, one: Portrait, other: Portrait) -> Likeness | None:
        """Compare two people; None where they are most likely two."""
        worth, census = self._points, self._census
        mine, theirs = census.own_emails(one), census.own_emails(other)
        emails, phones = mine & theirs, census.few(one.phones & other.phones)
        around, reasons = self._around(one, other, bool(emails), bool(phones))
        differ = bool(mine and theirs and not emails)
        against, renamed = _against(worth, mine, theirs) if differ else (0, 0)
        if worth.name + around + against < self._least:
            return None
        alike, turned = self._likener.people(_pair(one), _pair(other))
        points = round(worth.name * alike) + around
        there = bool(one.place) and one.place == other.place
        if alike < LEAST_ALIKE:
            if (emails or (phones and there)) and self._keeps_given_name(one, other):
                return Likeness(PERHAPS, (SAME_GIVEN, *reasons, OTHER_FAMILY))
            return None
        reasons.insert(0, _name_reason(alike, turned=turned, there=there))
        if differ:
            points += against if alike >= SURELY_SAME else renamed
            reasons.append(OTHER_EMAIL)
        two_names = alike < SURELY_SAME and not turned and census.are_two_names(one, other)
        if two_names:
            points += worth.two_names
        if not (emails or phones) and (census.is_common(one) or census.is_common(other)):
            points += worth.common_name
            reasons.append(COMMON_NAME)
        needed = SURELY_ALIKE if emails else ALIKE_BY_PHONE if phones else 2
        if differ or two_names or alike < needed:
            points = min(points, SURE - 1)
        return self._judged(points, reasons)

    def _around(
        self, one: Portrait, other: Portrait, email: bool, phone: bool
    ) -> tuple[int, list[Words]]:
        """Return the points of all but the name and other addresses, with the reasons."""
        worth, found = self._points, list[tuple[int, Words | None]]()
        if email or one.emails & other.emails:
            found.append((worth.email, SAME_EMAIL) if email else (worth.office_email, OFFICE_EMAIL))
        if phone or one.phones & other.phones:
            found.append((worth.phone, SAME_PHONE) if phone else (worth.office_phone, OFFICE_PHONE))
        same_place = bool(one.place) and one.place == other.place
        if one.place and other.place:
            found.append((worth.place if same_place else worth.other_place, None))
        elif not found and _is_bare(one, other):
            # Nothing is known but the name, and nothing speaks against it.
            found.append((worth.bare, None))
        if one.title and one.title == other.title:
            found.append((worth.title, SAME_TITLE))
        if one.extra and one.extra == other.extra and not same_place:
            found.append((worth.city, SAME_CITY))
        return sum(points for points, _ in found), [words for _, words in found if words]

    def _keeps_given_name(self, one: Portrait, other: Portrait) -> bool:
        """Tell whether two people have one given name, whatever their family names are."""
        return bool(one.names[0]) and self._likener.given(one.names[0], other.names[0]) >= CALLED

    # --- organisations, networks and trips

    def _things(self, one: Portrait, other: Portrait) -> Likeness | None:
        """Compare two organisations or two networks."""
        likened, city = self._likener.things, one.extra or other.extra
        names = ((mine, theirs) for mine in one.names for theirs in other.names)
        alike = max((likened(mine, theirs, city) for mine, theirs in names), default=0.0)
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
        return self._judged(points, reasons) if alike >= LEAST_ALIKE else None

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
        return self._judged(points, reasons)

    def _judged(self, points: int, reasons: list[Words]) -> Likeness | None:
        return Likeness(points, tuple(reasons)) if points >= self._least else None


def _pair(one: Portrait) -> tuple[str, str]:
    return one.names[0], one.names[1]


def _is_bare(one: Portrait, other: Portrait) -> bool:
    """Tell whether of one row hardly more than the name is known."""
    return any(not (each.emails or each.phones or each.place) for each in (one, other))


def _against(worth: Points, mine: frozenset[str], theirs: frozenset[str]) -> tuple[int, int]:
    """Return the points of different addresses: of people of one name, and of names alike.

    Little is lost where only the end differs, more where both are of one host: an office gives
    everybody an address.
    """
    halves = [[_halves(address) for address in each] for each in (mine, theirs)]
    pairs = [(one, other) for one in halves[0] for other in halves[1]]
    if any(one[0] == other[0] for one, other in pairs):
        return worth.other_host, worth.other_host
    one_host = any(one[1] == other[1] for one, other in pairs)
    return worth.other_email if one_host else worth.other_address, worth.other_email_and_name


@lru_cache(maxsize=65_536)
def _halves(address: str) -> tuple[str, str]:
    """Return what stands before and after the @."""
    local, _at, host = address.partition("@")
    return local, host


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
