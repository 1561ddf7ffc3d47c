"""Commands that send out and take in: export, import, print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop_app.cli.base import ENTITY, FILE, ID, JSON, LANGUAGE, command
from desktop_app.cli.output import DONE, WAITING, document, language, say, warn
from desktop_app.cli.password import PASSWORD_FILE, password_in
from desktop_app.cli.plans import plan_document, show_plan
from desktop_app.cli.reading import pair
from desktop_app.domain.words import Words
from desktop_app.services import importing
from desktop_app.services.opening import open_register
from desktop_app.services.register import entity_named

if TYPE_CHECKING:
    from desktop_app.services.mailing import Draft

WROTE = Words("Skrev {file}: {rows} rader.", "Wrote {file}: {rows} rows.")
DRAFTED = Words(
    "Gjorde e-postutkastet {file}; öppna det, se igenom det och skicka det.",
    "Made the e-mail draft {file}; open it, look it through and send it.",
)


@command(
    "export",
    "Skriv en arbetsbok (.xlsx), en lista (.csv), kontaktkort (.vcf) eller datum (.ics).",
    "Write a workbook (.xlsx), a list (.csv), contact cards (.vcf) or dates (.ics).",
)
@FILE
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", default="", help=Words("Vem den är till.", "For whom.").into(language()))
@click.option("--only", metavar="ENTITY")
@click.option("--where", multiple=True, metavar="FIELD=VALUE")
@click.option("--search", default="")
@click.option(
    "--plain", is_flag=True, help=Words("En vanlig lista.", "A plain list.").into(language())
)
@PASSWORD_FILE
@click.option(
    "--mail",
    metavar="ADDRESS",
    help=Words(
        "Gör också ett e-postutkast (.eml) med arbetsboken, bredvid den.",
        "Also make an e-mail draft (.eml) with the workbook, beside it.",
    ).into(language()),
)
@LANGUAGE
@JSON
def export(  # noqa: PLR0913, PLR0917 — one option each
    file: Path,
    out: Path,
    to: str,
    only: str | None,
    where: tuple[str, ...],
    search: str,
    password_file: Path | None,
    mail: str | None,
    language: str,
    *,
    plain: bool,
    as_json: bool,
) -> None:
    """Write what is asked for to a file."""
    from desktop_app.services import exporting, mailing  # noqa: PLC0415 — loads the exchange
    from desktop_app.services.card_rows import NO_PLACE, without_place  # noqa: PLC0415 — as above
    from desktop_app.services.reading import Listing  # noqa: PLC0415 — as above

    entity = entity_named(only) if only else None
    if entity is None and (where or search):
        raise click.UsageError("--where, --search: --only ENTITY")
    places = tuple(pair(text) for text in where)
    password = password_in(password_file)
    wish = exporting.Wish(entity, places, search, plain, language, to, password)
    if mail is not None:
        mailing.check(out, mail, plain=plain)
    with open_register(file) as register:
        counts = exporting.export(register, out, wish)
        sender = mailing.sender_of(register)
        missing = without_place(register, out, None, Listing(search, places), language)
    if not as_json:
        say(WROTE.fill(file=out, rows=sum(counts.values())))
    if missing:
        warn(NO_PLACE.fill(columns=missing))
    draft = None if mail is None else mailing.draft(out, mail, sender, language)
    if as_json:
        document({"file": str(out), "counts": counts, **_draft_document(draft)})
    elif draft is not None:
        _show_draft(draft)


def _draft_document(draft: Draft | None) -> dict[str, Any]:
    return {} if draft is None else {"mail": str(draft.path), "warning": draft.warning}


def _show_draft(draft: Draft) -> None:
    say(DRAFTED.fill(file=draft.path))
    if draft.warning:
        warn(draft.warning)


@command("import", "Läs in en arbetsbok eller lista; visar först.", "Take in a file; shows first.")
@FILE
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("further", metavar="[IN]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True)
@click.option("--yes", is_flag=True)
@click.option("--entity")
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=FIELD")
@click.option("--treat", multiple=True, metavar="KIND=TREATMENT")
@click.option("--refused", metavar="OUT.xlsx", type=click.Path(path_type=Path))
@PASSWORD_FILE
@JSON
def import_(  # noqa: PLR0913, PLR0917 — one option each
    file: Path,
    source: Path,
    further: tuple[Path, ...],
    entity: str | None,
    mapping: tuple[str, ...],
    treat: tuple[str, ...],
    refused: Path | None,
    password_file: Path | None,
    *,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Show what a file would change; with --yes, do it."""
    from desktop_app.cli.treating import treated  # noqa: PLC0415 — loads readers
    from desktop_app.services.reading_files import plan_file  # noqa: PLC0415 — loads readers

    if entity is not None:
        entity_named(entity)
    places = dict(_place(text) for text in mapping)
    accepting = yes and not dry_run
    password = password_in(password_file)
    if further and treat:
        raise click.UsageError("--treat: one file at a time")
    if further:
        from desktop_app.cli.many import Wanted, import_many  # noqa: PLC0415 — loads readers

        wanted = Wanted((source, *further), entity, places, password, refused)
        return import_many(file, wanted, accepting=accepting, as_json=as_json)
    with open_register(file, writing=accepting) as register:
        plan = plan_file(register, source, entity, places, password=password)
        plan = treated(register, plan, treat)
        accepted = importing.accept(register, plan) if accepting else None
        if refused is not None:
            importing.save_refused(register, plan, refused, language())
        if as_json:
            document(plan_document(plan, accepted))
        else:
            show_plan(plan, accepted)
    if accepted is None:
        return WAITING
    return WAITING if plan.waits else DONE


def _place(text: str) -> tuple[str, str]:
    """Return heading and field of a ``COLUMN=FIELD``; a heading may itself hold ``=``."""
    heading, equals, name = text.rpartition("=")
    if not equals or not heading:
        raise click.UsageError(f"COLUMN=FIELD: {text}")
    return heading, name


KINDS = Words(
    "Vilket dokument: summary (resesammanfattning), decision (beslutsunderlag), programme, report "
    "(reserapport) för en resa; programme för en förfrågan; review (omprövning) för ett nätverk.",
    "Which document: summary, decision, programme or report of a trip; programme of a request; "
    "review of a network.",
)


@command(
    "print", "Skriv ut ett dokument om en rad som PDF.", "Print a document about a row as PDF."
)
@FILE
@ENTITY
@ID
@click.argument("out", metavar="OUT.pdf", type=click.Path(path_type=Path))
@click.option("--kind", default="", help=KINDS.into(language()))
@LANGUAGE
def print_(file: Path, entity: str, id_: str, out: Path, kind: str, language: str) -> None:  # noqa: PLR0913, PLR0917
    """Write a document about a row."""
    from desktop_app.services.documents import print_to  # noqa: PLC0415 — loads typst

    with open_register(file, writing=False) as register:
        print_to(register, entity_named(entity), id_, out, kind, "en" if language == "en" else "sv")
    say(WROTE_PDF.fill(file=out))


WROTE_PDF = Words("Skrev {file}.", "Wrote {file}.")
