"""Where on the map the contacts, organisations, networks and trips of a register are."""

from __future__ import annotations

from collections.abc import Iterator, Set

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.geography import Located, MarkKind, Placed, placed
from desktop_app.services.register import Register
from desktop_app.storage import places

__all__ = ["marks"]


def marks(
    register: Register,
    what: str,
    by: MarkKind = "city",
    *,
    ids: Set[str] | None = None,
    outward: bool = False,
) -> Placed:
    """Return where rows are, and which of them are at no place that is known.

    A contact that says no city is where its organisation is, a trip is at each of its stops, a
    network is where its secretariat is. No row is left out: what is not among the marks is among
    the unplaced.

    Args:
        register: The register.
        what: The entity: contact, organisation, network or trip.
        by: Whether rows are gathered by city or by country.
        ids: The rows that count; None: all in view.
        outward: Leave out what is secret here, for what leaves the register.
    """
    found = places.located(register.db.conn, CATALOGUE[what], outward=outward)
    return placed(found if ids is None else _among(found, ids), by)


def _among(found: Iterator[tuple[str, str, list[str]]], ids: Set[str]) -> Iterator[Located]:
    for city, country, rows in found:
        if some := [row for row in rows if row in ids]:
            yield city, country, some
