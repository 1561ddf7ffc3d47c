"""What asks for something in a register, and what is done about it: one action each, undone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from click.testing import CliRunner

from desktop_app.cli.base import kontaktnat
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.due import KINDS, WATCHED, found_in
from desktop_app.domain.kinds import Value
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import same
from desktop_app.services import drafting, due, undoing
from desktop_app.services.dossier import cases
from desktop_app.services.drafting import Draft
from desktop_app.services.due import Item, gathering
from desktop_app.services.due.deeds import asked, carry_out
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.register import Register
from desktop_app.services.sampling import make_sample
from desktop_app.services.thresholds import set_threshold
from desktop_app.services.writing import delete, put
from tests.services.conftest import DAY

NOON = datetime(DAY.year, DAY.month, DAY.day, 12, 0, tzinfo=UTC)
PERSON = "Åsa Prov"


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty register, to be copied."""
    path = tmp_path_factory.mktemp("due") / "blank.knreg"
    new_register(path, "Kulturförvaltningen", person=PERSON, clock=lambda: NOON).close()
    return path


@pytest.fixture
def today(blank: Path, tmp_path: Path) -> Iterator[Register]:
    """Return an empty register on the day of the sample."""
    path = Path(copyfile(blank, tmp_path / "t.knreg"))
    with open_register(path, clock=lambda: NOON) as register:
        yield register


