"""Large buttons that say in a sentence what they do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.theme import Theme

__all__ = ["WayButton"]


class WayButton(QPushButton):
    """A button with an icon, what it does, and a line that says more."""

    def __init__(self, icon_name: str, theme: Theme, *, role: str = "heading") -> None:
        """Make it with its icon; `say` gives it its words."""
        super().__init__()
        self._icon = icon(icon_name)
        self._theme = theme
        self._picture = QLabel()
        self._title = plain_label(role)
        self._more = plain_label("muted")
        for label in (self._picture, self._title, self._more):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = QHBoxLayout(self)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAutoDefault(True)  # Enter presses it, not only the space bar
        theme.changed.connect(self._paint)
        self._paint()

    def say(self, title: str, more: str) -> None:
        """Say what it does; screen readers say the same."""
        self._title.setText(title)
        self._more.setText(more)
        self.setAccessibleName(title)
        self.setAccessibleDescription(more)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return what its words need: a button would count its own text alone."""
        return self._row.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return what its words need at least."""
        return self._row.totalMinimumSize()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(self._theme.metric(2))
        words.addWidget(self._title)
        words.addWidget(self._more)
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)

    def _paint(self) -> None:
        """Draw the icon in the colours and the size of now."""
        side, gap = self._theme.metric(22), self._theme.metric(12)
        self._picture.setPixmap(self._icon.pixmap(QSize(side, side), self.devicePixelRatio()))
        self._row.setContentsMargins(gap + gap // 3, gap, gap, gap)
        self._row.setSpacing(gap)
