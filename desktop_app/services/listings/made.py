"""The lists that are asked for, each made of what may leave the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.membership import notice_on
from desktop_app.domain.life.money import in_sek
from desktop_app.domain.words import Language, Words
from desktop_app.reports import contact_list, engagement_lists, network_list
from desktop_app.reports.contact_list import Role
from desktop_app.reports.grouping import Columns
from desktop_app.reports.listing import Listing
from desktop_app.reports.network_list import Fee, Membership
from desktop_app.reports.record import Record
from desktop_app.services.listings.gathered import Gathered

if TYPE_CHECKING:
    from desktop_app.services.report_kinds import Asked

__all__ = ["collaborations", "contacts", "labelled", "networks", "posts", "visits"]

LEFT_OUT_ONE = Words(
    "1 kontakt som är inaktuell är inte med.", "1 contact that is outdated is left out."
)
LEFT_OUT = Words(
    "{count} kontakter som är inaktuella är inte med.",
    "{count} contacts that are outdated are left out.",
)
OUTDATED = "outdated"
OVER = ("ended", "declined")
"""Where networks are that nobody represents us in any more."""

VISIT = "visit"
REPRESENTATIVES = ("political_representative", "administrative_contact")


def networks(made: Gathered, asked: Asked) -> Listing:
    """Return the networks with representatives, posts and the fees of a year."""
    year = asked.year or made.today.year
    fees = made.parts("fee", "network", lambda fee: fee.value("year") == str(year))
    posts = made.parts("post", "network", lambda post: not _is_past(post, made))
    memberships = [
        Membership(record, posts.get(id_, ()), _fees(fees.get(id_, ()), made), _notice_on(record))
        for id_, record in made.chosen("network", asked).items()
    ]
    by = asked.by or network_list.GROUPINGS[0]
    order = made.labels("network_status") if by == network_list.GROUPINGS[0] else ()
    return network_list.network_list(memberships, year, by, made.language, order)


def contacts(made: Gathered, asked: Asked) -> Listing:
    """Return contacts by country and city, or by network."""
    return {"network": _by_network}.get(asked.by, _by_country)(made, asked)


def _by_country(made: Gathered, asked: Asked) -> Listing:
    found, left = current_contacts(made, asked)
    words = LEFT_OUT_ONE if left == 1 else LEFT_OUT
    about = [words.fill(count=left).into(made.language)] if left else []
    return contact_list.contacts_by_country(found.values(), made.language, about)


def _by_network(made: Gathered, asked: Asked) -> Listing:
    return contact_list.contacts_by_network(_roles(made, asked), made.language)


def current_contacts(made: Gathered, asked: Asked) -> tuple[Mapping[str, Record], int]:
    """Return contacts and how many outdated ones were left out; those one asks for are not."""
    found = made.chosen("contact", asked)
    if asked.search or asked.ids is not None:
        return found, 0
    kept = {id_: row for id_, row in found.items() if row.value("status") != OUTDATED}
    return kept, len(found) - len(kept)


def collaborations(made: Gathered, asked: Asked) -> Listing:
    """Return collaborations and projects by kind."""
    rows = made.chosen("collaboration", asked).values()
    return engagement_lists.collaboration_list(
        rows, made.language, made.labels("collaboration_kind")
    )


def visits(made: Gathered, asked: Asked) -> Listing:
    """Return the requests that are incoming visits, those of a year if one is asked for."""
    rows = made.chosen("request", asked).values()
    visiting = [row for row in rows if row.value("kind") == VISIT]
    return engagement_lists.visit_list(visiting, made.language, asked.year)


def posts(made: Gathered, asked: Asked) -> Listing:
    """Return our posts by network, those past their end too."""
    names = {id_: row.texts.get("name", "") for id_, row in made.rows("network").items()}
    rows = made.chosen("post", asked).values()
    found = [(names.get(post.value("network"), ""), post) for post in rows]
    return engagement_lists.post_list(found, made.today.isoformat(), made.language)


def _is_past(post: Record, made: Gathered) -> bool:
    until = post.value("until")
    return bool(until) and until < made.today.isoformat()


def _fees(fees: Sequence[Record], made: Gathered) -> list[Fee]:
    """Return the fees that say an amount, each in kronor where that is known."""
    kind = CATALOGUE["fee"]
    return [
        Fee(fee, in_sek(Case(kind, "", fee.values, made.today)))
        for fee in fees
        if any(map(fee.filled, AMOUNTS))
    ]


AMOUNTS = ("amount", "amount_sek")


def _notice_on(network: Record) -> str:
    day = notice_on(network.values)
    return "" if day is None else day.isoformat()


def _roles(made: Gathered, asked: Asked) -> Iterator[tuple[str, Sequence[Role]]]:
    """Go through the networks we are in with the contacts that are something in them."""
    posts = made.parts("post", "network", lambda post: not _is_past(post, made))
    networks = {
        id_: row for id_, row in made.rows("network").items() if row.value("status") not in OVER
    }
    contacts = _in_networks(made, asked, networks, posts)
    for id_, network in networks.items():
        roles = [*_held(posts.get(id_, ()), contacts), *_named(network, contacts, made.language)]
        first = {(role.id, role.role): role for role in reversed(roles)}
        yield network.texts.get("name", ""), list(first.values())


def _in_networks(
    made: Gathered,
    asked: Asked,
    networks: Mapping[str, Record],
    posts: Mapping[str, Sequence[Record]],
) -> Mapping[str, Record]:
    """Return the contacts that are asked for; where all are, those that matter are enough."""
    if asked.search or asked.ids is not None:
        return made.chosen("contact", asked)
    held = (post.value("contact") for some in posts.values() for post in some)
    named = (row.value(name) for row in networks.values() for name in REPRESENTATIVES)
    return made.rows("contact", dict.fromkeys(filter(None, chain(held, named))))


def _held(posts: Sequence[Record], contacts: Mapping[str, Record]) -> Iterator[Role]:
    for post in posts:
        id_ = post.value("contact")
        if id_ in contacts:
            yield Role(id_, contacts[id_], post.texts.get("role", ""), post.value("until"))


def _named(network: Record, contacts: Mapping[str, Record], language: Language) -> Iterator[Role]:
    fields = CATALOGUE["network"].by_name
    for name in REPRESENTATIVES:
        id_ = network.value(name)
        if id_ in contacts:
            yield Role(id_, contacts[id_], fields[name].label.into(language))


def labelled(made: Gathered, asked: Asked) -> list[Record]:
    """Return the contacts that get labels, by name."""
    found, _left = current_contacts(made, asked)
    return sorted(found.values(), key=Columns.of("contact", made.language).place)
