"""Judge a file from outside by what it holds, before anything is read from it.

The checks open nothing but the file itself, unpack only the heads of its parts, and run in the
limited child process. A `Fault` carries a code and plain values, so that it can be sent from the
child to the parent, which turns it into words.
"""

from __future__ import annotations

import mmap
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from pathlib import Path, PurePath

MAX_FILE = 512 * 2**20
MAX_PARTS = 5_000
MAX_UNPACKED = 2**30
# Deflate packs 1,032 times at best; the densest honest sheets stay below 100.
MAX_RATIO, RATIO_FROM = 150, 16 * 2**20
PROLOG = 2**16
MAX_BOX = 5_000_000
CHUNK = 2**17
SHOWN = 5

WORKBOOK_NAMES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods"})
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage"
_OLE_STREAMS = (
    (_PACKAGE, "password"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
    ("__properties_version1.0", "mail"),
)
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"SQLite format 3\0", "sqlite"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"\x09\x00\x04\x00", "excel4"),
    (b"\x09\x02\x06\x00", "excel4"),
    (b"\x09\x04\x06\x00", "excel4"),
)
_TEXT_MAGIC = (
    (re.compile(rb"begin:vcard"), "vcard"),
    (re.compile(rb"begin:vcalendar"), "calendar"),
    (re.compile(rb"<\?xml.*office:spreadsheet", re.DOTALL), "xml2003"),
    (re.compile(rb"(<\?xml.*?)?<(!doctype html|html|head|body|table|meta)\b", re.DOTALL), "html"),
    (re.compile(rb"<\?xml"), "xml"),
)
_OTHER_PACKAGES = (
    ("word", b"wordprocessingml.document.main"),
    ("slides", b"presentationml.presentation.main"),
)
_BINARY = bytes(set(range(32)) - set(b"\t\n\r\f\x1a"))
_SHEET_PART = re.compile(r"(^|/)worksheets/[^/]+\.xml$")
_ROW = re.compile(rb"""row [^>]{0,200}?\br=["'](\d{1,9})""")
_WIDE_COLUMN = re.compile(rb"""c r=["']([A-Z]{2,9})\d""")
_FILLED = re.compile(rb"""c r=["']([A-Z]{1,9})(\d{1,9})["'][^>]{0,200}(?<!/)><(?!/)""")
_SIGNS = (
    ("errors", b't="e"', re.compile(rb"""c r="(\w+)"[^>]{0,200}? t="e\"""")),
    ("uncalculated", b"</f></c>", re.compile(rb"""c r="(\w+)"[^>]{0,200}><f[^<]*</f></c>""")),
)
_ODS_SIGNS = {
    "errors": b'calc-ext:value-type="error"',
    "booleans": b'office:value-type="boolean"',
}
_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0")
_UNSEEN = (
    ("macros", re.compile(r"vbaproject\.bin$|^basic/", re.IGNORECASE)),
    ("links", re.compile(r"externallinks/|connections\.xml$", re.IGNORECASE)),
    ("embedded", re.compile(r"embeddings/|activex/", re.IGNORECASE)),
)


class Fault(Exception):
    """A reason to refuse the file: a code of `reader.SENTENCES` and what fills its words."""

    def __init__(self, code: str, **args: str | int) -> None:
        """Keep the code and the values."""
        super().__init__(code)
        self.code = code
        self.args_of_words = args


def look(path: Path) -> None:
    """Raise `Fault` unless `path` is an ordinary file that may be read and is not too big."""
    try:
        # Asked before opening: to open a named pipe would wait for ever.
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise Fault("folder")
        path.open("rb").close()
    except PermissionError as error:
        raise Fault("denied") from error
    except (OSError, ValueError) as error:
        raise Fault("missing") from error
    if state.st_size > MAX_FILE:
        raise Fault("too_big")


def examine(path: Path) -> str:
    """Return the kind of table in `path`: xlsx, xlsb, xls, ods or csv; else raise `Fault`."""
    with path.open("rb") as file:
        head = file.read(PROLOG)
    if not head:
        raise Fault("empty")
    if head.startswith(_OLE):
        return _ole_kind(path)
    for magic, real in _MAGIC:
        if head.startswith(magic):
            raise Fault("kind", real=real)
    if head.startswith(b"PK") or (_is_binary(head) and zipfile.is_zipfile(path)):
        return _zip_kind(path)
    return _text_kind(head, path)


def is_locked(path: Path) -> bool:
    """Tell whether `path` holds a workbook that a password opens."""
    with path.open("rb") as file:
        head = file.read(len(_OLE))
    return head == _OLE and _PACKAGE in _ole_streams(path, [_PACKAGE])


def unseen(path: Path, kind: str) -> list[str]:
    """Return the codes of what the file holds beside cells, which is not read."""
    if kind == "xls":
        return ["macros"] if "_VBA_PROJECT_CUR" in _ole_streams(path, ["_VBA_PROJECT_CUR"]) else []
    if kind == "csv":
        return []
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
    return [code for code, pattern in _UNSEEN if any(map(pattern.search, names))]


