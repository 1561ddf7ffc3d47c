"""F59–F84: files that are not what they should be, packed to do harm, or with harm in their XML."""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from functools import cache, partial

from tests.exchange.hostile import case, refused, rows
from tests.exchange.test_gate import (
    encrypted,
    four_gigabytes,
    longer_than_it_is,
    ole,
    package,
    parts_of,
    patched,
    with_part,
    with_sheet,
    workbook,
)

NEVER = re.compile("(?!)")
MEGABYTES_17 = bytes(17 * 2**20)
COLUMNS = [["Namn", "Åsa"], ["Ort", "Malmö"]]

book = cache(workbook)


def swapped(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the workbook with one part changed."""
    parts = parts_of(book())
    assert name in dict(parts)
    return package([(each, change(raw) if each == name else raw) for each, raw in parts])


# Not what it should be

case(
    59,
    "0 bytes",
    lambda: b"",
    refused("empty"),
    {"size": {"gate._check_size": lambda _: None}},
    "a.csv",
)
case(60, "1 byte", lambda: b"P", refused("text"), {"names": {"gate.WORKBOOK_NAMES": frozenset()}})
for percent in (50, 90, 99):
    case(
        61,
        f"cut at {percent} percent",
        lambda percent=percent: book()[: len(book()) * percent // 100],  # type: ignore[misc]
        refused("damaged"),
        {"damage": {"container.DAMAGE": ()}},
    )


def wrong_sum(data: bytearray, at: int) -> None:
    """Let the sum of the sheet be another."""
    assert data[at + 46 :].startswith(b"xl/worksheets")
    data[at + 16] ^= 1


def sheet_first() -> bytes:
    return package(sorted(parts_of(book()), key=lambda part: "sheet1" not in part[0]))


case(
    62,
    "checksum is wrong",
    lambda: patched(sheet_first(), wrong_sum),
    refused("damaged"),
    {"damage": {"container.DAMAGE": ()}},
)
for real, raw, place, name in (
    ("pdf", b"%PDF-1.7\n...", "gate._MAGIC", "a.csv"),
    ("sqlite", b"SQLite format 3\0" + bytes(84), "gate._MAGIC", "a.xlsx"),
    ("html", b"\n <html><table><tr><td>1", "gate._TEXT_MAGIC", "a.csv"),
    ("xml2003", b'<?xml version="1.0"?><Workbook office:spreadsheet', "gate._TEXT_MAGIC", "a.csv"),
    ("calendar", b"BEGIN:VCALENDAR\r\n", "gate._TEXT_MAGIC", "a.csv"),
    (
        "word",
        package([("[Content_Types].xml", b"wordprocessingml.document.main")]),
        "container._OTHER_PACKAGES",
        "a.xlsx",
    ),
    ("slides", ole("PowerPoint Document"), "gate._OLE_STREAMS", "a.xls"),
):
    case(
        63,
        f"named {name} but {real}",
        lambda raw=raw: raw,  # type: ignore[misc]
        refused("kind", real=real),
        {"kinds": {place: ()}},
        name,
    )
case(
    63,
    "workbook named csv",
    book,
    rows(COLUMNS),
    {"content": {"gate.package_kind": lambda _: "csv"}},
    "a.csv",
)

# Bombs

for number, part in (
    (65, "xl/worksheets/sheet1.xml"),
    (66, "xl/sharedStrings.xml"),
    (67, "xl/styles.xml"),
    (68, "xl/media/image1.png"),
):
    case(
        number,
        f"bomb in {part.rpartition('/')[2]}",
        lambda part=part: package(  # type: ignore[misc]
            [*((n, c) for n, c in parts_of(book()) if n != part), (part, MEGABYTES_17)]
        ),
        refused("bomb"),
        {"ratio": {"container._check_sizes": lambda *_: None}},
    )
case(
    69,
    "one enormous text",
    lambda: with_sheet(
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 17 * 2**20}</t></is></c></row>'
    ),
    refused("bomb"),
    {"ratio": {"container._check_sizes": lambda *_: None}},
)
case(
    69,
    "said to be of four gigabytes",
    lambda: patched(book(), four_gigabytes),
    refused("bomb"),
    {"sizes": {"container._check_sizes": lambda *_: None}},
)

case(
    69,
    "many parts that are small enough",
    lambda: package([*parts_of(book()), *((f"xl/{n}.xml", bytes(2**20)) for n in range(20))]),
    refused("bomb"),
    {"sizes": {"container._check_sizes": lambda *_: None}},
)

# The directory


def shorter_than_it_is(data: bytearray, at: int) -> None:
    """Let the sheet claim to hold 50 bytes."""
    assert data[at + 46 :].startswith(b"xl/worksheets")
    data[at + 24 : at + 28] = struct.pack("<I", 50)


def twice(name: str) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return package([*parts_of(book()), (name, b"<a/>")])


def with_junk(before: bytes, after: bytes) -> bytes:
    return before + book() + after


case(
    70,
    "size that is too small",
    lambda: patched(sheet_first(), shorter_than_it_is),
    refused("damaged"),
    {"damage": {"container.DAMAGE": ()}},
)
case(
    71,
    "parts that lie inside each other",
    lambda: patched(book(), longer_than_it_is),
    refused("odd", real="overlap"),
    {"spans": {"container._overlap": lambda _: False}},
)
case(
    72,
    "20 000 parts",
    lambda: package(
        [*parts_of(book()), *((f"{n}", b"") for n in range(20_000))], zipfile.ZIP_STORED
    ),
    refused("odd", real="parts"),
    {"number": {"container.MAX_PARTS": 10**6}},
)
case(
    72,
    "directory beyond all measure",
    lambda: package([*parts_of(book()), *((f"{n:060000}", b"") for n in range(40))]),
    refused("odd", real="parts"),
    {"length": {"container._Careful.most": 10**9}},
)
case(
    73,
    "two parts of one name",
    lambda: twice("xl/worksheets/sheet1.xml"),
    refused("odd", real="twins"),
    {"names": {"container._has_twins": lambda _: False}},
)
case(
    74,
    "two parts of one name but for capitals",
    lambda: twice("xl/worksheets/SHEET1.xml"),
    refused("odd", real="twins"),
    {"capitals": {"container._usual": lambda name: name}},
)
for path in ("../../evil.txt", "..\\evil.txt", "/etc/evil.txt", "C:\\evil.txt"):
    case(
        75,
        f"part called {path}",
        partial(with_part, path, b"x"),
        refused("odd", real="path"),
        {"paths": {"container._LEADS_OUT": NEVER}},
    )
case(
    76,
    "locked as a zip",
    lambda: patched(book(), encrypted),
    refused("locked_otherwise"),
    {"flag": {"container._is_locked": lambda _: False}},
)
for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
    case(
        77,
        f"packed by method {method}",
        lambda method=method: package(parts_of(book()), method),  # type: ignore[misc]
        refused("odd", real="method"),
        {"methods": {"container._METHODS": frozenset(range(100))}},
    )
for what, before, after in (
    ("before", b"junk\xff\x01" * 300, b""),
    ("after", b"", b"junk\xff\x01" * 300),
):
    case(
        78,
        f"junk {what}",
        partial(with_junk, before, after),
        rows(COLUMNS),
        {"look for a zip": {"gate._is_package": lambda *_: False}},
    )

# The XML

ENTITIES = (
    (79, "billion laughs", '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'),
    (80, "quadratic", f'<!DOCTYPE a [<!ENTITY b "{"x" * 9_000}">]>'),
    (81, "external file", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'),
    (82, "external address", '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">'),
    (83, "parameter entity", '<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/hostname"> %b;]>'),
)
PARTS = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
)
for number, what, prolog in ENTITIES:
    for part in PARTS:
        case(
            number,
            f"{what} in {part.rpartition('/')[2]}",
            partial(
                swapped,
                part,
                lambda raw, prolog=prolog: prolog.encode() + re.sub(rb"^<\?xml.*?\?>", b"", raw),
            ),
            refused("odd", real="dtd"),
            {"prologs": {"container._check_prologs": lambda _: None}},
        )
case(
    83,
    "document type far behind",
    partial(
        swapped,
        "xl/styles.xml",
        lambda raw: b"<!--" + b"x" * 2**16 + b"--><!DOCTYPE a>" + raw,
    ),
    refused("odd", real="prolog"),
    {"first element": {"container._ELEMENT": re.compile(b"")}},
)
case(
    83,
    "document type in a part in capitals",
    lambda: with_part("xl/A.XML", b"<!DOCTYPE a><a/>"),
    refused("odd", real="dtd"),
    {"prologs": {"container._check_prologs": lambda _: None}},
)
