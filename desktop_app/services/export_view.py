"""Any list as it stands in the window, to a plain workbook or CSV: columns chosen, order kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Link, Links, Value
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
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
    "Välj .xlsx (arbetsbok) eller .csv (en lista).", "Choose .xlsx (workbook) or .csv (a list)."
)


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
    """Write a list as it stands in the window; return how many rows were written.

    Secret rows and local fields stay; `outward.staying` counts those rows beforehand. That it
    left is noted, as of a workbook.

    Args:
        register: The register.
        out: The file, .xlsx or .csv.
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
    refuse_ending(out)
    outward = Outward(register, language)
    chosen = None if ids is None else list(ids)
    steps = Steps(progress, lambda: _number(register, entity, chosen))
    rows = steps.through(outward.rows(entity, chosen))
    count = _write(out, fields, rows, outward.writer, title)
    note_list(register, out, entity, fields, count)
    return count


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
    refuse_ending(out)
    outward, steps = Outward(register, language), Steps(progress)
    leaving = (row for row in steps.through(rows) if outward.leaves(entity, row))
    count = _write(out, fields, leaving, outward.writer, entity.many.into(language))
    note_list(register, out, entity, fields, count)
    return count


def refuse_ending(out: Path) -> str:
    """Return the ending of a file that can be written; raise `Refused` for any other."""
    ending = out.suffix.casefold()
    if ending not in {".xlsx", ".csv"}:
        raise Refused(ENDING.fill(name=out.name), ENDING_ADVICE)
    return ending


def _write(
    out: Path, fields: Sequence[Field], rows: Iterable[Row], writer: Writer, title: str
) -> int:
    from desktop_app.exchange.lists import plain_table  # noqa: PLC0415 — loads openpyxl

    shown = [field for field in fields if not field.local]
    headings = [field.label.into(writer.language) for field in shown]
    if refuse_ending(out) == ".csv":
        lines = ([writer.text(f, row.values.get(f.name)) for f in shown] for row in rows)
        return plain_table.write_csv(out, headings, lines)
    kinds = [field.kind for field in shown]
    cells = ([_cell(writer, f, row.values.get(f.name)) for f in shown] for row in rows)
    return plain_table.write_xlsx(out, title, headings, kinds, cells, writer.context)


def _cell(writer: Writer, field: Field, value: Value) -> Value:
    """Return a value for a typed cell: names of linked rows instead of their ids."""
    linked = isinstance(field.kind, (Link, Links))
    return writer.text(field, value) if linked and value is not None else value


def _number(register: Register, entity: Entity, ids: Sequence[str] | None) -> int:
    return queries.counts(register.db.conn)[entity.name] if ids is None else len(ids)
