"""Any bytes as a file of cards: each line that begins a card has its row, and nothing raises."""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path

from desktop_app.exchange.reading.card_file import read_cards
from desktop_app.exchange.reading.card_split import mended
from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.text_file import decode
from tests.exchange.carded import cards_of

PLAIN = ("BEGIN:VCARD", "VERSION:3.0", "N:Prov;Ana;;;", "TEL;TYPE=cell:070-1740605", "END:VCARD")
OLD = (
    *(
        "BEGIN:VCARD",
        "VERSION:2.1",
        "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=D6;=C5=",
        "sa",
    ),
    *(
        "AGENT:",
        "BEGIN:VCARD",
        "FN:Bo Prov",
        "END:VCARD",
        "PHOTO;BASE64:",
        " /9j/4AAQ",
        "END:VCARD",
    ),
)
GROUP = (
    *("BEGIN:VCARD", "VERSION:4.0", "KIND:group", "FN:Norden", "item1.URL:https://example.org"),
    *("item1.X-ABLabel:_$!<HomePage>!$_", "TEL;VALUE=uri:tel:+46-8;ext=1", "UID:urn:uuid:1", ""),
)
FIELDS = (
    *("BEGIN:VCARD", "N:Öberg;Åsa", "ORG:Stad\\;en;Enhet", "ADR:;;Väg 1;Lund;;1;SE", "NOTE:a\\nb"),
    *(" ett", "END:VCARD", ""),
)
SEEDS: tuple[bytes, ...] = (
    "\r\n".join(PLAIN).encode(),
    "\n".join(OLD).encode(),
    "\r\n".join(GROUP).encode(),
    "\r".join(FIELDS).encode("cp1252"),
    "\n".join(FIELDS).encode("utf-16"),
)
LINES = (
    *(
        b"BEGIN:VCARD",
        b"END:VCARD",
        b"AGENT:",
        b"N:a;b;c;d;e;f",
        b"N:",
        b"FN:Ana Prov",
        b"KIND:org",
    ),
    *(b'TEL;X="a:b";TYPE="cell:1', b"EMAIL;PREF=1:mailto:a@b.se", b"PHOTO;BASE64:AA==", b" "),
    *(b"NOTE;QUOTED-PRINTABLE:=C3=", b"NOTE;CHARSET=zip;B:w4U=", b"X-ABSHOWAS:COMPANY", b"\t=3D"),
    *(b"item1.X-ABLABEL:_$!<>!$_", b"ORG:\\;;\\", b"ADR;HOME:;;;;;;;;;", b"LOGO:data:x;base64,AA"),
)
BEGIN = re.compile(r"\ufeff?BEGIN:VCARD")


def one_input(data: bytes) -> None:
    """Read bytes as cards and count them."""
    text = decode(mended(data))[0]
    begins = [line for line in re.split(r"[\r\n]+", text) if BEGIN.fullmatch(line)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kort.vcf")
        path.write_bytes(data)
        try:
            found = cards_of(read_cards(path))
        except Fault:
            assert not begins
            return
    assert len(found.rows) == found.remarks["cards"]["count"] >= len(begins)
    assert all(found.rows)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return cards with lines put in, taken out or changed places."""
    lines = data.splitlines(keepends=True)
    for _ in range(chance.choice((1, 2, 5))):
        place = chance.randrange(len(lines) + 1)
        end = chance.choice((b"\r\n", b"\n", b"\r", b"\r\n ", b"=\r\n", b""))
        put = [chance.choice(LINES) + end] * chance.choice((1, 1, 2, 300))
        lines[place : place + chance.randrange(3)] = put if chance.randrange(4) else lines[:place]
    return b"".join(lines)[: 2**16]
