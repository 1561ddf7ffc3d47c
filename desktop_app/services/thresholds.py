"""From when something is late: what the central office has set, then this office, then defaults.

Each is a row of `setting` whose id follows from its name, so that registers that set the same
threshold speak of the same row. What the central office sets travels with the record of edits;
what another office sets stays in its register and holds where the central office is silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import uuid5

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import fields_of_new
from desktop_app.domain.kinds import Value
from desktop_app.domain.kinds.given import shown
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.shipped import NAMESPACE
from desktop_app.domain.thresholds import THRESHOLDS, Threshold, Thresholds
from desktop_app.domain.words import Words
from desktop_app.services.differing import difference
from desktop_app.services.register import Register
from desktop_app.storage import dossiers, queries

__all__ = ["Setting", "set_threshold", "set_thresholds", "settings", "thresholds"]

SETTING = CATALOGUE["setting"]
CENTRAL = "central"
NAME, VALUE, SET_BY = "name", "value", "set_by"
PREFIX, OWN = "threshold.", ".own"
OUTSIDE = Words(
    "skriv ett helt tal från {least} till {most}.", "write a whole number from {least} to {most}."
)
UNKNOWN = Words("Det finns ingen gräns som heter ”{name}”.", "There is no threshold “{name}”.")
UNKNOWN_ADVICE = Words("De som finns: {names}.", "There are: {names}.")
CENTRALLY = Words(
    "Gränsen ”{label}” är satt av stadsledningskontoret{who} och ändras där.",
    "The threshold “{label}” is set by the central office{who} and is changed there.",
)
LABEL = Words("Satte gränsen ”{label}” till {number}", "Set the threshold “{label}” to {number}")
CLEARED = Words("Återställde gränsen ”{label}”", "Reset the threshold “{label}”")


@dataclass(frozen=True, slots=True)
class Setting:
    """A threshold as it holds in a register.

    Attributes:
        threshold: Which one.
        value: What holds.
        set_by: Who set it, '' where that is not known.
        origin: Where it was set: centrally, in this office, or nowhere.
    """

    threshold: Threshold
    value: int
    set_by: str
    origin: Literal["central", "own", ""] = ""

    @property
    def central(self) -> bool:
        """Tell whether the central office has set it."""
        return self.origin == "central"


def thresholds(register: Register) -> Thresholds:
    """Return the numbers that hold in a register."""
    return {setting.threshold.name: setting.value for setting in settings(register)}


def settings(register: Register) -> list[Setting]:
    """Return all thresholds as they hold in a register, in the order of the catalogue."""
    ids = {_id(name, own=own): (name, own) for name in THRESHOLDS for own in (False, True)}
    rows = {ids[r.id]: r.values for r in dossiers.in_view(register.db.conn, SETTING, list(ids))}
    return [_setting(each, rows) for each in THRESHOLDS.values()]


def _setting(threshold: Threshold, rows: Mapping[tuple[str, bool], Mapping[str, Value]]) -> Setting:
    for own in (False, True):
        values = rows.get((threshold.name, own), {})
        number = _number(threshold, values.get(VALUE))
        if number is not None:
            return Setting(
                threshold, number, str(values.get(SET_BY) or ""), "own" if own else "central"
            )
    return Setting(threshold, threshold.default, "")


def _number(threshold: Threshold, value: Value) -> int | None:
    """Return the number of a setting; None for none, or for one that a newer version may mean."""
    text = str(value or "").strip()
    if not text.isascii() or not text.isdecimal():
        return None
    number = int(text)
    return number if threshold.minimum <= number <= threshold.maximum else None


def set_threshold(register: Register, name: str, value: int | None) -> None:
    """Set a threshold, None for what would hold without; one action.

    Raises:
        Invalid: The number is outside what the threshold may be.
        Refused: There is no such threshold, or the central office has set it.
    """
    set_thresholds(register, {name: value})


def set_thresholds(register: Register, given: Mapping[str, int | None]) -> None:
    """Set thresholds by their names, all of them or none; raise as `set_threshold` does."""
    own = register.facts.role != CENTRAL
    for name, value in given.items():
        _check(register, name, value, own=own)
    for name, value in given.items():
        _write(register, THRESHOLDS[name], value, own=own)


def _check(register: Register, name: str, value: int | None, *, own: bool) -> None:
    threshold = THRESHOLDS.get(name)
    if threshold is None:
        raise Refused(UNKNOWN.fill(name=shown(name)), UNKNOWN_ADVICE.fill(names=list(THRESHOLDS)))
    held = next(each for each in settings(register) if each.threshold is threshold)
    if own and held.central:
        who = f" ({held.set_by})" if held.set_by else ""
        raise Refused(CENTRALLY.fill(label=threshold.label, who=who))
    if value is not None and not threshold.minimum <= value <= threshold.maximum:
        limits = {"least": threshold.minimum, "most": threshold.maximum}
        raise Invalid(OUTSIDE.fill(**limits), threshold.label, str(value))


def _write(register: Register, threshold: Threshold, value: int | None, *, own: bool) -> None:
    id_ = _id(threshold.name, own=own)
    row = queries.row(register.db.conn, SETTING, id_)
    values: dict[str, Value] = {
        NAME: PREFIX + threshold.name,
        VALUE: None if value is None else str(value),
        SET_BY: register.facts.person,
    }
    number = None if value is None else threshold.counted(value)
    words = (LABEL if number else CLEARED).fill(label=threshold.label, number=number)
    with register.record.acting("edit", words) as act:
        if row is None and value is not None:
            act.create(SETTING.name, id_, fields_of_new(SETTING, values), shared=not own)
        elif row is not None:
            fields, parents = difference(SETTING, act.shown(SETTING, id_), values, resolve=True)
            act.write(SETTING.name, id_, fields, parents, shared=not own)


def _id(name: str, *, own: bool) -> str:
    return str(uuid5(NAMESPACE, f"{PREFIX}{name}{OWN if own else ''}"))
