"""Commands that look back and check: history, check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from desktop_app.cli.base import FILE, JSON, command
from desktop_app.cli.output import DONE, REFUSED, document, language, say, table
from desktop_app.cli.reading import claims_of, label
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services import reading
from desktop_app.services.opening import open_register
from desktop_app.services.register import Register, entity_named
from desktop_app.services.upkeep import check as check_register
from desktop_app.storage.past import RecordedAction

WHOLE = Words(
    "Registret är helt: {edits} ändringar kontrollerade, alla tabeller stämmer med dem.",
    "The register is whole: {edits} edits checked, all tables agree with them.",
)
BROKEN = Words(
    "Registret är inte helt: {damage} fel i filen, {tampered} ändringar som någon har rört, "
    "{differing} rader som inte stämmer. Tabellerna görs om med ”kontaktnat rebuild”; är filen "
    "eller ändringarna skadade, återställ en säkerhetskopia.",
    "The register is not whole: {damage} faults in the file, {tampered} edits somebody has "
    "touched, {differing} lines that disagree. “kontaktnat rebuild” makes the tables anew; if the "
    "file or the edits are damaged, bring back a backup.",
)


@command("history", "Vad som gjorts, nyast först.", "What was done, newest first.")
@FILE
@click.argument("entity", required=False)
@click.argument("id_", metavar="ID", required=False)
@click.option("--limit", type=click.IntRange(min=1))
@JSON
def history(
    file: Path, entity: str | None, id_: str | None, limit: int | None, *, as_json: bool
) -> None:
    """Show the history of the register, or of one row."""
    if entity and not id_:
        raise click.UsageError("history FILE [ENTITY ID]")
    with open_register(file, writing=False) as register:
        if entity and id_:
            _row_history(register, entity_named(entity), id_, as_json=as_json)
            return
        lines = [_action(a, undone) for a, undone in reading.history(register, limit=limit)]
    if as_json:
        document(lines)
        return
    table(
        ["id", *(words.into(language()) for words in HEADINGS), ""],
        ([a["id"][:8], a["at"][:16], a["who"] or "", a["text"], a["mark"]] for a in lines),
    )


HEADINGS = (Words("När", "When"), Words("Vem", "Who"), Words("Vad", "What"))
UNDONE = Words("ångrad", "undone")


def _action(action: RecordedAction, undone: bool) -> dict[str, Any]:
    return {
        "id": action.id,
        "kind": action.kind,
        "label": action.label,
        "text": action.label.into(language()),
        "who": action.who,
        "office": action.office,
        "at": action.at,
        "undoes": action.undoes,
        "source": action.source,
        "undone": undone,
        "mark": UNDONE.into(language()) if undone else "",
    }


def _row_history(register: Register, entity: Entity, id_: str, *, as_json: bool) -> None:
    row = register.row(entity, id_)
    actions = [_action(action, undone=False) for action in reading.row_history(register, row.id)]
    fields = reading.field_history(register, entity, row.id)
    if as_json:
        claims = {
            name: [
                {**line, "current": c.current} for line, c in zip(claims_of(cs), cs, strict=True)
            ]
            for name, cs in fields.items()
        }
        document({"actions": actions, "fields": claims})
        return
    for name, found in fields.items():
        name_of = label(entity, name) if name in entity.by_name else name
        for claim in found:
            mark = "*" if claim.current else " "
            say(f"{mark} {name_of:24} {claim.value}  ({claim.who or '?'} {claim.at[:16]})")


@command("check", "Kontrollera filen och varje ändring.", "Check the file and every edit.")
@FILE
@JSON
def check(file: Path, *, as_json: bool) -> int:
    """Check a register."""
    with open_register(file, writing=False) as register:
        found = check_register(register)
    if as_json:
        document(
            {
                "whole": found.whole,
                "damage": list(found.damage),
                "tampered": list(found.tampered),
                "differing": found.differing,
                "edits": found.edits,
            }
        )
    elif found.whole:
        say(WHOLE.fill(edits=found.edits))
    else:
        say(
            BROKEN.fill(
                damage=len(found.damage), tampered=len(found.tampered), differing=found.differing
            )
        )
    return DONE if found.whole else REFUSED
