"""From what a rule finds to a line: names, who answers for it, which administration it is about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from desktop_app.domain.catalogue import CATALOGUE, links
from desktop_app.domain.due import KINDS, Found, Kind
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.domain.life.case import Case
from desktop_app.services.drafting import Draft
from desktop_app.services.due.item import Item
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.tables import Row

__all__ = ["Describer"]

RESPONSIBLE: Mapping[str, str] = {
    "trip": "responsible",
    "action": "who",
    "network": "administrative_contact",
    "post": "contact",
    "request": "host",
    "advocacy": "responsible",
    "contact": "responsible",
    "appointment": "contact",
}
"""The field that says who answers for a row."""
OFFICES: Mapping[str, str] = {
    "trip": "organisation",
    "network": "responsible",
    "collaboration": "organisation",
    "appointment": "organisation",
    "delivery": "organisation",
}
"""The field that says which administration a row is about."""
ITSELF = "organisation"
CENTRAL, RECEIVED = "central", "received"
LONGEST = 200
"""Letters of a name in a list, where a note may be one."""


class Describer:
    """Makes lines; what rows are parts of is looked up once."""

    def __init__(self, register: Register, language: str) -> None:
        """Write names in a language."""
        self._register = register
        self._language = language
        self._facts = register.facts
        self._owners: dict[str, Row | None] = {}

    def begin(self) -> None:
        """Read what all lines are written with."""
        self.writer.context.lists.codes("")

    @cached_property
    def writer(self) -> Writer:
        """Return what writes values."""
        return Writer(self._register, self._language)

    def item(self, case: Case, found: Found) -> Item:
        """Return the line of what a rule found in a row, or in a part of it."""
        part = _part(case, found.row)
        row = _row(case if part is None else part)
        owner = self._owner(row) if part is None else _row(case)
        office = self._office(row) or ("" if owner is None else self._office(owner))
        return Item(
            found.kind.group,
            found.kind.code,
            found.date,
            found.what,
            row.entity,
            row.id,
            self._title(row),
            "" if owner is None else self._title(owner),
            self._who(row),
            office,
            found.kind.field,
            found.kind.part,
            self._deeds(found.kind),
            self._named(row, owner),
            self._is_foreign(office),
        )

    def _is_foreign(self, office: str) -> bool:
        facts = self._facts
        return bool(office) and facts.role != CENTRAL and office != facts.office

    def _deeds(self, kind: Kind) -> tuple[str, ...]:
        """Return what can be done, the most likely first: the central office receives."""
        first = RECEIVED if self._facts.role == CENTRAL else ""
        return tuple(sorted(kind.deeds, key=lambda deed: deed != first))

    def people(self, row: Row) -> tuple[str, ...]:
        """Return who may count a row as theirs, by name."""
        return self._named(row, self._owner(row))

    def _named(self, row: Row, owner: Row | None) -> tuple[str, ...]:
        names = (self._who(each) for each in (row, owner) if each is not None)
        return tuple(dict.fromkeys(name for name in names if name))

    def conflict(self, row: Row, kind: str = "conflict") -> Item:
        """Return the line of a row about which somebody has to decide."""
        found = KINDS[kind]
        title, who = self._title(row), self._who(row)
        label = CATALOGUE[row.entity].one.into(self._language)
        people, office = (who,) if who else (), self._office(row)
        return Item(
            found.group,
            kind,
            None,
            found.what,
            row.entity,
            row.id,
            title,
            label,
            who,
            office,
            deeds=found.deeds,
            people=people,
            foreign=self._is_foreign(office),
        )

    def draft(self, draft: Draft) -> Item:
        """Return the line of what was begun and not saved."""
        found = KINDS["draft"]
        label = CATALOGUE[draft.entity].one.into(self._language)
        title = self._shortened(" · ".join(draft.texts.values()))
        return Item(found.group, found.code, None, found.what, draft.entity, draft.id, title, label)

    def _title(self, row: Row) -> str:
        return self._shortened(self.writer.title(row))

    def _shortened(self, text: str) -> str:
        title = " ".join(text.split())
        return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"

    def _who(self, row: Row) -> str:
        name = RESPONSIBLE.get(row.entity)
        return self._text(CATALOGUE[row.entity], name, row.values) if name else ""

    def _text(self, entity: Entity, name: str, values: Mapping[str, Value]) -> str:
        return " ".join(self.writer.text(entity.by_name[name], values.get(name)).split())

    def _office(self, row: Row) -> str:
        name = OFFICES.get(row.entity)
        return row.id if row.entity == ITSELF else str(row.values.get(name or "") or "")

    def _owner(self, row: Row) -> Row | None:
        """Return what a row is a part of, None where it is none."""
        entity = CATALOGUE[row.entity]
        for field, target in links(entity):
            id_ = row.values.get(field.name)
            if field.name in entity.owners and id_ is not None:
                return self._looked_up(CATALOGUE[target], str(id_))
        return None

    def _looked_up(self, entity: Entity, id_: str) -> Row | None:
        if id_ not in self._owners:
            self._owners[id_] = queries.row(self._register.db.conn, entity, id_)
        return self._owners[id_]


def _part(case: Case, id_: str) -> Case | None:
    """Return a part of a row by its id, None where the row itself is meant."""
    parts = (case.parts or {}).values() if id_ else ()
    return next((each for some in parts for each in some if each.id == id_), None)


def _row(case: Case) -> Row:
    return Row(case.entity.name, case.id, case.values)
