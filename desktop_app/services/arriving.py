"""What edits that arrive in a log would do here, row by row, before they do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import Edit, Json, Shown, show
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Link, Links, Value
from desktop_app.domain.titles import Titles, title
from desktop_app.domain.words import Words
from desktop_app.exchange.problem import Problem
from desktop_app.services.import_plan import ArrivedCells, Category, CellChange, Outcome
from desktop_app.services.parcels import Arrival
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.standing import Standing
from desktop_app.storage import peers, queries

__all__ = ["Arriving"]

LOG = "_log"
CHUNK = 1000
DELETION = Words("Tas bort", "Is deleted")
RESTORED = Words("Tas tillbaka", "Is restored")
INTO = Words("Slås ihop med", "Is merged into")
APART = Words("Tas isär", "Is taken apart")
GAP = Words(
    "Något som {office} skickat tidigare har inte kommit fram. Det som finns i filen läses in, och "
    "det som saknas kommer med nästa fil därifrån.",
    "Something that {office} sent before has not arrived. What is in the file is taken in, and "
    "what is missing comes with the next file from there.",
)
DAMAGED = Words(
    "En rad i den dolda loggen är skadad och läses inte in. Den skickas igen med nästa fil.",
    "A line of the hidden log is damaged and is not taken in. It is sent again with the next file.",
)
DAMAGED_LINES = Words(
    "{n} rader i filens dolda logg är skadade och läses inte in. De skickas igen med nästa fil.",
    "{n} lines of the file's hidden log are damaged and are not taken in. They are sent again with "
    "the next file.",
)
LINES_MISSING = Words(
    "Rader saknas i filens dolda logg. De skickas igen med nästa fil.",
    "Lines are missing in the file's hidden log. They are sent again with the next file.",
)
NEWER_LINES = Words(
    "{n} rader i den dolda loggen är skrivna av en nyare version av programmet och läses inte här. "
    "Uppdatera programmet och läs in filen igen.",
    "{n} lines of the hidden log were written by a newer version of the program and are not read "
    "here. Update the program and take the file in again.",
)
RANGE = Words(
    "Filens uppgift om vad den innehåller stämmer inte med dess logg. Det som finns i den läses "
    "in, och {office} ombeds sända det igen.",
    "What the file tells of its range does not agree with its log. What is in it is taken in, and "
    "{office} is asked to send it again.",
)
AHEAD = Words(
    "{office} har fått mer från det här registret än det nu innehåller: det har troligen "
    "återställts från en säkerhetskopia. Nästa fil härifrån tar därför med allt igen.",
    "{office} has received more from this register than it now holds: it was probably brought "
    "back from a backup. The next file from here therefore brings everything again.",
)
NEWER_ROWS = Words(
    "{n} rader är av ett slag som en nyare version av programmet har. De behålls och förs vidare, "
    "och visas när programmet är uppdaterat.",
    "{n} rows are of a kind that a newer version of the program has. They are kept and passed on, "
    "and shown once the program is updated.",
)
NEWER_FIELDS = Words(
    "{n} rader har uppgifter som en nyare version av programmet har. De behålls och förs vidare, "
    "och visas när programmet är uppdaterat.",
    "{n} rows have fields that a newer version of the program has. They are kept and passed on, "
    "and shown once the program is updated.",
)
PRIVATE = Words(
    "En rad i loggen ändrar något som varje register bestämmer själv (sekretess eller privata "
    "anteckningar). Den läses inte in.",
    "A line of the log changes what each register decides for itself (secrecy or private notes). "
    "It is not taken in.",
)
OTHER_KIND = Words(
    "En rad i loggen har samma id som en rad av ett annat slag här. Den läses inte in; fråga "
    "{office} vad det är för rad.",
    "A line of the log has the id of a row of another kind here. It is not taken in; ask {office} "
    "which row it is.",
)


@dataclass
class Arriving:
    """Judges what arrives.

    Attributes:
        register: Where to.
        arrival: What arrives.
        language: The language that values are shown in.
        rows: The edits that are not here yet, by row.
        concerned: The rows that change with them, with their entities.
        standing: What rows show now, and would show.
        problems: What could not be believed.
        remarks: What else should be known.
    """

    register: Register
    arrival: Arrival
    language: str
    rows: dict[str, list[Edit]] = field(default_factory=dict)
    concerned: Mapping[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Words] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sort the edits by row, and find what to say of the log."""
        for item in self.arrival.fresh:
            self.rows.setdefault(item.edit.row, []).append(item.edit)
        self.standing = Standing(self.register, self.rows)
        self.concerned = self.standing.concerned()
        self._tell_of_lines()
        self._tell_of_range()
        self._tell_of_newer()

    def _tell_of_lines(self) -> None:
        reading = self.arrival.reading
        for line in reading.damaged:
            self.problems.append(Problem(LOG, line.number + 1, "", "", DAMAGED))
        if reading.damaged:
            self.remarks.append(DAMAGED_LINES.fill(n=len(reading.damaged)))
        elif reading.whole_to is not None:
            self.remarks.append(LINES_MISSING)
        for item in self.arrival.private:
            self.problems.append(Problem(LOG, item.place, "", item.edit.row, PRIVATE))
        if reading.other:
            self.remarks.append(NEWER_LINES.fill(n=reading.other))
        for item in self.arrival.clashing:
            reason = OTHER_KIND.fill(office=self.arrival.sender.name)
            self.problems.append(Problem(LOG, item.place, "", item.edit.row, reason))

    def _tell_of_range(self) -> None:
        sender, conn = self.arrival.sender, self.register.db.conn
        if self.arrival.ahead:
            self.remarks.append(AHEAD.fill(office=sender.name))
        if not self.arrival.sound:
            self.remarks.append(RANGE.fill(office=sender.name))
        elif self.arrival.has_gap(peers.received(conn, sender.register_id, self.arrival.epoch)):
            self.remarks.append(GAP.fill(office=sender.name))

    def _tell_of_newer(self) -> None:
        unknown = [row for row, edits in self.rows.items() if edits[0].entity not in CATALOGUE]
        if unknown:
            self.remarks.append(NEWER_ROWS.fill(n=len(unknown)))
        if wider := sum(any(map(_is_newer, edits)) for edits in self.rows.values()):
            self.remarks.append(NEWER_FIELDS.fill(n=wider))

    def writer(self) -> Writer:
        """Return what writes values for people, with the names of rows that arrive."""
        found = Writer(self.register, self.language)
        conn = self.register.db.conn

        def values(entity: str, row: str) -> Mapping[str, Value] | None:
            here = queries.row(conn, CATALOGUE[entity], row)
            if here is None and row in self.rows:
                return show(CATALOGUE[entity], self.rows[row]).values
            return None if here is None else here.values

        found.titles = Titles(values)
        return found

    def outcome(self, place: tuple[str, int], row: tuple[str, str], writer: Writer) -> Outcome:
        """Return what becomes of a row that is concerned; it has been loaded."""
        entity, id_ = CATALOGUE[row[0]], row[1]
        come = self.rows.get(id_, [])
        if self.standing.end_then(id_) != id_:
            return self._led_away(place, entity, id_, writer)
        here = self.standing.here(id_)
        if not here and len(come) == 1 and come[0].parents is None:
            after = show(entity, come)
            category: Category = "new"
            name = partial(title, entity, after.values, writer.titles)
            cells = _later(entity, None, after, writer)
            return Outcome(*place, entity.name, id_, name(), category, cells)
        before, after = self.standing.now(entity, id_), self.standing.then(entity, id_)
        apart = self.standing.end_now(id_) != id_
        category = "changed" if apart else _category(before, after, self._eids)
        shown = after.values or (before.values if before else {})
        name_of = title(entity, shown, writer.titles)
        if apart:
            changes: Sequence[CellChange] = (CellChange(APART, "", name_of),)
        else:
            changes = _later(entity, before, after, writer)
        return Outcome(*place, entity.name, id_, name_of, category, changes)

    def _led_away(
        self, place: tuple[str, int], entity: Entity, id_: str, writer: Writer
    ) -> Outcome:
        """Return what becomes of a row that leads to another then: that one tells the rest."""
        now = self.standing.now(entity, id_)
        values = now.values if now else show(entity, self.rows.get(id_, [])).values
        name = title(entity, values, writer.titles)
        if now is None or self.standing.end_now(id_) != id_:
            return Outcome(*place, entity.name, id_, name, "unchanged")
        target = writer.titles.of(entity.name, self.standing.end_then(id_))
        return Outcome(*place, entity.name, id_, name, "changed", (CellChange(INTO, "", target),))

    @cached_property
    def _eids(self) -> set[str]:
        return {item.edit.eid for item in self.arrival.fresh}

    def beyond(self, settled: set[str], writer: Writer) -> Iterator[Outcome]:
        """Go through what becomes of rows that stand in no visible sheet."""
        known = [row for row, name in self.concerned.items() if name in CATALOGUE]
        left = [row for row in known if row not in settled]
        for start in range(0, len(left), CHUNK):
            some = left[start : start + CHUNK]
            self.standing.load(some)
            for row in some:
                found = self.outcome((LOG, 0), (self.concerned[row], row), writer)
                if found.category != "unchanged":
                    yield found


