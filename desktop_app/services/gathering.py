"""What a document about a row is made from: the row, what belongs to it, and whom it names.

Nothing secret is gathered: a secret row is refused, secret parts are left out, and secret persons
and organisations have no name here. What is local to the register stays in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE, links, parts_of
from desktop_app.domain.collation import collation_key
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Date, Link, Time, Year
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Language, Words
from desktop_app.reports.record import Record, Source
from desktop_app.services.attaching import attachments
from desktop_app.services.english_names import EnglishNames
from desktop_app.services.outward import Outward
from desktop_app.services.printing import record_of, source_of
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.tables import GONE, Row, fetch

__all__ = ["Gathered", "gather"]

IS_SECRET = Words(
    "{title} är satt som sekretess, och då skrivs inget av den ut.",
    "{title} is set as secret, and then nothing of it is printed.",
)
IS_SECRET_ADVICE = Words(
    "Ta bort ”Sekretess” på raden om den får lämna registret.",
    "Take away “Secret” on the row if it may leave the register.",
)

TIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "trip": (("interaction", "trip"),),
    "network": (("trip", "network"), ("interaction", "network"), ("advocacy", "networks")),
}
"""What documents tell of rows besides their parts: entities, and the links by which they point."""

CONTACT = CATALOGUE["contact"]
ATTACHMENT = CATALOGUE["attachment"]
LAST = "~"
"""Stands after every date: a row without one comes last."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a document about a row is made from.

    Attributes:
        row: The row.
        record: The row as it is printed.
        rows: Its parts and what ties to it, by entity.
        parts: The same as they are printed, with the attachments.
        people: The contacts that any of them names, by their ids.
        source: Who prints, and from where.
        language: The language.
    """

    row: Row
    record: Record
    rows: Mapping[str, Sequence[Row]]
    parts: Mapping[str, Sequence[Record]]
    people: Mapping[str, Record]
    source: Source
    language: Language


def gather(register: Register, entity: Entity, id_: str, language: Language) -> Gathered:
    """Return what a document about a row is made from.

    Raises:
        Refused: No such row, or it is secret.
    """
    row = register.row(entity, id_)
    reader = _Reader(register, language)
    if not reader.outward.leaves(entity, row):
        raise Refused(IS_SECRET.fill(title=register.title(row)), IS_SECRET_ADVICE)
    record, rows = reader.record(entity, row), reader.belonging(entity, row)
    parts = {name: reader.sorted(CATALOGUE[name], found) for name, found in rows.items()}
    told = {name: [one for _, one in found] for name, found in parts.items()}
    attached = attachments(register, row.id)
    told[ATTACHMENT.name] = [reader.record(ATTACHMENT, one) for one in attached]
    people = reader.people([(entity, [row]), *((CATALOGUE[name], rows[name]) for name in rows)])
    ordered = {name: [one for one, _ in found] for name, found in parts.items()}
    return Gathered(row, record, ordered, told, people, reader.source(), language)


class _Reader:
    """Reads rows for a document, without what is secret."""

    def __init__(self, register: Register, language: Language) -> None:
        self.outward = Outward(register, language)
        self._register = register
        self._language = language
        self._english = EnglishNames(register, self.outward.hidden)

    def record(self, entity: Entity, row: Row) -> Record:
        """Return a row as it is printed; in English, organisations have their English names."""
        found = record_of(self._register, entity, row, self.outward.writer)
        if self._language != "en":
            return found
        return self._english.within(entity, row, found)

    def source(self) -> Source:
        """Return who prints, with the English name of the office where it is to be English."""
        source = source_of(self._register)
        return self._english.source(source) if self._language == "en" else source

    def belonging(self, entity: Entity, row: Row) -> dict[str, list[Row]]:
        """Return the parts of a row and what ties to it, by entity."""
        wanted = {(part.name, link.name) for part, link in parts_of(entity)}
        wanted.update(TIES.get(entity.name, ()))
        ids: dict[str, list[str]] = {name: [] for name, _ in wanted}
        conn = self._register.db.conn
        for _target, other, field, source in queries.referring(conn, entity, [row.id]):
            if (other.name, field) in wanted:
                ids[other.name].append(source)
        return {name: list(self._leaving(CATALOGUE[name], found)) for name, found in ids.items()}

    def _leaving(self, entity: Entity, ids: Sequence[str]) -> Iterator[Row]:
        found = fetch(self._register.db.conn, entity, ids)
        for id_ in dict.fromkeys(ids):
            row = found.get(id_)
            if row is not None and row.state != GONE and self.outward.leaves(entity, row):
                yield row

    def sorted(self, entity: Entity, rows: Iterable[Row]) -> list[tuple[Row, Record]]:
        """Return rows by date and then by what they are called, each with its record."""
        dates = [field.name for field in entity if isinstance(field.kind, (Year, Date, Time))]

        def place(pair: tuple[Row, Record]) -> tuple[object, ...]:
            row, record = pair
            when = tuple(str(row.values.get(name) or LAST) for name in dates)
            called = " ".join(record.texts.get(name, "") for name in entity.title)
            return (*when, collation_key(called, self._language), row.id)

        return sorted(((row, self.record(entity, row)) for row in rows), key=place)

    def people(self, rows: Iterable[tuple[Entity, Sequence[Row]]]) -> dict[str, Record]:
        """Return the contacts that rows name, by their ids."""
        ids = {
            str(row.values[field.name])
            for entity, some in rows
            for field, target in links(entity)
            if target == CONTACT.name and isinstance(field.kind, Link)
            for row in some
            if row.values.get(field.name) is not None
        }
        found = self._leaving(CONTACT, sorted(ids))
        return {row.id: self.record(CONTACT, row) for row in found}
