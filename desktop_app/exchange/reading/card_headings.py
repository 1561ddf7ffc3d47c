"""The headings of cards in the language of the one who takes them in."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.exchange.reading.card_words import FIELDS, OTHERS
from desktop_app.exchange.reading.reader import Cell, Sheet, Table

__all__ = ["in_language"]

CARDS = "vcard"
HEADINGS = {words.sv: words for words in (*FIELDS.values(), *OTHERS.values())}


def in_language(table: Table, language: str) -> Table:
    """Return a file of cards with its headings in a language, any other file as it is.

    What has no field of its own is kept in the note after its heading.
    """
    if table.kind != CARDS:
        return table
    return replace(table, sheets=[_headed(sheet, language) for sheet in table.sheets])


def _headed(sheet: Sheet, language: str) -> Sheet:
    first, *others = sheet.rows
    headings: list[Cell] = [HEADINGS[str(cell)].into(language) for cell in first]
    return replace(sheet, rows=[headings, *others])
