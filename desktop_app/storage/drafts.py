"""The table of drafts: what is typed and not yet saved."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Draft", "drop", "read", "store"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed and what is not saved yet.

    Attributes:
        entity: The name of the entity.
        row: The id of the row it is for, '' for a new row.
        owner: For a new part: the field that links it to its owner, and the owner's id.
        texts: What stands in each field, as it was typed.
        at: When it was kept last, ISO with offset; '' until it is kept.
        id: Its id, '' until it is kept.
    """

    entity: str
    row: str
    owner: tuple[str, str] | None
    texts: Mapping[str, str]
    at: str = ""
    id: str = ""


def store(conn: sqlite3.Connection, draft: Draft) -> None:
    """Write a draft; an older one with its id, or for the same row, goes."""
    conn.execute(
        "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?)",
        (
            draft.id,
            draft.entity,
            draft.row,
            None if draft.owner is None else json.dumps(draft.owner),
            json.dumps(dict(draft.texts)),
            draft.at,
        ),
    )


def drop(conn: sqlite3.Connection, draft_id: str) -> None:
    """Remove a draft, if it is there."""
    conn.execute("DELETE FROM draft WHERE id = ?", (draft_id,))


def read(conn: sqlite3.Connection, entity: str | None = None, row: str = "") -> list[Draft]:
    """Return all drafts, or the one of a row of `entity`; the newest first."""
    sql = 'SELECT entity, "row", owner, texts, at, id FROM draft'
    if entity is None:
        found = conn.execute(f"{sql} ORDER BY at DESC, rowid DESC")
    else:
        where = 'WHERE entity = ? AND "row" = ? AND "row" <> \'\''
        found = conn.execute(f"{sql} {where}", (entity, row))
    return [_draft(*cells) for cells in found]


def _draft(  # noqa: PLR0913, PLR0917 — one cell each
    entity: str, row: str, owner: str | None, texts: str, at: str, id_: str
) -> Draft:
    field_and_id = None if owner is None else tuple(json.loads(owner))
    return Draft(entity, row, field_and_id, json.loads(texts), at, id_)
