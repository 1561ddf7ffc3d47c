"""A receipt tells what became of each row that was sent, as things stand, until it has arrived."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.receipts import Receipt, sums_of
from desktop_app.exchange.receipt_sheet import MARK
from desktop_app.services import (
    deciding,
    exporting,
    importing,
    merging,
    resolving,
    undoing,
    writing,
)
from desktop_app.services.exporting import Wish
from desktop_app.services.import_plan import ImportPlan
from desktop_app.services.opening import new_register
from desktop_app.services.reading_files import plan_file
from desktop_app.services.receipts import given_receipts, received_back
from desktop_app.services.register import Register
from tests.services.workbooks import cells, column, edited, last_row, write

CONTACT = CATALOGUE["contact"]
ANNA = {"given_name": "Anna", "family_name": "Exempel", "phone": "08-465 004 01", "city": "Wien"}
SHEETS = "Kontakter"
PERSON = "Eva Exempelsson"


@dataclass
class Exchange:
    """A centre, an office, and the workbooks between them."""

    folder: Path
    centre: Register
    office: Register
    anna: str
    sent: list[Path] = field(default_factory=list)

    def write(self, sender: Register, to: str) -> Path:
        """Write a workbook."""
        out = self.folder / f"{len(self.sent)}.xlsx"
        self.sent.append(out)
        exporting.export(sender, out, Wish(to=to))
        return out

    def to(self, recipient: Register, sender: Register) -> Path:
        """Write a workbook from one register to the other."""
        return self.write(sender, recipient.facts.register_id)

    def take(self, register: Register, path: Path) -> ImportPlan:
        """Take a workbook in."""
        plan = plan_file(register, path, None, {})
        importing.accept(register, plan, shown=plan.hash)
        return plan

    def up(self) -> ImportPlan:
        """Send from the office to the centre."""
        return self.take(self.centre, self.to(self.centre, self.office))

    def down(self) -> ImportPlan:
        """Send from the centre to the office."""
        return self.take(self.office, self.to(self.office, self.centre))

    def back(self) -> Receipt:
        """Return the one receipt that has come back to the office."""
        (found,) = received_back(self.office)
        assert found.office == "Stadsledningskontoret"
        return found.receipt


@pytest.fixture
def exchange(tmp_path: Path) -> Iterator[Exchange]:
    """Return a centre and an office that share one contact."""
    with new_register(tmp_path / "c.knreg", "Stadsledningskontoret", central=True) as centre:
        anna = writing.put(centre, CONTACT, None, ANNA).id
        path, join = tmp_path / "o.knreg", tmp_path / "c.knreg"
        with new_register(path, "Miljöförvaltningen", join=join) as office:
            yield Exchange(tmp_path, centre, office, anna)


def endings(receipt: Receipt) -> dict[str, str]:
    return {line.title: line.ending for line in receipt.lines}


def adds_up(receipt: Receipt) -> bool:
    return sum(sums_of(receipt).values()) + receipt.unchanged == receipt.rows


def receipt_sheet(path: Path) -> list[list[str]]:
    book = openpyxl.load_workbook(path)
    if "Kvitto" not in book.sheetnames:
        return []
    return [[str(cell or "") for cell in row] for row in book["Kvitto"].iter_rows(values_only=True)]


def test_each_row_is_told_and_the_sums_add_up(exchange: Exchange) -> None:
    writing.put(exchange.office, CONTACT, exchange.anna, {"city": "Graz"})
    writing.put(exchange.office, CONTACT, None, {"given_name": "Bo", "family_name": "Ny"})
    plan = exchange.up()
    exchange.down()
    receipt = exchange.back()
    assert endings(receipt) == {"Anna Exempel": "changed", "Bo Ny": "new"}
    assert receipt.rows == len(plan.outcomes) == plan.account()["rows"]
    assert receipt.unchanged == plan.account()["unchanged"] > 0
    assert adds_up(receipt)


def test_the_sender_sees_what_waits_and_then_how_it_was_resolved(exchange: Exchange) -> None:
    writing.put(exchange.office, CONTACT, exchange.anna, {"phone": "08-465 004 02"})
    writing.put(exchange.centre, CONTACT, exchange.anna, {"phone": "08-465 004 03"})
    exchange.up()
    exchange.down()
    assert endings(exchange.back()) == {"Anna Exempel": "conflict"}
    # It has arrived as it is: as long as it waits it is not told again.
    exchange.up()
    assert receipt_sheet(exchange.to(exchange.office, exchange.centre)) == []
    (conflict,) = resolving.open_conflicts(exchange.centre)
    ours = next(side for side in conflict.sides if side.by.own)
    choice = resolving.Choice(CONTACT, exchange.anna, "phone", ours.eid)
    resolving.settle(exchange.centre, [choice])
    exchange.down()
    (line,) = exchange.back().lines
    assert line.ending == "other"
    assert line.reason is not None
    assert line.reason.sv == "Något annat gäller nu för: Telefon."


def test_what_was_resolved_as_it_was_sent_is_accepted(exchange: Exchange) -> None:
    writing.put(exchange.office, CONTACT, exchange.anna, {"phone": "08-465 004 02"})
    writing.put(exchange.centre, CONTACT, exchange.anna, {"phone": "08-465 004 03"})
    exchange.up()
    (conflict,) = resolving.open_conflicts(exchange.centre)
    theirs = next(side for side in conflict.sides if not side.by.own)
    choice = resolving.Choice(CONTACT, exchange.anna, "phone", theirs.eid)
    resolving.settle(exchange.centre, [choice])
    exchange.down()
    assert endings(exchange.back()) == {"Anna Exempel": "changed"}


def test_a_row_that_was_merged_says_into_which(exchange: Exchange) -> None:
    other = writing.put(exchange.office, CONTACT, None, {"given_name": "A", "family_name": "Ex"}).id
    exchange.up()
    merging.merge(exchange.centre, CONTACT, exchange.anna, other)
    exchange.down()
    (line,) = exchange.back().lines
    assert (line.ending, line.into) == ("merged", "Anna Exempel")
    assert line.words.into("sv") == "Sammanslagen med Anna Exempel"


def test_a_row_that_was_deleted_since_says_so(exchange: Exchange) -> None:
    new = writing.put(exchange.office, CONTACT, None, {"given_name": "Bo", "family_name": "Ny"}).id
    exchange.up()
    writing.delete(exchange.centre, CONTACT, new)
    exchange.down()
    assert [line.ending for line in exchange.back().lines] == ["deleted"]


def test_it_is_told_until_it_has_arrived(exchange: Exchange) -> None:
    writing.put(exchange.office, CONTACT, exchange.anna, {"city": "Graz"})
    exchange.up()
    lost = exchange.to(exchange.office, exchange.centre)
    again = exchange.to(exchange.office, exchange.centre)
    assert receipt_sheet(lost) == receipt_sheet(again) != []
    assert [each.arrived for each in given_receipts(exchange.centre)] == [False]
    exchange.take(exchange.office, again)
    exchange.take(exchange.office, lost)
    assert len(received_back(exchange.office)) == 1
    exchange.up()
    assert [each.arrived for each in given_receipts(exchange.centre)] == [True]
    assert receipt_sheet(exchange.to(exchange.office, exchange.centre)) == []


def test_a_damaged_receipt_is_noticed_and_comes_again(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.put(exchange.office, CONTACT, exchange.anna, {"city": "Graz"})
    exchange.up()
    sent = exchange.to(exchange.office, exchange.centre)
    book = openpyxl.load_workbook(sent)
    lines = book["_log"]
    last = lines.cell(lines.max_row, 1)
    assert json.loads(str(last.value))[1] == "r"
    last.value = str(last.value)[:-9]
    book.save(sent)
    plan = exchange.take(exchange.office, sent)
    assert any("skadad" in problem.reason.sv for problem in plan.problems)
    assert received_back(exchange.office) == []
    exchange.up()
    exchange.down()
    assert endings(exchange.back()) == {"Anna Exempel": "changed"}


def test_the_same_file_twice_gives_one_receipt(exchange: Exchange) -> None:
    writing.put(exchange.office, CONTACT, exchange.anna, {"city": "Graz"})
    sent = exchange.to(exchange.centre, exchange.office)
    exchange.take(exchange.centre, sent)
    exchange.take(exchange.centre, sent)
    (given,) = given_receipts(exchange.centre)
    assert endings(given.receipt) == {"Anna Exempel": "changed"}


def test_what_was_refused_twice_is_told_once(exchange: Exchange, by_hand: ByHand) -> None:
    back = by_hand(refused)
    exchange.take(exchange.centre, back)
    (given,) = given_receipts(exchange.centre)
    assert [line.ending for line in given.receipt.lines] == ["changed", "refused", "new"]


def test_a_receipt_is_for_whom_the_rows_came_from_alone(exchange: Exchange) -> None:
    writing.put(exchange.office, CONTACT, exchange.anna, {"city": "Graz"})
    exchange.up()
    path, join = exchange.folder / "x.knreg", exchange.folder / "c.knreg"
    with new_register(path, "Stadsarkivet", join=join) as other:
        exchange.take(exchange.centre, exchange.to(exchange.centre, other))
        sent = exchange.to(other, exchange.centre)
        assert receipt_sheet(sent) == []
        # Not even what was made for another tells it, if it comes into the wrong hands.
        exchange.take(other, exchange.to(exchange.office, exchange.centre))
        assert received_back(other) == []


def test_no_title_of_a_secret_row_is_told(exchange: Exchange) -> None:
    new = writing.put(
        exchange.office, CONTACT, None, {"given_name": "Hemlig", "family_name": "Person"}
    ).id
    exchange.up()
    writing.put(exchange.centre, CONTACT, new, {"family_name": "Dolmgren"})
    writing.put(exchange.centre, CONTACT, new, {"secret": "ja"})
    sent = exchange.to(exchange.office, exchange.centre)
    rows = receipt_sheet(sent)
    assert any(row[3] == "Tillagd" for row in rows)
    with ZipFile(sent) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Dolmgren" not in content
    assert "Hemlig" not in str(rows)
    # The office knows the row by the name it has there.
    exchange.take(exchange.office, sent)
    assert endings(exchange.back()) == {"Hemlig Person": "new"}


def test_the_survivor_of_a_merge_that_is_secret_is_not_named(exchange: Exchange) -> None:
    other = writing.put(exchange.office, CONTACT, None, {"given_name": "A", "family_name": "Ex"}).id
    hidden = writing.put(exchange.centre, CONTACT, None, {"family_name": "Dolmgren"}).id
    exchange.up()
    merging.merge(exchange.centre, CONTACT, hidden, other)
    writing.put(exchange.centre, CONTACT, hidden, {"secret": "ja"})
    (given,) = given_receipts(exchange.centre)
    (line,) = given.receipt.lines
    assert (line.ending, line.into) == ("merged", "")
    assert "Dolmgren" not in str(given)


# --- somebody without the program


@pytest.fixture
def by_hand(exchange: Exchange) -> Callable[[Callable[[Worksheet], None]], Path]:
    """Return what lets somebody change the sheet of contacts of a workbook made for them."""

    def change(edit: Callable[[Worksheet], None]) -> Path:
        sent = exchange.write(exchange.centre, PERSON)
        back = edited(sent, exchange.folder / f"back{len(exchange.sent)}.xlsx", SHEETS, edit)
        exchange.take(exchange.centre, back)
        return back

    return change


ByHand = Callable[[Callable[[Worksheet], None]], Path]


def refused(sheet: Worksheet) -> None:
    row = last_row(sheet)
    sheet.cell(row, column(sheet, "city")).value = "Graz"
    sheet.cell(row + 1, column(sheet, "city")).value = "Åbo"
    sheet.cell(row + 2, column(sheet, "family_name")).value = "=Ny"
    sheet.cell(row + 2, column(sheet, "family_name")).data_type = "s"


def test_a_person_reads_it_in_the_next_workbook(exchange: Exchange, by_hand: ByHand) -> None:
    by_hand(refused)
    assert receipt_sheet(exchange.write(exchange.centre, "Någon annan")) == []
    rows = receipt_sheet(exchange.write(exchange.centre, PERSON.upper()))
    assert rows[0][0] == MARK
    told = [row for row in rows if row[1].isdecimal()]
    # What was not taken in stands first.
    assert [row[3] for row in told] == ["Inte inläst", "Ändrad", "Tillagd"]
    assert told[0][1] == "4"
    assert "Förnamn, Efternamn" in told[0][4]
    assert [row[2] for row in told[1:]] == ["Anna Exempel", "=Ny"]


def test_it_is_not_read_as_rows_when_it_comes_back(exchange: Exchange, by_hand: ByHand) -> None:
    by_hand(refused)
    with_receipt = exchange.write(exchange.centre, PERSON)
    plan = plan_file(exchange.centre, with_receipt, None, {})
    assert {outcome.category for outcome in plan.outcomes} == {"unchanged"}
    assert plan.remarks == []
    # The workbook that returns shows that the receipt has arrived.
    assert receipt_sheet(exchange.write(exchange.centre, PERSON)) != []
    importing.accept(exchange.centre, plan)
    assert receipt_sheet(exchange.write(exchange.centre, PERSON)) == []


def test_nor_where_the_hidden_sheets_are_gone(exchange: Exchange, by_hand: ByHand) -> None:
    by_hand(refused)
    book = openpyxl.load_workbook(exchange.write(exchange.centre, PERSON))
    for name in ("_base", "_log", "_meta", "_lists"):
        del book[name]
    for name in book.sheetnames:
        if name not in ("Kvitto", SHEETS):
            del book[name]
    book["Kvitto"].title = "Organisationer"
    path = exchange.folder / "bare.xlsx"
    book.save(path)
    plan = plan_file(exchange.centre, path, None, {})
    assert {outcome.sheet for outcome in plan.outcomes} == {SHEETS}


def test_nor_where_the_sheet_is_all_there_is(exchange: Exchange, by_hand: ByHand) -> None:
    by_hand(refused)
    book = openpyxl.load_workbook(exchange.write(exchange.centre, PERSON))
    path = exchange.folder / "kvitto.csv"
    lines = (";".join(str(cell or "") for cell in row) for row in book["Kvitto"].values)
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    for entity in (None, "contact"):
        with pytest.raises(Refused, match="is a receipt"):
            plan_file(exchange.centre, path, entity, {"Vad raden gäller": "family_name"})


def test_a_question_that_is_answered_is_told(exchange: Exchange, by_hand: ByHand) -> None:
    def stranger(sheet: Worksheet) -> None:
        for number, name in enumerate(("Okänd", "Främling"), 1):
            row = last_row(sheet) + 1
            sheet.cell(row, 1).value = f"0000000{number}-0000-4000-8000-000000000000"
            sheet.cell(row, column(sheet, "family_name")).value = name

    by_hand(stranger)

    def told() -> list[tuple[str, str]]:
        (given,) = given_receipts(exchange.centre)
        return [(line.title, line.ending) for line in given.receipt.lines]

    assert told() == [("Okänd", "doubt"), ("Främling", "doubt")]
    first, second = deciding.open_questions(exchange.centre)
    deciding.decide(exchange.centre, first.id, "leave")
    deciding.decide(exchange.centre, second.id, "new")
    assert told() == [("Okänd", "left_out"), ("Främling", "new")]
    undoing.undo(exchange.centre)
    assert told() == [("Okänd", "left_out"), ("Främling", "doubt")]


def test_copies_of_a_row_are_told_apart(exchange: Exchange, by_hand: ByHand) -> None:
    def copied(sheet: Worksheet) -> None:
        row = last_row(sheet)
        write(sheet, row + 1, cells(sheet, row))
        sheet.cell(row, column(sheet, "city")).value = "Graz"
        sheet.cell(row + 1, column(sheet, "city")).value = "Linz"

    by_hand(copied)
    (question,) = deciding.open_questions(exchange.centre)
    deciding.decide(exchange.centre, question.id, "2")
    (given,) = given_receipts(exchange.centre)
    assert [line.ending for line in given.receipt.lines] == ["left_out", "changed"]


def test_an_import_that_is_undone_is_told(exchange: Exchange, by_hand: ByHand) -> None:
    by_hand(refused)
    undoing.undo(exchange.centre)
    (given,) = given_receipts(exchange.centre)
    assert [line.ending for line in given.receipt.lines] == ["undone", "refused", "undone"]
    assert adds_up(given.receipt)
    undoing.redo(exchange.centre)
    (given,) = given_receipts(exchange.centre)
    assert [line.ending for line in given.receipt.lines] == ["changed", "refused", "new"]


def test_a_corrected_return_has_a_receipt_of_its_own(exchange: Exchange) -> None:
    sent = exchange.write(exchange.centre, PERSON)

    def typed(city: str) -> Callable[[Worksheet], None]:
        def change(sheet: Worksheet) -> None:
            sheet.cell(last_row(sheet), column(sheet, "city")).value = city

        return change

    for number, city in enumerate(("Graz", "Linz", "Linz")):
        back = edited(sent, exchange.folder / f"b{number}.xlsx", SHEETS, typed(city))
        exchange.take(exchange.centre, back)
    given = given_receipts(exchange.centre)
    # The second differs from the first; the third says what the second said.
    assert [endings(each.receipt) for each in given] == [{"Anna Exempel": "conflict"}] * 2
