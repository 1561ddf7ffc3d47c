"""The colours of charts and maps: those of paper, and whatever the window asks for."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PAPER", "Palette"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#rrggbb``; nothing is told by them alone.

    Attributes:
        ink: Of numbers and names.
        quiet: Of what may step back.
        hair: Of thin lines that only guide the eye.
        back: What everything stands on.
        accent: Of bars and lines, and of the hatching of those that are not filled.
        soft: Fills that stand back; always with a border of the accent.
    """

    ink: str
    quiet: str
    hair: str
    back: str
    accent: str
    soft: str


PAPER = Palette("#1c1c1c", "#575757", "#c7c7c7", "#ffffff", "#123f5c", "#bcd4e3")
