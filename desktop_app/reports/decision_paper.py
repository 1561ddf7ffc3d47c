"""What a manager reads before deciding about a trip: all of it, on one page where that can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Language, Words
from desktop_app.reports.asking import Asking, Said, notes
from desktop_app.reports.blocks import Fact, Table, Writer, cell, fact
from desktop_app.reports.budget import TOLD, Budget
from desktop_app.reports.document import Paper, paper
from desktop_app.reports.frame import frame
from desktop_app.reports.record import Record, Source
from desktop_app.reports.whole import LONG_IN_TITLE, Part, Plan, Whole

__all__ = ["Before", "decision_paper"]

TEMPLATE = "decision.typ"
KIND = Words("Beslutsunderlag", "Decision paper")

AFTER = frozenset(
    {
        "status",
        "summary",
        "lessons",
        "assessment",
        "assessment_note",
        "shared_how",
        "reported_on",
        "approved_by",
        "no_action_reason",
        "followed_up_on",
    }
)
"""What is written of a trip when it is over; where it stands is seen by its decision."""

DECIDED = ("decided_by", "decided_function", "decided_on", "decision_form", "reference")
OTHERS_THERE, NOTES = "overlap", "notes"

DESIGN: tuple[Part, ...] = (
    Part(
        Words("Varför", "Why"),
        facts=("purpose", "questions", "expected_result", "goal", "directions", "sustainability"),
    ),
    Part(
        Words("Resan", "The trip"),
        lines=("stop", "participant", "programme"),
        facts=("kind", "responsible", "network", "collaboration"),
    ),
    Part(
        Words("Färdsätt och klimat", "Journey and climate"),
        table="surcharge",
        lines=("leg",),
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
        Words("Budget och finansiering", "Budget and funding"),
        table="cost",
        lines=("funding",),
    ),
    Part(
        Words("Vad staden redan vet", "What the city already knows"),
        table=OTHERS_THERE,
    ),
    Part(Words("Inför beslutet", "Before the decision"), table=NOTES, facts=("note",)),
)
PLAN = Plan(
    "trip",
    ("stop", "programme", "participant", "cost", "funding", "leg"),
    DESIGN,
    over=("title", "organisation", "start_on", "end_on"),
    unsaid=AFTER.union(DECIDED),
    told={"programme": frozenset({"place", "contact"}), "cost": TOLD},
)
"""The programme is told in short: its own document has places and contacts."""

GRANT = Words("Bifalles", "Approved")
REFUSE = Words("Avslås", "Rejected")
ASKING = Asking(
    Words("Beslut", "Decision"),
    (GRANT, REFUSE),
    DECIDED,
    (Words("Underskrift", "Signature"),),
)
WAYS: Mapping[str, Words] = {
    "decided": GRANT,
    "completed": GRANT,
    "reported": GRANT,
    "followed_up": GRANT,
    "rejected": REFUSE,
}
"""What was decided of a trip, as its status tells."""

ASKED = Words("Beslut om en resa", "A decision on a trip")
WHERE = Words(" till {where}", " to {where}")
WHEN = Words(" den {when}", " on {when}")
FOR_ONE = Words(" för 1 person", " for 1 person")
FOR_MANY = Words(" för {count} personer", " for {count} people")
AT = Words(" till en beräknad kostnad av {sum}", " at an estimated cost of {sum}")
WITHOUT_ONE = Words(
    " och ytterligare 1 kostnad, som saknar kurs", " and 1 more cost, which has no rate"
)
WITHOUT = Words(
    " och ytterligare {count} kostnader, som saknar kurs",
    " and {count} more costs, which have no rate",
)

THERE = Words("Andra från staden där", "Others from the city there")
SURCHARGE = Words("Klimatpåslag", "Climate surcharge")
IN_BUDGET = Words(
    "{percent} % på flygbiljetter; det finns i budgeten.",
    "{percent}% on air tickets; it is in the budget.",
)
NOT_IN_BUDGET = Words(
    "{percent} % på flygbiljetter; det finns inte i budgeten.",
    "{percent}% on air tickets; it is not in the budget.",
)
NOT_YET = Words(
    "{percent} % på flygbiljetter, högst {sum}; det finns inte i budgeten.",
    "{percent}% on air tickets, {sum} at the most; it is not in the budget.",
)
BY_AIR = frozenset({"flight", "flight_and_train"})
TRAVEL, CLIMATE = "travel", "climate_surcharge"


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before a trip is decided, besides what is written of it.

    Attributes:
        there: Who else in the city was or will be there and what they learnt, a line each.
        said: What the rules say of it.
        surcharge: The climate surcharge on flights, in percent.
    """

    there: Sequence[str] = field(default=())
    said: Said = field(default_factory=Said)
    surcharge: int = 50


