"""The reports of a whole register: what each is called, and what files it can be written to.

Each kind stands in one line of `KINDS`; the command line and the window read them here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from desktop_app.domain.edits import Json
from desktop_app.domain.kinds.given import shown
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Language, Words
from desktop_app.services.listings.kinds import LISTS, writers
from desktop_app.services.register import Register
from desktop_app.services.year.out import year_json, year_workbook
from desktop_app.services.year.paper import year_document

__all__ = ["KINDS", "Asked", "ReportKind", "Writer", "kind_named"]

NO_KIND = Words(
    "Det finns ingen rapport som heter ”{name}”.", "There is no report called “{name}”."
)
NO_KIND_ADVICE = Words("De som finns: {names}.", "There are: {names}.")
NO_ENDING = Words(
    "Rapporten ”{name}” kan inte skrivas till {ending}.",
    "The report “{name}” cannot be written to {ending}.",
)
NO_ENDING_ADVICE = Words(
    "Välj ett filnamn som slutar på {names}.", "Choose a name ending in {names}."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a report; what a kind has no use for it leaves aside.

    Attributes:
        language: The language it is written in.
        year: The year it is about.
        first: The first day it is about, where that is not a year's.
        last: The last day.
        organisation: The name or id of one administration; '' for the whole city.
        as_of: The day at whose end the register is read, None for now.
        by: What the rows of a list are grouped by; '' for what is usual.
        size: The size of the sheets it is made for; '' for what is usual.
        search: Which rows a list has, as a search finds them; '' for all.
        ids: Which rows a list has, in order; None for all, or those that are searched for.
        used: How many labels of the first sheet are used already.
    """

    language: Language = "sv"
    year: int | None = None
    first: date | None = None
    last: date | None = None
    organisation: str = ""
    as_of: date | None = None
    by: str = ""
    size: str = ""
    search: str = ""
    ids: tuple[str, ...] | None = None
    used: int = 0


Writer: TypeAlias = Callable[[Register, Asked, Path], None]
"""Writes a report to a file, whole or not at all; raises `Refused` if it cannot."""


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report.

    Attributes:
        name: Its name on the command line.
        words: What people call it.
        writers: What writes it, by the ending of the file.
        data: What gives it as JSON, None if nothing does.
        aside: What it has no use for of what can be asked.
    """

    name: str
    words: Words
    writers: Mapping[str, Writer]
    data: Callable[[Register, Asked], Json] | None = field(default=None)
    aside: frozenset[str] = frozenset()

    def writer(self, out: Path) -> Writer:
        """Return what writes to a file of this name; raise `Refused` if nothing does."""
        ending = out.suffix.casefold()
        if ending not in self.writers:
            raise Refused(
                NO_ENDING.fill(name=self.name, ending=shown(ending) or shown(out.name)),
                NO_ENDING_ADVICE.fill(names=list(self.writers)),
            )
        return self.writers[ending]


def kind_named(name: str) -> ReportKind:
    """Return a report by its name; raise `Refused` with those there are."""
    if name not in KINDS:
        raise Refused(NO_KIND.fill(name=shown(name)), NO_KIND_ADVICE.fill(names=list(KINDS)))
    return KINDS[name]


OF_TIME = frozenset(("first", "last", "organisation", "as_of"))
OF_LISTS = frozenset(("by", "size", "search", "used"))
_ALL = (
    ReportKind(
        "year",
        Words("Årsrapport", "Yearly report"),
        MappingProxyType({".xlsx": year_workbook, ".pdf": year_document}),
        year_json,
        OF_LISTS,
    ),
    *(ReportKind(each.name, each.words, writers(each), aside=OF_TIME) for each in LISTS.values()),
)
KINDS: Mapping[str, ReportKind] = MappingProxyType({kind.name: kind for kind in _ALL})
