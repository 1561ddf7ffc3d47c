"""The tabs of one entity: each a page that is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Given
from desktop_app.domain.rules import Finding
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.form import Form
from desktop_app.ui.record.block import Block, column
from desktop_app.ui.record.fields import FieldsBlock
from desktop_app.ui.record.layouts import Block as Placed
from desktop_app.ui.record.layouts import Fields, Parts, Tab, field_names, layout_of, part_names
from desktop_app.ui.record.own_blocks import OWN
from desktop_app.ui.record.parts import PartsBlock
from desktop_app.ui.record.tabs import Tabs
from desktop_app.ui.session import Change

if TYPE_CHECKING:
    from desktop_app.services.pasting import Pasted

__all__ = ["Page", "Pages"]

LEAST, LABEL_ROOM = 40, 28


class Page(QScrollArea):
    """What stands in one tab, below each other.

    Signals:
        turn: Another tab is to be shown, by its name.
    """

    turn = Signal(str)

    def __init__(self, desk: Desk, entity: Entity, tab: Tab, parent: QWidget) -> None:
        """Keep what will stand here; nothing is made yet."""
        super().__init__(parent)
        self.tab = tab
        self.blocks: list[Block] = []
        self._desk, self._entity = desk, entity
        self._shown = ""
        self.stale = True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(LEAST)  # of itself it asks for several lines, and cuts the head

    def show_row(self, row: Row, findings: Sequence[Finding], *, read_only: bool) -> None:
        """Show a row; another one from the top."""
        self._make()
        for block in self.blocks:
            block.show_row(row, read_only=read_only)
            block.judge(findings)
        if row.id != self._shown:
            self.verticalScrollBar().setValue(0)
        self._shown, self.stale = row.id, False

    def refresh(
        self, row: Row, findings: Sequence[Finding], change: Change, *, read_only: bool
    ) -> None:
        """Show anew what a change can have altered."""
        for block in self.blocks:
            if block.concerns(change, row.id):
                block.show_row(row, read_only=read_only)
            block.judge(findings)

    def flush(self) -> bool:
        """Save what is being typed anywhere here."""
        flushed = [block.flush() for block in self.blocks]  # every one, not only up to the first
        return all(flushed)

    def say(self) -> None:
        """Say everything anew."""
        for block in self.blocks:
            block.say()

    def focus_first(self) -> None:
        """Give the focus to what comes first."""
        self._make()
        for block in self.blocks:
            if block.focus_first():
                return

    def focus_field(self, name: str) -> None:
        """Give the focus to a field that stands here, and scroll to it."""
        for block in self.blocks:
            if block.has_field(name):
                block.focus_field(name)
                QTimer.singleShot(0, self, self._show_focus)

    def parts(self, entity: str) -> PartsBlock | None:
        """Return the parts of an entity that stand here, None where there are none."""
        blocks = (each for each in self.blocks if isinstance(each, PartsBlock))
        return next((each for each in blocks if each.part.name == entity), None)

    def holds(self, finding: Finding) -> bool:
        """Tell whether what a rule speaks of stands here."""
        return finding.part in part_names(self.tab) or (
            not finding.part and finding.field in field_names(self.tab)
        )

    def block(self, kind: type[Block]) -> Block | None:
        """Return the piece of a kind, None where there is none."""
        return next((block for block in self.blocks if isinstance(block, kind)), None)

    def reveal(self, block: Block) -> None:
        """Scroll to a piece once everything has its place."""
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(block.y()))

    def _show_focus(self) -> None:
        """Scroll to what has the keyboard, with its label; Qt does so for Tab alone."""
        focused = self.focusWidget()
        if focused is not None:
            self.ensureWidgetVisible(focused, 0, self._desk.theme.metric(LABEL_ROOM))

    def _make(self) -> None:
        if self.blocks:
            return
        metric = self._desk.theme.metric
        content = QWidget(self)
        layout = column(content, metric(18), (metric(8), metric(12), metric(8), metric(16)))
        for placed in self.tab.blocks:
            block = self._block(placed, content)
            block.turn.connect(self.turn)
            block.part_wanted.connect(self._open_part)
            self.blocks.append(block)
            layout.addWidget(block)
        layout.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def _open_part(self, entity: str, id_: str, field: str) -> None:
        """Open a part that stands here, or the one to be seen to."""
        block = self.parts(entity)
        if block is None:
            return
        self.reveal(block)
        if id_:
            block.open(id_)
        else:
            block.go_to(field)

    def _block(self, placed: Placed, parent: QWidget) -> Block:
        if isinstance(placed, Fields):
            return FieldsBlock(self._desk, self._entity, placed, parent)
        if isinstance(placed, Parts):
            part = CATALOGUE[placed.entity]
            link = next(link for each, link in parts_of(self._entity) if each is part)
            return PartsBlock(self._desk, part, link, parent)
        return OWN[placed](self._desk, self._entity, parent)


class NewPage(QScrollArea):
    """The form of a row that does not exist yet: the fields of the first tab."""

    def __init__(self, desk: Desk, entity: Entity, names: Sequence[str], parent: QWidget) -> None:
        """Make the form."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        metric = desk.theme.metric
        content = QWidget(self)
        layout = column(content, 0, (metric(8), metric(12), metric(8), metric(16)))
        self.form = Form(entity, names, desk, content)
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class Pages(QWidget):
    """All tabs of one entity, used again for each of its rows.

    Signals:
        turned: Another tab was chosen.
    """

    turned = Signal()

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget) -> None:
        """Make the tabs; what stands in them is made when it is first looked at."""
        super().__init__(parent)
        self.entity = entity
        self._desk = desk
        self._tabs = layout_of(entity)
        self.tabs = Tabs(desk, [tab.label for tab in self._tabs], self)
        self._stack = QStackedWidget(self)
        self.pages = [Page(desk, entity, tab, self) for tab in self._tabs]
        self._new: NewPage | None = None
        layout = column(self, 0, (0, 0, 0, 0))
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)
        for page in self.pages:
            self._stack.addWidget(page)
            page.turn.connect(self._turn_for_block)
        self.tabs.turned.connect(self._turn)

    @property
    def page(self) -> Page:
        """Return the page that is chosen."""
        return self.pages[self.tabs.current]

    @property
    def beginning(self) -> NewPage | None:
        """Return the form of a new row while it is shown."""
        return self._new if self._new is self._stack.currentWidget() else None

    def show_new(
        self,
        texts: Mapping[str, Given],
        create: Callable[[Mapping[str, Given]], str],
        draft: str,
        pasted: Pasted | None = None,
    ) -> None:
        """Show the form of a row that does not exist yet."""
        if self._new is None:
            self._new = NewPage(self._desk, self.entity, self.first_names(), self)
            self._stack.addWidget(self._new)
        first = self.first_names()[0]
        self.tabs.hide()
        self._stack.setCurrentWidget(self._new)
        self._new.verticalScrollBar().setValue(0)
        self._new.form.show_new(texts, create, draft=draft, pasted=pasted)
        # There at once: leaving a field saves what stands there.
        self._new.form.focus_field(next(iter(pasted.unsure if pasted else ()), first))

    def first_names(self) -> list[str]:
        """Return the fields that a new row is begun with."""
        return list(field_names(self._tabs[0]))

    def show_tabs(self) -> None:
        """Show the tabs, in place of the form of a new row."""
        self.tabs.show()
        self._stack.setCurrentWidget(self.page)

    def outdate(self) -> None:
        """Let every page be filled anew when it is looked at."""
        for page in self.pages:
            page.stale = True

    def turn_to(self, name: str) -> bool:
        """Turn to a tab by its name; False where there is none."""
        for place, tab in enumerate(self._tabs):
            if tab.name == name:
                self.tabs.choose(place)
                return True
        return False

    def turn(self, step: int) -> None:
        """Turn to the next tab, or the one before."""
        self.tabs.choose((self.tabs.current + step) % len(self.pages))

    def tab_of(self, field: str) -> str:
        """Return the name of the tab in which a field stands."""
        return next((tab.name for tab in self._tabs if field in field_names(tab)), "")

    def tab_of_parts(self, entity: str) -> str:
        """Return the name of the tab in which the parts of an entity stand."""
        return next((tab.name for tab in self._tabs if entity in part_names(tab)), "")

    def tab_with(self, block: str) -> str:
        """Return the name of the tab in which a piece of its own stands."""
        return next((tab.name for tab in self._tabs if block in tab.blocks), "")

    def flush(self) -> bool:
        """Save what is being typed on any page."""
        new = self.beginning
        if new is not None:
            return new.form.flush()
        flushed = [page.flush() for page in self.pages]
        return all(flushed)

    def say(self) -> None:
        """Say everything anew."""
        self.tabs.say()
        for page in self.pages:
            page.say()
        if self._new is not None:
            self._new.form.say()

    def _turn_for_block(self, name: str) -> None:
        if self.turn_to(name):
            self.page.focus_first()

    def _turn(self) -> None:
        self._stack.setCurrentWidget(self.page)
        self.turned.emit()
