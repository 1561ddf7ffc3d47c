"""The card of receipts: what became of what was sent, and what is told of what was taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import picture
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.exchange.told import LATEST, Told
from desktop_app.ui.pages.parts import Card, Line

__all__ = ["ICONS", "Receipts"]

HEADING = Words("Kvitton", "Receipts")
NONE = Words(
    "Inga än. När någon har läst in en arbetsbok härifrån och sedan skickar en tillbaka står här "
    "vad det blev av varje rad.",
    "None yet. When somebody has taken in a workbook from here and then sends one back, it says "
    "here what became of each row.",
)
CAME_BACK = Words("Om det vi skickat", "For what we sent")
GIVEN = Words("Om det vi läst in", "For what we took in")
NEWEST = Words("{heading}: de {n} senaste", "{heading}: the latest {n}")
WHO = Words("{office}: {sums}", "{office}: {sums}")
NOBODY = Words("Ingen namngiven", "Nobody named")
NOT_YET = Words("skickas med nästa arbetsbok", "goes with the next workbook")
ICONS = {"": "check", "warning": "clock", "error": "x"}


class Receipts(Card):
    """Shows the newest receipts, a line for each.

    Signals:
        wanted: One is to be seen in full; carries it.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Make it while nothing is known."""
        super().__init__()
        self._desk = desk

    def show_told(self, told: Sequence[Told] | None) -> None:
        """Show receipts; None while they are not known."""
        speech = self._desk.speech
        self.heading.setText(speech(HEADING))
        if told is not None:
            self.fill(*(list(self._lines(told)) or [plain_label("muted", speech(NONE))]))

    def _lines(self, told: Sequence[Told]) -> Iterator[QWidget]:
        for given, heading in ((False, CAME_BACK), (True, GIVEN)):
            found = [each for each in told if each.given == given]
            if found:
                words = NEWEST.fill(heading=heading, n=LATEST) if len(found) >= LATEST else heading
                yield plain_label("muted", self._desk.speech(words))
            yield from map(self._line, found)

    def _line(self, told: Told) -> Line:
        speech, receipt = self._desk.speech, told.receipt
        text = speech(WHO, office=told.office or NOBODY, sums=told.sums)
        known = [receipt.file, receipt.at[:10]]
        if not told.arrived:
            known.append(speech(NOT_YET))
        line = Line(text, " · ".join(known), partial(self.wanted.emit, told))
        row = line.layout()
        assert isinstance(row, QHBoxLayout)  # noqa: S101 — what a line is made with
        row.insertWidget(0, self._mark(told))
        return line

    def _mark(self, told: Told) -> QLabel:
        colours, length = self._desk.theme.colours, self._desk.theme.metric(16)
        drawn = {"": colours.success, "warning": colours.warning, "error": colours.error}
        mark = QLabel()
        size = QSize(length, length)
        mark.setPixmap(picture(ICONS[told.tone], size, drawn[told.tone]))
        return mark
