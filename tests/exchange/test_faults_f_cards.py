"""F135–F146: each fault of cards is survived, and each guard against it is missed."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from desktop_app.exchange.reading.card_file import read_cards
from desktop_app.exchange.reading.fault import Fault as Refusal
from desktop_app.exchange.reading.reader import read_file
from tests.exchange.carded import card
from tests.exchange.faults_in_cards import FAULTS, Fault

GUARDED = [(each, name) for each in FAULTS for name in each.guards]


def named(each: object) -> str:
    """Return what a fault, or a guard, is called."""
    return f"f{each.number}_{each.case.__name__}" if isinstance(each, Fault) else str(each)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "socket")


@pytest.mark.parametrize("each", FAULTS, ids=named)
def test_fault_is_survived(tmp_path: Path, each: Fault) -> None:
    each.case(tmp_path)


@pytest.mark.parametrize(("each", "guard"), GUARDED, ids=named)
def test_guard_is_missed(
    tmp_path: Path, each: Fault, guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, each.guards[guard])
    with pytest.raises((AssertionError, ValueError, KeyError, Refusal)):
        each.case(tmp_path)


def test_every_fault_is_there() -> None:
    assert {each.number for each in FAULTS if each.guards} == set(range(135, 147))


def test_f142_many_cards_and_a_long_line_through_the_child(tmp_path: Path) -> None:
    path = tmp_path / "många.vcf"
    one = card("N:Prov;Ana;;;", "FN:Ana Prov", "ORG:Provstad", "EMAIL:ana@example.org", "TEL:1")
    path.write_text(
        one * 20_000 + card("N:Prov;Ana;;;", f"NOTE:{'å' * 2**21}"), "utf-8", newline=""
    )
    began = time.monotonic()
    table = read_file(path, memory_mb=500)
    assert time.monotonic() - began < 10
    assert table.kind == "vcard"
    assert len(table.sheets[0].rows) == 20_002
    assert table.sheets[0].name == "många"
    assert len(str(table.sheets[0].rows[-1][-1])) == 2**21
    assert "Kort i filen: 20001." in [each.into("sv") for each in table.remarks]


def test_no_card_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "inga.vcf"
    path.write_text("BEGIN:VCARDS\r\nFN:Ana\r\n")
    with pytest.raises(Refusal):
        list(read_cards(path))
