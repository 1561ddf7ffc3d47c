"""The faults of an exchange (F147–F166): each with what must not happen, and what guards it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pytest

from tests.exchange.trio import Trio

__all__ = ["FAULTS", "Fault", "Guard", "fault"]

Case = Callable[[Trio], None]


@dataclass(frozen=True)
class Guard:
    """What keeps a fault from doing harm.

    Attributes:
        what: What it is, in a few words.
        without: What stands in its places when it is taken out: module and names within.
    """

    what: str
    without: Mapping[str, object]

    def take_out(self, patch: pytest.MonkeyPatch) -> None:
        """Take it out for the rest of a test."""
        for place, stand_in in self.without.items():
            patch.setattr(f"desktop_app.{place}", stand_in)


@dataclass(frozen=True)
class Fault:
    """A fault.

    Attributes:
        number: Its number.
        case: Brings it about, and fails where it does harm.
        guards: What keeps it from that; each is missed when it is gone.
    """

    number: int
    case: Case
    guards: Sequence[Guard]

    @property
    def name(self) -> str:
        """Return what it is called."""
        return f"f{self.number}_{self.case.__name__}"


FAULTS: list[Fault] = []


def fault(number: int, guards: Mapping[str, Mapping[str, object]]) -> Callable[[Case], Case]:
    """Add a fault to the list, with its guards by name."""

    def add(case: Case) -> Case:
        FAULTS.append(Fault(number, case, [Guard(*each) for each in guards.items()]))
        return case

    return add
