"""Rows to print, and what can be read in what was printed."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone

import pikepdf
from PIL import Image
from pypdf import PdfReader

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Amount, Currency, Date, Link, Time
from desktop_app.domain.words import Language
from desktop_app.reports import trip_summary
from desktop_app.reports.record import Record, Source
from desktop_app.reports.trip_summary import PLAN

PARTS = PLAN.parts
WHEN = datetime(2026, 11, 21, 9, 5, tzinfo=timezone(timedelta(hours=1)))
SOURCE = Source("Miljöförvaltningen", "Karin Åkerlund", "miljo.kontaktnat", WHEN)
MONTH = {"sv": "mars", "en": "March"}
Parts = Mapping[str, Sequence[Record]]


def made(
    trip: Record, parts: Parts | None = None, language: Language = "sv", source: Source = SOURCE
) -> bytes:
    return trip_summary.trip_summary(trip, parts or {}, source, language)


def read(pdf: bytes) -> str:
    """Return all text with single spaces."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.replace("\xa0", " ").split())


def lines_of(pdf: bytes) -> list[str]:
    """Return the text of each page with single spaces."""
    found = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return [" ".join(text.replace("\xa0", " ").split()) for text in found]


def stands(pdf: bytes) -> bool:
    """Tell whether all pages are A4 standing."""
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(pdf)).pages]
    return all(box.width < box.height for box in boxes)


def has_margins(pages: Sequence[bytes]) -> bool:
    """Tell whether nothing is written in the margins of pages (PNG)."""
    for page in pages:
        picture = Image.open(io.BytesIO(page)).convert("L")
        width, height = picture.size
        for left, right in ((0, 0.08), (0.92, 1)):
            margin = picture.crop((int(left * width), 0, int(right * width), height))
            if margin.getextrema() != (255, 255):
                return False
    return True


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def headings(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        entry, found = opened.Root.get("/Outlines", {}).get("/First"), []
        entry = entry.get("/First") if entry is not None else None
        while entry is not None:
            found.append(str(entry.Title))
            entry = entry.get("/Next")
    return found


def record(texts: Mapping[str, str], others: Mapping[str, tuple[str, ...]] | None = None) -> Record:
    """Return a row whose texts are its values too, as dates and amounts are."""
    return Record(dict(texts), dict(texts), others or {})


DRAFT = record(
    {
        "title": "Studiebesök om skolgårdar",
        "organisation": "Utbildningsförvaltningen",
        "start_on": "2027-04-12",
        "end_on": "2027-04-14",
    }
)


LONG = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "X" * 300,
    "https://www.example.org/" + "mapp/" * 40 + "?fråga=" + "0" * 60,
)
"""Words that no line has room for."""


class Filler:
    """Fills every field with a value of its own and remembers how it has to be read."""

    def __init__(
        self, language: Language, root: str = "trip", prose: Sequence[str] = ("trip", "stop")
    ) -> None:
        self.language = language
        self.root = root
        self.prose = prose
        self.count = 0
        self.expected: dict[tuple[str, str], str] = {}

    def row(self, entity: str) -> Record:
        fields = [field for field in CATALOGUE[entity] if not is_owner(entity, field, self.root)]
        filled = {field.name: self.value(entity, field) for field in fields}
        return Record(
            {name: value for name, (value, _, _) in filled.items()},
            {name: text for name, (_, text, _) in filled.items()},
        )

    def value(self, entity: str, field: Field) -> tuple[str, str, str]:
        self.count += 1
        value, text, shown = self.fill(entity, field)
        self.expected[entity, field.name] = shown
        return value, text, shown

    def fill(self, entity: str, field: Field) -> tuple[str, str, str]:
        number = self.count
        if isinstance(field.kind, Date):
            iso = f"{1900 + number}-03-05"
            written = f"5 {MONTH[self.language]} {1900 + number}"
            return iso, iso, written if entity in self.prose else iso
        if isinstance(field.kind, Amount):
            mark, point = {"sv": (" ", ","), "en": (",", ".")}[self.language]
            return f"{number}345.67", "unused", f"{number}{mark}345{point}67"
        if isinstance(field.kind, Currency):
            return "EUR", "euro", "EUR"
        if isinstance(field.kind, Time):
            return "09:00–15:30", f"{number}.00–15.30", f"{number}.00–15.30"
        if isinstance(field.kind, Link):
            return "0" * 32, f"Namn {number} Å", f"Namn {number} Å"
        return f"kod{number}", f"Värde {number} ö", f"Värde {number} ö"


def is_owner(entity: str, field: Field, root: str = "trip") -> bool:
    return field.name == root != entity


def ordinary(language: Language) -> tuple[Record, Parts]:
    """Return a trip with every field filled as people fill them."""
    filler = Filler(language)
    sentence = "Vi lärde oss att beställaren måste inventera materialet före upphandlingen. "
    trip = filler.row("trip")
    notes = ("purpose", "questions", "summary", "lessons", "assessment_note", "shared_how")
    trip = Record(trip.values, {**trip.texts, **dict.fromkeys(notes, sentence * 3)})
    several = {"stop": 2, "programme": 5, "participant": 4, "leg": 3, "cost": 4, "action": 3}
    parts = {
        entity: [filler.row(entity) for _ in range(several.get(entity, 1))] for entity in PARTS
    }
    owners = CATALOGUE["action"].owners
    parts["action"] = [
        record({name: text for name, text in row.texts.items() if name not in owners})
        for row in parts["action"]
    ]
    return trip, parts
