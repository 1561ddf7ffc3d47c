"""What left the register: each export with its secret, so that it can be told and erased."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from desktop_app.domain.edits import Json
from desktop_app.storage.peers import Peer


class Exported(Protocol):
    """What a workbook says of itself, as far as it is kept here."""

    @property
    def export_id(self) -> str:
        """Return the export's id."""

    @property
    def made_at(self) -> str:
        """Return when it was made."""

    @property
    def to(self) -> str:
        """Return for whom."""

    @property
    def secret(self) -> str:
        """Return its secret."""

    @property
    def epoch(self) -> str:
        """Return the epoch of the stream that its range is of."""


def note(  # noqa: PLR0913, PLR0917 — a row of the table
    conn: sqlite3.Connection,
    meta: Exported,
    to: Peer | None,
    reached: int,
    where: Mapping[str, Json],
    name: str,
    counts: Mapping[str, int],
) -> None:
    """Keep on record what left: a workbook is a disclosure."""
    conn.execute(
        "INSERT INTO exported VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            meta.export_id,
            meta.made_at,
            meta.to or None,
            reached,
            json.dumps(dict(where), ensure_ascii=False),
            meta.secret,
            name,
            json.dumps(dict(counts)),
            to.register_id if to else None,
            meta.epoch,
        ),
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook that left.

    Attributes:
        at: When, ISO with offset.
        to: For whom, '' where nobody was named.
        name: The name of its file.
        rows: How many rows left with it.
    """

    at: str
    to: str
    name: str
    rows: int


def latest(conn: sqlite3.Connection, limit: int) -> list[Sent]:
    """Return what left last, newest first."""
    sql = "SELECT at, to_office, name, counts FROM exported ORDER BY at DESC LIMIT ?"
    return [
        Sent(at, to or "", name, sum(json.loads(counts).values()))
        for at, to, name, counts in conn.execute(sql, (limit,))
    ]


def recipient(conn: sqlite3.Connection, export_id: str) -> tuple[str, str] | None:
    """Return the register and the name that an export was made for, None if it is not known."""
    sql = "SELECT coalesce(to_register, ''), coalesce(to_office, '') FROM exported WHERE id = ?"
    found = conn.execute(sql, (export_id,)).fetchone()
    return None if found is None else (found[0], found[1])


def note_list(  # noqa: PLR0913, PLR0917 — a row of the table
    conn: sqlite3.Connection,
    id_: str,
    at: str,
    name: str,
    where: Mapping[str, Json],
    counts: Mapping[str, int],
) -> None:
    """Keep on record that a list left, which cannot come back: it has no secret."""
    told = json.dumps(dict(where), ensure_ascii=False)
    conn.execute(
        "INSERT INTO exported VALUES (?, ?, NULL, 0, ?, '', ?, ?, NULL, NULL)",
        (id_, at, told, name, json.dumps(dict(counts))),
    )


@dataclass(frozen=True, slots=True)
class Left:
    """Something that left, with all that is kept of it.

    Attributes:
        id: Its id.
        at: When, ISO with offset.
        to: The name it was made for, '' where nobody was named.
        to_register: The register it was made for, '' for anybody else.
        name: The name of its file.
        where: What its rows were chosen by.
        counts: How many rows of each entity left.
        is_workbook: Whether it can come back; else it is a list.
    """

    id: str
    at: str
    to: str
    to_register: str
    name: str
    where: Mapping[str, Json]
    counts: Mapping[str, int]
    is_workbook: bool


def everything(conn: sqlite3.Connection) -> list[Left]:
    """Return all that left, newest first."""
    sql = (
        "SELECT id, at, coalesce(to_office, ''), coalesce(to_register, ''), name, filter, counts, "
        "secret <> '' FROM exported ORDER BY at DESC, id"
    )
    return [
        Left(id_, at, to, register, name, json.loads(where), json.loads(counts), bool(whole))
        for id_, at, to, register, name, where, counts, whole in conn.execute(sql)
    ]
