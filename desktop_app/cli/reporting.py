"""The command that makes reports of a whole register."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import click

from desktop_app.cli.base import FILE, JSON, LANGUAGE, command
from desktop_app.cli.output import document, say
from desktop_app.cli.output import language as spoken
from desktop_app.domain.kinds.dates import parse_date
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words
from desktop_app.services.opening import open_register
from desktop_app.services.report_kinds import Asked, ReportKind, kind_named

WRITTEN = Words("{report}: {file}", "{report}: {file}")
NO_FILE = Words("Det saknas en fil att skriva till.", "There is no file to write to.")
NO_FILE_ADVICE = Words(
    "Ange en, till exempel rapport.pdf, eller --json.", "Give one, such as report.pdf, or --json."
)
NO_DATA = Words(
    "Rapporten ”{name}” finns inte som JSON.", "The report “{name}” is not there as JSON."
)
NO_USE = Words(
    "Rapporten ”{name}” kan inte begränsas med {options}.",
    "The report “{name}” cannot be limited by {options}.",
)
NO_USE_ADVICE = Words("Utelämna {options}.", "Leave out {options}.")
OPTIONS = {"first": "--from", "last": "--to", "as_of": "--as-of"}
"""What options are called that are not called as what they ask for."""
NO_DATA_ADVICE = Words("Ange en fil i stället.", "Give a file instead.")


def _day(_context: click.Context, param: click.Parameter, text: str | None) -> date | None:
    """Return the day that was written; it is wrong usage if there is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(parse_date(text, None))
    except Invalid as problem:
        told = problem.sentence().into(spoken())
        raise click.BadParameter(told, param=param) from None


def _refuse_unused(kind: ReportKind, asked: Asked) -> None:
    """Refuse what the report would leave aside: it would be about more than was asked."""
    given = [each.name for each in fields(asked) if getattr(asked, each.name)]
    unused = [OPTIONS.get(name, f"--{name}") for name in given if name in kind.aside]
    if unused:
        raise Refused(
            NO_USE.fill(name=kind.name, options=unused), NO_USE_ADVICE.fill(options=unused)
        )


@command("report", "Gör en rapport: årsrapport, listor.", "Make a report: yearly report, lists.")
@FILE
@click.argument("kind")
@click.argument("out", metavar="[OUT]", required=False, type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(1900, 2200))
@click.option("--from", "first", metavar="DATE", callback=_day)
@click.option("--to", "last", metavar="DATE", callback=_day)
@click.option("--organisation", default="", metavar="NAME")
@click.option("--as-of", "as_of", metavar="DATE", callback=_day)
@click.option("--search", default="", metavar="TEXT")
@click.option("--by", default="", metavar="NAME")
@click.option("--size", default="", metavar="NAME")
@click.option("--used", type=click.IntRange(min=0), default=0, metavar="LABELS")
@LANGUAGE
@JSON
def report(  # noqa: PLR0913, PLR0917 — one option each
    file: Path,
    kind: str,
    out: Path | None,
    year: int | None,
    first: date | None,
    last: date | None,
    organisation: str,
    as_of: date | None,
    search: str,
    by: str,
    size: str,
    used: int,
    language: str,
    *,
    as_json: bool,
) -> None:
    """Make a report of a register."""
    made = kind_named(kind)
    asked = Asked(
        language="en" if language == "en" else "sv",
        year=year,
        first=first,
        last=last,
        organisation=organisation,
        as_of=as_of,
        search=search,
        by=by,
        size=size,
        used=used,
    )
    _refuse_unused(made, asked)
    with open_register(file, writing=False) as register:
        if as_json:
            if made.data is None:
                raise Refused(NO_DATA.fill(name=kind), NO_DATA_ADVICE)
            document(made.data(register, asked))
            return
        if out is None:
            raise Refused(NO_FILE, NO_FILE_ADVICE)
        made.writer(out)(register, asked, out)
    say(WRITTEN.fill(report=made.words, file=out))
