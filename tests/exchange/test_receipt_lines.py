"""Receipts in the hidden log: what was written is read, and nothing else is believed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop_app.domain.receipts import Line, Receipt, in_order, sentence, sums_of
from desktop_app.domain.words import Words
from desktop_app.exchange.log_lines import LogReading, encode_log, read_log

LINES = (
    Line("Kontakter", 3, "contact", "a" * 8, "Åsa Öberg", "new"),
    Line("Kontakter", 4, "contact", "", "{Ny}", "refused", "", Words("För {kort}.", "Too short.")),
    Line("Resor", 5, "trip", "b" * 8, "", "merged", "Wien"),
    Line("Resor", 2, "trip", "c" * 8, "Graz", "doubt"),
)
RECEIPT = Receipt(
    "5f0c2c0e-0000-4000-8000-000000000001",
    "register",
    "export",
    "2026-11-20T10:00:00+01:00",
    "=fil.xlsx",
    "Stadsarkivet",
    9,
    5,
    1,
    LINES,
)


def read(lines: list[str]) -> LogReading:
    return read_log(lines, len(lines), 0)


def test_what_was_written_is_read() -> None:
    reading = read(list(encode_log([RECEIPT])))
    (found,) = reading.receipts
    assert found == RECEIPT
    assert found.digest == RECEIPT.digest
    assert (reading.damaged, reading.other, reading.whole_to) == ((), 0, None)


HOSTILE: dict[str, Callable[[list[Any]], object]] = {
    "no id": lambda line: line.__setitem__(2, "x"),
    "a number for a file": lambda line: line.__setitem__(6, 7),
    "fewer than no rows": lambda line: line.__setitem__(8, -1),
    "true rows": lambda line: line.__setitem__(8, True),
    "no lines": lambda line: line.__setitem__(11, {}),
    "a line that is none": lambda line: line.__setitem__(11, [7]),
    "a short line": lambda line: line[11].__setitem__(0, ["Kontakter"]),
    "an unknown ending": lambda line: line[11][0].__setitem__(5, "eaten"),
    "a list for an ending": lambda line: line[11][0].__setitem__(5, []),
    "a row that is no number": lambda line: line[11][0].__setitem__(1, "3"),
    "a reason without words": lambda line: line[11][0].__setitem__(7, [1, 2]),
    "cut short": lambda line: line.__delitem__(slice(5, None)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_line_that_is_none_is_refused_alone(name: str) -> None:
    good, bad = encode_log([RECEIPT, RECEIPT])
    line = json.loads(bad)
    HOSTILE[name](line)
    reading = read([good, json.dumps(line)])
    assert reading.receipts == (RECEIPT,)
    assert [each.number for each in reading.damaged] == [1]
    assert reading.whole_to == 0


def test_a_missing_line_is_noticed() -> None:
    first, second = encode_log([RECEIPT, RECEIPT])
    assert read_log([first], 2, 0).whole_to == 0
    assert read_log([second], 1, 0).whole_to == 0


def test_the_sums_add_up_and_are_said() -> None:
    assert sum(sums_of(RECEIPT).values()) + RECEIPT.unchanged == RECEIPT.rows
    assert sentence(RECEIPT).into("sv") == (
        "Rader i filen: 9 (tillagda 1, sammanslagna 1, väntar på svar 1, inte inlästa 1, "
        "oförändrade 5)."
    )


def test_what_needs_somebody_stands_first() -> None:
    assert [line.ending for line in in_order(LINES)] == ["doubt", "refused", "new", "merged"]


def test_the_digest_is_of_what_is_told() -> None:
    other = (Line("Kontakter", 3, "contact", "a" * 8, "Åsa Öberg", "changed"), *LINES[1:])
    assert Receipt(**{**vars_of(RECEIPT), "lines": other}).digest != RECEIPT.digest


def vars_of(receipt: Receipt) -> dict[str, Any]:
    return {name: getattr(receipt, name) for name in Receipt.__slots__}
