"""What became of the rows of a workbook, as its reader tells it to whom they came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, TypeAlias, TypeGuard, get_args
from uuid import UUID

from desktop_app.domain.edits import Json, canonical
from desktop_app.domain.words import Words

__all__ = [
    "DECLINED",
    "ENDINGS",
    "NAMES",
    "WAITING",
    "Ending",
    "Line",
    "Receipt",
    "decode_line",
    "decode_receipt",
    "encode_line",
    "encode_receipt",
    "in_order",
    "sentence",
    "sums_of",
]

MOST = 2**53
Ending: TypeAlias = Literal[
    "new",
    "changed",
    "merged",
    "deleted",
    "conflict",
    "doubt",
    "other",
    "left_out",
    "undone",
    "refused",
]
ENDINGS: tuple[Ending, ...] = get_args(Ending)
WAITING: frozenset[Ending] = frozenset({"conflict", "doubt"})
DECLINED: frozenset[Ending] = frozenset({"other", "left_out", "undone", "refused"})

NAMES: Mapping[Ending, Words] = {
    "new": Words("Tillagd", "Added"),
    "changed": Words("Ändrad", "Changed"),
    "merged": Words("Sammanslagen med en annan", "Merged into another"),
    "deleted": Words("Borttagen", "Deleted"),
    "conflict": Words("Väntar: olika uppgifter", "Waiting: differing values"),
    "doubt": Words("Väntar: en fråga", "Waiting: a question"),
    "other": Words("Avgjord: något annat gäller", "Resolved: something else holds"),
    "left_out": Words("Lämnad därhän", "Left out"),
    "undone": Words("Inläst, sedan ångrad", "Taken in, then undone"),
    "refused": Words("Inte inläst", "Not taken in"),
}
MERGED = Words("Sammanslagen med {into}", "Merged into {into}")
COUNTED: Mapping[Ending, Words] = {
    "new": Words("tillagda", "added"),
    "changed": Words("ändrade", "changed"),
    "merged": Words("sammanslagna", "merged"),
    "deleted": Words("borttagna", "deleted"),
    "conflict": Words("väntar med olika uppgifter", "waiting with differing values"),
    "doubt": Words("väntar på svar", "waiting for an answer"),
    "other": Words("avgjorda på annat sätt", "resolved otherwise"),
    "left_out": Words("lämnade därhän", "left out"),
    "undone": Words("ångrade", "undone"),
    "refused": Words("inte inlästa", "not taken in"),
}
UNCHANGED = Words("oförändrade", "unchanged")
NUMBER = Words("{what} {n}", "{what} {n}")
OF_ROWS = Words("Rader i filen: {rows} ({parts}).", "Rows in the file: {rows} ({parts}).")


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one row of a file.

    Attributes:
        sheet: Its sheet.
        number: Its row number there.
        entity: What it is a row of.
        row: Its id, '' where it has none.
        title: What it is called, '' where that may not be said.
        ending: What became of it.
        into: What the row is called that it was merged into, '' where that may not be said.
        reason: Why, where there is more to say; None if not.
    """

    sheet: str
    number: int
    entity: str
    row: str
    title: str
    ending: Ending
    into: str = ""
    reason: Words | None = None

    @property
    def words(self) -> Words:
        """Return what became of it, in words."""
        if self.ending == "merged" and self.into:
            return MERGED.fill(into=self.into)
        return NAMES[self.ending]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the rows of a file.

    Attributes:
        id: Its own id.
        to: The register that it is for, '' for a person without the program.
        export_id: The export that the file is.
        at: When the file was taken in, ISO with offset.
        file: The name of the file.
        office: The organisation that took it in.
        rows: How many rows the file had.
        unchanged: How many of them changed nothing.
        missing: How many rows the workbook had at first that were no longer in it.
        lines: What became of each of the others.
    """

    id: str
    to: str
    export_id: str
    at: str
    file: str
    office: str
    rows: int
    unchanged: int
    missing: int
    lines: tuple[Line, ...]

    @property
    def digest(self) -> str:
        """Return what tells its present content from an earlier one."""
        told: Json = [self.id, self.rows, self.unchanged, *map(encode_line, self.lines)]
        return blake2b(canonical(told).encode(), digest_size=8).hexdigest()

    @property
    def waits(self) -> bool:
        """Return whether something of it is still to be decided."""
        return any(line.ending in WAITING for line in self.lines)


def sums_of(receipt: Receipt) -> Mapping[Ending, int]:
    """Return how many rows ended how; with the unchanged ones they add up to the rows."""
    counts = Counter(line.ending for line in receipt.lines)
    return {ending: counts[ending] for ending in ENDINGS}


def sentence(receipt: Receipt) -> Words:
    """Return in one sentence how many rows ended how."""
    counted = [NUMBER.fill(what=COUNTED[e], n=n) for e, n in sums_of(receipt).items() if n]
    if receipt.unchanged or not counted:
        counted.append(NUMBER.fill(what=UNCHANGED, n=receipt.unchanged))
    return OF_ROWS.fill(rows=receipt.rows, parts=counted)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return lines as people want to read them: what waits, what was not taken, the others."""
    return sorted(lines, key=lambda each: (_rank(each.ending), each.sheet, each.number))


def _rank(ending: Ending) -> int:
    return 0 if ending in WAITING else 1 if ending in DECLINED else 2


def encode_line(line: Line) -> list[Json]:
    """Return a line as JSON."""
    reason: Json = None
    if line.reason is not None:
        reason = [line.reason.into("sv"), line.reason.into("en")]
    told: list[Json] = [line.sheet, line.number, line.entity, line.row, line.title]
    return [*told, line.ending, line.into, reason]


def decode_line(told: Sequence[Json]) -> Line:
    """Return a line as it was told; raise `ValueError` or `TypeError` for anything else."""
    sheet, number, entity, row, title, ending, into, reason = told[:8]
    if not _is_ending(ending):
        raise ValueError(ending)
    words = None
    if isinstance(reason, list):
        words = Words(_text(reason[0]), _text(reason[1]))
    return Line(
        _text(sheet),
        _count(number),
        _text(entity),
        _text(row),
        _text(title),
        ending,
        _text(into),
        words,
    )


def encode_receipt(receipt: Receipt) -> list[Json]:
    """Return a receipt as JSON."""
    whose: list[Json] = [receipt.id, receipt.to, receipt.export_id, receipt.at, receipt.file]
    numbers: list[Json] = [receipt.rows, receipt.unchanged, receipt.missing]
    lines: Json = [encode_line(line) for line in receipt.lines]
    return [*whose, receipt.office, *numbers, lines]


def decode_receipt(told: Sequence[Json]) -> Receipt:
    """Return a receipt as it was told; raise `ValueError` or `TypeError` for anything else."""
    id_, to, export_id, at, file, office, rows, unchanged, missing, lines = told[:10]
    return Receipt(
        str(UUID(_text(id_))),
        _text(to),
        _text(export_id),
        _text(at),
        _text(file),
        _text(office),
        _count(rows),
        _count(unchanged),
        _count(missing),
        tuple(decode_line(_list(line)) for line in _list(lines)),
    )


def _is_ending(told: Json) -> TypeGuard[Ending]:
    return told in ENDINGS


def _text(told: Json) -> str:
    if not isinstance(told, str):
        raise TypeError(told)
    return told


def _list(told: Json) -> list[Json]:
    if not isinstance(told, list):
        raise TypeError(told)
    return told


def _count(told: Json) -> int:
    if not isinstance(told, int) or isinstance(told, bool) or not 0 <= told < MOST:
        raise ValueError(told)
    return told
