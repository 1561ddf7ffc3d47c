"""Tips that show text as it stands: Qt takes what looks like HTML for HTML."""

from __future__ import annotations

from html import escape

from PySide6 import QtGui

__all__ = ["as_tip"]


def as_tip(text: str) -> str:
    """Return a text so that a tip shows it as it stands, whatever it looks like."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>"
