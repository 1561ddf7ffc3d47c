"""Who in the city was or will be where a trip goes, whom we know there, and what was learnt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services import linking
from desktop_app.services.acquaintances import Known, Tied
from desktop_app.services.overlap import Overlap, Radar, overlaps, travellers_there
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.banners import Banner
from desktop_app.ui.record.block import Block, button, column, counted, heading, plain, row_of
from desktop_app.ui.record.lines import Item, Lines
from desktop_app.ui.session import Change

__all__ = ["RADAR", "RadarBlock", "RadarHint"]

RADAR = "radar"
FIRST = 6
SEPARATOR = "/"

INTRO = Words(
    "Resor av alla förvaltningar och bolag {first} – {last}, de närmaste först.",
    "Trips of all administrations and companies {first} – {last}, the nearest ones first.",
)
ASK = Words(
    "Fyll i resmål, syfte, nätverk eller samarbete under Plan, så visas här vilka i staden som "
    "har varit där eller ska dit, vad de lärde sig och vilka vi känner.",
    "Fill in stops, purpose, network or collaboration under Plan. Then this shows who in the city "
    "has been there or is going, what they learnt and whom we know.",
)
NOBODY = Words(
    "Ingen annan resa i registret går dit eller handlar om detta {first} – {last}.",
    "No other trip in the register goes there or is about this {first} – {last}.",
)
VISITS = Words("Vilka har varit där, och vilka ska dit?", "Who has been there, and who is going?")
CONTACTS = Words("Vilka känner vi där?", "Whom do we know there?")
TIES = Words("Vad har vi annars?", "What else do we have?")
AND_MORE = Words("… och {n} till som rör det mindre.", "… and {n} more that touch it less.")
MORE_CONTACTS = Words(
    "… och fler. Sök på orten i listan över kontakter.",
    "… and more. Search for the city in the list of contacts.",
)
AT_ONCE = Words(
    "Samtidigt i samma stad: {trips}. Tala med varandra innan ni beslutar.",
    "In the same city at the same time: {trips}. Talk to each other before you decide.",
)
LEARNT = Words("Lärdom: {text}", "Learnt: {text}")
OPEN_ONE = Words("1 öppen åtgärd: {what}", "1 open action: {what}")
OPEN_MANY = Words("{n} öppna åtgärder: {what} …", "{n} open actions: {what} …")
SHOW_ALL = Words("Visa alla {n}", "Show all {n}")
SEE = Words("Se vilka har varit där", "See who has been there")
ONE_THERE = Words(
    "En annan resa i registret går dit.", "One other trip in the register goes there."
)
MANY_THERE = Words(
    "{n} andra resor i registret går dit.", "{n} other trips in the register go there."
)
ONE_AT_ONCE = Words("En annan resa är där samtidigt.", "One other trip is there at the same time.")
MANY_AT_ONCE = Words(
    "{n} andra resor är där samtidigt.", "{n} other trips are there at the same time."
)


class RadarBlock(Block):
    """The overlap radar of a trip; each line opens its row."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, parent)
        self.entity = entity
        self.radar = Radar()
        self._row: Row | None = None
        self.at_once = Banner(desk, "warning", "triangle-alert", self)
        self.intro = plain("muted", self)
        self.visits, self.contacts, self.ties = (_Group(desk, self) for _ in range(3))
        metric = desk.theme.metric
        layout = column(self, metric(14), (0, 0, 0, 0))
        for widget in (self.at_once, self.intro, self.visits, self.contacts, self.ties):
            layout.addWidget(widget)
        self.intro.setContentsMargins(metric(8), 0, 0, 0)

    def show_row(self, row: Row, *, read_only: bool) -> None:
        """Show what is known of where a trip goes and of what it is about."""
        if self._row is None or row.id != self._row.id:
            for group in (self.visits, self.contacts, self.ties):
                group.whole = False
        self._row, self.read_only = row, read_only
        self.radar = overlaps(self.desk.session.register, row.id)
        self._fill()

    def concerns(self, change: Change, row: str) -> bool:
        """Tell whether anything was written: any row may touch this one now."""
        return change.rows is None or bool(change.rows)

    def focus_first(self) -> bool:
        """Give the focus to the first line."""
        return any(each.focus_first() for each in (self.visits, self.contacts, self.ties))

    def say(self) -> None:
        """Say everything anew."""
        if self._row is not None:
            self._fill()

    def _fill(self) -> None:
        radar, speech = self.radar, self.desk.speech
        register, writer = self.desk.session.register, self.desk.session.writer
        said = INTRO if radar.visits else NOBODY
        words = said if radar.asked else ASK
        self.intro.setText(speech(words, first=radar.first, last=radar.last))
        both = [_title(each.row, writer) for each in radar.visits if each.same_days]
        self.at_once.tell(speech(AT_ONCE, trips="; ".join(both)) if both else "")
        left = speech(AND_MORE, n=radar.left) if radar.left else ""
        self.visits.show_items(VISITS, [_visit(each, writer) for each in radar.visits], left)
        more = speech(MORE_CONTACTS) if radar.more_contacts else ""
        known = [_known(register, each, writer) for each in radar.contacts]
        self.contacts.show_items(CONTACTS, known, more)
        self.ties.show_items(TIES, [_tied(register, each, writer) for each in radar.ties], "")


