"""The list of what is to be done, to tick off on paper: what is late, due, missing, waiting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain.kinds import Date
from desktop_app.domain.words import Language, Words
from desktop_app.reports.listing import Band, Counted, Entry, Group, Head, Line, Listing

__all__ = ["ToDo", "follow_up_list"]

TITLE = Words("Att följa upp", "To follow up")
COUNTED: Counted = (
    Words("Inget att följa upp", "Nothing to follow up"),
    Words("1 sak att följa upp", "1 thing to follow up"),
    Words("{count} saker att följa upp", "{count} things to follow up"),
)
BOX = "\N{BALLOT BOX}"
DONE = Words("Klart", "Done")
DATE = Words("Datum", "Date")
WHAT = Words("Vad", "What")
WHERE = Words("Gäller", "Concerns")
NAME = Words("Namn", "Name")
WHO = Words("Vem", "Who")
WHY = Words("Varför", "Why")


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something to be done.

    Attributes:
        what: What is to be done.
        title: What the row is called that it concerns.
        where: What that row is, such as a network.
        date: Its day, ISO, '' where it has none.
        who: Who does it, '' where nobody is named.
    """

    what: str
    title: str
    where: str = ""
    date: str = ""
    who: str = ""


def follow_up_list(
    groups: Iterable[tuple[str, Sequence[ToDo]]], language: Language, about: Sequence[str] = ()
) -> Listing:
    """Return what is to be done, in groups with their headings, in the order given."""
    return Listing(
        title=TITLE.into(language),
        counted=COUNTED,
        heads=[
            Head("done", DONE, where="paper"),
            Head("date", DATE, Date()),
            Head("what", WHAT),
            Head("where", WHERE, told=False),
            Head("title", WHERE, where="paper"),
            Head("row", NAME, where="sheet"),
            Head("who", WHO),
        ],
        columns=[("done",), ("date",), ("what",), ("title", "where"), ("who",)],
        groups=[Group(name, [Band("", list(map(_line, found)))]) for name, found in groups],
        language=language,
        grouped_by=WHY,
        about=about,
    )


def _line(item: ToDo) -> Line:
    return {
        "done": Entry(BOX),
        "date": Entry(item.date, value=item.date or None),
        "what": Entry(item.what),
        "title": Entry(item.title),
        "row": Entry(item.title),
        "where": Entry(item.where),
        "who": Entry(item.who),
    }
