r"""The lines of a card: name, parameters and value, in the spellings of 2.1, 3.0 and 4.0.

The library for cards is not used for reading: it does not know the bare types of 2.1 (TEL;WORK),
makes “\eof” of a backslash at the end of a text, and gives up a card for one bad line or drops it.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from desktop_app.exchange.reading.card_split import decoded

__all__ = ["OLD", "Line", "label_of", "parse", "plain_uri"]

# Each in one pass without a way back: a thousand quotation marks cost no more than their length.
_HEAD = re.compile(r'((?:[^":]++|"[^"]*+")*+):')
_PARAM = re.compile(r'(?:[^";]++|"[^"]*+"|")++')
_NAME = re.compile(r"(?:([\w-]+)\.)?([\w-]+)", re.ASCII)
_PIECE = re.compile(r"\\.|[^\\;]+|;|\\", re.DOTALL)
_ESCAPE = re.compile(r"\\([nN\\;,:])")
_QUOTED_RUN = re.compile("(?:=[0-9A-Fa-f]{2})+")
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_SPACES = dict.fromkeys(map(ord, "\r\n\t"))
_LINE_BREAKS = frozenset("nN")
_ENCODINGS = frozenset({"quoted-printable", "base64", "b", "8bit", "7bit"})
OLD = "2.1"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card.

    Attributes:
        group: What lines that belong together begin with, '' for none.
        name: Its name, in capitals.
        types: What it says of its value: work, cell, pref …
        params: Its other parameters, by name in lower case.
        raw: Its value as it is written.
        old: It is written by the rules of 2.1.
    """

    group: str
    name: str
    types: frozenset[str]
    params: Mapping[str, str]
    raw: str
    old: bool

    def text(self) -> str | None:
        """Return its value as text, None if it is something else, such as a picture."""
        return self._read(self.raw)

    def fields(self) -> list[str]:
        """Return the parts of its value, such as those of a name."""
        return [self._read(part) or "" for part in _divided(self.raw)]

    def _read(self, raw: str) -> str | None:
        encoding = self.params.get("encoding", "")
        charset = self.params.get("charset", "")
        text: str | None = raw
        if encoding == "quoted-printable":
            text = _from_quoted(raw, charset)
        elif encoding in {"base64", "b"}:
            text = _from_base64(raw, charset)
        elif raw[:5].lower() == "data:":
            text = None
        return text if text is None else self._unescaped(text).replace("\r\n", "\n").strip()

    def _unescaped(self, text: str) -> str:
        return _ESCAPE.sub(self._escaped, text) if "\\" in text else text

    def _escaped(self, found: re.Match[str]) -> str:
        if found[1] in _LINE_BREAKS:
            # In 2.1 that is no line break but may well be a path.
            return found[0] if self.old else "\n"
        return found[1]


def parse(line: str, old: bool) -> Line | None:
    """Return a line understood, None if it is none of a card."""
    found = _HEAD.match(line)
    head = found[1] if found else line.partition(":")[0]
    first, *rest = _PARAM.findall(head) or [""]
    name = _NAME.fullmatch(first.strip())
    if name is None or len(head) == len(line):
        return None
    types: set[str] = set()
    params: dict[str, str] = {}
    for key, value in map(_param, rest):
        if key == "type":
            types.update(part.strip(' "') for part in value.split(","))
        else:
            params.setdefault(key, value.strip(' "'))
    if "pref" in params:
        types.add("pref")
    raw = line[len(head) + 1 :]
    return Line(name[1] or "", name[2].upper(), frozenset(types), params, raw, old)


def label_of(text: str) -> str:
    """Return what a person called something, without the marks around names Apple knows."""
    found = _LABEL.fullmatch(text)
    return found[1] if found else text


def _param(text: str) -> tuple[str, str]:
    key, sign, value = text.lower().partition("=")
    key = key.strip()
    if sign:
        return key, value
    return ("encoding" if key in _ENCODINGS else "type"), key


def _divided(raw: str) -> Iterator[str]:
    """Go through the parts between semicolons that are not escaped."""
    part: list[str] = []
    for found in _PIECE.findall(raw):
        if found == ";":
            yield "".join(part)
            part.clear()
        else:
            part.append(found)
    yield "".join(part)


def _from_quoted(raw: str, charset: str) -> str:
    if raw.isascii():
        return decoded(quopri.decodestring(raw.encode("ascii")), charset)
    # What is not ASCII has been read already.
    return _QUOTED_RUN.sub(
        lambda found: decoded(quopri.decodestring(found[0].encode("ascii")), charset), raw
    )


def _from_base64(raw: str, charset: str) -> str | None:
    try:
        found = decoded(base64.b64decode(raw.encode("ascii")), charset)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return found if found.translate(_SPACES).isprintable() else None


def plain_uri(text: str, scheme: str) -> str:
    """Return what an address of this scheme leads to; any other text as it is."""
    if text[: len(scheme) + 1].lower() != f"{scheme}:":
        return text
    address, *extras = unquote(text[len(scheme) + 1 :]).split(";")
    return " ".join([address, *(part.replace("ext=", "ext. ") for part in extras)])
