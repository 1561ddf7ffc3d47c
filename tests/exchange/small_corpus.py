"""A small corpus of our own: odd files of every family, made when they are wanted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from tests.exchange.corpus_judge import (
    PEOPLE,
    Check,
    account,
    all_of,
    cards_of,
    cheap,
    people,
    refused,
    rows_as,
    told,
)
from tests.exchange.corpus_ran import Asked, Ran

__all__ = ["SMALL", "Small", "judged", "laid_out"]

HEADINGS = ("Förnamn", "Efternamn", "E-post", "Mobil", "Organisation")
ROWS = tuple(
    (*name.split(" "), f"{number}@example.org", f"070-174 06 0{number}", "Provstaden")
    for number, name in enumerate(PEOPLE, 5)
)
TABLE = (HEADINGS, *ROWS)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"


@dataclass(frozen=True, slots=True)
class Small:
    """A file of the small corpus.

    Attributes:
        name: Its name.
        raw: What is in it.
        check: What is to hold of its preview.
        entity: What a person says it lists.
        mapping: Where a person says that columns go.
    """

    name: str
    raw: bytes
    check: Check
    entity: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


def laid_out(folder: Path) -> list[Asked]:
    """Write the small corpus into a folder and return how each preview is asked for."""
    for small in SMALL:
        (folder / small.name).write_bytes(small.raw)
    return [Asked(folder / small.name, small.entity, small.mapping) for small in SMALL]


def judged(small: Small, ran: Ran) -> str:
    """Return what is wrong with the preview of a file."""
    checks = [account, cheap(10), small.check]
    if small.name.endswith(".vcf"):
        checks.append(cards_of(Path(ran.file)))
    return ran.crash or all_of(*checks)(ran)


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return made.getvalue()


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    made = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{made}</sheetData></worksheet>'


def _cell(text: str) -> str:
    if text.startswith("<"):
        return text
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else "<c/>"


def _workbook(sheet: str, **more: str | bytes) -> bytes:
    """Return a workbook of one sheet; `more` are other parts, their names with / for __."""
    types = f"{PACKAGE}/content-types"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{types}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/s.xml" ContentType="{kind}.worksheet+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": _links("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Personer" sheetId="1" r:id="r"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _links("worksheet", "worksheets/s.xml"),
        "xl/worksheets/s.xml": sheet,
    }
    return _zipped(parts | {name.replace("__", "/"): text for name, text in more.items()})


def _links(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _opendocument(rows: Sequence[Sequence[str]]) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    made = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(text)}</text:p></table:table-cell>"
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = "".join(f' xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<office:document-content{spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Personer">{made}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return _zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _text(delimiter: str, rows: Sequence[Sequence[str]] = TABLE, end: str = "\r\n") -> str:
    return "".join(delimiter.join(row) + end for row in rows)


def _card(name: str, *lines: str, version: str = "3.0") -> str:
    given, family = name.split(" ")
    named = (f"FN:{name}", f"N:{family};{given};;;", *lines)
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *named, "END:VCARD", ""))


_SUM = ("Summa", "", "", "3", "")
_OK = _workbook(_sheet(TABLE))
_WIDE = f'<?xml version="1.0"?>{_sheet(TABLE)}'.encode("utf-16-be")
_DTD = '<!DOCTYPE x [<!ENTITY a "b">]>'
_OLD_CARD = "\r\n".join(
    (
        "BEGIN:VCARD",
        "VERSION:2.1",
        "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Nilsson;=C5sa;;;",
        "END:VCARD",
        "",
    )
)

SMALL: tuple[Small, ...] = (
    Small("plain.xlsx", _OK, people),
    Small("wide letters.xlsx", _workbook("", **{"xl__worksheets__s.xml": _WIDE}), people),
    Small("plain.ods", _opendocument(TABLE), people),
    Small("named otherwise.csv", _OK, people),
    Small(
        "title and sum.xlsx",
        _workbook(_sheet([("Kontakter 2026",), (), *TABLE, (), _SUM])),
        all_of(people, told("Kontakter 2026"), told("Summa")),
    ),
    Small(
        "headings again.xlsx",
        _workbook(_sheet([*TABLE, *TABLE])),
        all_of(told("row 5"), rows_as({}, {}, {})),
    ),
    Small(
        "errors and formulas.xlsx",
        _workbook(_sheet([*TABLE[:3], (*ROWS[2][:3], '<c r="D4" t="e"><v>#N/A</v></c>', "")])),
        all_of(people, told(r"1 cells, D4")),
    ),
    Small(
        "macros.xlsm",
        _workbook(_sheet(TABLE), **{"xl__vbaProject.bin": ""}),
        all_of(people, told("Macros")),
    ),
    Small(
        "far.xlsx",
        _workbook(_sheet([('<c r="A1"><v>1</v></c>', '<c r="XFD1048576"><v>1</v></c>')])),
        refused(),
    ),
    Small("bomb.xlsx", _workbook(_sheet(TABLE) + " " * 2**25), all_of(refused("size"), cheap(2))),
    Small("entities.xlsx", _workbook(_DTD + _sheet(TABLE)), refused("dtd")),
    Small("cut.xlsx", _OK[: len(_OK) // 2], refused("damaged")),
    Small("torn.xlsx", _workbook(_sheet(TABLE)[:-400]), refused("damaged")),
    Small("paper.xlsx", b"%PDF-1.7\n%\xe2\xe3\n", refused("real type")),
    Small("web.xls", b"<html><table><tr><td>Namn</td></tr></table></html>", refused("real type")),
    Small("nothing.csv", b"", refused()),
    Small("swedish.csv", _text(";").encode("cp1252"), people),
    Small("wide.csv", b"\xff\xfe" + _text("\t").encode("utf-16-le"), people),
    Small("said.csv", ("sep=|\n" + _text("|", end="\n")).encode("utf-8-sig"), people),
    Small("old lines.csv", _text(",", end="\r").encode(), people),
    Small(
        "open quote.csv",
        _text(";", [*TABLE[:2], ('"Bo', "Prov", "", "", ""), *TABLE[2:]]).encode(),
        told("row 3"),
    ),
    Small(
        "ragged.csv",
        _text(";", [*TABLE[:2], ROWS[1][:3], (*ROWS[2], "mer")]).encode(),
        all_of(people, told("fewer or more.*row 3, 4")),
    ),
    Small(
        "headings only.csv",
        _text(";", TABLE[:1]).encode(),
        rows_as(),
    ),
    Small(
        "unknown.csv",
        _text(";", [("a", "b"), *(row[:2] for row in ROWS)]).encode(),
        people,
        "contact",
        {"a": "given_name", "b": "family_name"},
    ),
    Small("three.vcf", "".join(_card(name) for name in PEOPLE).encode(), people),
    Small(
        "one bad.vcf",
        "".join(
            [
                _card(PEOPLE[0], "PHOTO;ENCODING=b:!!!!"),
                _card(PEOPLE[1]).replace("END:VCARD\r\n", ""),
                _card(PEOPLE[2], "UTAN KOLON"),
            ]
        ).encode(),
        all_of(people, told("END")),
    ),
    Small(
        "old phone.vcf",
        "".join(
            [
                _OLD_CARD,
                _card(PEOPLE[1], version="2.1"),
                _card(PEOPLE[2], version="4.0"),
            ]
        ).encode(),
        people,
    ),
    Small(
        "inside.vcf",
        _card(PEOPLE[0], "AGENT:", _card(PEOPLE[1]).strip(), "NOTE:a").encode()
        + _card(PEOPLE[2]).encode(),
        all_of(people, told("inside another one.*row 3"), rows_as({"Note": "a"}, {}, {})),
    ),
    Small("calendar.vcf", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", refused("real type")),
)
"""The files of the small corpus."""
