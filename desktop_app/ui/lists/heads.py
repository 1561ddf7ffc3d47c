"""The headings of a list: which columns there are, how wide, in which order, sorted by what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer

from desktop_app.ui.lists.columns import TITLE, first_columns
from desktop_app.ui.lists.model import RowsModel
from desktop_app.ui.lists.table import RowsTable
from desktop_app.ui.settings import Settings
from desktop_app.ui.theme import Theme

__all__ = ["Heads", "Sort", "kept_columns", "turned"]

Sort = tuple[tuple[str, bool], ...]
"""The columns a list is sorted by, each with whether it goes down."""


def kept_columns(settings: Settings, model_of: RowsModel) -> list[str]:
    """Return the columns that were chosen for a list, its first ones where none were."""
    entity = model_of.entity
    names = [name for name, _width in settings.columns(entity.name)]
    known = [name for name in names if name == TITLE or name in entity.by_name]
    return known or first_columns(entity)


def turned(sort: Sort, name: str, *, keep: bool) -> Sort:
    """Return how a list is sorted after a click on a heading: up, down, then as usual."""
    kept = tuple(pair for pair in sort if pair[0] != name) if keep else ()
    now = dict(sort).get(name)
    if now is None and name == TITLE and not sort:
        now = False  # the usual order is that of the names
    return kept if now else (*kept, (name, now is False))


class Heads(QObject):
    """Keeps the columns of one table as the person has them."""

    def __init__(self, table: RowsTable, settings: Settings, theme: Theme) -> None:
        """Show the columns that are remembered."""
        super().__init__(table)
        self._table, self._model = table, table.rows
        self._settings, self._theme = settings, theme
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self._take_order)
        table.horizontalHeader().sectionMoved.connect(self._moved.start)
        self.choose(kept_columns(settings, self._model))

    def choose(self, names: Sequence[str]) -> None:
        """Show other columns, as wide as is remembered."""
        self._straighten()
        self._model.choose(names)
        self.fit()

    def fit(self) -> None:
        """Give the columns the widths that are remembered, or their first ones."""
        widths = dict(self._settings.columns(self._model.entity.name))
        for place, column in enumerate(self._model.columns):
            width = widths.get(column.name) or self._theme.metric(column.width)
            self._table.setColumnWidth(place, width)

    def keep(self) -> None:
        """Remember the columns, their order and their widths."""
        head = self._table.horizontalHeader()
        order = [head.logicalIndex(place) for place in range(head.count())]
        columns = [(self._model.columns[i].name, self._table.columnWidth(i)) for i in order]
        self._settings.choose_columns(self._model.entity.name, columns)

    def show_sort(self, sort: Sort) -> None:
        """Mark the heading of the first column that the list is sorted by."""
        head = self._table.horizontalHeader()
        names = [column.name for column in self._model.columns]
        name, falls = sort[0] if sort else ("", False)
        head.setSortIndicatorShown(name in names)
        if name in names:
            down = Qt.SortOrder.DescendingOrder if falls else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(names.index(name), down)

    def _take_order(self) -> None:
        """Take a new order of the headings as the order of the columns."""
        self.keep()
        self.choose(kept_columns(self._settings, self._model))

    def _straighten(self) -> None:
        """Let the headings stand in the order of the columns, without telling."""
        head = self._table.horizontalHeader()
        with QSignalBlocker(head):
            for column in range(head.count()):
                head.moveSection(head.visualIndex(column), column)
