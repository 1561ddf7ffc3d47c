"""What a document is made from: rows with their texts for people, and who prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desktop_app.domain.kinds.base import Value


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it is printed.

    Attributes:
        values: The values by field name, as they are kept.
        texts: The same for people: labels of codes, titles of linked rows; only filled fields.
        others: The other values of a field that differ between registers, for people.
    """

    values: Mapping[str, Value]
    texts: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def filled(self, name: str) -> bool:
        """Return whether the field has anything to print."""
        return bool(self.texts.get(name, "").strip() or self.others.get(name))

    def value(self, name: str) -> str:
        """Return a single value as it is kept, '' when empty."""
        kept = self.values.get(name)
        return "" if kept is None else str(kept)


@dataclass(frozen=True, slots=True)
class Source:
    """Who prints, from which register, and when.

    Attributes:
        office: The part of the city whose register it is.
        person: Who prints, where that is known.
        register: The name of the register.
        printed_at: When; the document tells no other time.
    """

    office: str
    person: str | None
    register: str
    printed_at: datetime
