"""What becomes of the rows of a list once a person has decided, or nobody did.

The rows are gone through in the order of the file, so that one may add to another above it. What
a row names and is not taken in after all goes to its note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Email, Link, Links, Value
from desktop_app.domain.life.case import Case
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.rules import Finding, errors
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.listed import NOTES
from desktop_app.exchange.problem import Problem
from desktop_app.services.list_choices import ALLOWED, Choice, Choices, Treatment
from desktop_app.services.list_links import NO_TARGET, keep_in_note
from desktop_app.services.list_work import Judged, Results, Work, cells_of, doubt, settle
from desktop_app.services.steps import Steps

__all__ = ["not_made", "settle_rows"]

ALIKE = Words(
    "Liknar {title} i registret: {reasons}.", "Looks like {title} in the register: {reasons}."
)
SEVERAL = Words(
    "Raden kan vara någon av flera i registret: {names}.",
    "The row may be any of several in the register: {names}.",
)
TWICE = Words(
    "Samma som rad {row} i filen, men med andra uppgifter.",
    "The same as row {row} of the file, but with other values.",
)
REPEATED = Words("Upprepar rad {row} i filen.", "Repeats row {row} of the file.")
SKIPPED = Words("Hoppas över, som du valde.", "Skipped, as you chose.")
KEPT = Words(
    "Det som redan står i registret behålls: {labels}.",
    "What stands in the register already is kept: {labels}.",
)
NOT_THERE = Words(
    "Raden {row} kan inte bli en del av någon annan: {id} är ingen av dem den liknar.",
    "Row {row} cannot become part of another: {id} is none of those it looks like.",
)
NOT_ALLOWED = Words(
    "”{treatment}” går inte att välja för rad {row}.",
    "“{treatment}” cannot be chosen for row {row}.",
)
CHOOSE = Words("Välj bland {names}.", "Choose from {names}.")


def settle_rows(work: Work, choices: Choices, gone: frozenset[str], steps: Steps) -> Results:
    """Return what comes of the rows of one kind.

    Args:
        work: The rows.
        choices: What was decided.
        gone: The ids of rows of the file that are not made.
        steps: Counts them.

    Raises:
        Refused: A choice does not fit its row.
    """
    results = Results()
    for row in steps.through(work.judged.values()):
        results.problems.extend(row.problems)
        if row.match == "refused":
            results.refused.append(work.refused[row.place])
            cells = cells_of(work, {}, row.values)
            settle(work, results, row, "", row.values, "refused", cells)
        else:
            choice = choices.of(row.sheet, row.number, row.match)
            values = _without(work, results, row, gone) if gone else row.values
            _settle(work, results, row, values, choice)
    return results


def not_made(works: Iterable[Work], choices: Choices) -> frozenset[str]:
    """Return the ids that rows of a file may name and that no row gets after all."""
    own: set[str] = set()
    for work in works:
        for row in work.judged.values():
            choice = choices.of(row.sheet, row.number, row.match)
            if row.id and not (choice and choice.treatment == "create"):
                own.add(row.id)
    return frozenset(own)


def _without(work: Work, results: Results, row: Judged, gone: frozenset[str]) -> dict[str, Value]:
    """Return a row's values without links to rows that are not taken in; these go to the note."""
    values = dict(row.values)
    for field in work.entity:
        value = values.get(field.name)
        if not isinstance(field.kind, (Link, Links)) or value is None:
            continue
        ids = value if isinstance(value, list) else [str(value)]
        left = [each for each in ids if each not in gone]
        if len(left) < len(ids):
            values[field.name] = (left or None) if isinstance(value, list) else None
        for each in gone.intersection(ids):
            text, label = work.named.titles[each], field.label.into(work.context.language)
            reason = NO_TARGET.fill(text=text)
            results.problems.append(Problem(row.sheet, row.number, label, text, reason))
            keep_in_note(work, values, f"{label}: {text}")
    return {name: value for name, value in values.items() if value is not None}


def _settle(
    work: Work, results: Results, row: Judged, values: dict[str, Value], choice: Choice | None
) -> None:
    """Do with a row what was decided, or leave it to a person."""
    first = work.judged.get(row.earlier) if row.earlier else None
    if choice is None and first is not None and row.values == first.values:
        _say(results, row, REPEATED.fill(row=_row(row)))
        settle(work, results, row, "", values, "unchanged")
        return
    if choice is not None and choice.treatment not in ALLOWED[row.match]:
        names = ", ".join(ALLOWED[row.match])
        refusal = NOT_ALLOWED.fill(treatment=choice.treatment, row=row.number)
        raise Refused(refusal, CHOOSE.fill(names=names))
    target = _target(results, row, choice) if choice else ""
    if choice is None or (choice.treatment in {"update", "fill"} and not target):
        doubt(work, results, row, values, _why(row))
    elif choice.treatment == "skip":
        _say(results, row, SKIPPED)
        settle(work, results, row, "", values, "unchanged", treatment="skip")
    elif choice.treatment == "create":
        _create(work, results, row, values)
    else:
        _join(work, results, replace(row, values=values), target, choice)


def _target(results: Results, row: Judged, choice: Choice) -> str:
    """Return the row that a row of the list is to be part of, '' where that is not plain."""
    ids = [each.id for each in row.rows]
    if choice.row and choice.row not in ids:
        raise Refused(NOT_THERE.fill(row=row.number, id=choice.row))
    if row.match == "repeated":
        return results.ids.get(row.earlier, "") if row.earlier else ""
    plain = row.match != "several" or bool(choice.row)
    return (choice.row or ids[0]) if ids and plain else ""


