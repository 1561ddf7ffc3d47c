"""What the program remembers for the person between two starts; nothing of a register's content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

__all__ = ["Settings"]

RECENT = 8
SCHEMES = ("system", "light", "dark", "contrast")
SMALLEST, LARGEST = 100, 200


class Settings:
    """Typed values in an INI file of the person's own."""

    def __init__(self, path: Path) -> None:
        """Read the file at `path`, which need not exist."""
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """Return the chosen language, '' where none was chosen."""
        return self._text("language")

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)

    @property
    def scheme(self) -> str:
        """Return the chosen colours."""
        found = self._text("scheme")
        return found if found in SCHEMES else SCHEMES[0]

    @scheme.setter
    def scheme(self, scheme: str) -> None:
        self._store.setValue("scheme", scheme)

    @property
    def percent(self) -> int:
        """Return the size of text in per cent."""
        found = self._text("percent")
        return min(LARGEST, max(SMALLEST, int(found))) if found.isdecimal() else SMALLEST

    @percent.setter
    def percent(self, percent: int) -> None:
        self._store.setValue("percent", str(percent))

    @property
    def recent(self) -> list[Path]:
        """Return the registers that were open, newest first."""
        return [Path(text) for text in self._texts("recent")]

    def opened(self, path: Path) -> None:
        """Remember that a register was opened."""
        others = [each for each in self.recent if each != path]
        self._store.setValue("recent", [str(each) for each in [path, *others][:RECENT]])

    def forget(self, path: Path) -> None:
        """Forget a register that is not there any more."""
        self._store.setValue("recent", [str(each) for each in self.recent if each != path])

    @property
    def folder(self) -> Path | None:
        """Return the folder a file was last read from or written to."""
        found = self._text("folder")
        return Path(found) if found else None

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._store.setValue("folder", str(folder))

    def columns(self, entity: str) -> list[tuple[str, int]]:
        """Return the chosen columns of a list with their widths; [] where none were chosen."""
        found = [text.rpartition(":") for text in self._texts(f"columns/{entity}")]
        return [(name, int(width)) for name, _colon, width in found if name and width.isdecimal()]

    def choose_columns(self, entity: str, columns: Sequence[tuple[str, int]]) -> None:
        """Remember the columns of a list with their widths."""
        self._store.setValue(f"columns/{entity}", [f"{name}:{width}" for name, width in columns])

    def layout(self, name: str) -> QByteArray:
        """Return how a window or splitter was left, empty where that is not known."""
        found = self._store.value(f"layout/{name}")
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep_layout(self, layouts: Mapping[str, QByteArray]) -> None:
        """Remember how windows and splitters are left."""
        for name, state in layouts.items():
            self._store.setValue(f"layout/{name}", state)

    def flag(self, name: str) -> bool:
        """Return whether something was switched on."""
        return self._text(name) == "true"

    def set_flag(self, name: str, *, on: bool) -> None:
        """Remember whether something is switched on."""
        self._store.setValue(name, "true" if on else "false")

    def save(self) -> None:
        """Write what is remembered to the file now."""
        self._store.sync()

    def _text(self, name: str) -> str:
        found = self._store.value(name, "")
        return found if isinstance(found, str) else ""

    def _texts(self, name: str) -> list[str]:
        """Return a list; one element comes back from the file as a plain string."""
        found = self._store.value(name, [])
        if isinstance(found, str):
            return [found] if found else []
        return [str(each) for each in found] if isinstance(found, list) else []
