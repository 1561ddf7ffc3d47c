"""Any bytes as a file from outside: the gate judges them, and raises nothing but `Fault`."""

from __future__ import annotations

import atexit
import io
import random
import shutil
import struct
import tempfile
import warnings
import zipfile
from pathlib import Path

from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.gate import examine, is_locked, look, unseen
from desktop_app.exchange.reading.recoded import in_utf8
from desktop_app.exchange.reading.scanning import epoch, scan

FOLDER = Path(tempfile.mkdtemp(prefix="kontaktnat-fuzz-"))
FILE = FOLDER / "a.xlsx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def one_input(data: bytes) -> None:
    """Judge a file in every way the gate has."""
    FILE.write_bytes(data)
    try:
        look(FILE)
        is_locked(FILE)
        kind = examine(FILE)
        unseen(FILE, kind)
        if kind in {"xlsx", "ods"}:
            source = in_utf8(FILE)
            list(scan(source, kind, None))
            epoch(source, kind)
    except Fault:
        pass


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a packed file: a part, a name, its order, or a field of its directory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(part.filename, package.read(part)[: 2**18]) for part in package.infolist()]
    except Exception:  # whatever it was, it is no packed file any more
        return bytes(chance.choice(SEEDS))
    for _ in range(chance.choice((1, 1, 2, 4))):
        _change(parts, chance)
    return _spoilt(_packed(parts), chance) if not chance.randrange(3) else _packed(parts)


def _change(parts: list[tuple[str, bytes]], chance: random.Random) -> None:
    if not parts:
        return
    place = chance.randrange(len(parts))
    name, raw = parts[place]
    what = chance.randrange(6)
    if what == 0:
        parts.append((chance.choice((name, name.upper(), f"../{name}", f"xl\\{name}")), raw))
    elif what == 1:
        del parts[place]
    else:
        parts[place] = (name, _other(raw, chance))


def _other(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw) + 1)
    end = min(len(raw), start + chance.choice((0, 0, 1, 5, 50, len(raw))))
    put = chance.choice(PIECES) * chance.choice((1, 1, 1, 3, 300))
    if not chance.randrange(20):
        return raw.decode("latin-1").encode(chance.choice(("utf-16", "utf-16-be", "utf-32")))
    return raw[:start] + put + raw[end:]


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """Return it with one field of its directory, or of a part's head, changed."""
    sign = chance.choice((b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"))
    at = data.find(sign)
    if at < 0:
        return data
    at += 4 + chance.randrange(42)
    value = struct.pack("<I", chance.choice((0, 1, 0xFFFF, 0xFFFFFFFF, chance.getrandbits(32))))
    size = chance.choice((1, 2, 4))
    return data[:at] + value[:size] + data[at + size :]


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    raw = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")  # two parts of one name
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name), content, compresslevel=1)
    return raw.getvalue()


def _workbook() -> bytes:
    cells = '<c r="A1" t="inlineStr"><is><t>Namn</t></is></c><c r="B1" t="e"><v>#N/A</v></c>'
    return _packed(
        [
            ("[Content_Types].xml", b"<Types>spreadsheetml.sheet.main</Types>"),
            (
                "xl/workbook.xml",
                f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
                '<sheet name="Blad1" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                b'<R><Relationship Id="r1" Target="worksheets/sheet1.xml"/></R>',
            ),
            (
                "xl/worksheets/sheet1.xml",
                f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>'
                f'<row r="1">{cells}</row><row r="2"><c r="A2"><f>1+1</f></c></row>'
                "</sheetData></worksheet>".encode(),
            ),
            ("xl/vbaProject.bin", b"x"),
        ]
    )


def _document(manifest: bytes) -> bytes:
    return _packed(
        [
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", b'<a office:value-type="boolean" calc-ext:value-type="error"/>'),
            ("META-INF/manifest.xml", manifest),
        ]
    )


def _older(*names: str, first: bytes = b"") -> bytes:
    entries = b""
    for name in names:
        raw = (name + "\0").encode("utf-16-le")
        entries += raw.ljust(64, b"\0") + struct.pack("<H", len(raw)) + bytes(62)
    return (OLE + bytes(504) + entries).ljust(2048, b"\0") + first


PIECES = (
    *(b"<", b">", b'"', b"'", b"/", b"\0", b"\xff", b"&#x0;", b"&lt;", b"--", b"<!--", b"]]>"),
    *(b'<c r="A1"', b'<c r="XFD1048576"><v>1</v></c>', b'<row r="99999999"', b't="e"', b"</f></c>"),
    *(b"<!DOCTYPE a>", b"<!ENTITY a 'b'>", b'<?xml version="1.0" encoding="utf-7"?>', b"x" * 1000),
    *(b'<?xml version="1.0" encoding="utf-16"?>', b'<sheet name="a" r:id="r1"/>', b"<x:c r='B2'>"),
    *(b'Target="../../../x"', b'Target="/xl/a.xml"', b'Id="r1"', b"wordprocessingml.document.main"),
)
LOCK = b"\x09\x08\x10\0\0\x06\x05\0" + bytes(12) + b"\x2f\0\x36\0"
SEEDS: tuple[bytes, ...] = (
    _workbook(),
    _document(b"<manifest/>"),
    _document(b"<manifest:encryption-data/>"),
    _packed([("xl/workbook.bin", b"x")]),
    _older("Root Entry", "Workbook", "_VBA_PROJECT_CUR"),
    _older("Root Entry", "Workbook", first=LOCK),
    _older("EncryptedPackage", "EncryptionInfo"),
    "Namn;Ort\nÅsa;Malmö\n".encode(),
    "\ufeffBEGIN:VCARD\r\n".encode("utf-16"),
    b"<html><table>",
    b"%PDF-1.7",
)
