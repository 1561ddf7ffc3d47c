"""The open register as the window sees it: every change goes through here and is told to all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import drafting, undoing
from desktop_app.services.drafting import Draft
from desktop_app.services.opening import open_register
from desktop_app.services.presence import Presence
from desktop_app.services.reading import Writer
from desktop_app.services.register import Register
from desktop_app.services.touched import touched_since
from desktop_app.services.undoing import Undone
from desktop_app.ui.speech import Speech

__all__ = ["Change", "Session"]

T = TypeVar("T")

READ_ONLY = Words(
    "Registret är öppet för läsning; ändringar kan inte sparas.",
    "The register is open for reading; changes cannot be saved.",
)
READ_ONLY_ADVICE = Words(
    "Spara en kopia och arbeta i den, eller be om rätt att skriva i mappen.",
    "Save a copy and work in that, or ask for the right to write in the folder.",
)


@dataclass(frozen=True, slots=True)
class Change:
    """What an action touched.

    Attributes:
        rows: The ids of the rows, None where they are too many to name.
        entities: The names of their entities, None with `rows`.
    """

    rows: frozenset[str] | None = None
    entities: frozenset[str] | None = None

    def touches(self, row: str) -> bool:
        """Tell whether a row may have changed."""
        return self.rows is None or row in self.rows

    def concerns(self, entity: str) -> bool:
        """Tell whether rows of an entity may have changed."""
        return self.entities is None or entity in self.entities


class Session(QObject):
    """An open register, on the connection that only the window's thread uses.

    Signals:
        changed: Something was written, here or by another program; carries a `Change`.
        drafted: What is typed and not saved was kept or dropped.

    Attributes:
        register: The register.
        writable: Whether it can be written.
        resting: Whether long work writes elsewhere just now, so that nothing is read here.
        closed: Whether the file was left, so that what ran beside it has nobody to tell.
        unkept: What is typed and could not even be kept as a draft, since nothing can be written.
    """

    changed = Signal(object)
    drafted = Signal()

    def __init__(self, register: Register, speech: Speech, *, writable: bool = True) -> None:
        """Take over an open register."""
        super().__init__()
        self.register = register
        self.writable = writable
        self.resting = False
        self.closed = False
        self.unkept: dict[tuple[str, str], Draft] = {}
        self._away = False
        self._rescued: dict[tuple[str, str], Draft] = {}
        self._speech = speech
        self._presence = Presence(register)
        register.db.stay_small()
        speech.changed.connect(self._forget_writer)

    @property
    def path(self) -> Path:
        """Return the register's file."""
        return self.register.path

    @cached_property
    def writer(self) -> Writer:
        """Return what writes values for people, as the register stands now."""
        return Writer(self.register, self._speech.language)

    def do(self, work: Callable[[Register], T]) -> T:
        """Do something that writes, and tell everybody what it touched.

        Raises:
            Invalid: A value does not fit.
            Refused: The register cannot be written, or is no longer there.
        """
        self._may_write()
        before = self._presence.guarded(lambda: self._presence.newest)
        try:
            answer = self._presence.guarded(lambda: work(self.register))
        except Exception:
            with suppress(Refused):  # what cannot be written can perhaps not be read either
                self._presence.guarded(lambda: self._tell(before))
            raise
        self._tell(before)
        self._keep_unkept()
        return answer

    def undo(self) -> Undone:
        """Take back the last action."""
        return self.do(undoing.undo)

    def redo(self) -> Undone:
        """Take back the last undo."""
        return self.do(undoing.redo)

    def elsewhere(self) -> Register:
        """Open the same register once more, for work in another thread; whoever asks closes it."""
        register = open_register(self.path, writing=self.writable, clock=self.register.clock)
        register.db.let_others_read()
        return register

    def look(self) -> None:
        """Notice what other programs wrote meanwhile, or work that ran elsewhere.

        Raises:
            Refused: The file is no longer there.
        """
        try:
            changed = self._presence.changed_elsewhere()
        except Refused:
            self._away = True
            raise
        if self._away:
            self._away = False
            self._keep_unkept()
        if changed:
            self._forget_writer()
            self.changed.emit(Change())

    def save_copy(self, out: Path) -> Path:
        """Save a copy with everything, also what is typed and could not be kept here.

        Raises:
            Refused: It cannot be written there.
        """
        from desktop_app.services.upkeep import save_copy  # noqa: PLC0415 — rarely needed

        saved = save_copy(self.register, out, self.unkept.values())
        self._rescued = dict(self.unkept)
        return saved

    def all_is_kept(self) -> bool:
        """Keep what could not be kept before; tell whether all that is typed lies in a file."""
        self._keep_unkept()
        unkept = any(draft.texts for draft in self.unkept.values())
        return not unkept or self.unkept == self._rescued

    def _keep_unkept(self) -> None:
        waiting = self.unkept.values()
        if waiting:
            with suppress(Refused):
                self._presence.guarded(lambda: drafting.keep_all(self.register, waiting))
                self.unkept = {}

    def close(self) -> None:
        """Close the file."""
        self.closed = True
        self.register.close()

    def _may_write(self) -> None:
        if not self.writable:
            raise Refused(READ_ONLY, READ_ONLY_ADVICE)

    def _tell(self, before: int) -> None:
        rows = touched_since(self.register, before)
        if rows is not None and not rows:
            return
        self._forget_writer()
        if rows is None:
            self.changed.emit(Change())
            return
        ids = frozenset(row for _entity, row in rows)
        self.changed.emit(Change(ids, frozenset(entity for entity, _row in rows)))

    def _forget_writer(self) -> None:
        self.__dict__.pop("writer", None)
