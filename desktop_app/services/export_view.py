"""Any list as it stands in the window, to a file: columns chosen, order kept.

A plain workbook or CSV for other programs, contacts as cards, dates as a calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from desktop_app.domain.calendar_dates import date_fields, dated
from desktop_app.domain.card_fields import CARD_FIELDS, CARDED
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Link, Links, Value
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services.calendar_rows import Dates
from desktop_app.services.card_rows import CARDS_ENDING, cards
from desktop_app.services.disclosures import note_list
from desktop_app.services.outward import Outward
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage import queries
from desktop_app.storage.tables import Row

ENDING = Words(
    "”{name}” har en filändelse som inte kan skrivas.",
    "“{name}” has a file ending that cannot be written.",
)
ENDING_ADVICE = Words(
    "Välj .xlsx (arbetsbok), .csv (lista), .vcf (kontaktkort) eller .ics (kalender).",
    "Choose .xlsx (workbook), .csv (list), .vcf (contact cards) or .ics (calendar).",
)
NO_CARDS = Words("{many} kan inte bli kontaktkort.", "{many} cannot become contact cards.")
NO_DATES = Words("{many} har inga datum för en kalender.", "{many} have no dates for a calendar.")
AS_LIST = Words("Spara som .xlsx eller .csv i stället.", "Save as .xlsx or .csv instead.")

LIST_ENDINGS = (".xlsx", ".csv")
CALENDAR_ENDING = ".ics"


def export_rows(  # noqa: PLR0913, PLR0917 — a list in the window is all of these
    register: Register,
    out: Path,
    entity: Entity,
    fields: Sequence[Field],
    ids: Iterable[str] | None,
    title: str,
    language: str = "sv",
    progress: Progress | None = None,
) -> int:
    """Write a list as it stands in the window; return how many rows, cards or dates were written.

    Secret rows and local fields stay; `outward.staying` counts those rows beforehand. That it
    left is noted, as of a workbook.

    Args:
        register: The register.
        out: The file; its ending says what becomes of the rows.
        entity: What the rows are.
        fields: The columns, in order.
        ids: The rows, in order; None for all.
        title: What the list is called, as the name of the sheet.
        language: The language of headings and labels.
        progress: Hears how far it is; stopped, it leaves no file.

    Raises:
        Refused: An ending that is not known, or a file that cannot be written.
        Stopped: `progress` raised it.
    """
    refuse_ending(out, entity)
    outward = Outward(register, language)
    chosen = None if ids is None else list(ids)
    steps = Steps(progress, lambda: _number(register, entity, chosen))
    rows = steps.through(outward.rows(entity, chosen))
    return _write(register, out, entity, fields, rows, outward, title)


def export_list(  # noqa: PLR0913, PLR0917 — as above
    register: Register,
    out: Path,
    entity: Entity,
    fields: Sequence[Field],
    rows: Iterable[Row],
    language: str,
    progress: Progress | None = None,
) -> int:
    """Write rows that are at hand; return how many were written. As `export_rows` otherwise."""
    refuse_ending(out, entity)
    outward, steps = Outward(register, language), Steps(progress)
    leaving = (row for row in steps.through(rows) if outward.leaves(entity, row))
    title = entity.many.into(language)
    return _write(register, out, entity, fields, leaving, outward, title)


def export_calendar(
    register: Register,
    out: Path,
    rows: Mapping[str, Iterable[Row]],
    language: str,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write the dates of rows, by entity, as a calendar; return how many rows had any."""
    outward, steps = Outward(register, language), Steps(progress)
    leaving = {
        name: filter(partial(outward.leaves, CATALOGUE[name]), steps.through(found))
        for name, found in rows.items()
    }
    _, counts = _calendar(register, out, leaving, outward)
    fields = [field.name for name in counts for field in date_fields(CATALOGUE[name])]
    note_list(register, out, counts, list(dict.fromkeys(fields)))
    return counts


def endings(entity: Entity) -> tuple[str, ...]:
    """Return the endings of the files that rows of an entity can be written to."""
    cards = (CARDS_ENDING,) if entity.name == CARDED else ()
    dates = (CALENDAR_ENDING,) if entity.name in dated() else ()
    return (*LIST_ENDINGS, *cards, *dates)


def refuse_ending(out: Path, entity: Entity | None = None) -> str:
    """Return the ending of a file that can be written; raise `Refused` for any other."""
    ending = out.suffix.casefold()
    if ending not in {*LIST_ENDINGS, CARDS_ENDING, CALENDAR_ENDING}:
        raise Refused(ENDING.fill(name=out.name), ENDING_ADVICE)
    if entity is not None and ending not in endings(entity):
        sentence = NO_CARDS if ending == CARDS_ENDING else NO_DATES
        raise Refused(sentence.fill(many=entity.many), AS_LIST)
    return ending


def _write(  # noqa: PLR0913, PLR0917 — as above
    register: Register,
    out: Path,
    entity: Entity,
    fields: Sequence[Field],
    rows: Iterable[Row],
    outward: Outward,
    title: str,
) -> int:
    """Write rows by the ending of the file, and note that they left."""
    ending = refuse_ending(out)
    if ending == CALENDAR_ENDING:
        count, counts = _calendar(register, out, {entity.name: rows}, outward)
        note_list(register, out, counts, [field.name for field in date_fields(entity)])
        return count
    if ending == CARDS_ENDING:
        from desktop_app.exchange.cards_out import write_cards  # noqa: PLC0415 — when wanted

        count, names = write_cards(out, cards(register, outward, rows)), CARD_FIELDS
    else:
        shown = [field for field in fields if not field.local]
        count = _table(out, shown, rows, outward.writer, title)
        names = tuple(field.name for field in shown)
    note_list(register, out, {entity.name: count}, names)
    return count


def _calendar(
    register: Register, out: Path, rows: Mapping[str, Iterable[Row]], outward: Outward
) -> tuple[int, dict[str, int]]:
    """Write dates; return how many there were, and how many rows of each entity had any."""
    from desktop_app.exchange.calendar_out import write_calendar  # noqa: PLC0415 — when wanted

    dates = Dates(register, outward)
    found = (dates.entries(CATALOGUE[name], each) for name, each in rows.items())
    return write_calendar(out, chain.from_iterable(found)), dates.rows


def _table(
    out: Path, fields: Sequence[Field], rows: Iterable[Row], writer: Writer, title: str
) -> int:
    from desktop_app.exchange.lists import plain_table  # noqa: PLC0415 — loads openpyxl

    headings = [field.label.into(writer.language) for field in fields]
    if refuse_ending(out) == ".csv":
        lines = ([writer.text(f, row.values.get(f.name)) for f in fields] for row in rows)
        return plain_table.write_csv(out, headings, lines)
    kinds = [field.kind for field in fields]
    cells = ([_cell(writer, f, row.values.get(f.name)) for f in fields] for row in rows)
    return plain_table.write_xlsx(out, title, headings, kinds, cells, writer.context)


def _cell(writer: Writer, field: Field, value: Value) -> Value:
    """Return a value for a typed cell: names of linked rows instead of their ids."""
    linked = isinstance(field.kind, (Link, Links))
    return writer.text(field, value) if linked and value is not None else value


def _number(register: Register, entity: Entity, ids: Sequence[str] | None) -> int:
    return queries.counts(register.db.conn)[entity.name] if ids is None else len(ids)
