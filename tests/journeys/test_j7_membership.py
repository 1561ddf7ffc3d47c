"""J7: a membership is paid, represented and reviewed with its cost beside its benefit; it stays."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.opening import new_register
from desktop_app.services.writing import put
from desktop_app.ui.record.benefit import BenefitBlock
from tests.journeys.conftest import Start
from tests.journeys.going import press
from tests.journeys.hands import Hands, ask

Key = Qt.Key
TODAY = date.today()
YEAR = TODAY.year
NAME = "Nordiska klimatstäderna"
BENEFIT = "Tre förskolor byggs som vi såg i Turku."
ENDS, NOTICE = f"31 december {YEAR + 1}", f"30 september {YEAR + 1}"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return a register of an administration with a membership that is to be reviewed."""
    path = tmp_path / "Prov.knreg"
    with new_register(path, "Miljöförvaltningen", person="Åsa Prov") as made:

        def add(entity: str, **given: str) -> str:
            return put(made, CATALOGUE[entity], None, given).id

        person = add("contact", given_name="Åsa", family_name="Prov")
        network = add(
            "network",
            name=NAME,
            responsible=made.facts.office,
            political_representative=person,
            administrative_contact=person,
            status="under_review",
            joined_on="2012-01-01",
            notice_months="3",
            period_ends_on=f"{YEAR + 1}-12-31",
            next_review_on=(TODAY - timedelta(10)).isoformat(),
        )
        fee = {"network": network, "amount": "12500.50", "currency": "EUR"}
        add("fee", year=str(YEAR - 1), rate="11.2", **fee)
        add("activity", network=network, date=TODAY.isoformat(), what="Årsmöte i Turku")
    return path


def of_network(path: Path, entity: str) -> list[dict[str, Any]]:
    """Return what a fresh process lists of the network, or of an entity that is part of it."""
    found: list[dict[str, Any]] = ask("list", path, entity)
    return [each for each in found if entity != "network" or each["name"] == NAME]


def benefit(hands: Hands) -> BenefitBlock:
    """Return what is read before a membership is kept, changed or left."""
    found = hands.place.record._pages("network").page.block(BenefitBlock)
    assert isinstance(found, BenefitBlock)
    return found


def add_post(hands: Hands) -> None:
    """Say who sits on the board, and until when."""
    hands.control(Key.Key_PageDown)
    hands.add_part("post")
    hands.choose("contact", "Åsa P")
    hands.walk_to("role")
    hands.type("Styrelse")
    hands.fill(until=f"{YEAR + 2}-06-30")
    hands.key(Key.Key_Escape)


def see_cost_and_notice(hands: Hands) -> None:
    """Read what the membership costs and gives, and until when it can be left."""
    hands.control(Key.Key_PageDown)
    shown = benefit(hands)
    assert shown.table.hasFocus()
    told = shown.notice.text().replace("\N{NO-BREAK SPACE}", " ")
    assert f"Säg upp senast {NOTICE}" in told
    assert f"löper medlemskapet vidare efter {ENDS}" in told
    assert "140" in shown.table.text("I kronor", str(YEAR - 1))


def review(hands: Hands) -> None:
    """Write what the year gave, and that the city stays."""
    press(hands, benefit(hands).review)
    assert hands.field == "rating"
    hands.fill(rating="H", benefit=BENEFIT, hours="60", decision="B")
    hands.key(Key.Key_Escape)


def test_a_membership_is_paid_represented_reviewed_and_kept(start: Start, register: Path) -> None:
    hands = start(register)
    hands.find("nord klimat")
    assert hands.place.record.header.title.text() == NAME
    hands.enter()
    add_post(hands)
    see_cost_and_notice(hands)
    press(hands, benefit(hands).fee.button)
    assert "12" in benefit(hands).table.text("Avgift", str(YEAR))
    review(hands)
    hands.key(Key.Key_F9)
    assert "Det går inte" in hands.place.record.header.steps.lacks.text(), "the next review is past"
    press(hands, benefit(hands).next.button)
    hands.key(Key.Key_F9)
    print(f"J7: {hands.steps} keys")
    (network,) = of_network(register, "network")
    assert network["status"] == "active"
    assert network["next_review_on"] > TODAY.isoformat()
    fee = next(each for each in of_network(register, "fee") if each["year"] == YEAR)
    assert (fee["amount"], fee["currency"], fee.get("rate")) == ("12500.50", "EUR", None)
    (post,) = of_network(register, "post")
    assert (post["role"], post["until"]) == ("board", f"{YEAR + 2}-06-30")
    (done,) = of_network(register, "review")
    told = (done["year"], done["rating"], done["hours"], done["decision"], done["benefit"])
    assert told == (YEAR, "high", 60, "keep", BENEFIT)
    assert [each["kind"] for each in ask("due", register)] == []
    assert hands.steps <= 36
