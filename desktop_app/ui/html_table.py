"""The cells of a table that another program gives as HTML alone."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument, QTextTable

__all__ = ["cells_of"]

MOST = 50_000
"""Characters; a bigger table comes as text, too."""


class _Alone(QTextDocument):
    """Knows only what it is given: no style sheet or picture from a disk or another computer."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Give nothing: to fetch it would tell whoever wrote the text who reads it."""


def cells_of(html: str) -> list[list[str]]:
    """Return the rows of the only table in `html`; none if it has none, several or nested ones."""
    if len(html) > MOST or "<table" not in html.lower():
        return []
    document = _Alone()
    document.setHtml(html)
    tables = [each for each in document.rootFrame().childFrames() if isinstance(each, QTextTable)]
    if len(tables) != 1 or tables[0].childFrames():
        return []
    table = tables[0]
    return [
        [_text(table, row, column) for column in range(table.columns())]
        for row in range(table.rows())
    ]


def _text(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    if cell.row() != row or cell.column() != column:
        return ""  # what is merged stands once
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), cursor.MoveMode.KeepAnchor)
    return " ".join(str(cursor.selectedText()).split())
