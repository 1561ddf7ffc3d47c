"""Finding whose signature it is among its pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.domain.folding import fold
from desktop_app.domain.signature.kinds import kind_of
from desktop_app.domain.signature.lines import Parts
from desktop_app.domain.signature.people import (
    Person,
    likeness,
    looks_like_name,
    person_of,
    without_titles,
)
from desktop_app.domain.signature.pieces import Piece, Stand, soft_parts
from desktop_app.domain.signature.places import city_country, country_named, spoken_in

__all__ = ["name_in"]

_CONFIRMED = 2
"""As much of an address as makes a text a name."""
_STATED = 3
_PLACED = "name"
_BESIDE_NAME = "beside"
FAMILY_FIRST = frozenset(("HU",))
_BESIDE = r"\s*\([^()]*\)"
"""What stands in brackets beside a name: pronouns, a department."""


def name_in(parts: Parts, stand: Stand, addresses: Sequence[str]) -> tuple[Person, bool]:
    """Return the person, and whether a name is confirmed; its pieces are marked so."""
    found: list[tuple[int, int, str, Piece | None]] = []
    for order, (text, piece, stated) in enumerate(_candidates(parts, stand)):
        worth = _worth(text, addresses, stated)
        if worth:
            found.append((worth, -order, text, piece))
    if not found:
        _keep_others(stand, parts.sender, Person("", ""))
        return _by_address(addresses), False
    _best, _order, text, _piece = max(found, key=lambda each: each[:2])
    turned = spoken_in([piece.text for piece in stand.pieces]) in FAMILY_FIRST
    person = person_of(text, addresses, family_first=turned)
    _mark(stand, text, person)
    _keep_others(stand, parts.sender, person)
    return person, person.sure and (likeness(text, addresses) > 0 or bool(parts.sender))


def _candidates(parts: Parts, stand: Stand) -> Iterator[tuple[str, Piece | None, bool]]:
    """Go through what may be the name: stated before an address, or a piece, or part of one."""
    for text in (parts.sender, *stand.names):
        if text:
            yield text, None, True
    for piece in stand.pieces:
        whole = piece.text
        divided = soft_parts(whole)
        if piece.label not in {"", _PLACED} or ": " in whole:
            continue
        if piece.label:
            yield whole, piece, True
        if len(divided) == 1 or _is_one_name(divided):
            yield whole, piece, False
        if len(divided) > 1:
            yield from ((part, piece, False) for part in divided[::2])


def _is_one_name(parts: Sequence[str]) -> bool:
    """Tell whether a text with a comma can be one name: titles after it, or it is turned."""
    first, sign, rest = parts[0], parts[1], "".join(parts[2:])
    if "," not in sign or kind_of(rest)[0]:
        return False
    bare = person_of("".join(parts), ())
    return bool(bare.degrees) or (len(first.split()) < 3 and len(rest.split()) < 3)  # noqa: PLR2004


def _worth(text: str, addresses: Sequence[str], stated: bool) -> int:
    """Return how likely a text is the name, 0 if it is none."""
    text = re.sub(_BESIDE, "", text)
    like = likeness(text, addresses)
    looks = looks_like_name(text)
    kind, how = kind_of(text)
    plain = looks and not country_named(text) and not city_country(text)
    if stated:
        return 10 * like + 8 if (plain or like >= _CONFIRMED) else 0
    if like >= _CONFIRMED and looks and (not kind or how < _STATED or like > _CONFIRMED):
        return 10 * like + (1 if kind else 3)
    if "," in text:
        return 0
    return 5 if plain and not kind else 0


def _mark(stand: Stand, text: str, person: Person) -> None:
    """Mark the pieces that are the name; what else stands in one of them is left."""
    words = set(fold(text).split()) | set(fold(f"{person.given} {person.family}").split())
    for piece in stand.pieces:
        beside = re.search(_BESIDE, piece.text)
        named, degrees = without_titles(piece.text)
        if set(fold(" ".join(named)).split()) <= words:
            known = degrees if degrees != person.degrees else ""
            left = " ".join(filter(None, (known, beside[0].strip() if beside else "")))
            piece.text, piece.place = (left, "") if left else (piece.text, _PLACED)
        else:
            _cut(piece, words)


def _keep_others(stand: Stand, sender: str, person: Person) -> None:
    """Keep what was stated beside an address and is not the name: a department, other people."""
    words = set(fold(f"{person.given} {person.family} {person.degrees}").split())
    for text in filter(None, (sender, *stand.names)):
        bare = re.sub(_BESIDE, "", text)
        left = text[len(bare) :].strip(" ()") if set(fold(bare).split()) <= words else text
        if left:
            stand.pieces.append(Piece(left, 0, _BESIDE_NAME))


def _cut(piece: Piece, words: set[str]) -> None:
    """Take the name away from a piece that begins with it."""
    parts = soft_parts(piece.text)
    if len(parts) > 1 and set(fold(parts[0]).split()) <= words:
        piece.text = "".join(parts[2:])


def _by_address(addresses: Sequence[str]) -> Person:
    """Return the person an address of two names tells: anna.berg."""
    for address in addresses:
        parts = re.split(r"[._]", address.partition("@")[0])
        if len(parts) == 2 and all(re.fullmatch(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", p) for p in parts):  # noqa: PLR2004
            given, family = (re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), p) for p in parts)
            return Person(given, family)
    return Person("", "")
