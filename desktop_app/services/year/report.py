"""Making the yearly report of a register: for the whole city or one administration, of any day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds.given import shown
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.domain.year import spans
from desktop_app.domain.year.model import Span, YearlyReport
from desktop_app.services.as_of import open_as_of
from desktop_app.services.facts import owner_of_register
from desktop_app.services.register import Register
from desktop_app.services.thresholds import thresholds
from desktop_app.services.year import phrases
from desktop_app.services.year.blocks import text_blocks
from desktop_app.services.year.frame import Frame, family, named
from desktop_app.services.year.material import Material
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.q01_networks import networks
from desktop_app.services.year.q02_fees import fees
from desktop_app.services.year.q03_people import decisions, people
from desktop_app.services.year.q05_benefit import benefit
from desktop_app.services.year.q06_trips import trips
from desktop_app.services.year.q07_results import results
from desktop_app.services.year.q08_flights import flights
from desktop_app.services.year.q09_visits import visits
from desktop_app.services.year.q10_money import external
from desktop_app.services.year.q11_spread import spread
from desktop_app.services.year.q12_offices import offices
from desktop_app.services.year.q13_overlaps import overlaps
from desktop_app.services.year.q14_nordic import nordic
from desktop_app.storage import queries, upkeep

if TYPE_CHECKING:
    from desktop_app.services.report_kinds import Asked

__all__ = ["ANSWERS", "period_of", "yearly_report"]

ANSWERS = (
    *(networks, fees, people, decisions, benefit, trips, results),
    *(flights, visits, external, spread, offices, overlaps, nordic),
)
"""What answers the fourteen questions, in order."""

CITY = Words("Staden", "The City")
NO_OFFICE = Words(
    "Det finns ingen organisation i staden som heter ”{name}”.",
    "There is no organisation of the City called “{name}”.",
)
SEVERAL_OFFICES = Words(
    "”{name}” stämmer på flera organisationer.", "“{name}” fits several organisations."
)
NO_OFFICE_ADVICE = Words(
    "Skriv namnet som det står i registret, eller dess id.",
    "Write the name as it stands in the register, or its id.",
)
NOT_THEN = Words(
    "Organisationen fanns inte i registret {day}, eller är under sekretess.",
    "The organisation was not in the register on {day}, or is secret.",
)
NOT_THEN_ADVICE = Words(
    "Välj en annan organisation eller dag.", "Choose another one or another day."
)
BACKWARDS = Words(
    "Perioden slutar ({last}) innan den börjar ({first}).",
    "The period ends ({last}) before it begins ({first}).",
)
BACKWARDS_ADVICE = Words("Byt plats på dagarna.", "Change the days around.")
HALF = Words("Perioden har bara en av sina dagar.", "The period has only one of its days.")
HALF_ADVICE = Words("Ange både första och sista dagen.", "Give both the first and the last day.")
NO_YEAR = Words(
    "För året {year} går det inte att göra någon rapport.", "No report can be made of {year}."
)
NO_YEAR_ADVICE = Words("Välj ett år från 1900 till 2200.", "Choose a year from 1900 to 2200.")
LEAST_YEAR, MOST_YEAR = 1900, 2200

NOT_OVER = Words(
    "Perioden är inte slut: rapporten visar läget den {day}.",
    "The period is not over: the report shows how things stood on {day}.",
)
LEFT_OUT = Words(
    "Sekretess: {what} har lämnats utanför rapporten.", "Secrecy: {what} left out of the report."
)
ONE_OFFICE = Words(
    "Staden visas så som den är känd i det här registret; centralens rapport har alla registers "
    "uppgifter.",
    "The city is shown as it is known in this register; the central office’s report has what all "
    "registers hold.",
)
CENTRAL = "central"
FAMILY = Words(
    "Här ingår också {names}, som hör till organisationen eller har gått upp i den.",
    "This includes {names}, which belong to the organisation or became part of it.",
)
ATTEMPTS = 3
ORDER = tuple(CATALOGUE)
NOTHING_SECRET: frozenset[str] = frozenset()


def yearly_report(register: Register, asked: Asked, *, with_secret: bool = False) -> YearlyReport:
    """Return the yearly report.

    Args:
        register: The register.
        asked: The period, the administration, and the day whose register is read.
        with_secret: Whether secret rows are told of: only where nothing leaves the register.

    Raises:
        Refused: No such administration, a period that is none, or a day that cannot be read.
    """
    organisation = _organisation(register, asked.organisation)
    hidden = NOTHING_SECRET if with_secret else frozenset(queries.secret_rows(register.db.conn))
    period = period_of(asked, register)
    if asked.as_of is None:
        return _made_in_peace(register, period, organisation, hidden)
    with open_as_of(register, asked.as_of) as read:
        if not with_secret:
            # What is secret now is told of no day, nor what was secret that day.
            hidden |= frozenset(queries.secret_rows(read.db.conn))
        return _made(read, period, organisation, hidden)


def _made_in_peace(
    register: Register, period: Span, organisation: str | None, hidden: frozenset[str]
) -> YearlyReport:
    """Make the report again where another window wrote meanwhile, so that all of it agrees."""
    conn = register.db.conn
    for _attempt in range(ATTEMPTS):
        before = queries.newest_edit(conn)
        report = _made(register, period, organisation, hidden)
        if queries.newest_edit(conn) == before:
            break
    return report


def period_of(asked: Asked, register: Register) -> Span:
    """Return what a report is about: a period, a year, or the year that is running."""
    if asked.first is None and asked.last is None:
        number = asked.year or (asked.as_of or register.clock().date()).year
        if not LEAST_YEAR <= number <= MOST_YEAR:
            raise Refused(NO_YEAR.fill(year=number), NO_YEAR_ADVICE)
        return spans.year(number)
    if asked.first is None or asked.last is None:
        raise Refused(HALF, HALF_ADVICE)
    if asked.last < asked.first:
        raise Refused(BACKWARDS.fill(first=asked.first, last=asked.last), BACKWARDS_ADVICE)
    if not LEAST_YEAR <= asked.first.year <= asked.last.year <= MOST_YEAR:
        raise Refused(NO_YEAR.fill(year=asked.first.year), NO_YEAR_ADVICE)
    return Span(asked.first, asked.last)


def _organisation(register: Register, text: str) -> str | None:
    """Return the id of one of the city's organisations, None for the whole city."""
    if not text.strip():
        return None
    entity = CATALOGUE["organisation"]
    found = [queries.row(register.db.conn, entity, id_) for id_ in register.named(entity, text)]
    own = [row for row in found if row is not None and row.values.get("own")]
    if len(own) != 1:
        words = SEVERAL_OFFICES if own else NO_OFFICE
        raise Refused(words.fill(name=shown(text)), NO_OFFICE_ADVICE)
    return own[0].id


