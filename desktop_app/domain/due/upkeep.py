"""What contacts, yearly deliveries and the exchange ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from desktop_app.domain.days import months_later
from desktop_app.domain.due.days import SOON_DAYS, near
from desktop_app.domain.due.kinds import Found, Kind, by_code
from desktop_app.domain.life.case import Case
from desktop_app.domain.rules.others import OUTDATED, is_unconfirmed
from desktop_app.domain.words import Words

__all__ = ["DELIVERY_OVER", "KINDS", "OUTDATED", "confirm_by", "contact", "delivery"]

DELIVERY_OVER = ("received", "approved")
KINDS = by_code(
    Kind(
        "contact_unconfirmed",
        "expiring",
        "contact",
        Words("Uppgifterna behöver bekräftas", "The details need confirming"),
        Words("Kontakter att bekräfta", "Contacts to confirm"),
        "confirmed_on",
        deeds=("confirmed", "outdated"),
    ),
    Kind(
        "contacts_more",
        "expiring",
        "contact",
        Words("Ytterligare kontakter att bekräfta: {n}", "Further contacts to confirm: {n}"),
        Words("Fler kontakter att bekräfta", "More contacts to confirm"),
    ),
    Kind(
        "delivery_late",
        "late",
        "delivery",
        Words(
            "Årsleveransen för {year} är inte skickad", "The yearly delivery for {year} is not sent"
        ),
        Words("Årsleveranser som inte skickats", "Yearly deliveries not sent"),
        "status",
        deeds=("sent", "nothing", "received"),
    ),
    Kind(
        "delivery_due",
        "due",
        "delivery",
        Words("Årsleveransen för {year} ska skickas", "The yearly delivery for {year} is to go"),
        Words("Årsleveranser att skicka", "Yearly deliveries to send"),
        "status",
        deeds=("sent", "nothing"),
    ),
    Kind(
        "delivery_supplement",
        "waiting",
        "delivery",
        Words("Årsleveransen ska kompletteras", "The yearly delivery is to be supplemented"),
        Words("Årsleveranser att komplettera", "Yearly deliveries to supplement"),
        "status",
        deeds=("sent", "received"),
    ),
    Kind(
        "delivery_unreceived",
        "waiting",
        "delivery",
        Words("Årsleveransen är inte mottagen än", "The yearly delivery is not received yet"),
        Words("Årsleveranser som inte tagits emot", "Yearly deliveries not received"),
        "status",
        deeds=("received",),
    ),
    Kind(
        "conflict",
        "waiting",
        "exchange",
        Words("Olika uppgifter att välja mellan", "Differing values to choose between"),
        Words("Rader med olika uppgifter", "Rows with differing values"),
        deeds=("decide",),
    ),
    Kind(
        "conflicts_more",
        "waiting",
        "exchange",
        Words(
            "Ytterligare rader med olika uppgifter: {n}", "Further rows with differing values: {n}"
        ),
        Words("Fler rader med olika uppgifter", "More rows with differing values"),
        deeds=("decide",),
    ),
    Kind(
        "deletion",
        "waiting",
        "exchange",
        Words("Borttagen av en, ändrad av en annan", "Deleted by one, changed by another"),
        Words("Borttagna rader som ändrats", "Deleted rows that were changed"),
        deeds=("decide",),
    ),
    Kind(
        "doubts",
        "waiting",
        "exchange",
        Words("Frågor från inlästa filer: {n}", "Questions from files taken in: {n}"),
        Words("Frågor från inlästa filer", "Questions from files taken in"),
        deeds=("decide",),
    ),
    Kind(
        "draft",
        "waiting",
        "exchange",
        Words("Påbörjat och inte sparat", "Begun and not saved"),
        Words("Påbörjat och inte sparat", "Begun and not saved"),
    ),
)


def confirm_by(today: date, months: int) -> date:
    """Return the first day on which a contact that was confirmed then is still confirmed."""
    day = months_later(today, -months)
    while day < date.max and months_later(day, months) < today:
        day += timedelta(1)
    return day


def contact(case: Case) -> Iterator[Found]:
    """Go through what a contact asks for."""
    confirmed = case.day("confirmed_on")
    if confirmed is not None and is_unconfirmed(case):
        day = months_later(confirmed, case.thresholds["unconfirmed_months"])
        yield Found(KINDS["contact_unconfirmed"], day)


def delivery(case: Case) -> Iterator[Found]:
    """Go through what a yearly delivery asks for."""
    year, status = case.values.get("year"), case.status
    if not isinstance(year, int) or not date.min.year <= year <= date.max.year:
        return
    last = date(year, 12, 31)
    if status == "sent":
        yield Found(KINDS["delivery_unreceived"], case.day("sent_on"))
    elif status == "supplement_requested":
        yield Found(KINDS["delivery_supplement"], case.day("received_on"))
    elif last < case.today:
        yield Found(KINDS["delivery_late"], last, {"year": year})
    elif near(case, last, SOON_DAYS):
        yield Found(KINDS["delivery_due"], last, {"year": year})
