"""Workbooks and their sheets, read by calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.frames import Message, blocks, remark
from desktop_app.exchange.reading.recoded import in_utf8
from desktop_app.exchange.reading.scanning import epoch, scan

__all__ = ["read_sheets"]

MAX_SHEETS = 1000
UNREAD = (Exception,)
"""What the library raises for one sheet: nothing but its errors has a common name."""
_NAMED = {
    "xlsx": (".xlsx", ".xlsm"),
    "xlsb": (".xlsb",),
    "xls": (".xls",),
    "ods": (".ods",),
}


def read_sheets(path: Path, kind: str, only: frozenset[str] | None) -> Iterator[Message]:
    """Go through the sheets of a workbook as messages; raise `Fault` where that cannot be."""
    source = in_utf8(path) if kind in {"xlsx", "ods"} else path
    for code, sheet, noted in scan(source, kind, only):
        yield remark(code, sheet, noted)
    yield ["epoch", epoch(source, kind)]
    book = _opened(source, kind)
    _check_number(len(book.sheets_metadata))
    for place, about in enumerate(book.sheets_metadata):
        if only is None or about.name in only:
            yield from _sheet(book, place, about)


def _check_number(sheets: int) -> None:
    if not sheets:
        raise Fault("no_sheets")
    if sheets > MAX_SHEETS:
        raise Fault("odd", real="sheets")


def _opened(source: Path | io.BytesIO, kind: str) -> Any:  # noqa: ANN401
    import python_calamine  # noqa: PLC0415 - not needed for text

    opened = python_calamine.CalamineWorkbook
    try:
        # By path calamine goes by the name, which may lie; but only so it tells of passwords.
        if isinstance(source, Path) and source.suffix.lower() in _NAMED[kind]:
            return opened.from_path(source)
        if isinstance(source, Path):
            source = io.BytesIO(source.read_bytes())
        return opened.from_filelike(source)
    except python_calamine.PasswordError as error:
        raise Fault("locked_otherwise") from error
    except python_calamine.CalamineError as error:
        raise Fault("unreadable") from error


def _sheet(book: Any, place: int, about: Any) -> Iterator[Message]:  # noqa: ANN401
    kind = str(about.typ).rpartition(".")[2]
    if kind not in {"WorkSheet", "MacroSheet"}:
        yield ["remark", "no_cells", {"sheet": about.name}]
        return
    try:
        sheet = book.get_sheet_by_index(place)
    except UNREAD as error:
        raise Fault("sheet", sheet=about.name) from error
    yield ["sheet", about.name, not str(about.visible).endswith(".Visible")]
    # Rows come from the first row of the sheet, columns only from the first one in use.
    _, column = sheet.start or (0, 0)
    yield from blocks(sheet.iter_rows(), column + sheet.width, about.name, column)
