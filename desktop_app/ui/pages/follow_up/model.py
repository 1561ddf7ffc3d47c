"""The lines of the list for Qt: a heading for each group, and its items below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.domain.due import GROUPS
from desktop_app.domain.words import Words
from desktop_app.services.due import Item
from desktop_app.ui.desk import Desk
from desktop_app.ui.speech import grouped
from desktop_app.ui.tips import as_tip

__all__ = ["ABOUT", "COLUMNS", "DAY", "WHAT", "WHO", "Heading", "LinesModel"]

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
DAY, WHAT, ABOUT, WHO = range(4)
COLUMNS = (
    Words("Datum", "Date"),
    Words("Vad", "What"),
    Words("Gäller", "About"),
    Words("Vem", "Who"),
)
HEADING = Words("{group}: {n}", "{group}: {n}")
PART = Words("{title} · {of}", "{title} · {of}")
AT_ONCE = 60
"""Lines that come and go one by one; more are shown anew."""
TEXTS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group.

    Attributes:
        group: Which one.
        count: How many items stand below.
    """

    group: str
    count: int

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells it from all other lines."""
        return "", self.group


Line = Heading | Item


class LinesModel(QAbstractTableModel):
    """Headings and items."""

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self.lines: list[Line] = []

    def show(self, items: Sequence[Item]) -> bool:
        """Show other items; tell whether those that stay kept their places among each other."""
        lines = _with_headings(items)
        gone, come = _difference(self.lines, lines)
        calm = gone is not None and come is not None and len(gone) + len(come) <= AT_ONCE
        if not calm or gone is None or come is None:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
            return False
        for place in reversed(gone):
            self.beginRemoveRows(NOWHERE, place, place)
            del self.lines[place]
            self.endRemoveRows()
        for place in come:
            self.beginInsertRows(NOWHERE, place, place)
            self.lines.insert(place, lines[place])
            self.endInsertRows()
        self.lines = lines
        self.forget()
        return True

    def forget(self) -> None:
        """Write all texts anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self.lines:
            last = self.index(len(self.lines) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def line(self, place: int) -> Line | None:
        """Return the line at a place."""
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def item(self, place: int) -> Item | None:
        """Return the item at a place, None where a heading stands."""
        found = self.line(place)
        return found if isinstance(found, Item) else None

    def place_of(self, key: tuple[str, str]) -> int:
        """Return where a line stands, -1 if it does not."""
        return next((n for n, line in enumerate(self.lines) if line.key == key), -1)

    def near(self, place: int) -> int:
        """Return the place of the item at a place, else of the next, else of the one before."""
        ahead = range(max(place, 0), len(self.lines))
        behind = range(min(place, len(self.lines)) - 1, -1, -1)
        return next((n for n in (*ahead, *behind) if self.item(n) is not None), -1)

    def text(self, line: Line, column: int) -> str:
        """Return the text of a cell."""
        speech = self._desk.speech
        if isinstance(line, Heading):
            count = grouped(line.count, speech.language)
            words = HEADING.fill(group=GROUPS[line.group], n=count)  # type: ignore[index]
            return speech(words) if column == DAY else ""
        about = speech(PART, title=line.title, of=line.of) if line.of else line.title
        day = "" if line.date is None else line.date.isoformat()
        return (day, speech(line.what), about, line.who)[column]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return day, what, about what and who."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let items be chosen; headings are passed over."""
        if self.item(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell; to a reader of the screen, the group with the day."""
        line = self.line(index.row())
        if line is None or role not in TEXTS:
            return None
        text = self.text(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(text)
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(line, Item):
            return self._spoken(line) if index.column() == DAY else text
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._desk.speech(COLUMNS[section])
        return None

    def _spoken(self, item: Item) -> str:
        texts = [self._desk.speech(GROUPS[item.group])]
        texts += [self.text(item, column) for column in (DAY, WHAT, ABOUT, WHO)]
        return ", ".join(text for text in texts if text)


def _with_headings(items: Sequence[Item]) -> list[Line]:
    lines: list[Line] = []
    for group, some in groupby(items, key=lambda item: item.group):
        together = list(some)
        lines += [Heading(group, len(together)), *together]
    return lines


def _difference(
    before: Sequence[Line], after: Sequence[Line]
) -> tuple[list[int], list[int]] | tuple[None, None]:
    """Return the places of lines that go and that come; None where others change places."""
    old, new = [line.key for line in before], [line.key for line in after]
    here, there = set(old), set(new)
    if [key for key in old if key in there] != [key for key in new if key in here]:
        return None, None
    gone = [place for place, key in enumerate(old) if key not in there]
    return gone, [place for place, key in enumerate(new) if key not in here]
