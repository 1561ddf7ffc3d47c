"""The search index: one full-text table whose rowids are places in display order.

Each entity has a block of ranks for its rows in view and one for its deleted rows. Ranks have
gaps, so that a new row gets a place between its neighbours; where a gap is used up, the nearest
rows are spread out again. So the first page of any hit list comes in order without sorting.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.folding import Query

BLOCK_BITS = 44
GONE_BLOCK = 512
STEP = 1 << 20
NEAR = 1 << 12
NUMBERS = {name: number for number, name in enumerate(CATALOGUE, start=1)}
BULK, BULK_SHARE = 200, 8
WINDOW = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """What is found of one row: its folded text, and the key that gives its place."""

    row: str
    entity: str
    gone: bool
    sort: str
    text: str


def block(entity: str, *, gone: bool = False) -> tuple[int, int]:
    """Return the first rank of an entity's block and the first after it."""
    number = NUMBERS[entity] + (GONE_BLOCK if gone else 0)
    return number << BLOCK_BITS, (number + 1) << BLOCK_BITS


def put(conn: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Index rows, new or changed: one by one, or by blocks when they are many."""
    total = conn.execute("SELECT count(*) FROM search_row").fetchone()[0] if entries else 0
    if len(entries) > BULK and len(entries) > total // BULK_SHARE:
        _put_many(conn, entries)
        return
    for entry in entries:
        _put_one(conn, entry)


def remove_all(conn: sqlite3.Connection) -> None:
    """Empty the index."""
    conn.execute("DELETE FROM search_row")
    conn.execute("INSERT INTO search(search) VALUES ('delete-all')")


def remove(conn: sqlite3.Connection, row: str) -> None:
    """Take a row out of the index: it is found no more."""
    found = conn.execute('SELECT rank, text FROM search_row WHERE "row" = ?', (row,)).fetchone()
    if found is not None:
        _unindex(conn, *found)


def _put_one(conn: sqlite3.Connection, entry: Entry) -> None:
    lo, hi = block(entry.entity, gone=entry.gone)
    old = conn.execute(
        'SELECT rank, sort, text FROM search_row WHERE "row" = ?', (entry.row,)
    ).fetchone()
    if old is not None:
        rank, sort, text = old
        if text == entry.text and sort == entry.sort and lo <= rank < hi:
            return
        _unindex(conn, rank, text)
        if sort == entry.sort and lo <= rank < hi:
            _index(conn, rank, entry)
            return
    _index(conn, _place(conn, lo, hi, (entry.sort, entry.row)), entry)


def _index(conn: sqlite3.Connection, rank: int, entry: Entry) -> None:
    conn.execute(
        "INSERT INTO search_row VALUES (?, ?, ?, ?)", (rank, entry.row, entry.sort, entry.text)
    )
    conn.execute("INSERT INTO search(rowid, text) VALUES (?, ?)", (rank, entry.text))


def _unindex(conn: sqlite3.Connection, rank: int, text: str) -> None:
    conn.execute("DELETE FROM search_row WHERE rank = ?", (rank,))
    conn.execute("INSERT INTO search(search, rowid, text) VALUES ('delete', ?, ?)", (rank, text))


def _place(conn: sqlite3.Connection, lo: int, hi: int, place: tuple[str, str]) -> int:
    """Return a free rank for a sort key and id, between the rows before and after it."""
    before, after = _neighbours(conn, lo, hi, place)
    if after - before <= 1:
        _spread(conn, lo, hi, before)
        before, after = _neighbours(conn, lo, hi, place)
    near = STEP if after == hi else NEAR
    return before + min((after - before) // 2, near)


def _neighbours(
    conn: sqlite3.Connection, lo: int, hi: int, place: tuple[str, str]
) -> tuple[int, int]:
    """Return the ranks just before and after a sort key and id, by halving the block."""
    low, high = lo + 1, hi
    while low < high:
        middle = (low + high) // 2
        found = conn.execute(
            'SELECT rank, sort, "row" FROM search_row '
            "WHERE rank >= ? AND rank < ? ORDER BY rank LIMIT 1",
            (middle, high),
        ).fetchone()
        if found is None or found[1:] > place:
            high = middle
        else:
            low = found[0] + 1
    before = _one(conn, "SELECT max(rank) FROM search_row WHERE rank > ? AND rank < ?", lo, low)
    after = _one(conn, "SELECT min(rank) FROM search_row WHERE rank >= ? AND rank < ?", high, hi)
    return (lo if before is None else before), (hi if after is None else after)


def _one(conn: sqlite3.Connection, sql: str, *args: int) -> int | None:
    found: int | None = conn.execute(sql, args).fetchone()[0]
    return found


def _spread(conn: sqlite3.Connection, lo: int, hi: int, around: int) -> None:
    """Spread the rows near a rank evenly, in a window wide enough to leave gaps again."""
    reach = WINDOW
    while True:
        rows = _window(conn, lo, hi, around, reach)
        first = _one(
            conn, "SELECT max(rank) FROM search_row WHERE rank > ? AND rank < ?", lo, rows[0][0]
        )
        last = _one(
            conn, "SELECT min(rank) FROM search_row WHERE rank > ? AND rank < ?", rows[-1][0], hi
        )
        start, end = (lo if first is None else first), (hi if last is None else last)
        gap = (end - start) // (len(rows) + 1)
        if gap >= NEAR or (first is None and last is None):
            break
        reach *= 2
    for rank, _row, _sort, text in rows:
        _unindex(conn, rank, text)
    for place, (_rank, row, sort, text) in enumerate(rows, start=1):
        _index(conn, start + place * gap, Entry(row, "", False, sort, text))


def _window(
    conn: sqlite3.Connection, lo: int, hi: int, around: int, reach: int
) -> list[tuple[int, str, str, str]]:
    columns = 'SELECT rank, "row", sort, text FROM search_row'
    back = conn.execute(
        f"{columns} WHERE rank > ? AND rank <= ? ORDER BY rank DESC LIMIT ?", (lo, around, reach)
    ).fetchall()
    ahead = conn.execute(
        f"{columns} WHERE rank > ? AND rank < ? ORDER BY rank LIMIT ?", (around, hi, reach)
    ).fetchall()
    return [*reversed(back), *ahead]


def _put_many(conn: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Index many rows: the blocks they go to are laid out anew, the full text is rebuilt once."""
    by_block: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_block[block(entry.entity, gone=entry.gone)].append(entry)
    conn.executemany('DELETE FROM search_row WHERE "row" = ?', ((entry.row,) for entry in entries))
    for (lo, hi), added in by_block.items():
        _lay_out(conn, lo, hi, added)
    conn.execute("INSERT INTO search(search) VALUES ('rebuild')")


def _lay_out(conn: sqlite3.Connection, lo: int, hi: int, added: Iterable[Entry]) -> None:
    """Lay out a block: its old rows and the added ones, evenly, in order."""
    rows = conn.execute(
        'SELECT sort, "row", text FROM search_row WHERE rank >= ? AND rank < ?', (lo, hi)
    ).fetchall()
    rows.extend((entry.sort, entry.row, entry.text) for entry in added)
    rows.sort(key=lambda row: row[:2])
    gap = min(STEP, (hi - lo) // (2 * (len(rows) + 1)))
    conn.execute("DELETE FROM search_row WHERE rank >= ? AND rank < ?", (lo, hi))
    conn.executemany(
        "INSERT INTO search_row VALUES (?, ?, ?, ?)",
        (
            (lo + place * gap, row, sort, text)
            for place, (sort, row, text) in enumerate(rows, start=1)
        ),
    )


def match(query: Query) -> str:
    """Return the full-text expression of a query's words, '' when it has none.

    Every word is a prefix, every quoted phrase is exact; all of them must be there. The value of
    ``field:value`` is held against its field by whoever asks.
    """
    terms = (
        _term(term.words, phrase=term.phrase)
        for term in query.terms
        if term.words and not term.field
    )
    return " ".join(dict.fromkeys(terms))


def _term(words: Sequence[str], *, phrase: bool) -> str:
    text = " ".join(words)
    return f'"{text}"' if phrase else f'"{text}"*'


def condition(query: Query, entity: str, *, gone: bool = False) -> tuple[str, tuple[object, ...]]:
    """Return a SELECT of the ids that a query finds in display order, and its arguments."""
    lo, hi = block(entity, gone=gone)
    found = match(query)
    if not found:
        sql = 'SELECT "row" FROM search_row WHERE rank >= ? AND rank < ? ORDER BY rank'
        return sql, (lo, hi)
    sql = (
        'SELECT s."row" FROM search f JOIN search_row s ON s.rank = f.rowid '
        "WHERE search MATCH ? AND f.rowid >= ? AND f.rowid < ? ORDER BY f.rowid"
    )
    return sql, (found, lo, hi)


def hits(
    conn: sqlite3.Connection, query: Query, entity: str, *, gone: bool = False
) -> Iterator[str]:
    """Go through the ids of the rows that a query finds, in display order."""
    sql, args = condition(query, entity, gone=gone)
    for (row,) in conn.execute(sql, args):
        yield row


def count(conn: sqlite3.Connection, query: Query, entity: str, *, gone: bool = False) -> int:
    """Return how many rows a query finds."""
    lo, hi = block(entity, gone=gone)
    found = match(query)
    if found:
        sql = "SELECT count(*) FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?"
        return int(conn.execute(sql, (found, lo, hi)).fetchone()[0])
    sql = "SELECT count(*) FROM search_row WHERE rank >= ? AND rank < ?"
    return int(conn.execute(sql, (lo, hi)).fetchone()[0])


def beginning(conn: sqlite3.Connection, words: Sequence[str], entity: str, limit: int) -> list[str]:
    """Return the ids of rows whose text, which begins with their name, begins with some words."""
    lo, hi = block(entity)
    sql = (
        'SELECT s."row" FROM search f JOIN search_row s ON s.rank = f.rowid '
        "WHERE search MATCH ? AND f.rowid >= ? AND f.rowid < ? ORDER BY f.rowid LIMIT ?"
    )
    found = f"^{_term(words, phrase=False)}"
    return [row for (row,) in conn.execute(sql, (found, lo, hi, limit))]


def beside(
    conn: sqlite3.Connection, entity: str, rank: int, *, gone: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the ranks just before and after a rank in its block, each where there is one."""
    lo, hi = block(entity, gone=gone)
    ranks = "FROM search_row WHERE rank >= ? AND rank < ?"
    before = _one(conn, f"SELECT max(rank) {ranks}", lo, rank)
    after = _one(conn, f"SELECT min(rank) {ranks}", rank + 1, hi)
    return tuple(() if r is None else (r,) for r in (before, after))  # type: ignore[return-value]
