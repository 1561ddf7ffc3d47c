"""Rows as lists on paper and in sheets show them: what may leave, in texts for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Language, Words
from desktop_app.reports.record import Record, Source
from desktop_app.services.english_names import EnglishNames
from desktop_app.services.outward import Outward
from desktop_app.services.printing import TOO_MANY, record_of, source_of
from desktop_app.services.reading import Listing as Wanted
from desktop_app.services.reading import list_rows
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.tables import Row

if TYPE_CHECKING:
    from desktop_app.services.report_kinds import Asked

__all__ = ["Gathered", "refuse_many"]

CONTACT = CATALOGUE["contact"]
TOO_MANY_ADVICE = Words(
    "Sök ut en del av raderna, eller spara listan som .xlsx.",
    "Search for a part of the rows, or save the list as .xlsx.",
)


@dataclass(frozen=True)
class Gathered:
    """What of a register may be seen outside, in one language.

    Attributes:
        register: The register.
        language: The language of labels.
        most: How many rows there is room for; None for any number.
    """

    register: Register
    language: Language
    most: int | None = None

    @property
    def today(self) -> date:
        """Return the day it is made."""
        return self.register.clock().date()

    @cached_property
    def outward(self) -> Outward:
        """Return what tells which rows may leave."""
        return Outward(self.register, self.language)

    def chosen(self, entity: str, asked: Asked) -> dict[str, Record]:
        """Return the rows that are asked for and may leave, by id, in their order.

        Raises:
            Refused: There are far more than there is room for, seen before they are all read.
        """
        if asked.ids is not None:
            refuse_many(len(asked.ids), self.most)
            return self.rows(entity, asked.ids)
        if not asked.search:
            # Not all of them need be listed in the end.
            refuse_many(queries.counts(self.register.db.conn)[entity] // 2, self.most)
            return self.rows(entity)
        wanted = Wanted(search=asked.search)
        found = list_rows(self.register, CATALOGUE[entity], wanted, self.language)
        return self.rows(entity, [row.id for row in found])

    def rows(self, entity: str, ids: Iterable[str] | None = None) -> dict[str, Record]:
        """Return those of the rows (None: all) that may leave, by id, in their order."""
        kind = CATALOGUE[entity]
        return {row.id: self._record(kind, row) for row in self.outward.rows(kind, ids)}

    def _record(self, entity: Entity, row: Row) -> Record:
        """Return a row as it is printed; a contact keeps the name that reaches its organisation."""
        found = record_of(self.register, entity, row, self.outward.writer)
        is_native = self.language != "en" or entity == CONTACT
        return found if is_native else self._english.within(entity, row, found)

    @cached_property
    def _english(self) -> EnglishNames:
        return EnglishNames(self.register, self.outward.hidden)

    @property
    def source(self) -> Source:
        """Return who prints, in the language."""
        source = source_of(self.register)
        return self._english.source(source) if self.language == "en" else source

    def parts(
        self, entity: str, owner: str, wanted: Callable[[Record], bool] = lambda _record: True
    ) -> Mapping[str, Sequence[Record]]:
        """Return the parts of an entity by the ids of what they belong to."""
        found: dict[str, list[Record]] = {}
        for record in self.rows(entity).values():
            if wanted(record):
                found.setdefault(record.value(owner), []).append(record)
        return found

    def labels(self, pick_list: str) -> list[str]:
        """Return the labels of a pick list in its order."""
        lists = self.register.lists()
        return [lists.label(pick_list, code, self.language) for code in lists.codes(pick_list)]


def refuse_many(count: int, most: int | None) -> None:
    """Raise `Refused` where there are more rows than there is room for."""
    if most is not None and count > most:
        raise Refused(TOO_MANY.fill(most=most), TOO_MANY_ADVICE)
