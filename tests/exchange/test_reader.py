"""Files are read in a child process: right where they are right, by a sentence where not."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.problems import Refused
from desktop_app.exchange.reading import frames, reader
from desktop_app.exchange.reading.reader import Cell, Table, read_file

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
    sample = dict.fromkeys(("sheet", "cell", "row", "rows", "cells", "count", "encoding"), "x")
    for code in reader.SENTENCES:
        refused = reader.refusal(code, "fil.xlsx", {**sample, "real": "pdf"})
        assert refused.into("sv") != refused.into("en")
        assert "{" not in refused.into("sv") + refused.into("en")
    for remark in reader.REMARKS.values():
        assert "{" not in remark.fill(**sample).into("sv") + remark.fill(**sample).into("en")


# The child


def stand_in(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(reader, "child_command", lambda: [sys.executable, "-c", program])


FRAME = (
    "import json,os,struct,sys,time\n"
    "def send(m): b=json.dumps(m).encode(); os.write(1, struct.pack('>I', len(b)) + b)\n"
)


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import os; os.abort()", "broke off"),
        ("import os; os.kill(os.getpid(), 9)", "broke off"),
        pytest.param(
            "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)",
            "too long",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="no such signal"),
        ),
        ("raise SystemExit(0)", "broke off"),
        ("print('x')", "broke off"),
        ("import os; os.write(1, bytes([0, 0, 0, 2]) + b'no')", "broke off"),
        (FRAME + "send(['head', 'xlsx'])", "broke off"),
        (FRAME + "send(['remark', 'unknown', {}])", "broke off"),
        (FRAME + "send(['refused', 'unknown', {}, ''])", "broke off"),
        (FRAME + "send(['rows', 2, 0, [[1, 2]]])", "broke off"),
        (FRAME + "send(['sheet', 'x', 0]); send(['rows', 2, 0, [[1, 2], [3]]])", "broke off"),
        (FRAME + "send(['sheet', 'x', 0]); send(['rows', 10**9, 0, []])", "csv needs more memory"),
        (
            FRAME + "send(['sheet', 'x', 0]); send(['rows', 10**5, 16383, [None]])",
            "csv needs more memory",
        ),
        (
            "import os,struct; os.write(1, struct.pack('>I', 2**31)); os.read(0, 1)",
            "csv needs more memory",
        ),
        (FRAME + "send(['refused', 'memory', {}, ''])", "csv needs more memory"),
    ],
)
def test_l3_child_that_dies_or_lies_is_refused(
    program: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, program)
    assert words in refusal_of(written(tmp_path / "a.csv", b"x"))


def test_child_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, FRAME + "send(['head', 'csv']); time.sleep(600)")
    assert "too long" in refusal_of(written(tmp_path / "a.csv", b"x"), seconds=0.5)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps RLIMIT_AS")
def test_child_is_held_to_its_memory(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", (b"x" * 1_000_000 + b"\n") * 60)
    assert "csv needs more memory than allowed" in refusal_of(path, memory_mb=120)
    assert len(read_file(path).sheets[0].rows) == 60


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_child_is_held_to_its_time_by_itself() -> None:
    program = (
        "from desktop_app.exchange.reading import reader_child as r\n"
        "r._limit(1500, 0.1)\nwhile True: pass"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, timeout=300)
    assert ended.returncode == -signal.SIGXCPU


def test_fault_of_ours_is_logged_without_what_the_file_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    program = (
        "import sys\nfrom desktop_app.exchange.reading import gate, reader_child as r\n"
        "def bad(path): raise BaseException('Åsa Svensson')\n"
        "gate.examine = bad\nr.main(*sys.argv[1:])"
    )
    stand_in(monkeypatch, program)
    with caplog.at_level(logging.ERROR):
        assert "cannot be read" in refusal_of(written(tmp_path / "a.csv", b"x"))
    assert "BaseException at" in caplog.text
    assert "Svensson" not in caplog.text


def test_child_is_not_taken_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("csv.py", "json.py"):
        written(tmp_path / name, b"raise SystemExit('never import this')")
    path = written(tmp_path / "a.csv", b"a;b\n1;2\n")
    monkeypatch.chdir(tmp_path)
    assert rows_of(Path(path.name)) == [["a", "b"], ["1", "2"]]


# Text

NAMES = "Namn;Ort;Titel\r\nÅsa Öberg;Malmö;Ansvarig för nätverk\r\nJosé García;Växjö;Rådgivare\r\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (NAMES.encode(), "utf-8"),
        (NAMES.encode("utf-8-sig"), "utf-8-sig"),
        (NAMES.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + NAMES.encode("utf-16-be"), "utf-16"),
        (NAMES.encode("utf-16-le"), "utf-16-le"),
        (NAMES.encode("utf-16-be"), "utf-16-be"),
        (NAMES.encode("utf-32"), "utf-32"),
        (NAMES.encode("cp1252"), "cp1252"),
        (NAMES.encode("mac_roman"), "mac_roman"),
        (NAMES.encode("cp850"), "cp850"),
    ],
)
def test_f125_encodings(raw: bytes, encoding: str, tmp_path: Path) -> None:
    table = read_file(written(tmp_path / "a.csv", raw))
    assert (table.kind, table.encoding, table.delimiter) == ("csv", encoding, ";")
    assert table.sheets[0].rows[1:] == [
        ["Åsa Öberg", "Malmö", "Ansvarig för nätverk"],
        ["José García", "Växjö", "Rådgivare"],
    ]
    assert table.remarks == ()


def test_f125_lines_of_two_encodings_are_each_read_and_told(tmp_path: Path) -> None:
    raw = "Namn;Ort\nÅsa;Malmö\n".encode() + "Örjan;Växjö\n".encode("cp1252")
    table = read_file(written(tmp_path / "a.csv", raw))
    assert table.sheets[0].rows == [["Namn", "Ort"], ["Åsa", "Malmö"], ["Örjan", "Växjö"]]
    assert "row 3" in remarks_of(table)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    raw = b"\xff\xfe" + "a;b\nc;d".encode("utf-16-le") + b"\x00\xd8"
    assert "utf-16: row 2" in remarks_of(read_file(written(tmp_path / "a.csv", raw)))


@pytest.mark.parametrize(
    ("text", "delimiter", "rows"),
    [
        ("a;b\n1,5;2\n", ";", [["a", "b"], ["1,5", "2"]]),
        ("a,b\n1;5,2\n", ",", [["a", "b"], ["1;5", "2"]]),
        ("a\tb\n1\t2\n", "\t", [["a", "b"], ["1", "2"]]),
        ("a|b\n1|2\n", "|", [["a", "b"], ["1", "2"]]),
        (
            "Namn\nÅsa\nÖrjan, och fler\nEva\n",
            None,
            [["Namn"], ["Åsa"], ["Örjan, och fler"], ["Eva"]],
        ),
        ("sep=|\na,x|b,y\n", "|", [["a,x", "b,y"]]),
        ('"sep=;"\na;b\n', ";", [["a", "b"]]),
        ("a;b\r1;2\r", ";", [["a", "b"], ["1", "2"]]),
        ("a;b\n1;2\r\n3;4\r5;6", ";", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
        (
            "a,b,c\n1,2\n1,2,3,4\n\n5\n",
            ",",
            [["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4"], [], ["5"]],
        ),
        (' 007 ;="0046";+46\n x;;1\n', ";", [[" 007 ", '="0046"', "+46"], [" x", None, "1"]]),
        ('"a;1";"b ""c"" \n d"\nx;y\n', ";", [["a;1", 'b "c" \n d'], ["x", "y"]]),
        ("\n\n", None, [[], []]),
        ('"a\r\nb";c\r\n', ";", [["a\r\nb", "c"]]),
    ],
)
def test_f126_f130_text_tables(
    text: str, delimiter: str | None, rows: list[list[Cell]], tmp_path: Path
) -> None:
    table = read_file(written(tmp_path / "a.csv", text.encode()))
    assert (table.delimiter, filled(table.sheets[0].rows)) == (delimiter, rows)
    assert table.remarks == ()


def test_f128_nul_is_removed_and_told(tmp_path: Path) -> None:
    table = read_file(written(tmp_path / "a.csv", b"a;b\nx\0y;z\n"))
    assert table.sheets[0].rows == [["a", "b"], ["xy", "z"]]
    assert "1 cells, A2" in remarks_of(table)


@pytest.mark.parametrize(
    "text",
    [
        'a;b\n1;2\n3;"4\n5;6\n7;8\n',
        'a;b\n1;2\n3;"4\n5;6\n7;"8"\n9;10\n',
        'a\n1\n"2\n3\n4\n',
    ],
)
def test_f129_quote_that_swallows_rows_is_told(text: str, tmp_path: Path) -> None:
    assert "row 3" in remarks_of(read_file(written(tmp_path / "a.csv", text.encode())))


def test_f131_long_fields_and_f132_many_columns(tmp_path: Path) -> None:
    long = written(tmp_path / "a.csv", b"a;b\nc;" + b"x" * 200_000)
    assert rows_of(long)[1] == ["c", "x" * 200_000]
    wide = written(tmp_path / "b.csv", b";".join(b"%d" % n for n in range(100_000)))
    assert rows_of(wide)[0][99_999] == "99999"


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
