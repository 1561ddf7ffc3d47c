"""The contacts of a sample and the appointed international contact persons."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row
from desktop_app.services.sample.material import (
    Country,
    Name,
    countries,
    sentences,
    themes,
    titles,
)
from desktop_app.services.sample.world import (
    MOST_COLLEAGUES,
    MOST_OF_A_PLACE,
    Office,
    Person,
    Place,
    World,
)

UNLED = 4
"""So many offices have no contact person, as the central office wants to find out."""

NAMESAKES_FROM = 1500
"""From this contact on addresses are numbered, since names come again and addresses must not."""

LONG_NAME = (
    "María de los Dolores Inmaculada Concepción",
    "Fernández-Villaverde y Gómez de la Serna",
)
LONG_TITLE = (
    "Beitragende Leiterin der gemeinsamen Stabsstelle für internationale Beziehungen, europäische "
    "Angelegenheiten, kommunale Entwicklungszusammenarbeit und Städtepartnerschaften"
)

Values = dict[str, Value]


def colleagues(world: World) -> Iterator[Row]:
    """Go through the city's own people: contact persons, then colleagues and elected ones."""
    offices = world.chance.picks(list(world.offices.values()), len(world.offices))
    leads = max(1, min(len(offices) - UNLED, world.own_contacts * 7 // 10))
    for number in range(world.own_contacts):
        kind = "contact_person" if number < leads else "colleague"
        if number >= leads and number % 5 == 0:
            kind = "elected"
        yield _colleague(world, number, kind, offices[number % len(offices)])


def _colleague(world: World, number: int, kind: str, office: Office) -> Row:
    chance, country = world.chance, countries()["SE"]
    given, family, local = _name(world, country, number)
    theme = chance.pick(themes())
    row = world.row(
        "contact",
        given_name=given,
        family_name=family,
        title=chance.pick(titles()["elected" if kind == "elected" else "own"]),
        organisation=office.id,
        department=None if kind == "elected" else f"Avdelningen för {theme.tags[0]}",
        email=f"{local}@stockholm.example.org",
        phone=chance.pick(country.phones).fill(chance),
        mobile=chance.pick(country.mobiles).fill(chance),
        city="Stockholm",
        country="SE",
        languages=["en", "sv"],
        topics=theme.tags,
        kind=kind,
        confirmed_on=world.day(-500, -1),
        status="active",
        retention="until_decision",
    )
    _remember(world, Person(row.id, f"{given} {family}", kind, office))
    return row


def _remember(world: World, person: Person) -> None:
    if person.kind == "contact_person":
        world.leads[person.office.id] = person
    pool = world.elected if person.kind == "elected" else world.staff
    if len(pool) < MOST_COLLEAGUES:
        pool.append(person)


def appointments(world: World) -> Iterator[Row]:
    """Go through the appointed contact persons, some deputies and some who have left."""
    for lead in world.leads.values():
        yield _appointment(world, lead.office, lead, "contact_person")
    for person in world.staff:
        if person.kind == "colleague" and world.chance.happens(0.3):
            yield _appointment(world, person.office, person, "deputy")


def _appointment(world: World, office: Office, person: Person, role: str) -> Row:
    ended = role == "deputy" and world.chance.happens(0.2)
    return world.row(
        "appointment",
        organisation=office.id,
        contact=person.id,
        role=role,
        appointed_on=world.day(-1400, -400),
        appointed_by=", ".join(world.manager(office)),
        until=world.day(-300, -10) if ended else None,
        retention="until_decision",
    )


def externals(world: World) -> Iterator[Row]:
    """Go through the contacts outside the city."""
    for number in range(world.own_contacts, world.contacts):
        place = world.place()
        values = _external(world, place, number)
        if number == world.own_contacts:
            values |= {"given_name": LONG_NAME[0], "family_name": LONG_NAME[1], "title": LONG_TITLE}
        row = Row("contact", world.chance.row_id(), values)
        if len(place.contacts) < MOST_OF_A_PLACE:
            place.contacts.append(row.id)
        yield row


def _external(world: World, place: Place, number: int) -> Values:
    chance, country = world.chance, place.land
    given, family, local = _name(world, country, number)
    theme = chance.pick(themes())
    values: Values = {
        "given_name": given,
        "family_name": family,
        "title": chance.pick(country.culture.titles),
        "organisation": place.id,
        "department": theme.department,
        "email": f"{local}@{place.slug}.example.org",
        "phone": chance.pick(country.phones).fill(chance),
        "mobile": chance.pick(country.mobiles).fill(chance),
        "city": place.city,
        "country": place.country,
        "languages": country.languages,
        "topics": theme.tags,
        "kind": "external",
        "responsible": chance.pick(world.staff).id,
        "source": chance.pick(sentences()["contact_source"]),
        "confirmed_on": world.day(-720, -1),
        "status": "active",
        "retention": "until_decision",
    }
    return _rarely(world, values, place, local)


def _rarely(world: World, values: Values, place: Place, local: str) -> Values:
    """Add what only some contacts have: most are confirmed, in force and without notes."""
    chance = world.chance
    if chance.happens(0.25):
        values["confirmed_on"] = world.day(-1800, -740)
        if chance.happens(0.25):
            values["status"] = "outdated"
    if chance.happens(0.8):
        values["email_2"] = f"{local}@office.{place.slug}.example.org"
    if chance.happens(0.6):
        values["note"] = chance.pick(sentences()["contact_note"])
    if chance.happens(0.05):
        values["private_note"] = "Ring helst på förmiddagen."
    if chance.happens(0.005):
        values["secret"] = True
    return values


def _name(world: World, country: Country, number: int) -> tuple[str, str, str]:
    """Return a given name, a family name, and both as they stand before an @."""
    chance, culture = world.chance, country.culture
    gender = chance.between(0, 1)
    given, family = chance.pick(culture.given[gender]), chance.pick(culture.family[gender])
    if chance.happens(0.2):
        given = _double(given, chance.pick(culture.given[gender]), " ")
    if chance.happens(0.1):
        family = _double(family, chance.pick(culture.family[gender]), "-")
    numbered = f"{number}" if number >= NAMESAKES_FROM else ""
    return given[0], family[0], f"{given[1]}.{family[1]}{numbered}"


def _double(first: Name, second: Name, mark: str) -> Name:
    # In scripts without capitals, as Japanese, two names together would not look like one person's.
    if first == second or first[0][0].upper() == first[0][0].lower():
        return first
    return f"{first[0]}{mark}{second[0]}", first[1]
