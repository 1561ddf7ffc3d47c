"""Which rows an action touched, so that whoever shows them can show them anew."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.catalogue import CATALOGUE, links
from desktop_app.services.register import Register
from desktop_app.storage import queries

__all__ = ["touched_since"]

TOLD_ONE_BY_ONE = 200


def touched_since(register: Register, action: int) -> set[tuple[str, str]] | None:
    """Return entity and id of the rows that actions after `action` wrote, their owners too.

    None where they are too many to be told one by one.
    """
    found = queries.touched_after(register.db.conn, action, TOLD_ONE_BY_ONE + 1)
    if len(found) > TOLD_ONE_BY_ONE:
        return None
    return found | {owner for entity, row in found for owner in _owners(register, entity, row)}


def _owners(register: Register, entity: str, row: str) -> Iterator[tuple[str, str]]:
    kind = CATALOGUE[entity]
    found = queries.row(register.db.conn, kind, row) if kind.owners else None
    targets = {field.name: target for field, target in links(kind)}
    for name in kind.owners:
        owner = None if found is None else found.values.get(name)
        if owner is not None:
            yield targets[name], str(owner)
