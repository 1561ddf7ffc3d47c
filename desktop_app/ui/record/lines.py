"""A short list of lines, each of which can be opened in place; no scroll area of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.record.block import bold, breakable, plain, put_in_tab_order, tab_stops
from desktop_app.ui.tips import as_tip

__all__ = ["Item", "Line", "Lines", "Tool"]

OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
REMOVING = (Qt.Key.Key_Delete,)
LONGEST_TITLE, LONGEST_REST = 160, 320
RADIUS = 5


@dataclass(frozen=True, slots=True)
class Item:
    """What a line shows.

    Attributes:
        key: What tells it from the others.
        title: Its first line.
        rest: Its second line, '' for none.
        without: The names of the tools that do nothing with it.
    """

    key: str
    title: str
    rest: str = ""
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tool:
    """A small button at the end of every line.

    Attributes:
        name: What it is known by.
        icon: Its icon.
        words: What it does, for its tip and its accessible name.
        writes: Whether it is for those who may write only.
    """

    name: str
    icon: str
    words: Words
    writes: bool = False


class Line(QWidget):
    """One line: a title, and under it what else there is to say.

    Signals:
        chosen: It was clicked or opened by a key.
        used: One of its tools was used, by name.
    """

    chosen = Signal()
    used = Signal(str)

    def __init__(self, desk: Desk, tools: Sequence[Tool], parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._desk = desk
        self.item = Item("", "")
        self.title = bold(plain(parent=self))
        self.rest = plain("muted", self)
        self._tools = [(tool, self._button(tool)) for tool in tools]
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew when pointed at

    def show_item(self, item: Item) -> None:
        """Show something else; what is shown already is left alone."""
        if item == self.item:
            return
        self.item = item
        _put(self.title, item.title, LONGEST_TITLE)
        _put(self.rest, item.rest, LONGEST_REST)
        self.rest.setHidden(not item.rest)
        self.setAccessibleName(item.title)
        self.setAccessibleDescription(item.rest)

    def say(self) -> None:
        """Say what the tools do."""
        for tool, found in self._tools:
            words = self._desk.speech(tool.words)
            found.setToolTip(words)
            found.setAccessibleName(f"{words}: {self.item.title}")

    def allow(self, *, writing: bool) -> None:
        """Offer the tools that write, or do not."""
        for tool, found in self._tools:
            found.setHidden(tool.name in self.item.without or (tool.writes and not writing))

    def reachable(self, *, by_tab: bool) -> None:
        """Let the Tab key stop here, or not: one line of a list is enough."""
        policy = Qt.FocusPolicy.StrongFocus if by_tab else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.chosen.emit()
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what lies behind the text: nothing, unless it is pointed at or has the keyboard."""
        if not (self.underMouse() or self.hasFocus()):
            return
        colours = self._desk.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colours.hover)
        ring = QPen(colours.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen
        painter.setPen(ring)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _lay_out(self) -> None:
        metric = self._desk.theme.metric
        texts = QVBoxLayout()
        texts.setSpacing(metric(1))
        texts.addWidget(self.title)
        texts.addWidget(self.rest)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metric(8), metric(5), metric(4), metric(5))
        layout.setSpacing(metric(4))
        layout.addLayout(texts, 1)
        for _tool, found in self._tools:
            layout.addWidget(found, 0, Qt.AlignmentFlag.AlignTop)

    def _button(self, tool: Tool) -> QToolButton:
        found = QToolButton(self)
        found.setIcon(icon(tool.icon, QPalette.ColorRole.PlaceholderText))
        size = self._desk.theme.metric(15)
        found.setIconSize(QSize(size, size))
        found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        found.setCursor(Qt.CursorShape.ArrowCursor)
        found.clicked.connect(lambda _checked=False: self.used.emit(tool.name))
        return found


