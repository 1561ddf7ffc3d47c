"""Names of organisations on English papers: their English ones, where the register has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from desktop_app.domain.catalogue import CATALOGUE, links
from desktop_app.domain.fields import Entity
from desktop_app.reports.record import Record, Source
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.tables import Row

__all__ = ["EnglishNames"]

ORGANISATION = CATALOGUE["organisation"]


@dataclass(frozen=True)
class EnglishNames:
    """The English names of the organisations of a register.

    Attributes:
        register: The register.
        hidden: The ids of the rows whose names do not leave it.
    """

    register: Register
    hidden: Collection[str] = frozenset()
    _known: dict[str, str] = field(default_factory=dict)

    def within(self, entity: Entity, row: Row, record: Record) -> Record:
        """Return a row as it is printed, the organisations that it names by their English names."""
        return replace(record, texts={**record.texts, **dict(self._named(entity, row))})

    def source(self, source: Source) -> Source:
        """Return who prints, the office by its English name."""
        english = self._of(self.register.facts.office)
        return replace(source, office=english) if english else source

    def _named(self, entity: Entity, row: Row) -> Iterator[tuple[str, str]]:
        for linked, target in links(entity):
            value = row.values.get(linked.name)
            is_named = target == ORGANISATION.name and isinstance(value, str)
            if is_named and (name := self._of(str(value))):
                yield linked.name, name

    def _of(self, id_: str) -> str:
        if id_ not in self._known and id_ not in self.hidden:
            found = queries.row(self.register.db.conn, ORGANISATION, id_)
            self._known[id_] = str(found.values.get("name_en") or "") if found else ""
        return self._known.get(id_, "")
