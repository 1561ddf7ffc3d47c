"""What can be read in a list that was printed."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image
from pypdf import PdfReader

from desktop_app.reports.document import Paper
from desktop_app.reports.grouped import grouped_paper
from desktop_app.reports.listing import Listing
from tests.reports.trips import SOURCE, squeezed

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG = (WORD, "X" * 300, "ÖVERFÖRMYNDARNÄMNDENSORDFÖRANDE", "a@" + "mycket.lång." * 20 + "org")
WHITE = 250


def printed(listing: Listing) -> Paper:
    return grouped_paper(listing, SOURCE)


def bare(text: str) -> str:
    """Return a text without spaces and hyphens: lines and words are broken where there is room."""
    return squeezed(text).replace("-", "").replace("\xad", "")


def by_page(pdf: bytes) -> list[str]:
    """Return the bare text of each page."""
    return [bare(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def told(pdf: bytes) -> str:
    """Return the bare text of all pages."""
    return "".join(by_page(pdf))


def lies(pdf: bytes) -> bool:
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return bool(box.width > box.height)


def darkest(grey: Image.Image) -> int:
    """Return how light the darkest point of a picture is, from 0 to 255."""
    return next(light for light, count in enumerate(grey.histogram()) if count)


def margins_are_white(paper: Paper) -> bool:
    """Tell whether nothing reaches into the left and right margins."""
    for page in paper.pages(40):
        picture = Image.open(io.BytesIO(page)).convert("L")
        width, height = picture.size
        edge = int(15 / 25.4 * 40)
        for box in ((0, 0, edge, height), (width - edge, 0, width, height)):
            if darkest(picture.crop(box)) < WHITE:
                return False
    return True


def is_fit(pdf: bytes, title: str, language: str) -> bool:
    """Tell whether a document says that it is fit for archive and screen reader."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        meta = opened.open_metadata()
        return (
            (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
            and (meta["pdfuaid:part"], meta["dc:title"]) == ("1", title)
            and str(opened.Root.Lang) == language
        )
