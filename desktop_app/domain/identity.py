"""What makes two rows of a list the same thing: which fields, in which order of trust.

Capitals and spaces make no difference; accents do, since they make two people of one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value

IDENTITIES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "contact": (("email",), ("given_name", "family_name", "organisation")),
    "organisation": (("name",),),
    "network": (("name",),),
    "trip": (("title", "start_on"),),
    "request": (("topic", "received_on"),),
    "collaboration": (("title",),),
    "advocacy": (("title",),),
    "appointment": (("organisation", "contact", "role"),),
    "fee": (("network", "year"),),
    "review": (("network", "year"),),
    "post": (("network", "contact", "role"),),
    "participation": (("network", "organisation"),),
    "delivery": (("organisation", "year"),),
}
"""The most trusted first: of two rows, the first identity that both have filled decides."""

Identity = tuple[str, ...]


def identities(entity: Entity, values: Mapping[str, Value]) -> Iterator[Identity]:
    """Go through the identities of a row, the most trusted first."""
    for names in IDENTITIES.get(entity.name, ()):
        filled = [values.get(name) for name in names]
        if filled[0] is not None and any(value is not None for value in filled):
            yield (*names, *(_same(value) for value in filled))


def are_one(entity: Entity, one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Tell whether two rows are the same thing: two people of one name have different addresses."""
    for names in IDENTITIES.get(entity.name, ()):
        if all(values.get(names[0]) is not None for values in (one, other)):
            return [_same(one.get(n)) for n in names] == [_same(other.get(n)) for n in names]
    return False


def _same(value: Value) -> str:
    return " ".join(str("" if value is None else value).split()).casefold()
