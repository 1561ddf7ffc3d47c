"""Places in the search index: whatever comes in whatever order, they are in order and found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.folding import parse_query
from desktop_app.storage import search
from desktop_app.storage.connection import memory
from desktop_app.storage.database import Database
from desktop_app.storage.search import Entry

WORDS = ("ask", "björk", "en", "gran", "lind", "rönn", "tall", "älm")
ENTITIES = ("contact", "trip")
Puts = Sequence[Entry]


@contextmanager
def index(step: int = 1 << 20, near: int = 1 << 12, window: int = 64) -> Iterator[Database]:
    """Open an empty index whose gaps are as wide as asked for."""
    narrow = patch.multiple(search, STEP=step, NEAR=near, WINDOW=window)
    with narrow, closing(memory()) as db:
        yield db


def entry(number: int, sort: str, *, gone: bool = False, entity: str = "contact") -> Entry:
    row = f"{number:08x}-0000-4000-8000-000000000000"
    return Entry(row, entity, gone, sort, f"{sort} {WORDS[number % len(WORDS)]}")


def check(db: Database, puts: Puts) -> None:
    """Hold the index against what was put last of each row."""
    conn = db.conn
    last = {put.row: put for put in puts}
    for entity in ENTITIES:
        for gone in (False, True):
            inside = [p for p in last.values() if (p.entity, p.gone) == (entity, gone)]
            inside.sort(key=lambda put: (put.sort, put.row))
            lo, hi = search.block(entity, gone=gone)
            sql = 'SELECT "row", sort, text, rank FROM search_row WHERE rank >= ? AND rank < ?'
            found = conn.execute(sql + " ORDER BY rank", (lo, hi)).fetchall()
            assert [(r, s, t) for r, s, t, _rank in found] == [
                (put.row, put.sort, put.text) for put in inside
            ]
            assert all(lo < rank < hi for *_cells, rank in found)
            for word in WORDS:
                hits = list(search.hits(conn, parse_query(word), entity, gone=gone))
                assert hits == [p.row for p in inside if word_in(word, p.text)]
                assert search.count(conn, parse_query(word), entity, gone=gone) == len(hits)
    assert conn.execute("SELECT count(*) FROM search_row").fetchone()[0] == len(last)
    conn.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")


def word_in(word: str, text: str) -> bool:
    (term,) = parse_query(word).terms
    return any(found.startswith(term.words[0]) for found in text.split())


SORTS = st.text("abcå", min_size=1, max_size=3)
ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(0, 25),
        SORTS,
        gone=st.booleans(),
        entity=st.sampled_from(ENTITIES[:1]),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(ENTRIES, st.sampled_from([(4, 2, 2), (8, 4, 3), (1 << 20, 1 << 12, 64)]))
def test_rows_come_are_renamed_and_go(puts: list[Entry], gaps: tuple[int, int, int]) -> None:
    with index(*gaps) as db:
        for put in puts:
            search.put(db.conn, [put])
        check(db, puts)


ADVERSE: dict[str, Callable[[int], str]] = {
    "ascending": lambda n: f"{n:05}",
    "descending": lambda n: f"{9999 - n:05}",
    "always in the same gap, from above": lambda n: "z" if n == 0 else f"a{9999 - n:05}",
    "always in the same gap, from below": lambda n: "z" if n == 0 else f"a{n:05}",
    "closing in from both sides": lambda n: f"a{n:05}" if n % 2 else f"b{9999 - n:05}",
    "all equal": lambda _n: "lika",
    "back and forth": lambda n: f"{n * 7919 % 1000:05}",
}


@pytest.mark.parametrize("order", ADVERSE)
@pytest.mark.parametrize("gaps", [(4, 2, 2), (64, 8, 4)])
def test_adverse_orders_only_cost_time(order: str, gaps: tuple[int, int, int]) -> None:
    with index(*gaps) as db:
        puts = [entry(number, ADVERSE[order](number)) for number in range(300)]
        for put in puts:
            search.put(db.conn, [put])
        check(db, puts)


@pytest.mark.parametrize("order", ["descending", "always in the same gap, from above"])
def test_rows_are_spread_seldom(order: str) -> None:
    """Where a gap is used up, room is made for many more rows at once."""
    with index(1 << 10, 1 << 6, 16) as db, patch.object(search, "_spread", spread := Spread()):
        for number in range(2000):
            search.put(db.conn, [entry(number, ADVERSE[order](number))])
        assert 0 < spread.times < 2000 / 5


class Spread:
    """Counts how often rows are spread out."""

    def __init__(self) -> None:
        self.times, self._spread = 0, search._spread

    def __call__(self, *args: object) -> None:
        self.times += 1
        self._spread(*args)  # type: ignore[arg-type]


@pytest.mark.parametrize("gaps", [(4, 2, 2), (1 << 20, 1 << 12, 64)])
def test_many_at_once_come_out_as_one_by_one(gaps: tuple[int, int, int]) -> None:
    sorts = ADVERSE["back and forth"]
    first = [entry(n, sorts(n), entity=ENTITIES[n % 2]) for n in range(40)]
    many = [entry(n, sorts(3 * n), gone=n % 5 == 0, entity=ENTITIES[n % 2]) for n in range(20, 400)]
    with index(*gaps) as single, index(*gaps) as bulk:
        for put in first:
            search.put(single.conn, [put])
            search.put(bulk.conn, [put])
        for put in many:
            search.put(single.conn, [put])
        with patch.object(search, "_put_one", side_effect=AssertionError):
            search.put(bulk.conn, many)
        check(single, [*first, *many])
        check(bulk, [*first, *many])


@pytest.mark.parametrize("gaps", [(4, 2, 2), (1 << 20, 1 << 12, 64)])
def test_rows_find_places_among_many_laid_out(gaps: tuple[int, int, int]) -> None:
    sorts = ADVERSE["back and forth"]
    puts = [entry(n, sorts(n)) for n in range(300)]
    with index(*gaps) as db:
        search.put(db.conn, puts)
        for n in range(300, 400):
            puts.append(entry(n, sorts(n)))
            search.put(db.conn, [puts[-1]])
        check(db, puts)


def test_row_goes_from_view_and_comes_back() -> None:
    with index(4, 2, 2) as db:
        puts = [entry(n, "lika") for n in range(20)]
        for number in (3, 7, 3):
            gone = sum(put.row == entry(number, "").row for put in puts) % 2 == 1
            puts.append(entry(number, "lika", gone=gone))
        for put in puts:
            search.put(db.conn, [put])
        check(db, puts)


def test_same_again_changes_nothing() -> None:
    with index() as db:
        puts = [entry(n, ADVERSE["back and forth"](n)) for n in range(30)]
        for put in puts:
            search.put(db.conn, [put])
        before = db.conn.execute("SELECT * FROM search_row ORDER BY rank").fetchall()
        for put in puts:
            search.put(db.conn, [put])
        assert db.conn.execute("SELECT * FROM search_row ORDER BY rank").fetchall() == before


def test_emptied_index_finds_nothing() -> None:
    with index() as db:
        search.put(db.conn, [entry(1, "a")])
        search.remove_all(db.conn)
        check(db, [])
