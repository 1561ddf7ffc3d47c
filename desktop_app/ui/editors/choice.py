"""Editors of one choice: a list that drops down, and a box for yes or no."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Choice, Given, Value
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.base import EMPTY, ENTER, Editor

__all__ = ["ChoiceEditor", "FlagEditor"]

SIDE, OVER = 7, 3  # to where the text of other editors stands
_COMES = (QEvent.Type.FocusIn, QEvent.Type.Enter, QEvent.Type.KeyPress)


class _Box(QComboBox):
    """A list that is filled before it opens, and knows when keys or the wheel step through it."""

    def __init__(self, editor: ChoiceEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.stepping = False

    def showPopup(self) -> None:
        self._editor.complete()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.stepping = True
        super().keyPressEvent(event)
        self.stepping = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.stepping = True
        super().wheelEvent(event)
        self.stepping = False


class ChoiceEditor(Editor):
    """One code of a pick list, shown by its label; a code that has ended stays readable."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        """Make the list; its entries come when somebody comes near."""
        super().__init__(field, desk, parent)
        self.box = _Box(self)
        self.box.setProperty("quiet", True)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(6)
        self.box.activated.connect(self._activated)
        self._complete = False
        self.hold(self.box)
        self.say()

    def given(self) -> Given:
        """Return the chosen code."""
        found: str | None = self.box.currentData()
        return found

    def given_of(self, value: Value) -> Given:
        """Return a stored code."""
        return value if isinstance(value, str) else None

    def fill(self, value: Value) -> None:
        """Show a stored code."""
        self.show_given(value if isinstance(value, str) else None)

    def show_given(self, given: Given) -> None:
        """Show a code."""
        if self._complete or given != self.given() or not self.box.count():
            self._offer([str(given)] if given else [], str(given or ""))
            self._complete = False

    def complete(self) -> None:
        """Offer everything that may be chosen today, and what is chosen."""
        if self._complete or not isinstance(self.field.kind, Choice):
            return
        code = str(self.given() or "")
        codes = list(self.desk.session.writer.context.lists.codes(self.field.kind.pick_list))
        stored = [str(each) for each in (self.value, code) if each and each not in codes]
        self._offer([*codes, *dict.fromkeys(stored)], code)
        self._complete = True

    def say(self) -> None:
        """Say the labels in the language that is spoken."""
        code = str(self.given() or "")
        self._offer([code] if code else [], code)
        self._complete = False
        super().say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill the list when somebody comes; leave the wheel to the page."""
        if event.type() in _COMES:
            self.complete()
        if event.type() == QEvent.Type.Wheel and not self.box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def took_key(self, event: QKeyEvent) -> bool:
        """Open the list by Alt+Enter."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.box.showPopup()
            return True
        return super().took_key(event)

    def _offer(self, codes: list[str], chosen: str) -> None:
        self.box.clear()
        self.box.addItem(EMPTY, None)
        for code in codes:
            self.box.addItem(self.written(code), code)
        self.box.setCurrentIndex(codes.index(chosen) + 1 if chosen in codes else 0)

    def _activated(self) -> None:
        """Be done when something was picked in the open list.

        Of steps by keys or the wheel each would else be saved, and judged: those are done when
        the field is left.
        """
        self.typed.emit()
        if not self.box.stepping:
            self.commit()


class FlagEditor(Editor):
    """Yes or no, in a box; what was never said is shown as no and stays unsaid until it is."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        """Make the box."""
        super().__init__(field, desk, parent)
        self.box = QCheckBox(self)
        self.box.toggled.connect(self._word)
        self.box.clicked.connect(self._clicked)
        self.hold(self.box)
        self._row.addStretch()
        self.set_read_only(False)
        self.say()

    def wanted(self) -> int:
        """Return no width: yes and no have room everywhere."""
        return 0

    def given(self) -> Given:
        """Return yes or no, or nothing where it was not said."""
        return self.box.isChecked() or (None if self.value is None else False)

    def given_of(self, value: Value) -> Given:
        """Return what is stored."""
        return bool(value) if value is not None else None

    def fill(self, value: Value) -> None:
        """Show what is stored."""
        self.box.setChecked(bool(value))
        self._word()

    def show_given(self, given: Given) -> None:
        """Show yes or no as it was given, or its text."""
        self.box.setChecked(self.field.kind.parse(given, self.desk.session.writer.context) is True)

    def set_read_only(self, read_only: bool) -> None:
        """Show yes or no as text, or as a box that stands where other editors' text does."""
        super().set_read_only(read_only)
        metric = self.desk.theme.metric
        left, top = (0, 0) if read_only else (metric(SIDE), OVER)
        self._row.setContentsMargins(left, top, 0, 0)

    def _word(self) -> None:
        context = self.desk.session.writer.context
        self.box.setText(self.field.kind.write(self.box.isChecked(), context))

    def _clicked(self) -> None:
        self.typed.emit()
        self.commit()
