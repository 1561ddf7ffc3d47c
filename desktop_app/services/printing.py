"""Documents on paper: what is printed of a row, from which register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Language, Words
from desktop_app.reports.record import Record, Source
from desktop_app.services.outward import Outward
from desktop_app.services.reading import Writer, conflicts_of
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.tables import GONE, Row

if TYPE_CHECKING:
    from desktop_app.reports.document import Paper

NO_DOCUMENT = Words(
    "För {entity} finns inget dokument av slaget ”{kind}”.",
    "There is no document of the kind “{kind}” for a {entity}.",
)
NO_DOCUMENT_ADVICE = Words(
    "Det som finns: sammanfattning av en studieresa (trip, summary).",
    "What there is: the summary of a study trip (trip, summary).",
)
PRINTED = ("trip", "summary")

MOST_ROWS = 5000
TOO_MANY = Words(
    "Listan har fler än {most} rader, och så många skrivs inte ut.",
    "The list has more than {most} rows, and so many are not printed.",
)
TOO_MANY_ADVICE = Words(
    "Filtrera listan först, eller exportera den till Excel.",
    "Filter the list first, or export it to Excel.",
)


def paper(register: Register, entity: Entity, id_: str, kind: str, language: Language) -> Paper:
    """Return a document about a row, for file, preview and printer.

    Raises:
        Refused: No such row, or no document of that kind for its entity.
    """
    from desktop_app.reports.trip_summary import trip_paper  # noqa: PLC0415 — loads typst

    if (entity.name, kind) != PRINTED:
        raise Refused(NO_DOCUMENT.fill(entity=entity.one, kind=kind), NO_DOCUMENT_ADVICE)
    return trip_paper(*_facts(register, entity, id_, language))


def document(register: Register, entity: Entity, id_: str, kind: str, language: Language) -> bytes:
    """Return a document about a row as PDF/A-2a and PDF/UA-1; raise `Refused` as `paper` does."""
    return paper(register, entity, id_, kind, language).pdf


def pages(  # noqa: PLR0913, PLR0917 — what is shown, how, how sharp
    register: Register,
    entity: Entity,
    id_: str,
    kind: str,
    language: Language,
    ppi: float = 110,
) -> list[bytes]:
    """Return pictures (PNG) of all pages of a document; raise `Refused` as `paper` does."""
    return paper(register, entity, id_, kind, language).pages(ppi)


def picture(register: Register, entity: Entity, id_: str, language: Language) -> bytes:
    """Return a picture (PNG) of the first page of a trip's summary."""
    from desktop_app.reports.trip_summary import trip_picture  # noqa: PLC0415 — loads typst

    return trip_picture(*_facts(register, entity, id_, language))


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
    records = [_record(register, entity, row, outward.writer) for row in rows]
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


def _facts(
    register: Register, entity: Entity, id_: str, language: Language
) -> tuple[Record, Mapping[str, Sequence[Record]], Source, Language]:
    row = register.row(entity, id_)
    writer = Writer(register, language)
    parts = {
        part.name: [
            _record(register, part, found, writer)
            for found in _parts(register, part, link.name, row)
        ]
        for part, link in parts_of(entity)
    }
    return _record(register, entity, row, writer), parts, source_of(register), language


def _record(register: Register, entity: Entity, row: Row, writer: Writer) -> Record:
    texts = writer.texts(entity, row.values)
    others: dict[str, tuple[str, ...]] = {}
    for name, claims in conflicts_of(register, entity, row).items():
        field = entity.by_name[name]
        written = (writer.text(field, claim.value) for claim in claims)  # type: ignore[arg-type]
        others[name] = tuple(dict.fromkeys(t for t in written if t and t != texts.get(name)))
    return Record(row.values, texts, others)


def _parts(register: Register, part: Entity, link: str, row: Row) -> list[Row]:
    found = [
        queries.row(register.db.conn, part, source)
        for _target, other, field, source in queries.referring(
            register.db.conn, CATALOGUE[row.entity], [row.id]
        )
        if other is part and field == link
    ]
    order = [field.name for field in part if field.name in ORDER] + list(part.title)
    rows = [found_row for found_row in found if found_row is not None and found_row.state != GONE]
    return sorted(rows, key=lambda r: tuple(str(r.values.get(name, "~")) for name in order))


ORDER = ("date", "from", "time", "due_on")
"""What parts are put in order by, where they have it."""


def source_of(register: Register) -> Source:
    """Return who prints, from which register, and when."""
    facts = register.facts
    office = queries.row(register.db.conn, CATALOGUE["organisation"], facts.office)
    name = str(office.values.get("name")) if office else facts.office
    return Source(name, facts.person, register.path.name, register.clock())


def print_to(  # noqa: PLR0913, PLR0917 — what is printed, how, to where
    register: Register, entity: Entity, id_: str, out: Path, kind: str, language: Language
) -> None:
    """Write a document about a row to a file, whole or not at all."""
    save(document(register, entity, id_, kind, language), out)


def save(content: bytes, out: Path) -> None:
    """Write a document to a file, whole or not at all; raise `Refused` if it cannot be written."""
    from desktop_app.exchange.safely import replace_file  # noqa: PLC0415 — with the exchange

    with replace_file(out) as part:
        part.write_bytes(content)
