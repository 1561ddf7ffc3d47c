"""The bytes of attached files: stored once, by digest, read and written a piece at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b

__all__ = ["CHUNK", "DIGEST_BYTES", "digest_of", "holds", "keep", "pieces"]

CHUNK = 1 << 20
"""How much of a file is in memory at a time."""

DIGEST_BYTES = 16


def digest_of(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Return the digest of what some pieces make together, and how many bytes they are."""
    total, size = blake2b(digest_size=DIGEST_BYTES), 0
    for chunk in chunks:
        total.update(chunk)
        size += len(chunk)
    return total.hexdigest(), size


def holds(conn: sqlite3.Connection, digest: str) -> bool:
    """Tell whether the bytes with a digest are in the register."""
    return _place(conn, digest) is not None


def keep(conn: sqlite3.Connection, digest: str, size: int, chunks: Iterable[bytes]) -> bool:
    """Store bytes under their digest; tell whether they were what digest and size say.

    The transaction is open; if they were not, it must be rolled back.
    """
    conn.execute("INSERT INTO attachment_content VALUES (?, ?, zeroblob(?))", (digest, size, size))
    total = blake2b(digest_size=DIGEST_BYTES)
    with conn.blobopen("attachment_content", "bytes", _place(conn, digest) or 0) as blob:
        for chunk in chunks:
            if blob.tell() + len(chunk) > size:
                return False
            blob.write(chunk)
            total.update(chunk)
        return total.hexdigest() == digest


def pieces(conn: sqlite3.Connection, digest: str) -> Iterator[bytes]:
    """Go through the bytes with a digest; the register must hold them."""
    place = _place(conn, digest)
    if place is None:
        raise LookupError(digest)
    with conn.blobopen("attachment_content", "bytes", place, readonly=True) as blob:
        while chunk := blob.read(CHUNK):
            yield chunk


def _place(conn: sqlite3.Connection, digest: str) -> int | None:
    sql = "SELECT rowid FROM attachment_content WHERE digest = ?"
    found = conn.execute(sql, (digest,)).fetchone()
    return None if found is None else int(found[0])
