"""Tables and a yearly report as the services give them, made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import (
    Answer,
    Cell,
    Chart,
    Column,
    ColumnUnit,
    Figure,
    Place,
    RowSet,
    Span,
    Table,
    TableRow,
    TextBlock,
    YearlyReport,
)

Line = tuple[Cell, ...]
ROWS = RowSet("trip", ("one", "two"))
TRIPS = Words("Resor", "Trips")
BEFORE = Words("Året före", "The year before")


def table(
    lines: Sequence[Line],
    chart: Chart | None = None,
    units: Sequence[ColumnUnit] = ("count", "count"),
    *,
    places: Sequence[Place] = (),
    labels: Sequence[Words] = (TRIPS, BEFORE, Words("Dagar", "Days"), Words("Mål", "Goals")),
    code: str = "trips.by_country",
) -> Table:
    """Return a table of names with numbers, all of which are drawn."""
    columns = [Column("name", Words("Land", "Country"))]
    for place, unit in enumerate(units):
        columns.append(Column(f"n{place}", labels[place], unit))
    where = places or [None] * len(lines)
    rows = [TableRow(cells, ROWS, each) for cells, each in zip(lines, where, strict=True)]
    charted = tuple(column.code for column in columns[1:]) if chart else ()
    heading = Words("Resor per land", "Trips by country")
    return Table(code, heading, tuple(columns), tuple(rows), chart=chart, charted=charted)


COUNTRIES = table([("Tyskland", 12, 9), ("Finland", 7, 11), ("Łotwa 日本 & <co> $5", 0, 1)], "bars")
COSTS = table(
    [(str(2022 + year), Decimal(1000 * year), None) for year in range(1, 5)],
    "line",
    ("sek", "sek"),
)
SPREAD = table([("Miljö", 3, 2, 1), ("Kultur", 1, 0, 4)], "stacked", ("count",) * 3)
MAP = table(
    [("Hamburg", 4), ("Reykjavik", 2), ("Atlantis", 1)],
    "map",
    ("count",),
    places=(Place("DE", "Hamburg"), Place("IS", "Reykjavik"), Place("FI", "Atlantis")),
    code="trips.map",
)


def answer(number: int, *tables: Table) -> Answer:
    """Return an answer with three figures; all its numbers are its own."""
    base = 1000 * number
    return Answer(
        number,
        Words(f"Hur var det med sak {number}?", f"How about thing {number}?"),
        (
            Figure("a", Words(f"Antal {number}", f"Number {number}"), base + 1, "count", ROWS),
            Figure(
                "b",
                Words(f"Kostnad {number}", f"Cost {number}"),
                Decimal(f"{base + 2}.50"),
                "sek",
                ROWS,
                before=Decimal(base),
                remark=Words(f"{number} kostnader saknar kurs.", f"{number} costs lack a rate."),
            ),
            Figure("c", Words(f"Andel {number}", f"Share {number}"), None, "percent", ROWS),
        ),
        tables,
        (Words(f"Mening {number}.", f"Sentence {number}."),),
    )


def report(answers: Sequence[Answer], texts: Sequence[TextBlock] = ()) -> YearlyReport:
    """Return a yearly report for the whole city."""
    return YearlyReport(
        organisation_name=None,
        organisation=None,
        period=Span(date(2026, 1, 1), date(2026, 12, 31)),
        compared=Span(date(2025, 1, 1), date(2025, 12, 31)),
        as_of=date(2026, 11, 21),
        fingerprint="3fa9c2d17e88aa01",
        register_name="Stadsledningskontoret",
        answers=tuple(answers),
        text_blocks=tuple(texts),
        remarks=(Words("Tre sekretessmarkerade rader är inte med.", "Three are left out."),),
    )
