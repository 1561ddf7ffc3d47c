"""What a person decides of the rows of a list before it is taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.services import importing, undoing, writing
from desktop_app.services.import_list import ListPlan, decide
from desktop_app.services.import_plan import Outcome
from desktop_app.services.list_choices import Choice, Choices, Match, Treatment
from desktop_app.services.questions import open_questions
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from desktop_app.storage import upkeep

CONTACT = CATALOGUE["contact"]
SHEET = "list"


@pytest.fixture
def known(register: Register) -> dict[str, str]:
    """Return people who are in the register, by a short name."""
    people = {
        "ana": {"given_name": "Ana", "family_name": "Prov", "email": "ana@example.org"},
        "bo": {"given_name": "Bo", "family_name": "Prövning", "phone": "08-465 004 01"},
        "eve": {"given_name": "Eve", "family_name": "Två", "title": "Chef"},
        "eva": {"given_name": "Eve", "family_name": "Två", "title": "Strateg"},
    }
    return {name: writing.put(register, CONTACT, None, said).id for name, said in people.items()}


def planned(register: Register, folder: Path, *rows: str) -> ListPlan:
    """Return the plan of a list of people."""
    path = folder / f"{SHEET}.csv"
    head = "Förnamn;Efternamn;Titel;E-post;Telefon;Organisation;Anteckning"
    path.write_text("\n".join([head, *rows]), "utf-8")
    found = plan_file(register, path, None, {})
    assert isinstance(found, ListPlan)
    return found


def chosen(
    register: Register,
    plan: ListPlan,
    rows: dict[int, Choice] | None = None,
    **kinds: Treatment,
) -> ListPlan:
    """Return the plan after a decision; its account still adds up."""
    by_kind: dict[Match, Treatment] = dict(kinds)  # type: ignore[arg-type]
    wanted = Choices({(SHEET, number): each for number, each in (rows or {}).items()}, by_kind)
    found = decide(register, plan, wanted)
    account = found.account()
    assert sum(account[name] for name in importing.CATEGORIES) == account["rows"]
    assert account["rows"] == plan.account()["rows"]
    return found


def of(plan: ListPlan, number: int) -> Outcome:
    """Return what becomes of a row."""
    return next(each for each in plan.outcomes if each.number == number)


def said(plan: ListPlan, number: int) -> str:
    """Return what is said of a row."""
    return " ".join(p.reason.into("sv") for p in plan.problems if p.row == number)


def shown(register: Register, id_: str) -> dict[str, object]:
    """Return what the register shows of a row."""
    return dict(register.row(CONTACT, id_).values)


def people(register: Register) -> int:
    """Return how many there are."""
    return len(list(list_rows(register, CONTACT, Listing())))


def test_each_row_says_how_it_stands_to_the_register(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    plan = planned(
        register,
        tmp_path,
        "Ana;Prov;Chef;ana@example.org;;;",
        "Bo;Prövning;Chef;bo@example.org;08-465 004 01;Stad Ett;",
        "Eve;Två;;;;;",
        "Ny;Person;;ny@example.org;;;",
        "Ny;Person;Chef;ny@example.org;;;",
        ";;Chef;;;;",
    )
    expected = ["known", "alike", "several", "new", "repeated", "refused"]
    assert [each.match for each in plan.outcomes] == expected
    assert [each.category for each in plan.outcomes] == [
        *("changed", "doubts", "doubts", "new", "doubts", "refused")
    ]
    (alike,) = of(plan, 3).candidates
    assert (alike.id, alike.title) == (known["bo"], "Bo Prövning")
    assert "samma telefonnummer" in said(plan, 3)
    assert {each.id for each in of(plan, 4).candidates} == {known["eve"], known["eva"]}
    assert len(plan.doubts) == 3


def test_accents_never_make_two_people_one(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    plan = planned(register, tmp_path, "Bo;Provning;;;;;")
    assert of(plan, 2).match != "known"
    assert of(plan, 2).category != "changed"
    assert known


def test_filling_takes_only_what_is_empty_and_says_what_is_kept(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    writing.put(register, CONTACT, known["ana"], {"title": "Direktör", "note": "Först"})
    plan = planned(register, tmp_path, "Ana;Prov;Chef;ana@example.org;08-465 004 09;;Sedan")
    updated = of(plan, 2)
    assert {c.label.sv for c in updated.cells} == {"Titel", "Telefon", "Anteckning"}
    filled = chosen(register, plan, known="fill")
    assert {c.label.sv for c in of(filled, 2).cells} == {"Telefon", "Anteckning"}
    assert "Det som redan står i registret behålls: Titel." in said(filled, 2)
    importing.accept(register, filled)
    now = shown(register, known["ana"])
    assert (now["title"], now["note"]) == ("Direktör", "Först\nSedan")
    assert now["phone"]


def test_what_is_skipped_changes_nothing_and_is_told(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    rows = ("Ana;Prov;Chef;ana@example.org;;;", "Ny;En;;;;;", "Ny;Två;;;;;", "Eve;Två;;;;;")
    plan = planned(register, tmp_path, *rows)
    skipped = chosen(
        register, plan, {4: Choice("create")}, new="skip", known="skip", several="skip"
    )
    assert skipped.account()["unchanged"] == 3
    assert "Hoppas över" in said(skipped, 3)
    assert not skipped.doubts
    before, count = shown(register, known["ana"]), people(register)
    importing.accept(register, skipped)
    assert shown(register, known["ana"]) == before
    assert people(register) == count + 1


def test_a_row_that_looks_like_one_becomes_part_of_it_or_a_new_one(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    plan = planned(register, tmp_path, "Bo;Prövning;Chef;bo@example.org;08-465 004 01;Stad Ett;")
    count = people(register)
    created = chosen(register, plan, alike="create")
    assert of(created, 2).category == "new"
    updated = chosen(register, created, alike="update")
    assert (of(updated, 2).category, of(updated, 2).id) == ("changed", known["bo"])
    importing.accept(register, updated)
    assert people(register) == count
    assert shown(register, known["bo"])["email"] == "bo@example.org"
    again = planned(register, tmp_path, "Bo;Prövning;Chef;bo@example.org;08-465 004 01;Stad Ett;")
    assert again.account()["unchanged"] == 1


def test_which_of_several_is_said_for_the_row(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    plan = planned(register, tmp_path, "Eve;Två;;;08-465 004 02;;")
    assert chosen(register, plan, several="update").account()["doubts"] == 1
    found = chosen(register, plan, {2: Choice("update", known["eva"])})
    importing.accept(register, found)
    assert shown(register, known["eva"])["phone"]
    assert "phone" not in shown(register, known["eve"])


def test_a_row_that_repeats_another_adds_to_it(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    rows = ("Ny;Person;;ny@example.org;;;", "Ny;Person;Chef;ny@example.org;;;")
    plan = planned(register, tmp_path, *rows)
    joined = chosen(register, plan, repeated="fill")
    assert of(joined, 3).id == of(joined, 2).id
    count = people(register)
    importing.accept(register, joined)
    assert people(register) == count + 1
    assert shown(register, of(joined, 2).id)["title"] == "Chef"
    assert known


def test_what_only_skipped_rows_name_is_not_made(register: Register, tmp_path: Path) -> None:
    rows = ("Ny;En;;;;Stad Ett;", "Ny;Två;;;;Stad Två;")
    plan = planned(register, tmp_path, *rows)
    before = list(upkeep.dump(register.db.conn))
    found = chosen(register, plan, {2: Choice("skip")})
    importing.accept(register, found)
    assert register.named(CATALOGUE["organisation"], "Stad Två")
    assert not register.named(CATALOGUE["organisation"], "Stad Ett")
    undoing.undo(register)
    assert len(list(upkeep.dump(register.db.conn))) >= len(before)
    assert not register.named(CATALOGUE["organisation"], "Stad Två")


def test_a_row_that_is_named_and_skipped_goes_to_the_note(
    register: Register, tmp_path: Path
) -> None:
    path = tmp_path / f"{SHEET}.csv"
    path.write_text("Namn;Typ;Ingår i\nStad A;Stad;\nNämnd B;Stad;Stad A\n", "utf-8")
    plan = plan_file(register, path, "organisation", {})
    assert isinstance(plan, ListPlan)
    whole = decide(register, plan, Choices())
    assert [c.new for c in of(whole, 3).cells if c.label.en == "Part of"] == ["Stad A"]
    found = decide(register, plan, Choices({(SHEET, 2): Choice("skip")}))
    assert "Stad A" in said(found, 3)
    importing.accept(register, found)
    (row,) = register.named(CATALOGUE["organisation"], "Nämnd B")
    values = register.row(CATALOGUE["organisation"], row).values
    assert "parent" not in values
    assert "Stad A" in str(values["note"])


def test_what_cannot_be_chosen_is_refused(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    plan = planned(register, tmp_path, "Ny;Person;;;;;", "Ana;Prov;Chef;ana@example.org;;;")
    with pytest.raises(Refused, match="fill"):
        chosen(register, plan, new="fill")
    with pytest.raises(Refused):
        chosen(register, plan, {3: Choice("update", known["bo"])})
    writing.put(register, CONTACT, known["bo"], {"title": "Annat"})
    with pytest.raises(Refused, match="changed since"):
        chosen(register, plan, new="skip")


def test_another_decision_is_another_plan(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    plan = planned(register, tmp_path, "Ana;Prov;Chef;ana@example.org;;;", "Ny;Person;;;;;")
    other = chosen(register, plan, known="skip")
    assert other.hash != plan.hash
    assert chosen(register, other).hash == plan.hash
    with pytest.raises(Refused):
        importing.accept(register, other, shown=plan.hash)
    assert known


def test_one_name_is_enough_to_be_known_again(register: Register, tmp_path: Path) -> None:
    rows = (";Enamn;;;;;", "Tvånamn;;;;;;")
    importing.accept(register, planned(register, tmp_path, *rows))
    again = planned(register, tmp_path, *rows, "Ett;Enamn;;;;;")
    assert [each.match for each in again.outcomes] == ["known", "known", "new"]


def test_tables_of_one_file_know_one_another(register: Register, tmp_path: Path) -> None:
    book = Workbook()
    people = book.worksheets[0]
    people.title = "Kontakter"
    places = book.create_sheet("Organisationer")
    more = book.create_sheet("Fler kontakter")
    people.append(["Förnamn", "Efternamn", "E-post", "Organisation"])
    people.append(["Ana", "Prov", "ana@example.org", "Stad Ett"])
    people.append(["Bo", "Prov", "bo@example.org", "Stad Två"])
    places.append(["Namn", "Typ", "Ort"])
    places.append(["Stad Ett", "Stad", "Ettköping"])
    more.append(["Förnamn", "Efternamn", "E-post", "Organisation"])
    more.append(["Ana", "Prov", "ana@example.org", "Stad Ett"])
    book.save(tmp_path / "bok.xlsx")
    plan = plan_file(register, tmp_path / "bok.xlsx", None, {})
    assert isinstance(plan, ListPlan)
    account = plan.account()
    assert (account["new"], account["unchanged"]) == (3, 1)
    repeated = next(p for p in plan.problems if p.sheet == "Fler kontakter")
    assert repeated.reason.into("sv") == "Upprepar rad Kontakter 2 i filen."
    importing.accept(register, plan)
    (one,) = register.called(CATALOGUE["organisation"], "Stad Ett")
    assert register.row(CATALOGUE["organisation"], one).values["city"] == "Ettköping"
    assert len(register.called(CATALOGUE["organisation"], "Stad Två")) == 1
    found = {row.values["given_name"]: row for row in list_rows(register, CONTACT, Listing())}
    assert found["Ana"].values["organisation"] == one
    skipped = decide(
        register, plan_file_again(register, tmp_path), Choices(kinds={"known": "skip"})
    )
    assert skipped.account()["unchanged"] == skipped.account()["rows"]


def plan_file_again(register: Register, folder: Path) -> ListPlan:
    """Return the plan of the same file once more."""
    found = plan_file(register, folder / "bok.xlsx", None, {})
    assert isinstance(found, ListPlan)
    return found


def test_a_name_that_begins_as_an_id_is_a_name(register: Register, tmp_path: Path) -> None:
    ids = [row.id for row in list_rows(register, CATALOGUE["organisation"], Listing())]
    word = next(each[:4] for each in ids if not each[:4].isdigit())
    plan = planned(register, tmp_path, f"Ana;Prov;;;;{word};")
    importing.accept(register, plan)
    (one,) = register.called(CATALOGUE["organisation"], word)
    assert one not in ids


@pytest.mark.parametrize("treatment", ["fill", "update"])
def test_a_row_may_add_to_one_above_it_that_changes_nothing(
    register: Register, known: dict[str, str], tmp_path: Path, treatment: Treatment
) -> None:
    plan = planned(
        register, tmp_path, "Ana;Prov;;ana@example.org;;;", "Ana;Prov;Chef;ana@example.org;;;"
    )
    assert of(plan, 2).category == "unchanged"
    joined = of(chosen(register, plan, repeated=treatment), 3)
    assert (joined.category, joined.id) == ("changed", known["ana"])


def test_filling_in_takes_no_half_of_a_unit(register: Register, tmp_path: Path) -> None:
    """An amount in the one currency is none in the other."""
    given = {"name": "Provverket", "kind": "other"}
    ours = writing.put(register, CATALOGUE["organisation"], None, given).id
    named = {"name": "Provnätet", "responsible": ours}
    network = writing.put(register, CATALOGUE["network"], None, named).id
    for year in ("2026", "2027"):
        fee = {"network": network, "year": year, "currency": "EUR"}
        writing.put(register, CATALOGUE["fee"], None, fee)
    path = tmp_path / f"{SHEET}.csv"
    head = "Nätverk;År;Belopp;Valuta"
    path.write_text(f"{head}\nProvnätet;2026;500;SEK\nProvnätet;2027;500;EUR\n", "utf-8")
    plan = plan_file(register, path, "fee", {})
    assert isinstance(plan, ListPlan)
    found = chosen(register, plan, known="fill")
    assert [each.category for each in found.outcomes] == ["unchanged", "changed"]
    assert "behålls: Belopp, Valuta" in said(found, 2)


def test_what_has_no_field_is_added_to_a_private_note_too(
    register: Register, tmp_path: Path
) -> None:
    """Some rows have no other note; what stood there is nothing that the list is about."""
    advocacy = CATALOGUE["advocacy"]
    given = {"title": "Provfråga", "private_note": "Ring Anna"}
    id_ = writing.put(register, advocacy, None, given).id
    path = tmp_path / f"{SHEET}.csv"
    path.write_text("Titel;Zebra\nProvfråga;Grevy\n", "utf-8")
    importing.accept(register, plan_file(register, path, "advocacy", {}))
    assert register.row(advocacy, id_).values["private_note"] == "Ring Anna\nZebra: Grevy"


def test_a_note_that_would_grow_too_long_is_refused(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    """Both the old one and what the list adds fit; the register would not take them together."""
    old = "x" * 19_990
    writing.put(register, CONTACT, known["ana"], {"note": old})
    plan = planned(register, tmp_path, "Ana;Prov;Chef;ana@example.org;;;Ring på måndag")
    assert of(plan, 2).category == "refused"
    assert "Anteckning" in said(plan, 2) or "Anteckning" in plan.problems[0].column
    importing.accept(register, plan)
    assert shown(register, known["ana"])["note"] == old


def test_what_an_undone_import_asked_is_asked_no_more(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    rows = ("Eve;Två;;;08-465 004 02;;", "Ny;Person;;;;;")
    importing.accept(register, planned(register, tmp_path, *rows))
    assert len(list(open_questions(register))) == 1
    undoing.undo(register)
    assert list(open_questions(register)) == []
    importing.accept(register, planned(register, tmp_path, *rows))
    assert len(list(open_questions(register))) == 1
    assert known


def test_several_names_in_a_cell_are_each_linked(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "frågor.csv"
    path.write_text("Titel;Nätverk\nFråga;Eurocities|Finns inte\n", "utf-8")
    plan = plan_file(register, path, "advocacy", {})
    assert "Finns inte" in " ".join(p.value for p in plan.problems)
    importing.accept(register, plan)
    (row,) = list_rows(register, CATALOGUE["advocacy"], Listing())
    (network,) = register.called(CATALOGUE["network"], "Eurocities")
    assert row.values["networks"] == [network]
    assert "Finns inte" in str(row.values["private_note"])


def test_capitals_of_an_address_change_nothing(
    register: Register, known: dict[str, str], tmp_path: Path
) -> None:
    plan = planned(register, tmp_path, "Ana;Prov;;ANA@Example.org;;;")
    assert plan.account()["unchanged"] == 1
    assert known


def test_an_address_of_an_office_makes_nobody_one(register: Register, tmp_path: Path) -> None:
    rows = ("Anna;Ett;;info@example.org;;;", "Bo;Två;;info@example.org;;;")
    plan = planned(register, tmp_path, *rows)
    assert [each.match for each in plan.outcomes] == ["new", "new"]
    importing.accept(register, plan)
    assert planned(register, tmp_path, *rows).account()["unchanged"] == 2
