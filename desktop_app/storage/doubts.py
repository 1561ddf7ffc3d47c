"""What files raised that a person must decide."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from desktop_app.domain.edits import Json, canonical


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
) -> None:
    """Keep a doubt until somebody decides it."""
    text = canonical(dict(about))
    id_ = blake2b(f"{kind}\x1f{source}\x1f{text}".encode(), digest_size=16).hexdigest()
    conn.execute(
        "INSERT OR IGNORE INTO doubt VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (id_, kind, text, source, action, at),
    )


def waiting(conn: sqlite3.Connection) -> Iterator[StoredDoubt]:
    """Go through the doubts that nobody has decided, oldest first."""
    columns = "id, kind, about, source, raised_at"
    sql = f"SELECT {columns} FROM doubt WHERE decided IS NULL ORDER BY action, id"  # noqa: S608
    for id_, kind, about, source, at in conn.execute(sql):
        yield StoredDoubt(id_, kind, json.loads(about), source, at)
