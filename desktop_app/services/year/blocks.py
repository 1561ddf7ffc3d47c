"""Texts to paste into the annual report: the sentences of the answers, put together by subject."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, TextBlock
from desktop_app.services.year import phrases

__all__ = ["text_blocks"]

BLOCKS: tuple[tuple[Words, tuple[int, ...]], ...] = (
    (Words("Nätverk och medlemskap", "Networks and memberships"), (1, 2)),
    (Words("Företrädare, beslut och nytta", "Representation, decisions and benefit"), (3, 4, 5)),
    (Words("Resor till utlandet", "Trips abroad"), (6, 7)),
    (Words("Flyg och klimat", "Flights and climate"), (8,)),
    (Words("Besök utifrån", "Visits from abroad"), (9,)),
    (Words("Projekt, bistånd och externa medel", "Projects, aid and external funding"), (10,)),
    (Words("Inriktning och geografi", "Directions and geography"), (11, 14)),
    (Words("Organisation och samordning", "Organisation and coordination"), (12, 13)),
)
"""What each text is called, and the questions whose answers it tells."""


def text_blocks(answers: Sequence[Answer]) -> tuple[TextBlock, ...]:
    """Return the texts, without those there is nothing to tell in."""
    by_number = {answer.number: answer for answer in answers}
    blocks = []
    for heading, numbers in BLOCKS:
        sentences = [s for number in numbers for s in by_number[number].sentences]
        if sentences:
            blocks.append(TextBlock(heading, phrases.joined(sentences)))
    return tuple(blocks)
