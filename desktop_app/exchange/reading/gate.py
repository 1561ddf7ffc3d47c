"""Judge a file from outside by what it holds, before anything is read from it.

The checks open nothing but the file itself, unpack only the heads of its parts, and run in the
limited child process. A `Fault` carries a code and plain values, so that it can be sent from the
child to the parent, which turns it into words.
"""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path, PurePath

from desktop_app.exchange.reading.compound import OLE, asks_password, mapped, streams
from desktop_app.exchange.reading.container import (
    PROLOG,
    careful,
    is_locked_document,
    package_kind,
)
from desktop_app.exchange.reading.fault import DAMAGE, Fault
from desktop_app.exchange.reading.noted import SHOWN, letters

__all__ = [
    "PROLOG",
    "SHOWN",
    "Fault",
    "examine",
    "is_locked",
    "is_wide",
    "letters",
    "look",
    "unseen",
]

MAX_FILE = 512 * 2**20
WORKBOOK_NAMES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods"})
_PACKAGE = "EncryptedPackage"
_VBA = "_VBA_PROJECT_CUR"
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
_CARD = re.compile(rb"begin[ \t]*:[ \t]*vcard\b")
_TEXT_MAGIC = (
    (re.compile(rb"begin:vcalendar"), "calendar"),
    (re.compile(rb"<\?xml.*office:spreadsheet", re.DOTALL), "xml2003"),
    (re.compile(rb"(<\?xml.*?)?<(!doctype html|html|head|body|table|meta)\b", re.DOTALL), "html"),
    (re.compile(rb"<\?xml"), "xml"),
)
_BINARY = bytes(set(range(32)) - set(b"\t\n\r\f\x1a"))
_UNSEEN = (
    ("macros", re.compile(r"vbaproject\.bin$|^basic/", re.IGNORECASE)),
    ("links", re.compile(r"externallinks/|connections\.xml$", re.IGNORECASE)),
    ("embedded", re.compile(r"embeddings/|activex/", re.IGNORECASE)),
)


def look(path: Path) -> None:
    """Raise `Fault` unless `path` is an ordinary file that may be read, not empty nor too big."""
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
    _check_size(state.st_size)


def _check_size(size: int) -> None:
    if size == 0:
        raise Fault("empty")
    if size > MAX_FILE:
        raise Fault("too_big")


def examine(path: Path) -> str:
    """Return the kind of `path`: xlsx, xlsb, xls, ods, csv or vcard; raise `Fault` if none."""
    with path.open("rb") as file:
        head = file.read(PROLOG)
    if head.startswith(OLE):
        return _ole_kind(path)
    for magic, real in _MAGIC:
        if head.startswith(magic):
            raise Fault("kind", real=real)
    if _is_package(head, path):
        return package_kind(path)
    return _text_kind(head, path)


def is_locked(path: Path) -> bool:
    """Tell whether `path` holds a workbook that a password opens."""
    with path.open("rb") as file:
        head = file.read(len(OLE))
    if head == OLE:
        with mapped(path) as data:
            return bool(streams(data, [_PACKAGE])) or asks_password(data)
    if not head.startswith(b"PK"):
        return False
    try:
        with careful(path) as package:
            return is_locked_document(package)
    except DAMAGE:
        return False


def unseen(path: Path, kind: str) -> list[str]:
    """Return the codes of what the file holds beside cells, which is not read."""
    if kind == "xls":
        with mapped(path) as data:
            return ["macros"] if streams(data, [_VBA]) else []
    if kind in {"csv", "vcard"}:
        return []
    with careful(path) as package:
        names = package.namelist()
    return [code for code, pattern in _UNSEEN if any(map(pattern.search, names))]


def _is_package(head: bytes, path: Path) -> bool:
    """Tell whether it is packed; junk may stand before that."""
    return head.startswith(b"PK") or (_is_binary(head) and zipfile.is_zipfile(path))


def _ole_kind(path: Path) -> str:
    with mapped(path) as data:
        found = streams(data, [name for name, _ in _OLE_STREAMS])
        kind = next((kind for name, kind in _OLE_STREAMS if name in found), "ole")
        if kind == "password" or (kind == "xls" and asks_password(data)):
            raise Fault("password")
    if kind != "xls":
        raise Fault("kind", real=kind)
    return kind


def _text_kind(head: bytes, path: PurePath) -> str:
    if _is_binary(head):
        raise Fault("kind", real="binary")
    start = _narrow(head).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if _CARD.match(start):
        return "vcard"
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
