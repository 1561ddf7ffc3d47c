"""What the first page tells at once, and the dates of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain

import pytest

from desktop_app.domain.calendar_dates import OCCASIONS
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.opening import new_register
from desktop_app.services.overview import COUNTED, LATEST, overview
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.services.sampling import make_sample
from desktop_app.services.writing import delete, put
from desktop_app.services.year_dates import SETTLED, SPANS, Dated, steps
from tests.services.conftest import DAY

FIRST, LAST = date(DAY.year, 1, 1), date(DAY.year, 12, 31)


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Return a register in which it is the day of the sample; tests look at their own rows."""
    noon = datetime(DAY.year, DAY.month, DAY.day, 12, 0, tzinfo=UTC)
    path = tmp_path_factory.mktemp("overview") / "t.knreg"
    with new_register(
        path, "Stadsledningskontoret", person="Prov Person", clock=lambda: noon
    ) as made:
        yield made


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Return a small sample register that no test here writes to."""
    with make_sample(tmp_path_factory.mktemp("overview") / "s.knreg", 60, 7, today=DAY) as made:
        yield made


def day(days: int) -> str:
    """Return a day so many days from today."""
    return (DAY + timedelta(days)).isoformat()


def trip(register: Register, start: str, end: str = "", **given: str) -> str:
    """Make a trip."""
    row = {"title": f"Resa {start}", "organisation": register.facts.office, "start_on": start}
    return put(register, CATALOGUE["trip"], None, {**row, "end_on": end or start, **given}).id


def between(register: Register, first: date = FIRST, last: date = LAST) -> list[Dated]:
    """Return what lies between two days."""
    return list(chain.from_iterable(steps(register, first, last, "sv")))


def test_counts_are_those_of_the_lists(sample: Register) -> None:
    found = overview(sample)
    assert set(found.counts) == set(COUNTED)
    for name, count in found.counts.items():
        assert count == len(list(list_rows(sample, CATALOGUE[name], Listing())))


def test_whose_register_it_is_and_what_was_done_last(today: Register) -> None:
    before = overview(today).counts["contact"]
    for number in range(LATEST + 2):
        row = put(today, CATALOGUE["contact"], None, {"family_name": f"Prov{number}"}).id
    found = overview(today)
    assert found.counts["contact"] == before + LATEST + 2
    assert (found.organisation, found.person) == ("Stadsledningskontoret", "Prov Person")
    assert len(found.latest) == LATEST
    assert f"Prov{LATEST + 1}" in found.latest[0].label.into("sv")
    delete(today, CATALOGUE["contact"], row)
    assert overview(today).counts["contact"] == before + LATEST + 1


# --- the dates of a year ---


def test_every_status_in_which_a_date_is_settled_is_one_there_is(today: Register) -> None:
    lists = today.context("sv").lists
    for occasion in OCCASIONS:
        for status in SETTLED.get(occasion.name, ()):
            kind = CATALOGUE[occasion.entity].by_name["status"].kind
            assert status in lists.codes(kind.pick_list)  # type: ignore[attr-defined]
    assert {*SETTLED, *SPANS} <= {occasion.name for occasion in OCCASIONS}


def test_what_lies_in_a_year_is_what_the_calendar_has(sample: Register) -> None:
    found = between(sample)
    expected = set()
    for occasion in OCCASIONS:
        for row in list_rows(sample, CATALOGUE[occasion.entity], Listing()):
            status, days = row.values.get("status"), occasion.days(row.values)
            left_out = status in occasion.off or status in SETTLED.get(occasion.name, ())
            if days and not left_out and days[0] <= LAST and days[1] >= FIRST:
                expected.add((row.id, *days))
    assert {(each.id, each.first, each.last) for each in found} == expected
    assert {each.span for each in found} == {True, False}


def test_trips_across_the_edges_of_a_year_lie_in_it(today: Register) -> None:
    rows = [
        trip(today, "2025-12-30", "2026-01-02", status="planned"),
        trip(today, "2026-12-31", "2027-01-03", status="planned"),
        trip(today, "2025-10-30", "2025-10-31", status="planned"),
    ]
    cancelled = trip(today, day(3), status="cancelled")
    spans = {each.id for each in between(today) if each.span and each.id in rows}
    assert spans == {rows[0], rows[1]}
    assert cancelled not in {each.id for each in between(today)}


def test_derived_days_lie_where_they_fall_not_where_their_fields_do(today: Register) -> None:
    row = trip(today, "2025-12-10", "2025-12-11", status="planned")
    reports = [each for each in between(today) if each.id == row]
    assert [(each.first.isoformat(), each.span) for each in reports] == [("2026-01-10", False)]
    given = {"name": "Nät", "responsible": today.facts.office, "period_ends_on": "2027-05-31"}
    network = put(today, CATALOGUE["network"], None, {**given, "notice_months": "6"}).id
    (notice,) = [each for each in between(today) if each.id == network]
    assert notice.first == date(2026, 11, 30)
    assert "säga upp" in notice.what.into("sv")
