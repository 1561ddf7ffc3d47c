"""A membership's cost beside what it gives, exact and honest; a request's and a project's sums."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Value
from desktop_app.services import membership_offers as offers
from desktop_app.services.assessing import assessed, assessed_told
from desktop_app.services.membership import Benefit, benefit_of
from desktop_app.services.membership_told import idle_told, notice_told, trend_told
from desktop_app.services.opening import new_register
from desktop_app.services.register import Register
from desktop_app.services.shares import fill_own_share, share_of, share_told
from desktop_app.services.writing import delete, put
from desktop_app.storage.tables import Row

NOW = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
AID = "Ett biståndsprojekt måste vara helt betalt av andra."
MORE = "Den externa finansieringen är 3 kr större än budgeten."
RATED = {"amount": "10000", "currency": "EUR", "rate": "11.123456"}


@pytest.fixture(scope="module")
def shared() -> Iterator[Register]:
    """Return a register in which it is 15 June 2026; each test makes rows of its own."""
    with new_register(None, "Stadsledningskontoret", person="Prov", clock=lambda: NOW) as made:
        yield made


def add(register: Register, entity: str, **given: str) -> str:
    return put(register, CATALOGUE[entity], None, given).id


def network(register: Register, **given: str) -> str:
    values = {"name": "Nät", "status": "active", "joined_on": "2015-01-01", **given}
    return add(register, "network", responsible=register.facts.office, **values)


def row(register: Register, id_: str, entity: str = "network") -> Row:
    return register.row(CATALOGUE[entity], id_)


def seen(register: Register, id_: str) -> Benefit:
    return benefit_of(register, row(register, id_))


def value(register: Register, entity: str, id_: str, name: str) -> Value:
    return row(register, id_, entity).values.get(name)


def test_each_year_has_its_cost_beside_what_it_gave(shared: Register) -> None:
    id_ = network(shared)
    add(shared, "fee", network=id_, year="2024", **RATED)
    add(shared, "fee", network=id_, year="2025", amount="10000.10", currency="EUR")
    fee = add(shared, "fee", network=id_, year="2026", amount="120000.05", currency="SEK")
    review = {"rating": "high", "hours": "40", "decision": "keep"}
    made = add(shared, "review", network=id_, year="2025", **review)
    add(shared, "activity", network=id_, date="2025-03-01", what="Möte")
    office = shared.facts.office
    trip = {"network": id_, "organisation": office, "end_on": "2026-02-03"}
    gone = add(shared, "trip", title="Oslo", start_on="2026-02-01", **trip)
    add(shared, "trip", title="Rom", start_on="2026-02-01", status="cancelled", **trip)
    met = {"network": id_, "date": "2026-04-01", "summary": "Årsmöte"}
    meeting = add(shared, "interaction", kind="meeting", **met)
    add(shared, "interaction", kind="letter", **met)
    delete(shared, CATALOGUE["activity"], add(shared, "activity", network=id_, date="2026-03-01"))
    first, second, third = seen(shared, id_).years
    assert (first.year, first.sek, first.hours) == (2024, Decimal("111234.56"), None)
    assert (second.sek, second.cost.unknown) == (None, (second.fees[0].id,))
    assert second.review is not None
    assert (second.review.id, second.hours, len(second.activities)) == (made, 40, 1)
    assert (third.sek, third.fees[0].id) == (Decimal("120000.05"), fee)
    assert (third.trips, third.meetings, third.activities) == ((gone,), (meeting,), ())


def test_the_trend_is_told_in_words_and_says_what_lacks_a_rate(shared: Register) -> None:
    id_ = network(shared)
    for year, amount in (("2022", "1"), ("2024", "100000"), ("2026", "112000.50")):
        add(shared, "fee", network=id_, year=year, amount=amount, currency="SEK")
    add(shared, "fee", network=id_, year="2025", amount="9000", currency="EUR")
    add(shared, "review", network=id_, year="2024", hours="1")
    add(shared, "activity", network=id_, date="2024-05-01", what="Möte")
    told = trend_told(seen(shared, id_))
    text = told.into("sv").replace("\N{NO-BREAK SPACE}", " ")
    assert "från 100 000 kr (2024) till 112 000,50 kr (2026), +12 %." in text
    assert "Avgiften 2025 saknar kurs" in text
    assert "Sammanlagt 2024–2026: 212 000,50 kr, 1 arbetstimme." in text
    assert "2024: 1, 2025: 0, 2026 hittills: 0." in text
    english = told.into("en").replace("\N{NO-BREAK SPACE}", " ")
    assert "from SEK 100,000 (2024) to SEK 112,000.50 (2026), +12 %." in english
    assert "1 hour of work" in english
    nothing = trend_told(seen(shared, network(shared)))
    assert nothing.into("sv").startswith("Här visas")


@pytest.mark.parametrize(
    ("given", "sv", "near"),
    [
        (
            {"period_ends_on": "2026-12-31", "notice_months": "3"},
            "Säg upp senast 30 september 2026; annars löper medlemskapet vidare efter 31 december",
            False,
        ),
        ({"period_ends_on": "2026-12-31", "notice_months": "4"}, "31 augusti 2026", True),
        ({"period_ends_on": "2026-12-31", "notice_months": "8"}, "var 30 april 2026", True),
        ({"period_ends_on": "2026-01-31", "notice_months": "1"}, "Perioden slutade", True),
        ({"period_ends_on": "2026-12-31"}, "Fyll i uppsägningstid", False),
        ({"status": "ended"}, None, False),
    ],
)
def test_until_when_notice_can_be_given_is_said(
    shared: Register, given: dict[str, str], sv: str | None, near: bool
) -> None:
    found = seen(shared, network(shared, **given))
    told = notice_told(found)
    text = told.into("sv").replace("\N{NO-BREAK SPACE}", " ") if told else None
    assert (text is None) == (sv is None)
    assert (sv or "") in (text or "")
    assert found.near == near


def test_who_has_decided_to_stay_is_warned_of_nothing(shared: Register) -> None:
    id_ = network(shared, period_ends_on="2026-12-31", notice_months="4")
    assert seen(shared, id_).near
    add(shared, "review", network=id_, year="2026", decision="keep")
    assert not seen(shared, id_).near


def test_a_membership_that_nobody_uses_or_represents_says_so(shared: Register) -> None:
    id_ = network(shared)
    idle = idle_told(seen(shared, id_))
    assert idle is not None
    assert idle.into("sv").startswith("Ingen använder eller företräder medlemskapet. Inga")
    person = add(shared, "contact", given_name="Ida", family_name="Prov")
    post = {"network": id_, "contact": person}
    add(shared, "post", role="chair", until="2025-12-31", **post)
    board = {"role": "board", "until": "2027-12-31", **post}
    add(shared, "post", **board)
    found = seen(shared, id_)
    people = [(each.contact, each.field, each.value, each.until) for each in found.people]
    assert people[2:] == [(person, "role", "board", "2027-12-31")], "the chair's time is over"
    idle = idle_told(found)
    assert idle is not None
    assert idle.into("sv").startswith("Ingen använder medlemskapet.")
    add(shared, "activity", network=id_, date="2026-05-01", what="Möte")
    assert idle_told(seen(shared, id_)) is None
    assert idle_told(seen(shared, network(shared, status="ended"))) is None


def test_this_years_fee_is_the_last_one_again_and_no_rate_is_made_up(shared: Register) -> None:
    id_ = network(shared)
    assert offers.fee_as_last(shared, row(shared, id_)) is None, "there is no last one"
    payer = {"paid_by": shared.facts.office, "basis": "Invånare"}
    add(shared, "fee", network=id_, year="2023", amount="1", currency="SEK")
    add(shared, "fee", network=id_, year="2024", **RATED, **payer)
    offer = offers.fee_as_last(shared, row(shared, id_))
    assert offer == offers.FeeOffer(2026, 2024, Decimal("10000.00"), "EUR")
    suggested = offers.fee_suggestion(shared, CATALOGUE["network"], id_)
    assert (suggested["year"], suggested["currency"]) == ("2026", "EUR")
    made = offers.add_fee_as_last(shared, id_)
    assert made is not None
    values = row(shared, made, "fee").values
    assert (values["amount"], values["currency"], values["year"]) == ("10000.00", "EUR", 2026)
    assert values["paid_by"] == shared.facts.office
    assert "rate" not in values
    assert offers.add_fee_as_last(shared, id_) is None, "once is enough"
    assert "year" not in offers.fee_suggestion(shared, CATALOGUE["network"], id_)
    free = network(shared, membership_kind="signatory")
    add(shared, "fee", network=free, year="2025", amount="1", currency="SEK")
    assert offers.fee_as_last(shared, row(shared, free)) is None


def test_kronor_are_filled_in_by_the_rate_exactly_and_only_when_asked(shared: Register) -> None:
    id_ = network(shared)
    fee = add(shared, "fee", network=id_, year="2025", **RATED)
    written = {**RATED, "amount_sek": "1"}
    other = add(shared, "fee", network=id_, year="2024", **written)
    add(shared, "fee", network=id_, year="2023", amount="5", currency="EUR")
    assert value(shared, "fee", fee, "amount_sek") is None
    assert [each.id for each, _sek in offers.kronor_left(shared, row(shared, id_))] == [fee]
    assert offers.fill_kronor(shared, id_) == 1
    assert value(shared, "fee", fee, "amount_sek") == "111234.56"
    assert value(shared, "fee", other, "amount_sek") == "1.00"
    assert offers.fill_kronor(shared, id_) == 0


def test_the_next_review_is_a_year_on_once_it_is_due_or_done(shared: Register) -> None:
    unset, late = network(shared), network(shared, next_review_on="2024-02-29")
    days = [offers.next_review(shared, row(shared, id_)) for id_ in (unset, late)]
    assert [str(day) for day in days] == ["2027-06-15", "2027-06-15"]
    soon = network(shared, next_review_on="2026-09-01")
    assert offers.next_review(shared, row(shared, soon)) is None
    assert offers.review_wanted(shared, row(shared, soon)) == 2026
    review = {"network": soon, "year": "2026"}
    assert offers.review_suggestion(shared, CATALOGUE["network"], soon) == {"year": "2026"}
    add(shared, "review", decision="keep", **review)
    assert offers.review_wanted(shared, row(shared, soon)) is None
    assert offers.review_suggestion(shared, CATALOGUE["network"], soon) == {}
    assert str(offers.put_next_review(shared, soon)) == "2027-09-01"
    assert value(shared, "network", soon, "next_review_on") == "2027-09-01"
    assert offers.put_next_review(shared, soon) is None


def test_the_criteria_that_a_request_meets_are_counted(shared: Register) -> None:
    asked = {"received_on": "2026-05-01", "kind": "visit", "topic": "Parker"}
    id_ = add(shared, "request", assessment="goals; nordic", **asked)
    found = assessed(shared, row(shared, id_, "request"))
    assert assessed_told(found).into("sv") == "2 av 8 kriterier"
    assert assessed_told(found).into("en") == "2 of 8 criteria"
    assert [words.into("en") for words in found.met][1] == "Nordic dimension"
    assert len(found.left) == 6
    none = assessed(shared, row(shared, add(shared, "request", **asked), "request"))
    assert assessed_told(none).into("sv") == "0 av 8 kriterier"


@pytest.mark.parametrize(
    ("given", "told", "offered"),
    [
        ({}, None, None),
        ({"budget": "500000"}, "Återstår för staden: 500 000 kr.", None),
        (
            {"budget": "500000", "external_funding": "379999.50", "kind": "aid_project"},
            f"Återstår för staden: 120 000,50 kr. {AID}",
            "120000.50",
        ),
        ({"budget": "5", "external_funding": "5"}, "Andra betalar allt.", "0"),
        (
            {"budget": "5", "external_funding": "5", "kind": "aid_project"},
            "Andra betalar allt.",
            "0",
        ),
        (
            {"budget": "5", "external_funding": "8", "own_share": "1"},
            f"Andra betalar allt. {MORE} Egen insats är införd som 1 kr.",
            None,
        ),
    ],
)
def test_what_others_do_not_pay_is_told_and_offered_as_the_own_share(
    shared: Register, given: dict[str, str], told: str | None, offered: str | None
) -> None:
    values = {"title": "Samarbete", "kind": "eu_project", **given}
    id_ = add(shared, "collaboration", **values)
    share = share_of(shared, row(shared, id_, "collaboration"))
    sentences = [words.into("sv") for words in share_told(share)] if share else []
    assert " ".join(sentences).replace("\N{NO-BREAK SPACE}", " ") == (told or "")
    filled = fill_own_share(shared, id_)
    assert filled == (None if offered is None else Decimal(offered))
    if offered is not None:
        assert Decimal(str(value(shared, "collaboration", id_, "own_share"))) == filled
