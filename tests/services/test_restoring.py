"""Rows come back from the trash with the parts that went with them; what undo would do is known."""

from __future__ import annotations

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Stopped
from desktop_app.services import undoing, writing
from desktop_app.services.reading import card
from desktop_app.services.register import Register
from desktop_app.services.undoing import next_redo, next_undo, redo, undo
from desktop_app.services.upkeep import check
from desktop_app.storage import queries, upkeep
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.tables import GONE

CONTACT, TRIP, STOP = (CATALOGUE[name] for name in ("contact", "trip", "stop"))


@pytest.fixture
def trip(register: Register) -> str:
    given = {
        "title": "Hamnen",
        "organisation": register.facts.office,
        "start_on": "2026-05-04",
        "end_on": "2026-05-06",
    }
    return writing.put(register, TRIP, None, given).id


def stop(register: Register, trip: str, city: str) -> str:
    given = {"trip": trip, "city": city, "country": "NL"}
    return writing.put(register, STOP, None, given).id


def cities(register: Register, trip: str) -> set[object]:
    return {row.values["city"] for row in card(register, TRIP, trip).parts.get("stop", ())}


def test_a_row_comes_back_with_the_parts_that_went_with_it(register: Register, trip: str) -> None:
    for city in ("Utrecht", "Delft"):
        stop(register, trip, city)
    writing.delete(register, STOP, stop(register, trip, "Gouda"))
    before = upkeep.shown_digest(register.db.conn)
    writing.delete(register, TRIP, trip)
    assert writing.restore(register, TRIP, trip) == trip
    assert cities(register, trip) == {"Utrecht", "Delft"}
    assert upkeep.shown_digest(register.db.conn) == before
    assert check(register).whole


def test_restoring_is_one_action_that_can_be_undone(register: Register, trip: str) -> None:
    stop(register, trip, "Utrecht")
    writing.delete(register, TRIP, trip)
    actions = queries.number_of_actions(register.db.conn)
    writing.restore(register, TRIP, trip)
    assert queries.number_of_actions(register.db.conn) == actions + 1
    found = next_undo(register)
    assert found is not None
    assert found.label.sv == "Tog tillbaka studieresa: Hamnen"
    undo(register)
    assert register.row(TRIP, trip).state == GONE
    assert cities(register, trip) == set()


def test_deleting_undone_and_done_again_can_be_restored(register: Register, trip: str) -> None:
    stop(register, trip, "Utrecht")
    writing.delete(register, TRIP, trip)
    undo(register)
    redo(register)
    writing.restore(register, TRIP, trip)
    assert cities(register, trip) == {"Utrecht"}


def test_what_nobody_else_knows_is_restored_for_nobody_else(register: Register) -> None:
    row = writing.put(register, CONTACT, None, {"family_name": "Hemlig", "secret": True}).id
    writing.delete(register, CONTACT, row)
    writing.restore(register, CONTACT, row)
    sql = 'SELECT count(*) FROM edit WHERE "row" = ? AND shared = 1'
    assert register.db.conn.execute(sql, (row,)).fetchone() == (0,)


def test_only_what_is_deleted_is_restored(register: Register, trip: str) -> None:
    with pytest.raises(Refused) as problem:
        writing.restore(register, TRIP, trip)
    assert problem.value.sentence == writing.NOT_DELETED


def test_a_part_waits_for_its_owner(register: Register, trip: str) -> None:
    part = stop(register, trip, "Utrecht")
    writing.delete(register, TRIP, trip)
    with pytest.raises(Refused) as problem:
        writing.restore(register, STOP, part)
    assert problem.value.into("sv") == (
        "Utrecht är en del av Hamnen, som är borttagen. Ta tillbaka Hamnen först."
    )


def label(action: RecordedAction | None) -> str | None:
    return None if action is None else action.label.sv


def test_what_undo_and_redo_would_do_is_told_beforehand(register: Register) -> None:
    assert (next_undo(register), next_redo(register)) == (None, None)
    names = ("Ett", "Två", "Tre")
    for name in names:
        writing.put(register, CONTACT, None, {"family_name": name})
    done = [f"Ny kontakt: {name}" for name in names]
    for left in (2, 1, 0):
        assert (label(next_undo(register)), label(next_redo(register)) is None) == (
            done[left],
            left == 2,
        )
        undo(register)
        assert label(next_redo(register)) == f"Ångrade: {done[left]}"
    assert next_undo(register) is None
    for again in (0, 1):
        redo(register)
        assert label(next_undo(register)) == done[again]
        assert label(next_redo(register)) == f"Ångrade: {done[again + 1]}"
    writing.put(register, CONTACT, None, {"family_name": "Fyra"})
    assert next_redo(register) is None


def test_asking_reads_only_the_newest_actions(register: Register) -> None:
    """A hundred thousand actions before must not matter: what is asked for stands last."""
    writing.put(register, CONTACT, None, {"family_name": "Sist"})
    conn = register.db.conn
    register.db.conn.execute(
        "WITH RECURSIVE n(i) AS (SELECT -1 UNION ALL SELECT i - 1 FROM n LIMIT 100000) "
        "INSERT INTO recorded_action SELECT i, 'x' || i, 'edit', '{}', '', '', '', '', NULL, '' "
        "FROM n"
    )
    steps = [0]

    def count() -> int:
        steps[0] += 1
        return 0

    conn.set_progress_handler(count, 1000)
    assert label(next_undo(register)) == "Ny kontakt: Sist"
    undo_steps, steps[0] = steps[0], 0
    assert next_redo(register) is None
    assert (undo_steps, steps[0]) == (0, 0)


def test_an_undo_tells_how_far_it_is_and_can_be_stopped(register: Register, trip: str) -> None:
    for n in range(120):
        stop(register, trip, f"Ort {n}")
    writing.delete(register, TRIP, trip)
    before = list(upkeep.dump(register.db.conn))
    told: list[tuple[int, int]] = []

    def stopping(done: int, of: int) -> None:
        told.append((done, of))
        if done > of // 2:
            raise Stopped

    with pytest.raises(Stopped):
        undo(register, progress=stopping)
    assert told == sorted(told)
    assert told[0] == (0, 242)
    assert list(upkeep.dump(register.db.conn)) == before
    told.clear()
    undoing.undo(register, progress=lambda done, of: told.append((done, of)))
    assert len(cities(register, trip)) == 120
    assert told[-1][0] <= 242
