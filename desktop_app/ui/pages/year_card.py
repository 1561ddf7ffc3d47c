"""The calendar of the year on the first page: the chart, and beside it the same in words."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QToolButton,
)

from desktop_app.domain.words import Words
from desktop_app.services.year_dates import Dated, steps
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.parts import Card
from desktop_app.ui.pages.year_chart import MONTHS, YearChart
from desktop_app.ui.slices import Slices
from desktop_app.ui.tips import as_tip

__all__ = ["YearCard"]

YEAR = Words("Året {year}", "The year {year}")
LATER, EARLIER = Words("Nästa år", "Next year"), Words("Föregående år", "Previous year")
NOTHING = Words("Inga datum det här året.", "No dates in this year.")
LEGEND = Words(
    "Streck: resor och besök. Romb: något ska vara klart, röd om dagen har passerat. Ram: i dag. "
    "Pilarna går mellan dagar, Enter öppnar.",
    "Bar: trips and visits. Diamond: something is due, red where the day has passed. Frame: today. "
    "Arrows go from day to day, Enter opens.",
)
CHART = Words("Kalender {year}", "Calendar {year}")
LIST = Words("Datum {year} i ord", "Dates {year} in words")
KEY = Qt.ItemDataRole.UserRole
LIST_WIDTH, BESIDE = 340, 820
WIDEST = 16_777_215
"""As wide as Qt lets anything be."""


class YearCard(Card):
    """A year, and the way to others."""

    def __init__(self, desk: Desk) -> None:
        """Make the card; `load` fills it."""
        super().__init__()
        self._desk = desk
        self.year = desk.session.register.clock().date().year
        self.dates: list[Dated] = []
        self._slices = Slices(desk.session, self)
        self._slices.done.connect(self._loaded)
        self.chart = YearChart(desk)
        self.list = _Days()
        self.earlier, self.later = QToolButton(), QToolButton()
        self.earlier.setIcon(icon("chevron-left"))
        self.later.setIcon(icon("chevron-right"))
        self._legend = plain_label("muted")
        self._make()
        self.chart.chosen.connect(self._day_chosen)
        self.chart.entered.connect(self._open_day)
        self.list.entered.connect(self._open_line)
        self.list.currentItemChanged.connect(lambda now, _then: self._line_chosen(now))
        self.earlier.clicked.connect(partial(self.turn, -1))
        self.later.clicked.connect(partial(self.turn, 1))

    def load(self, pause: int = 0) -> None:
        """Read the dates of the year between two paints; what is shown stays until then."""
        session = self._desk.session
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        self._slices.start(steps(session.register, first, last, self._desk.speech.language), pause)

    def turn(self, by: int, *_checked: object) -> None:
        """Show another year."""
        self.year = min(max(self.year + by, date.min.year + 1), date.max.year - 1)
        self.say()
        self.load()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        self.heading.setText(speech(YEAR, year=self.year))
        self.chart.setAccessibleName(speech(CHART, year=self.year))
        self.list.setAccessibleName(speech(LIST, year=self.year))
        self._legend.setText(speech(LEGEND))
        for button, words in ((self.earlier, EARLIER), (self.later, LATER)):
            button.setToolTip(speech(words))
            button.setAccessibleName(speech(words))
        self._show()

    def look(self) -> None:
        """Take sizes anew."""
        self.chart.look()
        self.list.setFixedHeight(self.chart.sizeHint().height())

    def arrange(self, width: int) -> None:
        """Put chart and list beside each other where there is room."""
        beside = width >= self._desk.theme.metric(BESIDE)
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if beside else way.TopToBottom)
        wide = self._desk.theme.metric(LIST_WIDTH)
        self.list.setMinimumWidth(wide if beside else 0)
        self.list.setMaximumWidth(wide if beside else WIDEST)

    def _loaded(self, found: list[Dated]) -> None:
        self.dates = sorted(found, key=lambda each: (each.first, each.last, each.entity, each.id))
        self._show()

    def _show(self) -> None:
        speech = self._desk.speech
        self.chart.show_dates(self.year, self.dates)
        self.list.blockSignals(True)
        self.list.clear()
        for place, each in enumerate(self.dates):
            self.list.addItem(self._line(place, each))
        if not self.dates:
            self.list.addItem(speech(NOTHING))
        self.list.blockSignals(False)
        ahead = (n for n, each in enumerate(self.dates) if each.last >= self.chart.today)
        place = next(ahead, len(self.dates) - 1)
        if 0 <= place < self.list.count():
            self.list.scrollToItem(self.list.item(place), QListWidget.ScrollHint.PositionAtTop)

    def _line(self, place: int, each: Dated) -> QListWidgetItem:
        days = _short(each.first, self._desk.speech.language)
        if each.last != each.first:
            days = f"{days}–{_short(each.last, self._desk.speech.language)}"
        text = f"{days}  {self._desk.speech(each.what)}"
        item = QListWidgetItem(text)
        item.setToolTip(as_tip(text))
        item.setData(KEY, place)
        return item

    def _day_chosen(self, day: date) -> None:
        """Show in the list what is on the day that is chosen in the chart."""
        place = next((n for n, d in enumerate(self.dates) if d.first <= day <= d.last), -1)
        self.list.blockSignals(True)
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)

    def _line_chosen(self, item: QListWidgetItem | None) -> None:
        place = None if item is None else item.data(KEY)
        if isinstance(place, int):
            each = self.dates[place]
            self.chart.go_to(max(each.first, date(self.year, 1, 1)))

    def _open_line(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < len(self.dates):
            self._open(self.dates[place])

    def _open_day(self, day: date) -> None:
        """Go to what is on a day, by a menu where it is more than one thing."""
        some = self.chart.on.get(day, [])
        if len(some) == 1:
            self._open(some[0])
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in some:
            action = menu.addAction(self._desk.speech(each.what).replace("&", "&&"))
            action.triggered.connect(partial(self._open, each))
        menu.popup(self.chart.mapToGlobal(self.chart.place_of(day)))

    def _open(self, each: Dated, *_checked: object) -> None:
        self._desk.ways.spot.emit(each.entity, each.id, each.field, "")

    def _make(self) -> None:
        metric = self._desk.theme.metric
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.earlier)
        head.addWidget(self.later)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(metric(12))
        self._both.addWidget(self.chart, 1)
        self._both.addWidget(self.list)
        self.top.insertLayout(0, head)
        self.body.addLayout(self._both)
        self.body.addWidget(self._legend)
        self.look()


class _Days(QListWidget):
    """Lines of which Enter opens one.

    Signals:
        entered: The current line is to be opened.
    """

    entered = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setProperty("roomy", True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _item: self.entered.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current line on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return little: long lines are cut."""
        return QSize(80, 60)


def _short(day: date, language: str) -> str:
    return f"{day.day} {MONTHS[language][day.month - 1]}"
