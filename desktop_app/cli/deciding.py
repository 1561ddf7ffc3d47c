"""Commands for what a person decides: conflicts, keep, doubts, decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.base import ENTITY, FILE, ID, JSON, command
from desktop_app.cli.output import DONE, WAITING, document, language, say, table
from desktop_app.cli.reading import claims_of
from desktop_app.domain.words import Words
from desktop_app.services import deciding, reading, resolving
from desktop_app.services.deciding import Question
from desktop_app.services.opening import open_register
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register, entity_named
from desktop_app.services.resolving import Authored, Conflict, Deleted
from desktop_app.storage.tables import FLAGGED

BASE = Words("{field}, från början: {value}", "{field}, at first: {value}")
UNKNOWN = Words("okänt", "unknown")
DELETED = Words(
    "borttagen av {by}, men andra har arbetat vidare med den",
    "deleted by {by}, but others went on working on it",
)
SHOWN = Words("visas", "shown")
KEPT = Words("Behålls: {id}", "Kept: {id}")
ANSWERED = Words(
    "{label}. Ångra med ”kontaktnat undo”.", "{label}. “kontaktnat undo” takes it back."
)


@command("conflicts", "Olika uppgifter som väntar på beslut.", "Differing values to be resolved.")
@FILE
@JSON
def conflicts(file: Path, *, as_json: bool) -> int:
    """Show the fields with different values, and rows both deleted and changed."""
    with open_register(file, writing=False) as register:
        found = list(_in_conflict(register))
        if as_json:
            document([_document(register, *each) for each in found])
        else:
            _show(register, found)
    return WAITING if found else DONE


Found = tuple[Any, dict[str, Any], list[Conflict], Deleted | None]


def _in_conflict(register: Register) -> Iterator[Found]:
    deleted = {each.row.id: each for each in resolving.open_deletions(register)}
    for row, fields in reading.conflicts(register):
        found = list(resolving.open_conflicts(register, [row])) if fields else []
        yield row, fields, found, deleted.get(row.id)


def _document(
    register: Register,
    row: Any,  # noqa: ANN401 — a row
    fields: dict[str, Any],
    found: Iterable[Conflict],
    deleted: Deleted | None,
) -> dict[str, Any]:
    writer = Writer(register, language())
    return {
        "entity": row.entity,
        "id": row.id,
        "title": writer.title(row),
        "deleted_and_changed": row.state == FLAGGED,
        "fields": {name: claims_of(claims) for name, claims in fields.items()},
        "conflicts": [_conflict(writer, conflict) for conflict in found],
        **({} if deleted is None else _deletion(writer, deleted)),
    }


def _conflict(writer: Writer, conflict: Conflict) -> dict[str, Any]:
    base = conflict.base
    return {
        "key": conflict.key,
        "fields": [field.name for field in conflict.fields],
        "base": {"known": base.known, "values": dict(base.values)},
        "sides": [
            {
                "edit": side.eid,
                "values": dict(side.values),
                "text": resolving.written(writer, conflict.entity, side.values),
                "shown": place == 0,
                **_by(side.by),
            }
            for place, side in enumerate(conflict.sides)
        ],
    }


def _by(by: Authored) -> dict[str, Any]:
    return {
        "who": by.who or None,
        "office": by.office or None,
        "at": by.at,
        "source": by.source or None,
        "own": by.own,
    }


def _deletion(writer: Writer, deleted: Deleted) -> dict[str, Any]:
    return {
        "deleted_by": [_by(by) for by in deleted.by],
        "changed": [
            {
                "values": dict(each.values),
                "text": resolving.written(writer, deleted.entity, each.values),
                **_by(each.by),
            }
            for each in deleted.unseen
        ],
        "parts": [{"entity": row.entity, "id": row.id} for row in deleted.parts],
    }


def _show(register: Register, found: Iterable[Found]) -> None:
    writer = Writer(register, language())
    for row, _fields, differing, deleted in found:
        say(f"{row.entity} {row.id[:8]} {writer.title(row)}")
        if deleted is not None:
            say(f"  {DELETED.fill(by=[by.who or '?' for by in deleted.by]).into(language())}")
        for conflict in differing:
            _show_conflict(writer, conflict)


def _show_conflict(writer: Writer, conflict: Conflict) -> None:
    fields = ", ".join(field.label.into(language()) for field in conflict.fields)
    unknown = UNKNOWN.into(language())
    known = conflict.base.known
    values = conflict.base.values
    value = resolving.written(writer, conflict.entity, values) if known else unknown
    say(f"  {BASE.fill(field=fields, value=value).into(language())}")
    for place, side in enumerate(conflict.sides):
        text = resolving.written(writer, conflict.entity, side.values)
        by = (side.by.who or "?", side.by.office, side.by.at[:16], side.by.source)
        mark = "*" if place == 0 else " "
        say(f"  {mark} {text} ({' · '.join(part for part in by if part)})")


@command(
    "keep",
    "Behåll en rad som någon tog bort och någon annan ändrade.",
    "Keep a row that one deleted and another changed.",
)
@FILE
@ENTITY
@ID
def keep(file: Path, entity: str, id_: str) -> None:
    """Bring such a row back; `delete` deletes it all the same."""
    kind = entity_named(entity)
    with open_register(file) as register:
        say(KEPT.fill(id=resolving.keep(register, kind, id_)))


@command("doubts", "Det som en människa måste avgöra.", "What a person must decide.")
@FILE
@JSON
def doubts(file: Path, *, as_json: bool) -> int:
    """Show what files raised that waits for a decision, with the answers there are."""
    with open_register(file, writing=False) as register:
        found = list(deciding.open_questions(register))
    if as_json:
        document([_question(question) for question in found])
    else:
        table(
            ["id", "", "", "", "", ""],
            (
                [
                    question.id[:8],
                    question.source,
                    question.place,
                    question.words.into(language()),
                    question.reason.into(language()),
                    ", ".join(name for name in _answers(question)),
                ]
                for question in found
            ),
        )
    return WAITING if found else DONE


def _question(question: Question) -> dict[str, Any]:
    about = {name: value for name, value in question.stored.about.items() if name != "edits"}
    return {
        **about,
        "id": question.id,
        "about_row": question.row or None,
        "kind": question.kind,
        "question": question.words,
        "source": question.source,
        "at": question.at,
        "choices": [
            {
                "choice": option.choice,
                "text": option.words,
                "needs_row_of": option.of.name if option.of else None,
            }
            for option in question.options
            if option.why_not is None
        ],
    }


def _answers(question: Question) -> Iterator[str]:
    for option in question.options:
        if option.why_not is None:
            yield f"{option.choice} {option.of.name.upper()}-ID" if option.of else option.choice


@command("decide", "Svara på en fråga från en inläst fil.", "Answer a question from a file.")
@FILE
@click.argument("doubt")
@click.argument("choice")
@click.argument("row", required=False, default="")
@JSON
def decide(file: Path, doubt: str, choice: str, row: str, *, as_json: bool) -> None:
    """Answer what `doubts` shows."""
    with open_register(file) as register:
        decided = deciding.decide(register, doubt, choice, row)
    if as_json:
        document({"action": decided.action, "label": decided.label})
    else:
        say(ANSWERED.fill(label=decided.label))
