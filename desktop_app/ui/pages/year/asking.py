"""What a yearly report is asked for: whose, about which time, as the register stood when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Date
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.services.report_kinds import Asked
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.dates import DateLine
from desktop_app.ui.flow import Flow
from desktop_app.ui.labels import plain_label

__all__ = ["Asking"]

OFFICE = Words("Förvaltning eller bolag", "Administration or company")
WHOLE_CITY = Words("Hela staden", "The whole city")
YEAR, OTHER = Words("År", "Year"), Words("Annan tid …", "Other time …")
FIRST = Field("first", Date(), Words("Från och med", "From"))
LAST = Field("last", Date(), Words("Till och med", "To"))
AS_OF = Field(
    "as_of",
    Date(),
    Words("Så som registret var", "As the register was"),
    help=Words(
        "En dag bakåt i tiden; tomt är som registret är nu.",
        "A day in the past; empty is as the register is now.",
    ),
)
ENDS_FIRST = Words(
    "Sista dagen ligger före den första. Ändra en av dem.",
    "The last day is before the first. Change one of them.",
)
YEARS_BACK = 12
OFFICE_LETTERS, YEAR_LETTERS, DATE_WIDTH = 24, 9, 150


class Asking(QWidget):
    """The line at the top of the page.

    Signals:
        changed: Something else is asked for.
    """

    changed = Signal()

    def __init__(self, desk: Desk, today: date) -> None:
        """Ask for the whole city and the current year."""
        super().__init__()
        self._desk = desk
        self._days: dict[str, date | None] = {}
        self.office, self.year = QComboBox(), QComboBox()
        self.first, self.last, self.as_of = (
            DateLine(field, desk, self) for field in (FIRST, LAST, AS_OF)
        )
        self.error = plain_label("error")
        self.office.addItem("", "")
        for back in range(YEARS_BACK):
            self.year.addItem(str(today.year - back), today.year - back)
        self.year.addItem("", None)
        self._labels: dict[QWidget, QLabel] = {}
        self._boxes: dict[QWidget, QWidget] = {}
        self._lay_out()
        self._connect()
        self._show_dates()
        self.say()

    def wish(self) -> Asked | None:
        """Return what is asked for, None where what stands there says nothing yet."""
        year = self.year.currentData()
        first, last = (None, None) if year else (self._days.get("first"), self._days.get("last"))
        if not year and (first is None or last is None or last < first):
            return None
        return Asked(
            language=self._desk.speech.language,
            year=year,
            first=first,
            last=last,
            organisation=str(self.office.currentData() or ""),
            as_of=self._days.get("as_of"),
        )

    def offer(self, offices: Sequence[tuple[str, str]]) -> None:
        """Offer administrations: id and name of each; what is chosen stays so."""
        chosen = self.office.currentData()
        with QSignalBlocker(self.office):
            while self.office.count() > 1:
                self.office.removeItem(1)
            for id_, name in offices:
                self.office.addItem(name, id_)
            self.office.setCurrentIndex(max(0, self.office.findData(chosen)))

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        self.office.setItemText(0, speech(WHOLE_CITY))
        self.year.setItemText(self.year.count() - 1, speech(OTHER))
        for line in self._lines:
            line.say()
        labels: dict[QWidget, Words] = {self.office: OFFICE, self.year: YEAR}
        labels |= {line: line.field.label for line in self._lines}
        for widget, words in labels.items():
            self._labels[widget].setText(speech(words))
            widget.setAccessibleName(speech(words))
        self.as_of.line.setPlaceholderText(speech(NOW))

    @property
    def _lines(self) -> tuple[DateLine, DateLine, DateLine]:
        return self.first, self.last, self.as_of

    def _connect(self) -> None:
        self.office.activated.connect(lambda _index: self.changed.emit())
        self.year.activated.connect(self._choose_year)
        for line in self._lines:
            line.line.setProperty("quiet", False)
            line.committed.connect(lambda line=line: self._read(line))

    def _choose_year(self) -> None:
        self._show_dates()
        if self.year.currentData():
            self._tell("")
            self.changed.emit()
        else:
            self.first.setFocus()
            self._ask()

    def _read(self, line: DateLine) -> None:
        """Take a day that was typed or picked."""
        try:
            value = line.field.kind.parse(line.given(), self._desk.session.register.context())
        except Invalid as wrong:
            line.set_invalid(True)
            self._tell(self._desk.speech(wrong.reason))
            return
        line.set_invalid(False)
        line.show_value(value)
        self._days[line.field.name] = date.fromisoformat(str(value)) if value else None
        self._ask()

    def _ask(self) -> None:
        first, last = self._days.get("first"), self._days.get("last")
        ends_first = first is not None and last is not None and last < first
        other = not self.year.currentData()
        self._tell(self._desk.speech(ENDS_FIRST) if other and ends_first else "")
        if self.wish() is not None:
            self.changed.emit()

    def _tell(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _show_dates(self) -> None:
        for line in (self.first, self.last):
            self._boxes[line].setVisible(not self.year.currentData())

    def _lay_out(self) -> None:
        metric = self._desk.theme.metric
        held = QWidget()
        flow = Flow(held, metric(10))
        for widget in (self.office, self.year, *self._lines):
            flow.addWidget(self._labelled(widget))
        for box, letters in ((self.office, OFFICE_LETTERS), (self.year, YEAR_LETTERS)):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(letters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(held)
        column.addWidget(self.error)
        self.error.hide()
        self.look()

    def look(self) -> None:
        """Take sizes anew."""
        for line in self._lines:
            line.setFixedWidth(self._desk.theme.metric(DATE_WIDTH))

    def _labelled(self, widget: QWidget) -> QWidget:
        held = QWidget()
        held.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        label = plain_label("label", wrap=False)
        label.setBuddy(widget)
        column.addWidget(label)
        column.addWidget(widget)
        self._labels[widget], self._boxes[widget] = label, held
        return held


NOW = Words("nu", "now")
