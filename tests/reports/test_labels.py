"""Labels: names are never cut, and each label lies where the sheet has it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from PIL import Image
from pypdf import PdfReader

from desktop_app.domain.label_sheets import SIZES, Size
from desktop_app.reports.document import Paper
from desktop_app.reports.labels import labels_paper, lines_of
from desktop_app.reports.record import Record
from tests.reports.lists import LONG, bare, darkest, is_fit, told
from tests.reports.trips import SOURCE, record

PPI = 60
A4 = (210, 297)


def contact(number: int, **more: str) -> Record:
    texts = {
        "given_name": "Åsa",
        "family_name": f"Etikett{number:03}",
        "title": "Chef",
        "organisation": f"Staden {number}",
        "city": "Wien",
        "country": "Österrike",
    }
    return record({**texts, **more})


def printed(rows: Sequence[Record], size: str = "3x8", used: int = 0) -> Paper:
    return labels_paper(rows, SIZES[size], SOURCE, "sv", used)


def inked(paper: Paper, size: Size, page: int = 0) -> list[bool]:
    """Return for each label of a page whether anything stands on it; nothing stands outside."""
    picture = Image.open(io.BytesIO(paper.pages(PPI)[page])).convert("L")
    scale = PPI / 25.4
    found = []
    for place in range(size.across * size.down):
        down, across = divmod(place, size.across)
        left = size.left + across * (size.width + size.gap)
        top = size.top + down * size.height
        box = (left + 3, top + 2, left + size.width - 3, top + size.height - 2)
        at = [round(length * scale) for length in box]
        found.append(darkest(picture.crop((at[0], at[1], at[2], at[3]))) < 200)
        picture.paste(255, (at[0], at[1], at[2], at[3]))
    assert darkest(picture) > 250, "something stands between the labels"
    return found


@pytest.mark.parametrize("name", SIZES)
def test_the_sheets_have_room_on_a4(name: str) -> None:
    size = SIZES[name]
    wide = 2 * size.left + size.across * size.width + (size.across - 1) * size.gap
    high = 2 * size.top + size.down * size.height
    assert wide == pytest.approx(A4[0], abs=0.3)
    assert high == pytest.approx(A4[1], abs=0.3)
    assert f"{size.across} × {size.down}" in size.words.sv


@pytest.mark.parametrize("name", SIZES)
def test_each_label_lies_where_the_sheet_has_it(name: str) -> None:
    size = SIZES[name]
    count = size.across * size.down
    made = printed([contact(number) for number in range(count + 1)], name)
    assert inked(made, size) == [True] * count
    assert inked(made, size, 1) == [True] + [False] * (count - 1)


def test_labels_that_were_used_stay_empty() -> None:
    assert inked(printed([contact(1)], used=2), SIZES["3x8"])[:4] == [False, False, True, False]
    assert inked(printed([contact(1)], used=25), SIZES["3x8"])[:3] == [False, True, False]


@pytest.mark.parametrize("count", [1, 500])
def test_everybody_gets_a_label_with_all_the_register_has(count: int) -> None:
    made = printed([contact(number) for number in range(count)])
    text = told(made.pdf)
    for number in range(count):
        assert text.count(f"ÅsaEtikett{number:03}Chef") == 1
        assert f"Staden{number}WienÖsterrike" in text
    assert len(PdfReader(io.BytesIO(made.pdf)).pages) == -(-count // 24)
    assert is_fit(made.pdf, "Etiketter", "sv-SE")


def test_long_names_become_smaller_and_stay_on_their_label() -> None:
    long = contact(1, given_name=" ".join(LONG), title="Avdelningschef " * 20, city=LONG[0])
    rows = [record({"title": ""}), long, record({"title": ""})]
    for name in SIZES:
        made = printed(rows, name)
        assert inked(made, SIZES[name])[:3] == [False, True, False]
        text = told(made.pdf)
        assert all(bare(word) in text for word in LONG)
        assert text.count("Avdelningschef") == 20


def test_what_is_empty_takes_no_line() -> None:
    lines = lines_of(record({"family_name": "Ek", "country": "Norge"}), "sv")
    assert [line["paragraphs"] for line in lines] == [["Ek"], ["Norge"]]
    assert bare("Ek") in told(printed([record({"family_name": "Ek"})]).pdf)
