"""The rows of a receipt as a table: where each stood, what it is called, how it ended, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush

from desktop_app.domain.folding import fold
from desktop_app.domain.progress import Progress
from desktop_app.domain.receipts import Line, Receipt, in_order
from desktop_app.domain.words import Language, Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import marked
from desktop_app.ui.pages.exchange.receipts import ICONS
from desktop_app.ui.pages.exchange.told import tone_of
from desktop_app.ui.tips import as_tip

__all__ = ["HEADINGS", "OUTCOME", "ReceiptRows", "Said", "say_lines"]

HEADINGS = (
    Words("Utfall", "Outcome"),
    Words("Blad", "Sheet"),
    Words("Rad", "Row"),
    Words("Vad raden gäller", "What the row is about"),
    Words("Anledning", "Reason"),
)
OUTCOME = 0
OFTEN = 1000
Index: TypeAlias = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Said:
    """A row of a receipt in words.

    Attributes:
        line: The row.
        cells: What stands in each column.
        folded: All of that, to be searched.
    """

    line: Line
    cells: tuple[str, ...]
    folded: str


def say_lines(receipt: Receipt, language: Language, progress: Progress) -> list[Said]:
    """Return the rows of a receipt, what waits first; with very many of them it takes a moment."""
    said = []
    for number, line in enumerate(in_order(receipt.lines)):
        if number % OFTEN == 0:
            progress(number, len(receipt.lines))
        cells = (
            line.words.into(language),
            line.sheet,
            str(line.number) if line.number else "",
            line.title,
            line.reason.into(language) if line.reason else "",
        )
        said.append(Said(line, cells, fold(" ".join(cells))))
    return said


class ReceiptRows(QAbstractTableModel):
    """The rows of a receipt that a search leaves."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self._desk = desk
        self._all: Sequence[Said] = ()
        self._shown: Sequence[Said] = ()

    def show_rows(self, said: Sequence[Said], text: str = "") -> None:
        """Show rows in which a text stands."""
        wanted = fold(text)
        self.beginResetModel()
        self._all = said
        self._shown = [each for each in said if wanted in each.folded] if wanted else said
        self.endResetModel()

    def said(self, row: int) -> Said | None:
        """Return what stands in a row of the table."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def look_for(self, text: str) -> None:
        """Show those of the rows in which a text stands."""
        self.show_rows(self._all, text)

    # --- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — as Qt has it
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — as Qt has it
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._desk.speech(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell; how a row ended is marked by a colour as well."""
        said, column = self._shown[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return said.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(said.cells[column])
        return self._mark(said.line, role) if column == OUTCOME else None

    def _mark(self, line: Line, role: int) -> object:
        tone, theme = tone_of(line.ending), self._desk.theme
        colours = theme.colours
        if role == Qt.ItemDataRole.DecorationRole:
            drawn = {"": colours.success, "warning": colours.warning, "error": colours.error}
            return marked(ICONS[tone], theme.metric(16), drawn[tone], colours.on_accent)
        if tone and role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(colours.warning_back if tone == "warning" else colours.error_back)
        if tone and role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(colours.text)
        return None
