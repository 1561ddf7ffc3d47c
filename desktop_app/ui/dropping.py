"""Files that are dragged onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

__all__ = ["dropped_files"]


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files that are dragged; what is on other computers is left out."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
