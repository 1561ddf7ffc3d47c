"""Becoming a part of an exchange: from a workbook that was sent, or from a register of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.outgoing import Meta
from desktop_app.exchange.read_workbook import Returned
from desktop_app.services.exporting import Wish, meta_of
from desktop_app.services.import_plan import How
from desktop_app.services.import_return import plan_workbook
from desktop_app.services.opening import open_register
from desktop_app.services.parcels import arrival_of, parcel, take_in
from desktop_app.services.reading_files import read_returned
from desktop_app.services.register import Clock, Register
from desktop_app.services.steps import Steps
from desktop_app.storage.connection import is_register

__all__ = ["Joined", "read_joined"]

JOINED = Words("Gick med i utbytet genom {file}", "Joined the exchange by {file}")
NOTHING_TO_JOIN = Words(
    "”{name}” är varken ett register eller en hel arbetsbok från ett utbyte.",
    "“{name}” is neither a register nor a whole workbook of an exchange.",
)
ASK_FOR_ONE = Words(
    "Be centralen om en arbetsbok med hela registret, och spara den utan att ändra i den.",
    "Ask the central office for a workbook with the whole register, and save it unchanged.",
)


@dataclass(frozen=True)
class Joined:
    """An exchange to become a part of.

    Attributes:
        path: The workbook or register it is known from.
        meta: What that says of itself.
        log: The lines of its log.
        returned: The workbook, None for a register.
    """

    path: Path
    meta: Meta
    log: Sequence[str]
    returned: Returned | None

    @property
    def exchange_id(self) -> str:
        """Return the id of the exchange."""
        return self.meta.exchange_id

    def take_in(self, register: Register) -> None:
        """Take all it brings into a register that is being made."""
        label = JOINED.fill(file=self.path.name)
        steps = Steps(None)
        if self.returned is not None:
            plan = plan_workbook(How(register, self.path), self.returned)
            with register.record.acting("import", label, source=self.path.name) as act:
                if plan.arrival is not None:
                    take_in(register, act, plan.arrival, steps)
                plan.write(act, steps)
            return
        arrival = arrival_of(register, self.meta, self.log)
        assert arrival is not None  # noqa: S101 — a register's parcel is whole
        with register.record.acting("import", label, source=self.path.name) as act:
            take_in(register, act, arrival, steps)


def read_joined(source: Path, password: str, clock: Clock) -> Joined:
    """Return the exchange that a workbook or a register belongs to.

    Raises:
        Refused: It is neither, or cannot be read.
    """
    if is_register(source):
        with open_register(source, writing=False, clock=clock) as register:
            sent = parcel(register, None)
            log = list(sent.lines())
            meta = replace(meta_of(register, Wish(), None), more=sent.more)
            return Joined(source, meta, log, None)
    returned = read_returned(source, password)
    if returned is None or not returned.believed or returned.meta.filtered:
        raise Refused(NOTHING_TO_JOIN.fill(name=source.name), ASK_FOR_ONE)
    return Joined(source, returned.meta, returned.log, returned)
