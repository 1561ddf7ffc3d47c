"""F89–F117, F122, F124: each damage of data is survived, and each guard against it is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.problems import Refused
from tests.exchange import damaged_lists, damaged_sheets, damaged_sizes
from tests.exchange.damages import DAMAGES, Damage
from tests.exchange.faults import Guard

TOPICS = (damaged_sheets, damaged_sizes, damaged_lists)
GUARDED = [(each, guard) for each in DAMAGES for guard in each.guards]
ELSEWHERE = {116}
"""Tested at the window and on paper: texts that look like HTML."""


@pytest.mark.parametrize("each", DAMAGES, ids=lambda each: each.name)
def test_damage_is_survived(tmp_path: Path, each: Damage) -> None:
    each.bring(tmp_path)


@pytest.mark.parametrize(("each", "guard"), GUARDED, ids=[f"{e.name}-{g.what}" for e, g in GUARDED])
def test_guard_is_missed(
    tmp_path: Path, each: Damage, guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard.take_out(monkeypatch)
    with pytest.raises((AssertionError, LookupError, Refused)):
        each.bring(tmp_path)


def test_every_fault_is_there() -> None:
    guarded = {each.number for each in DAMAGES if each.guards} | ELSEWHERE
    assert guarded == {*range(89, 118), 122, 124}
