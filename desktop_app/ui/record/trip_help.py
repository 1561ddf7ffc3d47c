"""Short ways in a trip: what is known already when it is reported, and what costs can be filled."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services.homecoming import Known, known_of, put_headings
from desktop_app.services.life import standing_of
from desktop_app.services.trip_money import (
    add_surcharge,
    outcome_as_budget,
    surcharge,
    without_outcome,
)
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.block import Card, column, plain, row_of
from desktop_app.ui.record.offers import HelpBlock

__all__ = ["CostHelp", "HomecomingBlock"]

REPORTING = ("completed", "reported")
"""The statuses in which a trip is written about."""

ALREADY = Words("Det här finns redan och behöver inte skrivas igen:", "This is there already:")
PLACES = Words("Resmål: {names}", "Stops: {names}")
TRAVELLERS = Words("Deltagare: {names}", "Participants: {names}")
MET = Words("Träffade enligt programmet: {names}", "Met according to the programme: {names}")
NOTHING = Words(
    "Resmål, deltagare och program saknas; fyll i dem under Plan och Program.",
    "Stops, participants and programme are missing; fill them in under Plan and Programme.",
)
HEADINGS = Words("&Frågor som rubriker ({n})", "&Questions as headings ({n})")
HEADINGS_TIP = Words(
    "Lägger in frågorna som rubriker i sammanfattningen, att svara under",
    "Puts the questions into the summary as headings, to be answered there",
)
COSTS = Words("&Utfall = budget ({n})", "O&utcome = budget ({n})")
COSTS_TIP = Words(
    "Skriver att det kostade det som var budgeterat, där inget utfall står",
    "Writes that it cost what was budgeted, where no outcome is written",
)
BY_AIR = Words(
    "Resan går med flyg: klimatpåslaget är {percent} % av biljetterna, {tickets}.",
    "The trip is by air: the climate surcharge is {percent} % of the tickets, {tickets}.",
)
SURCHARGE = Words("&Klimatpåslag: {amount}", "&Climate surcharge: {amount}")
SURCHARGE_TIP = Words("Lägger till klimatpåslaget", "Adds the climate surcharge")
HEADINGS_DONE = Words(
    "Frågorna står som rubriker i sammanfattningen.", "The questions are headings of the summary."
)
COSTS_DONE = Words("Utfallet är ifyllt.", "The outcome is filled in.")
SURCHARGE_DONE = Words("Klimatpåslaget är tillagt.", "The climate surcharge is added.")


class HomecomingBlock(HelpBlock):
    """What is known of a trip that is to be reported, above the fields of the report."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, entity, parent)
        metric = desk.theme.metric
        self._card = Card(self)
        self.known = plain(parent=self._card)
        self.headings = self.offer("list", put_headings, (HEADINGS, HEADINGS_TIP, HEADINGS_DONE))
        self.costs = self.offer("check", outcome_as_budget, (COSTS, COSTS_TIP, COSTS_DONE))
        layout = column(self, 0, (metric(8), 0, metric(8), 0))
        layout.addWidget(self._card)
        self._card.column.addWidget(self.known)
        for each in (self.headings, self.costs):
            self._card.column.addLayout(row_of(each.button, spacing=0))

    def fill(self, row: Row) -> None:
        """Show what is known and what can be filled in, once the trip is over."""
        register, speech = self.desk.session.register, self.desk.speech
        stands = standing_of(register, row)
        self.setHidden(stands is None or stands.now not in REPORTING)
        if self.isHidden():
            return
        found = known_of(register, row.id, self.desk.session.writer)
        told = [speech(words, names=names) for words, names in _told(found)]
        lines = [speech(ALREADY), *told] if told else [speech(NOTHING)]
        self.known.setText("\n".join(lines))
        asked, unpaid = len(found.questions), len(found.unpaid)
        self.headings.show(wanted=bool(asked), n=asked)
        self.costs.show(wanted=bool(unpaid), n=unpaid)


class CostHelp(HelpBlock):
    """What can be filled in among the costs of a trip, under them."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, entity, parent)
        self.surcharge = self.offer(
            "plus", add_surcharge, (SURCHARGE, SURCHARGE_TIP, SURCHARGE_DONE)
        )
        self.costs = self.offer("check", outcome_as_budget, (COSTS, COSTS_TIP, COSTS_DONE))
        self.by_air = plain("muted", self)
        metric = desk.theme.metric
        layout = column(self, metric(2), (metric(8), 0, 0, 0))
        layout.addWidget(self.by_air)
        for each in (self.surcharge, self.costs):
            layout.addLayout(row_of(each.button, spacing=0))

    def fill(self, row: Row) -> None:
        """Offer the climate surcharge that a trip by air lacks, and outcomes as budgeted."""
        register, speech = self.desk.session.register, self.desk.speech
        offered = surcharge(register, row.id)
        self.by_air.setHidden(offered is None)
        self.surcharge.show(wanted=offered is not None, amount="")
        if offered is not None:
            amount, tickets = self._sums(offered.amount, offered.tickets, offered.currency)
            self.by_air.setText(speech(BY_AIR, percent=offered.percent, tickets=tickets))
            self.surcharge.show(wanted=True, amount=amount)
        stands = standing_of(register, row)
        over = stands is not None and stands.now in REPORTING
        unpaid = len(without_outcome(register, row.id)) if over else 0
        self.costs.show(wanted=bool(unpaid), n=unpaid)
        self.setHidden(self.read_only or not (offered or unpaid))

    def _sums(self, *told: object) -> Iterator[str]:
        """Go through amounts as people read them, with the currency that comes last."""
        *amounts, currency = told
        writer = self.desk.session.writer
        kind = CATALOGUE["cost"].by_name["budget"].kind
        return (f"{kind.write(f'{a:f}', writer.context)} {currency}".strip() for a in amounts)


def _told(found: Known) -> Iterator[tuple[Words, list[str]]]:
    for words, names in (
        (PLACES, found.places),
        (TRAVELLERS, found.travellers),
        (MET, found.met),
    ):
        if names:
            yield words, list(names)
