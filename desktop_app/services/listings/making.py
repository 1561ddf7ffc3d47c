"""Making the documents of many rows: pages, files, sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.domain.kinds.given import shown
from desktop_app.domain.label_sheets import SIZES
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.reports.document import Paper
from desktop_app.reports.grouped import grouped_paper
from desktop_app.reports.labels import labels_paper
from desktop_app.reports.listing import Listing
from desktop_app.services.disclosures import note_list
from desktop_app.services.listings import made
from desktop_app.services.listings.follow_up import follow_up
from desktop_app.services.listings.gathered import Gathered, refuse_many
from desktop_app.services.listings.kinds import LISTS, Choices, ListKind
from desktop_app.services.printing import MOST_ROWS, save, source_of
from desktop_app.services.register import Register

if TYPE_CHECKING:
    from desktop_app.services.report_kinds import Asked

__all__ = ["paper_of", "write_paper", "write_sheet"]

NO_CHOICE = Words("”{name}” kan inte väljas här.", "“{name}” cannot be chosen here.")
NO_CHOICE_ADVICE = Words("Det som kan väljas: {names}.", "What can be chosen: {names}.")


def paper_of(register: Register, name: str, asked: Asked) -> Paper:
    """Return a list as a document; raise `Refused` if it cannot be made as it is asked for."""
    kind = LISTS[name]
    if kind.sizes:
        return _labels(register, kind, asked)
    gathered = Gathered(register, asked.language, MOST_ROWS)
    listing = _listing(gathered, kind, asked)
    refuse_many(listing.count, MOST_ROWS)
    return grouped_paper(listing, gathered.source)


def write_paper(register: Register, asked: Asked, out: Path, *, name: str) -> None:
    """Write a list as PDF/A-2a and PDF/UA-1; raise `Refused` as `paper_of` does."""
    save(paper_of(register, name, asked).pdf, out)


def write_sheet(register: Register, asked: Asked, out: Path, *, name: str) -> None:
    """Write a list as a workbook of one sheet; that it left is noted."""
    from desktop_app.exchange.lists.plain_table import write_xlsx  # noqa: PLC0415 — when wanted

    kind = LISTS[name]
    listing = _listing(Gathered(register, asked.language), kind, asked)
    heads = listing.sheet_heads()
    labels = [head.label.into(asked.language) for head in heads]
    kinds = [head.kind for head in heads]
    context = register.context(asked.language)
    write_xlsx(out, listing.title, labels, kinds, listing.sheet_lines(), context)
    note_list(register, out, {kind.entity: listing.count}, [head.name for head in heads])


def _listing(gathered: Gathered, kind: ListKind, asked: Asked) -> Listing:
    _refuse_choice(asked.by, kind.by)
    return MAKERS[kind.name](gathered, asked)


def _labels(register: Register, kind: ListKind, asked: Asked) -> Paper:
    _refuse_choice(asked.size, kind.sizes)
    rows = made.labelled(Gathered(register, asked.language, MOST_ROWS), asked)
    refuse_many(len(rows), MOST_ROWS)
    size = SIZES[asked.size or kind.sizes[0][0]]
    return labels_paper(rows, size, source_of(register), asked.language, asked.used)


MAKERS: Mapping[str, Callable[[Gathered, Asked], Listing]] = MappingProxyType(
    {
        "networks": made.networks,
        "contacts": made.contacts,
        "follow-up": follow_up,
        "collaborations": made.collaborations,
        "visits": made.visits,
        "posts": made.posts,
    }
)
"""What makes each list but the labels, which are no table."""


def _refuse_choice(chosen: str, possible: Choices) -> None:
    names = [name for name, _ in possible]
    if chosen and chosen not in names:
        raise Refused(NO_CHOICE.fill(name=shown(chosen)), NO_CHOICE_ADVICE.fill(names=names or "–"))
