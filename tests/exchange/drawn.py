"""Values as people write them, drawn at random for every kind of field."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Context,
    Country,
    Currency,
    Date,
    Email,
    Flag,
    Integer,
    Kind,
    Languages,
    Link,
    Links,
    Note,
    Phone,
    Reference,
    Tags,
    Text,
    Time,
    Value,
    Website,
    Year,
)
from desktop_app.domain.kinds.base import Given
from desktop_app.domain.problems import Invalid
from desktop_app.domain.shipped import shipped_lists

__all__ = ["CONTEXT", "LISTS", "drawn", "fields_of", "parsed"]

LISTS = shipped_lists()
CONTEXT = Context(LISTS)
AWKWARD = st.sampled_from(
    [
        *("=1+1", "+46 8 465 004 12", "-5", "@x", "'=x", "''+x", "'tis", "_x0041_", "a;b,c|d\te"),
        *(
            "Å ö <b>&amp;",
            "0046",
            "1E5",
            "12-maj",
            "rad 1\nrad 2",
            '"citat"',
            "😀",
            "x" * 500,
            "#N/A",
        ),
    ]
)
TEXTS = st.one_of(AWKWARD, st.text(max_size=30))
DAYS = st.dates(min_value=date(1, 1, 1)).map(date.isoformat)
DRAWN: dict[type[Kind], st.SearchStrategy[Given]] = {
    Amount: st.decimals(0, 10**12, places=2).map(lambda number: f"{number:.2f}"),
    Country: st.sampled_from(["SE", "XK", "CI", "CD", "CG", "GB"]),
    Currency: st.sampled_from(["SEK", "EUR", "USD"]),
    Date: DAYS,
    Email: st.from_regex(r"[a-z0-9]{1,8}\.[a-z]{1,8}@example\.org", fullmatch=True),
    Flag: st.booleans(),
    Integer: st.integers(0, 120),
    Languages: st.lists(st.sampled_from(["sv", "en", "fi", "pl"]), max_size=3),
    Note: TEXTS,
    Phone: st.sampled_from(["+46 8 465 004 12", "08-465 004 12", "0046 8 465"]),
    Reference: TEXTS,
    Tags: st.lists(st.text("abcåäö =+-@'", max_size=8), max_size=3),
    Text: TEXTS,
    Time: st.sampled_from(["09:00", "15:30", "00:00"]),
    Website: st.sampled_from(["https://example.org/a?b=1&c=2", "http://example.com"]),
    Year: st.integers(1900, 2200),
}


def drawn(field: Field) -> st.SearchStrategy[Value]:
    """Return normalised values of a field, None among them where it may be empty."""
    made = DRAWN[type(field.kind)] if type(field.kind) in DRAWN else chosen(field.kind)
    values = made.map(lambda value: parsed(field.kind, value))
    return values.filter(bool) if field.required else st.one_of(st.none(), values)


def chosen(kind: Kind) -> st.SearchStrategy[str | list[str]]:
    assert isinstance(kind, (Choice, Choices))
    codes = st.sampled_from([code for code in LISTS.codes(kind.pick_list) if is_clear(kind, code)])
    return codes if isinstance(kind, Choice) else st.lists(codes, max_size=2)


def is_clear(kind: Choice | Choices, code: str) -> bool:
    """Tell whether the labels of a code mean it alone; that is for the pick lists to see to."""
    labels = [LISTS.label(kind.pick_list, code, language) for language in ("sv", "en")]
    return all(LISTS.code(kind.pick_list, label) == code for label in labels)


def parsed(kind: Kind, value: Given) -> Value:
    try:
        return kind.parse(value, CONTEXT)
    except Invalid:
        return None


def fields_of(entity: Entity) -> list[Field]:
    return [field for field in entity if not isinstance(field.kind, (Link, Links))]
