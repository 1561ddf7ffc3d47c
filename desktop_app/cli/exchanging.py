"""Commands that send out and take in: export, import, doubts, print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from desktop_app.cli.base import ENTITY, FILE, ID, JSON, LANGUAGE, command
from desktop_app.cli.output import DONE, WAITING, document, language, say, table, warn
from desktop_app.cli.reading import pair
from desktop_app.domain.words import Words
from desktop_app.services import importing
from desktop_app.services.importing import ImportPlan
from desktop_app.services.opening import open_register
from desktop_app.services.register import entity_named
from desktop_app.services.waiting import reason_of
from desktop_app.storage import doubts as doubt_table

WROTE = Words("Skrev {file}: {rows} rader.", "Wrote {file}: {rows} rows.")
SUMS = Words(
    "{rows} rader: {new} nya, {changed} ändrade, {unchanged} oförändrade, {conflicts} med olika "
    "uppgifter, {doubts} att ta ställning till, {refused} som inte kan tas in. "
    "{missing} rader fanns inte kvar i filen; de är orörda.",
    "{rows} rows: {new} new, {changed} changed, {unchanged} unchanged, {conflicts} with differing "
    "values, {doubts} in doubt, {refused} refused. "
    "{missing} rows were no longer in the file; they are untouched.",
)
NOT_YET = Words(
    "Inget har lästs in än. Kör igen med --yes för att ta in det.",
    "Nothing was taken in yet. Run again with --yes to take it in.",
)
TAKEN = Words(
    "Inläst. Säkerhetskopia: {backup}. Ångra allt med ”kontaktnat undo”.",
    "Taken in. Backup: {backup}. “kontaktnat undo” takes it all back.",
)
NOTHING_NEW = Words(
    "Filen höll inget nytt. Säkerhetskopia: {backup}.",
    "The file held nothing new. Backup: {backup}.",
)
PROBLEM = Words(
    "{sheet} rad {row} {column}: ”{value}” – {reason}",
    "{sheet} row {row} {column}: “{value}” – {reason}",
)
NAMES: dict[importing.Category, Words] = {
    "new": Words("ny", "new"),
    "changed": Words("ändras", "changes"),
    "unchanged": Words("oförändrad", "unchanged"),
    "conflicts": Words("olika uppgifter", "differing values"),
    "doubts": Words("att ta ställning till", "in doubt"),
    "refused": Words("tas inte in", "refused"),
}


@command("export", "Skriv en arbetsbok (.xlsx) eller en lista (.csv).", "Write a workbook or list.")
@FILE
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", default="", help=Words("Vem den är till.", "For whom.").into(language()))
@click.option("--only", metavar="ENTITY")
@click.option("--where", multiple=True, metavar="FIELD=VALUE")
@click.option("--search", default="")
@click.option(
    "--plain", is_flag=True, help=Words("En vanlig lista.", "A plain list.").into(language())
)
@LANGUAGE
@JSON
def export(  # noqa: PLR0913, PLR0917 — one option each
    file: Path,
    out: Path,
    to: str,
    only: str | None,
    where: tuple[str, ...],
    search: str,
    language: str,
    *,
    plain: bool,
    as_json: bool,
) -> None:
    """Write what is asked for to a file."""
    from desktop_app.services import exporting  # noqa: PLC0415 — loads the exchange

    entity = entity_named(only) if only else None
    if entity is None and (where or search):
        raise click.UsageError("--where, --search: --only ENTITY")
    wish = exporting.Wish(entity, tuple(pair(text) for text in where), search, plain, language, to)
    with open_register(file) as register:
        counts = exporting.export(register, out, wish)
    if as_json:
        document({"file": str(out), "counts": counts})
    else:
        say(WROTE.fill(file=out, rows=sum(counts.values())))


@command("import", "Läs in en arbetsbok eller lista; visar först.", "Take in a file; shows first.")
@FILE
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True)
@click.option("--yes", is_flag=True)
@click.option("--entity")
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=FIELD")
@click.option("--refused", metavar="OUT.xlsx", type=click.Path(path_type=Path))
@JSON
def import_(  # noqa: PLR0913 — one option each
    file: Path,
    source: Path,
    entity: str | None,
    mapping: tuple[str, ...],
    refused: Path | None,
    *,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Show what a file would change; with --yes, do it."""
    from desktop_app.services.reading_files import plan_file  # noqa: PLC0415 — loads readers

    if entity is not None:
        entity_named(entity)
    places = dict(_place(text) for text in mapping)
    accepting = yes and not dry_run
    with open_register(file, writing=accepting) as register:
        plan = plan_file(register, source, entity, places)
        accepted = importing.accept(register, plan) if accepting else None
        if refused is not None:
            importing.save_refused(register, plan, refused, language())
        if as_json:
            document(_plan_document(plan, accepted))
        else:
            _show_plan(plan, accepted)
    if accepted is None:
        return WAITING
    return WAITING if plan.waits else DONE


