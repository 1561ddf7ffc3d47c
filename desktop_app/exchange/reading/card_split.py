"""The cards in a file: which lines belong to which, whatever stands between or inside them.

Cards are told apart before any of their lines is understood, so that a bad card costs itself
alone. A card that begins inside another one stands on its own, and the outer one goes on after it:
that is right for an agent's card and for a card whose end is missing. Nothing here calls itself.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["RawCard", "Splitter", "decoded", "mended"]

FOLDS = " \t"
CUT_SHARE = 4
"""As many letters beyond ASCII that are right make up for one that is not."""

# A text in which CR, LF or both end lines, and an empty line is none.
_LINE = re.compile(r"[^\r\n]+")
_BEGIN = re.compile(r"\ufeff?([ \t]*)BEGIN[ \t]*:[ \t]*VCARD\s*", re.IGNORECASE)
_END = re.compile(r"\ufeff?END[ \t]*:[ \t]*VCARD\s*", re.IGNORECASE)
_QUOTED = re.compile(r"[^:]*?QUOTED-PRINTABLE", re.IGNORECASE)
_PACKED = re.compile(r"[^:]*?;[ \t]*(?:ENCODING=)?(?:BASE64|B)[ \t]*[;:]", re.IGNORECASE)
_BINARY = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_FOLD_IN_CHARACTER = re.compile(rb"(?<=[\x80-\xff])(?:\r\n|\r|\n)[ \t](?=[\x80-\xbf])")
_OWN_CHARSET = re.compile(rb"(?<![^\r\n])[^:\r\n]*;CHARSET=\"?([\w.-]+)[^\r\n]*", re.IGNORECASE)
_CHARSET = re.compile(
    r"(?:us-)?ascii|utf-?(?:7|8|16|32)(?:-?[lb]e)?|iso-?8859-\d+|latin-?\d|(?:windows-?|cp)\d+"
    r"|macintosh|koi8-[ru]|shift[_-]?jis|sjis|euc-?(?:jp|kr)|iso-2022-(?:jp|kr)|gb(?:k|\d+)|big5",
    re.IGNORECASE,
)


def mended(raw: bytes) -> bytes:
    """Return a file whose characters are not cut by folding, all lines that name one in UTF-8."""
    if b"\0" in raw:
        return raw
    # Without the mark, parts in another encoding that were pasted after it are noticed.
    raw = _FOLD_IN_CHARACTER.sub(b"", raw.removeprefix(BOM_UTF8))
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _OWN_CHARSET.sub(_as_utf8, raw)
    return raw


def decoded(raw: bytes, charset: str) -> str:
    """Return the text of bytes: by their charset if that can be, else by the likeliest."""
    # A name of a codec from a file leads to nothing but character sets.
    names = [charset] if _CHARSET.fullmatch(charset) else []
    for name in (*names, "utf-8"):
        try:
            return raw.decode(name)
        except (UnicodeError, LookupError):
            continue
    # A text that was cut off inside a character is still more likely UTF-8 than anything else.
    text = raw.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    others = len(text) - lost - sum(map(str.isascii, text))
    return text if lost * CUT_SHARE <= others else raw.decode("cp1252", "replace")


def _as_utf8(line: re.Match[bytes]) -> bytes:
    try:
        line[0].decode("utf-8")
    except UnicodeDecodeError:
        return decoded(line[0], line[1].decode("ascii", "replace")).encode()
    return line[0]


@dataclass(slots=True)
class _Logical:
    """A line as it was before it was folded, in pieces."""

    pieces: list[str]
    quoted: bool
    packed: bool
    binary: bool

    def takes(self, line: str) -> bool:
        """Tell whether a line goes on with this one, and if so take it."""
        if self.quoted and self.pieces[-1].endswith("="):
            self.pieces[-1] = self.pieces[-1][:-1]
            self.pieces.append(line)
            return True
        folded = line[0] in FOLDS
        if not folded and not (self.packed and ":" not in line):
            return False
        if not self.binary:
            self.pieces.append(line[1:] if folded else line)
        return True


@dataclass(slots=True)
class RawCard:
    """A card as it stands in the file.

    Attributes:
        number: Its place among all that begin, from 0.
        indent: What stands before each of its lines.
        closed: Its end is there.
        inner: The places of the cards that began inside it.
    """

    number: int
    indent: str = ""
    closed: bool = False
    inner: list[int] = field(default_factory=list)
    _lines: list[_Logical] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return its lines, unfolded."""
        return ["".join(line.pieces) for line in self._lines]

    def add(self, line: str) -> None:
        """Take a line that stands inside it."""
        if self._lines and self._lines[-1].takes(line):
            return
        # Not what ends it: a line may be folded after a space.
        line = line.lstrip(" \t\ufeff")
        quoted, packed, binary = (bool(shape.match(line)) for shape in (_QUOTED, _PACKED, _BINARY))
        self._lines.append(_Logical([line], quoted, packed, binary))


class Splitter:
    """Goes through a text card by card, and counts what belongs to none."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.outside = 0
        self.count = 0
        self._text = text
        self._open: list[RawCard] = []

    def __iter__(self) -> Iterator[RawCard]:
        """Go through the cards as they end."""
        for found in _LINE.finditer(self._text):
            line = found[0]
            if self._open:
                line = line.removeprefix(self._open[-1].indent)
            if self._begins(line):
                continue
            if not self._open:
                self.outside += bool(line.strip())
            elif _END.fullmatch(line):
                card = self._open.pop()
                card.closed = True
                yield card
            elif line:
                self._open[-1].add(line)
        yield from self._left()

    def _left(self) -> Iterator[RawCard]:
        """Go through the cards whose end is missing."""
        while self._open:
            yield self._open.pop()

    def _begins(self, line: str) -> bool:
        """Tell whether a card begins here, and if so open it."""
        found = _BEGIN.fullmatch(line)
        # Inside a card, what is indented goes on with the line before it.
        if not found or (self._open and found[1]):
            return False
        if self._open:
            self._open[-1].inner.append(self.count)
        self._open.append(RawCard(self.count, found[1]))
        self.count += 1
        return True
