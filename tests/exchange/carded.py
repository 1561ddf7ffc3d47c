"""Cards read in tests, in this process, and what came of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.exchange.reading.card_file import read_cards
from desktop_app.exchange.reading.frames import Message

__all__ = ["Cards", "card", "cards_of", "read"]

BEGIN = re.compile(rb"^[^\s\w]*BEGIN:VCARD", re.MULTILINE | re.IGNORECASE)


@dataclass
class Cards:
    """What was read.

    Attributes:
        rows: The filled cells of each card, by heading.
        remarks: What was said, by code.
        encoding: What the file was read as.
    """

    rows: list[dict[str, str]] = field(default_factory=list)
    remarks: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    encoding: str = ""


def card(*lines: str, version: str = "3.0") -> str:
    """Return a card with these lines."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def read(data: str | bytes, folder: Path) -> Cards:
    """Return the cards of a file; each line in which a card begins has its row."""
    raw = data.encode() if isinstance(data, str) else data
    path = folder / "kort.vcf"
    path.write_bytes(raw)
    found = cards_of(read_cards(path))
    lines = len(BEGIN.findall(raw.replace(b"\r", b"\n").replace(b"\0", b"")))
    assert len(found.rows) == found.remarks["cards"]["count"]
    assert len(found.rows) == lines
    assert all(found.rows)
    return found


def cards_of(messages: Iterable[Message]) -> Cards:
    """Return what messages of the reader say."""
    found = Cards()
    rows: list[list[str]] = []
    for what, *rest in messages:
        if what == "rows":
            rows.extend(_rows(*rest))
        elif what == "remark":
            found.remarks[rest[0]] = rest[1]
        elif what == "text":
            found.encoding = rest[0]
    if rows:
        headings, *others = rows
        found.rows = [
            {heading: cell for heading, cell in zip(headings, row, strict=False) if cell}
            for row in others
        ]
    return found


def _rows(count: int, offset: int, columns: list[Any]) -> Iterable[list[str]]:
    assert offset == 0
    cells = [_cells(column, count) for column in columns]
    return [list(row) for row in zip(*cells, strict=True)] if cells else [[] for _ in range(count)]


def _cells(column: Any, count: int) -> list[str]:
    if column is None:
        return [""] * count
    if isinstance(column, dict):
        return [column["of"][place] for place in column["at"]]
    return list(column)
