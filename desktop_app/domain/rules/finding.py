"""What a rule says of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.domain.life.case import Case
from desktop_app.domain.words import Words

__all__ = ["Finding", "Rule"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a row, or what a step lacks.

    Attributes:
        field: The field it is about, '' for the row.
        words: What is wrong or unusual.
        error: Whether it keeps the row from being saved so, or the step from being taken.
        rule: The name of the rule; it never changes.
        part: The entity of the parts it is about, '' where it is about the row itself.
    """

    field: str
    words: Words
    error: bool = False
    rule: str = ""
    part: str = ""


Rule = Callable[[Case], Iterator[Finding]]
