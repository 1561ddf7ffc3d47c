"""What makes two rows of a list the same thing: which fields, in which order of trust.

Capitals and spaces make no difference; accents do, since they make two people of one name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Email, Value
from desktop_app.domain.role_addresses import is_role

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
        if _says_which(entity, names, values):
            yield (*names, *(_same(values.get(name)) for name in names))


def are_one(entity: Entity, one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Tell whether two rows are the same thing: two people of one name have different addresses."""
    for names in IDENTITIES.get(entity.name, ()):
        if all(_says_which(entity, names, values) for values in (one, other)):
            return [_same(one.get(n)) for n in names] == [_same(other.get(n)) for n in names]
    return False


def _says_which(entity: Entity, names: tuple[str, ...], values: Mapping[str, Value]) -> bool:
    """Tell whether a row has what an identity begins with: of names that stand in, any of them."""
    if isinstance(entity.by_name[names[0]].kind, Email):
        address = values.get(names[0])
        return address is not None and not is_role(str(address))  # info@ is nobody's own
    needed = [name for name in names if name in entity.one_of] or names[:1]
    return any(values.get(name) is not None for name in needed)


def _same(value: Value) -> str:
    return " ".join(str("" if value is None else value).split()).casefold()
