"""Deciding, one matter after another: what waits at the left, both sides of it at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.progress import Progress
from desktop_app.services.matters import Matter, open_matters
from desktop_app.services.questions import open_questions
from desktop_app.services.register import Register
from desktop_app.services.resolving import (
    Conflict,
    Settled,
    Take,
    open_conflicts,
    open_deletions,
    settle_all,
)
from desktop_app.ui.deciding import words as say
from desktop_app.ui.deciding.alike import menu_of
from desktop_app.ui.deciding.conflict_pane import ConflictPane
from desktop_app.ui.deciding.deletion_pane import DeletionPane
from desktop_app.ui.deciding.matter_list import MatterList
from desktop_app.ui.deciding.panes import Pane, Work
from desktop_app.ui.deciding.question_pane import QuestionPane
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.base import ENTER
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import CLOSE
from desktop_app.ui.pages.parts import Scrolled
from desktop_app.ui.progress import run_long

__all__ = ["DecidingDialog", "open_deciding"]

LAYOUT, SPLIT = "deciding", "deciding panes"
WIDTH, HEIGHT = 1080, 680
LEFT, LEFT_PERCENT = 330, 35
FIRST, LAST = Qt.Key.Key_1, Qt.Key.Key_9
LONG = 100
"""From so many choices on the work is done beside the window."""


def open_deciding(desk: Desk, parent: QWidget, place: tuple[str, ...] = ()) -> DecidingDialog:
    """Open the dialog, at the matter of a place if it waits: entity, row and key, or an id."""
    dialog = DecidingDialog(desk, parent, place)
    dialog.open()
    return dialog


class DecidingDialog(QDialog):
    """Goes through what waits for a decision."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, place: tuple[str, ...] = ()
    ) -> None:
        """Make the dialog with what waits now."""
        super().__init__(parent)
        self._desk = desk
        self._done = 0
        self._told = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(desk.speech(say.TITLE))
        self.resize(desk.theme.room(WIDTH, HEIGHT))
        self._build()
        self._wire()
        self.restoreGeometry(desk.settings.layout(LAYOUT))
        self.splitter.restoreState(desk.settings.layout(SPLIT))
        self.refresh(place)
        self.list.setFocus()

    def done(self, result: int) -> None:
        """Close, unless work is going on."""
        if not self.isEnabled():
            return
        layouts = {LAYOUT: self.saveGeometry(), SPLIT: self.splitter.saveState()}
        self._desk.settings.keep_layout(layouts)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as the button does."""
        self.done(0)
        event.setAccepted(self.isEnabled())

    # --- what it is made of

    def _build(self) -> None:
        speech, metric = self._desk.speech, self._desk.theme.metric
        self.list = MatterList(self._desk)
        self.conflict, self.deletion = ConflictPane(self._desk), DeletionPane(self._desk)
        self.question = QuestionPane(self._desk)
        self._nothing = plain_label("muted", speech(say.NOTHING))
        self._stack = QStackedWidget()
        for pane in (self._nothing, self.conflict, self.deletion, self.question):
            held = Scrolled(pane)
            held.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stack.addWidget(held)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self._stack)
        self.splitter.setStretchFactor(1, 1)
        left = min(metric(LEFT), self.width() * LEFT_PERCENT // 100)
        self.splitter.setSizes([left, self.width() - left])
        self.told = plain_label("muted", speech(say.KEYS))
        column = QVBoxLayout(self)
        column.setContentsMargins(metric(16), metric(12), metric(16), metric(12))
        column.addWidget(self.splitter, 1)
        column.addWidget(self.told)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        speech = self._desk.speech
        self.undo_button = QPushButton(icon("undo-2"), speech(say.UNDO))
        self.row_button = QPushButton(icon("external-link"), speech(say.OPEN_ROW))
        self.next_button = QPushButton(icon("arrow-down"), speech(say.NEXT))
        self.close_button = QPushButton(speech(CLOSE))
        foot = QHBoxLayout()
        foot.addWidget(self.undo_button)
        foot.addWidget(self.row_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        foot.addWidget(self.close_button)
        for button in (self.undo_button, self.row_button, self.next_button, self.close_button):
            button.setAutoDefault(False)
        return foot

    def _wire(self) -> None:
        self.list.chosen.connect(self._show)
        for pane in (self.conflict, self.deletion, self.question):
            pane.decided.connect(self._do)
        self.conflict.all_wanted.connect(self._offer_all)
        self.undo_button.clicked.connect(self._undo)
        self.row_button.clicked.connect(self._open_row)
        self.next_button.clicked.connect(self.list.go_next)
        self.close_button.clicked.connect(self.reject)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self._undo)
        self._desk.session.changed.connect(self._changed)

    # --- what is shown

    def refresh(self, place: tuple[str, ...] = ()) -> None:
        """Show what waits now; `place` is where to stay or go."""
        session = self._desk.session
        self.list.show_matters(list(open_matters(session.register, session.writer)), place)
        self.undo_button.setEnabled(bool(self._done) and session.writable)
        self.next_button.setEnabled(self.list.current is not None)
        text = self._told or self._desk.speech(say.KEYS)
        self.told.setText(text if session.writable else self._desk.speech(say.READ_ONLY))

    def _changed(self, _change: object) -> None:
        if not self._desk.session.resting:
            current = self.list.current
            self.refresh(() if current is None else current.place)

    def _show(self, matter: Matter | None) -> None:
        show = {"conflicts": self._conflict, "deletions": self._deletion}
        shown = matter is not None and show.get(matter.group, self._question)(matter)
        self.row_button.setEnabled(matter is not None and matter.group != "questions")
        if not shown:
            self._stack.setCurrentIndex(0)

    def _conflict(self, matter: Matter) -> bool:
        """Show differing values; tell whether they still wait."""
        register = self._desk.session.register
        entity, row, key = matter.place
        for conflict in open_conflicts(register, [register.row(CATALOGUE[entity], row)]):
            if conflict.key == key:
                if not self.conflict.is_typed_for(conflict):
                    self.conflict.show_conflict(conflict)
                self._stack.setCurrentIndex(1)
                return True
        return False

    def _deletion(self, matter: Matter) -> bool:
        for deleted in open_deletions(self._desk.session.register):
            if deleted.place == matter.place:
                self.deletion.show_deletion(deleted)
                self._stack.setCurrentIndex(2)
                return True
        return False

    def _question(self, matter: Matter) -> bool:
        for question in open_questions(self._desk.session.register):
            if question.id == matter.place[0]:
                self.question.show_question(question)
                self._stack.setCurrentIndex(3)
                return True
        return False

    def pane(self) -> Pane | None:
        """Return the pane that is shown."""
        panes = (None, self.conflict, self.deletion, self.question)
        return panes[self._stack.currentIndex()]

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a number, go on by Enter; what has the keyboard itself comes first."""
        key, pane = event.key(), self.pane()
        focus = QApplication.focusWidget()
        if key in ENTER and isinstance(focus, QPushButton):
            focus.click()
        elif key in ENTER:
            self.list.go_next()
            self.list.setFocus()
        elif FIRST <= key <= LAST and pane is not None:
            pane.answer(key - FIRST + 1)
        else:
            super().keyPressEvent(event)

    # --- doing it

    def _do(self, work: Work, told: str) -> None:
        done = self._desk.messages.attempt(lambda: self._desk.session.do(work))
        if done is not None:
            self._tell(told)

    def _tell(self, told: str) -> None:
        self._done += 1
        self._told = told
        self.refresh(() if self.list.current is None else self.list.current.place)
        self.list.setFocus()

    def _undo(self) -> None:
        """Take back the last thing that was decided here."""
        if not self._done:
            return
        done = self._desk.messages.attempt(self._desk.session.undo)
        if done is not None:
            self._done -= 1
            self._told = ""
            self.refresh()
            self.list.setFocus()

    def _open_row(self) -> None:
        matter = self.list.current
        if matter is not None and matter.group != "questions":
            self.reject()
            self._desk.ways.row.emit(matter.place[0], matter.place[1])

    def _offer_all(self, button: QWidget) -> None:
        """Offer the same choice for several conflicts."""
        conflict = self.conflict.conflict
        if conflict is None:
            return
        conflicts = list(open_conflicts(self._desk.session.register))
        menu = menu_of(self._desk.speech, conflict, conflicts, self._take_all, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _take_all(self, take: Take, conflicts: Sequence[Conflict]) -> None:
        def work(register: Register, progress: Progress | None = None) -> Settled:
            return settle_all(register, take, conflicts, progress)

        if len(conflicts) < LONG:
            done = self._desk.messages.attempt(lambda: self._desk.session.do(work))
            if done is not None:
                self._settled(done)
            return
        self.setEnabled(False)
        task = run_long(self._desk, say.SETTLING, work, self._settled, writes=True, parent=self)
        task.ended.connect(self._ended)

    def _ended(self) -> None:
        self.setEnabled(True)
        self.refresh()
        self.list.setFocus()

    def _settled(self, settled: Settled) -> None:
        speech, skipped = self._desk.speech, settled.skipped
        if skipped:
            reason = speech(skipped[0].reason)
            told = speech(say.ALL_BUT, n=settled.count, left=len(skipped), reason=reason)
        else:
            told = speech(say.ALL_DONE, n=settled.count)
        if settled.action is not None:
            self._tell(told)
        else:
            self.told.setText(told)
