"""What files raised that a person must decide."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from desktop_app.domain.edits import Json, canonical
from desktop_app.storage import past
from desktop_app.storage.tables import GONE

ANSWER = "doubt:"
"""Before the id of a doubt: the name of the setting that holds its answer."""

WAITING = """
decided IS NULL AND NOT EXISTS (
  SELECT 1 FROM setting s WHERE s.name = ? || doubt.id AND s._state <> ?
) AND NOT EXISTS (
  SELECT 1 FROM recorded_action a WHERE a.seq = doubt.action AND a.source = doubt.source
  AND a.id IN (SELECT value FROM json_each(?))
)
"""
"""Whether a doubt waits: nobody has answered it, or the answer was undone; and the file that
raised it is still taken in."""


@dataclass(frozen=True, slots=True)
class StoredDoubt:
    """A doubt that waits.

    Attributes:
        id: Its id: the same doubt raised twice is one.
        kind: What kind of doubt.
        about: Where it is, and what the row says.
        source: The file that raised it.
        raised_at: When.
    """

    id: str
    kind: str
    about: Mapping[str, Json]
    source: str
    raised_at: str


def add(  # noqa: PLR0913, PLR0917 — a row of the table
    conn: sqlite3.Connection,
    kind: str,
    about: Mapping[str, Json],
    source: str,
    action: int,
    at: str,
) -> str:
    """Keep a doubt until somebody decides it; return its id."""
    text = canonical(dict(about))
    id_ = blake2b(f"{kind}\x1f{source}\x1f{text}".encode(), digest_size=16).hexdigest()
    conn.execute(
        # Raised again, it belongs to the file that raised it last: the first may be undone.
        "INSERT INTO doubt VALUES (?, ?, ?, ?, ?, ?, NULL) "
        "ON CONFLICT (id) DO UPDATE SET action = excluded.action",
        (id_, kind, text, source, action, at),
    )
    return id_


def waiting(conn: sqlite3.Connection) -> Iterator[StoredDoubt]:
    """Go through the doubts that nobody has decided, oldest first."""
    columns = "id, kind, about, source, raised_at"
    place = "json_extract(about, '$.sheet'), json_extract(about, '$.row')"
    sql = f"SELECT {columns} FROM doubt WHERE {WAITING} ORDER BY action, {place}, id"  # noqa: S608
    for id_, kind, about, source, at in conn.execute(sql, _asked(conn)):
        yield StoredDoubt(id_, kind, json.loads(about), source, at)


def count(conn: sqlite3.Connection) -> int:
    """Return how many doubts wait."""
    sql = f"SELECT count(*) FROM doubt WHERE {WAITING}"  # noqa: S608
    return int(conn.execute(sql, _asked(conn)).fetchone()[0])


def _asked(conn: sqlite3.Connection) -> tuple[str, int, str]:
    return ANSWER, GONE, json.dumps(sorted(past.undone_actions(conn)))


def was_answered(conn: sqlite3.Connection, id_: str) -> bool:
    """Tell whether a doubt was ever answered; that may have been undone."""
    sql = "SELECT 1 FROM setting WHERE name = ? LIMIT 1"
    return conn.execute(sql, (ANSWER + id_,)).fetchone() is not None


def about(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Mapping[str, Json]]:
    """Return what doubts are about, by their ids."""
    sql = "SELECT id, about FROM doubt WHERE id IN (SELECT value FROM json_each(?))"
    found = conn.execute(sql, (json.dumps(list(ids)),))
    return {id_: json.loads(text) for id_, text in found}


def answer(conn: sqlite3.Connection, id_: str) -> Mapping[str, Json] | None:
    """Return how a doubt was answered, None while it waits."""
    sql = "SELECT value FROM setting WHERE name = ? AND _state <> ? LIMIT 1"
    found = conn.execute(sql, (ANSWER + id_, GONE)).fetchone()
    if found is None:
        return None
    told: Mapping[str, Json] = json.loads(found[0])
    return told
