"""Two rows side by side, field by field, before they are merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Note
from desktop_app.services.reading import Writer
from desktop_app.storage.tables import Row

__all__ = ["Facing", "How", "Taken", "facings", "fuller"]

How: TypeAlias = Literal["same", "filled", "differ"]
"""Both say the same; only one of them says something; they differ."""

Taken: TypeAlias = Literal["keep", "drop", "both"]
"""What the survivor gets where they differ: its own, the other's, or both joined."""


@dataclass(frozen=True, slots=True)
class Facing:
    """What two rows say of one key: of a field, or of a unit as a whole.

    Attributes:
        key: The key.
        fields: Its fields.
        kept: What the row that stays says, by field, as people read it.
        dropped: What the other row says.
        how: How the two are to each other.
        both: Whether both can be taken, joined: then they are unless one is chosen.
    """

    key: str
    fields: tuple[Field, ...]
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    how: How
    both: bool

    @property
    def usual(self) -> Taken:
        """Return what is taken unless somebody chooses."""
        return "both" if self.both else "keep" if any(self.kept) else "drop"


def facings(writer: Writer, entity: Entity, kept: Row, dropped: Row) -> Iterator[Facing]:
    """Go through what two rows say: all that either of them has filled."""
    for key, fields in entity.by_key.items():
        texts = [
            tuple(writer.text(field, row.values.get(field.name)) for field in fields)
            for row in (kept, dropped)
        ]
        if any(texts[0]) or any(texts[1]):
            how = _how(fields, kept.values, dropped.values)
            joined = key in entity.sets or isinstance(fields[0].kind, Note)
            yield Facing(key, fields, texts[0], texts[1], how, joined and how == "differ")


def _how(
    fields: tuple[Field, ...], kept: Mapping[str, object], dropped: Mapping[str, object]
) -> How:
    ours = [kept.get(field.name) for field in fields]
    theirs = [dropped.get(field.name) for field in fields]
    if ours == theirs:
        return "same"
    one_is_empty = all(v is None for v in ours) or all(v is None for v in theirs)
    return "filled" if one_is_empty else "differ"


def fuller(one: Row, other: Row) -> tuple[Row, Row]:
    """Return the row that says more, which usually stays, and the other."""
    return (other, one) if len(other.values) > len(one.values) else (one, other)