class RadarHint(Block):
    """One line beside the plan: how many others go where the trip goes, and the way to them."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, parent)
        self.entity = entity
        self._counts = (0, 0)
        self.text = plain("muted", self)
        self.see = button("route", lambda: self.turn.emit(RADAR), self)
        metric = desk.theme.metric
        layout = column(self, 0, (metric(8), 0, 0, 0))
        layout.addWidget(self.text)
        layout.addLayout(row_of(self.see, spacing=0))

    def show_row(self, row: Row, *, read_only: bool) -> None:
        """Count those who go where a trip goes."""
        self.read_only = read_only
        self._counts = travellers_there(self.desk.session.register, row.id)
        self.say()

    def concerns(self, change: Change, row: str) -> bool:
        """Tell whether a trip or where one goes may have changed."""
        return change.concerns("trip") or change.concerns("stop")

    def say(self) -> None:
        """Say it, or nothing where nobody else goes there."""
        there, at_once = self._counts
        speech = self.desk.speech
        told = [speech(ONE_THERE if there == 1 else MANY_THERE, n=there)] if there else []
        if at_once:
            told.append(speech(ONE_AT_ONCE if at_once == 1 else MANY_AT_ONCE, n=at_once))
        self.text.setText(" ".join(told))
        self.see.setText(speech(SEE))
        self.setHidden(not told)


class _Group(QWidget):
    """A heading with lines: the first ones, until all are wanted."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.whole = False
        self._items: Sequence[Item] = ()
        self.heading = heading(self)
        self.lines = Lines(desk, (), self)
        self.left = plain("muted", self)
        self.all = button("chevron-down", self._show_all, self)
        metric = desk.theme.metric
        layout = column(self, metric(2), (0, 0, 0, 0))
        for widget in (self.heading, self.lines):
            layout.addWidget(widget)
        layout.addLayout(row_of(self.all, spacing=0))
        layout.addWidget(self.left)
        self.heading.setContentsMargins(metric(8), 0, 0, 0)
        self.left.setContentsMargins(metric(8), 0, 0, 0)
        self.lines.chosen.connect(self._go)

    def show_items(self, words: Words, items: Sequence[Item], left: str) -> None:
        """Show items under a heading; nothing where there are none."""
        self._items = items
        shown = items if self.whole else items[:FIRST]
        cut = len(shown) < len(items)
        self.lines.show_items(shown)
        self.heading.setText(counted(words, len(items), self._desk.speech.language))
        self.all.setText(self._desk.speech(SHOW_ALL, n=len(items)))
        self.all.setHidden(not cut)
        self.left.setText(left)
        self.left.setHidden(cut or not left)
        self.setHidden(not items)
        self._said = words, left

    def focus_first(self) -> bool:
        """Give the focus to the first line."""
        return bool(self._items) and self.lines.focus_line(self._items[0].key)

    def _show_all(self) -> None:
        self.whole = True
        words, left = self._said
        self.show_items(words, self._items, left)
        self.lines.focus_line(self._items[FIRST].key)

    def _go(self, key: str) -> None:
        entity, _separator, id_ = key.partition(SEPARATOR)
        self._desk.ways.row.emit(entity, id_)


def _visit(each: Overlap, writer: Writer) -> Item:
    return _item(each.row, writer, _about(each, writer))


def _about(each: Overlap, writer: Writer) -> Iterator[str]:
    """Go through what is told of a trip: why it is shown, who, when, what it taught."""
    trip, values, language = CATALOGUE["trip"], each.row.values, writer.language
    reasons = ", ".join(words.into(language) for words in each.reasons)
    yield reasons[:1].upper() + reasons[1:]
    yield writer.text(trip.by_name["organisation"], values.get("organisation"))
    days = dict.fromkeys(str(values[name]) for name in ("start_on", "end_on") if name in values)
    yield " – ".join(days)
    yield writer.text(trip.by_name["status"], values.get("status"))
    if each.learnt:
        yield LEARNT.fill(text=each.learnt).into(language)
    if each.actions:
        words = OPEN_ONE if len(each.actions) == 1 else OPEN_MANY
        what = str(each.actions[0].values.get("what", ""))
        yield words.fill(n=len(each.actions), what=what).into(language)


def _known(register: Register, each: Known, writer: Writer) -> Item:
    return _with_reasons(register, each.row, each.reasons, writer)


def _tied(register: Register, each: Tied, writer: Writer) -> Item:
    one = CATALOGUE[each.row.entity].one
    return _with_reasons(register, each.row, (one, *each.reasons), writer)


def _with_reasons(register: Register, row: Row, reasons: Sequence[Words], writer: Writer) -> Item:
    told = ", ".join(words.into(writer.language) for words in reasons)
    second = linking.second_line(register, writer, row)
    return _item(row, writer, (told[:1].upper() + told[1:], second))


def _item(row: Row, writer: Writer, told: Iterator[str] | Sequence[str]) -> Item:
    rest = " · ".join(text for text in told if text)
    return Item(f"{row.entity}{SEPARATOR}{row.id}", _title(row, writer), rest)


def _title(row: Row, writer: Writer) -> str:
    return " ".join(writer.title(row).split())
