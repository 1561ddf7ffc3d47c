"""Where somebody is: by the lines of an address, the name of a country, and what else tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain import territories
from desktop_app.domain.folding import fold
from desktop_app.domain.signature import geography
from desktop_app.domain.signature.kinds import kind_of
from desktop_app.domain.signature.pieces import Piece, soft_parts

__all__ = ["Place", "city_country", "country_named", "find_place", "spoken_in"]

ADDRESS = "address"
_CODE = r"\d{4} ?[A-Z]{2}(?= )|\d{2} \d{3}|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{4,6}"
_POST = rf"(?:^|(?<=\s))(?:([A-Z]{{1,3}})[ -]+)?({_CODE})\s+([^\W\d].*)$"
_POST_ALONE = r"([A-Z]{1,3})[ -]?\d{4,6}(?:-\d{4})?"
_BRITISH = r"(?:(.*?)\s*\b)?([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
_AMERICAN = {"US": r"[A-Z]{2} \d{5}(?:-\d{4})?", "CA": r"[A-Z]{2},? [A-Z]\d[A-Z] ?\d[A-Z]\d"}
_AFTER_CITY = r"(?:\s+(?:Cedex\b.*|CEDEX\b.*|\d{1,2}|[A-ZØÅ]{1,2}))+$"
_BOX = r"(?:box|postfach|pb|pl|bp|pf|po box|p o box|postboks|postbus|c o)\b.*\d"
_STREET = r"\d+ ?[a-zA-Z]?(?:[-/–]\d+ ?[a-zA-Z]?)?(?:,.*)?$|^\d+[a-z]?,? "
_BUILDINGS = frozenset(("hall", "house", "building", "tower", "rathaus", "stadshuset", "radhuset"))
_FEWEST_LETTERS = 4
_SHORT_NAMES = frozenset(("uk", "usa", "u k", "u s a"))


@dataclass(slots=True)
class Place:
    """Where somebody is.

    Attributes:
        city: The city, '' if it is not said.
        country: Its country's code where the address or its name tells, else ''.
    """

    city: str = ""
    country: str = ""

    def take(self, city: str, country: str) -> None:
        """Note what is said, unless something was said before."""
        self.city = self.city or city
        self.country = self.country or country


def country_named(text: str) -> str:
    """Return the code of a country that a text names as a whole, '' if it does not."""
    text = text.strip(" .")
    if len(text) < _FEWEST_LETTERS and fold(text) not in _SHORT_NAMES:
        return ""
    return "" if any(c.isdigit() for c in text) else territories.code_of(text) or ""


def city_country(city: str) -> str:
    """Return the country of one of the bigger cities, '' for others."""
    return geography.pairs(geography.CITIES).get(fold(city), "")


def spoken_in(texts: Iterable[str]) -> str:
    """Return the country whose words are used, '' if none's or those of several."""
    phrases = geography.pairs(geography.SPOKEN)
    found = set()
    for text in texts:
        said = f" {fold(text)} "
        found |= {code for phrase, code in phrases.items() if f" {phrase} " in said}
    return found.pop() if len(found) == 1 else ""


def find_place(pieces: list[Piece]) -> Place:
    """Return where somebody is; pieces that are an address are marked so, or cut off as that."""
    place = Place()
    _read_codes(place, pieces)
    for piece in list(pieces):
        if not piece.place and country_named(piece.text):
            place.take("", country_named(piece.text))
            _mark(piece)
        elif not piece.place:
            _read_free(place, piece, pieces)
    return place


def _mark(piece: Piece) -> None:
    piece.place = ADDRESS


def _read_codes(place: Place, pieces: list[Piece]) -> None:
    """Read the pieces that hold a postcode."""
    for piece in list(pieces):
        parts = soft_parts(piece.text)
        for at in range(0, len(parts), 2):
            found = None if piece.place or piece.label == "number" else _code(parts, at)
            if found is not None:
                place.take(*found)
                for other in parts[at + 2 :: 2]:
                    place.take("", country_named(other))
                _take_off(piece, parts, _kept_before(parts, at), pieces)
                break


def _code(parts: Sequence[str], at: int) -> tuple[str, str] | None:
    """Return city and country of a part with a postcode, None if it has none."""
    part = parts[at].strip()
    before = parts[at - 2].strip() if at else ""
    for country, pattern in _AMERICAN.items():
        if before and re.fullmatch(pattern, part):
            return before, country
    if found := re.search(_POST, part):
        prefix = geography.POST_PREFIXES.get(found[1] or "", "")
        return _city(found[3]), prefix
    if (found := re.fullmatch(_POST_ALONE, part)) and found[1] in geography.POST_PREFIXES:
        return before, geography.POST_PREFIXES[found[1]]
    if found := re.fullmatch(_BRITISH, part):
        return _british(found[1] or before), "GB"
    return None


def _city(text: str) -> str:
    """Return a city without its district: ”Praha 1”, ”København V”, ”Torino (TO)”."""
    return re.sub(_AFTER_CITY, "", re.sub(r"\s*\([^()]*\)", "", text)).strip(" .")


def _british(text: str) -> str:
    """Return the city before a British postcode; what names the street stands before it."""
    words = text.split()
    return words[-1] if words and city_country(words[-1]) else text


def _divide(piece: Piece, parts: Sequence[str], at: int) -> Piece:
    """Cut a piece before one of its parts; return the address that was cut off."""
    piece.text = "".join(parts[: at - 1])
    return Piece("".join(parts[at:]), piece.line, piece.label, ADDRESS)


def _kept_before(parts: Sequence[str], at: int) -> int:
    """Return the place of the first part that belongs to the address of the part at a place."""
    first = 0
    while first < at and _is_no_address(parts[first]):
        first += 2
    return first


def _is_no_address(text: str) -> bool:
    words = fold(text).split()
    building = bool(words) and words[-1] in _BUILDINGS
    return bool(kind_of(text)[0]) and not building and not any(c.isdigit() for c in text)


def _take_off(piece: Piece, parts: Sequence[str], first: int, pieces: list[Piece]) -> None:
    """Mark an address, and leave what stands before it and is about something else."""
    if first:
        pieces.append(_divide(piece, parts, first))
    else:
        _mark(piece)


def _is_street(text: str) -> bool:
    """Tell whether a text is a street with a number, or a box."""
    told = kind_of(text)[1] > 1
    return bool(re.match(_BOX, fold(text)) or (re.search(_STREET, text) and not told))


def _read_free(place: Place, piece: Piece, pieces: list[Piece]) -> None:
    """Read a piece without a postcode: a street, a box, a city with its country."""
    divided = soft_parts(piece.text)
    parts = [part.strip() for part in divided[::2]]
    country = country_named(parts[-1])
    before = parts[-2] if len(parts) > 1 else ""
    last = len(divided) - 1 if kind_of(before)[0] else 0
    if before and country:
        place.take("" if last or any(c.isdigit() for c in before) else before, country)
        _take_off(piece, divided, last, pieces)
    elif city_country(_city(parts[-1])):
        place.take(_city(parts[-1]), "")
        _take_off(piece, divided, last, pieces)
    elif piece.label == ADDRESS or _is_street(piece.text):
        _mark(piece)
