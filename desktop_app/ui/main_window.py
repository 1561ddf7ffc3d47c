"""The main window: menus, and either the first page or an open register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services.facts import owner_of_register
from desktop_app.ui.allowed import name_undo, states_of
from desktop_app.ui.bar import Bar
from desktop_app.ui.commands import COMMANDS, Actions
from desktop_app.ui.desk import Desk, Ways
from desktop_app.ui.doing import Doing
from desktop_app.ui.dropping import dropped
from desktop_app.ui.general import General
from desktop_app.ui.labels import plain_label
from desktop_app.ui.leaving import may_leave
from desktop_app.ui.messages import Messages
from desktop_app.ui.often import OWNER
from desktop_app.ui.places import SUFFIX
from desktop_app.ui.session import Session
from desktop_app.ui.settings import Settings
from desktop_app.ui.speech import Speech
from desktop_app.ui.strip import Strip
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Theme
from desktop_app.ui.workplace import Workplace

__all__ = ["MainWindow"]

TITLE = "Kontaktnät"
TITLE_OF = Words("{name} – Kontaktnät", "{name} – Kontaktnät")
READ_ONLY = Words("{name} (skrivskyddad) – Kontaktnät", "{name} (read-only) – Kontaktnät")
TROUBLE, NOTHING = Words("{sentence} {advice}", "{sentence} {advice}"), Words("", "")
SIZE = (1280, 800)
LOOK_MS = 2000
"""How often it is looked whether other programs wrote in the register."""
ROW_MENU = (
    *("new", "duplicate", "copy", "delete", "restore", "attach", "row_history"),
    "print",
)


class MainWindow(QMainWindow):
    """The window of one register, or of none.

    Signals:
        open_asked: A register is to be opened; carries its path.
    """

    open_asked = Signal(object)

    def __init__(
        self, settings: Settings, speech: Speech, theme: Theme, messages: Messages, tasks: Tasks
    ) -> None:
        """Make an empty window."""
        super().__init__()
        self.settings, self.speech, self.theme = settings, speech, theme
        self.messages, self.tasks = messages, tasks
        self.log: Path | None = None
        self.place: Workplace | None = None
        self.doing: Doing | None = None
        self.desk: Desk | None = None
        self._start: QWidget | None = None
        self.banner = plain_label("banner")
        self.banner.setProperty("tone", "warning")
        self.banner.hide()
        self._stack = QStackedWidget()
        self._notice: Words | None = None
        self._trouble: Words | None = None
        self._lay_out()
        self.strip = Strip(speech)
        self.setStatusBar(self.strip)
        self.actions_ = Actions(speech, self._handlers())
        self.actions_.fill(self.menuBar())
        self.bar = Bar(speech, self.actions_)
        self.addToolBar(self.bar)
        self._connect()
        self._restore()

    def open(self, session: Session, notice: Words | None = None) -> None:
        """Show an open register; `notice` is what there is to know about it."""
        self._leave()
        desk = Desk(
            session, self.speech, self.theme, self.messages, self.tasks, self.settings, Ways()
        )
        place = Workplace(desk)
        self.desk, self.place = desk, place
        self.doing = Doing(desk, place, self)
        place.moved.connect(self._allow)
        place.send_wanted.connect(self.doing.files.send)
        place.take_wanted.connect(self.doing.files.take)
        place.print_wanted.connect(self.doing.files.print_follow_up)
        place.paste_wanted.connect(self.actions_.by_name["paste"].trigger)
        place.columns_wanted.connect(self.doing.columns)
        place.row_menu.connect(self._row_menu)
        session.changed.connect(self._allow)
        session.changed.connect(self.strip.heed)
        self._stack.addWidget(place)
        self._stack.setCurrentWidget(place)
        place.sidebar.setFocus()  # it had the keyboard, and lost it when it came into the window
        self._notice = notice
        self.say()
        self._allow()
        self._watch.start()

    def show_start(self) -> None:
        """Show the first page: no register is open."""
        from desktop_app.ui.start.page import StartPage  # noqa: PLC0415 — seldom seen

        self._leave()
        if self._start is None:
            page = StartPage(self.settings, self.speech, self.theme, self.messages, self.tasks)
            page.opened.connect(self.open_asked)
            page.made.connect(self.open_asked)
            self._start = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._start)
        self._start.begin()  # type: ignore[attr-defined]
        self.say()
        self._allow()

    def begin_register(self) -> None:
        """Show the first page with the form of a new register."""
        if not self.may_leave(self.begin_register):
            return
        self.show_start()
        self._start.begin_new()  # type: ignore[union-attr]

    def say(self) -> None:
        """Say title, banner and owner in the language that is spoken."""
        self._say_banner()
        if self.desk is None:
            self.setWindowTitle(TITLE)
            self.strip.owner.clear()
            return
        session = self.desk.session
        words = TITLE_OF if session.writable else READ_ONLY
        self.setWindowTitle(self.speech(words, name=session.path.stem))
        organisation, person = owner_of_register(session.register)
        owner = self.speech(OWNER, organisation=organisation, person=person)
        self.strip.owner.setText(owner.removesuffix(" · "))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed and remember how the window was left."""
        if not self.may_leave(self.close):
            event.ignore()
            return
        self._leave()
        self.settings.keep_layout({"window": self.saveGeometry()})
        self.settings.save()
        event.accept()

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Tell whether all that is typed is kept; else it is asked about, and `then` may follow."""
        if self.desk is None or self.place is None or self.doing is None:
            return True
        return may_leave(self.desk, self.place, self.doing.files.save_copy, then)

    def changeEvent(self, event: QEvent) -> None:
        """Save what is being typed when somebody goes to another program."""
        if event.type() == QEvent.Type.ActivationChange and self.place is not None:
            if self.isActiveWindow():
                self._look()
            else:
                self.place.flush()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what is dragged onto the window: a file, or anything where a register is open."""
        found = dropped(event.mimeData())
        anything = found.something and self.doing is not None
        if anything or len(found.files) == 1 or found.trouble is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a register that is dropped; take in other files, a table or a signature."""
        found = dropped(event.mimeData())
        event.acceptProposedAction()
        if found.trouble is not None:
            QTimer.singleShot(0, self, partial(self.messages.tell, *found.trouble))
        elif len(found.files) == 1:
            QTimer.singleShot(0, self, partial(self.take_or_open, found.files[0]))
        elif self.doing is not None:
            QTimer.singleShot(0, self, partial(self.doing.drop, found))

    def take_or_open(self, path: Path) -> None:
        """Open a register; take in any other file."""
        if self.doing is None or path.suffix.casefold() == SUFFIX:
            self.open_asked.emit(path)
        else:
            self.doing.files.take_file(path)

    def _handlers(self) -> Mapping[str, Callable[[], object]]:
        own = General(self).handlers()
        return {
            command.name: own.get(command.name) or partial(self._do, command.name)
            for command in COMMANDS
        }

    def _do(self, name: str) -> None:
        if self.doing is not None:
            self.doing.handlers()[name]()

    def _allow(self) -> None:
        """Enable what can be done with what is chosen, and name what undo would take back."""
        self.bar.setVisible(self.desk is not None)
        self.actions_.allow(states_of(self.desk, self.place))
        self._naming.start()

    def _name_undo(self) -> None:
        if self.doing is None or self.desk is None or self.desk.session.resting:
            return
        writable = self.desk.session.writable
        name_undo(self.actions_, self.doing.taking_back, self.speech, writable=writable)

    def _row_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for name in ROW_MENU:
            menu.addAction(self.actions_.by_name[name])
        menu.popup(place)

    def _look(self) -> None:
        """Notice what other programs wrote, and a file that is gone."""
        if self.desk is None or self.desk.session.resting or self.tasks.busy:
            return
        trouble: Words | None = None
        try:
            self.desk.session.look()
        except Refused as problem:
            trouble = TROUBLE.fill(sentence=problem.sentence, advice=problem.advice or NOTHING)
        if trouble != self._trouble:
            self._trouble = trouble
            self._say_banner()  # that alone: nothing of it is read from the file

    def _say_banner(self) -> None:
        notice = self._trouble or self._notice
        self.banner.setVisible(notice is not None)
        if notice is not None:
            self.banner.setText(self.speech(notice))

    def _leave(self) -> None:
        """Leave the register that is shown: what is typed is saved, widths are remembered."""
        self._watch.stop()
        self._notice = self._trouble = None
        if self.place is not None:
            self.place.flush()
            self.place.keep_layout()
            self.place.rest()
            self._stack.removeWidget(self.place)
            self.place.deleteLater()
        self.place = self.doing = self.desk = None
        self.tasks.tidy()

    def _lay_out(self) -> None:
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(central)
        self.setAcceptDrops(True)
        self._watch = QTimer(self, interval=LOOK_MS)

    def _connect(self) -> None:
        self._watch.timeout.connect(self._look)
        self.messages.said.connect(self.strip.tell)
        self.strip.undo_wanted.connect(lambda: self._do("undo"))
        self.strip.rows_wanted.connect(lambda: self._do("imported"))
        self.speech.changed.connect(self.say)
        self._naming = QTimer(self, singleShot=True, interval=0)
        self._naming.timeout.connect(self._name_undo)
        self.speech.changed.connect(self._naming.start)

    def _restore(self) -> None:
        self.resize(*(self.theme.metric(length) for length in SIZE))
        state = self.settings.layout("window")
        if not state.isEmpty():
            self.restoreGeometry(state)
