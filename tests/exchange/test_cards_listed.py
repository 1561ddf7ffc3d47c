"""Cards as a list of contacts: each is one row of the plan, and nothing of it is lost unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.exchange.cards_out import Card, write_cards
from desktop_app.services import importing
from desktop_app.services.import_plan import How, ImportPlan
from desktop_app.services.opening import new_register
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.reading_files import open_file, plan_file, plan_opened
from desktop_app.services.register import Register
from tests.exchange.carded import card

CONTACT = CATALOGUE["contact"]
EACH = ("new", "changed", "unchanged", "conflicts", "doubts", "refused")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Return a new register."""
    with new_register(tmp_path / "r.knreg", "Stadsledningskontoret", person="Prov Person") as made:
        yield made


def planned(register: Register, path: Path) -> ImportPlan:
    """Return the plan of a file; its account adds up."""
    plan = plan_file(register, path, None, {})
    account = plan.account()
    assert sum(account[name] for name in EACH) == account["rows"]
    return plan


def test_each_card_is_a_row_of_the_plan(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "Organisationer.vcf"
    path.write_text(
        card("N:Prov;Ana;;;", "EMAIL:ana@example.org", "BDAY:--0229", "TEL;FAX:08-465 004 02")
        + card("N:name", "FN:fullname")  # reads like headings
        + card("N:Summa;;;;", "TEL:08-465 004 01")  # and this like a row of totals
        + card()
        + card("KIND:group", "FN:Norden", version="4.0")
        + card("EMAIL:bara@example.org", "NOTE:utan namn")
        + card("N:Efternamn;Förnamn", "TITLE:Titel", "ORG:Organisation"),
        "utf-8",
        newline="",
    )
    plan = planned(register, path)
    account = plan.account()
    assert (account["rows"], account["new"], account["refused"]) == (7, 4, 3)
    assert {problem.row for problem in plan.problems} == {5, 6, 7}
    refused = [(cells, [each.into("sv") for each in why]) for cells, why in plan.refused_rows]
    assert all(why == ["Minst ett av fälten Förnamn, Efternamn behövs."] for _, why in refused)
    assert [cells["Kort utan person"] for cells, _ in refused] == ["–", "group: Norden", ""]
    assert refused[2][0]["E-post"] == "bara@example.org"
    remarks = [each.into("sv") for each in plan.remarks]
    assert "Kort i filen: 7." in remarks
    nameless = "3 stycken: rad 5 (–), 6 (group: Norden), 7 (bara@example.org)."
    assert f"Kort utan en persons namn blir ingen kontakt, {nameless}" in remarks
    importing.accept(register, plan)
    rows = {
        row.values["family_name"]: row.values for row in list_rows(register, CONTACT, Listing())
    }
    assert rows.keys() == {"Prov", "name", "Summa", "Efternamn"}
    assert rows["Prov"]["note"] == "Fler telefonnummer: fax: 08-465 004 02\nFödelsedag: --0229"
    assert "phone" not in rows["Prov"]


def test_cards_are_headed_in_the_language_of_who_reads_them(
    register: Register, tmp_path: Path
) -> None:
    path = tmp_path / "k.vcf"
    path.write_text(
        card("N:Prov;Ana", "BDAY:--0229", "EMAIL:ana@example.org") + card("KIND:org", "FN:Prov"),
        "utf-8",
    )
    opened = open_file(path)
    for language, birthday, without in (
        ("en", "Birthday: --0229", "Card without a person"),
        ("sv", "Födelsedag: --0229", "Kort utan person"),
    ):
        plan = plan_opened(How(register, path, language, None), opened, None, {})
        (made,) = (each for each in plan.outcomes if each.category == "new")
        assert [cell.new for cell in made.cells] == ["Ana", "Prov", "ana@example.org", birthday]
        ((cells, _why),) = plan.refused_rows
        assert cells[without] == "org: Prov"


def test_our_own_cards_make_nothing_new(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "ut.vcf"
    cards = [
        Card("1", "Ana", "Prov", "Chef", "Provstad", "Kontoret", "ana@example.org", note="a\nb"),
        Card("2", "Eva Maria", "von Prov", phone="08-465 004 01", country="Österrike"),
        Card("3", "Bo", "", organisation="Provstad", mobile="070-1740605"),
    ]
    write_cards(path, cards)
    importing.accept(register, planned(register, path))
    before = len(list(list_rows(register, CONTACT, Listing())))
    account = planned(register, path).account()
    assert (before, account["unchanged"], account["new"]) == (3, 3, 0)
