"""The duplicates: the queue of pairs at the left, the two rows side by side at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.services.duplicates import Pair, distinct, titles_of
from desktop_app.services.facing import fuller
from desktop_app.services.merging import merge
from desktop_app.storage.tables import GONE, Row, fetch
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.base import ENTER
from desktop_app.ui.labels import plain_label
from desktop_app.ui.merging import words as say
from desktop_app.ui.merging.foot import Foot
from desktop_app.ui.merging.looking import Answer, Looking
from desktop_app.ui.merging.pair_list import reason_of
from desktop_app.ui.merging.queue import Queue
from desktop_app.ui.merging.sides import Sides
from desktop_app.ui.pages.parts import Scrolled

__all__ = ["MergeDialog", "open_duplicates", "open_merge"]

LAYOUT, SPLIT = "merging", "merging panes"
WIDTH, HEIGHT = 1080, 700
LEFT, LEFT_PERCENT = 330, 35
LOOKING, NOTHING, SHOWING = range(3)


def open_duplicates(desk: Desk, parent: QWidget, entity: str = "") -> MergeDialog:
    """Look for duplicates, and open what goes through them; first those of an entity."""
    dialog = MergeDialog(desk, parent)
    dialog.queue.prefer(entity)
    dialog.open()
    dialog.look()
    return dialog


def open_merge(desk: Desk, parent: QWidget, entity: str, first: str, second: str) -> MergeDialog:
    """Open two rows that somebody has chosen, to be merged."""
    dialog = MergeDialog(desk, parent, Pair(entity, first, second, 0, ()))
    dialog.open()
    return dialog


class MergeDialog(QDialog):
    """Goes through pairs of rows that may be one; or merges two that were chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, only: Pair | None = None) -> None:
        """Make the dialog; `only` are two rows that somebody has chosen."""
        super().__init__(parent)
        self._desk = desk
        self._only = only
        self._titles: Mapping[str, str] = {}
        self._before: list[list[Pair]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(desk.speech(say.MERGE_TITLE if only else say.TITLE))
        self.resize(desk.theme.room(WIDTH, HEIGHT))
        self._build()
        self._wire()
        self.restoreGeometry(desk.settings.layout(LAYOUT))
        self.splitter.restoreState(desk.settings.layout(SPLIT))
        if only is not None:
            self._found(([only], titles_of(desk.session.register, [only], desk.speech.language)))

    def done(self, result: int) -> None:
        """Close; looking for duplicates ends."""
        self.looking.end()
        layouts = {LAYOUT: self.saveGeometry(), SPLIT: self.splitter.saveState()}
        self._desk.settings.keep_layout(layouts)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as the button does."""
        self.done(0)
        event.accept()

    # --- what it is made of

    def _build(self) -> None:
        metric, speech = self._desk.theme.metric, self._desk.speech
        self.queue, self.sides = Queue(self._desk), Sides(self._desk)
        self.list = self.queue.list
        self.looking = Looking(self._desk)
        self.foot = Foot(self._desk, queue=self._only is None)
        scrolled = Scrolled(self.sides)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.queue)
        self.splitter.addWidget(scrolled)
        self.splitter.setStretchFactor(1, 1)
        left = min(metric(LEFT), self.width() * LEFT_PERCENT // 100)
        self.splitter.setSizes([left, self.width() - left])
        self.queue.setHidden(self._only is not None)
        self.nothing = plain_label("muted", speech(say.NONE))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        for page in (self.looking, self.nothing, self.splitter):
            self._stack.addWidget(page)
        self._stack.setCurrentIndex(NOTHING)
        self.told = plain_label("muted", speech(say.KEYS))
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(16), metric(12), metric(16), metric(12))
        column.addWidget(self._stack, 1)
        column.addWidget(self.told)
        column.addWidget(self.foot)

    def _wire(self) -> None:
        self.list.chosen.connect(self._show)
        self.queue.shown.connect(self._refresh)
        self.foot.merge.clicked.connect(self._merge)
        self.foot.distinct.clicked.connect(self._distinct)
        self.foot.skip.clicked.connect(self._skip)
        self.foot.swap.clicked.connect(self._swap)
        self.foot.undo.clicked.connect(self._undo)
        self.foot.open_row.clicked.connect(self._open_row)
        self.foot.again.clicked.connect(self.look)
        self.looking.found.connect(self._found)
        self.looking.failed.connect(self._failed)
        self.looking.stopped.connect(self._stopped)
        self.foot.close_button.clicked.connect(self.reject)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self._undo)
        self._desk.session.changed.connect(self._changed)

    # --- finding

    def look(self) -> None:
        """Look for duplicates beside the window."""
        self._before = []
        self.looking.start()
        self._stack.setCurrentIndex(LOOKING)
        self._refresh()
        self.looking.stop_button.setFocus()

    def _stopped(self) -> None:
        self._say_nothing(say.STOPPED)

    def _failed(self, error: object) -> None:
        self._say_nothing(say.STOPPED)
        self._desk.messages.failed(error)

    def _found(self, answer: Answer) -> None:
        pairs, self._titles = answer
        self._show_pairs(pairs, say.NONE)

    def _show_pairs(self, pairs: Sequence[Pair], none: Words, at: int = 0) -> None:
        if not pairs:
            self.queue.show_pairs([], {})
            self._say_nothing(none)
            return
        self._stack.setCurrentIndex(SHOWING)
        self.queue.show_pairs(pairs, self._titles, at)
        self._to_keys()
        self._refresh()

    def _say_nothing(self, words: Words) -> None:
        self.nothing.setText(self._desk.speech(words))
        self._stack.setCurrentIndex(NOTHING)
        self._refresh()
        self.foot.close_button.setFocus()

    def _to_keys(self) -> None:
        """Put the keyboard where all keys work."""
        (self.foot.merge if self._only is not None else self.list).setFocus()

    # --- what is shown

    def _show(self, pair: Pair | None) -> None:
        """Show a pair; one of which a row is gone by now shows nothing."""
        rows = [] if pair is None else self._rows_of(pair)
        if pair is None or len(rows) < 2:  # noqa: PLR2004 — a pair
            self.sides.clear()
        else:
            shown = self.sides.rows
            if shown is not None and {row.id for row in shown} == {row.id for row in rows}:
                rows.sort(key=lambda row: row.id != shown[0].id)
            else:
                rows = list(fuller(*rows))
            why = reason_of(self._desk, pair) if pair.reasons else ""
            self.sides.show_rows(rows[0], rows[1], why or self._desk.speech(say.CHOSEN_BY_HAND))
        self._refresh()

    def _rows_of(self, pair: Pair) -> list[Row]:
        conn = self._desk.session.register.db.conn
        found = fetch(conn, CATALOGUE[pair.entity], [pair.first, pair.second])
        rows = (found.get(id_) for id_ in (pair.first, pair.second))
        return [row for row in rows if row is not None and row.state != GONE]

    def _changed(self, _change: object) -> None:
        """Show what was written meanwhile, here or elsewhere."""
        if not self._desk.session.resting and self._stack.currentIndex() == SHOWING:
            self._show(self.list.current)

    def _refresh(self) -> None:
        """Allow what can be done now."""
        session, speech = self._desk.session, self._desk.speech
        shown = self._stack.currentIndex() == SHOWING
        whole = shown and self.sides.rows is not None
        for button in (self.foot.merge, self.foot.distinct):
            button.setEnabled(whole and session.writable)
        self.foot.swap.setEnabled(whole)
        self.foot.open_row.setEnabled(whole)
        self.foot.skip.setEnabled(shown and len(self.list.pairs) > 1)
        self.foot.again.setEnabled(not self.looking.busy)
        self.foot.again.setHidden(shown or self._only is not None)
        self.foot.undo.setEnabled(bool(self._before) and session.writable)
        self.told.setVisible(shown or not session.writable)
        if not session.writable:
            self.told.setText(speech(say.READ_ONLY))

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a number, go on by Enter; what has the keyboard itself comes first."""
        key, focus = event.key(), QApplication.focusWidget()
        number = key - Qt.Key.Key_1
        if key in ENTER and isinstance(focus, QPushButton):
            focus.click()
        elif key in ENTER:
            self.foot.skip.click()
        elif 0 <= number < len(self.foot.answers):
            self.foot.answers[number].click()
        else:
            super().keyPressEvent(event)

    # --- doing it

    def _merge(self) -> None:
        """Merge the two that are shown; the queue goes on with the survivor."""
        rows, choices = self.sides.rows, self.sides.choices
        if rows is None:
            return
        kept, dropped = rows
        entity = CATALOGUE[kept.entity]
        writer = self._desk.session.writer
        names = {"keep": writer.title(kept), "drop": writer.title(dropped)}
        done = self._desk.messages.attempt(
            lambda: self._desk.session.do(
                lambda register: merge(register, entity, kept.id, dropped.id, choices)
            )
        )
        if done is not None:
            self._answered(self._without(dropped.id, kept.id), say.MERGED.fill(**names))

    def _without(self, dropped: str, kept: str) -> list[Pair]:
        """Return the queue with a survivor in the place of what was merged into it."""
        found: dict[tuple[str, ...], Pair] = {}
        for pair in self.queue.pairs:
            ids = [kept if id_ == dropped else id_ for id_ in (pair.first, pair.second)]
            moved = Pair(pair.entity, ids[0], ids[1], pair.score, pair.reasons)
            if ids[0] != ids[1]:
                found.setdefault(tuple(sorted(ids)), moved)
        return list(found.values())

    def _distinct(self) -> None:
        """Say that the two are not the same."""
        rows, pair = self.sides.rows, self.list.current
        if rows is None or pair is None:
            return
        entity = CATALOGUE[pair.entity]
        done = self._desk.messages.attempt(
            lambda: self._desk.session.do(
                lambda register: distinct(register, entity, pair.first, pair.second)
            )
        )
        if done is not None:
            names = [self._titles.get(id_, "") for id_ in (pair.first, pair.second)]
            left = [each for each in self.queue.pairs if each is not pair]
            self._answered(left, say.APART.fill(first=names[0], second=names[1]))

    def _answered(self, left: list[Pair], told: Words) -> None:
        if self._only is not None:
            self.accept()
            self._desk.messages.done(told, undo=True)
            return
        at = self.list.place
        self._before.append(self.queue.pairs)
        self.told.setText(self._desk.speech(told))
        self._show_pairs(left, say.NO_MORE, at)

    def _skip(self) -> None:
        self.list.go_next()
        self._to_keys()

    def _swap(self) -> None:
        self.sides.swap()
        self._to_keys()

    def _undo(self) -> None:
        """Take back the last thing that was done here."""
        if not self._before:
            return
        done = self._desk.messages.attempt(self._desk.session.undo)
        if done is not None:
            pairs = self._before.pop()
            at = max(0, self.list.place)
            self.told.setText(self._desk.speech(say.UNDONE))
            self._show_pairs(pairs, say.NONE, at)

    def _open_row(self) -> None:
        rows = self.sides.rows
        if rows is not None:
            self.reject()
            self._desk.ways.row.emit(rows[0].entity, rows[0].id)
