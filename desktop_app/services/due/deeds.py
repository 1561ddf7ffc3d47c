"""What can be done about a line in the list itself: each one action that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.days import months_later, read_day
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.cycles import CYCLES, Step
from desktop_app.domain.life.evidence import missing
from desktop_app.domain.words import Words
from desktop_app.services.dossier import case_of
from desktop_app.services.due import memberships
from desktop_app.services.due.item import Item
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.writing import put

__all__ = ["DEEDS", "Ask", "Deed", "asked", "carry_out"]

YEAR = 12


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done about a line.

    Attributes:
        code: Its name.
        label: What a button says.
        done: What is said afterwards; `{title}` is the row's.
        to: The status it leads to, '' for none.
        field: The field that is asked for, '' for none.
        now: Fields that get the day of today.
        sets: Fields that get a value.
        later: The field that moves on by a year, '' for none.
        ahead: Whether what is asked for is suggested a year later than it is.
    """

    code: str
    label: Words
    done: Words
    to: str = ""
    field: str = ""
    now: tuple[str, ...] = ()
    sets: tuple[tuple[str, str], ...] = ()
    later: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that has to be known before a deed is done.

    Attributes:
        field: The field it is for.
        label: What is asked.
        text: What stands there to begin with.
    """

    field: Field
    label: Words
    text: str = ""


CHANGED = Words("Ändrat: {title}", "Changed: {title}")
_DEEDS = (
    Deed("done", Words("Klar", "Done"), Words("Klar: {title}", "Done: {title}"), "done"),
    Deed(
        "drop",
        Words("Skriv av", "Drop"),
        Words("Avskriven: {title}", "Dropped: {title}"),
        "dropped",
    ),
    Deed("new_date", Words("Nytt datum", "New date"), CHANGED, field="due_on"),
    Deed("who", Words("Vem", "Who"), CHANGED, field="who"),
    Deed(
        "followed_up",
        Words("Uppföljd", "Followed up"),
        Words("Uppföljd: {title}", "Followed up: {title}"),
        "followed_up",
    ),
    Deed(
        "cancel",
        Words("Ställ in", "Cancel"),
        Words("Inställd: {title}", "Cancelled: {title}"),
        "cancelled",
    ),
    Deed(
        "review_next",
        Words("Ompröva om ett år", "Review in a year"),
        Words("Omprövas om ett år: {title}", "To be reviewed in a year: {title}"),
        later="next_review_on",
    ),
    Deed(
        "period_next",
        Words("Perioden slutar", "Period ends"),
        CHANGED,
        field="period_ends_on",
        ahead=True,
    ),
    Deed("keep", Words("Behåll", "Keep"), Words("Behålls: {title}", "Kept: {title}")),
    Deed(
        "change",
        Words("Förändra", "Change"),
        Words("Ska förändras: {title}", "To be changed: {title}"),
    ),
    Deed(
        "leave", Words("Avveckla", "Leave"), Words("Ska avvecklas: {title}", "To be left: {title}")
    ),
    Deed(
        "fee",
        Words("Årets avgift", "This year's fee"),
        Words("Avgiften är införd: {title}", "The fee is entered: {title}"),
    ),
    Deed("new_until", Words("Nytt slutdatum", "New end date"), CHANGED, field="until"),
    Deed(
        "accept",
        Words("Acceptera", "Accept"),
        Words("Accepterad: {title}", "Accepted: {title}"),
        "accepted",
    ),
    Deed(
        "forward",
        Words("Skicka vidare", "Forward"),
        Words("Vidarebefordrad: {title}", "Forwarded: {title}"),
        "forwarded",
    ),
    Deed(
        "decline",
        Words("Avböj", "Decline"),
        Words("Avböjd: {title}", "Declined: {title}"),
        "declined",
    ),
    Deed("outcome", Words("Skriv utfallet", "Write the outcome"), CHANGED, field="outcome"),
    Deed("result", Words("Skriv resultatet", "Write the result"), CHANGED, field="result"),
    Deed("ended", Words("Avsluta", "End"), Words("Avslutad: {title}", "Ended: {title}"), "ended"),
    Deed("last_day", Words("Skriv slutdagen", "Enter the last day"), CHANGED, field="left_on"),
    Deed("new_end", Words("Nytt slutdatum", "New end date"), CHANGED, field="end_on"),
    Deed("new_deadline", Words("Ny sista dag", "New deadline"), CHANGED, field="deadline"),
    Deed(
        "confirmed",
        Words("Bekräftad i dag", "Confirmed today"),
        Words("Bekräftad i dag: {title}", "Confirmed today: {title}"),
        now=("confirmed_on",),
    ),
    Deed(
        "outdated",
        Words("Inaktuell", "Outdated"),
        Words("Inaktuell: {title}", "Outdated: {title}"),
        "outdated",
    ),
    Deed("sent", Words("Skickad", "Sent"), Words("Skickad: {title}", "Sent: {title}"), "sent"),
    Deed(
        "received",
        Words("Mottagen", "Received"),
        Words("Mottagen: {title}", "Received: {title}"),
        "received",
    ),
    Deed(
        "nothing",
        Words("Inget att rapportera", "Nothing to report"),
        Words("Inget att rapportera: {title}", "Nothing to report: {title}"),
        "sent",
        sets=(("nothing_to_report", "true"),),
    ),
    Deed("decide", Words("Ta ställning", "Decide"), CHANGED),
)
DEEDS: Mapping[str, Deed] = {deed.code: deed for deed in _DEEDS}

REVIEWS = ("keep", "change", "leave")
INSTEAD: Mapping[str, str] = {"assessment": "assessment_note"}
"""What is asked in one line in place of what takes a form."""


def asked(register: Register, item: Item, code: str, language: str = "sv") -> list[Ask] | None:
    """Return what has to be known for a deed, in order; None where it takes more than lines."""
    deed, entity = DEEDS[code], CATALOGUE[item.entity]
    if code == "fee":
        return [Ask(*memberships.fee_asked(register, item.id, language))]
    row = register.row(entity, item.id)
    if deed.field:
        field = entity.by_name[deed.field]
        value = row.values.get(field.name)
        suggested = _a_year_later(register, value) if deed.ahead else value
        text = Writer(register, language).text(field, suggested)
        return [Ask(field, field.label, text)]
    if not deed.to:
        return []
    return _lacking(register, case_of(register, row), deed)


def _a_year_later(register: Register, value: Value) -> str:
    """Return the day a year after a day, or after today where that has passed by then."""
    today = register.clock().date()
    day = read_day(value) or today
    later = months_later(day, YEAR)
    return (later if later > today else months_later(today, YEAR)).isoformat()


def _lacking(register: Register, case: Case, deed: Deed) -> list[Ask] | None:
    """Return what a row lacks for the step, None where that is more than fields of its own."""
    after = _after(register, case, deed)
    found: dict[str, Ask] = {}
    for each in missing(after, deed.to, case.status):
        name = INSTEAD.get(each.field, each.field)
        field = case.entity.by_name.get(name)
        if each.part or field is None:
            return None
        found[name] = Ask(field, field.label)
    return list(found.values())


def carry_out(
    register: Register,
    item: Item,
    code: str,
    given: Mapping[str, Given] | None = None,
    language: str = "sv",
) -> str:
    """Do something about a line, as one action; return the id of the row that was written.

    Args:
        register: The register.
        item: The line.
        code: What is done.
        given: The answers to what was asked, by field.
        language: The language that the answers are written in.

    Raises:
        Invalid: An answer does not fit, or something is missing for the step.
        Refused: The row is gone.
    """
    answers = dict(given or {})
    if code in REVIEWS:
        return memberships.review(register, item.id, code)
    if code == "fee":
        return memberships.add_fee(register, item.id, answers, language)
    deed, entity = DEEDS[code], CATALOGUE[item.entity]
    case = case_of(register, register.row(entity, item.id))
    values: dict[str, Given] = {**answers}
    for name, value in _values(register, case, deed).items():
        values.setdefault(name, value)
    return put(register, entity, case.id, values, language=language).id


def _values(register: Register, case: Case, deed: Deed) -> dict[str, str]:
    """Return what a deed writes besides what is asked for."""
    today = case.today.isoformat()
    values = {**dict.fromkeys(deed.now, today), **dict(deed.sets)}
    if deed.later:
        values[deed.later] = _a_year_later(register, case.values.get(deed.later))
    step = _step(case, deed)
    if step is None:
        return values
    if step.dated and not case.has(step.dated):
        values[step.dated] = today
    return {**values, **dict(step.sets), "status": step.to}


def _step(case: Case, deed: Deed) -> Step | None:
    """Return the step a deed takes: from where the row stands, or from elsewhere in its life."""
    cycle = CYCLES.get(case.entity.name)
    if not deed.to or cycle is None:
        return None
    steps = [
        *cycle.steps_from(case.status),
        *(each for some in cycle.steps.values() for each in some),
    ]
    return next((each for each in steps if each.to == deed.to), None)


def _after(register: Register, case: Case, deed: Deed) -> Case:
    """Return a row as a deed would leave it, as far as is known beforehand."""
    return replace(case, values={**case.values, **_values(register, case, deed)})
