"""A large import is one action: it goes back as a whole, but for what others worked on since."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.domain.undo import CHANGED_SINCE, POINTED_AT, WORKED_ON
from desktop_app.domain.words import Words
from desktop_app.services import undoing, writing
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.register import Register
from desktop_app.storage import past, queries, upkeep
from desktop_app.storage.tables import GONE, SHOWN, Row

CONTACT, INTERACTION = CATALOGUE["contact"], CATALOGUE["interaction"]
OLD, NEW = 500, 10_000


def id_of(number: int) -> str:
    return str(UUID(int=number + 1, version=4))


def import_old(register: Register) -> None:
    with register.record.acting("import", Words("Förra listan", "The last list")) as act:
        for number in range(OLD):
            values: dict[str, Value] = {
                "given_name": f"Anna {number}",
                "city": "Malmö",
                "topics": ["klimat"],
            }
            writing.create(act, CONTACT, id_of(number), values)


def import_many(register: Register, new: int = NEW) -> str:
    """Change all old rows and add new ones, in one action; return its id."""
    with register.record.acting("import", Words("Listan", "The list"), source="lista.xlsx") as act:
        act.load(id_of(number) for number in range(OLD))
        for number in range(OLD):
            changed: dict[str, Value] = {"city": "Lund", "topics": ["skola"]}
            changed["email"] = f"anna{number}@example.org"
            writing.change(act, CONTACT, id_of(number), changed)
        for number in range(OLD, OLD + new):
            values: dict[str, Value] = {"given_name": f"Bo {number}", "topics": ["vatten"]}
            writing.create(act, CONTACT, id_of(number), {**values, "private_note": "ring först"})
        return act.id


def contacts(register: Register) -> dict[str, Row]:
    return {row.id: row for row in queries.all_rows(register.db.conn, CONTACT)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a register with an old list in it."""
    found = tmp_path / "register.kontaktnat"
    with new_register(found, "Stadsledningskontoret", person="Test Testsson") as register:
        import_old(register)
    return found


def test_import_of_ten_thousand_rows_is_undone_and_redone_after_reopening(path: Path) -> None:
    with open_register(path) as register:
        before = contacts(register)
        imported = import_many(register)
        after = contacts(register)
        assert len(after) == OLD + NEW

    with open_register(path) as register:
        undone = undoing.undo(register)
        assert undone.rows == OLD + NEW
        assert undone.kept == ()
        found = contacts(register)
        assert {id_: row for id_, row in found.items() if row.state != GONE} == before
        assert {row.state for id_, row in found.items() if id_ not in before} == {GONE}

    with open_register(path) as register:
        redone = undoing.redo(register)
        assert (redone.rows, redone.kept) == (OLD + NEW, ())
        assert contacts(register) == after
        work_on(register)

    with open_register(path) as register:
        undone = undoing.undo(register, imported)
        reasons = {(kept.row, kept.key): kept.reason for kept in undone.kept}
        assert reasons == {
            (id_of(0), "city"): CHANGED_SINCE,
            (id_of(OLD), ""): WORKED_ON,
            (id_of(OLD + 1), ""): POINTED_AT,
        }
        assert undone.rows == OLD + NEW - 2
        found = contacts(register)
        first = found.pop(id_of(0)).values
        assert (first["city"], first["topics"]) == ("Kiruna", ["klimat"])
        assert "email" not in first
        assert found[id_of(OLD)].values == {**after[id_of(OLD)].values, "title": "Chef"}
        assert found[id_of(OLD + 1)] == after[id_of(OLD + 1)]
        live = {id_ for id_, row in found.items() if row.state == SHOWN}
        assert live == (before.keys() | {id_of(OLD), id_of(OLD + 1)}) - {id_of(0)}
        assert all(found[id_] == before[id_] for id_ in before if id_ != id_of(0))
        assert upkeep.damaged_edits(register.db.conn) == []
        assert upkeep.differences(register.db) == 0


def work_on(register: Register) -> None:
    """Change an old row, a new one, and point to another new one."""
    writing.put(register, CONTACT, id_of(0), {"city": "Kiruna"})
    writing.put(register, CONTACT, id_of(OLD), {"title": "Chef"})
    met = {"date": "2025-03-01", "kind": "meeting", "summary": "Möte", "contact": id_of(OLD + 1)}
    writing.put(register, INTERACTION, None, met)


def test_import_is_one_line_of_history_and_one_undo(path: Path) -> None:
    with open_register(path) as register:
        count = len(list(past.actions(register.db.conn)))
        import_many(register, 1000)
        newest = next(past.actions(register.db.conn))
        assert len(list(past.actions(register.db.conn))) == count + 1
        assert (newest.kind, newest.source) == ("import", "lista.xlsx")
        undoing.undo(register)
        undoing.undo(register)  # the list before it
        assert {row.state for row in contacts(register).values()} == {GONE}
        undoing.redo(register)
        undoing.redo(register)
        assert {row.state for row in contacts(register).values()} == {SHOWN}


def test_import_that_fails_half_way_leaves_no_trace(path: Path) -> None:
    with open_register(path) as register:
        before = list(upkeep.dump(register.db.conn))
        edits = queries.facts(register.db.conn), list(past.all_edits(register.db.conn))
        with pytest.raises(ZeroDivisionError):
            fail_half_way(register)
        assert list(upkeep.dump(register.db.conn)) == before
        assert edits == (queries.facts(register.db.conn), list(past.all_edits(register.db.conn)))


def fail_half_way(register: Register) -> None:
    with register.record.acting("import", Words("Listan", "The list")) as act:
        for number in range(OLD, OLD + 3000):  # more than are written at once
            writing.create(act, CONTACT, id_of(number), {"given_name": "Bo"})
        raise ZeroDivisionError
