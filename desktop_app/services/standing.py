"""What rows show now and once a file is taken in: merged ones at the rows they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from desktop_app.domain.edits import Edit, Shown, show
from desktop_app.domain.fields import Entity
from desktop_app.domain.merging import gathered
from desktop_app.services.register import Register
from desktop_app.storage import past
from desktop_app.storage.redirects import Redirects

__all__ = ["Standing"]


class Standing:
    """Shows rows as they are, and as they would be; nothing is written."""

    def __init__(self, register: Register, come: Mapping[str, Sequence[Edit]]) -> None:
        """Keep the record, and the edits that arrive, by row."""
        self._conn = register.db.conn
        self._come = come
        ways = Redirects(self._conn)
        self._now = ways.survivor
        self._then = ways.foreseen(come)
        self._members_now, self._members_then = _members(self._now), _members(self._then)
        self._here: dict[str, list[Edit]] = {}

    def end_now(self, row: str) -> str:
        """Return the row that a row leads to as it is."""
        return self._now.get(row, row)

    def end_then(self, row: str) -> str:
        """Return the row that a row would lead to."""
        return self._then.get(row, row)

    def concerned(self) -> dict[str, str]:
        """Return the rows that change with what arrives, and their entities."""
        found: dict[str, str] = {}
        for row, edits in self._come.items():
            for end in dict.fromkeys((row, self.end_now(row), self.end_then(row))):
                found.setdefault(end, edits[0].entity)
        return found

    def load(self, rows: Iterable[str]) -> None:
        """Read all that shows some rows, and forget what was read before."""
        wanted = {end for row in rows for end in (row, self.end_now(row), self.end_then(row))}
        for members in (self._members_now, self._members_then):
            wanted.update(member for row in list(wanted) for member in members.get(row, ()))
        self._here = past.edits_of(self._conn, wanted)

    def here(self, row: str) -> list[Edit]:
        """Return the edits of a row itself that are here."""
        return self._here.get(row, [])

    def now(self, entity: Entity, row: str) -> Shown | None:
        """Return what a row shows, None if nothing is known of it."""
        members = {each: self.here(each) for each in self._members_now.get(row, ())}
        own = self.here(row)
        return show(entity, gathered(entity, row, own, members)) if own else None

    def then(self, entity: Entity, row: str, more: Sequence[Edit] = ()) -> Shown:
        """Return what a row would show, with more edits of it or of rows that lead to it."""

        def edits(each: str) -> list[Edit]:
            added = [edit for edit in more if edit.row == each]
            return [*self.here(each), *self._come.get(each, ()), *added]

        members = {each: edits(each) for each in self._members_then.get(row, ())}
        return show(entity, gathered(entity, row, edits(row), members))


def _members(survivor: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in sorted(survivor):
        found.setdefault(survivor[row], []).append(row)
    return found
