"""Whose yearly reports there can be."""

from __future__ import annotations

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.reading import Listing, Writer, list_rows
from desktop_app.services.register import Register

__all__ = ["own_offices"]

ORGANISATION = CATALOGUE["organisation"]


def own_offices(register: Register) -> list[tuple[str, str]]:
    """Return the administrations and companies of the city, in display order: id and name."""
    writer = Writer(register, "sv")
    rows = list_rows(register, ORGANISATION, Listing(limit=None))
    return [(row.id, writer.title(row)) for row in rows if row.values.get("own")]
