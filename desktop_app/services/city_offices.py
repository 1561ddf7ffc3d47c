"""The city administrations of a register, found by what they are called in another language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.city_names import City, Office, are_one_office, office_of
from desktop_app.services.register import ALSO_CALLED, Register
from desktop_app.storage.pairs import compared

__all__ = ["CityOffices"]

ORGANISATION = CATALOGUE["organisation"]
NAMES = (*ORGANISATION.title, *ALSO_CALLED)


class CityOffices:
    """The organisations whose names say a city and that they are its administration.

    They are read when the first is asked for; what is written later is not seen.
    """

    def __init__(self, register: Register) -> None:
        """Take the register."""
        self._register = register

    def called(self, name: str) -> str | None:
        """Return the one administration that a name means: ”City of Vienna” is Stadt Wien.

        None where the name says something else, or where several could be meant.
        """
        office = office_of(name)
        if office is None:
            return None
        rows = self._by_city.get(office.city, [])
        meant = {id_ for id_, known in rows if are_one_office(office, known)}
        return meant.pop() if len(meant) == 1 else None

    @cached_property
    def _by_city(self) -> Mapping[City, list[tuple[str, Office]]]:
        found: dict[City, list[tuple[str, Office]]] = {}
        for id_, values in compared(self._register.db.conn, ORGANISATION, NAMES):
            for office in filter(None, (office_of(str(name)) for name in values.values())):
                found.setdefault(office.city, []).append((id_, office))
        return found
