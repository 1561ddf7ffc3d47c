"""Each target of the fuzzer takes some seconds of changed inputs, and a wrong one is found."""

from __future__ import annotations

import importlib
from types import SimpleNamespace

import pytest

from tests.fuzz import running
from tests.fuzz.running import TARGETS, plain

SECONDS = 2


@pytest.mark.parametrize("name", TARGETS)
def test_changed_inputs_raise_nothing(name: str) -> None:
    assert plain(importlib.import_module(f"tests.fuzz.{name}"), SECONDS, seed=5)


def test_what_is_wrong_is_found() -> None:
    def one_input(data: bytes) -> None:
        data.decode("utf-8")

    wrong = SimpleNamespace(SEEDS=("Åsa;Malmö\n".encode(),), one_input=one_input)
    with pytest.raises(AssertionError, match=r"UnicodeDecodeError.*\nbase64: "):
        plain(wrong, SECONDS, seed=5)


def test_what_takes_long_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SLOW", 0.0)
    slow = SimpleNamespace(SEEDS=(b"a",), one_input=lambda data: sum(range(10_000)))
    with pytest.raises(AssertionError, match=r"^\d+\.\d s\nbase64: YQ=="):
        plain(slow, SECONDS, seed=5)
