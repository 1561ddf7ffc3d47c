"""Finding rows that may be one and the same, and saying that two of them are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import uuid5

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Edit, Json
from desktop_app.domain.fields import Entity
from desktop_app.domain.folding import fold
from desktop_app.domain.kinds import Value
from desktop_app.domain.likeness import (
    ENTITIES,
    PERHAPS,
    PERSONS,
    SURE,
    Likeness,
    Portrait,
    Scorer,
    blocks,
    portrait,
)
from desktop_app.domain.loose_names import written_out
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.shipped import NAMESPACE, shipped_rows
from desktop_app.domain.words import Words
from desktop_app.services import writing
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage import pairs, queries
from desktop_app.storage.tables import GONE, Row, fetch

__all__ = [
    "PERHAPS",
    "SURE",
    "Pair",
    "alike",
    "compares",
    "distinct",
    "find",
    "find_all",
    "titles_of",
]

LARGEST_BLOCK = 150
"""What more rows than this share tells none of them apart."""

SHARED_BY_MANY = 20
"""A phone number of more rows than this is a switchboard's: it brings nobody together."""

EVERY = 200
"""Blocks from one report to the next."""

NEAREST = 60
"""How many rows each way of finding gives that are held against what is typed."""

COMPARED: Mapping[str, tuple[str, ...]] = {
    "contact": (
        "given_name",
        "family_name",
        "title",
        "organisation",
        "email",
        "email_2",
        "phone",
        "mobile",
        "city",
    ),
    "organisation": ("name", "name_en", "short_name", "city", "website"),
    "network": ("name", "short_name", "website"),
    "trip": ("title", "organisation", "start_on"),
}
NOT_SAME = Words("Inte samma: {first} och {second}", "Not the same: {first} and {second}")
SAME_ROW = Words("Det är en och samma rad.", "It is one and the same row.")
NOT_COMPARED = Words(
    "Bland {entities} letas inte efter dubbletter.", "{entities} are not searched for duplicates."
)
NOT_COMPARED_ADVICE = Words("Du kan välja: {names}.", "You can choose: {names}.")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that may be one.

    Attributes:
        entity: The name of their entity.
        first: The id of the one; '' for a row that is only being typed.
        second: The id of the other.
        score: How likely it is, in points; from `SURE` on, most likely.
        reasons: What speaks for it, and what against.
    """

    entity: str
    first: str
    second: str
    score: int
    reasons: tuple[Words, ...]

    @property
    def sure(self) -> bool:
        """Return whether they are most likely one."""
        return self.score >= SURE


def compares(entity: Entity) -> bool:
    """Tell whether duplicates are looked for among the rows of an entity."""
    return entity.name in ENTITIES


def find_all(register: Register, progress: Progress | None = None) -> list[Pair]:
    """Return the pairs of all entities that may be one, best first within each."""
    return [pair for name in ENTITIES for pair in find(register, CATALOGUE[name], progress)]


def titles_of(register: Register, found: Iterable[Pair], language: str) -> dict[str, str]:
    """Return what the rows of pairs are called, by id."""
    ids: dict[str, set[str]] = {}
    for each in found:
        ids.setdefault(each.entity, set()).update((each.first, each.second))
    writer = Writer(register, language)
    return {
        row.id: writer.title(row)
        for entity, wanted in ids.items()
        for row in fetch(register.db.conn, CATALOGUE[entity], sorted(wanted)).values()
    }


def find(register: Register, entity: Entity, progress: Progress | None = None) -> list[Pair]:
    """Return the pairs of rows that may be one, the likeliest first.

    Deleted and merged rows are none of them, nor pairs that a person said are two.

    Raises:
        Refused: Nothing is looked for among rows of this kind.
    """
    if not compares(entity):
        names = [CATALOGUE[name].many for name in ENTITIES]
        advice = NOT_COMPARED_ADVICE.fill(names=names)
        raise Refused(NOT_COMPARED.fill(entities=entity.many), advice)
    conn = register.db.conn
    apart = set(pairs.distinct_pairs(conn, entity))
    known = {row.id for row in shipped_rows() if row.entity == entity.name}
    # Reading the rows is half of the way, comparing them the other half.
    steps = Steps(progress, lambda: 2 * pairs.count(conn, entity))
    rows = list(steps.through(_portraits(register, entity)))
    made = [
        _pair(entity, rows[one].id, rows[other].id, likeness)
        for (one, other), likeness in _compared(entity, rows, steps).items()
        if (rows[one].id, rows[other].id) not in apart
        and not known.issuperset((rows[one].id, rows[other].id))  # shipped as two
    ]
    return sorted(made, key=lambda pair: (-pair.score, pair.first, pair.second))


def _compared(
    entity: Entity, rows: Sequence[Portrait], steps: Steps
) -> dict[tuple[int, int], Likeness]:
    """Return the places of rows that may be one, the smaller first."""
    shared = Counter(number for row in rows for number in row.phones)
    scorer = Scorer(entity.name, shared)
    found: dict[tuple[int, int], Likeness] = {}
    by_block = _by_block(entity, rows, shared)
    for number, block in enumerate(by_block):
        if number % EVERY == 0:
            steps.reach(len(rows) * number // len(by_block))
        for places in combinations(block, 2):
            if places not in found:
                likeness = scorer.score(rows[places[0]], rows[places[1]])
                if likeness is not None:
                    found[places] = likeness
    return found


def _pair(entity: Entity, first: str, second: str, likeness: Likeness) -> Pair:
    return Pair(entity.name, first, second, likeness.points, likeness.reasons)


def _portraits(register: Register, entity: Entity) -> Iterator[Portrait]:
    """Go through the rows in view, by id, as they are compared."""
    conn = register.db.conn
    organisation = CATALOGUE["organisation"]
    places = {
        id_: str(values.get("name", ""))
        for id_, values in pairs.compared(conn, organisation, ("name",))
    }
    for id_, values in pairs.compared(conn, entity, COMPARED[entity.name]):
        place = places.get(str(values.get("organisation", "")), "")
        yield portrait(entity.name, id_, values, place)


def _by_block(
    entity: Entity, rows: Iterable[Portrait], shared: Mapping[str, int]
) -> list[list[int]]:
    """Return the places of rows that share something, the smaller first in each block."""
    found: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        for key in set(blocks(entity.name, row)):
            if key[0] != "phone" or shared[key[1]] <= SHARED_BY_MANY:
                # Two keys of one hash only mean that some rows are compared in vain.
                found.setdefault(hash(key), []).append(place)
    return [block for block in found.values() if 1 < len(block) <= LARGEST_BLOCK]


# --- while a new row is typed


def alike(
    register: Register, entity: Entity, values: Mapping[str, Value], limit: int = 3
) -> list[Pair]:
    """Return the rows that a new one with these values looks like, the likeliest first."""
    if not compares(entity):
        return []
    conn = register.db.conn
    typed = portrait(entity.name, "", values, _place(register, values))
    ids = pairs.near(conn, entity, list(_expressions(entity, typed)), NEAREST)
    found = fetch(conn, entity, ids)
    others = [
        portrait(entity.name, id_, row.values, _place(register, row.values))
        for id_, row in found.items()
    ]
    scorer = Scorer(entity.name, Counter(each for other in others for each in other.phones))
    scored = ((other.id, scorer.score(typed, other)) for other in others)
    made = [_pair(entity, "", id_, likeness) for id_, likeness in scored if likeness]
    return sorted(made, key=lambda pair: (-pair.score, pair.second))[:limit]


def _place(register: Register, values: Mapping[str, Value]) -> str:
    id_ = values.get("organisation")
    found = queries.row(register.db.conn, CATALOGUE["organisation"], str(id_)) if id_ else None
    return str(found.values.get("name", "")) if found else ""


def _expressions(entity: Entity, typed: Portrait) -> Iterator[str]:
    """Go through the full-text expressions that find rows like one: the surest first."""
    yield from (f'"{fold(address)}"' for address in sorted(typed.emails) if fold(address))
    yield from (f'"{number}"' for number in sorted(typed.phones))
    names = [[*dict.fromkeys(written_out(name))] for name in typed.names if fold(name)]
    for spelled in zip(*(_padded(each, names) for each in names), strict=True):
        whole = " ".join(spelled).split()
        yield " ".join(f'"{word}"*' for word in whole)
        yield " ".join(f'"{word[:5]}"*' for word in whole)
        if entity.name in PERSONS and len(names) > 1:
            given, family = spelled[0].split()[0], spelled[1].split()[-1]
            yield f'"{given[:3]}"* "{family[:3]}"*'
            yield f'"{given}"* "{family[:1]}"*'


def _padded(spellings: list[str], all_names: list[list[str]]) -> list[str]:
    longest = max(len(each) for each in all_names)
    return spellings + [spellings[-1]] * (longest - len(spellings))


# --- saying that two are two


def distinct(register: Register, entity: Entity, first: str, second: str) -> writing.Saved:
    """Say that two rows are not the same, as one action; they are not proposed again.

    Offices that say so of the same two rows make one and the same row: its id follows from theirs.

    Raises:
        Refused: A row is not there, or the two are one.
    """
    rows = sorted((register.row(entity, each) for each in (first, second)), key=lambda row: row.id)
    one, other = rows
    if one.id == other.id:
        raise Refused(SAME_ROW)
    id_ = str(uuid5(NAMESPACE, f"distinct/{one.id}/{other.id}"))
    known = queries.row(register.db.conn, CATALOGUE["distinct"], id_)
    if known is not None and known.state != GONE:
        return writing.Saved(id_, changed=False, warnings=())
    label = NOT_SAME.fill(first=register.title(one), second=register.title(other))
    with register.record.acting("edit", label) as act:
        local = not all(_is_shared(act.edits(row.id), row) for row in rows)
        if known is None:
            said: dict[str, Json] = {"entity": entity.name, "first": one.id, "second": other.id}
            # One edit wherever it is said; of what stays here nothing may be guessed elsewhere.
            salt, lam = (None, None) if local else (NAMESPACE.hex, 1)
            act.write("distinct", id_, said, None, shared=not local, salt=salt, lam=lam)
        else:
            heads = act.shown(CATALOGUE["distinct"], id_).heads.get(DELETED, ())
            parents = {DELETED: tuple(head.eid for head in heads)}
            act.write("distinct", id_, {DELETED: False}, parents, shared=not local)
    return writing.Saved(id_, changed=True, warnings=())


def _is_shared(edits: Iterable[Edit], row: Row) -> bool:
    """Tell whether others may know of a row: it is not secret, and not all of it stays here."""
    return not row.values.get(writing.SECRET) and any(edit.shared for edit in edits)
