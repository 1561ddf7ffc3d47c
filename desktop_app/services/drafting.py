"""Drafts: new rows not complete yet, and values that do not fit, kept until they do or are dropped.

They lie in the register file, so that closing or killing the program loses none of them; they are
no part of the record: no history, no undo, and nothing of them leaves the register.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from desktop_app.domain.fields import Entity
from desktop_app.services.register import Register
from desktop_app.storage import drafts as table
from desktop_app.storage.connection import transaction
from desktop_app.storage.drafts import Draft
from desktop_app.storage.faults import environment_faults

__all__ = ["Draft", "draft_of", "drafts", "drop", "keep", "keep_all"]


def keep(register: Register, draft: Draft) -> str:
    """Keep a draft, new or changed; return its id. A row has one draft at the most.

    Raises:
        Refused: The register cannot be written.
    """
    old = table.read(register.db.conn, draft.entity, draft.row)
    id_ = draft.id or (old[0].id if old else str(uuid4()))
    at = register.clock().isoformat(timespec="seconds")
    with transaction(register.db):
        table.store(register.db.conn, replace(draft, id=id_, at=at))
    return id_


def keep_all(register: Register, waiting: Iterable[Draft]) -> None:
    """Keep several drafts; those in which nothing stands any more are dropped.

    Raises:
        Refused: The register cannot be written.
    """
    for draft in waiting:
        if draft.texts:
            keep(register, draft)
            continue
        old = table.read(register.db.conn, draft.entity, draft.row)
        drop(register, draft.id or (old[0].id if old else ""))


def drop(register: Register, draft_id: str) -> None:
    """Drop a draft; one that is gone already is no matter."""
    with transaction(register.db):
        table.drop(register.db.conn, draft_id)


def drafts(register: Register) -> list[Draft]:
    """Return all drafts, the newest first."""
    return table.read(register.db.conn)


def draft_of(register: Register, entity: Entity, row: str) -> Draft | None:
    """Return the draft of a row, None if there is none.

    Raises:
        Refused: The register cannot be read just now.
    """
    with environment_faults(register.path):
        found = table.read(register.db.conn, entity.name, row)
    return found[0] if found else None
