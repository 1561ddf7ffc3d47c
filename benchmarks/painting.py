"""Noticing that something has been painted, and how much memory a process has."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

STATUS = Path("/proc/self/status")
TOLD = QEvent.Type(QEvent.registerEventType())


class Painted(QObject):
    """Notes when an object was last painted, or for the application anything at all.

    Attributes:
        last: The clock when that paint was over, 0 before the first.
    """

    def __init__(self, watched: QObject) -> None:
        """Watch from now on."""
        super().__init__()
        self.last = 0.0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have a word first thing after the paint that is about to be done."""
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            QCoreApplication.postEvent(self, QEvent(TOLD), Qt.EventPriority.HighEventPriority.value)
        return False

    def event(self, event: QEvent) -> bool:
        """Note the time: what was to be painted is painted."""
        if event.type() == TOLD:
            self.last = perf_counter()
            self.heed()
            return True
        return super().event(event)

    def heed(self) -> None:
        """Do what is to be done after a paint."""


def tell(name: str, value: float) -> None:
    """Tell the process that started this one."""
    sys.stdout.write(f"{name} {value!r}\n")
    sys.stdout.flush()


def tell_memory() -> None:
    """Tell how many bytes of memory this process has, where the system says it."""
    if STATUS.exists():
        lines = STATUS.read_text(encoding="ascii").splitlines()
        tell("memory", 1024.0 * int(next(ln for ln in lines if ln.startswith("VmRSS")).split()[1]))
