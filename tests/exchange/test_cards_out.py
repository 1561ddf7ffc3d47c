"""Contacts as cards: other programs read them, and our own reader gives back what there was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import vobject  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.kinds.given import clean
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Stopped
from desktop_app.exchange import cards_out
from desktop_app.exchange.cards_out import Card, write_cards
from desktop_app.exchange.reading.card_words import FIELDS
from tests.exchange.carded import Cards, read

ID = "7b0c4d3e-1f2a-4b5c-8d6e-9f0a1b2c3d4e"
FULL = Card(
    ID,
    given_name="Åsa, Eva",
    family_name="von der Öberg; Prov",
    title="Chef\\strateg",
    organisation="Provköpings stad; kommunen",
    department="Kontoret, enheten",
    email="asa@example.org",
    email_2="asa.privat@example.org",
    phone="08-465 004 01",
    mobile="+46 70 174 06 05",
    city="Wien",
    country="Österrike",
    note="Ett\n  två; tre, fyra\\\n" + "å😀 " * 60 + "END:VCARD",
    changed="2026-11-21T10:11:12Z",
)
HEADINGS = {name: words.sv for name, words in FIELDS.items()}


def back(folder: Path, *cards: Card) -> Cards:
    """Return what our own reader makes of cards that were written."""
    path = folder / "ut.vcf"
    assert write_cards(path, cards) == len(cards)
    return read(path.read_bytes(), folder)


def cells(card: Card) -> dict[str, str]:
    """Return a card as the reader gives it."""
    texts = {name: getattr(card, name, "") for name in HEADINGS}
    return {HEADINGS[name]: text for name, text in texts.items() if text}


def test_full_card_comes_back(tmp_path: Path) -> None:
    found = back(tmp_path, FULL, replace(FULL, id="2", note=""))
    assert found.rows == [cells(FULL), cells(replace(FULL, note=""))]
    assert found.remarks.keys() == {"cards", "cards_technical"}


def test_lines_are_folded_at_75_octets_between_characters(tmp_path: Path) -> None:
    write_cards(tmp_path / "ut.vcf", [FULL])
    raw = (tmp_path / "ut.vcf").read_bytes()
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert all(line.decode() is not None for line in lines)
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")


def test_another_reader_reads_the_same(tmp_path: Path) -> None:
    write_cards(tmp_path / "ut.vcf", [FULL, Card(ID, family_name="Prov")])
    text = (tmp_path / "ut.vcf").read_bytes().decode()
    first, second = vobject.readComponents(text, validate=True)
    assert (first.n.value.family, first.n.value.given) == (FULL.family_name, FULL.given_name)
    assert first.fn.value == f"{FULL.given_name} {FULL.family_name}"
    assert first.org.value == [FULL.organisation, FULL.department]
    assert first.title.value == FULL.title
    assert [mail.value for mail in first.email_list] == [FULL.email, FULL.email_2]
    assert [phone.params["TYPE"] for phone in first.tel_list] == [["WORK", "VOICE"], ["CELL"]]
    assert [phone.value for phone in first.tel_list] == [FULL.phone, FULL.mobile]
    assert (first.adr.value.city, first.adr.value.country) == (FULL.city, FULL.country)
    assert first.note.value == FULL.note
    assert UUID(first.uid.value) == UUID(ID)
    assert first.rev.value == FULL.changed
    assert second.contents.keys() == {"version", "n", "fn", "uid"}
    assert second.fn.value == "Prov"


# Any character but surrogates and controls, as the register keeps it.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\\;,:\n\"=' "), max_size=90
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=TEXTS, other=TEXTS, note=TEXTS)
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, other: str, note: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    card = Card(
        ID,
        given_name=clean(name),
        family_name=clean(f"Prov {other}"),
        organisation=clean(f"O {other}"),
        department=clean(name),
        city=clean(other),
        title=clean(name),
        note=clean(note, lines=True),
    )
    (row,) = back(folder, card).rows
    found = {heading: clean(text, lines=True) for heading, text in row.items()}
    assert {heading: text for heading, text in found.items() if text} == cells(card)


def test_nothing_is_written_when_it_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "ut.vcf"
    path.write_text("förut")

    def stop(done: int, _of: int) -> None:
        assert done == cards_out.TOLD_EVERY
        raise Stopped

    def cards() -> Iterator[Card]:
        for _ in range(cards_out.TOLD_EVERY):
            yield FULL
        raise AssertionError

    with pytest.raises(Stopped):
        write_cards(path, cards(), stop)
    assert path.read_text() == "förut"
    assert [each.name for each in tmp_path.iterdir()] == ["ut.vcf"]
    with pytest.raises(Refused):
        write_cards(tmp_path / "ingen" / "ut.vcf", [FULL])
