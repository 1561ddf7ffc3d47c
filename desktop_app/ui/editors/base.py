"""What every editor of a field knows: to show, to give, to come back, and when it is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Given, Value
from desktop_app.ui.desk import Desk

__all__ = ["EMPTY", "ENTER", "Editor", "set_flag"]

EMPTY = "–"
"""What stands where nothing does."""

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_WANTED = 200  # characters; more have no room anywhere
AROUND = 22  # what margins and borders take of an editor
BUTTON = 26
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
_SHIFTS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Editor(QWidget):
    """Edits the value of one field.

    Signals:
        typed: The person changed something.
        committed: The person is done with it for now: time to save.

    Attributes:
        field: The field.
        desk: What it works with.
        main: What gets the focus.
    """

    typed = Signal()
    committed = Signal()
    main: QWidget

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        """Show nothing yet; a subclass makes `main`."""
        super().__init__(parent)
        self.field = field
        self.desk = desk
        self.read_only = False
        self.value: Value = None
        self._shown: Given = None
        self._tried: Given = None
        self._plain: QLineEdit | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_value(self, value: Value) -> None:
        """Show a value as it is stored."""
        self.value = value
        self._shown = self._tried = self.given_of(value)
        self.fill(value)
        if self._plain is not None:
            self._plain.setText(self.written(value))

    def rebase(self, value: Value) -> None:
        """Take note of another stored value under what the person is typing."""
        self.value = value
        self._shown = self.given_of(value)

    def revert(self) -> None:
        """Show the stored value again in place of what was typed."""
        self.show_value(self.value)
        self.typed.emit()

    def is_changed(self) -> bool:
        """Tell whether something else stands there than the stored value."""
        return self.given() != self._shown

    def commit(self) -> None:
        """Say that the person is done, if anything was changed."""
        if self.is_changed() and not self.read_only:
            self._tried = self.given()
            self.committed.emit()

    def given(self) -> Given:
        """Return what stands there now, as it may be put."""
        raise NotImplementedError

    def given_of(self, value: Value) -> Given:
        """Return what `given` says while a stored value is shown."""
        raise NotImplementedError

    def fill(self, value: Value) -> None:
        """Put a stored value into the widgets."""
        raise NotImplementedError

    def show_given(self, given: Given) -> None:
        """Bring back what was typed and did not fit."""
        raise NotImplementedError

    def written(self, value: Value) -> str:
        """Return a value as people read it, in the language that is spoken."""
        return self.desk.session.writer.text(self.field, value)

    def wanted(self) -> int:
        """Return the width that what is stored takes."""
        text = self.written(self.value)[:MOST_WANTED]
        return self.main.fontMetrics().horizontalAdvance(text) + self.desk.theme.metric(AROUND)

    def placeholder(self) -> str:
        """Return what stands there while it is empty: what belongs there, for who is there."""
        if not self.main.hasFocus():
            return EMPTY
        return "" if self.field.help is None else self.desk.speech(self.field.help)

    def hint(self) -> None:
        """Show the placeholder as it is now; a subclass that has one does."""

    def set_read_only(self, read_only: bool) -> None:
        """Show the value as text that can be selected and not changed, or let it be changed."""
        self.read_only = read_only
        if read_only and self._plain is None:
            self._plain = QLineEdit(self.written(self.value), self)
            self._plain.setReadOnly(True)
            self._plain.setPlaceholderText(EMPTY)
            self._plain.setAccessibleName(self.main.accessibleName())
            self._plain.setProperty("quiet", True)
            self._row.insertWidget(0, self._plain, 1)
        if self._plain is not None:
            self._plain.setVisible(read_only)
        self.main.setVisible(not read_only)

    def set_invalid(self, invalid: bool) -> None:
        """Mark what stands there as not fitting."""
        set_flag(self.main, "invalid", invalid)

    def describe(self, text: str) -> None:
        """Tell those who do not see it what is wrong, or what belongs there."""
        help_ = "" if self.field.help is None else self.desk.speech(self.field.help)
        self.main.setAccessibleDescription(text or help_)

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        label = self.desk.speech(self.field.label)
        for widget in (self.main, self._plain):
            if widget is not None:
                widget.setAccessibleName(label)
        if self.field.help is not None:
            self.main.setToolTip(self.desk.speech(self.field.help))
        self.describe("")
        if not self.is_changed():
            self.show_value(self.value)

    def hold(self, main: QWidget) -> None:
        """Place `main` and listen to its keys and its focus."""
        self.main = main
        self._row.addWidget(main)
        self.setFocusProxy(main)
        main.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do what keys mean in every editor; notice when the person leaves it."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self.took_undo(event) or self.took_key(event)
            if event.type() == QEvent.Type.ShortcutOverride:
                return self.took_undo(event)
        elif isinstance(event, QFocusEvent):
            QTimer.singleShot(0, self, self.hint)  # once the focus is where it goes
            if event.type() == QEvent.Type.FocusOut:
                self.left(event.reason())
        return False

    def left(self, reason: Qt.FocusReason) -> None:
        """Be done when the focus goes elsewhere, unless a menu or list only covers it.

        What was tried and did not fit is not tried again only because it is left: a box that
        tells of it takes the focus too.
        """
        if reason != Qt.FocusReason.PopupFocusReason and self.given() != self._tried:
            self.commit()

    def took_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; tell whether it meant anything."""
        if event.key() == Qt.Key.Key_Escape and self.is_changed() and not self.read_only:
            self.revert()
            return True
        if event.key() not in ENTER or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self.commit()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # what holds the form may do more
        else:
            self.focusNextChild()
        return True

    def took_undo(self, event: QKeyEvent) -> bool:
        """Leave undo and redo to the window where the field has nothing of its own to undo."""
        if not event.modifiers() & _SHIFTS:
            return False
        if event.matches(_UNDO):
            own = self.can_undo()
        elif event.matches(_REDO):
            own = self.can_redo()
        else:
            return False
        if event.type() == QEvent.Type.KeyPress and own:
            return False
        event.setAccepted(own)
        return True

    def can_undo(self) -> bool:
        """Tell whether the field's own undo has something to take back."""
        return False

    def can_redo(self) -> bool:
        """Tell whether the field's own redo has something to do again."""
        return False


def set_flag(widget: QWidget, name: str, on: bool) -> None:
    """Set a property that the style sheet looks at."""
    if bool(widget.property(name)) != on:
        widget.setProperty(name, on)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
