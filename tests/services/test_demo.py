"""The demo's exchange: three offices and a centre that end up agreeing."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.services import demo_exchange
from desktop_app.services.demo_exchange import run_exchange
from desktop_app.services.opening import open_register
from desktop_app.services.receipts import given_receipts
from desktop_app.services.upkeep import check
from desktop_app.storage.upkeep import shown_digest


def test_all_end_equal_and_it_says_so(tmp_path: Path) -> None:
    steps = list(run_exchange(tmp_path, "sv"))
    said = [words.into("sv") for words, _path in steps]
    assert said[-1] == "Alla 4 register visar nu samma innehåll."
    assert "Olika uppgifter avgjorda: 1" in said
    assert "Dubblett sammanslagen: Åse Exempel Dahl" in said
    assert any("1 med olika uppgifter" in line for line in said)
    assert any("1 avvisade" in line for line in said)
    assert [path for _words, path in steps if path and not path.is_file()] == []
    digests = set()
    for path in tmp_path.glob("*.knreg"):
        with open_register(path, writing=False) as register:
            assert check(register).whole
            digests.add(shown_digest(register.db.conn))
    assert len(digests) == 1
    with open_register(tmp_path / "Stadsledningskontoret.knreg", writing=False) as centre:
        assert {each.to for each in given_receipts(centre)} == {
            "Miljöförvaltningen",
            "Kulturförvaltningen",
            "Stadsarkivet",
            "Eva Exempelsson",
        }


def test_it_would_say_if_they_differed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_exchange, "_down", lambda *_given: iter(()))
    *_steps, (words, _path) = run_exchange(tmp_path, "en")
    assert words.into("en").startswith("The registers do not agree")
