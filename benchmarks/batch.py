"""The central office takes in what all offices sent: many workbooks at once (P12)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from uuid import UUID

from benchmarks.material import CONTACT, DAY, LINKS, SEED, copy_of, folder
from benchmarks.measure import TRIAL_ROWS, once, say, seconds
from desktop_app.domain.words import same
from desktop_app.services import writing
from desktop_app.services.batch import BatchDone, BatchPlan, accept_many, plan_many, total_of
from desktop_app.services.exchange_state import exchange_state
from desktop_app.services.exporting import Wish, export
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.register import Register
from desktop_app.services.sample import sample_rows
from desktop_app.services.sending import Letter, send_to
from desktop_app.services.upkeep import backup_register

OFFICES, CONTACTS, FEW_OFFICES, FEW_CONTACTS = 45, 500, 3, 20
CHANGED = 10
"""One contact in so many is changed."""
ALLOWED = 1.0


def batch(rows: int) -> None:
    """Measure taking in 45 workbooks of 500 contacts: all new, and then with 10 % changes."""
    small = rows < TRIAL_ROWS
    offices, contacts = (FEW_OFFICES, FEW_CONTACTS) if small else (OFFICES, CONTACTS)
    centre, first, second = _material(offices, contacts)
    path = copy_of(centre, "batch.knreg")
    say(f"batch, {offices} workbooks of {contacts} contacts")
    with open_register(path) as register:
        for name, files in (("all new", first), (f"1 in {CHANGED} changed", second)):
            _measure(register, name, files)
        say(f"{'how the exchange stands':34} {seconds(once(lambda: exchange_state(register)))}")
        to = exchange_state(register).met[0]
        spent = once(lambda: send_to(register, to, folder(), Letter()))
        say(f"{'a workbook back to one of them':34} {seconds(spent)}")


def _measure(register: Register, name: str, files: tuple[Path, ...]) -> None:
    made: list[BatchPlan] = []
    done: list[BatchDone] = []
    planning = once(lambda: made.append(plan_many(register, files)))
    accepting = once(lambda: done.append(accept_many(register, made[0])))
    backup = once(lambda: backup_register(register))
    assert done[0].problem is None
    account = total_of(made[0].files)
    made[0].close()
    each = (planning + accepting) / len(files)
    over = "  OVER" if each > ALLOWED else ""
    say(
        f"{f'a workbook, {name}':34} {seconds(each):>10}  plan {seconds(planning / len(files))}"
        f" accept {seconds(accepting / len(files))} (backup of all {seconds(backup)})"
        f"  allowed {seconds(ALLOWED)}{over}  {account['new']} new {account['changed']} changed"
    )


@cache
def _material(offices: int, contacts: int) -> tuple[Path, tuple[Path, ...], tuple[Path, ...]]:
    """Return a centre, what its offices sent at first, and what they sent after some changes."""
    path = folder() / "batch-centre.knreg"
    centre = new_register(path, "Stadsledningskontoret", central=True)
    to = Wish(to=centre.facts.register_id)
    first, second = list[Path](), list[Path]()
    for number in range(offices):
        own = folder() / f"office-{number}.knreg"
        with new_register(own, f"Förvaltning {number}", join=path) as register:
            ids = list(_fill(register, number, contacts))
            for found, word in ((first, "first"), (second, "second")):
                found.append(folder() / f"{word}-{number}.xlsx")
                export(register, found[-1], to)
                _change(register, ids)
    centre.close()
    return path, tuple(first), tuple(second)


def _fill(register: Register, number: int, contacts: int) -> Iterator[str]:
    rows = (r for r in sample_rows(contacts, SEED + number, DAY) if r.entity == CONTACT.name)
    with register.record.acting("edit", same("")) as act:
        for place, row in enumerate(islice(rows, contacts)):
            id_ = str(UUID(int=(number + 1) << 64 | place, version=4))
            values = {name: value for name, value in row.values.items() if name not in LINKS}
            writing.create(act, CONTACT, id_, values)
            yield id_


def _change(register: Register, ids: list[str]) -> None:
    with register.record.acting("edit", same("")) as act:
        for id_ in ids[::CHANGED]:
            writing.change(act, CONTACT, id_, {"department": "En annan enhet"})
