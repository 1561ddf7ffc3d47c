"""Cards (vCard 2.1, 3.0 and 4.0) as rows of a sheet, one for each line in which a card begins.

What no column is for is kept as text; pictures, sounds and keys are left out and counted. Nothing
that a card refers to is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.exchange.reading.card_split import RawCard, Splitter, mended
from desktop_app.exchange.reading.card_values import Contents, contents
from desktop_app.exchange.reading.card_words import FIELDS, OTHERS
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.frames import Message, blocks
from desktop_app.exchange.reading.noted import Noted
from desktop_app.exchange.reading.text_file import MIXED, decode

__all__ = ["read_cards"]

VERSIONS = frozenset({"", "2.1", "3.0", "4.0"})
EMPTY = "–"
"""What stands in the row of a card that says nothing, so that it is no empty row."""
NAMES = ("given_name", "family_name")
CALLED_BY = ("no_person", "organisation", "email", "phone", "mobile")
"""What tells which card it is that names no person, the first that is there."""
LONGEST_NAME = 60
REMARKED = ("divided", "inner", "open", "broken", "same_uid", "versions", "characters")
Row = dict[str, dict[str, None]]


def read_cards(path: Path) -> Iterator[Message]:
    """Go through a file of cards as messages of one sheet; raise `Fault` if there is none."""
    text, encoding, bad = decode(mended(path.read_bytes()))
    if bad:
        code = "mixed" if MIXED in encoding else "bytes"
        yield ["remark", code, {"encoding": encoding, "rows": bad}]
    yield ["text", encoding, None]
    found = _Found()
    splitter = Splitter(text)
    del text
    for card in splitter:
        found.take(card)
    if not splitter.count:
        raise Fault("damaged")
    yield ["sheet", path.stem, False]
    yield from _sheet(found, path.stem)
    yield ["remark", "cards", {"count": splitter.count}]
    yield from found.remarks()
    if splitter.outside:
        yield ["remark", "cards_outside", {"count": splitter.outside}]


@dataclass(slots=True)
class _Found:
    """The rows of the cards by their numbers, and what is to be said of them."""

    rows: dict[int, Row] = field(default_factory=dict)
    binary: int = 0
    technical: set[str] = field(default_factory=set)
    noted: dict[str, list[int]] = field(default_factory=dict)
    uids: dict[str, int] = field(default_factory=dict)
    nameless: dict[int, str] = field(default_factory=dict)

    def take(self, card: RawCard) -> None:
        said = contents(card.lines())
        filled = any(_is_visible(text) for texts in said.cells.values() for text in texts)
        self.rows[card.number] = said.cells if filled else {"no_person": {EMPTY: None}}
        self.binary += said.binary
        self.technical |= said.technical
        self._note(card, said)
        if not any(name in said.cells for name in NAMES):
            self.nameless[card.number] = _called(self.rows[card.number])

    def _note(self, card: RawCard, said: Contents) -> None:
        row = card.number + 2
        again = said.uid and self.uids.setdefault(said.uid, row) != row
        for code, is_so in (
            ("divided", said.divided),
            ("open", not card.closed),
            ("broken", said.broken),
            ("same_uid", again),
            ("versions", said.version not in VERSIONS),
            ("characters", any("\ufffd" in t for texts in said.cells.values() for t in texts)),
        ):
            if is_so:
                self.noted.setdefault(code, []).append(row)
        # Where the end of a card is missing, others only seem to begin inside it.
        if card.closed and card.inner:
            self.noted.setdefault("inner", []).extend(number + 2 for number in card.inner)

    def remarks(self) -> Iterator[Message]:
        if self.binary:
            yield ["remark", "cards_binary", {"count": self.binary}]
        if self.technical:
            yield ["remark", "cards_technical", {"names": ", ".join(sorted(self.technical))}]
        if self.nameless:
            noted = Noted()
            for number, name in sorted(self.nameless.items()):
                noted.add(f"{number + 2} ({name})")
            told = {"count": noted.count, "rows": _first(noted)}
            yield ["remark", "cards_nameless", told]
        for code in REMARKED:
            if rows := self.noted.get(code):
                yield ["remark", f"cards_{code}", {"count": len(rows), "rows": _some(rows)}]


def _is_visible(text: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in text)


def _some(rows: Sequence[int]) -> str:
    noted = Noted()
    for row in sorted(rows):
        noted.add(str(row))
    return _first(noted)


def _first(noted: Noted) -> str:
    return ", ".join(noted.cells) + (" …" if noted.count > len(noted.cells) else "")


def _called(row: Row) -> str:
    """Return what a card without a person is called; without what cannot be seen."""
    texts = (text for column in (*CALLED_BY, *row) for text in row.get(column, ()))
    shown = "".join(letter for letter in next(texts, EMPTY) if letter.isprintable())
    return shown if len(shown) <= LONGEST_NAME else f"{shown[:LONGEST_NAME]}…"


def _sheet(found: _Found, name: str) -> Iterator[Message]:
    filled = {column for row in found.rows.values() for column in row}
    others = [column for column in OTHERS if column in filled]
    columns = [*FIELDS, *others]
    headings = [({**FIELDS, **OTHERS}[column]).sv for column in columns]
    yield from blocks(_rows(found, columns, headings), len(columns), name, 0)


def _rows(found: _Found, columns: Sequence[str], headings: list[str]) -> Iterator[list[str]]:
    yield headings
    for number in range(len(found.rows)):
        row = found.rows[number]
        yield ["\n".join(row.get(column, ())) for column in columns]
