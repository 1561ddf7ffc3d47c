"""What a view asks for: its search and filters understood, page by page."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TypeAlias, TypeVar

from desktop_app.domain.fields import Entity
from desktop_app.domain.folding import Query, parse_query
from desktop_app.services.reading import FieldTest, field_test
from desktop_app.services.register import Register, field_named
from desktop_app.storage import search, views
from desktop_app.storage.tables import Cell, decode
from desktop_app.storage.views import Cells, Keys

__all__ = ["NAME", "PAGE", "TESTED_PAGE", "Asked", "Steps", "View"]

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
            Of a flag, 'true' is yes and '' is all else.
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
        sort: What it is sorted by, None for the rows' own order; each with whether it descends.
    """

    def __init__(self, register: Register, view: View) -> None:
        """Understand a view; raise `Refused` where it names a field that there is not."""
        self.register, self.view, self.entity = register, view, view.entity
        self.query: Query = parse_query(view.search)
        self.tests = [
            _Test(field_test(register, view.entity, term))
            for term in self.query.terms
            if term.field
        ]
        self.filters = [(field_named(view.entity, name), some) for name, some in view.filters]
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
        return not self.tests and not self.filters

    @property
    def by_words(self) -> bool:
        """Tell whether words are searched for."""
        return bool(search.match(self.query))

    def ranks(self, after: int, limit: int) -> Keys:
        """Return the next ranks that the words find."""
        conn, gone = self.register.db.conn, self.view.gone
        return views.ranks_after(
            conn, self.query, self.entity.name, gone=gone, after=after, limit=limit
        )

    def pages(self, size: int) -> Iterator[Keys]:
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
