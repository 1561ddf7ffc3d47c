"""Commands that show what became of what was sent, and all that left: receipts, sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.base import FILE, JSON, LANGUAGE, command
from desktop_app.cli.output import document, language, say, table
from desktop_app.domain.problems import Refused
from desktop_app.domain.receipts import Line, Receipt, in_order, sentence, sums_of
from desktop_app.domain.words import Words
from desktop_app.services.disclosures import Disclosure, disclosures
from desktop_app.services.opening import open_register
from desktop_app.services.receipts import (
    GivenReceipt,
    ReceivedReceipt,
    given_receipts,
    received_back,
)
from desktop_app.services.register import Register

CAME_BACK = Words(
    "Kvitto från {office} på {file}, {day}. {sums}",
    "Receipt from {office} for {file}, {day}. {sums}",
)
GIVEN = Words(
    "Kvitto till {to} på {file}, {day}{mark}. {sums}",
    "Receipt to {to} for {file}, {day}{mark}. {sums}",
)
NOBODY = Words("(ingen namngiven)", "(nobody named)")
NOT_YET = Words(", skickas med nästa arbetsbok", ", goes with the next workbook")
NONE = Words("Det finns inga kvitton än.", "There are no receipts yet.")
NO_SUCH = Words("Det finns inget kvitto ”{id}”.", "There is no receipt “{id}”.")
SEE_ALL = Words("”kontaktnat receipts” visar alla.", "“kontaktnat receipts” shows all.")
WROTE = Words("Skrev {file}.", "Wrote {file}.")
WHICH = Words("Säg vilket kvitto som ska skrivas ut.", "Say which receipt is to be printed.")


@command(
    "receipts", "Vad det blev av det som skickades.", "What became of the rows that were sent."
)
@FILE
@click.argument("id_", metavar="[ID]", required=False, default="")
@click.option("--pdf", metavar="OUT.pdf", type=click.Path(path_type=Path))
@LANGUAGE
@JSON
def receipts(file: Path, id_: str, pdf: Path | None, language: str, *, as_json: bool) -> None:
    """Show the receipts that came back, and those that are given; or print one of them."""
    with open_register(file, writing=False) as register:
        found = list(_found(register, id_))
        if pdf is not None:
            _print(register, found, pdf, language)
    if as_json:
        document([_document(each) for each in found])
        return
    if pdf is not None:
        say(WROTE.fill(file=pdf))
        return
    for each in found:
        _show(each)
    if not found:
        say(NONE)


def _found(register: Register, id_: str) -> Iterator[ReceivedReceipt | GivenReceipt]:
    everything: list[ReceivedReceipt | GivenReceipt] = [*received_back(register)]
    everything += given_receipts(register)
    chosen = [each for each in everything if each.receipt.id.startswith(id_.strip().lower())]
    if id_ and len(chosen) != 1:
        raise Refused(NO_SUCH.fill(id=id_), SEE_ALL)
    yield from chosen


def _print(
    register: Register, found: list[ReceivedReceipt | GivenReceipt], out: Path, language: str
) -> None:
    from desktop_app.services.printing import save  # noqa: PLC0415 — loads the exchange
    from desktop_app.services.receipt_paper import receipt_paper  # noqa: PLC0415 — as above

    if len(found) != 1:
        raise Refused(WHICH, SEE_ALL)
    save(receipt_paper(register, found[0].receipt, "en" if language == "en" else "sv").pdf, out)


def _document(each: ReceivedReceipt | GivenReceipt) -> dict[str, Any]:
    receipt = each.receipt
    given = isinstance(each, GivenReceipt)
    return {
        "id": receipt.id,
        "direction": "given" if given else "received",
        "register_id": each.register_id or None,
        "office": each.to if isinstance(each, GivenReceipt) else each.office,
        **({"arrived": each.arrived} if isinstance(each, GivenReceipt) else {}),
        "export_id": receipt.export_id,
        "file": receipt.file,
        "at": receipt.at,
        "rows": receipt.rows,
        "unchanged": receipt.unchanged,
        "missing": receipt.missing,
        "sums": dict(sums_of(receipt)),
        "lines": [_line(line) for line in receipt.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "sheet": line.sheet,
        "row": line.number,
        "entity": line.entity,
        "id": line.row or None,
        "title": line.title,
        "outcome": line.ending,
        "text": line.words,
        "reason": line.reason,
    }


def _show(each: ReceivedReceipt | GivenReceipt) -> None:
    receipt = each.receipt
    told = {"file": receipt.file, "day": receipt.at[:10], "sums": sentence(receipt)}
    if isinstance(each, GivenReceipt):
        mark = "" if each.arrived else NOT_YET
        say(_id(receipt) + GIVEN.fill(**told, to=each.to or NOBODY, mark=mark).into(language()))
    else:
        say(_id(receipt) + CAME_BACK.fill(**told, office=each.office).into(language()))
    for line in in_order(receipt.lines):
        reason = f" – {line.reason.into(language())}" if line.reason else ""
        say(f"  {line.sheet} {line.number:>5}  {line.title}: {line.words.into(language())}{reason}")


def _id(receipt: Receipt) -> str:
    return f"{receipt.id[:8]}  "


HEADINGS = (
    Words("När", "When"),
    Words("Till", "To"),
    Words("Fil", "File"),
    Words("Vad", "What"),
    Words("Rader", "Rows"),
    Words("Kvitton", "Receipts"),
)
KINDS = {
    "workbook": Words("arbetsbok", "workbook"),
    "list": Words("lista", "list"),
}
CHOSEN = Words("{kind}, urval", "{kind}, selection")


@command("sent", "Allt som lämnats ut, nyast först.", "All that left, newest first.")
@FILE
@JSON
def sent(file: Path, *, as_json: bool) -> None:
    """Show what left the register, to whom, when and how much."""
    with open_register(file, writing=False) as register:
        found = disclosures(register)
    if as_json:
        document([_disclosure(each) for each in found])
        return
    table(
        [words.into(language()) for words in HEADINGS],
        (
            [
                each.at[:16],
                each.to,
                each.file,
                _what(each).into(language()),
                str(sum(each.counts.values())),
                str(each.receipts),
            ]
            for each in found
        ),
    )


def _what(each: Disclosure) -> Words:
    kind = KINDS[each.kind]
    return CHOSEN.fill(kind=kind) if each.chosen and each.kind == "workbook" else kind


def _disclosure(each: Disclosure) -> dict[str, Any]:
    return {
        "id": each.id,
        "at": each.at,
        "to": each.to or None,
        "register_id": each.register_id or None,
        "file": each.file,
        "kind": each.kind,
        "counts": dict(each.counts),
        "chosen_by": dict(each.chosen),
        "receipts": each.receipts,
    }
