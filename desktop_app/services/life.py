"""Where a row stands in its life, what the next step lacks, and taking it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.cycles import BEGUN_AT_FIRST, CYCLES, Cycle, Step
from desktop_app.domain.life.evidence import missing
from desktop_app.domain.life.standing import by_dates
from desktop_app.domain.problems import Refused
from desktop_app.domain.rules import Finding
from desktop_app.domain.words import Words
from desktop_app.services import writing
from desktop_app.services.dossier import case_of
from desktop_app.services.register import Register
from desktop_app.services.writing import Saved, label_of
from desktop_app.storage.tables import GONE, Row

__all__ = ["Offer", "Standing", "begun", "standing", "standing_of", "take_step"]

STATUS = "status"
NO_STEP = Words(
    "Det steget finns inte härifrån. Du kan: {steps}.",
    "There is no such step from here. You can: {steps}.",
)
NOTHING_LEFT = Words(
    "Raden är avslutad; inget steg återstår.", "The row is closed; no step is left."
)
LACKS = Words("Det går inte än. {lacking}", "That cannot be done yet. {lacking}")
LACK = Words("{label}: {reason}", "{label}: {reason}")


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that can be taken.

    Attributes:
        step: Which one.
        missing: What it lacks: errors keep it from being taken, the others are only told.
    """

    step: Step
    missing: tuple[Finding, ...]

    @property
    def possible(self) -> bool:
        """Tell whether it can be taken now."""
        return not any(found.error for found in self.missing)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row stands.

    Attributes:
        status: The stored status, '' where there is none.
        by_dates: Where its dates have led it meanwhile, None where the stored one holds.
        steps: What can be done next, the usual step first.
    """

    status: str
    by_dates: str | None
    steps: tuple[Offer, ...]

    @property
    def now(self) -> str:
        """Return the status of the day."""
        return self.by_dates or self.status


def begun(entity: Entity, given: Mapping[str, Given]) -> Mapping[str, Given]:
    """Return what is given for a new row, with the status in which its life begins."""
    if entity.name not in BEGUN_AT_FIRST or given.get(STATUS):
        return given
    return {**given, STATUS: CYCLES[entity.name].first}


def standing(register: Register, entity: Entity, id_: str) -> Standing | None:
    """Return where a row stands, None for an entity without a life.

    Raises:
        Refused: There is no such row, or it is deleted.
    """
    return standing_of(register, _living(register, entity, id_))


def _living(register: Register, entity: Entity, id_: str) -> Row:
    row = register.row(entity, id_)
    if row.state == GONE:
        raise Refused(writing.IS_DELETED, writing.IS_DELETED_ADVICE)
    return row


def standing_of(register: Register, row: Row) -> Standing | None:
    """Return where a row stands, None for an entity without a life and for what is deleted."""
    if row.entity not in CYCLES or row.state == GONE:
        return None
    return _stands(case_of(register, row))


def _stands(case: Case) -> Standing:
    moved = by_dates(case)
    cycle = CYCLES[case.entity.name]
    now = case.status if moved in cycle.closed else moved or case.status
    steps = _steps(cycle, case.status, now)
    offers = [Offer(step, tuple(missing(case, step.to, now))) for step in steps]
    return Standing(case.status, moved, tuple(offers))


def _steps(cycle: Cycle, status: str, now: str) -> Iterable[Step]:
    """Return the steps from where a row stands, each once.

    What its dates say has happened may never have: then it ends aside, as it could before.
    """
    steps = {step.to: step for step in cycle.steps_from(now)}
    for step in cycle.steps_from(status):
        if step.to in cycle.aside:
            steps.setdefault(step.to, step)
    return steps.values()


def take_step(register: Register, entity: Entity, id_: str, to: str) -> Saved:
    """Take a step of a row's life, as one action.

    The day of the step is written where it has a field that is empty.

    Raises:
        Refused: There is no such step from where the row stands, something is missing for it, or
            the row is deleted.
    """
    row = _living(register, entity, id_)
    case = case_of(register, row)
    stands = _stands(case) if entity.name in CYCLES else Standing("", None, ())
    offer = next((each for each in stands.steps if each.step.to == to), None)
    if offer is None:
        steps = [each.step.words for each in stands.steps]
        raise Refused(NO_STEP.fill(steps=steps) if steps else NOTHING_LEFT)
    lacking = [found for found in offer.missing if found.error]
    if lacking:
        raise Refused(LACKS.fill(lacking=_told(entity, lacking)))
    return writing.put(register, entity, row.id, _values(case, offer.step))


def _values(case: Case, step: Step) -> dict[str, Value]:
    values: dict[str, Value] = {STATUS: step.to, **dict(step.sets)}
    if step.dated and (step.renews or not case.has(step.dated)):
        values[step.dated] = case.today.isoformat()
    return values


def _told(entity: Entity, lacking: list[Finding]) -> Words:
    told = [LACK.fill(label=label_of(entity, found), reason=found.words) for found in lacking]
    return Words(" ".join(each.into("sv") for each in told), " ".join(e.into("en") for e in told))
