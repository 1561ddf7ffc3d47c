"""An exchange without a window: three offices and a centre that end up agreeing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.receipts import sentence
from desktop_app.domain.words import Words
from desktop_app.exchange.by_hand import fill_in
from desktop_app.services import importing, merging, resolving, writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.facts import owner_of_register
from desktop_app.services.opening import new_register
from desktop_app.services.reading_files import plan_file
from desktop_app.services.receipts import received_back
from desktop_app.services.register import Register
from desktop_app.storage import upkeep

__all__ = ["run_exchange"]

Step: TypeAlias = tuple[Words, Path | None]

CENTRE = ("Stadsledningskontoret", "Alva Exempelsson")
OFFICES = (
    ("Miljöförvaltningen", "Bo Exempelsson"),
    ("Kulturförvaltningen", "Cia Exempelsson"),
    ("Stadsarkivet", "Dan Exempelsson"),
)
SHARED = {
    "given_name": "Åse",
    "family_name": "Exempel Dahl",
    "email": "ase.exempel@trondheim.example.org",
    "phone": "+47 73 55 01 40",
    "city": "Trondheim",
}
AGAIN = {"given_name": "Åse", "family_name": "Exempel Dahl", "title": "Klimatrådgivare"}
TYPED = ({"phone": "+47 73 55 01 41"}, {"phone": "+47 73 55 01 42"}, {"department": "Klima"})
PERSON = "Eva Exempelsson"
BY_HAND = {"contact": {0: {"title": "Klimatdirektør"}}}
ADDED_BY_HAND = {
    "contact": [
        {"given_name": "Matti", "family_name": "Esimerkki", "city": "Tammerfors"},
        {"city": "Åbo"},
    ]
}

HELD = Words("Centralens register", "Register of the central office")
JOINED = Words("{office} har gått med", "{office} has joined")
FIRST = Words("Hela registret, att gå med genom", "The whole register, to join by")
SENT = Words("Från {sender} till {to}", "From {sender} to {to}")
FOR_PERSON = Words("Till en person utan programmet", "For a person without the program")
BACK = Words("Ifyllt i Excel och tillbaka", "Filled in with Excel, and back")
ACCOUNT = Words(
    "  inläst: {new} nya, {changed} ändrade, {conflicts} med olika uppgifter, {refused} avvisade "
    "av {rows} rader",
    "  taken in: {new} new, {changed} changed, {conflicts} with differing values, {refused} "
    "refused of {rows} rows",
)
RESOLVED = Words("Olika uppgifter avgjorda: {count}", "Differing values resolved: {count}")
MERGED = Words("Dubblett sammanslagen: {title}", "Duplicate merged: {title}")
RECEIPT = Words("Kvitto till {office}. {sums}", "Receipt to {office}. {sums}")
WITH_RECEIPT = Words("Med kvitto på det som fylldes i", "With a receipt for what was filled in")
EQUAL = Words(
    "Alla {count} register visar nu samma innehåll.", "All {count} registers now show the same."
)
DIFFERENT = Words(
    "Registren visar inte samma innehåll: {digests}", "The registers do not agree: {digests}"
)


def run_exchange(folder: Path, language: str) -> Iterator[Step]:
    """Do an exchange in an empty folder; name each step's file."""
    with ExitStack() as stack:
        path = folder / f"{CENTRE[0]}.knreg"
        centre = stack.enter_context(new_register(path, CENTRE[0], person=CENTRE[1], central=True))
        shared = writing.put(centre, CATALOGUE["contact"], None, SHARED).id
        yield HELD, path
        whole = folder / "01-hela-registret.xlsx"
        export(centre, whole, Wish(language=language))
        yield FIRST, whole
        offices = []
        for name, person in OFFICES:
            made = new_register(folder / f"{name}.knreg", name, person=person, join=whole)
            offices.append(stack.enter_context(made))
            yield JOINED.fill(office=name), made.path
        post = _Post(folder, language)
        yield from _up(post, offices, centre, shared)
        yield from _by_hand(post, centre)
        yield from _decided(centre, shared)
        yield from _down(post, offices, centre)
        yield _agreement([centre, *offices]), None


class _Post:
    """Workbooks that are sent, one after another."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._language = language
        self._number = 1

    def write(self, sender: Register, to: str, name: str) -> Path:
        """Write a workbook for somebody."""
        out = self.place(name)
        export(sender, out, Wish(to=to, language=self._language))
        return out

    def place(self, name: str) -> Path:
        """Return where the next workbook goes."""
        self._number += 1
        return self._folder / f"{self._number:02}-{'-'.join(name.split())}.xlsx"

    def send(self, sender: Register, to: Register) -> Iterator[Step]:
        """Send a workbook from one register to another, which takes it in."""
        names = [owner_of_register(each)[0] for each in (sender, to)]
        out = self.write(sender, to.facts.register_id, f"{names[0]} till {names[1]}")
        yield SENT.fill(sender=names[0], to=names[1]), out
        yield self.take_in(to, out)

    def take_in(self, register: Register, path: Path) -> Step:
        """Take a workbook in as it is shown."""
        plan = plan_file(register, path, None, {})
        importing.accept(register, plan, shown=plan.hash)
        return ACCOUNT.fill(**plan.account()), None


def _up(post: _Post, offices: Sequence[Register], centre: Register, shared: str) -> Iterator[Step]:
    """Let each office work, the second one add a duplicate, and send all to the centre."""
    contact = CATALOGUE["contact"]
    for office, typed in zip(offices, TYPED, strict=True):
        writing.put(office, contact, shared, typed)
    writing.put(offices[1], contact, None, AGAIN)
    for office in offices:
        yield from post.send(office, centre)


def _by_hand(post: _Post, centre: Register) -> Iterator[Step]:
    """Let somebody fill in a workbook who has only Excel; the next one holds the receipt."""
    sent = post.write(centre, PERSON, f"till {PERSON}")
    yield FOR_PERSON, sent
    filled = post.place(f"från {PERSON}")
    fill_in(sent, filled, BY_HAND, ADDED_BY_HAND)
    yield BACK, filled
    yield post.take_in(centre, filled)
    yield WITH_RECEIPT, post.write(centre, PERSON, f"till {PERSON} med kvitto")


def _decided(centre: Register, shared: str) -> Iterator[Step]:
    """Resolve what differs and merge the duplicate: somebody at the centre decides."""
    settled = resolving.settle_all(centre, resolving.Take("newest"))
    yield RESOLVED.fill(count=settled.count), None
    contact = CATALOGUE["contact"]
    namesakes = centre.named(contact, f"{AGAIN['given_name']} {AGAIN['family_name']}")
    for other in namesakes:
        if other != shared:
            title = centre.title(centre.row(contact, other))
            merging.merge(centre, contact, shared, other)
            yield MERGED.fill(title=title), None


def _down(post: _Post, offices: Sequence[Register], centre: Register) -> Iterator[Step]:
    """Send everything to all of them, with what became of theirs."""
    for office in offices:
        yield from post.send(centre, office)
        for back in received_back(office):
            name = owner_of_register(office)[0]
            yield RECEIPT.fill(office=name, sums=sentence(back.receipt)), None


def _agreement(registers: Sequence[Register]) -> Words:
    digests = [upkeep.shown_digest(register.db.conn) for register in registers]
    if len(set(digests)) == 1:
        return EQUAL.fill(count=len(registers))
    return DIFFERENT.fill(digests=[digest[:8] for digest in digests])
