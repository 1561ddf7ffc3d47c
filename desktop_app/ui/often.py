"""Words that are said in several places of the window."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.words import Language, Words

__all__ = [
    "CANCEL",
    "CLOSE",
    "EMPTY",
    "IMPORTED_KEYS",
    "LANGUAGE_NAMES",
    "OWNER",
    "REGISTERS",
    "SHOW_ROWS",
]

CLOSE = Words("Stäng", "Close")
CANCEL = Words("Avbryt", "Cancel")
EMPTY = Words("(tomt)", "(empty)")
SHOW_ROWS = Words("Visa raderna", "Show the rows")
IMPORTED_KEYS = "Ctrl+Shift+I"
"""What shows the rows of the newest import."""
REGISTERS = Words("Register", "Registers")
OWNER = Words("{organisation} · {person}", "{organisation} · {person}")
LANGUAGE_NAMES: Mapping[Language, Words] = {
    "sv": Words("Svenska", "Svenska"),
    "en": Words("English", "English"),
}
"""Each language called by its own name, whichever is spoken."""
