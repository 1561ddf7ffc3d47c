"""Files are read in a child process: right where they are right, by a sentence where not."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.reading import frames, reader
from desktop_app.exchange.reading.reader import Cell, Table, read_file
from desktop_app.exchange.reading.sentences import REAL

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
NO_CORPUS = pytest.mark.skipif(not CORPUS.is_dir(), reason="no shared/corpus beside the project")


def saved(path: Path, fill: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> Path:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    parts[part] = change(parts.get(part, ""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return path


def with_cells(path: Path, cells: str) -> Path:
    def change(text: str) -> str:
        changed = re.sub(
            r"<sheetData\s*/>|<sheetData></sheetData>", "<sheetData>@</sheetData>", text
        )
        assert "@" in changed
        return changed.replace("@", cells)

    return rewritten(saved(path, lambda _: None), "xl/worksheets/sheet1.xml", change)


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def rows_of(path: Path) -> list[list[Cell]]:
    return filled(read_file(path).sheets[0].rows)


def filled(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows without the empty cells at their ends."""
    ends = [max((n for n, c in enumerate(row, 1) if c is not None), default=0) for row in rows]
    return [row[:end] for row, end in zip(rows, ends, strict=True)]


def remarks_of(table: Table) -> str:
    return " ".join(remark.into("en") for remark in table.remarks)


def refusal_of(path: Path, **limits: float) -> str:
    with pytest.raises(Refused) as caught:
        read_file(path, **limits)  # type: ignore[arg-type]
    assert caught.value.advice is not None
    assert "{" not in caught.value.into("sv") + caught.value.into("en")
    assert path.name in caught.value.sentence.into("sv")
    return caught.value.sentence.into("en")


def test_cells_keep_their_types_and_places(tmp_path: Path) -> None:
    day = dt.date(2025, 3, 1)
    plain = ["Åsa", 467012345678, 12.5, True, day, dt.datetime(2025, 3, 1, 10, 30), -3, 2**53 * 4.0]
    values = [*plain, dt.time(9, 5), dt.timedelta(hours=30, minutes=7), "=SUM"]

    def fill(book: openpyxl.Workbook) -> None:
        for row, value in enumerate(values, start=4):
            cell = book.active.cell(row, 3)
            cell.value = value
            cell.data_type = "s" if value == "=SUM" else cell.data_type

    column = [row[2] for row in rows_of(saved(tmp_path / "a.xlsx", fill))[3:]]
    assert column == [*plain, "09:05", "30:07", "=SUM"]
    kinds = "str int float bool date datetime int float str str str"
    assert " ".join(type(value).__name__ for value in column) == kinds


def test_leading_empty_rows_and_columns_are_there(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["C4"] = "x"
        book.active["E6"] = "y"

    assert rows_of(saved(tmp_path / "a.xlsx", fill)) == [
        [],
        [],
        [],
        [None, None, "x"],
        [],
        [None, None, None, None, "y"],
    ]


def test_many_rows_come_through_all_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "BLOCK_CELLS", 40)
    monkeypatch.setattr(frames, "MAX_FRAME", 100)
    wanted: list[list[Cell]] = [
        [f"id {n}", "Malmö", n, n / 2 + 0.25, dt.date(2000, 1, 1) + dt.timedelta(n % 3), n % 2 == 0]
        for n in range(1, 200)
    ]
    wanted[149][1] = "Mal\x01mö"
    answer = reader._Answer()
    answer.take(["sheet", "x", False])
    for message in frames.blocks(wanted, 6, "x", 0):  # type: ignore[arg-type]
        answer.take(json.loads(json.dumps(message)))
    wanted[149][1] = "Malmö"
    assert answer.sheets[0].rows == wanted
    assert answer.remarks[0].args["cells"] == "B150"


