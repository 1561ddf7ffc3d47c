"""What of a register goes into a calendar: the dates of rows that may leave."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from desktop_app.domain.calendar_dates import STOPS, Occasion, occasions
from desktop_app.domain.catalogue import CATALOGUE, links
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services.outward import Outward
from desktop_app.services.register import Register
from desktop_app.services.thresholds import PREFIX, thresholds
from desktop_app.storage import queries
from desktop_app.storage.changes import Change, Changes, parts_ever
from desktop_app.storage.tables import Row

if TYPE_CHECKING:
    from desktop_app.exchange.calendar_out import Entry

__all__ = ["Dates"]

LONGEST = 120
"""Letters of a title in a calendar, where a note may be one."""
LINE = Words("{label}: {value}", "{label}: {value}")


class Dates:
    """Makes entries of rows.

    Attributes:
        rows: How many rows had any, by entity.
    """

    def __init__(self, register: Register, outward: Outward) -> None:
        """Begin with none."""
        self._register, self._outward = register, outward
        self._conn = register.db.conn
        self._thresholds = thresholds(register)
        self._writer = outward.writer
        self.rows: dict[str, int] = {}

    def entries(self, entity: Entity, rows: Iterable[Row]) -> Iterator[Entry]:
        """Go through what rows that may leave have for a calendar."""
        self.rows.setdefault(entity.name, 0)
        told = list(occasions(entity))
        for row, change in Changes(self._conn).beside(rows, self._others):
            found = [entry for each in told if (entry := self._entry(each, row, change))]
            self.rows[entity.name] += bool(found)
            yield from found

    def _entry(self, occasion: Occasion, row: Row, change: Change) -> Entry | None:
        from desktop_app.exchange.calendar_out import Entry  # noqa: PLC0415 — when one is written

        days = occasion.days(row.values, self._thresholds)
        if days is None:
            return None
        return Entry(
            f"{row.id}-{occasion.name}",
            self._summary(occasion, row),
            *days,
            change.at,
            change.place,
            self._places[row.entity].get(row.id, "") if row.entity in STOPS else "",
            self._description(occasion, row),
            str(row.values.get("status")) in occasion.off,
        )

    def _summary(self, occasion: Occasion, row: Row) -> str:
        title = " ".join(self._writer.title(row).split())
        if len(title) > LONGEST:
            title = title[: LONGEST - 1].rstrip() + "…"
        summary = occasion.summary(title)
        return summary if isinstance(summary, str) else summary.into(self._writer.language)

    def _description(self, occasion: Occasion, row: Row) -> str:
        fields = [CATALOGUE[row.entity].by_name[name] for name in occasion.told]
        lines = [
            LINE.fill(label=field.label, value=text).into(self._writer.language)
            for field in fields
            if (text := self._writer.text(field, row.values.get(field.name)))
        ]
        return "\n".join(lines)

    def _others(self, row: Row) -> Collection[str]:
        """Return the other rows that the entries of a row tell of: an update of them is one."""
        entity = CATALOGUE[row.entity]
        told = {*entity.title, *(n for each in occasions(entity) for n in each.told)}
        linked = {
            str(row.values[field.name])
            for field, _target in links(entity)
            if field.name in told and isinstance(row.values.get(field.name), str)
        }
        counted = self._settings if any(each.after for each in occasions(entity)) else ()
        return {*linked, *self._parts.get(row.id, ()), *counted}

    @cached_property
    def _settings(self) -> Collection[str]:
        """Return the rows that say how long after something is due."""
        rows = queries.titles_of(self._conn, CATALOGUE["setting"]).values()
        return [row.id for row in rows if str(row.values.get("name")).startswith(PREFIX)]

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[str]]:
        """Return the stops of rows, by these; deleted ones too, since that is a change."""
        found: dict[str, list[str]] = {}
        for part, owner, _told, _order in STOPS.values():
            for id_, row in parts_ever(self._conn, CATALOGUE[part], owner):
                found.setdefault(row, []).append(id_)
        return found

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, str]]:
        """Return where rows are, by entity and row: their stops in order."""
        return {name: self._stops(*how) for name, how in STOPS.items()}

    def _stops(self, name: str, owner: str, told: Sequence[str], order: str) -> Mapping[str, str]:
        part = CATALOGUE[name]
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self._outward.rows(part, None):
            texts = (self._writer.text(part.by_name[n], row.values.get(n)) for n in told)
            place = ", ".join(text for text in texts if text)
            found.setdefault(str(row.values.get(owner)), []).append(
                (str(row.values.get(order) or ""), place)
            )
        return {
            id_: "; ".join(dict.fromkeys(place for _, place in sorted(places)))
            for id_, places in found.items()
        }
