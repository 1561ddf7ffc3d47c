"""Settling differing values: what both sides started from, who wrote what, many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import same
from desktop_app.services import resolving, writing
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.resolving import Choice, Conflict, Take, settle, settle_all
from desktop_app.services.undoing import redo, undo
from desktop_app.services.writing import put
from desktop_app.storage.connection import transaction
from desktop_app.storage.tables import FLAGGED, GONE

CONTACT, FEE, TRIP = CATALOGUE["contact"], CATALOGUE["fee"], CATALOGUE["trip"]
NETWORK = CATALOGUE["network"]


def person(register: Register, **values: str) -> str:
    return put(register, CONTACT, None, {"family_name": "Prov", **values}).id


def beside(
    register: Register,
    row: str,
    fields: Mapping[str, Json],
    parents: Mapping[str, Sequence[str]] | None = None,
    *,
    source: str | None = None,
    entity: str = "contact",
) -> str:
    """Write what somebody wrote who had seen only the creation of the row."""
    with register.record.acting("edit", same("En annan"), source=source) as act:
        first = act.edits(row)[0]
        seen = {key: (first.eid,) if key in first.fields else () for key in fields}
        named = {key: tuple(eids) for key, eids in (parents or seen).items()}
        return act.write(entity, row, fields, named).eid


def elsewhere(register: Register, action: str, name: str, office: str) -> None:
    """Let an action have been done in another register."""
    with transaction(register.db):
        register.db.conn.execute(
            "UPDATE recorded_action SET who = ?, office = ?, register_id = 'annat' WHERE id = ?",
            (name, office, action),
        )


def newest(register: Register) -> str:
    sql = "SELECT id FROM recorded_action ORDER BY seq DESC LIMIT 1"
    return str(register.db.conn.execute(sql).fetchone()[0])


def journey(register: Register) -> str:
    days = {"title": "Resa", "start_on": "2026-05-04", "end_on": "2026-05-06"}
    return put(register, TRIP, None, {**days, "organisation": register.facts.office}).id


def only(register: Register) -> Conflict:
    (found,) = resolving.open_conflicts(register)
    return found


def values(conflict: Conflict, name: str) -> list[object]:
    return [side.values[name] for side in conflict.sides]


def test_both_sides_and_what_they_started_from(register: Register) -> None:
    row = person(register, city="Oslo")
    put(register, CONTACT, row, {"city": "Bergen"})
    beside(register, row, {"city": "Tromsø"}, source="åter.xlsx")
    found = only(register)
    assert (found.key, [field.name for field in found.fields]) == ("city", ["city"])
    assert values(found, "city") == ["Tromsø", "Bergen"]
    assert (found.base.known, dict(found.base.values)) == (True, {"city": "Oslo"})
    assert [side.by.source for side in found.sides] == ["åter.xlsx", ""]
    assert {side.by.office for side in found.sides} == {"Stadsledningskontoret"}
    assert [side.by.who for side in found.sides] == ["Prov Person"] * 2
    assert found.row.values["city"] == "Tromsø"


def test_the_base_is_the_nearest_that_lies_behind_both(register: Register) -> None:
    row = person(register, city="Oslo")
    put(register, CONTACT, row, {"city": "Bergen"})
    with register.record.acting("edit", same("Två")) as act:
        (head,) = act.shown(CONTACT, row).heads["city"]
        for city in ("Tromsø", "Bodø"):
            act.write("contact", row, {"city": city}, {"city": (head.eid,)})
    assert dict(only(register).base.values) == {"city": "Bergen"}


def test_a_base_that_was_empty_is_empty_and_one_that_is_not_here_is_unknown(
    register: Register,
) -> None:
    row = person(register)
    beside(register, row, {"city": "Oslo"})
    beside(register, row, {"city": "Rom"})
    assert (only(register).base.known, only(register).base.values["city"]) == (True, None)
    other = person(register)
    for city in ("Oslo", "Rom"):
        beside(register, other, {"city": city}, {"city": ("f" * 32,)})
    bases = {c.row.id: c.base.known for c in resolving.open_conflicts(register)}
    assert bases == {row: True, other: False}


def test_a_file_that_brought_an_edit_is_told_not_the_one_it_was_read_from_there(
    register: Register,
) -> None:
    row = person(register, city="Oslo")
    put(register, CONTACT, row, {"city": "Bergen"})
    eid = beside(register, row, {"city": "Rom"}, source="lista-hos-dem.csv")
    with register.record.acting("import", same("Läste in"), source="utbyte.xlsx") as act:
        act.write("contact", row, {"title": "Chef"}, {"title": ()})
        seq = act.seq
    with transaction(register.db):
        register.db.conn.execute("UPDATE edit SET arrival = ? WHERE eid = ?", (seq, eid))
    assert {side.by.source for side in only(register).sides} == {"", "utbyte.xlsx"}


def test_a_unit_is_chosen_whole(register: Register) -> None:
    named = {"name": "Prov", "responsible": register.facts.office}
    network = put(register, NETWORK, None, named).id
    sums = {"network": network, "year": "2025", "amount": "100", "currency": "SEK"}
    fee = put(register, FEE, None, sums).id
    put(register, FEE, fee, {"amount": "200"})
    unit: Json = {"year": 2025, "amount": "90.00", "currency": "EUR"}
    beside(register, fee, {"sum": unit}, entity="fee")
    found = only(register)
    assert (found.key, len(found.sides)) == ("sum", 2)
    text = resolving.written(Writer(register, "sv"), FEE, found.sides[0].values)
    assert "EUR" in text
    assert found.base.values["amount"] == "100.00"
    choice = Choice(FEE, fee, "sum", found.sides[1].eid)
    settled = settle(register, [choice])
    assert (settled.count, settled.skipped) == (1, [])
    row = register.row(FEE, fee)
    assert (row.conflicts, row.values["amount"], row.values["currency"]) == ((), "200.00", "SEK")


def test_a_typed_value_takes_the_place_of_all(register: Register) -> None:
    row = person(register, city="Oslo")
    put(register, CONTACT, row, {"city": "Bergen"})
    beside(register, row, {"city": "Rom"})
    settle(register, [Choice(CONTACT, row, "city", typed={"city": " Narvik "})])
    after = register.row(CONTACT, row)
    assert (after.values["city"], after.conflicts) == ("Narvik", ())


def test_a_typed_value_that_does_not_fit_is_told_and_nothing_is_written(
    register: Register,
) -> None:
    row = person(register, email="a@example.org")
    put(register, CONTACT, row, {"email": "b@example.org"})
    beside(register, row, {"email": "c@example.org"})
    with pytest.raises(Invalid):
        settle(register, [Choice(CONTACT, row, "email", typed={"email": "ingen adress"})])
    assert register.row(CONTACT, row).conflicts == ("email",)


def several(register: Register, count: int = 3) -> list[str]:
    """Return rows whose city somebody changed here while another file said otherwise."""
    rows = [person(register, city="Oslo") for _n in range(count)]
    for number, row in enumerate(rows):
        put(register, CONTACT, row, {"city": f"Här {number}"})
        source = "andra.xlsx" if number else "första.xlsx"
        beside(register, row, {"city": f"Där {number}"}, source=source)
    return rows


def cities(register: Register, rows: Sequence[str]) -> list[object]:
    return [register.row(CONTACT, row).values["city"] for row in rows]


def test_many_choices_are_one_action_and_its_undo_gives_all_conflicts_back(
    register: Register,
) -> None:
    rows = several(register)
    before = [(c.place, values(c, "city")) for c in resolving.open_conflicts(register)]
    choices = [
        Choice(c.entity, c.row.id, c.key, c.sides[1].eid)
        for c in resolving.open_conflicts(register)
    ]
    actions = register.db.conn.execute("SELECT count(*) FROM recorded_action").fetchone()[0]
    settled = settle(register, choices)
    assert settled.label.sv == "Avgjorde {n} olika uppgifter"
    assert settled.label.into("sv") == "Avgjorde 3 olika uppgifter"
    assert cities(register, rows) == ["Här 0", "Här 1", "Här 2"]
    after = register.db.conn.execute("SELECT count(*) FROM recorded_action").fetchone()[0]
    assert after == actions + 1
    undo(register)
    assert [(c.place, values(c, "city")) for c in resolving.open_conflicts(register)] == before
    redo(register)
    assert list(resolving.open_conflicts(register)) == []


def test_all_that_came_with_a_file_and_nothing_else(register: Register) -> None:
    rows = several(register)
    settled = settle_all(register, Take("source", "andra.xlsx"))
    assert settled.count == 2
    assert cities(register, rows[1:]) == ["Där 1", "Där 2"]
    assert only(register).row.id == rows[0]


@pytest.mark.parametrize(
    ("take", "expected"),
    [(Take("mine"), "Här 0"), (Take("newest"), "Där 0"), (Take("office", "Okänt"), None)],
)
def test_all_by_a_rule(register: Register, take: Take, expected: str | None) -> None:
    (row,) = several(register, 1)
    sql = "UPDATE recorded_action SET at = '2020-01-01T08:00:00+01:00' WHERE seq = ?"
    here = register.db.conn.execute("SELECT max(seq) FROM recorded_action").fetchone()[0] - 1
    with transaction(register.db):
        register.db.conn.execute(sql, (here,))
    settled = settle_all(register, take)
    assert settled.count == (expected is not None)
    assert cities(register, [row]) == [expected or "Där 0"]
    assert bool(register.row(CONTACT, row).conflicts) == (expected is None)


def test_what_an_office_wrote(register: Register) -> None:
    (row,) = several(register, 1)
    own = register.facts.office
    put(register, CATALOGUE["organisation"], None, {"name": "Kulturnämnden", "kind": "city"})
    elsewhere(register, newest(register), "x", own)
    office = register.db.conn.execute(
        "SELECT id FROM organisation WHERE name = 'Kulturnämnden'"
    ).fetchone()[0]
    sql = "SELECT id FROM recorded_action WHERE source = 'första.xlsx'"
    elsewhere(register, register.db.conn.execute(sql).fetchone()[0], "Kim Prov", office)
    found = only(register)
    assert [(side.by.office, side.by.own) for side in found.sides] == [
        ("Kulturnämnden", False),
        ("Stadsledningskontoret", True),
    ]
    assert settle_all(register, Take("office", "Kulturnämnden")).count == 1
    assert cities(register, [row]) == ["Där 0"]


def test_all_of_one_field_only(register: Register) -> None:
    (row,) = several(register, 1)
    put(register, CONTACT, row, {"title": "Chef"})
    beside(register, row, {"title": "Direktör"}, source="åter.xlsx")
    among = [c for c in resolving.open_conflicts(register) if c.key == "title"]
    assert settle_all(register, Take("mine"), among).count == 1
    assert register.row(CONTACT, row).conflicts == ("city",)


def test_what_a_rule_forbids_waits_while_the_others_are_settled(register: Register) -> None:
    trip = journey(register)
    put(register, TRIP, trip, {"end_on": "2026-05-07"})
    beside(register, trip, {"end_on": "2026-05-01"}, entity="trip", source="åter.xlsx")
    several(register, 1)
    bad = next(c for c in resolving.open_conflicts(register) if c.key == "end_on")
    choice = Choice(TRIP, trip, "end_on", bad.sides[0].eid)
    with pytest.raises(Invalid):
        settle(register, [choice])
    settled = settle_all(register, Take("newest"))
    assert (settled.count, [s.choice.row for s in settled.skipped]) == (1, [trip])
    assert only(register).row.id == trip


def test_what_is_settled_already_is_refused(register: Register) -> None:
    (row,) = several(register, 1)
    found = only(register)
    choice = Choice(CONTACT, row, "city", found.sides[0].eid)
    with pytest.raises(Refused):
        settle(register, [Choice(CONTACT, row, "city", "0" * 32)])
    settle(register, [choice])
    with pytest.raises(Refused):
        settle(register, [choice])


# --- deleted by one, worked on by another


def disputed(register: Register) -> tuple[str, str]:
    """Return a trip that was deleted with its stop while somebody changed its title."""
    trip = journey(register)
    stop = put(register, CATALOGUE["stop"], None, {"trip": trip, "city": "Rom", "country": "IT"}).id
    writing.delete(register, TRIP, trip)
    beside(register, trip, {"title": "Resan till Rom"}, entity="trip", source="åter.xlsx")
    return trip, stop


def test_who_deleted_and_what_they_had_not_seen(register: Register) -> None:
    trip, _stop = disputed(register)
    (found,) = resolving.open_deletions(register)
    assert (found.row.id, found.row.state) == (trip, FLAGGED)
    assert [by.who for by in found.by] == ["Prov Person"]
    assert [(dict(each.values), each.by.source) for each in found.unseen] == [
        ({"title": "Resan till Rom"}, "åter.xlsx")
    ]
    assert found.parts == []


def test_keeping_brings_the_row_and_its_parts_back(register: Register) -> None:
    trip, stop = disputed(register)
    assert register.row(CATALOGUE["stop"], stop).state == GONE
    resolving.keep(register, TRIP, trip)
    assert list(resolving.open_deletions(register)) == []
    assert register.row(TRIP, trip).state == 0
    assert register.row(CATALOGUE["stop"], stop).state == 0
    undo(register)
    assert [each.row.id for each in resolving.open_deletions(register)] == [trip]


def test_deleting_all_the_same_has_seen_all_and_takes_living_parts(register: Register) -> None:
    trip, _stop = disputed(register)
    values = {"trip": trip, "city": "Bari", "country": "IT"}
    with register.record.acting("edit", same("Ny del")) as act:
        act.create("stop", "11111111-1111-4111-8111-111111111111", values, shared=True)
    (found,) = resolving.open_deletions(register)
    assert [row.values["city"] for row in found.parts] == ["Bari"]
    resolving.delete_anyway(register, TRIP, trip)
    assert list(resolving.open_deletions(register)) == []
    assert register.row(TRIP, trip).state == GONE
    assert register.row(CATALOGUE["stop"], "11111111").state == GONE
    undo(register)
    assert [each.row.id for each in resolving.open_deletions(register)] == [trip]


def test_a_row_that_is_not_in_dispute_is_refused(register: Register) -> None:
    row = person(register)
    for work in (resolving.keep, resolving.delete_anyway):
        with pytest.raises(Refused):
            work(register, CONTACT, row)
