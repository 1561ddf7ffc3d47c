"""Passwords for commands: read from a file, since a command line can be seen and is kept."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.output import language
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words

__all__ = ["PASSWORD_FILE", "password_in"]

MOST_BYTES = 4096
"""Far more than a password has: what is longer is another file."""

HELP = Words(
    "Fil vars första rad är lösenordet (UTF-8).", "A file whose first line is the password (UTF-8)."
)
NOT_READ = Words(
    "Lösenordsfilen {name} kan inte läsas.", "The password file {name} cannot be read."
)
NO_PASSWORD = Words(
    "Första raden i lösenordsfilen {name} är tom eller ingen text.",
    "The first line of the password file {name} is empty or no text.",
)
FIRST_LINE = Words(
    "Ange en textfil (UTF-8) vars första rad är lösenordet.",
    "Name a text file (UTF-8) whose first line is the password.",
)

PASSWORD_FILE = click.option(
    "--password-file",
    metavar="F",
    type=click.Path(path_type=Path),
    help=HELP.into(language()),
)


def password_in(path: Path | None) -> str:
    """Return the first line of a file without its line end, '' where no file is named.

    Raises:
        Refused: The file cannot be read, or holds no password.
    """
    if path is None:
        return ""
    try:
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as file:
            line = file.readline(MOST_BYTES).removesuffix(b"\n").removesuffix(b"\r")
    except (OSError, ValueError):
        raise Refused(NOT_READ.fill(name=path.name), FIRST_LINE) from None
    try:
        password = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Not as its cause: that error tells what stood there.
        password = ""
    if not password.strip():
        raise Refused(NO_PASSWORD.fill(name=path.name), FIRST_LINE)
    return password
