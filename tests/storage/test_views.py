"""Pages of lists: the remembered order, filters, and that nothing is held open between pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.folding import parse_query
from desktop_app.services import writing
from desktop_app.services.opening import open_register
from desktop_app.services.register import Register
from desktop_app.services.sampling import make_sample
from desktop_app.storage import search, views
from desktop_app.storage.views import Order, Orders

CONTACT = CATALOGUE["contact"]
EVERYTHING = parse_query("")


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Register]:
    """Return a small sample register in a file."""
    with make_sample(tmp_path / "s.knreg", 30, 7, today=date(2026, 11, 21)) as made:
        yield made


def drained(orders: Orders, *, gone: bool = False) -> Order:
    found: list[Order] = []

    def drain() -> Iterator[None]:
        found.append((yield from orders.steps(CONTACT, gone=gone)))

    list(drain())
    return found[0]


def in_order(register: Register) -> list[tuple[int, int]]:
    """Return rank and rowid of all contacts in view, read in one go."""
    sql = (
        'SELECT s.rank, t.rowid FROM contact t JOIN search_row s ON s."row" = t.id '
        "WHERE t._state <> 1 ORDER BY s.rank"
    )
    return register.db.conn.execute(sql).fetchall()


def pairs(order: Order) -> list[tuple[int, int]]:
    return list(zip(order.ranks, order.rowids, strict=True))


def one_contact(register: Register) -> str:
    return str(register.db.conn.execute("SELECT id FROM contact WHERE _state = 0").fetchone()[0])


def test_order_is_remembered_until_something_is_written(sample: Register) -> None:
    orders = Orders(sample.db.conn)
    with patch.object(views, "PAGE", 7):
        before = drained(orders)
    assert pairs(before) == in_order(sample)
    assert before.highest == max(before.rowids)
    assert drained(orders) is before
    writing.put(sample, CONTACT, one_contact(sample), {"family_name": "Öberg"})
    assert pairs(drained(orders)) == in_order(sample) != pairs(before)


def test_what_another_connection_writes_is_seen(sample: Register) -> None:
    orders = Orders(sample.db.conn)
    before = pairs(drained(orders))
    with open_register(sample.path) as other:
        writing.delete(other, CONTACT, one_contact(other))
    assert pairs(drained(orders)) == in_order(sample) != before
    assert len(drained(orders, gone=True)) == 1


def test_order_that_was_overtaken_by_a_write_is_not_remembered(sample: Register) -> None:
    orders = Orders(sample.db.conn)
    with patch.object(views, "PAGE", 7):
        steps = orders.steps(CONTACT, gone=False)
        next(steps)
        writing.delete(sample, CONTACT, one_contact(sample))
        list(steps)
    assert pairs(drained(orders)) == in_order(sample)


def test_overtaken_order_does_not_replace_a_newer_one(sample: Register) -> None:
    orders = Orders(sample.db.conn)
    with patch.object(views, "PAGE", 7):
        early = orders.steps(CONTACT, gone=False)
        next(early)
        first = next(search.hits(sample.db.conn, EVERYTHING, "contact"))
        writing.delete(sample, CONTACT, first)
        next(orders.steps(CONTACT, gone=False))
        list(early)
    assert pairs(drained(orders)) == in_order(sample)


def test_row_is_read_as_deleted_or_as_shown(sample: Register) -> None:
    conn, id_ = sample.db.conn, one_contact(sample)
    for gone in (False, True):
        rowid = conn.execute("SELECT rowid FROM contact WHERE id = ?", (id_,)).fetchone()[0]
        (found,) = views.rows_of_rowids(conn, CONTACT, [rowid], gone=gone)
        assert found is not None
        assert found.id == id_
        assert views.rows_of_rowids(conn, CONTACT, [rowid], gone=not gone) == [None]
        if not gone:
            writing.delete(sample, CONTACT, id_)


def test_nothing_is_locked_between_two_steps(sample: Register) -> None:
    with patch.object(views, "PAGE", 7), open_register(sample.path) as other:
        other.db.conn.execute("PRAGMA busy_timeout = 0")
        for _ in sample.orders.steps(CONTACT, gone=False):
            writing.put(other, CONTACT, None, {"given_name": "Ny"})


@pytest.mark.parametrize("words", ["", "e", '"a"', "finns-inte-alls"])
def test_ranks_come_page_by_page(sample: Register, words: str) -> None:
    query, conn = parse_query(words), sample.db.conn
    found: list[int] = []
    while page := views.ranks_after(
        conn, query, "contact", gone=False, after=found[-1] if found else 0, limit=4
    ):
        assert len(page) <= 4
        found.extend(page)
    rows = [row and row.id for row in views.rows_of_ranks(conn, CONTACT, found)]
    assert rows == list(search.hits(conn, query, "contact"))


def test_cells_come_in_the_order_asked_for(sample: Register) -> None:
    conn = sample.db.conn
    ranks = list(views.ranks_after(conn, EVERYTHING, "contact", gone=False, after=0, limit=9))
    ranks.reverse()
    found = views.cells_of_ranks(conn, CONTACT, ("city",), (), ranks)
    assert [rank for rank, _rowid, _city in found] == ranks
    assert [
        row and row.values.get("city") for row in views.rows_of_ranks(conn, CONTACT, ranks)
    ] == [city for _rank, _rowid, city in found]


def test_values_of_filters_are_only_values(sample: Register) -> None:
    filters = [(CONTACT.by_name["city"], ("') OR (1 = 1", 'a"b', "\x00"))]
    everything = range(views.last_rowid(sample.db.conn, CONTACT) + 1)
    assert not views.cells_between(sample.db.conn, CONTACT, (), filters, everything)
    assert views.cells_between(sample.db.conn, CONTACT, (), (), everything)