def test_sheets_have_names_hidden_or_not_and_can_be_chosen(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "Öppen"
        book.create_sheet("Dold").sheet_state = "hidden"
        book.create_sheet("_base").sheet_state = "veryHidden"
        book["_base"]["A1"] = "x"

    path = saved(tmp_path / "a.xlsx", fill)
    assert [(s.name, s.hidden) for s in read_file(path).sheets] == [
        ("Öppen", False),
        ("Dold", True),
        ("_base", True),
    ]
    chosen = read_file(path, only=frozenset({"_base"}))
    assert [(s.name, s.rows) for s in chosen.sheets] == [("_base", [["x"]])]


def test_f093_f089_error_cells_and_uncalculated_formulas_are_told(tmp_path: Path) -> None:
    path = with_cells(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>7</v></c>'
        "</row>",
    )
    table = read_file(path)
    assert table.sheets[0].rows == [[None, None, 7]]
    assert "sheet Sheet became empty: 1 cells, A1" in remarks_of(table)
    assert "Formulas without a calculated value in the sheet Sheet: 1 cells, B1" in remarks_of(
        table
    )


def test_f110_control_characters_are_removed_and_told(tmp_path: Path) -> None:
    path = with_cells(
        tmp_path / "a.xlsx",
        '<row r="2"><c r="B2" t="inlineStr"><is><t>a_x0000_b&#10;c</t></is></c></row>',
    )
    table = read_file(path)
    assert filled(table.sheets[0].rows) == [[], [None, "ab\nc"]]
    assert "removed in the sheet Sheet: 1 cells, B2" in remarks_of(table)


def test_f087_what_is_not_read_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsm", lambda book: book.active.append(["x"]))
    for part in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/a.docx"):
        rewritten(path, part, lambda _: "<a/>")
    table = read_file(path)
    assert table.kind == "xlsx"
    assert len(table.remarks) == 3


def test_workbook_under_another_name_is_read(tmp_path: Path) -> None:
    for name in ("a.csv", "a.xls", "a.ods", "a"):
        path = saved(tmp_path / name, lambda book: book.active.append(["x"]))
        assert (read_file(path).kind, rows_of(path)) == ("xlsx", [["x"]])


def test_ods_is_read_and_its_booleans_are_told(tmp_path: Path) -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    cells = (
        '<table:table-cell office:value-type="string"><text:p>Åsa</text:p></table:table-cell>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Blad"><table:table-row>{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    table = read_file(path)
    assert (table.kind, table.sheets[0].name, filled(table.sheets[0].rows)) == (
        "ods",
        "Blad",
        [["Åsa", 1]],
    )
    assert "1 and 0" in remarks_of(table)


def test_sheet_that_fails_is_named(tmp_path: Path) -> None:
    path = with_cells(tmp_path / "a.xlsx", '<row r="1"><c r="A1" t="zz"><v>1</v></c></row>')
    assert refusal_of(path) == "The sheet Sheet in a.xlsx cannot be read."


def test_f094_cells_far_apart_are_refused(tmp_path: Path) -> None:
    path = with_cells(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    )
    assert "XFD1048576" in refusal_of(path)


def test_finding_2_abort_of_the_library_is_refused(tmp_path: Path) -> None:
    # Written so that the gate does not see how far apart the cells are.
    path = with_cells(
        tmp_path / "a.xlsx",
        '<row r="1"><c s="0" r="A1"><v>1</v></c><c s="0" r="XFD1048576"><v>1</v></c></row>',
    )
    assert refusal_of(path).startswith("Reading a.xlsx broke off")


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"", "a.csv", "is an empty file"),
        (b"a;b", "a.xlsx", "holds only text"),
        (b"%PDF-1.4", "a.xlsx", "not a table but a PDF document"),
        (b"PK\x03\x04cut", "a.xlsx", "damaged or cut off"),
        (b'"' + b"x" * 9 * 2**20, "a.csv", "Row 1 in a.csv has a field that never ends"),
    ],
)
def test_refusals_say_what_is_wrong(raw: bytes, name: str, words: str, tmp_path: Path) -> None:
    assert words in refusal_of(written(tmp_path / name, raw))


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none.xlsx") == "none.xlsx does not exist."
    assert refusal_of(tmp_path).endswith("is not a file.")


def test_every_refusal_and_remark_reads_in_both_languages() -> None:
    for sentence, advice in reader.SENTENCES.values():
        for words in (sentence, advice):
            assert_whole(words)
    for words in (*reader.REMARKS.values(), *REAL.values()):
        assert_whole(words)


def assert_whole(words: Words) -> None:
    places = set(re.findall(r"{(\w+)}", words.sv))
    assert places == set(re.findall(r"{(\w+)}", words.en))
    filled = words.fill(**dict.fromkeys(places, "x"))
    assert filled.into("sv") != filled.into("en")
    assert "{" not in filled.into("sv") + filled.into("en")


# The corpus


@NO_CORPUS
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("generated/ok_minimal.xlsx", 28),
        ("generated/renamed_xlsx.xls", 28),
        ("generated/merge_whole_sheet.xlsx", 28),
        ("generated/pkg_strict_ooxml.xlsx", 28),
        ("generated/csv_enc_cp1252.csv", 28),
        ("generated/csv_sep_line.csv", 28),
        ("poi/49609.xlsx", 7566),
        ("poi/BOOK_in_capitals.xls", 56),
        ("poi/60384.xlsx", 10),
        ("poi/testEXCEL_95.xls", 46),
        ("tablib/tests__files__bad_dimensions.xlsx", 11),
    ],
)
def test_corpus_is_read_whole(name: str, count: int) -> None:
    cells = [c for s in read_file(CORPUS / name).sheets for row in s.rows for c in row]
    assert sum(cell is not None for cell in cells) == count
