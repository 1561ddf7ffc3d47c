"""What the first page tells: counts that add up, dates in order, nothing that is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import same
from desktop_app.services import drafting
from desktop_app.services.drafting import Draft
from desktop_app.services.opening import new_register
from desktop_app.services.overview import (
    ACTION,
    COMING,
    COUNTED,
    DATES,
    DEADLINE,
    LATEST,
    OVER,
    TRIP,
    overview,
)
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.services.writing import delete, put
from tests.services.conftest import DAY


@pytest.fixture
def today(tmp_path: Path) -> Iterator[Register]:
    """Return an empty register in which it is the day of the sample."""
    noon = datetime(DAY.year, DAY.month, DAY.day, 12, 0, tzinfo=UTC)
    with new_register(tmp_path / "t.knreg", "Stadsledningskontoret", clock=lambda: noon) as made:
        yield made


def day(days: int) -> str:
    """Return a day so many days from today."""
    return (DAY + timedelta(days)).isoformat()


def trip(register: Register, start: str, **given: str) -> str:
    """Make a trip."""
    row = {"title": f"Resa {start}", "organisation": register.facts.office, "start_on": start}
    return put(register, CATALOGUE["trip"], None, {**row, "end_on": start, **given}).id


def action(register: Register, owner: str, due: str, **given: str) -> str:
    """Make an action of a trip."""
    row = {"trip": owner, "what": f"Göra {due}", "due_on": due, "status": "open"}
    return put(register, CATALOGUE["action"], None, {**row, **given}).id


def test_counts_are_those_of_the_lists(sample: Register) -> None:
    found = overview(sample)
    assert set(found.counts) == set(COUNTED)
    for name, count in found.counts.items():
        assert count == len(list(list_rows(sample, CATALOGUE[name], Listing())))
    some = next(iter(list_rows(sample, CATALOGUE["contact"], Listing())))
    delete(sample, CATALOGUE["contact"], some.id)
    assert overview(sample).counts["contact"] == found.counts["contact"] - 1


def test_whose_register_it_is(register: Register) -> None:
    found = overview(register)
    assert (found.organisation, found.person) == ("Stadsledningskontoret", "Prov Person")


def test_dates_are_told_in_order_the_late_ones_apart(today: Register) -> None:
    past = trip(today, day(-30))
    coming = [trip(today, day(days)) for days in (20, 0, 5)]
    late = [action(today, past, day(-days)) for days in (1, 9)]
    due = action(today, past, day(3))
    found = overview(today)
    assert [each.row.id for each in found.late] == [late[1], late[0]]
    assert all(each.late and each.what == ACTION for each in found.late)
    assert [each.row.id for each in found.coming] == [coming[1], due, coming[2], coming[0]]
    assert [each.date for each in found.coming] == [day(0), day(3), day(5), day(20)]
    assert found.coming[0].what == TRIP
    assert past not in {each.row.id for each in (*found.late, *found.coming)}


def test_what_is_over_or_deleted_is_not_told(today: Register) -> None:
    owner = trip(today, day(2))
    statuses = ("done", "dropped", "open", "in_progress")
    actions = {status: action(today, owner, day(-2), status=status) for status in statuses}
    gone = action(today, owner, day(-3))
    delete(today, CATALOGUE["action"], gone)
    cancelled = trip(today, day(3), status="cancelled")
    found = overview(today)
    assert {each.row.id for each in found.late} == {actions["open"], actions["in_progress"]}
    assert [each.row.id for each in found.coming] == [owner]
    assert cancelled not in {each.row.id for each in found.coming}


def test_only_the_first_of_many_are_told(today: Register) -> None:
    for days in range(COMING + 4):
        trip(today, day(days))
    given = {"title": "Fråga", "deadline": day(1), "status": "active"}
    issue = put(today, CATALOGUE["advocacy"], None, given).id
    found = overview(today)
    assert len(found.coming) == COMING
    assert [each.date for each in found.coming] == sorted(each.date for each in found.coming)
    assert (issue, DEADLINE) in {(each.row.id, each.what) for each in found.coming}


def test_every_status_of_what_is_over_is_one_there_is(register: Register) -> None:
    lists = register.context("sv").lists
    codes: set[str] = set()
    for name, field, _words, _late in DATES:
        kind = CATALOGUE[name].by_name["status"].kind
        codes |= set(lists.codes(kind.pick_list))  # type: ignore[attr-defined]
        assert field in CATALOGUE[name].by_name
    assert codes >= set(OVER)


def test_what_waits_and_what_was_done_last(today: Register) -> None:
    for number in range(LATEST + 2):
        put(today, CATALOGUE["contact"], None, {"family_name": f"Prov{number}"})
    drafting.keep(today, Draft("contact", "", None, {"email": "halv"}))
    found = overview(today)
    assert len(found.latest) == LATEST
    assert f"Prov{LATEST + 1}" in found.latest[0].label.into("sv")
    assert [dict(each.texts) for each in found.drafts] == [{"email": "halv"}]
    assert (found.conflicts, found.doubts) == (0, 0)


def test_a_row_with_differing_values_is_counted(today: Register) -> None:
    row = put(today, CATALOGUE["contact"], None, {"family_name": "Prov"}).id
    for address in ("a@example.org", "b@example.org"):
        with today.record.acting("edit", same("Två händer")) as act:
            act.write("contact", row, {"email": address}, {"email": ()})
    assert overview(today).conflicts == 1
