"""Find anything: one field, every kind of row, on each key press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds.given import shown
from desktop_app.domain.words import Words
from desktop_app.services.linking import second_line
from desktop_app.services.reading import find_anywhere
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.sidebar import PLACES
from desktop_app.ui.tips import as_tip

__all__ = ["FindDialog"]

TITLE = Words("Hitta vad som helst", "Find anything")
HINT = Words(
    "Namn, ort, nätverk, resa, e-post, något ur en anteckning …",
    "A name, a city, a network, a trip, an e-mail, something from a note …",
)
NOTHING = Words("Inget hittades för ”{text}”.", "Nothing was found for “{text}”.")
KEYS = Words("↑ ↓ väljer · Enter öppnar · Esc stänger", "↑ ↓ choose · Enter opens · Esc closes")
EACH = 6
SIZE = (640, 520)
ROW_HEIGHT, HEAD_HEIGHT = 30, 26
FOUND = Qt.ItemDataRole.UserRole
ICONS = {place.key: place.icon for place in PLACES}


class FindDialog(QDialog):
    """A field and what is found, by kind.

    Signals:
        found: A row was chosen; its entity and id.
    """

    found = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Make it, ready to type in."""
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(desk.speech(TITLE))
        self.resize(desk.theme.room(*SIZE))
        self.field = QLineEdit()
        self.field.setPlaceholderText(desk.speech(HINT))
        self.field.setAccessibleName(desk.speech(TITLE))
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("roomy", True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(desk.speech(TITLE))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take)
        self._foot = plain_label("muted", desk.speech(KEYS), wrap=False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._foot)
        self.field.textChanged.connect(self._search)
        self.finished.connect(lambda _result: self.deleteLater())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Enter work in the list while one types in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        """Show what is found for what is typed so far."""
        self.list.clear()
        session = self._desk.session
        for entity, rows in find_anywhere(session.register, text, EACH):
            self._add_heading(entity)
            for row in rows:
                self._add_row(row)
        self._step(1)
        nothing = bool(text.strip()) and not self.list.count()
        words = NOTHING.fill(text=shown(text.strip())) if nothing else KEYS
        self._foot.setText(self._desk.speech(words))

    def _add_heading(self, entity: Entity) -> None:
        item = QListWidgetItem(self._desk.speech(entity.many))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        item.setFont(font)
        item.setSizeHint(QSize(0, self._desk.theme.metric(HEAD_HEIGHT)))
        self.list.addItem(item)

    def _add_row(self, row: Row) -> None:
        session = self._desk.session
        further = second_line(session.register, session.writer, row)
        title = session.writer.title(row)
        item = QListWidgetItem(f"{title}   ·   {further}" if further else title)
        name = ICONS.get(row.entity)
        if name:
            item.setIcon(icon(name))
        item.setData(FOUND, (row.entity, row.id))
        item.setToolTip(as_tip(item.text()))
        item.setSizeHint(QSize(0, self._desk.theme.metric(ROW_HEIGHT)))
        self.list.addItem(item)

    def _step(self, by: int) -> None:
        """Go to the next row, over headings."""
        count = self.list.count()
        place = self.list.currentRow() if self.list.currentRow() >= 0 else (-1 if by > 0 else count)
        place += by
        while 0 <= place < count:
            if self.list.item(place).data(FOUND):
                self.list.setCurrentRow(place)
                return
            place += by

    def _take(self, item: QListWidgetItem | None) -> None:
        chosen = None if item is None else item.data(FOUND)
        if chosen:
            self.accept()
            self.found.emit(*chosen)
