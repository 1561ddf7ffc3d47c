"""Two rows side by side, field by field: where they differ, one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.services.facing import Facing, Taken, facings
from desktop_app.services.linking import second_line
from desktop_app.services.merging import Choice
from desktop_app.storage.tables import Row
from desktop_app.ui.deciding.panes import narrow
from desktop_app.ui.desk import Desk
from desktop_app.ui.merging import words as say
from desktop_app.ui.often import EMPTY
from desktop_app.ui.pages.parts import emptied
from desktop_app.ui.record.block import bold, breakable, plain

__all__ = ["Cell", "Sides"]

NARROW = 170
OTHER_SIDE: Mapping[Taken, Taken] = {"keep": "drop", "drop": "keep", "both": "both"}
LABELS: Mapping[str, Words] = {
    "same": say.LABEL_SAME,
    "filled": say.LABEL_FILLED,
    "differ": say.LABEL_DIFFERS,
}


class Cell(QFrame):
    """A value of one of the two rows, chosen by its button where there is a choice."""

    def __init__(self, desk: Desk, text: str, name: str, *, choice: bool, differs: bool) -> None:
        """Show a value; `name` is how it is read out."""
        super().__init__()
        self._desk = desk
        if differs:
            self.setProperty("role", "banner")
            self.setProperty("tone", "warning")
        else:
            self.setProperty("card", True)
        self.button = QRadioButton() if choice else None
        label = plain("" if text else "muted")
        self._text = text or desk.speech(EMPTY)
        label.setText(breakable(self._text))
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        margin = desk.theme.metric(6)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, margin, margin, margin)
        if self.button is not None:
            self.button.setAccessibleName(name)
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.label = bold(label) if differs else label
        row.addWidget(self.label, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break shorter words too where there is little room."""
        super().resizeEvent(event)
        small = event.size().width() < self._desk.theme.metric(NARROW)
        self.label.setText(narrow(self._text) if small else breakable(self._text))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the value wherever it is clicked."""
        super().mousePressEvent(event)
        if self.button is not None and self.button.isEnabled():
            self.button.click()


class Sides(QWidget):
    """What two rows say, and which of it the survivor gets."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing shown."""
        super().__init__()
        self._desk = desk
        self._rows: tuple[Row, Row] | None = None
        self._taken: dict[str, Taken] = {}
        self._facings: list[Facing] = []
        self._groups: list[QButtonGroup] = []
        self.cells: dict[tuple[str, Taken], Cell] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(desk.theme.metric(12), 0, desk.theme.metric(8), 0)

    @property
    def rows(self) -> tuple[Row, Row] | None:
        """Return the row that stays and the one that goes into it, None while none are shown."""
        return self._rows

    @property
    def choices(self) -> dict[str, Choice]:
        """Return what was chosen where the two differ, as a merge takes it."""
        found: dict[str, Choice] = {}
        for facing in self._facings:
            taken = self._taken.get(facing.key)
            if facing.how == "differ" and taken is not None and taken != "both":
                found[facing.key] = taken
        return found

    def clear(self) -> None:
        """Show nothing."""
        self._rows, self._taken, self._facings = None, {}, []
        self._empty()

    def show_rows(self, kept: Row, dropped: Row, why: str) -> None:
        """Show two rows; what was chosen for them stays chosen."""
        before = {row.id for row in self._rows or ()}
        if before != {kept.id, dropped.id}:
            self._taken = {}
        self._rows = kept, dropped
        self._why = why
        self._fill()

    def swap(self) -> None:
        """Let the other row stay; the values that were chosen stay chosen."""
        if self._rows is not None:
            self._taken = {key: OTHER_SIDE[taken] for key, taken in self._taken.items()}
            for facing in self._facings:
                if facing.how == "differ" and facing.key not in self._taken:
                    self._taken[facing.key] = OTHER_SIDE[facing.usual]
            self._rows = self._rows[1], self._rows[0]
            self._fill()

    def _empty(self) -> None:
        emptied(self.column)
        self.cells, self._groups = {}, []

    def _fill(self) -> None:
        self._empty()
        if self._rows is None:
            return
        kept, dropped = self._rows
        writer = self._desk.session.writer
        self._facings = list(facings(writer, CATALOGUE[kept.entity], kept, dropped))
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._desk.theme.metric(8))
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
            grid.addWidget(self._head(side), 0, side)
        order = sorted(self._facings, key=lambda facing: facing.how != "differ")
        for number, facing in enumerate(order):
            self._add(grid, 3 * number + 1, facing)
        why = plain("muted")
        why.setText(self._why)
        self.column.addWidget(why)
        self.column.addWidget(held)
        self.column.addStretch(1)
        if self.isVisible():
            for each in (why, held):
                each.show()  # at once, so that the very next Tab finds the choices

    def _head(self, side: int) -> QWidget:
        """Return the head of a column: which row it is, and what becomes of it."""
        speech, session = self._desk.speech, self._desk.session
        row = (self._rows or ())[side]
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        texts = (
            ("label", speech((say.STAYS, say.GOES)[side])),
            ("heading", session.writer.title(row)),
            ("muted", second_line(session.register, session.writer, row)),
        )
        for role, text in texts:
            if text:
                label = plain(role)
                label.setText(breakable(text))
                column.addWidget(label)
        column.addStretch(1)
        return head

    def _add(self, grid: QGridLayout, line: int, facing: Facing) -> None:
        speech, differs = self._desk.speech, facing.how == "differ"
        field = ", ".join(speech(each.label) for each in facing.fields)
        heading = plain("label")
        heading.setText(speech(LABELS[facing.how], field=field))
        grid.addWidget(heading, line, 0, 1, 2)
        group = QButtonGroup(self)
        self._groups.append(group)
        sides: tuple[tuple[Taken, str], ...] = (
            ("keep", self._text(facing, facing.kept)),
            ("drop", self._text(facing, facing.dropped)),
        )
        for place, (taken, text) in enumerate(sides):
            name = speech(say.VALUE_OF, field=field, value=text)
            shown = differs or bool(text)
            cell = Cell(self._desk, text, name, choice=differs, differs=differs and shown)
            self._choose_by(group, cell, facing, taken)
            grid.addWidget(cell, line + 1, place)
        if facing.both:
            text = speech(say.JOIN)
            name = speech(say.VALUE_OF, field=field, value=text)
            cell = Cell(self._desk, text, name, choice=True, differs=False)
            self._choose_by(group, cell, facing, "both")
            grid.addWidget(cell, line + 2, 0, 1, 2)

    def _choose_by(self, group: QButtonGroup, cell: Cell, facing: Facing, taken: Taken) -> None:
        self.cells[facing.key, taken] = cell
        button = cell.button
        if button is None:
            return
        group.addButton(button)
        button.setEnabled(self._desk.session.writable)
        button.setChecked(self._taken.get(facing.key, facing.usual) == taken)
        button.clicked.connect(partial(self._take, facing.key, taken))

    def _take(self, key: str, taken: Taken, _checked: bool = False) -> None:
        self._taken[key] = taken

    def _text(self, facing: Facing, texts: tuple[str, ...]) -> str:
        """Return one side's value; of a unit, a line for each member."""
        if len(facing.fields) == 1:
            return texts[0]
        speech = self._desk.speech
        return "\n".join(
            speech(say.VALUE_OF, field=field.label, value=text)
            for field, text in zip(facing.fields, texts, strict=True)
            if text
        )
