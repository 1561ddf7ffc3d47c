"""The overlap radar: who in the city was or will be where a trip goes, or on what it is about.

It looks both ways in time from the trip's dates, whichever administration a trip is of. Cities are
the same in any language. What it finds is ranked, and each line says why it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain import territories
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.city_names import city_key
from desktop_app.domain.kinds import Value
from desktop_app.domain.words import Words
from desktop_app.services.acquaintances import Known, Tied, known, tied
from desktop_app.services.alike import Alike, alike
from desktop_app.services.errand import Errand, errand_of
from desktop_app.services.register import Register
from desktop_app.services.thresholds import thresholds
from desktop_app.storage import overlap as asked
from desktop_app.storage.tables import Row, fetch

__all__ = ["Overlap", "Radar", "overlaps", "travellers_there"]

TRIP, ACTION = CATALOGUE["trip"], CATALOGUE["action"]
MOST = 40
LONGEST_LESSON = 240
NOWHERE = ("rejected", "cancelled")
DONE = ("done", "dropped")

SAME_DAYS, CITY, COLLABORATION, NETWORK, COUNTRY, THEME = 220, 100, 70, 45, 12, 90
"""What each thing that two trips share is worth; a theme, what of it they share."""

SAME_CITY = Words("samma stad: {city}", "same city: {city}")
SAME_CITY_AND_DAYS = Words(
    "samma stad samtidigt: {city}, {days}", "same city at the same time: {city}, {days}"
)
SAME_COUNTRY = Words("samma land: {country}", "same country: {country}")
SAME_LINK = Words("samma {what}: {name}", "same {what}: {name}")
SAME_THEME = Words("samma ämne: {words}", "same topic: {words}")
NEAR_THEME = Words("liknande ämne: {words}", "similar topic: {words}")
DAYS = Words("{first} – {last}", "{first} – {last}")
LINKS = (("collaboration", COLLABORATION), ("network", NETWORK))


@dataclass(frozen=True, slots=True)
class Overlap:
    """A trip of the city's that touches the one that is planned.

    Attributes:
        row: The trip.
        reasons: Why it is shown, what says most first.
        same_days: Whether both are in one city on the same days.
        points: By what it is ranked.
        learnt: What it taught, in its first lines; '' where nothing is written.
        actions: What it led to that is not done, the next due first.
    """

    row: Row
    reasons: tuple[Words, ...]
    same_days: bool
    points: float
    learnt: str = ""
    actions: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Radar:
    """What is known of where a trip goes and of what it is about.

    Attributes:
        visits: The trips that touch it, those that say most first.
        left: How many more there are.
        contacts: Whom we know there, those whom somebody met first.
        more_contacts: Whether we know more than these.
        ties: Requests, collaborations and networks there or on the topic.
        first: The first day that was looked at.
        last: The last one.
        asked: Whether there is a place, a topic, a network or a collaboration to look for.
    """

    visits: tuple[Overlap, ...] = ()
    left: int = 0
    contacts: tuple[Known, ...] = ()
    more_contacts: bool = False
    ties: tuple[Tied, ...] = ()
    first: str = ""
    last: str = ""
    asked: bool = False


@dataclass
class _Shared:
    """What a trip shares with the one that is planned.

    Attributes:
        cities: The cities of both, with the days that the other is there.
        countries: The countries of both.
        links: What both belong to, by the field that says so.
        theme: What of the topic they share.
    """

    cities: dict[str, tuple[str, str]] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    theme: Alike | None = None


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A trip with why it is shown."""

    id: str
    points: float
    reasons: tuple[Words, ...]
    there: bool
    same_days: bool


def overlaps(
    register: Register,
    trip: str | Mapping[str, Value],
    stops: Sequence[tuple[str, str]] = (),
) -> Radar:
    """Return who was or will be where a trip goes, or on what it is about, and whom we know there.

    Args:
        register: The register.
        trip: The id of a trip, or what is known so far of one that is being begun.
        stops: City and country of each place that such a one goes to.
    """
    months = thresholds(register)["overlap_months"]
    errand = errand_of(register, trip, stops, months)
    ranked = _ranked(register, errand)
    there = [each.id for each in ranked if each.there]
    on_it = [each.id for each in ranked if not each.there and each.points >= NETWORK]
    contacts, more = known(register, errand, there, on_it[:MOST])
    return Radar(
        visits=tuple(_visits(register, ranked[:MOST])),
        left=max(0, len(ranked) - MOST),
        contacts=contacts,
        more_contacts=more,
        ties=tied(register, errand),
        first=errand.since,
        last=errand.until,
        asked=errand.says_something,
    )


def travellers_there(register: Register, trip: str) -> tuple[int, int]:
    """Return how many others go to the cities of a trip in its time, and how many at once with it.

    This is the quick answer; `overlaps` has the whole one.
    """
    errand = errand_of(register, trip, (), thresholds(register)["overlap_months"])
    if not errand.cities:
        return 0, 0
    shared: dict[str, _Shared] = {}
    _share_places(register, errand, shared)
    shared = {id_: each for id_, each in shared.items() if each.cities and id_ != trip}
    dates = asked.between(register.db.conn, shared, errand.since, errand.until, NOWHERE)
    at_once = [id_ for id_, days in dates.items() if _is_at_once(errand, shared[id_], days)]
    return len(dates), len(at_once)


