"""The faults of cards (F135–F146): each with what must not happen, and what guards it."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.exchange.reading import card_lines
from desktop_app.exchange.reading.card_lines import Line
from desktop_app.exchange.reading.fault import Fault as Refusal
from desktop_app.exchange.reading.reader_child import _answer
from tests.exchange.carded import card, cards_of, read

__all__ = ["FAULTS", "Fault"]

NAME = "N:Prov;Ana;;;"
ANA = {"Förnamn": "Ana", "Efternamn": "Prov"}
NEVER = re.compile("(?!)")
READING = "desktop_app.exchange.reading"

Case = Callable[[Path], None]


@dataclass(frozen=True)
class Fault:
    """A fault.

    Attributes:
        number: Its number.
        case: Brings it about, and fails where it does harm.
        guards: What keeps it from that, and what stands in its place when it is taken out.
    """

    number: int
    case: Case
    guards: Mapping[str, object]


FAULTS: list[Fault] = []


def fault(number: int, **guards: object) -> Callable[[Case], Case]:
    """Add a fault; a guard is module and names within, with __ for a dot."""

    def add(case: Case) -> Case:
        places = {f"{READING}.{name.replace('__', '.')}": what for name, what in guards.items()}
        FAULTS.append(Fault(number, case, places))
        return case

    return add


def _strict(text: str, old: bool) -> Line:
    found = card_lines.parse(text, old)
    if found is None:
        raise ValueError(text)
    return found


def _alone(self: object, _line: str) -> bool:
    """Let no card begin inside another one."""
    return False


@fault(
    135,
    card_split__Splitter___left=lambda _self: iter(()),
    card_values__divide=lambda _whole: ("", ""),
    card_file__EMPTY="",
)
def cards_lack_what_they_must_have(folder: Path) -> None:
    found = read(
        "BEGIN:VCARD\r\nFN:Ana Prov\r\nEND:VCARD\r\n"  # no version, no N
        + card("N:Prov;Bo;;;")  # no FN
        + card()  # nothing
        + "BEGIN:VCARD\r\nN:Prov;Eva;;;\r\n"  # no end
        + card("N:Prov;Ida;;;").replace("END:VCARD", "END:VCARD\r\nEND:VCARD"),
        folder,
    )
    assert found.rows[0] == ANA
    assert found.rows[1:] == [
        {**ANA, "Förnamn": "Bo"},
        {"Kort utan person": "–"},
        {**ANA, "Förnamn": "Eva"},
        {**ANA, "Förnamn": "Ida"},
    ]
    assert "cards_open" not in found.remarks
    (row,) = read("BEGIN:VCARD\r\nN:Prov;Ana;;;\r\nTEL:08-465 004 01", folder).rows
    assert row == {**ANA, "Telefon": "08-465 004 01"}


@fault(136, card_values__parse=_strict)
def one_card_of_a_hundred_is_bad(folder: Path) -> None:
    cards = [card(f"N:Prov;Ana{number};;;") for number in range(100)]
    cards[41] = card("@@@ inte en rad", 'X-"DÅLIG":6', "N:Prov;Bo", "=3", ";:;", ":")
    found = read("".join(cards), folder)
    assert [row["Förnamn"] for row in found.rows[40:43]] == ["Ana40", "Bo", "Ana42"]
    assert found.rows[41]["Övrigt på kortet"] == '@@@ inte en rad\nX-"DÅLIG":6\n=3\n;:;\n:'
    assert found.remarks["cards_broken"] == {"count": 1, "rows": "43"}


@fault(137, card_split___QUOTED=NEVER, card_split___CHARSET=NEVER)
def quoted_printable_with_a_charset(folder: Path) -> None:
    found = read(
        card(
            "N;CHARSET=ISO-8859-2;ENCODING=QUOTED-PRINTABLE:Nov=E1k=3B;Ji=F8=ED;;;",
            "ORG;QUOTED-PRINTABLE:M=C3=A4larst=\r\n=C3=A4derna;Kontoret f=\r\n=C3=B6r v=C3=A4nner",
            "NOTE;ENCODING=quoted-printable;CHARSET=hex:Ett=0D=0Atv=\r\n=E5=",
            version="2.1",
        ),
        folder,
    )
    assert found.rows == [
        {
            "Förnamn": "Jiří",
            "Efternamn": "Novák;",
            "Organisation": "Mälarstäderna",
            "Avdelning": "Kontoret för vänner",
            "Anteckning": "Ett\ntvå",
        }
    ]


@fault(
    138,
    card_file__mended=lambda raw: raw,
    card_file__decode=lambda raw: (raw.decode("utf-8", "replace"), "utf-8", ""),
)
def bytes_in_other_encodings(folder: Path) -> None:
    text = card("N:Öberg;Åsa;;;", "ORG:Provköping")
    for encoding in ("cp1252", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        (row,) = read(text.encode(encoding), folder).rows
        assert row == {"Förnamn": "Åsa", "Efternamn": "Öberg", "Organisation": "Provköping"}
    pasted = text.encode("utf-8-sig") * 2 + text.encode("cp1252")
    assert [row["Förnamn"] for row in read(pasted, folder).rows] == ["Åsa"] * 3
    japanese = card("N;CHARSET=SHIFT_JIS:安藤;圭一;;;", version="2.1").encode("shift_jis")
    assert read(japanese, folder).rows == [{"Förnamn": "圭一", "Efternamn": "安藤"}]


@fault(139, card_split___LINE=re.compile(r"[^\n]+"))
def lines_end_with_cr_alone(folder: Path) -> None:
    text = card(NAME, "NOTE:ett", " två") * 2
    for end in ("\r", "\n", "\r\n", "\r\r\n", "\n\n\n", "\r\n \r\n"):
        rows = read(text.replace("\r\n", end), folder).rows
        assert rows == [{**ANA, "Anteckning": "etttvå"}] * 2


@fault(140, card_file__mended=lambda raw: raw, card_split__FOLDS=" ")
def lines_are_folded_inside_a_character(folder: Path) -> None:
    text = card("N:Öberg;Åsa😀;;;", "NOTE:ettX", "\ttvå").encode()
    folded = text.replace(b"\xc3", b"\xc3\r\n ").replace(b"\xf0\x9f", b"\xf0\r\n\t\x9f\n ")
    assert read(folded, folder).rows == [
        {"Förnamn": "Åsa😀", "Efternamn": "Öberg", "Anteckning": "ettXtvå"}
    ]


@fault(141, card_split__Splitter___begins=_alone)
def cards_are_nested(folder: Path) -> None:
    agent = card(NAME, "AGENT:", *card("N:Prov;Bo;;;").split(), "TEL:08-465 004 01")
    assert read(agent, folder).rows == [
        {**ANA, "Telefon": "08-465 004 01"},
        {**ANA, "Förnamn": "Bo"},
    ]
    nested = "BEGIN:VCARD\r\nN:Prov;Ana\r\n" * 5000
    for end in ("", "END:VCARD\r\n" * 5000):
        assert read(nested + end, folder).rows == [ANA] * 5000


@fault(142, card_values__BINARY=frozenset(), card_split___PACKED=NEVER)
def pictures_are_big_or_broken(folder: Path) -> None:
    picture = base64.b64encode(b"\xff\xd8" + bytes(range(256)) * 4096).decode()
    folded = "\r\n ".join(picture[at : at + 74] for at in range(0, len(picture), 74))
    bare = "\r\n".join(picture[at : at + 76] for at in range(0, 7600, 76))
    found = read(
        card(NAME, f"PHOTO;ENCODING=b;TYPE=JPEG:{folded}")
        + card(NAME, f"PHOTO;BASE64:\r\n{bare}\r\n\r\n", version="2.1")
        + card(NAME, f"X-BILD;ENCODING=BASE64:{bare}", version="2.1")
        + card(NAME, "LOGO;ENCODING=b:@@@", "KEY;ENCODING=b:====", "SOUND:data:audio/x,1"),
        folder,
    )
    assert found.rows == [ANA] * 4
    assert found.remarks["cards_binary"] == {"count": 6}
    assert "cards_broken" not in found.remarks


@fault(143, card_values__BINARY=frozenset())
def what_a_card_refers_to_is_not_opened(folder: Path) -> None:
    secret = folder / "hemligt.txt"
    secret.write_text("hemligt")
    found = read(
        card(
            NAME,
            f"PHOTO;VALUE=uri:{secret.as_uri()}",
            "PHOTO;VALUE=URI;TYPE=GIF:http://example.org/b.gif",
            f"LOGO:{secret}",
            "URL:javascript:alert(1)",
            "URL:file:///etc/passwd",
        ),
        folder,
    )
    addresses = "javascript:alert(1)\nfile:///etc/passwd"
    assert found.rows == [{**ANA, "Webbadresser": addresses}]
    assert found.remarks["cards_binary"] == {"count": 3}


@fault(
    144,
    card_lines___HEAD=re.compile("([^:]*):"),
    card_values__label_of=lambda text: text,
)
def parameters_are_odd(folder: Path) -> None:
    began = time.process_time()
    found = read(
        card(
            NAME,
            'TEL;X-A="a:b;c";TYPE="CELL":070-1740605',
            "EMAIL;PREF=1;TYPE=;;;=x:ana@example.org",
            "item1.URL:https://example.org",
            "item1.X-ABLabel:_$!<HomePage>!$_",
            f"TITLE{';A=B' * 20_000}:Chef",
            "ROLE;" + ';X="' * 3001 + ":Samordnare",
        ),
        folder,
    )
    assert found.rows == [
        {
            **ANA,
            "Mobil": "070-1740605",
            "E-post": "ana@example.org",
            "Webbadresser": "HomePage: https://example.org",
            "Titel": "Chef",
            "Roll på kortet": "Samordnare",
        }
    ]
    assert time.process_time() - began < 2


@fault(145, card_values__GROUPED=frozenset(), card_file__REMARKED=())
def cards_are_twins_or_groups(folder: Path) -> None:
    found = read(
        card(NAME, "UID:urn:uuid:7", "BDAY:--0229")
        + card("N:Prov;Bo;;;", "UID:urn:uuid:7", "BDAY;VALUE=date:1990-02-30")
        + card("KIND:group", "FN:Norden", "MEMBER:urn:uuid:7", version="4.0"),
        folder,
    )
    assert found.rows == [
        {**ANA, "Födelsedag": "--0229"},
        {**ANA, "Förnamn": "Bo", "Födelsedag": "1990-02-30"},
        {"Kort utan person": "group: Norden", "Övrigt på kortet": "MEMBER: urn:uuid:7"},
    ]
    assert found.remarks["cards_same_uid"] == {"count": 1, "rows": "3"}


@fault(146, gate__examine=lambda _path: "vcard")
def other_things_are_called_vcf(folder: Path) -> None:
    path = folder / "kort.vcf"
    for raw, real in (
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "calendar"),
        (b"<!DOCTYPE html><html><body>BEGIN:VCARD</body></html>", "html"),
        (bytes(range(256)) * 40, "binary"),
    ):
        path.write_bytes(raw)
        with pytest.raises(Refusal) as refused:
            list(_answer(path, None))
        assert (refused.value.code, refused.value.args_of_words) == ("kind", {"real": real})
    path.write_bytes(card(NAME).encode().replace(b"END", b"NOTE:\x01\x80\xff\0\r\nEND"))
    assert cards_of(_answer(path, None)).rows[0].items() >= ANA.items()
