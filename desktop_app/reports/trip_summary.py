"""The summary of a study trip: why, what we learnt, what we do now, what it cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.catalogue.shared import KEEPING
from desktop_app.domain.words import Language, Words
from desktop_app.reports import blocks, costs, formats
from desktop_app.reports.blocks import (
    Cell,
    Fact,
    Section,
    Table,
    Writer,
    cell,
    fact,
    section,
)
from desktop_app.reports.document import Paper, paper, picture
from desktop_app.reports.frame import frame
from desktop_app.reports.glyphs import visible
from desktop_app.reports.record import Record, Source

TEMPLATE = "trip_summary.typ"
KIND = Words("Resesammanfattning", "Trip summary")

OVERLINE = ("title", "organisation", "start_on", "end_on")
"""The fields of the trip above its facts."""

LISTED: Mapping[str, tuple[str, ...]] = {
    "stop": ("city", "country", "from", "until", "host"),
    "participant": ("contact", "organisation", "role"),
}
"""The parts above the sections: a row is one line or less, with these fields."""

NEVER = frozenset(field.name for field in KEEPING)
"""What no document tells, for it belongs to the keeping of the register."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the design.

    Attributes:
        heading: What it is called.
        table: The entity whose rows it lists first.
        columns: The fields of those rows, in order.
        facts: The fields of the trip below.
    """

    heading: Words
    table: str = ""
    columns: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


FACTS = ("kind", "status", "responsible", "network", "collaboration")

DESIGN: tuple[Part, ...] = (
    Part(
        Words("Syfte och frågor", "Purpose and questions"),
        facts=("purpose", "questions", "expected_result", "goal", "directions", "sustainability"),
    ),
    Part(
        Words("Vad vi lärde oss", "What we learnt"),
        facts=("summary", "lessons", "assessment", "assessment_note"),
    ),
    Part(
        Words("Vad vi gör nu", "What we do now"),
        table="action",
        columns=("what", "who", "due_on", "status", "done_on", "result"),
        facts=("no_action_reason", "followed_up_on"),
    ),
    Part(
        CATALOGUE["programme"].many,
        table="programme",
        columns=("date", "time", "place", "organisation", "contact", "topic"),
    ),
    Part(CATALOGUE["cost"].many, table="cost", columns=costs.COLUMNS),
    Part(
        CATALOGUE["funding"].many,
        table="funding",
        columns=("funder", "kind", "amount", "reason"),
    ),
    Part(
        Words("Resväg och klimat", "Journey and climate"),
        table="leg",
        columns=("date", "from", "to", "mode"),
        facts=(
            "digital_alternative",
            "digital_reason",
            "flight_reason",
            "flight_approved_by",
            "flight_approved_on",
            "co2_kg",
            "co2_source",
        ),
    ),
    Part(
        Words("Beslut", "Decision"),
        facts=("decided_by", "decided_function", "decided_on", "decision_form", "reference"),
    ),
    Part(
        Words("Spridning och rapport", "Sharing and report"),
        facts=("shared_how", "reported_on", "approved_by"),
    ),
    Part(CATALOGUE["trip"].by_name["note"].label, facts=("note",)),
)

PARTS = ("stop", "action", "programme", "participant", "cost", "funding", "leg")
OTHERS = Words("Övriga uppgifter", "Other details")
SIGN = (
    Words("Ort och datum", "Place and date"),
    Words("Underskrift", "Signature"),
    Words("Namnförtydligande", "Name in print"),
)
SIGNED = ("decided_by", "decided_on", "summary", "reported_on", "approved_by")
"""Fields of which one makes a trip more than a draft: there is something to put a name to."""

HOST = Words("värd: {host}", "host: {host}")
LABELLED = Words("{label}: {text}", "{label}: {text}")
NUMBERED = Words("{name} {number}: {label}", "{name} {number}: {label}")


def trip_paper(
    trip: Record, parts: Mapping[str, Sequence[Record]], source: Source, language: Language
) -> Paper:
    """Return the summary of a trip, in which every filled field of it has its place."""
    return paper(TEMPLATE, Summary(trip, parts, language).data(source), source.printed_at)


def trip_summary(
    trip: Record, parts: Mapping[str, Sequence[Record]], source: Source, language: Language
) -> bytes:
    """Return the summary of a trip as a PDF."""
    return trip_paper(trip, parts, source, language).pdf


def trip_picture(
    trip: Record, parts: Mapping[str, Sequence[Record]], source: Source, language: Language
) -> bytes:
    """Return a picture (PNG) of the first page of the summary."""
    return picture(TEMPLATE, Summary(trip, parts, language).data(source))


@dataclass(frozen=True, slots=True)
class Summary:
    """One trip with its parts, to be written in one language."""

    trip: Record
    parts: Mapping[str, Sequence[Record]]
    language: Language

    def data(self, source: Source) -> dict[str, object]:
        """Return what the template shows."""
        kind, title = KIND.into(self.language), self._title
        sections = [*self._sections(), *self._others()]
        return {
            **frame(kind, title, source, self.language),
            "title": cell(title, limit=LONG_IN_TITLE),
            "subtitle": self._subtitle(),
            "facts": self._facts(),
            "sections": sections,
            "together": blocks.is_short(sections[-1:]),
            "sign": self._sign(),
        }

    @property
    def _title(self) -> str:
        title = " ".join(self.trip.texts.get("title", "").split())
        return title if visible(title) else ""

    def _subtitle(self) -> Cell:
        start, end = (self._writer.text(self.trip, name) for name in ("start_on", "end_on"))
        when = formats.days(start, end, self.language)
        told = filter(None, (self._writer.text(self.trip, "organisation"), when))
        return cell(" · ".join(told), "\n".join(self._disputed_title()))

    def _disputed_title(self) -> Iterator[str]:
        for name in OVERLINE:
            if also := self._writer.also(self.trip, name):
                label = self._writer.label(name)
                yield LABELLED.fill(label=label, text=also).into(self.language)

    def _facts(self) -> list[Fact]:
        places = self._listed("stop", self._place, "\n")
        people = self._listed("participant", self._person, "; ")
        return [*places, *people, *self._writer.facts(self.trip, FACTS)]

    def _listed(
        self, entity: str, write: Callable[[Mapping[str, str]], str], between: str
    ) -> list[Fact]:
        """Return the rows of a part as one fact, with what is disputed beside each."""
        writer, names, told = Writer(CATALOGUE[entity], self.language), LISTED[entity], []
        for record in self.parts.get(entity, ()):
            disputed = (writer.fact(record, name) for name in names if record.others.get(name))
            also = [f"({one['label']} – {one['cell']['also']})" for one in disputed]
            written = write({name: writer.text(record, name) for name in names})
            told.append(" ".join(filter(None, (written, *also))))
        text = between.join(filter(None, told))
        return [fact(CATALOGUE[entity].many.into(self.language), text)] if text else []

    def _place(self, stop: Mapping[str, str]) -> str:
        where = ", ".join(filter(None, (stop["city"], stop["country"])))
        when = formats.days(stop["from"], stop["until"], self.language)
        host = HOST.fill(host=stop["host"]).into(self.language) if stop["host"] else ""
        return " · ".join(filter(None, (where, when, host)))

    def _person(self, participant: Mapping[str, str]) -> str:
        more = ", ".join(filter(None, (participant["organisation"], participant["role"])))
        return " ".join(filter(None, (participant["contact"], more and f"({more})")))

    def _sections(self) -> Iterator[Section]:
        for part in DESIGN:
            heading = part.heading.into(self.language)
            facts = self._writer.facts(self.trip, part.facts)
            if [one["label"] for one in facts] == [heading]:
                facts[0]["label"] = ""
            yield from section(heading, self._tables(part), facts)

    def _tables(self, part: Part) -> list[Table]:
        records = self.parts.get(part.table, ())
        if part.table == "cost":
            return costs.CostTable(records, self.language).tables()
        if not part.table:
            return []
        return Writer(CATALOGUE[part.table], self.language).table(records, part.columns)

    def _others(self) -> list[Section]:
        """Return what the design has no place for: nothing filled is left out."""
        placed = {*OVERLINE, *FACTS, *(name for part in DESIGN for name in part.facts)}
        facts = [self._writer.fact(self.trip, name) for name in _left(self.trip, "trip", placed)]
        for entity in PARTS:
            for number, record in enumerate(self.parts.get(entity, ()), 1):
                facts += self._other(entity, number, record)
        return section(OTHERS.into(self.language), facts=facts)

    def _other(self, entity: str, number: int, record: Record) -> Iterator[Fact]:
        writer = Writer(CATALOGUE[entity], self.language)
        for name in _left(record, entity, {*_columns(entity), "trip"}):
            label = NUMBERED.fill(
                name=CATALOGUE[entity].one.into(self.language).capitalize(),
                number=number,
                label=writer.label(name),
            )
            yield writer.fact(record, name, label.into(self.language))

    def _sign(self) -> list[str]:
        if not any(map(self.trip.filled, SIGNED)):
            return []
        return [words.into(self.language) for words in SIGN]

    @property
    def _writer(self) -> Writer:
        return Writer(CATALOGUE["trip"], self.language)


LONG_IN_TITLE = 28


def _columns(entity: str) -> set[str]:
    columns = {name for part in DESIGN if part.table == entity for name in part.columns}
    return columns.union(LISTED.get(entity, ()))


def _left(record: Record, entity: str, placed: set[str]) -> Iterator[str]:
    for field in CATALOGUE[entity]:
        if field.name not in placed | NEVER and record.filled(field.name):
            yield field.name
