"""The yearly report on its way out: as data and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.edits import Json
from desktop_app.domain.words import Words
from desktop_app.services.register import Register

if TYPE_CHECKING:
    from desktop_app.services.report_kinds import Asked

__all__ = ["plain", "year_json", "year_workbook"]


def year_json(register: Register, asked: Asked) -> Json:
    """Return the yearly report as data, in the language asked for; numbers as exact texts."""
    from desktop_app.services.year.report import yearly_report  # noqa: PLC0415 — loads names

    return plain(yearly_report(register, asked), asked.language)


def plain(value: object, language: str) -> Json:
    """Return a part of the report as data.

    Amounts are texts, since a number of JSON is not exact everywhere; counts are numbers.
    """
    if isinstance(value, Words):
        return value.into(language)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(each, language) for each in value]
    if is_dataclass(value):
        return dict(_members(value, language))
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(type(value))


def _members(value: object, language: str) -> Iterable[tuple[str, Json]]:
    for field in fields(value):  # type: ignore[arg-type]
        yield field.name, plain(getattr(value, field.name), language)


def year_workbook(register: Register, asked: Asked, out: Path) -> None:
    """Write the yearly report as a workbook, whole or not at all."""
    from desktop_app.exchange.year_book import write_year_book  # noqa: PLC0415 — openpyxl
    from desktop_app.services.year.report import yearly_report  # noqa: PLC0415 — loads names

    report = yearly_report(register, asked)
    write_year_book(out, report, register.path.name, asked.language)
