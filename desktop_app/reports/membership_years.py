"""What each year of a membership cost and gave, and how the fee went over the last ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.blocks import Cell, Fact, Table, cell, fact
from desktop_app.reports.formats import NBSP, SEK
from desktop_app.reports.tabling import without_empty

__all__ = ["YearTold", "Years"]

YEAR, FEE, CHANGE = (
    Words("År", "Year"),
    Words("Avgift i kronor", "Fee in SEK"),
    Words("Mot året före", "Against the year before"),
)
TRIPS = Words("Resor", "Trips")
UNKNOWN_ONE = Words("1 avgift saknar kurs", "1 fee has no rate")
UNKNOWN = Words("{count} avgifter saknar kurs", "{count} fees have no rate")
TREND = Words("Avgiften {first}–{last}", "The fee {first}–{last}")
UP = Words(
    "har ökat med {percent} %, från {old} till {new}", "rose by {percent}%, from {old} to {new}"
)
DOWN = Words(
    "har minskat med {percent} %, från {old} till {new}", "fell by {percent}%, from {old} to {new}"
)
SAME = Words("är oförändrad, {new}", "is unchanged, {new}")
TREND_YEARS = 3


@dataclass(frozen=True, slots=True)
class YearTold:
    """What a membership cost and gave in a year.

    Attributes:
        year: The year.
        original: The fees in their currencies, as they were paid.
        sek: What is known of them in kronor, None where nothing is.
        unknown: How many of them have no rate.
        hours: Hours of work, as the review tells.
        rating: The benefit, as the review tells.
        activities: How many activities there were.
        trips: How many trips with the network began.
    """

    year: int
    original: Sequence[tuple[Decimal, str]] = ()
    sek: Decimal | None = None
    unknown: int = 0
    hours: str = ""
    rating: str = ""
    activities: int = 0
    trips: int = 0


@dataclass(frozen=True, slots=True)
class Years:
    """The years of a membership, the first first, to be written in one language."""

    years: Sequence[YearTold]
    language: Language

    def tables(self) -> list[Table]:
        """Return a table with a row for each year, or none."""
        years = self.years
        known = {one.year: one.sek for one in years if not one.unknown}
        rows = [self._year(one, known.get(one.year - 1)) for one in years]
        fee, review = CATALOGUE["fee"].by_name, CATALOGUE["review"].by_name
        labels = [
            YEAR,
            fee["amount"].label,
            FEE,
            CHANGE,
            review["hours"].label,
            review["rating"].label,
            CATALOGUE["activity"].many,
            TRIPS,
        ]
        texts = [words.into(self.language) for words in labels]
        return [without_empty(texts, rows, narrow=(0,), right=(1, 2, 3, 4, 6, 7))] if rows else []

    def _year(self, one: YearTold, before: Decimal | None) -> list[Cell]:
        original = [self._money(amount, code) for amount, code in one.original if code != SEK]
        known = "" if one.sek is None else self._money(one.sek)
        return [
            cell(str(one.year)),
            cell("\n".join(original)),
            cell("\n".join(filter(None, (known, self._unknown(one.unknown))))),
            cell(self._change(before, one)),
            cell(one.hours),
            cell(one.rating),
            cell(str(one.activities or "")),
            cell(str(one.trips or "")),
        ]

    def _unknown(self, count: int) -> str:
        if not count:
            return ""
        words = UNKNOWN_ONE if count == 1 else UNKNOWN.fill(count=count)
        return words.into(self.language)

    def _change(self, old: Decimal | None, one: YearTold) -> str:
        if not old or one.sek is None or one.unknown:
            return ""
        percent = _percent(old, one.sek)
        sign = "+" if percent > 0 else ""
        gap = "" if self.language == "en" else NBSP
        return f"{sign}{formats.decimal(percent, self.language)}{gap}%"

    def trend(self) -> Iterator[Fact]:
        """Return how the fee went over the last years that are known whole."""
        known = [(one.year, one.sek) for one in self.years if one.sek and not one.unknown][
            -TREND_YEARS:
        ]
        if len(known) < TREND_YEARS:
            return
        (first, old), (last, new) = known[0], known[-1]
        percent = _percent(old, new)
        words = UP if new > old else DOWN if new < old else SAME
        told = {"old": self._money(old), "new": self._money(new)}
        shown = formats.decimal(abs(percent), self.language)
        label = TREND.fill(first=first, last=last).into(self.language)
        yield fact(label, words.fill(percent=shown, **told).into(self.language))

    def _money(self, amount: Decimal, code: str = SEK) -> str:
        places = 0 if amount == amount.to_integral_value() else 2
        return formats.money(amount, code, self.language, places)


def _percent(old: Decimal, new: Decimal) -> Decimal:
    """Return a change in whole percent, in tenths where it is less than one."""
    percent = (new - old) * 100 / old
    return Decimal(round(percent)) if abs(percent) >= 1 else percent.quantize(Decimal("0.1"))
