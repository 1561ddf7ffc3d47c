"""Texts whose letters were read in the wrong encoding once or more: ”MalmÃ¶” for ”Malmö”.

Such a text is set right only where that is certain: all of it goes back to UTF-8 exactly, what
comes out are letters that people write, and something in it is written by nobody. Portuguese
”IRMÃ”, ”LULEÅ–KIRUNA” and the like stay what they are.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["DOS_QUOTE", "may_be_garbled", "set_right"]

CODECS = ("cp1252", "mac_roman", "cp850", "cp1250")
"""What UTF-8 is taken for, the commonest first."""

MOST_TIMES = 3
LONGEST = 100_000

# Letters of Europe, and signs that stand in texts in its languages.
_PLAUSIBLE = (
    "[\n\r\t -~\xa0¡£§©«®°´·»¿À-ÖØ-öø-ž\u018f\u01c4-\u01dc\u0218-\u021b\u0259"
    "\u0386-\u03ce\u0401-\u045f\u0490\u0491\u1e80-\u1e85\u1e9e‐-―‘-„†•…‰‹›€№™]*"
)
# What may well follow a capital letter, unless small letters stand around the two.
_ORDINARY = "–—’”“…»«•™®§\xa0\xadŠŽšžŒœŸ"
# Slavonic and Romanian capitals stand beside each other as the bytes of cp1250 do: ”PÄŤ”, ”CĂŞTIG”.
_LETTERS = {"cp1250": "ŚŤŹśťźŁĄŞŻłąşĽľż"}
DOS_QUOTE = "ÔÇ"
"""How a quotation mark of UTF-8 begins in the code page of DOS: all of it are Latin letters."""

_SMALL = "[a-zß-öø-ÿ]"
# The bytes that begin letters of Latin, Greek and Cyrillic; of the last, in Mac Roman and the
# code page of DOS, dashes and the Icelandic ð.
_FIRST = {"cp1252": (0xC3, 0xDF), "cp1250": (0xC3, 0xCF), "mac_roman": (0xC3, 0xCF)}
_FIRST["cp850"] = _FIRST["mac_roman"]


def may_be_garbled(text: str) -> bool:
    """Tell, quickly, whether a text may have to be set right; nearly all texts have not."""
    return not text.isascii() and _suspect().search(text) is not None


def set_right(text: str) -> str | None:
    """Return the text as it was before it was garbled, None where it surely was not."""
    return _set_right(text, MOST_TIMES) if len(text) <= LONGEST else None


def _set_right(text: str, times: int) -> str | None:
    if not times or not may_be_garbled(text):
        return None
    for codec in CODECS:
        raw = _bytes(text, codec) if _pairs(codec).search(text) else None
        better = None if raw is None else _decoded(raw)
        if better is None:
            continue
        if deeper := _set_right(better, times - 1):
            return deeper
        if re.fullmatch(_PLAUSIBLE, better):
            return better
    return None


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _bytes(text: str, codec: str) -> bytes | None:
    """Return the bytes that were read as `text`; those without a letter came through as they are.

    Raw bytes from 0x80 to 0x9F stand for themselves where the code page has no letter there.
    """
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        pass
    try:
        return b"".join(_byte(letter, codec) for letter in text)
    except UnicodeEncodeError:
        return None


def _byte(letter: str, codec: str) -> bytes:
    if "\x80" <= letter <= "\x9f":
        return letter.encode("latin-1")
    return letter.encode(codec)


@cache
def _pairs(codec: str) -> re.Pattern[str]:
    """Return what nobody writes: a character of UTF-8 as the codec has its bytes."""
    goes_on = _letters(codec, 0x80, 0xBF)
    ordinary = _ORDINARY + _LETTERS.get(codec, "")
    odd = "".join(letter for letter in goes_on if letter not in ordinary)
    space, accent, long = (_class(_letters(codec, byte, byte)) for byte in (0xC2, 0xC3, 0xC5))
    shapes = (
        f"[{_class(_letters(codec, *_FIRST[codec]))}][{_class(odd)}]",
        f"(?<![A-ZÀ-Þ]){space}[{_class(goes_on)}]",
        f"[{_class(_letters(codec, 0xE1, 0xEF))}][{_class(goes_on)}]{{2}}",
        f"{accent}[{_ORDINARY}](?={_SMALL})|(?<={_SMALL})[{accent}{long}][{_ORDINARY}]"
        if accent.isalpha()
        else f"{accent}[{_class(goes_on)}]",
        f"{accent}Ą",
    )
    return re.compile("|".join(shapes))


@cache
def _suspect() -> re.Pattern[str]:
    """Return what any garbled text has: two bytes of one character, as some codec has them."""
    first = "".join({c: "" for codec in CODECS for c in _letters(codec, 0xC2, 0xEF)})
    more = "".join({c: "" for codec in CODECS for c in _letters(codec, 0x80, 0xBF)})
    return re.compile(f"[{_class(first)}][{_class(more)}]")


def _letters(codec: str, first: int, last: int) -> str:
    return "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(first, last + 1)
    )


def _class(letters: str) -> str:
    return re.escape(letters)
