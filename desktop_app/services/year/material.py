"""What the yearly report is made from: all rows, read once, without those that are secret."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.kinds import Value
from desktop_app.domain.titles import Titles, title
from desktop_app.domain.words import Words
from desktop_app.services.outward import PROTECTED
from desktop_app.services.reading import NOT_RECEIVED
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.columns import columns, made_by
from desktop_app.storage.tables import GONE, Row

__all__ = ["Material", "day_of", "text_of"]

READ = (
    *("organisation", "appointment", "delivery", "network", "trip", "request", "collaboration"),
    *("participation", "fee", "post", "review", "action"),
    *("stop", "participant", "leg", "cost", "funding"),
)
"""The entities whose rows are read whole."""

OF_CONTACTS = (
    *("organisation", "city", "country", "kind", "responsible"),
    "status",
)
"""What is read of contacts, which are many; what they are called is read of those named."""


IN_PART = frozenset(("contact",))
"""The entities whose rows are read in part."""


def text_of(row: Row, name: str) -> str:
    """Return a value as text, '' where there is none."""
    value = row.values.get(name)
    return "" if value is None else str(value)


def day_of(row: Row, name: str) -> date | None:
    """Return a date of a row."""
    text = text_of(row, name)
    return date.fromisoformat(text) if text else None


class Material:
    """The rows in view, with what they are called.

    Attributes:
        hidden: The rows that are secret; they are not among the others.
        left_out: How many rows of each entity are not told of since they are.
        today: The day at whose end the register is read.
    """

    def __init__(self, register: Register, today: date, hidden: frozenset[str]) -> None:
        """Read the register.

        Args:
            register: The register, open for reading.
            today: The day at whose end it is read.
            hidden: The rows that nothing is told of.
        """
        self.today = today
        self.hidden = hidden
        self.left_out: Counter[str] = Counter()
        self._register = register
        self._lists = register.lists()
        self._rows = {name: self._read(name) for name in READ}
        self._rows["contact"] = self._contacts()
        self._by_id = {name: {row.id: row for row in rows} for name, rows in self._rows.items()}

    def _read(self, name: str) -> list[Row]:
        rows = queries.all_rows(self._register.db.conn, CATALOGUE[name])
        return [r for r in rows if r.state != GONE and self._is_told(name, r.id, r.values)]

    def _contacts(self) -> list[Row]:
        found = columns(self._register.db.conn, CATALOGUE["contact"], OF_CONTACTS)
        rows = [Row("contact", id_, values) for id_, values in found]
        told = [row for row in rows if row.id not in self.hidden]
        if len(told) < len(rows):
            self.left_out["contact"] += len(rows) - len(told)
        return told

    def _is_told(self, name: str, id_: str, values: Mapping[str, Value]) -> bool:
        if id_ in self.hidden:
            self.left_out[name] += 1
            return False
        return not any(values.get(owner) in self.hidden for owner in CATALOGUE[name].owners)

    def rows(self, entity: str) -> Sequence[Row]:
        """Return the rows of an entity, by id."""
        return self._rows[entity]

    def row(self, entity: str, id_: str) -> Row | None:
        """Return a row, None if it is not here or not told of."""
        return self._by_id[entity].get(id_)

    def parts(self, entity: str, row: Row) -> Sequence[Row]:
        """Return the parts of a row that are rows of `entity`."""
        return self._parts.get((entity, row.id), ())

    @cached_property
    def _parts(self) -> Mapping[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for owner in (CATALOGUE[name] for name in READ):
            for part, link in parts_of(owner):
                for row in self._rows.get(part.name, ()):
                    if link.name in row.values:
                        found[part.name, text_of(row, link.name)].append(row)
        return found

    @cached_property
    def _titles(self) -> Titles:
        def values(entity: str, id_: str) -> Mapping[str, Value] | None:
            found = self._by_id.get(entity, {}).get(id_)
            if found is not None and entity in IN_PART:
                found = queries.row(self._register.db.conn, CATALOGUE[entity], id_)
            return None if found is None else found.values

        return Titles(values)

    def called(self, row: Row) -> str:
        """Return what a row is called."""
        return title(CATALOGUE[row.entity], row.values, self._titles)

    def name(self, entity: str, id_: str) -> str | Words:
        """Return what the row that a link leads to is called; '' for no link."""
        if id_ in self.hidden:
            return PROTECTED
        return self._titles.of(entity, id_) or (NOT_RECEIVED if id_ else "")

    def label(self, pick_list: str, code: str) -> Words:
        """Return the label of a code."""
        lists = self._lists
        return Words(lists.label(pick_list, code, "sv"), lists.label(pick_list, code, "en"))

    def codes(self, pick_list: str, used: Iterable[str]) -> list[str]:
        """Return the codes that may be chosen, in order, then others that are used."""
        current = self._lists.codes(pick_list)
        return [*current, *sorted(set(used) - set(current))]

    def office_that_made(self, row: Row) -> str:
        """Return the id of the office that wrote a row first, '' if nobody knows."""
        return self._made.get(row.entity, {}).get(row.id, "")

    @cached_property
    def _made(self) -> Mapping[str, Mapping[str, str]]:
        conn = self._register.db.conn
        return {name: made_by(conn, CATALOGUE[name]) for name in ("request", "collaboration")}
