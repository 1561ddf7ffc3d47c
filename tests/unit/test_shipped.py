"""Every register begins with the same lists, organisations and networks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from desktop_app.domain.catalogue import CATALOGUE, ENTITIES, links
from desktop_app.domain.kinds import Choice, Choices, Context, Value
from desktop_app.domain.shipped import (
    Lists,
    Row,
    shipped_id,
    shipped_lists,
    shipped_rows,
)

ROWS = shipped_rows()
ITEMS = [row.values for row in ROWS if row.entity == "list_item"]
IDS = {row.id: row for row in ROWS}
LIFE = {
    "trip_status": "draft planned decided completed reported followed_up rejected cancelled",
    "contact_kind": "external contact_person colleague elected",
    "contact_status": "active outdated",
    "appointment_role": "contact_person deputy",
    "collaboration_kind": "agreement eu_project aid_project other",
    "delivery_status": "open checked sent received supplement_requested approved",
    "network_status": "requested assessing active under_review dormant ended declined",
    "request_status": "received assessed accepted forwarded declined completed followed_up",
    "direction": "profiling monitoring collaboration advocacy",
    "sustainability": "social ecological economic democratic",
}


def named_lists() -> set[str]:
    kinds = [field.kind for entity in ENTITIES for field in entity]
    return {kind.pick_list for kind in kinds if isinstance(kind, (Choice, Choices))}


def of(entity: str) -> dict[str, Row]:
    return {str(row.values["name"]): row for row in ROWS if row.entity == entity}


def test_every_list_has_items_and_every_item_a_list() -> None:
    assert {item["list"] for item in ITEMS} == named_lists()


@pytest.mark.parametrize("pick_list", sorted(named_lists()))
def test_codes_labels_and_order_of_a_list_are_its_own(pick_list: str) -> None:
    items = [item for item in ITEMS if item["list"] == pick_list]
    for name in ("code", "label_sv", "label_en"):
        assert max(Counter(str(item[name]).casefold() for item in items).values()) == 1, name
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))


@pytest.mark.parametrize("pick_list", LIFE)
def test_codes_stand_in_their_order(pick_list: str) -> None:
    assert list(shipped_lists().codes(pick_list)) == LIFE[pick_list].split()


def test_ids_are_unique_and_made_of_what_a_row_is() -> None:
    assert len(IDS) == len(ROWS)
    assert {UUID(row.id).version for row in ROWS} == {5}
    # These ids are in every register there is: they never change.
    assert shipped_id("list_item", "rating/high") == "8e1579ed-28b0-56c3-87c0-615a33a65890"
    assert of("network")["POLIS"].id == shipped_id("network", "POLIS")
    assert {row.id for row in ROWS if row.values.get("code") == "high"} == {
        shipped_id("list_item", "rating/high")
    }


def test_list_items_come_first_then_organisations_then_networks() -> None:
    entities = list(dict.fromkeys(row.entity for row in ROWS))
    assert entities == ["list_item", "organisation", "network"]
    assert [row.entity for row in ROWS] == sorted((row.entity for row in ROWS), key=entities.index)
    assert shipped_rows() == ROWS


def cells() -> Iterator[tuple[Row, str, Value]]:
    for row in ROWS:
        for name, value in row.values.items():
            yield row, name, value


def test_values_are_as_their_kinds_keep_them() -> None:
    context = Context(shipped_lists())
    for row, name, value in cells():
        assert value not in (None, "", [])
        kept = CATALOGUE[row.entity].by_name[name].kind.parse(value, context)
        assert (kept, type(kept)) == (value, type(value)), (row, name)


def test_required_fields_are_filled_and_links_point_to_shipped_rows() -> None:
    for row in ROWS:
        entity = CATALOGUE[row.entity]
        assert all(field.name in row.values for field in entity if field.required), row
        for field, target in links(entity):
            if field.name in row.values:
                assert IDS[str(row.values[field.name])].entity == target


def test_the_city_has_its_organisations() -> None:
    found = of("organisation")
    assert all(row.values["own"] is True for row in found.values())
    kinds = Counter(row.values["kind"] for row in found.values() if "valid_to" not in row.values)
    assert kinds == {"specialist_department": 19, "city_district_department": 11, "company": 18}
    assert found["Stadsledningskontoret"].values["short_name"] == "SLK"


def test_every_ended_organisation_has_a_successor_and_chains_end() -> None:
    ended = [row for row in of("organisation").values() if "valid_to" in row.values]
    assert len(ended) == 4
    for row in ended:
        chain = [row]
        while "valid_to" in chain[-1].values:
            chain.append(IDS[str(chain[-1].values["replaced_by"])])
            assert chain[-1] not in chain[:-1]


def test_networks_tell_only_what_is_known() -> None:
    found = of("network")
    assert len(found) == 11
    assert {row.values["responsible"] for row in found.values()} == {
        of("organisation")["Stadsledningskontoret"].id
    }
    assert not any("joined_on" in row.values for row in found.values())
    active = {name for name, row in found.items() if row.values.get("status") == "active"}
    assert active >= {"C40 Cities", "Eurocities"}
    assert not active & {"POLIS", "OECD Champion Mayors for Inclusive Growth"}


@pytest.mark.parametrize(
    ("pick_list", "text", "code"),
    [
        ("rating", "high", "high"),
        ("rating", "HIGH", "high"),
        ("rating", "Hög", "high"),
        ("rating", "hög", "high"),
        ("rating", "hog", "high"),
        ("rating", "För tidigt att säga", "too_early"),
        ("rating", "Too early to say", "too_early"),
        ("travel_mode", "tag", "train"),
        ("direction", "Positionering", "positioning"),
        ("rating", "hö", None),
        ("rating", "", None),
        ("rating", "?", None),
        ("no_such_list", "high", None),
    ],
)
def test_codes_are_found_by_code_and_label(pick_list: str, text: str, code: str | None) -> None:
    assert shipped_lists().code(pick_list, text) == code


def item(code: str, label: str, **more: Value) -> dict[str, Value]:
    return {"list": "l", "code": code, "label_sv": label, "label_en": f"{code} en", **more}


def test_accents_tell_labels_apart_that_are_otherwise_alike() -> None:
    lists = Lists([item("one", "Mål"), item("two", "Mal"), item("three", "Väg")])
    assert lists.code("l", "mål") == "one"
    assert lists.code("l", "MÅL") == "one"
    assert lists.code("l", "mal") == "two"
    assert lists.code("l", "màl") is None
    assert lists.code("l", "vag") == "three"


def test_of_two_with_the_same_label_the_one_in_force_is_meant() -> None:
    items = [item("old", "Väg", valid_to="2020-12-31"), item("new", "Väg", valid_from="2021-01-01")]
    assert Lists(items, date(2021, 1, 1)).code("l", "väg") == "new"
    assert Lists(items, date(2020, 12, 31)).code("l", "väg") == "old"
    assert Lists([item("one", "Väg"), item("two", "Väg")]).code("l", "väg") is None


def test_what_may_be_chosen_depends_on_the_day() -> None:
    items = [
        item("never", "N", position=3),
        item("late", "S", position=1, valid_from="2021-01-01"),
        item("early", "T", position=2, valid_to="2020-12-31"),
        item("anywhere", "A"),
    ]
    assert Lists(items, date(2020, 12, 31)).codes("l") == ("early", "never", "anywhere")
    assert Lists(items, date(2021, 1, 1)).codes("l") == ("late", "never", "anywhere")
    assert Lists(items).codes("l") == ("late", "never", "anywhere")
    assert Lists(items).codes("none") == ()


def test_old_codes_stay_readable() -> None:
    lists = shipped_lists(date(2026, 3, 5))
    assert "positioning" not in lists.codes("direction")
    assert lists.label("direction", "positioning", "sv") == "Positionering"
    assert lists.label("direction", "positioning", "en") == "Positioning"
    assert lists.label("direction", "unheard_of", "sv") == "unheard_of"
    assert lists.label("no_such_list", "high", "en") == "high"
    assert "positioning" in shipped_lists(date(2010, 1, 1)).codes("direction")


def test_an_item_without_labels_is_read_as_its_code() -> None:
    lists = Lists([{"list": "l", "code": "bare"}])
    assert lists.label("l", "bare", "sv") == "bare"
    assert lists.code("l", "BARE") == "bare"
