"""Reading an exchange workbook that came back, whatever saved it in between.

Sheets and columns are found by their hidden keys, then by what they are called in either language;
rows go down to the last one in use. Nothing here judges what was changed: `plan` does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.edits import LAST_LAM, Json
from desktop_app.domain.kinds.given import shown
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.base_rows import BaseRow, Checksum, Sealer, decode
from desktop_app.exchange.cells import Cell, texts
from desktop_app.exchange.contract import BASE, FORMAT, HIDDEN_SHEETS, LISTS, LOG, META, README
from desktop_app.exchange.file_lists import FileLists
from desktop_app.exchange.newer_sheets import NewerSheet, find_newer
from desktop_app.exchange.outgoing import Meta
from desktop_app.exchange.reading.reader import Sheet, Table
from desktop_app.exchange.receipt_sheet import is_receipt
from desktop_app.exchange.returned_sheet import ReturnedSheet, find_sheet
from desktop_app.exchange.write_workbook import OURS

__all__ = ["Base", "Returned", "read_workbook"]

NEWER = Words(
    "Filen är skriven i utbytesformat {theirs}; den här versionen av programmet läser {ours}.",
    "The file is written in exchange format {theirs}; this version of the program reads {ours}.",
)
UPDATE = Words(
    "Uppdatera programmet, eller be avsändaren spara i äldre format.",
    "Update the program, or ask the sender for the older format.",
)
UNKNOWN_SHEET = Words(
    "Bladet {sheet} hör inte till utbytet och lästes inte.",
    "The sheet {sheet} is no part of the exchange and was not read.",
)
DISBELIEVED = Words(
    "De dolda bladen är ändrade eller saknas. Raderna kan läsas in som en vanlig lista.",
    "The hidden sheets are changed or missing. The rows can be read as an ordinary list.",
)
FIELDS_OF_META = ("exchange_id", "from_register", "epoch", "export_id", "made_at", "secret")
MOST_DIGITS = 16
WORDS_OF_META = ("from_office", "from_person", "to", "program")


@dataclass(frozen=True, slots=True)
class Base:
    """What the rows showed when they left, by id; a row is decoded when it is asked for.

    Attributes:
        entities: The entity of each row.
        seals: The seal of each row.
        columns: The keys of the compared columns of each entity, in the order of the digests.
    """

    entities: Mapping[str, str]
    seals: Mapping[str, str]
    columns: Mapping[str, tuple[str, ...]]
    _rows: Mapping[str, str]

    def row(self, row: str) -> BaseRow:
        """Return what a row showed."""
        return decode(self._rows[row])

    def of(self, entity: str) -> list[str]:
        """Return the ids of an entity's rows."""
        return [row for row, name in self.entities.items() if name == entity]


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook of ours.

    Attributes:
        meta: What it says of itself.
        language: The language it was written in.
        believed: Whether the hidden sheets are whole; if not, only a plain import is possible.
        sheets: The sheets with rows, two of one entity too.
        base: What the rows showed when they left.
        lists: What labels and titles of the file stand for.
        log: The lines of the log.
        counts: How many rows of each entity left.
        remarks: What was read with loss, or is kept aside.
        units: The members of each unit of an entity, as the file tells them.
        newer: Sheets whose kind of rows this version does not know.
    """

    meta: Meta
    language: str
    believed: bool
    sheets: tuple[ReturnedSheet, ...]
    base: Base
    lists: FileLists
    log: tuple[str, ...]
    counts: Mapping[str, int]
    remarks: tuple[Words, ...]
    units: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    newer: tuple[NewerSheet, ...] = ()

    @property
    def sealer(self) -> Sealer:
        """Return what makes the digests of this export."""
        return Sealer(self.meta.secret)


def read_workbook(table: Table) -> Returned | None:
    """Return what a file of ours holds, None if it is none.

    Raises:
        Refused: It has a format that this version cannot read.
    """
    by_name = {sheet.name.strip().casefold(): sheet for sheet in table.sheets}
    about = _pairs(by_name.get(META.sv))
    if about.get(OURS[0]) != OURS[1]:
        return None
    _check_format(about.get("format", ""))
    columns = _columns(about)
    sheets = [find_sheet(sheet, columns, table.remarks) for sheet in _visible(table)]
    meta, base = _meta(about), _base(by_name.get(BASE.sv), columns)
    sealer = Sealer(meta.secret)
    found = [find_newer(sheet, columns, base.seals, sealer) for sheet in _visible(table)]
    newer = tuple(sheet for sheet in found if sheet is not None)
    return Returned(
        meta=meta,
        language="en" if about.get("language") == "en" else "sv",
        believed=(believed := _is_whole(by_name)),
        sheets=tuple(sheet for sheet in sheets if sheet is not None),
        base=base,
        lists=FileLists.read(by_name.get(LISTS.sv)),
        log=tuple("".join(_texts(row)) for row in _rows(by_name.get(LOG.sv)) if any(row)),
        counts=_numbers(about.get("counts", "")),
        remarks=(
            *table.remarks,
            *_remarks(table, sheets, newer),
            *(() if believed else (DISBELIEVED,)),
        ),
        units=_units(about),
        newer=newer,
    )


def _visible(table: Table) -> list[Sheet]:
    shown = (sheet for sheet in table.sheets if sheet.name.casefold() not in HIDDEN_SHEETS)
    return [sheet for sheet in shown if not is_receipt(sheet)]


def _remarks(
    table: Table, sheets: Sequence[ReturnedSheet | None], newer: Sequence[NewerSheet]
) -> list[Words]:
    found = [sheet.remark for sheet in newer]
    known = {README.sv, README.en, *(sheet.name for sheet in newer)}
    for sheet, read in zip(_visible(table), sheets, strict=True):
        if read is not None:
            found += read.remarks
        elif any(sheet.rows) and sheet.name not in known:
            found.append(UNKNOWN_SHEET.fill(sheet=sheet.name))
    return found


def _rows(sheet: Sheet | None) -> Sequence[Sequence[Cell]]:
    return () if sheet is None else sheet.rows


def _texts(row: Sequence[Cell]) -> list[str]:
    """Return the texts of a row of a hidden sheet, without the empty cells after the last."""
    found = texts(row)
    while found and not found[-1]:
        found.pop()
    return found


def _pairs(sheet: Sheet | None) -> dict[str, str]:
    rows = [_texts(row) for row in _rows(sheet)]
    return {row[0]: "".join(row[1:]) for row in rows if row}


def _check_format(text: str) -> None:
    if _number(text.partition(".")[0]) > FORMAT[0]:
        ours = f"{FORMAT[0]}.{FORMAT[1]}"
        raise Refused(NEWER.fill(theirs=shown(text), ours=ours), UPDATE)


def _is_whole(by_name: Mapping[str, Sheet]) -> bool:
    """Tell whether the digest of `_meta` and `_base` is the one that `_meta` tells."""
    total = Checksum()
    for row in _rows(by_name.get(BASE.sv)):
        if cells := _texts(row):
            total.add(cells)
    told = ""
    for row in _rows(by_name.get(META.sv)):
        cells = _texts(row)
        if cells[:1] == ["digest"]:
            told = "".join(cells[1:])
        elif cells:
            total.add(cells)
    return told == total.total()


def _meta(about: Mapping[str, str]) -> Meta:
    more = {
        name.removeprefix("more."): _json(text)
        for name, text in about.items()
        if name.startswith("more.")
    }
    said = {name: about.get(name, "") for name in (*FIELDS_OF_META, *WORDS_OF_META)}
    lam, schema = (_number(about.get(name, "")) for name in ("lam", "schema"))
    return Meta(**said, lam=lam, schema=schema, filtered=about.get("filtered") == "yes", more=more)


def _number(text: str) -> int:
    """Return a number, the greatest one for any greater, 0 for what is none."""
    if not text.isdecimal():
        return 0
    return LAST_LAM if len(text) > MOST_DIGITS else min(int(text), LAST_LAM)


def _json(text: str) -> Json:
    try:
        found: Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found


def _columns(about: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found = _json(about.get("columns", ""))
    if not isinstance(found, dict):
        return {}
    return {
        name: tuple(str(key) for key in keys)
        for name, keys in found.items()
        if isinstance(keys, list)
    }


def _units(about: Mapping[str, str]) -> dict[str, dict[str, tuple[str, ...]]]:
    told = _json(about.get("units", ""))
    found = told if isinstance(told, dict) else {}
    return {
        entity: {
            unit: tuple(str(name) for name in members)
            for unit, members in units.items()
            if isinstance(members, list)
        }
        for entity, units in found.items()
        if isinstance(units, dict)
    }


def _numbers(text: str) -> dict[str, int]:
    found = _json(text)
    if not isinstance(found, dict):
        return {}
    return {name: count for name, count in found.items() if isinstance(count, int)}


def _base(sheet: Sheet | None, columns: Mapping[str, tuple[str, ...]]) -> Base:
    entities: dict[str, str] = {}
    seals: dict[str, str] = {}
    rows: dict[str, str] = {}
    for cells in map(_texts, _rows(sheet)):
        if len(cells) > _SEAL:
            row = cells[1]
            entities[row], seals[row] = cells[0], cells[_SEAL]
            rows[row] = "".join(cells[_SEAL + 1 :])
    return Base(entities, seals, columns, rows)


_SEAL = 2
