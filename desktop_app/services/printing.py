"""Lists on paper, and what all documents are made from: rows as printed, and their source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Language, Words
from desktop_app.reports.record import Record, Source
from desktop_app.services.outward import Outward
from desktop_app.services.reading import Writer, conflicts_of
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.tables import Row

if TYPE_CHECKING:
    from desktop_app.reports.document import Paper

MOST_ROWS = 5000
TOO_MANY = Words(
    "Listan har fler än {most} rader, och så många skrivs inte ut.",
    "The list has more than {most} rows, and so many are not printed.",
)
TOO_MANY_ADVICE = Words(
    "Filtrera listan först, eller exportera den till Excel.",
    "Filter the list first, or export it to Excel.",
)


def list_paper(  # noqa: PLR0913, PLR0917 — what is listed, and how
    register: Register,
    entity: Entity,
    fields: Sequence[Field],
    ids: Iterable[str] | None,
    heading: str,
    language: Language,
) -> Paper:
    """Return a list as it stands in the window, for file, preview and printer.

    Secret rows and local fields are not printed: paper leaves, too.

    Args:
        register: The register.
        entity: What the rows are.
        fields: The columns, in order.
        ids: The rows, in order; None for all.
        heading: What the list is called.
        language: The language of headings and labels.

    Raises:
        Refused: There are more rows than anybody reads on paper.
    """
    from desktop_app.reports.row_list import list_paper as make  # noqa: PLC0415 — loads typst

    outward = Outward(register, language)
    rows = list(islice(outward.rows(entity, ids), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise Refused(TOO_MANY.fill(most=MOST_ROWS), TOO_MANY_ADVICE)
    records = [record_of(register, entity, row, outward.writer) for row in rows]
    shown = [field for field in fields if not field.local]
    return make(entity, shown, records, heading, source_of(register), language)


def list_document(  # noqa: PLR0913, PLR0917 — as above
    register: Register,
    entity: Entity,
    fields: Sequence[Field],
    ids: Iterable[str] | None,
    heading: str,
    language: Language,
) -> bytes:
    """Return a list as PDF/A-2a and PDF/UA-1; raise `Refused` as `list_paper` does."""
    return list_paper(register, entity, fields, ids, heading, language).pdf


def list_pages(  # noqa: PLR0913, PLR0917 — as above
    register: Register,
    entity: Entity,
    fields: Sequence[Field],
    ids: Iterable[str] | None,
    heading: str,
    language: Language,
    ppi: float = 110,
) -> list[bytes]:
    """Return pictures (PNG) of all pages of a list; raise `Refused` as `list_paper` does."""
    return list_paper(register, entity, fields, ids, heading, language).pages(ppi)


def record_of(register: Register, entity: Entity, row: Row, writer: Writer) -> Record:
    """Return a row as it is printed: texts for people, and what other registers say instead."""
    texts = writer.texts(entity, row.values)
    others: dict[str, tuple[str, ...]] = {}
    for name, claims in conflicts_of(register, entity, row).items():
        field = entity.by_name[name]
        written = (writer.text(field, claim.value) for claim in claims)  # type: ignore[arg-type]
        others[name] = tuple(dict.fromkeys(t for t in written if t and t != texts.get(name)))
    return Record(row.values, texts, others)


def source_of(register: Register) -> Source:
    """Return who prints, from which register, and when."""
    facts = register.facts
    office = queries.row(register.db.conn, CATALOGUE["organisation"], facts.office)
    name = str(office.values.get("name")) if office else facts.office
    return Source(name, facts.person, register.path.name, register.clock())


def save(content: bytes, out: Path) -> None:
    """Write a document to a file, whole or not at all; raise `Refused` if it cannot be written."""
    from desktop_app.exchange.safely import replace_file  # noqa: PLC0415 — with the exchange

    with replace_file(out) as part:
        part.write_bytes(content)
