"""What the cells of a column say against the field that its heading names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from desktop_app.domain import territories
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import (
    Choice,
    Context,
    Country,
    Date,
    Email,
    Kind,
    Phone,
    Text,
    Website,
)
from desktop_app.domain.problems import Invalid
from desktop_app.exchange.lists.columns import fields_of
from desktop_app.exchange.lists.readings import plain
from desktop_app.exchange.lists.witness import is_data
from desktop_app.exchange.reading.reader import Cell

__all__ = ["doubt_about"]

NONE, EMPTY, OTHER, NEVER = range(4)

MOST_LOOKED_AT = 30
FEW = 0.2
_LIKE_A_DATE = re.compile(r"\s*[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{1,4}(?:[ T].*)?", re.DOTALL)
_DIGITS = re.compile(r"[0-9]")
_FEWEST_DIGITS = 5

ADDRESSED = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev"),
        *("herr", "hr", "fru", "frk", "froken", "frau", "m", "mme", "mlle", "monsieur", "madame"),
        *("sig", "sra", "dipling", "drmed", "drphil", "profdr", "phd", "mag", "doktor"),
    )
)
MEANT_OTHERWISE: Mapping[str, frozenset[str]] = {"title": ADDRESSED}
"""By field, the cells of columns that are called so and mean something else."""


def doubt_about(target: str, entity: Entity, cells: Iterable[Cell], context: Context) -> int:
    """Return what cells say against a place.

    0 is nothing, 1 that all are empty, 2 that hardly any fits, 3 that another thing is meant.
    """
    sample = list(islice((c for c in cells if _says_something(c)), MOST_LOOKED_AT))
    if not sample:
        return EMPTY
    field = fields_of(target, entity)[0]
    others = MEANT_OTHERWISE.get(field.name, frozenset())
    if all(isinstance(cell, str) and plain(cell) in others for cell in sample):
        return NEVER
    if isinstance(field.kind, Text) and all(map(is_data, sample)):
        return NEVER
    fitting = sum(_fits(cell, field.kind, context) for cell in sample)
    return NONE if fitting > FEW * len(sample) else OTHER


def _says_something(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _fits(cell: Cell, kind: Kind, context: Context) -> bool:
    text = cell if isinstance(cell, str) else ""
    if isinstance(kind, Email):
        return "@" in text
    if isinstance(kind, Phone):
        return _is_like_a_number(cell)
    if isinstance(kind, Date) and _LIKE_A_DATE.fullmatch(text):
        return True
    if isinstance(kind, Country):
        return territories.code_of(text) is not None
    if isinstance(kind, (Choice, Date, Website)):
        return _parses(cell, kind, context)
    return not isinstance(kind, Text) or not is_data(cell)


def _is_like_a_number(cell: Cell) -> bool:
    text = str(cell)
    digits = len(_DIGITS.findall(text))
    return digits >= _FEWEST_DIGITS and "@" not in text and not _LIKE_A_DATE.fullmatch(text)


def _parses(cell: Cell, kind: Kind, context: Context) -> bool:
    try:
        return kind.parse(cell, context) is not None
    except Invalid:
        return False
