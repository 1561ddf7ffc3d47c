"""What of the record a register we exchange with has not confirmed, counted and not read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["News", "authors", "news"]

ITS_OWN = "AND e.arrival IS NULL"
WHAT = """
FROM edit e JOIN recorded_action a ON a.seq = e.action
WHERE e.idx > ? AND e.shared = 1 AND e.salt <> ?
AND e."row" NOT IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class News:
    """What has changed here in rows of one entity.

    Attributes:
        entity: The entity.
        rows: How many rows.
        fields: How many fields of them.
        since: When the oldest of the changes was made.
    """

    entity: str
    rows: int
    fields: int
    since: str


def news(
    conn: sqlite3.Connection, after: int, shipped: str, hidden: Collection[str], *, own: bool
) -> list[News]:
    """Return what changed after a place in the stream, the most first.

    Args:
        conn: The register.
        after: The place.
        shipped: The salt of what every register holds from its beginning: that is no news.
        hidden: The rows of which nothing leaves.
        own: Whether only what was written or read from visible sheets here counts.
    """
    sql = (
        'SELECT e.entity, count(DISTINCT e."row"), '  # noqa: S608
        "sum((SELECT count(*) FROM json_each(e.fields))), min(a.at) "
        f"{WHAT} {ITS_OWN if own else ''} GROUP BY e.entity ORDER BY 2 DESC, 1"
    )
    found = conn.execute(sql, (after, shipped, json.dumps(sorted(hidden))))
    return [News(*cells) for cells in found]


def authors(
    conn: sqlite3.Connection, places: Collection[int], shipped: str, hidden: Collection[str]
) -> dict[int, dict[str, int]]:
    """Return, for each of some places, how many changes after it each register made.

    The record is gone through once, however many places there are.
    """
    found: dict[int, dict[str, int]] = {}
    after: dict[str, int] = {}
    sql = f"SELECT a.register_id, count(*) {WHAT} AND e.idx <= ? GROUP BY 1"
    text, until = json.dumps(sorted(hidden)), LAST
    for begin in sorted(set(places), reverse=True):
        for register_id, count in conn.execute(sql, (begin, shipped, text, until)):
            after[register_id] = after.get(register_id, 0) + count
        found[begin], until = dict(after), begin
    return found


LAST = 2**62
