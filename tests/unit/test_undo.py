"""Taking actions back, as functions of one row's edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Edit, Json, Shown, make_edit, show
from desktop_app.domain.undo import (
    CHANGED_SINCE,
    DELETED_SINCE,
    NOT_HERE,
    WORKED_ON,
    Past,
    RowPlan,
    plan_row,
)

Loose: TypeAlias = Any
ROW = "11111111-1111-4111-8111-111111111111"


@dataclass
class History:
    """One row's edits, action by action, as a register writes them."""

    entity: str = "contact"
    edits: dict[str, Edit] = field(default_factory=dict)
    action: dict[str, str] = field(default_factory=dict)
    undoes: dict[str, str] = field(default_factory=dict)

    @property
    def view(self) -> Shown:
        return show(CATALOGUE[self.entity], list(self.edits.values()))

    @property
    def values(self) -> Mapping[str, Loose]:
        return self.view.values

    @property
    def heads(self) -> Mapping[str, tuple[Edit, ...]]:
        return self.view.heads

    def add(self, action: str, edit: Edit) -> Edit:
        self.edits[edit.eid] = edit
        self.action[edit.eid] = action
        return edit

    def new(self, action: str, **fields: Json) -> Edit:
        return self.add(action, self._made(fields, None))

    def put(self, action: str, key: str, value: Json, *, resolve: bool = False) -> Edit:
        named = self.view.parents(key, all_heads=resolve)
        return self.add(action, self._made({key: value}, {key: named}))

    def alter(self, action: str, *, add: str = "", remove: str = "") -> Edit:
        change: dict[str, Json] = {}
        change.update({"add": [add]} if add else {})
        change.update({"remove": [remove]} if remove else {})
        named = self.view.removal("topics", [remove] if remove else [])
        return self.add(action, self._made({"topics": change}, {"topics": named}))

    def elsewhere(self, action: str, key: str, value: Json, *named: Edit) -> Edit:
        parents = {key: tuple(edit.eid for edit in named)}
        return self.add(action, self._made({key: value}, parents))

    def delete(self, action: str) -> Edit:
        parents = {DELETED: tuple(head.eid for head in self.heads.get(DELETED, ()))}
        return self.add(action, self._made({DELETED: True}, parents, seen=self.view.all_heads()))

    def undo(self, action: str, target: str) -> RowPlan:
        """Write what taking `target` back means, as the action `action`."""
        plan = self.plan(target)
        if plan.changes:
            self.undoes[action] = target
        for change in plan.changes:
            self.add(action, self._made(change.fields, change.parents, seen=change.seen))
        return plan

    def plan(self, target: str) -> RowPlan:
        past = Past(self.edits, self.action, self.undoes)
        return plan_row(CATALOGUE[self.entity], ROW, past, target)

    def _made(
        self,
        fields: Mapping[str, Json],
        parents: Mapping[str, tuple[str, ...]] | None,
        seen: tuple[str, ...] = (),
    ) -> Edit:
        lam = len(self.edits) + 1
        return make_edit(self.entity, ROW, fields, parents, lam, f"salt {lam}", seen=seen)


@pytest.fixture
def history() -> History:
    found = History()
    found.new("a", given_name="Åsa", city="Malmö", topics={"add": ["klimat"]})
    return found


def test_undo_gives_the_old_value_back_and_names_the_new_one(history: History) -> None:
    second = history.put("b", "city", "Lund")
    plan = history.undo("u", "b")
    assert plan.kept == {}
    assert [(dict(c.fields), dict(c.parents)) for c in plan.changes] == [
        ({"city": "Malmö"}, {"city": (second.eid,)})
    ]
    assert history.values["city"] == "Malmö"


def test_undo_of_a_first_value_empties_the_field(history: History) -> None:
    history.put("b", "title", "Chef")
    history.undo("u", "b")
    assert "title" not in history.values


