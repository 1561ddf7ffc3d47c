"""Labels with names, for sheets of A4: a name is never cut, its letters become smaller instead.

A label carries what the register has: it knows cities and countries, and no street addresses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from desktop_app.domain.label_sheets import Size
from desktop_app.domain.words import Language, Words
from desktop_app.reports.blocks import LONG_IN_CELL, Cell, cell
from desktop_app.reports.document import Paper, paper
from desktop_app.reports.grouping import Columns
from desktop_app.reports.record import Record, Source

__all__ = ["labels_paper", "lines_of"]

TEMPLATE = "labels.typ"
TITLE = Words("Etiketter", "Labels")
SHOWN = ("title", "organisation", "city", "country")


def labels_paper(
    contacts: Iterable[Record], size: Size, source: Source, language: Language, used: int = 0
) -> Paper:
    """Return labels of contacts, in the order given, for sheets of a size.

    `used` labels of the first sheet are left empty, since they were used before.
    """
    lines = [lines_of(contact, language) for contact in contacts]
    data = {
        "language": language,
        "document": TITLE.into(language),
        "office": source.office,
        "size": asdict(size),
        "labels": [None] * (used % (size.across * size.down)) + lines,
    }
    return paper(TEMPLATE, data, source.printed_at)


def lines_of(contact: Record, language: Language) -> list[Cell]:
    """Return the lines of a label, the name first; what is empty takes no line."""
    columns = Columns.of("contact", language)
    texts = [columns.name_of(contact), *(columns.text(contact, name) for name in SHOWN)]
    return [made for text in texts if (made := cell(text, limit=LONG_IN_CELL))["paragraphs"]]
