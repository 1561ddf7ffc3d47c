"""Whom a register exchanges with, and how far that has come in each direction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from desktop_app.services.register import Register
from desktop_app.storage import log, peers
from desktop_app.storage.peers import Peer

__all__ = ["Neighbour", "neighbours"]


@dataclass(frozen=True, slots=True)
class Neighbour(Peer):
    """A register that ours exchanges with, and what is under way.

    Attributes:
        unconfirmed: How many changes it has not confirmed: they go with the next workbook.
        received: How much we have of each of its epochs.
    """

    unconfirmed: int = 0
    received: Mapping[str, int] = field(default_factory=dict)


def neighbours(register: Register) -> list[Neighbour]:
    """Return the registers that ours exchanges with, by name."""
    conn = register.db.conn
    streams = peers.streams(conn)
    return [
        Neighbour(
            **asdict(each),
            unconfirmed=log.shared_after(conn, each.acknowledged),
            received=streams.get(each.register_id, {}),
        )
        for each in peers.peers(conn)
    ]
