"""The page of an entity: its rows, searched, filtered and sorted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.gender import new_label
from desktop_app.domain.portraits import ENTITIES
from desktop_app.domain.words import Words, same
from desktop_app.services.viewing import View
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.lists.columns import first_columns
from desktop_app.ui.lists.empty import Empty
from desktop_app.ui.lists.filters import Filters
from desktop_app.ui.lists.heads import Heads, Sort, turned
from desktop_app.ui.lists.model import RowsModel
from desktop_app.ui.lists.search_field import SearchField
from desktop_app.ui.lists.table import RowsTable
from desktop_app.ui.lists.words import (
    BELONGS,
    NO_ROWS,
    NOTHING_FOUND,
    NOTHING_FOUND_ADVICE,
    SEARCH_HINT,
    TRASH_EMPTY,
    UNKNOWN_FIELD,
)
from desktop_app.ui.session import Change
from desktop_app.ui.speech import grouped

__all__ = ["ListPage"]

TRASH = Words("{entities} i papperskorgen", "{entities} in the trash")
LEAVE_TRASH = Words("Lämna papperskorgen", "Leave the trash")
WIDE_ENOUGH = 300
"""In a narrower list duplicates are looked for from the menu alone."""

DUPLICATES = Words("Leta efter dubbletter …", "Look for duplicates …")
COLUMNS = Words("Kolumner och sortering", "Columns and sorting")
SO_FAR = same("{n} …")


class ListPage(QWidget):
    """A list with its search field and filters.

    Signals:
        chosen: Another row is the current one; carries its id, '' for none.
        entered: Somebody wants to work in the chosen row.
        new_wanted: Somebody wants a new row.
        columns_wanted: Somebody wants other columns.
        row_menu: The menu of the chosen row is wanted at a place.
    """

    chosen = Signal(str)
    entered = Signal()
    new_wanted = Signal()
    columns_wanted = Signal()
    row_menu = Signal(QPoint)

    def __init__(self, desk: Desk, entity: Entity) -> None:
        """Make the page of an entity and show its rows."""
        super().__init__()
        self.entity = entity
        self._desk = desk
        self._gone = False
        self._sort: Sort = ()
        self._current = ""
        self._understood = True
        self.model = RowsModel(desk, entity, first_columns(entity))
        self.table = RowsTable(desk, self.model)
        self.heads = Heads(self.table, desk.settings, desk.theme)
        self.filters = Filters(desk, entity)
        self._make()
        self._connect()
        self.say()
        self.show_rows()

    @property
    def view(self) -> View:
        """Return what the list shows."""
        return View(
            self.entity,
            self.search.text(),
            self.filters.chosen,
            self._sort,
            self._gone,
            self._desk.speech.language,
        )

    @property
    def fields(self) -> list[Field]:
        """Return the fields of the columns, in order; the name is given by its own fields."""
        found: list[str] = []
        for column in self.model.columns:
            found += [column.name] if column.field else self.entity.title
        return [self.entity.by_name[name] for name in dict.fromkeys(found)]

    @property
    def current(self) -> str:
        """Return the id of the current row, '' if there is none."""
        return self._current

    @property
    def gone(self) -> bool:
        """Return whether the deleted rows are shown."""
        return self._gone

    @property
    def sort(self) -> Sort:
        """Return the columns the list is sorted by, each with whether it goes down."""
        return self._sort

    def show_rows(self, *, soon: bool = False) -> None:
        """Read what the search field, the filters and the sorting ask for."""
        self._understood = self.model.show(self.view, soon=soon)
        self.heads.show_sort(self._sort)
        self._say_empty()

    def show_trash(self, *, gone: bool) -> None:
        """Show the deleted rows, or those in view."""
        if gone != self._gone:
            self._gone = gone
            self._current = ""
            self.say()
            self.show_rows()
            self.chosen.emit("")

    def sort_by(self, sort: Sequence[tuple[str, bool]]) -> None:
        """Sort by columns, the first before the others; by none for the usual order."""
        self._sort = tuple(sort)
        self.show_rows()

    def select(self, id_: str) -> bool:
        """Make a row the current one if the list shows it; tell whether it does."""
        self._current = id_
        place = self.model.place_of(id_) if id_ else -1
        if place < 0 and id_ and not self.model.order.complete:
            return False
        self.table.go_to(place)
        return place >= 0

    def show_all(self) -> None:
        """Take search and filters away, so that every row is shown."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self.filters.clear()
        self.show_rows()

    def show_only(self, field: str, values: tuple[str, ...]) -> None:
        """Show the rows with one of these values, whatever was searched and filtered before."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self.filters.only(field, values)

    def show_behind(self, what: Words, ids: tuple[str, ...]) -> None:
        """Show the rows that something is made of, whatever was searched and filtered before."""
        with QSignalBlocker(self.search):
            self.search.clear()
        self.filters.behind(what, ids)

    def rest(self) -> None:
        """Read no more: the register is about to be closed."""
        self.model.order.stop()

    def heed(self, change: Change) -> None:
        """Show what changed."""
        self.model.heed(change)
        self.filters.heed(change)

    def choose_columns(self, names: Sequence[str]) -> None:
        """Show other columns and remember them."""
        self.heads.choose(names)
        self.heads.keep()

    def look(self) -> None:
        """Take colours and sizes anew."""
        self.table.fit()
        self.table.viewport().update()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        if self._sort:
            self.show_rows()  # what is sorted by may be called something else now
        many = speech(self.entity.many)
        self.title.setText(speech(TRASH, entities=many) if self._gone else many)
        hint = speech(SEARCH_HINT, entities=_small(many))
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.table.setAccessibleName(many)
        self.new.setText(new_label(self.entity).into(speech.language))
        self.new.setVisible(not self._gone and self._desk.session.writable)
        self.columns.setToolTip(speech(COLUMNS))
        self.columns.setAccessibleName(speech(COLUMNS))
        self.duplicates.setToolTip(speech(DUPLICATES))
        self.duplicates.setAccessibleName(speech(DUPLICATES))
        self._show_duplicates_button()
        self.leave.setText(speech(LEAVE_TRASH))
        self.leave.setVisible(self._gone)
        self.filters.say()
        self.model.forget()
        self._count(self.model.rowCount(), self.model.order.complete)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the search field its room."""
        super().resizeEvent(event)
        self._show_duplicates_button()

    def _show_duplicates_button(self) -> None:
        wide = self.width() >= self._desk.theme.metric(WIDE_ENOUGH)
        compared = self.entity.name in ENTITIES and not self._gone
        self.duplicates.setVisible(compared and wide)

    def into_table(self) -> None:
        """Go from the search field to the first row, or the current one."""
        if self.model.rowCount():
            self.table.setFocus()
            if self.table.currentIndex().row() < 0:
                self.table.selectRow(0)

    def _make(self) -> None:
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setMinimumWidth(1)  # it gives way to the button
        self.number = QLabel()
        self.number.setProperty("role", "muted")
        self.new = QPushButton(icon("plus", QPalette.ColorRole.HighlightedText), "")
        self.new.setProperty("primary", True)
        self.leave = QPushButton()
        self.columns = QToolButton()
        self.columns.setIcon(icon("columns-3"))
        self.duplicates = QToolButton()
        self.duplicates.setIcon(icon("merge"))
        self.search = SearchField()
        self.empty = Empty(self._desk.theme)
        self._lay_out()

    def _lay_out(self) -> None:
        top = _row(self.title, self.number, None, self.leave, self.new)
        tools = _row(self.search, self.filters.button, self.duplicates, self.columns)
        tools.setStretch(0, 1)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setSpacing(self._desk.theme.metric(10))
        layout.addLayout(top)
        layout.addLayout(tools)
        layout.addWidget(self.filters)
        layout.addWidget(self._rows, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self.show_rows(soon=True))
        self.filters.changed.connect(self.show_rows)
        self.table.chosen.connect(self._row_chosen)
        self.table.entered.connect(self.entered)
        self.table.typed.connect(self._typed)
        self.table.left.connect(self.search.setFocus)
        self.table.sort_wanted.connect(self._sort_by_heading)
        self.table.menu_wanted.connect(self._menu)
        self.model.counted.connect(self._count)
        self.model.replaced.connect(self._come_back)
        self.search.done.connect(self.into_table)
        self.new.clicked.connect(self.new_wanted)
        self.leave.clicked.connect(lambda: self.show_trash(gone=False))
        self.columns.clicked.connect(self.columns_wanted)
        self.duplicates.clicked.connect(self._look_for_duplicates)

    def _look_for_duplicates(self) -> None:
        from desktop_app.ui.merging.dialog import open_duplicates  # noqa: PLC0415 — when wanted

        open_duplicates(self._desk, self.window(), self.entity.name)

    def _row_chosen(self, id_: str) -> None:
        self._current = id_
        self.chosen.emit(id_)

    def _typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + text)

    def _sort_by_heading(self, place: int, keep: bool) -> None:
        self.sort_by(turned(self._sort, self.model.columns[place].name, keep=keep))

    def _menu(self, place: QPoint, column: int) -> None:
        if column < 0:
            self.row_menu.emit(place)
            return
        menu = QMenu(self)
        menu.addAction(self._desk.speech(COLUMNS)).triggered.connect(self.columns_wanted)
        menu.popup(place)

    def _count(self, number: int, whole: bool) -> None:
        text = grouped(number, self._desk.speech.language)
        self.number.setText(text if whole else SO_FAR.fill(n=text).into("sv"))
        self._say_empty()
        if self._current and whole:
            self._restore()

    def _restore(self) -> None:
        """Keep the current row the current one, wherever it stands now."""
        place = self.model.place_of(self._current) if self._current else -1
        if place < 0 or place != self.table.currentIndex().row():
            self.table.go_to(place)

    def _come_back(self) -> None:
        self.table.come_back(self.model.place_of(self._current) if self._current else -1)

    def _say_empty(self) -> None:
        empty = self.model.rowCount() == 0 and self.model.order.complete
        self._rows.setCurrentWidget(self.empty if empty else self.table)
        if empty:
            self.empty.tell(self._why_empty())

    def _why_empty(self) -> str:
        speech = self._desk.speech
        if not self._understood:
            labels = (speech(field.label) for field in self.entity)
            return speech(UNKNOWN_FIELD, fields=[each for each in labels if " " not in each])
        if self.search.text().strip() or self.filters.chosen:
            return f"{speech(NOTHING_FOUND)}\n{speech(NOTHING_FOUND_ADVICE)}"
        if self._gone:
            return speech(TRASH_EMPTY)
        belongs = BELONGS.get(self.entity.name)
        return speech(NO_ROWS) + (f"\n{speech(belongs)}" if belongs else "")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
