"""The exchange contract: which sheets and columns registers send each other.

Listed by hand and held by a golden file, so that renaming a field cannot silently change what
offices send. A field of the catalogue stands in a sheet or in `LEFT_OUT` with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.domain.words import Words, same

__all__ = ["FORMAT", "LEFT_OUT", "SHEETS", "SheetContract", "sheet_of"]

FORMAT = (1, 0)
"""Version of the format: a newer major is refused, a newer minor adds what may be passed over."""


@dataclass(frozen=True, slots=True)
class SheetContract:
    """One sheet of the workbook.

    Attributes:
        entity: Whose rows it holds.
        title: Its name, at most 31 characters in each language.
        columns: The fields, in order.
        frozen: How many of the first columns stay in view, since they say which row it is.
    """

    entity: str
    title: Words
    columns: tuple[str, ...]
    frozen: int = 1


SHEETS: tuple[SheetContract, ...] = (
    SheetContract(
        "contact",
        Words("Kontakter", "Contacts"),
        (
            *("given_name", "family_name", "title", "organisation", "department"),
            *("email", "email_2", "phone", "mobile", "city", "country", "languages", "topics"),
            *("kind", "responsible", "source", "confirmed_on", "status", "note", "retention"),
        ),
        frozen=2,
    ),
    SheetContract(
        "organisation",
        Words("Organisationer", "Organisations"),
        (
            *("name", "name_en", "short_name", "kind", "own", "board", "parent", "city"),
            *("country", "website", "valid_from", "valid_to", "replaced_by", "note", "retention"),
        ),
    ),
    SheetContract(
        "appointment",
        Words("Kontaktpersoner", "Contact persons"),
        (
            *("organisation", "contact", "role", "appointed_on", "appointed_by", "until"),
            "retention",
        ),
        frozen=2,
    ),
    SheetContract(
        "network",
        Words("Nätverk", "Networks"),
        (
            *("name", "short_name", "kind", "reach", "secretariat", "website", "topics"),
            *("directions", "sustainability", "responsible", "overarching", "membership_kind"),
            *("status", "joined_on", "left_on"),
            *("decided_by", "decided_on", "decision_form", "reference"),
            *("purpose", "demands", "goal", "political_representative", "administrative_contact"),
            *("working_groups", "obligations", "notice_months", "period_ends_on"),
            *("next_review_on", "note", "retention"),
        ),
    ),
    SheetContract(
        "participation",
        Words("Deltagande organisationer", "Participating organisations"),
        ("network", "organisation", "from", "until"),
        frozen=2,
    ),
    SheetContract(
        "fee",
        Words("Avgifter", "Fees"),
        (
            *("network", "year", "amount", "currency", "amount_sek", "rate", "rate_source"),
            *("paid_by", "period", "basis"),
        ),
        frozen=2,
    ),
    SheetContract(
        "post",
        Words("Uppdrag", "Posts"),
        ("network", "contact", "role", "from", "until"),
        frozen=2,
    ),
    SheetContract(
        "review",
        Words("Omprövningar", "Reviews"),
        ("network", "year", "rating", "benefit", "hours", "decision", "decided_by"),
        frozen=2,
    ),
    SheetContract(
        "activity",
        Words("Aktiviteter", "Activities"),
        ("network", "date", "what", "who", "advocacy"),
    ),
    SheetContract(
        "trip",
        Words("Studieresor", "Study trips"),
        (
            *("title", "kind", "organisation", "purpose", "questions", "expected_result"),
            *("directions", "sustainability", "goal", "start_on", "end_on", "status"),
            *("responsible", "network", "collaboration"),
            *("digital_alternative", "digital_reason"),
            *("decided_by", "decided_function", "decided_on", "decision_form", "reference"),
            *("flight_reason", "flight_approved_by", "flight_approved_on"),
            *("co2_kg", "co2_source", "summary", "lessons", "assessment", "assessment_note"),
            *("shared_how", "reported_on", "approved_by", "no_action_reason", "followed_up_on"),
            *("note", "retention"),
        ),
    ),
    SheetContract(
        "stop",
        Words("Resmål", "Stops"),
        ("trip", "city", "country", "from", "until", "host"),
        frozen=2,
    ),
    SheetContract(
        "programme",
        Words("Program", "Programme"),
        ("trip", "date", "time", "place", "organisation", "contact", "topic", "request"),
    ),
    SheetContract(
        "participant",
        Words("Deltagare", "Participants"),
        ("trip", "contact", "organisation", "role"),
        frozen=2,
    ),
    SheetContract(
        "leg",
        Words("Delsträckor", "Legs"),
        ("trip", "from", "to", "date", "mode"),
    ),
    SheetContract(
        "cost",
        Words("Kostnader", "Costs"),
        ("trip", "item", "budget", "outcome", "currency", "rate", "rate_source"),
        frozen=2,
    ),
    SheetContract(
        "funding",
        Words("Finansiering", "Funding"),
        ("trip", "funder", "kind", "amount", "reason"),
        frozen=2,
    ),
    SheetContract(
        "request",
        Words("Förfrågningar", "Requests"),
        (
            *("topic", "received_on", "organisation", "contact", "kind"),
            *("wished_from", "wished_until", "group_size", "level", "language", "directions"),
            *("assessment", "assessment_note", "decision", "reason"),
            *("decided_by", "decided_on", "reference", "host", "outcome", "status", "retention"),
        ),
    ),
    SheetContract(
        "collaboration",
        Words("Samarbeten", "Collaborations"),
        (
            *("title", "kind", "organisation", "partners", "programme", "role", "reference"),
            *("start_on", "end_on", "focus", "directions", "budget", "own_share"),
            *("external_funding", "funder", "result", "status", "retention"),
        ),
    ),
    SheetContract(
        "advocacy",
        Words("Påverkan", "Advocacy"),
        (
            *("title", "level", "position", "dossier", "target", "deadline", "responsible"),
            *("networks", "contacts", "outcome", "status", "retention"),
        ),
    ),
    SheetContract(
        "interaction",
        Words("Kontakttillfällen", "Interactions"),
        (
            *("date", "kind", "contact", "organisation", "network", "trip", "summary"),
            "retention",
        ),
    ),
    SheetContract(
        "action",
        Words("Åtgärder", "Actions"),
        (
            *("what", "trip", "network", "request", "collaboration", "advocacy"),
            *("who", "due_on", "status", "done_on", "result"),
        ),
    ),
    SheetContract(
        "delivery",
        Words("Årsleveranser", "Yearly deliveries"),
        (
            *("organisation", "year", "status", "sent_on", "received_on"),
            *("nothing_to_report", "note"),
        ),
        frozen=2,
    ),
)

LOCAL = "stays in the register: declared local in the catalogue"
_ATTACHMENT = "files stay in the register; their names are as personal as their content"
_SETTING = "travels in the record of edits; is set in the program, where its effect is seen"
_DISTINCT = "travels in the record of edits; two ids say nothing to who reads a sheet"
_LIST_ITEM = "travels in the record of edits; the hidden lists show the labels, nobody edits them"

_KEEPING = {"private_note": LOCAL, "secret": LOCAL}

LEFT_OUT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "contact": _KEEPING,
        "organisation": _KEEPING,
        "appointment": _KEEPING,
        "network": _KEEPING,
        "trip": _KEEPING,
        "request": _KEEPING,
        "collaboration": _KEEPING,
        "advocacy": _KEEPING,
        "interaction": _KEEPING,
        "attachment": dict.fromkeys(
            ("entity", "row", "name", "media_type", "size", "digest"), _ATTACHMENT
        ),
        "setting": dict.fromkeys(("name", "value", "set_by"), _SETTING),
        "distinct": dict.fromkeys(("entity", "first", "second"), _DISTINCT),
        "list_item": dict.fromkeys(
            (
                *("list", "code", "label_sv", "label_en", "position"),
                *("valid_from", "valid_to", "note"),
            ),
            _LIST_ITEM,
        ),
    }
)
"""The fields that have no column, with the reason."""

README = Words("Läs mig", "Read me")
RECEIPT = Words("Kvitto", "Receipt")
BASE, LOG, META, LISTS = (same(name) for name in ("_base", "_log", "_meta", "_lists"))
HIDDEN_SHEETS = frozenset(sheet.sv for sheet in (BASE, LOG, META, LISTS))

_BY_ENTITY = {sheet.entity: sheet for sheet in SHEETS}


def sheet_of(entity: str) -> SheetContract | None:
    """Return the contract of an entity's sheet, None where it has none."""
    return _BY_ENTITY.get(entity)
