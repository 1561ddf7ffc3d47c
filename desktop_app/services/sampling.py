"""A realistic sample register of any size, the same for the same seed."""

from __future__ import annotations

from collections import deque
from datetime import date
from pathlib import Path

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.progress import Progress
from desktop_app.domain.shipped import Row, shipped_rows
from desktop_app.domain.words import Words
from desktop_app.services import writing
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.register import Clock, Register, now
from desktop_app.services.sample import sample_rows
from desktop_app.storage.connection import making

OFFICE = "Stadsledningskontoret"
PERSON = "Alva Exempelsson"
LABEL = Words("Exempeldata", "Sample data")
REPORT_EVERY = 100
SHARED = 2
"""So many contacts others have written in too: the last ones."""


def _unheard(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""


def make_sample(  # noqa: PLR0913 — what chance and time decide is passed in
    path: Path | None,
    contacts: int,
    seed: int,
    *,
    today: date | None = None,
    clock: Clock = now,
    progress: Progress = _unheard,
    exchange: bool = False,
) -> Register:
    """Make a sample register and return it open.

    Args:
        path: The file to make; None keeps it in memory.
        contacts: How many external contacts; the rest grows with them.
        seed: What chance begins with.
        today: The day on which something is late; this machine's if None.
        clock: What tells the time of the actions.
        progress: Told how many rows are made.
        exchange: Whether it is the central office's, with a little history of exchange, differing
            values and a question that waits.

    Raises:
        Refused: There is a file at `path`, or it cannot be written.
    """
    day = today or clock().date()
    if path is None:
        register = new_register(None, OFFICE, person=PERSON, central=exchange, clock=clock)
        _fill(register, contacts, seed, day, progress, exchange=exchange)
        return register
    with (
        making(path) as part,
        new_register(part, OFFICE, person=PERSON, central=exchange, clock=clock) as register,
    ):
        _fill(register, contacts, seed, day, progress, exchange=exchange)
    return open_register(path, clock=clock)


def _fill(  # noqa: PLR0913 — as above
    register: Register,
    contacts: int,
    seed: int,
    today: date,
    progress: Progress,
    *,
    exchange: bool,
) -> None:
    shipped = {row.id for row in shipped_rows()}
    shared: deque[Row] = deque(maxlen=SHARED)
    with register.record.acting("new", LABEL) as act:
        for number, row in enumerate(sample_rows(contacts, seed, today)):
            if number % REPORT_EVERY == 0:
                progress(number, 0)
            entity = CATALOGUE[row.entity]
            if row.id in shipped:
                writing.change(act, entity, row.id, row.values)
            else:
                writing.create(act, entity, row.id, row.values)
            if row.entity == "contact":
                shared.append(row)
    if exchange:
        from desktop_app.services.sample_exchange import (  # noqa: PLC0415 — loads the exchange
            add_exchange,
        )

        add_exchange(register, list(shared), seed, today)
