"""What can ask for something: its group, what it says, where it leads, what can be done.

Codes are the names that the command line and saved filters use; they stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from desktop_app.domain.words import Words

__all__ = ["GROUPS", "Found", "Group", "Kind", "by_code"]

Group: TypeAlias = Literal["late", "due", "expiring", "missing", "waiting"]
GROUPS: Mapping[Group, Words] = {
    "late": Words("Försenat", "Late"),
    "due": Words("Snart dags", "Due soon"),
    "expiring": Words("Går ut", "Expiring"),
    "missing": Words("Saknas", "Missing"),
    "waiting": Words("Väntar", "Waiting"),
}
assert tuple(GROUPS) == get_args(Group)  # noqa: S101 — the order is that of the list


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that can ask for something.

    Attributes:
        code: Its name.
        group: Where it stands.
        entity: What it is about.
        what: What it says of a row; `{date}` and other places are filled.
        label: What all of this kind are called, to choose among.
        field: The field one goes to.
        part: The parts one goes to, by their entity.
        deeds: What can be done about it in the list itself, the most likely first.
    """

    code: str
    group: Group
    entity: str
    what: Words
    label: Words
    field: str = ""
    part: str = ""
    deeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Something that asks, as a rule finds it.

    Attributes:
        kind: Its kind.
        date: The day it is about, None where there is none.
        args: What fills the places of what it says.
        row: The id of the part it is about, '' for the row that was judged.
    """

    kind: Kind
    date: date | None = None
    args: Mapping[str, object] | None = None
    row: str = ""

    @property
    def what(self) -> Words:
        """Return what it says."""
        return self.kind.what.fill(**(self.args or {}), date=self.date)


def by_code(*kinds: Kind) -> Mapping[str, Kind]:
    """Return kinds by their codes."""
    return {kind.code: kind for kind in kinds}
