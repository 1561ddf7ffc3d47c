"""The fields of a form beside and below each other, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        self._most = most
        self._now: tuple[int, list[int]] = (0, [])

    def place(self, boxes: Sequence[FieldBox], least: int, width: int) -> None:
        """Place boxes in columns of at least a width.

        Where a value has no room beside another, both take a row of their own: what belongs
        together stays together.
        """
        columns = max(1, min(self._most, width // least))
        room = (width - BESIDE * (columns - 1)) // columns
        rows = list(_rows(boxes, columns))
        spans = [
            columns if row[0].wide or any(box.wanted() > room for box in row) else 1 for row in rows
        ]
        if (columns, spans) != self._now:
            self._now = columns, spans
            self._place(rows, columns, spans)

    def _place(self, rows: list[list[FieldBox]], columns: int, spans: list[int]) -> None:
        line = 0
        for row, span in zip(rows, spans, strict=True):
            for column, box in enumerate(row):
                place = (line, column) if span == 1 else (line + column, 0)
                self.addWidget(box, *place, 1, span, Qt.AlignmentFlag.AlignTop)
            line += len(row) if span > 1 else 1
        for each in range(self._most):
            self.setColumnStretch(each, 1 if each < columns else 0)
            self.setColumnMinimumWidth(each, 0)


def _rows(boxes: Sequence[FieldBox], columns: int) -> Iterator[list[FieldBox]]:
    """Return what stands side by side."""
    row: list[FieldBox] = []
    for box in boxes:
        if row and (box.wide or row[0].wide or len(row) == columns):
            yield row
            row = []
        row.append(box)
    if row:
        yield row
