"""The directory of a packed file (zip), judged before a library unpacks it."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from desktop_app.exchange.reading.fault import DAMAGE, Fault

__all__ = [
    "PROLOG",
    "careful",
    "check_directory",
    "head_of",
    "is_locked_document",
    "package_kind",
    "usual_names",
]

MAX_PARTS = 5_000
MAX_UNPACKED = 2**30
# Deflate packs 1,032 times at best; the densest honest sheets stay below 100.
MAX_RATIO, RATIO_FROM = 150, 16 * 2**20
MAX_DIRECTORY = 2 * 2**20
"""More than the largest number of parts can fill."""
MANIFEST = "META-INF/manifest.xml"
PROLOG = 2**16

_OTHER_PACKAGES = (
    ("word", b"wordprocessingml.document.main"),
    ("slides", b"presentationml.presentation.main"),
)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ELEMENT = re.compile(rb"<[^?!]")
_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0")


class _Careful(io.BufferedReader):
    """A file of which, at first, no more is read at a stroke than a directory may take."""

    most = MAX_DIRECTORY

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > self.most:
            raise Fault("odd", real="parts")
        return super().read(size)


@contextmanager
def careful(source: Path | io.BytesIO) -> Iterator[zipfile.ZipFile]:
    """Yield a packed file; raise `Fault` if its directory is beyond all measure."""
    raw = io.BytesIO(source.getbuffer()) if isinstance(source, io.BytesIO) else io.FileIO(source)
    with _Careful(raw) as file, zipfile.ZipFile(file) as package:
        file.most = sys.maxsize
        yield package


def package_kind(path: Path) -> str:
    """Return the kind of workbook that is packed in `path`; raise `Fault` if it is none."""
    try:
        with careful(path) as package:
            check_directory(package.infolist())
            kind = _kind(package)
            _check_prologs(package)
    except DAMAGE as error:
        raise Fault("damaged") from error
    return kind


def check_directory(parts: Sequence[zipfile.ZipInfo]) -> None:
    """Raise `Fault` if the parts say of themselves that they do harm."""
    if len(parts) > MAX_PARTS:
        raise Fault("odd", real="parts")
    _check_sizes(sum(part.file_size for part in parts), sum(part.compress_size for part in parts))
    for part in parts:
        _check_sizes(part.file_size, part.compress_size)
    if any(map(_is_locked, parts)):
        raise Fault("locked_otherwise")
    names = [part.orig_filename for part in parts]
    for real, found in (
        ("twins", _has_twins(names)),
        ("path", any(map(_LEADS_OUT.search, names))),
        ("method", not {part.compress_type for part in parts} <= _METHODS),
        ("overlap", _overlap(parts)),
    ):
        if found:
            raise Fault("odd", real=real)


def _check_sizes(unpacked: int, packed: int) -> None:
    if unpacked > MAX_UNPACKED or unpacked > max(RATIO_FROM, packed * MAX_RATIO):
        raise Fault("bomb")


def _is_locked(part: zipfile.ZipInfo) -> bool:
    return bool(part.flag_bits & 1)


def _has_twins(names: Sequence[str]) -> bool:
    return len(set(map(_usual, names))) < len(names)


def _overlap(parts: Sequence[zipfile.ZipInfo]) -> bool:
    header = 30
    spans = sorted((part.header_offset, header + part.compress_size) for part in parts)
    return any(start + length > after for (start, length), (after, _) in pairwise(spans))


def usual_names(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts' names by how they would be written usually."""
    return {_usual(name): name for name in package.namelist()}


def _usual(name: str) -> str:
    return name.replace("\\", "/").casefold()


def _kind(package: zipfile.ZipFile) -> str:
    names = usual_names(package)
    if "mimetype" in names or "content.xml" in names:
        return _opendocument_kind(package)
    types = names.get("[content_types].xml")
    declared = head_of(package, types, 2**20) if types else b""
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
    if "mimetype" in names and b"opendocument.spreadsheet" not in head_of(package, "mimetype", 200):
        raise Fault("kind", real="opendocument")
    if is_locked_document(package):
        raise Fault("password")
    return "ods"


def is_locked_document(package: zipfile.ZipFile) -> bool:
    """Tell whether the manifest of an OpenDocument says that a password opens it."""
    there = MANIFEST in package.namelist()
    return there and b"encryption-data" in head_of(package, MANIFEST, 2**20)


def head_of(package: zipfile.ZipFile, name: str, size: int) -> bytes:
    """Return the beginning of a part."""
    with package.open(name) as part:
        return part.read(size)


def _check_prologs(package: zipfile.ZipFile) -> None:
    for part in package.infolist():
        # OpenOffice 1 and 2 wrote a document type into the manifest, which is not read.
        if part.filename.lower().endswith((".xml", ".rels")) and part.filename != MANIFEST:
            head = head_of(package, part.filename, PROLOG).replace(b"\0", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Fault("odd", real="dtd")
            # Behind so much before the first element anything may stand.
            if part.file_size > PROLOG and not _ELEMENT.search(head):
                raise Fault("odd", real="prolog")
