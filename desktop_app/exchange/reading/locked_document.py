"""OpenDocument packages that a password locks: each part by itself, or all in one.

What is done is in OpenDocument 1.2, part 3, chapter 3: a hash of the password (the start key)
makes, with the salt of a part, the key of the part; a checksum of what comes out tells whether the
password was right, and it is then unpacked. LibreOffice 24.2 and newer lock the whole package by
Argon2id and AES-GCM instead; OpenOffice took Blowfish.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop_app.exchange.reading.container import MANIFEST, MAX_UNPACKED, check_directory
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.tags import tags

__all__ = ["opened_document"]

WHOLE = "encrypted-package"
MAX_MANIFEST = 2**24
MAX_ARGON_KIB = 2**19
CHECKED = 1024
_TAGS = ("file-entry", "encryption-data", "algorithm", "start-key-generation", "key-derivation")

Said = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Lock:
    """What the manifest says of one locked part: the attributes of each tag."""

    path: str
    said: Mapping[str, Said] = field(default_factory=dict)

    def get(self, tag: str, name: str, usual: str = "") -> str:
        return self.said.get(tag, {}).get(name, usual)

    def raw(self, tag: str, name: str) -> bytes:
        return b64decode(self.get(tag, name))

    def number(self, tag: str, name: str, usual: int) -> int:
        return int(self.get(tag, name, str(usual)))

    def method(self, tag: str, name: str) -> str:
        """Return the short name of a method, which stands at the end of a long one."""
        return self.get(tag, name).lower().rpartition("#")[2].rpartition(":")[2]


def opened_document(file: BinaryIO, passwords: Sequence[str]) -> memoryview:
    """Return the package in `file` as it is without its lock.

    Raises:
        Fault: No password fits, or it is locked in a way that is not known.
    """
    with zipfile.ZipFile(file) as package:
        check_directory(package.infolist())
        locks = list(_locks(package))
        if not locks:
            raise Fault("damaged")
        word = _fitting(package, _telling(locks), passwords)
        if locks[0].path == WHOLE:
            return memoryview(_plain(package, locks[0], word))
        return _rebuilt(package, {lock.path: lock for lock in locks}, word)


def _locks(package: zipfile.ZipFile) -> Iterator[_Lock]:
    with package.open(MANIFEST) as part:
        text = part.read(MAX_MANIFEST).decode("utf-8")
    path, said = "", dict[str, Said]()
    for tag, attributes in [*tags(text, *_TAGS), ("file-entry", {})]:
        if tag == "file-entry":
            if "encryption-data" in said:
                yield _Lock(path, said)
            path, said = attributes.get("full-path", ""), {}
        said[tag] = attributes


def _telling(locks: Sequence[_Lock]) -> _Lock:
    """Return the part by which passwords are tried: the content, if it is locked."""
    return next((lock for lock in locks if lock.path == "content.xml"), locks[0])


def _fitting(package: zipfile.ZipFile, lock: _Lock, passwords: Sequence[str]) -> bytes:
    for word in _written(passwords, lock):
        with suppress(_Wrong):
            _plain(package, lock, word)
            return word
    raise Fault("wrong_password")


def _written(passwords: Sequence[str], lock: _Lock) -> list[bytes]:
    """Return the passwords as bytes; before SHA-256 some programs took the Windows letters."""
    words = [password.encode() for password in passwords]
    if _start_hash(lock) == "sha1":
        words += [password.encode("cp1252", "ignore") for password in passwords]
    return list(dict.fromkeys(words))


class _Wrong(Exception):
    """The password is not the right one."""


def _rebuilt(package: zipfile.ZipFile, locks: Mapping[str, _Lock], word: bytes) -> memoryview:
    out, left = io.BytesIO(), MAX_UNPACKED
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as plain:
        for part in package.infolist():
            if part.filename == MANIFEST:
                continue
            lock = locks.get(part.filename)
            try:
                content = _plain(package, lock, word) if lock else package.read(part)
            except _Wrong as error:
                raise Fault("damaged") from error
            left -= len(content)
            if left < 0:
                raise Fault("bomb")
            plain.writestr(part.filename, content)
        plain.writestr(MANIFEST, b"<manifest/>")
    return out.getbuffer()


def _plain(package: zipfile.ZipFile, lock: _Lock, word: bytes) -> bytes:
    """Return a part unlocked and unpacked; raise `_Wrong` if the password does not fit."""
    packed = _decrypted(package.read(lock.path), lock, _key(lock, word))
    _check(packed, lock)
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain = unpacking.decompress(packed, MAX_UNPACKED)
    except zlib.error as error:
        raise _Wrong from error
    if unpacking.unconsumed_tail:
        raise Fault("bomb")
    return plain


def _start_hash(lock: _Lock) -> str:
    return lock.method("start-key-generation", "start-key-generation-name") or "sha1"


def _key(lock: _Lock, word: bytes) -> bytes:
    name = _start_hash(lock)
    if name not in {"sha1", "sha256"}:
        raise Fault("locked_otherwise")
    start = hashlib.new(name, word).digest()
    salt = lock.raw("key-derivation", "salt")
    size = lock.number("key-derivation", "key-size", 16)
    kind = lock.method("key-derivation", "key-derivation-name")
    if kind == "pbkdf2":
        rounds = lock.number("key-derivation", "iteration-count", 1024)
        return hashlib.pbkdf2_hmac("sha1", start, salt, rounds, size)
    if kind == "argon2id":
        return _argon(lock, start, salt, size)
    raise Fault("locked_otherwise")


def _argon(lock: _Lock, start: bytes, salt: bytes, size: int) -> bytes:
    memory = lock.number("key-derivation", "argon2-memory", 65536)
    if memory > MAX_ARGON_KIB:
        raise Fault("memory")
    try:
        return Argon2id(
            salt=salt,
            length=size,
            iterations=lock.number("key-derivation", "argon2-iterations", 3),
            lanes=lock.number("key-derivation", "argon2-lanes", 4),
            memory_cost=memory,
        ).derive(start)
    except UnsupportedAlgorithm as error:
        raise Fault("locked_otherwise") from error


def _decrypted(data: bytes, lock: _Lock, key: bytes) -> bytes:
    vector = lock.raw("algorithm", "initialisation-vector")
    kind = lock.method("algorithm", "algorithm-name")
    try:
        if kind == "aes256-gcm":
            # The vector stands once more before what is locked.
            return AESGCM(key).decrypt(vector, data.removeprefix(vector), None)
        if kind.endswith("-cbc") and kind.startswith("aes"):
            return _unpadded(_run(Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor(), data))
        if kind.startswith("blowfish"):
            return _run(Cipher(Blowfish(key), CFB(vector)).decryptor(), data)
    except InvalidTag as error:
        raise _Wrong from error
    except UnsupportedAlgorithm as error:
        raise Fault("locked_otherwise") from error
    raise Fault("locked_otherwise")


def _run(how: CipherContext, data: bytes) -> bytes:
    return how.update(data) + how.finalize()


def _unpadded(data: bytes) -> bytes:
    """Return it without its last bytes, of which the very last tells how many they are."""
    return data[: -data[-1]] if data and 0 < data[-1] <= 16 else data  # noqa: PLR2004 — a block


def _check(packed: bytes, lock: _Lock) -> None:
    kind = lock.method("encryption-data", "checksum-type")
    if not kind:
        return
    head = packed[:CHECKED] if kind.endswith("1k") else packed
    name = "sha256" if kind.startswith("sha256") else "sha1"
    wanted = lock.raw("encryption-data", "checksum")
    if not hmac.compare_digest(hashlib.new(name, head).digest(), wanted):
        raise _Wrong
