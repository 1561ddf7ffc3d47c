"""The child process that opens a locked file: run as ``python -m``, never imported by the program.

The password comes on standard input, since a command can be seen by everybody on the computer.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from xml.parsers.expat import ExpatError

from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.format.xls97 import Xls97File

from desktop_app.exchange.reading.compound import OLE, mapped, streams
from desktop_app.exchange.reading.fault import DAMAGE, Fault
from desktop_app.exchange.reading.frames import Message
from desktop_app.exchange.reading.locked_document import opened_document
from desktop_app.exchange.reading.reader_child import serve

AES = frozenset({0x660E, 0x660F, 0x6610})
UNFIT = (
    *(*DAMAGE, OSError, LookupError, AttributeError, TypeError, AssertionError, ArithmeticError),
    *(ExpatError, FileFormatError, ParseError),
)
"""What the libraries raise where a file is not built as it should be."""

Opening = Callable[[BinaryIO, Sequence[str]], memoryview]


def main(source: str, out: str, seconds: str, memory_mb: str) -> None:
    """Open `source` by a password, one of the lines that are read, and write it to `out`."""
    passwords = sys.stdin.buffer.read().decode("utf-8").split("\n")
    serve(seconds, memory_mb, _answer(Path(source), Path(out), passwords))


def _answer(source: Path, out: Path, passwords: Sequence[str]) -> Iterator[Message]:
    plain = _opened(source, passwords)
    try:
        number = os.open(
            out, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        with os.fdopen(number, "wb") as file:
            file.write(plain)
    except OSError as error:
        raise Fault("no_room") from error
    yield ["end"]


def _opened(source: Path, passwords: Sequence[str]) -> memoryview:
    try:
        way = _way(source)
        with source.open("rb") as file:
            return way(file, passwords)
    except UNFIT as error:
        raise Fault("damaged") from error
    except DecryptionError as error:
        raise Fault("locked_otherwise") from error


def _way(source: Path) -> Opening:
    """Return how the file is opened, by what it is."""
    with source.open("rb") as file:
        if file.read(len(OLE)) != OLE:
            return opened_document
    with mapped(source) as data:
        found = streams(data, ["EncryptedPackage", "Workbook"])
    if "EncryptedPackage" in found:
        return _opened_package
    if "Workbook" in found:
        return _opened_older
    raise Fault("locked_otherwise")


def _opened_older(file: BinaryIO, passwords: Sequence[str]) -> memoryview:
    book = Xls97File(file)
    for password in passwords:
        try:
            book.load_key(password)
        except (InvalidKeyError, UnicodeError, IndexError):
            continue
        book.decrypt(plain := io.BytesIO())
        return plain.getbuffer()
    raise Fault("wrong_password")


def _opened_package(file: BinaryIO, passwords: Sequence[str]) -> memoryview:
    book = OOXMLFile(file)
    _refuse_other_locks(book)
    careful = not _is_sha1(book)
    for password in passwords:
        if _fits(book, password, careful=careful):
            return _decrypted(book, careful=careful)
    raise Fault("wrong_password")


def _refuse_other_locks(book: OOXMLFile) -> None:
    if book.type == "standard" and book.info["header"]["algId"] not in AES:
        raise Fault("locked_otherwise")


def _is_sha1(book: OOXMLFile) -> bool:
    """Tell whether the library cannot check passwords and integrity of this file.

    It compares 20 bytes of SHA-1, which Excel 2010 used, with the 32 they are padded to, and finds
    every password wrong. There what comes out is no package unless the password was right.
    """
    return book.type == "agile" and "SHA1" in {
        book.info["passwordHashAlgorithm"],
        book.info["keyDataHashAlgorithm"],
    }


def _fits(book: OOXMLFile, password: str, *, careful: bool) -> bool:
    try:
        book.load_key(password, verify_password=careful)
    except InvalidKeyError:
        return False
    return True


def _decrypted(book: OOXMLFile, *, careful: bool) -> memoryview:
    plain = io.BytesIO()
    try:
        book.decrypt(plain, verify_integrity=careful)
    except InvalidKeyError as error:
        raise Fault("damaged" if careful else "wrong_password") from error
    return plain.getbuffer()


if __name__ == "__main__":
    main(*sys.argv[1:])
