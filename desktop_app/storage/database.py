"""An open register file: its connection, and sqlite-utils where tables are asked about."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils

__all__ = ["Database"]


class Database:
    """An open register file, or a register in memory.

    Attributes:
        conn: Its connection.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        """Take over a connection."""
        self.conn = conn

    @property
    def tables(self) -> sqlite_utils.Database:
        """Return the tables as sqlite-utils shows them.

        It is loaded here, since that takes as long as all else that opening a register needs.
        """
        import sqlite_utils  # noqa: PLC0415 — see above

        return sqlite_utils.Database(self.conn, execute_plugins=False)

    def stay_small(self) -> None:
        """Keep little of the file in memory: a window reads a page at a time, all day."""
        self.conn.execute("PRAGMA cache_size = -6000")

    def let_others_read(self) -> None:
        """Write nothing to the file before all of it is there: until then readers go on."""
        self.conn.execute("PRAGMA cache_spill = OFF")

    def close(self) -> None:
        """Close the connection."""
        self.conn.close()
