"""The files attached to a row: opened from a private copy, saved elsewhere, removed."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.fields import Entity
from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Language, Words, same
from desktop_app.services import attaching
from desktop_app.services.reading import row_history
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.block import Block, button, column, counted, heading, plain, row_of
from desktop_app.ui.record.lines import Item, Lines, Tool
from desktop_app.ui.record.private import private_folder
from desktop_app.ui.session import Change
from desktop_app.ui.times import when

__all__ = ["AttachmentsBlock", "attach_to", "size_of"]

AT_ONCE = 2_000_000
"""Larger files are read and written beside the window, so that it never stands still."""
FILES = Words("Bilagor", "Attachments")
EMPTY = Words(
    "Här ligger filer som hör till posten. De följer med i varje säkerhetskopia men skickas "
    "aldrig ut.",
    "Files that belong to the record lie here. They are in every backup but are never sent out.",
)
ADD = Words("Bifoga fil …", "Attach a file …")
ADD_TIP = Words("Eller släpp en fil här", "Or drop a file here")
OPEN = Words("Öppna", "Open")
SAVE = Words("Spara som …", "Save as …")
REMOVE = Words("Ta bort", "Delete")
REMOVED = Words("Tog bort bilagan ”{name}”", "Deleted the attachment “{name}”")
ATTACHED = Words("Bifogade ”{name}”", "Attached “{name}”")
SAVED = Words("Sparade ”{name}”", "Saved “{name}”")
ADDED = Words("{size} · bifogad {at}", "{size} · attached {at}")
RISKY = Words(
    "Filen ”{name}” kan göra något med datorn när den öppnas.",
    "The file “{name}” can change things on the computer when it is opened.",
)
RISKY_ADVICE = Words(
    "Öppna den bara om du vet vem den kommer från och väntar dig den.",
    "Open it only if you know who it comes from and were expecting it.",
)
OPEN_ALL_THE_SAME = Words("Öppna ändå", "Open anyway")
NO_PROGRAM = Words(
    "Datorn har inget program som öppnar ”{name}”.",
    "The computer has no program that opens “{name}”.",
)
NO_PROGRAM_ADVICE = Words(
    "Spara filen med ”Spara som …” och öppna den på en annan dator.",
    "Save the file with “Save as …” and open it on another computer.",
)
UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
STEP = 1000
UNITS = ("byte", "kB", "MB")


def size_of(size: int, language: Language) -> str:
    """Return the size of a file as people read it: ”3,4 MB”."""
    amount, unit = float(size), 0
    while amount >= STEP and unit < len(UNITS) - 1:
        amount, unit = amount / STEP, unit + 1
    text = f"{amount:.1f}" if unit and amount < 10 else f"{amount:.0f}"  # noqa: PLR2004 — one digit
    return f"{text if language == 'en' else text.replace('.', ',')} {UNITS[unit]}"


def attach_to(desk: Desk, entity: Entity, row: str, path: Path) -> None:
    """Attach a file to a row; a large one is read beside the window."""

    def work(register: Register) -> str:
        return attaching.attach(register, entity, row, path)

    def then() -> None:
        desk.messages.done(ATTACHED, undo=True, name=path.name)

    large = path.is_file() and path.stat().st_size > AT_ONCE
    _do(desk, work, then, beside=large)


def _do(
    desk: Desk, work: Callable[[Register], object], then: Callable[[], object], *, beside: bool
) -> None:
    """Do work with the register, at once or in another thread, and then say so."""
    if not beside:

        def all_of_it() -> bool:
            desk.session.do(work)
            return True

        if desk.messages.attempt(all_of_it):
            then()
        return
    session = desk.session

    def elsewhere(_progress: Progress) -> None:
        with session.elsewhere() as register:
            work(register)

    def done() -> None:
        if not session.closed:
            session.look()
            then()

    task = desk.tasks.start(elsewhere)
    task.done.connect(lambda _answer: done())
    task.failed.connect(desk.messages.failed)


class AttachmentsBlock(Block):
    """The attachments of a row."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, parent)
        self.entity = entity
        self._owner = ""
        self._rows: list[Row] = []
        self.heading = heading(self)
        tools = (
            Tool("save", "download", SAVE),
            Tool("remove", "trash-2", REMOVE, writes=True),
        )
        self.lines = Lines(desk, tools, self)
        self.empty = plain("muted", self)
        self.add_button = button("paperclip", self.choose, self)
        metric = desk.theme.metric
        layout = column(self, metric(2), (0, 0, 0, 0))
        for widget in (self.heading, self.lines, self.empty):
            layout.addWidget(widget)
        self.heading.setContentsMargins(metric(8), 0, 0, 0)
        self.empty.setContentsMargins(metric(8), 0, 0, 0)
        layout.addLayout(row_of(self.add_button, spacing=0))
        self.lines.chosen.connect(self.open)
        self.lines.removing.connect(self.remove)
        self.lines.used.connect(self._use)
        self.say()

    def show_row(self, row: Row, *, read_only: bool) -> None:
        """Show the attachments of a row."""
        self._owner, self.read_only = row.id, read_only
        self._rows = attaching.attachments(self.desk.session.register, row.id)
        self._fill()

    def concerns(self, change: Change, row: str) -> bool:
        """Tell whether attachments may have come or gone."""
        return change.concerns("attachment") or change.touches(row)

    def focus_first(self) -> bool:
        """Give the focus to the first file, or to the button."""
        if self._rows:
            return self.lines.focus_line(self._rows[0].id)
        self.add_button.setFocus()
        return self.add_button.isVisible()

    def say(self) -> None:
        """Say everything anew."""
        self.empty.setText(self.desk.speech(EMPTY))
        self.add_button.setText(self.desk.speech(ADD))
        self.add_button.setToolTip(self.desk.speech(ADD_TIP))
        self._fill()

    def choose(self) -> None:
        """Let a file be chosen, and attach it."""
        chosen, _filter = QFileDialog.getOpenFileName(self, self.desk.speech(ADD))
        if chosen:
            attach_to(self.desk, self.entity, self._owner, Path(chosen))

    def open(self, key: str) -> None:
        """Open a file in its own program; what can do harm is asked about first."""
        row = self._row(key)
        if row is None:
            return
        name = _name(row)
        if attaching.is_risky(name):
            advice, yes = RISKY_ADVICE, OPEN_ALL_THE_SAME
            self.desk.messages.ask(
                RISKY.fill(name=name), advice, yes, lambda: self._open(row, name)
            )
        else:
            self._open(row, name)

    def save(self, key: str) -> None:
        """Save a file somewhere else."""
        row = self._row(key)
        if row is None:
            return
        chosen, _filter = QFileDialog.getSaveFileName(
            self, self.desk.speech(SAVE), _fit(_name(row))
        )
        if chosen:
            self._write(row, Path(chosen), lambda: self._say_saved(Path(chosen)))

    def remove(self, key: str) -> None:
        """Remove a file from the row; the line at the foot of the window takes it back."""
        row = self._row(key)
        if row is None or self.read_only:
            return

        def work(register: Register) -> None:
            attaching.detach(register, key)

        def then() -> None:
            self.desk.messages.done(REMOVED, undo=True, name=_name(row))

        _do(self.desk, work, then, beside=False)

    def _use(self, key: str, tool: str) -> None:
        if tool == "save":
            self.save(key)
        else:
            self.remove(key)

    def _row(self, key: str) -> Row | None:
        return next((row for row in self._rows if row.id == key), None)

    def _fill(self) -> None:
        language, register = self.desk.speech.language, self.desk.session.register
        items = [_item(register, row, language) for row in self._rows]
        self.lines.show_items(items, writing=not self.read_only)
        self.heading.setText(counted(FILES, len(self._rows), language))
        self.empty.setHidden(bool(self._rows))
        self.add_button.setHidden(self.read_only)

    def _open(self, row: Row, name: str) -> None:
        """Open a copy that cannot be written: what is changed in it would not be kept here."""
        folder = private_folder() / row.id
        folder.mkdir(mode=stat.S_IRWXU, exist_ok=True)
        copy = folder / _fit(name)
        if copy.exists():
            self._launch(copy, name)
            return

        def then() -> None:
            copy.chmod(stat.S_IRUSR)
            self._launch(copy, name)

        self._write(row, copy, then)

    def _launch(self, copy: Path, name: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self.desk.messages.tell(NO_PROGRAM.fill(name=name), NO_PROGRAM_ADVICE)

    def _write(self, row: Row, out: Path, then: Callable[[], object]) -> None:
        def work(register: Register) -> bool:
            attaching.save_attachment(register, row.id, out)
            return True

        size = row.values.get("size")
        large = isinstance(size, int) and size > AT_ONCE
        if large:
            _do(self.desk, work, then, beside=True)
        elif self.desk.messages.attempt(lambda: work(self.desk.session.register)):
            then()

    def _say_saved(self, path: Path) -> None:
        self.desk.messages.done(SAVED, name=path.name)


def _item(register: Register, row: Row, language: Language) -> Item:
    history = row_history(register, row.id)
    size = row.values.get("size")
    shown = size_of(size if isinstance(size, int) else 0, language)
    at = when(history[-1].at) if history else ""
    return Item(row.id, _name(row), ADDED.fill(size=same(shown), at=at).into(language))


def _name(row: Row) -> str:
    return str(row.values.get("name"))


def _fit(name: str) -> str:
    """Return a name that every system can give to a file."""
    return UNFIT.sub("_", name).strip(". ") or "bilaga"