def _is_at_once(errand: Errand, shared: _Shared, days: tuple[str, str]) -> bool:
    return any(points == SAME_DAYS for points, _words in _of_cities(errand, shared, days))


def _ranked(register: Register, errand: Errand) -> list[_Ranked]:
    """Return the trips that touch an errand in its time, those that say most first."""
    shared = _all_shared(register, errand)
    shared.pop(errand.id, None)
    conn = register.db.conn
    dates = asked.between(conn, shared, errand.since, errand.until, NOWHERE)
    titles = register.titles()
    names = {name: titles.of(name, id_) for name, id_ in errand.links.items()}
    found = [_judged(errand, id_, shared[id_], days, names) for id_, days in dates.items()]
    found.sort(key=lambda each: (-each.points, _distance(errand, dates[each.id]), each.id))
    return found


def _all_shared(register: Register, errand: Errand) -> dict[str, _Shared]:
    conn = register.db.conn
    found: dict[str, _Shared] = {}
    _share_places(register, errand, found)
    for name, id_ in errand.links.items():
        for trip in asked.pointing(conn, TRIP, name, [id_]):
            found.setdefault(trip, _Shared()).links.append(name)
    for trip, theme in alike(register, TRIP, errand.words).items():
        found.setdefault(trip, _Shared()).theme = theme
    return found


def _share_places(register: Register, errand: Errand, found: dict[str, _Shared]) -> None:
    """Note the trips that go where an errand goes, with the days they are there."""
    for trip, city, country, first, last in asked.stops(register.db.conn):
        key = city_key(city) if city else ""
        if key in errand.cities:
            found.setdefault(trip, _Shared()).cities[key] = (first, last)
        if country in errand.countries:
            found.setdefault(trip, _Shared()).countries.add(country)


def _judged(
    errand: Errand, id_: str, shared: _Shared, days: tuple[str, str], names: Mapping[str, str]
) -> _Ranked:
    """Return what is shared as points and reasons, what says most first."""
    told = sorted(_told(errand, shared, days, names), key=lambda each: -each[0])
    same_days = any(points == SAME_DAYS for points, _words in told)
    reasons = tuple(words for _points, words in told)
    points = sum(points for points, _words in told)
    return _Ranked(id_, points, reasons, bool(shared.cities), same_days)


def _told(
    errand: Errand, shared: _Shared, days: tuple[str, str], names: Mapping[str, str]
) -> Iterator[tuple[float, Words]]:
    yield from _of_cities(errand, shared, days)
    for name, points in LINKS:
        if name in shared.links:
            what = CATALOGUE[name].one
            yield points, SAME_LINK.fill(what=what, name=names[name])
    if shared.theme is not None:
        words = SAME_THEME if shared.theme.is_same else NEAR_THEME
        yield THEME * shared.theme.share, words.fill(words=list(shared.theme.words))
    if shared.countries and not shared.cities:
        names_of = [_country(code) for code in sorted(shared.countries)]
        yield COUNTRY, SAME_COUNTRY.fill(country=names_of)


def _of_cities(
    errand: Errand, shared: _Shared, days: tuple[str, str]
) -> Iterator[tuple[float, Words]]:
    for key, (first, last) in shared.cities.items():
        city = errand.cities[key]
        common = errand.common_days(key, first or days[0], last or days[1])
        if common is None:
            yield CITY, SAME_CITY.fill(city=city)
        else:
            shown = common[0] if common[0] == common[1] else DAYS.fill(**_ends(common))
            yield SAME_DAYS, SAME_CITY_AND_DAYS.fill(city=city, days=shown)


def _ends(days: tuple[str, str]) -> dict[str, str]:
    return {"first": days[0], "last": days[1]}


def _country(code: str) -> Words:
    return Words(territories.name(code, "sv"), territories.name(code, "en"))


def _distance(errand: Errand, days: tuple[str, str]) -> int:
    return min(abs(errand.days_to(day)) for day in days)


def _visits(register: Register, ranked: Sequence[_Ranked]) -> Iterator[Overlap]:
    conn = register.db.conn
    ids = [each.id for each in ranked]
    rows = fetch(conn, TRIP, ids)
    actions = _open(register, ids)
    for each in ranked:
        row = rows[each.id]
        learnt = _first_lines(row.values.get("lessons") or row.values.get("summary"))
        left = tuple(actions.get(each.id, ()))
        yield Overlap(row, each.reasons, each.same_days, each.points, learnt, left)


def _open(register: Register, trips: Sequence[str]) -> dict[str, list[Row]]:
    conn = register.db.conn
    pairs = asked.open_actions(conn, trips, DONE)
    rows = fetch(conn, ACTION, [action for action, _trip in pairs])
    found: dict[str, list[Row]] = {}
    for action, trip in pairs:
        found.setdefault(trip, []).append(rows[action])
    return found


def _first_lines(text: Value) -> str:
    """Return the beginning of a text in one paragraph, cut at a word."""
    words: Iterable[str] = str(text or "").split()
    found = ""
    for word in words:
        if len(found) + len(word) >= LONGEST_LESSON:
            return f"{found} …"
        found = f"{found} {word}".strip()
    return found
