"""Lists that are asked for: collaborations and projects, incoming visits, posts of trust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.kinds import Amount
from desktop_app.domain.words import Language, Words
from desktop_app.domain.year.states import DECLINED, VISIT_MADE
from desktop_app.reports import formats
from desktop_app.reports.contact_list import NAME
from desktop_app.reports.grouping import Columns, in_groups, places, total
from desktop_app.reports.listing import Band, Counted, Entry, Group, Head, Line, Listing
from desktop_app.reports.record import Record

__all__ = ["collaboration_list", "post_list", "visit_list"]

NOT_STATED = Words("Uppgift saknas", "Not stated")
SUM = Words("Summa", "Total")
SUM_WITHOUT = Words("Summa, utan avböjda", "Total, without those declined")

PROJECTS = Words("Samarbeten och projekt", "Collaborations and projects")
COUNTED_PROJECTS: Counted = (
    Words("Inga samarbeten", "No collaborations"),
    Words("1 samarbete", "1 collaboration"),
    Words("{count} samarbeten", "{count} collaborations"),
)
SUMS = ("budget", "own_share", "external_funding")
PROJECT = (
    ("title", "status", "reference"),
    ("organisation", "role"),
    ("partners", "programme", "funder"),
    ("start_on", "end_on"),
    *((name,) for name in SUMS),
    ("focus", "result"),
)
REMAINDER = Words("Ej täckt, i kronor", "Not covered, in SEK")
"""What neither the own share nor others pay of a budget."""

BRIEF = ("partners", "programme", "funder", "focus", "result", "reference")
BUDGETS_LACKING = Words("Samarbeten utan budget", "Collaborations without a budget")
NOT_SUMMED = Words("Avböjda, inte i summorna", "Declined, not in the totals")

VISITS = Words("Inkommande besök", "Incoming visits")
COUNTED_VISITS: Counted = (
    Words("Inga inkommande besök", "No incoming visits"),
    Words("1 inkommande besök", "1 incoming visit"),
    Words("{count} inkommande besök", "{count} incoming visits"),
)
VISIT = (
    ("topic", "status"),
    ("organisation", "contact"),
    ("received_on",),
    ("wished_from", "wished_until"),
    ("group_size", "level", "language"),
    ("host",),
    ("decision", "decided_by", "decided_on", "reason"),
    ("outcome",),
)
VISIT_BRIEF = ("reason", "decided_by")
PEOPLE = Words("Personer i genomförda besök", "Visitors in completed visits")
SIZES_LACKING = Words("Genomförda besök utan antal", "Completed visits without a group size")

POSTS = Words("Förtroendeposter och uppdrag i nätverk", "Posts of trust in networks")
COUNTED_POSTS: Counted = (
    Words("Inga uppdrag", "No posts"),
    Words("1 uppdrag", "1 post"),
    Words("{count} uppdrag", "{count} posts"),
)
POST = ("contact", "role", "from", "until")
EXPIRED = Words("Tiden har gått ut", "Time has run out")
NOTE = Words("Anmärkning", "Remark")


def collaboration_list(
    records: Iterable[Record], language: Language, order: Sequence[str] = ()
) -> Listing:
    """Return collaborations by kind (in `order`), with what they cost and who pays."""
    columns = Columns.of("collaboration", language)
    rows = sorted(records, key=columns.place)
    found = in_groups(rows, lambda row: columns.text(row, "kind"), language, order)
    listed = _Listed(columns, PROJECT, BRIEF)
    groups = [
        Group(
            name or NOT_STATED.into(language),
            [Band("", [_project(listed, row) for row in some])],
            _sums(some, language),
        )
        for name, some in found
    ]
    remainder = Head("remainder", REMAINDER, Amount(currency="SEK"), right=True)
    paper = list(PROJECT)
    paper.insert(paper.index((SUMS[-1],)) + 1, ("remainder",))
    return Listing(
        title=PROJECTS.into(language),
        counted=COUNTED_PROJECTS,
        heads=[*listed.heads(), remainder],
        columns=paper,
        groups=groups,
        language=language,
        grouped_by=columns.entity.by_name["kind"].label,
        totals=_project_totals(rows, columns),
        lying=True,
    )


def visit_list(records: Iterable[Record], language: Language, year: int | None = None) -> Listing:
    """Return incoming visits by the year they are wished for, the newest year first."""
    columns = Columns.of("request", language)
    rows = [row for row in records if year is None or _year(row) == str(year)]
    rows.sort(key=lambda row: (_day(row), columns.place(row)))
    listed = _Listed(columns, VISIT, VISIT_BRIEF)
    years = sorted({_year(row) for row in rows}, reverse=True)
    found = in_groups(rows, _year, language, years)
    return Listing(
        title=VISITS.into(language),
        counted=COUNTED_VISITS,
        heads=listed.heads(),
        columns=VISIT,
        groups=[Group(name, [Band("", list(map(listed.line, some)))]) for name, some in found],
        language=language,
        grouped_by=Words("År", "Year"),
        totals=_visitors(rows, language),
        lying=True,
    )


def post_list(posts: Iterable[tuple[str, Record]], today: str, language: Language) -> Listing:
    """Return posts by network, given with each; those past their end say so."""
    columns = Columns.of("post", language)
    rows = sorted(posts, key=lambda each: (columns.place(each[1]), each[1].value("until")))
    found = in_groups(rows, lambda each: each[0], language)

    def line(post: Record) -> Line:
        until = post.value("until")
        note = EXPIRED.into(language) if until and until < today else ""
        return {**columns.line(post, POST), "note": Entry(note)}

    heads = [*columns.heads(POST), Head("note", NOTE)]
    heads[0] = Head("contact", NAME)
    return Listing(
        title=POSTS.into(language),
        counted=COUNTED_POSTS,
        heads=heads,
        columns=[(head.name,) for head in heads],
        groups=[
            Group(name or NOT_STATED.into(language), [Band("", [line(post) for _, post in some])])
            for name, some in found
        ],
        language=language,
        grouped_by=Words("Nätverk", "Network"),
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    """Rows of one entity with the columns of a list; some texts are led by their labels."""

    columns: Columns
    paper: Sequence[tuple[str, ...]]
    brief: Sequence[str]

    def heads(self) -> list[Head]:
        return [
            self.columns.head(name, brief=name in self.brief)
            for names in self.paper
            for name in names
        ]

    def line(self, record: Record) -> Line:
        return self.columns.line(record, [name for names in self.paper for name in names])


def _project(listed: _Listed, row: Record) -> Line:
    left, language = _remainder(row), listed.columns.language
    shown = Entry(_amount(left, language), value=str(left)) if left is not None else Entry()
    return {**listed.line(row), "remainder": shown}


def _remainder(row: Record) -> Decimal | None:
    """Return what of the budget nobody pays, None where that is nothing or not known."""
    budget, own, external = (formats.number(row.value(name)) for name in SUMS)
    if budget is None or (own is None and external is None):
        return None
    left = budget - (own or Decimal(0)) - (external or Decimal(0))
    return left if left > 0 else None


def _sums(rows: Sequence[Record], language: Language) -> list[Line]:
    if len(rows) == 1 or not _summed(rows):
        return []
    title = SUM if len(_summed(rows)) == len(rows) else SUM_WITHOUT
    line = {"title": Entry(title.into(language))}
    for name, sum_ in _totals(rows).items():
        line[name] = Entry(_amount(sum_, language))
    return [line] if len(line) > 1 else []


def _totals(rows: Sequence[Record]) -> Mapping[str, Decimal]:
    """Return the sums of the columns that any row that is not declined has an amount in."""
    rows = _summed(rows)
    found = {name: total(_known(formats.number(row.value(name)) for row in rows)) for name in SUMS}
    found["remainder"] = total(_known(map(_remainder, rows)))
    return {name: sum_.sek for name, sum_ in found.items() if sum_ is not None}


def _summed(rows: Sequence[Record]) -> Sequence[Record]:
    return [row for row in rows if row.value("status") != DECLINED]


def _known(amounts: Iterable[Decimal | None]) -> Iterator[Decimal]:
    return (amount for amount in amounts if amount is not None)


def _project_totals(rows: Sequence[Record], columns: Columns) -> list[tuple[str, str]]:
    labels = {name: columns.entity.by_name[name].label for name in SUMS}
    labels["remainder"] = REMAINDER
    language = columns.language
    told = [
        (labels[name].into(language), _amount(sum_, language))
        for name, sum_ in _totals(rows).items()
    ]
    summed = _summed(rows)
    lacking = [row for row in summed if not row.filled(SUMS[0])]
    declined = [row for row in rows if row not in summed]
    for words, some in ((BUDGETS_LACKING, lacking), (NOT_SUMMED, declined)):
        if told and some:
            told.append((words.into(language), "; ".join(map(columns.name_of, some))))
    return told


def _amount(amount: Decimal, language: Language) -> str:
    return formats.decimal(amount, language, places(amount))


def _day(row: Record) -> str:
    return row.value("wished_from") or row.value("received_on")


def _year(row: Record) -> str:
    return _day(row)[:4]


def _visitors(rows: Sequence[Record], language: Language) -> list[tuple[str, str]]:
    made = [row.value("group_size") for row in rows if row.value("status") in VISIT_MADE]
    sizes = [int(size) for size in made if size.isdecimal()]
    lacking = len(made) - len(sizes)
    told = [(PEOPLE, str(sum(sizes)))] if sizes else []
    told += [(SIZES_LACKING, str(lacking))] if lacking else []
    return [(words.into(language), text) for words, text in told]
