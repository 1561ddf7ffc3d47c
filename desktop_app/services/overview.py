"""What a person sees first, before anything is gone through: counts, and what was done last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import reading, viewing
from desktop_app.services.facts import owner_of_register
from desktop_app.services.register import Register
from desktop_app.services.viewing import View
from desktop_app.storage.past import RecordedAction

__all__ = ["COUNTED", "LATEST", "Overview", "overview"]

COUNTED = ("contact", "organisation", "network", "trip", "request", "collaboration", "advocacy")
LATEST = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows at once; what is due is gathered meanwhile (`services.due`).

    Attributes:
        organisation: Whose register it is.
        person: Who keeps it, '' where that is not known.
        counts: How many rows there are of what people count.
        latest: What was done last.
    """

    organisation: str
    person: str
    counts: Mapping[str, int]
    latest: Sequence[RecordedAction]


def overview(register: Register) -> Overview:
    """Return what the first page shows at once; some milliseconds also for large registers."""
    organisation, person = owner_of_register(register)
    counts = {name: viewing.count(register, View(CATALOGUE[name])) or 0 for name in COUNTED}
    latest = [action for action, _undone in reading.history(register, limit=LATEST)]
    return Overview(organisation, person, counts, latest)
