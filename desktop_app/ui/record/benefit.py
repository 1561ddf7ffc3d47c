"""What a membership costs beside what it gives, until when it can be left, and who is in it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words, same
from desktop_app.services import membership_offers as offers
from desktop_app.services.membership import Benefit, Representative, benefit_of
from desktop_app.services.membership_told import (
    fee_told,
    idle_told,
    notice_told,
    trend_told,
)
from desktop_app.services.reading import Writer
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.flow import Flow
from desktop_app.ui.record.banners import Banner
from desktop_app.ui.record.benefit_lines import lines_of
from desktop_app.ui.record.block import bold, button, column, heading, plain
from desktop_app.ui.record.lines import Item, Lines
from desktop_app.ui.record.offers import HelpBlock
from desktop_app.ui.record.year_table import Cell, YearTable

__all__ = ["BenefitBlock"]

CONTACT, NETWORK, POST = (CATALOGUE[name] for name in ("contact", "network", "post"))
REVIEW, FEE, WORK, PEOPLE = "review", "fee", "work", "people"
HERE = (FEE, REVIEW)
"""The parts that stand in the same tab."""
LISTED = ("trip", "interaction")
"""What names a network and has a list of its own."""
SEPARATOR = "/"

COST_AND_BENEFIT = Words("Kostnad och nytta", "Cost and benefit")
WHO = Words("Vilka företräder oss?", "Who represents us?")
MISSING = Words("{role} saknas", "{role} is missing")
UNTIL = Words("{role} till {day}", "{role} until {day}")
BEHIND = Words("{network}: {what}", "{network}: {what}")
FEE_AS_LAST = Words("Avgi&ft {year}: {amount}", "&Fee {year}: {amount}")
FEE_TIP = Words(
    "För in årets avgift med belopp, valuta och betalare som året innan; kursen fylls i när den "
    "är känd",
    "Enters this year's fee with the amount, currency and payer of the last; the rate is filled "
    "in once it is known",
)
FEE_DONE = Words("Årets avgift är införd.", "This year's fee is entered.")
KRONOR = Words("&Kronor enligt kursen ({n})", "&SEK by the rate ({n})")
KRONOR_TIP = Words(
    "Fyller i beloppet i kronor där både belopp och kurs finns",
    "Fills in the amount in SEK where amount and rate are there",
)
KRONOR_DONE = Words("Beloppet i kronor är ifyllt.", "The amount in SEK is filled in.")
NEXT = Words("&Nästa omprövning {day}", "&Next review {day}")
NEXT_TIP = Words("Flyttar nästa omprövning ett år framåt", "Moves the next review a year ahead")
NEXT_DONE = Words("Nästa omprövning är satt.", "The next review is set.")
WRITE_REVIEW = Words("&Omprövning {year} …", "&Write review {year} …")


class BenefitBlock(HelpBlock):
    """What one reads before a membership is kept, changed or left."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, entity, parent)
        self.heading = heading(self)
        self.alarm = Banner(desk, "warning", "triangle-alert", self)
        self.notice = bold(plain(parent=self))
        self.table = YearTable(desk, self)
        self.trend = plain("muted", self)
        self._offers = QWidget(self)
        self.fee = self.offer("plus", offers.add_fee_as_last, (FEE_AS_LAST, FEE_TIP, FEE_DONE))
        self.review = button("pencil", self._write_review, self._offers)
        self.kronor = self.offer("check", offers.fill_kronor, (KRONOR, KRONOR_TIP, KRONOR_DONE))
        self.next = self.offer("calendar-days", offers.put_next_review, (NEXT, NEXT_TIP, NEXT_DONE))
        self.who = heading(self)
        self.people = Lines(desk, (), self)
        self.people.chosen.connect(self._go)
        self.table.wanted.connect(self._show_behind)
        self._lay_out()

    def focus_first(self) -> bool:
        """Give the focus to the table."""
        self.table.setFocus()
        return True

    def fill(self, row: Row) -> None:
        """Show what is known of a membership."""
        session, speech = self.desk.session, self.desk.speech
        found = benefit_of(session.register, row)
        notice, idle = notice_told(found), idle_told(found)
        warned = [notice if found.near else None, idle]
        self.alarm.tell("\n".join(speech(words) for words in warned if words))
        self.notice.setText(speech(notice) if notice and not found.near else "")
        self.notice.setHidden(not self.notice.text())
        self.heading.setText(speech(COST_AND_BENEFIT))
        self.table.setAccessibleName(speech(COST_AND_BENEFIT))
        years = [str(each.year) for each in found.years]
        self.table.show_lines(years, lines_of(found, session.writer))
        self.trend.setText(speech(trend_told(found)))
        self._show_offers(row)
        self.who.setText(speech(WHO))
        self.people.show_items(list(_people(found, session.writer)))

    def _show_offers(self, row: Row) -> None:
        register, speech = self.desk.session.register, self.desk.speech
        fee, year = offers.fee_as_last(register, row), offers.review_wanted(register, row)
        left, day = offers.kronor_left(register, row), offers.next_review(register, row)
        self.fee.show(
            wanted=fee is not None,
            year=fee.year if fee else "",
            amount=fee_told(fee) if fee else "",
        )
        self.review.setText(speech(WRITE_REVIEW, year=year or ""))
        self.review.setHidden(year is None or self.read_only)
        self.kronor.show(wanted=bool(left), n=len(left))
        self.next.show(wanted=day is not None, day=day.isoformat() if day else "")
        wanted = (fee, year, left or None, day)
        self._offers.setHidden(self.read_only or all(each is None for each in wanted))

    def _lay_out(self) -> None:
        metric = self.desk.theme.metric
        layout = column(self, metric(6), (0, 0, 0, 0))
        flow = Flow(self._offers, metric(4))
        for each in (self.fee.button, self.review, self.kronor.button, self.next.button):
            each.setParent(self._offers)
            flow.addWidget(each)
        shown = (self.heading, self.alarm, self.notice, self.table, self.trend, self._offers)
        for widget in (*shown, self.who, self.people):
            layout.addWidget(widget)
        for label in (self.heading, self.notice, self.trend, self.who):
            label.setContentsMargins(metric(8), 0, metric(8), 0)

    def _write_review(self) -> None:
        self.part_wanted.emit(REVIEW, "", "rating")

    def _show_behind(self, cell: Cell, what: str) -> None:
        """Go to what a figure is made of."""
        if cell.entity in HERE:
            self.part_wanted.emit(cell.entity, cell.ids[0], "")
        elif cell.entity not in LISTED:
            self.turn.emit(WORK)
        elif len(cell.ids) == 1:
            self.desk.ways.row.emit(cell.entity, cell.ids[0])
        elif self.row is not None:
            network = self.desk.session.writer.title(self.row)
            words = BEHIND.fill(network=network, what=what)
            self.desk.ways.behind.emit(cell.entity, cell.ids, same(words.into("sv")))

    def _go(self, key: str) -> None:
        if key in NETWORK.by_name:
            self.turn.emit(PEOPLE)
        else:
            self.desk.ways.row.emit(CONTACT.name, key.partition(SEPARATOR)[0])


def _people(found: Benefit, writer: Writer) -> Iterator[Item]:
    for place, each in enumerate(found.people):
        role = _role(each, writer)
        if not each.contact:
            if found.member:
                yield Item(each.field, MISSING.fill(role=role).into(writer.language))
            continue
        name = writer.text(POST.by_name["contact"], each.contact)
        if each.until:
            role = UNTIL.fill(role=role, day=each.until).into(writer.language)
        yield Item(f"{each.contact}{SEPARATOR}{place}", name, role)


def _role(each: Representative, writer: Writer) -> str:
    if each.field in NETWORK.by_name:
        return NETWORK.by_name[each.field].label.into(writer.language)
    return writer.text(POST.by_name[each.field], each.value)
