"""Columns of real lists find their fields: the sets of the benchmark, as floors."""

from __future__ import annotations

import pytest

from benchmarks.headings import HERE, SETS, corpus, found, labelled

FLOOR = 0.95


@pytest.mark.parametrize("name", SETS.values())
def test_columns_of_real_lists_find_their_fields(name: str) -> None:
    results = [found(each) for each in labelled(HERE / name)]
    wrong = [line for result in results for line in result.wrong]
    columns = sum(result.columns for result in results)
    assert len(wrong) <= (1 - FLOOR) * columns, wrong


def test_columns_of_the_corpus_find_their_fields() -> None:
    results = [found(each) for each in corpus()]
    if not results:
        pytest.skip("the corpus is not here")
    wrong = [line for result in results for line in result.wrong]
    assert len(wrong) <= (1 - FLOOR) * sum(result.columns for result in results), wrong


def test_the_sets_are_as_large_as_they_should_be() -> None:
    first, second, _ = (len(list(labelled(HERE / name))) for name in SETS.values())
    assert first >= 45
    assert second >= 30
