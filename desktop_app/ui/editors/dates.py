"""The editor of days: a line that reads what is typed, and a calendar to pick from."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.words import Words
from desktop_app.ui.editors.lines import HoverLine

__all__ = ["DateLine", "place"]

PICK = Words("Välj i kalendern (nedåtpil)", "Pick in the calendar (arrow down)")
CALENDAR = Words("Kalender", "Calendar")
TODAY = Words("I dag", "Today")
CLEAR = Words("Töm", "Clear")
LOCALES = {
    "sv": QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class DateLine(HoverLine):
    """A day, typed in any way the kind reads, or picked."""

    picture = "calendar"
    words = PICK
    _calendar: _Calendar | None = None

    def press(self) -> None:
        """Open the calendar under the line."""
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.calendar.activated.connect(self._picked)
            self._calendar.calendar.clicked.connect(self._picked)
            self._calendar.today.clicked.connect(lambda: self._picked(QDate.currentDate()))
            self._calendar.clear.clicked.connect(lambda: self._picked(QDate()))
        day = QDate.fromString(str(self.value or ""), Qt.DateFormat.ISODate)
        self._calendar.open_at(self.line, day)

    def took_key(self, event: QKeyEvent) -> bool:
        """Open the calendar by the arrow down."""
        if event.key() == Qt.Key.Key_Down and not self.read_only:
            self.press()
            return True
        return super().took_key(event)

    def _picked(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.close()
        self.set_text(day.toString(Qt.DateFormat.ISODate) if day.isValid() else "")
        self.line.setFocus()
        self.typed.emit()
        self.commit()


class _Calendar(QFrame):
    """A month with its weeks, and buttons for today and for no day."""

    def __init__(self, editor: DateLine) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self._speech, self._theme = editor.desk.speech, editor.desk.theme
        self.setProperty("card", True)
        self.calendar = QCalendarWidget(self)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        header = QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers
        self.calendar.setVerticalHeaderFormat(header)
        self.today = QPushButton(self)
        self.clear = QPushButton(self)
        buttons = QHBoxLayout()
        buttons.addWidget(self.today)
        buttons.addWidget(self.clear)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.calendar)
        column.addLayout(buttons)

    def open_at(self, line: QWidget, day: QDate) -> None:
        """Open under a line, at a day or today."""
        self.calendar.setLocale(LOCALES[self._speech.language])
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)  # the locale brought its own
        holiday = QTextCharFormat()
        holiday.setForeground(self._theme.colours.error)
        self.calendar.setWeekdayTextFormat(Qt.DayOfWeek.Saturday, QTextCharFormat())
        self.calendar.setWeekdayTextFormat(Qt.DayOfWeek.Sunday, holiday)
        self.calendar.setAccessibleName(self._speech(CALENDAR))
        self.today.setText(self._speech(TODAY))
        self.clear.setText(self._speech(CLEAR))
        self.calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())
        self.adjustSize()
        self.move(place(line, self))
        self.show()
        self.calendar.setFocus()


def place(under: QWidget, popup: QWidget) -> QPoint:
    """Return where a popup fits on the screen: under a widget, else above it."""
    room = under.screen().availableGeometry()
    below = under.mapToGlobal(QPoint(0, under.height()))
    above = under.mapToGlobal(QPoint(0, -popup.height()))
    fits = below.y() + popup.height() <= room.bottom() or above.y() < room.top()
    left = max(room.left(), min(below.x(), room.right() - popup.width()))
    return QPoint(left, below.y() if fits else above.y())
