"""What rows that were merged into others lead to, and what of them comes up there."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, MERGED, Edit, Json, Parents, make_edit, show
from desktop_app.domain.merging import gathered, redirection, survivors

CONTACT = CATALOGUE["contact"]
A, B, C = (f"{letter * 8}-0000-4000-8000-000000000000" for letter in "abc")


def edit(
    row: str,
    fields: Mapping[str, Json],
    parents: Parents | None = None,
    *,
    lam: int = 1,
    seen: tuple[str, ...] = (),
) -> Edit:
    return make_edit("contact", row, fields, parents, lam, "salt", seen=seen)


def merged(row: str, into: str | None, seen: tuple[Edit, ...] = (), lam: int = 2) -> Edit:
    return edit(row, {MERGED: into}, {MERGED: ()}, lam=lam, seen=tuple(e.eid for e in seen))


def test_a_row_leads_where_its_newest_merge_says() -> None:
    new = edit(A, {"city": "Wien"})
    first, second = merged(A, B, lam=2), merged(A, C, lam=3)
    assert redirection([new]) == (None, ())
    assert redirection([second, new, first]) == (C, (second,))
    apart = edit(A, {MERGED: None}, {MERGED: (first.eid, second.eid)}, lam=4)
    assert redirection([new, first, second, apart]) == (None, ())


def test_a_row_merged_into_itself_leads_nowhere() -> None:
    assert redirection([merged(A, A)]) == (None, ())


def test_chains_are_followed_and_a_cycle_ends_at_its_smallest_id() -> None:
    assert survivors({A: B, B: C}) == {A: C, B: C}
    assert survivors({A: B, B: A}) == {B: A}
    assert survivors({C: B, B: A, A: B}) == {C: A, B: A}


def test_what_whoever_merged_had_seen_stays_and_what_came_later_comes_up() -> None:
    kept = edit(A, {"city": "Wien"})
    gone = edit(B, {"city": "Graz", "phone": "+43 1 50"})
    merge = merged(B, A, (gone,))
    late = edit(B, {"phone": "+43 1 99"}, {"phone": (gone.eid,)}, lam=5)
    before = show(CONTACT, gathered(CONTACT, A, [kept], {B: [gone, merge]}))
    assert before.values == {"city": "Wien"}
    assert before.conflicts == {}
    after = show(CONTACT, gathered(CONTACT, A, [kept], {B: [gone, merge, late]}))
    assert after.values == {"city": "Wien", "phone": "+43 1 99"}


def test_a_late_change_that_differs_is_a_conflict_until_the_survivor_names_it() -> None:
    kept = edit(A, {"city": "Wien"})
    gone = edit(B, {"title": "Chef"})
    merge = merged(B, A, (gone,))
    late = edit(B, {"city": "Graz"}, {"city": ()}, lam=5)
    members = {B: [gone, merge, late]}
    view = show(CONTACT, gathered(CONTACT, A, [kept], members))
    assert set(view.conflicts) == {"city"}
    named = tuple(head.eid for head in view.heads["city"])
    settled = edit(A, {"city": "Linz"}, {"city": named}, lam=6)
    view = show(CONTACT, gathered(CONTACT, A, [kept, settled], members))
    assert (view.values, view.conflicts) == ({"city": "Linz"}, {})


def test_elements_added_later_come_up_and_those_taken_out_there_do_not() -> None:
    kept = edit(A, {"topics": {"add": ["klimat"]}})
    gone = edit(B, {"topics": {"add": ["vatten"]}})
    merge = merged(B, A, (gone,))
    late = edit(B, {"topics": {"add": ["skola"]}}, {"topics": ()}, lam=5)
    out = edit(B, {"topics": {"remove": ["skola"]}}, {"topics": (late.eid,)}, lam=6)
    view = show(CONTACT, gathered(CONTACT, A, [kept], {B: [gone, merge, late]}))
    assert view.values["topics"] == ["klimat", "skola"]
    view = show(CONTACT, gathered(CONTACT, A, [kept], {B: [gone, merge, late, out]}))
    assert view.values["topics"] == ["klimat"]


def test_a_survivor_deleted_by_somebody_who_did_not_know_of_the_merge_is_flagged() -> None:
    kept = edit(A, {"city": "Wien"})
    gone = edit(B, {"title": "Chef"})
    merge = merged(B, A, (gone,))
    deletion = edit(A, {DELETED: True}, {DELETED: ()}, lam=3, seen=(kept.eid,))
    view = show(CONTACT, gathered(CONTACT, A, [kept, deletion], {B: [gone, merge]}))
    assert (view.gone, view.unseen) == (True, True)
    knew = edit(A, {DELETED: True}, {DELETED: ()}, lam=4, seen=(kept.eid, merge.eid))
    view = show(CONTACT, gathered(CONTACT, A, [kept, knew], {B: [gone, merge]}))
    assert (view.gone, view.unseen) == (True, False)


def test_the_deletion_of_a_merged_row_does_not_delete_its_survivor() -> None:
    kept = edit(A, {"city": "Wien"})
    gone = edit(B, {"title": "Chef"})
    deleted = edit(B, {DELETED: True}, {DELETED: ()}, lam=3, seen=(gone.eid,))
    members = {B: [gone, merged(B, A, (gone,)), deleted]}
    assert not show(CONTACT, gathered(CONTACT, A, [kept], members)).gone


def test_what_a_survivor_named_of_a_merged_row_stays_named_when_it_is_merged_on() -> None:
    first, second, third = edit(A, {"city": "Wien"}), edit(B, {"city": "Graz"}), edit(C, {})
    merge = merged(A, B, (first,))
    late = edit(A, {"city": "Linz"}, {"city": (first.eid,)}, lam=3)
    settled = edit(B, {"city": "Graz"}, {"city": (second.eid, late.eid)}, lam=4)
    on = merged(B, C, (settled,), lam=5)
    members = {A: [first, merge, late], B: [second, settled, on]}
    assert show(CONTACT, gathered(CONTACT, C, [third], members)).values == {}
