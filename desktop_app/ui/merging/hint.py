"""The hint while a new row is typed: whom it looks like, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Given
from desktop_app.services import particulars
from desktop_app.services.duplicates import Pair, alike_typed, compares, distinct
from desktop_app.services.linking import second_line
from desktop_app.storage.tables import GONE, Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.form import Form
from desktop_app.ui.icons import icon
from desktop_app.ui.merging import words as say
from desktop_app.ui.record.block import breakable, plain, tab_stops

__all__ = ["Hint"]

PAUSE_MS = 250
"""After so long a pause in typing it is looked for; a person who types is not disturbed."""

ICON_SIZE = 18


class Hint(QFrame):
    """A line under the fields of a new row, there only while it says something."""

    def __init__(self, desk: Desk, parent: QWidget, back: Callable[[], object]) -> None:
        """Begin hidden.

        Args:
            desk: What it works with.
            parent: The record it stands in.
            back: Gives the keyboard back to the fields.
        """
        super().__init__(parent)
        self._desk, self._back = desk, back
        self._entity: Entity | None = None
        self._forms: list[Form] = []
        self._id = ""
        self._said_apart: set[str] = set()
        self._pair: Pair | None = None
        self._from: QWidget | None = None
        self._fields: QWidget | None = None
        self.setProperty("role", "banner")
        self.setProperty("tone", "info")
        self.text = plain(parent=self)
        self._picture = QLabel(self)
        self.open_button = self._button("external-link", self._open)
        self.merge_button = self._button("merge", self._merge)
        self.distinct_button = self._button("unlink", self._distinct)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._lay_out()
        QShortcut(QKeySequence(say.HINT_KEY), parent).activated.connect(self.go_there)
        desk.theme.changed.connect(self._draw)
        desk.speech.changed.connect(self._tell)
        self.hide()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Return what can be done, in the order of the Tab key."""
        return self.open_button, self.merge_button, self.distinct_button

    @property
    def pair(self) -> Pair | None:
        """Return what it tells of, None while there is nothing to tell."""
        return self._pair

    # --- which row is typed

    def begin(self, entity: Entity) -> None:
        """Begin with a row that does not exist yet."""
        self.end()
        if compares(entity) and self._desk.session.writable:
            self._entity = entity

    def watch(self, holder: QWidget) -> None:
        """Listen to all fields of the row in a widget; those of its parts are others."""
        if self._entity is None:
            return
        for form in holder.findChildren(Form):
            if form.entity is self._entity and form not in self._forms:
                self._forms.append(form)
                form.typed.connect(self.look_soon)
        self._fields = holder
        self.look_soon()  # what was begun before may be there already

    def born(self, id_: str) -> None:
        """Go on with the row that exists now; what was said of it before is written."""
        if self._entity is None:
            return
        self._id = id_
        for other in self._said_apart:
            self._write_distinct(other)
        self._said_apart = set()
        self.look_soon()

    def end(self, unless: str = "") -> None:
        """Watch no more, unless it is this row that is watched."""
        if unless and unless == self._id:
            return
        self._entity = None
        self._id, self._said_apart = "", set()
        self._pause.stop()
        self._show(None)

    def look_soon(self) -> None:
        """Look when there is a pause in typing."""
        if self._entity is not None:
            self._pause.start()

    # --- what it looks like

    def look(self) -> None:
        """Tell what the row looks like now."""
        session = self._desk.session
        if self._entity is None or session.resting or session.closed:
            return
        given: dict[str, Given] = {}
        for form in self._forms:
            if form.entity is self._entity and form.isVisible():
                given.update(form.given())
        found = alike_typed(
            session.register, self._entity, given, session.writer.context, id_=self._id
        )
        left = [pair for pair in found if pair.second not in self._said_apart]
        self._show(left[0] if left else None)

    def _show(self, pair: Pair | None) -> None:
        new = pair is not None and (self._pair is None or self._pair.second != pair.second)
        self._pair = pair
        self._tell()
        if new:
            # A screen reader says it; the keyboard stays where it is.
            alert = QAccessibleEvent(self.text, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(alert)

    def _tell(self) -> None:
        row = self._other()
        if row is None or self._pair is None:
            if self._has_keyboard():
                self._return()
            self.hide()
            return
        speech, session = self._desk.speech, self._desk.session
        more = second_line(session.register, session.writer, row)
        names = {"title": session.writer.title(row), "more": more}
        who = speech(say.WHO if more else say.WHO_ALONE, **names)
        reasons = ", ".join(speech(each) for each in self._pair.reasons)
        words = say.SURELY_LIKE if self._pair.sure else say.LIKE
        text = speech(words, who=who, reasons=reasons)
        self.text.setText(breakable(text))
        self.text.setAccessibleName(text)
        for button, words in zip(self.buttons, say.HINT_DOES, strict=True):
            button.setText(speech(words))
            button.setToolTip(speech(say.HINT_TIP, does=words, key=say.HINT_KEY))
            button.setAccessibleDescription(text)
        self.merge_button.setVisible(bool(self._id))
        if self.isHidden():
            self._come_after_fields()
            self.show()

    def _come_after_fields(self) -> None:
        """Let Tab come here after the last field."""
        last = self._fields and next(iter(tab_stops(self._fields)[::-1]), None)
        for button in self.buttons:
            if last:
                QWidget.setTabOrder(last, button)
            last = button

    def _other(self) -> Row | None:
        if self._entity is None or self._pair is None:
            return None
        register = self._desk.session.register
        row = particulars.find_row(register, self._entity, self._pair.second)
        return None if row is None or row.state == GONE else row

    # --- what is done about it

    def go_there(self) -> None:
        """Take the keyboard to the buttons, or back."""
        if not self.isVisible():
            return
        if self._has_keyboard():
            self._return()
        else:
            self._from = QApplication.focusWidget()
            self.open_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the fields by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._return()
        else:
            super().keyPressEvent(event)

    def _return(self) -> None:
        """Give the keyboard back to where it was."""
        before, self._from = self._from, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._back()

    def _open(self) -> None:
        if self._pair is not None:
            self._desk.ways.row.emit(self._pair.entity, self._pair.second)

    def _merge(self) -> None:
        from desktop_app.ui.merging.dialog import open_merge  # noqa: PLC0415 — when wanted

        pair, mine = self._pair, self._id
        if pair is None or not mine:
            return
        dialog = open_merge(self._desk, self.window(), pair.entity, mine, pair.second)
        dialog.accepted.connect(lambda: self._go_to_survivor(pair.entity, mine, pair.second))

    def _go_to_survivor(self, entity: str, mine: str, other: str) -> None:
        for id_ in (mine, other):
            row = particulars.find_row(self._desk.session.register, CATALOGUE[entity], id_)
            if row is not None and row.state != GONE:
                self._desk.ways.row.emit(entity, id_)
                return

    def _distinct(self) -> None:
        """Say that the two are not the same; it is written as soon as the new one exists."""
        pair = self._pair
        if pair is None:
            return
        if self._id:
            self._write_distinct(pair.second)
        else:
            self._said_apart.add(pair.second)
        self.look()

    def _write_distinct(self, other: str) -> None:
        entity, mine, session = self._entity, self._id, self._desk.session
        if entity is None:
            return
        done = self._desk.messages.attempt(
            lambda: session.do(lambda register: distinct(register, entity, mine, other))
        )
        if done is not None:
            rows = (session.register.row(entity, each) for each in (mine, other))
            first, second = (session.writer.title(row) for row in rows)
            self._desk.messages.done(say.APART, undo=True, first=first, second=second)

    # --- what it is made of

    def _lay_out(self) -> None:
        metric = self._desk.theme.metric
        told = QHBoxLayout()
        told.setSpacing(metric(8))
        told.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.text, 1)
        held = QWidget(self)
        flow = Flow(held, metric(6))
        for button in self.buttons:
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(10), metric(6), metric(10), metric(6))
        column.setSpacing(metric(6))
        column.addLayout(told)
        column.addWidget(held)
        self._draw()

    def _button(self, picture: str, does: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setIcon(icon(picture))
        button.setAutoDefault(True)  # Enter presses it, not only the space bar
        button.clicked.connect(lambda _checked=False: does())
        return button

    def _draw(self) -> None:
        """Draw the icon in the colours and the size of now."""
        side = self._desk.theme.metric(ICON_SIZE)
        picture = icon("merge").pixmap(QSize(side, side), self.devicePixelRatioF())
        self._picture.setPixmap(picture)
