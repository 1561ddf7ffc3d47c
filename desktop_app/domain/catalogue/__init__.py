"""The catalogue: once and for all, what a register holds.

A new field touches the next file in ``db_schema/``, its entity here, the exchange contract and
the golden files; see the checklist in ``desktop_app/ARCHITECTURE.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from desktop_app.domain.catalogue.engagements import (
    ACTION,
    ADVOCACY,
    COLLABORATION,
    INTERACTION,
    REQUEST,
)
from desktop_app.domain.catalogue.networks import (
    ACTIVITY,
    FEE,
    NETWORK,
    PARTICIPATION,
    POST,
    REVIEW,
)
from desktop_app.domain.catalogue.people import APPOINTMENT, CONTACT, ORGANISATION
from desktop_app.domain.catalogue.trips import (
    COST,
    FUNDING,
    LEG,
    PARTICIPANT,
    PROGRAMME,
    STOP,
    TRIP,
)
from desktop_app.domain.catalogue.upkeep import (
    ATTACHMENT,
    DELIVERY,
    DISTINCT,
    LIST_ITEM,
    SETTING,
)
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Link, Links

ENTITIES: tuple[Entity, ...] = (
    CONTACT,
    ORGANISATION,
    APPOINTMENT,
    NETWORK,
    PARTICIPATION,
    FEE,
    POST,
    REVIEW,
    ACTIVITY,
    TRIP,
    STOP,
    PROGRAMME,
    PARTICIPANT,
    LEG,
    COST,
    FUNDING,
    REQUEST,
    COLLABORATION,
    ADVOCACY,
    INTERACTION,
    ACTION,
    DELIVERY,
    ATTACHMENT,
    SETTING,
    DISTINCT,
    LIST_ITEM,
)

CATALOGUE: Mapping[str, Entity] = MappingProxyType({entity.name: entity for entity in ENTITIES})


@cache
def links(entity: Entity) -> tuple[tuple[Field, str], ...]:
    """Return the links of an entity: each field with the entity it points to."""
    return tuple(
        (field, field.kind.entity) for field in entity if isinstance(field.kind, (Link, Links))
    )


@cache
def links_to(entity: Entity) -> tuple[tuple[Entity, Field], ...]:
    """Return the fields of all entities that point to `entity`."""
    return tuple(
        (other, field)
        for other in ENTITIES
        for field, target in links(other)
        if target == entity.name
    )


@cache
def parts_of(entity: Entity) -> tuple[tuple[Entity, Field], ...]:
    """Return the entities whose rows are parts of rows of `entity`, with the owning link."""
    return tuple((other, field) for other, field in links_to(entity) if field.name in other.owners)
