"""Many rows in groups on paper: one table for each group, all with the same columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from desktop_app.domain.words import Language, Words
from desktop_app.reports.blocks import LONG_IN_TEXT, Cell, Column, cell, fact
from desktop_app.reports.document import Paper, paper
from desktop_app.reports.frame import frame
from desktop_app.reports.listing import NOTHING, Band, Group, Head, Line, Listing
from desktop_app.reports.record import Source
from desktop_app.reports.widths import LYING, STANDING, LayOut, lay_out

__all__ = ["grouped_paper"]

TEMPLATE = "grouped_list.typ"
LONG_IN_TITLE = 28
LONG_IN_HEADING = 34
TOGETHER = 24
"""Lines of a row that surely fit on a page, so that it need not be broken."""

WITH_COUNT = Words("{heading} ({count})", "{heading} ({count})")
TOTALS = Words("Sammanlagt", "In all")
BRIEF = Words("{label}: {text}", "{label}: {text}")


def grouped_paper(listing: Listing, source: Source) -> Paper:
    """Return a list as a document in which every filled entry of it has its place."""
    return paper(TEMPLATE, Grouped(listing).data(source), source.printed_at)


@dataclass(frozen=True)
class Grouped:
    """A list, to be written as its template shows it."""

    listing: Listing

    def data(self, source: Source) -> dict[str, object]:
        """Return what the template shows."""
        listing, found = self.listing, self._laid_out()
        return {
            **frame("", listing.title, source, self._language),
            "title": cell(listing.title, limit=LONG_IN_TITLE),
            "count": listing.counting(listing.count),
            "about": [cell(text, limit=LONG_IN_TEXT) for text in listing.about],
            "lying": found.room == LYING,
            "groups": [self._group(group, found) for group in listing.groups if group.count],
            "totals": [fact(label, text) for label, text in listing.totals],
            "totals_heading": TOTALS.into(self._language),
        }

    def _laid_out(self) -> LayOut:
        lines = [line for group in self.listing.groups for line in _lines(group)]
        texts = [[_said(self._cell(names, line, 1 << 30)) for line in lines] for names in self._use]
        rooms = (LYING,) if self.listing.lying else (STANDING, LYING)
        found = lay_out([self._label(names) for names in self._use], texts, rooms)
        if found is None:
            raise ValueError("a list with more columns than a page has room for")
        return found

    @property
    def _use(self) -> list[tuple[str, ...]]:
        """Return the columns that any line has something in; the first one always stands."""
        columns, filled = self.listing.columns, self._filled
        return [names for names in columns if names is columns[0] or filled.intersection(names)]

    def _group(self, group: Group, found: LayOut) -> dict[str, object]:
        heading = group.heading
        if heading:
            told = WITH_COUNT.fill(heading=" ".join(heading.split()), count=group.count)
            heading = told.into(self._language)
        columns: list[Column] = [
            {
                "label": self._label(names),
                "share": share,
                "right": self._heads[names[0]].right,
            }
            for names, share in zip(self._use, found.shares, strict=True)
        ]
        return {
            "heading": cell(heading, limit=LONG_IN_HEADING),
            "columns": columns,
            "lead": len(self.listing.columns[0]) > 1,
            "rows": [row for band in group.bands for row in self._band(band, found)],
            "sums": [self._row(line, found) for line in group.sums],
        }

    def _band(self, band: Band, found: LayOut) -> Iterator[object]:
        if band.heading and band.lines:
            told = WITH_COUNT.fill(heading=" ".join(band.heading.split()), count=len(band.lines))
            yield {"band": cell(told.into(self._language), limit=LONG_IN_TEXT)}
        for line in band.lines:
            yield self._row(line, found)

    def _row(self, line: Line, found: LayOut) -> list[object]:
        return [
            {**made, "whole": _lines_of(made, limit) <= TOGETHER}
            for names, limit in zip(self._use, found.limits, strict=True)
            for made in (self._cell(names, line, limit),)
        ]

    def _cell(self, names: Sequence[str], line: Line, limit: int) -> Cell:
        texts = [self._text(name, line, first=name == names[0]) for name in names]
        also = [line.get(name, NOTHING).also for name in names]
        made = cell("\n".join(filter(None, texts)), "\n".join(filter(None, also)), limit)
        words = _said(made).split()
        return {**made, "hyphenate": any(len(word) >= limit for word in words)}

    def _text(self, name: str, line: Line, *, first: bool) -> str:
        """Return a text, with what it is before it unless the head of the column says so."""
        text, head = line.get(name, NOTHING).text, self._heads[name]
        if not text or head.brief is None or (first and head.brief == head.label):
            return text
        return BRIEF.fill(label=head.brief, text=text).into(self._language)

    def _label(self, names: Sequence[str]) -> str:
        """Return what a column is called: all that is in it and does not say itself what it is."""
        first, *others = (self._heads[name] for name in names)
        shown = [head for head in others if head.told and not head.brief]
        labels = [head.label.into(self._language) for head in shown if head.name in self._filled]
        return ", ".join([first.label.into(self._language), *map(_uncapitalised, labels)])

    @cached_property
    def _heads(self) -> dict[str, Head]:
        return {head.name: head for head in self.listing.heads}

    @cached_property
    def _filled(self) -> frozenset[str]:
        """Return the names of what any line has something in."""
        lines = (line for group in self.listing.groups for line in _lines(group))
        entries = (each for line in lines for each in line.items())
        return frozenset(name for name, entry in entries if entry.text or entry.also)

    @property
    def _language(self) -> Language:
        return self.listing.language


def _lines(group: Group) -> Iterator[Line]:
    for band in group.bands:
        yield from band.lines
    yield from group.sums


def _lines_of(made: Cell, limit: int) -> int:
    """Return how many lines a text takes at the most in a column of so many characters."""
    return sum(ceil(len(one) / limit) for one in _said(made).split("\n"))


def _said(made: Cell) -> str:
    return "\n".join(filter(None, (*made["paragraphs"], made["also"])))


def _uncapitalised(label: str) -> str:
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"
