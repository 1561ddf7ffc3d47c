"""A view of the pages of a document, one below the other, as they will lie on paper."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from PySide6.QtCore import QBuffer, QByteArray, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

__all__ = ["Fit", "Sheets"]

Fit: TypeAlias = Literal["width", "page", "free"]

GAP = 16
SMALLEST, LARGEST, STEP = 0.2, 4.0, 1.2
KEPT = 6
"""Pages that are kept unpacked; the others stay as they came."""


class Sheets(QAbstractScrollArea):
    """Shows pages, which it unpacks when they come into view.

    Signals:
        page_changed: Another page is at the top of the view; its number, from 0.
        zoomed: The size of the pages changed: 1.0 is that of paper on this screen.
    """

    page_changed = Signal(int)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without pages, as wide as the view."""
        super().__init__(parent)
        self._pages: list[QByteArray] = []
        self._sizes: list[QSize] = []
        self._rects: list[QRect] = []
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._fit: Fit = "width"
        self._zoom = 1.0
        self._made_at = 1.0
        self._page = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    @property
    def page(self) -> int:
        """Return the number of the page at the top of the view, from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """Return how large the pages are: 1.0 is that of paper."""
        return self._zoom

    def show_pages(self, pages: Sequence[bytes], ppi: float) -> None:
        """Show pages (PNG) that were drawn with `ppi` pixels an inch; stay at the same page."""
        self._pages = [QByteArray(page) for page in pages]
        self._sizes = [_size(page) for page in self._pages]
        self._kept.clear()
        self._made_at = ppi / self.logicalDpiX()
        self._lay_out()
        self.go(min(self._page, max(0, self.count - 1)))

    def fit(self, fit: Fit) -> None:
        """Show pages as wide as the view, or whole."""
        self._fit = fit
        self._refit()

    def zoom_to(self, zoom: float) -> None:
        """Show pages at a size; 1.0 is that of paper."""
        self._fit = "free"
        self._set_zoom(zoom)

    def zoom_by(self, steps: float) -> None:
        """Show pages larger, or smaller with a negative number of steps."""
        self.zoom_to(self._zoom * STEP**steps)

    def go(self, page: int) -> None:
        """Bring a page to the top of the view."""
        if 0 <= page < self.count:
            self.verticalScrollBar().setValue(self._rects[page].top() - GAP)

    # --- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go a page on or back; otherwise as any view."""
        key = event.key()
        if key == Qt.Key.Key_PageDown:
            self.go(min(self._page + 1, self.count - 1))
        elif key == Qt.Key.Key_PageUp:
            at_top = self.count and self.verticalScrollBar().value() <= self._top(self._page)
            self.go(max(0, self._page - 1) if at_top else self._page)
        elif key == Qt.Key.Key_Home:
            self.go(0)
        elif key == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / 120)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        self._refit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are in view."""
        painter = QPainter(self.viewport())
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for page, rect in self._seen(event.rect().translated(offset)):
            target = rect.translated(-offset)
            painter.drawImage(target, self._image(page, rect.size()))
            painter.setPen(self.palette().mid().color())
            painter.drawRect(target.adjusted(-1, -1, 0, 0))
        painter.end()

    # --- sizes

    def _refit(self) -> None:
        if self._fit == "free" or not self._sizes:
            self._lay_out()
            return
        wide = max(size.width() for size in self._sizes) / self._made_at
        high = max(size.height() for size in self._sizes) / self._made_at
        zoom = (self.viewport().width() - 2 * GAP) / wide
        if self._fit == "page":
            zoom = min(zoom, (self.viewport().height() - 2 * GAP) / high)
        self._set_zoom(zoom)

    def _set_zoom(self, zoom: float) -> None:
        before = self._zoom
        self._zoom = min(LARGEST, max(SMALLEST, zoom))
        page, bar = self._page, self.verticalScrollBar()
        into = bar.value() - self._top(page) if self._rects else 0
        self._lay_out()
        if self._rects:
            bar.setValue(self._top(page) + round(into * self._zoom / before))
        if self._zoom != before:
            self.zoomed.emit(self._zoom)

    def _top(self, page: int) -> int:
        return self._rects[page].top() - GAP

    def _lay_out(self) -> None:
        sizes = [size * (self._zoom / self._made_at) for size in self._sizes]
        widest = max((size.width() for size in sizes), default=0)
        width = max(widest + 2 * GAP, self.viewport().width())
        self._rects, top = [], GAP
        for size in sizes:
            self._rects.append(QRect(QPoint((width - size.width()) // 2, top), size))
            top += size.height() + GAP
        self._set_bars(width, top)
        self.viewport().update()

    def _set_bars(self, width: int, height: int) -> None:
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), width, view.width()),
            (self.verticalScrollBar(), height, view.height()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(max(1, seen // 12))

    def _scrolled(self) -> None:
        seen = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = next((i for i, rect in enumerate(self._rects) if rect.bottom() >= seen), 0)
        self.viewport().update()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    # --- painting

    def _seen(self, view: QRect) -> Iterator[tuple[int, QRect]]:
        return ((i, rect) for i, rect in enumerate(self._rects) if rect.intersects(view))

    def _image(self, page: int, size: QSize) -> QImage:
        """Return a page at the size it is shown at; the last few are kept."""
        wanted = size * self.devicePixelRatioF()
        kept = self._kept.get(page)
        if kept is None or kept.size() != wanted:
            # Scaled once and well, not at each painting and roughly.
            kept = QImage.fromData(self._pages[page]).scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._kept[page] = kept
        self._kept.move_to_end(page)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept


def _size(page: QByteArray) -> QSize:
    buffer = QBuffer(page)
    return QImageReader(buffer, QByteArray(b"png")).size()
