"""Saving as much of what was typed as fits, and telling why the rest does not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Context, Given
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words, same
from desktop_app.services.register import Register
from desktop_app.services.writing import judged, parse_value
from desktop_app.storage.tables import Row

__all__ = [
    "NOT_SAVED",
    "as_draft",
    "is_given",
    "missing_of",
    "put_what_fits",
    "reason_at",
    "unreadable",
    "why_not",
]

NOT_SAVED = Words("Ännu inte sparat.", "Not saved yet.")


def put_what_fits(
    put: Callable[[Mapping[str, Given]], object], given: Mapping[str, Given]
) -> dict[str, Invalid]:
    """Put everything together, else each alone until nothing more fits; return what did not.

    What only fits with something else, such as an amount with its currency, fits once that is
    there.

    Raises:
        Refused: Nothing can be put at all.
    """
    try:
        put(given)
    except Invalid as problem:
        if len(given) == 1:
            return dict.fromkeys(given, problem)
    else:
        return {}
    left, problems, before = dict(given), dict[str, Invalid](), len(given) + 1
    while len(left) < before:
        before = len(left)
        for name in list(left):
            try:
                put({name: left[name]})
            except Invalid as problem:
                problems[name] = problem
            else:
                del left[name]
    return {name: problems[name] for name in left}


def why_not(
    register: Register,
    entity: Entity,
    row: Row,
    given: tuple[str, Given],
    context: Context,
) -> Invalid | None:
    """Return why a value cannot be put into a row, None if it can now."""
    name, what = given
    try:
        value = parse_value(register, entity.by_name[name], what, context)
        judged(register, entity, {**row.values, name: value}, context, row)
    except Invalid as problem:
        return problem
    except Refused as problem:
        return Invalid(problem.sentence, entity.by_name[name].label, what)
    return None


def unreadable(
    register: Register, entity: Entity, given: Mapping[str, Given], context: Context
) -> dict[str, Invalid]:
    """Return why some of what was given is no value of its field."""
    problems: dict[str, Invalid] = {}
    for name, what in given.items():
        try:
            parse_value(register, entity.by_name[name], what, context)
        except Invalid as problem:
            problems[name] = problem
    return problems


def missing_of(entity: Entity, given: Collection[str]) -> list[str]:
    """Return the fields a new row still needs."""
    missing = [field.name for field in entity if field.required and field.name not in given]
    for names in (entity.one_of, entity.owners):
        if names and not any(name in given for name in names):
            missing.extend(name for name in names if name not in missing)
    return missing


def reason_at(field: Field, problem: Invalid) -> Words:
    """Return what to say under a field; a fault in another field is named with it."""
    if problem.field in (None, field.label):
        return problem.reason
    return same("{field}: {reason}").fill(field=problem.field, reason=problem.reason)


def is_given(given: Given) -> bool:
    """Tell whether there is anything in what was given."""
    return given is not None and (not isinstance(given, str) or bool(given.strip()))


def as_draft(given: Given) -> str:
    """Return what was given as a text that an editor can show again."""
    if isinstance(given, list):
        return "; ".join(given)
    if isinstance(given, bool):
        return "true" if given else "false"
    return "" if given is None else str(given)
