"""OpenDocument packages locked by hand, as the standard and newer programs say."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from base64 import b64encode

from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

__all__ = ["by_argon", "by_blowfish", "in_parts"]

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
SALT, VECTOR = bytes(range(16)), bytes(range(100, 116))
NAMES = (
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
OLD = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#"
ARGON = "urn:org:documentfoundation:names:experimental:office:manifest:argon2id"


def _base(raw: bytes) -> str:
    return b64encode(raw).decode()


def deflated(raw: bytes) -> bytes:
    """Return it packed as parts are, without a head."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(raw) + packing.flush()


def _sealed(path: str, locked: bytes, inner: str) -> bytes:
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest {NAMES}>'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="x"/>'
        f'<manifest:file-entry manifest:full-path="{path}">{inner}</manifest:file-entry>'
        "</manifest:manifest>"
    )
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as package:
        package.writestr("mimetype", MIME)
        package.writestr(path, locked)
        package.writestr("META-INF/manifest.xml", manifest)
    return raw.getvalue()


def in_parts(
    content: bytes, password: str, *, rounds: int = 1000, way: str = "aes256-cbc"
) -> bytes:
    """Lock the content as LibreOffice does up to 24.2: AES-256-CBC, PBKDF2 and SHA-256."""
    start = hashlib.sha256(password.encode()).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, SALT, rounds, 32)
    packed = deflated(content)
    lack = 16 - len(packed) % 16
    how = Cipher(algorithms.AES(key), modes.CBC(VECTOR)).encryptor()
    locked = how.update(packed + bytes(lack - 1) + bytes([lack])) + how.finalize()
    inner = (
        f'<manifest:encryption-data manifest:checksum-type="{OLD}sha256-1k" '
        f'manifest:checksum="{_base(hashlib.sha256(packed[:1024]).digest())}">'
        f'<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#{way}" '
        f'manifest:initialisation-vector="{_base(VECTOR)}"/><manifest:start-key-generation '
        'manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" '
        'manifest:key-size="32"/><manifest:key-derivation manifest:key-derivation-name="PBKDF2" '
        f'manifest:key-size="32" manifest:iteration-count="{rounds}" '
        f'manifest:salt="{_base(SALT)}"/></manifest:encryption-data>'
    )
    return _sealed("content.xml", locked, inner)


def by_blowfish(content: bytes, password: bytes) -> bytes:
    """Lock the content as OpenOffice does: Blowfish and SHA-1."""
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha1(password).digest(), SALT, 1024, 16)  # noqa: S324
    packed = deflated(content)
    how = Cipher(Blowfish(key), CFB(VECTOR[:8])).encryptor()
    checksum = hashlib.sha1(packed[:1024]).digest()  # noqa: S324
    inner = (
        '<manifest:encryption-data manifest:checksum-type="SHA1/1K" '
        f'manifest:checksum="{_base(checksum)}"><manifest:algorithm '
        'manifest:algorithm-name="Blowfish CFB" '
        f'manifest:initialisation-vector="{_base(VECTOR[:8])}"/><manifest:key-derivation '
        'manifest:key-derivation-name="PBKDF2" manifest:iteration-count="1024" '
        f'manifest:salt="{_base(SALT)}"/></manifest:encryption-data>'
    )
    return _sealed("content.xml", how.update(packed) + how.finalize(), inner)


def by_argon(package: bytes, password: str, *, memory: int = 1024) -> bytes:
    """Lock a whole package as LibreOffice does from 24.2: AES-256-GCM and Argon2id."""
    start = hashlib.sha256(password.encode()).digest()
    made = Argon2id(salt=SALT, length=32, iterations=3, lanes=4, memory_cost=min(memory, 1024))
    locked = AESGCM(made.derive(start)).encrypt(VECTOR[:12], deflated(package), None)
    inner = (
        "<manifest:encryption-data><manifest:algorithm "
        'manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm" '
        f'manifest:initialisation-vector="{_base(VECTOR[:12])}"/><manifest:start-key-generation '
        'manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256" '
        f'manifest:key-size="32"/><manifest:key-derivation manifest:key-derivation-name="{ARGON}" '
        f'loext:argon2-iterations="3" loext:argon2-memory="{memory}" loext:argon2-lanes="4" '
        f'manifest:salt="{_base(SALT)}" manifest:key-size="32"/></manifest:encryption-data>'
    )
    return _sealed("encrypted-package", VECTOR[:12] + locked, inner)
