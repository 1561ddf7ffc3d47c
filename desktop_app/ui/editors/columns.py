"""The fields of a form beside and below each other, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.ui.editors.box import FieldBox

__all__ = ["Columns"]

BESIDE, BELOW = 12, 8


class Columns(QGridLayout):
    """Boxes in columns; a wide one takes a row of its own."""

    def __init__(self, parent: QWidget, most: int) -> None:
        """Use at most so many columns."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(BESIDE)
        self.setVerticalSpacing(BELOW)
        self._most, self._now = most, 0

    def place(self, boxes: Sequence[FieldBox], columns: int) -> None:
        """Place boxes in so many columns, as far as these may be."""
        columns = max(1, min(self._most, columns))
        if columns == self._now:
            return
        self._now = columns
        row = column = 0
        for box in boxes:
            span = columns if box.wide else 1
            if column + span > columns:
                row, column = row + 1, 0
            self.addWidget(box, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        for each in range(self._most):
            self.setColumnStretch(each, 1 if each < columns else 0)
            self.setColumnMinimumWidth(each, 0)
