"""The registers we exchange with: what they confirmed, and what we have of each of their epochs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Peer", "peer", "peers", "received", "store_peer", "store_received", "streams"]


@dataclass(frozen=True, slots=True)
class Peer:
    """A register we exchange with.

    Attributes:
        register_id: Its id.
        office: The id of its organisation.
        name: What that is called.
        person: Who keeps it, '' if not said.
        role: office or central.
        acknowledged: How much of our present epoch it has confirmed.
        read_at: When we last took in a file of it, None if never.
        sent_at: When we last made one for it, None if never.
    """

    register_id: str
    office: str
    name: str
    person: str
    role: str
    acknowledged: int = 0
    read_at: str | None = None
    sent_at: str | None = None


COLUMNS = ", ".join(Peer.__slots__)


def peers(conn: sqlite3.Connection) -> list[Peer]:
    """Return the registers we exchange with, by name."""
    sql = f"SELECT {COLUMNS} FROM peer ORDER BY name, register_id"  # noqa: S608
    return [Peer(*cells) for cells in conn.execute(sql)]


def peer(conn: sqlite3.Connection, register_id: str) -> Peer | None:
    """Return one of them, None if we never met it."""
    sql = f"SELECT {COLUMNS} FROM peer WHERE register_id = ?"  # noqa: S608
    found = conn.execute(sql, (register_id,)).fetchone()
    return Peer(*found) if found else None


def store_peer(conn: sqlite3.Connection, found: Peer) -> None:
    """Write a register we exchange with, new or met again."""
    cells = [getattr(found, name) for name in Peer.__slots__]
    places = ", ".join("?" for _ in cells)
    sql = f"INSERT OR REPLACE INTO peer ({COLUMNS}) VALUES ({places})"  # noqa: S608
    conn.execute(sql, cells)


def received(conn: sqlite3.Connection, register_id: str, epoch: str) -> int:
    """Return how much we have of an epoch of a register."""
    sql = "SELECT received FROM stream WHERE register_id = ? AND epoch = ?"
    found = conn.execute(sql, (register_id, epoch)).fetchone()
    return int(found[0]) if found else 0


def store_received(conn: sqlite3.Connection, register_id: str, epoch: str, reached: int) -> None:
    """Write how much we have of an epoch of a register."""
    conn.execute("INSERT OR REPLACE INTO stream VALUES (?, ?, ?)", (register_id, epoch, reached))


def streams(conn: sqlite3.Connection) -> Mapping[str, Mapping[str, int]]:
    """Return how much we have of every epoch we ever met, by register and epoch."""
    found: dict[str, dict[str, int]] = {}
    for register_id, epoch, reached in conn.execute("SELECT * FROM stream"):
        found.setdefault(register_id, {})[epoch] = reached
    return found
