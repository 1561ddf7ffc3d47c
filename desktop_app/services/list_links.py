"""What the rows of a list name: rows of the register, of the file, or such as are then made."""

from __future__ import annotations

from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Link, Links, Value
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.foreign import ListedRow
from desktop_app.exchange.lists.listed import note_field
from desktop_app.exchange.problem import Problem
from desktop_app.services.list_work import Named, Place, Work

__all__ = ["ADDABLE", "NO_TARGET", "keep_in_note", "new_id", "with_links"]

NO_TARGET = Words(
    "”{text}” finns inte i registret, så kopplingen görs inte.",
    "“{text}” is not in the register, so it is not linked.",
)
READ_AS = Words("Lästes som {name}.", "Read as {name}.")
DIVIDERS = (";", "\n", "|", ",")
"""What stands between several names in a cell, the surest first."""

NEW_KIND = "other"
ADDABLE = "organisation"
"""Rows that a list may name and that are then made: a person's organisation."""


def new_id() -> str:
    """Return an id for a row that may be made."""
    return str(uuid4())


def with_links(
    work: Work, place: Place, row: ListedRow, problems: list[Problem]
) -> dict[str, Value]:
    """Return a row's values with the rows its texts name: of the register, of the list, or new."""
    values = dict(row.values)
    for name, text in row.links.items():
        field = work.entity.by_name[name]
        ids: list[str] = []
        lost: list[str] = []
        for each in _texts(work, field, text):
            found = _target(work, _entity_of(field), each)
            if found is None:
                lost.append(each)
            else:
                ids.append(found)
            if found and _key(_entity_of(field), each) in work.named.otherwise:
                problems.append(_read_as(work, place, field, each, found))
        if ids:
            values[name] = ids[0] if isinstance(field.kind, Link) else sorted(set(ids))
        for each in lost:
            column = field.label.into(work.context.language)
            problems.append(Problem(*place, column, each, NO_TARGET.fill(text=each)))
            keep_in_note(work, values, f"{column}: {each}")
    return values


def _entity_of(field: Field) -> str:
    """Return what a link leads to."""
    return field.kind.entity if isinstance(field.kind, (Link, Links)) else ""


def _texts(work: Work, field: Field, text: str) -> list[str]:
    """Return the names in a cell: of several links each, unless the whole of it is a name."""
    if isinstance(field.kind, Link) or work.register.called(CATALOGUE[_entity_of(field)], text):
        return [text]
    divider = next((each for each in DIVIDERS if each in text), "\n")
    return [each.strip() for each in text.split(divider) if each.strip()]


def _read_as(work: Work, place: Place, field: Field, text: str, id_: str) -> Problem:
    """Return what is to be said of a text that names a row of the register otherwise."""
    column = field.label.into(work.context.language)
    reason = READ_AS.fill(name=work.text(field, id_))
    return Problem(*place, column, text, reason, mended=True)


def keep_in_note(work: Work, values: dict[str, Value], line: str) -> None:
    """Add a line to a row's note, where it has one."""
    name = note_field(work.entity)
    if name is not None:
        old = values.get(name)
        values[name] = f"{old}\n{line}" if old else line


def _target(work: Work, target: str, text: str) -> str | None:
    """Return the row that a text names; an organisation nobody knows is added once."""
    key = _key(target, text)
    named = work.named
    if key not in named.found:
        named.found[key] = work.register.called(CATALOGUE[target], text)
        if not named.found[key] and key not in named.listed and target == ADDABLE:
            _read_otherwise(work.named, key, text)
    found = named.found[key]
    if len(found) == 1:
        return found[0]
    if not found and key in named.listed:
        return named.listed[key] or None
    if found or target != ADDABLE:
        return None
    id_ = new_id()
    named.added[id_] = {"name": text, "kind": NEW_KIND}
    named.titles[id_] = text
    named.found[key] = [id_]
    return id_


def _key(target: str, text: str) -> tuple[str, str]:
    return target, text.casefold()


def _read_otherwise(named: Named, key: tuple[str, str], text: str) -> None:
    """Take a text for the one city administration that it names in another language."""
    if office := named.offices.called(text):
        named.found[key] = [office]
        named.otherwise.add(key)
