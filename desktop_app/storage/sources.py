"""From which file edits came here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

__all__ = ["sources_of"]

SQL = """
SELECT e.eid, CASE WHEN e.arrival IS NULL THEN a.source ELSE b.source END
FROM edit e
LEFT JOIN recorded_action a ON a.seq = e.action
LEFT JOIN recorded_action b ON b.seq = e.arrival
WHERE e."row" IN (SELECT value FROM json_each(?))
"""


def sources_of(conn: sqlite3.Connection, rows: Iterable[str]) -> dict[str, str]:
    """Return the file that each edit of some rows was read from; none for what was written here.

    An edit of another register came with the file in which it arrived, whatever it was itself
    read from there.
    """
    found = conn.execute(SQL, (json.dumps(list(rows)),))
    return {eid: source for eid, source in found if source is not None}
