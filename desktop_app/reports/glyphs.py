"""Which characters the fonts of documents can show, and what stands for the others.

An archive document must have a glyph and a meaning for each character; the typesetter refuses it
otherwise. So what has no form on paper (control characters, directional overrides) is left out,
and what no font has is read out in Latin letters, or by its number, in square brackets.
"""

from __future__ import annotations

import re
import string
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from desktop_app.data import RESOURCES

FONTS = RESOURCES / "print" / "fonts"

SAFE = re.compile("[\n\u200b -~\u00a0-\u017f\u2010-\u2015\u2018-\u201e\u2022\u2026\u20ac\u2212]*")
"""Text of which every character is in the main font: nearly all there is, so told apart fast."""

JOINERS = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\ufe0e\ufe0f")
"""What shapes or breaks text without a form of its own."""

_BLANKS = dict.fromkeys(map(ord, "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
_FORMLESS = ("Cc", "Cf")
_NEVER = ("Co", "Cs")


def visible(text: str) -> bool:
    """Return whether anything of `text` leaves a mark on paper."""
    return bool(printable(text).strip("".join(JOINERS) + string.whitespace + "\N{NO-BREAK SPACE}"))


def printable(text: str) -> str:
    """Return `text` with only characters that a document can show; nothing visible is lost."""
    if SAFE.fullmatch(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_line(unicodedata.normalize("NFC", line)) for line in lines)


def loosen(text: str, limit: int) -> str:
    """Return `text` with places to break (U+200B) in words of `limit` characters or more.

    Words that can be hyphenated are left to the typesetter.
    """
    long_word = re.compile(rf"[^\s\u200b\u2e80-\u9fff\uac00-\ud7a3]{{{limit},}}")
    return long_word.sub(lambda found: _in_pieces(found[0]), text)


def _line(line: str) -> str:
    line = line.translate(_BLANKS)
    shown, hidden = [], ""
    for cluster in _clusters("".join(filter(_has_form, line))):
        length = _shown(cluster)
        if length:
            shown += [_read(hidden), cluster[:length]]
            hidden = ""
        hidden += cluster[length:]
    return "".join([*shown, _read(hidden)])


def _has_form(char: str) -> bool:
    return char in JOINERS or unicodedata.category(char) not in _FORMLESS


def _clusters(line: str) -> Iterator[str]:
    """Go through the characters, each with the marks on it, which need the same font."""
    start = 0
    for place in range(1, len(line) + 1):
        if place == len(line) or not unicodedata.category(line[place]).startswith("M"):
            yield line[start:place]
            start = place


def _shown(cluster: str) -> int:
    """Return how many characters of a cluster a font can show together.

    A mark needs a letter to stand on: without one the typesetter refuses it in some places.
    """
    if cluster[0].isspace() or cluster[0] in JOINERS:
        return 1
    if unicodedata.category(cluster[0]).startswith("M"):
        return 0
    lengths = range(len(cluster), 0, -1)
    return next((length for length in lengths if _has_glyphs(cluster[:length])), 0)


def _has_glyphs(cluster: str) -> bool:
    points = {ord(char) for char in cluster if char not in JOINERS}
    if any(unicodedata.category(char) in _NEVER for char in cluster):
        return False
    return any(points <= font for font in coverage().values())


def _read(hidden: str) -> str:
    hidden = "".join(char for char in hidden if char not in JOINERS)
    if not hidden:
        return ""
    from anyascii import anyascii  # noqa: PLC0415 - rarely needed

    reading = anyascii(hidden).strip()
    if not SAFE.fullmatch(reading) or not reading:
        reading = " ".join(f"U+{ord(char):04X}" for char in hidden)
    return f"[{reading}]"


DASH = "\N{EN DASH}"
_EDGES = ".,;:!?()”\"'"
_NATURAL = re.compile("[a-z\u00df-\u024f-]{1,40}")
_STUCK = re.compile(r"[bcdfghjklmnpqrstvwxz]{8}|[aeiouyåäö]{5}|(.)\1{3}")
_PIECE = re.compile(r"[^@._/\\-]{1,7}[@._/\\-]?|[@._/\\-]")


def _in_pieces(word: str) -> str:
    if DASH in word:
        return f"{DASH}\u200b".join(map(_in_pieces, word.split(DASH)))
    bare = word.strip(_EDGES).casefold()
    if _NATURAL.fullmatch(bare) and not _STUCK.search(bare):
        return word
    pieces: list[str] = []
    for piece in _PIECE.findall(word):
        if pieces and not _may_start(piece[0]):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return "\u200b".join(pieces)


def _may_start(char: str) -> bool:
    return not (char in JOINERS or unicodedata.category(char).startswith("M"))


@cache
def coverage() -> dict[str, frozenset[int]]:
    """Return the code points each font has a glyph for."""
    return {path.name: _mapped(path) for path in sorted(FONTS.glob("*.ttf"))}


def _mapped(path: Path) -> frozenset[int]:
    """Read the character map of a font file (OpenType specification, table cmap)."""
    data = path.read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    count = struct.unpack_from(">H", data, start + 2)[0]
    points: set[int] = set()
    for index in range(count):
        offset = start + struct.unpack_from(">HHL", data, start + 4 + 8 * index)[2]
        read = _FORMATS.get(struct.unpack_from(">H", data, offset)[0])
        if read:
            points.update(read(data, offset))
    return frozenset(points)


def _segments(data: bytes, start: int) -> Iterator[int]:
    """Go through the code points of a map in format 4 that lead to a glyph."""
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{count}H", data, start + 14 + 2 * (part * count + bool(part)))
        for part in range(4)
    )
    for index in range(count):
        place = start + 16 + 6 * count + 2 * index + ranges[index]
        for point in range(starts[index], min(ends[index], 0xFFFE) + 1):
            glyph = point
            if ranges[index]:
                glyph = struct.unpack_from(">H", data, place + 2 * (point - starts[index]))[0]
                if not glyph:
                    continue
            if (glyph + deltas[index]) & 0xFFFF:
                yield point


def _groups(data: bytes, start: int) -> Iterator[int]:
    """Go through the code points of a map in format 12."""
    count = struct.unpack_from(">L", data, start + 12)[0]
    for index in range(count):
        first, last, _ = struct.unpack_from(">LLL", data, start + 16 + 12 * index)
        yield from range(first, last + 1)


_FORMATS = {4: _segments, 12: _groups}
