"""Faults of a workbook as data (F89–F117, F122, F124): each brought about, with what guards it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.foreign import ListedRow
from desktop_app.exchange.reading.reader import Cell, Table
from tests.exchange.faults import Guard
from tests.exchange.here import read_here
from tests.exchange.test_gate import package, parts_of, workbook

__all__ = [
    "AS_THEY_COME",
    "DAMAGES",
    "NAMES",
    "READING",
    "ROWS",
    "Damage",
    "damage",
    "filled",
    "mended",
    "read",
    "reason",
    "refusal",
    "said",
]

SPREADSHEETML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

READING = "exchange.reading"
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Namn</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Bo Ek</t></is></c></row>'
)
NAMES = [["Namn"], ["Bo Ek"]]
AS_THEY_COME: dict[str, object] = {f"{READING}.workbook_file.UNREAD": ()}

Bring = Callable[[Path], None]


@dataclass(frozen=True)
class Damage:
    """A fault.

    Attributes:
        number: Its number.
        bring: Brings it about in a folder, and fails where it does harm.
        guards: What keeps it from that; each is missed when it is gone.
    """

    number: int
    bring: Bring
    guards: Sequence[Guard]

    @property
    def name(self) -> str:
        """Return what it is called."""
        return f"f{self.number:03}_{self.bring.__name__}"


DAMAGES: list[Damage] = []


def damage(number: int, guards: Mapping[str, Mapping[str, object]]) -> Callable[[Bring], Bring]:
    """Add a fault to the list, with its guards by name."""

    def add(bring: Bring) -> Bring:
        DAMAGES.append(Damage(number, bring, [Guard(*each) for each in guards.items()]))
        return bring

    return add


def read(folder: Path, rows: str, before: str = "", after: str = "") -> Table:
    """Return a workbook whose sheet has these rows, and what stands before and after them."""
    sheet = (
        f'<worksheet xmlns="{SPREADSHEETML}">{before}<sheetData>{rows}</sheetData>{after}'
        "</worksheet>"
    )
    parts = [
        (name, sheet.encode() if name.endswith("sheet1.xml") else content)
        for name, content in parts_of(workbook())
    ]
    path = folder / "a.xlsx"
    path.write_bytes(package(parts))
    return read_here(path)


def filled(table: Table) -> list[list[Cell]]:
    """Return the cells of the first sheet, from its first filled row on."""
    return [row for row in table.sheets[0].rows if any(cell is not None for cell in row)]


def refusal(read_it: Callable[[], object]) -> str:
    """Return why something is refused; anything else that is raised is a fault of ours."""
    try:
        read_it()
    except Refused as refused:
        return refused.sentence.into("sv")
    except Exception as error:
        raise AssertionError from error
    raise AssertionError


def said(remarks: Sequence[Words]) -> str:
    """Return what is said of a file or a list."""
    return "\n".join(remark.into("sv") for remark in remarks)


def mended(row: ListedRow) -> list[str]:
    """Return what of a row was mended."""
    return [problem.column for problem in row.problems if problem.mended]


def reason(row: ListedRow) -> str:
    """Return what is wrong with a row."""
    return " ".join(p.reason.into("sv") for p in row.problems if not p.mended)
