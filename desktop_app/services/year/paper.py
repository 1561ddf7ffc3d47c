"""The yearly report on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.words import Language
from desktop_app.domain.year.model import YearlyReport
from desktop_app.services.printing import save, source_of
from desktop_app.services.register import Register

if TYPE_CHECKING:
    from desktop_app.reports.document import Paper
    from desktop_app.services.report_kinds import Asked

__all__ = ["report_paper", "year_document"]


def report_paper(register: Register, report: YearlyReport, language: Language) -> Paper:
    """Return a yearly report as a document, for file, preview and printer."""
    from desktop_app.reports.yearly_report import yearly_paper  # noqa: PLC0415 — loads typst

    return yearly_paper(report, source_of(register), language)


def year_document(register: Register, asked: Asked, out: Path) -> None:
    """Write the yearly report to a file as PDF/A-2a and PDF/UA-1, whole or not at all."""
    from desktop_app.services.year.report import yearly_report  # noqa: PLC0415

    made = report_paper(register, yearly_report(register, asked), asked.language)
    save(made.pdf, out)
