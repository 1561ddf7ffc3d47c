"""Short ways with a trip's costs: the climate surcharge, and outcomes that are as budgeted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.gender import new_label
from desktop_app.domain.kinds import Value
from desktop_app.domain.rules.trips import FLYING, SURCHARGE, TICKET
from desktop_app.domain.words import Words
from desktop_app.services import particulars
from desktop_app.services.register import Register
from desktop_app.services.thresholds import thresholds
from desktop_app.services.writing import change, create
from desktop_app.storage.tables import Row

__all__ = ["Offered", "add_surcharge", "outcome_as_budget", "surcharge", "without_outcome"]

COST, LEG = CATALOGUE["cost"], CATALOGUE["leg"]
ORE, HUNDRED = Decimal("0.01"), Decimal(100)
RATED = ("currency", "rate", "rate_source")
ADDED = Words("{new}: {item}", "{new}: {item}")
ONE_AS_PLANNED = Words("Utfallet blev som budgeten: {item}", "Outcome as budgeted: {item}")
AS_PLANNED = Words(
    "Utfallet blev som budgeten för {n} kostnader", "Outcome as budgeted for {n} costs"
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A climate surcharge that the costs of a trip lack.

    Attributes:
        percent: How much of the tickets.
        tickets: What these cost, exactly.
        amount: The surcharge, to the öre.
        rated: Currency and rate of both.
    """

    percent: int
    tickets: Decimal
    amount: Decimal
    rated: tuple[tuple[str, Value], ...]

    @property
    def currency(self) -> str:
        """Return the code of the currency, '' where none is said."""
        return str(dict(self.rated).get("currency") or "")


def surcharge(register: Register, trip: str) -> Offered | None:
    """Return the climate surcharge that a trip by air lacks; None where it lacks none.

    It is reckoned on the tickets that have a budget and, where these are in several currencies, on
    those in the currency of the first.
    """
    legs, costs = _parts(register, LEG, trip), _parts(register, COST, trip)
    flies = any(leg.values.get("mode") in FLYING for leg in legs)
    if not flies or any(cost.values.get("item") == SURCHARGE for cost in costs):
        return None
    tickets = [each for each in costs if each.values.get("item") == TICKET and _budget(each)]
    if not tickets:
        return None
    rated = _rated(tickets[0])
    whole = sum((_budget(each) for each in tickets if _rated(each) == rated), Decimal(0))
    percent = thresholds(register)["climate_surcharge_percent"]
    amount = (whole * percent / HUNDRED).quantize(ORE, ROUND_HALF_UP)
    return Offered(percent, whole, amount, rated)


def add_surcharge(register: Register, trip: str) -> str | None:
    """Add the climate surcharge to the costs of a trip; return the id of the cost."""
    offered = surcharge(register, trip)
    if offered is None:
        return None
    id_ = str(uuid4())
    item = register.lists().label("cost_item", SURCHARGE, "sv")
    label = ADDED.fill(new=new_label(COST), item=item)
    values = {"trip": trip, "item": SURCHARGE, "budget": f"{offered.amount:f}"}
    with register.record.acting("edit", label) as act:
        create(act, COST, id_, {**values, **dict(offered.rated)})
    return id_


def without_outcome(register: Register, trip: str) -> list[Row]:
    """Return the costs of a trip that have a budget and no outcome."""
    return [
        row
        for row in _parts(register, COST, trip)
        if row.values.get("budget") is not None and row.values.get("outcome") is None
    ]


def outcome_as_budget(register: Register, trip: str, costs: Sequence[str] | None = None) -> int:
    """Write that costs came to what was budgeted, as one action; return how many were written.

    Args:
        register: The register.
        trip: The trip.
        costs: The ids of the costs; all that have no outcome if None.
    """
    rows = [row for row in without_outcome(register, trip) if costs is None or row.id in costs]
    if not rows:
        return 0
    item = register.title(rows[0])
    words = ONE_AS_PLANNED if len(rows) == 1 else AS_PLANNED
    with register.record.acting("edit", words.fill(n=len(rows), item=item)) as act:
        for row in rows:
            change(act, COST, row.id, {"outcome": row.values["budget"]})
    return len(rows)


def _parts(register: Register, part: Entity, trip: str) -> list[Row]:
    return particulars.parts(register, part, part.by_name["trip"], trip)


def _budget(row: Row) -> Decimal:
    return Decimal(str(row.values.get("budget") or 0))


def _rated(row: Row) -> tuple[tuple[str, Value], ...]:
    return tuple((name, row.values[name]) for name in RATED if name in row.values)
