"""What is said of the rows of a file, and of remarks that were written for the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.domain.words import Words, same
from desktop_app.exchange.problem import Problem
from desktop_app.services.import_plan import Category, ImportPlan, Outcome

__all__ = [
    "A_LIST",
    "EMPTY",
    "ICONS",
    "KINDS",
    "MEANINGS",
    "ONE",
    "asks_order",
    "in_window",
    "is_about_kind",
    "origin_of",
    "place_of",
    "where_of",
]

PLACE = Words("{row} · {sheet}", "{row} · {sheet}")
BEYOND = Words("Utöver bladen", "Beyond the sheets")

KINDS: Mapping[Category, Words] = {
    "new": Words("Nya", "New"),
    "changed": Words("Ändrade", "Changed"),
    "unchanged": Words("Oförändrade", "Unchanged"),
    "conflicts": Words("Olika uppgifter", "Differing values"),
    "doubts": Words("Att ta ställning till", "To be decided"),
    "refused": Words("Avvisade", "Refused"),
}
"""What the rows that become the same are called together."""

ONE: Mapping[Category, Words] = {
    "new": Words("Ny", "New"),
    "changed": Words("Ändrad", "Changed"),
    "unchanged": Words("Oförändrad", "Unchanged"),
    "conflicts": Words("Skiljer sig", "Differs"),
    "doubts": Words("Oklar", "Unclear"),
    "refused": Words("Avvisad", "Refused"),
}
"""What one such row is called."""

MEANINGS: Mapping[Category, Words] = {
    "new": Words("Läggs till i registret.", "Added to the register."),
    "changed": Words("Finns i registret och ändras.", "In the register, and changes."),
    "unchanged": Words("Finns redan, likadana.", "There already, just the same."),
    "conflicts": Words(
        "Har ändrats också här sedan filen skickades; båda uppgifterna behålls tills någon avgör.",
        "Changed here too since the file was sent; both values are kept until somebody decides.",
    ),
    "doubts": Words(
        "Läggs åt sidan tills någon avgör vad som menas.",
        "Put aside until somebody decides what is meant.",
    ),
    "refused": Words(
        "Läses inte in. Avvisade rader kan sparas i en fil, rättas och läsas in igen.",
        "Not taken in. Refused rows can be saved in a file, corrected and taken in again.",
    ),
}
ICONS: Mapping[Category, str] = {
    "new": "plus",
    "changed": "pencil",
    "unchanged": "check",
    "conflicts": "arrow-left-right",
    "doubts": "circle-help",
    "refused": "x",
}
EMPTY = Words("tom", "empty")
VALUE = Words("{column}: ”{value}”", "{column}: “{value}”")

A_LIST = Words(
    "En lista som inte kommer från registret.", "A list that does not come from the register."
)
OURS = Words(
    "En arbetsbok som {sender} skickade ut {date}.", "A workbook that {sender} sent out {date}."
)
OURS_TO = Words(
    "En arbetsbok som {sender} skickade till {to} {date}.",
    "A workbook that {sender} sent to {to} {date}.",
)
SENDER = Words("{office} ({person})", "{office} ({person})")

UNSURE = Words(
    "I kolumnen ”{column}” kan {count} datum läsas på två sätt. Välj dagens plats under Kolumner.",
    "In the column “{column}” {count} dates can be read in two ways. Choose the order under "
    "Columns.",
)
KEPT = Words(
    "Kolumner utan eget fält, sparade i {note}: {columns}. Under Kolumner kan de få en plats "
    "eller utelämnas.",
    "Columns without a field, kept in {note}: {columns}. Under Columns they can get a place or be "
    "left out.",
)
LACKING = Words(
    "Listan har ingen kolumn för {field}, som varje rad måste ha; inga rader kan tas in. "
    "Välj under Kolumner vilken kolumn det är, eller lägg till den i filen.",
    "The list has no column for {field}, which every row must have; no rows can be taken in. "
    "Choose under Columns which column it is, or add it to the file.",
)
SAY_WHICH = Words("Välj vad raderna är.", "Choose what the rows are.")


def origin_of(plan: ImportPlan) -> Words:
    """Return what a file is: a list, or a workbook of ours with who sent it, when, to whom."""
    origin = plan.origin
    if origin is None:
        return A_LIST
    sender = SENDER.fill(office=origin.office, person=origin.person)
    told = {"sender": sender if origin.person else origin.office, "date": origin.made_at[:10]}
    return OURS_TO.fill(to=origin.to, **told) if origin.to else OURS.fill(**told)


def where_of(outcome: Outcome) -> Words:
    """Return the sheet and the row where something stands; not every row stands in a sheet."""
    if not outcome.number:
        return BEYOND
    return PLACE.fill(sheet=outcome.sheet, row=outcome.number)


def place_of(problem: Problem) -> Words:
    """Return the column that a problem is in, and what stands there; nothing for a whole row."""
    if problem.value:
        return VALUE.fill(column=problem.column, value=problem.value)
    return same(problem.column)


def in_window(words: Words) -> Words:
    """Return what is said in the window where a text tells of options of the command line."""
    from desktop_app.exchange.lists import foreign, telling  # noqa: PLC0415 - the readers' words

    twins = (
        (telling.UNSURE, UNSURE),
        (telling.KEPT, KEPT),
        (telling.LACKING, LACKING),
        (foreign.SAY_WHICH, SAY_WHICH),
        (foreign.SAY_WHERE, SAY_WHICH),
    )
    twin = next((twin for told, twin in twins if told.sv == words.sv), None)
    return words if twin is None else replace(twin, args=words.args)


def asks_order(words: Words) -> bool:
    """Tell whether a remark asks what stands first in dates: the preview asks that by itself."""
    from desktop_app.exchange.lists import telling  # noqa: PLC0415 - the readers' words

    return words.sv == telling.UNSURE.sv


def is_about_kind(advice: Words | None) -> bool:
    """Tell whether an advice asks what the rows of a file are."""
    return advice is not None and in_window(advice).sv == SAY_WHICH.sv
