"""The map as a part of the window: look, zoom, move, go from dot to dot, open what is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from desktop_app.domain import territories
from desktop_app.domain.geography import (
    EUROPE,
    WORLD,
    Mark,
    dot_radius,
    mark_name,
    project,
    within,
)
from desktop_app.domain.words import Words
from desktop_app.ui.map.dot import MarkDot
from desktop_app.ui.map.land import Land, rect_of
from desktop_app.ui.map.names import Names
from desktop_app.ui.map.zoom_buttons import ZoomButtons
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme
from desktop_app.ui.tips import as_tip

__all__ = ["MapView"]

NAME = Words("Karta", "Map")
HOW = Words(
    "Tabb går mellan prickarna och Enter öppnar en. Pilarna flyttar kartan, + och − zoomar, "
    "0 visar allt. Med musen: dra för att flytta, klicka i kartan och rulla för att zooma.",
    "Tab goes from dot to dot and Enter opens one. The arrows move the map, + and − zoom, "
    "0 shows all. With the mouse: drag to move, click the map and scroll to zoom.",
)
PLAIN = Words("{n}", "{n}")

STEP, MOVE = 1.3, 60
"""How much one zooms at a time, and how many pixels an arrow moves the map."""

CLOSEST = 1.2
"""Pixels for a unit of the map's plane (2 km) when one has zoomed in as far as it goes."""

LARGEST: Sequence[tuple[int, int]] = ((25, 16), (80, 12), (10**9, 9))
"""The radius of the largest dot, by how many dots there are."""

SMALLEST = 3.0
"""The radius of the smallest dot: it must be possible to hit it."""

LEAST_SIZE = QSize(360, 220)
SETTLED = 40
"""Milliseconds after which names are placed anew."""

EDGE = 30
"""Pixels that a dot which gets the keyboard is away from the edge."""

_TURN = 120  # what a wheel tells of one notch


