"""Sending workbooks to the registers we exchange with: to one, or to all in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from desktop_app.domain.file_names import free_place
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress, Stopped
from desktop_app.domain.words import Words
from desktop_app.services import mailing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.mailing import Draft, sender_of
from desktop_app.services.neighbours import Neighbour
from desktop_app.services.persons import persons_of
from desktop_app.services.register import Register

__all__ = ["Letter", "Posted", "SentAll", "send_all", "send_to"]

ENDINGS = (".xlsx", ".eml")
LONGEST_OFFICE = 48
"""Letters of an office's name in that of a file, so that the date is never cut off."""
NAME = Words("{sender} till {to} {date}", "{sender} to {to} {date}")
STOPPED = Words(
    "Du avbröt. De arbetsböcker som redan var skrivna finns kvar.",
    "You stopped. The workbooks already written are there.",
)

Told: TypeAlias = Callable[["Posted"], None]


@dataclass(frozen=True)
class Letter:
    """How workbooks leave.

    Attributes:
        language: The language of headings and labels.
        password: What locks them, '' for nothing.
        mail: Whether an e-mail is drafted around each.
    """

    language: str = "sv"
    password: str = field(default="", repr=False)
    mail: bool = False


@dataclass(frozen=True)
class Posted:
    """A workbook that was written for somebody.

    Attributes:
        to: For whom.
        path: The workbook.
        counts: The rows in it, by entity.
        mail: The e-mail around it, or why there is none; None if none was wanted.
    """

    to: Neighbour
    path: Path
    counts: Mapping[str, int]
    mail: Draft | Refused | None = None


@dataclass(frozen=True)
class SentAll:
    """What sending to many came to.

    Attributes:
        posted: The workbooks that were written.
        left: Those that none was written for.
        problem: Why not.
    """

    posted: Sequence[Posted]
    left: Sequence[Neighbour] = ()
    problem: Refused | None = None


def send_to(
    register: Register,
    to: Neighbour,
    folder: Path,
    letter: Letter,
    progress: Progress | None = None,
) -> Posted:
    """Write a workbook for a register, under a name that nothing has yet, and note that it left.

    Raises:
        Refused: It cannot be written there.
        Stopped: `progress` raised it; nothing was written.
    """
    out = free_place(folder, _name(register, to, letter.language), ENDINGS)
    wish = Wish(language=letter.language, to=to.register_id, password=letter.password)
    counts = export(register, out, wish, progress)
    mail = _mail(register, to, out, letter) if letter.mail else None
    return Posted(to, out, counts, mail)


def send_all(  # noqa: PLR0913, PLR0917 — to whom, where, how, and who hears of it
    register: Register,
    all_of_them: Iterable[Neighbour],
    folder: Path,
    letter: Letter,
    progress: Progress | None = None,
    told: Told | None = None,
) -> SentAll:
    """Write a workbook for each of many registers; what stops it leaves those that are written.

    Raises:
        Refused: The first cannot be written.
        Stopped: `progress` raised it before the first was written.
    """
    wanted, done = list(all_of_them), SentAll([])
    for number, to in enumerate(wanted):
        try:
            posted = send_to(register, to, folder, letter, _share(progress, number, len(wanted)))
        except (Refused, Stopped) as problem:
            if not number:
                raise
            why = problem if isinstance(problem, Refused) else Refused(STOPPED)
            return replace(done, left=wanted[number:], problem=why)
        done = SentAll([*done.posted, posted])
        if told is not None:
            told(posted)
    return done


def _share(progress: Progress | None, number: int, of: int) -> Progress | None:
    """Return what hears of one workbook among many."""

    def share(done: int, whole: int) -> None:
        if progress is not None:
            progress(number * whole + done, of * whole)

    return None if progress is None else share


def _name(register: Register, to: Neighbour, language: str) -> str:
    """Return what a workbook is called: from whom, to whom, which day."""
    sender, other = sender_of(register).office[:LONGEST_OFFICE], to.name[:LONGEST_OFFICE]
    date = register.clock().date().isoformat()
    return NAME.fill(sender=sender.strip(), to=other.strip(), date=date).into(language)


def _mail(register: Register, to: Neighbour, out: Path, letter: Letter) -> Draft | Refused:
    person = persons_of(register).get(to.office)
    address = person.email if person is not None else ""
    try:
        sender = sender_of(register)
        return mailing.draft(out, address, sender, letter.language, to_register=True)
    except Refused as problem:  # the workbook is there all the same
        return problem
