"""Write any view of rows as a plain table: a workbook or CSV for other programs.

Cells are typed and never formulas: what begins with = in somebody's note is text in Excel, too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop_app.domain.kinds import Context, Kind, Text, Value
from desktop_app.domain.kinds.base import Given
from desktop_app.domain.words import Words
from desktop_app.exchange.safely import replace_file
from desktop_app.exchange.sheet_file import Sheet, write_sheet

__all__ = ["WHY", "defuse", "undefuse", "write_csv", "write_refused", "write_xlsx"]

WHY = Words("Varför raden inte togs in", "Why the row was not taken in")
"""The heading of the reasons beside refused rows; such a column is not read back."""

REFUSED = Words("Rader att rätta", "Rows to correct")

# A formula to Excel, after any of our own marks.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_xlsx(  # noqa: PLR0913, PLR0917 - a sheet is all of these
    path: Path,
    title: str,
    headings: Sequence[str],
    kinds: Sequence[Kind],
    rows: Iterable[Sequence[Value | Given]],
    context: Context,
) -> int:
    """Write rows as a workbook of one sheet and return how many there were.

    Args:
        path: The file, which is replaced once all is written.
        title: The name of the sheet.
        headings: One for each column.
        kinds: What the columns hold.
        rows: Values of these kinds; texts that are none, such as names of linked rows, stay so.
        context: The language of what is written, and the pick lists.

    Raises:
        Refused: The file cannot be written, or a text or the number of rows is beyond Excel.
    """
    with replace_file(path) as new:
        return write_sheet(new, Sheet(title, tuple(headings), tuple(kinds)), rows, context)


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str | None]]) -> int:
    """Write texts as CSV that Excel opens in Swedish, and return how many rows there were.

    UTF-8 with its mark, semicolons, CRLF. Texts that Excel would run as formulas get a ' before
    them, which `undefuse` takes off.
    """
    count = 0
    with replace_file(path) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
        # A single column has no separator by which a reader could know the file.
        writer = csv.writer(
            file,
            delimiter=";",
            lineterminator="\r\n",
            quoting=csv.QUOTE_ALL if len(headings) == 1 else csv.QUOTE_MINIMAL,
        )
        writer.writerow(map(defuse, headings))
        for count, row in enumerate(rows, 1):  # noqa: B007 - counted for the answer
            writer.writerow([defuse(text) if text else "" for text in row])
    return count


def write_refused(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[tuple[Sequence[Given], Sequence[Words]]],
    context: Context,
) -> int:
    """Write refused rows as a workbook, why beside each, to be corrected and taken in again.

    Args:
        path: The file, which is replaced once all is written.
        headings: The headings of the list that the rows come from.
        rows: The cells of each row as they were, and the reasons.
        context: The language of the reasons.
    """
    why = WHY.into(context.language)
    kinds = [Text()] * (len(headings) + 1)
    told = ([*_padded(cells, len(headings)), _reasons(why, context)] for cells, why in rows)
    return write_xlsx(path, REFUSED.into(context.language), [*headings, why], kinds, told, context)


def defuse(text: str) -> str:
    """Return a text that Excel does not take for a formula when it opens CSV."""
    return f"'{text}" if _FORMULA.match(text) else text


def undefuse(text: str) -> str:
    """Return what `defuse` was given; a ' before anything else is somebody's own."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _padded(cells: Sequence[Given], width: int) -> list[Given]:
    return [*cells[:width], *[None] * (width - len(cells))]


def _reasons(reasons: Sequence[Words], context: Context) -> str:
    return " ".join(reason.into(context.language) for reason in reasons)
