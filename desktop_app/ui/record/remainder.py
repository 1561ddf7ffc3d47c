"""What of a collaboration remains for the city to pay, under its amounts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services.membership_told import money_told
from desktop_app.services.shares import fill_own_share, share_of, share_told
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.banners import Banner
from desktop_app.ui.record.block import bold, column, plain, row_of
from desktop_app.ui.record.offers import HelpBlock

__all__ = ["RemainderBlock"]

OWN_SHARE = Words("&Fyll i egen insats: {amount}", "&Fill in own share: {amount}")
OWN_TIP = Words("Budgeten minus den externa finansieringen", "The budget less the external funding")
OWN_DONE = Words("Egen insats är ifylld.", "The own share is filled in.")


class RemainderBlock(HelpBlock):
    """The uncovered remainder, with a warning where there may be none."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, entity, parent)
        self.rest = bold(plain(parent=self))
        self.warning = Banner(desk, "warning", "triangle-alert", self)
        self.own = self.offer("check", fill_own_share, (OWN_SHARE, OWN_TIP, OWN_DONE))
        metric = desk.theme.metric
        layout = column(self, metric(4), (metric(8), 0, metric(8), 0))
        layout.addWidget(self.rest)
        layout.addWidget(self.warning)
        layout.addLayout(row_of(self.own.button, spacing=0))

    def fill(self, row: Row) -> None:
        """Show what remains; nothing where no amount is known."""
        share, speech = share_of(self.desk.session.register, row), self.desk.speech
        self.setHidden(share is None)
        if share is None:
            return
        text = " ".join(speech(words) for words in share_told(share))
        self.warning.tell(text if share.warned else "")
        self.rest.setText("" if share.warned else text)
        self.rest.setHidden(share.warned)
        offered = share.offered
        amount = "" if offered is None else money_told(offered)
        self.own.show(wanted=offered is not None, amount=amount)
