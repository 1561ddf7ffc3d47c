"""The record: one row with everything that ties to it, read first and edited in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Given
from desktop_app.domain.rules import Finding
from desktop_app.domain.words import Words
from desktop_app.services import particulars
from desktop_app.services.life import begun
from desktop_app.services.register import Register
from desktop_app.services.writing import RESTORED, Saved, put, restore
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.dropping import dropped_files
from desktop_app.ui.form import FieldBox
from desktop_app.ui.merging.hint import Hint
from desktop_app.ui.record.attachments import AttachmentsBlock, attach_to
from desktop_app.ui.record.block import Block, column, plain
from desktop_app.ui.record.header import Header
from desktop_app.ui.record.history import HistoryBlock
from desktop_app.ui.record.pages import Pages
from desktop_app.ui.session import Change

if TYPE_CHECKING:
    from desktop_app.services.pasting import Pasted

__all__ = ["RecordPanel"]

EMPTY = Words(
    "Välj en rad i listan så visas den här, med allt som hör till den.\n\n"
    "Ctrl+N börjar en ny, Ctrl+K hittar vad som helst.",
    "Choose a row in the list, and it is shown here with all that belongs to it.\n\n"
    "Ctrl+N begins a new one, Ctrl+K finds anything.",
)
UNFOLD_AFTER = 300  # ms until it is asked again whether somebody is typing
SAVED = Words("Det inklistrade är sparat.", "What was pasted is saved.")
SAVED_CHECK = Words(
    "Det inklistrade är sparat. Se efter: {fields}.", "What was pasted is saved. Check: {fields}."
)
GONE = Words("Posten finns inte längre i registret.", "The record is no longer in the register.")


class RecordPanel(QWidget):
    """One row, or the form of a new one, or a word about how to choose one.

    Signals:
        title_changed: What the row is called now.
        closed: The row went away; nothing is shown.
        created: A new row exists now: its entity and id.
    """

    title_changed = Signal(str)
    closed = Signal()
    created = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._desk = desk
        self._row: Row | None = None
        self._entity: Entity | None = None
        self._views: dict[str, Pages] = {}
        self._tabs: dict[str, str] = {}
        self.header = Header(desk, self.restore, self.go_to)
        self._empty = plain("muted", self)
        self._stack = QStackedWidget(self)
        self.hint = Hint(desk, self, self.focus_first)
        self._lay_out()
        self.setAcceptDrops(True)
        desk.session.changed.connect(self._changed)
        desk.speech.changed.connect(self._say)
        self.clear()

    @property
    def slot(self) -> QHBoxLayout:
        """Return where the window puts its buttons, beside the title."""
        return self.header.slot

    @property
    def is_new(self) -> bool:
        """Return whether a row is being begun that does not exist yet."""
        return self._row is None and self._entity is not None

    @property
    def read_only(self) -> bool:
        """Return whether the row that is shown cannot be changed."""
        deleted = self._row is not None and particulars.is_deleted(self._row)
        return deleted or not self._desk.session.writable

    def current(self) -> tuple[str, str] | None:
        """Return the entity and id of the row that is shown, None if none is."""
        return None if self._row is None else (self._row.entity, self._row.id)

    def show_row(self, entity: str, id_: str, tab: str = "") -> None:
        """Show a row, in a tab by its name or in the one that was looked at last."""
        self.flush()
        row = particulars.find_row(self._desk.session.register, CATALOGUE[entity], id_)
        if row is None:
            self.clear()
            self._desk.messages.tell(GONE)
            return
        self.hint.end(unless=id_)
        self._begin(CATALOGUE[entity])
        self._row = row
        pages = self._pages(entity)
        pages.outdate()
        pages.turn_to(tab)
        pages.show_tabs()
        self._show()

    def show_new(
        self,
        entity: str,
        texts: Mapping[str, Given],
        draft: str = "",
        pasted: Pasted | None = None,
    ) -> None:
        """Show the form of a new row; it exists as soon as what is required is filled in.

        Args:
            entity: The name of its entity.
            texts: What is known of it already.
            draft: The id of the draft that `texts` are, if they are one.
            pasted: What was read of a text, if `texts` are that.
        """
        self.flush()
        kind = CATALOGUE[entity]
        self._begin(kind)
        self._row = None
        pages = self._pages(entity)
        known = {name: value for name, value in texts.items() if name in kind.by_name}
        self.title_changed.emit(self.header.show_new(kind))
        pages.turn_to(pages.tab_of(pages.first_names()[0]))
        pages.show_new(known, self._creator(kind, pasted), draft, pasted)
        self.hint.begin(kind)
        self.hint.watch(pages)

    def clear(self) -> None:
        """Show no row, and say how one is chosen."""
        self._row = self._entity = None
        self.hint.end()
        self.header.hide()
        self._stack.hide()
        self._empty.show()
        self._empty.setText(self._desk.speech(EMPTY))
        self.title_changed.emit("")

    def flush(self) -> bool:
        """Save what is being typed; False if something does not fit and is kept as a draft."""
        return self._entity is None or self._pages(self._entity.name).flush()

    def focus_first(self) -> None:
        """Give the focus to the first field."""
        if self._entity is None:
            return
        pages = self._pages(self._entity.name)
        if pages.beginning is not None:
            pages.beginning.form.focus_first()
        else:
            pages.page.focus_first()

    def show_field(self, name: str) -> None:
        """Turn to a field and give it the focus."""
        if self._entity is not None:
            pages = self._pages(self._entity.name)
            pages.turn_to(pages.tab_of(name))
            pages.page.focus_field(name)

    def go_to(self, finding: Finding) -> None:
        """Turn to what a rule speaks of, or what a step lacks, and give it the focus."""
        if not finding.part:
            self.show_field(finding.field)
            return
        if self._entity is not None:
            pages = self._pages(self._entity.name)
            pages.turn_to(pages.tab_of_parts(finding.part))
            block = pages.page.parts(finding.part)
            if block is not None:
                pages.page.reveal(block)
                block.go_to(finding.field)

    def take_next_step(self) -> None:
        """Take the next step in the life of the row, or say what is missing for it."""
        if self._row is not None and self.flush() and not self.read_only:
            self.header.steps.take_next()

    def show_history(self) -> None:
        """Turn to what was written in the row."""
        self._reveal("history", HistoryBlock)

    def attach(self) -> None:
        """Let a file be chosen, and attach it to the row."""
        block = self._reveal("files", AttachmentsBlock)
        if isinstance(block, AttachmentsBlock) and not self.read_only:
            block.choose()

    def attach_file(self, path: Path) -> None:
        """Attach a file to the row."""
        if self._row is not None and self._entity is not None and not self.read_only:
            self._reveal("files", AttachmentsBlock)
            attach_to(self._desk, self._entity, self._row.id, path)

    def restore(self) -> None:
        """Bring the deleted row back."""
        entity, row = self._entity, self._row
        if entity is None or row is None:
            return
        do = self._desk.session.do
        if self._desk.messages.attempt(lambda: do(lambda reg: restore(reg, entity, row.id))):
            title = self._desk.session.writer.title(row)
            self._desk.messages.done(RESTORED, undo=True, entity=entity.one, title=title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the head as many lines as there is height for."""
        super().resizeEvent(event)
        self.header.steps.fit(event.size().height())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, where they can be attached."""
        if self._row is not None and not self.read_only and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the files that were dropped."""
        event.acceptProposedAction()
        for path in dropped_files(event):
            self.attach_file(path)

    def _lay_out(self) -> None:
        metric = self._desk.theme.metric
        layout = column(self, 0, (0, 0, 0, 0))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(metric(24))
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.hint)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1), ("Ctrl+Tab", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self.turn, step))  # also while one is in the list

    def turn(self, step: int) -> None:
        """Turn to the next tab, or the one before; the focus goes with it."""
        if self._entity is not None and not self.is_new:
            pages = self._pages(self._entity.name)
            pages.turn(step)
            pages.page.focus_first()

    def _pages(self, entity: str) -> Pages:
        if entity not in self._views:
            pages = Pages(self._desk, CATALOGUE[entity], self._stack)
            pages.turned.connect(self._turned)
            self._views[entity] = pages
            self._stack.addWidget(pages)
        return self._views[entity]

    def _begin(self, entity: Entity) -> None:
        self._entity = entity
        self._empty.hide()
        self.header.show()
        self._stack.show()
        self._stack.setCurrentWidget(self._pages(entity.name))

    def _show(self) -> None:
        """Show head and page of the row as it stands now."""
        if self._row is None or self._entity is None:
            return
        self.header.steps.fit(self.height())  # the size of the text may be another now
        title = self.header.show_row(self._entity, self._row, read_only=self.read_only)
        self.header.settle()
        self.title_changed.emit(title)
        findings = [] if self.read_only else self._findings(self._row)
        page = self._pages(self._entity.name).page
        self.header.show_findings([each for each in findings if not page.holds(each)])
        if page.stale:
            page.show_row(self._row, findings, read_only=self.read_only)

    def _turned(self) -> None:
        if self._row is not None and self._entity is not None:
            self._show()
            self.hint.watch(self._pages(self._entity.name))

    def _findings(self, row: Row) -> list[Finding]:
        return particulars.findings(self._desk.session.register, row)

    def _changed(self, change: Change) -> None:
        """Show what was changed; a row that went away is closed."""
        if self._row is None or self._entity is None:
            return
        old, was_read_only = self._row, self.read_only
        row = particulars.find_row(self._desk.session.register, self._entity, old.id)
        if row is None or (particulars.is_deleted(row) and not particulars.is_deleted(old)):
            self.clear()
            self.closed.emit()
            return
        self._row = row
        pages = self._pages(self._entity.name)
        page = pages.page
        fresh = not page.stale
        pages.outdate()
        if fresh and self.read_only == was_read_only:
            findings = [] if self.read_only else self._findings(row)
            page.refresh(row, findings, change, read_only=self.read_only)
            page.stale = False
        if pages.beginning is not None:
            pages.beginning.form.show_row(row)
        self._show()
        self.hint.look_soon()

    def _creator(
        self, entity: Entity, pasted: Pasted | None = None
    ) -> Callable[[Mapping[str, Given]], str]:
        """Return what makes the new row of what is given so far."""

        def save(register: Register, given: Mapping[str, Given], language: str) -> Saved:
            if pasted is None:
                return put(register, entity, None, begun(entity, given), language=language)
            from desktop_app.services.pasting import make  # noqa: PLC0415 — when it is wanted

            return make(register, pasted, given, language=language)

        def create(given: Mapping[str, Given]) -> str:
            language = self._desk.speech.language
            saved = self._desk.session.do(partial(save, given=given, language=language))
            self._row = particulars.find_row(self._desk.session.register, entity, saved.id)
            if pasted is not None:
                fields = [entity.by_name[name].label for name in pasted.unsure]
                words = SAVED_CHECK.fill(fields=fields) if fields else SAVED
                self._desk.messages.done(words, undo=True)
            QTimer.singleShot(0, self, lambda: self._born(saved.id))
            return saved.id

        return create

    def _born(self, id_: str) -> None:
        """Tell that the new row exists now."""
        if self._row is None or self._row.id != id_ or self._entity is None:
            return
        self._pages(self._entity.name).outdate()
        self._show()
        self.hint.born(id_)
        self.created.emit(self._entity.name, id_)
        self._unfold(id_)

    def _unfold(self, id_: str) -> None:
        """Let the tabs take the place of the form of a new row, once nobody is typing in it."""
        if self._row is None or self._row.id != id_ or self._entity is None:
            return
        pages = self._pages(self._entity.name)
        box = _focused_box()
        if pages.beginning is None:
            return
        if box is not None and box.editor.is_changed():
            QTimer.singleShot(UNFOLD_AFTER, self, partial(self._unfold, id_))
            return
        pages.show_tabs()
        if box is not None:
            pages.page.focus_field(box.field.name)
        self.hint.watch(pages)

    def _reveal(self, name: str, kind: type[Block]) -> Block | None:
        if self._row is None or self._entity is None:
            return None
        pages = self._pages(self._entity.name)
        pages.turn_to(pages.tab_with(name))
        block = pages.page.block(kind)
        if block is not None:
            pages.page.reveal(block)
            block.focus_first()
        return block

    def _say(self) -> None:
        """Say everything anew, keeping what is being typed."""
        self._empty.setText(self._desk.speech(EMPTY))
        for pages in self._views.values():
            pages.say()
        if self.is_new and self._entity is not None:
            self.title_changed.emit(self.header.show_new(self._entity))
        else:
            self._show()


def _focused_box() -> FieldBox | None:
    """Return the field that has the focus, None if none has."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, FieldBox):
        widget = widget.parentWidget()
    return widget
