"""The documents of many rows: what each is called and for, and what can be chosen about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from desktop_app.domain.label_sheets import SIZES
from desktop_app.domain.words import Words
from desktop_app.services.register import Register

if TYPE_CHECKING:
    from desktop_app.services.report_kinds import Asked

__all__ = ["LISTS", "Choices", "ListKind", "writers"]

Choices: TypeAlias = Sequence[tuple[str, Words]]
ON_LABELS = Words(
    "Etiketten bär det som registret har, och det har inga gatuadresser. Skriv ut i verklig "
    "storlek (100 %), annars hamnar texten fel på arket.",
    "The label carries what the register has, and it has no street addresses. Print at actual "
    "size (100%), or the text will be out of place on the sheet.",
)


@dataclass(frozen=True, slots=True)
class ListKind:
    """A document of many rows.

    Attributes:
        name: Its name on the command line.
        words: What people call it.
        about: What it is for, in one sentence.
        hint: What is good to know before it is printed, None for nothing.
        entity: What its rows are, or what they concern.
        by: What its rows can be grouped by; the first is what is usual.
        sizes: The sizes of sheets it is made for; the first is what is usual.
        of_year: Whether it is about a year.
        every_year: Whether it is usually about all years.
        searched: Whether its rows can be searched for.
        in_sheet: Whether it can be saved as a workbook.
    """

    name: str
    words: Words
    about: Words
    entity: str
    by: Choices = ()
    sizes: Choices = ()
    of_year: bool = False
    every_year: bool = False
    searched: bool = True
    hint: Words | None = None
    in_sheet: bool = True


_ALL = (
    ListKind(
        "networks",
        Words("Nätverk och medlemskap", "Networks and memberships"),
        Words(
            "Vem som företräder oss i nätverken, vad de kostar och när de ska omprövas.",
            "Who represents us in the networks, what they cost and when to review them.",
        ),
        "network",
        by=(
            ("status", Words("Status", "Status")),
            ("responsible", Words("Ansvarig organisation", "Responsible organisation")),
        ),
        of_year=True,
    ),
    ListKind(
        "contacts",
        Words("Kontaktlista", "Contact list"),
        Words(
            "Vilka vi känner och hur de nås, per land och ort eller per nätverk.",
            "Whom we know and how to reach them, by country and city or by network.",
        ),
        "contact",
        by=(
            ("country", Words("Land och ort", "Country and city")),
            ("network", Words("Nätverk", "Network")),
        ),
    ),
    ListKind(
        "labels",
        Words("Etiketter", "Labels"),
        Words(
            "Namn, titel, organisation, ort och land på ark med etiketter.",
            "Name, title, organisation, city and country on sheets of labels.",
        ),
        "contact",
        sizes=tuple((name, size.words) for name, size in SIZES.items()),
        hint=ON_LABELS,
        in_sheet=False,
    ),
    ListKind(
        "follow-up",
        Words("Uppföljningslista", "Follow-up list"),
        Words(
            "Det som är försenat, snart dags, saknas eller väntar, att bocka av.",
            "What is late, due soon, missing or waiting, to tick off.",
        ),
        "action",
        searched=False,
    ),
    ListKind(
        "collaborations",
        Words("Samarbeten och projekt", "Collaborations and projects"),
        Words(
            "Avtal, EU-projekt och bistånd med pengar, tid och resultat: det revisorer frågar om.",
            "Agreements, EU projects and aid with money, dates and result, as auditors ask for.",
        ),
        "collaboration",
    ),
    ListKind(
        "visits",
        Words("Inkommande besök", "Incoming visits"),
        Words(
            "Vilka som har velat besöka oss, vad vi svarade och vad det gav.",
            "Who wished to visit us, what we answered and what came of it.",
        ),
        "request",
        of_year=True,
        every_year=True,
    ),
    ListKind(
        "posts",
        Words("Förtroendeposter", "Posts of trust"),
        Words(
            "Våra uppdrag i nätverken, vem som har dem och till när.",
            "Our posts in the networks, who holds them and until when.",
        ),
        "post",
    ),
)
LISTS: Mapping[str, ListKind] = MappingProxyType({kind.name: kind for kind in _ALL})


def writers(kind: ListKind) -> Mapping[str, Callable[[Register, Asked, Path], None]]:
    """Return what writes a list, by the ending of the file."""
    found = {".pdf": partial(_write_paper, name=kind.name)}
    if kind.in_sheet:
        found[".xlsx"] = partial(_write_sheet, name=kind.name)
    return MappingProxyType(found)


def _write_paper(register: Register, asked: Asked, out: Path, *, name: str) -> None:
    from desktop_app.services.listings.making import write_paper  # noqa: PLC0415 — when wanted

    write_paper(register, asked, out, name=name)


def _write_sheet(register: Register, asked: Asked, out: Path, *, name: str) -> None:
    from desktop_app.services.listings.making import write_sheet  # noqa: PLC0415 — when wanted

    write_sheet(register, asked, out, name=name)
