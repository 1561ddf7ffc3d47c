"""Several rows go as one action, with their parts, and come back as one."""

from __future__ import annotations

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.services.actions import action_of, size_of
from desktop_app.services.reading import Listing, history, list_rows
from desktop_app.services.register import Register
from desktop_app.services.removing import delete_rows
from desktop_app.services.undoing import next_undo, undo
from desktop_app.storage.tables import GONE

TRIP = CATALOGUE["trip"]
PARTS = ("programme", "participant", "stop", "cost")


def listed(register: Register, entity: str) -> list[str]:
    """Return the ids of the rows in view."""
    return [row.id for row in list_rows(register, CATALOGUE[entity], Listing())]


def test_rows_and_their_parts_are_one_action(sample: Register) -> None:
    before = {name: listed(sample, name) for name in ("trip", *PARTS)}
    actions = len(list(history(sample)))
    going = before["trip"][:3]
    assert delete_rows(sample, TRIP, going) == 3
    assert listed(sample, "trip") == before["trip"][3:]
    left = {name: listed(sample, name) for name in PARTS}
    assert any(left[name] != before[name] for name in PARTS)
    for name in PARTS:
        owners = {sample.row(CATALOGUE[name], id_).values.get("trip") for id_ in left[name]}
        assert not owners & set(going)
    assert len(list(history(sample))) == actions + 1
    last = next_undo(sample)
    assert last is not None
    assert last.label.into("sv") == "Tog bort 3 studieresor"
    assert size_of(sample, last) > 3
    assert action_of(sample, last.id) == last
    undo(sample)
    assert {name: listed(sample, name) for name in ("trip", *PARTS)} == before


def test_what_is_gone_already_or_never_was_is_passed_over(sample: Register) -> None:
    first, second, third = listed(sample, "trip")[:3]
    delete_rows(sample, TRIP, [first])
    nobody = "00000000-0000-4000-8000-000000000000"
    assert delete_rows(sample, TRIP, [first, second, nobody, third]) == 2
    assert all(sample.row(TRIP, id_).state == GONE for id_ in (first, second, third))


def test_one_row_that_is_gone_already_is_refused(sample: Register) -> None:
    first = listed(sample, "trip")[0]
    delete_rows(sample, TRIP, [first])
    with pytest.raises(Refused):
        delete_rows(sample, TRIP, [first])


def test_an_action_nobody_made_is_none(sample: Register) -> None:
    assert action_of(sample, "00000000") is None
