"""What a membership costs and gives, for whoever decides to keep, change or leave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Language, Words
from desktop_app.reports import blocks, formats
from desktop_app.reports.asking import Asking, Said, notes
from desktop_app.reports.blocks import Fact, cell, fact
from desktop_app.reports.document import Paper, paper
from desktop_app.reports.frame import frame
from desktop_app.reports.membership_years import Years, YearTold
from desktop_app.reports.record import Record, Source
from desktop_app.reports.whole import LONG_IN_TITLE, Part, Plan, Whole

__all__ = ["PLAN", "Membership", "review_paper"]

TEMPLATE = "whole.typ"
KIND = Words("Omprövning av medlemskap", "Membership review")
YEARS, NOTICE, NOTES = "years", "notice", "notes"
NETWORK = CATALOGUE["network"].by_name

DESIGN: tuple[Part, ...] = (
    Part(
        Words("Syftet med medlemskapet", "What the membership is for"),
        facts=("purpose", "demands", "goal", "topics", "directions", "sustainability"),
    ),
    Part(Words("Vad det kostar och vad det ger", "What it costs and what it gives"), table=YEARS),
    Part(
        Words("Uppsägning och omprövning", "Notice and review"),
        table=NOTICE,
        facts=("period_ends_on", "notice_months", "next_review_on", "left_on"),
    ),
    Part(
        CATALOGUE["fee"].many,
        table="fee",
        columns=(
            "year",
            "amount",
            "currency",
            "rate",
            "rate_source",
            "amount_sek",
            "paid_by",
            "period",
            "basis",
        ),
    ),
    Part(
        Words("Tidigare omprövningar", "Earlier reviews"),
        table="review",
        columns=("year", "rating", "benefit", "hours", "decision", "decided_by"),
    ),
    Part(
        Words("Vem som företräder oss", "Who represents us"),
        table="post",
        columns=("contact", "role", "from", "until"),
        facts=(
            "political_representative",
            "administrative_contact",
            "working_groups",
            "obligations",
        ),
    ),
    Part(
        Words("Vilka som deltar", "Who takes part"),
        table="participation",
        columns=("organisation", "from", "until"),
        facts=("overarching",),
    ),
    Part(CATALOGUE["activity"].many, table="activity", columns=("date", "what", "who")),
    Part(
        Words("Resor med nätverket", "Trips with the network"),
        table="trip",
        columns=("start_on", "title", "organisation", "status", "assessment"),
    ),
    Part(
        CATALOGUE["interaction"].many,
        table="interaction",
        columns=("date", "kind", "contact", "organisation", "trip", "summary"),
    ),
    Part(
        Words("Påverkansfrågor med nätverket", "Advocacy issues with the network"),
        table="advocacy",
        columns=("title", "level", "deadline", "status", "outcome"),
    ),
    Part(
        CATALOGUE["action"].many,
        table="action",
        columns=("what", "who", "due_on", "status", "done_on", "result"),
    ),
    Part(
        Words("Beslutet om medlemskapet", "The decision on membership"),
        facts=("joined_on", "decided_by", "decided_on", "decision_form", "reference"),
    ),
    Part(NETWORK["note"].label, facts=("note",)),
    Part(Words("Inför beslutet", "Before the decision"), table=NOTES),
)
PLAN = Plan(
    "network",
    ("participation", "fee", "post", "review", "activity", "action", "interaction"),
    DESIGN,
    ("short_name", "kind", "reach", "membership_kind", "status", "secretariat", "website"),
    ("name", "responsible"),
)

DECIDING = CATALOGUE["trip"].by_name
BY_HAND = (
    *(DECIDING[name].label for name in ("decided_by", "decided_function", "decided_on")),
    *(DECIDING[name].label for name in ("decision_form", "reference")),
    Words("Underskrift", "Signature"),
)

MEMBER_SINCE = Words("medlem sedan {day}", "member since {day}")
ASKED = Words(
    "Ska medlemskapet behållas, förändras eller avvecklas?",
    "Is the membership to be kept, changed or left?",
)
NOTICE_TO_COME = Words(
    "Säg upp senast {last}, annars förlängs det när perioden slutar den {end}.",
    "Give notice by {last}, or else it is renewed when the period ends on {end}.",
)
NOTICE_OVER = Words(
    "Sista dagen att säga upp var den {last}; perioden slutar den {end}.",
    "The last day to give notice was {last}; the period ends on {end}.",
)
LAST_DAY = Words("Sista dag att säga upp", "Last day to give notice")


@dataclass(frozen=True, slots=True)
class Membership:
    """What is known of a membership besides what is written of it.

    Attributes:
        today: The day on which it is reviewed.
        notice_on: The last day to give notice.
        years: What each year cost and gave, the first year first.
        ways: The ways to decide.
        said: What the rules say of it.
    """

    today: date
    notice_on: date | None = None
    years: Sequence[YearTold] = ()
    ways: Sequence[Words] = ()
    said: Said = field(default_factory=Said)


def review_paper(
    network: Record,
    parts: Mapping[str, Sequence[Record]],
    membership: Membership,
    source: Source,
    language: Language,
) -> Paper:
    """Return the review of a membership, in which every filled field of it has its place.

    `parts` holds the trips, meetings (`interaction`) and advocacy issues of the network, too.
    """
    made = MembershipReview(network, parts, membership, language)
    return paper(TEMPLATE, made.data(source), source.printed_at)


@dataclass(frozen=True, slots=True)
class MembershipReview:
    """One membership with all that belongs to it, to be written in one language."""

    network: Record
    parts: Mapping[str, Sequence[Record]]
    membership: Membership
    language: Language

    def data(self, source: Source) -> dict[str, object]:
        """Return what the template shows."""
        years = Years(self.membership.years, self.language)
        made = {YEARS: years.tables(), NOTICE: [], NOTES: []}
        said = {
            YEARS: list(years.trend()),
            NOTICE: list(self._notice()),
            NOTES: notes(self.membership.said, self.language),
        }
        whole = Whole(PLAN, self.network, self.parts, self.language, made, said)
        writer, sections = whole.writer, whole.sections()
        asking = Asking(Words("Beslut", "Decision"), self.membership.ways, (), BY_HAND)
        return {
            **frame(KIND.into(self.language), whole.title, source, self.language),
            "title": cell(whole.title, limit=LONG_IN_TITLE),
            "subtitle": whole.subtitle(writer.text(self.network, "responsible"), self._since()),
            "asked": cell(" ".join(self._asked()), limit=LONG_IN_TITLE),
            "facts": whole.facts(),
            "sections": sections,
            "together": blocks.is_short(sections[-1:]),
            "sign": [],
            "decision": asking.data(writer, self.network, None),
        }

    def _since(self) -> str:
        joined = formats.day(self.network.value("joined_on"), self.language)
        return MEMBER_SINCE.fill(day=joined).into(self.language) if joined else ""

    def _asked(self) -> Iterator[str]:
        yield ASKED.into(self.language)
        last, end = self.membership.notice_on, self.network.value("period_ends_on")
        if last is not None:
            over = last < self.membership.today
            days = {"last": self._day(last), "end": formats.day(end, self.language)}
            yield (NOTICE_OVER if over else NOTICE_TO_COME).fill(**days).into(self.language)

    def _notice(self) -> Iterator[Fact]:
        last = self.membership.notice_on
        if last is not None:
            yield fact(LAST_DAY.into(self.language), self._day(last))

    def _day(self, day: date) -> str:
        return formats.day(day.isoformat(), self.language)
