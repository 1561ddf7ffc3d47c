"""What the page of the exchange tells: what would leave, what stays, who was heard from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import writing
from desktop_app.services.exchange_state import SILENT_DAYS, Office, exchange_state
from desktop_app.services.register import Register
from tests.services.partners import (
    CENTRE,
    CONTACT,
    FIRST,
    SECOND,
    Partners,
    partners_in,
    person,
    phone,
    take,
)


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Partners]:
    """Return a centre and two offices."""
    made = partners_in(tmp_path / "exchange")
    yield made
    made.close()


def news_of(register: Register) -> dict[str, tuple[int, int]]:
    """Return what would leave: rows and fields by entity."""
    return {each.entity: (each.rows, each.fields) for each in exchange_state(register).news}


def office(register: Register, name: str) -> Office:
    """Return an organisation of the page."""
    return next(each for each in exchange_state(register).offices if each.name == name)


def test_a_register_that_has_just_joined_has_no_news(three: Partners) -> None:
    assert news_of(three.first) == {}
    assert exchange_state(three.first).centre is not None


def test_news_are_rows_and_fields_until_they_are_confirmed(three: Partners) -> None:
    id_ = person(three.first, "Åke", family_name="Prov")
    phone(three.first, id_, "08-465 004 07")
    phone(three.first, three.shared, "08-465 004 02")
    assert news_of(three.first) == {"contact": (2, 4)}
    sent = three.send(three.first, three.centre, "sent")
    assert news_of(three.first) == {"contact": (2, 4)}, "sent is not confirmed"
    take(three.centre, sent)
    take(three.first, three.send(three.centre, three.first, "answer"))
    assert news_of(three.first) == {}
    assert office(three.first, CENTRE).unconfirmed == 0


def test_what_came_from_the_centre_is_no_news_for_it(three: Partners) -> None:
    person(three.second, "Bea")
    take(three.centre, three.send(three.second, three.centre, "second"))
    take(three.first, three.send(three.centre, three.first, "answer"))
    assert news_of(three.first) == {}


def test_what_is_secret_or_private_is_counted_as_staying(three: Partners) -> None:
    first = three.first
    writing.put(first, CONTACT, None, {"given_name": "Hemlig", "secret": "ja"})
    writing.put(first, CONTACT, three.shared, {"private_note": "Bara här"})
    state = exchange_state(first)
    assert news_of(first) == {}
    assert dict(state.staying.secret) == {"contact": 1}
    assert state.staying.private_notes == 1


def test_the_centre_sees_all_of_the_city_and_what_waits_for_each(three: Partners) -> None:
    person(three.second, "Bea")
    take(three.centre, three.send(three.first, three.centre, "first"))
    take(three.centre, three.send(three.second, three.centre, "second"))
    state = exchange_state(three.centre)
    assert len(state.offices) > 40
    assert CENTRE not in [each.name for each in state.offices]
    assert [each.name for each in state.met] == [SECOND, FIRST]
    names = [each.name.casefold() for each in state.offices]
    assert names == sorted(names)
    first, second = office(three.centre, FIRST), office(three.centre, SECOND)
    assert (first.person, first.silent) == ("Anna Prov", False)
    assert first.unconfirmed == second.unconfirmed + 1, "its own changes are no news for it"
    unheard = next(each for each in state.offices if each.neighbour is None)
    assert (unheard.silent, unheard.read_at, unheard.unconfirmed) == (True, "", 0)


@pytest.mark.parametrize(("days", "silent"), [(SILENT_DAYS - 1, False), (SILENT_DAYS + 1, True)])
def test_who_was_not_heard_from_for_long_is_marked(
    three: Partners, days: int, silent: bool
) -> None:
    take(three.centre, three.send(three.first, three.centre, "first"))
    later = three.centre.clock() + timedelta(days=days)
    assert office(replace(three.centre, clock=lambda: later), FIRST).silent is silent


def test_the_appointed_person_comes_before_who_made_the_register(three: Partners) -> None:
    take(three.centre, three.send(three.first, three.centre, "first"))
    centre = three.centre
    past = {"organisation": FIRST, "contact": person(centre, "Förr"), "until": "2020-01-01"}
    now = {"organisation": FIRST, "contact": person(centre, "Nu"), "role": "contact_person"}
    for appointment in (past, now):
        writing.put(centre, CATALOGUE["appointment"], None, appointment)
    assert office(centre, FIRST).person == "Nu"


def test_what_waits_is_counted(three: Partners) -> None:
    for register, number in ((three.first, "02"), (three.second, "03")):
        phone(register, three.shared, f"08-465 004 {number}")
        take(three.centre, three.send(register, three.centre, number))
    state = exchange_state(three.centre)
    assert (state.conflicts, state.questions) == (1, 0)
