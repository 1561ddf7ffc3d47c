"""All that can be done, with its keys: to look up, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.folding import fold
from desktop_app.domain.words import LANGUAGES, Words
from desktop_app.ui.commands import COMMANDS, MENUS, Command
from desktop_app.ui.often import CLOSE
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme

__all__ = ["Shortcuts", "keys_of", "plain"]

TITLE = Words("Kortkommandon", "Shortcuts")
LOOK_FOR = Words("Sök kommando eller tangent", "Look for a command or a key")
COMMAND = Words("Kommando", "Command")
KEYS = Words("Tangenter", "Keys")
OR = Words("{one} eller {other}", "{one} or {other}")
SIZE = (560, 620)


def plain(label: str) -> str:
    """Return what a command is called, without the marks a menu needs."""
    return label.replace("&", "").removesuffix(" …")


def keys_of(command: Command) -> Sequence[str]:
    """Return the keys of a command as this system calls them."""
    native = QKeySequence.SequenceFormat.NativeText
    return [QKeySequence(keys).toString(native) for keys in command.keys]


class Shortcuts(QDialog):
    """A table of the commands, by menu."""

    def __init__(self, speech: Speech, theme: Theme, parent: QWidget | None = None) -> None:
        """Show them all."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._speech = speech
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.table = QTreeWidget()
        self.table.setProperty("roomy", True)
        self.table.setColumnCount(2)
        self.table.setRootIsDecorated(False)
        self.table.setItemsExpandable(False)
        self.table.setIndentation(theme.metric(12))
        self.table.setUniformRowHeights(True)
        self.close_button = QPushButton()
        self.close_button.setAutoDefault(False)
        self._groups = {menu: QTreeWidgetItem(self.table) for menu in MENUS}
        self._lines = {command.name: _line(self._groups[command.menu]) for command in COMMANDS}
        self._lay_out(theme)
        self.search.textChanged.connect(self._filter)
        self.close_button.clicked.connect(self.accept)
        speech.changed.connect(self.say)
        self.say()
        self.search.setFocus()

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        speech = self._speech
        self.setWindowTitle(speech(TITLE))
        self.search.setPlaceholderText(speech(LOOK_FOR))
        self.search.setAccessibleName(speech(LOOK_FOR))
        self.table.setAccessibleName(speech(TITLE))
        self.table.setHeaderLabels([speech(COMMAND), speech(KEYS)])
        self.close_button.setText(speech(CLOSE))
        for menu, group in self._groups.items():
            group.setText(0, plain(speech(MENUS[menu])))
        for command in COMMANDS:
            line = self._lines[command.name]
            line.setText(0, plain(speech(command.label)))
            line.setText(1, self._said(keys_of(command)))

    def _said(self, keys: Sequence[str]) -> str:
        if not keys:
            return ""
        said, *others = keys
        for other in others:
            said = self._speech(OR, one=said, other=other)
        return said

    def _filter(self, text: str) -> None:
        """Show the commands that hold every word, in either language."""
        wanted = fold(text).split()
        for command in COMMANDS:
            found = fold(" ".join([*_names(command), *keys_of(command)]))
            self._lines[command.name].setHidden(not all(word in found for word in wanted))
        for menu, group in self._groups.items():
            lines = (self._lines[each.name] for each in COMMANDS if each.menu == menu)
            group.setHidden(all(line.isHidden() for line in lines))

    def _lay_out(self, theme: Theme) -> None:
        header = self.table.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        for group in self._groups.values():
            group.setFirstColumnSpanned(True)
            group.setExpanded(True)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        gap = theme.metric(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap // 2)
        column.addWidget(self.search)
        column.addWidget(self.table)
        column.addLayout(foot)
        self.resize(theme.room(*SIZE))


def _line(group: QTreeWidgetItem) -> QTreeWidgetItem:
    line = QTreeWidgetItem(group)
    line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return line


def _names(command: Command) -> list[str]:
    return [plain(command.label.into(language)) for language in LANGUAGES]
