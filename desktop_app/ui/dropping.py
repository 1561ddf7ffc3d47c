"""Files that are dragged onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

__all__ = ["dropped_file"]


def dropped_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """Return the one file that is dragged, None if it is something else."""
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    return None
