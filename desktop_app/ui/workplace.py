"""An open register in the window: the pages at the left, the list, and the record beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.domain.catalogue import CATALOGUE, links
from desktop_app.domain.kinds import Given
from desktop_app.domain.rules import Finding
from desktop_app.domain.words import same
from desktop_app.services.drafting import Draft
from desktop_app.services.linking import owner_of
from desktop_app.storage import queries
from desktop_app.storage.tables import GONE
from desktop_app.ui.desk import Desk
from desktop_app.ui.page_stack import PageStack
from desktop_app.ui.sidebar import Sidebar
from desktop_app.ui.trail import Spot, Trail

if TYPE_CHECKING:
    from desktop_app.services.pasting import Pasted
    from desktop_app.ui.lists.page import ListPage
    from desktop_app.ui.pages.follow_up.page import FollowUpPage
    from desktop_app.ui.record.panel import RecordPanel

__all__ = ["Workplace"]

FIRST, FOLLOW_UP, LAYOUT = "overview", "follow_up", "splitter"
NOTHING = same("")
LIST_WIDTH, RECORD_WIDTH, NARROWEST, LEAST = 590, 490, 380, 320
SETTLE_MS = 40
"""What is waited before a record is read while arrow keys are held down."""


class Workplace(QWidget):
    """The pages and the record.

    Signals:
        moved: Another page is shown or another row is chosen.
        send_wanted: A workbook is to go out.
        take_wanted: A file is to be taken in.
        print_wanted: What asks for something is wanted on paper.
        paste_wanted: What lies on the clipboard is to be taken.
        row_menu: The menu of the chosen row is wanted at a place.
        columns_wanted: Other columns are wanted.
    """

    moved = Signal()
    send_wanted = Signal()
    take_wanted = Signal()
    print_wanted = Signal()
    paste_wanted = Signal()
    columns_wanted = Signal()
    row_menu = Signal(QPoint)

    def __init__(self, desk: Desk) -> None:
        """Show the first page."""
        super().__init__()
        self._desk = desk
        self._trail = Trail()
        self.sidebar = Sidebar(desk.speech, desk.theme)
        self.stack = PageStack(desk)
        self.stack.setMinimumWidth(LEAST)  # of itself it asks for the room of its widest page
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._lay_out()
        self._connect()
        self.go(FIRST)

    @cached_property
    def record(self) -> RecordPanel:
        """Return the record, made when the first list is shown: the first page needs none."""
        from desktop_app.ui.record.panel import RecordPanel  # noqa: PLC0415 — see above

        made = RecordPanel(self._desk)
        made.setMinimumWidth(NARROWEST)
        made.created.connect(self._created)
        made.closed.connect(self._closed)
        self.splitter.addWidget(made)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        made.hide()
        return made

    @property
    def key(self) -> str:
        """Return the name of the page that is shown."""
        return self._trail.here.key

    @property
    def page(self) -> QWidget:
        """Return the page that is shown."""
        return self.stack.made[self.key]

    @property
    def list_page(self) -> ListPage | None:
        """Return the list that is shown, None on another page."""
        return self.stack.lists.get(self.key)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """Return the row that commands are about: entity and id."""
        return self.record.current() if self.list_page is not None else None

    def title(self, entity: str, row: str) -> str:
        """Return what a row is called."""
        session = self._desk.session
        return session.writer.title(session.register.row(CATALOGUE[entity], row))

    def go(self, key: str, row: str = "") -> None:
        """Go to a page, and to a row of it."""
        spot = Spot(key, row or self._row_of(key))
        self._trail.leave_for(spot)
        self._show(spot)

    def open_row(self, entity: str, row: str) -> None:
        """Open a row in its list; a part in the row it belongs to."""
        register = self._desk.session.register
        found = queries.row(register.db.conn, CATALOGUE[entity], row)
        owner = None if found is None else owner_of(register, found)
        if owner is not None:
            entity, row = owner.entity, owner.id
            found = owner
        self.go(entity, row)
        page = self.list_page
        if page is not None and found is not None:
            page.show_trash(gone=found.state == GONE)
            self._select(page, row)

    def open_spot(self, entity: str, row: str, field: str, part: str) -> None:
        """Open a row where something is to be done; a part in the row it belongs to."""
        self.open_row(entity, row)
        current = self.record.current()
        if current is None:
            return
        if current[1] != row:
            part = entity
        if field or part:
            self.record.go_to(Finding(field, NOTHING, part=part))

    def follow_up(self, group: str = "") -> None:
        """Show what asks for something, of one group alone."""
        self.go(FOLLOW_UP)
        cast("FollowUpPage", self.page).show_only(group=group)
        self.stack.take_focus(FOLLOW_UP)

    def new_pasted(self, pasted: Pasted) -> None:
        """Begin a new row with what was read of a text."""
        self.new_row(pasted.entity.name, pasted.texts, pasted=pasted)

    def new_row(
        self,
        entity: str,
        texts: Mapping[str, Given],
        draft: str = "",
        pasted: Pasted | None = None,
    ) -> None:
        """Begin a new row of an entity, or go on with one by the id of its draft."""
        if self.key != entity:
            self.go(entity)
        page = self.list_page
        if page is not None:
            page.show_trash(gone=False)
            page.select("")
        self._settle.stop()
        self.record.show_new(entity, texts, draft, pasted)
        if pasted is None:
            self.record.focus_first()
        self.moved.emit()

    def go_on(self, draft: Draft) -> None:
        """Go on with what was begun and not saved."""
        if draft.row:
            self.open_row(draft.entity, draft.row)
        elif draft.owner is None:
            self.new_row(draft.entity, draft.texts, draft.id)
        else:
            field, owner = draft.owner
            target = dict(links(CATALOGUE[draft.entity]))[CATALOGUE[draft.entity].by_name[field]]
            self.open_row(target, owner)

    def back(self) -> None:
        """Go back to where one was before."""
        spot = self._trail.back()
        if spot is not None:
            self._show(spot)

    def forward(self) -> None:
        """Go where one came back from."""
        spot = self._trail.forward()
        if spot is not None:
            self._show(spot)

    def flush(self) -> bool:
        """Save what is being typed; tell whether all of it fits."""
        return "record" not in self.__dict__ or self.record.flush()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        self.sidebar.say()
        self.stack.say()

    def look(self) -> None:
        """Take colours and sizes anew."""
        self.sidebar.look()
        self.stack.look()

    def widen(self) -> None:
        """Give the record the whole width, or the list its place again."""
        self.stack.setVisible(not self.stack.isVisible())

    def keep_layout(self) -> None:
        """Remember columns and widths."""
        for page in self.stack.lists.values():
            page.heads.keep()
        self._keep_widths()

    def rest(self) -> None:
        """Read no more: the register is about to be closed."""
        self._settle.stop()
        for page in self.stack.lists.values():
            page.rest()

    def _show(self, spot: Spot) -> None:
        self.flush()
        self._trail.here = spot
        self.stack.turn_to(spot.key)
        self.sidebar.show_place(spot.key)
        page = self.list_page
        self._show_record(page is not None)
        if page is None:
            walking = self.sidebar.hasFocus()
            self.stack.show()
            listed = self.sidebar.currentRow() >= 0  # what is not would go to the first of them
            (self.sidebar if listed else self.page).setFocus()
            self.stack.arrive(spot.key)
            if not walking:
                self.stack.take_focus(spot.key)
        else:
            self._select(page, spot.row)
            self._focus(page)
        self.moved.emit()

    def _show_record(self, shown: bool) -> None:
        """Show the record beside a list, with its share of the width."""
        if shown and self.record.isHidden():
            self.record.show()
            state = self._desk.settings.layout(LAYOUT)
            if state.isEmpty() or not self.splitter.restoreState(state):
                self.splitter.setSizes([LIST_WIDTH, RECORD_WIDTH])
        elif not shown and "record" in self.__dict__ and not self.record.isHidden():
            self._keep_widths()
            self.record.hide()

    def _keep_widths(self) -> None:
        shown = "record" in self.__dict__ and not self.record.isHidden()
        if shown and not self.stack.isHidden():
            self._desk.settings.keep_layout({LAYOUT: self.splitter.saveState()})

    def _focus(self, page: ListPage) -> None:
        """Give the keyboard to the list, unless somebody walks through the pages with it."""
        if self.sidebar.hasFocus():
            return
        if page.current:
            page.table.setFocus()
        else:
            page.search.setFocus()

    def _listed(self, page: ListPage) -> None:
        """Follow what is done in a list that was made."""
        page.chosen.connect(self._chosen)
        page.entered.connect(self.record.focus_first)
        page.new_wanted.connect(lambda: self.new_row(page.entity.name, {}))
        page.columns_wanted.connect(self.columns_wanted)
        page.table.pasted.connect(self.paste_wanted)
        page.row_menu.connect(self.row_menu)

    def _select(self, page: ListPage, row: str) -> None:
        """Show a row beside its list, also while the list does not hold it (yet)."""
        page.select(row)
        self._settle.stop()
        if row:
            self.record.show_row(page.entity.name, row)
        else:
            self.record.clear()
        self._trail.here = Spot(page.entity.name, row)
        self.moved.emit()

    def _chosen(self, row: str) -> None:
        self._trail.here = Spot(self.key, row)
        self._settle.start()

    def _show_chosen(self) -> None:
        page = self.list_page
        if page is None:
            return
        current = self.record.current()
        if self._trail.here.row and current != (page.entity.name, self._trail.here.row):
            self.flush()
            self.record.show_row(page.entity.name, self._trail.here.row)
        elif not self._trail.here.row and not self.record.is_new:
            self.flush()
            self.record.clear()
        self.moved.emit()

    def _created(self, entity: str, row: str) -> None:
        page = self.stack.lists.get(entity)
        if page is not None:
            page.select(row)
        if entity == self.key:
            self._trail.here = Spot(entity, row)
        self.moved.emit()

    def _closed(self) -> None:
        page = self.list_page
        if page is not None:
            self._select(page, "")

    def _row_of(self, key: str) -> str:
        """Return the row that was chosen when a page was last shown."""
        page = self.stack.lists.get(key)
        return "" if page is None else page.current

    def _lay_out(self) -> None:
        self.splitter.addWidget(self.stack)
        self.splitter.setChildrenCollapsible(False)
        right = QVBoxLayout()
        right.setContentsMargins(8, 8, 8, 4)
        right.addWidget(self.splitter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        self.sidebar.wanted.connect(self.go)
        self._settle.timeout.connect(self._show_chosen)
        self.stack.list_made.connect(self._listed)
        self.stack.send_wanted.connect(self.send_wanted)
        self.stack.take_wanted.connect(self.take_wanted)
        self.stack.print_wanted.connect(self.print_wanted)
        self._desk.session.changed.connect(self.stack.heed)
        self._desk.speech.changed.connect(self.say)
        self._desk.theme.changed.connect(self.look)
        self._desk.ways.row.connect(self.open_row)
        self._desk.ways.new.connect(self.new_row)
        self._desk.ways.draft.connect(self.go_on)
        self._desk.ways.entity.connect(self.go)
        self._desk.ways.spot.connect(self.open_spot)
        self._desk.ways.follow_up.connect(self.follow_up)