def test_undo_and_redo_five_times_and_then_the_first_action(history: History) -> None:
    history.put("b", "city", "Lund")
    target = "b"
    for turn in range(5):
        history.undo(f"u{turn}", target)
        assert history.values["city"] == "Malmö"
        assert history.plan(f"u{turn}").kept == {}
        history.undo(f"r{turn}", f"u{turn}")
        assert history.values["city"] == "Lund"
        target = f"r{turn}" if turn % 2 else "b"
    history.undo("u", "b")
    assert history.values["city"] == "Malmö"
    history.undo("v", "a")
    assert history.view.gone


def test_undoing_back_through_a_chain_and_forward_again(history: History) -> None:
    names = ["Malmö", "Lund", "Ystad", "Visby", "Kiruna"]
    for number, name in enumerate(names[1:], start=1):
        history.put(f"b{number}", "city", name)
    for number in reversed(range(1, 5)):
        assert history.undo(f"u{number}", f"b{number}").kept == {}
        assert history.values["city"] == names[number - 1]
    for number in range(1, 5):
        assert history.undo(f"r{number}", f"u{number}").kept == {}
        assert history.values["city"] == names[number]


def test_older_action_is_kept_and_listed_where_it_was_changed_since(history: History) -> None:
    history.elsewhere("b", "title", "Chef")
    history.put("b", "city", "Lund")
    history.put("c", "city", "Ystad")
    plan = history.undo("u", "b")
    assert plan.kept == {"city": CHANGED_SINCE}
    assert history.values["city"] == "Ystad"
    assert "title" not in history.values


def test_older_action_goes_back_after_the_later_one_has(history: History) -> None:
    history.put("b", "city", "Lund")
    history.put("c", "city", "Ystad")
    history.undo("u", "c")
    assert history.undo("v", "b").kept == {}
    assert history.values["city"] == "Malmö"


def test_same_value_written_again_by_hand_is_a_change_since(history: History) -> None:
    history.put("b", "city", "Lund")
    history.put("c", "city", "Ystad")
    history.put("d", "city", "Lund")
    assert history.plan("b").kept == {"city": CHANGED_SINCE}


def test_undone_resolution_brings_the_conflict_back_with_the_same_one_shown(
    history: History,
) -> None:
    first = next(iter(history.edits.values()))
    history.put("b", "city", "Lund")
    history.elsewhere("c", "city", "Ystad", first)
    before = history.view
    history.put("d", "city", "Visby", resolve=True)
    assert not history.view.conflicts
    history.undo("u", "d")
    assert set(history.view.conflicts) == {"city"}
    assert {head.fields["city"] for head in history.heads["city"]} == {"Lund", "Ystad"}
    assert history.values == before.values
    history.undo("r", "u")
    assert history.values["city"] == "Visby"
    assert not history.view.conflicts
    history.undo("v", "d")
    assert history.values == before.values


def test_resolution_for_one_side_is_undone_too(history: History) -> None:
    first = next(iter(history.edits.values()))
    history.put("b", "city", "Lund")
    history.elsewhere("c", "city", "Ystad", first)
    history.put("d", "city", "Lund", resolve=True)
    history.undo("u", "d")
    assert set(history.view.conflicts) == {"city"}


def test_change_made_in_a_conflict_is_undone_and_leaves_the_conflict(history: History) -> None:
    first = next(iter(history.edits.values()))
    history.put("b", "city", "Lund")
    history.elsewhere("c", "city", "Ystad", first)
    before = history.view
    history.put("d", "city", "Visby")
    assert history.undo("u", "d").kept == {}
    assert history.values == before.values
    assert {head.fields["city"] for head in history.heads["city"]} == {"Lund", "Ystad"}


def test_arrival_that_made_a_conflict_is_undone(history: History) -> None:
    first = next(iter(history.edits.values()))
    history.put("b", "city", "Lund")
    history.elsewhere("c", "city", "Ystad", first)
    assert history.undo("u", "c").kept == {}
    assert history.values["city"] == "Lund"
    assert not history.view.conflicts
    assert history.undo("v", "b").kept == {}
    assert history.values["city"] == "Malmö"


