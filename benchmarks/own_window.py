"""The program as it is started, telling when it has painted. Run as a process of its own."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.painting import Painted, tell, tell_memory


class FirstPage(Painted):
    """Tells of the first page, then goes to the list of contacts and tells of that."""

    def __init__(self, app: QApplication, settle_ms: int) -> None:
        """Wait for the first page."""
        super().__init__(app)
        self._app, self._settle_ms = app, settle_ms
        self._list: Painted | None = None

    def heed(self) -> None:
        """Tell once."""
        if self._list is None:
            self._app.removeEventFilter(self)
            tell("first", self.last)
            self._go()

    def _go(self) -> None:
        from desktop_app.ui.main_window import MainWindow  # noqa: PLC0415 — loaded by the program

        found = (each for each in self._app.topLevelWidgets() if isinstance(each, MainWindow))
        place = next(found).place
        assert place is not None
        place.go("contact")
        page = place.list_page
        assert page is not None
        self._model = page.model
        self._list = Painted(page.table.viewport())
        self._list.heed = self._listed  # type: ignore[method-assign]

    def _listed(self) -> None:
        if self._list is None or self._model.rowCount() == 0:
            return
        tell("list", self._list.last)
        self._list.heed = lambda: None  # type: ignore[method-assign]
        QTimer.singleShot(self._settle_ms, self, self._end)

    def _end(self) -> None:
        assert self._settle_ms == 0 or self._model.order.complete
        tell_memory()
        self._app.quit()


def main() -> None:
    """Start the program with a register, as the command line does."""
    app = QApplication(["kontaktnat"])
    first = FirstPage(app, int(sys.argv[1]))
    from desktop_app.cli import main as run  # noqa: PLC0415 — its loading is measured, too

    run(["window", sys.argv[2]])
    del first


if __name__ == "__main__":
    main()
