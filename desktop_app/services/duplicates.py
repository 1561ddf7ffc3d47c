"""Finding rows that may be one and the same, and saying that two of them are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import combinations
from uuid import uuid5

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.census import Census
from desktop_app.domain.edits import DELETED, Edit, Json
from desktop_app.domain.fields import Entity
from desktop_app.domain.folding import fold
from desktop_app.domain.kinds import Context, Given, Value
from desktop_app.domain.likeness import PERHAPS, SURE, TYPED, Likeness, Scorer
from desktop_app.domain.loose_names import written_out
from desktop_app.domain.portraits import ENTITIES, PERSONS, Portrait, portrait
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.progress import Progress
from desktop_app.domain.shipped import NAMESPACE, shipped_rows
from desktop_app.domain.words import Words
from desktop_app.services import writing
from desktop_app.services.finder import Finder
from desktop_app.services.pairing import COMPARED, Blocks, Pair, pair_of, portraits
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from desktop_app.storage import pairs, queries
from desktop_app.storage.tables import GONE, Row, fetch

__all__ = [
    "PERHAPS",
    "SURE",
    "Finder",
    "Pair",
    "alike",
    "alike_typed",
    "compared",
    "compares",
    "distinct",
    "find",
    "find_all",
    "titles_of",
]

EVERY = 200
"""Blocks from one report to the next."""

NEAREST = 60
"""How many rows each way of finding gives that are held against what is typed."""

NOT_SAME = Words("Inte samma: {first} och {second}", "Not the same: {first} and {second}")
SAME_ROW = Words("Det är en och samma rad.", "It is one and the same row.")
NOT_COMPARED = Words(
    "Bland {entities} letas inte efter dubbletter.", "{entities} are not searched for duplicates."
)
NOT_COMPARED_ADVICE = Words("Du kan välja: {names}.", "You can choose: {names}.")


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
    rows = list(steps.through(portraits(register, entity)))
    made = [
        pair_of(entity, rows[one].id, rows[other].id, likeness)
        for (one, other), likeness in compared(entity, rows, steps).items()
        if (rows[one].id, rows[other].id) not in apart
        and not known.issuperset((rows[one].id, rows[other].id))  # shipped as two
    ]
    return sorted(made, key=lambda pair: (-pair.score, pair.first, pair.second))


def compared(
    entity: Entity, rows: Sequence[Portrait], steps: Steps
) -> dict[tuple[int, int], Likeness]:
    """Return the places of rows that may be one, the smaller first."""
    census = Census(rows)
    scorer = Scorer(entity.name, census)
    found: dict[tuple[int, int], Likeness] = {}
    by_block = list(Blocks(entity, rows, census).all())
    for number, block in enumerate(by_block):
        if number % EVERY == 0:
            steps.reach(len(rows) * number // len(by_block))
        for places in combinations(block, 2):
            if places not in found:
                likeness = scorer.score(rows[places[0]], rows[places[1]])
                if likeness is not None:
                    found[places] = likeness
    return found


# --- while a new row is typed


def alike(
    register: Register,
    entity: Entity,
    values: Mapping[str, Value],
    limit: int = 3,
    *,
    id_: str = "",
) -> list[Pair]:
    """Return the rows that a new one with these values looks like, the likeliest first.

    Args:
        register: The register.
        entity: What the new row is.
        values: Its values.
        limit: How many at the most.
        id_: Its id if it exists already: neither itself, nor what was said to be another.
    """
    if not compares(entity):
        return []
    conn = register.db.conn
    places: dict[str, str] = {}
    typed = portrait(entity.name, id_, values, _place(register, values, places))
    ids = pairs.near(conn, entity, list(_expressions(entity, typed)), NEAREST)
    found = fetch(conn, entity, [each for each in ids if each != id_])
    others = [
        portrait(entity.name, other, row.values, _place(register, row.values, places))
        for other, row in found.items()
    ]
    scorer = Scorer(entity.name, Census(others), least=TYPED)
    scored = ((other.id, scorer.score(typed, other)) for other in others)
    made = [pair_of(entity, id_, other, likeness) for other, likeness in scored if likeness]
    if made and id_:
        apart = set(pairs.distinct_pairs(conn, entity))
        made = [
            pair for pair in made if (min(id_, pair.second), max(id_, pair.second)) not in apart
        ]
    return sorted(made, key=lambda pair: (-pair.score, pair.second))[:limit]


def alike_typed(
    register: Register,
    entity: Entity,
    given: Mapping[str, Given],
    context: Context,
    *,
    id_: str = "",
) -> list[Pair]:
    """Return the rows that one looks like while it is typed; what is no value yet says nothing."""
    row = queries.row(register.db.conn, entity, id_) if id_ else None
    values = dict(row.values) if row is not None else {}
    for name in COMPARED.get(entity.name, ()):
        if name in given:
            with suppress(Invalid, Refused):
                values[name] = writing.parse_value(
                    register, entity.by_name[name], given[name], context
                )
    return alike(register, entity, values, id_=id_)


def _place(register: Register, values: Mapping[str, Value], known: dict[str, str]) -> str:
    """Return what a row's organisation is called; each is read once."""
    id_ = str(values.get("organisation") or "")
    if id_ and id_ not in known:
        found = queries.row(register.db.conn, CATALOGUE["organisation"], id_)
        known[id_] = str(found.values.get("name", "")) if found else ""
    return known.get(id_, "")


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