@pytest.fixture(scope="module")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample register of a central office that no test here writes to."""
    path = tmp_path_factory.mktemp("due") / "s.knreg"
    make_sample(path, 60, 7, today=DAY, clock=lambda: NOON, exchange=True).close()
    return path


def day(days: int) -> str:
    """Return a day so many days from today."""
    return (DAY + timedelta(days)).isoformat()


def make(register: Register, entity: str, **given: str) -> str:
    """Make a row."""
    return put(register, CATALOGUE[entity], None, given).id


def trip(register: Register, **given: str) -> str:
    """Make a trip."""
    row = {"title": "Resa till Åbo", "organisation": register.facts.office, "start_on": day(-60)}
    row |= {"purpose": "Lära av stadens parker", "decided_by": "Nämnden", "decided_on": day(-90)}
    return make(register, "trip", **{**row, "end_on": day(-58), **given})


def network(register: Register, **given: str) -> str:
    """Make a membership that lacks nothing but what is given."""
    person = make(register, "contact", family_name="Ek", confirmed_on=day(-1))
    row = {"name": "Provnätet", "responsible": register.facts.office, "status": "active"}
    row |= {"decided_by": "Nämnden", "decided_on": day(-400), "membership_kind": "signatory"}
    row |= {"political_representative": person, "administrative_contact": person}
    return make(register, "network", **{**row, "next_review_on": day(300), **given})


def found(register: Register) -> list[Item]:
    """Return everything that asks for something, in order."""
    return due.ordered(due.items(register))


def only(register: Register, kind: str) -> Item:
    """Return the one line of a kind."""
    (item,) = [each for each in found(register) if each.kind == kind]
    return item


def values(register: Register, entity: str, id_: str) -> Mapping[str, Value]:
    """Return what a row holds."""
    return register.row(CATALOGUE[entity], id_).values


# --- gathering ---


def test_what_is_gathered_is_what_the_rules_find_row_by_row(sample_path: Path) -> None:
    with open_register(sample_path, writing=False, clock=lambda: NOON) as register:
        gathered = {item.key for item in due.items(register)}
        expected = set()
        for name, watched in WATCHED.items():
            for case in cases(register, CATALOGUE[name], parts=watched.parts):
                for each in found_in(case):
                    expected.add((each.kind.code, each.row or case.id))
        used = {key for key in expected if key[0] == "membership_unused"}
        missing = expected - used - gathered
        assert missing == set()
        others = {kind for kind, _id in gathered - expected}
        assert others <= {
            *("conflict", "doubts", "no_contact_person", "trip_together"),
            *("appointment_ended", "appointment_ending"),
        }
        assert {item.group for item in due.items(register)} == {
            *("late", "due", "expiring", "missing", "waiting")
        }


def test_a_line_says_whose_it_is_and_where_it_leads(today: Register) -> None:
    me = make(today, "contact", given_name="Åsa", family_name="Prov", confirmed_on=day(-1))
    mine = trip(today, responsible=me, title="Min resa", status="completed")
    make(today, "action", trip=mine, what="Ringa", due_on=day(-1))
    other = trip(today, title="Annans resa", status="completed")
    late = [item for item in found(today) if item.kind == "trip_report_late"]
    assert {(item.id, item.who, item.title) for item in late} == {
        (mine, "Åsa Prov", "Min resa"),
        (other, "", "Annans resa"),
    }
    assert all(item.field == "summary" and item.office == today.facts.office for item in late)
    action = only(today, "action_late")
    assert (action.title, action.of, action.who) == ("Ringa", "Min resa", "")
    assert action.office == today.facts.office
    assert due.is_mine(action, PERSON)
    test = due.wanted(person=PERSON)
    assert {item.title for item in found(today) if test(item)} == {"Min resa", "Ringa"}
    nobody = due.wanted(nobody=True)
    assert {item.title for item in found(today) if nobody(item)} == {"Annans resa"}


def test_thresholds_are_those_of_the_register(today: Register) -> None:
    trip(today, status="completed", end_on=day(-20), start_on=day(-21))
    assert only(today, "trip_report_due").date == DAY + timedelta(10)
    set_threshold(today, "report_days", 19)
    assert only(today, "trip_report_late").date == DAY - timedelta(1)
    set_threshold(today, "report_days", 40)
    set_threshold(today, "report_warning_days", 21)
    assert found(today) == []


def test_deleted_rows_ask_for_nothing(today: Register) -> None:
    owner = trip(today, status="completed")
    make(today, "action", trip=owner, what="Ringa")
    assert len(found(today)) == 3
    delete(today, CATALOGUE["trip"], owner)
    assert found(today) == []


def test_many_contacts_are_named_up_to_a_number(
    today: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "CONTACTS", 3)
    for number in range(5):
        make(today, "contact", family_name=f"Ek{number}", confirmed_on=day(-1000 + number))
    make(today, "contact", family_name="Ny", confirmed_on=day(-9))
    make(today, "contact", family_name="Gammal", confirmed_on=day(-2000), status="outdated")
    items = found(today)
    assert [each.title for each in items] == ["Ek0", "Ek1", "Ek2", ""]
    assert (items[-1].kind, items[-1].what.into("sv")) == (
        "contacts_more",
        "Ytterligare kontakter att bekräfta: 2",
    )


def test_what_waits_is_told(today: Register) -> None:
    row = make(today, "contact", family_name="Prov", confirmed_on=day(-1))
    for address in ("a@example.org", "b@example.org"):
        with today.record.acting("edit", same("Två händer")) as act:
            act.write("contact", row, {"email": address}, {"email": ()})
    drafting.keep(today, Draft("contact", "", None, {"email": "halv"}))
    conflict, draft = only(today, "conflict"), only(today, "draft")
    assert (conflict.entity, conflict.id, conflict.title) == ("contact", row, "Prov")
    assert (draft.title, draft.of) == ("halv", "kontakt")


def test_a_trip_to_a_network_means_that_it_is_used(today: Register) -> None:
    paid = network(today, membership_kind="full", joined_on=day(-2000))
    make(today, "fee", network=paid, year=str(DAY.year), amount="100", currency="SEK")
    assert only(today, "membership_unused").id == paid
    make(
        today,
        "interaction",
        network=paid,
        date=day(-30),
        kind="meeting",
        summary="Träff",
    )
    assert found(today) == []


def test_the_centre_asks_who_has_no_contact_person(sample_path: Path, today: Register) -> None:
    with open_register(sample_path, writing=False, clock=lambda: NOON) as register:
        assert any(item.kind == "no_contact_person" for item in due.items(register))
    assert not [item for item in due.items(today) if item.kind == "no_contact_person"]


# --- deeds ---


def undone(register: Register, before: list[Item]) -> bool:
    """Take the last action back; tell whether everything stands as before."""
    undoing.undo(register)
    return found(register) == before


@pytest.mark.parametrize(
    ("deed", "answers", "expected", "left"),
    [
        ("done", {}, {"status": "done", "done_on": day(0)}, []),
        ("drop", {}, {"status": "dropped"}, []),
        ("new_date", {"due_on": "2026-12-24"}, {"due_on": "2026-12-24"}, []),
        ("new_date", {"due_on": "5 december 2026"}, {"due_on": "2026-12-05"}, ["action_due"]),
        ("who", {"who": "Bo Ek"}, {"who": "Bo Ek"}, ["action_late"]),
    ],
)
def test_an_action_in_the_list(
    today: Register,
    deed: str,
    answers: dict[str, str],
    expected: dict[str, str],
    left: list[str],
) -> None:
    owner = trip(today, status="cancelled")
    row = make(today, "action", trip=owner, what="Ringa", who="Eva", due_on=day(-3), status="open")
    before = found(today)
    item = only(today, "action_late")
    asks = asked(today, item, deed)
    assert asks is not None
    assert [ask.field.name for ask in asks] == list(answers)
    assert carry_out(today, item, deed, answers) == row
    assert {name: values(today, "action", row).get(name) for name in expected} == expected
    assert [each.kind for each in found(today)] == left
    assert undone(today, before)


def test_an_answer_that_does_not_fit_changes_nothing(today: Register) -> None:
    make(today, "action", trip=trip(today, status="cancelled"), what="Ringa", due_on=day(-3))
    before = found(today)
    with pytest.raises(Invalid):
        carry_out(today, only(today, "action_late"), "new_date", {"due_on": "i förrgår kanske"})
    assert found(today) == before


def test_a_trip_is_followed_up_or_cancelled(today: Register) -> None:
    row = trip(
        today,
        status="planned",
        purpose="Lära av hamnen i Åbo",
        start_on=day(-3),
        end_on=day(5),
    )
    before = found(today)
    carry_out(today, only(today, "trip_decision_late"), "cancel")
    assert values(today, "trip", row)["status"] == "cancelled"
    assert found(today) == []
    assert undone(today, before)


def test_the_fee_of_the_year_is_like_the_last_one(today: Register) -> None:
    row = network(today, membership_kind="full", joined_on=day(-30))
    office = today.facts.office
    old = {"network": row, "year": "2025", "amount": "1250,50", "currency": "EUR"}
    make(today, "fee", **old, paid_by=office, basis="Invånare")
    make(today, "fee", **{**old, "year": "2024", "amount": "1", "currency": "NOK"})
    make(today, "interaction", network=row, date=day(-3), kind="meeting", summary="Träff")
    before, item = found(today), only(today, "fee_missing")
    (ask,) = asked(today, item, "fee") or []
    assert (ask.field.name, ask.text) == ("amount", "1\N{NO-BREAK SPACE}250,50")
    assert ask.label.into("sv") == "Avgift 2026 i EUR"
    fee = carry_out(today, item, "fee", {"amount": ask.text})
    stored = values(today, "fee", fee)
    assert (stored["year"], stored["amount"], stored["currency"]) == (2026, "1250.50", "EUR")
    assert (stored["paid_by"], stored["basis"]) == (office, "Invånare")
    assert found(today) == []
    assert undone(today, before)
    fee = carry_out(today, item, "fee", {"amount": "13 000 SEK"})
    assert (values(today, "fee", fee)["amount"], values(today, "fee", fee)["currency"]) == (
        "13000.00",
        "SEK",
    )


@pytest.mark.parametrize(
    ("deed", "later"), [("keep", True), ("change", True), ("leave", False), ("review_next", True)]
)
def test_a_membership_is_reviewed_in_the_list(today: Register, deed: str, later: bool) -> None:
    row = network(today, next_review_on=day(-5), status="under_review")
    before, item = found(today), only(today, "review_late")
    carry_out(today, item, deed)
    reviews = [case.values for case in cases(today, CATALOGUE["review"])]
    decisions = [(each["year"], each["decision"]) for each in reviews]
    assert decisions == ([] if deed == "review_next" else [(DAY.year, deed)])
    moved = str(values(today, "network", row)["next_review_on"]) > day(350)
    assert moved == later
    assert [each.kind for each in found(today)] == ([] if later else ["leaving"])
    assert undone(today, before)
    assert values(today, "network", row)["status"] == "under_review"


def test_a_review_of_the_year_is_changed_not_doubled(today: Register) -> None:
    row = network(today, next_review_on=day(-5))
    make(today, "review", network=row, year=str(DAY.year), benefit="God")
    carry_out(today, only(today, "review_late"), "keep")
    (review,) = [case.values for case in cases(today, CATALOGUE["review"])]
    assert (review["decision"], review["benefit"]) == ("keep", "God")


@pytest.mark.parametrize(
    ("deed", "status"),
    [("accept", "accepted"), ("forward", "forwarded"), ("decline", "declined")],
)
def test_a_request_is_answered(today: Register, deed: str, status: str) -> None:
    make(today, "request", received_on=day(-50), kind="visit", topic="Parker", status="received")
    before, item = found(today), only(today, "request_unanswered")
    asks = asked(today, item, deed)
    assert asks
    answers = {ask.field.name: f"Svar {number}" for number, ask in enumerate(asks)}
    assert "decided_by" in answers
    carry_out(today, item, deed, answers)
    stored = values(today, "request", item.id)
    assert stored["status"] == stored["decision"] == status
    assert stored["decided_on"] == day(0)
    assert {name: stored[name] for name in answers} == answers
    assert found(today) == []
    assert undone(today, before)


def test_what_is_another_administrations_is_left_out(today: Register) -> None:
    other = make(today, "organisation", name="Annan förvaltning", kind="company", own="ja")
    row = trip(today, organisation=other, status="completed")
    make(today, "action", trip=row, what="Ringa", due_on=day(-1))
    assert found(today) == []
    everybody = list(due.items(today, everybody=True))
    assert {"trip_report_late", "action_late"} <= {item.kind for item in everybody}
    assert all(item.foreign for item in everybody)


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        ("sent", {"status": "sent", "sent_on": day(0)}),
        ("received", {"status": "received", "received_on": day(0)}),
        ("nothing", {"status": "sent", "sent_on": day(0), "nothing_to_report": True}),
    ],
)
def test_a_delivery(today: Register, deed: str, expected: dict[str, Value]) -> None:
    row = make(today, "delivery", organisation=today.facts.office, year="2025", status="open")
    before = found(today)
    carry_out(today, only(today, "delivery_late"), deed)
    assert {name: values(today, "delivery", row).get(name) for name in expected} == expected
    assert undone(today, before)


def test_contacts_collaborations_and_issues(today: Register) -> None:
    contact = make(today, "contact", family_name="Ek", confirmed_on=day(-900))
    item = only(today, "contact_unconfirmed")
    carry_out(today, item, "outdated")
    assert values(today, "contact", contact)["status"] == "outdated"
    undoing.undo(today)
    carry_out(today, item, "confirmed")
    assert values(today, "contact", contact)["confirmed_on"] == day(0)
    together = make(
        today,
        "collaboration",
        title="Hamnar",
        kind="other",
        end_on=day(-3),
        status="active",
        focus="x",
    )
    item = only(today, "collaboration_result")
    assert [ask.field.name for ask in asked(today, item, "ended") or []] == ["result"]
    carry_out(today, item, "ended", {"result": "Ett avtal"})
    assert values(today, "collaboration", together)["status"] == "ended"
    issue = {"title": "Tåg", "deadline": day(-1), "status": "active", "position": "För"}
    make(today, "advocacy", **issue, responsible=contact)
    item = only(today, "advocacy_late")
    carry_out(today, item, "ended", {"outcome": "Bifall"})
    assert found(today) == []


def test_what_takes_more_than_lines_is_not_asked_in_one(today: Register) -> None:
    row = trip(today, status="completed", end_on=day(-300), start_on=day(-301))
    item = replace(only(today, "trip_report_late"), kind="trip_follow_up_late")
    assert asked(today, item, "followed_up") is None
    assert values(today, "trip", row)["status"] == "completed"


# --- the command line ---


def test_the_command_line_tells_the_same(sample_path: Path) -> None:
    asked_for = ["due", str(sample_path), "--json"]
    answered = CliRunner().invoke(kontaktnat, asked_for)
    assert answered.exit_code == 0
    told = json.loads(answered.stdout_bytes)
    with open_register(sample_path, writing=False) as register:
        expected = due.ordered(due.items(register))
        person = register.facts.person or ""
    assert [(e["kind"], e["id"] or "") for e in told] == [item.key for item in expected]
    assert {each["kind"] for each in told} <= set(KINDS)
    some = CliRunner().invoke(kontaktnat, [*asked_for, "--kind", "action_late"])
    assert {each["kind"] for each in json.loads(some.stdout_bytes)} == {"action_late"}
    mine = CliRunner().invoke(kontaktnat, [*asked_for, "--mine"])
    assert len(json.loads(mine.stdout_bytes)) == sum(due.is_mine(i, person) for i in expected)
    plain = CliRunner().invoke(kontaktnat, ["due", str(sample_path), "--language", "en"])
    assert "Late (" in plain.output
    assert "The action was due" in plain.output
