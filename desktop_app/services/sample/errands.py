"""The collaborations, advocacy issues and yearly deliveries of a sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from desktop_app.domain.kinds import Value
from desktop_app.domain.shipped import Row
from desktop_app.services.sample.material import sentences
from desktop_app.services.sample.money import amount
from desktop_app.services.sample.world import Office, Place, World

LEAST_COLLABORATIONS = 8
LEAST_ADVOCACY = 8
MOST_REMEMBERED = 200

COLLABORATION_KINDS = ("agreement", "eu_project", "aid_project", "other")
COLLABORATION_STATUSES = ("active", "active", "ended", "planned", "applied", "declined", "ended")
PROGRAMMES = {
    "eu_project": ("Horisont Europa", "Interreg Östersjöregionen", "URBACT", "Erasmus+"),
    "aid_project": ("ICLD Kommunalt partnerskap",),
}
FUNDERS = {"eu_project": "Europeiska kommissionen", "aid_project": "Sida genom ICLD"}
ROLES = {"agreement": ("party",), "other": ("partner",)}
PROJECT_ROLES = ("lead", "partner", "partner", "associated_partner")
AIDED = (
    *("AL", "AM", "BA", "BW", "CO", "EC", "GE", "GH", "JO", "KE", "LB", "MA", "MD"),
    *("NA", "PE", "RS", "RW", "SN", "TN", "TR", "TZ", "UA", "UG", "ZA", "ZM"),
)
DAYS_AGO = (140, 45)
DONE = (
    "Skickade stadens ståndpunkt tillsammans med de städer som tycker som vi.",
    "Träffade dem som skriver förslaget och visade våra siffror.",
)
ADVOCACY_STATUSES = ("active", "monitored", "active", "ended", "dropped")
EARLIER_DELIVERY = ("approved", "approved", "approved", "received")
LATEST_DELIVERY = ("open", "checked", "sent", "received", "supplement_requested", "approved")

Values = dict[str, Value]


def collaborations(world: World) -> Iterator[Row]:
    """Go through collaborations of each kind."""
    for number in range(max(LEAST_COLLABORATIONS, world.contacts // 300)):
        kind = COLLABORATION_KINDS[number % len(COLLABORATION_KINDS)]
        status = COLLABORATION_STATUSES[number % len(COLLABORATION_STATUSES)]
        row = _collaboration(world, kind, status, number)
        if len(world.collaborations) < MOST_REMEMBERED:
            world.collaborations.append(row.id)
        yield row


def _collaboration(world: World, kind: str, status: str, number: int) -> Row:
    chance, place, theme = world.chance, _partner(world, kind), world.theme()
    slots = {"city": place.city, "about": theme.about}
    start = chance.between(-1500, -800) if status == "ended" else chance.between(-700, -30)
    start = chance.between(30, 300) if status in ("planned", "applied") else start
    end = start + chance.between(365, 700)
    return world.row(
        "collaboration",
        title=sentences()["collaboration_title"][kind].format_map(slots),
        kind=kind,
        organisation=place.id,
        partners="; ".join((world.office(theme).name, place.name, world.place().name)),
        programme=chance.pick(PROGRAMMES[kind]) if kind in PROGRAMMES else None,
        role=chance.pick(ROLES.get(kind, PROJECT_ROLES)),
        reference=world.reference(world.date(min(start, -1))),
        start_on=world.date(start),
        end_on=world.date(end),
        focus=theme.purpose.format(host=place.name),
        directions=theme.directions,
        **_project_money(world, kind, number),
        result=world.sentence("collaboration_result") if status == "ended" else None,
        status=status,
        retention="until_decision",
    )


def _partner(world: World, kind: str) -> Place:
    """Return whom to work with: far away where it is aid, within reach where the EU pays."""
    fitting = [
        place
        for place in world.places
        if place.country != "SE"
        and (kind != "aid_project" or place.country in AIDED)
        and (kind != "eu_project" or place.land.modes != ["flight"])
    ]
    return world.chance.pick(fitting or world.places)


def _project_money(world: World, kind: str, number: int) -> Values:
    """Return what a project costs and who pays; every second aid project is not covered."""
    if kind not in FUNDERS:
        return {}
    budget = Decimal(world.chance.between(30, 600) * 10_000)
    covered = kind == "aid_project" and number // len(COLLABORATION_KINDS) % 2 == 0
    external = budget if covered else budget * world.chance.between(50, 90) / 100
    return {
        "budget": amount(budget),
        "own_share": amount(budget - external),
        "external_funding": amount(external),
        "funder": FUNDERS[kind],
    }


def advocacy(world: World) -> Iterator[Row]:
    """Go through advocacy issues, with networks and contacts that may help."""
    issues = sentences()["advocacy"]
    for number in range(max(LEAST_ADVOCACY, world.contacts // 2000)):
        row = _issue(world, issues[number % len(issues)], number)
        yield row
        for days, what in zip(DAYS_AGO, DONE, strict=True) if number % 2 == 0 else ():
            yield world.row("activity", advocacy=row.id, date=world.date(-days), what=what)


def _issue(world: World, issue: Mapping[str, str], number: int) -> Row:
    chance, status = world.chance, ADVOCACY_STATUSES[number % len(ADVOCACY_STATUSES)]
    closed = status in ("ended", "dropped")
    again = f" ({number + 1})" if number >= LEAST_ADVOCACY else ""
    contacts = {one for _ in range(3) for one in world.place().contacts[:1]}
    values: Values = {**issue, "title": issue["title"] + again}
    return world.row(
        "advocacy",
        **values,
        deadline=world.day(-500, -30) if closed else world.day(-20, 300),
        responsible=chance.pick(world.staff).id,
        networks=sorted(network.id for network in chance.picks(world.networks, 2)),
        contacts=sorted(contacts),
        outcome=world.sentence("advocacy_outcome") if closed else None,
        status=status,
        retention="until_decision",
    )


def deliveries(world: World) -> Iterator[Row]:
    """Go through the deliveries of each office for the last years, some of the latest missing."""
    this_year = world.today.year
    for office in world.offices.values():
        for year in range(this_year - 3, this_year):
            if year < this_year - 1 or world.chance.happens(0.85):
                yield _delivery(world, office, year)


def _delivery(world: World, office: Office, year: int) -> Row:
    chance, latest = world.chance, year == world.today.year - 1
    status = chance.pick(LATEST_DELIVERY if latest else EARLIER_DELIVERY)
    sent = status not in ("open", "checked")
    # Deliveries are due in January and may be read in that very month.
    day = min(world.today.toordinal(), _in_january(world, year + 1))
    return world.row(
        "delivery",
        organisation=office.id,
        year=year,
        status=status,
        sent_on=world.date(day - world.today.toordinal()) if sent else None,
        received_on=world.date(day - world.today.toordinal())
        if sent and status != "sent"
        else None,
        nothing_to_report=True if sent and chance.happens(0.1) else None,
    )


def _in_january(world: World, year: int) -> int:
    return world.today.replace(year=year, month=1, day=1).toordinal() + world.chance.between(5, 30)
