"""Commands that change a register: put, delete, undo, redo, resolve."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.base import ENTITY, FILE, ID, JSON, command
from desktop_app.cli.output import DONE, WAITING, document, language, say, warn
from desktop_app.cli.reading import finding_text, pair, warning
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services import undoing, writing
from desktop_app.services.opening import open_register
from desktop_app.services.register import entity_named
from desktop_app.services.undoing import Undone

SAVED = Words("Sparad: {id}", "Saved: {id}")
UNCHANGED = Words("Oförändrad: {id}", "Unchanged: {id}")
DELETED = Words(
    "Borttagen: {id}. Ångra med ”kontaktnat undo”.",
    "Deleted: {id}. “kontaktnat undo” takes it back.",
)
WENT_BACK = Words("{label}: {rows} rader gick tillbaka.", "{label}: {rows} rows went back.")
STAYS = Words("Kvar: {title}{field} {reason}.", "Stays: {title}{field} {reason}.")
TWICE = Words("”{name}” står två gånger.", "“{name}” is given twice.")
VALUES = click.argument("values", nargs=-1, metavar="FIELD=VALUE…", required=True)


@command("put", "Spara en ny rad, eller ändra en.", "Save a new row, or change one.")
@FILE
@ENTITY
@click.option("--id", "id_", metavar="ID")
@VALUES
@JSON
def put(
    file: Path, entity: str, id_: str | None, values: tuple[str, ...], *, as_json: bool
) -> None:
    """Save values."""
    kind = entity_named(entity)
    given = _given(values)
    with open_register(file) as register:
        saved = writing.put(register, kind, id_, given)
    _say_saved(kind, saved, as_json=as_json)


def _given(values: tuple[str, ...]) -> dict[str, str]:
    """Return the values by field; a field given twice is a mistake, not a choice."""
    given: dict[str, str] = {}
    for name, value in map(pair, values):
        if name in given:
            raise click.UsageError(TWICE.fill(name=name).into(language()))
        given[name] = value
    return given


def _say_saved(kind: Entity, saved: writing.Saved, *, as_json: bool) -> None:
    if as_json:
        lines = [warning(found) for found in saved.warnings]
        document({"id": saved.id, "changed": saved.changed, "warnings": lines})
    else:
        say((SAVED if saved.changed else UNCHANGED).fill(id=saved.id))
    for found in saved.warnings:
        warn(finding_text(kind, found))


@command("resolve", "Avgör olika uppgifter.", "Resolve differing values.")
@FILE
@ENTITY
@ID
@VALUES
@JSON
def resolve(file: Path, entity: str, id_: str, values: tuple[str, ...], *, as_json: bool) -> None:
    """Settle differing values."""
    kind = entity_named(entity)
    given = _given(values)
    with open_register(file) as register:
        saved = writing.resolve(register, kind, id_, given)
    _say_saved(kind, saved, as_json=as_json)


@command("delete", "Ta bort en rad med dess delar.", "Delete a row with its parts.")
@FILE
@ENTITY
@ID
def delete(file: Path, entity: str, id_: str) -> None:
    """Delete a row."""
    kind = entity_named(entity)
    with open_register(file) as register:
        say(DELETED.fill(id=writing.delete(register, kind, id_)))


@command("undo", "Ångra det senaste, eller en namngiven åtgärd.", "Undo the last action, or any.")
@FILE
@click.argument("action", required=False)
@JSON
def undo(file: Path, action: str | None, *, as_json: bool) -> int:
    """Take an action back."""
    with open_register(file) as register:
        return say_undone(undoing.undo(register, action), as_json=as_json)


@command("redo", "Gör om det senast ångrade.", "Redo what was undone last.")
@FILE
@JSON
def redo(file: Path, *, as_json: bool) -> int:
    """Take the last undo back."""
    with open_register(file) as register:
        return say_undone(undoing.redo(register), as_json=as_json)


def say_undone(undone: Undone, *, as_json: bool) -> int:
    """Say what went back and what stays; return the exit code."""
    if as_json:
        document(
            {
                "action": undone.action,
                "label": undone.label,
                "rows": undone.rows,
                "kept": [
                    {
                        "entity": k.entity,
                        "id": k.row,
                        "field": k.key,
                        "title": k.title,
                        "reason": k.reason,
                    }
                    for k in undone.kept
                ],
                "facts": undone.facts,
            }
        )
    else:
        say(WENT_BACK.fill(label=undone.label, rows=undone.rows))
        for kept in undone.kept:
            field = _label(kept.entity, kept.key)
            say(STAYS.fill(title=kept.title, field=field, reason=kept.reason))
        if undone.facts:
            say(undoing.FACTS.fill(n=undone.facts))
    return WAITING if undone.kept or undone.facts else DONE


def _label(entity: str, key: str) -> str:
    members = CATALOGUE[entity].members(key)
    return f", {members[0].label.into(language())}:" if members else ":" if not key else f" {key}:"