class MapView(QGraphicsView):
    """A map with a dot for each mark. It is made when it is shown, and reads the map then.

    Signals:
        chosen: Somebody wants to see the rows of a mark; carries the mark.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        """Show the world without dots."""
        super().__init__(parent)
        self._theme, self._speech = theme, speech
        self._counted = PLAIN, PLAIN
        self._dots: list[MarkDot] = []
        self._whole = self.viewportTransform()
        self._land = Land()
        self.setScene(self._land)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names = Names(self.viewport())
        self._settle = QTimer(self, interval=SETTLED, singleShot=True)
        self._settle.timeout.connect(self._place_names)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._moved)
        does = (lambda: self.zoom(STEP), lambda: self.zoom(1 / STEP), self.show_all)
        self._buttons = ZoomButtons(self, does)
        theme.changed.connect(self._colour)
        speech.changed.connect(self.say)
        self.say()
        self._colour()

    def show_marks(
        self, marks: Sequence[Mark], counted: tuple[Words, Words] = (PLAIN, PLAIN)
    ) -> None:
        """Show these dots in place of those that are shown, and all of them at once.

        Args:
            marks: What is shown.
            counted: What one and what several are called: ”{n} resa”, ”{n} resor”.
        """
        for dot in self._dots:
            dot.hide()
            dot.deleteLater()
        self._counted = counted
        self._names.clear()
        ordered = sorted(marks, key=lambda mark: (-mark.number, mark.name, mark.country))
        self._dots = [self._made_dot(mark) for mark in ordered]
        self.say()
        self._colour()
        self.show_all()

    @property
    def dots(self) -> Sequence[MarkDot]:
        """The dots, those with most first: the order in which Tab goes through them."""
        return self._dots

    @property
    def names(self) -> Names:
        """The names that are shown beside them."""
        return self._names

    @Slot()
    def say(self) -> None:
        """Say everything in the language that is spoken now."""
        self.setAccessibleName(self._speech(NAME))
        self.viewport().setAccessibleName(self._speech(NAME))
        self.setAccessibleDescription(self._speech(HOW))
        self.viewport().setToolTip(as_tip(self._speech(HOW)))
        self._buttons.say(self._speech)
        for dot in self._dots:
            dot.name(self._told(dot.mark))
        self._settle.start()

    @Slot()
    def show_all(self) -> None:
        """Show Europe if all is there, otherwise the world."""
        marks = [dot.mark for dot in self._dots]
        near = marks and all(within(EUROPE, mark.lat, mark.lon) for mark in marks)
        self.fitInView(rect_of(EUROPE if near else WORLD), Qt.AspectRatioMode.KeepAspectRatio)
        self._whole = self.viewportTransform()
        self._moved()

    def zoom(self, times: float, at: QPointF | None = None) -> None:
        """Show everything so many times as large, around a point of the view or its middle."""
        least = min(self.width() / rect_of(WORLD).width(), self.height() / rect_of(WORLD).height())
        now = self.transform().m11()
        times = min(max(times, least / now), CLOSEST / now)
        point = (at or QPointF(self.viewport().rect().center())).toPoint()
        under = self.mapToScene(point)
        self.scale(times, times)
        away = self.mapFromScene(under) - point
        self._scroll(away.x(), away.y())
        self._moved()

    def minimumSizeHint(self) -> QSize:
        """Return a size at which a map still tells something."""
        return LEAST_SIZE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, zoom with + and −, show all with 0."""
        keys: Mapping[int, Callable[[], object]] = {
            Qt.Key.Key_Left: lambda: self._scroll(-MOVE, 0),
            Qt.Key.Key_Right: lambda: self._scroll(MOVE, 0),
            Qt.Key.Key_Up: lambda: self._scroll(0, -MOVE),
            Qt.Key.Key_Down: lambda: self._scroll(0, MOVE),
            Qt.Key.Key_Plus: lambda: self.zoom(STEP),
            Qt.Key.Key_Equal: lambda: self.zoom(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / STEP),
            Qt.Key.Key_0: self.show_all,
        }
        plain = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if event.key() in keys and not plain.value:
            keys[event.key()]()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where one is working in the map; otherwise the page scrolls as usual."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        here = self.hasFocus() or any(dot.hasFocus() for dot in self._dots)
        if here or control.value:
            self.zoom(STEP ** (event.angleDelta().y() / _TURN), event.position())
            event.accept()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as before; all, if nobody has zoomed or moved."""
        moved = self.viewportTransform() != self._whole
        super().resizeEvent(event)
        self._names.resize(self.viewport().size())
        self._buttons.stand(self.width())
        if moved:
            self._moved()
        else:
            self.show_all()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a frame where the map itself has the keyboard."""
        super().focusInEvent(event)
        self._names.frame(framed=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no frame any more."""
        super().focusOutEvent(event)
        self._names.frame(framed=False)

    def _told(self, mark: Mark) -> str:
        """Return a mark in words: ”Wien, Österrike: 12 resor”."""
        language = self._speech.language
        country = territories.name(mark.country, language)
        name = mark_name(mark, language)
        where = name if name == country else f"{name}, {country}"
        return f"{where}: {self._speech.count(mark.number, *self._counted)}"

    def _made_dot(self, mark: Mark) -> MarkDot:
        dot = MarkDot(self.viewport(), mark)
        dot.clicked.connect(lambda _checked=False: self.chosen.emit(mark))
        dot.focused.connect(self._bring)
        if self._dots:
            QWidget.setTabOrder(self._dots[-1], dot)
        dot.show()
        return dot

    def _bring(self, dot: MarkDot) -> None:
        """Show the dot that has got the keyboard, before all others."""
        dot.raise_()
        self._names.raise_()
        room = self.viewport().rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if not room.contains(dot.geometry().center()):
            self.centerOn(*project(dot.mark.lat, dot.mark.lon))

    def _scroll(self, right: int, down: int) -> None:
        for bar, way in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + way)

    @Slot()
    def _moved(self) -> None:
        """Take the dots to where their places are now; the names are placed anew soon."""
        self._land.draw_for(self.transform().m11())
        place = self.viewportTransform()
        for dot in self._dots:
            dot.centre_on(place.map(QPointF(*project(dot.mark.lat, dot.mark.lon))))
        self._names.update()
        self._settle.start()

    @Slot()
    def _place_names(self) -> None:
        language, count = self._speech.language, self._speech.count
        named = [
            (dot, f"{mark_name(dot.mark, language)} {count(dot.mark.number, PLAIN, PLAIN)}")
            for dot in self._dots
        ]
        self._names.place(named, self._theme.colours)

    @Slot()
    def _colour(self) -> None:
        colours = self._theme.colours
        self.setBackgroundBrush(colours.base)
        self._land.tint(colours, {dot.mark.country for dot in self._dots})
        most = max((dot.mark.number for dot in self._dots), default=1)
        largest = next(radius for count, radius in LARGEST if len(self._dots) <= count)
        for dot in self._dots:
            radius = max(dot_radius(dot.mark.number, most, largest), SMALLEST)
            dot.look(self._theme.metric(10) * radius / 10, colours)
        self._buttons.stand(self.width())
        self._moved()
