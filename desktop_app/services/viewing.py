"""The rows of the window's lists: searched, filtered, sorted, a few milliseconds at a time.

A view is given as keys, from which `rows` reads what is painted. Without sorting they are ranks,
ascending; sorted by columns they are rowids. Keys hold until something is written: then the view
is asked for anew.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from typing import TypeVar

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Flag
from desktop_app.services.register import Register
from desktop_app.services.view_asked import NAME, PAGE, PICKED, TESTED_PAGE, Asked, Steps, View
from desktop_app.services.view_sorting import sorted_keys
from desktop_app.storage import search, views
from desktop_app.storage.tables import GONE, Cell, Row, decode
from desktop_app.storage.views import Keys

__all__ = [
    "NAME",
    "PICKED",
    "Keys",
    "View",
    "beside",
    "chunks",
    "count",
    "counting",
    "first",
    "ids",
    "key_of",
    "prepare",
    "rows",
    "values_of",
]

NOTHING: Keys = array("q")
Result = TypeVar("Result")


def first(register: Register, view: View, limit: int = 60) -> Keys | None:
    """Return the first keys at once, None where that takes `chunks`; raise `Refused`."""
    asked = Asked(register, view)
    return asked.ranks(0, limit) if asked.plain and not view.sort else None


def chunks(register: Register, view: View) -> Iterator[Keys]:
    """Go through all keys in order, a few milliseconds each; empty ones while preparing.

    Raises:
        Refused: An unknown field is searched, filtered or sorted by.
    """
    asked = Asked(register, view)
    if asked.untested and not view.sort:
        return asked.pages(PAGE)
    steps = sorted_keys(asked) if view.sort else _tested(asked)
    return (NOTHING if keys is None else keys for keys in steps)


def prepare(register: Register, entity: Entity, *, gone: bool = False) -> Iterator[None]:
    """Do what the next sorting would begin with, while there is time; a few milliseconds each."""
    return register.orders.steps(entity, gone=gone)


def rows(register: Register, view: View, keys: Sequence[int]) -> list[Row | None]:
    """Return the rows of keys, in their order; None where a row is no longer there."""
    conn = register.db.conn
    found: list[Row | None] = []
    for start in range(0, len(keys), PAGE):
        some = keys[start : start + PAGE]
        if view.sort:
            found += views.rows_of_rowids(conn, view.entity, some, gone=view.gone)
        else:
            found += views.rows_of_ranks(conn, view.entity, some)
    return found


def key_of(register: Register, view: View, id_: str) -> int | None:
    """Return the key that a row has in a view now, None if the view does not show it."""
    asked = Asked(register, view)
    conn, name = register.db.conn, view.entity.name
    rank = views.rank_found(conn, asked.query, name, id_, gone=view.gone)
    if rank is None or not asked.is_named(id_):
        return None
    found = _at_once(asked.fitting(asked.cells([rank]), 2))
    return int(str(found[0][1 if view.sort else 0])) if found else None


def count(register: Register, view: View) -> int | None:
    """Return how many rows a view shows, None where each of them would have to be tested."""
    asked = Asked(register, view)
    if not asked.plain:
        return None
    return search.count(register.db.conn, asked.query, view.entity.name, gone=view.gone)


def values_of(
    register: Register, entity: Entity, field: Field, limit: int = 200
) -> list[tuple[str, int]]:
    """Return the stored values of a field in rows in view with how many rows have each.

    The most frequent come first; elements of sets count one by one; '' stands for empty. Of a
    flag, 'true' is yes and '' is all else.
    """
    return _at_once(counting(register, entity, field, limit))


def counting(
    register: Register, entity: Entity, field: Field, limit: int = 200
) -> Steps[list[tuple[str, int]]]:
    """Do what `values_of` does, a few milliseconds at a time."""
    conn = register.db.conn
    cells: Counter[Cell] = Counter()
    for start in range(0, views.last_rowid(conn, entity) + 1, PAGE):
        page = range(start, start + PAGE)
        found = views.cells_between(conn, entity, (field.name, "_state"), (), page)
        cells.update(cell for _rowid, cell, state in found if state != GONE)
        yield
    values: Counter[str] = Counter()
    for cell, number in cells.items():
        for value in _stored(field, cell):
            values[value] += number
    return sorted(values.items(), key=lambda each: (-each[1], each[0]))[:limit]


def _stored(field: Field, cell: Cell) -> list[str]:
    """Return the values of a cell as filters name them."""
    value = decode(field, cell)
    if isinstance(value, list):
        return value
    if isinstance(field.kind, Flag):
        return [views.YES if value else views.EMPTY]
    return [views.EMPTY if value is None else str(value)]


def _tested(asked: Asked) -> Generator[Keys | None, None, None]:
    """Go through the ranks of the rows that fit, in display order."""
    for page in asked.pages(TESTED_PAGE):
        found = yield from asked.fitting(asked.cells(page), 2)
        yield array("q", [int(str(row[0])) for row in found])


def _at_once(steps: Steps[Result]) -> Result:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def beside(register: Register, view: View, key: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the keys just before and after a key of a view in display order, where there are."""
    return search.beside(register.db.conn, view.entity.name, key, gone=view.gone)


def ids(register: Register, view: View, keys: Sequence[int]) -> list[str]:
    """Return the ids of the rows of keys, in their order."""
    return views.ids_of(register.db.conn, view.entity, keys, ranks=not view.sort)