def decision_paper(
    trip: Record,
    parts: Mapping[str, Sequence[Record]],
    before: Before,
    source: Source,
    language: Language,
) -> Paper:
    """Return what a manager reads before deciding about a trip."""
    made = DecisionPaper(trip, parts, before, language)
    return paper(TEMPLATE, made.data(source), source.printed_at)


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """One trip that is to be decided, to be written in one language."""

    trip: Record
    parts: Mapping[str, Sequence[Record]]
    before: Before
    language: Language

    def data(self, source: Source) -> dict[str, object]:
        """Return what the template shows."""
        parts = {**self.parts, "cost": self._budget.costs}
        whole = Whole(PLAN, self.trip, parts, self.language, self._made(), self._said())
        writer, status = whole.writer, self.trip.value("status")
        organisation = writer.text(self.trip, "organisation")
        days = whole.days("start_on", "end_on")
        return {
            **frame(KIND.into(self.language), whole.title, source, self.language),
            "title": cell(whole.title, limit=LONG_IN_TITLE),
            "subtitle": whole.subtitle(organisation, days),
            "asked": cell(self._asked(days), limit=LONG_IN_TITLE),
            "sections": whole.sections(),
            "decision": ASKING.data(writer, self.trip, WAYS.get(status)),
        }

    @property
    def _budget(self) -> Budget:
        return Budget.of(self.parts.get("cost", ()), self.language)

    def _made(self) -> dict[str, list[Table]]:
        return {
            "cost": self._budget.tables(),
            "surcharge": [],
            OTHERS_THERE: [],
            NOTES: [],
        }

    def _said(self) -> dict[str, list[Fact]]:
        there = "\n".join(self.before.there)
        return {
            "surcharge": list(self._surcharge()),
            OTHERS_THERE: [fact(THERE.into(self.language), there)] if there else [],
            NOTES: notes(self.before.said, self.language),
        }

    def _asked(self, days: str) -> str:
        told = "".join(words.into(self.language) for words in self._pieces(days))
        return f"{told}."

    def _pieces(self, days: str) -> Iterator[Words]:
        yield ASKED
        if where := self._where():
            yield WHERE.fill(where=where)
        if days:
            yield WHEN.fill(when=days)
        people = len(self.parts.get("participant", ()))
        if people:
            yield FOR_ONE if people == 1 else FOR_MANY.fill(count=people)
        budget = self._budget
        if budget.sum is not None:
            yield AT.fill(sum=budget.money(budget.sum))
            if lacking := budget.lacking:
                yield WITHOUT_ONE if lacking == 1 else WITHOUT.fill(count=lacking)

    def _where(self) -> str:
        writer = Writer(CATALOGUE["stop"], self.language)
        stops = self.parts.get("stop", ())
        cities, countries = (
            ", ".join(dict.fromkeys(filter(None, (writer.text(stop, name) for stop in stops))))
            for name in ("city", "country")
        )
        return f"{cities} ({countries})" if cities and countries else cities or countries

    def _surcharge(self) -> Iterator[Fact]:
        if not any(leg.value("mode") in BY_AIR for leg in self.parts.get("leg", ())):
            return
        yield fact(SURCHARGE.into(self.language), self._surcharged().into(self.language))

    def _surcharged(self) -> Words:
        percent, budget = self.before.surcharge, self._budget
        if any(cost.value("item") == CLIMATE for cost in budget.costs):
            return IN_BUDGET.fill(percent=percent)
        travel = [cost for cost in budget.costs if cost.value("item") == TRAVEL]
        base = Budget(travel, self.language).sum
        if base is None:
            return NOT_IN_BUDGET.fill(percent=percent)
        return NOT_YET.fill(percent=percent, sum=self._budget.money(base * percent / 100))
