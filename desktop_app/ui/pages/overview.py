"""The first page: what needs somebody, what is coming, the year, counts, what was done last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.services.overview import Overview, overview
from desktop_app.storage.past import RecordedAction
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import OWNER
from desktop_app.ui.pages.parts import Card, Line, Scrolled, Tile, emptied
from desktop_app.ui.session import Change
from desktop_app.ui.speech import grouped
from desktop_app.ui.times import when

if TYPE_CHECKING:
    from desktop_app.services.due import Item
    from desktop_app.services.year_dates import Dated
    from desktop_app.ui.pages.follow_up.gatherer import Gatherer
    from desktop_app.ui.pages.year_card import YearCard
    from desktop_app.ui.slices import Slices

__all__ = ["OverviewPage"]

TITLE = Words("Översikt", "Overview")
NEEDS = Words("Behöver göras", "To be done")
COMING = Words("Kommande 30 dagar", "The next 30 days")
LATEST = Words("Senast gjort", "Latest changes")
COUNTING = Words("Går igenom registret …", "Going through the register …")
NOTHING_COMING = Words(
    "Inga datum de närmaste 30 dagarna. Resor, besök och sista dagar visas här.",
    "No dates in the next 30 days. Trips, visits and deadlines are shown here.",
)
NOTHING_NEEDED = Words(
    "Inget är försenat, på väg att gå ut, saknas eller väntar.",
    "Nothing is late, expiring, missing or waiting.",
)
FURTHER = Words("och {n} till", "and {n} more")
ALL = Words("Visa allt", "Show all")
ABOUT = Words("{what} · {date}", "{what} · {date}")
LATEST_SHOWN = 90  # letters
BESIDE, AHEAD, TOLD, COMING_TOLD = 720, 30, 2, 8
YEAR_PLACE = 3
"""Below title, owner and the cards."""
AFTERWARDS_MS = 120
"""What is waited after the first paint, in which somebody may have gone elsewhere already."""
SHORTCUT = Words(
    "Ctrl+K hittar vad som helst: namn, orter, resor, anteckningar. Ctrl+U går till uppföljningen.",
    "Ctrl+K finds anything: names, cities, trips, notes. Ctrl+U goes to the follow-up.",
)


class OverviewPage(QWidget):
    """The first page; what takes time is shown after it was painted."""

    def __init__(self, desk: Desk, gathering: Callable[[], Gatherer]) -> None:
        """Make the page; it is filled when it is shown.

        Args:
            desk: What it works with.
            gathering: Returns what gathers what asks for something, once that is wanted.
        """
        super().__init__()
        self._desk = desk
        self._gathering = gathering
        self._stale = True
        self._items: Sequence[Item] | None = None
        self._dates: Sequence[Dated] | None = None
        content = QWidget()
        self._title = plain_label("title")
        self._owner = plain_label("muted")
        self._tiles = Flow(None, desk.theme.metric(10))
        self.needs, self.coming, self.latest = Card(), Card(), Card()
        self._shortcut = plain_label("muted")
        layout = self._layout = QVBoxLayout(content)
        layout.setSpacing(desk.theme.metric(14))
        for widget in (self._title, self._owner):
            layout.addWidget(widget)
        layout.addLayout(self._cards())
        layout.addLayout(self._tiles)
        layout.addWidget(self._shortcut)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scrolled = Scrolled(content)
        outer.addWidget(self._scrolled)
        self._after = QTimer(self, singleShot=True, interval=AFTERWARDS_MS)
        self._after.timeout.connect(self._go_on)

    @cached_property
    def year(self) -> YearCard:
        """Return the calendar of the year, made after the first paint."""
        from desktop_app.ui.pages.year_card import YearCard  # noqa: PLC0415 — see above

        made = YearCard(self._desk)
        self._layout.insertWidget(YEAR_PLACE, made)
        made.say()
        made.arrange(self.width())
        return made

    @cached_property
    def _gatherer(self) -> Gatherer:
        found = self._gathering()
        found.changed.connect(self._show_needs)
        return found

    @cached_property
    def _slices(self) -> Slices:
        from desktop_app.ui.slices import Slices  # noqa: PLC0415 — after the paint

        made = Slices(self._desk.session, self)
        made.done.connect(self._show_coming)
        return made

    def heed(self, change: Change | None = None) -> None:
        """Show what changed, now or when the page is shown."""
        del change
        self._stale = True
        if self.isVisible():
            self.say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other where they have no room side by side."""
        super().resizeEvent(event)
        beside = event.size().width() >= self._desk.theme.metric(BESIDE)
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if beside else way.TopToBottom)
        if "year" in self.__dict__:
            self.year.arrange(event.size().width())

    def arrive(self) -> None:
        """Show the page as things stand."""
        if self._stale:
            self.say()
        else:
            self._after.start()

    def look(self) -> None:
        """Take colours and sizes anew."""
        if "year" in self.__dict__:
            self.year.look()

    def say(self) -> None:
        """Say everything in the language that is spoken, as things stand."""
        found = overview(self._desk.session.register)
        speech = self._desk.speech
        self._title.setText(speech(TITLE))
        self._scrolled.setAccessibleName(speech(TITLE))
        who = speech(OWNER, organisation=found.organisation, person=found.person)
        self._owner.setText(who.removesuffix(" · "))
        self._shortcut.setText(speech(SHORTCUT))
        self.needs.heading.setText(speech(NEEDS))
        self.coming.heading.setText(speech(COMING))
        for card, known in ((self.needs, self._items), (self.coming, self._dates)):
            if known is None:
                card.fill(plain_label("muted", speech(COUNTING)))
        self._show_tiles(found)
        self._show_latest(found.latest)
        if "year" in self.__dict__:
            self.year.say()
        self._stale = False
        self._after.start()

    def _go_on(self) -> None:
        """Read what takes time, once the page was painted and if it still is shown."""
        if not self.isVisible() or self._desk.session.closed or self._desk.session.resting:
            return
        from desktop_app.services import year_dates  # noqa: PLC0415 — after the first paint

        self._gatherer.want(self)
        if self._gatherer.ever:
            self._show_needs()
        register, language = self._desk.session.register, self._desk.speech.language
        today = register.clock().date()
        until = today + timedelta(AHEAD)
        self._slices.start(year_dates.steps(register, today, until, language))
        self.year.load()

    # --- what stands in the cards ---

    def _cards(self) -> QBoxLayout:
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(self._desk.theme.metric(14))
        for column in ((self.needs,), (self.coming, self.latest)):
            stack = QVBoxLayout()
            stack.setSpacing(self._desk.theme.metric(14))
            for card in column:
                stack.addWidget(card)
            stack.addStretch(1)
            self._both.addLayout(stack, 1)
        return self._both

    def _show_tiles(self, found: Overview) -> None:
        emptied(self._tiles)
        speech = self._desk.speech
        for name, count in found.counts.items():
            tile = Tile(
                grouped(count, speech.language),
                speech(CATALOGUE[name].many),
                partial(self._desk.ways.entity.emit, name),
            )
            self._tiles.addWidget(tile)
        self._in_order()

    def _show_needs(self) -> None:
        """Show what asks for something; while the page is hidden, that it is gone through."""
        if not self.isVisible():
            self._items = None
            return
        self._items = [item for item in self._gatherer.items if not item.foreign]
        nothing = plain_label("muted", self._desk.speech(NOTHING_NEEDED))
        self.needs.fill(*(self._needed(self._items) or [nothing]))
        self._in_order()

    def _needed(self, items: Sequence[Item]) -> list[QWidget]:
        """Return the first lines of each group, below one that leads to all of it."""
        from desktop_app.domain.due import GROUPS  # noqa: PLC0415 — after the first paint

        speech = self._desk.speech
        lines: list[QWidget] = []
        for group, words in GROUPS.items():
            some = [item for item in items if item.group == group]
            if some:
                count = grouped(len(some), speech.language)
                follow = partial(self._desk.ways.follow_up.emit, group)
                lines.append(Line(speech(words), count, follow, strong=True))
                lines += self._first_of(some)
        return lines

    def _first_of(self, items: Sequence[Item]) -> Iterator[QWidget]:
        speech = self._desk.speech
        for item in _varied(items)[:TOLD]:
            day = "" if item.date is None else item.date.isoformat()
            said = speech(ABOUT, what=item.what, date=day) if day else speech(item.what)
            title, said = (item.title, said) if item.title else (said, "")
            yield Line(_shortened(title), said, partial(self._go_to, item))

    def _go_to(self, item: Item) -> None:
        from desktop_app.ui.pages.follow_up.going import go_to  # noqa: PLC0415 — when wanted

        go_to(self._desk, item, self.window())

    def _show_coming(self, found: list[Dated]) -> None:
        self._dates = sorted(found, key=lambda each: (each.first, each.last, each.id))
        speech, shown = self._desk.speech, self._dates[:COMING_TOLD]
        lines: list[QWidget] = [
            Line(
                _shortened(speech(each.what)),
                each.first.isoformat(),
                partial(self._desk.ways.spot.emit, each.entity, each.id, each.field, ""),
            )
            for each in shown
        ]
        if len(found) > len(shown):
            lines.append(plain_label("muted", speech(FURTHER, n=len(found) - len(shown))))
        self.coming.fill(*(lines or [plain_label("muted", speech(NOTHING_COMING))]))
        self._in_order()

    def _show_latest(self, actions: Sequence[RecordedAction]) -> None:
        speech = self._desk.speech
        self.latest.heading.setText(speech(LATEST))
        self.latest.fill(
            *(
                Line(
                    _shortened(speech(action.label)),
                    " · ".join(filter(None, (action.who, when(action.at)))),
                    partial(self._desk.ways.entity.emit, "history"),
                )
                for action in actions
            )
        )
        self._in_order()

    def _in_order(self) -> None:
        """Let Tab go as one reads; what is filled in later would come last."""
        places: list[QLayout] = [card.body for card in (self.needs, self.coming, self.latest)]
        shown: list[QWidget] = [each for place in places for each in _buttons(place)]
        if "year" in self.__dict__:
            shown += (self.year.earlier, self.year.later, self.year.chart, self.year.list)
        shown += _buttons(self._tiles)
        for before, after in pairwise(shown):
            QWidget.setTabOrder(before, after)


def _buttons(layout: QLayout) -> list[QPushButton]:
    """Return the lines or tiles that stand in a layout."""
    items = (layout.itemAt(place) for place in range(layout.count()))
    widgets = [item.widget() for item in items if item is not None]
    return [each for each in widgets if isinstance(each, QPushButton)]


def _varied(items: Sequence[Item]) -> list[Item]:
    """Return the first item of each kind before the others."""
    first = {item.kind: item for item in reversed(items)}
    leading = [item for item in items if first[item.kind] is item]
    return [*leading, *(item for item in items if first[item.kind] is not item)]


def _shortened(text: str) -> str:
    return text if len(text) <= LATEST_SHOWN else f"{text[: LATEST_SHOWN - 1].rstrip()}…"
