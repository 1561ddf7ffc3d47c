"""A year at a glance: a lane for each month, trips as bars, days by which things are due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.services.year_dates import Dated
from desktop_app.ui.desk import Desk
from desktop_app.ui.tips import as_tip

__all__ = ["MONTHS", "YearChart"]

LANE, LABEL, HEAD, DAYS, NARROWEST = 21, 40, 20, 31, 9
MONTHS = {
    "sv": ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
"""Short names, here since the first page must not wait for the library that knows them."""
SATURDAY = 5
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
TOLD_DAYS = (1, 5, 10, 15, 20, 25, 30)
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class YearChart(QWidget):
    """Twelve lanes of days; arrow keys go from one day with something to the next.

    Signals:
        chosen: Another day is the current one.
        entered: Somebody wants to go to what is on the current day.
    """

    chosen = Signal(object)
    entered = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Show nothing yet."""
        super().__init__()
        self._desk = desk
        self.today = desk.session.register.clock().date()
        self.year = self.today.year
        self.day: date | None = None
        self.on: dict[date, list[Dated]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dates(self, year: int, dates: Sequence[Dated]) -> None:
        """Show a year; the current day stays if there is something on it."""
        self.year, self.today = year, self._desk.session.register.clock().date()
        self.on = {}
        for each in dates:
            day = max(each.first, date(year, 1, 1))
            while day <= min(each.last, date(year, 12, 31)):
                self.on.setdefault(day, []).append(each)
                day += timedelta(1)
        if self.day not in self.on:
            self.day = None
        self.update()

    def go_to(self, day: date) -> None:
        """Make a day the current one."""
        self.day = day
        told = "; ".join(self._desk.speech(each.what) for each in self.on.get(day, ()))
        self.setAccessibleDescription(f"{day.isoformat()}: {told}")
        self.update()

    def place_of(self, day: date) -> QPoint:
        """Return where a day stands: the lower left corner of it."""
        return self._cell(day).bottomLeft().toPoint()

    def look(self) -> None:
        """Take sizes anew."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of twelve lanes."""
        metric = self._desk.theme.metric
        height = metric(HEAD) + len(MONTHS["sv"]) * metric(LANE)
        return QSize(metric(LABEL) + DAYS * metric(NARROWEST + 6), height)

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which days can be told apart."""
        metric = self._desk.theme.metric
        return QSize(metric(LABEL) + DAYS * metric(NARROWEST), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say what is on the day under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            told = [self._desk.speech(each.what) for each in self.on.get(day, ())] if day else []
            if day and told:
                QToolTip.showText(event.globalPos(), as_tip("\n".join([day.isoformat(), *told])))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        day = self._day_at(event.position().toPoint())
        if day in self.on and day is not None:
            self._choose(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to what is on the day under the pointer."""
        if self._day_at(event.position().toPoint()) == self.day:
            self._enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from one day with something to the next, Enter goes to what is there."""
        key = Qt.Key(event.key())
        if key in ENTER:
            self._enter()
            return
        day = self._reached(key)
        if day is None:
            super().keyPressEvent(event)
        else:
            self._choose(day)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lanes and what is on their days."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lanes(painter)
        drawn: set[int] = set()
        for some in self.on.values():
            for each in some:
                if each.span and id(each) not in drawn:
                    drawn.add(id(each))
                    self._draw_span(painter, each)
        for day, some in self.on.items():
            self._draw_marks(painter, day, some)
        self._draw_frame(painter, self.today, self._desk.theme.colours.text, 1)
        if self.day is not None:
            width = 3 if self.hasFocus() else 2
            self._draw_frame(painter, self.day, self._desk.theme.colours.focus, width)
        painter.end()

    def _choose(self, day: date) -> None:
        self.go_to(day)
        self.chosen.emit(day)

    def _enter(self) -> None:
        if self.day in self.on:
            self.entered.emit(self.day)

    def _reached(self, key: Qt.Key) -> date | None:
        """Return the day an arrow leads to, None for another key or where there is no more."""
        days, here = sorted(self.on), self.day or self.today
        ahead, behind = [d for d in days if d > here], [d for d in days if d < here]
        if self.day is None and self.today in self.on:
            ahead = [self.today, *ahead]
        ends = {Qt.Key.Key_Home: days[:1], Qt.Key.Key_End: days[-1:]}
        months = {
            Qt.Key.Key_Right: ahead[:1],
            Qt.Key.Key_Left: behind[-1:],
            Qt.Key.Key_Down: [d for d in ahead if d.month > here.month][:1],
            Qt.Key.Key_Up: [d for d in behind if d.month < here.month][-1:],
        }
        return next(iter({**ends, **months}.get(key, [])), None)

    # --- where things are ---

    def _cell(self, day: date) -> QRectF:
        metric = self._desk.theme.metric
        left = metric(LABEL)
        width = (self.width() - left) / DAYS
        top = metric(HEAD) + (day.month - 1) * metric(LANE)
        return QRectF(left + (day.day - 1) * width, top, width, metric(LANE))

    def _day_at(self, place: QPoint) -> date | None:
        metric = self._desk.theme.metric
        month = (place.y() - metric(HEAD)) // metric(LANE) + 1
        number = int((place.x() - metric(LABEL)) * DAYS // max(1, self.width() - metric(LABEL))) + 1
        if not 1 <= month <= len(MONTHS["sv"]) or place.x() < metric(LABEL):
            return None
        return date(self.year, month, number) if number <= _length(self.year, month) else None

    # --- drawing ---

    def _draw_lanes(self, painter: QPainter) -> None:
        colours, metric = self._desk.theme.colours, self._desk.theme.metric
        painter.setPen(colours.muted)
        for number in TOLD_DAYS:
            cell = self._cell(date(self.year, 1, number))
            head = QRectF(cell.left() - cell.width(), 0, 3 * cell.width(), metric(HEAD))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, str(number))
        for month, name in enumerate(MONTHS[self._desk.speech.language], 1):
            top = metric(HEAD) + (month - 1) * metric(LANE)
            painter.setPen(colours.text if month == self._month_now() else colours.muted)
            label = QRect(0, top, metric(LABEL) - metric(6), metric(LANE))
            painter.drawText(label, MIDDLE | Qt.AlignmentFlag.AlignRight, name)
            for number in range(1, _length(self.year, month) + 1):
                day = date(self.year, month, number)
                shade = colours.hover if day.weekday() >= SATURDAY else colours.alternate
                painter.fillRect(self._cell(day).adjusted(0.5, 0.5, -0.5, -0.5), shade)

    def _month_now(self) -> int:
        return self.today.month if self.today.year == self.year else 0

    def _draw_span(self, painter: QPainter, each: Dated) -> None:
        """Draw a bar for what lasts, in each month it lies in."""
        colours = self._desk.theme.colours
        painter.setPen(QPen(colours.accent, 1))
        painter.setBrush(colours.accent_soft)
        day, last = max(each.first, date(self.year, 1, 1)), min(each.last, date(self.year, 12, 31))
        while day <= last:
            end = min(last, date(self.year, day.month, _length(self.year, day.month)))
            bar = self._cell(day).united(self._cell(end)).adjusted(1, 3, -1, -3)
            painter.drawRoundedRect(bar, 3, 3)
            day = end + timedelta(1)

    def _draw_marks(self, painter: QPainter, day: date, some: Sequence[Dated]) -> None:
        """Draw a diamond where something is due; how much, where it is more than one thing."""
        colours, cell = self._desk.theme.colours, self._cell(day)
        if any(not each.span for each in some):
            late = day < self.today
            size = min(cell.width(), cell.height()) * 0.36
            middle = cell.center()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.error if late else colours.warning)
            points = [(0, -size), (size, 0), (0, size), (-size, 0)]
            painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))

    def _draw_frame(self, painter: QPainter, day: date, colour: QColor, width: int) -> None:
        if day.year != self.year:
            return
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._cell(day).adjusted(0.5, 0.5, -0.5, -0.5))


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
