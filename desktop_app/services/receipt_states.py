"""What has become of the rows of a file by now: what waited may be decided, or merged since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Edit, Json
from desktop_app.domain.fields import Entity
from desktop_app.domain.receipts import Ending, Line, Receipt
from desktop_app.domain.words import Words
from desktop_app.services.differing_values import values_of
from desktop_app.services.register import Register
from desktop_app.services.undoing import undone_actions
from desktop_app.storage import doubts, log, past
from desktop_app.storage.receipts import StoredReceipt
from desktop_app.storage.redirects import Redirects
from desktop_app.storage.tables import FLAGGED, GONE, Row, fetch

__all__ = ["States"]

Stored: TypeAlias = Mapping[str, Json]
BEGAN: Mapping[str, Ending] = {
    "new": "new",
    "changed": "changed",
    "conflicts": "conflict",
    "doubts": "doubt",
    "refused": "refused",
}
ANSWERED: Mapping[str, Ending] = {
    "new": "new",
    "row": "changed",
    "take": "changed",
    "delete": "deleted",
    "leave": "left_out",
}
ANOTHER = Words("Något annat gäller nu för: {fields}.", "Something else holds now for: {fields}.")
ANOTHER_COPY = Words("Ett annat exemplar av raden används.", "Another copy of the row is used.")
KEPT = Words("Raden behölls.", "The row was kept.")


@dataclass(frozen=True, slots=True)
class _Now:
    """What has become of a row: how it ended, what is to say, and which row it is."""

    ending: Ending
    reason: Words | None
    row: str


class States:
    """Tells receipts that were given as things stand now, without a word of what is secret."""

    def __init__(self, register: Register) -> None:
        """Note what is secret and what was merged."""
        self._register = register
        self._conn = register.db.conn
        self._hidden = frozenset(log.withheld(self._conn))
        self._titles = register.titles(hidden=self._hidden)
        self._redirects = Redirects(self._conn)
        self._rows: dict[str, Row] = {}
        self._edits: dict[str, list[Edit]] = {}

    def told(self, stored: StoredReceipt) -> Receipt:
        """Return a receipt as it is told now."""
        lines = stored.lines if isinstance(stored.lines, list) else []
        kept = [line for line in lines if isinstance(line, dict)]
        self._load(kept)
        undone = stored.action in self._undone if stored.action else False
        return Receipt(
            stored.id,
            stored.register_id,
            stored.export_id,
            stored.at,
            stored.file,
            stored.office,
            stored.rows,
            stored.unchanged,
            stored.missing,
            tuple(self._line(line, undone=undone) for line in kept),
        )

    @cached_property
    def _undone(self) -> set[str]:
        return undone_actions(self._register)

    def _load(self, lines: Iterable[Stored]) -> None:
        """Read the rows and edits that lines tell of, many at once."""
        wanted: dict[str, list[str]] = {}
        written: list[str] = []
        for line in lines:
            wanted.setdefault(str(line["entity"]), []).append(self._redirects.of(str(line["id"])))
            if line["eids"]:
                written.append(str(line["id"]))
        for name, ids in wanted.items():
            if name in CATALOGUE:
                self._rows.update(fetch(self._conn, CATALOGUE[name], ids))
        self._edits.update(past.edits_of(self._conn, written))

    def _line(self, line: Stored, *, undone: bool) -> Line:
        entity, row = str(line["entity"]), str(line["id"])
        now = self._now(line, undone=undone)
        end = self._redirects.of(now.row)
        into = self._title(entity, end) if now.ending == "merged" else ""
        title = self._title(entity, now.row) or self._title(entity, end) or str(line["title"])
        title = "" if {row, now.row} & self._hidden else title
        place = (str(line["sheet"]), int(str(line["row"])))
        return Line(*place, entity, row, title, now.ending, into, now.reason)

    def _title(self, entity: str, row: str) -> str:
        return self._titles.of(entity, row) if entity in CATALOGUE and row else ""

    # --- how a row ended

    def _now(self, line: Stored, *, undone: bool) -> _Now:
        began = BEGAN[str(line["kind"])]
        reason, row = _words(line["reason"]), str(line["id"])
        if line["doubts"]:
            answered = self._answered(line)
            if answered is None:
                return _Now("doubt", reason, row)
            began, reason, row = answered.ending, answered.reason, answered.row
        if began in {"doubt", "refused", "left_out", "other"}:
            return _Now(began, reason, row)
        return self._of_row(line, _Now(began, reason, row), undone=undone)

    def _answered(self, line: Stored) -> _Now | None:
        """Return what was answered to the questions a row raised, None while one waits."""
        ids = [str(id_) for id_ in _listed(line["doubts"])]
        about = doubts.about(self._conn, ids)
        found: _Now | None = None
        for id_ in ids:
            answer = doubts.answer(self._conn, id_)
            if answer is None:
                return None
            found = _meant(line, about.get(id_, {}), answer)
        return found

    def _of_row(self, line: Stored, began: _Now, *, undone: bool) -> _Now:
        end = self._redirects.of(began.row)
        row = self._rows.get(end) or self._row(str(line["entity"]), end)
        if row is None:
            return began
        edits = self._written(line)
        if _differs(row, edits):
            return replace(began, ending="conflict")
        others = _others(CATALOGUE[row.entity], row, edits)
        if undone and edits and (others or row.state == GONE):
            return replace(began, ending="undone", reason=None)
        now = replace(began, reason=None) if began.ending == "conflict" else began
        if row.state == GONE:
            return replace(now, ending="deleted")
        if end != began.row:
            return replace(now, ending="merged")
        return _settled(now, others)

    def _row(self, entity: str, row: str) -> Row | None:
        found = fetch(self._conn, CATALOGUE[entity], [row]) if entity in CATALOGUE else {}
        self._rows.update(found)
        return found.get(row)

    def _written(self, line: Stored) -> list[Edit]:
        """Return the edits that the file brought for a row, as far as they are kept apart."""
        wanted = set(_listed(line["eids"]))
        return [edit for edit in self._edits.get(str(line["id"]), ()) if edit.eid in wanted]


def _settled(now: _Now, others: Words | None) -> _Now:
    """Return how a row that is in view ended, where nothing of it differs."""
    if now.ending == "deleted":
        return replace(now, ending="other", reason=KEPT)
    if now.ending == "conflict":
        return replace(now, ending="other" if others else "changed", reason=others)
    return now


def _meant(line: Stored, about: Mapping[str, Json], answer: Mapping[str, Json]) -> _Now:
    option, row = str(answer.get("answer")), str(line["id"])
    if option.isdecimal():
        copies = _listed(about.get("copies"))
        place = int(option) - 1
        copy = copies[place] if place < len(copies) else None
        used = isinstance(copy, dict) and copy.get("row") == line["row"]
        return _Now("changed", None, row) if used else _Now("left_out", ANOTHER_COPY, row)
    if option == "row" and "field" not in about:
        row = str(answer.get("row") or row)
    elif option == "new":
        row = _new_row(about) or row
    return _Now(ANSWERED.get(option, "changed"), None, row)


def _new_row(about: Mapping[str, Json]) -> str:
    """Return the id of the row that taking it as a new one makes, '' if that is not kept."""
    edits = about.get("edits")
    made = _listed(edits.get("new")) if isinstance(edits, dict) else []
    return str(made[0].get("row", "")) if made and isinstance(made[0], dict) else ""


def _differs(row: Row, edits: Sequence[Edit]) -> bool:
    keys = {key for edit in edits for key in edit.fields}
    return bool(keys) and (row.state == FLAGGED or not keys.isdisjoint(row.conflicts))


def _others(entity: Entity, row: Row, edits: Sequence[Edit]) -> Words | None:
    """Return in which fields something else holds than the edits say, None if in none."""
    if any(DELETED in edit.fields for edit in edits):
        return None if row.state == GONE else KEPT
    names = dict.fromkeys(
        name
        for edit in edits
        for key, value in edit.fields.items()
        if key not in entity.sets
        for name, told in values_of(entity, key, value).items()
        if row.values.get(name) != told
    )
    if not names:
        return None
    return ANOTHER.fill(fields=[entity.by_name[name].label for name in names])


def _words(told: Json) -> Words | None:
    return Words(str(told[0]), str(told[1])) if isinstance(told, list) and told else None


def _listed(told: Json) -> list[Json]:
    return told if isinstance(told, list) else []