def test_value_that_is_not_here_cannot_go_back(history: History) -> None:
    away = make_edit("contact", ROW, {"email": "a@example.org"}, {"email": ()}, 9, "s")
    history.elsewhere("b", "email", "b@example.org", away)
    assert history.plan("b").kept == {"email": NOT_HERE}


def test_unit_goes_back_whole() -> None:
    history = History("fee")
    whole: dict[str, Json] = {"year": 2025, "amount": "10.00", "currency": "EUR"}
    history.new("a", sum=whole)
    history.put("b", "sum", {**whole, "amount": "20.00", "currency": "SEK"})
    history.undo("u", "b")
    assert (history.values["amount"], history.values["currency"]) == ("10.00", "EUR")


def test_set_goes_back_element_by_element(history: History) -> None:
    history.alter("b", add="skola", remove="klimat")
    assert history.values["topics"] == ["skola"]
    history.undo("u", "b")
    assert history.values["topics"] == ["klimat"]
    history.undo("r", "u")
    assert history.values["topics"] == ["skola"]
    history.undo("v", "b")
    assert history.values["topics"] == ["klimat"]


def test_element_that_others_added_too_stays(history: History) -> None:
    history.alter("b", add="skola")
    history.elsewhere("c", "topics", {"add": ["skola"]})
    assert history.undo("u", "b").kept == {"topics": CHANGED_SINCE}
    assert history.values["topics"] == ["klimat", "skola"]


def test_element_taken_out_again_by_others_does_not_come_back(history: History) -> None:
    history.alter("b", remove="klimat")
    history.alter("c", add="klimat")
    history.alter("d", remove="klimat")
    assert history.undo("u", "b").kept == {"topics": CHANGED_SINCE}
    assert "topics" not in history.values
    history.undo("v", "d")
    history.undo("w", "c")
    assert history.undo("x", "b").kept == {}
    assert history.values["topics"] == ["klimat"]


def test_restatement_of_a_set_brings_no_old_element_back(history: History) -> None:
    history.alter("b", add="skola")
    history.alter("c", remove="klimat")
    adds = tuple(e.eid for e in history.edits.values() if e.adds("topics"))
    change: Json = {"add": ["skola"], "remove": ["klimat", "skola"]}
    said = make_edit("contact", ROW, {"topics": change}, {"topics": adds}, 9, "s")
    history.add("d", said)
    plan = history.undo("u", "d")
    assert (plan.changes, plan.kept) == ([], {})
    assert history.undo("v", "b").kept == {}
    assert "topics" not in history.values


def test_restated_value_still_goes_back(history: History) -> None:
    second = history.put("b", "city", "Lund")
    history.elsewhere("c", "city", "Lund", second)
    assert history.plan("c").changes == []
    assert history.undo("u", "b").kept == {}
    assert history.values["city"] == "Malmö"


def test_created_row_goes_whole_and_comes_back_whole(history: History) -> None:
    values = history.values
    history.undo("u", "a")
    assert (history.view.gone, history.view.unseen) == (True, False)
    history.undo("r", "u")
    assert not history.view.gone
    assert history.values == values


@pytest.mark.parametrize("again", [False, True])
def test_created_row_that_was_worked_on_stays(history: History, again: bool) -> None:
    """It makes no difference whether its creation was undone and redone before."""
    target = "a"
    if again:
        history.undo("u", "a")
        history.undo("r", "u")
        target = "r"
    history.put("b", "title", "Chef")
    plan = history.undo("x", target)
    assert plan.kept == {"": WORKED_ON}
    assert plan.changes == []
    history.undo("y", "b")
    assert history.undo("z", target).kept == {}
    assert (history.view.gone, history.view.unseen) == (True, False)


@pytest.mark.parametrize("change", [{"add": "skola"}, {"remove": "klimat"}])
def test_created_row_whose_set_was_worked_on_stays(
    history: History, change: dict[str, str]
) -> None:
    history.alter("b", **change)
    assert history.plan("a").kept == {"": WORKED_ON}
    history.undo("u", "b")
    assert history.plan("a").kept == {}


