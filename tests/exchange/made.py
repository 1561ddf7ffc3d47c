"""Rows made of real edits, and the workbook that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import DELETED, Edit, Json, Shown, make_edit, show
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Context, Value
from desktop_app.domain.shipped import shipped_lists
from desktop_app.domain.titles import Titles, title
from desktop_app.exchange.contract import SHEETS, sheet_of
from desktop_app.exchange.plan import ReturnPlan, plan_return
from desktop_app.exchange.read_workbook import Returned, read_workbook
from desktop_app.exchange.reading.reader import read_file
from desktop_app.exchange.write_workbook import Meta, Outgoing, OutRow, write_workbook

CONTEXT = Context(shipped_lists())
META = Meta(
    exchange_id="5f7c2f5e-9a0c-4d53-8a52-3a2c4b1d7e10",
    from_register="0c8c1f0a-60d7-4f6e-9a1f-5b8f6e2d3c4b",
    from_office="Miljöförvaltningen",
    from_person="Siv Åkerlund",
    to="Stadsledningskontoret",
    epoch="e1",
    export_id="7d1e9a3c-2b4f-4c6d-8e0f-1a2b3c4d5e6f",
    lam=41,
    made_at="2026-03-05T09:30:00",
    secret="00112233445566778899aabbccddeeff",  # noqa: S106 - of an invented export
    program="0.1.0",
    schema=1,
    more={"received": {"e9": 12}},
)


def id_of(name: str) -> str:
    """Return the id of an invented row."""
    return str(uuid5(NAMESPACE_URL, name))


def fields_of(entity: Entity, values: Mapping[str, Value]) -> dict[str, Json]:
    """Return the fields of the edit that creates a row."""
    fields: dict[str, Json] = {}
    for key in entity.keys:
        members = entity.members(key)
        if not any(values.get(member.name) is not None for member in members):
            continue
        if key in entity.units:
            fields[key] = {member.name: values.get(member.name) for member in members}  # type: ignore[misc]
        elif key in entity.sets:
            fields[key] = {"add": list(values[key])}  # type: ignore[arg-type]
        else:
            fields[key] = values[key]  # type: ignore[assignment]
    return fields


@dataclass
class World:
    """A register in memory: all edits, by row."""

    entities: dict[str, str] = field(default_factory=dict)
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    meta: Meta = META
    made: int = 0
    sheets: tuple[str, ...] | None = None

    def new(self, entity: str, values: Mapping[str, Value], name: str = "") -> str:
        """Create a row; values that are names of rows made before become their ids."""
        self.made += 1
        row = id_of(name or f"{entity}/{self.made}")
        self.entities[row] = entity
        fields = fields_of(CATALOGUE[entity], values)
        self.add(make_edit(entity, row, fields, None, 1, f"{self.made:032x}"))
        return row

    def change(
        self, row: str, fields: Mapping[str, Json], *, over: Sequence[Edit] | None = None
    ) -> Edit:
        """Change a row as shown, or as it was when only the edits `over` were known."""
        known = self.edits[row] if over is None else over
        entity = CATALOGUE[self.entities[row]]
        view = show(entity, known)
        parents = {}
        for key, value in fields.items():
            removed = value.get("remove", []) if isinstance(value, dict) else []
            parents[key] = (
                view.removal(key, removed) if key in entity.sets else view.parents(key)  # type: ignore[arg-type]
            )
        lam = 1 + max(edit.lam for edit in known)
        self.made += 1
        edit = make_edit(entity.name, row, fields, parents, lam, f"{self.made:032x}")
        self.add(edit)
        return edit

    def add(self, edit: Edit) -> None:
        """Take in an edit; one that is known changes nothing."""
        self.entities.setdefault(edit.row, edit.entity)
        known = self.edits.setdefault(edit.row, [])
        if all(other.eid != edit.eid for other in known):
            known.append(edit)

    def take(self, plan: ReturnPlan) -> None:
        """Take in the edits of a return."""
        for outcome in plan.outcomes:
            for edit in outcome.edits:
                self.add(edit)

    def shown(self, row: str) -> Shown:
        """Return what a row shows."""
        return show(CATALOGUE[self.entities[row]], self.edits[row])

    def values(self, entity: str, row: str) -> Mapping[str, Value] | None:
        """Return the values of a row, None where it is not here."""
        return self.shown(row).values if self.entities.get(row) == entity else None

    def title(self, entity: str, row: str) -> str:
        """Return what a row is called, '' where it is not here."""
        values = self.values(entity, row)
        return "" if values is None else title(CATALOGUE[entity], values, Titles(self.values))

    def find(self, entity: str, text: str) -> tuple[str, ...]:
        """Return the rows called so."""
        rows = [row for row, of in self.entities.items() if of == entity]
        return tuple(row for row in rows if self.title(entity, row) == text)

    def out_row(self, row: str) -> OutRow:
        """Return a row as it leaves."""
        view = self.shown(row)
        entity = view.entity
        keys = [key for key in view.heads if not key.startswith("_")]
        conflicts: dict[str, tuple[str, ...]] = {}
        for key, heads in view.conflicts.items():
            for member in entity.members(key):
                others = [other(head.fields[key], member.name) for head in heads[1:]]
                conflicts[member.name] = tuple(member.kind.write(v, CONTEXT) for v in others)
        return OutRow(
            id=row,
            values=view.values,
            heads={key: view.parents(key) for key in keys},
            elements=view.elements,
            all_heads=view.all_heads(),
            delete_heads=tuple(head.eid for head in view.heads.get(DELETED, ())),
            secret=blake2b(row.encode(), digest_size=16).hexdigest(),
            conflicts=conflicts,
        )

    def outgoing(
        self, language: str = "sv", only: Iterable[str] | None = None, log: Iterable[str] = ()
    ) -> Outgoing:
        """Return all rows as they leave."""
        every = self.sheets or [sheet.entity for sheet in SHEETS]
        wanted = every if only is None else list(only)
        rows = {
            entity: [
                self.out_row(row)
                for row, of in self.entities.items()
                if of == entity and not self.shown(row).gone
            ]
            for entity in wanted
        }
        return Outgoing(self.meta, rows, self.title, CONTEXT, language, log)

    def send(self, path: Path, language: str = "sv", only: Iterable[str] | None = None) -> Path:
        """Write the workbook."""
        write_workbook(path, self.outgoing(language, only))
        return path


def other(value: Json, name: str) -> Value:
    """Return the value of a field that a head holds, a unit's member too."""
    return value.get(name) if isinstance(value, dict) else value  # type: ignore[return-value]


def take_back(path: Path) -> Returned:
    """Read a workbook that came back."""
    returned = read_workbook(read_file(path))
    assert returned is not None
    return returned


def plan_of(path: Path, world: World, language: str = "sv") -> ReturnPlan:
    """Read a workbook that came back, and plan what it means."""
    return plan_return(take_back(path), replace(CONTEXT, language=language), world.find)


def every_field(entity: str) -> tuple[str, ...]:
    """Return the fields that an entity's sheet shows."""
    sheet = sheet_of(entity)
    return () if sheet is None else sheet.columns
