"""The contact persons of the city's organisations: whom a workbook is sent to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.titles import title
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.tables import GONE, Row

__all__ = ["ContactPerson", "persons_of"]

ROLES = ("contact_person", "deputy")


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Who is appointed for an organisation."""

    name: str
    email: str


def persons_of(register: Register) -> Mapping[str, ContactPerson]:
    """Return the contact person of each organisation, its deputy where there is none."""
    conn, contacts = register.db.conn, CATALOGUE["contact"]
    found: dict[str, ContactPerson] = {}
    for row in _appointed(register):
        organisation = str(row.values.get("organisation") or "")
        contact = queries.row(conn, contacts, str(row.values.get("contact") or ""))
        if contact is not None and contact.state != GONE and organisation not in found:
            name = title(contacts, contact.values, register.titles())
            found[organisation] = ContactPerson(name, str(contact.values.get("email") or ""))
    return found


def _appointed(register: Register) -> Iterator[Row]:
    """Go through the appointments of today, contact persons before deputies, the newest first."""
    today = register.clock().date().isoformat()
    rows = queries.titles_of(register.db.conn, CATALOGUE["appointment"]).values()
    valid = [row for row in rows if str(row.values.get("until") or "9999") >= today]
    valid.sort(key=lambda row: str(row.values.get("appointed_on") or ""), reverse=True)
    for role in ROLES:
        yield from (row for row in valid if row.values.get("role", ROLES[0]) == role)
