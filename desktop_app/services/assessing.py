"""How a request measures up to the criteria by which requests are assessed."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Choices
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row

__all__ = ["Assessed", "assessed", "assessed_told"]

ASSESSMENT = CATALOGUE["request"].by_name["assessment"]
SUM = Words("{n} av {all} kriterier", "{n} of {all} criteria")


@dataclass(frozen=True, slots=True)
class Assessed:
    """The criteria of the day, and those that a request has been found to meet.

    Attributes:
        met: The labels of what it meets; one that is no longer on the list counts still.
        left: The labels of the others.
    """

    met: tuple[Words, ...]
    left: tuple[Words, ...]


def assessed(register: Register, row: Row) -> Assessed:
    """Return how a request measures up to the criteria."""
    kind, lists = ASSESSMENT.kind, register.lists()
    assert isinstance(kind, Choices)  # noqa: S101 — as the catalogue has it
    stored = row.values.get(ASSESSMENT.name)
    chosen = [str(code) for code in stored] if isinstance(stored, list) else []
    codes = [*lists.codes(kind.pick_list)]
    codes += [code for code in chosen if code not in codes]

    def label(code: str) -> Words:
        sv, en = (lists.label(kind.pick_list, code, each) for each in LANGUAGES)
        return Words(sv, en)

    met = tuple(label(code) for code in codes if code in chosen)
    return Assessed(met, tuple(label(code) for code in codes if code not in chosen))


def assessed_told(found: Assessed) -> Words:
    """Return how many criteria a request meets, of how many."""
    return SUM.fill(n=len(found.met), all=len(found.met) + len(found.left))
