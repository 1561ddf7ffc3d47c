"""Receipts on their way: told to whom a workbook came from until they show that they have it.

A receipt leaves with every workbook for its recipient, each time as things stand then, until a
file from there shows that it has arrived and nothing of it waits any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.edits import Json
from desktop_app.domain.receipts import Receipt
from desktop_app.services.receipt_states import States
from desktop_app.services.register import Register
from desktop_app.storage import receipts
from desktop_app.storage.peers import Peer

__all__ = ["TOLD", "digests", "due", "had_of", "note_arrived", "take_in"]

TOLD = "told"
"""Under this name `_meta` tells which receipts a workbook holds."""


def due(register: Register, to: Peer | None, name: str) -> list[Receipt]:
    """Return what is to be told in a workbook for a register, or for a person without one."""
    conn = register.db.conn
    if to is None and not name.strip():
        return []
    waiting = receipts.given_for(conn, to.register_id if to else "", name.strip())
    open_ = list(waiting)
    if not open_:
        return []
    states = States(register)
    told = [(each, states.told(each)) for each in open_]
    return [receipt for each, receipt in told if each.known != receipt.digest]


def digests(told: Json) -> dict[str, str]:
    """Return digests of receipts by their ids, as `_meta` tells them; none for anything else."""
    found = told if isinstance(told, dict) else {}
    return {id_: digest for id_, digest in found.items() if isinstance(digest, str)}


def had_of(register: Register, to: Peer) -> dict[str, str]:
    """Return what a register has told that is still to be confirmed to it: by id the digest."""
    return receipts.had_of(register.db.conn, to.register_id)


def take_in(
    register: Register,
    sender: str,
    told: Iterable[Receipt],
    had: Mapping[str, str],
    *,
    whole: bool,
) -> None:
    """Keep what a register tells of files of ours, and note what it shows to have.

    Args:
        register: The register.
        sender: The id of the register that tells it.
        told: Its receipts; those for others are passed over.
        had: What it has of ours: by id the digest.
        whole: Whether all that it told has come.
    """
    conn = register.db.conn
    note_arrived(register, had)
    if whole:
        receipts.forget_told(conn, sender)
    for receipt in told:
        if receipt.to == register.facts.register_id:
            receipts.store_told(conn, receipt, sender)


def note_arrived(register: Register, had: Mapping[str, str]) -> None:
    """Note what has arrived; what has nothing waiting is not told again."""
    conn = register.db.conn
    arrived = receipts.confirm(conn, had)
    states = States(register) if arrived else None
    for each in arrived:
        assert states is not None  # noqa: S101 — for the type checker
        now = states.told(each)
        if now.digest == each.known and not now.waits:
            receipts.close(conn, each.id)
