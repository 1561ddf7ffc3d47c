"""Finding the columns of a sheet that came back: by hidden keys, else by headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.kinds.given import clean
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.exchange.cells import Cell, as_read, texts
from desktop_app.exchange.contract import SHEETS
from desktop_app.exchange.layout import DIFFERING, Role, entity_of_key, id_key, layout
from desktop_app.exchange.reading.gate import letters
from desktop_app.exchange.reading.reader import REMARKS, Sheet

__all__ = ["Lost", "ReturnedSheet", "find_sheet"]

UNKNOWN_COLUMN = Words(
    "Kolumnen {heading} i bladet {sheet} hör inte till utbytet; den lämnas därhän.",
    "The column {heading} in the sheet {sheet} is no part of the exchange; it is left aside.",
)
MISSING_COLUMN = Words(
    "Kolumnen {heading} saknas i bladet {sheet}; den räknas som oförändrad.",
    "The column {heading} is missing in the sheet {sheet}; it counts as unchanged.",
)
TWICE = Words(
    "Kolumnen {heading} står två gånger i bladet {sheet}; den första gäller.",
    "The column {heading} stands twice in the sheet {sheet}; the first one counts.",
)

SEARCHED = 20
"""Rows in which keys and headings are looked for: people put titles above."""

LEAST_HEADINGS, LEAST_KEYS = 2, 3


@dataclass(frozen=True, slots=True)
class Lost:
    """Cells that held an error or an uncalculated formula, which reads as empty.

    Attributes:
        cells: Their addresses, as far as they are known.
        more: Whether there are others, which may be any empty cell.
    """

    cells: frozenset[str] = frozenset()
    more: bool = False

    def may_be(self, cell: str) -> bool:
        """Tell whether an empty cell may have held something."""
        return self.more or cell in self.cells


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """One sheet of the exchange.

    Attributes:
        entity: Whose rows it holds.
        name: Its name, as it is now.
        columns: Where each known column stands, by key.
        headings: What it is called there, by key.
        first: The number of the row that `rows` begins with, as spreadsheets count.
        rows: The rows below the headings.
        lost: Cells whose content could not be read.
        remarks: What is to be said of it.
    """

    entity: str
    name: str
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    first: int
    rows: Sequence[Sequence[Cell]]
    lost: Lost
    remarks: tuple[Words, ...]

    def address(self, key: str, number: int) -> str:
        """Return the address of a cell by the key of its column and the number of its row."""
        return f"{letters(self.columns[key])}{number}"


def find_sheet(
    sheet: Sheet, columns: Mapping[str, Sequence[str]], remarks: Sequence[Words]
) -> ReturnedSheet | None:
    """Return a sheet's rows and where its columns stand, None if it is none of the exchange.

    Args:
        sheet: The sheet as it was read.
        columns: The keys of the compared columns of each entity, as the file tells them.
        remarks: What the reader remarked on the file.
    """
    found = _by_keys(sheet) or _by_name(sheet)
    if found is None:
        return None
    entity, keys_at, headings_at = found
    heading_row = texts(sheet.rows[headings_at]) if headings_at < len(sheet.rows) else []
    known = _known_keys(entity, columns)
    places, said = _places(entity, known, _key_row(sheet, keys_at), heading_row)
    told = [words.fill(heading=heading, sheet=sheet.name) for words, heading in said]
    return ReturnedSheet(
        entity=entity,
        name=sheet.name,
        columns=places,
        headings=_headings(entity, places, heading_row),
        first=headings_at + 2,
        rows=sheet.rows[headings_at + 1 :],
        lost=_lost(sheet.name, remarks),
        remarks=tuple(told),
    )


def _by_keys(sheet: Sheet) -> tuple[str, int | None, int] | None:
    """Find the row of keys; headings stand below it."""
    for number, row in enumerate(sheet.rows[:SEARCHED]):
        found = set(texts(row))
        for entity in filter(None, map(entity_of_key, found)):
            keys = {column.key for column in layout(entity)}
            # A cell may hold anything, a key too: a row of keys has several.
            if len(keys & found) >= LEAST_KEYS:
                return entity, number, number + 1
    return None


def _by_name(sheet: Sheet) -> tuple[str, int | None, int] | None:
    """Find the sheet by its name in either language, and the row with the most headings."""
    name = clean(sheet.name).casefold()
    for contract in SHEETS:
        if name in {contract.title.into(language).casefold() for language in LANGUAGES}:
            known = _spellings(contract.entity)
            hits = [
                sum(_plain(as_read(cell)) in known for cell in row) for row in sheet.rows[:SEARCHED]
            ]
            if max(hits, default=0) >= LEAST_HEADINGS:
                return contract.entity, None, hits.index(max(hits))
    return None


def _key_row(sheet: Sheet, number: int | None) -> list[str]:
    return [] if number is None else texts(sheet.rows[number])


def _plain(heading: str) -> str:
    return re.sub(r"\s*\*$", "", clean(heading)).casefold()


def _spellings(entity: str) -> dict[str, str]:
    """Return the keys of an entity's columns by their headings in either language."""
    return {
        _plain(column.heading.into(language)): column.key
        for language in LANGUAGES
        for column in layout(entity)
    }


