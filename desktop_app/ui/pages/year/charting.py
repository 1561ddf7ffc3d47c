"""Draws charts and finds places in a thread, in the colours and at the size of now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFontInfo, QImage

from desktop_app.domain.geography import Mark
from desktop_app.domain.words import Language
from desktop_app.domain.year.model import Table
from desktop_app.reports.palette import Palette
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.year.answer import AnswerView
from desktop_app.ui.pages.year.drawing import painted

if TYPE_CHECKING:
    from desktop_app.domain.progress import Progress
    from desktop_app.ui.tasks import Task

__all__ = ["Charting"]

LETTERS = 9.0
"""The size of the text of a chart, as it comes."""

NARROWEST, WIDEST = 320.0, 640.0
MARGINS = 48
"""Pixels of the card around a chart."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What comes out of the work for one table: a picture, or the dots of its map.

    Attributes:
        table: The table.
        image: The picture, None for none.
        alt: What it shows, in words.
        marks: The dots.
    """

    table: Table
    image: QImage | None = None
    alt: str = ""
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What pictures look like.

    Attributes:
        language: The language of names and numbers.
        palette: The colours.
        width: The width in points.
        scale: How many pixels a point is, as the window counts.
        ratio: How many pixels of the screen one of these is.
    """

    language: Language
    palette: Palette
    width: float
    scale: float
    ratio: float


class Charting:
    """Brings the pictures of tables to their places; of tables shown before no more."""

    def __init__(self, desk: Desk, answer: AnswerView) -> None:
        """Draw for the answer that is shown."""
        self._desk = desk
        self._answer = answer
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        """Tell whether something is being drawn."""
        return self._task is not None

    def draw(self, tables: Sequence[Table], room: int) -> None:
        """Draw what belongs to tables, for so many pixels."""
        if self._task is not None:
            self._task.stop()
        wanted = [table for table in tables if table.chart is not None and table.rows]
        if not wanted:
            self._task = None
            return
        scale = QFontInfo(self._answer.font()).pixelSize() / LETTERS
        width = min(WIDEST, max(NARROWEST, (room - MARGINS) / scale))
        look = Look(self._desk.speech.language, self._palette(), width, scale, self._ratio())

        def work(progress: Progress) -> list[Drawn]:
            made = []
            for place, table in enumerate(wanted):
                progress(place, len(wanted))
                made.append(_drawn(table, look))
            return made

        task = self._task = self._desk.tasks.start(work)
        task.done.connect(lambda made: self._bring(task, made))
        task.failed.connect(self._desk.messages.failed)

    def _bring(self, task: Task, made: Sequence[Drawn]) -> None:
        """Show what was made, one after another: the window goes on being painted in between."""
        if task is not self._task:
            return
        if not made:
            self._task = None
            return
        one, *others = made
        if one.marks:
            self._answer.show_map(one.table, one.marks)
        elif one.image is not None:
            self._answer.drawings[one.table.code].show_image(one.image, one.alt)
        QTimer.singleShot(0, self._answer, lambda: self._bring(task, others))

    def _ratio(self) -> float:
        return self._answer.devicePixelRatioF()

    def _palette(self) -> Palette:
        colours = self._desk.theme.colours
        names = (colours.text, colours.muted, colours.border, colours.panel)
        inks = (colours.link, colours.accent_soft)
        return Palette(*map(QColor.name, (*names, *inks)))


def _drawn(table: Table, look: Look) -> Drawn:
    from desktop_app.domain.year.marks import marks_of  # noqa: PLC0415 — when a map is shown
    from desktop_app.reports.year_pictures import (  # noqa: PLC0415 — when a chart is shown
        is_map,
        picture_alt,
        picture_svg,
    )

    if is_map(table):
        from desktop_app.ui.map.land import prepare  # noqa: PLC0415 — as above

        prepare()  # here rather than in the window's thread, which would stand still for it
        return Drawn(table, marks=marks_of(table))
    svg = picture_svg(table, look.language, look.palette, width=look.width)
    if not svg:
        return Drawn(table)
    image = painted(svg, round(look.width * look.scale), look.ratio)
    return Drawn(table, image, picture_alt(table, look.language))
