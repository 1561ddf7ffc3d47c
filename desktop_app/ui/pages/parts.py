"""What the pages are put together from: cards with a heading, and lines that lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.record.block import breakable

__all__ = ["Card", "Line", "Scrolled", "Tile", "emptied"]

MOST_UNBROKEN = 40  # letters of what stands at the right


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Scrolled(QScrollArea):
    """A page that scrolls when it is higher than the window."""

    def __init__(self, content: QWidget) -> None:
        """Scroll `content`."""
        super().__init__()
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class Card(QFrame):
    """A panel with a heading; `body` takes what stands in it, `top` is all of it."""

    def __init__(self, heading: str = "") -> None:
        """Make an empty card."""
        super().__init__()
        self.setProperty("card", True)
        layout = self.top = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        self.heading = plain_label("heading", heading)
        layout.addWidget(self.heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        layout.addLayout(self.body)
        layout.addStretch(1)

    def fill(self, *widgets: QWidget) -> None:
        """Show these in place of what stands there."""
        emptied(self.body)
        for widget in widgets:
            self.body.addWidget(widget)


class Tile(QPushButton):
    """A number with what it counts; it leads to the rows."""

    def __init__(
        self, number: str, name: str, follow: Callable[[], object], further: Sequence[str] = ()
    ) -> None:
        """Show a number that opens its rows; `further` is what else is said of it."""
        super().__init__()
        self.setProperty("tile", True)
        self.setAccessibleName(f"{name}: {'; '.join([number, *further])}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(0)
        muted = [(text, "muted") for text in (name, *further)]
        for text, role in ((number, "title"), *muted):
            made = plain_label(role, text, wrap=False)
            made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(made)
        layout.addStretch(1)
        self.clicked.connect(lambda _checked=False: follow())

    def sizeHint(self) -> QSize:
        """Return the room the texts need."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()


class Line(QPushButton):
    """A line one can follow: a text and, muted, what else there is to say."""

    def __init__(
        self,
        text: str,
        further: str,
        follow: Callable[[], object],
        icon_name: str = "",
        *,
        strong: bool = False,
    ) -> None:
        """Show a line that leads somewhere; a `strong` one stands above others."""
        super().__init__()
        self.setProperty("line", True)
        self.setFlat(True)
        self.setAccessibleName(f"{text} {further}".strip())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        if icon_name:
            picture = QLabel()
            picture.setPixmap(icon(icon_name).pixmap(QSize(16, 16)))
            layout.addWidget(picture)
        first = plain_label("strong" if strong else "", breakable(text))
        second = plain_label("muted", breakable(further), wrap=len(further) > MOST_UNBROKEN)
        second.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for each in (first, second):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(first, 3)
        layout.addWidget(second, 2 if second.wordWrap() else 0)
        self.clicked.connect(lambda _checked=False: follow())

    def sizeHint(self) -> QSize:
        """Return the room the texts need."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the texts as they break in a width."""
        layout = self.layout()
        return -1 if layout is None else layout.totalHeightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        """Return the room the texts need when they break wherever they can."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the line as a click does; arrows go to the next one."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
