"""Questions that files raised: what can be answered, and doing what is answered.

That a question is answered stands in the record like everything else: as a setting of this
register, which never leaves it. So an answer has its author and its time and can be undone; then
the question waits again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Edit, Json, make_edit, show
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.life.evidence import stopping
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.planned import CHOSEN
from desktop_app.services import writing
from desktop_app.services.differing_values import values_of
from desktop_app.services.questions import (
    Copy,
    Option,
    Question,
    edits_of,
    listed,
    open_questions,
    parsed,
    question_named,
)
from desktop_app.services.register import Register, may_be_id
from desktop_app.storage import doubts
from desktop_app.storage.record import Act
from desktop_app.storage.tables import GONE

__all__ = ["Copy", "Decided", "Option", "Question", "decide", "open_questions", "question_named"]

ANSWERED = Words(
    "Svarade på en fråga från {file} ({place}): {answer}",
    "Answered a question from {file} ({place}): {answer}",
)
NO_OPTION = Words("Frågan kan inte besvaras med ”{name}”.", "“{name}” is no answer to this.")
THESE_OPTIONS = Words("Svaren är: {names}.", "The answers are: {names}.")
ROW_NEEDED = Words("Säg vilken rad som menas.", "Say which row is meant.")
RULE = Words("{field}: {reason}", "{field}: {reason}")


@dataclass(frozen=True, slots=True)
class Decided:
    """What an answer came to.

    Attributes:
        action: The id of the action.
        label: What was done.
    """

    action: str
    label: Words


# --- answering


def decide(register: Register, id_: str, option: str, row: str = "") -> Decided:
    """Answer a question, as one action.

    Args:
        register: The register.
        id_: The question, or the beginning of its id.
        option: The name of the answer.
        row: The row that is meant, for answers that need one: its id or name.

    Raises:
        Invalid: A rule forbids the row as it would be.
        Refused: There is no such question or answer, or no such row.
    """
    question = question_named(register, id_)
    chosen = next((o for o in question.options if o.choice == option), None)
    if chosen is None or chosen.why_not is not None:
        names = [each.choice for each in question.options if each.why_not is None]
        reason = None if chosen is None else chosen.why_not
        raise Refused(reason or NO_OPTION.fill(name=option), THESE_OPTIONS.fill(names=names))
    target = "" if chosen.of is None else _row(register, chosen.of, row)
    place = question.place or question.kind
    label = ANSWERED.fill(file=question.source, place=place, answer=chosen.words)
    with register.record.acting("edit", label) as act:
        _Answer(register, question, act).write(chosen, target)
        value = json.dumps({"answer": option, "row": target}, ensure_ascii=False)
        name = doubts.ANSWER + question.id
        act.create("setting", str(uuid4()), {"name": name, "value": value}, shared=False)
        return Decided(act.id, label)


def _row(register: Register, entity: Entity, text: str) -> str:
    if not text.strip():
        raise Refused(ROW_NEEDED)
    if may_be_id(text.strip().lower()):
        found = register.row(entity, text)
    else:
        (id_,) = register.named(entity, text)[:2] or [text]
        found = register.row(entity, id_)
    if found.state == GONE:
        raise Refused(writing.IS_DELETED, writing.IS_DELETED_ADVICE)
    return found.id


class _Answer:
    """Writes what an answer means."""

    def __init__(self, register: Register, question: Question, act: Act) -> None:
        self._register = register
        self._question = question
        self._act = act

    def write(self, option: Option, row: str) -> None:
        """Write it."""
        edits = listed(edits_of(self._question.stored).get(option.choice))
        if edits:
            self._write_edits([_edit_of(each, row) for each in edits if isinstance(each, dict)])
        elif option.choice == "row":
            self._change(row)
        elif option.choice == "new":
            self._create()

    def _write_edits(self, edits: Sequence[Edit]) -> None:
        self._act.load({edit.row for edit in edits})
        again = doubts.was_answered(self._register.db.conn, self._question.id)
        for edit in edits:
            entity = CATALOGUE[edit.entity]
            if edit.fields.get(DELETED) is True:
                self._delete(entity, edit.row)
                continue
            self._judge(entity, edit)
            if again:
                self._say_again(entity, edit)
            else:
                self._act.add(edit)

    def _say_again(self, entity: Entity, edit: Edit) -> None:
        """Write anew what an answer that was undone wrote, or what another one would have."""
        row = edit.row
        if edit.parents is None and not self._act.edits(row):
            self._act.add(edit)
        elif edit.parents is None:
            if self._act.shown(entity, row).gone:
                writing.bring_back(self._register, self._act, entity, row)
        else:
            writing.change(self._act, entity, row, self._wanted(entity, edit))

    def _wanted(self, entity: Entity, edit: Edit) -> dict[str, Value]:
        """Return the values by field that an edit stands for, as the row is now."""
        view = self._act.shown(entity, edit.row)
        found: dict[str, Value] = {}
        for key, value in edit.fields.items():
            if key in entity.sets:
                kept = set(view.elements.get(key, ())) - set(edit.removes(key))
                found[key] = sorted(kept | set(edit.adds(key))) or None
            else:
                found.update(values_of(entity, key, value))
        return found

    def _delete(self, entity: Entity, row: str) -> None:
        """Delete a row as it is now, with its parts: whoever decides has it before their eyes."""
        if self._register.row(entity, row).state != GONE:
            writing.remove(self._register, self._act, entity, row)

    def _judge(self, entity: Entity, edit: Edit) -> None:
        """Raise `Invalid` if a rule forbids what an edit brings about."""
        known = self._act.showing(entity, edit.row)
        today = self._register.clock().date()
        before = Case(entity, edit.row, show(entity, known).values, today) if known else None
        after = Case(entity, edit.row, show(entity, [*known, edit]).values, today)
        for found in stopping(before, after):
            if found.error:
                raise Invalid(found.words, entity.by_name[found.field].label)

    def _change(self, row: str) -> None:
        """Let a row of the register have what stands in the file; empty cells mean nothing."""
        entity, values = self._entity(), self._values()
        now = self._register.row(entity, row)
        context = self._register.context()
        writing.judged(self._register, entity, {**now.values, **values}, context, now)
        writing.change(self._act, entity, row, _joined(entity, now.values, values))

    def _create(self) -> None:
        entity, values = self._entity(), self._values()
        writing.judged(self._register, entity, values, self._register.context())
        writing.create(self._act, entity, str(uuid4()), values)

    def _entity(self) -> Entity:
        assert self._question.entity is not None  # noqa: S101 — such answers are offered with one
        return self._question.entity

    def _values(self) -> dict[str, Value]:
        entity = self._entity()
        found = parsed(self._question.stored)
        return {name: value for name, value in found.items() if name in entity.by_name}


def _joined(
    entity: Entity, now: Mapping[str, Value], values: Mapping[str, Value]
) -> dict[str, Value]:
    """Return values with sets united: what a file does not name is not taken out."""
    found = dict(values)
    for name in entity.sets & values.keys():
        old, new = now.get(name), values[name]
        found[name] = sorted({*_elements(old), *_elements(new)}) or None
    return found


def _elements(value: Value) -> Iterable[str]:
    return value if isinstance(value, list) else ()


def _edit_of(stored: Mapping[str, Json], row: str) -> Edit:
    """Return an edit as it was planned, with the row that is chosen put in."""
    found: dict[str, Any] = json.loads(json.dumps(stored).replace(CHOSEN, row or CHOSEN))
    parents = found["parents"]
    return make_edit(
        found["entity"],
        found["row"],
        found["fields"],
        None if parents is None else {key: tuple(eids) for key, eids in parents.items()},
        found["lam"],
        found["salt"],
        seen=found["seen"],
    )
