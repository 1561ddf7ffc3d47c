"""F84–F88: XML without end or in other letters, locks, what is no data, and sheets that are not."""

from __future__ import annotations

import re
from functools import partial

from tests.exchange.hostile import case, refused, rows, told
from tests.exchange.hostile_packages import COLUMNS, NEVER, book, swapped
from tests.exchange.test_gate import SPREADSHEET, ole, package, parts_of, with_sheet

SHEET = "xl/worksheets/sheet1.xml"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LOCK = b"\x09\x08\x10\0\0\x06\x05\0" + bytes(12) + b"\x2f\0\x36\0"
MANIFEST = "META-INF/manifest.xml"

# F84: without end

ATTRIBUTES = " ".join(f'a{n}=""' for n in range(100_000))

case(
    84,
    "200 000 nested elements",
    lambda: with_sheet("<a>" * 200_000 + "</a>" * 200_000),
    lambda answer: answer[1:] == [["sheet", "Sheet", False], ["end"]],
    {},
)
case(
    84,
    "100 000 attributes",
    lambda: with_sheet(f'<row r="1" {ATTRIBUTES}><c r="A1"><v>1</v></c></row>'),
    rows([[1]]),
    {},
)
case(
    84,
    "tags never closed",
    lambda: with_sheet('<c r="A1" ' * 2_500),
    refused("sheet", sheet="Sheet"),
    {
        "bounded patterns": {
            "scanning.CHUNK": 2**24,
            "scanning._FILLED": re.compile(rb"""c r=["']([A-Z]+)(\d+)["'][^>]*(?<!/)><(?!/)"""),
        }
    },
    seconds=0.3,
)

# F85: letters

AS_UTF8 = {"recoding": {"workbook_file.in_utf8": lambda path: path}}


def declared(encoding: str, raw: bytes) -> bytes:
    text = re.sub(r"^<\?xml.*?\?>", "", raw.decode()).replace("&#197;", "Å")
    assert "Å" in text
    return f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)


for encoding in ("utf-16", "iso-8859-1", "windows-1252"):
    case(
        85,
        f"sheet in {encoding}",
        partial(swapped, SHEET, partial(declared, encoding)),
        rows(COLUMNS),
        AS_UTF8,
    )
case(
    85,
    "sheet in an encoding that is none",
    partial(
        swapped,
        SHEET,
        lambda raw: (
            b'<?xml version="1.0" encoding="klingon"?>' + re.sub(rb"<\?xml.*?\?>", b"", raw)
        ),
    ),
    refused("damaged"),
    AS_UTF8,
)
case(
    85,
    "sheet with a byte order mark",
    partial(swapped, SHEET, lambda raw: b"\xef\xbb\xbf" + raw),
    rows(COLUMNS),
    {},
)
case(
    85,
    "bytes that are no letters",
    partial(swapped, SHEET, lambda raw: raw.replace(b"Namn", b"Na\xff\xfe")),
    refused("sheet", sheet="Sheet"),
    {"name the sheet": {"workbook_file.UNREAD": ()}},
)
for sign in (b"\0", b"\x01"):
    case(
        85,
        f"control character {sign.hex()}",
        partial(swapped, SHEET, lambda raw, sign=sign: raw.replace(b"Namn", b"Na" + sign)),
        told("controls"),
        {"controls": {"frames._CONTROL": NEVER}},
    )

# F86: locks

case(
    86,
    "locked xlsx",
    lambda: ole("EncryptedPackage", "EncryptionInfo"),
    refused("password"),
    {"streams": {"gate._OLE_STREAMS": ()}},
)
case(
    86,
    "locked xls",
    lambda: ole("Workbook").ljust(1024, b"\0") + LOCK,
    refused("password"),
    {"first records": {"gate.asks_password": lambda _: False}},
    "a.xls",
)
case(
    86,
    "locked ods",
    lambda: package([("mimetype", SPREADSHEET.encode()), (MANIFEST, b"<m:encryption-data/>")]),
    refused("password"),
    {"manifest": {"container.is_locked_document": lambda _: False}},
    "a.ods",
)

# F87: what is no data

