"""What labels and titles of a file stand for, by the file's own hidden lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.kinds import PickLists
from desktop_app.domain.kinds.given import clean
from desktop_app.exchange.cells import texts
from desktop_app.exchange.lists_sheet import CODE, choice_key, title_key
from desktop_app.exchange.reading.reader import Sheet

__all__ = ["FileLists", "ListsOfBoth", "spelled"]


def spelled(text: str) -> str:
    """Return a title as it is compared: capitals and kinds of spaces make no difference."""
    return " ".join(clean(text).replace(";", ",").split()).casefold()


@dataclass(frozen=True, slots=True)
class FileLists:
    """The lists of one file: by name, pairs of label and code in order."""

    pairs: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def read(cls, sheet: Sheet | None) -> FileLists:
        """Return what the sheet of lists holds."""
        if sheet is None or not sheet.rows:
            return cls()
        names = texts(sheet.rows[0])
        columns = {name: index for index, name in enumerate(names) if name}
        found: dict[str, list[tuple[str, str]]] = {}
        for name, index in columns.items():
            code = columns.get(name + CODE)
            if code is not None:
                found[name] = _pairs(sheet, index, code)
        return cls(found)

    def labels(self, pick_list: str) -> Sequence[tuple[str, str]]:
        """Return the labels of a pick list, each with its code."""
        return self.pairs.get(choice_key(pick_list), ())

    def titles(self, entity: str) -> Sequence[tuple[str, str]]:
        """Return the titles of an entity's rows, each with the row's id."""
        return self.pairs.get(title_key(entity), ())


def _pairs(sheet: Sheet, label: int, code: int) -> list[tuple[str, str]]:
    widest = max(label, code) + 1
    rows = (row[:widest] for row in sheet.rows[1:] if len(row) >= widest)
    pairs = ((row[label], row[code]) for row in rows)
    return [(text, key) for text, key in map(texts, pairs) if text and key]


class ListsOfBoth:
    """The pick lists of a file and of the register that reads it: the file's own words go first.

    A label means what it meant to whoever wrote the file; a code that is unknown here is kept.
    """

    def __init__(self, theirs: FileLists, ours: PickLists) -> None:
        """Keep both."""
        self._theirs = theirs
        self._ours = ours
        self._codes: dict[str, dict[str, str | None]] = {}
        self._labels: dict[str, dict[str, str]] = {}

    def code(self, pick_list: str, text: str) -> str | None:
        """Return the code that `text` (code or label) stands for."""
        if pick_list not in self._codes:
            self._read(pick_list)
        found = self._codes[pick_list].get(text.casefold())
        return found if found is not None else self._ours.code(pick_list, text)

    def label(self, pick_list: str, code: str, language: str) -> str:
        """Return the label of a code as it stands in the file, else the register's own."""
        if pick_list not in self._codes:
            self._read(pick_list)
        found = self._labels[pick_list].get(code)
        return found if found is not None else self._ours.label(pick_list, code, language)

    def codes(self, pick_list: str) -> Sequence[str]:
        """Return the codes that may be chosen."""
        return self._ours.codes(pick_list)

    def _read(self, pick_list: str) -> None:
        pairs = self._theirs.labels(pick_list)
        codes: dict[str, str | None] = {}
        for label, code in pairs:
            # Two codes with one label: which is meant is for the register to say.
            known = codes.get(label.casefold(), code)
            codes[label.casefold()] = code if known == code else None
        self._codes[pick_list] = codes
        self._labels[pick_list] = {code: label for label, code in pairs}
