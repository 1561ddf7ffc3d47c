"""F113, F116: texts that look like HTML, or turn around what follows, are shown as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6 import QtGui
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Note, Tags, Text
from desktop_app.services import writing
from desktop_app.services.register import Register
from tests.journeys.hands import Hands
from tests.ui.at_window import elsewhere, settle, to_list

ODD = "<b>fet</b> {x} %s <img src='file:///x'>"
FIRST_ROWS = 3


def rich(top: QWidget) -> Iterator[str]:
    """Go through what would be shown as HTML."""
    for widget in [top, *top.findChildren(QWidget)]:
        if "<b>fet" in widget.toolTip() and QtGui.Qt.mightBeRichText(widget.toolTip()):
            yield f"{widget!r}: {widget.toolTip()}"
        is_plain = isinstance(widget, QLabel) and widget.textFormat() == Qt.TextFormat.PlainText
        if isinstance(widget, QLabel) and "<b>fet" in widget.text() and not is_plain:
            yield f"{widget!r}: {widget.text()}"
        if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            yield from tips(widget)


def tips(view: QAbstractItemView) -> Iterator[str]:
    """Go through the tips of cells that would be shown as HTML."""
    model = view.model()
    for row in range(min(FIRST_ROWS, model.rowCount()) if model else 0):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for column in range(columns):
            tip = str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")
            if "<b>fet" in tip and QtGui.Qt.mightBeRichText(tip):
                yield f"{view!r} {row} {column}: {tip}"


def put_odd(register: Register) -> None:
    """Fill every text of a new contact."""
    entity = CATALOGUE["contact"]
    odd = {f.name: ODD for f in entity if isinstance(f.kind, (Text, Note, Tags))}
    writing.put(register, entity, None, {**odd, "family_name": f"Aa {ODD}" + " lång" * 60})


def test_f116_what_looks_like_html_is_text_in_the_window(hands: Hands) -> None:
    elsewhere(hands, put_odd)
    page = to_list(hands)
    hands.type("fet")
    settle(hands, page)
    page.choose_columns(["title", "department", "city"])
    assert page.model.rowCount() == 1
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    hands.rest()
    assert any(ODD in text for text in shown(hands.window))
    assert list(rich(hands.window)) == []


def shown(top: QWidget) -> Iterator[str]:
    """Go through what labels say."""
    return (label.text() for label in top.findChildren(QLabel))
