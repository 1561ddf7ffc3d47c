"""Registers of every released schema open, lose nothing, and leave a proven backup."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import make_edit
from desktop_app.domain.problems import Refused
from desktop_app.services import writing
from desktop_app.services.drafting import Draft, drafts, keep
from desktop_app.services.opening import open_register
from desktop_app.services.register import Register
from desktop_app.services.upkeep import check, restore
from desktop_app.storage import backup, migrating, upkeep
from desktop_app.storage.connection import (
    apply_schema,
    connect,
    schema_of,
    schema_version,
)
from desktop_app.storage.database import Database

CONTACT = CATALOGUE["contact"]
OLD = sorted((Path(__file__).parents[1] / "golden").glob("schema_*.db"))
DAY = datetime(2026, 11, 21, 9, tzinfo=UTC)


def clock() -> datetime:
    return DAY


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a register of an older schema."""
    return Path(copyfile(request.param, tmp_path / "r.knreg"))


def number(path: Path) -> int:
    conn = sqlite3.connect(path)
    try:
        return int(conn.execute("PRAGMA user_version").fetchone()[0])
    finally:
        conn.close()


def tables_of(db: Database) -> dict[str, list[str]]:
    """Return the columns of each table of an entity, of places and of heads."""
    found = {
        name: [cells[1] for cells in db.conn.execute(f'PRAGMA table_info("{name}")')]
        for name in (*CATALOGUE, "head", "search_row")
    }
    return {name: columns for name, columns in found.items() if columns}


def told(db: Database, columns: dict[str, list[str]]) -> list[tuple[object, ...]]:
    """Return what stands in some columns of tables, in an order of its own."""
    found: list[tuple[object, ...]] = []
    for name, names in columns.items():
        quoted = ", ".join(f'"{each}"' for each in names)
        sql = f'SELECT {quoted} FROM "{name}" ORDER BY {quoted}'  # noqa: S608
        found += [(name, *cells) for cells in db.conn.execute(sql)]
    assert found
    return found


def backups(path: Path) -> list[Path]:
    return sorted(path.with_name("r-backup").glob("*"))


def test_there_is_a_fixture_of_each_older_schema() -> None:
    assert [number(path) for path in OLD] == list(range(1, schema_version()))


def test_an_older_register_is_backed_up_and_brought_up_to_date(old: Path) -> None:
    before, schema = old.read_bytes(), number(old)
    db = connect(old, writing=False)
    columns = tables_of(db)
    shown = told(db, columns)
    db.close()
    with open_register(old, clock=clock) as register:
        assert schema_of(register.db) == schema_version()
        assert told(register.db, columns) == shown
        assert check(register).whole
        writing.put(register, CONTACT, None, {"family_name": "Ny"})
        keep(register, Draft("contact", "", None, {}))
    (copy,) = backups(old)
    assert copy.name == "r-20261121-090000.knreg"
    assert number(copy) == schema
    assert before[:16] == copy.read_bytes()[:16]
    with open_register(old, clock=clock):
        assert backups(old) == [copy]


def test_the_backup_of_an_older_register_can_be_brought_back(old: Path, tmp_path: Path) -> None:
    with open_register(old, clock=clock) as register:
        digest = upkeep.shown_digest(register.db.conn)
        writing.put(register, CONTACT, None, {"family_name": "Ny"})
    with restore(backups(old)[0], tmp_path / "again.knreg") as again:
        assert upkeep.shown_digest(again.db.conn) == digest
        assert schema_of(again.db) == schema_version()


def test_an_older_register_can_be_read_without_being_touched(old: Path) -> None:
    before = old.read_bytes()
    with open_register(old, writing=False) as register:
        texts = [draft.texts for draft in drafts(register)]
        assert texts == ([] if number(old) == 1 else [{"family_name": "Halvskriven"}])
        assert check(register).whole
        with pytest.raises(Refused):
            writing.put(register, CONTACT, None, {"family_name": "Ny"})
    assert old.read_bytes() == before
    assert backups(old) == []


def spoiling(sql: str) -> Callable[[Database], None]:
    def apply(db: Database) -> None:
        apply_schema(db)
        db.conn.execute(sql)

    return apply


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM edit WHERE idx = 7",
        "UPDATE contact SET title = 'Kejsare' WHERE title IS NOT NULL",
        "DROP TABLE doubt",
        "UPDATE search_row SET sort = sort || 'x'",
    ],
)
def test_a_migration_that_changes_what_was_there_is_taken_back(
    old: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    db = connect(old, writing=False)
    before = list(db.conn.iterdump())
    db.close()
    monkeypatch.setattr(migrating, "apply_schema", spoiling(sql))
    with pytest.raises(RuntimeError):
        open_register(old)
    monkeypatch.undo()
    db = connect(old, writing=False)
    assert list(db.conn.iterdump()) == before
    db.close()
    with open_register(old) as register:
        assert check(register).whole


def test_without_a_backup_nothing_is_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refused(backup.UNPROVEN, backup.UNPROVEN_ADVICE)

    before = old.read_bytes()
    monkeypatch.setattr(backup, "copy", refuse)
    with pytest.raises(Refused):
        open_register(old)
    assert old.read_bytes() == before


def test_a_register_can_be_handed_to_another_thread(old: Path) -> None:
    found: list[str] = []

    def work(register: Register) -> None:
        found.append(writing.put(register, CONTACT, None, {"family_name": "Ny"}).id)

    with open_register(old) as register:
        thread = threading.Thread(target=work, args=(register,))
        thread.start()
        thread.join()
        assert [register.row(CONTACT, id_).id for id_ in found] == found != []


NEWER = "11111111-2222-4333-8444-555555555555"


def write_early(path: Path) -> str:
    """Write in a register of schema 3 what only a newer version has a place for."""
    conn = sqlite3.connect(path)
    (request,) = conn.execute("SELECT id FROM request LIMIT 1").fetchone()
    edit = make_edit(
        "programme", NEWER, {"request": request, "topic": "Rundvandring"}, None, 9, "x"
    )
    conn.execute(
        'INSERT INTO edit (eid, entity, "row", fields, lam, salt, shared, action) '
        "VALUES (?, 'programme', ?, ?, 9, 'x', 1, 1)",
        (edit.eid, NEWER, json.dumps(edit.fields)),
    )
    conn.commit()
    conn.close()
    return str(request)


@pytest.mark.parametrize("writing_", [False, True])
def test_what_a_newer_version_wrote_is_shown_once_there_is_a_place_for_it(
    tmp_path: Path, *, writing_: bool
) -> None:
    file = Path(copyfile(OLD[2], tmp_path / "r.knreg"))
    request = write_early(file)
    with open_register(file, clock=clock, writing=writing_) as register:
        row = register.row(CATALOGUE["programme"], NEWER)
        assert row.values == {"request": request, "topic": "Rundvandring"}
        assert check(register).whole
