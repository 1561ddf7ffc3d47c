"""Commands that read: info, list, find, show, history, conflicts, doubts, check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.base import ENTITY, FILE, ID, JSON, LANGUAGE, command
from desktop_app.cli.output import document, language, say, table
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.rules import Finding
from desktop_app.domain.words import Words
from desktop_app.services import reading
from desktop_app.services.attaching import attachments
from desktop_app.services.facts import info as facts_of
from desktop_app.services.opening import open_register
from desktop_app.services.reading import Listing, Writer
from desktop_app.services.register import Register, entity_named
from desktop_app.services.writing import label_of
from desktop_app.storage.tables import GONE, Row

COLUMNS = 5
EMPTY = Words("Inga {entities}.", "No {entities}.")
NOT_FOUND = Words("Inget hittades för ”{text}”.", "Nothing was found for “{text}”.")
CONFLICT = Words("olika uppgifter", "differing values")
DELETED = Words("borttagen", "deleted")
FACTS = {
    "file": Words("Fil", "File"),
    "organisation": Words("Organisation", "Organisation"),
    "organisation_id": Words("Organisationens id", "Organisation's id"),
    "person": Words("Person", "Person"),
    "role": Words("Roll i utbytet", "Role in the exchange"),
    "exchange_id": Words("Utbytets id", "Exchange id"),
    "register_id": Words("Registrets id", "Register id"),
    "epoch": Words("Epok", "Epoch"),
    "made_at": Words("Skapat", "Made"),
    "program": Words("Programversion", "Program version"),
    "schema": Words("Schema", "Schema"),
    "format": Words("Utbytesformat", "Exchange format"),
    "edits": Words("Ändringar", "Edits"),
    "actions": Words("Åtgärder i historiken", "Actions in the history"),
    "conflicts": Words("Olika uppgifter", "Differing values"),
    "doubts": Words("Att ta ställning till", "Doubts"),
    "digest": Words("Kontrollsumma av det som visas", "Digest of what is shown"),
    "last_export": Words("Senast skickat", "Last sent"),
    "last_backup": Words("Senaste säkerhetskopia", "Last proven backup"),
    "last_backup_name": Words("Dess namn", "Its name"),
}


@command(
    "info", "Vems registret är, vad det håller, hur det mår.", "Whose it is and what it holds."
)
@FILE
@JSON
def info(file: Path, *, as_json: bool) -> None:
    """Show facts of a register."""
    with open_register(file, writing=False) as register:
        found = facts_of(register)
    if as_json:
        document(found)
        return
    counts = found.pop("counts")
    for name, value in found.items():
        say(f"{FACTS[name].into(language()):30} {'–' if value is None else value}")
    for name, count in counts.items() if isinstance(counts, dict) else ():
        say(f"  {CATALOGUE[name].many.into(language()):32} {count}")


@command(
    "list", "Rader av ett slag, sökta och filtrerade.", "Rows of one kind, searched, filtered."
)
@FILE
@ENTITY
@click.option("--search", default="", help=Words("Sökord.", "Words to find.").into(language()))
@click.option("--where", multiple=True, metavar="FIELD=VALUE")
@click.option("--limit", type=click.IntRange(min=0))
@LANGUAGE
@JSON
def list_(  # noqa: PLR0913, PLR0917 — one option each
    file: Path,
    entity: str,
    search: str,
    where: tuple[str, ...],
    limit: int | None,
    language: str,
    *,
    as_json: bool,
) -> None:
    """Show rows of an entity."""
    kind = entity_named(entity)
    wanted = Listing(search, tuple(pair(text) for text in where), limit)
    with open_register(file, writing=False) as register:
        rows = list(reading.list_rows(register, kind, wanted, language))
        if as_json:
            document([{"id": row.id, **row.values, **_marks(row)} for row in rows])
        elif rows:
            _show_rows(register, kind, rows, language)
        else:
            say(EMPTY.fill(entities=kind.many.into(language).lower()).into(language))


def pair(text: str) -> tuple[str, str]:
    """Return field and value of a ``FIELD=VALUE``; raise a usage error if it is none."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise click.UsageError(f"FIELD=VALUE: {text}")
    return name.strip(), value


def _marks(row: Row) -> dict[str, Any]:
    return {"_conflicts": list(row.conflicts)} if row.conflicts else {}


def _show_rows(register: Register, entity: Entity, rows: Sequence[Row], language: str) -> None:
    writer = Writer(register, language)
    texts = [writer.texts(entity, row.values) for row in rows]
    filled = [f for f in entity if any(f.name in text for text in texts)][:COLUMNS]
    headings = ["id", *(field.label.into(language) for field in filled)]
    mark = CONFLICT.into(language)
    table(
        [*headings, ""],
        (
            [row.id[:8], *(text.get(f.name, "") for f in filled), mark if row.conflicts else ""]
            for row, text in zip(rows, texts, strict=True)
        ),
    )


