"""A row with its parts, as rules and steps judge it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop_app.domain.days import read_day
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.domain.thresholds import DEFAULTS, Thresholds

__all__ = ["Case", "Values"]

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Case:
    """A row, what belongs to it, and the day on which it is judged.

    Attributes:
        entity: What it is.
        id: Its id, '' for one that is not saved yet.
        values: Its values.
        today: The day.
        parts: The rows in view that belong to it, by entity; None where nobody has looked.
        siblings: The other parts of its owner of the same entity; None where nobody has looked.
        thresholds: From when something is late.
    """

    entity: Entity
    id: str
    values: Values
    today: date
    parts: Mapping[str, Sequence[Case]] | None = None
    siblings: Sequence[Case] | None = None
    thresholds: Thresholds = field(default_factory=lambda: DEFAULTS)

    @property
    def status(self) -> str:
        """Return the stored status, '' where there is none."""
        return self.text("status")

    def part(self, entity: str) -> Sequence[Case]:
        """Return the parts of an entity; none where nobody has looked."""
        return () if self.parts is None else self.parts.get(entity, ())

    def day(self, name: str) -> date | None:
        """Return the day in a field."""
        return read_day(self.values.get(name))

    def text(self, name: str) -> str:
        """Return the text in a field, '' where there is none."""
        value = self.values.get(name)
        return value.strip() if isinstance(value, str) else ""

    def amount(self, name: str) -> Decimal | None:
        """Return the exact number in a field."""
        value = self.values.get(name)
        return None if value is None else Decimal(str(value))

    def has(self, name: str) -> bool:
        """Tell whether a field is filled."""
        return self.values.get(name) is not None
