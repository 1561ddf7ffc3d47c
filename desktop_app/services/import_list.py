"""Taking in a list that is not ours: columns recognised, rows matched, nothing dropped unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Context, Value
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import Column
from desktop_app.exchange.lists.foreign import ListedRow, Listing, understand
from desktop_app.exchange.reading.reader import Table
from desktop_app.services import writing
from desktop_app.services.city_offices import CityOffices
from desktop_app.services.import_plan import How, ImportPlan
from desktop_app.services.importing import CHANGED_ADVICE, CHANGED_MEANWHILE, basis_of
from desktop_app.services.list_choices import Choices
from desktop_app.services.list_layouts import Learned, learned
from desktop_app.services.list_links import ADDABLE
from desktop_app.services.list_matching import EACH, judge, know
from desktop_app.services.list_settling import not_made, settle_rows
from desktop_app.services.list_work import Named, Results, Work
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage.record import Act

__all__ = ["ListPlan", "decide", "plan_list"]

ADDED = Words(
    "Skapas också, eftersom de inte fanns: {names}.",
    "Made too, since they were not there: {names}.",
)


NO_ROWS = Words("Listan har rubriker men inga rader.", "The list has headings but no rows.")
OF_COLUMN = Words("Kolumnen ”{column}”: {reason}", "The column “{column}”: {reason}")
MENDED = Words(
    "{count} uppgifter lästes i lagad form; vid raderna står vad som lagades.",
    "{count} values were read in a mended form; beside their rows stands what was mended.",
)


@dataclass(frozen=True, slots=True)
class ListRead:
    """What is known of a list, whatever is decided of its rows.

    Attributes:
        works: Its rows by kind, read and compared.
        said: What is to be said of the file.
        columns: How its columns were understood.
        layouts: What was said of its columns, to be remembered.
        language: The language that values are shown in.
    """

    works: Sequence[Work] = ()
    said: Sequence[Words] = ()
    columns: Sequence[Column] = ()
    layouts: Sequence[Learned] = ()
    language: str = "sv"


@dataclass(frozen=True)
class ListPlan(ImportPlan):
    """What taking in a list will do, which a person may decide otherwise.

    Attributes:
        read: What is known of the list.
        choices: What was decided.
    """

    read: ListRead = field(default_factory=ListRead)
    choices: Choices = field(default_factory=Choices)


def plan_list(
    how: How,
    table: Table,
    entity: str | None,
    mapping: Mapping[str, str],
    remarks: Sequence[Words] = (),
) -> ListPlan:
    """Plan taking in a list; raise `Refused` if its columns are not understood."""
    context = how.register.context()
    listings = understand(table, entity, mapping, context)
    steps = Steps(how.progress, lambda: (EACH + 1) * sum(len(each.rows) for each in listings))
    said = [*remarks, *table.remarks, *(words for each in listings for words in each.remarks)]
    layouts = learned(listings, table, entity, mapping, context)
    columns = [column for listing in listings for column in listing.columns]
    works = _judged(how, listings, context, steps)
    return _plan(how, ListRead(works, said, columns, layouts, how.language), Choices(), steps)


def _judged(
    how: How, listings: Sequence[Listing], context: Context, steps: Steps
) -> Sequence[Work]:
    """Return the rows by kind, each judged; those of all sheets may name one another."""
    writer, named = Writer(how.register, how.language), Named(CityOffices(how.register))
    works: dict[str, Work] = {}
    read: list[tuple[Work, Listing, list[ListedRow]]] = []
    # Those that others name are made before them.
    for listing in sorted(listings, key=lambda each: each.entity.name != ADDABLE):
        entity = listing.entity
        if entity.name not in works:
            works[entity.name] = Work(how.register, entity, context, writer, named)
        read.append((works[entity.name], listing, know(works[entity.name], listing, steps)))
    for work, listing, listed in read:
        judge(work, listing, listed, steps)
    for work in works.values():
        work.known.clear()
        work.seen.clear()
    return list(works.values())


def decide(
    register: Register, plan: ListPlan, choices: Choices, progress: Progress | None = None
) -> ListPlan:
    """Return the plan of a list as it is when a person has decided; nothing is read again.

    Args:
        register: The register, through any connection.
        plan: The plan.
        choices: Everything that is decided, what was decided before as well.
        progress: Hears how far it is.

    Raises:
        Refused: A choice does not fit its row, or the register was changed meanwhile.
        Stopped: `progress` raised it.
    """
    if basis_of(register) != plan.basis:
        raise Refused(CHANGED_MEANWHILE, CHANGED_ADVICE)
    language = plan.read.language
    writer = Writer(register, language)
    works = [replace(work, register=register, writer=writer) for work in plan.read.works]
    steps = Steps(progress, lambda: sum(len(work.judged) for work in works))
    how = How(register, plan.path, language, progress)
    return _plan(how, replace(plan.read, works=works), choices, steps)


def _plan(how: How, read: ListRead, choices: Choices, steps: Steps) -> ListPlan:
    works = read.works
    gone = not_made(works, choices)
    found = [settle_rows(work, choices, gone, steps) for work in works]
    added = _used(works, found)
    names = [str(values["name"]) for values in added.values()]
    problems = [problem for each in found for problem in each.problems]
    mended = sum(problem.mended for problem in problems)
    more = [
        *([] if any(each.outcomes for each in found) else [NO_ROWS]),
        *(OF_COLUMN.fill(column=p.column, reason=p.reason) for p in problems if not p.row),
        *([ADDED.fill(names=names)] if names else []),
        *([MENDED.fill(count=mended)] if mended else []),
    ]
    return ListPlan(
        how.path,
        "list",
        [outcome for each in found for outcome in each.outcomes],
        problems,
        [*read.said, *more],
        partial(_write, added, [work.entity.name for work in works], found),
        len(added) + sum(len(each.creates) + len(each.changes) for each in found),
        basis_of(how.register),
        columns=read.columns,
        doubts=[doubt for each in found for doubt in each.doubts],
        refused_rows=[row for each in found for row in each.refused],
        layouts=read.layouts,
        read=read,
        choices=choices,
    )


def _used(works: Sequence[Work], found: Iterable[Results]) -> dict[str, dict[str, Value]]:
    """Return the added rows that some row names which is taken in, or waits."""
    added = works[0].named.added if works else {}
    if not added:
        return {}
    named: set[str] = set()
    for each in found:
        waiting = (doubt.about["values"] for doubt in each.doubts)
        for values in (*each.creates.values(), *each.changes.values(), *waiting):
            if isinstance(values, Mapping):
                for value in values.values():
                    named.update(map(str, value if isinstance(value, list) else [value]))
    return {id_: values for id_, values in added.items() if id_ in named}


def _write(
    added: Mapping[str, dict[str, Value]],
    entities: Sequence[str],
    found: Sequence[Results],
    act: Act,
    steps: Steps,
) -> None:
    for id_, values in steps.through(added.items()):
        writing.create(act, CATALOGUE[ADDABLE], id_, values)
    for name, results in zip(entities, found, strict=True):
        entity = CATALOGUE[name]
        for id_, values in steps.through(results.creates.items()):
            writing.create(act, entity, id_, values)
        for id_, values in steps.through(results.changes.items()):
            writing.change(act, entity, id_, values)
