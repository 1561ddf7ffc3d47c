"""Copying a row as the start of the next one: what held only of the old one stays behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE, parts_of
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Choice, Context, Value
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import writing
from desktop_app.services.register import Register
from desktop_app.services.writing import Saved
from desktop_app.storage import queries
from desktop_app.storage.tables import GONE, Row, fetch

__all__ = ["COPIES", "duplicate", "may_be_copied"]

COPIED = Words("Kopierade {entity}: {title}", "Copied {entity}: {title}")
MARK = Words(" (kopia)", " (copy)")
LONGEST = 500
"""Characters of the text that the mark is put after."""

NO_COPY = Words("{entities} kopieras inte.", "{entities} are not copied.")
NO_COPY_ADVICE = Words("Lägg till en ny rad i stället.", "Add a new row instead.")


@dataclass(frozen=True, slots=True)
class Copy:
    """What becomes of the fields of a row in its copy; what is not named is copied.

    Attributes:
        marked: The field whose text says that it is a copy.
        without: The fields that stay behind.
        moved: The dates that move on by whole years, until the first of them lies ahead.
        today: The dates that become today.
        parts: The kinds of parts that are copied too.
    """

    marked: str | None = None
    without: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


DECISION = ("decided_by", "decided_function", "decided_on", "decision_form", "reference")
COPIES: Mapping[str, Copy] = {
    # A colleague at the same place: what is personal is somebody else's.
    "contact": Copy(
        marked="family_name",
        without=(
            *("title", "email", "email_2", "phone", "mobile", "languages"),
            *("source", "confirmed_on", "note", "private_note"),
        ),
    ),
    "organisation": Copy(
        marked="name",
        without=("name_en", "short_name", "valid_from", "valid_to", "replaced_by", "private_note"),
    ),
    "appointment": Copy(without=("appointed_on", "appointed_by", "until", "private_note")),
    "network": Copy(
        marked="name",
        without=(
            *("short_name", "joined_on", "left_on", *DECISION),
            *("period_ends_on", "next_review_on", "private_note"),
        ),
    ),
    # The next trip of its kind: the plan is kept, what was decided and what came of it is not.
    "trip": Copy(
        marked="title",
        without=(
            *DECISION,
            *("flight_approved_by", "flight_approved_on", "co2_kg", "co2_source"),
            *("summary", "lessons", "assessment", "assessment_note", "shared_how"),
            *("reported_on", "approved_by", "no_action_reason", "followed_up_on", "private_note"),
        ),
        moved=("start_on", "end_on"),
        parts=("stop", "programme", "participant", "leg", "cost", "funding"),
    ),
    "stop": Copy(moved=("from", "until")),
    "programme": Copy(without=("date", "time", "contact")),
    "participant": Copy(),
    "leg": Copy(moved=("date",)),
    # A rate belongs to its day.
    "cost": Copy(without=("outcome", "rate", "rate_source")),
    "funding": Copy(),
    "request": Copy(
        marked="topic",
        without=(
            *("wished_from", "wished_until", "assessment", "assessment_note", "decision"),
            *("reason", *DECISION, "outcome", "private_note"),
        ),
        today=("received_on",),
    ),
    "collaboration": Copy(
        marked="title", without=("reference", "start_on", "end_on", "result", "private_note")
    ),
    "advocacy": Copy(marked="title", without=("deadline", "outcome", "private_note")),
    "interaction": Copy(without=("private_note",), today=("date",)),
}

STATUS = "status"


def may_be_copied(entity: Entity) -> bool:
    """Tell whether rows of a kind can be copied."""
    return entity.name in COPIES


def duplicate(register: Register, entity: Entity, id_: str, *, language: str = "sv") -> Saved:
    """Copy a row, and those of its parts that a next one begins with, in one action.

    Raises:
        Invalid: A rule forbids the copy as it would be.
        Refused: The row is deleted, or rows of its kind are not copied.
    """
    if not may_be_copied(entity):
        raise Refused(NO_COPY.fill(entities=entity.many), NO_COPY_ADVICE)
    row = register.row(entity, id_)
    if row.state == GONE:
        raise Refused(writing.IS_DELETED, writing.IS_DELETED_ADVICE)
    context = register.context(language)
    copier = _Copier(context, register.clock().date(), _first_date(entity, row))
    values = copier.values(row)
    warnings = writing.judged(register, entity, values, context)
    new = str(uuid4())
    label = COPIED.fill(entity=entity.one, title=register.title(row))
    with register.record.acting("edit", label) as act:
        writing.create(act, entity, new, values)
        for part, link, found in _parts(register, entity, row):
            values = {**copier.values(found), link: new}
            writing.create(act, part, str(uuid4()), values)
    return Saved(new, True, warnings)


def _parts(register: Register, entity: Entity, row: Row) -> list[tuple[Entity, str, Row]]:
    """Return the parts that are copied, each with the field that holds its owner."""
    conn, wanted = register.db.conn, COPIES[entity.name].parts
    ids: dict[str, list[str]] = {name: [] for name in wanted}
    links = {part.name: link.name for part, link in parts_of(entity)}
    for _target, part, field, part_id in queries.referring(conn, entity, [row.id]):
        if part.name in ids and field == links[part.name]:
            ids[part.name].append(part_id)
    return [
        (CATALOGUE[name], links[name], found)
        for name in wanted
        for found in fetch(conn, CATALOGUE[name], ids[name]).values()
    ]


def _first_date(entity: Entity, row: Row) -> date | None:
    """Return the first date of a plan; a part alone is copied into the same plan and moves not."""
    if entity.owners:
        return None
    dates = [row.values.get(name) for name in COPIES[entity.name].moved]
    found = [date.fromisoformat(str(each)) for each in dates if each is not None]
    return min(found, default=None)


class _Copier:
    """Makes the values of copies."""

    def __init__(self, context: Context, today: date, first: date | None) -> None:
        """Keep the lists, the day, and how many years a plan that began on `first` moves on."""
        self._context, self._today = context, today
        self._years = 0 if first is None else _years_ahead(first, today)

    def values(self, row: Row) -> dict[str, Value]:
        """Return the values of a row's copy."""
        entity, copy = CATALOGUE[row.entity], COPIES[row.entity]
        values = {name: value for name, value in row.values.items() if name not in copy.without}
        values.update((n, _later(str(values[n]), self._years)) for n in copy.moved if n in values)
        values.update((name, self._today.isoformat()) for name in copy.today)
        self._begin(entity, values)
        self._mark(copy, entity, values)
        return values

    def _mark(self, copy: Copy, entity: Entity, values: dict[str, Value]) -> None:
        """Say that a row is a copy, in its name or in what of it there is."""
        names = (copy.marked, *entity.title) if copy.marked else ()
        name = next((each for each in names if each in values), None)
        if name:
            mark = MARK.into(self._context.language)
            values[name] = str(values[name])[: LONGEST - len(mark)] + mark

    def _begin(self, entity: Entity, values: dict[str, Value]) -> None:
        """Put a row at the beginning of its life."""
        kind = entity.by_name[STATUS].kind if STATUS in values else None
        if isinstance(kind, Choice):
            codes = self._context.lists.codes(kind.pick_list)
            values[STATUS] = codes[0] if codes else None


def _years_ahead(first: date, today: date) -> int:
    """Return how many years on a plan lies ahead again, one at the least."""
    return next(n for n in range(1, 10_000) if _moved(first, n) > today)


def _later(text: str, years: int) -> str:
    return _moved(date.fromisoformat(text), years).isoformat()


def _moved(day: date, years: int) -> date:
    """Return the same day some years on; leap day becomes the last of February."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
