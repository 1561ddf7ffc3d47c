"""Question 12: who lacks a contact person, has not reported, or had nothing to report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, Column, Figure, Span, Table
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.domain.year.states import DELIVERED
from desktop_app.services.year import phrases
from desktop_app.services.year.frame import Frame, in_order, named
from desktop_app.services.year.material import day_of, text_of
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import column, count
from desktop_app.services.year.tables import Extra, cell, grouped, listed
from desktop_app.storage.tables import Row

__all__ = ["offices"]

OFFICE = Noun(
    Words("förvaltning eller bolag", "administration or company"),
    Words("förvaltningar och bolag", "administrations and companies"),
)
ALL = Words("Förvaltningar och bolag", "Administrations and companies")
WITH_PERSON = Words("Med internationell kontaktperson", "With an international contact person")
NO_PERSON = Words("Utan internationell kontaktperson", "Without an international contact person")
REPORTED = Words("Har rapporterat", "Have reported")
NOT_REPORTED = Words("Har inte rapporterat", "Have not reported")
NOTHING = Words("Därav med inget att rapportera", "Of these, with nothing to report")
TABLE = Words("Kontaktpersoner och årsleveranser", "Contact persons and yearly deliveries")
PERSONS = Words("Kontaktpersoner", "Contact persons")
LAST_YEAR = Words(
    "Leveransen är den för {year}, periodens sista år.",
    "The delivery is that for {year}, the last year of the period.",
)
TOLD = Words(
    "{with_} av {all} hade en internationell kontaktperson {when}.",
    "{with_} of {all} had an international contact person {when}.",
)
ALONE = (
    Words(
        "{who} saknade internationell kontaktperson {when}.",
        "{who} had no international contact person {when}.",
    ),
    Words(
        "{who} hade en internationell kontaktperson {when}.",
        "{who} had an international contact person {when}.",
    ),
)
REPORTED_ALONE = (
    Words("{who} har inte rapporterat för {year}.", "{who} has not reported for {year}."),
    Words("{who} har rapporterat för {year}.", "{who} has reported for {year}."),
)
"""What is told of one administration: that it has not, that it has."""
DELIVERED_TOLD = Words("{n} har rapporterat för {year}.", "{n} of them reported for {year}.")


def offices(frame: Frame) -> Answer:
    """Return the answer."""
    return Answer(
        12, QUESTIONS[11], tuple(_figures(frame)), (_table(frame),), tuple(_sentences(frame))
    )


def _in_force(frame: Frame, span: Span) -> list[Row]:
    """Return the city's organisations that exist on the last day of a time."""
    last = frame.last_of(span).isoformat()
    return [
        row
        for row in frame.material.rows("organisation")
        if row.id in frame.own
        and frame.ours(row.id)
        and text_of(row, "valid_from") <= last <= (text_of(row, "valid_to") or "~")
    ]


def _persons(frame: Frame, span: Span) -> dict[str, list[Row]]:
    """Return who is appointed on the last day of a time, by organisation."""
    last = frame.last_of(span)
    held = [
        row
        for row in frame.material.rows("appointment")
        if (day_of(row, "appointed_on") or last) <= last <= (day_of(row, "until") or last)
    ]
    return grouped(held, lambda row: [text_of(row, "organisation")])


def _deliveries(frame: Frame, span: Span) -> dict[str, Row]:
    """Return the delivery for the last year of a time of each organisation."""
    return {
        text_of(row, "organisation"): row
        for row in frame.material.rows("delivery")
        if row.values.get("year") == span.last.year
    }


def _is_delivered(row: Row | None) -> bool:
    if row is None:
        return False
    return text_of(row, "status") in DELIVERED or "sent_on" in row.values


def _reported(frame: Frame, span: Span) -> list[Row]:
    found = _deliveries(frame, span)
    return [row for row in _in_force(frame, span) if _is_delivered(found.get(row.id))]


def _nothing(frame: Frame, span: Span) -> list[Row]:
    found = _deliveries(frame, span)
    rows = _reported(frame, span)
    return [row for row in rows if found[row.id].values.get("nothing_to_report")]


def _without(rows: Sequence[Row], chosen: Sequence[Row]) -> list[Row]:
    ids = {row.id for row in chosen}
    return [row for row in rows if row.id not in ids]


def _figures(frame: Frame) -> Iterable[Figure]:
    spans = frame.period, frame.compared
    everybody = [_in_force(frame, span) for span in spans]
    yield count("offices.all", ALL, "organisation", *everybody)
    with_person = [_with_person(frame, span) for span in spans]
    reported = [_reported(frame, span) for span in spans]
    for code, label, chosen, lacking in (
        ("person", WITH_PERSON, with_person, ("no_person", NO_PERSON)),
        ("reported", REPORTED, reported, ("not_reported", NOT_REPORTED)),
    ):
        yield count(f"offices.{code}", label, "organisation", *chosen)
        others = [_without(*pair) for pair in zip(everybody, chosen, strict=True)]
        yield count(f"offices.{lacking[0]}", lacking[1], "organisation", *others)
    nothing = [_nothing(frame, span) for span in spans]
    yield count("offices.nothing", NOTHING, "organisation", *nothing)


def _with_person(frame: Frame, span: Span) -> list[Row]:
    persons = _persons(frame, span)
    return [row for row in _in_force(frame, span) if row.id in persons]


def _table(frame: Frame) -> Table:
    persons, found = _persons(frame, frame.period), _deliveries(frame, frame.period)
    year = str(frame.period.last.year)

    def delivered(name: str) -> Extra:
        field = column("delivery", name)
        made = Column(f"delivery_{name}", field.label, field.unit)
        return made, lambda row: cell(frame, found[row.id], name) if row.id in found else None

    who: Extra = (
        Column("persons", PERSONS),
        lambda row: named(
            frame.material.name("contact", text_of(each, "contact"))
            for each in persons.get(row.id, ())
        ),
    )
    rows = in_order(frame, _in_force(frame, frame.period))
    extras = [who, *map(delivered, ("status", "sent_on", "received_on", "nothing_to_report"))]
    remark = LAST_YEAR.fill(year=year)
    names = ("name", "kind")
    return listed(frame, "offices.list", TABLE, names, rows, "organisation", extras, remark)


def _sentences(frame: Frame) -> Iterable[Words]:
    everybody = _in_force(frame, frame.period)
    if not everybody:
        return
    persons, reported = _with_person(frame, frame.period), _reported(frame, frame.period)
    if len(everybody) == 1:
        year = str(frame.period.last.year)
        yield ALONE[bool(persons)].fill(who=frame.subject, when=frame.at_end)
        yield REPORTED_ALONE[bool(reported)].fill(who=frame.subject, year=year)
        return
    told = TOLD.fill(
        with_=phrases.few(len(persons), OFFICE),
        all=phrases.counted(len(everybody), OFFICE),
        when=frame.at_end,
    )
    yield phrases.capital(told)
    words = DELIVERED_TOLD.fill(
        n=phrases.few(len(reported), OFFICE), year=str(frame.period.last.year)
    )
    yield phrases.capital(words)
