"""Rows sorted by columns, a few milliseconds at a time: no step sorts all of them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from itertools import accumulate, count, islice

from desktop_app.domain.fields import Field
from desktop_app.services.view_asked import PAGE, TESTED_PAGE, Asked, Steps
from desktop_app.services.view_order import Alphabet, in_order, keys_of
from desktop_app.storage import views
from desktop_app.storage.tables import Cell
from desktop_app.storage.views import Cells, Keys, Order

__all__ = ["sorted_keys"]

GIVEN_AT_ONCE = 100_000
SLICE = 5000
FEW = 5000
SCAN_SHARE = 4


def sorted_keys(asked: Asked) -> Generator[Keys | None, None, None]:
    """Go through the rowids of a view in order; None while there is still work before that."""
    return _Sorting(asked).steps()


class _Column:
    """The values of a column: each has a number, 0 is empty; which number each rowid has."""

    def __init__(self, field: Field, *, down: bool, size: int) -> None:
        self.field, self.down = field, down
        self.numbers = array("i", bytes(4 * size))
        self.known: dict[Cell, int] = defaultdict(count().__next__)
        self.known[None]  # takes number 0

    def take(self, rowids: Sequence[int], cells: Sequence[Cell]) -> None:
        """Note the values of some rows."""
        numbers = self.numbers
        for rowid, number in zip(rowids, map(self.known.__getitem__, cells), strict=True):
            numbers[rowid] = number

    def places(self, alphabet: Alphabet) -> Steps[array[int]]:
        """Return the place of each number among the others; empty is last both ways."""
        keys = ["", *(yield from keys_of(self.field, islice(self.known, 1, None), alphabet))]
        ordered = yield from in_order(keys, range(1, len(keys)))
        if self.down:
            ordered.reverse()
        places = array("i", bytes(4 * len(keys)))
        place, before = -1, None
        for start in range(0, len(ordered), SLICE):
            for number in ordered[start : start + SLICE]:
                key = keys[number]
                if key != before:
                    place, before = place + 1, key
                places[number] = place
            yield
        places[0] = place + 1
        return places


class _Sorting:
    """Rows sorted by columns: by the last one first, so that the first one decides.

    Equal rows keep the order they had: at last that of display.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._conn = asked.register.db.conn
        self._entity = asked.entity

    def steps(self) -> Generator[Keys | None, None, None]:
        order = yield from self._found()
        size = max(views.last_rowid(self._conn, self._entity), order.highest) + 1
        columns = [
            _Column(each, down=down, size=size)
            for each, down in self._asked.sort
            if each is not None
        ]
        shown = bytearray(size)
        yield from self._read(order, columns, shown)
        found = yield from self._shown(order, shown)
        found = yield from self._sorted(found, columns)
        for start in range(0, len(found), GIVEN_AT_ONCE):
            yield found[start : start + GIVEN_AT_ONCE]

    def _found(self) -> Steps[Order]:
        """Return the rows that words find and that are named, else all, in display order."""
        asked = self._asked
        all_rows = asked.register.orders.steps(self._entity, gone=asked.view.gone)
        if not asked.narrow:
            return (yield from all_rows)
        hits: Keys = array("q")
        for page in asked.pages(PAGE):
            hits.extend(page)
            yield
        if len(hits) > FEW:
            return (yield from _among(hits, (yield from all_rows)))
        found = Order()
        for start in range(0, len(hits), TESTED_PAGE):
            some = hits[start : start + TESTED_PAGE]
            rows_of = views.cells_of_ranks(self._conn, self._entity, (), (), some)
            found.extend([(int(str(rank)), int(str(rowid))) for rank, rowid in rows_of])
            yield
        return found

    def _read(self, order: Order, columns: Sequence[_Column], shown: bytearray) -> Steps[None]:
        """Note which rows filters and tests let by, and their values."""
        asked = self._asked
        names = [*asked.tested, *(column.field.name for column in columns)]
        for page in self._cells(order, names, len(shown)):
            found = yield from asked.fitting(page, 1)
            if found:
                rowids, *cells = zip(*found, strict=True)
                for rowid in () if asked.plain else rowids:
                    shown[rowid] = True
                for column, values in zip(columns, cells[len(asked.tests) :], strict=True):
                    column.take(rowids, values)
            yield

    def _cells(self, order: Order, names: Sequence[str], size: int) -> Iterator[list[Cells]]:
        """Go through rowids and cells: of the rows in question, or of all if they are many."""
        conn, entity, filters = self._conn, self._entity, self._asked.filters
        if len(order) * SCAN_SHARE > size:
            for start in range(0, size, PAGE):
                rowids = range(start, min(start + PAGE, size))
                yield views.cells_between(conn, entity, names, filters, rowids)
            return
        for start in range(0, len(order), TESTED_PAGE):
            some = order.rowids[start : start + TESTED_PAGE]
            yield views.cells_of_rowids(conn, entity, names, filters, some)

    def _shown(self, order: Order, shown: bytearray) -> Steps[Keys]:
        if self._asked.plain:
            return order.rowids
        found: Keys = array("q")
        for start in range(0, len(order), SLICE):
            found.extend(row for row in order.rowids[start : start + SLICE] if shown[row])
            yield
        return found

    def _sorted(self, found: Keys, columns: Sequence[_Column]) -> Steps[Keys]:
        alphabet = Alphabet(self._asked.register, self._asked.view.language)
        left = list(columns)
        result = found
        for by, down in reversed(self._asked.sort):
            if by is None:
                result = found[::-1] if down else found
                continue
            column = left.pop()
            places = yield from column.places(alphabet)
            result = yield from _by_places(result, column.numbers, places)
        return result


def _among(hits: Keys, order: Order) -> Steps[Order]:
    """Return the rows of an order that are among hits."""
    found = Order()
    begin = 0
    for start in range(0, len(order), SLICE):
        ranks = order.ranks[start : start + SLICE]
        end = bisect_right(hits, ranks[-1])
        here = set(hits[begin:end])
        begin = end
        pairs = zip(ranks, order.rowids[start : start + SLICE], strict=True)
        found.extend([pair for pair in pairs if pair[0] in here])
        yield
    return found


def _by_places(found: Keys, numbers: array[int], places: array[int]) -> Steps[Keys]:
    """Return rows by the place of each one's number; those with the same place keep their order."""
    of_rows = array("i")
    counts = array("q", bytes(8 * (len(places) + 1)))
    for start in range(0, len(found), SLICE):
        some = map(numbers.__getitem__, found[start : start + SLICE])
        of_rows.extend(map(places.__getitem__, some))
        for place in of_rows[start:]:
            counts[place + 1] += 1
        yield
    nexts = array("q", accumulate(counts))
    yield
    result: Keys = array("q", bytes(8 * len(found)))
    for start in range(0, len(found), SLICE):
        rows = found[start : start + SLICE]
        for row, place in zip(rows, of_rows[start : start + SLICE], strict=True):
            result[nexts[place]] = row
            nexts[place] += 1
        yield
    return result
