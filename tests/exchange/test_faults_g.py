"""F147–F166: each fault of an exchange is survived, and each guard against it is missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.problems import Refused
from tests.exchange import faults_in_rows, faults_in_sheets, faults_on_the_way
from tests.exchange.faults import FAULTS, Fault, Guard
from tests.exchange.trio import Trio

TOPICS = (faults_in_rows, faults_in_sheets, faults_on_the_way)
GUARDED = [(each, guard) for each in FAULTS for guard in each.guards]


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[Trio]:
    """Return a central office and two offices."""
    made = Trio(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("each", FAULTS, ids=lambda each: each.name)
def test_fault_is_survived(trio: Trio, each: Fault) -> None:
    each.case(trio)


@pytest.mark.parametrize(("each", "guard"), GUARDED, ids=[f"{e.name}-{g.what}" for e, g in GUARDED])
def test_guard_is_missed(
    trio: Trio, each: Fault, guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard.take_out(monkeypatch)
    with pytest.raises((AssertionError, Refused)):
        each.case(trio)


def test_every_fault_is_there() -> None:
    assert {each.number for each in FAULTS if each.guards} == set(range(147, 167))
