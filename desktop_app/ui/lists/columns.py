"""Which columns a list shows at first, and how wide they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Amount, Date, Flag, Integer, Kind, Link, Note, Time, Year
from desktop_app.domain.words import Words

__all__ = ["TITLE", "Column", "all_columns", "first_columns"]

TITLE = "_title"
"""The column of a row's name where that is more than one field."""

NAME = Words("Namn", "Name")
WIDE, NORMAL, NARROW = 240, 150, 105
LETTER, EDGES = 8, 14
"""A letter of a heading, and the room around it, in pixels at 100 % text."""
NARROW_KINDS: tuple[type[Kind], ...] = (Date, Time, Year, Integer, Amount, Flag)
RIGHT_KINDS: tuple[type[Kind], ...] = (Integer, Amount)
SHOWN_AT_FIRST = 6

AT_FIRST: Mapping[str, Sequence[str]] = {
    "contact": (TITLE, "organisation", "city", "country", "email", "phone", "title"),
    "organisation": ("name", "short_name", "kind", "city", "country", "own", "website"),
    "network": ("name", "short_name", "status", "responsible", "next_review_on", "period_ends_on"),
    "trip": ("title", "start_on", "end_on", "organisation", "status", "responsible", "kind"),
    "request": ("topic", "received_on", "organisation", "kind", "status", "decision"),
    "collaboration": (
        "title",
        "organisation",
        "budget",
        "own_share",
        "external_funding",
        "start_on",
        "end_on",
        "result",
        "status",
    ),
    "advocacy": ("title", "level", "target", "deadline", "responsible", "status"),
    "interaction": ("date", "kind", "summary", "contact", "organisation"),
    "action": ("what", "who", "due_on", "status", "trip", "network", "done_on"),
    "appointment": (TITLE, "role", "appointed_on", "until"),
    "delivery": ("year", "organisation", "status", "sent_on", "received_on"),
    "list_item": ("list", "code", "label_sv", "label_en", "position", "valid_to"),
    "attachment": ("name", "media_type", "size"),
    "setting": ("name", "value", "set_by"),
    "distinct": ("entity", "first", "second"),
}
"""What is worth seeing first; other entities show their first fields."""


class Column:
    """One column: a field, or the row's name.

    Attributes:
        name: The field's name, or `TITLE`.
        field: The field, None for the name.
        label: Its heading.
        names: Whether it alone is the row's name.
    """

    def __init__(self, entity: Entity, name: str) -> None:
        """Make the column of a field or of the name."""
        self.name = name
        self.field: Field | None = entity.by_name.get(name)
        self.names = entity.title == (name,)
        self.label = (self.field or entity.by_name[entity.title[0]]).label
        if self.field is None and entity.title[0] == "given_name":
            self.label = NAME

    @property
    def width(self) -> int:
        """Return how wide it is at first, in pixels at 100 % text."""
        if self.field is None or isinstance(self.field.kind, Note) or self.names:
            return WIDE
        if isinstance(self.field.kind, RIGHT_KINDS):  # its heading would be cut at its beginning
            longest = max(len(self.label.sv), len(self.label.en))
            return max(NARROW, LETTER * longest + EDGES)
        return NARROW if isinstance(self.field.kind, NARROW_KINDS) else NORMAL

    @property
    def right(self) -> bool:
        """Return whether its values stand to the right."""
        return self.field is not None and isinstance(self.field.kind, RIGHT_KINDS)


def all_columns(entity: Entity) -> list[str]:
    """Return the columns there are: the name where it is more than a field, and all fields."""
    composed = len(entity.title) > 1 or isinstance(entity.by_name[entity.title[0]].kind, Link)
    return [*([TITLE] if composed else []), *entity.by_name]


def first_columns(entity: Entity) -> list[str]:
    """Return the columns a list shows until others are chosen."""
    if entity.name in AT_FIRST:
        return list(AT_FIRST[entity.name])
    return [*entity.owners, *(n for n in all_columns(entity) if n not in entity.owners)][
        :SHOWN_AT_FIRST
    ]
