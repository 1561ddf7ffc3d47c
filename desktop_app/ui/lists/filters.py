"""Filters of a list: chosen from a menu, shown as chips that can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Choice, Choices, Country, Flag, Kind, Link, Tags, Year
from desktop_app.domain.words import Words, same
from desktop_app.services import imported, viewing
from desktop_app.services.actions import action_of
from desktop_app.services.imported import IMPORT
from desktop_app.services.viewing import PICKED
from desktop_app.ui.desk import Desk
from desktop_app.ui.icons import icon
from desktop_app.ui.lists.chip import Chip
from desktop_app.ui.lists.imports import name_of
from desktop_app.ui.session import Change
from desktop_app.ui.tips import as_tip

if TYPE_CHECKING:
    from desktop_app.storage.past import RecordedAction

__all__ = ["Filters"]

Chosen = tuple[tuple[str, tuple[str, ...]], ...]
FILTERED: tuple[type[Kind], ...] = (Choice, Choices, Country, Flag, Link, Tags, Year)
"""Kinds with few enough different values to choose among."""
VALUES = 40
SLICE = 0.008
"""Seconds that are worked on between two paints."""
FILTER = Words("Filter", "Filter")
EMPTY = Words("(tomt)", "(empty)")
COUNTING = Words("Räknar …", "Counting …")
NO_VALUES = Words("Inga värden", "No values")
NO_IMPORTS = Words("Inget inläst här", "Nothing taken in here")
CHIP = Words("{field}: {values}", "{field}: {values}")
REMOVE = Words("Ta bort filtret {filter}", "Remove the filter {filter}")
BEHIND = Words("Rader bakom", "Rows behind")
TRUE = "true"


class Filters(QWidget):
    """The chips of the chosen filters; `button` opens the menu they are chosen from.

    Signals:
        changed: Other filters are chosen.
    """

    changed = Signal()

    def __init__(self, desk: Desk, entity: Entity) -> None:
        """Begin with none."""
        super().__init__()
        self._desk = desk
        self._entity = entity
        self._values: dict[str, tuple[str, ...]] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self.button = QToolButton()
        self.button.setIcon(icon("filter"))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        self._named: list[str] = []
        self._behind = same("")
        self._menus: list[QMenu] = []
        self._counting: Iterator[object] = iter(())
        self._show: Callable[[Any], object] = len
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._count)
        self.hide()

    @property
    def chosen(self) -> Chosen:
        """Return the fields with the values that rows must have one of."""
        return tuple(self._values.items())

    def choose(self, field: str, values: tuple[str, ...]) -> None:
        """Show rows with one of these values only; none of them for all rows."""
        self._values.pop(field, None)
        if values:
            self._values[field] = values
        self._show_chips()
        self.changed.emit()

    def only(self, field: str, values: tuple[str, ...]) -> None:
        """Show rows with one of these values, and take the other filters away."""
        self._values.clear()
        self.choose(field, values)

    def behind(self, what: Words, ids: tuple[str, ...]) -> None:
        """Show the rows that something is made of, and take the other filters away."""
        self._behind = what
        self.only(PICKED, ids)

    def clear(self) -> None:
        """Show all rows."""
        if self._values:
            self._values.clear()
            self._show_chips()
            self.changed.emit()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        self.button.setText(self._desk.speech(FILTER))
        self._show_chips()

    def heed(self, change: Change) -> None:
        """Say chips anew that may be called something else now: an import that was undone."""
        del change
        if self._desk.session.resting or self._named == self._imports():
            return
        self._show_chips()

    def _fields(self) -> Iterator[Field]:
        for field in self._entity:
            if isinstance(field.kind, FILTERED):
                yield field

    def _fill(self) -> None:
        """Make the menu as the register stands; each field's values when they are asked for."""
        self.menu.clear()
        self._menus.clear()
        for field in self._fields():
            menu = QMenu(self._desk.speech(field.label), self.menu)
            menu.aboutToShow.connect(partial(self._fill_values, menu, field))
            self._menus.append(menu)
            self.menu.addMenu(menu)
        self.menu.addSeparator()
        menu = QMenu(self._desk.speech(imported.LABEL), self.menu)
        menu.aboutToShow.connect(partial(self._fill_imports, menu))
        self._menus.append(menu)
        self.menu.addMenu(menu)

    def _fill_values(self, menu: QMenu, field: Field) -> None:
        """Count the values between two paints, then show them."""
        register = self._desk.session.register
        counting = viewing.counting(register, self._entity, field, VALUES)
        self._count_for(menu, counting, partial(self._show_values, menu, field))

    def _fill_imports(self, menu: QMenu) -> None:
        """Count what the imports touched between two paints, then show them."""
        counting = imported.offered(self._desk.session.register, self._entity)
        self._count_for(menu, counting, partial(self._show_imports, menu))

    def _count_for(
        self, menu: QMenu, counting: Iterator[object], show: Callable[[Any], object]
    ) -> None:
        menu.clear()
        menu.addAction(self._desk.speech(COUNTING)).setEnabled(False)
        self._counting, self._show = counting, show
        self._timer.start()

    def _count(self) -> None:
        until = perf_counter() + SLICE
        try:
            while perf_counter() < until:
                next(self._counting)
        except StopIteration as end:
            self._timer.stop()
            self._show(end.value or [])

    def _show_values(self, menu: QMenu, field: Field, found: list[tuple[str, int]]) -> None:
        self._offer(menu, field.name, [(v, self._text(field, v), count) for v, count in found])

    def _show_imports(self, menu: QMenu, found: list[tuple[RecordedAction, int]]) -> None:
        texts = [(each.id, name_of(self._desk, each), count) for each, count in found]
        self._offer(menu, IMPORT, texts, NO_IMPORTS)

    def _offer(
        self, menu: QMenu, name: str, found: list[tuple[str, str, int]], none: Words = NO_VALUES
    ) -> None:
        """Fill a menu with values, what each is called, and how many rows have it."""
        menu.clear()
        chosen = self._values.get(name, ())
        for value, text, count in found:
            action = menu.addAction(f"{text}  ({count})".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.triggered.connect(partial(self._switch, name, value))
        if not found:
            menu.addAction(self._desk.speech(none)).setEnabled(False)

    def _switch(self, name: str, value: str, *_checked: object) -> None:
        chosen = self._values.get(name, ())
        without = tuple(each for each in chosen if each != value)
        self.choose(name, without if value in chosen else (*chosen, value))

    def _text(self, field: Field, value: str) -> str:
        if not value and not isinstance(field.kind, Flag):
            return self._desk.speech(EMPTY)
        writer = self._desk.session.writer
        if isinstance(field.kind, Flag):
            return writer.text(field, value == TRUE)
        return writer.text(field, [value] if field.kind.many else _typed(field, value))

    def _imports(self) -> list[str]:
        return [self._import(id_) for id_ in self._values.get(IMPORT, ())]

    def _import(self, id_: str) -> str:
        action = action_of(self._desk.session.register, id_)
        if action is None:
            return id_
        undone = not imported.in_force(self._desk.session.register, [id_])
        return name_of(self._desk, action, undone=undone)

    def _show_chips(self) -> None:
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.deleteLater()
        self._named = self._imports()
        for place, (name, values) in enumerate(self._values.items()):
            self._row.insertWidget(place, self._chip(name, values))
        self.setVisible(bool(self._values))

    def _chip(self, name: str, values: tuple[str, ...]) -> Chip:
        speech = self._desk.speech
        if name == IMPORT:
            label, texts = imported.LABEL, self._named
        elif name == PICKED:
            label, texts = BEHIND, [speech(self._behind)]
        else:
            field = self._entity.by_name[name]
            label, texts = field.label, [self._text(field, value) for value in values]
        text = speech(CHIP, field=label, values=", ".join(texts))
        chip = Chip(text)
        chip.setToolTip(as_tip(speech(REMOVE, filter=text)))
        chip.clicked.connect(lambda: self.choose(name, ()))
        return chip


def _typed(field: Field, value: str) -> str | int:
    return int(value) if isinstance(field.kind, Year) and value.isdecimal() else value
