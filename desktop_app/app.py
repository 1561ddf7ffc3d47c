"""Run the window; Qt is loaded only once it is sure to start."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.ui.display import why_no_window

__all__ = ["run"]


def run(path: Path | None, language: str) -> int:
    """Open the window and return the exit code once it is closed.

    Args:
        path: The register to open; None for the one that was open last.
        language: ``sv`` or ``en``, for a person who has chosen none in the window.

    Raises:
        Refused: No window can open here, or the one that is open does not answer.
    """
    reason = why_no_window()
    if reason is not None:
        sentence, advice = reason
        raise Refused(Words(*sentence), Words(*advice))
    from desktop_app.ui.program import start  # noqa: PLC0415 — see above

    return start(path, language)
