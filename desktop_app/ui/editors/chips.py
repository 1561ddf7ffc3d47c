"""Editors of sets: a chip for each element, and a line that finds more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Given, Links, Value
from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.asking import Asker, target_of
from desktop_app.ui.editors.base import EMPTY, Editor
from desktop_app.ui.editors.lines import NO_LIMIT
from desktop_app.ui.editors.picks import Suggesting
from desktop_app.ui.editors.suggestions import Suggestion
from desktop_app.ui.flow import Flow
from desktop_app.ui.icons import icon

__all__ = ["ChipsEditor"]

ADD = Words("Lägg till …", "Add …")
REMOVE = Words("Ta bort {title}", "Remove {title}")
GAP = 4
LEAST_LINE = 84
SIDE, EDGE = 6, 4  # to where the text of other editors stands: what grows, and what does not


class ChipsEditor(Editor):
    """A set of keys, each on a chip; what is typed after them finds the next."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        """Make the line."""
        super().__init__(field, desk, parent)
        self.asker = Asker(field, desk)
        self._chips: list[_Chip] = []
        self._area = QWidget(self)
        self._flow = Flow(self._area, GAP, LEAST_LINE)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._area.setSizePolicy(policy)
        self._row.addWidget(self._area)
        self.line = QLineEdit(self._area)
        self.line.setMaxLength(NO_LIMIT)
        self.line.setProperty("quiet", True)
        self.line.setMinimumWidth(LEAST_LINE)
        self.line.textEdited.connect(self._edited)
        self.suggesting = Suggesting(self.line, self.asker, self.choose)
        self._hold_line()
        self.say()

    def given(self) -> Given:
        """Return the keys, with what is typed after them where that is not one yet."""
        keys = sorted(chip.key for chip in self._chips)
        text = self.line.text().strip()
        return "; ".join([*keys, text]) if text else keys or None

    def given_of(self, value: Value) -> Given:
        """Return stored keys."""
        return sorted(value) if isinstance(value, list) and value else None

    def fill(self, value: Value) -> None:
        """Show stored keys."""
        self._show(value if isinstance(value, list) else [], "")

    def show_given(self, given: Given) -> None:
        """Show keys that were given, and what was typed after them."""
        texts = given if isinstance(given, list) else str(given or "").split("; ")
        keys = [self.asker.key(text) for text in texts]
        rest = "; ".join(text for text, key in zip(texts, keys, strict=True) if key is None)
        self._show([key for key in keys if key is not None], rest)

    def choose(self, choice: Suggestion) -> None:
        """Add what was chosen, or make it first."""
        key = choice.key
        if choice.make is not None:
            made = choice.make()
            if not isinstance(made, str):
                return
            key = made
        keys = [chip.key for chip in self._chips]
        self._show([*keys, key] if key not in keys else keys, "")
        self._done()

    def set_read_only(self, read_only: bool) -> None:
        """Let the set be changed, or only looked at."""
        self.read_only = read_only
        self.line.setReadOnly(read_only)
        self._arrange()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        keys, text = [chip.key for chip in self._chips], self.line.text()
        self._clear()
        self._show(keys, text)
        super().say()

    def took_key(self, event: QKeyEvent) -> bool:
        """Let what is suggested have its keys first; Backspace at the start takes the last."""
        if self.suggesting.took_key(event):
            return True
        back = event.key() == Qt.Key.Key_Backspace and not self.line.text()
        if back and self._chips and not self.read_only:
            self._remove(self._chips[-1])
            return True
        return super().took_key(event)

    def can_undo(self) -> bool:
        """Tell whether typing can be taken back."""
        return self.line.isUndoAvailable() and bool(self.line.text())

    def left(self, reason: Qt.FocusReason) -> None:
        """Suggest no more, and be done."""
        self.suggesting.hide()
        super().left(reason)

    def _hold_line(self) -> None:
        self._flow.addWidget(self.line)
        self.main = self.line
        self.line.installEventFilter(self)

    def _show(self, keys: list[str], text: str) -> None:
        if [chip.key for chip in self._chips] != keys:
            self._clear()
            for key in keys:
                self._add(key)
        if self.line.text() != text:
            self.line.setText(text)
        self._arrange()

    def _add(self, key: str) -> None:
        chip = _Chip(key, self.asker.title(key), self)
        chip.remove.connect(self._remove)
        chip.open.connect(self._open)
        self._chips.append(chip)
        self._flow.insert(len(self._chips) - 1, chip)
        chip.show()
        QWidget.setTabOrder(self.line, chip.text)
        QWidget.setTabOrder(chip.text, self.line)  # which is thereby the last again

    def _clear(self) -> None:
        for chip in self._chips:
            self._drop(chip)
        self._chips.clear()

    def _drop(self, chip: _Chip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _remove(self, chip: _Chip) -> None:
        if self.read_only:
            return
        self.line.setFocus()
        self._chips.remove(chip)
        self._drop(chip)
        self._arrange()
        self._done()

    def _open(self, chip: _Chip) -> None:
        if isinstance(self.field.kind, Links):
            self.desk.ways.row.emit(target_of(self.field).name, chip.key)

    def _arrange(self) -> None:
        """Show the line, its words and the crosses as they should be now."""
        empty = not self._chips
        words = EMPTY if self.read_only else self.desk.speech(ADD)
        self.line.setPlaceholderText(self._hint() if empty else words)
        side = 0 if empty else self.desk.theme.metric(SIDE) + EDGE
        self._row.setContentsMargins(side, 0, 0, 0)
        self.line.setVisible(empty or not self.read_only)
        for chip in self._chips:
            chip.arrange(self.desk.speech(REMOVE, title=chip.title), not self.read_only)

    def hint(self) -> None:
        """Show what belongs there while nothing does."""
        self._arrange()

    def _hint(self) -> str:
        here = self.line.hasFocus() and not self.read_only
        return self.desk.speech(ADD) if here else EMPTY

    def _done(self) -> None:
        self.typed.emit()
        self.commit()

    def _edited(self) -> None:
        self.typed.emit()
        self.suggesting.wait()


class _Chip(QFrame):
    """One element: its name, which opens it, and a cross, which takes it out.

    Signals:
        remove: It is to be taken out.
        open: What it stands for is to be opened.
    """

    remove = Signal(object)
    open = Signal(object)

    def __init__(self, key: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.title = key, title
        self.setProperty("element", True)
        self.text = QToolButton(self)
        self.text.setText(title)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text.clicked.connect(lambda: self.open.emit(self))
        self.text.installEventFilter(self)
        self._cross = QToolButton(self)
        self._cross.setIcon(icon("x"))
        self._cross.setIconSize(QSize(12, 12))
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(lambda: self.remove.emit(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.text)
        row.addWidget(self._cross)

    def arrange(self, remove: str, removable: bool) -> None:
        """Say what the cross does, and show it where it may be used."""
        self._cross.setToolTip(remove)
        self._cross.setAccessibleName(remove)
        self._cross.setVisible(removable)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the element out by Delete."""
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in keys:
            self.remove.emit(self)
            return True
        return False
