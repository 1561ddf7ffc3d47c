"""Question 1: how many networks, by administration; which were joined and left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, Column, Figure, Table, TableRow
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.services.year import members, phrases
from desktop_app.services.year.frame import Frame, in_order, sorted_by_name
from desktop_app.services.year.material import text_of
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import column, count, rows_of, sums
from desktop_app.services.year.tables import grouped, listed
from desktop_app.storage.tables import Row

__all__ = ["NETWORK", "networks"]

NETWORK = Noun(Words("nätverk", "network"), Words("nätverk", "networks"), "ett")
MEMBERS = Words("Medlemskap vid periodens slut", "Memberships at the end of the period")
JOINED = Words("Tillkomna", "Joined")
LEFT = Words("Lämnade", "Left")
OVERARCHING = Words("Därav förvaltningsövergripande", "Of these, across administrations")
LEADING = Words("Därav med eget ansvar", "Of these, with responsibility of one’s own")
BEFORE = Words("Perioden före", "Period before")
TAKES_PART = Words("Deltar i andras", "Takes part in others’")
BY_OFFICE = Words("Medlemskap per ansvarig organisation", "Memberships by responsible organisation")
CHANGES = Words("Tillkomna och lämnade nätverk", "Networks joined and left")
UNDATED = Words(
    "{what} är avslutat utan datum och räknas inte.",
    "{what} ended without a date and is not counted.",
)
UNDATED_MANY = Words(
    "{what} är avslutade utan datum och räknas inte.",
    "{what} ended without a date and are not counted.",
)
NO_JOINING = Words(
    "{what} saknar datum för inträde och räknas med, också för perioden före.",
    "This counts {what} without a day of joining, for the period before too.",
)
WAS_MEMBER = Words(
    "{who} var {when} medlem i {what}, {change}.",
    "{who} was a member of {what} {when}, {change}.",
)
JOINED_AND_LEFT = Words(
    "{who} gick med i {joined} och lämnade {left} {during}.",
    "{who} joined {joined} and left {left} {during}.",
)
ONLY_JOINED = Words("{who} gick med i {joined} {during}.", "{who} joined {joined} {during}.")
ONLY_LEFT = Words("{who} lämnade {left} {during}.", "{who} left {left} {during}.")


def networks(frame: Frame) -> Answer:
    """Return the answer."""
    tables = _by_office(frame), _changes(frame)
    return Answer(1, QUESTIONS[0], tuple(_figures(frame)), tables, tuple(_sentences(frame)))


def _figures(frame: Frame) -> Iterable[Figure]:
    spans = frame.period, frame.compared
    now, then = (members.members(frame, span) for span in spans)
    yield count("networks.members", MEMBERS, "network", now, then, remark=_remark(frame, now))
    for code, label, found in (
        ("networks.joined", JOINED, members.joined),
        ("networks.left", LEFT, members.left),
    ):
        yield count(code, label, "network", *(found(frame, span) for span in spans))
    chosen = [[row for row in rows if row.values.get("overarching")] for rows in (now, then)]
    yield count("networks.overarching", OVERARCHING, "network", *chosen)
    if frame.offices is not None:
        own = [members.leads(frame, rows) for rows in (now, then)]
        yield count("networks.responsible", LEADING, "network", *own)


def _remark(frame: Frame, rows: Sequence[Row]) -> Words | None:
    undated = members.undated(frame, frame.period)
    since = [row for row in rows if "joined_on" not in row.values]
    told = [
        words.fill(what=phrases.counted(len(found), NETWORK))
        for words, found in (
            (NO_JOINING, since),
            (UNDATED_MANY if len(undated) > 1 else UNDATED, undated),
        )
        if found
    ]
    return phrases.joined(told) if told else None


def _by_office(frame: Frame) -> Table:
    columns = (
        column("network", "responsible"),
        Column("members", MEMBERS, "count"),
        Column("before", BEFORE, "count"),
        Column("joined", JOINED, "count"),
        Column("left", LEFT, "count"),
        Column("takes_part", TAKES_PART, "count"),
    )
    groups = [
        _by_responsible(members.members(frame, frame.period)),
        _by_responsible(members.members(frame, frame.compared)),
        _by_responsible(members.joined(frame, frame.period)),
        _by_responsible(members.left(frame, frame.period)),
        _taking_part(frame),
    ]
    offices = {office: frame.office_name(office) for group in groups for office in group}
    rows = []
    for office in sorted_by_name(offices):
        found = [group.get(office, []) for group in groups]
        opened = rows_of("network", (row for some in found for row in some))
        rows.append(TableRow((offices[office], *map(len, found)), opened))
    summed = sums(columns, [row.cells for row in rows], "members", "before", "joined", "left")
    return Table(
        "networks.by_office", BY_OFFICE, columns, tuple(rows), summed, "bars", ("members", "before")
    )


def _by_responsible(rows: Iterable[Row]) -> dict[str, list[Row]]:
    return grouped(rows, lambda row: [text_of(row, "responsible")])


def _taking_part(frame: Frame) -> dict[str, list[Row]]:
    """Return the networks that each administration takes part in while another answers for it."""

    def others(row: Row) -> Iterable[str]:
        taking_part = members.offices_at_end(frame, row) - {text_of(row, "responsible")}
        return sorted(filter(frame.ours, taking_part))

    return grouped(members.members(frame, frame.period), others)


def _changes(frame: Frame) -> Table:
    names = ("name", "responsible", "membership_kind", "joined_on", "left_on", "reference")
    changed = [*members.joined(frame, frame.period), *members.left(frame, frame.period)]
    rows = list({row.id: row for row in changed}.values())
    return listed(frame, "networks.changes", CHANGES, names, in_order(frame, rows), "network")


def _sentences(frame: Frame) -> Iterable[Words]:
    now, then = (len(members.members(frame, span)) for span in (frame.period, frame.compared))
    yield WAS_MEMBER.fill(
        who=frame.subject,
        when=frame.at_end,
        what=phrases.told(now, NETWORK),
        change=phrases.change(now, then, NETWORK, frame.earlier),
    )
    joined, left = (found(frame, frame.period) for found in (members.joined, members.left))
    if joined or left:
        both = JOINED_AND_LEFT if joined and left else ONLY_JOINED if joined else ONLY_LEFT
        yield both.fill(
            who=frame.subject,
            during=frame.during,
            joined=phrases.told(len(joined), NETWORK),
            left=phrases.told(len(left), NETWORK),
        )
