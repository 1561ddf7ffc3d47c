"""What a view asks for: its search and filters understood, page by page."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeAlias, TypeVar

from desktop_app.domain.fields import Entity
from desktop_app.domain.folding import Query, parse_query
from desktop_app.services import imported
from desktop_app.services.imported import IMPORT
from desktop_app.services.reading import FieldTest, field_test
from desktop_app.services.register import Register, field_named
from desktop_app.storage import search, views
from desktop_app.storage.imported import is_touched
from desktop_app.storage.picked import PICKED, is_picked, ranks_picked
from desktop_app.storage.tables import Cell, decode
from desktop_app.storage.views import Cells, Keys

__all__ = ["IMPORT", "NAME", "PAGE", "PICKED", "TESTED_PAGE", "Asked", "Steps", "View"]

ASIDE = (IMPORT, PICKED)
"""What stands among the fields of filters without being one."""

NAME = "_title"
"""Stands among the fields of a sorting for what rows are called: their own order."""

PAGE, TESTED_PAGE, MOST_AT_ONCE = 1000, 500, 6000
PACE = 0.005
"""Seconds that are worked at tests of rows before the window may paint."""

Result = TypeVar("Result")
Steps: TypeAlias = Generator[None, None, Result]


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows.

    Attributes:
        entity: Whose rows.
        search: As typed: words, phrases and ``field:value``.
        filters: For each field the stored values of which a row has one; '' is an empty field.
            Of a flag, 'true' is yes and '' is all else. `IMPORT` stands among the fields for the
            imports, by their ids, of which one touched a row; `PICKED` for rows by their ids.
        sort: Fields, or `NAME`, each with whether it descends; none for display order.
        gone: The trash: deleted rows.
        language: Of the names of countries and languages that are sorted by.
    """

    entity: Entity
    search: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    gone: bool = False
    language: str = "sv"


class Asked:
    """A view with its search and filters understood.

    Attributes:
        register: The register.
        view: What is asked for.
        entity: Whose rows.
        query: The words and terms that are searched for.
        tests: Its ``field:value`` terms.
        filters: Its filters by field.
        imports: The places in the history of imports: one of each of these touched a row.
        picked: Ids of rows: a row is among all of these.
        sort: What it is sorted by, None for the rows' own order; each with whether it descends.
    """

    def __init__(self, register: Register, view: View) -> None:
        """Understand a view; raise `Refused` where it names a field that there is not."""
        self.register, self.view, self.entity = register, view, view.entity
        self.query: Query = parse_query(view.search)
        self.tests = [
            _Test(field_test(register, view.entity, term))
            for term in self.query.terms
            if term.field and not imported.is_meant(term)
        ]
        self.filters = [
            (field_named(view.entity, name), some)
            for name, some in view.filters
            if name not in ASIDE
        ]
        self.imports = [
            *(imported.in_force(register, ids) for name, ids in view.filters if name == IMPORT),
            *(imported.found_by(register, t) for t in self.query.terms if imported.is_meant(t)),
        ]
        self.picked = [ids for name, ids in view.filters if name == PICKED]
        self.sort = [
            (None if name == NAME else field_named(view.entity, name), down)
            for name, down in view.sort
        ]

    @property
    def tested(self) -> list[str]:
        """Return the names of the fields that are tested."""
        return [test.field.name for test in self.tests]

    @property
    def plain(self) -> bool:
        """Tell whether the search index alone knows what is shown."""
        return self.untested and not self._named

    @property
    def untested(self) -> bool:
        """Tell whether all rows that `pages` goes through are shown."""
        return not self.tests and not self.filters

    @property
    def by_words(self) -> bool:
        """Tell whether words are searched for."""
        return bool(search.match(self.query))

    @property
    def narrow(self) -> bool:
        """Tell whether `pages` goes through fewer rows than there are."""
        return self.by_words or self._named

    @property
    def _named(self) -> bool:
        """Tell whether rows are asked for by themselves, or by what touched them."""
        return bool(self.imports or self.picked)

    def ranks(self, after: int, limit: int) -> Keys:
        """Return the next ranks that the words find."""
        conn, gone = self.register.db.conn, self.view.gone
        return views.ranks_after(
            conn, self.query, self.entity.name, gone=gone, after=after, limit=limit
        )

    def pages(self, size: int) -> Iterator[Keys]:
        """Go through the ranks that words find and that are named, `size` at a time at the most.

        Some are empty while there is still work before the next.
        """
        if not self._named:
            yield from self._found(size)
            return
        first, *others = [*map(self._touched, self.imports), *map(self._picked, self.picked)]
        ranks = yield from first
        for each in others:
            ranks = _among(ranks, (yield from each))
        if not self.by_words:
            yield from (ranks[start : start + size] for start in range(0, len(ranks), size))
            return
        yield from (_among(page, ranks) for page in self._found(size))

    def _touched(self, imports: Sequence[int]) -> Generator[Keys, None, Keys]:
        return imported.ranks(self.register, self.entity, imports, gone=self.view.gone)

    def _picked(self, ids: Sequence[str]) -> Generator[Keys, None, Keys]:
        """Return the ranks of rows by their ids, ascending; empty keys while working."""
        conn, name, found = self.register.db.conn, self.entity.name, set[int]()
        for start in range(0, len(ids), TESTED_PAGE):
            some = ids[start : start + TESTED_PAGE]
            found.update(ranks_picked(conn, name, some, gone=self.view.gone))
            yield array("q")
        return array("q", sorted(found))

    def is_named(self, id_: str) -> bool:
        """Tell whether a row is among those that are named, and touched by imports asked for."""
        conn = self.register.db.conn
        return all(is_touched(conn, id_, each) for each in self.imports) and all(
            is_picked(conn, id_, each) for each in self.picked
        )

    def _found(self, size: int) -> Iterator[Keys]:
        """Go through the ranks that the words find, `size` at a time.

        More and more are read at once: to find where a frequent word goes on costs by itself.
        """
        limit, after = size, 0
        while found := self.ranks(after, limit):
            for start in range(0, len(found), size):
                yield found[start : start + size]
            if len(found) < limit:
                return
            limit, after = min(2 * limit, MOST_AT_ONCE), found[-1]

    def cells(self, ranks: Sequence[int]) -> list[Cells]:
        """Return rank, rowid and what is tested of those of some rows that the filters let by."""
        conn = self.register.db.conn
        return views.cells_of_ranks(conn, self.entity, self.tested, self.filters, ranks)

    def fitting(self, found: list[Cells], start: int) -> Steps[list[Cells]]:
        """Return the rows that fit all tests, whose cells stand from `start` on."""
        if not self.tests:
            return found
        fit: list[Cells] = []
        until = perf_counter() + PACE
        for row in found:
            if all(test.fits(row[start + place]) for place, test in enumerate(self.tests)):
                fit.append(row)
            if perf_counter() > until:
                yield
                until = perf_counter() + PACE
        return fit


def _among(some: Keys, ranks: Keys) -> Keys:
    """Return those of some ranks that are among others; both ascend."""
    if not some:
        return some
    start, end = bisect_left(ranks, some[0]), bisect_right(ranks, some[-1])
    return array("q", filter(set(ranks[start:end]).__contains__, some))


class _Test:
    """A test of a field, made once for each value that stands there."""

    def __init__(self, test: FieldTest) -> None:
        self.field = test.field
        self._test = test
        self._known: dict[Cell, bool] = {}

    def fits(self, cell: Cell) -> bool:
        known = self._known.get(cell)
        if known is None:
            known = self._known[cell] = self._test.fits(decode(self.field, cell))
        return known
