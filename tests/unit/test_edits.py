"""What a set of edits shows, whatever the order it is given in."""

from __future__ import annotations

import dataclasses
import itertools
import random
from collections.abc import Mapping

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import (
    DELETED,
    Edit,
    Json,
    Shown,
    digest,
    identify,
    make_edit,
    show,
    verify,
)

ROW = "11111111-1111-4111-8111-111111111111"
CONTACT, FEE = CATALOGUE["contact"], CATALOGUE["fee"]


def new(fields: Mapping[str, Json], lam: int = 1) -> Edit:
    return make_edit("contact", ROW, fields, None, lam, "salt")


def edit(key: str, value: Json, *named: Edit, lam: int = 2, salt: str = "salt") -> Edit:
    return make_edit("contact", ROW, {key: value}, {key: eids(*named)}, lam, salt)


def add(*items: str, salt: str = "salt") -> Edit:
    return edit("topics", {"add": list(items)}, salt=salt)


def take(item: str, *named: Edit) -> Edit:
    return edit("topics", {"remove": [item]}, *named)


def delete(*seen: Edit, lam: int = 3, again: tuple[Edit, ...] = ()) -> Edit:
    parents = {DELETED: eids(*again)}
    return make_edit("contact", ROW, {DELETED: True}, parents, lam, "salt", seen=eids(*seen))


def eids(*edits: Edit) -> tuple[str, ...]:
    return tuple(found.eid for found in edits)


def shown(*edits: Edit) -> Shown:
    """Show edits in every order, or in many; it is the same every time."""
    orders = list(itertools.islice(itertools.permutations(edits), 720))
    first = show(CONTACT, edits)
    for order in orders:
        assert show(CONTACT, order) == first
        assert list(show(CONTACT, order).conflicts) == list(first.conflicts)
    return first


def test_edit_that_names_another_takes_its_place() -> None:
    first = new({"given_name": "Åsa", "city": "Malmö"})
    second = edit("city", "Lund", first)
    view = shown(first, second, edit("city", "Łódź", second))
    assert view.values == {"given_name": "Åsa", "city": "Łódź"}
    assert not view.conflicts


def test_edits_that_do_not_know_each_other_are_a_conflict() -> None:
    first = new({"city": "Malmö"})
    one, other = edit("city", "Lund", first), edit("city", "Kiruna", first, lam=3)
    view = shown(first, one, other)
    assert view.values["city"] == "Kiruna"
    assert view.conflicts == {"city": (other, one)}
    assert view.parents("city") == (other.eid,)
    assert set(view.parents("city", all_heads=True)) == {one.eid, other.eid}
    resolved = edit("city", "Lund", one, other, lam=4)
    assert shown(first, one, other, resolved).conflicts == {}


def test_edits_with_equal_values_are_no_conflict_and_are_named_together() -> None:
    first = new({"city": "Malmö"})
    one, other = edit("city", "Lund", first), edit("city", "Lund", first, salt="other")
    view = shown(first, one, other)
    assert view.values["city"] == "Lund"
    assert view.conflicts == {}
    assert set(view.parents("city")) == {one.eid, other.eid}


def test_conflicts_come_by_name_whatever_the_order() -> None:
    first = new({"city": "Malmö", "note": "a", "title": "b"})
    others = [edit(key, value, first) for key in ("title", "city", "note") for value in "xy"]
    assert list(shown(first, *others[:5]).conflicts) == ["city", "title"]
    assert list(show(CONTACT, [first, *others]).conflicts) == ["city", "note", "title"]


def test_parent_that_is_not_here_is_only_a_name() -> None:
    first = new({"city": "Malmö"})
    away = edit("city", "Lund", first)
    late = edit("city", "Kiruna", away, lam=3)
    assert set(shown(first, late).conflicts) == {"city"}
    assert shown(first, late, away).values["city"] == "Kiruna"
    assert not shown(first, late, away).conflicts


def test_tie_is_broken_by_lam_and_then_by_eid() -> None:
    first = new({"city": "Malmö"})
    ties = [edit("city", name, first) for name in ("Lund", "Kiruna", "Gävle", "Borås")]
    greatest = max(ties, key=lambda tie: tie.eid)
    for seed in range(20):
        order = [first, *ties]
        random.Random(seed).shuffle(order)
        assert show(CONTACT, order).values["city"] == greatest.fields["city"]
    later = edit("city", "Visby", first, lam=3)
    assert show(CONTACT, [later, first, *ties]).values["city"] == "Visby"


