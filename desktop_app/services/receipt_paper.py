"""A receipt on paper: what became of each row of a file that was taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Note, Text
from desktop_app.domain.problems import Refused
from desktop_app.domain.receipts import Line, Receipt, in_order, sentence
from desktop_app.domain.words import Language, Words
from desktop_app.reports.record import Record
from desktop_app.services.printing import MOST_ROWS, TOO_MANY, TOO_MANY_ADVICE, source_of
from desktop_app.services.register import Register

if TYPE_CHECKING:
    from desktop_app.reports.document import Paper

__all__ = ["receipt_paper"]

LINES = Entity(
    "receipt",
    Words("Kvitto", "Receipt"),
    Words("Kvitto", "Receipt"),
    (
        Field("sheet", Text(), Words("Blad", "Sheet")),
        Field("number", Text(), Words("Rad", "Row")),
        Field("title", Text(), Words("Vad raden gäller", "What the row is about")),
        Field("ending", Text(), Words("Utfall", "Outcome")),
        Field("reason", Note(), Words("Anledning", "Reason")),
    ),
    title=("title",),
)
HEADING = Words("{file}, inläst {day} av {office}", "{file}, taken in {day} by {office}")


def receipt_paper(register: Register, receipt: Receipt, language: Language) -> Paper:
    """Return a receipt for file, preview and printer.

    Raises:
        Refused: It has more lines than anybody reads on paper.
    """
    from desktop_app.reports.row_list import list_paper  # noqa: PLC0415 — loads typst

    if len(receipt.lines) > MOST_ROWS:
        raise Refused(TOO_MANY.fill(most=MOST_ROWS), TOO_MANY_ADVICE)
    told = {"file": receipt.file, "day": receipt.at[:10], "office": receipt.office}
    heading, sums = HEADING.fill(**told).into(language), sentence(receipt).into(language)
    records = [_record(line, language) for line in in_order(receipt.lines)]
    source = source_of(register)
    return list_paper(LINES, LINES.fields, records, heading, source, language, sums)


def _record(line: Line, language: Language) -> Record:
    texts = {
        "sheet": line.sheet,
        "number": str(line.number),
        "title": line.title,
        "ending": line.words.into(language),
        "reason": line.reason.into(language) if line.reason else "",
    }
    filled = {name: text for name, text in texts.items() if text}
    return Record(filled, filled)
