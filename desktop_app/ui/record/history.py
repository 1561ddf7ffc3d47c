"""What was ever written in a row: who, when, what; a line opens into old and new."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services import particulars
from desktop_app.services.particulars import Entry, Written
from desktop_app.services.reading import Writer
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.often import EMPTY
from desktop_app.ui.record.block import (
    Block,
    Card,
    breakable,
    button,
    column,
    counted,
    heading,
    plain,
    row_of,
)
from desktop_app.ui.record.lines import Item, Lines
from desktop_app.ui.times import when

__all__ = ["HistoryBlock"]

FIRST = 50
HISTORY = Words("Historik", "History")
MORE = Words("Visa äldre ({n})", "Show older ({n})")
FROM_FILE = Words("ur {file}", "from {file}")
SOMEBODY = Words("okänd", "unknown")
CREATED = Words("Skapades", "Created")
DELETED = Words("Togs bort", "Deleted")
RESTORED = Words("Togs tillbaka", "Restored")
WROTE = Words("Ändrade {fields}", "Changed {fields}")
CHANGE = Words("{old} → {new}", "{old} → {new}")
NOW_ADDED = Words("la till {new}", "added {new}")
NOW_REMOVED = Words("tog bort {old}", "removed {old}")
NO_FIELDS = Words("Inga fält ändrades.", "No fields were changed.")
LABELLED = 4


class HistoryBlock(Block):
    """The history of a row, newest first; read once it is looked at."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, parent)
        self.entity = entity
        self._row: Row | None = None
        self._entries: list[Entry] = []
        self._most = FIRST
        self._open = ""
        self.heading = heading(self)
        self.lines = Lines(desk, parent=self)
        self.more = button("chevron-down", self._show_more, self)
        self.card = Card(self)
        self._grid = QGridLayout()
        self.card.column.addLayout(self._grid)
        self.card.hide()
        metric = desk.theme.metric
        layout = column(self, metric(2), (0, 0, 0, 0))
        self.heading.setContentsMargins(metric(8), 0, 0, 0)
        layout.addWidget(self.heading)
        layout.addWidget(self.lines)
        layout.addLayout(row_of(self.more, spacing=0))
        self.lines.chosen.connect(self.toggle)

    def show_row(self, row: Row, *, read_only: bool) -> None:
        """Show what was written in a row."""
        if self._row is None or self._row.id != row.id:
            self._most = FIRST
            self._close()
        self._row, self.read_only = row, read_only
        self._entries = particulars.story(self.desk.session.register, self.entity, row.id)
        self._fill()

    def focus_first(self) -> bool:
        """Give the focus to the newest line."""
        return bool(self._entries) and self.lines.focus_line(self._entries[0].action.id)

    def say(self) -> None:
        """Say everything anew."""
        if self._row is not None:
            self._fill()

    def toggle(self, key: str) -> None:
        """Open a line into what it changed, or close it."""
        if self._open == key:
            self._close()
            return
        self._open = key
        self._tell()
        self.lines.host(key, self.card)

    def _close(self) -> None:
        self.lines.host(self._open, None)
        self._open = ""

    def _show_more(self) -> None:
        self._most += FIRST
        self._fill()

    def _fill(self) -> None:
        speech, writer = self.desk.speech, self.desk.session.writer
        shown = self._entries[: self._most]
        self.lines.show_items([_item(entry, writer) for entry in shown])
        self.heading.setText(counted(HISTORY, len(self._entries), speech.language))
        left = len(self._entries) - len(shown)
        self.more.setText(speech(MORE, n=left))
        self.more.setHidden(not left)
        if self._open:
            self._tell()
            self.lines.host(self._open, self.card)

    def _tell(self) -> None:
        """Put the changes of the open line into its card."""
        while (place := self._grid.takeAt(0)) is not None:
            old = place.widget()
            if old is not None:
                old.deleteLater()
        writer = self.desk.session.writer
        entry = next((each for each in self._entries if each.action.id == self._open), None)
        told = list(_told(entry, writer)) if entry else []
        for line, (label, text) in enumerate(told or [("", self.desk.speech(NO_FIELDS))]):
            for at, (role, words) in enumerate((("label", label), ("", text))):
                each = plain(role, self.card)
                each.setText(breakable(words))
                self._grid.addWidget(each, line, at)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 3)


def _item(entry: Entry, writer: Writer) -> Item:
    action, language = entry.action, writer.language
    who = action.who or SOMEBODY.into(language)
    source = FROM_FILE.fill(file=action.source).into(language) if action.source else ""
    texts = (when(action.at), who, source, action.label.into(language))
    return Item(action.id, _what(entry, language), " · ".join(text for text in texts if text))


def _what(entry: Entry, language: str) -> str:
    """Return what an action did with the row."""
    if entry.deleted is not None:
        return (DELETED if entry.deleted else RESTORED).into(language)
    if entry.created:
        return CREATED.into(language)
    labels = list(dict.fromkeys(each.field.label.into(language) for each in entry.written))
    more = ["…"] if len(labels) > LABELLED else []
    return WROTE.fill(fields=[*labels[:LABELLED], *more]).into(language)


def _told(entry: Entry, writer: Writer) -> Iterator[tuple[str, str]]:
    for each in entry.written:
        yield each.field.label.into(writer.language), _change(each, writer)


def _change(written: Written, writer: Writer) -> str:
    """Return old and new in words; of a set, what came and went."""
    language = writer.language
    old = writer.text(written.field, written.old)
    new = writer.text(written.field, written.new)
    if written.field.kind.many:
        words = [NOW_ADDED.fill(new=new)] if new else []
        words += [NOW_REMOVED.fill(old=old)] if old else []
        return "; ".join(each.into(language) for each in words)
    if not old:
        return new
    return CHANGE.fill(old=old, new=new or EMPTY.into(language)).into(language)
