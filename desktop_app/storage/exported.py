"""What left the register: each export with its secret, so that it can be told and erased."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
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
