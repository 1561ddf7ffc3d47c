"""What address books write in columns that nobody filled: it tells nothing of a person."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache

from desktop_app.data import RESOURCES
from desktop_app.domain.kinds import Context
from desktop_app.exchange.lists.drafts import Draft, cells_of
from desktop_app.exchange.lists.readings import plain
from desktop_app.exchange.lists.witness import cell_text

__all__ = ["defaults_of"]

OF_ROW = "*"
"""What stands for a default that is put together of other cells of its row."""

_WORD = r"[^\s(),;<>\"']+"


def defaults_of(draft: Draft, index: int, context: Context) -> frozenset[str]:
    """Return the texts of a column that its heading makes mere defaults."""
    wanted = _defaults(draft.entity.name).get(plain(draft.layout.texts[index]))
    if wanted is None:
        return frozenset()
    cells = cells_of(draft.layout.rows, index)
    texts = {text for cell in cells if (text := cell_text(cell, context))}
    return _repeating(draft, index, texts, context) if OF_ROW in wanted else _among(texts, wanted)


def _among(texts: set[str], wanted: frozenset[str]) -> frozenset[str]:
    return frozenset(text for text in texts if plain(text) in wanted)


def _repeating(draft: Draft, index: int, texts: set[str], context: Context) -> frozenset[str]:
    """Return the texts that everywhere say only what their row says in the columns with a field."""
    found = set(texts)
    for _, row in draft.layout.rows:
        text = cell_text(row[index], context) if index < len(row) else ""
        if text in found:
            others = (row[i] for i in draft.placed if i < len(row))
            said = {word for cell in others if isinstance(cell, str) for word in _words(cell)}
            if not said.issuperset(_words(text)):
                found.remove(text)
    return frozenset(found)


def _words(text: str) -> list[str]:
    return re.findall(_WORD, text.casefold())


@cache
def _defaults(name: str) -> Mapping[str, frozenset[str]]:
    """Return the defaults known by heading in lists of an entity, as they are compared."""
    found: dict[str, frozenset[str]] = {}
    with (RESOURCES / "lists" / "defaults.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["entity"] == name:
                default = row["default"]
                compared = default if default == OF_ROW else plain(default)
                heading = plain(row["heading"])
                found[heading] = found.get(heading, frozenset()) | {compared}
    return found
