"""The hidden base: for each row what it showed and what edits made from it will name.

A row takes its entity, its id, a seal and a JSON text, which is split over more cells where one
would not hold it. The seal is a digest of all its cells, so that a row nobody touched is known by
one hash; the digests of single cells tell which were touched. Values themselves are not kept but
for the elements of sets, which a removal has to name.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from desktop_app.domain.edits import Json
from desktop_app.domain.fields import Entity
from desktop_app.exchange.outgoing import OutRow

__all__ = ["BaseRow", "Checksum", "Sealer", "decode", "derived", "encode", "pieces"]

MOST_IN_CELL = 15_000
"""Characters of a text in one cell, which holds 32,767 units of which some characters take two."""

CELL_BYTES = 6
SEAL_BYTES = 12
EMPTY = bytes(CELL_BYTES)


class Sealer:
    """Makes the digests of one export; its secret keeps them from being guessed."""

    def __init__(self, secret: str) -> None:
        """Keep the export's secret."""
        self._secret = secret
        self._starts: dict[str, Any] = {}

    def seal(self, text: str) -> str:
        """Return the digest of a row: its cells' texts joined by `JOINT`."""
        whole = f"{self._secret}\x1e{text}".encode()
        return blake2b(whole, digest_size=SEAL_BYTES).hexdigest()

    def digest(self, column: str, text: str) -> bytes:
        """Return the digest of one cell, zeros for an empty one."""
        if not text:
            return EMPTY
        start = self._starts.get(column)
        if start is None:
            start = blake2b(f"{self._secret}\x1f{column}\x1f".encode(), digest_size=CELL_BYTES)
            self._starts[column] = start
        found = start.copy()
        found.update(text.encode())
        return bytes(found.digest())


JOINT = "\x1f"


def derived(secret: str, what: str) -> str:
    """Return a salt that follows from a secret: 32 hexadecimal digits."""
    return blake2b(f"{secret}\x1f{what}".encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class BaseRow:
    """What a row showed when it left.

    Attributes:
        secret: The salt of edits derived from it.
        digests: The digest of each compared cell, in order.
        heads: What an edit names, by key; keys never set are absent.
        elements: The elements of each set, each with the edits that added it.
        all_heads: What a deletion names as seen.
        delete_heads: The heads of its deletion.
    """

    secret: str
    digests: tuple[bytes, ...]
    heads: Mapping[str, tuple[str, ...]]
    elements: Mapping[str, Mapping[str, tuple[str, ...]]]
    all_heads: tuple[str, ...]
    delete_heads: tuple[str, ...]


def encode(entity: Entity, row: OutRow, digests: Sequence[bytes]) -> str:
    """Return the JSON text of a row; each eid is listed once and then named by its place."""
    heads = {key: eids for key, eids in row.heads.items() if eids and key not in entity.sets}
    adds = {key: by for key, by in row.elements.items() if by and key in entity.sets}
    eids = dict.fromkeys(_eids(row, heads, adds))
    place = {eid: index for index, eid in enumerate(eids)}
    parts: dict[str, Json] = {
        "s": row.secret,
        "e": list(eids),
        "d": b64encode(b"".join(digests)).decode("ascii"),
    }
    single = list(eids)[:1]
    if heads and all(list(named) == single for named in heads.values()):
        parts["k"] = list(heads)
    elif heads:
        parts["h"] = {key: [place[eid] for eid in named] for key, named in heads.items()}
    if adds:
        parts["x"] = {key: _encode_adds(by, place, single) for key, by in adds.items()}
    if set(row.all_heads) != eids.keys():
        parts["a"] = [place[eid] for eid in row.all_heads]
    if row.delete_heads:
        parts["g"] = [place[eid] for eid in row.delete_heads]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _eids(
    row: OutRow,
    heads: Mapping[str, tuple[str, ...]],
    adds: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> Iterator[str]:
    for named in heads.values():
        yield from named
    for by in adds.values():
        for named in by.values():
            yield from named
    yield from row.all_heads
    yield from row.delete_heads


def _encode_adds(
    by: Mapping[str, tuple[str, ...]], place: Mapping[str, int], single: list[str]
) -> Json:
    if all(list(named) == single for named in by.values()):
        return list(by)
    return {element: [place[eid] for eid in named] for element, named in by.items()}


def decode(text: str) -> BaseRow:
    """Return what `encode` wrote; raise `ValueError` for anything else."""
    try:
        return _decoded(json.loads(text))
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError("no row of a base") from error


def _decoded(parts: dict[str, Any]) -> BaseRow:
    eids = tuple(parts["e"])
    single = eids[:1]

    def named(places: Iterable[int]) -> tuple[str, ...]:
        return tuple(eids[place] for place in places)

    heads = dict.fromkeys(parts.get("k", ()), single)
    heads.update({key: named(places) for key, places in parts.get("h", {}).items()})
    elements = {
        key: dict.fromkeys(by, single)
        if isinstance(by, list)
        else {element: named(places) for element, places in by.items()}
        for key, by in parts.get("x", {}).items()
    }
    whole = b64decode(parts["d"])
    digests = tuple(whole[at : at + CELL_BYTES] for at in range(0, len(whole), CELL_BYTES))
    all_heads = named(parts["a"]) if "a" in parts else eids
    return BaseRow(parts["s"], digests, heads, elements, all_heads, named(parts.get("g", ())))


def pieces(text: str) -> list[str]:
    """Return a text as the texts of as many cells as hold it."""
    return [text[at : at + MOST_IN_CELL] for at in range(0, len(text), MOST_IN_CELL)]


class Checksum:
    """The digest over all rows of the hidden sheets that are believed only when it is right."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._hash = blake2b(digest_size=32)

    def add(self, cells: Sequence[str]) -> None:
        """Add a row, in the order of the sheet."""
        self._hash.update((JOINT.join(cells) + "\x1e").encode())

    def total(self) -> str:
        """Return the digest: 64 hexadecimal digits."""
        return self._hash.hexdigest()
