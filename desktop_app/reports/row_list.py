"""Any list of rows on paper: a table, lying where it is wide, or blocks where none fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.words import Language, Words
from desktop_app.reports.blocks import Cell, Column, Fact, Table, Writer, cell
from desktop_app.reports.document import Paper, paper
from desktop_app.reports.frame import frame
from desktop_app.reports.glyphs import printable, visible
from desktop_app.reports.record import Record, Source
from desktop_app.reports.widths import LYING, LayOut, lay_out

TEMPLATE = "row_list.typ"
LONG_IN_TITLE = 28

NONE = Words("Inga rader", "No rows")
ONE = Words("1 rad", "1 row")
SEVERAL = Words("{count} rader", "{count} rows")
UNNAMED = Words("Rad {number}", "Row {number}")


def list_paper(  # noqa: PLR0913, PLR0917 - what stands in a list, and about it
    entity: Entity,
    fields: Sequence[Field],
    records: Sequence[Record],
    heading: str,
    source: Source,
    language: Language,
    sums: str = "",
) -> Paper:
    """Return a list of rows with these columns as a document, its rows in the order given.

    `sums` stands below the heading, else the number of rows.
    """
    data = RowList(entity, fields, records, language, sums).data(heading, source)
    return paper(TEMPLATE, data, source.printed_at)


@dataclass(frozen=True, slots=True)
class RowList:
    """Rows of one entity with the columns that are wanted, to be written in one language."""

    entity: Entity
    fields: Sequence[Field]
    records: Sequence[Record]
    language: Language
    sums: str = ""

    def data(self, heading: str, source: Source) -> dict[str, object]:
        """Return what the template shows."""
        kind = self.entity.many.into(self.language)
        title = " ".join(heading.split())
        title = title if visible(title) else kind
        texts = [[self._text(record, field) for record in self.records] for field in self.fields]
        labels = [field.label.into(self.language) for field in self.fields]
        found = lay_out(labels, texts)
        return {
            **frame("" if title == kind else kind, title, source, self.language),
            "title": cell(title, limit=LONG_IN_TITLE),
            "count": self._count(),
            "lying": found is not None and found.room == LYING,
            "tables": [] if found is None else self._tables(found),
            "cards": self._cards() if found is None else [],
        }

    def _count(self) -> str:
        if self.sums:
            return self.sums
        count = len(self.records)
        words = (NONE, ONE)[count] if count <= 1 else SEVERAL.fill(count=count)
        return words.into(self.language)

    def _text(self, record: Record, field: Field) -> str:
        also = self._writer.also(record, field.name)
        return " ".join(filter(None, (self._writer.text(record, field.name), also)))

    def _tables(self, found: LayOut) -> list[Table]:
        if not self.records or not self.fields:
            return []
        columns: list[Column] = [
            {**self._writer.column(field.name), "share": share}
            for field, share in zip(self.fields, found.shares, strict=True)
        ]
        rows = [
            [
                self._cell(record, field, limit)
                for field, limit in zip(self.fields, found.limits, strict=True)
            ]
            for record in self.records
        ]
        return [{"columns": columns, "rows": rows, "sums": []}]

    def _cell(self, record: Record, field: Field, limit: int) -> Cell:
        made = self._writer.cell(record, field.name, limit=limit)
        words = " ".join([*made["paragraphs"], made["also"]]).split()
        return {**made, "hyphenate": any(len(word) >= limit for word in words)}

    def _cards(self) -> list[dict[str, object]]:
        """Return the rows as blocks of facts: so many columns that none would be wide enough."""
        return [self._card(number, record) for number, record in enumerate(self.records, 1)]

    def _card(self, number: int, record: Record) -> dict[str, object]:
        names = [field.name for field in self.fields if record.filled(field.name)]
        in_title = [n for n in names if n in self.entity.title and not record.others.get(n)]
        texts = [" ".join(self._writer.text(record, name).split()) for name in in_title]
        heading = printable(" ".join(texts))
        if not visible(heading):
            heading, in_title = UNNAMED.fill(number=number).into(self.language), []
        others = (name for name in names if name not in in_title)
        facts: list[Fact] = [self._writer.fact(record, name) for name in others]
        return {"heading": cell(heading, limit=LONG_IN_TITLE), "facts": facts}

    @property
    def _writer(self) -> Writer:
        return Writer(self.entity, self.language)
