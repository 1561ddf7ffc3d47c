"""Small tables of any cells: they are understood or refused, and every row is somewhere."""

from __future__ import annotations

from datetime import date, datetime

from desktop_app.domain.kinds import Context
from desktop_app.domain.problems import Refused
from desktop_app.domain.shipped import shipped_lists
from desktop_app.exchange.lists.drafts import GUESSED
from desktop_app.exchange.lists.foreign import read_rows, understand
from desktop_app.exchange.reading.reader import Cell, Sheet, Table

__all__ = ["SEEDS", "one_input"]

_CONTEXT = Context(shipped_lists())
_MOST_CELLS = 2000
MOST_DIGITS = 15
_ENTITIES = (None, *GUESSED)

SEEDS: tuple[bytes, ...] = tuple(
    text.encode()
    for text in (
        "\0Förnamn\tEfternamn\tE-post\nBo\tEk\tbo@example.org\n",
        "\1Lista\n\nNamn\tE-post\t\tNamn\tE-post\nBo\tb@example.org\t\tEva\te@example.org\n",
        "\0Person\t\tKontakt\t\nFörnamn\tEfternamn\tE-post\tTelefon\n(text)\t(text)\nBo\tEk\n",
        "\2Förening\tOrt\tTyp\nAlpha\tMalmö\tStad\n\nNätverk\tMedlem sedan\nBeta\t#d\nSumma\t#9\n",
        "\0Name\tPhone 1 - Type\tPhone 1 - Value\nBo Ek\tMobile\t070-1740605\n#b\t#n\t#x\n",
        "\0Vilket land kommer du från?\t1. Namn / Name (sv)\nSverige\tBo\nKälla: x\n",
        "",
    )
)
_ODD: dict[str, Cell] = {
    "#n": None,
    "#b": True,
    "#d": date(2026, 3, 5),
    "#t": datetime(2026, 3, 5, 10, 11),
    "#x": float("inf"),
}


def one_input(data: bytes) -> None:
    """Understand a table and read its rows; raise whatever is not a refusal.

    The first byte chooses what the rows are said to be; then cells stand between tabs, rows
    between line breaks, and ``#`` begins what is no text.
    """
    entity = _ENTITIES[data[0] % len(_ENTITIES)] if data else None
    lines = data[1:].decode("utf-8", "replace").split("\n")
    rows = [[_cell(text) for text in line.split("\t")] for line in lines]
    if sum(map(len, rows)) > _MOST_CELLS:
        return
    kind = "csv" if data[:1] > b"\x7f" else "xlsx"
    table = Table(kind, [Sheet("Blad1", False, rows)], None, None, ())
    try:
        listings = understand(table, entity, {}, _CONTEXT)
    except Refused:
        return
    for listing in listings:
        taken = [row.row_number for row in read_rows(listing, _CONTEXT)]
        assert taken == [number for number, _ in listing.rows], taken


def _cell(text: str) -> Cell:
    number = text.removeprefix("#")
    if number != text and number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS:
        return int(number)
    return _ODD.get(text, text or None)
