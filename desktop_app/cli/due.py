"""The command that tells what is late, due, expiring, missing and waiting."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.base import FILE, JSON, LANGUAGE, command
from desktop_app.cli.output import document, language, say, table
from desktop_app.domain.due import GROUPS, KINDS
from desktop_app.domain.words import Words
from desktop_app.services.due import Item, items, ordered, wanted
from desktop_app.services.opening import open_register

NOTHING = Words("Inget att följa upp.", "Nothing to follow up.")
KIND_HELP = Words("Bara det som har den här koden.", "Only what has this code.")
MINE_HELP = Words(
    "Bara det som registrets person ansvarar för.", "Only what the register's person answers for."
)
ALL_HELP = Words("Också det som är andra förvaltningars.", "Also what is other administrations'.")
HEADINGS = (
    Words("Datum", "Date"),
    Words("Vad", "What"),
    Words("Gäller", "About"),
    Words("Vem", "Who"),
)


@command(
    "due",
    "Vad som är försenat, snart dags, går ut, saknas och väntar.",
    "What is late, due, expiring, missing and waiting.",
)
@FILE
@click.option(
    "--kind", type=click.Choice(list(KINDS)), metavar="KIND", help=KIND_HELP.into(language())
)
@click.option("--all", "everybody", is_flag=True, help=ALL_HELP.into(language()))
@click.option("--mine", is_flag=True, help=MINE_HELP.into(language()))
@LANGUAGE
@JSON
def due(  # noqa: PLR0913 — one option each
    file: Path, kind: str | None, language: str, *, everybody: bool, mine: bool, as_json: bool
) -> None:
    """Show what asks for something."""
    with open_register(file, writing=False) as register:
        person = register.facts.person or "" if mine else ""
        test = wanted(kind=kind or "", person=person)
        found = [
            each for each in ordered(items(register, language, everybody=everybody)) if test(each)
        ]
        if mine and not person:
            found = []
    if as_json:
        document([_document(each, language) for each in found])
    elif found:
        _show(found, language)
    else:
        say(NOTHING.into(language))


def _document(item: Item, language: str) -> dict[str, Any]:
    return {
        "group": item.group,
        "kind": item.kind,
        "date": None if item.date is None else item.date.isoformat(),
        "what": item.what.into(language),
        "entity": item.entity,
        "id": item.id or None,
        "title": item.title,
        "of": item.of or None,
        "who": item.who or None,
        "field": item.field or None,
        "part": item.part or None,
        "deeds": list(item.deeds),
    }


def _show(found: Sequence[Item], language: str) -> None:
    for group, together in groupby(found, key=lambda each: each.group):
        of_group = list(together)
        say(f"{GROUPS[group].into(language)} ({len(of_group)})")
        table([each.into(language) for each in HEADINGS], (_line(e, language) for e in of_group))
        say("")


def _line(item: Item, language: str) -> list[str]:
    day = "" if item.date is None else item.date.isoformat()
    about = f"{item.title} ({item.of})" if item.of else item.title
    return [day, item.what.into(language), about, item.who]
