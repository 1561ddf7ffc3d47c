"""Question 14: the Nordic share, and that of the EU and the EEA; and where our contacts are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.country_groups import REGIONS, Region, is_eu_eea, is_nordic, region_of
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import (
    Answer,
    Cell,
    Column,
    Figure,
    Place,
    Span,
    Table,
    TableRow,
)
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.domain.year.states import EUROPEAN_REACH, HOME, NORDIC_REACH, OUTDATED
from desktop_app.services.year import journeys, phrases
from desktop_app.services.year.frame import Frame, once
from desktop_app.services.year.material import day_of, text_of
from desktop_app.services.year.members import members
from desktop_app.services.year.pieces import column, count, derived, rows_of
from desktop_app.services.year.q06_trips import ABROAD
from desktop_app.services.year.q09_visits import from_country, received
from desktop_app.services.year.tables import coded, country, grouped
from desktop_app.storage.tables import Row

__all__ = ["nordic"]

Placed = tuple[Row, tuple[str, ...], date]
"""A row with the countries it concerns, and the day that decides what they belonged to."""

TRIPS = Words("Resor till utlandet", "Trips abroad")
VISITS = Words("Förfrågningar om besök från utlandet", "Requests for visits from abroad")
CONTACTS = Words("Kontakter i utlandet", "Contacts abroad")
NORDIC = Words("{what}, därav Norden", "{what}, of which Nordic")
NORDIC_SHARE = Words("{what}, nordisk andel", "{what}, Nordic share")
EU_EEA = Words("{what}, därav EU och EES", "{what}, of which EU and EEA")
EU_EEA_SHARE = Words("{what}, andel EU och EES", "{what}, share of EU and EEA")
NORDIC_NETWORKS = Words("Medlemskap i nordiska nätverk", "Memberships in Nordic networks")
EUROPEAN_NETWORKS = Words("Medlemskap i europeiska nätverk", "Memberships in European networks")
BY_REGION = Words("Fördelning på Norden, EU och EES och övriga", "Nordic, EU and EEA, and others")
BY_REACH = Words("Medlemskap efter nätverkets räckvidd", "Memberships by the reach of networks")
BY_COUNTRY = Words("Kontakter per land", "Contacts by country")
BY_CITY = Words("Kontakter per ort", "Contacts by city")
REGION = Words("Område", "Region")
MANY = Words("Antal", "Number")
SEVERAL = Words(
    "En resa till flera områden räknas i vart och ett. EU och EES räknas som de var den dagen; i "
    "andelen ingår de nordiska länder som hör dit.",
    "A trip to several regions is counted in each. EU and EEA are as they were that day; their "
    "share holds the Nordic countries that belong there.",
)
TOLD = Words(
    "Av {trips} {during} gick {nordic} till Norden och {eu} till EU eller EES.",
    "Of {trips} {during}, {nordic} went to the Nordic countries and {eu} to the EU or the EEA.",
)


@dataclass(frozen=True)
class _Kind:
    """Something that happens somewhere."""

    code: str
    label: Words
    entity: str
    found: Callable[[Frame, Span], list[Placed]]


def nordic(frame: Frame) -> Answer:
    """Return the answer."""
    tables = (
        _by_region(frame),
        _by_reach(frame),
        _contacts_by_country(frame),
        _contacts_by_city(frame),
    )
    return Answer(14, QUESTIONS[13], tuple(_figures(frame)), tables, tuple(_sentences(frame)))


@once
def _trips(frame: Frame, span: Span) -> list[Placed]:
    return [
        (trip, tuple(journeys.countries_of(frame, trip)), day_of(trip, "start_on") or span.last)
        for trip in journeys.abroad(frame, span)
    ]


@once
def _visits(frame: Frame, span: Span) -> list[Placed]:
    placed = ((row, from_country(frame, row)) for row in received(frame, span))
    return [
        (row, (code,), day_of(row, "received_on") or span.last)
        for row, code in placed
        if code and code != HOME
    ]


@once
def _contacts(frame: Frame, span: Span) -> list[Placed]:
    last = frame.last_of(span)
    placed = ((row, row.values.get("country")) for row in frame.material.rows("contact"))
    return [
        (row, (str(code),), last)
        for row, code in placed
        if code and code != HOME and _is_told(frame, row)
    ]


def _is_told(frame: Frame, contact: Row) -> bool:
    """Tell whether a contact is in use, and known by an office that is told of."""
    if contact.values.get("status") == OUTDATED:
        return False
    if frame.offices is None:
        return True
    person = frame.material.row("contact", text_of(contact, "responsible"))
    return person is not None and frame.ours(text_of(person, "organisation"))


KINDS = (
    _Kind("trips", TRIPS, "trip", _trips),
    _Kind("visits", VISITS, "request", _visits),
    _Kind("contacts", CONTACTS, "contact", _contacts),
)


def _within(placed: Iterable[Placed], test: Callable[[str, date], bool]) -> list[Row]:
    listed = list(placed)
    days = {(code, day) for _row, codes, day in listed for code in codes}
    within = {pair for pair in days if test(*pair)}
    return [row for row, codes, day in listed if any((code, day) in within for code in codes)]


def _is_nordic(code: str, _day: date) -> bool:
    return is_nordic(code)


SHARES: tuple[tuple[str, Words, Words, Callable[[str, date], bool]], ...] = (
    ("nordic", NORDIC, NORDIC_SHARE, _is_nordic),
    ("eu_eea", EU_EEA, EU_EEA_SHARE, is_eu_eea),
)


def _figures(frame: Frame) -> Iterable[Figure]:
    for kind in KINDS:
        yield from _shares(frame, kind)
    both = [members(frame, span) for span in (frame.period, frame.compared)]
    for code, label, reach in (
        ("nordic.networks", NORDIC_NETWORKS, NORDIC_REACH),
        ("nordic.european_networks", EUROPEAN_NETWORKS, EUROPEAN_REACH),
    ):
        found = [[row for row in rows if text_of(row, "reach") == reach] for rows in both]
        yield count(code, label, "network", *found)


def _shares(frame: Frame, kind: _Kind) -> Iterable[Figure]:
    """Go through how many are Nordic and of the EU and EEA, with their shares.

    Nobody wrote when a contact came, so that contacts are not compared with the time before.
    """
    spans = (frame.period,) if kind.entity == "contact" else (frame.period, frame.compared)
    placed = [kind.found(frame, span) for span in spans]
    for code, label, share, test in SHARES:
        found = [_within(some, test) for some in placed]
        name = f"nordic.{kind.code}.{code}"
        yield count(name, label.fill(what=kind.label), kind.entity, *found)
        parts = [
            phrases.percent_of(len(rows), len(some))
            for rows, some in zip(found, placed, strict=True)
        ]
        then = parts[1] if len(parts) > 1 else None
        yield derived(
            *(f"{name}_share", share.fill(what=kind.label), kind.entity, "percent", parts[0]),
            [row for row, _codes, _day in placed[0]],
            then,
        )


def _by_region(frame: Frame) -> Table:
    columns = (Column("region", REGION), *(Column(k.code, k.label, "count") for k in KINDS))
    found = [_regions(kind.found(frame, frame.period)) for kind in KINDS]
    lines = []
    for region, label in REGIONS.items():
        rows = [groups.get(region, []) for groups in found]
        opened, *others = (
            rows_of(kind.entity, some) for kind, some in zip(KINDS, rows, strict=True)
        )
        lines.append(TableRow((label, *map(len, rows)), opened, None, tuple(others)))
    charted = tuple(kind.code for kind in KINDS)
    return Table(
        "nordic.regions", BY_REGION, columns, tuple(lines), (), "bars", charted[:1], SEVERAL
    )


def _regions(placed: Iterable[Placed]) -> Mapping[Region, list[Row]]:
    found: dict[Region, list[Row]] = {}
    for row, codes, day in placed:
        for region in {region_of(code, day) for code in codes}:
            found.setdefault(region, []).append(row)
    return found


def _by_reach(frame: Frame) -> Table:
    rows = members(frame, frame.period)
    counted = [(Column("count", MANY, "count"), len)]
    return coded(frame, "nordic.reach", BY_REACH, "network", "reach", rows, counted, ["count"])


def _contacts_by_country(frame: Frame) -> Table:
    columns = column("contact", "country"), Column("contacts", CONTACTS, "count")
    groups = grouped(_rows(frame), lambda row: [text_of(row, "country")])
    lines = [
        TableRow((country(code), len(rows)), rows_of("contact", rows), Place(code))
        for code, rows in sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    ]
    return Table(
        "nordic.contacts_by_country", BY_COUNTRY, columns, tuple(lines), (), "map", ("contacts",)
    )


def _rows(frame: Frame) -> Sequence[Row]:
    return [row for row, _codes, _day in _contacts(frame, frame.period)]


def _contacts_by_city(frame: Frame) -> Table:
    columns = (
        column("contact", "city"),
        column("contact", "country"),
        Column("contacts", CONTACTS, "count"),
    )
    placed = [
        ((text_of(row, "country"), city), row)
        for row in _rows(frame)
        if (city := text_of(row, "city"))
    ]
    lines = []
    for (code, name), rows in journeys.by_place(placed):
        cells: tuple[Cell, ...] = (name, country(code), len(rows))
        lines.append(TableRow(cells, rows_of("contact", rows), Place(code, name)))
    return Table(
        "nordic.contacts_by_city", BY_CITY, columns, tuple(lines), (), "map", ("contacts",)
    )


def _sentences(frame: Frame) -> Iterable[Words]:
    placed = _trips(frame, frame.period)
    if not placed:
        return
    nordic_, eu = (len(_within(placed, test)) for _c, _l, _s, test in SHARES)
    yield TOLD.fill(
        trips=phrases.told(len(placed), ABROAD),
        during=frame.during,
        nordic=_part(nordic_, len(placed)),
        eu=_part(eu, len(placed)),
    )


def _part(part: int, whole: int) -> Words:
    """Return ”tre (75 procent)”, and ”ingen” of none."""
    number = phrases.few(part, ABROAD)
    if not part or whole == 1:
        return number
    return Words("{n} ({share})", "{n} ({share})").fill(n=number, share=phrases.share(part, whole))