def _place(text: str) -> tuple[str, str]:
    """Return heading and field of a ``COLUMN=FIELD``; a heading may itself hold ``=``."""
    heading, equals, name = text.rpartition("=")
    if not equals or not heading:
        raise click.UsageError(f"COLUMN=FIELD: {text}")
    return heading, name


def _plan_document(plan: ImportPlan, accepted: importing.Accepted | None) -> dict[str, Any]:
    return {
        **plan.account(),
        "kind": plan.kind,
        "hash": plan.hash,
        "applied": accepted is not None,
        "action": accepted.action if accepted else None,
        "backup": str(accepted.backup) if accepted else None,
        "columns": [{"column": heading, "field": name} for heading, name in plan.columns],
        "remarks": list(plan.remarks),
        "problems": [
            {
                "sheet": p.sheet,
                "row": p.row,
                "column": p.column,
                "value": p.value,
                "reason": p.reason,
            }
            for p in plan.problems
        ],
        "changes": [
            {
                "sheet": o.sheet,
                "row": o.number,
                "entity": o.entity,
                "id": o.id,
                "title": o.title,
                "kind": o.category,
                "cells": [{"field": c.label, "old": c.old, "new": c.new} for c in o.cells],
            }
            for o in plan.outcomes
            if o.category != "unchanged"
        ],
    }


def _show_plan(plan: ImportPlan, accepted: importing.Accepted | None) -> None:
    for outcome in plan.outcomes:
        if outcome.category != "unchanged":
            say(
                f"{outcome.sheet} {outcome.number:>5}  {NAMES[outcome.category].into(language())}: "
                f"{outcome.title}"
            )
            for cell in outcome.cells:
                say(f"        {cell.label.into(language())}: {cell.old or '–'} → {cell.new or '–'}")
    for p in plan.problems:
        say(PROBLEM.fill(sheet=p.sheet, row=p.row, column=p.column, value=p.value, reason=p.reason))
    for remark in plan.remarks:
        say(remark)
    say(SUMS.fill(**plan.account()))
    if accepted is None:
        warn(NOT_YET)
    else:
        say((TAKEN if accepted.action else NOTHING_NEW).fill(backup=accepted.backup))


@command("doubts", "Det som en människa måste avgöra.", "What a person must decide.")
@FILE
@JSON
def doubts(file: Path, *, as_json: bool) -> int:
    """Show what files raised that waits for a decision."""
    with open_register(file, writing=False) as register:
        found = list(doubt_table.waiting(register.db.conn))
    lines = [
        {"id": d.id, "kind": d.kind, "source": d.source, "at": d.raised_at, **d.about}
        for d in found
    ]
    if as_json:
        document(lines)
    else:
        table(
            ["id", "", "", "", ""],
            (
                [
                    d.id[:8],
                    d.source,
                    f"{d.about.get('sheet')} {d.about.get('row')}",
                    d.kind,
                    reason_of(d).into(language()),
                ]
                for d in found
            ),
        )
    return WAITING if found else DONE


@command(
    "print", "Skriv ut ett dokument om en rad som PDF.", "Print a document about a row as PDF."
)
@FILE
@ENTITY
@ID
@click.argument("out", metavar="OUT.pdf", type=click.Path(path_type=Path))
@click.option("--kind", default="summary")
@LANGUAGE
def print_(file: Path, entity: str, id_: str, out: Path, kind: str, language: str) -> None:  # noqa: PLR0913, PLR0917
    """Write a document about a row."""
    from desktop_app.services.printing import print_to  # noqa: PLC0415 — loads typst

    with open_register(file, writing=False) as register:
        print_to(register, entity_named(entity), id_, out, kind, "en" if language == "en" else "sv")
    say(WROTE_PDF.fill(file=out))


WROTE_PDF = Words("Skrev {file}.", "Wrote {file}.")