@command("find", "Sök i allt på en gång.", "Search everything at once.")
@FILE
@click.argument("text")
@click.option("--limit", type=click.IntRange(min=1), default=10)
@JSON
def find(file: Path, text: str, limit: int, *, as_json: bool) -> None:
    """Show what is found of any kind."""
    with open_register(file, writing=False) as register:
        writer = Writer(register, language())
        found = [
            (entity, [(row.id, writer.title(row)) for row in rows])
            for entity, rows in reading.find_anywhere(register, text, limit)
        ]
    if as_json:
        document({e.name: [{"id": i, "title": t} for i, t in rows] for e, rows in found})
        return
    if not found:
        say(NOT_FOUND.fill(text=text))
    for entity, rows in found:
        say(entity.many)
        for id_, name in rows:
            say(f"  {id_[:8]}  {name}")


@command("show", "En rad med allt som hör till den.", "One row with all that ties to it.")
@FILE
@ENTITY
@ID
@JSON
def show(file: Path, entity: str, id_: str, *, as_json: bool) -> None:
    """Show one row: values, links, conflicts."""
    kind = entity_named(entity)
    with open_register(file, writing=False) as register:
        card = reading.card(register, kind, id_)
        writer = Writer(register, language())
        files = attachments(register, card.row.id)
        if as_json:
            document({**_card_document(kind, card, writer), "attachments": _files(files)})
        else:
            _show_card(kind, card, writer)
            _show_files(files)


def _card_document(entity: Entity, card: reading.Card, writer: Writer) -> dict[str, Any]:
    return {
        "id": card.row.id,
        "entity": entity.name,
        "title": writer.title(card.row),
        "deleted": card.row.state == GONE,
        "values": dict(card.row.values),
        "texts": writer.texts(entity, card.row.values),
        "parts": {
            name: [{"id": row.id, **row.values} for row in rows]
            for name, rows in card.parts.items()
        },
        "links": [
            {"entity": other.name, "field": field, "id": row.id, "title": writer.title(row)}
            for other, field, row in card.links
        ],
        "conflicts": {name: claims_of(claims) for name, claims in card.conflicts.items()},
        "warnings": [warning(found) for found in card.findings],
    }


def claims_of(claims: Sequence[reading.Claim]) -> list[dict[str, Any]]:
    """Return values with who wrote them, as JSON."""
    return [
        {"value": c.value, "who": c.who, "at": c.at, "source": c.source, "edit": c.eid}
        for c in claims
    ]


def _show_card(entity: Entity, card: reading.Card, writer: Writer) -> None:
    say(writer.title(card.row))
    if card.row.state == GONE:
        say(DELETED)
    for name, text in writer.texts(entity, card.row.values).items():
        say(f"  {label(entity, name):28} {text}")
    for name, claims in card.conflicts.items():
        say(f"! {label(entity, name)}: {CONFLICT.into(language())}")
        for claim in claims:
            say(f"    {claim.value} ({claim.who or '?'} {claim.at[:10]})")
    _show_ties(card, writer)
    for finding in card.findings:
        say(f"* {finding_text(entity, finding)}")


def _show_ties(card: reading.Card, writer: Writer) -> None:
    for part, rows in card.parts.items():
        say(CATALOGUE[part].many)
        for row in rows:
            say(f"  {row.id[:8]}  {'; '.join(writer.texts(CATALOGUE[part], row.values).values())}")
    for other, field, row in card.links:
        said = f"{other.one.into(language())} ({label(other, field)})"
        say(f"{said}: {row.id[:8]} {writer.title(row)}")


def _files(files: Sequence[Row]) -> list[dict[str, Any]]:
    names = ("name", "media_type", "size", "digest")
    return [{"id": row.id, **{n: row.values.get(n) for n in names}} for row in files]


def _show_files(files: Sequence[Row]) -> None:
    if files:
        say(CATALOGUE["attachment"].many)
    for row in files:
        say(f"  {row.id[:8]}  {row.values.get('name')} ({row.values.get('size')} B)")


def warning(found: Finding) -> dict[str, Any]:
    """Return what a rule says of a row, as JSON."""
    return {"field": found.field, "part": found.part, "rule": found.rule, "text": found.words}


def finding_text(entity: Entity, found: Finding) -> str:
    """Return what a rule says of a row, with what it is about before it."""
    return f"{label_of(entity, found).into(language())}: {found.words.into(language())}"


def label(entity: Entity, name: str) -> str:
    """Return what people call a field."""
    return entity.by_name[name].label.into(language())
