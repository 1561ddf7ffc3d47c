"""Any text as any value: parsed or refused, mended once, written and read again the same."""

from __future__ import annotations

from functools import partial

from desktop_app.domain.catalogue import ENTITIES
from desktop_app.domain.kinds import Context, Kind, Phone, Value
from desktop_app.domain.kinds.given import clean, hides, may_hide
from desktop_app.domain.mending import (
    About,
    Mended,
    is_suspect,
    may_hold_damage,
    needs_row,
    order_of,
    read,
    set_right,
    shared_out,
)
from desktop_app.domain.problems import Invalid
from desktop_app.domain.shipped import shipped_lists
from desktop_app.exchange.lists.person_names import divide

__all__ = ["SEEDS", "one_input"]

SEEDS = tuple(
    text.encode()
    for text in (
        *("Malmö", "MalmÃ¶", "MalmÃƒÂ¶", "LULEÅ–KIRUNA", "Malm√∂", "Lindqvist, Greta Maria"),
        *("08-465 004 12 / 070-174 06 05", "701740605", "4,47E+11", "4.47911123456E+11"),
        *("5/3 26", "2026-03-05 14:30", "v. 12 2026", "torsdag 5 mars 2026", "0.0.00", "46086"),
        *('="0046"', "'0046", "#N/A", "####", "-", "n/a", "Tyskland/Germany", "9.00–15.30"),
        *("Anna <a@example.org>", "a(at)example.org", "https://example.org/å", "12 500,50 kr"),
        *("\u202eabc\u200b\u00ad\ufeff", "👩\u200d👧", "klimat; hälsa", "ja", "sv, en", "2026"),
    )
)
CONTEXTS = tuple(Context(shipped_lists(), language) for language in ("sv", "en"))
KINDS: tuple[Kind, ...] = tuple({type(f.kind): f.kind for e in ENTITIES for f in e}.values())
ABOUT = (
    About(CONTEXTS[0], epoch=1900),
    About(CONTEXTS[1], "dmy", 1904, at_home=lambda: True, country="DK"),
    About(CONTEXTS[0], "ymd", at_home=lambda: True, country="SE"),
)


MOST = 2**13
"""Bytes that are read: more takes longer, and finds nothing else."""


def one_input(data: bytes) -> None:
    """Read a text as every kind of value; the first byte chooses what is known of its column."""
    about = ABOUT[data[0] % len(ABOUT)] if data else ABOUT[0]
    text = data[:MOST].decode("utf-8", "surrogateescape")
    assert clean(clean(text)) == clean(text)
    assert may_hide(text) or not hides(text)
    better = set_right(text)
    assert better is None or set_right(better) is None
    assert sorted("".join(divide(clean(text))).split()) or not clean(text).strip(", ")
    order_of([text])
    for kind in KINDS:
        _parse(kind, text)
        _mend(kind, text, about)


def _parse(kind: Kind, text: str) -> None:
    for context in CONTEXTS:
        try:
            value = kind.parse(text, context)
        except Invalid as fault:
            _is_said(fault)
        else:
            _comes_back(kind, value)


def _is_said(fault: Invalid) -> None:
    assert all(fault.reason.into(language) for language in ("sv", "en"))


def _comes_back(kind: Kind, value: Value) -> None:
    for context in CONTEXTS:
        assert kind.parse(kind.write(value, context), context) == value
        kind.doubts(value, context)


def _mend(kind: Kind, text: str, about: About) -> None:
    parse = partial(kind.parse, context=about.context)
    wary = may_hold_damage(kind, {text}) and (is_suspect(kind, text) or needs_row(kind, text))
    if isinstance(kind, Phone):
        shared_out(text, ["phone", "mobile"], about.context.region)
    try:
        found = read(kind, parse, text, about)
    except Invalid as fault:
        _is_said(fault)
        return
    if isinstance(found, Mended):
        assert wary or _is_refused(kind, text, about.context)
        assert found.reason.into("sv") != found.reason.into("en")
        _comes_back(kind, found.value)
    else:
        assert found == parse(text)


def _is_refused(kind: Kind, text: str, context: Context) -> bool:
    try:
        kind.parse(text, context)
    except Invalid:
        return True
    return False
