"""The programme of a trip or of a delegation's visit: when, where, with whom, about what.

It goes to hosts and guests too. So it tells what it is about and nothing else: no costs, no
assessments, no decisions; a new field of a trip is not in it until it is given a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.blocks import Fact, Section, Table, Writer, cell, fact, section
from desktop_app.reports.document import Paper, paper
from desktop_app.reports.frame import frame
from desktop_app.reports.people import REACH, People
from desktop_app.reports.record import Record, Source
from desktop_app.reports.tabling import joined, without_empty
from desktop_app.reports.whole import LONG_IN_TITLE, Part, Plan, Whole

__all__ = ["PLANS", "ProgrammeKind", "delegation_paper", "programme_paper"]

TEMPLATE = "whole.typ"


@dataclass(frozen=True, slots=True)
class ProgrammeKind:
    """What programme it is.

    Attributes:
        name: What the document is called.
        plan: What stands where.
        days: The fields of its first and last day.
        persons: Fields that point to a person who can be reached.
    """

    name: Words
    plan: Plan
    days: tuple[str, str]
    persons: tuple[str, ...]


def _unsaid(entity: str, said: Sequence[str]) -> frozenset[str]:
    return frozenset(CATALOGUE[entity].by_name).difference(said)


TAKING_PART = Part(CATALOGUE["participant"].many, table="participant")
LEGS = Part(CATALOGUE["leg"].many, table="leg", columns=("date", "from", "to", "mode"))
ITEM = frozenset({"date", "time", "place", "organisation", "contact", "topic"})
PERSON = frozenset({"contact", "organisation", "role"})

OF_TRIP = ("title", "organisation", "start_on", "end_on", "purpose", "questions", "responsible")
OF_VISIT = (
    "topic",
    "organisation",
    "wished_from",
    "wished_until",
    "contact",
    "kind",
    "group_size",
    "level",
    "language",
    "host",
    "reference",
)
PLANS: Mapping[str, ProgrammeKind] = {
    "trip": ProgrammeKind(
        CATALOGUE["programme"].many,
        Plan(
            "trip",
            ("stop", "programme", "participant", "leg"),
            (TAKING_PART, LEGS),
            ("purpose", "questions"),
            ("title", "organisation", "start_on", "end_on", "responsible"),
            ("stop",),
            _unsaid("trip", OF_TRIP),
            {"programme": ITEM, "participant": PERSON},
        ),
        ("start_on", "end_on"),
        ("responsible",),
    ),
    "request": ProgrammeKind(
        Words("Besöksprogram", "Visit programme"),
        Plan(
            "request",
            ("programme",),
            (),
            ("kind", "group_size", "level", "language", "host", "reference"),
            ("topic", "organisation", "wished_from", "wished_until", "contact"),
            unsaid=_unsaid("request", OF_VISIT),
            told={"programme": ITEM},
        ),
        ("wished_from", "wished_until"),
        ("contact",),
    ),
}

ANY_DAY = Words("Dag ej bestämd", "Day not set")
WHERE = Words("Var", "Where")
NOTHING = Words("Programmet är inte lagt än.", "The programme is not made yet.")


def programme_paper(
    trip: Record,
    parts: Mapping[str, Sequence[Record]],
    people: People,
    source: Source,
    language: Language,
) -> Paper:
    """Return the programme of a trip, with how those it names are reached."""
    made = Programme(PLANS["trip"], trip, parts, people, language)
    return paper(TEMPLATE, made.data(source), source.printed_at)


def delegation_paper(
    request: Record,
    parts: Mapping[str, Sequence[Record]],
    people: People,
    source: Source,
    language: Language,
) -> Paper:
    """Return the programme of a delegation that comes to visit."""
    made = Programme(PLANS["request"], request, parts, people, language)
    return paper(TEMPLATE, made.data(source), source.printed_at)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme to be written in one language."""

    kind: ProgrammeKind
    row: Record
    parts: Mapping[str, Sequence[Record]]
    people: People
    language: Language

    def data(self, source: Source) -> dict[str, object]:
        """Return what the template shows."""
        made = {"participant": self._participants()}
        whole = Whole(self.kind.plan, self.row, self.parts, self.language, made)
        organisation = whole.writer.text(self.row, "organisation")
        sections = [*self._days(), *whole.sections()]
        return {
            **frame(self.kind.name.into(self.language), whole.title, source, self.language),
            "title": cell(whole.title, limit=LONG_IN_TITLE),
            "subtitle": whole.subtitle(organisation, whole.days(*self.kind.days)),
            "facts": [*whole.facts(), *self._persons(whole.writer)],
            "sections": sections or self._nothing(),
            "together": False,
            "sign": [],
        }

    def _nothing(self) -> list[Section]:
        heading = CATALOGUE["programme"].many.into(self.language)
        return section(heading, facts=[fact("", NOTHING.into(self.language))])

    def _persons(self, writer: Writer) -> Iterator[Fact]:
        for name in self.kind.persons:
            if line := self.people.line(self.row, name):
                yield fact(writer.label(name), line)

    def _days(self) -> Iterator[Section]:
        """Go through the days, each a heading with its table; all tables have equal columns."""
        items = self.parts.get("programme", ())
        if not items:
            return
        whole = self._items(items)
        for day in dict.fromkeys(item.value("date") for item in items):
            rows = zip(items, whole["rows"], strict=True)
            of_day = [cells for item, cells in rows if item.value("date") == day]
            heading = formats.weekday(day, self.language) or ANY_DAY.into(self.language)
            nothing = [] if whole["columns"] else [fact("", NOTHING.into(self.language))]
            yield from section(heading, [{**whole, "rows": of_day}], nothing)

    def _items(self, items: Sequence[Record]) -> Table:
        writer = Writer(CATALOGUE["programme"], self.language)
        where = WHERE.into(self.language)
        labels = (writer.label("time"), writer.label("topic"), where, writer.label("contact"))
        rows = [
            [
                joined(writer, item, ("time",), [writer.text(item, "time")], ("date", "time")),
                joined(writer, item, ("topic",), [writer.text(item, "topic")]),
                joined(writer, item, ("organisation", "place")),
                joined(writer, item, ("contact",), self._reached(item)),
            ]
            for item in items
        ]
        return without_empty(labels, rows)

    def _participants(self) -> list[Table]:
        persons, writer = self.parts.get("participant", ()), self._participant_writer
        if not persons:
            return []
        labels = [writer.label(name) for name in ("contact", "organisation", "role")]
        rows = [
            [
                joined(writer, person, ("contact",), [self.people.name(person)]),
                joined(writer, person, ("organisation",)),
                joined(writer, person, ("role",)),
                cell("\n".join(self.people.reached(person))),
            ]
            for person in persons
        ]
        return [without_empty((*labels, REACH.into(self.language)), rows)]

    @property
    def _participant_writer(self) -> Writer:
        return Writer(CATALOGUE["participant"], self.language)

    def _reached(self, item: Record) -> list[str]:
        return [self.people.name(item), *self.people.reached(item)]
