"""The rows of a list for Qt: read when they are painted, a page at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop_app.domain.catalogue import links, parts_of
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Link, Links
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import viewing
from desktop_app.services.viewing import Keys, View
from desktop_app.storage.tables import GONE, Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.lists.columns import TITLE, Column
from desktop_app.ui.lists.order import Order
from desktop_app.ui.session import Change
from desktop_app.ui.tips import as_tip

__all__ = ["MARKS", "RowsModel", "Shown"]

Index = QModelIndex | QPersistentModelIndex
PAGE = 32
PAGES = 128
NOWHERE = QModelIndex()

CONFLICT = Words("olika uppgifter", "differing values")
SECRET = Words("sekretess", "secret")
DELETED = Words("borttagen", "deleted")
MARKS = Qt.ItemDataRole.UserRole + 1
"""The role of what is unusual about a row, in words."""
ID = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as it is painted.

    Attributes:
        id: The row.
        texts: Its texts by column.
        marks: What is unusual about it, in words.
    """

    id: str
    texts: tuple[str, ...]
    marks: str


class RowsModel(QAbstractTableModel):
    """The rows of one view.

    Signals:
        counted: How many rows there are so far, and whether that is all.
        replacing: The same rows are about to stand in other places; carries their keys so far.
        replaced: The rows stand in other places now.
    """

    counted = Signal(int, bool)
    replacing = Signal(object)
    replaced = Signal()

    def __init__(self, desk: Desk, entity: Entity, columns: Sequence[str]) -> None:
        """Make an empty list of an entity with these columns."""
        super().__init__()
        self.entity = entity
        self.order = Order(desk.session.register)
        self.columns = [Column(entity, name) for name in columns]
        self._desk = desk
        self._size = 0
        self._pages: OrderedDict[int, list[Shown | None]] = OrderedDict()
        self.order.began.connect(self._reset)
        self.order.grew.connect(self._grow)
        self.order.renewed.connect(self._reset_in_place)
        self.order.settled.connect(self._settled)

    def show(self, view: View, *, soon: bool = False) -> bool:
        """Show other rows, or the same in another order; none, and False, if a field is unknown."""
        try:
            self.order.show(view, soon=soon)
        except Refused:
            self.order.show_nothing()
            return False
        return True

    def choose(self, columns: Sequence[str]) -> None:
        """Show other columns."""
        self.replacing.emit(self.order.keys)
        self.beginResetModel()
        self.columns = [Column(self.entity, name) for name in columns]
        self._pages.clear()
        self.endResetModel()
        self.replaced.emit()

    def heed(self, change: Change) -> None:
        """Show what changed; rows that keep their place are only painted anew."""
        stay = self._places(change)
        if stay and change.rows is not None and not self._named(change):
            self._paint(change.rows)
            return
        moved = None if stay else self._moved(change)
        self._pages.clear()
        if moved is not None and self.order.move(*moved):
            return
        if self._size:
            self.dataChanged.emit(self.index(0, 0), self.index(self._size - 1, 0))
        if not stay:
            self.order.renew()

    def forget(self) -> None:
        """Write all texts anew: in another language, or under other names."""
        self._pages.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._size:
            self.dataChanged.emit(self.index(0, 0), self.index(self._size - 1, 0))

    def id_at(self, place: int) -> str:
        """Return the id of the row at a place, '' if there is none."""
        shown = self.shown(place)
        return "" if shown is None else shown.id

    def place_of(self, id_: str) -> int:
        """Return where a row stands, -1 if it is not shown (yet)."""
        view = self.order.view
        key = None if view is None else viewing.key_of(self._desk.session.register, view, id_)
        return -1 if key is None else self.order.position(key)

    def ids(self) -> list[str]:
        """Return the ids of all rows of the view, in order."""
        self.order.finish()
        view = self.order.view
        if view is None:
            return []
        return viewing.ids(self._desk.session.register, view, self.order.keys)

    def shown(self, place: int) -> Shown | None:
        """Return the row at a place as it is painted, None while it cannot be read."""
        if not 0 <= place < self._size:
            return None
        page = place // PAGE
        if page not in self._pages:
            self._pages[page] = self._read(page)
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        rows = self._pages[page]
        offset = place % PAGE
        return rows[offset] if offset < len(rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows are known."""
        return 0 if parent.isValid() else self._size

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns are chosen."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a text, what is unusual about the row, or its id."""
        if role not in ROLES:
            return None
        shown = self.shown(index.row())
        if shown is None:
            return None
        if role == MARKS:
            return shown.marks
        if role == ID:
            return shown.id
        text = shown.texts[index.column()]
        return as_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in HEADING_ROLES:
            return self._desk.speech(self.columns[section].label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else LEFT
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _read(self, page: int) -> list[Shown | None]:
        view = self.order.view
        if view is None or self._desk.session.resting:
            return []
        keys = self.order.keys[page * PAGE : (page + 1) * PAGE]
        found = viewing.rows(self._desk.session.register, view, keys)
        return [None if row is None else self._shown(row) for row in found]

    def _shown(self, row: Row) -> Shown:
        writer = self._desk.session.writer
        texts = tuple(
            writer.title(row)
            if column.field is None
            else writer.text(column.field, row.values.get(column.name))
            for column in self.columns
        )
        return Shown(row.id, texts, self._marks(row))

    def _marks(self, row: Row) -> str:
        marks = [
            (DELETED, row.state == GONE),
            (CONFLICT, bool(row.conflicts)),
            (SECRET, bool(row.values.get("secret"))),
        ]
        return " · ".join(self._desk.speech(words) for words, there in marks if there)

    def _places(self, change: Change) -> bool:
        """Tell whether all rows that changed are known to keep their places."""
        if not any(map(change.concerns, _spoken_of(self.entity))):
            return True
        view, register = self.order.view, self._desk.session.register
        if view is None or view.sort or view.filters or ":" in view.search:
            return False
        if change.rows is None or not change.concerns(self.entity.name) or not self.order.complete:
            return False
        known = {
            shown.id: page * PAGE + offset
            for page, rows in self._pages.items()
            for offset, shown in enumerate(rows)
            if shown is not None and shown.id in change.rows
        }
        return len(known) == len(change.rows) and all(
            viewing.key_of(register, view, row) == self.order.keys[place]
            for row, place in known.items()
        )

    def _named(self, change: Change) -> bool:
        """Tell whether rows may show the names of rows that changed."""
        shown = [f for c in self.columns for f in ([c.field] if c.field else self.entity)]
        kinds = (field.kind for field in shown)
        return any(change.concerns(k.entity) for k in kinds if isinstance(k, (Link, Links)))

    def _paint(self, rows: Collection[str]) -> None:
        """Read and paint some rows again."""
        places = [
            (page, page * PAGE + offset)
            for page, shown in self._pages.items()
            for offset, each in enumerate(shown)
            if each is not None and each.id in rows
        ]
        for page, place in places:
            self._pages.pop(page, None)
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def _moved(self, change: Change) -> tuple[int, int | None] | None:
        """Return where the one row that changed stood and its new key, None if that is not sure."""
        view = self.order.view
        if view is None or view.sort or view.filters or view.search or not self.order.complete:
            return None
        if change.rows is None or len(change.rows) != 1:
            return None
        (row,) = change.rows
        for page, shown in self._pages.items():
            for offset, each in enumerate(shown):
                if each is not None and each.id == row:
                    key = viewing.key_of(self._desk.session.register, view, row)
                    return page * PAGE + offset, key
        return None

    def _reset(self) -> None:
        self.beginResetModel()
        self._pages.clear()
        self._size = len(self.order.keys)
        self.endResetModel()
        self.counted.emit(self._size, self.order.complete)

    def _reset_in_place(self, before: Keys) -> None:
        self.replacing.emit(before)
        self._reset()
        self.replaced.emit()

    def _grow(self, before: int) -> None:
        if before % PAGE:
            self._pages.pop(before // PAGE, None)
        self.beginInsertRows(NOWHERE, before, len(self.order.keys) - 1)
        self._size = len(self.order.keys)
        self.endInsertRows()
        self.counted.emit(self._size, False)

    def _settled(self) -> None:
        self.counted.emit(self._size, True)


@cache
def _spoken_of(entity: Entity) -> frozenset[str]:
    """Return the entities whose rows say where rows of `entity` stand and by what they are found.

    Those are its own, those it is named after, its parts, and those that its parts name.
    """
    described = [entity, *(part for part, _link in parts_of(entity))]
    named = [target for each in described for _field, target in links(each)]
    return frozenset([*(each.name for each in described), *named])


LEFT = Qt.AlignmentFlag.AlignLeft
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    MARKS,
    ID,
)
HEADING_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
__all__ += ["ID", "TITLE"]
