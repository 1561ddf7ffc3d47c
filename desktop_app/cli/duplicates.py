"""Commands for rows that may be one: duplicates, distinct, merge, unmerge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop_app.cli.base import ENTITY, FILE, ID, JSON, command
from desktop_app.cli.output import DONE, WAITING, document, language, say, table
from desktop_app.cli.reading import pair
from desktop_app.cli.writing import say_undone
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services import duplicates as finding
from desktop_app.services.duplicates import Pair
from desktop_app.services.opening import open_register
from desktop_app.services.register import entity_named, field_named

if TYPE_CHECKING:
    from desktop_app.services.merging import Choice

NONE = Words("Inga dubbletter hittades.", "No duplicates were found.")
SURE, PERHAPS = Words("troligen", "likely"), Words("kanske", "perhaps")
SAID = Words(
    "Inte samma: {first} och {second}. De föreslås inte igen.",
    "Not the same: {first} and {second}. They are not proposed again.",
)
KNOWN = Words("Det är redan sagt.", "That has been said already.")
MERGED = Words(
    "Sammanslagen: {keep}. Ta isär med ”kontaktnat unmerge {drop}”.",
    "Merged: {keep}. “kontaktnat unmerge {drop}” takes them apart.",
)
KEEP_OR_DROP = Words(
    "Skriv FIELD=keep eller FIELD=drop, inte ”{text}”.",
    "Write FIELD=keep or FIELD=drop, not “{text}”.",
)
TWICE = Words("”{name}” står två gånger.", "“{name}” is given twice.")


@command("duplicates", "Rader som kan vara en och samma.", "Rows that may be one and the same.")
@FILE
@JSON
def duplicates(file: Path, *, as_json: bool) -> int:
    """Show the pairs that may be one, the likeliest first."""
    with open_register(file, writing=False) as register:
        found = finding.find_all(register)
        names = finding.titles_of(register, found, language())
    if as_json:
        document([_document(each, names) for each in found])
    elif not found:
        say(NONE)
    else:
        table(["", "", "id", "", "id", "", ""], (_line(each, names) for each in found))
    return WAITING if found else DONE


def _document(found: Pair, names: dict[str, str]) -> dict[str, object]:
    return {
        "entity": found.entity,
        "first": found.first,
        "second": found.second,
        "titles": [names.get(found.first, ""), names.get(found.second, "")],
        "score": found.score,
        "sure": found.sure,
        "reasons": list(found.reasons),
    }


def _line(found: Pair, names: dict[str, str]) -> list[str]:
    cells: Iterator[str] = (
        cell for id_ in (found.first, found.second) for cell in (id_[:8], names.get(id_, ""))
    )
    how = (SURE if found.sure else PERHAPS).into(language())
    return [found.entity, how, *cells, ", ".join(each.into(language()) for each in found.reasons)]


@command("distinct", "Säg att två rader inte är samma.", "Say that two rows are not the same.")
@FILE
@ENTITY
@click.argument("first", metavar="ID")
@click.argument("second", metavar="ID")
@JSON
def distinct(file: Path, entity: str, first: str, second: str, *, as_json: bool) -> None:
    """Say that two rows are two."""
    kind = entity_named(entity)
    with open_register(file) as register:
        saved = finding.distinct(register, kind, first, second)
        titles = [register.title(register.row(kind, each)) for each in (first, second)]
    if as_json:
        document({"id": saved.id, "changed": saved.changed})
    else:
        say(SAID.fill(first=titles[0], second=titles[1]) if saved.changed else KNOWN)


@command("merge", "Slå ihop två rader till en.", "Merge two rows into one.")
@FILE
@ENTITY
@click.argument("keep")
@click.argument("drop")
@click.argument("choices", nargs=-1, metavar="[FIELD=keep|drop]…")
@JSON
def merge(  # noqa: PLR0913 — one argument each
    file: Path, entity: str, keep: str, drop: str, choices: tuple[str, ...], *, as_json: bool
) -> None:
    """Merge the row DROP into KEEP; where both say something else, KEEP decides unless told."""
    from desktop_app.services import merging  # noqa: PLC0415 — when it is wanted

    kind = entity_named(entity)
    chosen = _choices(kind, choices)
    with open_register(file) as register:
        dropped = register.row(kind, drop).id
        kept = merging.merge(register, kind, keep, drop, chosen)
    if as_json:
        document({"id": kept, "merged": dropped})
    else:
        say(MERGED.fill(keep=kept, drop=f"{file} {kind.name} {dropped[:8]}"))


def _choices(entity: Entity, texts: tuple[str, ...]) -> dict[str, Choice]:
    found: dict[str, Choice] = {}
    for name, side in map(pair, texts):
        if side not in {"keep", "drop"}:
            raise click.UsageError(KEEP_OR_DROP.fill(text=f"{name}={side}").into(language()))
        if name in found:
            raise click.UsageError(TWICE.fill(name=name).into(language()))
        found[field_named(entity, name).name] = "keep" if side == "keep" else "drop"
    return found


@command("unmerge", "Ta isär en sammanslagen rad.", "Take a merged row apart again.")
@FILE
@ENTITY
@ID
@JSON
def unmerge(file: Path, entity: str, id_: str, *, as_json: bool) -> int:
    """Take a row apart from the one it was merged into."""
    from desktop_app.services import merging  # noqa: PLC0415 — when it is wanted

    kind = entity_named(entity)
    with open_register(file) as register:
        return say_undone(merging.unmerge(register, kind, id_), as_json=as_json)
