"""Deleting several rows as one action."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services.register import Register
from desktop_app.services.writing import delete, remove
from desktop_app.storage.tables import GONE, fetch

__all__ = ["delete_rows"]

REMOVED = Words("Tog bort {n} {entities}", "Deleted {n} {entities}")


def delete_rows(register: Register, entity: Entity, ids: Sequence[str]) -> int:
    """Delete rows of an entity with their parts, as one action; return how many went.

    Raises:
        Refused: The one row there is to delete is deleted already, or the register cannot be
            written.
    """
    if len(ids) == 1:
        delete(register, entity, ids[0])
        return 1
    found = fetch(register.db.conn, entity, ids)
    going = [id_ for id_ in ids if id_ in found and found[id_].state != GONE]
    many = Words(_small(entity.many.sv), _small(entity.many.en))
    label = REMOVED.fill(n=len(going), entities=many)
    with register.record.acting("edit", label) as act:
        for id_ in going:
            remove(register, act, entity, id_)
    return len(going)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
