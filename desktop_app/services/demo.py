"""The whole errand without a window, as a newcomer may want to see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Language, Words
from desktop_app.exchange.by_hand import fill_in
from desktop_app.services import documents, importing, printing, undoing
from desktop_app.services.demo_exchange import run_exchange
from desktop_app.services.exporting import Wish, export
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from desktop_app.services.sampling import make_sample
from desktop_app.storage.tables import Row

CONTACTS, SEED = 200, 1
CHANGES = {
    "contact": {
        0: {"city": "Trondheim", "phone": "+47 73 55 01 44"},
        4: {"title": "Chef för internationella frågor"},
    },
    "trip": {0: {"lessons": "Börja med de boende, inte med tekniken."}},
}
ADDITIONS = {
    "contact": [
        {
            "given_name": "Inés",
            "family_name": "Exempel Ruiz",
            "email": "ines.exempel@sevilla.example.org",
            "city": "Sevilla",
        }
    ]
}
TAKEN = Words("Mappen ”{name}” är inte tom.", "The folder “{name}” is not empty.")
TAKEN_ADVICE = Words("Välj en ny mapp.", "Choose a new folder.")
SAMPLE = Words("Exempelregister", "Sample register")
WORKBOOK = Words("Arbetsbok, utskickad", "Workbook, sent out")
FILLED = Words("Arbetsbok, ifylld i Excel", "Workbook, filled in")
PREVIEW = Words(
    "Förhandsvisning: {new} nya, {changed} ändrade, {unchanged} oförändrade av {rows}",
    "Preview: {new} new, {changed} changed, {unchanged} unchanged of {rows}",
)
ACCEPTED = Words("Inläst; säkerhetskopia", "Taken in; backup")
UNDONE = Words("Ångrad igen: {rows} rader, och gjord om", "Undone again: {rows} rows, and redone")
SUMMARY = Words("Resesammanfattning ({language})", "Trip summary ({language})")
LIST = Words("Kontaktlista", "Contact list")
PICTURE = Words("Bild av resesammanfattningen", "Picture of the trip summary")


def run_demo(folder: Path, language: str) -> Iterator[tuple[Words, Path | None]]:
    """Do sample, export, a filled-in workbook taken back, undo, print and an exchange.

    Each step is named, with its file where there is one.

    Raises:
        Refused: The folder is not empty, or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Refused(TAKEN.fill(name=folder.name), TAKEN_ADVICE)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "kontaktnat-exempel.knreg"
    with make_sample(path, CONTACTS, SEED) as register:
        yield SAMPLE, path
        yield from _workbook(register, folder, language)
        yield from _paper(register, folder)
    exchange = folder / "utbyte"
    exchange.mkdir()
    yield from run_exchange(exchange, language)


def _workbook(
    register: Register, folder: Path, language: str
) -> Iterator[tuple[Words, Path | None]]:
    sent, filled = folder / "utskickad.xlsx", folder / "ifylld.xlsx"
    export(register, sent, Wish(language=language))
    yield WORKBOOK, sent
    fill_in(sent, filled, CHANGES, ADDITIONS)
    yield FILLED, filled
    plan = plan_file(register, filled, None, {})
    yield PREVIEW.fill(**plan.account()), None
    yield ACCEPTED, importing.accept(register, plan).backup
    undone = undoing.undo(register)
    undoing.redo(register)
    yield UNDONE.fill(rows=undone.rows), None
    listed = folder / "kontakter.csv"
    export(register, listed, Wish(CATALOGUE["contact"], plain=True, language=language))
    yield LIST, listed


def _paper(register: Register, folder: Path) -> Iterator[tuple[Words, Path | None]]:
    trip = _reported(register)
    languages: tuple[Language, ...] = ("sv", "en")
    for each in languages:
        out = folder / f"resesammanfattning-{each}.pdf"
        documents.print_to(register, CATALOGUE["trip"], trip.id, out, "summary", each)
        yield SUMMARY.fill(language=each), out
    picture = folder / "resesammanfattning.png"
    printing.save(documents.picture(register, CATALOGUE["trip"], trip.id, "sv"), picture)
    yield PICTURE, picture


def _reported(register: Register) -> Row:
    """Return a trip that has come home and been reported."""
    wanted = Listing(where=(("status", "reported"),), limit=1)
    return next(iter(list_rows(register, CATALOGUE["trip"], wanted)))
