"""The editor of several choices: what is chosen, and a list of boxes to tick."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Choices, Given, Value
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.base import EMPTY, ENTER, Editor
from desktop_app.ui.editors.dates import place

__all__ = ["ChoicesEditor"]

SIDE, EDGE, OVER = 6, 4, 6  # EDGE is what border and margin of other editors take
MOST_HIGH = 360
_OPENING = (*ENTER, Qt.Key.Key_Down, Qt.Key.Key_Space)


class ChoicesEditor(Editor):
    """Several codes of a pick list, ticked in a list that opens under what is chosen."""

    def __init__(self, field: Field, desk: Desk, parent: QWidget | None = None) -> None:
        """Make the button; the list is made when it opens."""
        super().__init__(field, desk, parent)
        self._codes: list[str] = []
        self._ticks: _Ticks | None = None
        self.button = _WideButton(self, desk.theme.metric)
        self.button.setProperty("quiet", True)
        self.button.clicked.connect(self.open)
        self.hold(self.button)
        self.say()

    def given(self) -> Given:
        """Return the chosen codes."""
        return sorted(self._codes) or None

    def given_of(self, value: Value) -> Given:
        """Return stored codes."""
        return sorted(value) if isinstance(value, list) and value else None

    def fill(self, value: Value) -> None:
        """Show stored codes."""
        self._codes = list(value) if isinstance(value, list) else []
        self._word()

    def show_given(self, given: Given) -> None:
        """Show codes that were given."""
        texts = given if isinstance(given, list) else str(given or "").split("; ")
        self._codes = [text for text in texts if text]
        self._word()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        super().say()
        self._word()

    def open(self) -> None:
        """Open the list of boxes."""
        if self.read_only:
            return
        labels = [(code, self.written([code])) for code in self._listed()]
        self._ticks = _Ticks(self, labels, self._codes)
        self._ticks.ticked.connect(self._ticked)
        self._ticks.closed.connect(self._closed)
        self._ticks.open_under(self.button)

    def took_key(self, event: QKeyEvent) -> bool:
        """Open the list by Space, Enter or the arrow down."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _OPENING and plain and not self.read_only:
            self.open()
            return True
        return super().took_key(event)

    def _listed(self) -> list[str]:
        """Return what may be chosen today, in order, and what is chosen."""
        kind, lists = self.field.kind, self.desk.session.writer.context.lists
        codes = lists.codes(kind.pick_list) if isinstance(kind, Choices) else ()
        return list(dict.fromkeys([*codes, *self._codes]))

    def _ticked(self, codes: list[str]) -> None:
        self._codes = codes
        self._word()
        self.typed.emit()

    def _closed(self) -> None:
        self._ticks = None
        self.button.setFocus()
        self.commit()

    def _word(self) -> None:
        listed = self._listed()
        text = self.written([code for code in listed if code in self._codes] or None)
        self.button.show_text(text)
        self.describe(text)


class _WideButton(QToolButton):
    """A button whose text begins at the left and goes on in more lines."""

    def __init__(self, parent: QWidget, metric: Callable[[int], int]) -> None:
        super().__init__(parent)
        self._metric = metric
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _side(self) -> int:
        return self._metric(SIDE) + EDGE

    def show_text(self, text: str) -> None:
        """Show a text, or muted that there is none."""
        self.setText(text)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = self.text() or EMPTY
        within = QRect(0, 0, max(1, width - 2 * self._side), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(within, flags, text).height() + 2 * OVER

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height() + 2 * OVER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        role = QPalette.ColorRole
        ink = self.palette().color(role.Text if self.text() else role.PlaceholderText)
        QPainter.setPen(painter, ink)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        rect = self.rect().adjusted(self._side, 0, -self._side, 0)
        painter.drawText(rect, int(flags), self.text() or EMPTY)


class _Ticks(QFrame):
    """The boxes, in a list of their own over everything.

    Signals:
        ticked: A box was ticked or not: the codes that are now.
        closed: The list is gone.
    """

    ticked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget, labels: list[tuple[str, str]], chosen: list[str]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(0)
        self.boxes: dict[str, QCheckBox] = {}
        for code, label in labels:
            box = QCheckBox(label, inside)
            box.setChecked(code in chosen)
            box.toggled.connect(self._tell)
            box.installEventFilter(self)
            column.addWidget(box)
            self.boxes[code] = box
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(area)
        self._wanted = inside.sizeHint()

    def open_under(self, button: QWidget) -> None:
        """Open under a button, the first ticked box ready."""
        width = max(self._wanted.width() + 24, min(button.width(), 420))
        self.resize(width, min(MOST_HIGH, self._wanted.height() + 4))
        self.move(place(button, self))
        self.show()
        ready = [box for box in self.boxes.values() if box.isChecked()] or list(self.boxes.values())
        if ready:
            ready[0].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through the boxes by arrows; Enter is done."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in ENTER:
            self.close()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _tell(self) -> None:
        self.ticked.emit([code for code, box in self.boxes.items() if box.isChecked()])
