"""When rows were last changed, and how far the record had come: what other programs ask."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from itertools import islice

from desktop_app.domain.fields import Entity
from desktop_app.storage.redirects import Redirects
from desktop_app.storage.tables import Row, quoted

__all__ = ["Change", "Changes", "parts_ever"]

CHUNK = 500
Others = Callable[[Row], Collection[str]]
NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """What the record says of a row.

    Attributes:
        at: When it was last changed, in UTC to the second.
        place: The place of its newest edit among those of all registers; it only grows.
    """

    at: datetime
    place: int

    def joined(self, other: Change) -> Change:
        """Return the later of both."""
        return Change(max(self.at, other.at), max(self.place, other.place))


def _none(_row: Row) -> Collection[str]:
    return ()


class Changes:
    """Tells when rows were changed; rows that were merged into them count as they do."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Read which rows were merged."""
        self._conn = conn
        self._ways = Redirects(conn)

    def of(self, rows: Iterable[str]) -> dict[str, Change]:
        """Return the last change of each of these rows."""
        owner = {each: row for row in rows for each in (row, *self._ways.members(row))}
        # Times come from places with other clocks and zones: compared as seconds, not as text.
        sql = (
            "SELECT e.\"row\", max(CAST(strftime('%s', a.at) AS INTEGER)), max(e.lam) FROM edit e "
            "JOIN recorded_action a ON a.seq = e.action "
            'WHERE e."row" IN (SELECT value FROM json_each(?)) GROUP BY e."row"'
        )
        found: dict[str, Change] = {}
        for id_, seconds, place in self._conn.execute(sql, (json.dumps(list(owner)),)):
            row = owner[id_]
            change = Change(datetime.fromtimestamp(max(0, seconds or 0), UTC), int(place))
            found[row] = change.joined(found.get(row, change))
        return found

    def beside(self, rows: Iterable[Row], others: Others = _none) -> Iterator[tuple[Row, Change]]:
        """Go through rows, each with its last change.

        Args:
            rows: The rows.
            others: The ids of the rows that what is told of a row is told of besides.
        """
        source = iter(rows)
        while some := list(islice(source, CHUNK)):
            named = {row.id: (row.id, *others(row)) for row in some}
            found = self.of({each for ids in named.values() for each in ids})
            for row in some:
                changes = [found[id_] for id_ in named[row.id] if id_ in found]
                yield row, reduce(Change.joined, changes, Change(NEVER, 1))


def parts_ever(conn: sqlite3.Connection, part: Entity, owner: str) -> Iterator[tuple[str, str]]:
    """Go through the parts that rows have or had, deleted ones too: the part and its owner."""
    link = quoted(part.by_name[owner].name)
    sql = f"SELECT id, {link} FROM {quoted(part.name)} WHERE {link} IS NOT NULL"  # noqa: S608
    yield from conn.execute(sql)
