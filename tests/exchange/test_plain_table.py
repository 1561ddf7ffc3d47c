"""Plain tables out: what is written comes back equal, typed, and never as a formula."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Context,
    Country,
    Date,
    Flag,
    Kind,
    Link,
    Note,
    Text,
    Value,
    Year,
)
from desktop_app.domain.kinds.base import Given
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words, same
from desktop_app.exchange import sheet_file
from desktop_app.exchange.lists.foreign import read_rows, understand
from desktop_app.exchange.lists.plain_table import (
    WHY,
    defuse,
    undefuse,
    write_csv,
    write_refused,
    write_xlsx,
)
from desktop_app.exchange.reading.reader import read_file
from tests.exchange.drawn import CONTEXT, LISTS, drawn, fields_of
from tests.exchange.here import read_here
from tests.exchange.losses import unsaid

ENTITIES = ("contact", "organisation", "network", "trip", "fee", "programme")
View = tuple[Entity, list[dict[str, Value]], str]


@st.composite
def views(draw: st.DrawFn) -> View:
    entity = CATALOGUE[draw(st.sampled_from(ENTITIES))]
    row = st.fixed_dictionaries({field.name: drawn(field) for field in fields_of(entity)})
    # A row without anything is no row to whoever reads the file.
    rows = draw(
        st.lists(row.filter(lambda row: any(map(is_filled, row.values()))), min_size=1, max_size=4)
    )
    return entity, rows, draw(st.sampled_from(["sv", "en"]))


def is_filled(value: Value) -> bool:
    return value is not None


def assert_back(path: Path, view: View) -> None:
    """Assert that the rows of a view come back from a file, or that it is said what does not."""
    entity, rows, language = view
    context = Context(LISTS, language)
    (listing,) = understand(read_here(path), entity.name, {}, context)
    # What looks as if it were something else than its heading says is kept aside, and shown so.
    assert {column.how for column in listing.columns} <= {"label", None}
    aside = [column.heading for column in listing.columns if column.kept]
    found = {row.row_number: row for row in read_rows(listing, context)}
    for number, wanted in enumerate(rows, 2):
        row = found[number]
        problems, remarks = row.problems, listing.remarks
        assert unsaid(entity, wanted, row.values, problems, remarks, language, aside) == []


# Making a failing example small would take minutes.
IN_FILES = settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@IN_FILES
@given(views())
def test_what_a_workbook_says_comes_back(view: View) -> None:
    entity, rows, language = view
    fields, context = fields_of(entity), Context(LISTS, language)
    headings = [field.label.into(language) for field in fields]
    kinds = [field.kind for field in fields]
    cells = [[row[field.name] for field in fields] for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.xlsx"
        assert write_xlsx(path, "Vy", headings, kinds, cells, context) == len(rows)
        assert_back(path, view)


@IN_FILES
@given(views())
def test_what_csv_says_comes_back(view: View) -> None:
    entity, rows, language = view
    fields, context = fields_of(entity), Context(LISTS, language)
    headings = [field.label.into(language) for field in fields]
    cells = [[field.kind.write(row[field.name], context) for field in fields] for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        assert write_csv(path, headings, cells) == len(rows)
        assert_back(path, view)


def written(path: Path, *rows: Sequence[Given], kinds: list[Kind] | None = None) -> Worksheet:
    made = kinds or [Text()] * len(rows[0])
    headings = [f"K{n}" for n in range(len(made))]
    write_xlsx(path, "Kontakter", headings, made, rows, CONTEXT)
    sheet = load_workbook(path)["Kontakter"]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_f091_cells_are_typed_and_no_text_is_a_formula(tmp_path: Path) -> None:
    kinds: list[Kind] = [Text(), Date(), Amount(), Year(), Choice("trip_kind"), Flag(), Note()]
    row: list[Given] = ["=1+1", "2026-03-05", "12500.50", 2026, "other", True, "-a\nb"]
    sheet = written(tmp_path / "x.xlsx", row, kinds=kinds)
    cells = sheet[2]
    assert [cell.data_type for cell in cells] == ["s", "d", "n", "n", "s", "s", "s"]
    assert cells[0].value == "=1+1"
    assert cells[1].value == datetime(2026, 3, 5)
    assert (cells[2].value, cells[3].value, cells[5].value) == (12500.5, 2026, "Ja")
    assert [cell.number_format for cell in cells[:4]] == ["@", "yyyy-mm-dd", "#,##0.00####", "0"]
    assert cells[6].alignment.wrap_text


def test_texts_that_are_no_values_are_kept(tmp_path: Path) -> None:
    kinds: list[Kind] = [Date(), Amount(), Country(), Link("contact"), Year()]
    texts = ["okänt", "gratis", "Utopia", "Greta Lindqvist", "?"]
    sheet = written(tmp_path / "x.xlsx", texts, kinds=kinds)
    assert [cell.value for cell in sheet[2]] == [
        "okänt",
        "gratis",
        "Utopia",
        "Greta Lindqvist",
        "?",
    ]
    assert {cell.number_format for cell in sheet[2]} == {"@"}


def test_sheet_is_made_for_reading_and_printing(tmp_path: Path) -> None:
    sheet = written(tmp_path / "x.xlsx", *(["a", "b"] for _ in range(7)))
    (table,) = sheet.tables.values()
    assert (table.ref, table.autoFilter.ref) == ("A1:B8", "A1:B8")
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert getattr(sheet.sheet_properties.pageSetUpPr, "fitToPage")  # noqa: B009
    assert all(sheet.column_dimensions[letter].width >= 8 for letter in "AB")
    assert sheet["A1"].font.bold


def test_headings_that_cannot_make_a_table_get_a_filter(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx(
        path, "A/B: [x]", ["Namn", "namn", ""], [Text()] * 3, [["a", None, "c"]] * 3, CONTEXT
    )
    book = load_workbook(path)
    (sheet,) = book
    assert sheet.title == "A B   x"
    assert not sheet.tables
    assert sheet.auto_filter.ref == "A1:C4"
    assert [cell.value for cell in sheet[4]] == ["a", None, "c"]


def test_a_view_without_rows_is_a_sheet_with_headings(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert write_xlsx(path, "Tomt", ["Namn"], [Text()], [], CONTEXT) == 0
    (table,) = load_workbook(path)["Tomt"].tables.values()
    assert table.ref == "A1:A2"


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384])
def test_a_text_beyond_a_cell_is_refused_and_the_old_file_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_text("old")
    with pytest.raises(Refused) as refused:
        write_xlsx(path, "x", ["Namn"], [Text()], [["kort"], [text]], CONTEXT)
    assert "rad 3 i kolumnen ”Namn”" in refused.value.into("sv")
    assert "CSV" in refused.value.into("en")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("x.xlsx", "old")]


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_file, "MOST_ROWS", 3)
    with pytest.raises(Refused, match="more rows"):
        written(tmp_path / "x.xlsx", *(["a"] for _ in range(4)))
    assert written(tmp_path / "x.xlsx", *(["a"] for _ in range(3))).max_row == 4


def test_many_rows_come_back_in_order(tmp_path: Path) -> None:
    rows = [[f"Namn {number}", str(number % 7)] for number in range(1501)]
    written(tmp_path / "x.xlsx", *rows)
    assert [row[:2] for row in read_file(tmp_path / "x.xlsx").sheets[0].rows[1:]] == rows


# CSV


def test_csv_is_what_excel_opens_in_swedish(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", ["Namn", "Ort"], [["Åsa; Ek", None], ["+46 8", "a\nb"]])
    raw = (tmp_path / "x.csv").read_bytes()
    assert raw == '\ufeffNamn;Ort\r\n"Åsa; Ek";\r\n\'+46 8;"a\nb"\r\n'.encode()


@pytest.mark.parametrize("texts", [["a,b", "c,d"], ["a;b", "c"], ["x", "=1"]])
def test_csv_of_one_column_comes_back(tmp_path: Path, texts: list[str]) -> None:
    write_csv(tmp_path / "x.csv", ["Namn"], [[text] for text in texts])
    (listing,) = understand(
        read_file(tmp_path / "x.csv"), "organisation", {"=other": "kind"}, CONTEXT
    )
    assert [row.values["name"] for row in read_rows(listing, CONTEXT)] == texts


@given(st.one_of(st.text(), st.text("'=+-@\t\ra")))
@example("'=x")
@example("''+")
@example("'")
def test_f092_defusing_is_undone_exactly(text: str) -> None:
    assert undefuse(defuse(text)) == text
    assert defuse(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("text", ["'0046 8", "'tis", "'", "''", "' =x", "a'=x", "'[=x"])
def test_marks_of_others_stay(text: str) -> None:
    assert undefuse(text) == text
    assert defuse(text) == text


def test_a_workbook_has_no_marks_to_take_off(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xlsx(path, "x", ["Namn", "Typ"], [Text(), Text()], [["'=x", "Stad"]], CONTEXT)
    (listing,) = understand(read_file(path), "organisation", {}, CONTEXT)
    (row,) = read_rows(listing, CONTEXT)
    assert row.values["name"] == "'=x"


# Refused rows


def test_refused_rows_are_corrected_and_taken_in_again(tmp_path: Path) -> None:
    path = tmp_path / "rätta.xlsx"
    headings = ["Namn", "Bekräftad", "Mobil", "Antal", "Aktiv"]
    cells: list[Given] = ["=Bo Ek", date(2026, 3, 5), "070-174 06 05", 12.5, True]
    reasons = [same("Namn saknas."), same("Landet finns inte.")]
    refused: list[tuple[list[Given], list[Words]]] = [(cells, reasons), (["Eva Ek"], [same("x")])]
    assert write_refused(path, headings, refused, CONTEXT) == 2
    read = read_file(path)
    assert read.sheets[0].rows[0] == [*headings, WHY.sv]
    assert read.sheets[0].rows[1] == [*cells, "Namn saknas. Landet finns inte."]
    (listing,) = understand(read, "contact", {}, CONTEXT)
    first, second = read_rows(listing, CONTEXT)
    assert (first.values["given_name"], first.values["confirmed_on"]) == ("=Bo", "2026-03-05")
    assert first.kept == {"Antal": "12.5", "Aktiv": "Ja"}
    assert second.kept == {}
    assert any("Varför raden inte togs in" in remark.into("sv") for remark in listing.remarks)


def test_rows_with_several_lines_are_high_enough_for_programs_that_do_not_measure(
    tmp_path: Path,
) -> None:
    path = tmp_path / "höga.xlsx"
    long = "ord " * 40
    rows = [["a", "b"], ["a", "två\nrader"], ["a", long], [long, "b"], ["a", "rad\n" * 60]]
    write_xlsx(path, "Höga", ["Text", "Anteckning"], [Text(), Note()], rows, CONTEXT)
    page = load_workbook(path).worksheets[0]
    heights = [page.row_dimensions[row].height for row in range(2, 7)]
    assert heights == [None, 30, 45, None, 409]
