"""Documents: fit for the archive, for a screen reader, and for whatever anyone typed."""

from __future__ import annotations

import io
import shutil
import sys
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from desktop_app.domain.problems import Refused
from desktop_app.reports import document, formats, glyphs
from desktop_app.reports.blocks import table

WHEN = datetime(2026, 11, 21, 9, 5, tzinfo=timezone(timedelta(hours=1)))
MARKS = "\u0301\u0330\u20dd\u064b\u05b0\ufe0f\u200d\U0001f3fd"


def paper(title: str, texts: list[str], when: datetime = WHEN, language: str = "sv") -> bytes:
    cells = [{"paragraphs": [text], "also": "", "hyphenate": False} for text in texts]
    facts = [{"label": "Text", "cell": cell, "wide": True} for cell in cells]
    data = {
        "language": language,
        "kind": "Prov",
        "title": {"paragraphs": [title], "also": "", "hyphenate": False},
        "document": title,
        "subtitle": {"paragraphs": [], "also": "", "hyphenate": False},
        "facts": facts,
        "sections": [{"heading": "Rubrik", "tables": [], "facts": facts}],
        "together": False,
        "sign": [],
        "office": "Kontoret",
        "short": title,
        "foot": "Utskriven",
        "page": "Sida {page} av {pages}",
    }
    return document.render("whole.typ", data, when)


def read(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_claims_and_has_what_archive_and_screen_reader_need(language: str) -> None:
    with pikepdf.open(io.BytesIO(paper("Titel", ["text"], language=language))) as pdf:
        told = pdf.open_metadata()
        assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == "Titel"
        root = pdf.Root
        assert root.MarkInfo.Marked is True or bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == {"sv": "sv-SE", "en": "en-GB"}[language]
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert not pdf.is_encrypted
        assert not pdf.attachments


def test_all_fonts_are_embedded() -> None:
    with pikepdf.open(io.BytesIO(paper("Titel", ["東京 서울 שלום ✅ 😀"]))) as pdf:
        fonts = [one for one in pdf.objects if is_dictionary(one, "/FontDescriptor")]
        assert len(fonts) >= 4
        for font in fonts:
            assert {"/FontFile2", "/FontFile3"} & set(font.keys())


def is_dictionary(one: pikepdf.Object, kind: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == kind


def test_headings_are_tagged_in_order() -> None:
    with pikepdf.open(io.BytesIO(paper("Titel", ["text"]))) as pdf:
        kinds = [str(one.S) for one in pdf.objects if is_dictionary(one, "/StructElem")]
    assert [kind for kind in kinds if kind.startswith("/H")].count("/H1") == 1
    assert "/H2" in kinds


def test_same_input_gives_the_same_bytes() -> None:
    assert paper("Titel", ["text"]) == paper("Titel", ["text"])
    assert paper("Titel", ["text"]) != paper("Titel", ["annan text"])
    assert paper("Titel", ["text"]) != paper("Titel", ["text"], WHEN + timedelta(days=1))


def test_any_moment_will_do() -> None:
    naive = paper("Titel", ["text"], WHEN.replace(tzinfo=None))
    assert naive == paper("Titel", ["text"], WHEN.replace(tzinfo=UTC))
    zoned = datetime(2026, 11, 21, 9, 5, 7, 123456, tzinfo=ZoneInfo("Europe/Stockholm"))
    with pikepdf.open(io.BytesIO(paper("Titel", ["text"], zoned))) as pdf:
        made = datetime.fromisoformat(str(pdf.open_metadata()["xmp:CreateDate"]))
    assert made == zoned.replace(microsecond=0)


@pytest.mark.parametrize(
    "text",
    ['#read("/etc/passwd")', "*bold* _it_", "$x$", "= Heading", "<html>", "@ref", "\\ #let x = 1"],
)
def test_markup_is_shown_as_it_is(text: str) -> None:
    found = read(paper(text, [text]))
    assert found.count(text) >= 3


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_no_text_is_refused(texts: list[str]) -> None:
    assert paper(f"Titel {texts[0]}", texts).startswith(b"%PDF")


@settings(max_examples=40)
@given(st.text(st.one_of(st.characters(), st.sampled_from(MARKS + "aå東가بש\u202e\ud800\ue000"))))
def test_no_mix_of_scripts_and_marks_is_refused(text: str) -> None:
    assert paper(f"Titel {text}", [text]).startswith(b"%PDF")


def test_each_character_of_the_fonts_can_be_set() -> None:
    points = sorted(frozenset().union(*glyphs.coverage().values()))
    shown = [chr(point) for point in points if glyphs.printable(chr(point)) == chr(point)]
    assert len(shown) > 35_000
    lines = ["a" + "b".join(shown[at : at + 400]) for at in range(0, len(shown), 400)]
    assert paper("Alla tecken", lines).startswith(b"%PDF")


@settings(max_examples=300)
@given(st.text())
def test_printable_is_final_and_loses_no_letter(text: str) -> None:
    shown = glyphs.printable(text)
    assert glyphs.printable(shown) == shown
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.category(char)[0] in "LNPS" and glyphs.SAFE.fullmatch(char):
            assert char in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Åsa Öberg – 50 €", "Åsa Öberg – 50 €"),
        ("東京 서울 Ελλάδα Київ", "東京 서울 Ελλάδα Київ"),
        ("ไทย!", "[aithy]!"),
        ("x\ue000y", "x[U+E000]y"),
        ("\ud800", "[U+D800]"),
        ("\u202e\x00evil\u202c", "evil"),
        ("a\tb\r\nc\rd\u2028e", "a b\nc\nd e"),
        ("e\u0301", "é"),
        ("\u0615a \u0615b\u200b\u0301", "[U+0615]a [U+0615]b\u200b[U+0301]"),
        ("東\u0330 ¡\U00011c92", "東[U+0330] ¡[k]"),
        ("👩‍💻 🧿", "👩‍💻 🧿"),
    ],
)
def test_what_stands_for_what_cannot_be_shown(text: str, shown: str) -> None:
    assert glyphs.printable(text) == shown


