"""Which rows of a register the rows of a list look like: many questions, one reading."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.census import Census
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.domain.likeness import Scorer
from desktop_app.domain.portraits import ENTITIES, portrait
from desktop_app.services.pairing import Blocks, Pair, pair_of, portraits
from desktop_app.services.register import Register

__all__ = ["Finder"]


class Finder:
    """Holds what many new rows are compared with; what is written later it does not see."""

    def __init__(self, register: Register, entity: Entity) -> None:
        """Read the rows of an entity; of one that is not compared, none."""
        self._entity = entity
        compared = entity.name in ENTITIES
        self._rows = list(portraits(register, entity)) if compared else []
        census = Census(self._rows)
        self._blocks = Blocks(entity, self._rows, census)
        self._scorer = Scorer(entity.name, census)

    def near(self, values: Mapping[str, Value], place: str = "", limit: int = 3) -> list[Pair]:
        """Return the rows that one with these values looks like, the likeliest first.

        Args:
            values: Its values by field name, as the register would keep them.
            place: What its organisation is called, also if the register has none of that name.
            limit: How many at the most.
        """
        if not self._rows:
            return []
        typed = portrait(self._entity.name, "", values, place)
        near = [self._rows[place] for place in self._blocks.near(typed)]
        scored = ((other.id, self._scorer.score(typed, other)) for other in near)
        made = [pair_of(self._entity, "", id_, likeness) for id_, likeness in scored if likeness]
        return sorted(made, key=lambda pair: (-pair.score, pair.second))[:limit]
