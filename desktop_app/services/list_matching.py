"""Holding the rows of a list against the register: which are there, which are like some, which new.

Nothing is decided here. What a row is depends on the list and the register alone, so that a
person may decide again and again without the file being read or compared again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from desktop_app.domain.fields import Entity
from desktop_app.domain.identity import Identity, are_one, identities
from desktop_app.domain.kinds import Value
from desktop_app.domain.titles import Titles, title
from desktop_app.exchange.lists.foreign import ListedRow, Listing, read_rows
from desktop_app.services.duplicates import Finder, compares
from desktop_app.services.list_choices import Candidate
from desktop_app.services.list_links import ADDABLE, new_id, with_links
from desktop_app.services.list_work import Alike, Judged, Place, Work, refused_row
from desktop_app.services.steps import Steps
from desktop_app.storage import queries
from desktop_app.storage.tables import Row, fetch

__all__ = ["EACH", "judge", "know"]

EACH = 2
"""Steps of a row: it is read, and it is judged."""

MOST = 20
"""How many rows of the register a row of a list may be: nobody chooses among more."""

T = TypeVar("T")


def know(work: Work, listing: Listing, steps: Steps) -> list[ListedRow]:
    """Read the rows of a sheet; note what they are called, since others may name them."""
    listed = list(steps.through(read_rows(listing, work.context)))
    first = work.first
    for row in listed:
        name = _name(work, row.values)
        key = (work.entity.name, name)
        if row.refused:
            continue
        if name not in first:
            first[name] = row.values
            work.named.listed[key] = new_id()
        elif not are_one(work.entity, row.values, first[name]):
            work.named.listed[key] = ""
    return listed


def judge(work: Work, listing: Listing, listed: Sequence[ListedRow], steps: Steps) -> None:
    """Find what each row of a sheet is."""
    if not work.known:
        for known in queries.titles_of(work.register.db.conn, work.entity).values():
            _note(work.known, work.entity, known.values, known, MOST)
    finder = Finder(work.register, work.entity) if compares(work.entity) and work.known else None
    cells = dict(listing.rows)
    for row in steps.through(listed):
        place = (listing.sheet, row.row_number)
        if row.refused:
            work.refused[place] = refused_row(listing, row, cells[row.row_number])
            work.judged[place] = Judged(*place, row.values, "refused", problems=row.problems)
        else:
            work.judged[place] = _judged(work, place, row, finder)


def _name(work: Work, values: Mapping[str, Value]) -> str:
    return title(work.entity, values, Titles(lambda _entity, _row: None)).casefold()


def _judged(work: Work, place: Place, row: ListedRow, finder: Finder | None) -> Judged:
    problems = [*row.problems]
    values = with_links(work, place, row, problems)
    rows = _matches(work, values)
    earlier = _earlier(work, values)
    _note(work.seen, work.entity, values, place, 1)
    id_ = _own_id(work, row)
    work.named.titles[id_] = work.title(values)
    found = Judged(*place, values, "new", id=id_, problems=tuple(problems))
    if earlier is not None:
        return replace(found, match="repeated", earlier=earlier)
    if len(rows) == 1:
        return replace(found, match="known", rows=tuple(rows))
    if rows:
        several = tuple(Candidate(each.id, work.writer.title(each)) for each in rows)
        return replace(found, match="several", rows=tuple(rows), candidates=several)
    alike = _alike(work, values, finder) if finder else {}
    if alike:
        return replace(found, match="alike", rows=tuple(alike.values()), candidates=tuple(alike))
    return found


def _own_id(work: Work, row: ListedRow) -> str:
    """Return the id that a row gets if it is made: that by which others name it, if it is free."""
    id_ = work.named.listed.get((work.entity.name, _name(work, row.values)), "")
    if not id_ or id_ in work.named.own:
        id_ = new_id()
    work.named.own.add(id_)
    return id_


def _matches(work: Work, values: Mapping[str, Value]) -> list[Row]:
    """Return the rows of the register that a row of the list is, by its most trusted identity."""
    trusted = False
    for identity in identities(work.entity, values):
        found = work.known.get(identity, Alike())
        if same := found.bare if trusted else found.rows:
            return same[:MOST]
        trusted = True
    return []


def _earlier(work: Work, values: Mapping[str, Value]) -> Place | None:
    """Return the earlier row of the file that this one repeats, None for none."""
    trusted = False
    for identity in identities(work.entity, values):
        found = work.seen.get(identity, Alike())
        if places := found.bare if trusted else found.rows:
            return places[0]
        trusted = True
    return None


def _note(
    into: dict[Identity, Alike[T]], entity: Entity, values: Mapping[str, Value], row: T, most: int
) -> None:
    """Note a row under each of its identities; no more than `most` are kept of those alike."""
    trusted = False
    for identity in identities(entity, values):
        alike = into.setdefault(identity, Alike())
        for each in (alike.rows,) if trusted else (alike.rows, alike.bare):
            if len(each) < most:
                each.append(row)
        trusted = True


def _alike(work: Work, values: Mapping[str, Value], finder: Finder) -> dict[Candidate, Row]:
    """Return the rows of the register that a new one looks like, the likeliest first."""
    place = values.get(ADDABLE)
    name = work.text(work.entity.by_name[ADDABLE], place) if place is not None else ""
    pairs = finder.near(values, name)
    found = fetch(work.register.db.conn, work.entity, [pair.second for pair in pairs])
    return {
        Candidate(row.id, work.writer.title(row), pair.score, pair.reasons): row
        for pair in pairs
        if (row := found.get(pair.second)) is not None
    }
