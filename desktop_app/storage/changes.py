"""When rows were last changed, and how many times: what other programs ask of what left."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from desktop_app.storage.redirects import Redirects
from desktop_app.storage.tables import Row

__all__ = ["Change", "Changes"]

CHUNK = 500
NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """What the record says of a row.

    Attributes:
        at: When it was last changed, in UTC to the second.
        count: How many edits it has.
    """

    at: datetime
    count: int


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
            "SELECT e.\"row\", max(CAST(strftime('%s', a.at) AS INTEGER)), count(*) FROM edit e "
            "JOIN recorded_action a ON a.seq = e.action "
            'WHERE e."row" IN (SELECT value FROM json_each(?)) GROUP BY e."row"'
        )
        found: dict[str, Change] = {}
        for id_, seconds, count in self._conn.execute(sql, (json.dumps(list(owner)),)):
            row = owner[id_]
            before = found.get(row)
            at = datetime.fromtimestamp(max(0, seconds or 0), UTC)
            found[row] = Change(
                max(at, before.at) if before else at, count + (before.count if before else 0)
            )
        return found

    def beside(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Change]]:
        """Go through rows, each with its last change."""
        source = iter(rows)
        while some := list(islice(source, CHUNK)):
            found = self.of(row.id for row in some)
            yield from ((row, found.get(row.id, Change(NEVER, 1))) for row in some)