class Lines(QWidget):
    """Lines below each other; arrow keys walk, Enter opens, Delete removes.

    Signals:
        chosen: A line was opened: its key.
        used: A tool of a line was used: the line's key and the tool's name.
        removing: The Delete key was pressed on a line: its key.
    """

    chosen = Signal(str)
    used = Signal(str, str)
    removing = Signal(str)

    def __init__(
        self, desk: Desk, tools: Sequence[Tool] = (), parent: QWidget | None = None
    ) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._desk = desk
        self._kinds = tuple(tools)
        self._lines: list[Line] = []
        self._shown = 0
        self._guest: QWidget | None = None
        self._writing = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def lines(self) -> list[Line]:
        """Return the lines that are shown."""
        return self._lines[: self._shown]

    def show_items(self, items: Sequence[Item], *, writing: bool = True) -> None:
        """Show these lines; the line that has the focus keeps it if it is still there."""
        focused = self.focused_key()
        self._shown = len(items)
        self._writing = writing
        missing = len(items) - len(self._lines)
        self._lines += [self._made() for _ in range(missing)]
        if missing > 0:
            self._order()
        for line, item in zip(self._lines, items, strict=False):
            line.show_item(item)
            line.allow(writing=writing)
            line.say()
            line.show()
        for line in self._lines[len(items) :]:
            line.hide()
        self._reach(self.line(focused) or (self.lines[0] if self.lines else None))
        if focused:
            self._focus_again(focused)

    def line(self, key: str) -> Line | None:
        """Return the line of a key."""
        return next((line for line in self.lines if line.item.key == key), None)

    def focused_key(self) -> str:
        """Return the key of the line that has the focus, '' if none has."""
        return next((line.item.key for line in self.lines if line.hasFocus()), "")

    def focus_line(self, key: str) -> bool:
        """Give the focus to a line."""
        line = self.line(key)
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        return line is not None

    def host(self, key: str, guest: QWidget | None) -> None:
        """Show a widget right under a line, or at the end where no line has the key."""
        if self._guest is not None and self._guest is not guest:
            self._column.removeWidget(self._guest)
            self._guest.hide()
        self._guest = guest
        if guest is None:
            return
        line = self.line(key)
        self._column.removeWidget(guest)
        at = self._column.count() if line is None else self._column.indexOf(line) + 1
        self._column.insertWidget(at, guest)
        self._order()
        guest.show()

    def say(self) -> None:
        """Say what the tools do."""
        for line in self.lines:
            line.say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, remove."""
        key, focused = event.key(), self.focused_key()
        if not focused:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(focused, 1 if key == Qt.Key.Key_Down else -1)
        elif key in OPENING:
            self.chosen.emit(focused)
        elif key in REMOVING and self._writing:
            self.removing.emit(focused)
        else:
            super().keyPressEvent(event)

    def _walk(self, key: str, step: int) -> None:
        keys = [line.item.key for line in self.lines]
        at = min(len(keys) - 1, max(0, keys.index(key) + step))
        self._reach(self.lines[at])
        self.focus_line(keys[at])

    def _reach(self, line: Line | None) -> None:
        for each in self.lines:
            each.reachable(by_tab=each is line)

    def _order(self) -> None:
        """Let Tab go through the lines, and through what is shown under one of them."""
        lines = sorted(self._lines, key=self._column.indexOf)
        after = 0 if self._guest is None else self._column.indexOf(self._guest)
        guest = [] if self._guest is None else tab_stops(self._guest)
        put_in_tab_order(self, [*lines[:after], *guest, *lines[after:]])

    def _focus_again(self, key: str) -> None:
        if self.line(key) is None and self.lines:
            self.focus_line(self.lines[0].item.key)
        else:
            self.focus_line(key)

    def _made(self) -> Line:
        line = Line(self._desk, self._kinds, self)
        line.chosen.connect(lambda: self._chosen(line))
        line.used.connect(lambda name: self.used.emit(line.item.key, name))
        self._column.addWidget(line)
        return line

    def _chosen(self, line: Line) -> None:
        self._reach(line)
        self.chosen.emit(line.item.key)


def _put(label: QLabel, text: str, most: int) -> None:
    """Show a text in one paragraph, shortened where it is very long; the tip has it all."""
    flat = " ".join(text.split())
    short = flat if len(flat) <= most else flat[: most - 1] + "…"
    label.setText(breakable(short))
    label.setToolTip(as_tip(text) if short != text else "")
