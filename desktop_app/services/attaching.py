"""Files attached to rows: they lie inside the register file, so in every backup, and stay here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from mimetypes import guess_type
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.collation import collation_key
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Value
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.safely import replace_file
from desktop_app.services import writing
from desktop_app.services.register import Register
from desktop_app.storage import attachments as contents
from desktop_app.storage import ties
from desktop_app.storage.faults import environment_faults
from desktop_app.storage.tables import GONE, Row, fetch

__all__ = [
    "MAX_BYTES",
    "RISKY",
    "attach",
    "attachments",
    "detach",
    "is_risky",
    "save_attachment",
]

MAX_BYTES = 50_000_000
"""The largest file that can be attached: each one makes every backup larger."""

_ENDINGS = """
.app .appref-ms .bat .chm .cmd .com .command .cpl .dll .docm .dotm .exe .gadget .hta .htm
.html .img .inf .iso .jar .js .jse .lnk .mht .mhtml .msc .msi .msp .one .pif .potm .ppam
.ppsm .pptm .ps1 .psm1 .py .pyw .reg .scr .sct .settingcontent-ms .sh .shtml .sldm .svg .url
.vb .vbe .vbs .vhd .vhdx .wsc .wsf .wsh .xhtml .xlam .xll .xlsb .xlsm .xltm
"""
RISKY = frozenset(_ENDINGS.split())
"""Endings of files that can do something by themselves when they are opened."""

ATTACHMENT = CATALOGUE["attachment"]
ATTACHED = Words("Bifogade ”{name}” till {title}", "Attached “{name}” to {title}")
NO_FILE = Words("Filen ”{name}” finns inte.", "There is no file “{name}”.")
NO_FILE_ADVICE = Words(
    "Kontrollera att den inte har flyttats eller bytt namn, och välj den igen.",
    "Check that it was not moved or renamed, and choose it again.",
)
NO_NAME = Words("Ingen fil är vald.", "No file is chosen.")
NO_NAME_ADVICE = Words("Välj en fil att bifoga.", "Choose a file to attach.")
IS_FOLDER = Words("”{name}” är en mapp, ingen fil.", "“{name}” is a folder, not a file.")
IS_FOLDER_ADVICE = Words(
    "Välj filerna i den, eller packa mappen som en zip-fil och bifoga den.",
    "Choose the files in it, or pack the folder as a zip file and attach that.",
)
NO_PLAIN_FILE = Words("”{name}” är ingen vanlig fil.", "“{name}” is no ordinary file.")
UNREADABLE = Words("”{name}” kan inte läsas: {cause}.", "“{name}” cannot be read: {cause}.")
UNREADABLE_ADVICE = Words(
    "Stäng den i andra program, kontrollera att du har rätt att läsa den, och försök igen.",
    "Close it in other programs, check that you have the right to read it, and try again.",
)
TOO_LARGE = Words(
    "”{name}” är {size} MB; en bilaga får vara högst {most} MB.",
    "“{name}” is {size} MB; an attachment may be at most {most} MB.",
)
TOO_LARGE_ADVICE = Words(
    "Lägg filen på en gemensam plats och skriv var den ligger i en anteckning.",
    "Put the file in a shared place and write where it is in a note.",
)
CHANGED = Words(
    "”{name}” ändrades medan den lästes och bifogades inte.",
    "“{name}” changed while it was being read and was not attached.",
)
CHANGED_ADVICE = Words(
    "Vänta tills den är färdigskriven och försök igen.",
    "Wait until it is written to the end and try again.",
)
NOT_HERE = Words(
    "Innehållet i ”{name}” finns inte i det här registret.",
    "The content of “{name}” is not in this register.",
)
NOT_HERE_ADVICE = Words(
    "Bilagor skickas inte mellan register: be den som bifogade filen om den.",
    "Attachments are not sent between registers: ask whoever attached the file for it.",
)
DAMAGED = Words(
    "Innehållet i ”{name}” är skadat och sparades inte.",
    "The content of “{name}” is damaged and was not saved.",
)
DAMAGED_ADVICE = Words(
    "Hämta bilagan ur en säkerhetskopia av registret.",
    "Take the attachment from a backup of the register.",
)


def attach(register: Register, entity: Entity, id_: str, path: Path) -> str:
    """Attach a file to a row; return the attachment's id.

    Raises:
        Refused: The file is not there, is no file, is too large or changes while it is read; or
            the row is deleted.
    """
    row = register.row(entity, id_)
    if row.state == GONE:
        raise Refused(writing.IS_DELETED, writing.IS_DELETED_ADVICE)
    name = _name(path)
    with _opened(path, name) as file:
        _refuse_large(name, os.fstat(file.fileno()).st_size)
        digest, size = contents.digest_of(_chunks(file, name))
        _refuse_large(name, size)
        values: dict[str, Value] = {
            "entity": entity.name,
            "row": row.id,
            "name": name,
            "media_type": guess_type(name)[0],
            "size": size,
            "digest": digest,
        }
        file.seek(0)
        label = ATTACHED.fill(name=name, title=register.title(row))
        return _kept(register, values, _chunks(file, name), label)


def _kept(
    register: Register, values: Mapping[str, Value], chunks: Iterator[bytes], label: Words
) -> str:
    """Write the attachment and, where they are not here yet, its bytes, in one action."""
    conn, id_ = register.db.conn, str(uuid4())
    digest, size = str(values["digest"]), int(str(values["size"]))
    with register.record.acting("edit", label) as act:
        if not contents.holds(conn, digest) and not contents.keep(conn, digest, size, chunks):
            raise Refused(CHANGED.fill(name=values["name"]), CHANGED_ADVICE)
        writing.create(act, ATTACHMENT, id_, values)
    return id_


def attachments(register: Register, id_: str) -> list[Row]:
    """Return the attachments of a row that are in view, by name."""
    conn = register.db.conn
    found = fetch(conn, ATTACHMENT, ties.attachments_of(conn, id_)).values()
    return sorted(found, key=lambda row: (collation_key(str(row.values.get("name")), "sv"), row.id))


def save_attachment(register: Register, attachment_id: str, out: Path) -> None:
    """Write an attached file to `out`, whole or not at all.

    Raises:
        Refused: Its bytes are not in this register or are damaged, or `out` cannot be written.
    """
    row = register.row(ATTACHMENT, attachment_id)
    name, digest = row.values.get("name"), str(row.values.get("digest"))
    conn = register.db.conn
    with environment_faults(register.path):
        if not contents.holds(conn, digest):
            raise Refused(NOT_HERE.fill(name=name), NOT_HERE_ADVICE)
        with replace_file(out) as part:
            if _written(part, contents.pieces(conn, digest)) != digest:
                raise Refused(DAMAGED.fill(name=name), DAMAGED_ADVICE)


def _written(path: Path, chunks: Iterator[bytes]) -> str:
    """Write a file and return the digest of what was written."""
    with path.open("wb") as file:

        def written() -> Iterator[bytes]:
            for chunk in chunks:
                file.write(chunk)
                yield chunk

        return contents.digest_of(written())[0]


def detach(register: Register, attachment_id: str) -> None:
    """Remove an attachment from its row; it can be undone, the bytes stay until an erasure."""
    writing.delete(register, ATTACHMENT, attachment_id)


def is_risky(name: str) -> bool:
    """Tell whether opening a file of this name is to be warned of."""
    ending = os.path.splitext(name.rstrip(". "))[1]  # Windows passes over what follows the ending
    return ending.casefold() in RISKY


def _name(path: Path) -> str:
    """Return a file's name as clean text; not every name is text everywhere."""
    return clean(path.name.encode("utf-8", "replace").decode())


