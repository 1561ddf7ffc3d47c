"""Sheets of a newer version: what they hold travels in the log; what was typed there is asked of.

Their rows cannot be read here, but their seals tell which of them a person has touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Json
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.exchange.base_rows import JOINT, Sealer
from desktop_app.exchange.cells import texts
from desktop_app.exchange.layout import ACTION, entity_of_key, id_key
from desktop_app.exchange.planned import Raised
from desktop_app.exchange.reading.reader import Sheet

__all__ = ["NewerSheet", "find_newer", "raised_by"]

NEWER_SHEET = Words(
    "Bladet {sheet} hör till en nyare version av programmet. Dess rader behålls och förs vidare, "
    "och visas när programmet är uppdaterat.",
    "The sheet {sheet} belongs to a newer version of the program. Its rows are kept and passed "
    "on, and shown once the program is updated.",
)
TYPED_THERE = Words(
    "Bladet {sheet} hör till en nyare version av programmet, och någon har ändrat i det (rad "
    "{rows}). Spara filen som den är, uppdatera programmet och läs in filen igen.",
    "The sheet {sheet} belongs to a newer version of the program, and somebody changed it (row "
    "{rows}). Keep the file as it is, update the program and take the file in again.",
)
SEARCHED = 20


@dataclass(frozen=True, slots=True)
class NewerSheet:
    """A sheet whose kind of rows this version does not know.

    Attributes:
        name: Its name.
        entity: Whose rows it holds.
        typed: What stands in the rows that somebody changed or added, by their number.
    """

    name: str
    entity: str
    typed: Mapping[int, str]

    @property
    def remark(self) -> Words:
        """Return what is to be said of it."""
        return NEWER_SHEET.fill(sheet=self.name)


def find_newer(
    sheet: Sheet, columns: Mapping[str, Sequence[str]], seals: Mapping[str, str], sealer: Sealer
) -> NewerSheet | None:
    """Return a sheet of a newer version, None if it is none.

    Args:
        sheet: The sheet as it was read.
        columns: The keys of the compared columns of each entity, as the file tells them.
        seals: The seal of each row when it left.
        sealer: What makes seals.
    """
    for number, row in enumerate(sheet.rows[:SEARCHED]):
        keys = texts(row)
        for entity in filter(None, map(entity_of_key, keys)):
            if entity in columns and entity not in CATALOGUE:
                below = sheet.rows[number + 2 :]
                lines = ((n, texts(cells)) for n, cells in enumerate(below, number + 3))
                typed = dict(_typed(keys, lines, entity, columns[entity], (seals, sealer)))
                return NewerSheet(sheet.name, entity, typed)
    return None


def _typed(
    keys: Sequence[str],
    lines: Iterator[tuple[int, list[str]]],
    entity: str,
    compared: Sequence[str],
    then: tuple[Mapping[str, str], Sealer],
) -> Iterator[tuple[int, str]]:
    seals, sealer = then
    place = {key: index for index, key in enumerate(keys) if key}
    for number, cells in lines:

        def text(key: str, cells: Sequence[str] = cells) -> str:
            at = place.get(key, len(cells))
            return cells[at] if at < len(cells) else ""

        shown = [text(key) for key in compared]
        row, action = text(id_key(entity)).lower(), text(ACTION)
        touched = action or seals.get(row) != sealer.seal(JOINT.join(shown))
        if touched and (row or any(shown)):
            yield number, "; ".join(filter(None, [action, *shown]))


def raised_by(sheets: Sequence[NewerSheet]) -> Iterator[Raised]:
    """Go through the questions that typing in newer sheets raises, one for each sheet."""
    for sheet in sheets:
        if sheet.typed:
            rows = list(sheet.typed)
            reason = TYPED_THERE.fill(sheet=sheet.name, rows=rows)
            said: Json = {lang: reason.into(lang) for lang in LANGUAGES}
            values: Json = {f"{sheet.name} {row}": text for row, text in sheet.typed.items()}
            about: dict[str, Json] = {"sheet": sheet.name, "row": rows[0], "rows": list(rows)}
            about |= {"entity": sheet.entity, "id": "", "reason": said, "values": values}
            yield Raised("newer_sheet", about)
