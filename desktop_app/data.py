"""Say where the files that go with the code lie, and how a register's file name ends."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DB_SCHEMA", "RESOURCES", "SUFFIX", "folder"]

SUFFIX = ".knreg"
"""How the name of a register file ends."""

PACKAGE = Path(__file__).parent


def folder(name: str, package: Path = PACKAGE) -> Path:
    """Return the folder `name` inside the package, or beside it in a checkout.

    So it is right in a checkout, installed and frozen alike.
    """
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


RESOURCES = folder("resources")
"""Lists, fonts, templates, icons: whatever the program reads and never writes."""

DB_SCHEMA = folder("db_schema")
"""The SQL files of the register, applied in the order of their names."""
