"""All real and hostile cards of the corpus, against a plain reading by a pattern."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from desktop_app.exchange.reading.card_file import read_cards
from desktop_app.exchange.reading.fault import Fault
from tests.exchange.carded import cards_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(CORPUS.rglob("*.vcf"))
BEGIN = re.compile(r"^BEGIN:VCARD", re.MULTILINE | re.IGNORECASE)
NAME = re.compile(r"^FN(?:;CHARSET=UTF-8)?:([^\r\n;\\]+)\r?$", re.MULTILINE | re.IGNORECASE)
WORD = re.compile(r"\w+")


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
def test_no_card_of_the_corpus_is_lost() -> None:
    faults = [f"{path.name}: {fault}" for path in FILES for fault in lost(path)]
    assert not faults
    assert len(FILES) > 60


def lost(path: Path) -> list[str]:
    """Return what is wrong with how a file is read."""
    raw = path.read_bytes()
    text = raw.decode("utf-16" if raw[:2] == b"\xff\xfe" else "utf-8-sig", "replace")
    begins = len(BEGIN.findall(text.replace("\r", "\n")))
    began = time.monotonic()
    try:
        found = cards_of(read_cards(path))
    except Fault as fault:
        return [fault.code] if begins else []
    took = time.monotonic() - began
    words = [set(WORD.findall(" ".join(row.values()).casefold())) for row in found.rows]
    names = [name for name in NAME.findall(text) if "\ufffd" not in name]
    return [
        *([f"{took:.1f} s"] if took > 10 else []),
        *([f"{begins} cards, {len(words)} rows"] if begins != len(words) else []),
        *(
            name
            for name in names
            if not any(set(WORD.findall(name.casefold())) <= row for row in words)
        ),
    ]
