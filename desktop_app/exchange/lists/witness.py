"""What the cells of a column tell where its heading does not: deterministic, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from desktop_app.domain import mending
from desktop_app.domain.city_names import CITY, city_of
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Context, Country, Date, Email, Kind, Phone, Website
from desktop_app.domain.kinds.dates import Order
from desktop_app.domain.kinds.given import as_text
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import plain
from desktop_app.exchange.reading.reader import Cell

__all__ = [
    "LOOKS",
    "cell_text",
    "examples",
    "free_fields",
    "is_data",
    "is_ids",
    "is_numbering",
    "looks_of",
    "order_of",
    "placed_by_content",
]

MOST_LOOKED_AT = 200
MOST_EXAMPLES = 3
SHARE = 0.8

LOOKS: Mapping[type[Kind], Words] = {
    Email: Words("e-postadresser", "e-mail addresses"),
    Website: Words("webbadresser", "web addresses"),
    Country: Words("länder", "countries"),
    Phone: Words("telefonnummer", "phone numbers"),
    Date: Words("datum", "dates"),
}
_CITIES = Words("orter", "cities")
FEWEST_CITIES = 2
"""How many different ones are cities for sure: of one alone it may be the name, or the office."""

_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|0|\()[0-9 ()/.\xa0–-]{6,30}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ANY_DATE = frozenset(("", "datum", "date", "dag", "day"))
_SHORTEST_COUNTRY = 3


def cell_text(cell: Cell, context: Context) -> str:
    """Return a cell as clean text, '' when there is nothing in it."""
    try:
        return as_text(cell, context, lines=True)
    except Invalid:
        return str(cell)


def examples(cells: Iterable[Cell], context: Context) -> tuple[str, ...]:
    """Return the first different texts of a column."""
    texts = dict.fromkeys(text for cell in _filled(cells) if (text := cell_text(cell, context)))
    return tuple(islice(texts, MOST_EXAMPLES))


def is_data(cell: Cell) -> bool:
    """Tell whether a cell is surely no heading: a date, an address, a phone number."""
    if isinstance(cell, str):
        text = cell.strip()
        return any(shape.fullmatch(text) for shape in (_EMAIL, _WEB, _PHONE, _DAY))
    return isinstance(cell, (date, bool))


def is_numbering(cells: Iterable[Cell]) -> bool:
    """Tell whether a column only numbers the rows, from 1 on."""
    number = 0
    for number, cell in enumerate(cells, 1):
        if str(cell).strip().rstrip(".") != str(number):
            return False
    return number > 1


def is_ids(cells: Iterable[Cell]) -> bool:
    """Tell whether a column holds only ids that programs make, such as ours."""
    return all(
        cell in (None, "") or (isinstance(cell, str) and bool(_UUID.fullmatch(cell.strip())))
        for cell in cells
    )


def placed_by_content(
    heading: str, cells: Iterable[Cell], free: Sequence[Field], context: Context
) -> Field | None:
    """Return the free field that a column of unknown heading surely belongs to, by its cells."""
    sample = list(_filled(cells))
    for kind, looks in _WITNESSES.items():
        fields = [field for field in free if isinstance(field.kind, kind)]
        if fields and _is_meant(kind, heading, fields) and _mostly(sample, looks, context):
            return fields[0]
    city = next((field for field in free if field.name == CITY), None)
    return city if city and _are_cities(sample) else None


def looks_of(field: Field) -> Words:
    """Return what a column seems to hold that goes to a field by its cells."""
    return _CITIES if field.name == CITY else LOOKS[type(field.kind)]


def _are_cities(cells: Sequence[Cell]) -> bool:
    known = [city_of(cell) for cell in cells if isinstance(cell, str)]
    found = [city for city in known if city]
    return len(set(found)) >= FEWEST_CITIES and len(found) >= SHARE * len(cells)


def _is_meant(kind: type[Kind], heading: str, fields: Sequence[Field]) -> bool:
    # That it holds dates does not tell what happened on them: not with another heading.
    return kind is not Date or (len(fields) == 1 and plain(heading) in _ANY_DATE)


def order_of(cells: Iterable[Cell]) -> tuple[Order | None, int]:
    """Return the order of day and month that dates like 25/3/2026 prove, and how many need it."""
    return mending.order_of(cell for cell in cells if isinstance(cell, str))


def free_fields(entity: Entity, taken: Iterable[str]) -> list[Field]:
    """Return the fields of an entity to which no column goes yet."""
    parts = {part for target in taken for part in target.split("+")}
    return [field for field in entity if field.name not in parts and not field.local]


def _filled(cells: Iterable[Cell]) -> Iterable[Cell]:
    return islice((cell for cell in cells if cell not in (None, "")), MOST_LOOKED_AT)


def _mostly(
    cells: Sequence[Cell], looks: Callable[[Cell, Context], bool], context: Context
) -> bool:
    return bool(cells) and sum(looks(cell, context) for cell in cells) >= SHARE * len(cells)


def _shape(shape: re.Pattern[str]) -> Callable[[Cell, Context], bool]:
    return lambda cell, _context: isinstance(cell, str) and bool(shape.fullmatch(cell.strip()))


def _country(cell: Cell, context: Context) -> bool:
    """Tell whether a cell names a country; codes of two letters mean too much else."""
    if not isinstance(cell, str) or len(cell.strip()) < _SHORTEST_COUNTRY:
        return False
    try:
        return Country().parse(cell, context) is not None
    except Invalid:
        return False


def _day(cell: Cell, _context: Context) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_DAY.fullmatch(cell.strip())))


_WITNESSES: Mapping[type[Kind], Callable[[Cell, Context], bool]] = {
    Email: _shape(_EMAIL),
    Website: _shape(_WEB),
    Date: _day,
    Phone: _shape(_PHONE),
    Country: _country,
}
