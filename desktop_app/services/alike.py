"""Rows on the same topic, found by the words that few others have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.fields import Entity
from desktop_app.domain.themes import Sought, worth
from desktop_app.services.register import Register
from desktop_app.storage import overlap as asked

__all__ = ["Alike", "alike"]

LEAST, EXACT = 0.18, 0.6
"""How much of a topic two rows share that are on a similar one, or on the same."""
EVERYWHERE = 0.3
FEW_ROWS = 8
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """What of a topic a row shares.

    Attributes:
        share: How much, from 0 to 1.
        words: The words that say most, as they were written.
    """

    share: float
    words: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether it is the same topic, not only a similar one."""
        return self.share >= EXACT


def alike(
    register: Register, entity: Entity, words: Sequence[Sought], least: float = LEAST
) -> dict[str, Alike]:
    """Return the rows of an entity that share enough of a topic, by id."""
    conn = register.db.conn
    rows = asked.count(conn, entity)
    hits: dict[int, list[tuple[float, Sought]]] = {}
    whole = 0.0
    for word in words:
        places = asked.holding(conn, entity, [word.begin], prefix=word.prefix)
        if len(places) > max(FEW_ROWS, rows * EVERYWHERE):
            continue  # what so many speak of tells nothing apart
        says = worth(word, len(places), rows)
        whole += says
        for place in places:
            hits.setdefault(place, []).append((says, word))
    shares = {place: sum(says for says, _word in found) / whole for place, found in hits.items()}
    enough = {place: each for place, each in shares.items() if each >= least}
    ids = asked.ranked(conn, enough)
    return {id_: Alike(enough[place], _shown(hits[place])) for place, id_ in ids.items()}


def _shown(found: Sequence[tuple[float, Sought]]) -> tuple[str, ...]:
    most = sorted(found, key=lambda each: (-each[1].weight, -each[0]))
    return tuple(word.shown for _says, word in most[:SHOWN])
