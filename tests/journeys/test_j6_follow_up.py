"""J6: what is late, due and missing is done in the list itself, with keys alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.opening import new_register
from desktop_app.services.writing import put
from desktop_app.ui.pages.follow_up.page import FollowUpPage
from tests.journeys.conftest import Start
from tests.journeys.hands import Hands, ask

Key = Qt.Key
TODAY = date.today()
WAITING = [
    *("trip_report_late", "action_late", "action_late", "review_late"),
    *("contact_unconfirmed", "fee_missing"),
]
SUMMARY = "Parkerna sköts av dem som bor där."


def day(days: int) -> str:
    """Return a day so many days from today."""
    return (TODAY + timedelta(days)).isoformat()


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return a register of an administration with seven things to follow up, the oldest first."""
    path = tmp_path / "Prov.knreg"
    with new_register(path, "Kulturförvaltningen", person="Åsa Prov") as made:

        def add(entity: str, **given: str) -> str:
            return put(made, CATALOGUE[entity], None, given).id

        office = made.facts.office
        me = add("contact", given_name="Åsa", family_name="Prov", confirmed_on=day(0))
        decided = {"decided_by": "Direktören", "decided_on": day(-300)}
        trip = {"organisation": office, "purpose": "Lära av stadens parker", **decided}
        old = add(
            "trip", title="Oslo", start_on=day(-200), end_on=day(-199), status="decided", **trip
        )
        add("action", trip=old, what="Ringa Oslo", who="Åsa Prov", due_on=day(-160), status="open")
        add("action", trip=old, what="Skriva PM", who="Åsa Prov", due_on=day(-150), status="open")
        network = {"responsible": office, "political_representative": me, **decided}
        network |= {"administrative_contact": me, "status": "active", "joined_on": day(-900)}
        nordic = add("network", name="Nordiska nätet", next_review_on=day(-20), **network)
        fee = {"network": nordic, "year": str(TODAY.year - 1), "amount": "5000"}
        add("fee", currency="SEK", **fee)
        met = {"network": nordic, "date": day(-9), "kind": "meeting"}
        add("interaction", summary="Träff", **met)
        add("contact", family_name="Niemi", confirmed_on=day(-900))
    return path


def arrive(hands: Hands) -> FollowUpPage:
    """Go to the page by its key and wait for its lines."""
    hands.control(Key.Key_U)
    page = hands.place.page
    assert isinstance(page, FollowUpPage)
    hands.until(lambda: page.item is not None and page.table.hasFocus(), "the lines")
    hands.key(Key.Key_Down)
    return page


def at(page: FollowUpPage) -> str:
    """Return the kind of the current line."""
    assert page.item is not None
    return page.item.kind


def left(path: Path) -> list[str]:
    """Return what a fresh process still has to follow up."""
    return [each["kind"] for each in ask("due", path)]


def rows(path: Path, entity: str) -> Callable[[str], dict[str, Any]]:
    """Return what finds a row by a text in it."""
    found = ask("list", path, entity)
    return lambda text: next(row for row in found if text in row.values())


def test_all_that_is_to_be_followed_up_is_done_in_the_list(start: Start, register: Path) -> None:
    hands = start(register)
    page = arrive(hands)
    assert at(page) == "action_late"
    hands.key(Key.Key_Space)  # Ringa Oslo: done
    hands.type("2")  # Skriva PM: a new date
    hands.steps += 1
    hands.type(day(200))
    hands.enter()
    assert at(page) == "review_late"
    hands.type("2")  # keep
    hands.steps += 1
    assert at(page) == "contact_unconfirmed"
    hands.key(Key.Key_Space)  # confirmed today
    assert at(page) == "fee_missing"
    hands.key(Key.Key_Space)  # the fee like last year's
    hands.enter()
    assert at(page) == "trip_report_late"
    hands.enter()  # to the report
    assert hands.field == "summary"
    hands.type(SUMMARY)
    hands.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hands.focus is page.table
    print(f"J6: {hands.steps} keys")
    assert left(register) == ["trip_report_late"]
    actions = rows(register, "action")
    assert actions("Ringa Oslo")["done_on"] == TODAY.isoformat()
    assert actions("Skriva PM")["due_on"] == day(200)
    fee = next(row for row in ask("list", register, "fee") if row["year"] == TODAY.year)
    assert (fee["amount"], fee["currency"]) == ("5000.00", "SEK")
    assert rows(register, "trip")("Oslo")["summary"] == SUMMARY
    assert hands.steps <= 16


def test_each_deed_is_taken_back_by_one_key(start: Start, register: Path) -> None:
    hands = start(register)
    page = arrive(hands)
    hands.key(Key.Key_Down, times=2)
    assert at(page) == "review_late"
    hands.type("2")
    hands.key(Key.Key_Space)
    assert left(register) == [
        kind for kind in WAITING if kind not in {"review_late", "contact_unconfirmed"}
    ]
    hands.control(Key.Key_Z, times=2)
    assert left(register) == WAITING
