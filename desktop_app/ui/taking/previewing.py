"""What the previews of one file and of many have in common: they read, go stale, take in, close."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.taking.banner import Banner
from desktop_app.ui.tasks import Task

__all__ = ["READ_ONLY", "STALE_FIRST", "TICK_FIRST", "Previewing"]

STALE = Words(
    "Registret har ändrats sedan förhandsvisningen gjordes. Inget har lästs in.",
    "The register was changed since the preview was made. Nothing was taken in.",
)
AGAIN = Words("Gör om förhandsvisningen", "Make the preview again")
READ_ONLY = Words(
    "Registret är öppet för läsning, så inget kan läsas in.",
    "The register is open for reading, so nothing can be taken in.",
)
TICK_FIRST = Words("Kryssa först i rutan vid varningen.", "Tick the box at the warning first.")
STALE_FIRST = Words("Gör om förhandsvisningen först.", "Make the preview again first.")
TIDIED_MS = 500
"""When a closed preview is cleared away: it is gone from the screen by then."""


class Previewing(QDialog):
    """A dialog that shows what taking something in would do, and does it."""

    def __init__(self, desk: Desk, title: str, heed: Words, parent: QWidget | None) -> None:
        """Make the dialog, which reads when it is opened; `heed` is asked beside a warning."""
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._busy = self._stale = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(title)
        self.stale = Banner(desk, "warning")
        self.again_button = self.stale.add_button(AGAIN, "refresh-cw")
        self.warning = Banner(desk, "warning")
        self.heed: QCheckBox = self.warning.add_tick(heed)
        self.again_button.clicked.connect(self.plan_again)
        self.heed.toggled.connect(self._refresh)
        desk.session.changed.connect(self._register_changed)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.plan_again)

    def open(self) -> None:
        """Show the dialog and read."""
        super().open()
        self.plan_again()

    def plan_again(self) -> None:
        """Read again and show what it would do now."""
        raise NotImplementedError

    def done(self, result: int) -> None:
        """Close, unless something is just being taken in; reading ends."""
        if self._busy:
            return
        self._let_go()
        super().done(result)
        QTimer.singleShot(TIDIED_MS, self._desk.tasks, self._desk.tasks.tidy)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close as the button does."""
        self.done(0)
        event.setAccepted(not self._busy)

    # --- what each preview says of itself

    def _let_go(self) -> None:
        """Keep how it looked, and let go of what is planned or being planned."""
        raise NotImplementedError

    def _has_plan(self) -> bool:
        """Tell whether a plan is there that may go stale."""
        raise NotImplementedError

    def _refresh(self) -> None:
        """Say and allow what can be done now."""
        raise NotImplementedError

    def _rest(self) -> None:
        """Give the keyboard a place when what was begun did not come to its end."""
        raise NotImplementedError

    # --- what all do

    def _say_stale(self, *, shown: bool) -> None:
        self.stale.say([STALE] if shown and self._stale else [])

    def _register_changed(self, _change: object) -> None:
        if self._has_plan() and not self._busy:
            self._go_stale()

    def _go_stale(self) -> None:
        self._stale = True
        self._refresh()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.setEnabled(not busy)

    def _stopped(self) -> None:
        self._set_busy(busy=False)
        self._rest()
