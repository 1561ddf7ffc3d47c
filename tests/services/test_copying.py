"""A copy is the start of the next row: what held only of the old one stays behind."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE, ENTITIES
from desktop_app.domain.kinds import Date, Value
from desktop_app.domain.problems import Refused
from desktop_app.services import undoing, writing
from desktop_app.services.copying import COPIES, duplicate, may_be_copied
from desktop_app.services.reading import card
from desktop_app.services.register import Register
from desktop_app.services.upkeep import check
from desktop_app.storage import queries, upkeep

CONTACT, TRIP = CATALOGUE["contact"], CATALOGUE["trip"]
SEEN_ONCE = {"city": "Utrecht", "country": "NL"}


@pytest.fixture
def dated(register: Register) -> Register:
    """Return the register as it is on a known day."""
    return Register(register.path, register.db, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))


def full_trip(register: Register, start: str = "2026-05-04", end: str = "2026-05-06") -> str:
    given = {
        "title": "Hamnen",
        "organisation": register.facts.office,
        "purpose": "Lära av hamnen",
        "start_on": start,
        "end_on": end,
        "decided_by": "Prov Chef",
        "decided_on": "2026-03-01",
        "reference": "KS 2026/12",
        "co2_kg": "120",
        "co2_source": "Resebyrån",
        "summary": "Det gick bra",
        "lessons": "Mycket",
        "reported_on": "2026-05-20",
        "note": "Ta med kaffe",
        "private_note": "Bara här",
    }
    trip = writing.put(register, TRIP, None, given).id
    person = writing.put(register, CONTACT, None, {"family_name": "Prov"}).id
    parts: dict[str, dict[str, str]] = {
        "stop": {**SEEN_ONCE, "from": start, "until": end},
        "programme": {"date": start, "time": "9.00", "topic": "Kajen", "contact": person},
        "participant": {"contact": person},
        "leg": {"from": "Stockholm", "to": "Utrecht", "date": start},
        "cost": {"item": "travel", "budget": "4500", "outcome": "5100", "currency": "EUR"},
        "funding": {"funder": "Staden", "amount": "4500"},
        "action": {"what": "Skriv till hamnen"},
    }
    for name, values in parts.items():
        writing.put(register, CATALOGUE[name], None, {"trip": trip, **values})
    return trip


def values(register: Register, trip: str) -> dict[str, dict[str, Value]]:
    """Return the values of a trip and of its one part of each kind."""
    found = card(register, TRIP, trip)
    rows = {name: row for name, (row,) in found.parts.items()}
    return {"trip": dict(found.row.values)} | {n: dict(row.values) for n, row in rows.items()}


def test_a_trip_is_the_start_of_the_next(dated: Register) -> None:
    old = full_trip(dated)
    new = duplicate(dated, TRIP, old).id
    found, before = values(dated, new), values(dated, old)
    assert found["trip"] == {
        "title": "Hamnen (kopia)",
        "organisation": dated.facts.office,
        "purpose": "Lära av hamnen",
        "start_on": "2027-05-04",
        "end_on": "2027-05-06",
        "note": "Ta med kaffe",
    }
    person = before["participant"]["contact"]
    assert {name: row for name, row in found.items() if name != "trip"} == {
        "stop": {"trip": new, **SEEN_ONCE, "from": "2027-05-04", "until": "2027-05-06"},
        "programme": {"trip": new, "topic": "Kajen"},
        "participant": {"trip": new, "contact": person},
        "leg": {"trip": new, "from": "Stockholm", "to": "Utrecht", "date": "2027-05-04"},
        "cost": {"trip": new, "item": "travel", "budget": "4500.00", "currency": "EUR"},
        "funding": {"trip": new, "funder": "Staden", "amount": "4500.00"},
    }
    assert values(dated, old) == before
    assert check(dated).whole


def test_a_copy_is_one_action_and_one_undo(dated: Register) -> None:
    old = full_trip(dated)
    before = upkeep.shown_digest(dated.db.conn)
    actions = queries.number_of_actions(dated.db.conn)
    duplicate(dated, TRIP, old)
    assert queries.number_of_actions(dated.db.conn) == actions + 1
    assert undoing.undo(dated).label.sv == "Kopierade studieresa: Hamnen"
    assert upkeep.shown_digest(dated.db.conn) == before


@pytest.mark.parametrize(
    ("start", "end", "moved"),
    [
        ("2026-12-01", "2026-12-03", ("2027-12-01", "2027-12-03")),
        ("2021-03-01", "2021-03-02", ("2027-03-01", "2027-03-02")),
        ("2024-02-29", "2024-03-01", ("2027-02-28", "2027-03-01")),
        ("2025-11-21", "2025-11-22", ("2027-11-21", "2027-11-22")),
        ("2025-11-22", "2025-11-23", ("2026-11-22", "2026-11-23")),
        ("2025-12-30", "2026-01-03", ("2026-12-30", "2027-01-03")),
    ],
)
def test_dates_move_by_years_until_they_lie_ahead(
    dated: Register, start: str, end: str, moved: tuple[str, str]
) -> None:
    given = {
        "title": "Resa",
        "organisation": dated.facts.office,
        "start_on": start,
        "end_on": end,
    }
    old = writing.put(dated, TRIP, None, given).id
    copy = dated.row(TRIP, duplicate(dated, TRIP, old).id).values
    assert (copy["start_on"], copy["end_on"]) == moved


def test_a_copy_begins_its_life_anew(dated: Register) -> None:
    given = {
        "title": "Resa",
        "organisation": dated.facts.office,
        "start_on": "2026-05-04",
        "end_on": "2026-05-06",
        "status": "cancelled",
    }
    old = writing.put(dated, TRIP, None, given).id
    copy = dated.row(TRIP, duplicate(dated, TRIP, old, language="en").id).values
    assert (copy["status"], copy["title"]) == ("draft", "Resa (copy)")


def test_a_copied_request_has_come_in_today(dated: Register) -> None:
    request = CATALOGUE["request"]
    kind = dated.lists().codes("request_kind")[0]
    given = {"received_on": "2025-01-02", "kind": kind, "topic": "Besök", "reason": "Bra"}
    old = writing.put(dated, request, None, given).id
    assert dated.row(request, duplicate(dated, request, old).id).values == {
        "received_on": "2026-11-21",
        "kind": kind,
        "topic": "Besök (kopia)",
    }


def test_a_copied_contact_is_somebody_else_at_the_same_place(dated: Register) -> None:
    given = {
        "given_name": "Åsa",
        "family_name": "Prov",
        "title": "Chef",
        "organisation": dated.facts.office,
        "department": "Hamnen",
        "email": "asa@example.org",
        "phone": "08-508 00 000",
        "mobile": "070-000 00 00",
        "city": "Stockholm",
        "note": "Känner alla",
        "secret": "ja",
    }
    old = writing.put(dated, CONTACT, None, given).id
    copy = duplicate(dated, CONTACT, old).id
    assert dated.row(CONTACT, copy).values == {
        "given_name": "Åsa",
        "family_name": "Prov (kopia)",
        "organisation": dated.facts.office,
        "department": "Hamnen",
        "city": "Stockholm",
        "secret": True,
    }
    sql = 'SELECT DISTINCT shared FROM edit WHERE "row" = ?'
    assert dated.db.conn.execute(sql, (copy,)).fetchall() == [(0,)]


def test_the_mark_goes_where_there_is_room(dated: Register) -> None:
    for name, marked in (
        ({"given_name": "Åsa"}, {"given_name": "Åsa (kopia)"}),
        ({"family_name": "x" * 500}, {"family_name": "x" * 492 + " (kopia)"}),
    ):
        old = writing.put(dated, CONTACT, None, name).id
        assert dated.row(CONTACT, duplicate(dated, CONTACT, old).id).values == marked


def test_a_part_alone_is_copied_where_it_is(dated: Register) -> None:
    trip = full_trip(dated)
    (stop,) = card(dated, TRIP, trip).parts["stop"]
    copy = dated.row(CATALOGUE["stop"], duplicate(dated, CATALOGUE["stop"], stop.id).id)
    assert copy.values == stop.values


def test_a_deleted_row_and_a_list_are_not_copied(dated: Register) -> None:
    row = writing.put(dated, CONTACT, None, {"family_name": "Prov"}).id
    writing.delete(dated, CONTACT, row)
    with pytest.raises(Refused, match="deleted"):
        duplicate(dated, CONTACT, row)
    entity = CATALOGUE["list_item"]
    item = next(iter(queries.all_rows(dated.db.conn, entity)))
    with pytest.raises(Refused, match="Pick lists are not copied"):
        duplicate(dated, entity, item.id)


def test_what_stays_behind_is_in_the_catalogue_and_never_required() -> None:
    for name, copy in COPIES.items():
        entity = CATALOGUE[name]
        assert {*copy.moved, *copy.today} <= {f.name for f in entity if type(f.kind) is Date}
        known = set(entity.by_name) | {"decided_function", "decision_form"}  # not of every decision
        assert set(copy.without) <= known
        assert not [n for n in copy.without if n in entity.by_name and entity.by_name[n].required]
        for unit, members in entity.units.items():
            left = {f.name for f in members} - set(copy.without)
            assert unit in {"sums", "sum"} or not left or len(left) == len(members), (name, unit)
        assert set(copy.parts) <= set(COPIES)
    assert not [e.name for e in ENTITIES if not may_be_copied(e) and e.title == ("title",)]


def test_any_row_of_a_sample_can_be_copied(sample: Register, tmp_path: Path) -> None:
    for name in COPIES:
        entity = CATALOGUE[name]
        for row in list(queries.all_rows(sample.db.conn, entity))[:5]:
            new = duplicate(sample, entity, row.id).id
            assert new != row.id
    assert check(sample).whole
