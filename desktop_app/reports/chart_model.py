"""What is drawn of a table of the yearly report: names, series of numbers, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import nan
from textwrap import wrap

from desktop_app.domain.words import Language, Words
from desktop_app.domain.year.model import Cell, Number, Table, TableRow
from desktop_app.reports.chart_sheet import WIDTH
from desktop_app.reports.glyphs import printable
from desktop_app.reports.palette import Palette
from desktop_app.reports.year_values import column_places, written

__all__ = ["MOST_BARS", "Chart", "Series", "chart_alt", "chart_of", "has_chart"]

MOST_BARS = 12
LETTERS, LINES = 38, 2
"""Of the name of a bar: letters of a line, and lines."""

SHOWN = Words(
    "De {shown} största av {all} visas; tabellen har alla.",
    "The {shown} largest of {all} are shown; the table has them all.",
)
ZEROS = (
    Words("En rad som har noll visas inte.", "One line that has zero is not shown."),
    Words("{n} rader som har noll visas inte.", "{n} lines that have zero are not shown."),
)
ALT = Words("{chart}: {heading}. {values}.", "{chart}: {heading}. {values}.")
ALT_TABLE = Words("Alla värden står i tabellen.", "All values stand in the table.")
KINDS: Mapping[str, Words] = {
    "bars": Words("Stapeldiagram", "Bar chart"),
    "stacked": Words("Staplat diagram", "Stacked bar chart"),
    "line": Words("Linjediagram", "Line chart"),
}
ALT_VALUES = 6


@dataclass(frozen=True, slots=True)
class Series:
    """A column of numbers as it is drawn.

    Attributes:
        label: What it is called.
        values: A number for each line; where there is none 0, in a line chart no number.
        texts: What is written beside each of them.
    """

    label: str
    values: Sequence[float]
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn of a table.

    Attributes:
        names: What its lines are called.
        series: What is drawn of them, at least one.
        note: What is not drawn, in words.
        language: Of the texts.
        palette: The colours.
        width: How wide it is, in points.
    """

    names: Sequence[str]
    series: Sequence[Series]
    note: str
    language: Language
    palette: Palette
    width: float


def has_chart(table: Table) -> bool:
    """Tell whether a table has a chart (a map is none), and two lines at least to compare in it."""
    return table.chart in KINDS and len(_with_numbers(table)) > 1


def chart_alt(table: Table, language: Language) -> str:
    """Return in words what a chart shows, for those who do not see it."""
    column = table.columns[_places(table)[0]]
    texts = [
        f"{written(row.cells[0], 'text', language)} {written(value, column.unit, language)}"
        for row in _drawn_rows(table)[:ALT_VALUES]
        if (value := _charted(table, row.cells)[0]) is not None
    ]
    words = ALT.fill(
        chart=KINDS[str(table.chart)], heading=table.heading, values="; ".join(texts)
    ).into(language)
    return words if len(table.rows) <= ALT_VALUES else f"{words} {ALT_TABLE.into(language)}"


def _places(table: Table) -> list[int]:
    codes = [column.code for column in table.columns]
    return [codes.index(code) for code in table.charted]


def _charted(table: Table, cells: Sequence[Cell]) -> list[Number | None]:
    found = (cells[index] for index in _places(table))
    return [cell if isinstance(cell, (int, Decimal)) else None for cell in found]


def chart_of(table: Table, language: Language, palette: Palette, width: float) -> Chart:
    """Return what is drawn of a table, for so many points."""
    rows = _drawn_rows(table)
    letters = round(LETTERS * width / WIDTH)
    names = [_name(written(row.cells[0], "text", language), letters) for row in rows]
    numbers = [_charted(table, row.cells) for row in rows]
    empty = nan if table.chart == "line" else 0  # a line has a gap where nothing is known
    series = []
    for place, index in enumerate(_places(table)):
        column, decimals = table.columns[index], column_places(table, index)
        values = [row[place] for row in numbers]
        texts = [written(value, column.unit, language, decimals) for value in values]
        label = printable(column.label.into(language))
        series.append(
            Series(label, [float(empty if value is None else value) for value in values], texts)
        )
    return Chart(names, series, _notes(table, rows, language), language, palette, width)


def _notes(table: Table, drawn: Sequence[TableRow], language: Language) -> str:
    """Return what is not drawn, in words."""
    if table.chart == "line":
        return ""
    found = len(_with_numbers(table))
    zeros = len(table.rows) - found
    told = []
    if found > len(drawn):
        told.append(SHOWN.fill(shown=len(drawn), all=found))
    if zeros:
        told.append(ZEROS[zeros > 1].fill(n=zeros))
    return " ".join(words.into(language) for words in told)


def _with_numbers(table: Table) -> list[TableRow]:
    """Return the lines that have anything to draw: in bars nothing is to be seen of a zero."""
    return [row for row in table.rows if any(_charted(table, row.cells))]


def _drawn_rows(table: Table) -> Sequence[TableRow]:
    """Return the lines that are drawn: all in their order, or the largest of many."""
    if table.chart == "line":
        return table.rows
    rows = _with_numbers(table)
    if len(rows) <= MOST_BARS:
        return rows
    by_size = sorted(rows, key=lambda row: _charted(table, row.cells)[0] or 0, reverse=True)
    return by_size[:MOST_BARS]


def _name(text: str, letters: int) -> str:
    """Return a name in at most so many lines; the table has it whole."""
    lines = wrap(printable(text), letters, max_lines=LINES, placeholder=" …")
    return "\n".join(lines) or "–"
