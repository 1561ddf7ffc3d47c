"""Write contacts as cards: vCard 3.0, which Outlook, phones and mail programs read.

Of a contact, these do not go into a card, since cards have no place for them that other programs
understand, or since they are the city's own: languages, topics, type, who of us is responsible,
source, when it was confirmed, status, the private note, retention and secrecy. Of the organisation
only its name goes along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.progress import Progress
from desktop_app.exchange.safely import replace_file

__all__ = ["Card", "write_cards"]

LINE_OCTETS = 75
TOLD_EVERY = 500
"""Cards from one word of progress to the next."""

_ESCAPES: Mapping[int, str] = {
    **dict.fromkeys(range(ord(" ")), ""),
    ord("\t"): " ",
    **dict.fromkeys(map(ord, "\n\x0b\x0c\x85\u2028\u2029"), r"\n"),
    **{ord(letter): f"\\{letter}" for letter in "\\;,"},
}
"""What stands for letters that would end a line or a value; controls are left out."""


@dataclass(frozen=True, slots=True)
class Card:
    """A contact as texts; what it has not is ''.

    Attributes:
        id: The id of its row, which stays the same: a program that knows the card updates it.
        organisation: The name of its organisation.
        country: The name of its country.
        changed: When it was last changed, as ISO 8601 in UTC.
    """

    id: str
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    organisation: str = ""
    department: str = ""
    email: str = ""
    email_2: str = ""
    phone: str = ""
    mobile: str = ""
    city: str = ""
    country: str = ""
    note: str = ""
    changed: str = ""


def write_cards(out: Path, cards: Iterable[Card], progress: Progress | None = None) -> int:
    """Write cards as a file, which is replaced once all are written; return how many there were.

    `progress` hears how many are written; of how many there are is not known here (0).

    Raises:
        Refused: The file cannot be written.
        Stopped: `progress` raised it; what stood there before is untouched.
    """
    count = 0
    with replace_file(out) as new, new.open("wb") as file:
        for count, card in enumerate(cards, 1):
            file.writelines(map(_folded, _lines(card)))
            if progress is not None and count % TOLD_EVERY == 0:
                progress(count, 0)
    return count


def _lines(card: Card) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"N:{_fields(card.family_name, card.given_name, '', '', '')}"
    yield f"FN:{_escaped(f'{card.given_name} {card.family_name}'.strip())}"
    yield from (f"{name}:{value}" for name, value in _filled(card))
    yield f"UID:urn:uuid:{card.id}"
    yield "END:VCARD"


def _filled(card: Card) -> Iterator[tuple[str, str]]:
    """Go through what the card has beside a name."""
    units = [card.organisation, card.department] if card.department else [card.organisation]
    for name, texts in (
        ("ORG", units),
        ("TITLE", [card.title]),
        ("EMAIL;TYPE=INTERNET,PREF", [card.email]),
        ("EMAIL;TYPE=INTERNET", [card.email_2]),
        ("TEL;TYPE=WORK,VOICE", [card.phone]),
        ("TEL;TYPE=CELL", [card.mobile]),
        ("ADR;TYPE=WORK", ["", "", "", card.city, "", "", card.country]),
        ("NOTE", [card.note]),
        ("REV", [card.changed]),
    ):
        if any(texts):
            yield name, _fields(*texts)


def _fields(*texts: str) -> str:
    return ";".join(map(_escaped, texts))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES) if text else ""


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, none of which ends inside a character."""
    raw = line.encode()
    pieces: list[bytes] = []
    start, room = 0, LINE_OCTETS
    while len(raw) - start > room:
        end = start + room
        while raw[end] & 0xC0 == 0x80:  # noqa: PLR2004 - an octet inside a character
            end -= 1
        pieces.append(raw[start:end])
        start, room = end, LINE_OCTETS - 1
    return b"\r\n ".join([*pieces, raw[start:]]) + b"\r\n"
