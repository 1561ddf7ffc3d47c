"""Lists of contacts: by country and city, or by the networks they represent us or others in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.collation import collation_key
from desktop_app.domain.kinds import Date
from desktop_app.domain.words import Language, Words
from desktop_app.reports.grouping import Columns, in_groups
from desktop_app.reports.listing import Band, Counted, Entry, Group, Head, Line, Listing
from desktop_app.reports.record import Record

__all__ = ["COUNTED", "NAME", "Role", "contacts_by_country", "contacts_by_network"]

BY_COUNTRY = Words("Kontakter per land", "Contacts by country")
BY_NETWORK = Words("Kontakter per nätverk", "Contacts by network")
COUNTED: Counted = (
    Words("Inga kontakter", "No contacts"),
    Words("1 kontakt", "1 contact"),
    Words("{count} kontakter", "{count} contacts"),
)
IN_NETWORKS: Counted = (
    Words("Inga kontakter i nätverk", "No contacts in networks"),
    Words("1 kontakt i nätverk", "1 contact in networks"),
    Words("{count} kontakter i nätverk", "{count} contacts in networks"),
)
NAME = Words("Namn", "Name")
ROLE, UNTIL = Words("Roll", "Role"), Words("Till och med", "Until")
NO_COUNTRY = Words("Utan land", "No country")
NO_CITY = Words("Utan ort", "No city")
MOBILE = Words("mobil", "mobile")
NETWORK = Words("Nätverk", "Network")

FIELDS = ("title", "organisation", "department", "email", "email_2", "phone", "mobile")
SECOND = "email_2"
REACHED = (("title",), ("organisation", "department"), ("email", "email_2"), ("phone", "mobile"))
"""The columns after the name on paper."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a contact is in a network, and until when; '' where that is not said."""

    id: str
    contact: Record
    role: str
    until: str = ""


def contacts_by_country(
    contacts: Iterable[Record], language: Language, about: Sequence[str] = ()
) -> Listing:
    """Return contacts by country, within it by city, within that by name."""
    columns = Columns.of("contact", language)
    rows = sorted(contacts, key=columns.place)
    groups = [
        Group(country or NO_COUNTRY.into(language), _cities(found, columns))
        for country, found in in_groups(rows, lambda row: columns.text(row, "country"), language)
    ]
    fields = columns.entity.by_name
    return Listing(
        title=BY_COUNTRY.into(language),
        counted=COUNTED,
        heads=[Head("name", NAME), *_heads(columns)],
        columns=[("name",), *REACHED],
        groups=groups,
        language=language,
        grouped_by=fields["country"].label,
        banded_by=fields["city"].label,
        about=about,
    )


def contacts_by_network(
    networks: Iterable[tuple[str, Sequence[Role]]], language: Language
) -> Listing:
    """Return contacts by network, each with what they are in it, in the order of their names."""
    columns = Columns.of("contact", language)
    ordered = sorted(networks, key=lambda each: collation_key(each[0], language))
    groups = [Group(name, [Band("", _roles(roles, columns))]) for name, roles in ordered if roles]
    return Listing(
        title=BY_NETWORK.into(language),
        counted=IN_NETWORKS,
        heads=[
            Head("name", NAME),
            Head("role", ROLE),
            Head("until", UNTIL, Date()),
            *_heads(columns),
        ],
        columns=[("name",), ("role",), ("until",), *REACHED],
        groups=groups,
        language=language,
        grouped_by=NETWORK,
    )


def _cities(rows: Sequence[Record], columns: Columns) -> list[Band]:
    """Return the bands of a country; where no city is known there is one, without a heading."""
    found = in_groups(rows, lambda row: columns.text(row, "city"), columns.language)
    none = NO_CITY.into(columns.language) if any(city for city, _ in found) else ""
    return [Band(city or none, [_line(row, columns) for row in some]) for city, some in found]


def _roles(roles: Sequence[Role], columns: Columns) -> list[Line]:
    """Return one line for each contact, with all it is in the network."""
    several: dict[str, list[Role]] = {}
    for role in sorted(roles, key=lambda each: columns.place(each.contact)):
        several.setdefault(role.id, []).append(role)
    return [_role(found, columns) for found in several.values()]


def _role(roles: Sequence[Role], columns: Columns) -> Line:
    until = [role.until for role in roles]
    return {
        **_line(roles[0].contact, columns),
        "role": Entry("\n".join(role.role for role in roles)),
        "until": Entry("\n".join(filter(None, until)), value=until[0] if len(until) == 1 else None),
    }


def _heads(columns: Columns) -> list[Head]:
    briefs: Mapping[str, Words] = {"mobile": MOBILE}
    return [
        Head(name, field.label, field.kind, brief=briefs.get(name), told=name != SECOND)
        for name in FIELDS
        for field in (columns.entity.by_name[name],)
    ]


def _line(contact: Record, columns: Columns) -> Line:
    also = (columns.entry(contact, name).also for name in columns.entity.title)
    name = Entry(columns.name_of(contact), "\n".join(filter(None, also)))
    return {"name": name, **columns.line(contact, FIELDS)}
