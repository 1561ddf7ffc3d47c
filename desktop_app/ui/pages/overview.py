"""The first page: what there is, what is coming, what waits, what was done last."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.services.overview import Due, Overview, overview
from desktop_app.storage.past import RecordedAction
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.labels import plain_label
from desktop_app.ui.often import OWNER
from desktop_app.ui.pages.parts import Card, Line, Scrolled, Tile, emptied
from desktop_app.ui.session import Change
from desktop_app.ui.speech import grouped
from desktop_app.ui.times import when

__all__ = ["OverviewPage"]

TITLE = Words("Översikt", "Overview")
COMING = Words("På gång", "Coming up")
LATE = Words("Har passerat sitt datum", "Past its date")
WAITS = Words("Väntar på dig", "Waiting for you")
LATEST = Words("Senast gjort", "Latest changes")
NOTHING_COMING = Words(
    "Inga datum framöver. Planerade resor, åtgärder och omprövningar visas här.",
    "No dates ahead. Planned trips, actions and reviews are shown here.",
)
NOTHING_LATE = Words("Inget är försenat.", "Nothing is late.")
NOTHING_WAITS = Words("Inget väntar på beslut.", "Nothing is waiting for a decision.")
CONFLICTS = Words("Rader med olika uppgifter", "Rows with differing values")
DOUBTS = Words("Frågor från inlästa filer", "Questions from files taken in")
BEGUN = Words("Påbörjat: {entity}", "Begun: {entity}")
BEGUN_SHOWN, LATEST_SHOWN = 60, 90  # letters
BESIDE = 720
SHORTCUT = Words(
    "Ctrl+K hittar vad som helst: namn, orter, resor, anteckningar.",
    "Ctrl+K finds anything: names, cities, trips, notes.",
)


class OverviewPage(QWidget):
    """The first page."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it is filled when it is shown."""
        super().__init__()
        self._desk = desk
        self._stale = True
        content = QWidget()
        self._title = plain_label("title")
        self._owner = plain_label("muted")
        self._tiles = Flow(None, desk.theme.metric(10))
        self.late, self.coming, self.waits, self.latest = Card(), Card(), Card(), Card()
        self._shortcut = plain_label("muted")
        layout = QVBoxLayout(content)
        layout.setSpacing(desk.theme.metric(14))
        for widget in (self._title, self._owner):
            layout.addWidget(widget)
        layout.addLayout(self._tiles)
        cards = self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        cards.setSpacing(desk.theme.metric(14))
        for column in ((self.late, self.coming), (self.waits, self.latest)):
            stack = QVBoxLayout()
            for card in column:
                stack.addWidget(card)
            stack.addStretch(1)
            cards.addLayout(stack, 1)
        layout.addLayout(cards)
        layout.addWidget(self._shortcut)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        desk.session.drafted.connect(self.heed)
        self._scrolled = Scrolled(content)
        outer.addWidget(self._scrolled)

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
        direction = QBoxLayout.Direction
        self._cards.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def arrive(self) -> None:
        """Show the page as things stand."""
        if self._stale:
            self.say()

    def look(self) -> None:
        """Take colours and sizes anew."""

    def say(self) -> None:
        """Say everything in the language that is spoken, as things stand."""
        found = overview(self._desk.session.register)
        speech = self._desk.speech
        self._title.setText(speech(TITLE))
        self._scrolled.setAccessibleName(speech(TITLE))
        who = speech(OWNER, organisation=found.organisation, person=found.person)
        self._owner.setText(who.removesuffix(" · "))
        self._shortcut.setText(speech(SHORTCUT))
        self._show_tiles(found)
        self._show_dues(self.late, LATE, found.late, NOTHING_LATE)
        self._show_dues(self.coming, COMING, found.coming, NOTHING_COMING)
        self._show_waiting(found)
        self._show_latest(found.latest)
        self._stale = False

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

    def _show_dues(self, card: Card, heading: Words, dues: Sequence[Due], nothing: Words) -> None:
        speech, writer = self._desk.speech, self._desk.session.writer
        card.heading.setText(speech(heading))
        lines: list[QWidget] = [
            Line(
                writer.title(due.row),
                f"{speech(due.what)} · {due.date}",
                partial(self._desk.ways.row.emit, due.row.entity, due.row.id),
            )
            for due in dues
        ]
        card.fill(*(lines or [plain_label("muted", speech(nothing))]))

    def _show_waiting(self, found: Overview) -> None:
        speech = self._desk.speech
        self.waits.heading.setText(speech(WAITS))
        waiting = [(CONFLICTS, found.conflicts), (DOUBTS, found.doubts)]
        lines: list[QWidget] = [
            Line(
                speech(words),
                grouped(count, speech.language),
                partial(self._desk.ways.entity.emit, "exchange"),
            )
            for words, count in waiting
            if count
        ]
        lines += [
            Line(
                speech(BEGUN, entity=CATALOGUE[draft.entity].one),
                " · ".join(draft.texts.values())[:BEGUN_SHOWN],
                partial(self._desk.ways.draft.emit, draft),
                "pencil",
            )
            for draft in found.drafts
        ]
        self.waits.fill(*(lines or [plain_label("muted", speech(NOTHING_WAITS))]))

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


def _shortened(text: str) -> str:
    return text if len(text) <= LATEST_SHOWN else f"{text[: LATEST_SHOWN - 1].rstrip()}…"