def test_safe_characters_are_in_the_main_font() -> None:
    main = (
        glyphs.coverage()["SourceSans3-Regular.ttf"] & glyphs.coverage()["SourceSans3-SemiBold.ttf"]
    )
    safe = {point for point in range(0x10000) if glyphs.SAFE.fullmatch(chr(point))}
    assert safe - main <= {ord("\n")}


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("kort", ["kort"]),
        ("Exploateringskontoret,", ["Exploateringskontoret,"]),
        ("anna.lindqvist@example.org", ["anna.", "lindqvi", "st@", "example.", "org"]),
        ("XXXXXXXXXXXXXXXXX", ["XXXXXXX", "XXXXXXX", "XXX"]),
        ("e\u0330" * 9, ["e\u0330" * 7, "e\u0330" * 2]),
        ("東京都知事" * 9, ["東京都知事" * 9]),
    ],
)
def test_long_words_come_apart_where_no_hyphen_can(word: str, pieces: list[str]) -> None:
    assert glyphs.loosen(word, 15).split("\u200b") == pieces


@given(st.text())
def test_loosening_changes_no_character(text: str) -> None:
    assert glyphs.loosen(text, 5).replace("\u200b", "") == text.replace("\u200b", "")


def test_dates_and_amounts_are_written_in_each_language() -> None:
    assert formats.days("2026-03-05", "2026-03-09", "sv") == "5–9\xa0mars 2026"
    assert formats.days("2026-02-27", "2026-03-01", "en") == "27\xa0February – 1\xa0March 2026"
    assert formats.days("2025-12-30", "2026-01-02", "sv") == (
        "30\xa0december 2025 – 2\xa0januari 2026"
    )
    assert formats.days("2026-03-05", "2026-03-05", "sv") == "5\xa0mars 2026"
    assert formats.days("2026-03-05", "", "sv") == "5\xa0mars 2026"
    assert formats.days("snart", "sedan", "sv") == "snart – sedan"
    assert formats.moment(WHEN, "sv") == "21\xa0november 2026 kl.\xa09.05"
    assert formats.moment(WHEN, "en") == "21\xa0November 2026, 09:05"
    amount = formats.number("-12500.50")
    assert amount is not None
    assert formats.money(amount, "SEK", "sv") == "−12\xa0500,50\xa0kr"
    assert formats.money(amount, "SEK", "en") == "SEK\xa0−12,500.50"
    assert formats.decimal(-amount, "sv") == "12\xa0500,50"
    assert formats.decimal(round(amount, -2), "sv") == "−12\xa0500"
    assert [formats.number(text) for text in ("", "x", "NaN", "Infinity")] == [None] * 4


def test_columns_share_the_line_fairly() -> None:
    short, long = column("Kort"), column("Lång")
    cells = [[text("ja"), text("ord " * 200), text("ord " * 200)]]
    shares = [one["share"] for one in table([short, long, long], cells)["columns"]]
    assert shares[0] < shares[1]
    assert abs(shares[1] - shares[2]) <= 1
    many = table([long] * 30, [[text("ord " * 200)] * 30])
    assert all(one["share"] > 0 for one in many["columns"])


def column(label: str) -> dict[str, object]:
    return {"label": label, "share": 1, "right": False}


def text(words: str) -> dict[str, object]:
    return {"paragraphs": [words], "also": "", "hyphenate": False}


def test_missing_typesetter_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    document._fonts.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Refused) as told:
        paper("Titel", [])
    assert "typst" in told.value.into("sv")


def test_missing_files_are_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    document._fonts.cache_clear()
    monkeypatch.setattr(document, "FONTS", tmp_path)
    with pytest.raises(Refused) as told:
        paper("Titel", [])
    assert str(tmp_path) in told.value.into("sv")
    monkeypatch.setattr(document, "TEMPLATES", tmp_path)
    with pytest.raises(Refused):
        paper("Titel", [])


def test_nothing_outside_the_templates_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("outside")
    (folder / "secret.txt").write_text("hemligt", encoding="utf-8")
    inside = folder / "print"
    shutil.copytree(document.TEMPLATES, inside, ignore=shutil.ignore_patterns("*.ttf"))
    (inside / "whole.typ").write_text('#read("../secret.txt")', encoding="utf-8")
    monkeypatch.setattr(document, "TEMPLATES", inside)
    with pytest.raises(RuntimeError, match=r"escape|outside|denied|root"):
        paper("Titel", [])
