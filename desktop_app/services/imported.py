"""What an import touched, as a view of a list: it is there for as long as the history is.

An import that was undone touched nothing; done again, it shows what it touched before.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.folding import Term, fold
from desktop_app.domain.kinds.given import shown
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.services.register import AMBIGUOUS_ADVICE, Register, may_be_id
from desktop_app.services.undoing import AMBIGUOUS, NO_ACTION_ADVICE, undone_actions
from desktop_app.storage import imported, past
from desktop_app.storage.imported import IMPORT
from desktop_app.storage.past import RecordedAction
from desktop_app.storage.tables import Row
from desktop_app.storage.views import Keys

__all__ = [
    "IMPORT",
    "LABEL",
    "found_by",
    "in_force",
    "is_meant",
    "latest",
    "most_of",
    "named",
    "offered",
    "ranks",
    "test_of",
]

LABEL = Words("Inläsning", "Import")
"""What the imports are called where they stand among the fields of a row."""

NO_IMPORT = Words(
    "Det finns ingen inläsning i historiken med id {id}.", "The history has no import {id}."
)
UNDONE = Words(
    "”{label}” är ångrad, så den har inga rader att visa.",
    "“{label}” was undone, so it has no rows to show.",
)
UNDONE_ADVICE = Words(
    "Den kan göras om: ångra ångringen med dess id i ”kontaktnat history”.",
    "It can be done again: undo the undo by its id in “kontaktnat history”.",
)

BESIDE = ("setting", "distinct", "list_item")
"""What an import writes beside the rows it is for."""

PIECE = 500
"""How many edits are read in one go."""
NEAR_BITS = 32
"""Ranks that differ in lower bits only are put in order in one go: some thousand rows."""
OFFERED = 40
"""How many imports there are to choose among, the newest of them."""
NOTHING: Keys = array("q")


def in_force(register: Register, ids: Sequence[str]) -> list[int]:
    """Return the places in the history of those of some imports that are there and not undone."""
    undone = undone_actions(register)
    found = (past.find_actions(register.db.conn, id_) for id_ in ids if id_ not in undone)
    return [each[0].seq for each in found if len(each) == 1]


def ranks(
    register: Register, entity: Entity, imports: Sequence[int], *, gone: bool = False
) -> Generator[Keys, None, Keys]:
    """Return the ranks of the rows that imports touched, ascending; empty keys while working."""
    near: dict[int, set[int]] = defaultdict(set)
    for seq in imports:
        for by in imported.BY:
            for piece in _pieces(register, by, seq, entity, gone=gone):
                for rank in piece:
                    near[rank >> NEAR_BITS].add(rank)
                yield NOTHING
    found: Keys = array("q")
    for place in sorted(near):
        found.extend(sorted(near[place]))
        yield NOTHING
    return found


def _pieces(
    register: Register, by: str, seq: int, entity: Entity, *, gone: bool
) -> Iterator[list[int]]:
    after: int | None = 0
    while after is not None:
        piece, after = imported.ranks_touched(
            register.db.conn, by, seq, entity.name, gone=gone, after=after, limit=PIECE
        )
        yield piece


def offered(
    register: Register, entity: Entity, limit: int = OFFERED
) -> Generator[object, None, list[tuple[RecordedAction, int]]]:
    """Return the imports that touched rows in view, newest first, and how many; step by step."""
    undone = undone_actions(register)
    found: list[tuple[RecordedAction, int]] = []
    for action in _newest_first(register):
        rows = [] if action.id in undone else (yield from ranks(register, entity, [action.seq]))
        if rows:
            found.append((action, len(rows)))
        if len(found) == limit:
            break
        yield None
    return found


def _newest_first(register: Register) -> Iterator[RecordedAction]:
    """Go through all imports; nothing stays open in between."""
    before: int | None = None
    while some := imported.imports_before(register.db.conn, before, OFFERED):
        yield from some
        before = some[-1].seq


def most_of(register: Register, ids: Sequence[str]) -> Entity | None:
    """Return the entity that most of what imports touched is of, None if they touched nothing."""
    found = imported.numbers(register.db.conn, in_force(register, ids))
    known = [name for name in CATALOGUE if name in found]
    most = max(known, key=lambda name: (name not in BESIDE, found[name]), default=None)
    return None if most is None else CATALOGUE[most]


def latest(register: Register) -> str | None:
    """Return the id of the newest import that touched anything and is not undone."""
    ids = (action.id for action in _newest_first(register))
    return next((id_ for id_ in ids if most_of(register, [id_]) is not None), None)


def named(register: Register, text: str) -> RecordedAction:
    """Return an import by its id or a unique prefix of it; raise `Refused` if there is none."""
    prefix = text.strip().lower()
    found = past.find_actions(register.db.conn, prefix) if may_be_id(prefix) else []
    if len(found) > 1:
        names = [action.id for action in found]
        raise Refused(AMBIGUOUS.fill(text=shown(text), names=names), AMBIGUOUS_ADVICE)
    if not found or found[0].kind != IMPORT:
        raise Refused(NO_IMPORT.fill(id=shown(text)), NO_ACTION_ADVICE)
    if found[0].id in undone_actions(register):
        raise Refused(UNDONE.fill(label=found[0].label), UNDONE_ADVICE)
    return found[0]


def test_of(register: Register, entity: Entity, imports: Sequence[int]) -> Callable[[Row], bool]:
    """Return the test of an entity's rows whether one of some imports touched them."""
    ids = imported.touched(register.db.conn, entity.name, imports)
    return lambda row: row.id in ids


def is_meant(term: Term) -> bool:
    """Tell whether a ``field:value`` term asks for imports."""
    if term.field is None:
        return False
    return fold(term.field) in {fold(LABEL.into(each)) for each in LANGUAGES}


def found_by(register: Register, term: Term) -> list[int]:
    """Return the places in the history of the imports in force whose files a term finds."""
    undone = undone_actions(register)
    sought = " " + " ".join(term.words) + (" " if term.phrase else "")
    return [
        action.seq
        for action in _newest_first(register)
        if action.id not in undone and sought in f" {fold(action.source or '')} "
    ]
