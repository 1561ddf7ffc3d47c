"""Different values of one field, side by side: who wrote what, and the choice between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Given, Value
from desktop_app.domain.words import Words
from desktop_app.services.reading import Claim, Writer, conflicts_of
from desktop_app.services.writing import resolve
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.often import EMPTY
from desktop_app.ui.record.banners import Banner
from desktop_app.ui.record.history import FROM_FILE, SOMEBODY
from desktop_app.ui.record.lines import Item, Lines, Tool
from desktop_app.ui.times import when

__all__ = ["ConflictBanner"]

DIFFERENT = Words(
    "Olika uppgifter om {field}. Välj den som gäller.",
    "Different values of {field}. Choose the one that is right.",
)
ONE_OF_MANY = Words("{text} (1 av {n})", "{text} (1 of {n})")
CHOOSE = Words("Välj den här", "Choose this one")
COMPARE = Words("Jämför …", "Compare …")
CHOSEN = Words("Valde {value} för {field}", "Chose {value} for {field}")


class ConflictBanner(Banner):
    """The first field of a row with different values; the next one comes once it is settled."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(desk, "warning", "triangle-alert", parent)
        self.lines = Lines(desk, (Tool("choose", "check", CHOOSE, writes=True),), self)
        self.column.addWidget(self.lines)
        self.lines.chosen.connect(self.choose)
        self.lines.used.connect(lambda key, _tool: self.choose(key))
        self.offer(self._compare)
        self._row: Row | None = None
        self._entity: Entity | None = None
        self._choices: dict[str, dict[str, Value]] = {}
        self._writing = False

    def show_row(self, entity: Entity, row: Row, *, read_only: bool) -> None:
        """Show the first conflict of a row, if it has any."""
        self._entity, self._row, self._writing = entity, row, not read_only
        found = conflicts_of(self._desk.session.register, entity, row) if row.conflicts else {}
        keys = list(dict.fromkeys(entity.by_name[name].key for name in found))
        if keys:
            self._show(entity, entity.members(keys[0]), found, len(keys))
        else:
            self._choices = {}
            self.tell("")

    def choose(self, eid: str) -> None:
        """Let one of the values hold."""
        entity, row, values = self._entity, self._row, self._choices.get(eid)
        if entity is None or row is None or values is None or not self._writing:
            return
        given: dict[str, Given] = dict(values)
        title, fields = self._title(eid), [entity.by_name[name].label for name in values]
        done = self._desk.messages.attempt(
            lambda: self._desk.session.do(lambda register: resolve(register, entity, row.id, given))
        )
        if done is not None:
            self._desk.messages.done(CHOSEN, undo=True, value=title, field=fields)

    def _compare(self) -> None:
        """Open the differing values side by side, with what both sides started from."""
        from desktop_app.ui.deciding.dialog import open_deciding  # noqa: PLC0415 — when wanted

        if self._entity is not None and self._row is not None and self._row.conflicts:
            place = (self._entity.name, self._row.id, self._row.conflicts[0])
            open_deciding(self._desk, self.window(), place)

    def _show(
        self,
        entity: Entity,
        members: Sequence[Field],
        found: Mapping[str, Sequence[Claim]],
        conflicts: int,
    ) -> None:
        writer, language = self._desk.session.writer, self._desk.speech.language
        claims = [claim for each in members for claim in found.get(each.name, ())]
        self._choices = _choices(members, found)
        text = DIFFERENT.fill(field=[each.label for each in members if each.name in found])
        text = text if conflicts == 1 else ONE_OF_MANY.fill(text=text, n=conflicts)
        items: dict[str, Item] = {}
        for claim in claims:
            title = _written(entity, self._choices[claim.eid], writer)
            items.setdefault(title, Item(claim.eid, title, _source(claim, language)))
        self.lines.show_items(list(items.values()), writing=self._writing)
        self.tell(text.into(language), COMPARE.into(language))

    def _title(self, eid: str) -> str:
        line = self.lines.line(eid)
        return "" if line is None else line.item.title


def _choices(
    members: Sequence[Field], found: Mapping[str, Sequence[Claim]]
) -> dict[str, dict[str, Value]]:
    """Return for each edit the values it gives to the fields, which go together."""
    choices: dict[str, dict[str, Value]] = {}
    for field in members:
        for claim in found.get(field.name, ()):
            value = claim.value
            kept = value if isinstance(value, (str, int, bool)) else None
            choices.setdefault(claim.eid, {})[field.name] = kept
    return choices


def _written(entity: Entity, values: Mapping[str, Value], writer: Writer) -> str:
    """Return values as people read them; the labels too where there are several."""
    texts = [(entity.by_name[name], value) for name, value in values.items()]
    if len(texts) == 1:
        return writer.text(*texts[0]) or EMPTY.into(writer.language)
    filled = [(field, value) for field, value in texts if value is not None]
    parts = (f"{f.label.into(writer.language)}: {writer.text(f, v)}" for f, v in filled)
    return ", ".join(parts) or EMPTY.into(writer.language)


def _source(claim: Claim, language: str) -> str:
    who = claim.who or SOMEBODY.into(language)
    file = FROM_FILE.fill(file=claim.source).into(language) if claim.source else ""
    return " · ".join(text for text in (who, when(claim.at), file) if text)