def _ole_kind(path: Path) -> str:
    found = _ole_streams(path, [name for name, _ in _OLE_STREAMS])
    for name, kind in _OLE_STREAMS:
        if name in found:
            if kind == "xls":
                return kind
            raise Fault("password") if kind == "password" else Fault("kind", real=kind)
    raise Fault("kind", real="ole")


def _ole_streams(path: Path, names: Sequence[str]) -> set[str]:
    """Return those of `names` that stand as entries in the file's directory."""
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        return {name for name in names if _has_entry(data, name)}


def _has_entry(data: mmap.mmap, name: str) -> bool:
    raw = (name + "\0").encode("utf-16-le")
    # Directory entries lie at multiples of 128, carry the length of their name, and some writers
    # put them in capitals.
    return any(
        found.start() % 128 == 0
        and data[found.start() + 64 : found.start() + 66] == struct.pack("<H", len(raw))
        for found in re.finditer(re.escape(raw), data, re.IGNORECASE)
    )


def _text_kind(head: bytes, path: PurePath) -> str:
    if _is_binary(head):
        raise Fault("kind", real="binary")
    start = _narrow(head).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    for pattern, real in _TEXT_MAGIC:
        if pattern.match(start):
            raise Fault("kind", real=real)
    if path.suffix.lower() in WORKBOOK_NAMES:
        raise Fault("text")
    return "csv"


def is_wide(head: bytes) -> bool:
    """Tell whether `head` looks like text in UTF-16 or UTF-32: many zero bytes."""
    return head[:2] in {b"\xff\xfe", b"\xfe\xff"} or head.count(0) * 4 > len(head)


def _narrow(head: bytes) -> bytes:
    return head.replace(b"\0", b"") if is_wide(head) else head


