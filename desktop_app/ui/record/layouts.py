"""Where each field and each kind of part of a row stands: in which tab, under which heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from desktop_app.domain.catalogue import links_to, parts_of
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words

__all__ = ["Block", "Fields", "Own", "Parts", "Tab", "field_names", "layout_of", "part_names"]


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields in a form, under a heading where they need one."""

    names: tuple[str, ...]
    heading: Words | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one entity."""

    entity: str


Own: TypeAlias = Literal[
    "ties",
    "files",
    "history",
    "radar",
    "radar_hint",
    "homecoming",
    "cost_help",
    "benefit",
    "criteria",
    "answer",
    "remainder",
]
"""What ties to the row, the files attached to it, what was written in it; who else goes there,
whole and in a line; what is known when one reports, and what costs can be filled with; what a
membership costs beside what it gives; how a request measures up, and what is answered; what
remains for the city to pay."""
Block: TypeAlias = Fields | Parts | Own


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of a record.

    Attributes:
        name: What it is remembered by.
        label: What people read.
        blocks: What stands in it, from the top.
    """

    name: str
    label: Words
    blocks: tuple[Block, ...]


DETAILS = Words("Uppgifter", "Details")
TIES = Words("Samband", "Links")
MORE = Words("Mer", "More")
DECISION = Words("Beslut", "Decision")
WHY = Words("Varför", "Why")
WHERE = Words("Hör ihop med", "Linked to")
TIED = Tab("ties", TIES, ("ties",))
DECIDED = ("decided_by", "decided_on", "decision_form", "reference")


def _tab(name: str, sv: str, en: str, *blocks: Block) -> Tab:
    return Tab(name, Words(sv, en), blocks)


def _fields(*names: str, heading: Words | None = None) -> Fields:
    return Fields(names, heading)


ORGANISATION = (
    Tab(
        "details",
        DETAILS,
        (
            _fields("name", "short_name", "name_en", "kind", "own", "board", "parent"),
            _fields("city", "country", "website", heading=Words("Var den finns", "Where it is")),
            _fields(
                "valid_from",
                "valid_to",
                "replaced_by",
                heading=Words("Giltighet", "Validity"),
            ),
            _fields("note"),
        ),
    ),
    TIED,
)

CONTACT = (
    Tab(
        "details",
        DETAILS,
        (
            _fields("given_name", "family_name", "title", "department", "organisation", "kind"),
            _fields(
                "email",
                "email_2",
                "phone",
                "mobile",
                "city",
                "country",
                heading=Words("Nås på", "Contact details"),
            ),
            _fields(
                "languages",
                "topics",
                "responsible",
                "source",
                "status",
                "confirmed_on",
                heading=Words("Hos oss", "With us"),
            ),
            _fields("note"),
        ),
    ),
    TIED,
)

TRIP = (
    _tab(
        "plan",
        "Plan",
        "Plan",
        _fields("title", "kind", "organisation", "start_on", "end_on", "status", "responsible"),
        Parts("stop"),
        "radar_hint",
        _fields("purpose", "questions", "expected_result", heading=WHY),
        _fields("directions", "sustainability", "goal", "network", "collaboration", heading=WHERE),
    ),
    _tab("radar", "Andra resor", "Other trips", "radar"),
    _tab("programme", "Program", "Programme", Parts("programme"), Parts("participant")),
    _tab(
        "decision",
        "Resa och beslut",
        "Travel and decision",
        _fields(
            "digital_alternative",
            "digital_reason",
            heading=Words("Måste vi resa?", "Must we travel?"),
        ),
        _fields("decided_by", "decided_function", *DECIDED[1:], heading=DECISION),
        Parts("leg"),
        _fields(
            "flight_reason",
            "flight_approved_by",
            "flight_approved_on",
            "co2_kg",
            "co2_source",
            heading=Words("Flyg och klimat", "Flights and climate"),
        ),
    ),
    _tab("money", "Ekonomi", "Money", Parts("cost"), "cost_help", Parts("funding")),
    _tab(
        "result",
        "Resultat",
        "Result",
        "homecoming",
        _fields(
            "summary",
            "lessons",
            "assessment",
            "assessment_note",
            "shared_how",
            heading=Words("Vad resan gav", "What the trip gave"),
        ),
        Parts("action"),
        _fields("no_action_reason"),
        _fields(
            "reported_on",
            "approved_by",
            "followed_up_on",
            heading=Words("Rapport och uppföljning", "Report and follow-up"),
        ),
    ),
)

