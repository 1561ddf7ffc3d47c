"""The command group: `kontaktnat [FILE]` opens the window, `kontaktnat COMMAND …` works without."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from desktop_app.cli.output import language
from desktop_app.data import SUFFIX
from desktop_app.domain.words import Words

P = ParamSpec("P")
R = TypeVar("R")
WINDOW = "window"
MODULES = (
    "making",
    "reading",
    "due",
    "life",
    "writing",
    "looking_back",
    "peers",
    "receipts",
    "deciding",
    "duplicates",
    "exchanging",
    "reporting",
)

ABOUT = Words(
    "Kontaktnät: ett register över kontakter, organisationer, nätverk och studieresor.",
    "Kontaktnät: a register of contacts, organisations, networks and study trips.",
)


class Commands(click.Group):
    """Commands, and the window where the first word is no command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a first word that is no command, but a path, for the file to open."""
        first = args[0]
        if Path(first).suffix == SUFFIX:
            return super().resolve_command(ctx, [WINDOW, *args])
        self.load()
        if first not in self.commands and (Path(first).suffix or Path(first).exists()):
            args = [WINDOW, *args]
        return super().resolve_command(ctx, args)

    def load(self) -> None:
        """Load the commands: the window starts without them."""
        for name in MODULES:
            import_module(f"desktop_app.cli.{name}")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order they are documented."""
        self.load()
        return [name for name in self.commands if name != WINDOW]


@click.group(cls=Commands, invoke_without_command=True, help=ABOUT.into(language()))
@click.version_option(package_name="kontaktnat")
@click.pass_context
def kontaktnat(ctx: click.Context) -> None:
    """Open the window where no command is given."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(kontaktnat.commands[WINDOW], file=None)


def command(name: str, sv: str, en: str) -> Callable[[Callable[P, Any]], click.Command]:
    """Declare a command with its help in both languages."""
    return kontaktnat.command(name, help=Words(sv, en).into(language()))


FILE = click.argument("file", type=click.Path(path_type=Path))
ENTITY = click.argument("entity")
ID = click.argument("id_", metavar="ID")
JSON = click.option("--json", "as_json", is_flag=True, help="JSON.")
LANGUAGE = click.option("--language", type=click.Choice(["sv", "en"]), default=language)
