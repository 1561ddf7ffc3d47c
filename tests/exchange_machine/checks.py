"""What must hold of registers, worked out again from their raw tables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Link, Links
from desktop_app.storage import queries, upkeep
from desktop_app.storage.tables import FLAGGED, GONE, SHOWN, Row
from tests.exchange_machine.letters import Letter, as_text
from tests.exchange_machine.sites import ENTITIES, OWNER, Entry, Site
from tests.property.reading import Raw, Reading

MERGED, DELETED = "_merged", "_deleted"


def raws_of(conn: sqlite3.Connection) -> Reading:
    reading = Reading()
    reading.read(conn)
    return reading


def ways(reading: Reading) -> tuple[dict[str, str], dict[str, list[Raw]]]:
    """Return where each merged row leads in the end, and the edits that say so."""
    targets: dict[str, str] = {}
    saying: dict[str, list[Raw]] = {}
    for row, raws in reading.rows.items():
        said = [raw for raw in raws if MERGED in raw.fields]
        named = {eid for raw in said for eid in raw.names(MERGED)}
        heads = sorted((r for r in said if r.eid not in named), key=lambda r: (r.lam, r.eid))
        target = heads[-1].fields[MERGED] if heads else None
        if target and target != row and same_kind(reading, row, target):
            targets[row] = target
            saying[row] = [head for head in heads if head.fields[MERGED] == target]
    ends = {}
    for start in targets:
        way = [start]
        while way[-1] in targets and targets[way[-1]] not in way:
            way.append(targets[way[-1]])
        last = targets.get(way[-1])
        ends[start] = way[-1] if last is None else min(way[way.index(last) :])
    return {row: end for row, end in ends.items() if end != row}, saying


def same_kind(reading: Reading, row: str, target: str) -> bool:
    return any(r.entity == reading.rows[row][0].entity for r in reading.rows.get(target, ()))


class Told:
    """What a row's edits tell, with those of the rows that lead to it.

    Attributes:
        heads: The edits of each field and unit that nobody names.
        adds: For each set its elements, with the adds that nobody has taken out.
        values: What is shown.
        conflicts: The keys in which values differ.
        gone: Whether it is deleted.
        unseen: Whether something of it was not known to who deleted it.
    """

    def __init__(
        self,
        own: list[Raw],
        others: Mapping[str, list[Raw]],
        said: Mapping[str, list[Raw]],
    ) -> None:
        self.entity = CATALOGUE[own[0].entity]
        self.heads: dict[str, list[Raw]] = defaultdict(list)
        self.adds: dict[str, dict[str, set[str]]] = {
            key: defaultdict(set) for key in self.entity.sets
        }
        everyone = [*own, *(raw for raws in others.values() for raw in raws)]
        self._named = {(k, eid) for raw in everyone for k in raw.fields for eid in raw.names(k)}
        self._out = set(self._taken_out(everyone))
        merges = [raw for member in others for raw in said[member]]
        seen = {eid for raw in merges for eid in raw.seen}
        for raw in own:
            self._take(raw, raw.fields.keys())
        for raw in everyone[len(own) :]:
            if raw.eid not in seen:
                self._take(raw, raw.fields.keys() - {MERGED, DELETED})
        for found in self.heads.values():
            found.sort(key=lambda raw: (raw.lam, raw.eid), reverse=True)
        self._judge({raw.eid for raw in merges})

    def _taken_out(self, everyone: list[Raw]) -> Iterator[tuple[str, str, str]]:
        for raw in everyone:
            for key in self.entity.sets & raw.fields.keys():
                for item in raw.part(key, "remove"):
                    yield from ((key, eid, item) for eid in raw.names(key))

    def _take(self, raw: Raw, keys: Iterable[str]) -> None:
        for key in keys:
            if key in self.entity.sets:
                for item in raw.part(key, "add"):
                    if (key, raw.eid, item) not in self._out:
                        self.adds[key][item].add(raw.eid)
            elif (key, raw.eid) not in self._named:
                self.heads[key].append(raw)

    def _judge(self, merges: set[str]) -> None:
        values: dict[str, Any] = {key: sorted(items) for key, items in self.adds.items()}
        for key, found in self.heads.items():
            value = found[0].fields[key]
            values.update(value if key in self.entity.units and value else {key: value})
        self.values = {n: v for n, v in values.items() if v and n in self.entity.by_name}
        self.conflicts = {
            key
            for key, found in self.heads.items()
            if not key.startswith("_") and len({as_text(raw.fields[key]) for raw in found}) > 1
        }
        deletions = self.heads.get(DELETED, [])
        self.gone = bool(deletions) and all(raw.fields[DELETED] for raw in deletions)
        seen = {eid for raw in deletions for eid in raw.seen}
        self.unseen = self.gone and not (self._current() | merges) <= seen

    def _current(self) -> set[str]:
        skipped = {DELETED, MERGED, *self.entity.local_keys}
        current = {r.eid for key, found in self.heads.items() if key not in skipped for r in found}
        for key, items in self.adds.items():
            if key not in skipped:
                current.update(eid for eids in items.values() for eid in eids)
        return current


def told_of(site: Site, row: str) -> Told:
    """Return what is told of a row, with those that lead to it."""
    reading = raws_of(site.conn)
    ends, said = ways(reading)
    members = {member: reading.rows[member] for member, end in ends.items() if end == row}
    return Told(reading.rows[row], members, said)


def check_site(site: Site) -> None:
    """Hold the tables of a register against a second reading of its record."""
    reading = raws_of(site.conn)
    ends, said = ways(reading)
    assert ends == {r: end for r, (_t, end) in site.redirects().items() if end != r}, "redirects"
    members: dict[str, dict[str, list[Raw]]] = defaultdict(dict)
    for row, end in ends.items():
        members[end][row] = reading.rows[row]
    shown = {
        row.id: row for name in ENTITIES for row in queries.all_rows(site.conn, CATALOGUE[name])
    }
    living = parts_in_view(shown.values())
    for id_, found in shown.items():
        if len(reading.rows[id_]) > 1 or id_ in members:
            told = Told(reading.rows[id_], members.get(id_, {}), said)
            check_row(found, told, ends, living)


def parts_in_view(rows: Iterable[Row]) -> set[str]:
    return {
        str(row.values.get(OWNER[row.entity]))
        for row in rows
        if row.entity in OWNER and row.state != GONE
    }


def check_row(row: Row, told: Told, ends: Mapping[str, str], living: set[str]) -> None:
    entity = CATALOGUE[row.entity]
    expected = dict(told.values)
    for field in entity:
        value = expected.get(field.name)
        if isinstance(field.kind, Link) and value:
            expected[field.name] = ends.get(value, value)
        elif isinstance(field.kind, Links) and value:
            expected[field.name] = sorted({ends.get(item, item) for item in value})
    values = {name: value for name, value in row.values.items() if value}
    assert values == expected, ("what is shown", row, expected)
    assert set(row.conflicts) == told.conflicts, ("conflicts", row, told.conflicts)
    state = SHOWN if not told.gone else FLAGGED if told.unseen or row.id in living else GONE
    if row.id in ends:
        state = GONE
    assert row.state == state, ("state", row, state)


def check_derived(site: Site) -> None:
    """Derive everything again: nothing changes; and every edit verifies."""
    before = list(upkeep.dump(site.conn))
    upkeep.rebuild(site.register.db)
    after = list(upkeep.dump(site.conn))
    assert before == after, list({*before} ^ {*after})[:6]
    assert upkeep.damaged_edits(site.conn) == []


def shown_alike(sites: list[Site], hidden: set[str]) -> list[str]:
    """Return where registers show different things, hidden rows and local fields apart."""
    views = [view(site, hidden) for site in sites]
    return [
        f"{site.number}: {views[0].get(row)} | {other.get(row)}"
        for site, other in zip(sites[1:], views[1:], strict=True)
        for row in views[0].keys() | other.keys()
        if views[0].get(row) != other.get(row)
    ]


def known_alike(sites: list[Site], hidden: set[str]) -> bool:
    """Tell whether all registers have the same shared edits, those of hidden rows apart."""
    sql = 'SELECT eid, "row" FROM edit WHERE shared'
    known = [{eid for eid, row in s.conn.execute(sql) if row not in hidden} for s in sites]
    return all(found == known[0] for found in known)


def view(site: Site, hidden: set[str]) -> dict[str, Any]:
    found = {}
    for name, entity in CATALOGUE.items():
        for row in queries.all_rows(site.conn, entity):
            if row.state == GONE or row.id in hidden:
                continue
            local = entity.local_keys
            values = {k: v for k, v in row.values.items() if k not in local}
            # Where a link to a row that was merged into a secret one leads, only its office knows.
            for link in entity:
                if isinstance(link.kind, Link) and values.get(link.name) in hidden:
                    values[link.name] = "hidden"
            found[row.id] = (name, row.state, set(row.conflicts) - local, values)
    return found


def check_held(sites: list[Site], hidden: set[str]) -> None:
    """Find every value that was typed: in the record of every register that should have it."""
    everyone: set[Entry] = set().union(*(site.held.shared for site in sites))
    for site in sites:
        held = raws_of(site.conn).held
        lost = {e for e in everyone - held if e[0] not in hidden}
        lost |= site.held.local - held
        lost |= site.held.shared - held
        assert not lost, (f"lost at {site.number}", sorted(lost)[:5])


def check_received(sites: list[Site], letters: Iterable[Letter], hidden: set[str]) -> None:
    """Find in each register all that it says it has received of others' streams."""
    sent: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for letter in letters:
        if not letter.harmed:
            at = (letter.meta.from_register, letter.meta.epoch)
            items = letter.items()
            sent[at].update((eid, place) for place, eid, row, _f in items if row not in hidden)
    for site in sites:
        known = {eid for (eid,) in site.conn.execute("SELECT eid FROM edit")}
        for register, epoch, reached in site.conn.execute("SELECT * FROM stream"):
            lacking = {e for e, p in sent[register, epoch].items() if p <= reached} - known
            assert not lacking, (f"{site.number} says it has received more than it has", lacking)
