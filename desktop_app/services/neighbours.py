"""Whom a register exchanges with, and how far that has come in each direction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.services.register import Register
from desktop_app.storage import log, peers

__all__ = ["Neighbour", "neighbours"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A register that ours exchanges with.

    Attributes:
        register_id: Its id.
        office: The id of its organisation.
        name: What that is called.
        person: Who keeps it, '' if not said.
        role: office or central.
        acknowledged: How much of our present stream it has confirmed.
        unconfirmed: How many changes it has not confirmed: they go with the next workbook.
        received: How much we have of each of its epochs.
        read_at: When we last took in a file of it, None if never.
        sent_at: When we last made one for it, None if never.
    """

    register_id: str
    office: str
    name: str
    person: str
    role: str
    acknowledged: int
    unconfirmed: int
    received: Mapping[str, int]
    read_at: str | None
    sent_at: str | None


def neighbours(register: Register) -> list[Neighbour]:
    """Return the registers that ours exchanges with, by name."""
    conn = register.db.conn
    streams = peers.streams(conn)
    return [
        Neighbour(
            each.register_id,
            each.office,
            each.name,
            each.person,
            each.role,
            each.acknowledged,
            log.shared_after(conn, each.acknowledged),
            streams.get(each.register_id, {}),
            each.read_at,
            each.sent_at,
        )
        for each in peers.peers(conn)
    ]
