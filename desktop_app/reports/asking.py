"""What a paper asks to be decided, and the place where whoever decides writes it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from desktop_app.domain.words import Language, Words
from desktop_app.reports.blocks import Cell, Fact, Writer, cell, fact
from desktop_app.reports.record import Record

__all__ = ["Asking", "Choice", "Line", "Said", "notes"]


class Choice(TypedDict):
    """One way to decide, with a box to tick."""

    label: str
    ticked: bool


class Line(TypedDict):
    """A line to write on, or what is already written there."""

    label: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Asking:
    """The place for a decision.

    Attributes:
        heading: What it is called.
        ways: The ways to decide, each with what it is called.
        names: The fields of the decision, each on a line of its own.
        signed: The lines that are always written by hand.
    """

    heading: Words
    ways: Sequence[Words]
    names: Sequence[str]
    signed: Sequence[Words]

    def data(self, writer: Writer, row: Record, ticked: Words | None) -> dict[str, object]:
        """Return what the template shows, with what is decided already."""
        language = writer.language
        ways: list[Choice] = [
            {"label": way.into(language), "ticked": way == ticked} for way in self.ways
        ]
        known: list[Line] = [
            {
                "label": writer.label(name),
                "cell": cell(writer.prose(row, name), writer.also(row, name)),
            }
            for name in self.names
        ]
        blank: list[Line] = [
            {"label": words.into(language), "cell": cell("")} for words in self.signed
        ]
        return {"heading": self.heading.into(language), "ways": ways, "lines": [*known, *blank]}


@dataclass(frozen=True, slots=True)
class Said:
    """What the rules say of a row: what is missing for the step that is asked for, what to mind.

    Attributes:
        missing: What has to be there before the step, in sentences.
        warnings: What to think of, in sentences.
    """

    missing: Sequence[str] = field(default=())
    warnings: Sequence[str] = field(default=())


MISSING = Words("Saknas inför beslutet", "Missing for the decision")
MIND = Words("Att tänka på", "To bear in mind")


def notes(said: Said, language: Language) -> list[Fact]:
    """Return what is missing and what to mind as facts, a line each."""
    told: Iterable[tuple[Words, Sequence[str]]] = ((MISSING, said.missing), (MIND, said.warnings))
    return [fact(words.into(language), "\n".join(lines)) for words, lines in told if lines]
