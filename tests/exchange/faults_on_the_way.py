"""Files that come twice, late, in another order, by half or never, and registers brought back."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from desktop_app.domain.edits import Edit, make_edit
from desktop_app.services.importing import accept
from desktop_app.services.opening import open_register
from desktop_app.services.parcels import Parcel
from desktop_app.services.register import Register
from desktop_app.services.upkeep import check
from desktop_app.storage import peers, remembered
from desktop_app.storage.record import Act
from tests.exchange.faults import fault
from tests.exchange.returns import added
from tests.exchange.trio import Trio, edits, filled, said, sums

ADD = Act.add


class Killed(BaseException):
    """The program was ended."""


def random_salt(*args: Any, **more: Any) -> Edit:
    """Make an edit with a salt of chance."""
    return make_edit(*args[:5], secrets.token_hex(16), **more)


def add_again(self: Act, edit: Edit, action: int | None = None) -> bool:
    """Add an edit whether it is known or not."""
    salt = secrets.token_hex(16)
    fields, parents, seen = edit.fields, edit.parents, edit.seen
    made = make_edit(edit.entity, edit.row, fields, parents, edit.lam, salt, seen=seen)
    return ADD(self, made, action)


def only_upwards(conn: Any, found: peers.Peer, store: Any = peers.store_peer) -> None:
    """Store a peer, but never that it has confirmed less."""
    known = peers.peer(conn, found.register_id)
    store(conn, found)
    if known is not None and known.acknowledged > found.acknowledged:
        sql = "UPDATE peer SET acknowledged = ? WHERE register_id = ?"
        conn.execute(sql, (known.acknowledged, found.register_id))


def begins_after_sent(self: Parcel) -> int:
    """Return where the last file for the same register ended."""
    sql = "SELECT coalesce(max(reached), 0) FROM exported WHERE to_register = ?"
    to = self.to.register_id if self.to else ""
    return int(self.register.db.conn.execute(sql, (to,)).fetchone()[0])


@contextmanager
def no_transaction(_db: object) -> Iterator[None]:
    """Keep whatever is written at once."""
    yield


@fault(
    147,
    {
        "known edits are told by their ids": {
            "services.parcels.log.known_eids": lambda _conn, _eids: set(),
            "storage.record.Act.add": add_again,
        }
    },
)
def same_log_twice(trio: Trio) -> None:
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    sent = trio.send(trio.a, trio.centre)
    assert sums(trio.take(trio.centre, sent))["changed"] == 1
    before = edits(trio.centre)
    assert sums(trio.take(trio.centre, sent)).keys() == {"unchanged"}
    assert edits(trio.centre) == before


@fault(147, {"salts follow from the file": {"exchange.row_edits.make_edit": random_salt}})
def same_return_twice(trio: Trio) -> None:
    back = filled(trio.send(trio.centre, trio.a), trio.row, city="Uppsala")
    assert sums(trio.take(trio.centre, back))["changed"] == 1
    before = edits(trio.centre)
    assert sums(trio.take(trio.centre, back)).keys() == {"unchanged"}
    assert edits(trio.centre) == before


@fault(
    148,
    {
        "edits name what they replace": {"domain.edits._named": lambda _edits: {}},
        "what was received does not go back": {
            "services.parcels.Arrival.reached": lambda self, _have: self.ends
        },
    },
)
def older_after_newer(trio: Trio) -> None:
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    older = trio.send(trio.a, trio.centre)
    trio.put(trio.a, trio.row, phone="08-465 004 03")
    trio.exchange(trio.a, trio.centre)
    facts, conn = trio.a.facts, trio.centre.db.conn
    reached = peers.received(conn, facts.register_id, facts.epoch)
    trio.take(trio.centre, older)
    assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 03"
    assert not trio.conflicts(trio.centre)
    assert peers.received(conn, facts.register_id, facts.epoch) == reached
    assert trio.agree()


@fault(
    149,
    {
        "sent is not confirmed": {
            "services.parcels.Parcel.begins": property(begins_after_sent),
        }
    },
)
def file_lost(trio: Trio) -> None:
    trio.meet()
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    trio.send(trio.a, trio.centre).unlink()
    trio.put(trio.a, trio.other, city="Bergen")
    trio.exchange(trio.a, trio.centre)
    assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 02"
    assert trio.value(trio.centre, trio.other, "city") == "Bergen"


def _brought_back(trio: Trio, name: str, copy: Path) -> Register:
    """Put an older state of a register in the place of it."""
    register: Register = getattr(trio, name)
    register.close()
    shutil.copyfile(copy, register.path)
    return trio.again(name)


def _copied(trio: Trio, register: Register) -> Path:
    """Return a copy of the file of a register as it is now."""
    return shutil.copyfile(register.path, trio.folder / f"copy-{register.path.name}")


def _gap(trio: Trio) -> None:
    """Let the centre lose a file that it has confirmed, and a following one arrive."""
    trio.meet()
    copy = _copied(trio, trio.centre)
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    trio.exchange(trio.a, trio.centre)
    trio.exchange(trio.centre, trio.a)
    _brought_back(trio, "centre", copy)
    trio.put(trio.a, trio.other, city="Bergen")
    plan = trio.exchange(trio.a, trio.centre)
    assert "inte kommit fram" in said(plan)
    assert trio.value(trio.centre, trio.other, "city") == "Bergen"


@fault(
    150,
    {
        "a gap is not received": {
            "services.parcels.Arrival.reached": lambda self, have: max(have, self.ends)
        },
        "confirmed goes down too": {"services.parcels.peers.store_peer": only_upwards},
    },
)
def one_never_arrives(trio: Trio) -> None:
    _gap(trio)
    trio.exchange(trio.centre, trio.a)
    trio.exchange(trio.a, trio.centre)
    assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 02"
    assert trio.agree()


@fault(151, {"an import is one transaction": {"storage.record.transaction": no_transaction}})
def killed_half_way(trio: Trio) -> None:
    for number in range(4):
        trio.put(trio.a, None, family_name=f"Ny {number}")
    sent = trio.send(trio.a, trio.centre)
    before = edits(trio.centre)
    plan = trio.plan(trio.centre, sent)
    count = iter(range(99))

    def killed(self: Act, edit: Edit, action: int | None = None) -> bool:
        if next(count) == 2:
            self._flush()
            raise Killed
        return ADD(self, edit, action)

    Act.add = killed  # type: ignore[method-assign]
    try:
        with suppress(Killed):
            accept(trio.centre, plan)
    finally:
        Act.add = ADD  # type: ignore[method-assign]
    centre = trio.again("centre")
    assert edits(centre) == before
    assert check(centre).whole
    assert sums(trio.take(centre, sent))["new"] == 4
    assert trio.agree()


@fault(
    153,
    {
        "edits of a return follow from the file": {"exchange.row_edits.make_edit": random_salt},
    },
)
def returned_to_two(trio: Trio) -> None:
    back = filled(trio.send(trio.centre, trio.a), trio.row, city="Uppsala")
    for register in (trio.b, trio.centre):
        assert sums(trio.take(register, back))["changed"] == 1
    number = edits(trio.centre, trio.row)
    trio.exchange(trio.b, trio.centre)
    assert edits(trio.centre, trio.row) == number
    assert trio.agree()


def _ids_by_chance(*_args: object) -> str:
    return str(uuid4())


@fault(153, {"ids of new rows follow from the file": {"exchange.plan.new_id": _ids_by_chance}})
def new_row_returned_to_two(trio: Trio) -> None:
    row = {"given_name": "Nadja", "family_name": "Ny"}
    back = added(trio.send(trio.centre, trio.a), "contact", row)
    for register in (trio.b, trio.centre):
        assert sums(trio.take(register, back))["new"] == 1
    trio.exchange(trio.b, trio.centre)
    sql = "SELECT count(*) FROM contact WHERE family_name = 'Ny'"
    assert trio.centre.db.conn.execute(sql).fetchone() == (1,)
    assert trio.agree()


@fault(
    166,
    {
        "what is brought back begins a new epoch": {
            "services.register.remembered.is_remembered": lambda *_args: True
        }
    },
)
def brought_back(trio: Trio) -> None:
    trio.meet()
    copy = _copied(trio, trio.a)
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    trio.put(trio.a, trio.row, phone="08-465 004 03")
    trio.exchange(trio.a, trio.centre)
    told = trio.send(trio.centre, trio.a)
    _brought_back(trio, "a", copy)
    for city in ("Bergen", "Tromsø", "Narvik"):
        trio.put(trio.a, trio.other, city=city)
    trio.take(trio.a, told)
    trio.exchange(trio.a, trio.centre)
    assert trio.value(trio.centre, trio.other, "city") == "Narvik"
    assert trio.value(trio.a, trio.row, "phone") == "08-465 004 03"
    assert trio.agree()


@fault(
    166,
    {"who has more of us than we shows it": {"services.parcels.renew_epoch": lambda _conn: None}},
)
def brought_back_unnoticed(trio: Trio) -> None:
    trio.meet()
    copy = _copied(trio, trio.a)
    known = (trio.a.facts.register_id, trio.a.facts.epoch)
    for phone in ("08-465 004 02", "08-465 004 03"):
        trio.put(trio.a, trio.row, phone=phone)
    trio.exchange(trio.a, trio.centre)
    told = trio.send(trio.centre, trio.a)
    trio.a.close()
    shutil.copyfile(copy, trio.a.path)
    _remember_as(trio, known)
    a = trio.again("a")
    assert a.facts.epoch == known[1]
    trio.put(a, trio.other, city="Bergen")
    assert "säkerhetskopia" in said(trio.take(a, told))
    assert a.facts.epoch != known[1]
    trio.put(a, trio.other, city="Tromsø")
    trio.put(a, trio.other, city="Narvik")
    trio.exchange(trio.centre, a)
    trio.exchange(a, trio.centre)
    assert trio.value(trio.centre, trio.other, "city") == "Narvik"
    assert trio.agree()


def _remember_as(trio: Trio, known: tuple[str, str]) -> None:
    """Let the machine remember less of a register than it had, as a copied profile does."""
    with closing(sqlite3.connect(remembered.place())) as conn:
        sql = "UPDATE remembered SET idx = 0, eid = '' WHERE register_id = ? AND epoch = ?"
        conn.execute(sql, known)
        conn.commit()


@fault(
    166,
    {
        "a copy begins a new epoch": {
            "services.register.remembered.is_remembered": lambda *_args: True
        }
    },
)
def copied_to_a_second_machine(trio: Trio) -> None:
    trio.meet()
    copy = _copied(trio, trio.a)
    trio.put(trio.a, trio.row, phone="08-465 004 02")
    trio.put(trio.a, trio.other, city="Bergen")
    trio.exchange(trio.a, trio.centre)
    with open_register(copy, clock=trio.clock) as second:
        trio.put(second, trio.row, title="Chef")
        for number in range(3):
            trio.put(second, trio.other, title=f"Titel {number}")
        trio.take(second, trio.send(trio.centre, second))
        trio.exchange(second, trio.centre)
        assert trio.value(trio.centre, trio.row, "title") == "Chef"
        assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 02"
        trio.exchange(trio.centre, second)
        assert trio.value(second, trio.other, "city") == "Bergen"
    assert trio.agree()
