"""Settling differing values, one by one or many of a kind at once, and deleted rows in dispute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.services import writing
from desktop_app.services.differing_values import (
    Authored,
    Base,
    Conflict,
    Deleted,
    Side,
    Written,
    open_conflicts,
    open_deletions,
)
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage.tables import FLAGGED, Row

__all__ = [
    "Authored",
    "Base",
    "Choice",
    "Conflict",
    "Deleted",
    "Settled",
    "Side",
    "Skipped",
    "Take",
    "Written",
    "chosen_side",
    "delete_anyway",
    "keep",
    "open_conflicts",
    "open_deletions",
    "settle",
    "settle_all",
    "written",
]

EMPTY = Words("(tomt)", "(empty)")
MANY_RESOLVED = Words("Avgjorde {n} olika uppgifter", "Resolved {n} differing values")
KEPT = Words(
    "Behöll {entity} som någon hade tagit bort: {title}",
    "Kept {entity} that somebody had deleted: {title}",
)
SETTLED_ALREADY = Words(
    "{title}: uppgifterna är avgjorda redan, eller ändrade sedan de visades.",
    "{title}: the values have been resolved already, or changed since they were shown.",
)
LOOK_AGAIN = Words("Se efter igen vad som står där nu.", "Look again at what stands there now.")
NOT_IN_DISPUTE = Words(
    "{title} är inte både borttagen och ändrad.", "{title} is not both deleted and changed."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to hold for a field or unit.

    Attributes:
        entity: The row's entity.
        row: Its id.
        key: The field or unit.
        eid: The edit whose value is to hold, '' for one that is typed.
        typed: What is typed, by field.
    """

    entity: Entity
    row: str
    key: str
    eid: str = ""
    typed: Mapping[str, Given] | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A choice that could not be done together with the others.

    Attributes:
        choice: The choice.
        title: What the row is called.
        reason: Why it waits still.
    """

    choice: Choice
    title: str
    reason: Words


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling came to.

    Attributes:
        action: The id of the action, None if nothing could be done.
        count: How many fields or units were settled.
        label: What was done.
        skipped: What could not be.
    """

    action: str | None
    count: int
    label: Words
    skipped: Sequence[Skipped] = ()


Rule: TypeAlias = Literal["mine", "office", "newest", "source"]


@dataclass(frozen=True, slots=True)
class Take:
    """Which of the values is to hold, for many at once.

    Attributes:
        rule: ``mine`` what was written in this register, ``office`` what an office wrote,
            ``newest`` what was written last, ``source`` what came with a file.
        name: The office or the file.
    """

    rule: Rule
    name: str = ""


def settle(
    register: Register,
    choices: Sequence[Choice],
    progress: Progress | None = None,
    *,
    language: str = "sv",
    together: bool = False,
) -> Settled:
    """Let the chosen values hold, as one action: one edit for each, which names all there are.

    Args:
        register: The register.
        choices: What is to hold.
        progress: Hears how far it is.
        language: The language of what is typed.
        together: Whether what cannot be done is left, and listed, instead of stopping all.

    Raises:
        Invalid: A rule forbids a row as it would be, or a typed value does not fit.
        Refused: A row is gone, or a field of it no longer in conflict.
        Stopped: A person stopped it through `progress`; nothing was changed.
    """
    work = _Work(register, language)
    steps = Steps(progress, lambda: 2 * len(choices))  # each is planned, then written
    for choice in steps.through(choices):
        try:
            work.plan(choice)
        except (Invalid, Refused) as problem:
            if not together:
                raise
            work.skip(choice, problem)
    label = work.label()
    action: str | None = None
    if work.plans:
        with register.record.acting("edit", label) as act:
            for choice, values in steps.through(work.plans):
                writing.change(act, choice.entity, choice.row, values, resolve=True)
            action = act.id
    return Settled(action, len(work.plans), label, work.skipped)


def settle_all(
    register: Register,
    take: Take,
    among: Iterable[Conflict] | None = None,
    progress: Progress | None = None,
) -> Settled:
    """Settle all conflicts, or those `among` them, by one rule.

    Those in which no value, or more than one, is of that kind are left as they are.
    """
    conflicts = open_conflicts(register) if among is None else among
    sides = ((conflict, chosen_side(conflict, take)) for conflict in conflicts)
    choices = [
        Choice(conflict.entity, conflict.row.id, conflict.key, side.eid)
        for conflict, side in sides
        if side is not None
    ]
    return settle(register, choices, progress, together=True)


