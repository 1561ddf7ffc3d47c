"""What left the register: each export with its secret, so that it can be told and erased."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from desktop_app.domain.edits import Json


class Exported(Protocol):
    """What a workbook says of itself, as far as it is kept here."""

    @property
    def export_id(self) -> str:
        """Return the export's id."""

    @property
    def made_at(self) -> str:
        """Return when it was made."""

    @property
    def to(self) -> str:
        """Return for whom."""

    @property
    def secret(self) -> str:
        """Return its secret."""


def note(  # noqa: PLR0913, PLR0917 — a row of the table
    conn: sqlite3.Connection,
    meta: Exported,
    reached: int,
    where: Mapping[str, Json],
    name: str,
    counts: Mapping[str, int],
) -> None:
    """Keep on record what left: a workbook is a disclosure."""
    conn.execute(
        "INSERT INTO exported VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            meta.export_id,
            meta.made_at,
            meta.to or None,
            reached,
            json.dumps(dict(where), ensure_ascii=False),
            meta.secret,
            name,
            json.dumps(dict(counts)),
        ),
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook that left.

    Attributes:
        at: When, ISO with offset.
        to: For whom, '' where nobody was named.
        name: The name of its file.
        rows: How many rows left with it.
    """

    at: str
    to: str
    name: str
    rows: int


def latest(conn: sqlite3.Connection, limit: int) -> list[Sent]:
    """Return what left last, newest first."""
    sql = "SELECT at, to_office, name, counts FROM exported ORDER BY at DESC LIMIT ?"
    return [
        Sent(at, to or "", name, sum(json.loads(counts).values()))
        for at, to, name, counts in conn.execute(sql, (limit,))
    ]