def _opened(path: Path, name: str) -> BinaryIO:
    """Open a file for reading; what the system refuses is told as such."""
    if not name:
        raise Refused(NO_NAME, NO_NAME_ADVICE)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Refused(IS_FOLDER.fill(name=name), IS_FOLDER_ADVICE)
        if not stat.S_ISREG(mode):  # a pipe would keep the program waiting for ever
            raise Refused(NO_PLAIN_FILE.fill(name=name), NO_NAME_ADVICE)
        return path.open("rb")
    except FileNotFoundError as error:
        raise Refused(NO_FILE.fill(name=name), NO_FILE_ADVICE) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no system has
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: Exception) -> Refused:
    cause = getattr(error, "strerror", None) or str(error)
    return Refused(UNREADABLE.fill(name=name, cause=cause), UNREADABLE_ADVICE)


def _chunks(file: BinaryIO, name: str) -> Iterator[bytes]:
    """Go through a file piece by piece, a little further than may be attached at the most."""
    left = MAX_BYTES + contents.CHUNK
    try:
        while left > 0 and (chunk := file.read(contents.CHUNK)):
            left -= len(chunk)
            yield chunk
    except OSError as error:
        raise _unreadable(name, error) from error


def _refuse_large(name: str, size: int) -> None:
    if size > MAX_BYTES:
        megabytes, most = -(-size // 1_000_000), MAX_BYTES // 1_000_000
        raise Refused(TOO_LARGE.fill(name=name, size=megabytes, most=most), TOO_LARGE_ADVICE)
