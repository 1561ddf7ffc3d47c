"""What is to be done, on paper: every line with a box to tick."""

from __future__ import annotations

import pytest

from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.reports.follow_up_list import BOX, ToDo, follow_up_list
from tests.reports.lists import LONG, bare, by_page, is_fit, margins_are_white, printed, told


def to_do(number: int) -> ToDo:
    return ToDo(
        f"Rapport{number} saknas", f"Resan {number}", "Studieresa", "2026-10-05", f"Åsa{number}"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_arrives_with_a_box(language: Language) -> None:
    groups = [("Försenat", [to_do(n) for n in range(3)]), ("Väntar", [to_do(9)]), ("Tomt", [])]
    made = printed(follow_up_list(groups, language))
    text = told(made.pdf)
    assert text.count(BOX) == 4
    for number in (0, 1, 2, 9):
        assert f"20261005Rapport{number}saknasResan{number}" in text
        assert f"Åsa{number}" in text
    assert text.index("Försenat(3)") < text.index("Väntar(1)")
    assert "Tomt" not in text
    title = {"sv": "Att följa upp", "en": "To follow up"}[language]
    assert is_fit(made.pdf, title, {"sv": "sv-SE", "en": "en-GB"}[language])


@pytest.mark.parametrize("count", [0, 150])
def test_heads_are_repeated(count: int) -> None:
    groups = [("Försenat", [to_do(number) for number in range(count)])]
    pages = by_page(printed(follow_up_list(groups, "sv")).pdf)
    assert (len(pages) > 1) == bool(count)
    for number, text in enumerate(pages, 1):
        assert f"Sida{number}av{len(pages)}" in text
        assert ("DatumVadGällerVem" in text) == bool(count)
    assert "".join(pages).count(BOX) == count
    assert ("Ingetattföljaupp" in pages[0]) == (count == 0)


def test_very_long_words_stay_on_the_page() -> None:
    made = printed(follow_up_list([("Försenat", [ToDo(*LONG[:3], who=LONG[3])])], "sv"))
    assert margins_are_white(made)
    text = told(made.pdf)
    assert all(bare(word) in text for word in LONG)
