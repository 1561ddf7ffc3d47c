"""A register as it was on a day, for reading: what a report of that day was made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services.register import Clock, Register
from desktop_app.storage import as_of

__all__ = ["open_as_of"]

NOT_YET = Words("Den {day} har inte varit än.", "{day} has not been yet.")
NOT_YET_ADVICE = Words("Välj i dag eller en tidigare dag.", "Choose today or an earlier day.")
BEFORE = Words(
    "Registret fanns inte den {day}: det skapades den {made}.",
    "There was no register on {day}: it was made on {made}.",
)
BEFORE_ADVICE = Words("Välj en senare dag.", "Choose a later day.")


@contextmanager
def open_as_of(register: Register, day: date) -> Iterator[Register]:
    """Open a register as it was known here at the end of a day; its clock stands at that hour.

    It is for reading. What became known later, by edits, undos or imports, is not in it; so the
    same day always reads alike.

    Raises:
        Refused: The day is still to come, or the register was not made yet.
    """
    _refuse(register, day)
    clock = _at_end_of(register, day)
    if as_of.is_newest(register.db.conn, day):
        yield replace(register, clock=clock)
        return
    copy = as_of.copy_as_of(register.db, day)
    try:
        yield Register(register.path, copy, clock)
    finally:
        copy.close()


def _refuse(register: Register, day: date) -> None:
    if day > register.clock().date():
        raise Refused(NOT_YET.fill(day=day), NOT_YET_ADVICE)
    made = date.fromisoformat(register.facts.made_at[:10])
    if day < made:
        raise Refused(BEFORE.fill(day=day, made=made), BEFORE_ADVICE)


def _at_end_of(register: Register, day: date) -> Clock:
    now = register.clock()
    if now.date() == day:
        return lambda: now
    end = datetime.combine(day, time(23, 59, 59), now.tzinfo)
    return lambda: end
