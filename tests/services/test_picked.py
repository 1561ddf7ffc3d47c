"""Rows by their ids are a view of a list: what a figure is made of opens as such."""

from __future__ import annotations

from itertools import chain

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import view_asked, viewing, writing
from desktop_app.services.merging import merge
from desktop_app.services.register import Register
from desktop_app.services.viewing import NAME, PICKED, View

CONTACT = CATALOGUE["contact"]
Filters = tuple[tuple[str, tuple[str, ...]], ...]


@pytest.fixture
def ids(register: Register) -> list[str]:
    """Return the ids of ten contacts, in the order of their names."""
    made = []
    for number in range(10):
        values = {"given_name": f"Ada {number}", "city": "Lund" if number % 2 else "Malmö"}
        made.append(writing.put(register, CONTACT, None, values).id)
    return made


def seen(
    register: Register,
    picked: list[str],
    search: str = "",
    more: Filters = (),
    sort: tuple[tuple[str, bool], ...] = (),
    *,
    gone: bool = False,
) -> list[str]:
    """Return what a view shows; that every row knows its own place in it."""
    view = View(CONTACT, search, ((PICKED, tuple(picked)), *more), sort, gone=gone)
    keys = list(chain.from_iterable(viewing.chunks(register, view)))
    rows = viewing.ids(register, view, keys)
    assert [viewing.key_of(register, view, row) for row in rows] == keys
    assert viewing.first(register, view) is None
    assert viewing.count(register, view) is None
    return rows


def test_the_rows_that_are_named_are_shown_and_no_others(
    register: Register, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [ids[7], ids[2], ids[5], "not-here"]
    assert seen(register, wanted) == [ids[2], ids[5], ids[7]]
    assert seen(register, wanted, sort=((NAME, True),)) == [ids[7], ids[5], ids[2]]
    assert seen(register, []) == []
    monkeypatch.setattr(view_asked, "TESTED_PAGE", 2)  # so many are looked up at once
    assert seen(register, ids) == ids
    others = View(CONTACT, filters=((PICKED, (ids[2],)),))
    assert viewing.key_of(register, others, ids[3]) is None


def test_they_are_searched_filtered_and_sorted(register: Register, ids: list[str]) -> None:
    picked = ids[2:8]
    assert seen(register, picked, "lund") == [ids[3], ids[5], ids[7]]
    assert seen(register, picked, "ort:malmö") == [ids[2], ids[4], ids[6]]
    assert seen(register, picked, more=(("city", ("Lund",)),)) == [ids[3], ids[5], ids[7]]
    by_city = seen(register, picked, sort=(("city", True),))
    assert set(by_city[:3]) == {ids[2], ids[4], ids[6]}


def test_a_merged_row_leads_to_the_one_it_is_now(register: Register, ids: list[str]) -> None:
    merge(register, CONTACT, ids[1], ids[8])
    assert seen(register, [ids[8]]) == [ids[1]]
    assert seen(register, [ids[8], ids[1]]) == [ids[1]]


def test_a_deleted_row_lies_in_the_trash_alone(register: Register, ids: list[str]) -> None:
    writing.delete(register, CONTACT, ids[4])
    assert seen(register, ids[3:6]) == [ids[3], ids[5]]
    assert seen(register, ids[3:6], gone=True) == [ids[4]]
