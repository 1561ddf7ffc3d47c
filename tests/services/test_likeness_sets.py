"""How well duplicates are found, on the labelled sets of the benchmarks."""

from __future__ import annotations

import pytest

from benchmarks.duplicates import SETS
from benchmarks.likeness.labelled import judged
from desktop_app.domain import likeness
from desktop_app.domain.census import Census
from desktop_app.domain.likeness import PERHAPS, SURE, Points

LEAST: dict[str, tuple[float, float, float, float]] = {
    "contacts, set 1": (0.98, 0.57, 0.89, 0.89),
    "contacts, set 2 (unseen)": (0.98, 0.55, 0.85, 0.88),
    "organisations, set 1": (0.99, 0.65, 0.96, 0.98),
    "organisations, set 2 (unseen)": (0.99, 0.6, 0.98, 0.96),
}
"""The least precision and recall of what is most likely one, and of what perhaps is."""


@pytest.mark.parametrize("name", SETS)
def test_as_much_is_found_and_as_much_of_it_is_right_as_when_the_points_were_chosen(
    name: str,
) -> None:
    entity, make = SETS[name]
    score = judged(entity, make())
    found = [part(points) for points in (SURE, PERHAPS) for part in (score.precision, score.recall)]
    assert all(each >= least for each, least in zip(found, LEAST[name], strict=True)), found
    assert score.met / score.pairs > 0.95


def test_other_points_are_seen_by_the_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What offices share taken for people's own, or places for nothing, is noticed."""
    entity, make = SETS["contacts, set 1"]
    entries = make()
    with monkeypatch.context() as patched:
        patched.setattr(Census, "few", lambda _self, found: found)
        patched.setattr(Census, "own_emails", lambda _self, row: row.emails)
        assert judged(entity, entries).precision(SURE) < LEAST["contacts, set 1"][0]
    with monkeypatch.context() as patched:
        # What a scorer takes where it is told nothing else.
        patched.setattr(likeness.Scorer.__init__, "__defaults__", (Points(place=0), PERHAPS))
        assert judged(entity, entries).recall(PERHAPS) < 0.8
