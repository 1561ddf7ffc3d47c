"""What ties to a row: what it points to, and all that points to it, grouped and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.catalogue import CATALOGUE, links
from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services import linking, particulars
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.block import Block, button, column, counted, heading, plain, row_of
from desktop_app.ui.record.lines import Item, Lines
from desktop_app.ui.session import Change

__all__ = ["BEGUN", "TiesBlock"]

FIRST, MOST = 8, 500
ROLE = "role"
SEPARATOR = "/"
OUT = Words("Hör till", "Belongs to")
GROUP = Words("{many} · {field}", "{many} · {field}")
SHOW_ALL = Words("Visa alla {n}", "Show all {n}")
SHOW_LIST = Words("Visa i listan", "Show in the list")
NEW = Words("Lägg till {entity}", "Add {entity}")
EMPTY = Words(
    "Inget i registret hänger ihop med den här posten ännu.",
    "Nothing in the register is linked to this record yet.",
)

BEGUN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "contact": (("interaction", "contact"), ("request", "contact")),
    "organisation": (
        ("contact", "organisation"),
        ("interaction", "organisation"),
        ("request", "organisation"),
    ),
    "network": (("interaction", "network"), ("trip", "network")),
    "trip": (("interaction", "trip"),),
    "collaboration": (("trip", "collaboration"),),
}
"""What can naturally be begun from a row: an entity, and the field that links back."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows that point here by one field, or that the row points to itself."""

    key: str
    entity: Entity | None
    words: Words
    count: int
    rows: Sequence[tuple[Row, Words | None]]


