"""What of a collaboration others pay, and what remains for the city."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.life.case import Case
from desktop_app.domain.rules.others import AID_PROJECT, uncovered
from desktop_app.domain.words import Words
from desktop_app.services.membership_told import money_told
from desktop_app.services.register import Register
from desktop_app.services.writing import change
from desktop_app.storage.tables import Row

__all__ = ["Share", "fill_own_share", "share_of", "share_told"]

COLLABORATION = CATALOGUE["collaboration"]
FILLED = Words("Fyllde i egen insats: {title}", "Filled in the own share: {title}")
REST = Words("Återstår för staden: {rest}.", "Remaining for the city: {rest}.")
NO_REST = Words("Andra betalar allt.", "Others pay everything.")
MORE_THAN_ALL = Words(
    "Den externa finansieringen är {over} större än budgeten.",
    "The external funding exceeds the budget by {over}.",
)
OTHER_SHARE = Words("Egen insats är införd som {own}.", "The own share is entered as {own}.")
AID = Words(
    "Ett biståndsprojekt måste vara helt betalt av andra.",
    "An aid project must be paid by others in full.",
)


@dataclass(frozen=True, slots=True)
class Share:
    """What remains of a collaboration's cost for the city, in kronor.

    Attributes:
        rest: What others do not pay.
        over: What they pay beyond the budget.
        own: The own share as it is entered.
        offered: What the own share may be filled in as; None where it is there, or not known.
        aid: Whether it is an aid project, which others must pay in full.
    """

    rest: Decimal
    over: Decimal
    own: Decimal | None
    offered: Decimal | None
    aid: bool

    @property
    def warned(self) -> bool:
        """Tell whether something remains that may not."""
        return self.aid and self.rest > 0


def share_of(register: Register, row: Row) -> Share | None:
    """Return what remains for the city; None where no amount says anything of it."""
    case = Case(COLLABORATION, row.id, row.values, register.clock().date())
    budget, external = case.amount("budget"), case.amount("external_funding")
    own = case.amount("own_share")
    if budget is None and own is None:
        return None
    rest = uncovered(case)
    whole = budget is not None and external is not None
    over = max((external or Decimal(0)) - budget, Decimal(0)) if budget is not None else Decimal(0)
    offered = rest if whole and own is None else None
    return Share(rest, over, own, offered, case.text("kind") == AID_PROJECT)


def fill_own_share(register: Register, id_: str) -> Decimal | None:
    """Fill in the own share as what others do not pay; return it."""
    row = register.row(COLLABORATION, id_)
    share = share_of(register, row)
    if share is None or share.offered is None:
        return None
    with register.record.acting("edit", FILLED.fill(title=register.title(row))) as act:
        change(act, COLLABORATION, id_, {"own_share": f"{share.offered:f}"})
    return share.offered


def share_told(share: Share) -> list[Words]:
    """Return what remains for the city, in sentences."""
    told = [REST.fill(rest=money_told(share.rest)) if share.rest else NO_REST]
    if share.over:
        told.append(MORE_THAN_ALL.fill(over=money_told(share.over)))
    if share.own is not None and share.own != share.rest:
        told.append(OTHER_SHARE.fill(own=money_told(share.own)))
    if share.warned:
        told.append(AID)
    return told
