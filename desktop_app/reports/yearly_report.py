"""The yearly report on paper: the fourteen answers, their charts and maps, and texts to paste."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.words import Language, Words
from desktop_app.domain.year.model import Answer, Figure, Span, Table, YearlyReport
from desktop_app.domain.year.spans import is_of_whole_years
from desktop_app.reports import formats
from desktop_app.reports.blocks import LONG_IN_TEXT, Cell, Column, Fact, cell, fact
from desktop_app.reports.document import Paper, paper
from desktop_app.reports.frame import frame
from desktop_app.reports.palette import PAPER
from desktop_app.reports.record import Source
from desktop_app.reports.widths import LYING, STANDING, LayOut, lay_out
from desktop_app.reports.year_pictures import picture_alt, picture_svg
from desktop_app.reports.year_values import (
    LEFT,
    before_text,
    change,
    column_texts,
    figure_text,
    running,
    sums,
)

__all__ = ["yearly_paper"]

TEMPLATE = "yearly_report.typ"
KIND = Words("Årsrapport", "Yearly report")
TITLE = Words("Internationellt arbete {period}", "International work {period}")
WHOLE_CITY = Words("Hela staden", "The whole city")

PERIOD = Words("Period", "Period")
COMPARED = Words("Jämförs med", "Compared with")
AS_OF = Words("Registret läst per", "The register as of")
REGISTER = Words("Register", "Register")
FINGERPRINT = Words("Fingeravtryck", "Fingerprint")

CONTENTS = Words("Innehåll", "Contents")
LONG = 6
"""Pages from which on there is a contents list."""

BRIEF = Words("I korthet", "In brief")
BRIEF_FIGURES = 2
"""Of each answer, so many of its figures stand in the summary."""

TOGETHER = 16
"""Lines of an answer that surely fit on a page."""

HIGH = 9
"""Lines of a row that are too many on a page that stands."""

QUESTION = Words("{number}. {question}", "{number}. {question}")
FIGURE = Words("Nyckeltal", "Figure")
CHANGE = Words("Skillnad", "Change")
THIS, BEFORE = Words("Perioden", "This period"), Words("Perioden före", "The period before")
NO_ROWS = Words("Inget att redovisa.", "Nothing to report.")
TEXTS = Words("Texter till årsredovisningen", "Texts for the annual report")
LONG_IN_TITLE = 28

COMFORT = {STANDING: 13, LYING: 10}
"""Characters that a column has to get: a report is read page after page, not turned around."""


def yearly_paper(report: YearlyReport, source: Source, language: Language) -> Paper:
    """Return the yearly report as a document, with everything that it holds."""
    return paper(TEMPLATE, YearPaper(report, language).data(source), source.printed_at)


@dataclass(frozen=True, slots=True)
class YearPaper:
    """The yearly report, to be written in one language."""

    report: YearlyReport
    language: Language

    def data(self, source: Source) -> dict[str, object]:
        """Return what the template shows."""
        report, say = self.report, self._say
        kind, title = say(KIND), say(TITLE.fill(period=self._in_title(report.period)))
        sections = [self._brief(), *map(self._section, report.answers)]
        return {
            **frame(kind, title, source, self.language),
            "title": cell(title, limit=LONG_IN_TITLE),
            "subtitle": cell(report.organisation_name or say(WHOLE_CITY), limit=LONG_IN_TEXT),
            "facts": self._facts(),
            "remarks": [self._text(words) for words in report.remarks],
            "contents": say(CONTENTS),
            "long": LONG,
            "sections": sections,
            "texts_heading": say(TEXTS),
            "texts": [
                {"heading": say(one.heading), "text": [self._text(one.text)]}
                for one in report.text_blocks
            ],
        }

    def _say(self, words: Words) -> str:
        return words.into(self.language)

    def _text(self, words: Words) -> Cell:
        return cell(self._say(words), limit=LONG_IN_TEXT)

    def _paragraphs(self, text: str) -> list[Cell]:
        return [cell(text, limit=LONG_IN_TEXT)] if text else []

    def _in_title(self, span: Span) -> str:
        """Return a time as short as it can be said: a year, years, or its days."""
        if not is_of_whole_years(span):
            return self._days(span)
        years = dict.fromkeys((str(span.first.year), str(span.last.year)))
        return "–".join(years)

    def _days(self, span: Span) -> str:
        return formats.days(span.first.isoformat(), span.last.isoformat(), self.language)

    def _facts(self) -> list[Fact]:
        report = self.report
        told = (
            (PERIOD, self._days(report.period)),
            (COMPARED, self._days(report.compared)),
            (AS_OF, formats.day(report.as_of.isoformat(), self.language)),
            (REGISTER, report.register_name),
            (FINGERPRINT, report.fingerprint),
        )
        return [{**fact(self._say(label), text), "wide": True} for label, text in told]

    # --- the answers

    def _brief(self) -> dict[str, object]:
        rows: list[object] = []
        for answer in self.report.answers:
            if answer.figures:
                rows.append({"band": self._text(answer.question)})
            brief = answer.figures[:BRIEF_FIGURES]
            rows += [self._figure(figure, remarks=False) for figure in brief]
        return {
            "heading": self._say(BRIEF),
            "sentences": [],
            "figures": [{"columns": [*self._figure_columns()], "rows": rows, "sums": []}],
            "together": False,
            "tables": [],
        }

    def _section(self, answer: Answer) -> dict[str, object]:
        heading = QUESTION.fill(number=answer.number, question=answer.question)
        return {
            "heading": self._say(heading),
            "sentences": self._paragraphs(running(answer.sentences, self.language)),
            "figures": self._figures(answer.figures),
            "together": len(answer.figures) + 2 * len(answer.sentences) <= TOGETHER,
            "tables": [self._table(table) for table in answer.tables],
        }

    def _figures(self, figures: Sequence[Figure]) -> list[object]:
        """Return figures as a table, with the period before where any of them has it."""
        if not figures:
            return []
        compared = any(figure.before is not None for figure in figures)
        columns = list(self._figure_columns())
        rows = [self._figure(figure, remarks=True) for figure in figures]
        if not compared:
            columns, rows = columns[:2], [row[:2] for row in rows]
        return [{"columns": columns, "rows": rows, "sums": []}]

    def _figure_columns(self) -> Iterator[Column]:
        period, compared = self.report.period, self.report.compared
        short = is_of_whole_years(period) and is_of_whole_years(compared)
        now = self._in_title(period) if short else self._say(THIS)
        then = self._in_title(compared) if short else self._say(BEFORE)
        labels = ((self._say(FIGURE), 6), (now, 2), (then, 2), (self._say(CHANGE), 2))
        for place, (label, share) in enumerate(labels):
            yield {"label": label, "share": share, "right": place > 0}

    def _figure(self, figure: Figure, *, remarks: bool) -> list[Cell]:
        remark = self._say(figure.remark) if remarks and figure.remark else ""
        return [
            cell(self._say(figure.label), remark, LONG_IN_TEXT),
            cell(figure_text(figure, self.language)),
            cell(before_text(figure, self.language)),
            cell(change(figure, self.language)),
        ]

    # --- tables

    def _table(self, table: Table) -> dict[str, object]:
        remarks = [] if table.remark is None else [self._text(table.remark)]
        return {
            "heading": self._say(table.heading),
            "drawings": list(self._drawings(table)),
            "before": [] if table.rows else [self._text(NO_ROWS)],
            "remarks": remarks,
            **self._rows(table),
        }

    def _drawings(self, table: Table) -> Iterator[dict[str, str]]:
        svg = picture_svg(table, self.language, PAPER)
        if svg:
            yield {"svg": svg, "alt": picture_alt(table, self.language)}

    def _rows(self, table: Table) -> dict[str, object]:
        if not table.rows:
            return {"tables": [], "lying": False}
        used = [index for index in range(len(table.columns)) if index == 0 or _filled(table, index)]
        texts = [column_texts(table, index, self.language) for index in used]
        whole = sums(table, self.language)
        ends = [whole[index] for index in used] if whole else []
        labels = [self._say(table.columns[index].label) for index in used]
        asked = [[*column, *ends[place : place + 1]] for place, column in enumerate(texts)]
        found = _laid_out(labels, asked)
        columns: list[Column] = [
            {"label": label, "share": share, "right": table.columns[index].unit not in LEFT}
            for label, share, index in zip(labels, found.shares, used, strict=True)
        ]
        rows = [self._row(row, found) for row in zip(*texts, strict=True)]
        last = [self._row(ends, found)] if ends else []
        made = {"columns": columns, "rows": rows, "sums": last}
        return {"tables": [made], "lying": found.room == LYING}

    def _row(self, texts: Sequence[str], found: LayOut) -> list[Cell]:
        return [_cell(text, limit) for text, limit in zip(texts, found.limits, strict=True)]


def _filled(table: Table, index: int) -> bool:
    """Tell whether anything stands in a column; one without is left out on paper."""
    return any(row.cells[index] not in {None, ""} for row in table.rows)


def _cell(text: str, limit: int) -> Cell:
    made = cell(text, limit=limit)
    return {**made, "hyphenate": any(len(word) >= limit for word in text.split())}


def _laid_out(labels: Sequence[str], texts: Sequence[Sequence[str]]) -> LayOut:
    """Return a standing page where that is wide enough and no row too high, else a lying one."""
    found = lay_out(labels, texts, comfort=COMFORT)
    if found is not None and found.room == STANDING and _height(found, texts) > HIGH:
        found = lay_out(labels, texts, (LYING,), COMFORT)
    return found or _squeezed(len(labels))


def _height(found: LayOut, texts: Sequence[Sequence[str]]) -> float:
    """Return about how many lines the highest row takes."""
    wider = found.room / sum(found.shares)
    return max(
        len(text) / (share * wider)
        for share, column in zip(found.shares, texts, strict=True)
        for text in column
    )


def _squeezed(columns: int) -> LayOut:
    """Return a lying page with so many columns that none is as wide as it asks for."""
    limit = max(4, LYING // columns - 4)
    return LayOut(LYING, [1] * columns, [limit] * columns)