def _why(row: Judged) -> Words:
    if row.match == "repeated":
        return TWICE.fill(row=_row(row))
    if row.match == "alike":
        first = row.candidates[0]
        return ALIKE.fill(title=first.title, reasons=list(first.reasons))
    return SEVERAL.fill(names=[each.id[:8] for each in row.candidates])


def _row(row: Judged) -> str:
    """Return which row of the file another one repeats, with its sheet if that is another."""
    sheet, number = row.earlier or row.place
    return str(number) if sheet == row.sheet else f"{sheet} {number}"


def _say(results: Results, row: Judged, reason: Words) -> None:
    results.problems.append(Problem(row.sheet, row.number, "", "", reason))


def _create(work: Work, results: Results, row: Judged, values: dict[str, Value]) -> None:
    if found := _error(work, values):
        _refuse(work, results, row, values, found, "create")
        return
    results.creates[row.id] = values
    results.now[row.id] = values
    cells = cells_of(work, {}, values)
    settle(work, results, row, row.id, values, "new", cells, "create")


def _join(work: Work, results: Results, row: Judged, target: str, choice: Choice) -> None:
    """Let a row add to one of the register, or to one above it in the list."""
    old = results.now.get(target)
    if old is None:
        old = next(each.values for each in row.rows if each.id == target)
        results.now[target] = old  # a row that repeats this one knows the row only from here
    changed, kept = joined(work.entity, old, row.values, only_empty=choice.treatment == "fill")
    if kept:
        _say(results, row, KEPT.fill(labels=[work.entity.by_name[n].label for n in kept]))
    if not changed:
        settle(work, results, row, target, old, "unchanged", treatment=choice.treatment)
    elif found := _error(work, {**old, **changed}):
        _refuse(work, results, row, row.values, found, choice.treatment)
    else:
        into = results.creates if target in results.creates else results.changes
        into[target] = {**into.get(target, {}), **changed}
        results.now[target] = {**old, **changed}
        cells = cells_of(work, old, changed)
        settle(work, results, row, target, old, "changed", cells, choice.treatment)


def joined(
    entity: Entity, old: Mapping[str, Value], new: Mapping[str, Value], *, only_empty: bool
) -> tuple[dict[str, Value], list[str]]:
    """Return what changes in a row, and the fields in which what stands there is kept."""
    changed: dict[str, Value] = {}
    kept: list[str] = []
    others = _units_at_odds(entity, old, new) if only_empty else frozenset()
    for name, value in new.items():
        there = old.get(name)
        filled = there is not None and name not in NOTES
        if only_empty and (filled or entity.by_name[name].unit in others):
            kept += [name] if value != there else []
        elif (after := _together(entity, name, there, value)) != there:
            changed[name] = after
    return changed, kept


def _units_at_odds(
    entity: Entity, old: Mapping[str, Value], new: Mapping[str, Value]
) -> frozenset[str]:
    """Return the units that are there otherwise: 500 kronor do not fill in an amount of euros."""
    there = {name: value for name, value in old.items() if value is not None}
    return frozenset(
        unit
        for unit, fields in entity.units.items()
        if any(
            there.get(f.name, new.get(f.name)) != new.get(f.name)
            for f in fields
            if new.get(f.name) is not None
        )
    )


def _together(entity: Entity, name: str, old: Value, new: Value) -> Value:
    """Return what a field becomes: sets and notes gain, other fields take the list's value."""
    if old is None or old == new:
        return new
    if isinstance(entity.by_name[name].kind, Email) and str(old).casefold() == str(new).casefold():
        return old
    if entity.by_name[name].kind.many and isinstance(old, list) and isinstance(new, list):
        return sorted({*old, *new})
    if name in NOTES:
        lines = str(old).splitlines()
        return "\n".join([*lines, *(ln for ln in str(new).splitlines() if ln not in lines)])
    return new


def _error(work: Work, values: Mapping[str, Value]) -> Finding | None:
    """Return what a rule says against a row, or that its note has become too long."""
    found = errors(Case(work.entity, "", values, work.register.clock().date()))
    return next(chain(found, _too_long(work, values)), None)


def _too_long(work: Work, values: Mapping[str, Value]) -> Iterator[Finding]:
    """Go through the notes that no longer fit their fields, since lines were added to them."""
    for name in NOTES:
        if values.get(name) is not None:
            try:
                work.entity.by_name[name].kind.parse(values[name], work.context)
            except Invalid as fault:
                yield Finding(name, fault.reason, error=True)


def _refuse(  # noqa: PLR0913, PLR0917 — a refusal is what it is
    work: Work,
    results: Results,
    row: Judged,
    values: Mapping[str, Value],
    found: Finding,
    treatment: Treatment,
) -> None:
    """Note that a rule forbids a row, and what stands in it, to be mended and taken in again."""
    language = work.context.language
    field = work.entity.by_name.get(found.field)
    column = field.label.into(language) if field else ""
    results.problems.append(Problem(row.sheet, row.number, column, "", found.words))
    texts = {
        each.label.into(language): work.text(each, value)
        for each in work.entity
        if (value := values.get(each.name)) is not None
    }
    results.refused.append((texts, (found.words,)))
    settle(work, results, row, "", values, "refused", cells_of(work, {}, values), treatment)
