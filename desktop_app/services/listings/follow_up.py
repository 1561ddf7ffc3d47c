"""What asks for something to be done, as a list that may leave the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.due import GROUPS
from desktop_app.reports.follow_up_list import ToDo, follow_up_list
from desktop_app.reports.listing import Listing
from desktop_app.services.due import Item, items, ordered
from desktop_app.services.listings.gathered import Gathered
from desktop_app.services.outward import PROTECTED
from desktop_app.storage import queries
from desktop_app.storage.tables import entity_of

if TYPE_CHECKING:
    from desktop_app.services.report_kinds import Asked

__all__ = ["follow_up"]

DRAFT = "draft"
"""What was begun and not saved: nobody has said yet whether it may leave."""


def follow_up(made: Gathered, asked: Asked) -> Listing:
    """Return what is late, due, expiring, missing and waiting, in that order."""
    del asked
    found = ordered(_leaving(made, items(made.register, made.language)))
    groups = [
        (label.into(made.language), [_to_do(item, made) for item in found if item.group == group])
        for group, label in GROUPS.items()
    ]
    return follow_up_list(groups, made.language)


def _to_do(item: Item, made: Gathered) -> ToDo:
    kind = CATALOGUE.get(item.entity)
    where = kind.one.into(made.language) if kind is not None and item.id else ""
    return ToDo(
        item.what.into(made.language),
        item.title,
        item.of or where.capitalize(),
        item.date.isoformat() if item.date else "",
        item.who,
    )


def _leaving(made: Gathered, found: Iterable[Item]) -> Iterator[Item]:
    """Go through what may leave: no secret row, no part of one, no name of one."""
    names, outward = _hidden_names(made), made.outward
    for item in found:
        if item.kind == DRAFT:
            continue
        of, who = (_shown(text, names, made) for text in (item.of, item.who))
        if not item.id:
            yield replace(item, of=of, who=who)
            continue
        kind = CATALOGUE[item.entity]
        row = queries.row(made.register.db.conn, kind, item.id)
        if row is not None and outward.leaves(kind, row):
            yield replace(item, title=outward.writer.title(row), of=of, who=who)


def _shown(text: str, hidden: frozenset[str], made: Gathered) -> str:
    return PROTECTED.into(made.language) if text in hidden else text


def _hidden_names(made: Gathered) -> frozenset[str]:
    titles, conn = made.register.titles(), made.register.db.conn
    found = ((entity_of(conn, id_), id_) for id_ in made.outward.hidden)
    names = (titles.of(entity.name, id_) for entity, id_ in found if entity is not None)
    return frozenset(filter(None, names))
