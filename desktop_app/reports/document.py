"""From a template and data to a PDF that is fit for the archive and for a screen reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timezone
from functools import cache
from typing import TYPE_CHECKING, Any

from desktop_app.data import RESOURCES
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.reports.glyphs import FONTS, printable

if TYPE_CHECKING:
    import typst

TEMPLATES = RESOURCES / "print"
FAMILIES = ("Source Sans 3", "DejaVu Sans", "Droid Sans Fallback", "Noto Emoji")
"""The fonts of all documents: the first for nearly all, the others for what it lacks."""

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]

NO_TYPESETTER = Words(
    "Dokument kan inte göras: programdelen typst saknas.",
    "Documents cannot be made: the component typst is missing.",
)
NO_FONTS = Words(
    "Dokument kan inte göras: programmets typsnitt eller mallar saknas i {folder}.",
    "Documents cannot be made: the program's fonts or templates are missing in {folder}.",
)
INSTALL = Words("Installera programmet på nytt.", "Install the program anew.")


SCREEN, PRINTER = 110.0, 300.0
"""Pixels per inch of pages on the screen and on paper."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is made: file, preview and printer have the same content.

    Attributes:
        pdf: The document as PDF/A-2a and PDF/UA-1.
    """

    pdf: bytes
    _template: str = field(repr=False)
    _given: Mapping[str, str] = field(repr=False)

    def pages(self, ppi: float = SCREEN) -> list[bytes]:
        """Return a picture (PNG) of each page."""
        compiler = _compiler(self._template)
        made = compiler.compile(format="png", sys_inputs=dict(self._given), ppi=ppi)
        assert made is not None  # noqa: S101 - it is not written to a file
        return [made] if isinstance(made, bytes) else made


def paper(template: str, data: Mapping[str, object], printed_at: datetime) -> Paper:
    """Return the document that a template makes of `data`.

    The data reach the template as JSON, never as markup, and the template reads no file outside
    its folder. The same data and moment give the same bytes.
    """
    given = _inputs(data)
    made = _compiler(template).compile(
        format="pdf", sys_inputs=given, pdf_standards=STANDARDS, timestamp=_fixed(printed_at)
    )
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return Paper(made, template, given)


def render(template: str, data: Mapping[str, object], printed_at: datetime) -> bytes:
    """Return only the PDF (PDF/A-2a and PDF/UA-1) of what `paper` makes."""
    return paper(template, data, printed_at).pdf


def picture(template: str, data: Mapping[str, object], *, ppi: float = SCREEN) -> bytes:
    """Return a picture (PNG) of the first page that a template makes of `data`."""
    made = _compiler(template).compile(format="png", sys_inputs=_inputs(data), ppi=ppi)
    page = made[0] if isinstance(made, list) else made
    assert isinstance(page, bytes)  # noqa: S101 - every document has a first page
    return page


def _compiler(template: str) -> typst.Compiler:
    path = TEMPLATES / template
    if not path.is_file():
        raise Refused(NO_FONTS.fill(folder=str(TEMPLATES)), INSTALL)
    fonts = _fonts()
    import typst  # noqa: PLC0415 - 80 MB that only printing needs; _fonts told of its absence

    return typst.Compiler(path, root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)


def _inputs(data: Mapping[str, object]) -> dict[str, str]:
    return {"data": json.dumps(_printable({**data, "fonts": FAMILIES}))}


@cache
def _fonts() -> typst.Fonts:
    try:
        import typst  # noqa: PLC0415 - as above
    except ImportError:
        raise Refused(NO_TYPESETTER, INSTALL) from None
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    if not set(FAMILIES) <= set(found.families()):
        raise Refused(NO_FONTS.fill(folder=str(FONTS)), INSTALL)
    return found


def _printable(data: object) -> Any:  # noqa: ANN401 - JSON
    """Return JSON data in which every text can be shown: the one door to the typesetter."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, Mapping):
        return {name: _printable(value) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_printable(value) for value in data]
    return data


def _fixed(when: datetime) -> datetime:
    """Return the moment with a fixed offset; one without any is taken as universal time."""
    offset = when.utcoffset()
    return when.replace(tzinfo=UTC if offset is None else timezone(offset), microsecond=0)
