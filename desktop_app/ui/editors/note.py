"""The editor of notes: plain text of many lines that grows with what is written."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Given, Value
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.base import ENTER, Editor

__all__ = ["NoteEditor"]

MOST_LINES = 14


class _Paper(QPlainTextEdit):
    """Plain text as high as what is written, up to a limit; then it scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height of what is written."""
        wanted = min(MOST_LINES, max(1, ceil(self.document().size().height()), self._hinted()))
        around = self.height() - self.viewport().height()
        line = self.fontMetrics().lineSpacing()
        margins = 2 * ceil(self.document().documentMargin())
        high = wanted * line + margins + max(around, 0)
        if self.maximumHeight() != high or self.minimumHeight() != high:
            self.setFixedHeight(high)
        full = wanted == MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if full else policy.ScrollBarAlwaysOff
        )

    def _hinted(self) -> int:
        """Return how many lines the placeholder takes, where it is shown."""
        if not self.document().isEmpty():
            return 0
        metrics = self.fontMetrics()
        side = 2 * ceil(self.document().documentMargin())
        within = QRect(0, 0, max(1, self.viewport().width() - side), 10_000)
        wrap = int(Qt.TextFlag.TextWordWrap)
        shown = metrics.boundingRect(within, wrap, self.placeholderText()).height()
        return round(shown / metrics.lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()


class NoteEditor(Editor):
    """A text of many lines; Enter breaks the line, Ctrl+Enter is done."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        """Make the paper."""
        super().__init__(field, desk, parent)
        self.paper = _Paper(self)
        self.paper.setProperty("quiet", True)
        self.paper.textChanged.connect(self._edited)
        self._filling = False
        self.hold(self.paper)
        self.say()

    def given(self) -> Given:
        """Return the text as it stands."""
        return self.paper.toPlainText()

    def given_of(self, value: Value) -> Given:
        """Return a stored text."""
        return "" if value is None else str(value)

    def fill(self, value: Value) -> None:
        """Show a stored text."""
        self.show_given("" if value is None else str(value))

    def show_given(self, given: Given) -> None:
        """Show a text; the same text leaves the cursor and undo alone."""
        text = "" if given is None else str(given)
        if self.paper.toPlainText() == text:
            return
        self._filling = True
        self.paper.setPlainText(text)
        if self.paper.hasFocus():
            self.paper.moveCursor(QTextCursor.MoveOperation.End)  # where somebody writes on
        self._filling = False

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        self.hint()
        super().say()

    def hint(self) -> None:
        """Show what belongs there while it is empty, all of it."""
        self.paper.setPlaceholderText(self.placeholder())
        self.paper.fit()

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be changed, or only selected."""
        self.read_only = read_only
        self.paper.setReadOnly(read_only)
        flags = Qt.TextInteractionFlag
        if read_only:
            self.paper.setTextInteractionFlags(
                flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            )
        else:
            self.paper.setTextInteractionFlags(flags.TextEditorInteraction)

    def took_key(self, event: QKeyEvent) -> bool:
        """Let Enter break the line."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER and plain:
            return False
        return super().took_key(event)

    def can_undo(self) -> bool:
        """Tell whether typing can be taken back; what is saved is the window's to undo."""
        return self.paper.document().isUndoAvailable() and self.is_changed()

    def can_redo(self) -> bool:
        """Tell whether typing that was taken back can come again."""
        return self.paper.document().isRedoAvailable()

    def _edited(self) -> None:
        if not self._filling:
            self.typed.emit()
