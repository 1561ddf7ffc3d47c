"""The first hits of a search in every kind of row, in as few passes over the index as possible."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from itertools import groupby

from desktop_app.domain.folding import Query
from desktop_app.storage.search import BLOCK_BITS, NUMBERS, block, match

__all__ = ["first_hits"]

PATIENCE = 100
"""Hits that are passed over before the search begins again behind them.

To begin again costs where all words that begin alike are brought together first; to pass over hits
one by one costs where there are many of them.
"""

NAMES = {number: name for name, number in NUMBERS.items()}


def first_hits(
    conn: sqlite3.Connection, query: Query, entities: Collection[str], limit: int
) -> dict[str, list[str]]:
    """Return the ids of the first rows in view that a query finds, by entity, in display order."""
    found: dict[str, list[str]] = {}
    wanted = sorted(entities, key=NUMBERS.__getitem__)
    start = 0
    while start < len(wanted):
        reached = _pass(conn, match(query), wanted[start:], limit, found)
        start = len(wanted) if reached is None else _after(wanted, reached)
    return found


def _after(wanted: list[str], number: int) -> int:
    """Return the place of the first wanted entity whose block lies behind a block."""
    return sum(NUMBERS[name] <= number for name in wanted)


def _pass(
    conn: sqlite3.Connection, words: str, wanted: list[str], limit: int, found: dict[str, list[str]]
) -> int | None:
    """Go through the hits once; return the block in which patience ended, None at the end."""
    ranks = _ranks(conn, words, block(wanted[0])[0], block(wanted[-1])[1])
    for number, here in groupby(ranks, key=lambda rank: rank >> BLOCK_BITS):
        name = NAMES[number]
        first = (
            [rank for rank, _ in zip(here, range(limit), strict=False)] if name in wanted else []
        )
        if first:
            found[name] = _rows(conn, first)
        if sum(1 for _ in zip(range(PATIENCE), here, strict=False)) == PATIENCE:
            return number
    return None


def _ranks(conn: sqlite3.Connection, words: str, lo: int, hi: int) -> Iterator[int]:
    sql = (
        "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid"
    )
    for (rank,) in conn.execute(sql, (words, lo, hi)):
        yield rank


def _rows(conn: sqlite3.Connection, ranks: list[int]) -> list[str]:
    places = ",".join("?" * len(ranks))
    sql = f'SELECT "row" FROM search_row WHERE rank IN ({places}) ORDER BY rank'  # noqa: S608
    return [row for (row,) in conn.execute(sql, ranks)]
