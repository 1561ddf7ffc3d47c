"""Two rows of one thing become one, nothing of either is lost, and they come apart again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import make_edit
from desktop_app.domain.folding import parse_query
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import undoing, writing
from desktop_app.services.merging import merge, unmerge
from desktop_app.services.opening import new_register
from desktop_app.services.reading import Listing, field_history, list_rows
from desktop_app.services.register import Register
from desktop_app.services.upkeep import check
from desktop_app.storage import search

ROW = "0f0f0f0f-0000-4000-8000-000000000001"
LABEL = Words("Prov", "Trial")
CONTACT, TRIP, NETWORK = (CATALOGUE[name] for name in ("contact", "trip", "network"))


@pytest.fixture
def register() -> Iterator[Register]:
    with new_register(None, "Stadsledningskontoret", person="Test Testsson") as found:
        yield found


def contact(register: Register, **values: str) -> str:
    return writing.put(register, CONTACT, None, values).id


def shown(register: Register, row: str) -> dict[str, object]:
    return dict(register.row(CONTACT, row).values)


def names(register: Register) -> list[str]:
    return [row.id for row in list_rows(register, CONTACT, Listing())]


def test_what_only_one_has_is_taken_over_and_sets_and_notes_are_joined(register: Register) -> None:
    keep = contact(register, given_name="Åsa", city="Wien", topics="klimat", note="Ring först")
    drop = contact(register, given_name="Asa", title="Chef", topics="skola", note="Talar tyska")
    assert merge(register, CONTACT, keep, drop) == keep
    assert shown(register, keep) == {
        "given_name": "Åsa",
        "city": "Wien",
        "title": "Chef",
        "topics": ["klimat", "skola"],
        "note": "Ring först\n\nTalar tyska",
    }
    assert names(register) == [keep]
    assert check(register).whole


def test_where_they_differ_the_choice_decides_and_what_is_not_chosen_is_in_the_history(
    register: Register,
) -> None:
    keep = contact(register, given_name="Åsa", city="Wien", title="Chef")
    drop = contact(register, given_name="Asa", city="Graz", title="Direktör")
    merge(register, CONTACT, keep, drop, {"city": "drop", "title": "keep"})
    assert shown(register, keep) == {"given_name": "Åsa", "city": "Graz", "title": "Chef"}
    told = field_history(register, CONTACT, keep)
    assert {claim.value for claim in told["title"]} == {"Chef", "Direktör"}
    assert {claim.value for claim in told["given_name"]} == {"Åsa", "Asa"}


def test_links_lead_to_the_survivor_also_those_made_later(register: Register) -> None:
    keep, drop = contact(register, given_name="Åsa"), contact(register, given_name="Asa")
    given = {"name": "Nätet", "responsible": "Stadsledningskontoret"}
    before = writing.put(register, NETWORK, None, {**given, "administrative_contact": drop}).id
    merge(register, CONTACT, keep, drop)
    after = writing.put(register, NETWORK, None, {**given, "administrative_contact": drop}).id
    for id_ in (before, after):
        row = register.row(NETWORK, id_)
        assert row.values["administrative_contact"] == keep
    assert register.row(CONTACT, drop).id == keep
    unmerge(register, CONTACT, drop)
    assert register.row(NETWORK, before).values["administrative_contact"] == drop
    assert check(register).whole


def test_a_merged_row_is_found_no_more_and_is_in_no_trash(register: Register) -> None:
    keep = contact(register, given_name="Åsa")
    drop = contact(register, given_name="Ludmila")
    merge(register, CONTACT, keep, drop)
    for gone in (False, True):
        query = parse_query("ludmila")
        assert list(search.hits(register.db.conn, query, "contact", gone=gone)) == []


def test_apart_again_each_is_as_it_was(register: Register) -> None:
    keep = contact(register, given_name="Åsa", city="Wien", topics="klimat")
    drop = contact(register, given_name="Asa", title="Chef", topics="skola")
    before = shown(register, keep), shown(register, drop)
    merge(register, CONTACT, keep, drop, {"given_name": "drop"})
    unmerge(register, CONTACT, drop)
    assert (shown(register, keep), shown(register, drop)) == before
    assert set(names(register)) == {keep, drop}
    assert check(register).whole


def test_apart_again_what_was_changed_since_stays(register: Register) -> None:
    keep = contact(register, given_name="Åsa")
    drop = contact(register, given_name="Asa", title="Chef")
    merge(register, CONTACT, keep, drop)
    writing.put(register, CONTACT, keep, {"title": "Direktör"})
    undone = unmerge(register, CONTACT, drop)
    assert shown(register, keep) == {"given_name": "Åsa", "title": "Direktör"}
    assert shown(register, drop) == {"given_name": "Asa", "title": "Chef"}
    assert [kept.key for kept in undone.kept] == ["title"]


def test_undo_takes_a_merge_back_and_redo_does_it_again(register: Register) -> None:
    keep = contact(register, given_name="Åsa")
    drop = contact(register, given_name="Asa", title="Chef")
    merge(register, CONTACT, keep, drop)
    undoing.undo(register)
    assert set(names(register)) == {keep, drop}
    undoing.redo(register)
    assert names(register) == [keep]
    assert shown(register, keep)["title"] == "Chef"
    unmerge(register, CONTACT, drop)
    assert set(names(register)) == {keep, drop}


def test_merged_on_everything_leads_to_the_last(register: Register) -> None:
    first, second, third = (contact(register, given_name=name) for name in ("Åsa", "Asa", "Aasa"))
    merge(register, CONTACT, second, first)
    merge(register, CONTACT, third, first)
    assert {register.row(CONTACT, id_).id for id_ in (first, second, third)} == {third}
    assert check(register).whole


def test_private_notes_and_secrecy_are_kept(register: Register) -> None:
    keep = contact(register, given_name="Åsa", private_note="Tidig")
    drop = contact(register, given_name="Asa", private_note="Sen")
    writing.put(register, CONTACT, drop, {"secret": "ja"})
    merge(register, CONTACT, keep, drop)
    assert shown(register, keep)["private_note"] == "Tidig\n\nSen"
    assert shown(register, keep)["secret"] is True


@pytest.mark.parametrize("case", ["itself", "deleted", "merged", "list"])
def test_what_cannot_be_merged_is_refused(register: Register, case: str) -> None:
    keep, drop = contact(register, given_name="Åsa"), contact(register, given_name="Asa")
    if case == "deleted":
        writing.delete(register, CONTACT, drop)
    elif case == "merged":
        merge(register, CONTACT, keep, drop)
    elif case == "itself":
        drop = keep
    entity = CATALOGUE["setting" if case == "list" else "contact"]
    with pytest.raises(Refused):
        merge(register, entity, keep, drop)
    with pytest.raises(Refused):
        unmerge(register, CONTACT, keep)


def test_a_row_that_one_edit_shared_and_that_points_to_a_merged_one_is_derived_alike(
    register: Register,
) -> None:
    keep, drop = contact(register, given_name="Åsa"), contact(register, given_name="Asa")
    lifted = make_edit(
        "network", ROW, {"name": "Nätet", "administrative_contact": drop}, {"name": ()}, 9, "salt"
    )
    with register.record.acting("import", LABEL) as act:
        act.add(lifted)
    merge(register, CONTACT, keep, drop)
    assert register.row(NETWORK, ROW).values["administrative_contact"] == keep
    assert check(register).whole
