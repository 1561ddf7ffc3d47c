"""Questions 3 and 4: who represents us, and which decisions are behind the memberships."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from desktop_app.domain.days import months_later
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Answer, Figure, Span, Table
from desktop_app.domain.year.questions import QUESTIONS
from desktop_app.services.year import members, phrases
from desktop_app.services.year.frame import Frame, contains, in_order
from desktop_app.services.year.material import day_of, text_of
from desktop_app.services.year.phrases import Noun
from desktop_app.services.year.pieces import count
from desktop_app.services.year.tables import listed
from desktop_app.storage.tables import Row

__all__ = ["decisions", "people"]

POLITICAL, ADMINISTRATIVE = "political_representative", "administrative_contact"
BOTH = {POLITICAL, ADMINISTRATIVE}
MONTHS_AHEAD = 12

POST = Noun(Words("uppdrag", "post"), Words("uppdrag", "posts"), "ett")
MEMBERSHIP = Noun(Words("medlemskap", "membership"), Words("medlemskap", "memberships"), "ett")
REPRESENTED = Words("Medlemskap med båda företrädarna", "Memberships with both representatives")
NO_POLITICAL = Words("Utan politisk representant", "Without a political representative")
NO_ADMINISTRATIVE = Words("Utan administrativ kontaktperson", "Without an administrative contact")
POSTS = Words("Uppdrag vid periodens slut", "Posts held at the end of the period")
ENDING = Words("Därav sådana som går ut inom ett år", "Of these, ending within a year")
REPRESENTATIVES = Words("Företrädare per nätverk", "Representatives by network")
POSTS_HELD = Words("Uppdrag i nätverken", "Posts in the networks")
HAVE = Words(
    "{who} hade {posts} i nätverken {when}; {ending} av dem går ut inom ett år.",
    "{who} held {posts} in the networks {when}, with {ending} of them ending within a year.",
)
HAVE_ONE = (
    Words(
        "{who} hade ett uppdrag i nätverken {when}; det går inte ut inom ett år.",
        "{who} held one post in the networks {when}; it does not end within a year.",
    ),
    Words(
        "{who} hade ett uppdrag i nätverken {when}; det går ut inom ett år.",
        "{who} held one post in the networks {when}; it ends within a year.",
    ),
)
"""What is told of a single post: that it does not end soon, that it does."""

DECIDED = Words(
    "Medlemskap med beslut, datum och diarienummer",
    "Memberships with decision, date and case number",
)
NOT_DECIDED = Words("Utan beslutsfattare eller beslutsdatum", "Without decision-maker or date")
NO_REFERENCE = Words("Utan diarienummer", "Without case number")
TO_REVIEW = Words("Omprövning försenad vid periodens slut", "Review overdue at the period’s end")
NO_REVIEW = Words("Utan datum för nästa omprövning", "Without a date for the next review")
DECISIONS = Words("Beslut och nästa omprövning", "Decisions and next review")
OVERDUE = Words(
    "{what} skulle ha omprövats {when} eller tidigare.",
    "{what} should have been reviewed {when} or before.",
)
UNDOCUMENTED = Words(
    "{what} saknar uppgift om vem som beslutade eller när.",
    "For {what} it is not stated who decided, or when.",
)


def people(frame: Frame) -> Answer:
    """Return the answer to question 3."""
    rows = members.members(frame, frame.period)
    names = ("name", "responsible", POLITICAL, ADMINISTRATIVE)
    held = _posts(frame, frame.period)
    tables = (
        listed(
            frame,
            "people.networks",
            REPRESENTATIVES,
            names,
            in_order(frame, rows),
            "network",
        ),
        _held(frame, held),
    )
    ending = _ending(held, frame.end)
    words = HAVE_ONE[bool(ending)] if len(held) == 1 else HAVE
    told = words.fill(
        who=frame.subject,
        when=frame.at_end,
        posts=phrases.told(len(held), POST),
        ending=phrases.few(len(ending), POST),
    )
    return Answer(3, QUESTIONS[2], tuple(_figures(frame)), tables, (told,) if held else ())


def _figures(frame: Frame) -> Iterable[Figure]:
    now, then = (members.members(frame, span) for span in (frame.period, frame.compared))
    for code, label, fits in (
        (
            "people.both",
            REPRESENTED,
            lambda r: POLITICAL in r.values and ADMINISTRATIVE in r.values,
        ),
        ("people.no_political", NO_POLITICAL, lambda r: POLITICAL not in r.values),
        ("people.no_administrative", NO_ADMINISTRATIVE, lambda r: ADMINISTRATIVE not in r.values),
    ):
        yield count(code, label, "network", list(filter(fits, now)), list(filter(fits, then)))
    held, before = (_posts(frame, span) for span in (frame.period, frame.compared))
    yield count("people.posts", POSTS, "post", held, before)
    ending = [
        _ending(posts, frame.last_of(span))
        for posts, span in ((held, frame.period), (before, frame.compared))
    ]
    yield count("people.posts_ending", ENDING, "post", *ending)


def _posts(frame: Frame, span: Span) -> list[Row]:
    """Return the posts held on the last day of a time, in the networks of that time."""
    last = frame.last_of(span)
    on_the_day = Span(last, last)
    networks = members.members(frame, span)
    posts = (post for network in networks for post in frame.material.parts("post", network))
    return [post for post in posts if members.overlaps(post, on_the_day)]


def _ending(posts: Sequence[Row], day: date) -> list[Row]:
    ahead = Span(day, months_later(day, MONTHS_AHEAD))
    return [post for post in posts if contains(ahead, day_of(post, "until"))]


def _held(frame: Frame, posts: Sequence[Row]) -> Table:
    ordered = sorted(posts, key=lambda post: (text_of(post, "until") or "~", post.id))
    names = ("network", "contact", "role", "from", "until")
    return listed(frame, "people.posts", POSTS_HELD, names, ordered, "post")


def decisions(frame: Frame) -> Answer:
    """Return the answer to question 4."""
    rows = members.members(frame, frame.period)
    names = (
        *("name", "responsible", "decided_by", "decided_on", "decision_form", "reference"),
        "next_review_on",
    )
    table = listed(frame, "decisions.networks", DECISIONS, names, in_order(frame, rows), "network")
    told = []
    if late := _late(rows, frame.end):
        told.append(OVERDUE.fill(what=phrases.told(len(late), MEMBERSHIP), when=frame.at_end))
    if lacking := list(filter(_is_undecided, rows)):
        told.append(UNDOCUMENTED.fill(what=phrases.told(len(lacking), MEMBERSHIP)))
    sentences = tuple(phrases.capital(words) for words in told)
    return Answer(4, QUESTIONS[3], tuple(_decision_figures(frame)), (table,), sentences)


def _is_undecided(row: Row) -> bool:
    return not {"decided_by", "decided_on"} <= row.values.keys()


def _late(rows: Iterable[Row], day: date) -> list[Row]:
    return [r for r in rows if (on := day_of(r, "next_review_on")) is not None and on < day]


def _decision_figures(frame: Frame) -> Iterable[Figure]:
    spans = frame.period, frame.compared
    both = [members.members(frame, span) for span in spans]
    whole = {"decided_by", "decided_on", "reference"}
    for code, label, fits in (
        ("decisions.whole", DECIDED, lambda row: whole <= row.values.keys()),
        ("decisions.missing", NOT_DECIDED, _is_undecided),
        ("decisions.no_reference", NO_REFERENCE, lambda row: "reference" not in row.values),
        ("decisions.no_review", NO_REVIEW, lambda row: "next_review_on" not in row.values),
    ):
        yield count(code, label, "network", *(list(filter(fits, rows)) for rows in both))
    late = _late(both[0], frame.end)
    yield count("decisions.review_overdue", TO_REVIEW, "network", late)
