"""Files from outside are judged by what they hold, before anything reads them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop_app.exchange.reading import container, gate
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.scanning import scan

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "generated"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
Parts = list[tuple[str, bytes]]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Namn", "Ort"])
    book.active.append(["Åsa", "Malmö"])
    book.save(raw := io.BytesIO())
    return raw.getvalue()


def parts_of(raw: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return [(part.filename, package.read(part)) for part in package.infolist()]


def package(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as made:
        for name, content in parts:
            made.writestr(name, content)
    return raw.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    return package([*parts_of(workbook()), (name, content)])


def with_sheet(inner: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{inner}</sheetData></worksheet>'
    old = parts_of(workbook())
    return package([(n, sheet.encode() if n.endswith("sheet1.xml") else c) for n, c in old])


def ole(*names: str) -> bytes:
    entries = b""
    for name in names:
        raw = (name + "\0").encode("utf-16-le")
        entries += raw.ljust(64, b"\0") + struct.pack("<H", len(raw)) + bytes(62)
    return OLE + bytes(504) + entries


def patched(raw: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    """Return the zip with `change` made to its first entry in the central directory."""
    data = bytearray(raw)
    change(data, data.index(b"PK\x01\x02"))
    return bytes(data)


def encrypted(data: bytearray, at: int) -> None:
    data[at + 8] |= 1


def four_gigabytes(data: bytearray, at: int) -> None:
    data[at + 24 : at + 28] = b"\xfe\xff\xff\xff"


def longer_than_it_is(data: bytearray, at: int) -> None:
    (size,) = struct.unpack("<I", data[at + 20 : at + 24])
    data[at + 20 : at + 24] = struct.pack("<I", size + 200)


def fault_of(raw: bytes, path: Path) -> tuple[str, object]:
    path.write_bytes(raw)
    with pytest.raises(Fault) as caught:
        gate.examine(path)
    return caught.value.code, caught.value.args_of_words.get("real")


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [
        (b"P", "a.xlsx", ("text", None)),
        (b"Namn;Ort\r\n", "a.xls", ("text", None)),
        (b"%PDF-1.7\n...", "a.xlsx", ("kind", "pdf")),
        (b"SQLite format 3\0" + bytes(84), "a.xlsx", ("kind", "sqlite")),
        (b"{\\rtf1 x}", "a.csv", ("kind", "rtf")),
        (b"\x89PNG\r\n\x1a\n", "a.csv", ("kind", "picture")),
        (b"\x1f\x8b\x08\0", "a.csv", ("kind", "archive")),
        (b"\x09\x04\x06\0\0\0\x10\0", "a.xls", ("kind", "excel4")),
        (b"\n <html><table><tr><td>1", "a.xls", ("kind", "html")),
        ("\ufeff<HTML>".encode("utf-16-le"), "a.xls", ("kind", "html")),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a.xls",
            ("kind", "xml2003"),
        ),
        (b'<?xml version="1.0"?><a/>', "a.csv", ("kind", "xml")),
        (b"BEGIN:VCALENDAR\r\n", "a.csv", ("kind", "calendar")),
        (bytes(range(1, 256)), "a.csv", ("kind", "binary")),
        (ole("EncryptedPackage", "EncryptionInfo"), "a.xlsx", ("password", None)),
        (ole("WordDocument"), "a.xls", ("kind", "word")),
        (ole("PowerPoint Document"), "a.xls", ("kind", "slides")),
        (ole("Something"), "a.xls", ("kind", "ole")),
        (ole("Something") + b"x" * 64 + ole("Workbook")[512:], "a.xls", ("kind", "ole")),
        (package([("readme.txt", b"x")]), "a.xlsx", ("kind", "archive")),
        (package([]), "a.xlsx", ("damaged", None)),
        (package([("word/document.xml", b"<a/>")]), "a.xlsx", ("kind", "archive")),
        (
            package([("[Content_Types].xml", b"wordprocessingml.document.main+xml")]),
            "a.xlsx",
            ("kind", "word"),
        ),
        (
            package([("mimetype", b"application/vnd.oasis.opendocument.text")]),
            "a.ods",
            ("kind", "opendocument"),
        ),
        (
            package(
                [
                    ("mimetype", SPREADSHEET.encode()),
                    ("META-INF/manifest.xml", b"<m:encryption-data/>"),
                ]
            ),
            "a.ods",
            ("password", None),
        ),
    ],
)
def test_f063_what_is_no_table_is_named(
    raw: bytes, name: str, expected: tuple[str, object], tmp_path: Path
) -> None:
    assert fault_of(raw, tmp_path / name) == expected


@pytest.mark.parametrize("percent", [50, 90, 99])
def test_f061_cut_zip_is_damaged(percent: int, tmp_path: Path) -> None:
    raw = workbook()
    assert fault_of(raw[: len(raw) * percent // 100], tmp_path / "a.xlsx")[0] == "damaged"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (with_part("xl/media/a.bin", bytes(40 * 2**20)), ("bomb", None)),
        (patched(workbook(), four_gigabytes), ("bomb", None)),
        (patched(workbook(), encrypted), ("locked_otherwise", None)),
        (patched(workbook(), longer_than_it_is), ("odd", "overlap")),
        (with_part("XL/workbook.XML", b"<a/>"), ("odd", "twins")),
        (with_part("../../evil.txt", b"x"), ("odd", "path")),
        (with_part("..\\evil.txt", b"x"), ("odd", "path")),
        (with_part("/etc/evil.txt", b"x"), ("odd", "path")),
        (with_part("C:\\evil.txt", b"x"), ("odd", "path")),
        (package(parts_of(workbook()), zipfile.ZIP_LZMA), ("odd", "method")),
        (package([(f"{n}.xml", b"") for n in range(5_001)]), ("odd", "parts")),
        (with_part("xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), ("odd", "dtd")),
        (with_part("xl/a.xml", "\ufeff<!DOCTYPE a><a/>".encode("utf-16-le")), ("odd", "dtd")),
        (with_part("xl/a.rels", b"<!-- --> <!DOCTYPE a><a/>"), ("odd", "dtd")),
    ],
)
def test_f065_f083_hostile_package_is_refused(
    raw: bytes, expected: tuple[str, object], tmp_path: Path
) -> None:
    assert fault_of(raw, tmp_path / "a.xlsx") == expected


def test_f065_all_parts_together_are_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "MAX_UNPACKED", 1_000)
    assert fault_of(workbook(), tmp_path / "a.xlsx") == ("bomb", None)


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        (workbook(), "a.xlsx", "xlsx"),
        (workbook(), "a.csv", "xlsx"),
        (package([(n.replace("/", "\\"), c) for n, c in parts_of(workbook())]), "a.xlsx", "xlsx"),
        (package([("xl\\worksheets\\Sheet1.xml", b"<a/>")]), "a.xlsx", "xlsx"),
        (ole("Workbook"), "a.xls", "xls"),
        (ole("WORKBOOK"), "a.xls", "xls"),
        (ole("Book"), "a.xls", "xls"),
        (package([("mimetype", SPREADSHEET.encode())]), "a.ods", "ods"),
        (package([("xl/workbook.bin", b"x")]), "a.xlsb", "xlsb"),
        ("Åsa;Öst".encode("utf-16"), "a.csv", "csv"),
        (b"a\0b;c", "a.txt", "csv"),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "a.vcf", "vcard"),
        (b"\xef\xbb\xbf\r\n\n  begin:VCard\n", "a.csv", "vcard"),
        ("\ufeff\r\nBEGIN:VCARD\r\n".encode("utf-16-le"), "a.xlsx", "vcard"),
        ("BEGIN:VCARD\r\n".encode("utf-16-be"), "a.txt", "vcard"),
        (b"BEGIN:VCARDS\r\n", "a.txt", "csv"),
    ],
)
def test_table_is_known_by_its_content(raw: bytes, name: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert gate.examine(path) == kind


def test_look_refuses_what_cannot_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    codes = [code_of(path), code_of(tmp_path)]
    path.touch()
    codes.append(code_of(path))
    path.write_bytes(b"x")
    gate.look(path)
    monkeypatch.setattr(gate, "MAX_FILE", 0)
    codes.append(code_of(path))
    monkeypatch.setattr(Path, "open", refuse_to_open)
    codes.append(code_of(path))
    assert codes == ["missing", "folder", "empty", "too_big", "denied"]


def code_of(path: Path) -> str:
    with pytest.raises(Fault) as caught:
        gate.look(path)
    return caught.value.code


def refuse_to_open(path: Path, _mode: str) -> None:
    raise PermissionError(path)


def test_letters_name_columns() -> None:
    assert [gate.letters(n) for n in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no shared/corpus beside the project")
@pytest.mark.parametrize(
    ("name", "code", "real"),
    [
        ("bomb_styles_200MB.xlsx", "bomb", None),
        ("dim_corner_cells_small.xlsx", "far", None),
        ("enc_velvetsweatshop.xlsx", "password", None),
        ("renamed_html.xls", "kind", "html"),
        ("xml_billion_laughs_sheet.xlsx", "odd", "dtd"),
        ("zip_case_twin.xlsx", "odd", "twins"),
        ("zip_overlap.xlsx", "odd", "overlap"),
        ("zip_size_lie.xlsx", "damaged", None),
        ("zip_truncated_50.xlsx", "damaged", None),
        ("csv_binary.csv", "kind", "binary"),
    ],
)
def test_corpus_is_refused_for_its_reason(name: str, code: str, real: str | None) -> None:
    with pytest.raises(Fault) as caught:
        list(scan(CORPUS / name, gate.examine(CORPUS / name), None))
    assert (caught.value.code, caught.value.args_of_words.get("real")) == (code, real)
