"""The page of what is late, due, expiring, missing and waiting: done in the list itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words
from desktop_app.services.due import Item
from desktop_app.services.due.deeds import DEEDS, asked, carry_out
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.labels import plain_label
from desktop_app.ui.lists.empty import Empty
from desktop_app.ui.pages.follow_up.choosing import Choosing
from desktop_app.ui.pages.follow_up.deed_bar import GO, AskBar, DeedBar, Foot
from desktop_app.ui.pages.follow_up.gatherer import Gatherer
from desktop_app.ui.pages.follow_up.going import go_to
from desktop_app.ui.pages.follow_up.model import LinesModel
from desktop_app.ui.pages.follow_up.table import LinesTable
from desktop_app.ui.session import Change
from desktop_app.ui.speech import grouped

__all__ = ["FollowUpPage"]

TITLE = Words("Uppföljning", "Follow-up")
COUNTING = Words("Går igenom registret …", "Going through the register …")
BELONGS = Words(
    "Inget att följa upp.\nHär samlas det som är försenat, snart ska göras, går ut, saknas eller "
    "väntar på beslut: reserapporter, åtgärder, medlemskap, uppdrag, förfrågningar och kontakter.",
    "Nothing to follow up.\nWhat is late, due soon, expiring, missing or waiting for a decision "
    "is gathered here: trip reports, actions, memberships, posts, requests and contacts.",
)
NOTHING_CHOSEN = Words(
    "Inget av det du valt att se. Välj Alla för att se resten.",
    "Nothing of what you chose to see. Choose All to see the rest.",
)
PRINT = Words("Skriv ut …", "Print …")
YEAR = Words("Årsrapport", "Yearly report")
ELSEWHERE = Words(
    "{deed} kräver mer än en rad: fyll i det som saknas här.",
    "{deed} takes more than a line: fill in what is missing here.",
)
DECIDE = "decide"


class FollowUpPage(QWidget):
    """The list, what of it is shown, and what can be done.

    Signals:
        print_wanted: The list is wanted on paper.
    """

    print_wanted = Signal()

    def __init__(self, desk: Desk, gatherer: Gatherer) -> None:
        """Make the page; it is filled when it is shown."""
        super().__init__()
        self._desk = desk
        self._deed = ""
        self._about: Item | None = None
        self._awaited = False
        self._key: tuple[str, str] = ("", "")
        self._gatherer = gatherer
        self.model = LinesModel(desk)
        self.table = LinesTable(desk, self.model)
        self.choosing = Choosing(desk)
        self.deeds, self.ask = DeedBar(desk), AskBar(desk)
        self._foot = Foot(self.deeds, self.ask)
        self._make()
        self._connect()
        self.say()

    @property
    def item(self) -> Item | None:
        """Return the current item."""
        return self.table.current

    def heed(self, change: Change) -> None:
        """Hear that something changed: what gathers tells when there are other lines."""
        del change

    def arrive(self) -> None:
        """Show the page as things stand."""
        self._gatherer.want(self)
        self._show()

    def take_focus(self) -> None:
        """Take the keyboard: the lines, from the one that was the current one."""
        if self.model.rowCount():
            self.table.go_to(self.model.near(max(0, self.table.currentIndex().row())))
            self.table.setFocus()
        else:
            self._awaited = not self._gatherer.ever
            self.choosing.take_focus()

    def show_only(self, *, group: str = "", kind: str = "") -> None:
        """Show one group or one kind."""
        self.choosing.choose(group=group, kind=kind)

    def look(self) -> None:
        """Take colours and sizes anew."""
        self.table.fit()
        self.table.viewport().update()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._desk.speech
        self._title.setText(speech(TITLE))
        self.table.setAccessibleName(speech(TITLE))
        self.print_button.setText(speech(PRINT))
        self.year_button.setText(speech(YEAR))
        self.choosing.say()
        self.ask.say()
        self.model.forget()
        self._show()

    def do(self, place: int) -> None:
        """Do what can be done about the current line, by its place among what can."""
        item = self.item
        if item is None or place >= len(item.deeds) or not self._desk.session.writable:
            return
        self._deed, self._about = item.deeds[place], item
        if self._deed == DECIDE:
            go_to(self._desk, item, self.window())
            return
        session, language = self._desk.session, self._desk.speech.language
        try:
            asks = asked(session.register, item, self._deed, language)
        except Refused as problem:
            self._desk.messages.refuse(problem)
            return
        if asks:
            names = sorted({each.who for each in self._gatherer.items if each.who})
            self._foot.setCurrentWidget(self.ask)
            self.ask.begin(DEEDS[self._deed].label, asks, names)
        elif asks is None:
            self._desk.messages.done(ELSEWHERE, deed=DEEDS[self._deed].label)
            self.enter()
        else:
            self._carry_out({})

    def enter(self) -> None:
        """Go to the place of the current line."""
        if self.item is not None:
            go_to(self._desk, self.item, self.window())

    def _carry_out(self, answers: Mapping[str, str]) -> None:
        item, deed = self._about, self._deed  # another line may be the current one by now
        if item is None:
            self._give_up()
            return
        session, language = self._desk.session, self._desk.speech.language
        place = self.table.currentIndex().row()
        try:
            session.do(lambda register: carry_out(register, item, deed, answers, language))
        except Invalid as problem:
            if not answers:
                self._desk.messages.refuse(problem)
            self.ask.tell(self._desk.speech(problem.sentence()))
            return
        except Refused as problem:
            self._desk.messages.refuse(problem)
            self.ask.tell("")
            return
        self._give_up()
        self._stay_near(item, place)
        self._desk.messages.done(DEEDS[deed].done, undo=True, title=item.title)

    def _stay_near(self, item: Item, place: int) -> None:
        """Go to the next line where the one that was done went away."""
        here = self.model.place_of(item.key)
        self.table.go_to(here if here >= 0 else self.model.near(place))

    def _give_up(self) -> None:
        """Put the question away, and give the keyboard back to the lines."""
        self._foot.setCurrentWidget(self.deeds)
        self.table.setFocus()

    def _show(self) -> None:
        """Show the lines that are chosen; the current line stays it, or the next one is."""
        items = self.choosing.shown(self._gatherer.items)
        key, place = self._key, self.table.currentIndex().row()
        self.model.show(items)
        self.table.span()
        here = self.model.place_of(key) if key != ("", "") else -1
        if here < 0:
            here = self.model.near(place) if place >= 0 else -1
        if here != self.table.currentIndex().row():
            self.table.go_to(here)
        self._note()
        self._say_number(items)
        if self._awaited and items:
            self._awaited = False
            if self.choosing.isAncestorOf(self.focusWidget()):  # nobody went elsewhere meanwhile
                self.take_focus()

    def _say_number(self, items: Sequence[Item]) -> None:
        speech = self._desk.speech
        known = self._gatherer.ever
        number = grouped(len(items), speech.language)
        self._number.setText(number if known else speech(COUNTING))
        self._rows.setCurrentWidget(self.table if items or not known else self._empty)
        self._foot.setVisible(bool(items))
        if not items and known:
            self._empty.tell(speech(NOTHING_CHOSEN if self.choosing.chosen else BELONGS))

    def _note(self) -> None:
        """Show what can be done about the line that is the current one now."""
        item = self.item
        self._key = ("", "") if item is None else item.key
        if self._foot.currentWidget() is self.ask and self.table.hasFocus():
            self._foot.setCurrentWidget(self.deeds)
        self.deeds.show_item(item)

    def _menu(self, place: QPoint) -> None:
        item, speech = self.item, self._desk.speech
        if item is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(speech(GO)).triggered.connect(self.enter)
        for number, code in enumerate(item.deeds if self._desk.session.writable else ()):
            action = menu.addAction(speech(DEEDS[code].label))
            action.setShortcut(QKeySequence(str(number + 1)))
            action.triggered.connect(lambda _checked=False, number=number: self.do(number))
        menu.popup(place)

    def _make(self) -> None:
        metric = self._desk.theme.metric
        self._title = plain_label("title", wrap=False)
        self._number = plain_label("muted", wrap=False)
        self.print_button = QPushButton(icon("printer"), "")
        self.year_button = QPushButton(icon("chart-column"), "")
        self._empty = Empty(self._desk.theme)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self._empty)
        self._foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addWidget(self._number)
        top.addStretch(1)
        top.addWidget(self.year_button)
        top.addWidget(self.print_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(metric(8))
        layout.addLayout(top)
        layout.addWidget(self.choosing)
        layout.addWidget(self._rows, 1)
        layout.addWidget(self._foot)

    def _connect(self) -> None:
        self._gatherer.changed.connect(self._show)
        self.choosing.changed.connect(self._show)
        self.table.chosen.connect(self._note)
        self.table.entered.connect(self.enter)
        self.table.deed.connect(self.do)
        self.table.menu_wanted.connect(self._menu)
        self.table.left.connect(self.choosing.take_focus)
        self.deeds.wanted.connect(self.do)
        self.deeds.entered.connect(self.enter)
        self.ask.answered.connect(self._carry_out)
        self.ask.cancelled.connect(self._give_up)
        self.print_button.clicked.connect(self.print_wanted)
        self.year_button.clicked.connect(lambda: self._desk.ways.entity.emit("year"))
