"""The lines of a pasted text: what heads it, what closes it, and what is none of a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.folding import fold
from desktop_app.domain.kinds.given import clean
from desktop_app.domain.signature import vocabulary as known

__all__ = ["EMAIL", "Parts", "parted"]

EMAIL = r"[\w.+'’&-]+@[\w-]+(?:\.[\w-]+)+"
_PICTURES = r"\[(?:cid|image|bild|logo)[^\]]*\]|\[https?:[^\]]*\]"
_LINKED = r"<(?:mailto:|https?://|tel:)[^>]*>"
_HEADER = r"\s*\*?([^\W\d][\w .ʼ'-]{0,18}?)\s*:\*?\s*(.*)"
_LONG_LINE = 50
_SHORTEST_CLOSING = 3
_LONGEST_SIGNED = 4
_LONGEST_LINE = 400
_ABOVE = 2
"""Lines above a heading of a letter, from which on it is an older letter that was answered."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A pasted text, divided.

    Attributes:
        sender: The name in the heading of the letter, '' if there is none.
        address: The e-mail address there.
        letter: The lines of the letter itself, above its closing words.
        lines: The lines of the signature.
        left_out: Lines that are nobody's data: notices, headings, older letters.
    """

    sender: str
    address: str
    letter: tuple[str, ...]
    lines: tuple[str, ...]
    left_out: tuple[str, ...]


def parted(text: str) -> Parts:
    """Divide a pasted text."""
    left_out: list[str] = []
    lines = _without_older(_tidied(text), left_out)
    sender, address, lines = _headed(lines, left_out)
    lines = _without_noise(lines, left_out)
    letter, lines = _closed(lines)
    letter = [line for line in letter if _after_closing(line) != ""]
    letter += [line for line in lines if len(line) > _LONGEST_LINE]
    lines = [line for line in lines if len(line) <= _LONGEST_LINE]
    return Parts(sender, address, tuple(filter(None, letter)), tuple(lines), tuple(left_out))


def _tidied(text: str) -> list[str]:
    text = re.sub(r"(?<=\S)(?:\t+|[ \xa0]{4,})(?=\S)", " | ", text)
    return [_tidy(line) for line in clean(text, lines=True).split("\n")]


def _tidy(line: str) -> str:
    line = re.sub(_LINKED, "", re.sub(_PICTURES, "", line, flags=re.IGNORECASE))
    line = re.sub(r"^(?:>\s*)+", "", line.strip())
    line = re.sub(r"^[*_•·●▪■◆\-–—=~|]+\s*|\s*[*_•·●▪■◆=~|]+$", "", line)
    return " ".join(line.split())


def _without_older(lines: Sequence[str], left_out: list[str]) -> list[str]:
    """Return the lines above the heading of an older letter."""
    above = 0
    for place, line in enumerate(lines):
        if above >= _ABOVE and (_is_from(lines, place) or _is_original(line)):
            left_out.extend(filter(None, lines[place:]))
            return list(lines[:place])
        above += bool(line) and not _header(line)
    return list(lines)


def _is_original(line: str) -> bool:
    said = fold(line)
    return said.startswith(("original message", "ursprungligt meddelande", "ursprungliche"))


def _is_from(lines: Sequence[str], place: int) -> bool:
    """Tell whether a line heads a letter: its sender, and another heading near below."""
    found = re.fullmatch(_HEADER, lines[place])
    if found is None or (fold(found[1]),) not in known.folded(known.FROM):
        return False
    return "@" in str(found[2]) or any(map(_header, lines[place + 1 : place + 3]))


def _header(line: str) -> bool:
    found = re.fullmatch(_HEADER, line)
    return found is not None and tuple(fold(found[1]).split()) in known.folded(known.HEADERS)


def _headed(lines: list[str], left_out: list[str]) -> tuple[str, str, list[str]]:
    """Return the sender's name and address in the heading, and the lines without it."""
    start = next((place for place in range(len(lines)) if _is_from(lines, place)), None)
    if start is None:
        return "", "", lines
    end = start + 1
    while end < len(lines) and _header(lines[end]):
        end += 1
    left_out.extend(lines[start + 1 : end])
    said = lines[start].partition(":")[2]
    address = re.search(EMAIL, said)
    name = re.sub(rf"[<(\[]?(?:mailto:)?{EMAIL}[>)\]]?", "", said).strip(" \"'”“;,")
    return name, address[0] if address else "", [*lines[:start], *lines[end:]]


def _without_noise(lines: Sequence[str], left_out: list[str]) -> list[str]:
    """Return the lines without notices that stand below so many letters."""
    kept: list[str] = []
    inside = False
    for line in lines:
        inside = bool(line) and (_is_noise(line) or (inside and len(line) > _LONG_LINE))
        if inside:
            left_out.append(line)
        else:
            kept.append(line)
    return kept


def _is_noise(line: str) -> bool:
    words = tuple(fold(line).split())
    if any(words[: len(each)] == each for each in known.folded(known.SENT_FROM)):
        return True
    if not any(_holds(words, each) for each in known.folded(known.NOISE)):
        return False
    return len(line) > _LONG_LINE or not re.search(rf"{EMAIL}|\d\d", line)


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


def _closed(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines above the closing words, and those below; the words themselves go."""
    rest = [_after_closing(line) for line in lines]
    places = [place for place, after in enumerate(rest) if after is not None]
    below = [p for p in places if rest[p] or any(lines[p + 1 :])]
    if not below:
        return [], [line for place, line in enumerate(lines) if place not in places]
    at = below[-1]
    first = rest[at] or ""
    return lines[:at], [
        first,
        *(line for line, no in zip(lines[at + 1 :], rest[at + 1 :], strict=True) if no is None),
    ]


def _after_closing(line: str) -> str | None:
    """Return what follows the closing words of a line, None if it has none."""
    closings = known.folded(known.CLOSINGS)
    several = [tuple(fold(part).split()) for part in line.split("/")]
    if len(several) > 1 and all(part in closings for part in several):
        return ""
    if re.match(r"/ ?[^\W\d_]", line):  # as Swedes sign: /Anna
        return line.strip("/ ")
    said = line.split()
    words = fold(line).split()
    for phrase in known.folded(known.CLOSINGS):
        size = len(phrase)
        if tuple(words[:size]) != phrase:
            continue
        rest = " ".join(said[size:]).strip(" ,.!–-")
        comma = said[size - 1].endswith((",", "!", "."))
        if not rest or comma or (_may_sign(rest) and len("".join(phrase)) >= _SHORTEST_CLOSING):
            return rest
    return None


def _may_sign(rest: str) -> bool:
    """Tell whether what follows closing words may be who signs: capitals, and few words."""
    words = rest.split("|", maxsplit=1)[0].split(",", maxsplit=1)[0].split()
    return len(words) <= _LONGEST_SIGNED and words[0][:1].isupper()
