"""The lines of the table that has a membership's cost beside what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.life.money import KRONOR
from desktop_app.domain.words import Words
from desktop_app.services.membership import Benefit, Year
from desktop_app.services.membership_told import money_told
from desktop_app.services.reading import Writer
from desktop_app.ui.record.year_table import Cell, Line

__all__ = ["lines_of"]

FEE, REVIEW = CATALOGUE["fee"], CATALOGUE["review"]
NOTHING = Cell("–")
MEETINGS = Words("Möten", "Meetings")
IN_KRONOR = Words("I kronor", "In SEK")
NO_RATE = Words("kurs saknas", "no rate")
NO_AMOUNT = Words("belopp saknas", "no amount")


def lines_of(found: Benefit, writer: Writer) -> list[Line]:
    """Return the lines: cost first, then work and use, then what was thought of it."""
    return [
        Line(words.into(writer.language), tuple(cell(year, writer) for year in found.years))
        for words, cell in _told(found)
    ]


def _told(found: Benefit) -> Iterator[tuple[Words, Callable[[Year, Writer], Cell]]]:
    yield _capital(FEE.one), _fee
    if any(fee.text("currency") != KRONOR for year in found.years for fee in year.fees):
        yield IN_KRONOR, _kronor
    yield REVIEW.by_name["hours"].label, _of_review("hours")
    yield CATALOGUE["activity"].many, lambda year, _writer: _count("activity", year.activities)
    yield CATALOGUE["trip"].many, lambda year, _writer: _count("trip", year.trips)
    yield MEETINGS, lambda year, _writer: _count("interaction", year.meetings)
    yield REVIEW.by_name["rating"].label, _of_review("rating")
    yield REVIEW.by_name["decision"].label, _of_review("decision")


def _capital(words: Words) -> Words:
    return Words(words.sv[:1].upper() + words.sv[1:], words.en[:1].upper() + words.en[1:])


def _fee(year: Year, writer: Writer) -> Cell:
    if not year.fees:
        return NOTHING
    amounts = [(fee.amount("amount"), fee.text("currency") or KRONOR) for fee in year.fees]
    told = [
        NO_AMOUNT if amount is None else money_told(amount, currency)
        for amount, currency in amounts
    ]
    text = " + ".join(words.into(writer.language) for words in told)
    return Cell(text, FEE.name, tuple(fee.id for fee in year.fees))


def _kronor(year: Year, writer: Writer) -> Cell:
    if not year.fees:
        return NOTHING
    words = NO_RATE if year.sek is None else money_told(year.sek)
    return Cell(words.into(writer.language), FEE.name, tuple(fee.id for fee in year.fees))


def _of_review(name: str) -> Callable[[Year, Writer], Cell]:
    def cell(year: Year, writer: Writer) -> Cell:
        if year.review is None:
            return NOTHING
        text = writer.text(REVIEW.by_name[name], year.review.values.get(name))
        return Cell(text or NOTHING.text, REVIEW.name, (year.review.id,))

    return cell


def _count(entity: str, ids: tuple[str, ...]) -> Cell:
    return Cell(str(len(ids)), entity, ids)