def _is_newer(edit: Edit) -> bool:
    """Tell whether an edit says something that this version does not know."""
    entity = CATALOGUE.get(edit.entity)
    if entity is None:
        return False
    return any(
        (key not in entity.by_key and not key.startswith("_"))
        or (key in entity.units and _has_more(entity, key, value))
        for key, value in edit.fields.items()
    )


def _has_more(entity: Entity, key: str, value: Json) -> bool:
    return isinstance(value, dict) and not value.keys() <= {m.name for m in entity.units[key]}


def _category(before: Shown | None, after: Shown, come: set[str]) -> Category:
    if before is None:
        return "unchanged" if after.gone and not after.unseen else "new"
    clash = any(
        any(head.eid in come for head in heads)
        for key, heads in after.conflicts.items()
        if key in after.entity.by_key
    )
    if clash or (after.unseen and not before.unseen):
        return "conflicts"
    same = before.values == after.values and before.gone == after.gone
    return "unchanged" if same else "changed"


def _later(entity: Entity, before: Shown | None, after: Shown, writer: Writer) -> ArrivedCells:
    """Return the cells that change, written when they are looked at: the register may be closed.

    Only the names of linked rows have to be looked up now.
    """
    old = before.values if before is not None else {}
    for each in entity:
        if isinstance(each.kind, (Link, Links)):
            for values in (old, after.values):
                writer.text(each, values.get(each.name))
    return ArrivedCells(partial(_cells, entity, before, after, writer))


def _cells(
    entity: Entity, before: Shown | None, after: Shown, writer: Writer
) -> tuple[CellChange, ...]:
    """Return the fields whose shown value changes, and whether the row goes or comes back."""
    old = before.values if before is not None else {}
    found = [
        CellChange(
            each.label,
            writer.text(each, old[each.name]) if each.name in old else "",
            writer.text(each, after.values[each.name]) if each.name in after.values else "",
        )
        for each in entity
        if old.get(each.name) != after.values.get(each.name)
    ]
    if before is not None and before.gone != after.gone:
        words = DELETION if after.gone else RESTORED
        found.append(CellChange(words, "", title(entity, after.values, writer.titles)))
    return tuple(found)
