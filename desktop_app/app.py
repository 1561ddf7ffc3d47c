"""Put the window together and run it; Qt is loaded only once it is sure to start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.ui.display import why_no_window

__all__ = ["run"]


def run(path: Path | None, language: str, lines: Sequence[str] = ()) -> int:
    """Open the window and return its exit code once it is closed.

    Args:
        path: The register that is open, or None.
        language: ``sv`` or ``en``.
        lines: What to say about the register, a line each.

    Raises:
        Refused: No window can open here.
    """
    reason = why_no_window()
    if reason is not None:
        sentence, advice = reason
        raise Refused(Words(*sentence), Words(*advice))
    return _show(path, language, lines)


def _show(path: Path | None, language: str, lines: Sequence[str]) -> int:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - see above

    from desktop_app.ui.main_window import MainWindow  # noqa: PLC0415

    application = QApplication.instance() or QApplication(["kontaktnat"])
    application.setApplicationName("kontaktnat")
    window = MainWindow(path, language, lines)
    window.show()
    return application.exec()
