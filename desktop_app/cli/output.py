"""What the command line says: tables and sentences for people, one JSON document for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from desktop_app.domain.words import Words

DONE, FAULT, USAGE, REFUSED, WAITING = 0, 1, 2, 3, 4
"""Exit codes: done; our fault; wrong usage; refused; done, but something waits for a decision."""

WIDEST = 40


def language() -> str:
    """Return the language of this person: Swedish unless the environment is English."""
    chosen = os.environ.get("KONTAKTNAT_LANGUAGE")
    names = (chosen,) if chosen else (os.environ.get(n) for n in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in names if name), "sv")
    return "en" if first.casefold().startswith("en") else "sv"


def say(words: Words | str) -> None:
    """Write a line for people."""
    click.echo(words if isinstance(words, str) else words.into(language()))


def warn(words: Words | str) -> None:
    """Write a line on the side: progress, warnings, errors."""
    click.echo(words if isinstance(words, str) else words.into(language()), err=True)


def document(value: Any) -> None:  # noqa: ANN401 — JSON
    """Write one JSON document in UTF-8 on standard output."""
    text = json.dumps(_plain(value), ensure_ascii=False, indent=1)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _plain(value: Any) -> Any:  # noqa: ANN401 — JSON
    if isinstance(value, Words):
        return value.into(language())
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table with columns as wide as they need to be."""
    lines = [list(headings), *([_short(cell) for cell in row] for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(headings))]
    for number, line in enumerate(lines):
        click.echo("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip())
        if number == 0:
            click.echo("  ".join("-" * width for width in widths).rstrip())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"
