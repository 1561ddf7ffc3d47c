"""Files that are dragged onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

__all__ = ["dropped_file", "dropped_files"]


def dropped_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """Return the one file that is dragged, None if it is something else."""
    files = dropped_files(event)
    return files[0] if len(files) == len(event.mimeData().urls()) == 1 else None


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files that are dragged; what is on other computers is left out."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
