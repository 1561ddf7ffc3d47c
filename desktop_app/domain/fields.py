"""What a field and an entity are; the catalogue lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from desktop_app.domain.kinds import Kind
from desktop_app.domain.words import Words


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entity: what it is, never how one adapter shows it.

    Attributes:
        name: Its name in schema, command line and JSON.
        kind: What its values are.
        label: What people call it.
        required: A row cannot be without it.
        personal: It tells something of a person (extract, erasure).
        local: It never leaves the register.
        unit: The unit it belongs to: fields that only mean something together.
        help: What belongs there, in a sentence.
    """

    name: str
    kind: Kind
    label: Words
    required: bool = False
    personal: bool = False
    local: bool = False
    unit: str | None = None
    help: Words | None = None

    @property
    def key(self) -> str:
        """Return what edits of the field are named by: its unit, or itself."""
        return self.unit or self.name


@dataclass(frozen=True, eq=False)
class Entity:
    """One kind of row; each is one object, compared as such.

    Attributes:
        name: Its name in schema, command line and JSON.
        one: What people call a row.
        many: What people call the rows.
        fields: Its fields in order.
        title: The fields that make a row's readable name.
        owners: Links of which one is set: the row is a part of that row and goes with it.
        one_of: Fields of which at least one is required.
        order: The fields that rows are sorted by, where they are not the title.
    """

    name: str
    one: Words
    many: Words
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    owners: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Return the fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def units(self) -> Mapping[str, tuple[Field, ...]]:
        """Return the members of each unit, by its name."""
        found: dict[str, tuple[Field, ...]] = {}
        for field in self.fields:
            if field.unit:
                found[field.unit] = (*found.get(field.unit, ()), field)
        return found

    @cached_property
    def sets(self) -> frozenset[str]:
        """Return the names of the fields whose values are sets."""
        return frozenset(field.name for field in self.fields if field.kind.many)

    @cached_property
    def local_keys(self) -> frozenset[str]:
        """Return the keys that never leave the register."""
        return frozenset(field.key for field in self.fields if field.local)

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Field, ...]]:
        """Return the fields behind each key, in order."""
        return {key: self.members(key) for key in self.keys}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return what edits are named by, each once, in order."""
        return tuple(dict.fromkeys(field.key for field in self.fields))

    def members(self, key: str) -> tuple[Field, ...]:
        """Return the fields behind a key: a unit's members, or the one field."""
        if key in self.units:
            return self.units[key]
        return (self.by_name[key],) if key in self.by_name else ()

    def __iter__(self) -> Iterator[Field]:
        """Go through the fields in order."""
        return iter(self.fields)
