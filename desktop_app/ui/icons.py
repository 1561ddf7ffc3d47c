"""Icons that take the colours of the palette at the moment they are painted.

The files are Lucide's, unchanged: one stroke in ``currentColor``, which is replaced here.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)

from desktop_app.data import RESOURCES

__all__ = ["ICONS", "icon", "marked", "picture"]

FOLDER = RESOURCES / "icons"

_NAMES = """
archive-restore arrow-down arrow-left arrow-left-right arrow-right arrow-up badge-check banknote
building-2 calendar calendar-days chart-column check chevron-down chevron-left chevron-right
chevron-up circle-alert circle-check circle-help clock columns-3 contrast copy database download
ellipsis external-link eye eye-off file-down file-plus file-text file-up filter folder-open
globe handshake history house inbox info keyboard languages link list list-checks lock mail
map-pin maximize-2 megaphone merge message-square minimize-2 minus monitor moon network
panel-right paperclip pencil phone plane plus printer redo-2 refresh-cw rotate-ccw route save
search send settings share-2 shield sliders-horizontal star sun table tag trash-2
triangle-alert undo-2 unlink upload user user-plus users x zoom-in zoom-out
"""

ICONS = frozenset(_NAMES.split())
"""The names of the icons there are."""

Role = QPalette.ColorRole


def icon(name: str, role: QPalette.ColorRole = Role.WindowText) -> QIcon:
    """Return the icon `name`, which follows the palette whenever it is painted.

    Args:
        name: One of `ICONS`.
        role: What colours it where it is neither selected nor disabled; on a button in the
            accent colour that is ``HighlightedText``.

    Raises:
        ValueError: There is no such icon.
    """
    if name not in ICONS:
        raise ValueError(name)
    return QIcon(_Engine(name, role))


def picture(name: str, size: QSize, colour: QColor, scale: float = 1.0) -> QPixmap:
    """Return the icon `name` drawn in `colour` for a screen of `scale`; drawings are kept."""
    key = f"icon {name} {size.width()} {size.height()} {scale} {colour.rgba()}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _drawn(name, size, colour, scale)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def marked(name: str, length: int, colour: QColor, selected: QColor) -> QIcon:
    """Return the icon `name` in a colour that says something, and in another where selected."""
    size = QSize(length, length)
    found = QIcon(picture(name, size, colour))
    found.addPixmap(picture(name, size, selected), QIcon.Mode.Selected)
    return found


def _drawn(name: str, size: QSize, colour: QColor, scale: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - only once something is drawn

    pixmap = QPixmap(size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    drawing = _source(name).replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    painter = QPainter(pixmap)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return pixmap


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


class _Engine(QIconEngine):
    """Draws one icon; the palette is asked each time, so a change of colours needs no word."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def key(self) -> str:
        return "kontaktnat"

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, picture(self._name, rect.size(), self._colour(mode), scale))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # Qt asks in pixels of the screen, and sets the ratio itself.
        return picture(self._name, size, self._colour(mode))

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, Role.Text)
        role = Role.HighlightedText if mode is QIcon.Mode.Selected else self._role
        return palette.color(QPalette.ColorGroup.Active, role)
