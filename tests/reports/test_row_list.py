"""Any list on paper: every cell arrives, in order, within its column."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pytest
import typst
from PIL import Image
from pypdf import PdfReader

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.reports import document
from desktop_app.reports.document import Paper
from desktop_app.reports.record import Record
from desktop_app.reports.row_list import RowList, list_paper
from desktop_app.reports.widths import LYING, STANDING, lay_out
from tests.reports.trips import SOURCE, pages, read, record, squeezed

CONTACT = CATALOGUE["contact"]
NAMES = ("given_name", "family_name", "organisation")
SHOWN = (*NAMES, "title", "email", "phone", "city")
ALL = tuple(field.name for field in CONTACT if not field.local)
LONG = {
    "words": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "compound": "Stadsledningskontorets",
    "capitals": "ÖVERFÖRMYNDARNÄMNDEN",
    "no vowels": "X" * 300,
    "wide letters": "WMWM@WMWMWMWMWM",
    "address": "https://www.example.org/" + "mapp/" * 40 + "?fråga=" + "0" * 60,
    "mixed": "ÅÄÖ" * 30 + "東京" * 30 + "مرحبا" * 20,
}


def filled(number: int, names: Sequence[str] = SHOWN) -> Record:
    """Return a row whose texts are found nowhere else."""
    return record({name: f"{name[:3]}{number:04} {number * 7}ö" for name in names})


def listed(
    records: Sequence[Record],
    names: Sequence[str] = SHOWN,
    heading: str = "Mina kontakter",
    language: Language = "sv",
) -> Paper:
    fields = [CONTACT.by_name[name] for name in names]
    return list_paper(CONTACT, fields, records, heading, SOURCE, language)


def lies(pdf: bytes) -> bool:
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return bool(box.width > box.height)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("names", [NAMES, SHOWN, ALL], ids=["standing", "lying", "blocks"])
def test_every_cell_arrives_in_order(names: tuple[str, ...], language: Language) -> None:
    records = [filled(number, names) for number in range(30)]
    text = squeezed(read(listed(records, names, language=language).pdf))
    place = 0
    for one in records:
        assert all(squeezed(value) in text for value in one.texts.values())
        place = text.index(squeezed(one.texts[names[0]]), place)


def test_the_page_fits_the_columns() -> None:
    assert not lies(listed([filled(1)], NAMES).pdf)
    mail = "fornamn.efternamnsson@kommunstyrelsen.example.org"
    wide = [Record(one.values, {**one.texts, "email": mail}) for one in map(filled, range(3))]
    made = listed(wide)
    assert lies(made.pdf)
    assert mail in squeezed(read(made.pdf))
    assert not lies(listed([filled(1, ALL)], ALL).pdf)


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    short, long = ["2026-03-05"] * 20, ["ett namn som är ganska långt"] * 20
    found = lay_out(["Dag", "Namn"], [short, long])
    assert found is not None
    assert found.room == STANDING
    assert found.shares == [13, 31]
    odd = lay_out(["Dag", *["Namn"] * 5], [short, *[[*long, "mycket " * 40]] * 5])
    assert odd is not None
    assert (odd.room, odd.shares[0]) == (LYING, 13)
    assert lay_out(["Namn"] * 20, [long] * 20) is None
    assert lay_out([], []) is not None


@pytest.mark.parametrize("count", [0, 1, 500])
def test_head_foot_and_headings_are_on_every_page(count: int) -> None:
    made = listed([filled(number) for number in range(count)], language="sv").pdf
    opened = PdfReader(io.BytesIO(made))
    for number, page in enumerate(opened.pages, 1):
        text = squeezed(page.extract_text())
        assert squeezed(f"Sida {number} av {len(opened.pages)}") in text
        assert squeezed("21 november 2026 kl. 9.05 av Karin Åkerlund") in text
        assert squeezed("Källa: miljo.kontaktnat, Miljöförvaltningen") in text
        assert ("Efternamn" in text) == bool(count)
    assert squeezed({0: "Inga rader", 1: "1 rad", 500: "500 rader"}[count]) in squeezed(read(made))
    assert (len(opened.pages) > 1) == (count == 500)


@pytest.mark.parametrize("names", [NAMES, ALL], ids=["table", "blocks"])
def test_it_is_fit_for_archive_and_screen_reader(names: tuple[str, ...]) -> None:
    made = listed([filled(1, names)], names, "Lista", "en").pdf
    with pikepdf.open(io.BytesIO(made)) as pdf:
        told = pdf.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert (told["pdfuaid:part"], told["dc:title"]) == ("1", "Lista – Contacts")
        assert str(pdf.Root.Lang) == "en-GB"
        kinds = {str(one.S) for one in pdf.objects if is_element(one)}
    assert ("/TH" in kinds) == (names == NAMES)
    assert "/H1" in kinds


def is_element(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"


def test_preview_has_the_pages_of_the_file() -> None:
    made = listed([filled(number) for number in range(120)])
    seen = made.pages(40)
    assert len(seen) == pages(made.pdf) > 1
    sizes = [Image.open(io.BytesIO(page)).size for page in seen]
    assert len(set(sizes)) == 1
    sharper = Image.open(io.BytesIO(made.pages(80)[0])).size
    assert abs(sharper[0] - 2 * sizes[0][0]) <= 2


def test_differing_values_are_told() -> None:
    one = replace(filled(1), others={"city": ("Ystad",)})
    for names in (SHOWN, ALL):
        text = squeezed(read(listed([one], names).pdf))
        assert squeezed("även: Ystad") in text


def test_a_block_without_a_name_has_a_number() -> None:
    rows = [record({"note": "bara text"}), filled(2, ALL)]
    text = read(listed(rows, ALL, language="en").pdf)
    assert "Row 1" in text
    assert "bara text" in text


def test_a_heading_of_nothing_becomes_what_it_lists() -> None:
    text = read(listed([], heading=" \u200b ").pdf)
    assert text.count("Kontakter") == 1


@pytest.mark.parametrize("columns", [2, 5, 9])
@pytest.mark.parametrize("word", LONG.values(), ids=LONG)
def test_very_long_words_stay_in_their_columns(word: str, columns: int) -> None:
    names = ALL[:columns]
    # Every second column is empty from the second row on: what runs over is seen there.
    full = record(dict.fromkeys(names, f"{word} {word}"))
    gaps = record(dict.fromkeys(names[::2], f"{word} {word}"))
    fields = [CONTACT.by_name[name] for name in names]
    data = RowList(CONTACT, fields, [full, gaps], "sv").data("Lista", SOURCE)
    table = data["tables"][0]  # type: ignore[index]
    shares = [column["share"] for column in table["columns"]]
    only_gaps = {**data, "tables": [{**table, "rows": [table["rows"][1]] * 2}]}
    left, width = (17, 263) if data["lying"] else (17, 176)
    for picture in pictures(only_gaps):
        scale = picture.size[0] / (297 if data["lying"] else 210)
        for place in range(1, columns, 2):
            begin = left + width * sum(shares[:place]) / sum(shares)
            end = left + width * sum(shares[: place + 1]) / sum(shares)
            box = [begin * scale, 50 * scale, end * scale, picture.size[1] - 25 * scale]
            assert picture.crop(tuple(map(int, box))).getextrema()[0] > 150
    made = squeezed(read(listed([full], names).pdf)).replace("-", "")
    assert not word.isascii() or squeezed(word).replace("-", "") in made


def pictures(data: dict[str, object]) -> list[Image.Image]:
    """Return the pages in grey."""
    given = document._inputs(data)
    found = document._compiler("row_list.typ").compile(format="png", ppi=60, sys_inputs=given)
    listed_pages = [found] if isinstance(found, bytes) else found or []
    return [Image.open(io.BytesIO(page)).convert("L") for page in listed_pages]


@pytest.mark.parametrize("names", [NAMES, SHOWN, ALL])
def test_the_template_has_nothing_to_warn_of(names: tuple[str, ...]) -> None:
    fields = [CONTACT.by_name[name] for name in names]
    data = RowList(CONTACT, fields, [filled(1, names)], "sv").data("Lista", SOURCE)
    compiler = typst.Compiler(
        document.TEMPLATES / "row_list.typ",
        root=document.TEMPLATES,
        font_paths=document._fonts(),
        ignore_system_fonts=True,
    )
    _, warnings = compiler.compile_with_warnings(
        format="pdf", sys_inputs=document._inputs(data), pdf_standards=document.STANDARDS
    )
    assert warnings == []
