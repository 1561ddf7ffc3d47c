"""Receipts as the page of the exchange shows them: the newest, each with its sums in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desktop_app.domain.receipts import DECLINED, WAITING, Ending, Receipt, sums_of
from desktop_app.domain.words import Words
from desktop_app.services.receipts import given_receipts, received_back
from desktop_app.services.register import Register

__all__ = ["LATEST", "Told", "Tone", "latest_told", "tone_of"]

LATEST = 10
"""How many of either kind are shown."""

Tone: TypeAlias = Literal["", "warning", "error"]
PARTS: tuple[tuple[tuple[Ending, ...], Words, Words], ...] = (
    (("new",), Words("1 tillagd", "1 added"), Words("{n} tillagda", "{n} added")),
    (("changed",), Words("1 ändrad", "1 changed"), Words("{n} ändrade", "{n} changed")),
    (
        ("merged",),
        Words("1 sammanslagen", "1 merged"),
        Words("{n} sammanslagna", "{n} merged"),
    ),
    (("deleted",), Words("1 borttagen", "1 deleted"), Words("{n} borttagna", "{n} deleted")),
    (
        ("conflict", "doubt"),
        Words("1 väntar", "1 waits"),
        Words("{n} väntar", "{n} wait"),
    ),
    (
        ("other",),
        Words("1 avgjord på annat sätt", "1 resolved otherwise"),
        Words("{n} avgjorda på annat sätt", "{n} resolved otherwise"),
    ),
    (
        ("left_out",),
        Words("1 lämnad därhän", "1 left out"),
        Words("{n} lämnade därhän", "{n} left out"),
    ),
    (("undone",), Words("1 ångrad", "1 undone"), Words("{n} ångrade", "{n} undone")),
    (("refused",), Words("1 avvisad", "1 refused"), Words("{n} avvisade", "{n} refused")),
)
UNCHANGED = Words("Inget ändrat", "Nothing changed")
ALL = Words("{parts}", "{parts}")


@dataclass(frozen=True, slots=True)
class Told:
    """A receipt, and what is said of it in a line.

    Attributes:
        receipt: The receipt.
        office: Who told it, or whom it is for; '' if nobody was named.
        given: Whether it is of a file that was taken in here.
        arrived: Whether whom it is for has it as it is.
        sums: How many rows ended how.
        tone: What marks it: ``warning`` where rows wait, ``error`` where some were not taken.
    """

    receipt: Receipt
    office: str
    given: bool
    arrived: bool
    sums: Words
    tone: Tone


def latest_told(register: Register) -> list[Told]:
    """Return the newest receipts: those that came back, then those that are given.

    It looks up what each row is called, so that large ones take a moment.
    """
    return [
        *(_told(each.receipt, each.office) for each in received_back(register, LATEST)),
        *(
            _told(each.receipt, each.to, given=True, arrived=each.arrived)
            for each in given_receipts(register, LATEST)
        ),
    ]


def tone_of(ending: Ending) -> Tone:
    """Return what marks a row that ended so, '' for nothing."""
    return "warning" if ending in WAITING else "error" if ending in DECLINED else ""


def _told(receipt: Receipt, office: str, *, given: bool = False, arrived: bool = True) -> Told:
    parts = list(_parts(receipt))
    tones = {tone_of(ending) for ending, count in sums_of(receipt).items() if count}
    tone: Tone = "warning" if "warning" in tones else "error" if "error" in tones else ""
    sums = ALL.fill(parts=parts) if parts else UNCHANGED
    return Told(receipt, office, given, arrived, sums, tone)


def _parts(receipt: Receipt) -> Iterator[Words]:
    counts = sums_of(receipt)
    for endings, one, many in PARTS:
        n = sum(counts[ending] for ending in endings)
        if n:
            yield one if n == 1 else many.fill(n=n)