def _known_keys(entity: str, columns: Mapping[str, Sequence[str]]) -> set[str]:
    ours = {column.key for column in layout(entity)}
    return ours.union(columns.get(entity, ()))


def _places(
    entity: str, known: set[str], keys: Sequence[str], headings: Sequence[str]
) -> tuple[dict[str, int], list[tuple[Words, str | Words]]]:
    """Return where each column stands, and what is to be said of the others."""
    places: dict[str, int] = {}
    said: list[tuple[Words, str | Words]] = []
    spellings = _spellings(entity)
    width = max(len(keys), len(headings))
    padded = [*keys, *[""] * (width - len(keys))]
    titles = [*headings, *[""] * (width - len(headings))]
    for index, key in enumerate(padded):
        if key in known and key not in places:
            places[key] = index
    for index, (key, title) in enumerate(zip(padded, titles, strict=True)):
        if places.get(key) == index or not (title or key):
            continue
        named = key if key in known else spellings.get(_plain(title), "")
        if named and named not in places:
            places[named] = index
        else:
            said.append((TWICE if named else UNKNOWN_COLUMN, title or key))
    return places, said + _missing(entity, places)


def _missing(entity: str, places: Mapping[str, int]) -> list[tuple[Words, str | Words]]:
    """Return what is to be said of visible columns that are not there any more."""
    return [
        (MISSING_COLUMN, column.heading)
        for column in layout(entity)
        if column.role in (Role.FIELD, Role.ACTION) and column.key not in places
    ]


def _headings(entity: str, places: Mapping[str, int], headings: Sequence[str]) -> dict[str, str]:
    """Return what each column is called in the sheet, else by its key."""
    found = {column.key: column.heading.into("sv") for column in layout(entity)}
    for key, index in places.items():
        if index < len(headings) and headings[index]:
            found[key] = re.sub(r"\s*\*$", "", clean(headings[index]))
    return {key: found.get(key, key) for key in {*places, id_key(entity), DIFFERING}}


def _lost(name: str, remarks: Sequence[Words]) -> Lost:
    """Return the cells that the reader could not read, as its remarks tell them."""
    templates = {REMARKS[code].sv for code in ("errors", "uncalculated")}
    cells: set[str] = set()
    more = False
    for words in remarks:
        if words.sv in templates and words.args.get("sheet") == name:
            listed = str(words.args.get("cells", "")).split(", ")
            more = more or listed[-1].endswith("…")
            cells.update(cell.removesuffix(" …") for cell in listed)
    return Lost(frozenset(cells), more)
