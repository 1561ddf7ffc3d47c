"""What taking in a file would do, or did: for people, and for programs."""

from __future__ import annotations

from typing import Any

from desktop_app.cli.output import language, say, warn
from desktop_app.domain.words import Words
from desktop_app.services.importing import Accepted, Category, ImportPlan, Outcome

SUMS = Words(
    "{rows} rader: {new} nya, {changed} ändrade, {unchanged} oförändrade, {conflicts} med olika "
    "uppgifter, {doubts} att ta ställning till, {refused} som inte kan tas in.",
    "{rows} rows: {new} new, {changed} changed, {unchanged} unchanged, {conflicts} with differing "
    "values, {doubts} in doubt, {refused} refused.",
)
MISSING = Words(
    "{missing} rader fanns inte kvar i filen; de är orörda.",
    "{missing} rows were no longer in the file; they are untouched.",
)
NO_ROWS = Words("Filen har inga rader att läsa in.", "The file has no rows to take in.")
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
PROBLEM_OF_ROW = Words("{sheet} rad {row}: {reason}", "{sheet} row {row}: {reason}")
BEYOND = Words("(utöver bladen)", "(beyond the sheets)")
NAMES: dict[Category, Words] = {
    "new": Words("ny", "new"),
    "changed": Words("ändras", "changes"),
    "unchanged": Words("oförändrad", "unchanged"),
    "conflicts": Words("olika uppgifter", "differing values"),
    "doubts": Words("att ta ställning till", "in doubt"),
    "refused": Words("tas inte in", "refused"),
}


def plan_document(plan: ImportPlan, accepted: Accepted | None) -> dict[str, Any]:
    """Return what a plan is for programs."""
    return {
        **plan.account(),
        "kind": plan.kind,
        "hash": plan.hash,
        "applied": accepted is not None,
        "action": accepted.action if accepted else None,
        "backup": str(accepted.backup) if accepted else None,
        "columns": [{"column": c.heading, "field": c.field or ""} for c in plan.columns],
        "remarks": list(plan.remarks),
        "problems": [
            {
                "sheet": p.sheet,
                "row": p.row,
                "column": p.column,
                "value": p.value,
                "reason": p.reason,
                "mended": p.mended,
            }
            for p in plan.problems
        ],
        "changes": [_change(o) for o in plan.outcomes if o.category != "unchanged"],
        "beyond": [_change(o) for o in plan.beyond],
    }


def _change(outcome: Outcome) -> dict[str, Any]:
    return {
        "sheet": outcome.sheet,
        "row": outcome.number,
        "entity": outcome.entity,
        "id": outcome.id,
        "title": outcome.title,
        "kind": outcome.category,
        "match": outcome.match,
        "treatment": outcome.treatment,
        "candidates": [
            {"id": c.id, "title": c.title, "score": c.score, "reasons": c.reasons}
            for c in outcome.candidates
        ],
        "cells": [{"field": c.label, "old": c.old, "new": c.new} for c in outcome.cells],
    }


def show_plan(plan: ImportPlan, accepted: Accepted | None) -> None:
    """Say what a plan is for people."""
    show_rows(plan)
    say(SUMS.fill(**plan.account()))
    if plan.missing:
        say(MISSING.fill(missing=plan.missing))
    if accepted is None:
        warn(NOT_YET if plan.steps or plan.doubts or plan.arrival else NO_ROWS)
    else:
        say((TAKEN if accepted.action else NOTHING_NEW).fill(backup=accepted.backup))


def show_rows(plan: ImportPlan) -> None:
    """Say what becomes of the rows, and what could not be taken as it is."""
    for outcome in (*plan.outcomes, *plan.beyond):
        if outcome.category != "unchanged":
            place = f"{outcome.sheet} {outcome.number:>5}"
            place = place if outcome.number else BEYOND.into(language())
            say(f"{place}  {NAMES[outcome.category].into(language())}: {outcome.title}")
            for cell in outcome.cells:
                say(f"        {cell.label.into(language())}: {cell.old or '–'} → {cell.new or '–'}")
    for p in (each for each in plan.problems if each.row):  # others are remarks as well
        words = PROBLEM if p.column or p.value else PROBLEM_OF_ROW
        say(words.fill(sheet=p.sheet, row=p.row, column=p.column, value=p.value, reason=p.reason))
    for remark in plan.remarks:
        say(remark)
