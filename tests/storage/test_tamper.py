"""Whoever changes the file behind the program's back is noticed."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Edit, verify
from desktop_app.services import undoing, writing
from desktop_app.services.opening import new_register
from desktop_app.services.register import Register
from desktop_app.storage import past, upkeep
from desktop_app.storage.connection import transaction

CONTACT, TRIP, STOP = (CATALOGUE[name] for name in ("contact", "trip", "stop"))
CHARACTERS = 'a"0{ [,}\\x'


@pytest.fixture(scope="module")
def worked_on() -> Iterator[Register]:
    """Open a register with every kind of edit in it."""
    with new_register(None, "Stadsledningskontoret", person="Test Testsson") as register:
        row = writing.put(
            register, CONTACT, None, {"given_name": "Åsa", "city": "Malmö", "topics": "klimat"}
        ).id
        writing.put(register, CONTACT, row, {"city": "Łódź", "topics": "skola", "secret": "ja"})
        trip = writing.put(
            register,
            TRIP,
            None,
            {
                "title": "Resan",
                "organisation": "Stadsledningskontoret",
                "start_on": "2025-03-01",
                "end_on": "2025-03-04",
                "co2_kg": "12,5",
            },
        ).id
        writing.put(register, STOP, None, {"trip": trip, "city": "Lund", "country": "SE"})
        writing.delete(register, TRIP, trip)
        undoing.undo(register)
        undoing.redo(register)
        yield register


@pytest.fixture
def register(worked_on: Register) -> Iterator[Register]:
    """Lend the register; what a test does to it is taken back."""
    worked_on.db.conn.execute("SAVEPOINT lent")
    yield worked_on
    worked_on.db.conn.execute("ROLLBACK TO lent")
    worked_on.db.conn.execute("RELEASE lent")


def edits(register: Register) -> list[tuple[int, str]]:
    """Return place and id of every edit made here, and of a few shipped ones."""
    sql = "SELECT idx, eid FROM edit WHERE lam > 1 UNION SELECT idx, eid FROM edit WHERE idx < 4"
    return list(register.db.conn.execute(sql))


def test_untouched_register_is_whole(register: Register) -> None:
    assert upkeep.damaged_edits(register.db.conn) == []
    assert len(edits(register)) > 10
    assert {edit.seen != () for edit in past.all_edits(register.db.conn)} == {True, False}


@pytest.mark.parametrize("column", ["fields", "parents", "seen", "eid", "salt", '"row"', "entity"])
def test_every_changed_character_of_an_edit_is_noticed(register: Register, column: str) -> None:
    """Change each character by itself; what is no JSON any more is noticed as well."""
    conn, tried = register.db.conn, 0
    for idx, eid in edits(register):
        sql = f"SELECT {column} FROM edit WHERE idx = ?"  # noqa: S608
        text = conn.execute(sql, (idx,)).fetchone()[0]
        for place, character in enumerate(text or ""):
            other = next(c for c in CHARACTERS[place % 5 :] if c != character)
            tampered = text[:place] + other + text[place + 1 :]
            if not meaning_differs(column, text, tampered):
                continue
            conn.execute("SAVEPOINT one")
            conn.execute(f"UPDATE OR IGNORE edit SET {column} = ? WHERE idx = ?", (tampered, idx))  # noqa: S608
            assert noticed(register, idx), (column, eid, tampered)
            conn.execute("ROLLBACK TO one")
            conn.execute("RELEASE one")
            tried += 1
    assert tried > 50


def meaning_differs(column: str, text: str, tampered: str) -> bool:
    if column not in {"fields", "parents", "seen"}:
        return True
    if column == "fields" and (tampered[0], tampered[-1]) != ("{", "}"):
        return False  # the schema forbids it
    try:
        return bool(json.loads(text) != json.loads(tampered))
    except ValueError:
        return True


def edit_at(register: Register, idx: int) -> Edit:
    sql = f"SELECT {past.COLUMNS} FROM edit e WHERE idx = ?"  # noqa: S608
    return past.read_edit(register.db.conn.execute(sql, (idx,)).fetchone())


def noticed(register: Register, idx: int) -> bool:
    """Tell whether an edit is found damaged, without reading all the others."""
    try:
        return not verify(edit_at(register, idx))
    except (ValueError, AttributeError, TypeError):
        return True


@pytest.mark.parametrize("change", ["lam = lam + 1", "lam = 0", "parents = NULL", "parents = '{}'"])
def test_every_changed_number_is_noticed(register: Register, change: str) -> None:
    conn, tried = register.db.conn, 0
    for idx, eid in edits(register):
        edit = edit_at(register, idx)
        conn.execute(f"UPDATE edit SET {change} WHERE idx = ?", (idx,))  # noqa: S608
        now = edit_at(register, idx)
        names = [
            parents and {k: v for k, v in parents.items() if v}
            for parents in (edit.parents, now.parents)
        ]
        if (edit.lam, names[0]) != (now.lam, names[1]):
            assert eid in upkeep.damaged_edits(conn)
            tried += 1
    assert tried > 3


def test_broken_json_in_an_edit_is_told_and_not_thrown(register: Register) -> None:
    (idx, eid), *_others = edits(register)
    for broken in ("{]}", '{"city":}', "{}{}"):
        register.db.conn.execute("UPDATE edit SET fields = ? WHERE idx = ?", (broken, idx))
        assert upkeep.damaged_edits(register.db.conn) == [eid]


CHANGES = {
    "value": "UPDATE contact SET city = 'Lund' WHERE city = 'Łódź'",
    "emptied value": "UPDATE contact SET city = NULL WHERE city = 'Łódź'",
    "set": """UPDATE contact SET topics = '["vatten"]' WHERE topics IS NOT NULL""",
    "state": "UPDATE contact SET _state = 1 WHERE _state = 0",
    "deleted row shown": "UPDATE trip SET _state = 0 WHERE _state = 1",
    "conflict": """UPDATE contact SET _conflicts = '["city"]'""",
    "row gone": "DELETE FROM stop",
    "row added": "INSERT INTO contact (id) VALUES ('00000000-0000-4000-8000-000000000000')",
    "head gone": "DELETE FROM head WHERE key = 'city'",
    "head added": "INSERT INTO head VALUES ('x', 'city', '')",
    "other head": "UPDATE head SET eid = 'x' WHERE key = 'city'",
    "words": "UPDATE search_row SET text = 'x' WHERE rank = (SELECT min(rank) FROM search_row)",
    "place": "UPDATE search_row SET sort = 'x' WHERE rank = (SELECT min(rank) FROM search_row)",
    "not found": "DELETE FROM search_row WHERE rank = (SELECT min(rank) FROM search_row)",
    "order": (
        "UPDATE search_row SET rank = rank + 1 + (SELECT max(rank) FROM search_row) "
        "WHERE rank = (SELECT min(rank) FROM search_row)"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changed_table_is_noticed(register: Register, change: str) -> None:
    before = list(upkeep.dump(register.db.conn))
    assert register.db.conn.execute(CHANGES[change]).rowcount > 0
    assert list(upkeep.dump(register.db.conn)) != before


@pytest.mark.parametrize("change", CHANGES)
def test_check_counts_what_differs_and_rebuild_mends_it(change: str) -> None:
    with new_register(None, "Stadsledningskontoret") as register:
        row = writing.put(
            register, CONTACT, None, {"given_name": "Åsa", "city": "Malmö", "topics": "klimat"}
        ).id
        writing.put(register, CONTACT, row, {"city": "Łódź"})
        trip = {
            "title": "Resan",
            "organisation": "Stadsledningskontoret",
            "start_on": "2025-03-01",
            "end_on": "2025-03-04",
        }
        gone = writing.put(register, TRIP, None, trip).id
        writing.put(register, STOP, None, {"trip": gone, "city": "Lund", "country": "SE"})
        writing.delete(register, TRIP, gone)
        whole = list(upkeep.dump(register.db.conn))
        assert upkeep.differences(register.db) == 0
        with transaction(register.db):
            register.db.conn.execute(CHANGES[change])
        assert upkeep.differences(register.db) > 0
        assert list(upkeep.dump(register.db.conn)) != whole
        upkeep.rebuild(register.db)
        assert list(upkeep.dump(register.db.conn)) == whole


def test_lost_word_of_the_full_text_is_noticed() -> None:
    """The full-text index is held against what it was made of."""
    with new_register(None, "Stadsledningskontoret") as register:
        conn = register.db.conn
        assert upkeep.differences(register.db) == 0
        found = conn.execute("SELECT rank, text FROM search_row LIMIT 1").fetchone()
        conn.execute("INSERT INTO search(search, rowid, text) VALUES ('delete', ?, ?)", found)
        assert upkeep.differences(register.db) == 1
        upkeep.rebuild(register.db)
        assert upkeep.differences(register.db) == 0
