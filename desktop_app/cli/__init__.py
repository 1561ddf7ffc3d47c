"""The command line: the same services without a window."""

from __future__ import annotations

from desktop_app.cli.main import main

__all__ = ["main"]
