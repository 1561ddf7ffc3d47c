"""Which row a name in a cell means: by the file itself, else by the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.exchange.file_lists import FileLists, spelled
from desktop_app.exchange.plan_words import MANY_SUCH_ROWS, NO_SUCH_ROW

__all__ = ["Doubtful", "LinkFinder", "Resolve", "Titled"]

Resolve = Callable[[str, str], tuple[str, ...]]
"""Gives the rows of an entity in the register that are called so."""

Titled = tuple[str, str]
"""A title and the id of the row that bears it."""


class Doubtful(Exception):
    """What only a person can decide."""

    def __init__(self, reason: Words) -> None:
        """Keep the reason."""
        super().__init__(reason.into("en"))
        self.reason = reason


class LinkFinder:
    """Finds linked rows by their titles, and by the ids that stood beside them."""

    def __init__(
        self,
        lists: FileLists,
        rows: Callable[[str], Iterable[Titled]],
        resolve: Resolve,
    ) -> None:
        """Take the file's lists, the titles of its rows by entity, and the register."""
        self._lists = lists
        self._rows = rows
        self._resolve = resolve
        self._known: dict[str, Mapping[str, set[str]]] = {}

    def find(self, entity: str, text: str, hints: Sequence[str]) -> str:
        """Return the id of the row that is called so.

        Args:
            entity: Whose row it is.
            text: What stands in the cell.
            hints: The ids that stand in the hidden column: of several rows of that name the one
                among them is meant.

        Raises:
            Invalid: No row is called so.
            Doubtful: Several are.
        """
        found = self._index(entity).get(spelled(text), set())
        meant = found.intersection(hints) or found or set(self._resolve(entity, text))
        many = CATALOGUE[entity].many
        if not meant:
            raise Invalid(NO_SUCH_ROW.fill(many=many, text=text), value=text)
        if len(meant) > 1:
            raise Doubtful(MANY_SUCH_ROWS.fill(many=many, text=text))
        return next(iter(meant))

    def title(self, entity: str, row: str) -> str:
        """Return what a row was called when it left, '' if the file does not tell."""
        return next((title for title, id_ in self._lists.titles(entity) if id_ == row), "")

    def _index(self, entity: str) -> Mapping[str, set[str]]:
        if entity not in self._known:
            found: dict[str, set[str]] = {}
            for title, row in (*self._lists.titles(entity), *self._rows(entity)):
                found.setdefault(spelled(title), set()).add(row)
            self._known[entity] = found
        return self._known[entity]