class TiesBlock(Block):
    """The ties of a row; each line opens the row it names."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, parent)
        self.entity = entity
        self._row: Row | None = None
        self._groups: list[_Group] = []
        self._shown: list[_GroupView] = []
        self.opened: set[str] = set()
        self.empty = plain("muted", self)
        self._begin = [
            (target, field, button("plus", partial(self.begin, target, field), self))
            for target, field in BEGUN.get(entity.name, ())
        ]
        metric = desk.theme.metric
        layout = column(self, metric(10), (0, 0, 0, 0))
        layout.addLayout(row_of(*(each for _t, _f, each in self._begin), spacing=metric(4)))
        self._column = QVBoxLayout()
        self._column.setSpacing(metric(14))
        layout.addLayout(self._column)
        layout.addWidget(self.empty)
        self.empty.setContentsMargins(metric(8), 0, 0, 0)
        self.say()

    def show_row(self, row: Row, *, read_only: bool) -> None:
        """Show what ties to a row."""
        if self._row is None or row.id != self._row.id:
            self.opened = set()
        self._row, self.read_only = row, read_only
        for _target, _field, each in self._begin:
            each.setHidden(read_only)
        self._fill()

    def concerns(self, change: Change, row: str) -> bool:
        """Tell whether anything was written at all: any row may point here, or be named here."""
        return change.rows is None or bool(change.rows)

    def focus_first(self) -> bool:
        """Give the focus to the first line."""
        for view in self._shown:
            if view.lines.lines:
                return view.lines.focus_line(view.lines.lines[0].item.key)
        return False

    def say(self) -> None:
        """Say everything anew."""
        self.empty.setText(self.desk.speech(EMPTY))
        for target, _field, each in self._begin:
            each.setText(self.desk.speech(NEW, entity=CATALOGUE[target].one))
        if self._row is not None:
            self._fill()

    def begin(self, target: str, field: str) -> None:
        """Begin a new row that points to this one."""
        if self._row is not None:
            self.desk.ways.new.emit(target, {field: self._row.id})

    def show_all(self, key: str) -> None:
        """Show all rows of a group."""
        self.opened.add(key)
        self._fill()

    def _fill(self) -> None:
        if self._row is None:
            return
        register, row = self.desk.session.register, self._row
        self._groups = list(_out(register, self.entity, row))
        self._groups += _back(register, self.entity, row, FIRST if not self.opened else MOST)
        while len(self._shown) < len(self._groups):
            view = _GroupView(self)
            self._shown.append(view)
            self._column.addWidget(view)
        for view in self._shown[len(self._groups) :]:
            view.hide()
        for view, group in zip(self._shown, self._groups, strict=False):
            view.show_group(group, opened=group.key in self.opened)
            view.show()
        self.empty.setHidden(bool(self._groups))


class _GroupView(QWidget):
    """One group: heading with count, lines, and how to see the rest."""

    def __init__(self, block: TiesBlock) -> None:
        super().__init__(block)
        self._block, self._desk = block, block.desk
        self._group: _Group | None = None
        self.heading = heading(self)
        self.lines = Lines(self._desk, parent=self)
        self.more = button("chevron-down", self._more, self)
        metric = self._desk.theme.metric
        layout = column(self, metric(2), (0, 0, 0, 0))
        self.heading.setContentsMargins(metric(8), 0, 0, 0)
        layout.addWidget(self.heading)
        layout.addWidget(self.lines)
        layout.addLayout(row_of(self.more, spacing=0))
        self.lines.chosen.connect(self._go)

    def show_group(self, group: _Group, *, opened: bool) -> None:
        """Show a group, whole if it was opened."""
        self._group = group
        speech, session = self._desk.speech, self._desk.session
        shown = group.rows if opened else group.rows[:FIRST]
        self.lines.show_items(
            [_item(session.register, session.writer, row, words) for row, words in shown]
        )
        self.heading.setText(counted(group.words, group.count, speech.language))
        self.more.setHidden(len(shown) >= group.count)
        words = SHOW_LIST if opened else SHOW_ALL
        self.more.setText(speech(words, n=group.count))

    def _more(self) -> None:
        if self._group is None:
            return
        if self._group.key in self._block.opened and self._group.entity is not None:
            self._desk.ways.entity.emit(self._group.entity.name)
        else:
            self._block.show_all(self._group.key)

    def _go(self, key: str) -> None:
        entity, _separator, id_ = key.partition(SEPARATOR)
        self._desk.ways.row.emit(entity, id_)


def _item(register: Register, writer: Writer, row: Row, words: Words | None) -> Item:
    """Return a tied row as a line; a part stands for the row it belongs to."""
    owner = linking.owner_of(register, row)
    target = owner or row
    rest = linking.second_line(register, writer, target)
    if owner is not None:
        rest = " · ".join(text for text in (_role(row, writer), rest) if text)
    elif words is not None:
        rest = " · ".join(text for text in (words.into(writer.language), rest) if text)
    return Item(f"{target.entity}{SEPARATOR}{target.id}", writer.title(target), rest)


def _role(row: Row, writer: Writer) -> str:
    """Return what a part says of the row it links to: its own name without the links, its role."""
    entity = CATALOGUE[row.entity]
    linked = {field.name for field, _target in links(entity)}
    names = dict.fromkeys(name for name in (*entity.title, ROLE) if name in entity.by_name)
    texts = (writer.text(entity.by_name[n], row.values.get(n)) for n in names if n not in linked)
    return " ".join(text for text in texts if text)


def _out(register: Register, entity: Entity, row: Row) -> Iterator[_Group]:
    """Go through what the row points to itself, as one group."""
    found: list[tuple[Row, Words | None]] = []
    for field, target in links(entity):
        value = row.values.get(field.name)
        for id_ in value if isinstance(value, list) else [value]:
            linked = particulars.find_row(register, CATALOGUE[target], str(id_)) if id_ else None
            if linked is not None:
                found.append((linked, field.label))
    if found:
        yield _Group(OUT.sv, None, OUT, len(found), found)


def _back(register: Register, entity: Entity, row: Row, most: int) -> Iterator[_Group]:
    """Go through what points to the row, one group for each field.

    The field is named where it says more than that the two belong together.
    """
    found = linking.backlinks(register, entity, row.id, most)
    for other, field, count, rows in found:
        words = other.many
        if field.name not in {entity.name, f"{entity.name}s"}:
            words = GROUP.fill(many=other.many, field=field.label)
        shown = [(each, None) for each in rows]
        yield _Group(f"{other.name}.{field.name}", other, words, count, shown)
