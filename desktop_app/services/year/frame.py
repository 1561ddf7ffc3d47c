"""What each answer is reckoned within: the rows, the time, and whose rows they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from desktop_app.domain.collation import collation_key
from desktop_app.domain.words import Words
from desktop_app.domain.year import spans
from desktop_app.domain.year.model import Span
from desktop_app.services.year import phrases
from desktop_app.services.year.material import Material, text_of
from desktop_app.storage.tables import Row

__all__ = ["Frame", "contains", "family", "in_order", "named", "once", "sorted_by_name"]

P = ParamSpec("P")
R = TypeVar("R")
LEADS_TO = ("parent", "replaced_by")
"""The links by which an organisation belongs to another, or lives on in it."""


def family(material: Material, office: str) -> frozenset[str]:
    """Return an organisation with its units and those that it replaced."""
    found = {office}
    while True:
        more = {
            row.id
            for row in material.rows("organisation")
            if row.id not in found and any(text_of(row, name) in found for name in LEADS_TO)
        }
        if not more:
            return frozenset(found)
        found |= more


def contains(span: Span, day: date | None) -> bool:
    """Tell whether a day lies within a time."""
    return day is not None and span.first <= day <= span.last


@dataclass(frozen=True)
class Frame:
    """What an answer is reckoned within.

    Attributes:
        material: The rows.
        period: What is told of.
        offices: The organisations whose rows are told of, None for the whole city.
        subject: Who is told of, as the beginning of a sentence.
        limits: The thresholds of the register, by name.
        found: What `once` has found already.
    """

    material: Material
    period: Span
    offices: frozenset[str] | None
    subject: Words
    limits: Mapping[str, int]
    found: dict[tuple[object, ...], object] = field(default_factory=dict, repr=False)

    @cached_property
    def compared(self) -> Span:
        """Return the time before."""
        return spans.before(self.period)

    @property
    def today(self) -> date:
        """Return the day at whose end the register is read."""
        return self.material.today

    @cached_property
    def end(self) -> date:
        """Return the last day that anything is known of."""
        return self.last_of(self.period)

    def last_of(self, span: Span) -> date:
        """Return the last day of a time that anything is known of."""
        return min(span.last, self.today)

    def so_far(self, span: Span) -> Span:
        """Return the part of a time that has passed; of one that is to come, nothing."""
        return Span(span.first, self.last_of(span))

    @cached_property
    def is_of_years(self) -> bool:
        """Tell whether the period is made of whole years, as fees and reviews are."""
        return spans.is_of_whole_years(self.period)

    def ours(self, office: str) -> bool:
        """Tell whether the rows of an organisation are told of."""
        return self.offices is None or office in self.offices

    def any_of_ours(self, offices: Iterable[str]) -> bool:
        """Tell whether the rows of one of some organisations are told of."""
        return any(map(self.ours, offices))

    def office_name(self, office: str) -> str | Words:
        """Return what an administration is called."""
        return self.material.name("organisation", office) if office else NO_OFFICE

    def keeper(self, row: Row) -> str:
        """Return the office whose request or collaboration a row is.

        That of the row if it is one of the city's, else the one that wrote it first: most rows
        name whom we work with.
        """
        named = text_of(row, "organisation")
        return named if named in self.own else self.material.office_that_made(row)

    @cached_property
    def own(self) -> frozenset[str]:
        """Return the organisations that are the city's."""
        rows = self.material.rows("organisation")
        return frozenset(row.id for row in rows if row.values.get("own"))

    @cached_property
    def of_everybody(self) -> Frame:
        """Return the same frame for the whole city."""
        return Frame(self.material, self.period, None, self.subject, self.limits)

    @cached_property
    def earlier(self) -> Words:
        """Return what the time before is called."""
        return phrases.earlier(self.period)

    @cached_property
    def at_end(self) -> Words:
        """Return when that is that the period ends, in a sentence."""
        if self.end == self.period.last and self.is_of_years:
            return Words("vid slutet av {year}", "at the end of {year}").fill(year=self.end.year)
        return Words("den {day}", "on {day}").fill(day=phrases.day(self.end))

    @cached_property
    def during(self) -> Words:
        """Return when the period is, in a sentence."""
        words = Words("under perioden {when}", "in the period {when}")
        if self.is_of_years:
            words = Words("under {when}", "in {when}")
        elif self.period.first == self.period.last:
            words = Words("den {when}", "on {when}")
        return words.fill(when=phrases.when(self.period))


def once(find: Callable[Concatenate[Frame, P], R]) -> Callable[Concatenate[Frame, P], R]:
    """Let something be found once in a frame; nobody changes what it returns."""

    @wraps(find)
    def found(frame: Frame, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (find, *args)
        if key not in frame.found:
            frame.found[key] = find(frame, *args, **kwargs)
        return cast("R", frame.found[key])

    return found


NO_OFFICE = Words("(ingen angiven)", "(none stated)")


def named(names: Iterable[str | Words]) -> Words:
    """Return names as one cell, in alphabetical order, with commas between them."""
    listed = sorted(names, key=_alphabetical)
    places = ", ".join(f"{{n{place}}}" for place in range(len(listed)))
    return Words(places, places).fill(**{f"n{place}": each for place, each in enumerate(listed)})


def sorted_by_name(names: Mapping[str, str | Words]) -> list[str]:
    """Return ids in the Swedish order of their names."""
    return sorted(names, key=lambda id_: (_alphabetical(names[id_]), id_))


def in_order(frame: Frame, rows: Iterable[Row]) -> list[Row]:
    """Return rows in the Swedish order of their names."""
    return sorted(rows, key=lambda row: (_alphabetical(frame.material.called(row)), row.id))


def _alphabetical(name: str | Words) -> str:
    return collation_key(name.into("sv") if isinstance(name, Words) else name, "sv")
