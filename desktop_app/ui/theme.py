"""The look of the window: one style, colours and size of text, changed while it runs."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from desktop_app.ui.palettes import CONTRAST, DARK, LIGHT, Colours, palette_of
from desktop_app.ui.sheet import scaled, sheet

__all__ = ["Colours", "Scheme", "Theme"]

Scheme: TypeAlias = Literal["system", "light", "dark", "contrast"]

FRAME = QSize(16, 48)
"""What the computer puts around a dialog, at most."""

_COLOURS = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
_TITLE_BARS = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "contrast": Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """What the whole application looks like; there is one.

    `changed` tells those who paint for themselves that colours or sizes are others now.
    """

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = "system", percent: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()
        usual = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._points = QFontInfo(usual).pointSizeF()  # not the application's: it may have grown
        app.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self.use(scheme, percent)

    def use(self, scheme: Scheme, percent: int) -> None:
        """Show everything in `scheme` with text of `percent`, at once.

        Args:
            scheme: ``system`` follows what the person chose for the computer.
            percent: 100 is the size of text the person chose for the computer.
        """
        self._scheme = scheme
        self._percent = percent
        self._hints.setColorScheme(_TITLE_BARS[scheme])
        self._apply()

    @property
    def colours(self) -> Colours:
        """The colours of now."""
        return self._colours

    @property
    def dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return self._colours.window.lightness() < self._colours.text.lightness()

    def metric(self, pixels: int) -> int:
        """Return a length that is `pixels` at the ordinary size of text as it is now."""
        return scaled(pixels, self._percent)

    def room(self, width: int, height: int) -> QSize:
        """Return a size for a dialog that grows with the text, as far as the screen has room."""
        free = self._app.primaryScreen().availableSize() - FRAME
        return QSize(self.metric(width), self.metric(height)).boundedTo(free)

    @Slot()
    def _system_changed(self) -> None:
        if self._scheme == "system":
            self._apply()

    def _apply(self) -> None:
        self._colours = self._wanted()
        points = self._points * self._percent / 100
        font = QFont(self._app.font())
        font.setPointSizeF(points)
        self._app.setStyleSheet("")  # with the old one in force, all below takes ten times as long
        self._app.setFont(font)
        self._app.setPalette(palette_of(self._colours))
        self._app.setStyleSheet(sheet(self._colours, points, self._percent))
        self.changed.emit()

    def _wanted(self) -> Colours:
        if self._scheme != "system":
            return _COLOURS[self._scheme]
        preference = self._hints.accessibility().contrastPreference()
        if preference is Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if self._hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