def _made(
    register: Register, period: Span, organisation: str | None, hidden: frozenset[str]
) -> YearlyReport:
    today = register.clock().date()
    material = Material(register, today, hidden)
    together = None if organisation is None else family(material, organisation)
    office = None if organisation is None else material.row("organisation", organisation)
    if organisation is not None and office is None:
        raise Refused(NOT_THEN.fill(day=phrases.day(today)), NOT_THEN_ADVICE)
    name = None if office is None else material.called(office)
    subject = CITY if name is None else Words("{name}", "{name}").fill(name=name)
    frame = Frame(material, period, together, subject, thresholds(register))
    answers = tuple(answer(frame) for answer in ANSWERS)
    return YearlyReport(
        organisation_name=name,
        organisation=organisation,
        period=period,
        compared=frame.compared,
        as_of=today,
        fingerprint=upkeep.shown_digest(register.db.conn),
        register_name=owner_of_register(register)[0],
        answers=answers,
        text_blocks=text_blocks(answers),
        remarks=tuple(_remarks(frame, organisation, register.facts.role)),
    )


def _remarks(frame: Frame, organisation: str | None, role: str) -> Iterable[Words]:
    if organisation is None and role != CENTRAL:
        yield ONE_OFFICE
    if frame.end < frame.period.last:
        yield NOT_OVER.fill(day=phrases.day(frame.today))
    if organisation and frame.offices and len(frame.offices) > 1:
        others = frame.offices - {organisation}
        yield FAMILY.fill(names=named(map(frame.office_name, others)))
    if left_out := frame.material.left_out:
        yield LEFT_OUT.fill(what=_counted(left_out))


def _counted(left_out: Mapping[str, int]) -> list[Words]:
    """Return how many rows of each kind there are; of parts nothing is told beside their owners."""
    return [
        phrases.counted(number, Noun(CATALOGUE[name].one, phrases.lower(CATALOGUE[name].many)))
        for name, number in sorted(left_out.items(), key=lambda each: ORDER.index(each[0]))
    ]
