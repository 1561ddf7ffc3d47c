"""What stands above and below each page of a document: whose it is, when it was printed."""

from __future__ import annotations

from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.blocks import LONG_IN_CELL
from desktop_app.reports.glyphs import loosen
from desktop_app.reports.record import Source

PRINTED = Words("Utskriven {when}", "Printed {when}")
PRINTED_BY = Words("Utskriven {when} av {person}", "Printed {when} by {person}")
SOURCE = Words("Källa: {register}, {office}", "Source: {register}, {office}")
PAGE = Words("Sida {page} av {pages}", "Page {page} of {pages}")

LONG_IN_HEAD = 70


def frame(kind: str, title: str, source: Source, language: Language) -> dict[str, object]:
    """Return what the template `paper` shows around a document of a kind, with its title."""
    return {
        "language": language,
        "kind": kind,
        "document": " – ".join(filter(None, (title, kind))),
        "office": loosen(_short(source.office), LONG_IN_CELL),
        "short": loosen(_short(title), LONG_IN_CELL),
        "foot": loosen(_foot(source, language), LONG_IN_CELL),
        "page": PAGE.into(language),
    }


def _foot(source: Source, language: Language) -> str:
    when = formats.moment(source.printed_at, language)
    printed = PRINTED.fill(when=when)
    if source.person:
        printed = PRINTED_BY.fill(when=when, person=_short(source.person))
    told = SOURCE.fill(register=_short(source.register), office=_short(source.office))
    return f"{printed.into(language)} · {told.into(language)}"


def _short(text: str) -> str:
    """Return a text for head or foot, which have one line; the page has it whole."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONG_IN_HEAD else f"{one_line[: LONG_IN_HEAD - 1]}…"
