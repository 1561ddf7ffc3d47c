"""Tables whose cells hold more than one field of a row."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.words import Words
from desktop_app.reports.blocks import Cell, Column, Table, Writer, cell, table
from desktop_app.reports.record import Record

__all__ = ["joined", "without_empty"]

LABELLED = Words("{label}: {text}", "{label}: {text}")


def joined(
    writer: Writer,
    record: Record,
    names: Sequence[str],
    texts: Sequence[str] | None = None,
    disputed: Sequence[str] = (),
) -> Cell:
    """Return fields in one cell, a line each, or `texts` for them, with what is disputed."""
    written = [writer.text(record, name) for name in names] if texts is None else texts
    also = [
        LABELLED.fill(label=writer.label(name), text=said).into(writer.language)
        for name in disputed or names
        if (said := writer.also(record, name))
    ]
    return cell("\n".join(filter(None, written)), "\n".join(also))


def without_empty(
    labels: Sequence[str],
    rows: Sequence[list[Cell]],
    narrow: Sequence[int] = (),
    right: Sequence[int] = (),
) -> Table:
    """Return a table without the columns that nothing stands in.

    Args:
        labels: What the columns are called.
        rows: Their cells.
        narrow: The columns that are as wide as they need.
        right: The columns whose texts stand to the right, as numbers do.
    """
    used = [index for index in range(len(labels)) if any(_filled(row[index]) for row in rows)]
    columns: list[Column] = [
        {"label": labels[index], "share": int(index not in narrow), "right": index in right}
        for index in used
    ]
    return table(columns, [[row[index] for index in used] for row in rows])


def _filled(one: Cell) -> bool:
    return bool(one["paragraphs"] or one["also"])
