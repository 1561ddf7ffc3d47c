"""What leaves as a list or as cards comes back into an empty register, or it is said what not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from desktop_app.domain.kinds import Value
from desktop_app.exchange import cards_out
from desktop_app.exchange.lists import foreign, plain_table
from desktop_app.exchange.reading.reader import read_file
from tests.property.round_trips import Home, Trip, round_trip, run_trips

HOMES: list[dict[str, Value]] = [{"name": 'Å; "B" =C 😀', "kind": "company"}]
CONTACTS: list[dict[str, Value]] = [
    {
        "given_name": "Åsa",
        "family_name": "Ek",
        "email": "asa.ek@example.org",
        "phone": "+46 8 465 004 12",
        "note": "-a; b, c\\d\n'tis",
        "title": "=SUM(A1)",
    },
    {"family_name": "Żółć", "mobile": "070-1740605", "topics": ["klimat", "resor"]},
]
TRIPS = [
    Trip(".csv", "contact", CONTACTS, HOMES, known=False),
    Trip(".vcf", "contact", [{**each, "topics": None} for each in CONTACTS], HOMES, known=True),
    Trip(".xlsx", "network", [{"name": "'Nät", "notice_months": 3}], HOMES, known=True),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a folder with an empty register."""
    return Home(tmp_path_factory.mktemp("trips"))


def test_what_leaves_comes_back_or_is_told() -> None:
    run_trips(60)


@pytest.mark.parametrize("trip", TRIPS, ids=lambda trip: trip.ending)
def test_it_comes_back_through_the_real_reader(home: Home, trip: Trip) -> None:
    round_trip(home, trip, read_file)


def lossy_card(card: Any) -> Iterator[tuple[str, str]]:
    """Return a card without its note."""
    return ((name, value) for name, value in FILLED(card) if name != "NOTE")


FILLED = cards_out._filled
FAULTS: Mapping[str, tuple[Trip, Any, str, Any]] = {
    "formulas are run": (TRIPS[0], plain_table, "defuse", lambda text: text.lstrip("=-+")),
    "marks are left": (TRIPS[0], foreign, "undefuse", lambda text: text),
    "notes are not sent": (TRIPS[1], cards_out, "_filled", lossy_card),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_loss_is_found(home: Home, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    trip, place, name, stand_in = FAULTS[fault]
    round_trip(home, trip)
    monkeypatch.setattr(place, name, stand_in)
    with pytest.raises(AssertionError):
        round_trip(home, trip)