NETWORK = (
    _tab(
        "membership",
        "Medlemskap",
        "Membership",
        _fields(
            "name",
            "short_name",
            "kind",
            "reach",
            "responsible",
            "overarching",
            "membership_kind",
            "status",
            "joined_on",
            "left_on",
        ),
        _fields("purpose", "topics", "directions", "sustainability", heading=WHY),
        _fields(*DECIDED, heading=DECISION),
        _fields("secretariat", "website", heading=Words("Sekretariatet", "The secretariat")),
    ),
    _tab(
        "people",
        "Människor",
        "People",
        _fields(
            "political_representative",
            "administrative_contact",
            heading=Words("Företrädare", "Representatives"),
        ),
        Parts("post"),
        Parts("participation"),
    ),
    _tab(
        "money",
        "Avgifter och nytta",
        "Fees and benefit",
        "benefit",
        _fields("notice_months", "period_ends_on", "next_review_on"),
        Parts("fee"),
        Parts("review"),
    ),
    _tab(
        "work",
        "Arbete",
        "Work",
        _fields("demands", "goal", "working_groups", "obligations"),
        Parts("activity"),
        Parts("action"),
    ),
    TIED,
)

REQUEST = (
    _tab(
        "request",
        "Förfrågan",
        "Request",
        _fields("topic", "kind", "received_on", "status", "organisation", "contact"),
        _fields(
            "wished_from",
            "wished_until",
            "group_size",
            "level",
            "language",
            heading=Words("Vad de önskar", "What they wish"),
        ),
    ),
    _tab(
        "decision",
        "Bedömning och beslut",
        "Assessment and decision",
        _fields("assessment", heading=Words("Bedömning", "Assessment")),
        "criteria",
        _fields("assessment_note", "directions"),
        _fields("decision", "reason", "decided_by", "decided_on", "reference", heading=DECISION),
        "answer",
    ),
    _tab(
        "result",
        "Genomförande",
        "Carrying out",
        _fields("host"),
        Parts("programme"),
        _fields("outcome"),
        Parts("action"),
    ),
)

COLLABORATION = (
    Tab(
        "details",
        DETAILS,
        (
            _fields("title", "kind", "status", "organisation", "start_on", "end_on", "reference"),
            _fields(
                "focus",
                "directions",
                "partners",
                "programme",
                "role",
                heading=Words("Innehåll och parter", "Content and parties"),
            ),
            _fields(
                "budget",
                "own_share",
                "external_funding",
                "funder",
                heading=Words("Ekonomi", "Money"),
            ),
            "remainder",
        ),
    ),
    _tab("result", "Resultat", "Result", _fields("result"), Parts("action")),
    TIED,
)

ADVOCACY = (
    Tab(
        "details",
        DETAILS,
        (
            _fields("title", "level", "status", "responsible", "deadline"),
            _fields(
                "position",
                "target",
                "dossier",
                heading=Words(
                    "Vad vi vill och vem som kan ge oss det", "What we want, and of whom"
                ),
            ),
            _fields("networks", "contacts", heading=Words("Tillsammans med", "Together with")),
        ),
    ),
    _tab(
        "work",
        "Arbete och utfall",
        "Work and outcome",
        Parts("activity"),
        Parts("action"),
        _fields("outcome", heading=Words("Vad det gav", "What came out of it")),
    ),
)

BY_HAND = {
    "organisation": ORGANISATION,
    "contact": CONTACT,
    "trip": TRIP,
    "network": NETWORK,
    "request": REQUEST,
    "collaboration": COLLABORATION,
    "advocacy": ADVOCACY,
}
KEPT_APART = ("private_note", "retention", "secret")


@cache
def layout_of(entity: Entity) -> tuple[Tab, ...]:
    """Return the tabs of an entity; what nobody placed stands in the last one."""
    tabs = BY_HAND.get(entity.name) or _plain(entity)
    placed = {name for tab in tabs for name in field_names(tab)}
    rest = tuple(each.name for each in entity if each.name not in (*entity.owners, *placed))
    parts = {each.entity for tab in tabs for each in tab.blocks if isinstance(each, Parts)}
    left = [Parts(part.name) for part, _link in parts_of(entity) if part.name not in parts]
    tied = any("ties" in tab.blocks for tab in tabs) or not links_to(entity)
    ties: tuple[Block, ...] = () if tied else ("ties",)
    fields = (Fields(rest),) if rest else ()
    return (*tabs, Tab("more", MORE, (*fields, *left, *ties, "files", "history")))


def _plain(entity: Entity) -> tuple[Tab, ...]:
    names = [each.name for each in entity if each.name not in (*entity.owners, *KEPT_APART)]
    parts = [Parts(part.name) for part, _link in parts_of(entity)]
    details = Tab("details", DETAILS, (Fields(tuple(names)), *parts))
    return (details, TIED) if links_to(entity) else (details,)


def field_names(tab: Tab) -> Iterator[str]:
    """Go through the fields that stand in a tab."""
    for block in tab.blocks:
        if isinstance(block, Fields):
            yield from block.names


def part_names(tab: Tab) -> Iterator[str]:
    """Go through the entities whose parts stand in a tab."""
    for block in tab.blocks:
        if isinstance(block, Parts):
            yield block.entity
