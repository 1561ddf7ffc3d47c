"""One part of the yearly report on the page: sentences, figures, charts, maps and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.geography import Mark, mark_name
from desktop_app.domain.words import Words, same
from desktop_app.domain.year.model import Figure, RowSet, Table, TextBlock
from desktop_app.reports.year_values import before_text, change, figure_text, running
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.labels import plain_label
from desktop_app.ui.pages.parts import Card, Tile, emptied
from desktop_app.ui.pages.year.drawing import Drawing
from desktop_app.ui.pages.year.rows import RowsView

__all__ = ["AnswerView", "Part"]

BEFORE = Words("{when}: {before} ({change})", "{when}: {before} ({change})")
REMARK = Words("{figure}: {remark}", "{figure}: {remark}")
LINE = Words("{heading}, {name}", "{heading}, {name}")
MAP_HEIGHT = 380
NO_ROWS = Words("Inget att redovisa.", "Nothing to report.")


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown at once: an answer, the summary or the texts.

    Attributes:
        heading: What it is called.
        sentences: What is told first.
        figures: Its figures.
        tables: Its tables.
        texts: Texts to paste.
        before: What the period before is called.
    """

    heading: Words
    sentences: Sequence[Words] = ()
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()
    texts: Sequence[TextBlock] = ()
    before: Words = field(default=same(""))

    @property
    def is_answer(self) -> bool:
        """Tell whether figures stand here with all there is to say of them."""
        return bool(self.sentences or self.tables)


class AnswerView(QWidget):
    """Shows one part of the report.

    Signals:
        wanted: Rows are to be opened; carries them and what they are behind.
    """

    wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self.drawings: dict[str, Drawing] = {}
        self._maps: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(desk.theme.metric(12))

    def show_part(self, part: Part) -> None:
        """Show a part in place of what stands there; its drawings are shown when they are made."""
        emptied(self._column)
        self.drawings, self._maps = {}, {}
        speech = self._desk.speech
        self._column.addWidget(plain_label("name", speech(part.heading)))
        if part.sentences:
            text = running(part.sentences, speech.language)
            self._column.addWidget(plain_label(text=text))
        if part.figures:
            self._column.addWidget(self._tiles(part))
        for figure in part.figures:
            if figure.remark is not None and part.is_answer:
                words = REMARK.fill(figure=figure.label, remark=figure.remark)
                self._column.addWidget(plain_label("muted", speech(words)))
        for table in part.tables:
            self._column.addWidget(self._table(table))
        for block in part.texts:
            card = Card(speech(block.heading))
            card.fill(plain_label(text=speech(block.text)))
            self._column.addWidget(card)
        self._column.addStretch(1)

    def show_map(self, table: Table, marks: Sequence[Mark]) -> None:
        """Show the map of a table, if the table is still shown and there is something on it."""
        from desktop_app.ui.map import MapView  # noqa: PLC0415 — when the first map is shown

        place = self._maps.get(table.code)
        layout = None if place is None else place.layout()
        if layout is None or not marks:
            return
        view = MapView(self._desk.theme, self._desk.speech)
        view.setFixedHeight(self._desk.theme.metric(MAP_HEIGHT))
        view.show_marks(marks)
        view.chosen.connect(partial(self._mark_wanted, table))
        layout.addWidget(view)

    def _mark_wanted(self, table: Table, mark: Mark) -> None:
        name = mark_name(mark, self._desk.speech.language)
        rows = RowSet(table.rows[0].rows.entity, mark.rows)
        self._line_wanted(table, rows, name)

    def _tiles(self, part: Part) -> QWidget:
        held = QWidget()
        flow = Flow(held, self._desk.theme.metric(10))
        for figure in part.figures:
            flow.addWidget(self._tile(figure, part.before))
        return held

    def _tile(self, figure: Figure, when: Words) -> Tile:
        language = self._desk.speech.language
        further = []
        if before := before_text(figure, language):
            told = BEFORE.fill(when=when, before=before, change=change(figure, language))
            further.append(told.into(language))
        follow = partial(self.wanted.emit, figure.rows, figure.label)
        name = self._desk.speech(figure.label)
        return Tile(figure_text(figure, language), name, follow, further)

    def _table(self, table: Table) -> QWidget:
        card = Card(self._desk.speech(table.heading))
        card.fill(*self._shown(table))
        return card

    def _shown(self, table: Table) -> Iterator[QWidget]:
        speech = self._desk.speech
        if not table.rows:
            yield plain_label("muted", speech(NO_ROWS))
            return
        if table.chart == "map":
            self._maps[table.code] = QWidget()
            QVBoxLayout(self._maps[table.code]).setContentsMargins(0, 0, 0, 0)
            yield self._maps[table.code]
        elif table.chart is not None:
            self.drawings[table.code] = Drawing()
            yield self.drawings[table.code]
        view = RowsView(self._desk, table)
        view.wanted.connect(partial(self._line_wanted, table))
        yield view
        if table.remark is not None:
            yield plain_label("muted", speech(table.remark))

    def _line_wanted(self, table: Table, rows: RowSet, name: str) -> None:
        what = LINE.fill(heading=table.heading, name=same(name))
        self.wanted.emit(rows, what)
