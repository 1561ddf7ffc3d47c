"""The whole report of a trip: everything that is written of it, in the order it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Language, Words
from desktop_app.reports import blocks
from desktop_app.reports.blocks import Table, cell
from desktop_app.reports.costs import COLUMNS, CostTable
from desktop_app.reports.document import Paper, paper
from desktop_app.reports.frame import frame
from desktop_app.reports.people import People
from desktop_app.reports.record import Record, Source
from desktop_app.reports.trip_summary import JOURNEY, SIGN, SIGNED
from desktop_app.reports.whole import LONG_IN_TITLE, Part, Plan, Whole

__all__ = ["PLAN", "report_paper"]

TEMPLATE = "whole.typ"
KIND = Words("Reserapport", "Trip report")
MET = "met"

DESIGN: tuple[Part, ...] = (
    Part(
        Words("Syfte och frågor", "Purpose and questions"),
        facts=("purpose", "questions", "expected_result", "goal", "directions", "sustainability"),
    ),
    Part(
        Words("Resmål och värdar", "Destinations and hosts"),
        table="stop",
        columns=("city", "country", "from", "until", "host"),
    ),
    Part(
        CATALOGUE["programme"].many,
        table="programme",
        columns=("date", "time", "place", "organisation", "contact", "topic"),
    ),
    Part(
        CATALOGUE["participant"].many,
        table="participant",
        columns=("contact", "organisation", "role"),
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
    Part(Words("Kontakter vi mötte", "Contacts we met"), table=MET),
    Part(
        CATALOGUE["interaction"].many,
        table="interaction",
        columns=("date", "kind", "contact", "organisation", "network", "summary"),
    ),
    Part(
        Words("Kostnader: budget och utfall", "Costs: budget and outcome"),
        table="cost",
        columns=COLUMNS,
    ),
    Part(
        Words("Vem som betalade", "Who paid"),
        table="funding",
        columns=("funder", "kind", "amount", "reason"),
    ),
    JOURNEY,
    Part(Words("Hur det spridits", "How it was shared"), facts=("shared_how",)),
    Part(CATALOGUE["attachment"].many, table="attachment", columns=("name",)),
    Part(CATALOGUE["trip"].by_name["note"].label, facts=("note",)),
    Part(
        Words("Beslut och godkännande", "Decision and approval"),
        facts=(
            "decided_by",
            "decided_function",
            "decided_on",
            "decision_form",
            "reference",
            "reported_on",
            "approved_by",
        ),
    ),
)
PLAN = Plan(
    "trip",
    ("stop", "programme", "participant", "action", "interaction", "cost", "funding", "leg"),
    DESIGN,
    ("kind", "status", "responsible", "network", "collaboration"),
    ("title", "organisation", "start_on", "end_on"),
)


def report_paper(
    trip: Record,
    parts: Mapping[str, Sequence[Record]],
    people: People,
    source: Source,
    language: Language,
) -> Paper:
    """Return the report of a trip, in which every filled field of it has its place.

    `parts` holds the meetings (`interaction`) and the attachments of the trip, too.
    """
    made = TripReport(trip, parts, people, language)
    return paper(TEMPLATE, made.data(source), source.printed_at)


@dataclass(frozen=True, slots=True)
class TripReport:
    """One trip with all that belongs to it, to be written in one language."""

    trip: Record
    parts: Mapping[str, Sequence[Record]]
    people: People
    language: Language

    def data(self, source: Source) -> dict[str, object]:
        """Return what the template shows."""
        costs = CostTable(self.parts.get("cost", ()), self.language).tables()
        made = {"cost": costs, MET: self._met()}
        whole = Whole(PLAN, self.trip, self.parts, self.language, made)
        organisation = whole.writer.text(self.trip, "organisation")
        sections = whole.sections()
        return {
            **frame(KIND.into(self.language), whole.title, source, self.language),
            "title": cell(whole.title, limit=LONG_IN_TITLE),
            "subtitle": whole.subtitle(organisation, whole.days("start_on", "end_on")),
            "facts": whole.facts(),
            "sections": sections,
            "together": blocks.is_short(sections[-1:]),
            "sign": self._sign(),
        }

    def _sign(self) -> list[str]:
        if not any(map(self.trip.filled, SIGNED)):
            return []
        return [words.into(self.language) for words in SIGN]

    def _met(self) -> list[Table]:
        """Return whom the trip met: contacts of programme and meetings, not those who travelled."""
        own = {one.value("contact") for one in self.parts.get("participant", ())}
        rows = (*self.parts.get("programme", ()), *self.parts.get("interaction", ()))
        return self.people.tables(id_ for id_ in _ids(rows) if id_ not in own)


def _ids(rows: Iterable[Record]) -> list[str]:
    return list(dict.fromkeys(row.value("contact") for row in rows))
