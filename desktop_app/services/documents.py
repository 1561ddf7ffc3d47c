"""The documents about a row: which there are, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds.given import shown
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Language, Words
from desktop_app.services.printing import save
from desktop_app.services.register import Register

if TYPE_CHECKING:
    from desktop_app.reports.document import Paper
    from desktop_app.services.gathering import Gathered

__all__ = [
    "DOCUMENTS",
    "Document",
    "document",
    "document_named",
    "documents_of",
    "pages",
    "paper",
    "picture",
    "print_to",
]

NO_DOCUMENT = Words(
    "För {entity} finns inget dokument av slaget ”{kind}”.",
    "There is no document of the kind “{kind}” for a {entity}.",
)
NONE = Words(
    "För {entity} finns inget dokument att skriva ut.",
    "There is no document to print for a {entity}.",
)
THERE_ARE = Words("De som finns: {names}.", "There are: {names}.")
ONE_THERE_IS = Words("{kind} ({name})", "{kind} ({name})")
OF_OTHERS = Words(
    "Dokument finns för: {names}. Listor skrivs ut från fönstret.",
    "There are documents for: {names}. Lists are printed from the window.",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document about rows of an entity.

    Attributes:
        kind: What it is called on the command line.
        name: What people call it.
        make: Makes it of what is gathered about a row.
    """

    kind: str
    name: Words
    make: Callable[[Register, Gathered], Paper]


def _summary(_register: Register, about: Gathered) -> Paper:
    from desktop_app.reports.trip_summary import trip_paper  # noqa: PLC0415 — loads typst

    return trip_paper(about.record, about.parts, about.source, about.language)


def _decision(register: Register, about: Gathered) -> Paper:
    from desktop_app.reports.decision_paper import decision_paper  # noqa: PLC0415 — loads typst
    from desktop_app.services import knowing  # noqa: PLC0415 — for documents alone

    before = knowing.before(register, about)
    return decision_paper(about.record, about.parts, before, about.source, about.language)


def _programme(_register: Register, about: Gathered) -> Paper:
    from desktop_app.reports.people import People  # noqa: PLC0415 — loads typst
    from desktop_app.reports.programme import programme_paper  # noqa: PLC0415 — loads typst

    people = People(about.people, about.language)
    return programme_paper(about.record, about.parts, people, about.source, about.language)


def _visit(_register: Register, about: Gathered) -> Paper:
    from desktop_app.reports.people import People  # noqa: PLC0415 — loads typst
    from desktop_app.reports.programme import delegation_paper  # noqa: PLC0415 — loads typst

    people = People(about.people, about.language)
    return delegation_paper(about.record, about.parts, people, about.source, about.language)


def _report(_register: Register, about: Gathered) -> Paper:
    from desktop_app.reports.people import People  # noqa: PLC0415 — loads typst
    from desktop_app.reports.trip_report import report_paper  # noqa: PLC0415 — loads typst

    people = People(about.people, about.language)
    return report_paper(about.record, about.parts, people, about.source, about.language)


def _review(register: Register, about: Gathered) -> Paper:
    from desktop_app.reports.membership_review import review_paper  # noqa: PLC0415 — loads typst
    from desktop_app.services import knowing  # noqa: PLC0415 — for documents alone

    membership = knowing.membership(register, about)
    return review_paper(about.record, about.parts, membership, about.source, about.language)


DOCUMENTS: Mapping[str, tuple[Document, ...]] = MappingProxyType(
    {
        "trip": (
            Document("summary", Words("Resesammanfattning", "Trip summary"), _summary),
            Document("decision", Words("Beslutsunderlag", "Decision paper"), _decision),
            Document("programme", Words("Program", "Programme"), _programme),
            Document("report", Words("Reserapport", "Trip report"), _report),
        ),
        "network": (
            Document("review", Words("Omprövning av medlemskap", "Membership review"), _review),
        ),
        "request": (Document("programme", Words("Besöksprogram", "Visit programme"), _visit),),
    }
)
"""The documents of each entity, the usual one first."""


def documents_of(entity: str) -> tuple[Document, ...]:
    """Return the documents about rows of an entity, the usual one first."""
    return DOCUMENTS.get(entity, ())


def document_named(entity: Entity, kind: str) -> Document:
    """Return a document by its kind, the usual one for ''.

    Raises:
        Refused: There is none of that kind; with those that there are.
    """
    found = documents_of(entity.name)
    for one in found:
        if kind in {"", one.kind}:
            return one
    if not found:
        names = [CATALOGUE[name].one for name in DOCUMENTS]
        raise Refused(NONE.fill(entity=entity.one), OF_OTHERS.fill(names=names))
    there = [ONE_THERE_IS.fill(kind=one.kind, name=one.name) for one in found]
    told = NO_DOCUMENT.fill(entity=entity.one, kind=shown(kind))
    raise Refused(told, THERE_ARE.fill(names=there))


def paper(register: Register, entity: Entity, id_: str, kind: str, language: Language) -> Paper:
    """Return a document about a row, for file, preview and printer; of the usual kind for ''.

    Raises:
        Refused: No such row, it is secret, or there is no document of that kind.
    """
    from desktop_app.services.gathering import gather  # noqa: PLC0415 — for documents alone

    made = document_named(entity, kind)
    return made.make(register, gather(register, entity, id_, language))


def document(register: Register, entity: Entity, id_: str, kind: str, language: Language) -> bytes:
    """Return a document about a row as PDF/A-2a and PDF/UA-1; raise `Refused` as `paper` does."""
    return paper(register, entity, id_, kind, language).pdf


def pages(  # noqa: PLR0913, PLR0917 — what is shown, how, how sharp
    register: Register,
    entity: Entity,
    id_: str,
    kind: str,
    language: Language,
    ppi: float = 110,
) -> list[bytes]:
    """Return pictures (PNG) of all pages of a document; raise `Refused` as `paper` does."""
    return paper(register, entity, id_, kind, language).pages(ppi)


def picture(register: Register, entity: Entity, id_: str, language: Language) -> bytes:
    """Return a picture (PNG) of the first page of a row's usual document."""
    return pages(register, entity, id_, "", language)[0]


def print_to(  # noqa: PLR0913, PLR0917 — what is printed, how, to where
    register: Register, entity: Entity, id_: str, out: Path, kind: str, language: Language
) -> None:
    """Write a document about a row to a file, whole or not at all."""
    save(document(register, entity, id_, kind, language), out)