for name, code in (
    ("xl/vbaProject.bin", "macros"),
    ("xl/externalLinks/externalLink1.xml", "links"),
    ("xl/connections.xml", "links"),
    ("xl/embeddings/oleObject1.bin", "embedded"),
    ("xl/activeX/activeX1.xml", "embedded"),
):
    case(
        87,
        name.rpartition("/")[2],
        lambda name=name: package([*parts_of(book()), (name, b"<ddeLink ddeService='cmd'/>")]),  # type: ignore[misc]
        told(code),
        {"names": {"gate._UNSEEN": ()}},
    )


def linked(target: str, raw: bytes) -> bytes:
    links = f'<hyperlinks><hyperlink ref="A1" location="{target}"/></hyperlinks>'
    return raw.replace(b"</sheetData>", f"</sheetData>{links}".encode())


for target in ("file://server/share", "javascript:alert(1)", "\\\\server\\share"):
    case(
        87,
        f"hyperlink {target.partition(':')[0]}",
        partial(swapped, SHEET, partial(linked, target)),
        rows(COLUMNS),
        {},
    )

# F88: sheets

NAMED = {"name the sheet": {"workbook_file.UNREAD": ()}}
COUNTED = {"number": {"workbook_file._check_number": lambda _: None}}


def without(name: str) -> bytes:
    return package([part for part in parts_of(book()) if part[0] != name])


def pointing(to: bytes) -> bytes:
    return swapped(
        "xl/_rels/workbook.xml.rels", lambda raw: raw.replace(b'"/xl/worksheets/sheet1.xml"', to)
    )


def with_sheets(tags: str) -> bytes:
    return swapped(
        "xl/workbook.xml",
        lambda raw: re.sub(rb"<sheets>.*</sheets>", f"<sheets>{tags}</sheets>".encode(), raw),
    )


def many_sheets(number: int) -> str:
    relation = re.search(r'r?:?id="(\w+)"', parts_by_name()["xl/workbook.xml"])
    assert relation is not None
    return "".join(
        f'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'name="S{n}" sheetId="{n}" r:id="{relation[1]}"/>'
        for n in range(1, number + 1)
    )


def parts_by_name() -> dict[str, str]:
    return {name: raw.decode("latin-1") for name, raw in parts_of(book())}


for what, raw in (
    ("missing part", partial(without, SHEET)),
    ("dangling relation", partial(pointing, b'"/xl/worksheets/sheet9.xml"')),
    ("relation to a file outside", partial(pointing, b'"file://x/y.xml" TargetMode="External"')),
    ("relation out of the package", partial(pointing, b'"../../../etc/passwd"')),
):
    case(88, what, raw, refused("sheet", sheet="Sheet"), NAMED)
case(88, "no sheets", partial(with_sheets, ""), refused("no_sheets"), COUNTED)
case(88, "no workbook", partial(without, "xl/workbook.xml"), refused("no_sheets"), COUNTED)
case(
    88,
    "2 000 sheets of one part",
    lambda: with_sheets(many_sheets(2_000)),
    refused("odd", real="sheets"),
    COUNTED,
)
case(88, "no relations", partial(without, "xl/_rels/workbook.xml.rels"), refused("unreadable"), {})
for name in ("xl/styles.xml", "[Content_Types].xml", "xl/theme/theme1.xml"):
    case(88, f"without {name.rpartition('/')[2]}", partial(without, name), rows(COLUMNS), {})
case(
    88,
    "wrong type of content",
    partial(
        swapped, "[Content_Types].xml", lambda raw: raw.replace(b"sheet.main", b"template.main")
    ),
    rows(COLUMNS),
    {},
)
case(
    88,
    "strict",
    partial(
        swapped,
        SHEET,
        lambda raw: raw.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", STRICT.encode()
        ),
    ),
    rows(COLUMNS),
    {},
)
case(
    88,
    "prefixes",
    partial(
        swapped,
        SHEET,
        lambda raw: re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", raw).replace(b"xmlns=", b"xmlns:x="),
    ),
    rows(COLUMNS),
    {},
)
case(
    88,
    "hidden",
    partial(swapped, "xl/workbook.xml", lambda raw: raw.replace(b'"visible"', b'"veryHidden"')),
    lambda answer: answer[1] == ["sheet", "Sheet", True] and answer[-1] == ["end"],
    {},
)
