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
from desktop_app.services import undoing
from desktop_app.services.opening import open_register
from desktop_app.services.presence import Presence
from desktop_app.services.reading import Writer, touched_since
from desktop_app.services.register import Register
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

    Attributes:
        register: The register.
        writable: Whether it can be written.
        resting: Whether long work writes elsewhere just now, so that nothing is read here.
    """

    changed = Signal(object)

    def __init__(self, register: Register, speech: Speech, *, writable: bool = True) -> None:
        """Take over an open register."""
        super().__init__()
        self.register = register
        self.writable = writable
        self.resting = False
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
        return answer

    def undo(self) -> Undone:
        """Take back the last action."""
        return self.do(undoing.undo)

    def redo(self) -> Undone:
        """Take back the last undo."""
        return self.do(undoing.redo)

    def elsewhere(self) -> Register:
        """Open the same register once more, for work in another thread; whoever asks closes it."""
        return open_register(self.path, writing=self.writable, clock=self.register.clock)

    def look(self) -> None:
        """Notice what other programs wrote meanwhile, or work that ran elsewhere.

        Raises:
            Refused: The file is no longer there.
        """
        if self._presence.changed_elsewhere():
            self._forget_writer()
            self.changed.emit(Change())

    def close(self) -> None:
        """Close the file."""
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
