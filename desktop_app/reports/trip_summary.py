"""The summary of a study trip: why, what we learnt, what we do now, what it cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Language, Words
from desktop_app.reports import blocks, costs
from desktop_app.reports.blocks import cell
from desktop_app.reports.document import Paper, paper, picture
from desktop_app.reports.frame import frame
from desktop_app.reports.record import Record, Source
from desktop_app.reports.whole import LONG_IN_TITLE, Part, Plan, Whole

TEMPLATE = "whole.typ"
KIND = Words("Resesammanfattning", "Trip summary")

JOURNEY = Part(
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
)
"""The way there and back, as the summary and the report of a trip tell it."""

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
    JOURNEY,
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

PLAN = Plan(
    "trip",
    ("stop", "action", "programme", "participant", "cost", "funding", "leg"),
    DESIGN,
    ("kind", "status", "responsible", "network", "collaboration"),
    ("title", "organisation", "start_on", "end_on"),
    ("stop", "participant"),
)
SIGN = (
    Words("Ort och datum", "Place and date"),
    Words("Underskrift", "Signature"),
    Words("Namnförtydligande", "Name in print"),
)
SIGNED = ("decided_by", "decided_on", "summary", "reported_on", "approved_by")
"""Fields of which one makes a trip more than a draft: there is something to put a name to."""


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
        made = {"cost": costs.CostTable(self.parts.get("cost", ()), self.language).tables()}
        whole = Whole(PLAN, self.trip, self.parts, self.language, made)
        sections = whole.sections()
        organisation = whole.writer.text(self.trip, "organisation")
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
