"""How the values of the yearly report are written: the same on paper, in charts and on screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from desktop_app.domain.words import Language, Words
from desktop_app.domain.year.model import Cell, ColumnUnit, Figure, Number, Table
from desktop_app.reports import formats
from desktop_app.reports.formats import NBSP, SEK

__all__ = [
    "LEFT",
    "UNKNOWN",
    "before_text",
    "change",
    "column_places",
    "column_texts",
    "figure_text",
    "places_of",
    "running",
    "sums",
    "written",
]

LEFT = ("text", "date")
"""The units of what stands to the left in its column."""

UNKNOWN = "–"
"""Stands for a number that cannot be known."""

MOST_PLACES = 2
ENDINGS = {
    "kg": Words("{n} kg", "{n} kg"),
    "percent": Words("{n} %", "{n}%"),
    "hours": Words("{n} tim", "{n} h"),
}
POINTS = Words("{n} procentenheter", "{n} percentage points")
SUM = Words("Summa", "Total")
SAME = Words("oförändrat", "unchanged")


def written(value: Cell, unit: ColumnUnit, language: Language, places: int | None = None) -> str:
    """Return a value as people read it: ``12 500 kr``, ``12 %``, ``2026-03-05``; '' for none."""
    if value is None:
        return ""
    if isinstance(value, Words):
        return value.into(language)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return _number(value, unit, language, places)


def _number(value: Number, unit: ColumnUnit, language: Language, places: int | None) -> str:
    exact = Decimal(value)
    decimals = places_of([exact], unit) if places is None else places
    if unit == "sek":
        return formats.money(exact, SEK, language, decimals)
    shown = formats.decimal(exact, language, decimals)
    ending = ENDINGS.get(unit)
    if ending is None:
        return shown
    return ending.fill(n=shown).into(language).replace(" ", NBSP)


def places_of(values: Iterable[Cell], unit: ColumnUnit) -> int:
    """Return with how many decimals all of some values are written: none if all are whole."""
    numbers = [value for value in values if isinstance(value, Decimal)]
    if all(value == value.to_integral_value() for value in numbers):
        return 0
    return MOST_PLACES if unit == "sek" else min(MOST_PLACES, max(map(_places, numbers)))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def running(sentences: Iterable[Words], language: Language) -> str:
    """Return sentences as one paragraph, '' for none."""
    return " ".join(words.into(language) for words in sentences)


def column_texts(table: Table, index: int, language: Language) -> list[str]:
    """Return the texts of a column of a table, with the decimals that all of it needs."""
    return [
        written(cell, table.columns[index].unit, language, column_places(table, index))
        for cell in (row.cells[index] for row in table.rows)
    ]


def column_places(table: Table, index: int) -> int:
    """Return with how many decimals a column and its sum are written."""
    cells = [row.cells[index] for row in table.rows]
    return places_of([*cells, *(table.sums[index : index + 1])], table.columns[index].unit)


def figure_text(figure: Figure, language: Language) -> str:
    """Return the number of a figure."""
    if figure.value is None:
        return UNKNOWN
    places = places_of([figure.value, figure.before], figure.unit)
    return written(figure.value, figure.unit, language, places)


def before_text(figure: Figure, language: Language) -> str:
    """Return the number of a figure in the period before, '' where it is not compared."""
    places = places_of([figure.value, figure.before], figure.unit)
    return written(figure.before, figure.unit, language, places)


def change(figure: Figure, language: Language) -> str:
    """Return how a figure differs from the period before: ``+3``, ``−2 kr``; '' if unknown."""
    if figure.value is None or figure.before is None:
        return ""
    step = Decimal(figure.value) - Decimal(figure.before)
    if not step:
        return SAME.into(language)
    places = places_of([figure.value, figure.before], figure.unit)
    text = written(step, figure.unit, language, places)
    if figure.unit == "percent":
        shown = formats.decimal(step, language, places)
        text = POINTS.fill(n=shown).into(language).replace(" ", NBSP, 1)
    return f"+{text}" if step > 0 else text


def sums(table: Table, language: Language) -> list[str]:
    """Return the texts of a table's line of sums, named if it is not; none where it has none."""
    texts = [
        written(cell, column.unit, language, column_places(table, index))
        for index, (cell, column) in enumerate(zip(table.sums, table.columns, strict=False))
    ]
    if texts and not texts[0]:
        texts[0] = SUM.into(language)
    return texts
