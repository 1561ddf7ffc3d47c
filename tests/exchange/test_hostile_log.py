"""Hidden logs that are damaged, or made to do harm: each is told, and a good file heals it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.edits import LAST_LAM, make_edit
from desktop_app.exchange.log_lines import read_log
from desktop_app.services.upkeep import check
from desktop_app.storage import past, peers
from tests.exchange.forge import Forged, forge
from tests.exchange.trio import Trio, edits, said

ROW = "11111111-2222-4333-8444-555555555555"
SALT = "00" * 16
Lines = list[list[Any]]


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[Trio]:
    """Return a central office and two offices; one of these has written something."""
    made = Trio(tmp_path)
    made.put(made.a, made.row, phone="08-465 004 02")
    made.put(made.a, made.other, city="Bergen")
    yield made
    made.close()


def line_of(deed: str, place: int, fields: dict[str, Any], **more: Any) -> list[Any]:
    """Return a line with an edit that verifies."""
    entity, row = more.get("entity", "contact"), more.get("row", ROW)
    edit = make_edit(entity, row, fields, None, more.get("lam", 1), SALT)
    told = [edit.eid, entity, row, dict(fields), None, [], edit.lam, SALT]
    return [0, "e", place, deed, *told]


def added(*made: Callable[[str, int], list[Any]]) -> Callable[[Forged], None]:
    """Return what puts lines at the end of a log, within its range."""

    def change(forged: Forged) -> None:
        lines = forged.lines()
        deed = next(line[2] for line in lines if line[1] == "d")
        ends = forged.told("more.stream")["to"]
        lines += [make(deed, ends + n) for n, make in enumerate(made, 1)]
        forged.write(lines)
        forged.stream(to=ends + len(made))

    return change


def healed(trio: Trio) -> None:
    """Fail unless the centre is whole, can send all its sheets, and all agree after good files."""
    assert check(trio.centre).whole
    assert trio.agree()
    assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 02"
    assert trio.value(trio.centre, trio.other, "city") == "Bergen"
    assert check(trio.again("centre")).whole


def at_edit(change: Callable[[Lines, int], None], *, number: bool = False) -> Any:
    """Return what changes the log at its last edit but one."""

    def forged(book: Forged) -> None:
        lines = book.lines()
        told = book.told("more.stream")["lines"]
        at = [n for n, line in enumerate(lines) if line[1] == "e"][-2]
        change(lines, at)
        book.write(lines, number=number)
        book.stream(lines=told)

    return forged


def swap(lines: Lines, at: int) -> None:
    """Let two lines change places."""
    lines[at], lines[at - 1] = lines[at - 1], lines[at]


DAMAGE: dict[str, Callable[[Forged], None]] = {
    "value changed": at_edit(lambda lines, at: lines[at][7].update(phone="1")),
    "line removed": at_edit(lambda lines, at: lines.pop(at)),
    "line twice": at_edit(lambda lines, at: lines.insert(at, lines[at])),
    "lines swapped": at_edit(swap),
    "line emptied": at_edit(lambda lines, at: lines.__setitem__(at, [at])),
    "action removed": at_edit(lambda lines, at: lines.pop(at - 1)),
    "cut short": at_edit(lambda lines, at: lines.__delitem__(slice(at, None))),
    "half a line": lambda book: book.log.__setitem__(-1, book.log[-1][:40]),
    "no JSON": lambda book: book.log.__setitem__(-3, "=SUMMA(A1)"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_log_is_told_and_sent_again(trio: Trio, damage: str) -> None:
    sent = forge(trio.send(trio.a, trio.centre), DAMAGE[damage])
    plan = trio.take(trio.centre, sent)
    assert "skickas igen" in said(plan)
    conn, facts = trio.centre.db.conn, trio.a.facts
    reached = peers.received(conn, facts.register_id, facts.epoch)
    assert reached < json.loads(json.dumps(trio.a.db.conn.execute(NEWEST).fetchone()[0]))
    assert check(trio.centre).whole
    healed(trio)


NEWEST = "SELECT max(idx) FROM edit"

REFUSED: dict[str, Callable[[str, int], list[Any]]] = {
    "id that is none": lambda d, n: line_of(d, n, {"city": "Rom"}, row="x" * 36),
    "id in capitals": lambda d, n: line_of(d, n, {"city": "Rom"}, row=ROW.replace("5", "A")),
    "entity that is none": lambda d, n: line_of(d, n, {"city": "Rom"}, entity="contact; DROP"),
    "field that is none": lambda d, n: line_of(d, n, {"city\x1e": "Rom"}),
    "lam beyond": lambda d, n: [*line_of(d, n, {"city": "Rom"})[:-2], LAST_LAM + 1, SALT],
    "deep value": lambda d, n: line_of(d, n, {"city": json.loads("[" * 400 + "]" * 400)}),
    "no number": lambda d, n: line_of(d, n, {"city": float("nan")}),
    "endless number": lambda d, n: line_of(d, n, {"city": float("inf")}),
    "unknown action": lambda d, n: line_of(d[::-1], n, {"city": "Rom"}),
    "too short": lambda d, n: line_of(d, n, {"city": "Rom"})[:6],
    "action of no time": lambda d, _n: [0, "d", ROW, "edit", ["", ""], "", "", ROW, "i går", 0, 0],
    "action far away": lambda _d, _n: [
        *(0, "d", ROW, "edit", ["", ""], "", "", ROW),
        *("0001-01-01T00:00:00", None, None),
    ],
}


@pytest.mark.parametrize("kind", REFUSED)
def test_hostile_line_is_refused_alone(trio: Trio, kind: str) -> None:
    sent = trio.send(trio.a, trio.centre)
    before = edits(trio.centre)
    plan = trio.take(trio.centre, forge(sent, added(REFUSED[kind])))
    assert "skadad" in said(plan)
    assert edits(trio.centre) == before + 2
    healed(trio)


TAKEN: dict[str, dict[str, Any]] = {
    "wrong types": {"given_name": 12, "family_name": ["a"], "phone": {"x": 1}, "confirmed_on": 7},
    "true and nothing": {"family_name": True, "email": False, "city": None, "languages": "sv"},
    "sets of anything": {"languages": {"add": [1, "sv"], "remove": 3}, "topics": ["x"]},
    "codes that are none": {"family_name": "Ek", "kind": "nope", "country": "??", "status": "x"},
    "markup": {"family_name": "<b onclick=x>fet</b><img src=file:///etc/passwd>"},
    "odd characters": {"family_name": "A\u0000B\u0001\u202eC\uffff", "note": "\u2028" * 9},
    "long": {"family_name": "x" * 100_000, "note": "y" * 900_000},
    "links to nowhere": {"family_name": "Ek", "organisation": "x", "responsible": ROW},
    "link to itself": {"organisation": ROW, "responsible": ROW},
    "big number": {"given_name": "Bo", "family_name": 10**400},
    "deleted oddly": {"family_name": "Ek", "_deleted": "ja", "_merged": 12},
    "merged into itself": {"family_name": "Ek", "_merged": ROW},
    "merged into nothing": {"family_name": "Ek", "_merged": ROW[::-1]},
    "formulas": {"given_name": "=1+1", "family_name": "@SUM(A1)", "note": "-2+3"},
}


@pytest.mark.parametrize("kind", TAKEN)
def test_odd_values_do_no_harm(trio: Trio, kind: str) -> None:
    """An edit that verifies joins; what its columns cannot hold stays in the record alone."""
    sent = trio.send(trio.a, trio.centre)
    forged = forge(sent, added(lambda d, n: line_of(d, n, TAKEN[kind])))
    plan = trio.take(trio.centre, forged)
    for outcome in (*plan.outcomes, *plan.beyond):
        assert all(isinstance(cell.new, str) for cell in outcome.cells)
    kept = past.edits_of(trio.centre.db.conn, [ROW])[ROW]
    assert [dict(edit.fields) for edit in kept] == [TAKEN[kind]]
    trio.put(trio.centre, ROW, title="Chef", family_name="Öberg")
    healed(trio)


def test_half_a_character_is_refused() -> None:
    line = line_of(ROW, 1, {"city": "x"})
    deed = [0, "d", ROW, "edit", ["a", "b"], "", "", ROW, "2026-01-01T00:00:00+00:00", None, None]
    lines = [json.dumps(deed), json.dumps([1, *line[1:]]).replace('"x"', '"\\ud83d"')]
    reading = read_log(lines, 2, 0)
    assert (len(reading.edits), len(reading.damaged)) == (0, 1)


@pytest.mark.parametrize("key", ["secret", "private_note"])
def test_nobody_decides_what_is_local_for_others(trio: Trio, key: str) -> None:
    sent = trio.send(trio.a, trio.centre)
    fields = {"family_name": "Ek", key: True if key == "secret" else "nej"}
    forged = forge(sent, added(lambda d, n: line_of(d, n, fields)))
    plan = trio.take(trio.centre, forged)
    assert "bestämmer själv" in said(plan)
    assert past.edits_of(trio.centre.db.conn, [ROW])[ROW] == []
    healed(trio)


def test_greatest_lam_does_not_end_the_exchange(trio: Trio) -> None:
    sent = trio.send(trio.a, trio.centre)
    make = added(lambda d, n: line_of(d, n, {"family_name": "Ek"}, lam=LAST_LAM))
    trio.take(trio.centre, forge(sent, make))
    trio.put(trio.centre, ROW, city="Rom")
    assert "skadad" not in said(trio.exchange(trio.centre, trio.b))
    assert trio.value(trio.b, ROW, "city") == "Rom"
    healed(trio)


def test_label_with_markup_is_text(trio: Trio) -> None:
    def change(forged: Forged) -> None:
        lines = forged.lines()
        for line in lines:
            if line[1] == "d":
                line[4] = ["<h1>\u202eHej\u0000", "x" * 99_999]
        forged.write(lines)

    trio.take(trio.centre, forge(trio.send(trio.a, trio.centre), change))
    labels = [action.label for action in past.actions(trio.centre.db.conn)]
    assert any(label.sv == "<h1>Hej" and len(label.en) < 9999 for label in labels)
    healed(trio)


LIES: dict[str, dict[str, Any]] = {
    "begins below nothing": {"from": -5},
    "ends before it begins": {"from": 900, "to": 3},
    "ends before its log": {"to": 1},
    "is a text": {"to": "all"},
    "is true": {"from": True},
    "is huge": {"to": 2**70},
    "too many lines": {"lines": 99_999},
    "too few lines": {"lines": 1},
    "no lines": {"lines": None},
}


@pytest.mark.parametrize("lie", LIES)
def test_range_that_cannot_be_is_not_believed(trio: Trio, lie: str) -> None:
    conn, facts = trio.centre.db.conn, trio.a.facts
    sent = trio.send(trio.a, trio.centre)
    plan = trio.take(trio.centre, forge(sent, lambda book: book.stream(**LIES[lie])))
    assert "igen" in said(plan)
    newest = int(trio.a.db.conn.execute(NEWEST).fetchone()[0])
    assert peers.received(conn, facts.register_id, facts.epoch) <= newest
    healed(trio)


def test_range_beyond_heals(trio: Trio) -> None:
    """What a file claims to hold more is found out when its sender hears of it."""
    sent = trio.send(trio.a, trio.centre)
    trio.take(trio.centre, forge(sent, lambda book: book.stream(to=10_000)))
    trio.put(trio.a, trio.other, city="Tromsø")
    trio.put(trio.a, trio.other, city="Bergen")
    healed(trio)


@pytest.mark.parametrize("told", [10_000, -1, "x", 2**80, None, True, [1]])
def test_acknowledgement_that_cannot_be_is_not_believed(trio: Trio, told: Any) -> None:
    facts = trio.a.facts
    sent = trio.send(trio.centre, trio.a)
    acks = {facts.register_id: {facts.epoch: told}}
    trio.take(trio.a, forge(sent, lambda book: book.tell("more.acks", acks)))
    met = peers.peer(trio.a.db.conn, trio.centre.facts.register_id)
    assert met is not None
    assert met.acknowledged == 0 or told is True
    healed(trio)


ODD = ("x", "[]", "[" * 5000, '{"from": 1}', '{"from": [], "to": {}}', "9" * 9999)


@pytest.mark.parametrize("name", ["more.stream", "more.acks", "more.sender", "columns", "lam"])
def test_meta_of_anything_does_no_harm(trio: Trio, name: str) -> None:
    sent = trio.send(trio.a, trio.centre)
    for odd in ODD:
        trio.take(trio.centre, forge(sent, lambda book, odd=odd: book.meta.update({name: odd})))
    healed(trio)


def test_many_lines_are_read_in_time() -> None:
    deed = [0, "d", ROW, "edit", ["a", "b"], "", "", ROW, "2026-01-01T00:00:00+00:00", None, None]
    lines = [deed, *(line_of(ROW, n, {"family_name": f"N{n}"}) for n in range(1, 100_000))]
    texts = [json.dumps([n, *line[1:]]) for n, line in enumerate(lines)]
    began = time.perf_counter()
    reading = read_log(texts, len(texts), 0)
    assert len(reading.edits) == 99_999
    assert reading.whole_to is None
    assert time.perf_counter() - began < 20
