"""A chart on the page: painted in a thread, shown as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

__all__ = ["Drawing", "painted"]


def painted(svg: str, width: int, ratio: float) -> QImage:
    """Return the picture of an SVG, so many pixels wide; not for the thread of the window.

    Args:
        svg: The picture.
        width: Its width as the window counts.
        ratio: How many pixels of the screen one of these is.
    """
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 — when the first chart is shown

    renderer = QSvgRenderer(QByteArray(svg.encode()))
    box = renderer.viewBoxF()
    height = round(width * box.height() / box.width())
    image = QImage(
        round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


class Drawing(QWidget):
    """A picture that keeps its proportions and is never wider than it was made."""

    def __init__(self) -> None:
        """Begin with nothing to show."""
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(0)

    def show_image(self, image: QImage, alt: str) -> None:
        """Show a picture, with what is told who does not see it."""
        self._image = image
        self.setAccessibleName(alt)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that belongs to the width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the picture."""
        del event
        if not self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRect(0, 0, self._wide, self.height()), self._image)

    @property
    def _wide(self) -> int:
        return min(self.width(), round(self._image.deviceIndependentSize().width()))

    def _fit(self) -> None:
        size = self._image.deviceIndependentSize()
        if size.width():
            self.setFixedHeight(round(self._wide * size.height() / size.width()))
