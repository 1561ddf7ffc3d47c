"""Question 11: how the work is spread over directions and sustainability."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Choices
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, Column, Figure, Span, Table, TableRow
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.services.year import phrases
from desktop_app.services.year.frame import Frame
from desktop_app.services.year.journeys import made
from desktop_app.services.year.members import members
from desktop_app.services.year.pieces import count, rows_of
from desktop_app.services.year.q09_visits import received
from desktop_app.services.year.q10_money import running
from desktop_app.services.year.tables import grouped, labels
from desktop_app.storage.tables import Row

__all__ = ["spread"]

DIRECTIONS, SUSTAINABILITY = "directions", "sustainability"
FOUND = {
    "network": members,
    "trip": made,
    "request": received,
    "collaboration": running,
}
"""What is spread, and the rows of it in a time."""

NONE_STATED = Words("Ingen angiven", "None stated")
ALL = Words("Sammanlagt", "In all")
BY_DIRECTION = Words("Fördelning på strategins inriktningar", "Spread over the directions")
BY_DIMENSION = Words("Fördelning på hållbarhet", "Spread over sustainability")
TRIPS_MADE = Words("Resor", "Trips")
VISITS = Words("Förfrågningar om besök", "Requests for visits")
LABELS = {
    "network": CATALOGUE["network"].many,
    "trip": TRIPS_MADE,
    "request": VISITS,
    "collaboration": CATALOGUE["collaboration"].many,
}
SEVERAL = Words(
    "Den som har flera räknas i var och en; raderna går därför inte att summera.",
    "What has several is counted in each of them; the lines cannot be added up.",
)
MANY = Words("Därav med flera inriktningar", "Of these, with several directions")
UNSTATED = Words("Utan inriktning", "Without a direction")
CHECKED: tuple[tuple[str, Words, Callable[[int], bool]], ...] = (
    ("unstated", UNSTATED, lambda number: number == 0),
    ("several", MANY, lambda number: number > 1),
)
"""What is told of the directions of rows, by how many they have."""
TOLD = Words(
    "Flest insatser {during} hade inriktningen {first} ({n}), därefter {second} ({m}).",
    "Most engagements {during} had the direction {first} ({n}), then {second} ({m}).",
)
TOLD_ONE = Words(
    "Flest insatser {during} hade inriktningen {first} ({n}).",
    "Most engagements {during} had the direction {first} ({n}).",
)


def spread(frame: Frame) -> Answer:
    """Return the answer."""
    tables = (
        _table(frame, "spread.directions", BY_DIRECTION, DIRECTIONS),
        _table(frame, "spread.sustainability", BY_DIMENSION, SUSTAINABILITY),
    )
    return Answer(11, QUESTIONS[10], _figures(frame), tables, _sentences(frame))


def _codes(name: str, row: Row) -> Sequence[str]:
    value = row.values.get(name)
    return value if isinstance(value, list) else ()


def _all(frame: Frame, span: Span, name: str) -> Mapping[str, list[Row]]:
    """Return the rows of a time, by entity, of those that have such a field at all."""
    return {
        entity: list(found(frame, span))
        for entity, found in FOUND.items()
        if name in CATALOGUE[entity].by_name
    }


def _figures(frame: Frame) -> tuple[Figure, ...]:
    both = [_all(frame, span, DIRECTIONS) for span in (frame.period, frame.compared)]
    return tuple(
        count(
            f"spread.{entity}.{code}",
            Words("{what}: {label}", "{what}: {label}").fill(what=LABELS[entity], label=label),
            entity,
            *([row for row in rows[entity] if fits(len(_codes(DIRECTIONS, row)))] for rows in both),
        )
        for entity in FOUND
        for code, label, fits in CHECKED
    )


def _table(frame: Frame, code: str, heading: Words, name: str) -> Table:
    rows = _all(frame, frame.period, name)
    by_code = {
        entity: grouped(some, lambda row: _codes(name, row) or [""])
        for entity, some in rows.items()
    }
    used = {each for groups in by_code.values() for each in groups if each}
    pick_list = _pick_list(name)
    codes = [*frame.material.codes(pick_list, used), *([""] if _any_unstated(by_code) else [])]
    columns = (
        Column(name, CATALOGUE["trip"].by_name[name].label),
        *(Column(entity, LABELS[entity], "count") for entity in rows),
        Column("all", ALL, "count"),
    )
    lines = []
    for each, label in {**labels(frame, pick_list, codes), "": NONE_STATED}.items():
        if each not in codes:
            continue
        found = {entity: groups.get(each, []) for entity, groups in by_code.items()}
        numbers = [len(some) for some in found.values()]
        opened, *others = (rows_of(entity, some) for entity, some in found.items())
        lines.append(TableRow((label, *numbers, sum(numbers)), opened, None, tuple(others)))
    return Table(code, heading, columns, tuple(lines), (), "stacked", tuple(rows), SEVERAL)


def _any_unstated(by_code: Mapping[str, Mapping[str, list[Row]]]) -> bool:
    return any("" in groups for groups in by_code.values())


def _pick_list(name: str) -> str:
    kind = CATALOGUE["trip"].by_name[name].kind
    if not isinstance(kind, Choices):
        raise TypeError(name)
    return kind.pick_list


def _sentences(frame: Frame) -> tuple[Words, ...]:
    rows = [row for some in _all(frame, frame.period, DIRECTIONS).values() for row in some]
    groups = grouped(rows, partial(_codes, DIRECTIONS))
    ordered = sorted(groups, key=lambda code: (-len(groups[code]), code))
    if not ordered:
        return ()
    names = [
        phrases.lower(frame.material.label(_pick_list(DIRECTIONS), code)) for code in ordered[:2]
    ]
    numbers = [phrases.as_number(len(groups[code])) for code in ordered[:2]]
    words = (TOLD if len(names) > 1 else TOLD_ONE).fill(
        during=frame.during, first=names[0], n=numbers[0], second=names[-1], m=numbers[-1]
    )
    return (words,)
