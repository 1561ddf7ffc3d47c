"""What can be done in the window, declared once: name, keys, icon, menu, and when it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop_app.domain.words import Words
from desktop_app.ui.icons import icon
from desktop_app.ui.often import IMPORTED_KEYS
from desktop_app.ui.speech import Speech

__all__ = ["COMMANDS", "MENUS", "Actions", "Command", "When"]

When = Literal["always", "open", "writable", "row", "row_writable", "gone", "life", "on_paper"]
"""Always; a register is open; it can be written; a row is chosen, can be written; lies in the trash
of such a register; has a life with steps and can be written; is one that there are documents
about."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do.

    Attributes:
        name: What handlers are keyed by.
        menu: The menu it stands in.
        label: What it is called; the menu shows it.
        keys: Its shortcuts; the first is shown.
        icon: The name of its icon, '' for none.
        when: When it can be done.
        apart: Whether a line stands above it in the menu.
    """

    name: str
    menu: str
    label: Words
    keys: tuple[str, ...] = ()
    icon: str = ""
    when: When = "open"
    apart: bool = False


MENUS: Mapping[str, Words] = {
    "register": Words("&Register", "&Register"),
    "edit": Words("R&edigera", "&Edit"),
    "row": Words("R&ad", "R&ow"),
    "go": Words("&Gå till", "&Go"),
    "view": Words("&Visa", "&View"),
    "help": Words("&Hjälp", "&Help"),
}

_NEW = Words("&Nytt register …", "&New register …")
COMMANDS: tuple[Command, ...] = (
    Command("new_register", "register", _NEW, icon="file-plus", when="always"),
    Command(
        "open_register",
        "register",
        Words("&Öppna register …", "&Open register …"),
        ("Ctrl+O",),
        "folder-open",
        "always",
    ),
    Command(
        "export",
        "register",
        Words("&Skicka ut arbetsbok …", "&Send out workbook …"),
        ("Ctrl+E",),
        "file-down",
        apart=True,
    ),
    Command(
        "import",
        "register",
        Words("&Läs in fil …", "&Take in file …"),
        ("Ctrl+I",),
        "file-up",
        "writable",
    ),
    Command(
        "save_list",
        "register",
        Words("Spara lis&tan som fil …", "Save the &list as a file …"),
        ("Ctrl+Shift+E",),
        "table",
    ),
    Command(
        "print_list",
        "register",
        Words("Skriv ut l&istan …", "Print the l&ist …"),
        ("Ctrl+Shift+P",),
        "printer",
        apart=True,
    ),
    Command(
        "print",
        "register",
        Words("Skriv ut &dokument …", "&Print a document …"),
        ("Ctrl+P",),
        "printer",
        "on_paper",
    ),
    Command(
        "reports",
        "register",
        Words("&Rapporter och listor …", "&Reports and lists …"),
        ("Ctrl+R",),
        "file-text",
    ),
    Command(
        "calendar",
        "register",
        Words("Spara kal&ender …", "Save the c&alendar …"),
        icon="calendar",
    ),
    Command(
        "backup",
        "register",
        Words("Säkerhets&kopiera nu", "Back &up now"),
        icon="shield",
        apart=True,
    ),
    Command("save_copy", "register", Words("Spara en k&opia …", "Save a &copy …"), icon="copy"),
    Command(
        "settings",
        "register",
        Words("Inställnin&gar …", "S&ettings …"),
        ("Ctrl+,",),
        "settings",
        "always",
        True,
    ),
    Command(
        "thresholds",
        "register",
        Words("Gränser och på&minnelser …", "Thresholds and re&minders …"),
        icon="sliders-horizontal",
    ),
    Command("quit", "register", Words("&Avsluta", "&Quit"), ("Ctrl+Q",), "", "always", True),
    Command("undo", "edit", Words("&Ångra", "&Undo"), ("Ctrl+Z",), "undo-2", "writable"),
    Command(
        "redo", "edit", Words("&Gör om", "&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo-2", "writable"
    ),
    Command(
        "copy", "edit", Words("&Kopiera rader", "&Copy rows"), ("Ctrl+Shift+C",), "copy", apart=True
    ),
    Command(
        "paste",
        "edit",
        Words("K&listra in kontakt eller lista", "&Paste a contact or a list"),
        ("Ctrl+Shift+V",),
        "user-plus",
        "writable",
    ),
    Command(
        "find",
        "edit",
        Words("&Hitta vad som helst …", "&Find anything …"),
        ("Ctrl+K",),
        "search",
        apart=True,
    ),
    Command("duplicates", "edit", Words("&Dubbletter …", "&Duplicates …"), icon="merge"),
    Command("search", "edit", Words("&Sök i listan", "&Search the list"), ("Ctrl+F",), "search"),
    Command("new", "row", Words("&Ny", "&New"), ("Ctrl+N",), "plus", "writable"),
    Command(
        "duplicate",
        "row",
        Words("&Kopia som ny", "New from a &copy"),
        ("Ctrl+D",),
        "copy",
        "row_writable",
    ),
    Command(
        "delete",
        "row",
        Words("&Ta bort", "&Delete"),
        ("Ctrl+Del",),
        "trash-2",
        "row_writable",
        True,
    ),
    Command(
        "restore",
        "row",
        Words("Ta tillbaka ur &papperskorgen", "&Restore from the trash"),
        ("Ctrl+Shift+Del",),
        "archive-restore",
        "gone",
    ),
    Command("next_step", "row", Words("Nästa st&eg", "Next st&ep"), ("F9",), "route", "life", True),
    Command(
        "attach",
        "row",
        Words("&Bifoga fil …", "&Attach a file …"),
        ("Ctrl+Shift+A",),
        "paperclip",
        "row_writable",
        True,
    ),
    Command("merge", "row", Words("&Slå ihop två …", "&Merge two …"), (), "merge", "row_writable"),
    Command("row_history", "row", Words("&Historik", "&History"), ("Ctrl+H",), "history", "row"),
    Command("back", "go", Words("&Tillbaka", "&Back"), ("Alt+Left",), "chevron-left"),
    Command("forward", "go", Words("&Framåt", "&Forward"), ("Alt+Right",), "chevron-right"),
    Command(
        "follow_up",
        "go",
        Words("&Uppföljning", "Follow-&up"),
        ("Ctrl+U",),
        "list-checks",
        apart=True,
    ),
    Command("to_list", "go", Words("Till &listan", "To the &list"), ("F6",), "list", apart=True),
    Command("to_record", "go", Words("Till &posten", "To the r&ecord"), ("F7",), "pencil"),
    Command("columns", "view", Words("&Kolumner …", "&Columns …"), (), "columns-3"),
    Command("trash", "view", Words("P&apperskorgen", "The &trash"), ("Ctrl+Shift+T",), "trash-2"),
    Command(
        "history",
        "view",
        Words("Hela &historiken", "The whole &history"),
        ("Ctrl+Shift+H",),
        "history",
    ),
    Command(
        "imported",
        "view",
        Words("Se&nast inlästa rader", "&Rows of the newest import"),
        (IMPORTED_KEYS,),
        "file-up",
    ),
    Command(
        "year",
        "view",
        Words("Å&rsrapporten", "The &yearly report"),
        ("Ctrl+Shift+Y",),
        "chart-column",
    ),
    Command("wide", "view", Words("Stor &post", "Wide r&ecord"), ("F11",), "maximize-2"),
    Command(
        "larger",
        "view",
        Words("St&örre text", "&Larger text"),
        ("Ctrl++", "Ctrl+="),
        "",
        "always",
        True,
    ),
    Command("smaller", "view", Words("Min&dre text", "S&maller text"), ("Ctrl+-",), "", "always"),
    Command(
        "switch_language",
        "view",
        Words("In &English", "På &svenska"),
        ("Ctrl+Shift+L",),
        "languages",
        "always",
        True,
    ),
    Command(
        "switch_colours",
        "view",
        Words("Ljust eller &mörkt", "Light or &dark"),
        ("Ctrl+Shift+D",),
        "moon",
        "always",
    ),
    Command(
        "help",
        "help",
        Words("&Så arbetar du", "&How to work here"),
        ("Shift+F1",),
        "circle-help",
        "always",
    ),
    Command(
        "shortcuts", "help", Words("&Kortkommandon", "&Shortcuts"), ("F1",), "keyboard", "always"
    ),
    Command(
        "about", "help", Words("&Om Kontaktnät", "&About Kontaktnät"), (), "info", "always", True
    ),
)


class Actions(QObject):
    """The commands as Qt has them: one action each, said anew when the language changes."""

    def __init__(self, speech: Speech, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Make an action for every command, each with its handler."""
        super().__init__()
        self._speech = speech
        self.by_name = {command.name: self._action(command, handlers) for command in COMMANDS}
        self._menus: dict[str, QMenu] = {}
        self._states: frozenset[str] = frozenset()
        speech.changed.connect(self.say)
        self.say()

    def fill(self, bar: QMenuBar) -> None:
        """Put the menus on a menu bar."""
        for name in MENUS:
            menu = QMenu(bar)
            menu.setToolTipsVisible(True)
            self._menus[name] = menu
            bar.addMenu(menu)
            for command in COMMANDS:
                if command.menu == name:
                    if command.apart:
                        menu.addSeparator()
                    menu.addAction(self.by_name[command.name])
        self.say()

    def menu(self, name: str) -> QMenu:
        """Return a menu of the bar."""
        return self._menus[name]

    def allow(self, states: frozenset[str]) -> None:
        """Enable what can be done now; `states` are those of `When` that hold."""
        self._states = states | {"always"}
        for command in COMMANDS:
            self.by_name[command.name].setEnabled(command.when in self._states)

    def say(self) -> None:
        """Say all names and tips in the language that is spoken."""
        for name, menu in self._menus.items():
            menu.setTitle(self._speech(MENUS[name]))
        for command in COMMANDS:
            action = self.by_name[command.name]
            action.setText(self._speech(command.label))
            action.setToolTip(self.tip(command))

    def tip(self, command: Command) -> str:
        """Return what a command is called, with its keys."""
        plain = self._speech(command.label).replace("&", "").removesuffix(" …")
        if not command.keys:
            return plain
        keys = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        return f"{plain} ({keys})"

    def _action(self, command: Command, handlers: Mapping[str, Callable[[], object]]) -> QAction:
        action = QAction(self)
        action.setObjectName(command.name)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        if command.icon:
            action.setIcon(icon(command.icon))
        handler = handlers[command.name]
        action.triggered.connect(lambda _checked=False: handler())
        return action
