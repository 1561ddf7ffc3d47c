"""Say where the files that go with the code lie: in a checkout, installed and frozen alike."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DB_SCHEMA", "RESOURCES", "folder"]

PACKAGE = Path(__file__).parent


def folder(name: str, package: Path = PACKAGE) -> Path:
    """Return the folder `name` inside the package, or beside it in a checkout."""
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


RESOURCES = folder("resources")
"""Lists, fonts, templates, icons: whatever the program reads and never writes."""

DB_SCHEMA = folder("db_schema")
"""The SQL files of the register, applied in the order of their names."""