def test_second_creation_of_a_row_is_taken_back_like_a_change(history: History) -> None:
    """A link made at two places is one row: what comes later takes nothing away when it goes."""
    values = history.values
    history.new("b", city="Lund", title="Chef")
    assert history.undo("u", "b").kept == {}
    assert not history.view.gone
    assert history.values == values


def test_created_row_with_an_element_added_and_removed_was_worked_on(history: History) -> None:
    history.alter("b", add="skola")
    history.alter("c", remove="skola")
    assert history.plan("a").kept == {"": WORKED_ON}


def test_deletion_is_undone_and_redone_without_a_flag(history: History) -> None:
    history.delete("b")
    history.undo("u", "b")
    assert not history.view.gone
    history.undo("r", "u")
    assert (history.view.gone, history.view.unseen) == (True, False)


def test_redone_deletion_has_not_seen_what_came_between(history: History) -> None:
    history.delete("b")
    history.undo("u", "b")
    history.put("c", "city", "Lund")
    history.undo("r", "u")
    assert (history.view.gone, history.view.unseen) == (True, True)


def test_redone_deletion_has_seen_what_was_undone_again(history: History) -> None:
    history.delete("b")
    history.undo("u", "b")
    history.put("c", "city", "Lund")
    history.undo("v", "c")
    history.undo("r", "u")
    assert (history.view.gone, history.view.unseen) == (True, False)


def test_second_deletion_of_a_flagged_row_is_undone(history: History) -> None:
    first = next(iter(history.edits.values()))
    history.delete("b")
    history.elsewhere("c", "city", "Lund", first)
    assert history.view.unseen
    history.delete("d")
    assert not history.view.unseen
    history.undo("u", "d")
    assert (history.view.gone, history.view.unseen) == (True, True)


def test_undone_second_deletion_does_not_see_what_the_first_had_not(history: History) -> None:
    history.alter("b", remove="klimat")
    history.delete("c")
    history.undo("u", "b")
    assert history.plan("b").kept == {"topics": DELETED_SINCE}
    first = next(iter(history.edits.values()))
    history.elsewhere("d", "topics", {"add": ["klimat"]}, first)
    assert history.view.unseen
    history.delete("e")
    history.undo("v", "e")
    assert (history.view.gone, history.view.unseen) == (True, True)


def test_unchanged_value_from_elsewhere_is_still_taken_back(history: History) -> None:
    first = next(iter(history.edits.values()))
    history.put("b", "city", "Lund")
    history.elsewhere("c", "city", "Malmö", first)
    assert set(history.view.conflicts) == {"city"}
    assert history.undo("u", "c").kept == {}
    assert history.values["city"] == "Lund"
    assert not history.view.conflicts


def test_deletion_from_elsewhere_that_saw_more_is_taken_back(history: History) -> None:
    first = next(iter(history.edits.values()))
    history.delete("b")
    late = history.elsewhere("c", "title", "Chef", first)
    seen = (first.eid, late.eid)
    away = make_edit("contact", ROW, {DELETED: True}, {DELETED: ()}, 9, "s", seen=seen)
    history.add("d", away)
    assert not history.view.unseen
    assert history.undo("u", "d").kept == {}
    assert (history.view.gone, history.view.unseen) == (True, True)


def test_change_of_a_deleted_row_waits_for_the_deletion_to_go_back(history: History) -> None:
    history.put("b", "city", "Lund")
    history.delete("c")
    assert history.plan("b").kept == {"city": DELETED_SINCE}
    history.undo("u", "c")
    assert history.undo("v", "b").kept == {}
    assert history.values["city"] == "Malmö"


def test_change_of_a_flagged_row_goes_back(history: History) -> None:
    first = next(iter(history.edits.values()))
    history.delete("b")
    history.elsewhere("c", "title", "Chef", first)
    history.put("d", "city", "Lund")
    assert history.undo("u", "d").kept == {}
    assert history.values["city"] == "Malmö"
