"""What people do to the cells of a workbook: type, empty, add, delete, sort, copy, lose rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.exchange.layout import ACTION
from tests.exchange_machine.letters import Cells, Letter, Typed, as_text

Words = Callable[[str], str]
"""Makes a word nobody has typed yet."""

TEXTS: Mapping[str, tuple[str, ...]] = {
    "contact": ("given_name", "family_name", "city", "note"),
    "organisation": ("short_name", "city"),
    "network": ("name", "decided_by", "reference"),
    "trip": ("title", "co2_source", "decided_by", "note"),
    "stop": ("city", "host"),
    "fee": ("rate_source", "basis"),
}
SETS = {"contact": "topics", "network": "topics"}
NAMED_BY = {"contact": "given_name", "network": "name", "trip": "title"}


class Hands:
    """A person with a workbook and no program."""

    def __init__(self, letter: Letter, dice: random.Random, word: Words) -> None:
        self.letter = letter.copy()
        self.values: dict[str, dict[str, Any]] = {r: dict(v) for r, v in letter.values.items()}
        self.dice = dice
        self.word = word
        self.typed = {(t.entity, t.mark, t.key): t for t in letter.typed}
        self.deleted = set(letter.deleted)

    def work(self, times: int) -> Letter:
        """Do some things; return the workbook as it is then."""
        for _ in range(times):
            self.dice.choice(DOINGS)(self)
        return replace(
            self.letter,
            values=dict(self.values),
            typed=tuple(self.typed.values()),
            deleted=frozenset(self.deleted),
        )

    def place(self, entity: str, key: str) -> int:
        return self.letter.places[f"{entity}.{key}"]

    def pick(self, names: Mapping[str, Any]) -> tuple[str, Cells] | None:
        """Return a row of one of these entities that was in the workbook from the beginning."""
        found = [
            (name, row)
            for name in names
            for row in self.letter.sheets.get(name, ())
            if str(row[0]) in self.letter.base.entities and row[0] in self.values
        ]
        return self.dice.choice(found) if found else None

    def type(self) -> None:
        """Type a text into a cell, or empty it."""
        if (found := self.pick(TEXTS)) is not None:
            name, row = found
            field = self.dice.choice(TEXTS[name])
            empty = self.dice.random() < 0.2
            self.put(name, row, field, None if empty else self.word("cell"))

    def put(self, name: str, row: Cells, field: str, text: str | None) -> None:
        entity, id_ = CATALOGUE[name], str(row[0])
        if not (row[self.place(name, field)] or text):
            return
        row[self.place(name, field)] = text
        key = entity.by_name[field].key
        shown = self.values[id_]
        was = self.typed[name, id_, key].was if (name, id_, key) in self.typed else None
        members = [member.name for member in entity.members(key)]
        before = {member: shown.get(member) for member in members}
        shown[field] = text
        after = {member: shown.get(member) for member in members}
        if key in entity.units:
            value, old = as_text(after), as_text(before)
        else:
            value, old = as_text(after[field]), as_text(before[field])
        self.typed[name, id_, key] = Typed(name, id_, field, key, (value,), was or old)
        if value == (was or old):
            del self.typed[name, id_, key]

    def choose(self) -> None:
        """Change a set: take an element out, put one in."""
        if (found := self.pick(SETS)) is None:
            return
        name, row = found
        key, id_ = SETS[name], str(row[0])
        shown = [str(item) for item in self.values[id_].get(key) or ()]
        left = [item for item in shown if self.dice.random() < 0.6]
        new = [self.word("set")] if self.dice.random() < 0.7 else []
        self.values[id_][key] = sorted({*left, *new})
        row[self.place(name, key)] = "; ".join([*left, *new]) or None
        added = [i for i in (*left, *new) if i not in (self.letter.values[id_].get(key) or ())]
        self.typed[name, id_, key] = Typed(name, id_, key, key, tuple(added), "")

    def add(self) -> None:
        """Write a new row below the others."""
        name = self.dice.choice(["contact", "contact", "network", "trip", "stop"])
        offices = [str(v["name"]) for v in self.rows("organisation") if "name" in v]
        trips = [str(v["title"]) for v in self.rows("trip") if "title" in v]
        word = self.word("new")
        given: dict[str, str] = {
            "contact": {"given_name": word, "city": self.word("new")},
            "network": {"name": word, "responsible": offices[0] if offices else ""},
            "trip": {
                "title": word,
                "organisation": offices[0] if offices else "",
                "start_on": "2025-03-01",
                "end_on": "2025-03-04",
            },
            "stop": {"city": word, "country": "SE", "trip": trips[0] if trips else ""},
        }[name]
        if name in self.letter.sheets and all(given.values()):
            rows = self.letter.sheets[name]
            row: Cells = [None] * (1 + max(self.place(name, k) for k in (*given, ACTION)))
            for field, text in given.items():
                row[self.place(name, field)] = text
            rows.append(row)
            key = NAMED_BY.get(name, "city")
            self.typed[name, word, key] = Typed(name, word, key, key, (as_text(word),), "")

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        ids = [str(row[0]) for row in self.letter.sheets.get(name, ())]
        return [self.values[id_] for id_ in ids if id_ in self.values]

    def delete(self) -> None:
        """Say that a row is to be deleted."""
        if (found := self.pick(TEXTS)) is not None and found[0] != "organisation":
            name, row = found
            row[self.place(name, ACTION)] = "Ta bort"
            self.deleted.add(str(row[0]))

    def sort(self) -> None:
        """Sort whole rows."""
        for rows in self.letter.sheets.values():
            self.dice.shuffle(rows)

    def sort_alone(self) -> None:
        """Sort one column by itself."""
        name = self.dice.choice(["contact", "trip", "network"])
        place = self.place(name, NAMED_BY[name])
        rows = [row for row in self.letter.sheets.get(name, ()) if row[0] in self.values]
        if len(rows) >= 4 and not any(t.entity == name for t in self.typed.values()):
            texts = sorted(str(row[place] or "") for row in rows)
            for row, text in zip(rows, [*texts[1:], texts[0]], strict=True):
                row[place] = text or None
            self.typed["", name, place_name(name)] = Typed(name, "", place_name(name), "", (), "")

    def copy(self) -> None:
        """Copy a row below the others, changed or not."""
        if (found := self.pick(TEXTS)) is not None:
            name, row = found
            copied = list(row)
            if self.dice.random() < 0.5:
                copied[self.place(name, TEXTS[name][0])] = self.word("copy")
            self.letter.sheets[name].append(copied)

    def lose(self) -> None:
        """Remove a row from the sheet without a word: it means nothing."""
        rows = [rows for rows in self.letter.sheets.values() if len(rows) > 1]
        if rows:
            chosen = self.dice.choice(rows)
            lost = chosen.pop(self.dice.randrange(len(chosen)))
            gone = [at for at in self.typed if at[1] and at[1] in lost]
            for at in gone:
                del self.typed[at]


def place_name(name: str) -> str:
    return NAMED_BY[name]


DOINGS: tuple[Callable[[Hands], None], ...] = (
    *([Hands.type] * 7),
    *([Hands.choose] * 3),
    *([Hands.add] * 3),
    *([Hands.delete] * 2),
    Hands.sort,
    Hands.sort_alone,
    Hands.copy,
    *([Hands.lose] * 2),
)
