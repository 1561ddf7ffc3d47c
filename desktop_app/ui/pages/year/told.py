"""How the yearly report is divided on the page, and what is said of it as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.words import Words, same
from desktop_app.domain.year.model import Span, YearlyReport
from desktop_app.domain.year.spans import is_of_whole_years
from desktop_app.ui.pages.year.answer import Part

__all__ = ["about", "parts"]

BRIEF, TEXTS = Words("I korthet", "In brief"), Words("Texter att klistra in", "Texts to paste")
NUMBERED = Words("{number}. {question}", "{number}. {question}")
ABOUT = Words(
    "{period}, jämfört med {compared}. Registret som det var {as_of}; fingeravtryck {print}.",
    "{period}, compared with {compared}. The register as of {as_of}; fingerprint {print}.",
)
PERIOD_BEFORE = Words("Perioden före", "The period before")
DAYS = Words("{first} – {last}", "{first} – {last}")
BRIEF_FIGURES = 2
MOST_PRINT = 16
"""Characters of a fingerprint that people compare."""


def about(report: YearlyReport) -> tuple[Words, ...]:
    """Return what is said of all of a report: which time, which register, what is left out."""
    words = ABOUT.fill(
        period=_days(report.period),
        compared=_days(report.compared),
        as_of=report.as_of,
        print=report.fingerprint[:MOST_PRINT],
    )
    return (words, *report.remarks)


def parts(report: YearlyReport) -> Iterator[Part]:
    """Go through what is shown at once: the summary, the answers, the texts."""
    figures = [figure for answer in report.answers for figure in answer.figures[:BRIEF_FIGURES]]
    before = _called(report.compared)
    yield Part(BRIEF, figures=figures, before=before)
    for answer in report.answers:
        heading = NUMBERED.fill(number=answer.number, question=answer.question)
        yield Part(heading, answer.sentences, answer.figures, answer.tables, before=before)
    if report.text_blocks:
        yield Part(TEXTS, texts=report.text_blocks)


def _days(span: Span) -> Words:
    return DAYS.fill(first=span.first, last=span.last)


def _called(span: Span) -> Words:
    """Return what a time is called beside a number: a year, or the period before."""
    first, last = span.first.year, span.last.year
    whole = is_of_whole_years(span)
    return same(str(first) if first == last else f"{first}–{last}") if whole else PERIOD_BEFORE
