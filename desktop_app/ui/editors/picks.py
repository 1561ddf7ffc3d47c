"""Lines that suggest while one types: countries, currencies, and links to other rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.asking import Asker, target_of
from desktop_app.ui.editors.base import ENTER
from desktop_app.ui.editors.lines import ButtonLine
from desktop_app.ui.editors.suggestions import Suggestion, Suggestions

__all__ = ["CodeLine", "LinkLine", "Suggesting"]

WAIT = 15  # ms: keys that come together are searched for once
SHOW_ALL = Words("Visa alla (nedåtpil)", "Show all (arrow down)")
OPEN_ROW = Words("Öppna (Alt+Enter)", "Open (Alt+Enter)")
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 7,
    Qt.Key.Key_PageUp: -7,
}


class Suggesting:
    """Suggests under a line what its text may mean; the line keeps the focus."""

    def __init__(
        self, line: QLineEdit, asker: Asker, on_choice: Callable[[Suggestion], None]
    ) -> None:
        """Wait for typing; the list is made when it is first needed."""
        self._line, self._asker = line, asker
        self._list: Suggestions | None = None
        self._timer = QTimer(line)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self.show)
        self._on_choice = on_choice

    def wait(self) -> None:
        """Suggest when the keys that come together have come."""
        self._timer.start()

    def show(self) -> None:
        """Suggest now, if the person is still there."""
        if not self._line.hasFocus():
            return
        if self._list is None:
            self._list = Suggestions(self._line)
            self._list.chosen.connect(self._choose)
        self._list.offer(self._asker.found(self._line.text()))

    def hide(self) -> None:
        """Suggest no more."""
        self._timer.stop()
        if self._list is not None:
            self._list.hide()

    @property
    def shown(self) -> bool:
        """Return whether something is suggested now."""
        return self._list is not None and self._list.isVisible()

    def took_key(self, event: QKeyEvent) -> bool:
        """Go through what is suggested, choose from it, or close it."""
        step = _STEPS.get(Qt.Key(event.key()))
        if not self.shown or self._list is None:
            if event.key() != Qt.Key.Key_Down or self._line.isReadOnly():
                return False
            self.show()
            return True
        if step is not None:
            self._list.step(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in ENTER and (choice := self._list.current()) is not None:
            self._choose(choice)
        else:
            return False
        return True

    def _choose(self, choice: Suggestion) -> None:
        self.hide()
        self._on_choice(choice)


class CodeLine(ButtonLine):
    """A country or currency: its name or code is typed, or one of those suggested is chosen."""

    picture = "chevron-down"
    words = SHOW_ALL

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        """Make the line."""
        self.asker = Asker(field, desk)
        self._key: str | None = None
        self._title = ""
        super().__init__(field, desk, parent)
        self.suggesting = Suggesting(self.line, self.asker, self.choose)

    def offered(self) -> bool:
        """Tell whether the person is here and may change something."""
        return self.line.hasFocus() and not self.read_only

    def press(self) -> None:
        """Show all there is."""
        self.line.selectAll()
        self.suggesting.show()

    def given(self) -> Given:
        """Return the key that is shown, or what was typed."""
        text = self.line.text()
        return self._key if text == self._title and self._key else text or None

    def given_of(self, value: Value) -> Given:
        """Return a stored key."""
        return value if isinstance(value, str) else None

    def fill(self, value: Value) -> None:
        """Show what a stored key is called."""
        self._show(str(value) if value else None)

    def show_given(self, given: Given) -> None:
        """Show a key that was given, or what was typed."""
        text = "" if given is None else str(given)
        key = self.asker.key(text) if text else None
        if key is not None:
            self._show(key)
        else:
            self.set_text(text)
        self.offer()

    def choose(self, choice: Suggestion) -> None:
        """Take what was chosen, or make it first."""
        key = choice.key
        if choice.make is not None:
            made = choice.make()
            if not isinstance(made, str):
                return
            key = made
        self._show(key)
        self.line.end(False)
        self.typed.emit()
        self.offer()
        self.commit()

    def took_key(self, event: QKeyEvent) -> bool:
        """Let what is suggested have its keys first."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        return (not alt and self.suggesting.took_key(event)) or super().took_key(event)

    def left(self, reason: Qt.FocusReason) -> None:
        """Suggest no more, and be done."""
        self.suggesting.hide()
        super().left(reason)
        self.offer()

    def _show(self, key: str | None) -> None:
        self._key = key
        self._title = self.asker.title(key) if key else ""
        self.set_text(self._title)

    def _edited(self) -> None:
        super()._edited()
        self.suggesting.wait()


class LinkLine(CodeLine):
    """A link to a row of another entity: its name is typed and found, or the row is made."""

    picture = "external-link"
    words = OPEN_ROW

    def offered(self) -> bool:
        """Tell whether there is a row to open."""
        return self.value is not None and not self.is_changed()

    def press(self) -> None:
        """Open the row."""
        self.desk.ways.row.emit(target_of(self.field).name, str(self.value))
