"""The hidden log: what was written is read again, and what is damaged stops what was received."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop_app.domain.deeds import Deed
from desktop_app.domain.edits import digest, make_edit
from desktop_app.domain.words import Words
from desktop_app.exchange.log_lines import LogEdit, encode_log, read_log

ROW = "0f0f0f0f-0000-4000-8000-00000000000{}"
DEED = Deed(
    "1e1e1e1e-0000-4000-8000-000000000000",
    "edit",
    Words("Ändring", "Change"),
    "Åsa",
    "0e0e0e0e-0000-4000-8000-000000000000",
    "0d0d0d0d-0000-4000-8000-000000000000",
    "2026-11-22T09:00:00+01:00",
    None,
    "fil.xlsx",
)
EDITS = [
    LogEdit(
        10 + 2 * number,
        DEED.id,
        make_edit("contact", ROW.format(number), {"city": "Łódź\n🏙"}, None, number, "salt"),
    )
    for number in range(4)
]
LINES = list(encode_log([DEED, *EDITS]))


def test_what_was_written_is_read_again() -> None:
    found = read_log(LINES, len(LINES), 7)
    assert found.deeds == {DEED.id: DEED}
    assert list(found.edits) == EDITS
    assert (found.damaged, found.whole_to, found.other) == ((), None, 0)


@pytest.mark.parametrize("place", range(1, 5))
def test_a_damaged_line_is_refused_alone_and_what_was_received_ends_before_it(place: int) -> None:
    lines = [*LINES]
    lines[place] = lines[place].replace("Łódź", "Kraków")
    found = read_log(lines, len(lines), 7)
    assert len(found.edits) == 3
    assert [line.number for line in found.damaged] == [place]
    assert found.whole_to == ([7, 10, 12, 14][place - 1])


@pytest.mark.parametrize("place", range(5))
def test_a_missing_line_is_noticed(place: int) -> None:
    lines = LINES[:place] + LINES[place + 1 :]
    found = read_log(lines, len(LINES), 7)
    assert found.whole_to == [7, 7, 10, 12, 14][place]


def test_without_the_action_its_edits_wait() -> None:
    found = read_log(LINES[1:], len(LINES), 0)
    assert found.edits == ()
    assert len(found.damaged) == 4


def test_lines_out_of_their_place_are_believed_and_what_was_received_stays() -> None:
    lines = [LINES[0], *reversed(LINES[1:])]
    found = read_log(lines, len(lines), 7)
    assert {item.place for item in found.edits} == {10, 12, 14, 16}
    assert found.whole_to == 7


def test_a_line_of_a_kind_that_is_not_known_is_passed_over() -> None:
    lines = [*LINES, json.dumps([5, "z", {"new": 1}])]
    found = read_log(lines, len(lines), 0)
    assert (found.other, found.whole_to, len(found.edits)) == (1, None, 4)


def test_digests_of_erased_values_travel() -> None:
    whole = EDITS[0].edit
    city = digest(whole.salt, "city", whole.fields["city"])
    erased = replace(whole, fields={}, digests={"city": city}, salt="")
    lines = list(encode_log([DEED, LogEdit(3, DEED.id, erased)]))
    assert [item.edit for item in read_log(lines, 2, 0).edits] == [erased]


HOSTILE = {
    "no json": "{",
    "no list": '{"a": 1}',
    "nothing": "[]",
    "deep": "[" * 100_000 + "]" * 100_000,
    "a huge lam": LINES[1].replace(',0,"salt"', ',99999999999999999999,"salt"'),
    "a place below zero": LINES[1].replace(f'"e",10,"{DEED.id}"', f'"e",-1,"{DEED.id}"'),
    "another id": LINES[1].replace(EDITS[0].edit.row, "x" * 36),
    "fields that are none": LINES[1].replace('{"city":"Łódź\\n🏙"}', "7"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_is_a_damaged_one(name: str) -> None:
    lines = [LINES[0], HOSTILE[name], *LINES[2:]]
    assert lines[1] != LINES[1]
    found = read_log(lines, len(lines), 7)
    assert len(found.damaged) == 1
    assert len(found.edits) == 3
    assert found.whole_to == 7


def test_what_is_here_already_is_not_read_again_but_counts_as_received() -> None:
    here = {item.edit.eid for item in EDITS[1:3]}
    found = read_log(LINES, len(LINES), 7, lambda eids: here & set(eids))
    assert [item.place for item in found.edits] == [10, 16]
    assert (found.known, found.span, found.whole_to, found.damaged) == (2, (10, 16), None, ())
    missing = read_log([*LINES[:2], LINES[3]], len(LINES), 7, lambda eids: here & set(eids))
    assert (missing.known, missing.whole_to) == (1, 10)
