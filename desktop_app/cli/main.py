"""The entry of the command line: errors become one sentence and an exit code."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from desktop_app.cli import window
from desktop_app.cli.base import kontaktnat
from desktop_app.cli.output import DONE, FAULT, REFUSED, USAGE, language, warn
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words

__all__ = ["main", "window"]

OUR_FAULT = Words(
    "Något gick fel i programmet; det är vårt fel, inte ditt. Registret är som före kommandot. "
    "En beskrivning finns i {log}.",
    "Something went wrong in the program; the fault is ours, not yours. The register is as it was "
    "before the command. A description is in {log}.",
)
KEPT_AS_BEFORE = Words("Ingenting har ändrats.", "Nothing was changed.")
STOPPED = Words(
    "Avbrutet. Ingenting har ändrats till hälften.", "Stopped. Nothing was changed by half."
)
INTERRUPTED = 130


def main(args: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a letter the console lacks is no fault
    try:
        result = kontaktnat.main(
            args=None if args is None else list(args), prog_name="kontaktnat", standalone_mode=False
        )
        return int(result or DONE)
    except (Refused, Invalid) as problem:
        return _refuse(problem)
    except click.exceptions.Abort:
        warn(STOPPED)
        return INTERRUPTED
    except click.ClickException as problem:
        problem.show()
        return USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception:
        return _fault()


def _refuse(problem: Refused | Invalid) -> int:
    if isinstance(problem, Refused):
        warn(problem.into(language()))
    else:
        warn(f"{problem.sentence().into(language())} {KEPT_AS_BEFORE.into(language())}")
    return REFUSED


def _fault() -> int:
    import logging.handlers  # noqa: PLC0415 — seldom needed

    path = Path(tempfile.gettempdir()) / "kontaktnat-fel.log"
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2)
    logger = logging.getLogger("kontaktnat")
    logger.addHandler(handler)
    try:
        logger.error("%s", traceback.format_exc())
    finally:
        logger.removeHandler(handler)
        handler.close()
    warn(OUR_FAULT.fill(log=path))
    return FAULT