def test_emptied_field_is_a_value_and_can_be_in_conflict() -> None:
    first = new({"city": "Malmö"})
    emptied = edit("city", None, first)
    assert "city" not in shown(first, emptied).values
    assert set(shown(first, emptied, edit("city", "Lund", first)).conflicts) == {"city"}


def test_set_adds_removes_and_adds_again() -> None:
    first = new({"topics": {"add": ["klimat", "skola"]}})
    out = take("klimat", first)
    assert shown(first, out).values["topics"] == ["skola"]
    again = add("klimat", salt="again")
    assert shown(first, out, again).values["topics"] == ["klimat", "skola"]
    assert shown(first, out, again, take("klimat", again)).values["topics"] == ["skola"]


def test_removal_leaves_an_add_it_has_not_seen() -> None:
    first = new({"topics": {"add": ["klimat"]}})
    unseen = add("klimat", salt="elsewhere")
    view = shown(first, take("klimat", first), unseen)
    assert view.values["topics"] == ["klimat"]
    assert view.removal("topics", ["klimat"]) == (unseen.eid,)
    assert not view.conflicts


def test_removal_of_one_element_leaves_others_of_the_same_add() -> None:
    first = new({"topics": {"add": ["klimat", "skola", "vatten"]}})
    outs = take("klimat", first), take("vatten", first)
    assert shown(first, *outs).values["topics"] == ["skola"]


def test_removal_that_comes_before_its_add_still_holds() -> None:
    first, away = new({"given_name": "Åsa"}), add("klimat")
    out = take("klimat", away)
    assert "topics" not in shown(first, out, away).values


def test_last_element_can_go() -> None:
    first = new({"topics": {"add": ["klimat"]}})
    view = shown(first, take("klimat", first))
    assert "topics" not in view.values
    assert view.elements["topics"] == {}


def test_unit_is_whole_or_in_conflict_as_a_whole() -> None:
    whole: dict[str, Json] = {"year": 2025, "amount": "10.00", "currency": "EUR"}
    first = make_edit("fee", ROW, {"sum": whole}, None, 1, "salt")

    def other(**members: Json) -> Edit:
        value: Json = {**whole, **members}
        return make_edit("fee", ROW, {"sum": value}, {"sum": (first.eid,)}, 2, "salt")

    one, two = other(amount="20.00"), other(currency="SEK")
    view = show(FEE, [first, one, two])
    assert set(view.conflicts) == {"sum"}
    sums = [{view.values["amount"], view.values["currency"]}]
    assert sums in ([{"20.00", "EUR"}], [{"10.00", "SEK"}])
    assert show(FEE, [two, one, first]) == view


def test_deletion_that_has_seen_all_takes_the_row() -> None:
    first = new({"given_name": "Åsa", "topics": {"add": ["klimat"]}})
    second = edit("city", "Lund")
    view = shown(first, second, delete(first, second))
    assert (view.gone, view.unseen) == (True, False)


@pytest.mark.parametrize("late", [edit("city", "Lund"), add("klimat")])
def test_deletion_that_has_not_seen_an_edit_flags_the_row(late: Edit) -> None:
    first = new({"given_name": "Åsa"})
    view = shown(first, delete(first), late)
    assert (view.gone, view.unseen) == (True, True)


def test_deletion_whose_seen_edit_was_replaced_since_flags_the_row() -> None:
    first = new({"city": "Malmö"})
    late = edit("city", "Lund", first)
    assert shown(first, delete(first), late).unseen
    assert not shown(first, delete(first, late), late).unseen


def test_local_field_never_keeps_a_deleted_row_in_view() -> None:
    first = new({"given_name": "Åsa"})
    assert not shown(first, delete(first), edit("private_note", "ring")).unseen


def test_row_is_back_when_one_deletion_is_taken_back() -> None:
    first = new({"given_name": "Åsa"})
    gone = delete(first)
    back = edit(DELETED, False, gone, lam=4)
    assert not shown(first, gone, back).gone
    elsewhere = delete(first, lam=5)
    assert not shown(first, gone, back, elsewhere).gone
    assert shown(first, gone, back, delete(first, again=(back,), lam=6)).gone


def test_deletion_is_never_a_conflict() -> None:
    first = new({"given_name": "Åsa"})
    gone = delete(first)
    back = edit(DELETED, False, gone, lam=4)
    assert shown(first, gone, back, delete(first, lam=5)).conflicts == {}


def test_all_heads_are_what_a_deletion_sees() -> None:
    first = new({"city": "Malmö", "topics": {"add": ["klimat"]}})
    one, other, more = edit("city", "Lund", first), edit("city", "Ystad", first), add("skola")
    view = shown(first, one, other, more)
    assert set(view.all_heads()) == {first.eid, one.eid, other.eid, more.eid}
    assert not shown(first, one, other, more, delete(first, one, other, more)).unseen


