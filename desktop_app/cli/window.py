"""The window, opened from the command line; it is loaded without the other commands."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.base import WINDOW, kontaktnat
from desktop_app.cli.output import language
from desktop_app.domain.problems import Refused
from desktop_app.storage.connection import MISSING, MISSING_ADVICE


@kontaktnat.command(WINDOW, hidden=True)
@click.argument("file", required=False, type=click.Path(path_type=Path))
def window(file: Path | None) -> int:
    """Open the window."""
    from desktop_app.app import run  # noqa: PLC0415 — the command line works without Qt

    if file is not None and not file.exists():
        raise Refused(MISSING.fill(name=file.name), MISSING_ADVICE)
    return run(file, language())
