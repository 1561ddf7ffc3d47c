"""How many columns of real lists find their field unaided.

``heading_rows/known.csv`` is the set the matcher was made with; ``unseen.csv`` was collected and
labelled when it was done, and ``fresh.csv`` after what that one showed was mended: names of columns
as programs and offices write them, each with the field that a person gave it, and with invented
cells. ``corpus.csv`` says the same of public files, whose headings are read where they are. A
column is right if it has the field it was given, or none where there is none; of a list whose kind
is not recognised no column is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from benchmarks.measure import say
from desktop_app.domain.kinds import Context
from desktop_app.domain.problems import Refused
from desktop_app.domain.shipped import shipped_lists
from desktop_app.exchange.lists.columns import Listing
from desktop_app.exchange.lists.foreign import understand
from desktop_app.exchange.reading.reader import Cell, Sheet, Table, read_file

__all__ = ["HERE", "SETS", "Found", "Labelled", "corpus", "found", "headings", "labelled"]

HERE = Path(__file__).parent / "heading_rows"
CORPUS = HERE.parents[2] / "shared" / "corpus"
CONTEXT = Context(shipped_lists())
KNOWN = "known.csv"
SETS: Mapping[str, str] = {"set 1": KNOWN, "set 2": "unseen.csv", "set 3": "fresh.csv"}
FIRST: Mapping[str, float] = {"unseen.csv": 85.8, "fresh.csv": 97.3}
"""What sets gave when they were first run, before anything they showed was mended."""
ALIKE = 3
"""How many rows of cells a list is given."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A list with the fields that a person gave its columns.

    Attributes:
        name: What it is called here.
        entity: What its rows are.
        table: What a reader would give of it.
        fields: The fields that are right for each column; ``none`` where none is.
    """

    name: str
    entity: str
    table: Table
    fields: Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a list: of how many columns which are wrong, each in words."""

    columns: int
    wrong: Sequence[str]


def headings(_rows: int) -> None:
    """Say how many columns of each set find their place, and which do not."""
    for name, file in SETS.items():
        lists = [*labelled(HERE / file), *(corpus() if file == KNOWN else ())]
        alone, wrong = _share(lists, told=False)
        told, _ = _share(lists, told=True)
        count = f"{sum(len(each.fields) for each in lists)} columns in {len(lists)} lists"
        first = f"; {FIRST[file]} % when it was first seen" if file in FIRST else ""
        say(f"{name}: {alone:.1f} % of {count} are right ({told:.1f} % if told the kind){first}")
        for line in dict.fromkeys(wrong):
            say(f"  {line}")


def _share(lists: Sequence[Labelled], *, told: bool) -> tuple[float, list[str]]:
    """Return the share of columns that are right, and what is wrong."""
    results = [found(each, told=told) for each in lists]
    columns = sum(result.columns for result in results)
    wrong = [line for result in results for line in result.wrong]
    return 100 * (columns - len(wrong)) / columns, wrong


def labelled(path: Path) -> Iterator[Labelled]:
    """Go through the lists of a set."""
    with path.open(encoding="utf-8", newline="") as file:
        for name, group in groupby(csv.DictReader(file), key=itemgetter("list")):
            rows = list(group)
            above: list[list[Cell]] = [[r["heading"]] for r in rows if r["field"] == "above"]
            columns = [row for row in rows if row["field"] != "above"]
            head: list[Cell] = [row["heading"] for row in columns]
            cells: list[Cell] = [row["example"] or None for row in columns]
            sheet = Sheet("Blad1", False, [*above, head, *([cells] * ALIKE)])
            fields = _given(row["field"] for row in columns)
            yield Labelled(name, rows[0]["entity"], Table("csv", [sheet], None, None, ()), fields)


def corpus() -> Iterator[Labelled]:
    """Go through the lists of the corpus that are here."""
    with (HERE / "corpus.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (CORPUS / row["file"]).exists()]
    for row in rows:
        table = read_file(CORPUS / row["file"])
        sheets = [s for s in table.sheets if row["sheet"] in ("", s.name)][:1]
        alone = Table(table.kind, sheets, None, None, ())
        yield Labelled(row["file"], row["entity"], alone, _given(row["fields"].split()))


def _given(fields: Iterable[str]) -> list[frozenset[str]]:
    return [frozenset(field.split("|")) for field in fields]


def found(labelled: Labelled, *, told: bool = False) -> Found:
    """Return what the program makes of a list of which nothing is said, or `told` its kind only."""
    try:
        listing = understand(labelled.table, labelled.entity if told else None, {}, CONTEXT)[0]
    except Refused as refused:
        return _lost(labelled, refused.sentence.into("en"))
    if listing.entity.name != labelled.entity:
        return _lost(labelled, f"is read as {listing.entity.name}")
    return Found(len(labelled.fields), tuple(_wrong(labelled, listing)))


def _lost(labelled: Labelled, why: str) -> Found:
    wrong = [f"{labelled.name}: {why}"] * len(labelled.fields)
    return Found(len(labelled.fields), wrong)


def _wrong(labelled: Labelled, listing: Listing) -> Iterator[str]:
    columns = {column.index: column for column in listing.columns}
    for index, right in enumerate(labelled.fields):
        column = columns.get(index)
        place = (column.field if column else None) or "none"
        if place not in right:
            heading = column.heading if column else f"column {index + 1}"
            yield f"{labelled.name}: {heading} is {place}, not {' or '.join(sorted(right))}"
