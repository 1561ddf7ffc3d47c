"""Commands that make, copy and open registers: new, sample, demo, backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.base import FILE, JSON, LANGUAGE, command
from desktop_app.cli.output import document, say
from desktop_app.cli.password import PASSWORD_FILE, password_in
from desktop_app.domain.words import Words
from desktop_app.services import upkeep
from desktop_app.services.facts import info
from desktop_app.services.opening import new_register, open_register
from desktop_app.storage import queries

MADE = Words("Nytt register för {organisation}: {file}", "New register of {organisation}: {file}")
SAMPLED = Words("Exempelregister: {file} ({rows} rader)", "Sample register: {file} ({rows} rows)")
REBUILT = Words(
    "Gjorde om {rows} rader ur ändringarna.", "Derived {rows} rows from the edits again."
)
BACKED_UP = Words("Säkerhetskopia, kontrollerad: {file}", "Backup, proven: {file}")
RESTORED = Words("Återställd: {file}", "Brought back: {file}")


@command("new", "Skapa ett register.", "Make a register.")
@FILE
@click.option("--organisation", required=True)
@click.option("--person")
@click.option("--central", is_flag=True)
@click.option("--join", metavar="REGISTER-OR-WORKBOOK", type=click.Path(path_type=Path))
@PASSWORD_FILE
@JSON
def new(  # noqa: PLR0913 — one option each
    file: Path,
    organisation: str,
    person: str | None,
    join: Path | None,
    password_file: Path | None,
    *,
    central: bool,
    as_json: bool,
) -> None:
    """Make a register."""
    password = password_in(password_file)
    with new_register(
        file, organisation, person=person, central=central, join=join, password=password
    ) as register:
        facts = info(register)
    if as_json:
        document(facts)
    else:
        say(MADE.fill(organisation=facts["organisation"], file=file))


@command("sample", "Skapa ett verklighetstroget exempelregister.", "Make a realistic sample.")
@FILE
@click.option("--contacts", type=click.IntRange(min=1), default=200)
@click.option("--seed", type=int, default=1)
@JSON
def sample(file: Path, contacts: int, seed: int, *, as_json: bool) -> None:
    """Make a sample register."""
    from desktop_app.services.sampling import make_sample  # noqa: PLC0415 — rarely used

    with make_sample(file, contacts, seed, exchange=True) as register:
        counts = queries.counts(register.db.conn)
    if as_json:
        document({"file": str(file), "counts": counts})
    else:
        say(SAMPLED.fill(file=file, rows=sum(counts.values())))


@command("demo", "Hela ärendet utan fönster, i en mapp.", "The whole errand without a window.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@LANGUAGE
def demo(folder: Path, language: str) -> None:
    """Do the whole errand and name the files it made."""
    from desktop_app.services.demo import run_demo  # noqa: PLC0415 — rarely used

    for words, path in run_demo(folder, language):
        say(f"{words.into(language):44} {path}" if path else words.into(language))


@command(
    "rebuild", "Gör om alla tabeller ur ändringarna.", "Derive all tables from the edits again."
)
@FILE
def rebuild(file: Path) -> None:
    """Derive all that is shown again."""
    with open_register(file) as register:
        say(REBUILT.fill(rows=upkeep.rebuild(register)))


@command("backup", "Säkerhetskopiera, och kontrollera kopian.", "Back up, and prove the copy.")
@FILE
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@JSON
def backup(file: Path, folder: Path | None, *, as_json: bool) -> None:
    """Make a proven backup."""
    with open_register(file) as register:
        path = upkeep.backup_register(register, folder)
    if as_json:
        document({"file": str(path)})
    else:
        say(BACKED_UP.fill(file=path))


@command(
    "restore", "Återställ en säkerhetskopia som en ny fil.", "Bring a backup back as a new file."
)
@click.argument("source", metavar="BACKUP", type=click.Path(path_type=Path))
@FILE
def restore(source: Path, file: Path) -> None:
    """Bring a backup back."""
    with upkeep.restore(source, file):
        say(RESTORED.fill(file=file))
