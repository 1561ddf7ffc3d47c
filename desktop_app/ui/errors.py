"""Our own faults: written to a log, told calmly, and nothing lost.

The log holds where the program was, never values: names of rows and texts are left out.
"""

from __future__ import annotations

import logging
import logging.handlers
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desktop_app.domain.words import Words

__all__ = ["OUR_FAULT", "OUR_FAULT_ADVICE", "Faults"]

OUR_FAULT = Words(
    "Något gick fel i programmet. Felet är vårt, inte ditt.",
    "Something went wrong in the program. The fault is ours, not yours.",
)
OUR_FAULT_ADVICE = Words(
    "Det du senast gjorde kan vara ogjort; allt som var sparat är kvar. Om det händer igen: skicka "
    "filen {log} till den som sköter programmet. Den innehåller inga uppgifter ur registret.",
    "What you did last may not be done; all that was saved is there. If it happens again, send the "
    "file {log} to whoever looks after the program. It holds nothing from the register.",
)
LOG = "kontaktnat.log"
LOG_BYTES, LOGS = 1_000_000, 2
QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


class Faults:
    """Catches what nobody caught, in any thread, and what Qt complains of."""

    def __init__(self, folder: Path, tell: Callable[[Path], None]) -> None:
        """Write to a log in `folder`; `tell` is called with its path after a fault."""
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / LOG
        self._tell = tell
        self._telling = False
        self._logger = logging.getLogger("kontaktnat")
        self._handler = logging.handlers.RotatingFileHandler(
            self.log, maxBytes=LOG_BYTES, backupCount=LOGS, encoding="utf-8", delay=True
        )
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))

    def watch(self) -> None:
        """Begin to catch."""
        self._logger.addHandler(self._handler)
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(self._from_qt)

    def rest(self) -> None:
        """Catch no more."""
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        self._logger.removeHandler(self._handler)
        self._handler.close()

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Write a fault down, without its values, and tell it once at a time."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        where = "".join(traceback.format_tb(trace))
        self._logger.error("%s\n%s", kind.__name__, where)
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(self.log)
        finally:
            self._telling = False

    def _caught_in_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self._logger.error(
                "%s\n%s",
                hook.exc_type.__name__,
                "".join(traceback.format_tb(hook.exc_traceback)),
            )

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind not in QUIET:
            self._logger.warning("Qt %s: %s", context.category, text)
