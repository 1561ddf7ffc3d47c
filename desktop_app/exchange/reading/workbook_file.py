"""Workbooks and their sheets, read by calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop_app.exchange.reading import gate
from desktop_app.exchange.reading.frames import Message, blocks, remark
from desktop_app.exchange.reading.gate import Fault

__all__ = ["read_sheets"]

_NAMED = {
    "xlsx": (".xlsx", ".xlsm"),
    "xlsb": (".xlsb",),
    "xls": (".xls",),
    "ods": (".ods",),
}


def read_sheets(path: Path, kind: str, only: frozenset[str] | None) -> Iterator[Message]:
    """Go through the sheets of a workbook as messages; raise `Fault` where that cannot be."""
    import python_calamine  # noqa: PLC0415 - not needed for text

    for code, sheet, noted in gate.scan(path, kind, only):
        yield remark(code, sheet, noted)
    opened = python_calamine.CalamineWorkbook
    try:
        # By path calamine goes by the name, which may lie; but only so it tells of passwords.
        if path.suffix.lower() in _NAMED[kind]:
            book = opened.from_path(path)
        else:
            book = opened.from_filelike(io.BytesIO(path.read_bytes()))
    except python_calamine.PasswordError as error:
        raise Fault("locked_otherwise") from error
    except python_calamine.CalamineError as error:
        raise Fault("unreadable") from error
    if not book.sheets_metadata:
        raise Fault("no_sheets")
    for place, about in enumerate(book.sheets_metadata):
        if only is None or about.name in only:
            yield from _sheet(book, place, about)


def _sheet(book: Any, place: int, about: Any) -> Iterator[Message]:  # noqa: ANN401
    kind = str(about.typ).rpartition(".")[2]
    if kind not in {"WorkSheet", "MacroSheet"}:
        yield ["remark", "no_cells", {"sheet": about.name}]
        return
    try:
        sheet = book.get_sheet_by_index(place)
    except Exception as error:
        raise Fault("sheet", sheet=about.name) from error
    yield ["sheet", about.name, not str(about.visible).endswith(".Visible")]
    # Rows come from the first row of the sheet, columns only from the first one in use.
    _, column = sheet.start or (0, 0)
    yield from blocks(sheet.iter_rows(), column + sheet.width, about.name, column)
