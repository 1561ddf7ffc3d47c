"""Whether a register's file is still the one that was opened, and whether others wrote in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services.register import Register
from desktop_app.storage import queries
from desktop_app.storage.faults import refusal_of

__all__ = ["Presence"]

T = TypeVar("T")

GONE = Words(
    "Registret ”{name}” finns inte längre där det öppnades.",
    "The register “{name}” is no longer where it was opened.",
)
GONE_ADVICE = Words(
    "Lägg tillbaka filen, eller spara en kopia av det som är öppet på en annan plats.",
    "Put the file back, or save a copy of what is open in another place.",
)
OTHER = Words(
    "Där registret ”{name}” låg ligger nu en annan fil.",
    "Where the register “{name}” lay there is now another file.",
)


class Presence:
    """Watches the file of an open register."""

    def __init__(self, register: Register) -> None:
        """Remember which file was opened."""
        self._register = register
        self._file = self._identity()
        self._version = queries.data_version(register.db.conn)

    @property
    def newest(self) -> int:
        """Return the place of the newest action."""
        return queries.newest_action(self._register.db.conn)

    def guarded(self, work: Callable[[], T]) -> T:
        """Do something with the register; what disk, lock or a moved file refuse is `Refused`.

        On some systems an open file can be moved or deleted, and what is then written would be
        lost without a word: so it is looked for first.
        """
        self.check()
        try:
            return work()
        except Refused:
            raise
        except Exception as error:
            refusal = refusal_of(error, self._register.path)
            if refusal is None:
                raise
            raise refusal from error

    def check(self) -> None:
        """Raise `Refused` if the file is not where it was."""
        path = self._register.path
        found = self._identity()
        if found == self._file:
            return
        raise Refused((GONE if found is None else OTHER).fill(name=path.name), GONE_ADVICE)

    def changed_elsewhere(self) -> bool:
        """Tell whether another connection wrote since the last question."""
        self.check()
        version = self.guarded(lambda: queries.data_version(self._register.db.conn))
        if version == self._version:
            return False
        self._version = version
        return True

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self._register.path)
        except OSError:
            return None
        return found.st_dev, found.st_ino
