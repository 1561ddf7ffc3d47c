"""What left the register, to whom, when and how much: workbooks and lists are disclosures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.edits import Json
from desktop_app.domain.problems import Refused
from desktop_app.services.register import Register
from desktop_app.storage import exported, peers, receipts
from desktop_app.storage.connection import transaction

__all__ = ["Disclosure", "disclosures", "note_list"]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Something that left.

    Attributes:
        id: Its id; of a workbook, that of the export.
        at: When, ISO with offset.
        file: The name of the file.
        kind: ``workbook`` or ``list``.
        to: For whom, '' where nobody was named.
        register_id: The register it was for, '' for anybody else.
        counts: How many rows of each entity left.
        chosen: What they were chosen by, empty for the whole register.
        receipts: How many receipts of it have come back.
    """

    id: str
    at: str
    file: str
    kind: str
    to: str
    register_id: str
    counts: Mapping[str, int]
    chosen: Mapping[str, Json]
    receipts: int


def disclosures(register: Register) -> list[Disclosure]:
    """Return what left the register, newest first."""
    conn = register.db.conn
    names = {each.register_id: each.name for each in peers.peers(conn)}
    back: dict[str, int] = {}
    for told in receipts.told(conn):
        back[told.export_id] = back.get(told.export_id, 0) + 1
    return [
        Disclosure(
            each.id,
            each.at,
            each.name,
            "workbook" if each.is_workbook else "list",
            each.to or names.get(each.to_register, ""),
            each.to_register,
            each.counts,
            each.where,
            back.get(each.id, 0),
        )
        for each in exported.everything(conn)
    ]


def note_list(
    register: Register, out: Path, counts: Mapping[str, int], columns: Sequence[str]
) -> None:
    """Note that a list left, where the register can be written; it was written all the same.

    Args:
        register: The register.
        out: The file.
        counts: How many rows of each entity left.
        columns: The names of the fields that left of them.
    """
    at = register.clock().isoformat(timespec="seconds")
    where: dict[str, Json] = {"columns": list(columns)}
    if len(counts) == 1:
        where = {"only": next(iter(counts)), **where}
    # Lists are made from registers that may only be read, too.
    with suppress(Refused), transaction(register.db):
        exported.note_list(register.db.conn, str(uuid4()), at, out.name, where, counts)