def _is_binary(head: bytes) -> bool:
    narrow = _narrow(head)
    odd = len(narrow) - len(narrow.translate(None, _BINARY))
    return odd > max(8, len(narrow) // 33)


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            _check_directory(package.infolist())
            kind = _package_kind(package)
            _check_prologs(package)
    except DAMAGE as error:
        raise Fault("damaged") from error
    return kind


def _check_directory(parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.orig_filename for part in parts]
    if len(parts) > MAX_PARTS:
        raise Fault("odd", real="parts")
    if sum(part.file_size for part in parts) > MAX_UNPACKED or any(map(_is_bomb, parts)):
        raise Fault("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise Fault("locked_otherwise")
    for real, found in (
        ("twins", len({name.replace("\\", "/").casefold() for name in names}) < len(names)),
        ("path", any(map(_LEADS_OUT.search, names))),
        ("method", any(part.compress_type not in {0, 8} for part in parts)),
        ("overlap", _overlap(parts)),
    ):
        if found:
            raise Fault("odd", real=real)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > max(RATIO_FROM, part.compress_size * MAX_RATIO)


def _overlap(parts: Sequence[zipfile.ZipInfo]) -> bool:
    header = 30
    spans = sorted((part.header_offset, header + part.compress_size) for part in parts)
    return any(start + length > after for (start, length), (after, _) in pairwise(spans))


def _names(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts' names by how they would be written usually."""
    return {name.replace("\\", "/").lower(): name for name in package.namelist()}


def _package_kind(package: zipfile.ZipFile) -> str:
    names = _names(package)
    if "mimetype" in names or "content.xml" in names:
        return _opendocument_kind(package)
    types = names.get("[content_types].xml")
    declared = _head(package, types, 2**20) if types else b""
    for real, mark in _OTHER_PACKAGES:
        if mark in declared:
            raise Fault("kind", real=real)
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if b"spreadsheetml" in declared or any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise Fault("kind", real="archive") if names else Fault("damaged")


def _opendocument_kind(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if "mimetype" in names and b"opendocument.spreadsheet" not in _head(package, "mimetype", 200):
        raise Fault("kind", real="opendocument")
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in _head(package, manifest, 2**20):
        raise Fault("locked_otherwise")
    return "ods"


def _head(package: zipfile.ZipFile, name: str, size: int) -> bytes:
    with package.open(name) as part:
        return part.read(size)


def _check_prologs(package: zipfile.ZipFile) -> None:
    for part in package.infolist():
        # OpenOffice 1 and 2 wrote a document type into the manifest, which is not read.
        if part.filename.endswith((".xml", ".rels")) and part.filename != "META-INF/manifest.xml":
            head = _head(package, part.filename, PROLOG).replace(b"\0", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Fault("odd", real="dtd")


@dataclass(slots=True)
class Noted:
    """How many cells of a sheet had something worth a remark, and where the first ones are."""

    count: int = 0
    cells: list[str] = field(default_factory=list)

    def add(self, cell: str) -> None:
        """Count one more cell."""
        self.count += 1
        if len(self.cells) < SHOWN:
            self.cells.append(cell)


def letters(column: int) -> str:
    """Return the name of the column with the number `column`, counted from 0."""
    name = ""
    while column >= 0:
        name = chr(65 + column % 26) + name
        column = column // 26 - 1
    return name


def scan(path: Path, kind: str, only: frozenset[str] | None) -> Iterator[tuple[str, str, Noted]]:
    """Look through the sheets' XML, unpacked piece by piece, before a library reads it.

    Calamine gives error cells as empty and aborts the process when two cells lie far apart, so
    both are looked for here. What this misses (binary formats, references written in an unusual
    way) meets the child's memory limit.

    Yields:
        What was found (`errors`, `uncalculated`), in which sheet, and in which cells.
    """
    if kind not in {"xlsx", "ods"}:
        return
    try:
        with zipfile.ZipFile(path) as package:
            if kind == "ods":
                yield from _scan_ods(package)
                return
            for part, sheet in _sheet_parts(package).items():
                if only is None or sheet in only:
                    yield from _scan_sheet(package, part, sheet)
    except DAMAGE as error:
        raise Fault("damaged") from error


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each sheet by the part it is in; parts that none names keep theirs."""
    names = _names(package)
    parts = {part: part for name, part in names.items() if _SHEET_PART.search(name)}
    book, links = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return parts
    targets = {
        tag.get("Id"): tag.get("Target", "") for tag in _tags(package, links, "Relationship")
    }
    for tag in _tags(package, book, "sheet"):
        target = targets.get(tag.get("id"), "").removeprefix("/xl/")
        if part := names.get(f"xl/{target}".lower()):
            parts[part] = tag.get("name", part)
    return parts


def _tags(package: zipfile.ZipFile, part: str, name: str) -> Iterator[dict[str, str]]:
    text = _head(package, part, 2**24).decode("utf-8", "replace")
    for tag in re.findall(rf"<(?:\w+:)?{name}\s([^>]*)>", text):
        pairs = re.findall(r"""([\w.]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
        yield {key: unescape(double or single) for key, double, single in pairs}


def _scan_sheet(
    package: zipfile.ZipFile, part: str, sheet: str
) -> Iterator[tuple[str, str, Noted]]:
    box = _Box()
    found = {"errors": Noted(), "uncalculated": Noted()}
    for piece in _pieces(package, part):
        box.stretch(piece)
        for code, sign, cells in _SIGNS:
            if sign in piece:
                for match in cells.finditer(piece):
                    found[code].add(match[1].decode())
    if box.is_sparse() and (box := _filled(package, part)).is_sparse():
        raise Fault("far", sheet=sheet, cell=f"{letters(box.column)}{box.row}")
    yield from ((code, sheet, noted) for code, noted in found.items() if noted.count)


def _filled(package: zipfile.ZipFile, part: str) -> _Box:
    """Return the box of the cells that hold something: styled empty ones weigh nothing."""
    box = _Box(column=0)
    for piece in _pieces(package, part):
        box.size += len(piece)
        for name, row in _FILLED.findall(piece):
            box.row = max(box.row, int(row))
            box.column = max(box.column, _number(name))
    return box


@dataclass(slots=True)
class _Box:
    """The area from A1 to the last row and column of a sheet, and the size of its XML."""

    row: int = 1
    column: int = 25
    size: int = 0

    def stretch(self, piece: bytes) -> None:
        # Rows stand in order, so each piece's last is enough; but a small sheet, or the beginning
        # of a big one, is looked at cell by cell.
        small = self.size < CHUNK
        rows = [int(row) for _, row in _FILLED.findall(piece)] if small else []
        start = 0 if small else max(piece.rfind(b"row "), 0)
        self.row = max([self.row, *rows, *map(int, _ROW.findall(piece, start))])
        self.size += len(piece)
        # Columns A to Z stretch nothing, and looking for the others only is three times faster.
        for name in set(_WIDE_COLUMN.findall(piece)):
            self.column = max(self.column, _number(name))

    def is_sparse(self) -> bool:
        area = self.row * (self.column + 1)
        # A cell takes 10 to 50 bytes of XML: below one byte, nine in ten are not there.
        return area > max(MAX_BOX, self.size)


def _number(name: bytes) -> int:
    number = 0
    for letter in name:
        number = number * 26 + letter - 64
    return number - 1


def _pieces(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the unpacked part in pieces that end before a row's last cell, never inside a tag."""
    rest = b""
    with package.open(part) as file:
        while chunk := file.read(CHUNK):
            piece = rest + chunk
            # A cell is cut off whole, so that its formula and its value stay together.
            cut = max(piece.rfind(b"<c "), piece.rfind(b":c "), 0)
            if len(piece) - cut > CHUNK:
                cut = len(piece)
            rest = piece[cut:]
            yield piece[:cut]
    yield rest


def _scan_ods(package: zipfile.ZipFile) -> Iterator[tuple[str, str, Noted]]:
    counts = dict.fromkeys(_ODS_SIGNS, 0)
    for piece in _pieces(package, "content.xml"):
        for code, sign in _ODS_SIGNS.items():
            counts[code] += piece.count(sign)
    yield from ((f"ods_{code}", "", Noted(count)) for code, count in counts.items() if count)
