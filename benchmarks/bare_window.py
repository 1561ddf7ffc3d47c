"""The floor of every window: an empty one. Run as a process of its own."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.painting import Painted, tell, tell_memory


class FirstPaint(Painted):
    """Tells of the first paint and ends, after a while if there is something to settle."""

    def __init__(self, app: QApplication, settle_ms: int) -> None:
        """Wait for it."""
        super().__init__(app)
        self._app, self._settle_ms = app, settle_ms

    def heed(self) -> None:
        """Tell once."""
        self._app.removeEventFilter(self)
        tell("first", self.last)
        QTimer.singleShot(self._settle_ms, self, self._end)

    def _end(self) -> None:
        tell_memory()
        self._app.quit()


def main() -> None:
    """Show an empty window until it was painted."""
    app = QApplication(["bare"])
    first = FirstPaint(app, int(sys.argv[1]))
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    app.exec()
    del first


if __name__ == "__main__":
    main()
