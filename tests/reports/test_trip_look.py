"""The trip summary keeps to its pages."""

from __future__ import annotations

import io

import pytest
import typst
from PIL import Image

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds import Choices, Link
from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.reports import document
from desktop_app.reports.record import Record
from desktop_app.reports.trip_summary import Summary
from tests.reports.trips import (
    PARTS,
    SOURCE,
    Parts,
    is_owner,
    made,
    ordinary,
    pages,
    read,
    record,
    squeezed,
)

LONG = {
    "words": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "no vowels": "X" * 300,
    "address": "https://www.example.org/" + "mapp/" * 40 + "?fråga=" + "0" * 60,
    "mixed": "ÅÄÖ" * 30 + "東京" * 30 + "مرحبا" * 20,
}


@pytest.mark.parametrize("word", LONG.values(), ids=LONG)
def test_very_long_words_stay_on_the_page_whole(word: str) -> None:
    names = [f.name for f in CATALOGUE["trip"] if isinstance(f.kind, (Choices, Link))]
    trip = record({**dict.fromkeys((*names, "title", "purpose", "co2_source"), word)})
    parts = {
        entity: [record({f.name: word for f in CATALOGUE[entity] if not is_owner(entity, f)})]
        for entity in PARTS
        if entity not in ("cost", "funding")
    }
    for picture in pictures(trip, parts):
        width, height = picture.size
        for left, right in ((0, 0.09), (0.91, 1)):
            margin = picture.crop((int(left * width), 0, int(right * width), height))
            assert margin.getextrema() == (255, 255)
    if word.isascii():
        assert squeezed(read(made(trip, parts))).count(word) > 3


def pictures(trip: Record, parts: Parts) -> list[Image.Image]:
    """Return the pages in grey."""
    data = document._printable({**Summary(trip, parts, "sv").data(SOURCE), **FONTS})
    compiler = typst.Compiler(
        document.TEMPLATES / "whole.typ",
        root=document.TEMPLATES,
        font_paths=document._fonts(),
        ignore_system_fonts=True,
    )
    inputs = {"data": document.json.dumps(data)}
    found = compiler.compile(format="png", ppi=60, sys_inputs=inputs)
    listed = [found] if isinstance(found, bytes) else found or []
    return [Image.open(io.BytesIO(page)).convert("L") for page in listed]


FONTS = {"fonts": document.FAMILIES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_trip_is_two_pages_at_most(language: Language) -> None:
    assert pages(made(*ordinary(language), language)) <= 2


def test_the_template_has_nothing_to_warn_of() -> None:
    data = document._printable({**Summary(*ordinary("sv"), "sv").data(SOURCE), **FONTS})
    compiler = typst.Compiler(
        document.TEMPLATES / "whole.typ",
        root=document.TEMPLATES,
        font_paths=document._fonts(),
        ignore_system_fonts=True,
    )
    inputs = {"data": document.json.dumps(data)}
    _, warnings = compiler.compile_with_warnings(
        format="pdf", sys_inputs=inputs, pdf_standards=document.STANDARDS
    )
    assert warnings == []
