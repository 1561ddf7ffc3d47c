"""Cells that are not simply the value of their field: mended, several values, or no value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop_app.domain.kinds import Context, Country, Value
from desktop_app.domain.mending import BESIDE, Mended, shared_out, without_words
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import OVERFLOW, Listing
from desktop_app.exchange.lists.placing import Odd, Place, sorted_out
from desktop_app.exchange.lists.repairs import Repairs
from desktop_app.exchange.lists.witness import cell_text
from desktop_app.exchange.problem import Problem
from desktop_app.exchange.reading.reader import Cell

__all__ = ["MadeRow", "OddCells"]

NO_ROOM = Words(
    "Texten passar inte i fältet, och raden har ingen anteckning att spara den i.",
    "The text does not fit the field, and the row has no note to keep it in.",
)
DIVIDED = Words("Delades: {values}.", "Divided: {values}.")
DIVIDED_PARTLY = Words(
    "Delades: {values}. Allt får inte plats; cellen står hel i anteckningen.",
    "Divided: {values}. There is no room for all; the whole cell is in the note.",
)
AND_REFUSED = Words("{reason} {refused}", "{reason} {refused}")


@dataclass(slots=True)
class MadeRow:
    """A row in the making.

    Attributes:
        number: Its number in the file.
        values: Its values by field, so far.
        links: Of link fields, the text that a service has to find the row of.
        kept: By heading, the text that fits no field.
        problems: What is to be said of it.
        mended: The headings of which it is said that their cells were mended.
        refused: It cannot be taken in.
    """

    number: int
    values: dict[str, Value]
    links: dict[str, str]
    kept: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    mended: tuple[str, ...] = ()
    refused: bool = False


class OddCells:
    """What becomes of the odd cells of a listing."""

    def __init__(
        self, listing: Listing, context: Context, repairs: Repairs, note: str | None
    ) -> None:
        """Take the listing, what values are read with, who tells of repairs, and the note."""
        self._sheet = listing.sheet
        self._entity = listing.entity
        self._context = context
        self._repairs = repairs
        self._note = note
        self._country = next((f.name for f in listing.entity if isinstance(f.kind, Country)), "")

    def settle(self, row: MadeRow, place: Place, cell: Cell, found: Odd) -> None:
        """Put what a cell says where it belongs in its row, and say what there is to say."""
        if isinstance(found, Mended):
            self._tell(row, place, cell, found)
        elif isinstance(found, Invalid):
            self._put_aside(row, place, cell, found)
        else:
            self._read_later(row, place, cell)

    def _tell(self, row: MadeRow, place: Place, cell: Cell, found: Mended) -> None:
        """Say that a cell was mended, once where it goes to two fields."""
        heading, text = place.column.heading, cell_text(cell, self._context)
        if found.partly and self._note is not None:
            row.kept[heading] = text
        if heading not in row.mended:
            row.mended = (*row.mended, heading)
            told = self._repairs.told(row.number, heading, text, found)
            row.problems.extend([told] if told else [])

    def _read_later(self, row: MadeRow, place: Place, cell: Cell) -> None:
        """Read a cell that takes the rest of its row: what country it is in, what is free."""
        beside = BESIDE.get(place.name)
        names = [name for name in (place.name, beside) if name and row.values.get(name) is None]
        text = cell if isinstance(cell, str) else ""
        bare = without_words(text) if self._note else text
        numbers = self._shared_out(place, bare, names)
        if numbers:
            row.values.update(numbers)
            more = bare != text
            reason = (DIVIDED_PARTLY if more else DIVIDED).fill(values=list(numbers.values()))
            self._tell(row, place, cell, Mended(None, reason, partly=more))
            return
        country = row.values.get(self._country)
        about = replace(place.about, country=str(country) if country else None)
        found = place.read(cell, about)
        if isinstance(found, Invalid):
            self._put_aside(row, place, cell, found)
            return
        if isinstance(found, Mended):
            self._tell(row, place, cell, found)
            found = found.value
        if found is not None:
            row.values[place.name] = found

    def _shared_out(self, place: Place, text: str, names: list[str]) -> dict[str, Value]:
        """Return the several values of a cell by field, none where that does not work out."""
        there = [name for name in names if name in self._entity.by_name]
        texts = shared_out(text, there, self._context.region)
        try:
            return {name: place.parse(text) for name, text in texts.items()}
        except Invalid:
            return {}

    def _put_aside(self, row: MadeRow, place: Place, cell: Cell, fault: Invalid) -> None:
        """Keep a cell that does not fit: several values in their fields, the rest in the note."""
        text = cell_text(cell, self._context)
        rest = self._divided(row, place, text)
        if rest is None:
            return
        row.kept[place.column.heading] = text
        reason = fault.reason
        if self._note is None:
            row.refused = True
            reason = AND_REFUSED.fill(reason=reason, refused=NO_ROOM)
        if rest or row.refused:
            problem = Problem(self._sheet, row.number, place.column.heading, text, reason)
            row.problems.append(problem)

    def _divided(self, row: MadeRow, place: Place, text: str) -> list[str] | None:
        """Divide several values in one cell; return what is wrong, None when nothing is left."""
        second = OVERFLOW.get(place.name)
        if second is None or second not in self._entity.by_name:
            return [text]
        valid, wrong = sorted_out(text, place.parse)
        free = [name for name in (place.name, second) if row.values.get(name) is None]
        taken = dict(zip(free, valid, strict=False))
        row.values.update(taken)
        all_taken = len(valid) <= len(free)
        if taken and not wrong:
            reason = (DIVIDED if all_taken else DIVIDED_PARTLY).fill(values=list(taken.values()))
            self._tell(row, place, text, Mended(None, reason))
        return wrong if wrong or not all_taken else None
