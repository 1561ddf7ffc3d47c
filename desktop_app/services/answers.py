"""The answer to a request as a letter to copy, made of what the row says and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.domain.words import Language, Words
from desktop_app.domain.year.states import DECIDED_BY_STATUS
from desktop_app.reports import formats
from desktop_app.services.facts import owner_of_register
from desktop_app.services.outward import Outward
from desktop_app.services.register import Register
from desktop_app.storage import queries

__all__ = ["answer_text", "language_of"]

REQUEST = CATALOGUE["request"]
SWEDISH_SPEAKING = ("SE", "AX")
SWEDISH = "sv"

GREETING = Words("Hej {name}!", "Dear {name},")
NOBODY = Words("Hej!", "Dear Sir or Madam,")
THANKS = Words(
    "Tack för er förfrågan den {day} om {topic}.",
    "Thank you for your request of {day} concerning {topic}.",
)
JUST_THANKS = Words("Tack för er förfrågan.", "Thank you for your request.")
BODIES: Mapping[str, tuple[Words, Words]] = {
    "accepted": (
        Words("Ni är varmt välkomna.", "We are pleased to welcome you."),
        Words("Vi är glada att kunna säga ja.", "We are glad to say yes."),
    ),
    "forwarded": (
        Words(
            "Vi har skickat er förfrågan vidare inom staden, till dem som bäst kan ta emot er.",
            "We have forwarded your request within the City to those best placed to receive you.",
        ),
        Words(
            "Vi har skickat er förfrågan vidare inom staden, till dem som bäst kan svara.",
            "We have forwarded your request within the City to those best placed to answer.",
        ),
    ),
    "declined": (
        Words(
            "Vi kan tyvärr inte ta emot er den här gången.",
            "Unfortunately, we are unable to receive you this time.",
        ),
        Words(
            "Vi måste tyvärr tacka nej den här gången.",
            "Unfortunately, we have to decline this time.",
        ),
    ),
    "": (
        Words(
            "Vi prövar nu om vi kan ta emot er, och återkommer så snart vi vet.",
            "We are considering whether we can receive you, and will write as soon as we know.",
        ),
        Words(
            "Vi prövar nu er förfrågan, och återkommer så snart vi vet.",
            "We are considering your request, and will write as soon as we know.",
        ),
    ),
}
"""What is said of a visit, and of other requests, by decision."""

WHEN = Words("Tid: {days}", "Time: {days}")
SIZE = Words("Antal personer: {number}", "Number of people: {number}")
HOST = Words("Er värd hos oss: {host}", "Your host here: {host}")
REGARDS = Words("Vänliga hälsningar", "Kind regards")
VISIT, ACCEPTED, WITH_REASON = "visit", "accepted", ("forwarded", "declined")
OPEN = ""


def answer_text(register: Register, request_id: str, language: Language) -> str:
    """Return a letter that answers a request as it has been decided, or says that it waits.

    What is secret or private is not in it: the reason that is told is the one of the decision.

    Raises:
        Refused: There is no such request.
    """
    row = register.row(REQUEST, request_id)
    text = "\n".join(_Letter(register, row.values, language).lines())
    return text.replace(formats.NBSP, " ")


def language_of(register: Register, request_id: str) -> Language:
    """Return the language that the asker most likely reads: Swedish or else English."""
    values = register.row(REQUEST, request_id).values
    languages = values.get("language")
    if isinstance(languages, list) and languages:
        return "sv" if SWEDISH in languages else "en"
    country = _asker_country(register, values)
    return "sv" if country is None or country in SWEDISH_SPEAKING else "en"


def _asker_country(register: Register, values: Mapping[str, Value]) -> str | None:
    for name in ("contact", "organisation"):
        id_ = values.get(name)
        found = id_ and queries.row(register.db.conn, CATALOGUE[name], str(id_))
        country = found.values.get("country") if found else None
        if country:
            return str(country)
    return None


@dataclass(frozen=True)
class _Letter:
    register: Register
    values: Mapping[str, Value]
    language: Language

    def lines(self) -> Iterator[str]:
        decision = self._text("decision") or DECIDED_BY_STATUS.get(self._text("status"), OPEN)
        visit, other = BODIES.get(decision, BODIES[OPEN])
        yield self._greeting()
        yield ""
        day = formats.day(self._text("received_on"), self.language)
        topic = " ".join(self._text("topic").split())
        yield self._say(THANKS, day=day, topic=topic) if day and topic else self._say(JUST_THANKS)
        yield ""
        yield self._say(visit if self._text("kind") == VISIT else other)
        if decision in WITH_REASON and self._text("reason"):
            yield ""
            yield self._text("reason")
        if decision == ACCEPTED:
            yield from self._particulars()
        yield ""
        yield self._say(REGARDS)
        yield from self._sender()

    def _particulars(self) -> Iterator[str]:
        days = formats.days(self._text("wished_from"), self._text("wished_until"), self.language)
        size = self.values.get("group_size")
        told = [
            self._say(WHEN, days=days) if days else "",
            self._say(SIZE, number=size) if size else "",
            self._say(HOST, host=self._text("host")) if self._text("host") else "",
        ]
        lines = [line for line in told if line]
        yield from ["", *lines] if lines else []

    def _greeting(self) -> str:
        outward = Outward(self.register, self.language)
        contact = self._text("contact")
        known = contact and queries.row(self.register.db.conn, CATALOGUE["contact"], contact)
        if not known or contact in outward.hidden:
            return self._say(NOBODY)
        name = outward.writer.text(REQUEST.by_name["contact"], contact)
        return self._say(GREETING, name=name)

    def _sender(self) -> Iterator[str]:
        organisation, person = owner_of_register(self.register)
        office = queries.row(
            self.register.db.conn, CATALOGUE["organisation"], self.register.facts.office
        )
        if self.language == "en" and office and office.values.get("name_en"):
            organisation = str(office.values["name_en"])
        yield from filter(None, (person, organisation))

    def _text(self, name: str) -> str:
        value = self.values.get(name)
        return value.strip() if isinstance(value, str) else ""

    def _say(self, words: Words, **args: object) -> str:
        return words.fill(**args).into(self.language) if args else words.into(self.language)
