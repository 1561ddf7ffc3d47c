"""What of a register may be seen outside: no secret row, no part of one, no name of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services.reading import Listing, Writer, list_rows
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.tables import GONE, Row, fetch

CHUNK = 500
PROTECTED = Words("(sekretess)", "(secret)")
"""Stands for the name of a row that is secret here."""


class Outward:
    """Reads rows for what leaves the register.

    Attributes:
        hidden: The ids of the rows that are secret here.
        writer: Writes values without the names of those.
    """

    def __init__(self, register: Register, language: str) -> None:
        """Note what is secret now."""
        self._register = register
        self.hidden = frozenset(queries.secret_rows(register.db.conn))
        self.writer: Writer = _Writer(register, language, self.hidden)

    def leaves(self, entity: Entity, row: Row) -> bool:
        """Tell whether a row may leave: neither it nor what it is a part of is secret."""
        owners = {str(row.values[name]) for name in entity.owners if name in row.values}
        return row.id not in self.hidden and not owners & self.hidden

    def rows(self, entity: Entity, ids: Iterable[str] | None) -> Iterator[Row]:
        """Go through those of the rows (None: all) that may leave, in their order."""
        return (row for row in _rows(self._register, entity, ids) if self.leaves(entity, row))


def staying(register: Register, entity: Entity, ids: Iterable[str] | None) -> int:
    """Return how many of the rows (None: all) stay since they, or their owners, are secret."""
    outward = Outward(register, "sv")
    if not outward.hidden:
        return 0
    return sum(not outward.leaves(entity, row) for row in _rows(register, entity, ids))


def _rows(register: Register, entity: Entity, ids: Iterable[str] | None) -> Iterator[Row]:
    if ids is None:
        yield from list_rows(register, entity, Listing())
        return
    source = iter(ids)
    while some := list(islice(source, CHUNK)):
        found = fetch(register.db.conn, entity, some)
        yield from (found[id_] for id_ in some if id_ in found and found[id_].state != GONE)


class _Writer(Writer):
    """Writes values for people outside."""

    def __init__(self, register: Register, language: str, hidden: frozenset[str]) -> None:
        super().__init__(register, language)
        self._hidden = hidden
        self.titles = register.titles(hidden=hidden)

    def _name(self, entity: str, row: str) -> str:
        if row in self._hidden:
            return PROTECTED.into(self.language)
        return super()._name(entity, row)