def chosen_side(conflict: Conflict, take: Take) -> Side | None:
    """Return the value that a rule chooses, None where it chooses none or several."""
    if take.rule == "newest":
        dated = [side for side in conflict.sides if side.by.at]
        return max(dated, key=lambda side: datetime.fromisoformat(side.by.at), default=None)
    fits = FITS[take.rule]
    found = [side for side in conflict.sides if fits(side.by, take.name)]
    return found[0] if len(found) == 1 else None


FITS: Mapping[str, Callable[[Authored, str], bool]] = {
    "mine": lambda by, _name: by.own and not by.source,
    "office": lambda by, name: by.office == name,
    "source": lambda by, name: by.source == name,
}


class _Work:
    """What several choices come to."""

    def __init__(self, register: Register, language: str) -> None:
        self._register = register
        self._context = register.context(language)
        self._after: dict[str, dict[str, Value]] = {}
        self._title = ""
        self.plans: list[tuple[Choice, dict[str, Value]]] = []
        self.skipped: list[Skipped] = []

    def plan(self, choice: Choice) -> None:
        """Find the values of a choice and judge the row as it would be."""
        register, entity = self._register, choice.entity
        row = register.row(entity, choice.row)
        self._title = register.title(row)
        values = self._values(choice, row)
        after = {**self._after.get(row.id, row.values), **values}
        before = writing.unsettled(row, values)
        writing.judged(register, entity, after, self._context, before)
        self._after[row.id] = after
        self.plans.append((choice, values))

    def _values(self, choice: Choice, row: Row) -> dict[str, Value]:
        found = {c.key: c for c in open_conflicts(self._register, [row])}.get(choice.key)
        if found is None:
            raise Refused(SETTLED_ALREADY.fill(title=self._title), LOOK_AGAIN)
        if not choice.eid:
            given = choice.typed or {}
            typed = writing.parse_values(self._register, choice.entity, given, self._context)
            shown = dict(found.sides[0].values)
            return {**shown, **{name: typed[name] for name in typed if name in shown}}
        side = next((side for side in found.sides if side.eid == choice.eid), None)
        if side is None:
            raise Refused(SETTLED_ALREADY.fill(title=self._title), LOOK_AGAIN)
        return dict(side.values)

    def skip(self, choice: Choice, problem: Invalid | Refused) -> None:
        """Leave a choice."""
        reason = problem.sentence if isinstance(problem, Refused) else problem.sentence()
        self.skipped.append(Skipped(choice, self._title, reason))

    def label(self) -> Words:
        """Return what is done."""
        if len(self.plans) != 1:
            return MANY_RESOLVED.fill(n=len(self.plans))
        choice, values = self.plans[0]
        row = self._register.row(choice.entity, choice.row)
        return writing.RESOLVED.fill(
            entity=choice.entity.one,
            title=self._register.title(row),
            fields=[choice.entity.by_name[name].label for name in values],
        )


def keep(register: Register, entity: Entity, id_: str) -> str:
    """Bring a row back that one deleted and another went on working on; return its id.

    The parts that were deleted with it come back too.

    Raises:
        Refused: It is not such a row.
    """
    row = _in_dispute(register, entity, id_)
    label = KEPT.fill(entity=entity.one, title=register.title(row))
    with register.record.acting("edit", label) as act:
        writing.bring_back(register, act, entity, row.id)
    return row.id


def delete_anyway(register: Register, entity: Entity, id_: str) -> str:
    """Delete such a row, its living parts too, having seen all that was written; return its id.

    Raises:
        Refused: It is not such a row.
    """
    row = _in_dispute(register, entity, id_)
    label = writing.REMOVED.fill(entity=entity.one, title=register.title(row))
    with register.record.acting("edit", label) as act:
        writing.remove(register, act, entity, row.id)
    return row.id


def _in_dispute(register: Register, entity: Entity, id_: str) -> Row:
    row = register.row(entity, id_)
    if row.state != FLAGGED:
        raise Refused(NOT_IN_DISPUTE.fill(title=register.title(row)), LOOK_AGAIN)
    return row


def written(writer: Writer, entity: Entity, values: Mapping[str, Value]) -> str:
    """Return values as people read them; with the labels where there are several."""
    texts = [(entity.by_name[name], value) for name, value in values.items()]
    if len(texts) == 1:
        return writer.text(*texts[0]) or EMPTY.into(writer.language)
    filled = [(field, value) for field, value in texts if value is not None]
    parts = (f"{f.label.into(writer.language)}: {writer.text(f, v)}" for f, v in filled)
    return ", ".join(parts) or EMPTY.into(writer.language)
