"""Workbooks whose XML is in another encoding than UTF-8, which the library does not read."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import Path

from desktop_app.exchange.reading.container import careful
from desktop_app.exchange.reading.fault import DAMAGE, Fault

__all__ = ["in_utf8"]

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_WITHOUT_MARK = {"<?".encode(wide): wide for wide in ("utf-16-le", "utf-16-be")}
_UTF8 = frozenset({"utf-8", "ascii"})


def in_utf8(path: Path) -> Path | io.BytesIO:
    """Return a workbook as it is, or, if parts of it are in another encoding, a copy in UTF-8."""
    try:
        with careful(path) as package:
            other = {
                part.filename: encoding
                for part in package.infolist()
                if (encoding := _encoding(package, part)) not in _UTF8
            }
            return _copy(package, other) if other else path
    except DAMAGE as error:
        raise Fault("damaged") from error


def _encoding(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    if not part.filename.lower().endswith((".xml", ".rels")):
        return "utf-8"
    with package.open(part) as file:
        head = file.read(200)
    if head[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "utf-16"
    if wide := _WITHOUT_MARK.get(head[:4]):
        return wide
    found = _DECLARED.match(head)
    try:
        return codecs.lookup(found[1].decode()).name if found else "utf-8"
    except LookupError as error:
        raise Fault("damaged") from error


def _copy(package: zipfile.ZipFile, other: dict[str, str]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for part in package.infolist():
            content = package.read(part)
            if part.filename in other:
                text = content.decode(other[part.filename]).removeprefix("\ufeff")
                content = _DECLARATION.sub("", text, count=1).encode()
            copy.writestr(part.filename, content)
    out.seek(0)
    return out