def test_eid_is_stable() -> None:
    """Registers made by different versions must find the same id for the same edit."""
    found = new({"given_name": "Åsa", "topics": {"add": ["klimat"]}, "city": None})
    assert found.eid == new({"city": None, "topics": {"add": ["klimat"]}, "given_name": "Åsa"}).eid
    assert found.eid == STABLE
    assert verify(found)


STABLE = "0f5d783f389c4c0e9c0814e8b9719787"


def test_eid_does_not_depend_on_the_order_of_names() -> None:
    first, second = new({"city": "a"}), new({"city": "b"})
    one = make_edit("contact", ROW, {"city": "c"}, {"city": eids(first, second)}, 2, "s")
    other = make_edit("contact", ROW, {"city": "c"}, {"city": eids(second, first)}, 2, "s")
    assert one.eid == other.eid


BASE = make_edit(
    "contact",
    ROW,
    {"city": "Lund", "topics": {"add": ["klimat"]}},
    {"city": ("a" * 32,), "topics": ("b" * 32,)},
    7,
    "salt",
    seen=("c" * 32,),
)
TAMPERED: dict[str, Edit] = {
    "entity": dataclasses.replace(BASE, entity="trip"),
    "row": dataclasses.replace(BASE, row=ROW[:-1] + "2"),
    "value": dataclasses.replace(BASE, fields={**BASE.fields, "city": "Lünd"}),
    "type": dataclasses.replace(BASE, fields={**BASE.fields, "city": None}),
    "field": dataclasses.replace(BASE, fields={**BASE.fields, "title": "x"}),
    "field gone": dataclasses.replace(BASE, fields={"city": "Lund"}),
    "field moved": dataclasses.replace(
        BASE, fields={"title": "Lund", "topics": BASE.fields["topics"]}
    ),
    "element": dataclasses.replace(BASE, fields={**BASE.fields, "topics": {"add": ["klima"]}}),
    "removal": dataclasses.replace(BASE, fields={**BASE.fields, "topics": {"remove": ["klimat"]}}),
    "parent": dataclasses.replace(BASE, parents={**(BASE.parents or {}), "city": ("d" * 32,)}),
    "no parent": dataclasses.replace(BASE, parents={**(BASE.parents or {}), "city": ()}),
    "more parents": dataclasses.replace(
        BASE, parents={**(BASE.parents or {}), "city": ("a" * 32, "d" * 32)}
    ),
    "parent of another field": dataclasses.replace(
        BASE, parents={**(BASE.parents or {}), "title": ("d" * 32,)}
    ),
    "creates": dataclasses.replace(BASE, parents=None),
    "seen": dataclasses.replace(BASE, seen=()),
    "seen more": dataclasses.replace(BASE, seen=("c" * 32, "d" * 32)),
    "lam": dataclasses.replace(BASE, lam=8),
    "salt": dataclasses.replace(BASE, salt="tlas"),
    "digest": dataclasses.replace(BASE, digests={"city": "0" * 32}),
}


@pytest.mark.parametrize("part", TAMPERED)
def test_tampered_edit_does_not_verify(part: str) -> None:
    assert verify(BASE)
    assert not verify(TAMPERED[part])


UNHASHED = {"digest", "parent of another field"}
"""What no eid says of itself, so that `verify` has to."""


def test_every_component_gives_another_eid() -> None:
    found = {name: made_of(edit) for name, edit in TAMPERED.items() if name not in UNHASHED}
    assert len({BASE.eid, *found.values()}) == len(found) + 1


def made_of(edit: Edit) -> str:
    digests = {key: digest(edit.salt, key, value) for key, value in edit.fields.items()}
    return identify(edit.entity, edit.row, digests, edit.parents, edit.seen, edit.lam)


def test_text_and_what_looks_like_it_have_different_digests() -> None:
    values: list[Json] = ["1", 1, 1.0, True, None, "true", "null", '"1"', [], {}, "", "[]", "{}"]
    found = {digest("salt", "city", value) for value in values}
    assert len(found) == len(values)


def test_erased_value_still_verifies_by_its_digest() -> None:
    kept = {key: digest(BASE.salt, key, value) for key, value in BASE.fields.items()}
    erased = dataclasses.replace(BASE, fields={}, salt="", digests=kept)
    assert verify(erased)
    half = dataclasses.replace(BASE, fields={}, salt="", digests={"city": kept["city"]})
    assert not verify(half)


def test_who_shares_an_edit_is_no_part_of_it() -> None:
    assert verify(dataclasses.replace(BASE, shared=False))
