from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import LANGUAGES
from desktop_app.exchange import safely
from desktop_app.exchange.contract import HIDDEN_SHEETS, SHEETS
from desktop_app.exchange.layout import Role, layout
from desktop_app.exchange.outgoing import OutRow
from desktop_app.exchange.reading.reader import read_file
from desktop_app.exchange.write_workbook import write_workbook
from tests.exchange.full import full_world
from tests.exchange.made import World, take_back
from tests.exchange.resave import column, row_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_world().send(tmp_path_factory.mktemp("book") / "bok.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def with_conflict() -> tuple[World, str]:
    world = World()
    row = world.new("contact", {"given_name": "Katharina", "family_name": "Gruber"})
    first = list(world.edits[row])
    for address in ("a@example.org", "b@example.org"):
        world.change(row, {"email": address}, over=first)
    return world, row


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_stand_in_order(tmp_path: Path, language: str) -> None:
    book = openpyxl.load_workbook(World().send(tmp_path / "bok.xlsx", language))
    titles = [sheet.title.into(language) for sheet in SHEETS]
    readme = {"sv": "Läs mig", "en": "Read me"}[language]
    assert book.sheetnames == [readme, *titles, "_base", "_log", "_meta", "_lists"]
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert {name for name, state in states.items() if state != "visible"} == HIDDEN_SHEETS


def test_only_the_asked_sheets_are_made(tmp_path: Path) -> None:
    path = World().send(tmp_path / "bok.xlsx", only=["contact"])
    assert openpyxl.load_workbook(path).sheetnames[:2] == ["Läs mig", "Kontakter"]


@pytest.mark.parametrize("contract", SHEETS, ids=lambda sheet: sheet.entity)
def test_sheet_is_a_table_with_keys_and_headings(book: openpyxl.Workbook, contract: object) -> None:
    sheet = book[contract.title.sv]  # type: ignore[attr-defined]
    columns = layout(contract.entity)  # type: ignore[attr-defined]
    assert [cell.value for cell in sheet[1]] == [c.key for c in columns]
    headings = [c.heading.into("sv") + (" *" if _required(c) else "") for c in columns]
    assert [cell.value for cell in sheet[2]] == headings
    (table,) = sheet.tables.values()
    assert table.ref == f"A2:{sheet.cell(4, len(columns)).coordinate}"
    assert [made.name for made in table.tableColumns] == headings
    assert sheet.row_dimensions[1].hidden
    hidden = [c.hidden or c.role is Role.DIFFERING for c in columns]
    assert [sheet.column_dimensions[cell.column_letter].hidden for cell in sheet[1]] == hidden
    assert sheet.freeze_panes.endswith("3")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$2:$2"
    assert "&P" in sheet.oddFooter.right.text


def _required(made: object) -> bool:
    return made.role is Role.FIELD and made.field.required  # type: ignore[attr-defined,no-any-return]


def test_action_is_the_last_column_shown(book: openpyxl.Workbook) -> None:
    for contract in SHEETS:
        shown = [column for column in layout(contract.entity) if not column.hidden]
        assert shown[-1].role is Role.ACTION


def test_cells_have_their_types(book: openpyxl.Workbook) -> None:
    contacts, fees = book["Kontakter"], book["Avgifter"]
    phone = contacts.cell(3, column(contacts, "phone"))
    assert (phone.value, phone.data_type, phone.number_format) == ("+46 8 508 28 000", "s", "@")
    day = contacts.cell(3, column(contacts, "confirmed_on"))
    assert (day.is_date, day.number_format) == (True, "yyyy-mm-dd")
    amount = fees.cell(3, column(fees, "amount"))
    assert (amount.value, amount.data_type, amount.number_format) == (12500.5, "n", "#,##0.00")
    assert fees.cell(3, column(fees, "rate")).number_format == "#,##0.00####"
    assert fees.cell(3, column(fees, "year")).value == 2026
    own = book["Organisationer"].cell(3, column(book["Organisationer"], "own"))
    assert own.value == "Ja"


def test_no_cell_is_a_formula(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in package.read(name)


def test_empty_cells_are_text_too(book: openpyxl.Workbook) -> None:
    sheet = book["Kontakter"]
    letter = sheet.cell(1, column(sheet, "phone")).column_letter
    assert sheet.column_dimensions[letter].number_format == "@"


@pytest.mark.parametrize("contract", SHEETS, ids=lambda sheet: sheet.entity)
def test_what_can_be_checked_while_typing_is(book: openpyxl.Workbook, contract: object) -> None:
    sheet = book[contract.title.sv]  # type: ignore[attr-defined]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for made in layout(contract.entity):  # type: ignore[attr-defined]
        letter = sheet.cell(1, column(sheet, made.key)).column_letter
        rule = next((r for area, r in rules.items() if area.startswith(f"{letter}3:")), None)
        kind = type(made.field.kind).__name__ if made.role is Role.FIELD and made.field else ""
        if kind in ("Choice", "Flag", "Country", "Currency", "Date", "Amount", "Link", "Year"):
            assert rule is not None
            assert rule.error
            assert rule.errorTitle
        if made.hidden:
            assert rule is not None
            assert (rule.type, rule.formula1) == ("custom", "FALSE")
        if rule is not None:
            assert len(rule.error or "") <= 225
            assert len(rule.prompt or "") <= 255
            assert int(str(rule.sqref).rpartition(letter)[2]) >= 500


def test_drop_downs_lead_to_what_they_offer(book: openpyxl.Workbook) -> None:
    sheet, lists = book["Kontakter"], book["_lists"]
    for key, offered in (("country", "Sverige"), ("organisation", "Text"), ("action:", "Ta bort")):
        letter = sheet.cell(1, column(sheet, key)).column_letter
        rules = sheet.data_validations.dataValidation
        rule = next(r for r in rules if str(r.sqref).startswith(f"{letter}3:"))
        area = rule.formula1.partition("!")[2].replace("$", "")
        found = [cell.value for row in lists[area] for cell in row]
        assert offered in found
        assert None not in found


def test_differing_values_are_coloured_and_told_in_words(tmp_path: Path) -> None:
    world, row = with_conflict()
    sheet = openpyxl.load_workbook(world.send(tmp_path / "bok.xlsx"))["Kontakter"]
    number = row_of(sheet, row)
    cell = sheet.cell(number, column(sheet, "email"))
    told = sheet.cell(number, column(sheet, "differing:"))
    others = {"a@example.org", "b@example.org"} - {cell.value}
    assert told.value == f"E-post: även {others.pop()}"
    assert cell.fill.fgColor.rgb == told.fill.fgColor.rgb == "00FFE3B3"
    assert not sheet.column_dimensions[told.column_letter].hidden


def test_readme_says_who_when_and_how_many(book: openpyxl.Workbook) -> None:
    texts = [str(c.value) for row in book["Läs mig"].iter_rows() for c in row if c.value]
    everything = "\n".join(texts)
    for wanted in ("Miljöförvaltningen", "Siv Åkerlund", "5 mars 2026", "Ta bort", "2 rader"):
        assert wanted in everything


def test_meta_tells_what_was_said(path: Path) -> None:
    returned = take_back(path)
    world = World()
    assert returned.meta == world.meta
    assert (returned.believed, returned.language) == (True, "sv")
    assert returned.counts["contact"] == 2
    assert returned.remarks == ()


def test_log_lines_come_back_whole(tmp_path: Path) -> None:
    lines = ('{"a":"=1+1 _x0041_"}', '{"b":"' + "😀å" * 40_000 + '"}', '{"c":1}')
    path = tmp_path / "bok.xlsx"
    write_workbook(path, World().outgoing(log=lines))
    assert take_back(path).log == lines


def test_base_that_no_cell_holds_is_split(tmp_path: Path) -> None:
    world = World()
    row = world.new("contact", {"given_name": "Anna", "topics": ["t0"]})
    for number in range(1500):
        world.change(row, {"topics": {"add": [f"t{number % 5}"]}}, over=world.edits[row][:1])
    path = world.send(tmp_path / "bok.xlsx", only=["contact"])
    assert len(openpyxl.load_workbook(path)["_base"][1]) > 4
    assert take_back(path).base.row(row).elements["topics"] == dict(
        world.shown(row).elements["topics"]
    )


def test_rows_may_come_from_a_generator(tmp_path: Path) -> None:
    world = full_world()
    out = world.outgoing(only=["contact"])

    def rows() -> Iterator[OutRow]:
        yield from out.rows["contact"]

    told: list[int] = []
    counts = write_workbook(
        tmp_path / "b.xlsx", replace(out, rows={"contact": rows()}), told.append
    )
    assert counts == {"contact": 2}


def test_breaking_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(b"before")
    world = World()
    for number in range(600):
        world.new("contact", {"given_name": f"Anna {number}"})

    def stop(_rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_workbook(path, world.outgoing(only=["contact"]), stop)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_the_disk_does_not_allow_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_workbook(tmp_path / "nowhere" / "bok.xlsx", World().outgoing(only=["contact"]))
    assert "nowhere" in refused.value.into("sv")
    with pytest.raises(Refused) as refused, safely.replace_file(tmp_path):
        pass
    assert "mapp" in refused.value.into("sv")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "öppen"),
        (OSError(28, "No space left on device"), "full"),
        (OSError(30, "Read-only file system"), "rätt"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_old_file_stays_when_the_new_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(b"before")

    def fail(_self: Path, _target: Path) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Refused) as refused, safely.replace_file(path) as temporary:
        temporary.write_bytes(b"after")
    assert said in refused.value.into("sv")
    assert refused.value.advice is not None
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replacing = safely.os.fsync, Path.replace
    monkeypatch.setattr(safely.os, "fsync", lambda file: (done.append("fsync"), fsync(file))[1])
    monkeypatch.setattr(
        Path, "replace", lambda old, new: (done.append("replace"), replacing(old, new))[1]
    )
    with safely.replace_file(tmp_path / "bok.xlsx") as temporary:
        temporary.write_bytes(b"x")
    assert done[:2] == ["fsync", "replace"]


def test_hidden_values_of_a_field_are_only_digests(path: Path) -> None:
    table = read_file(path)
    base = next(sheet for sheet in table.sheets if sheet.name == "_base")
    text = "\n".join(str(cell) for row in base.rows for cell in row)
    assert "anna.berg@example.org" not in text
    assert CATALOGUE["contact"].by_name["email"].personal
