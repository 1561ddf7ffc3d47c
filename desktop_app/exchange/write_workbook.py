"""Writing the exchange workbook: sheets for people, and hidden ones for the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json, canonical
from desktop_app.domain.kinds.texts import clean
from desktop_app.exchange.base_rows import Checksum, Sealer, pieces
from desktop_app.exchange.cells import escaped
from desktop_app.exchange.contract import (
    BASE,
    FORMAT,
    LISTS,
    LOG,
    META,
    README,
    RECEIPT,
    SHEETS,
    SheetContract,
)
from desktop_app.exchange.layout import compared
from desktop_app.exchange.lists_sheet import Lists
from desktop_app.exchange.looks import Palette, new_cell
from desktop_app.exchange.outgoing import Meta, Outgoing, OutRow
from desktop_app.exchange.readme_sheet import write_readme
from desktop_app.exchange.receipt_sheet import write_receipts
from desktop_app.exchange.safely import replace_file
from desktop_app.exchange.sheet_frame import Shared
from desktop_app.exchange.sheet_writer import SheetWriter

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["OURS", "Meta", "OutRow", "Outgoing", "write_workbook"]

OURS = ("kontaktnat", "exchange")
"""The first row of `_meta`, by which a workbook is known as ours."""

PROGRAM = "Kontaktnät"


def write_workbook(
    path: Path, out: Outgoing, progress: Callable[[int], None] | None = None
) -> dict[str, int]:
    """Write the workbook and return how many rows of each entity it holds.

    `progress` is told the number of rows written so far; what it raises ends the writing, and
    what stood under `path` is untouched.

    Raises:
        Refused: The file cannot be written there.
    """
    from desktop_app.exchange.streamed_book import sheet_folder  # noqa: PLC0415 — openpyxl

    with replace_file(path) as temporary, sheet_folder(path) as folder:
        book = _Book(out, folder, progress or (lambda _rows: None))
        try:
            counts = book.fill()
            book.save(temporary)
        finally:
            book.close()
    return counts


class _Book:
    """The workbook while it is made."""

    def __init__(self, out: Outgoing, folder: Path, progress: Callable[[int], None]) -> None:
        from desktop_app.exchange.streamed_book import StreamedBook  # noqa: PLC0415 — openpyxl

        self._out = out
        self._progress = progress
        self._done = 0
        self._language = out.language
        context = replace(out.context, language=out.language)
        self._wb: Workbook = StreamedBook(folder)
        self._palette = Palette.make()
        self._contracts = [sheet for sheet in SHEETS if sheet.entity in out.rows]
        self._lists = Lists(context, out.titles)
        self._readme: Worksheet = self._wb.create_sheet(README.into(self._language))
        if out.receipts:
            self._write_receipts()
        self._sheets: list[Worksheet] = [
            self._wb.create_sheet(contract.title.into(self._language))
            for contract in self._contracts
        ]
        self._hidden = {words.sv: self._new_hidden(words.sv) for words in (BASE, LOG, META, LISTS)}
        self._checksum = Checksum()
        self._shared = Shared(
            context, Sealer(out.meta.secret), self._lists, self._palette, out.meta, self._remember
        )

    def _new_hidden(self, name: str) -> Worksheet:
        sheet: Worksheet = self._wb.create_sheet(name)
        sheet.sheet_state = "hidden"
        return sheet

    def _write_receipts(self) -> None:
        sheet: Worksheet = self._wb.create_sheet(RECEIPT.into(self._language))
        write_receipts(sheet, self._palette, self._out.receipts, self._language)

    def fill(self) -> dict[str, int]:
        """Write all sheets; the lists last, since they hold what was met on the way."""
        for contract in self._contracts:
            self._lists.expect(contract.entity)
        writers = [
            self._write_sheet(*pair) for pair in zip(self._contracts, self._sheets, strict=True)
        ]
        counts = {writer.contract.entity: writer.count for writer in writers}
        self._put_rows(LISTS.sv, self._lists.rows())
        for writer in writers:
            writer.finish()
        self._put_rows(LOG.sv, map(pieces, self._out.log))
        self._write_meta(counts)
        told = [(writer.contract, writer.count) for writer in writers]
        rows = sum(len(receipt.lines) for receipt in self._out.receipts)
        receipt = rows if self._out.receipts else None
        write_readme(self._readme, self._palette, self._out.meta, self._language, told, receipt)
        return counts

    def _write_sheet(self, contract: SheetContract, sheet: Worksheet) -> SheetWriter:
        # Column widths, and whether values differ anywhere, stand before the first row.
        rows = list(self._out.rows[contract.entity])
        writer = SheetWriter(contract, sheet, self._shared)
        writer.write(rows, lambda rows_here: self._progress(self._done + rows_here))
        self._done += writer.count
        self._progress(self._done)
        return writer

    def _remember(self, cells: Sequence[str]) -> None:
        """Write one row of the base."""
        self._checksum.add(cells)
        _put(self._hidden[BASE.sv], cells)

    def _put_rows(self, name: str, rows: Iterable[Sequence[str]]) -> None:
        for cells in rows:
            _put(self._hidden[name], cells)

    def _write_meta(self, counts: dict[str, int]) -> None:
        for name, value in _said(self._out, counts):
            cells = [name, *pieces(value)]
            self._checksum.add(cells)
            _put(self._hidden[META.sv], cells)
        _put(self._hidden[META.sv], ["digest", self._checksum.total()])

    def save(self, path: Path) -> None:
        """Save to `path`."""
        about = self._wb.properties
        about.creator = about.lastModifiedBy = PROGRAM
        about.title = f"{PROGRAM}: {clean(self._out.meta.from_office)}"
        about.language = self._language
        self._wb.save(path)

    def close(self) -> None:
        """Close what is still open when the writing was broken off."""
        for sheet in self._wb.worksheets:
            # The reason it was broken off is what counts.
            with suppress(Exception):
                if not sheet.closed:
                    sheet.close()


def _put(sheet: Worksheet, cells: Sequence[str]) -> None:
    """Write a row of texts, none of which is ever taken for a formula."""
    sheet.append([new_cell(sheet, escaped(text)) if text else None for text in cells])


def _units(entities: Iterable[str]) -> dict[str, Json]:
    """Return the members of each unit: whoever does not know them all writes none of them."""
    return {
        name: {unit: [m.name for m in members] for unit, members in CATALOGUE[name].units.items()}
        for name in entities
        if CATALOGUE[name].units
    }


def _said(out: Outgoing, counts: dict[str, int]) -> Iterable[tuple[str, str]]:
    """Go through what `_meta` holds: names and texts."""
    meta = out.meta
    yield OURS
    yield "format", f"{FORMAT[0]}.{FORMAT[1]}"
    for name in ("exchange_id", "from_register", "epoch", "export_id", "made_at", "secret"):
        yield name, str(getattr(meta, name))
    for name in ("from_office", "from_person", "to", "program"):
        yield name, clean(str(getattr(meta, name)))
    yield "lam", str(meta.lam)
    yield "schema", str(meta.schema)
    yield "filtered", "yes" if meta.filtered else "no"
    yield "language", out.language
    yield "counts", canonical(dict(counts))
    yield (
        "columns",
        canonical(
            {sheet.entity: list(compared(sheet)) for sheet in SHEETS if sheet.entity in counts}
        ),
    )
    yield "units", canonical(_units(counts))
    for name, value in sorted(meta.more.items()):
        yield f"more.{name}", canonical(value)
