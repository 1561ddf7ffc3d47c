"""The columns of a sheet: what is shown, and what stands hidden beside it for the program."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Link, Links
from desktop_app.domain.words import Words
from desktop_app.exchange.contract import SheetContract, sheet_of

__all__ = [
    "ACTION",
    "DELETE",
    "DIFFERING",
    "EXPORT",
    "Column",
    "Role",
    "compared",
    "entity_of_key",
    "id_key",
    "is_link",
    "layout",
    "link_id",
    "target_of",
]

EXPORT, ACTION, DIFFERING = "export:", "action:", "differing:"
"""Keys of the columns that are no fields; the colon keeps them apart from field names."""

_ID = "id:"
_LINK_ID = "#id"

DELETE = Words("Ta bort", "Delete")
"""What stands in the action column of a row that is to be deleted."""

ROW_ID = Words("Rad-id", "Row id")
EXPORT_ID = Words("Export-id", "Export id")
ACTION_HEADING = Words("Åtgärd", "Action")
DIFFERING_HEADING = Words("Olika uppgifter", "Differing values")
LINK_HEADING = Words("{label} (id)", "{label} (id)")


class Role(Enum):
    """What a column is for."""

    ROW_ID = auto()
    EXPORT_ID = auto()
    FIELD = auto()
    DIFFERING = auto()
    ACTION = auto()
    LINK_ID = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        key: What the hidden first row calls it.
        heading: What the second row calls it, without the mark of required columns.
        role: What it is for.
        field: The field it shows, or whose ids it holds.
    """

    key: str
    heading: Words
    role: Role
    field: Field | None = None

    @property
    def hidden(self) -> bool:
        """Tell whether it is for the program alone."""
        return self.role in (Role.ROW_ID, Role.EXPORT_ID, Role.LINK_ID)


def id_key(entity: str) -> str:
    """Return the key of the column of row ids, which says whose rows the sheet holds."""
    return _ID + entity


def entity_of_key(key: str) -> str | None:
    """Return the entity that a key of a column of row ids names."""
    return key.removeprefix(_ID) if key.startswith(_ID) else None


def link_id(field: str) -> str:
    """Return the key of the column of ids of a link."""
    return field + _LINK_ID


@cache
def layout(entity: str) -> tuple[Column, ...]:
    """Return the columns of an entity's sheet in order.

    Row id, export id, fields, differing values, action, ids of links. All are columns of the
    table, so that sorting takes the hidden ones along.
    """
    sheet = sheet_of(entity)
    if sheet is None:
        return ()
    fields = [CATALOGUE[entity].by_name[name] for name in sheet.columns]
    return (
        Column(id_key(entity), ROW_ID, Role.ROW_ID),
        Column(EXPORT, EXPORT_ID, Role.EXPORT_ID),
        *(Column(field.name, field.label, Role.FIELD, field) for field in fields),
        Column(DIFFERING, DIFFERING_HEADING, Role.DIFFERING),
        Column(ACTION, ACTION_HEADING, Role.ACTION),
        *(_id_column(field) for field in fields if is_link(field)),
    )


def _id_column(field: Field) -> Column:
    heading = LINK_HEADING.fill(label=field.label)
    return Column(link_id(field.name), heading, Role.LINK_ID, field)


def is_link(field: Field) -> bool:
    """Tell whether a field's column shows titles and has a column of ids."""
    return isinstance(field.kind, (Link, Links))


def target_of(field: Field) -> str:
    """Return the entity that a link points to, '' for any other field."""
    return field.kind.entity if isinstance(field.kind, (Link, Links)) else ""


def compared(sheet: SheetContract) -> tuple[str, ...]:
    """Return the keys of the columns whose cells the base remembers, in order."""
    fields = [CATALOGUE[sheet.entity].by_name[name] for name in sheet.columns]
    return (*sheet.columns, *(link_id(field.name) for field in fields if is_link(field)))
