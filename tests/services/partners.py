"""Registers of one exchange, and the workbooks they send each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.importing import accept
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register

CONTACT = CATALOGUE["contact"]
CENTRE, FIRST, SECOND = "Stadsledningskontoret", "Miljöförvaltningen", "Kulturförvaltningen"


@dataclass(frozen=True)
class Partners:
    """A central office and two others that have joined it.

    Attributes:
        folder: Where their files are.
        centre: The register of the central office.
        first: That of one office.
        second: That of another.
        shared: A contact that all of them have.
    """

    folder: Path
    centre: Register
    first: Register
    second: Register
    shared: str

    def send(self, sender: Register, to: Register, name: str, password: str = "") -> Path:
        """Write a workbook of one for another."""
        path = self.folder / f"{name}.xlsx"
        export(sender, path, Wish(to=to.facts.register_id, password=password))
        return path

    def close(self) -> None:
        """Close all registers."""
        for register in (self.centre, self.first, self.second):
            register.close()


def partners_in(folder: Path) -> Partners:
    """Make three registers of one exchange in a folder."""
    folder.mkdir(exist_ok=True)
    centre = new_register(folder / "centre.knreg", CENTRE, central=True, person="Cecilia Prov")
    given = {"given_name": "Eva", "family_name": "Prov", "phone": "08-465 004 01"}
    shared = writing.put(centre, CONTACT, None, given).id
    first, second = (
        new_register(folder / f"{name}.knreg", name, join=centre.path, person=person)
        for name, person in ((FIRST, "Anna Prov"), (SECOND, "Bo Prov"))
    )
    return Partners(folder, centre, first, second, shared)


def copied(made: Partners, folder: Path) -> Partners:
    """Return copies of registers in another folder; each begins a stream of its own there."""
    copytree(made.folder, folder)
    registers = (made.centre, made.first, made.second)
    opened = (open_register(folder / register.path.name) for register in registers)
    return Partners(folder, *opened, made.shared)


def person(register: Register, name: str, **more: str) -> str:
    """Add a contact; return its id."""
    return writing.put(register, CONTACT, None, {"given_name": name, **more}).id


def phone(register: Register, row: str, number: str) -> None:
    """Change the phone number of a contact."""
    writing.put(register, CONTACT, row, {"phone": number})


def take(register: Register, path: Path) -> None:
    """Take a file in."""
    accept(register, plan_file(register, path, None, {}))
