"""Reading a signature: who, in what work, where, and how to reach them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.signature.countries import country_by_signs
from desktop_app.domain.signature.lines import Parts, parted
from desktop_app.domain.signature.naming import name_in
from desktop_app.domain.signature.numbers import Chosen, choose, written_for
from desktop_app.domain.signature.people import Person, likeness
from desktop_app.domain.signature.pieces import Stand, gather
from desktop_app.domain.signature.places import Place, find_place
from desktop_app.domain.signature.work import Work, work_in

__all__ = ["Signature", "read_signature"]

ADDRESSES = ("email", "email_2")


@dataclass(frozen=True, slots=True)
class Signature:
    """What was read of a signature.

    Attributes:
        values: What stands there by contact field; what has no field of its own is the note.
        unsure: Fields that somebody should look at: read by their place, or concluded.
        left_out: Lines that are nobody's data: notices, headings of letters, older letters.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def _none(_text: str) -> bool:
    return False


def read_signature(
    text: str, *, is_organisation: Callable[[str], bool] = _none, region: str = "SE"
) -> Signature:
    """Return what a signature says.

    Args:
        text: The text, as it was pasted: a signature, with or without the letter above it.
        is_organisation: Tells whether a text is the name of an organisation one knows.
        region: The country of phone numbers that name none.
    """
    parts = parted(text)
    stand = gather(parts.lines)
    addresses = _addresses(parts, stand)
    person, told = name_in(parts, stand, addresses)
    place = find_place(stand.pieces)
    work = work_in(stand, addresses, is_organisation)
    shown = " ".join((person.given, person.family)).strip()
    addresses.sort(key=lambda each: not likeness(shown, [each]))
    country, concluded = country_by_signs(text, stand, place, addresses, work.organisation, region)
    chosen = choose(stand.numbers, country or region)
    values = _values(person, work, addresses, place, chosen)
    values["country"] = country
    for name, number in chosen.items():
        values[name] = written_for(number.text, country, region)
    values["note"] = "\n".join(_note(parts, stand, person, addresses, chosen, work))
    unsure = _unsure(values, told, work, chosen, concluded)
    return Signature({k: v for k, v in values.items() if v}, unsure, parts.left_out)


def _addresses(parts: Parts, stand: Stand) -> list[str]:
    """Return the e-mail addresses, each once."""
    found: dict[str, str] = {}
    for each in (parts.address, *(address for address, _line in stand.emails)):
        if each:
            found.setdefault(each.casefold(), each)
    return list(found.values())


def _values(
    person: Person, work: Work, addresses: Sequence[str], place: Place, chosen: Chosen
) -> dict[str, str]:
    return {
        "given_name": person.given,
        "family_name": person.family,
        "title": work.title or person.degrees,
        "organisation": work.organisation,
        "department": work.department,
        **dict(zip(ADDRESSES, addresses, strict=False)),
        **{name: number.text for name, number in chosen.items()},
        "city": place.city,
    }


def _unsure(
    values: Mapping[str, str], told: bool, work: Work, chosen: Chosen, concluded: bool
) -> tuple[str, ...]:
    """Return the fields to look at, in the order they stand."""
    found = set(work.unsure)
    if not told:
        found |= {"given_name", "family_name"}
    if concluded:
        found.add("country")
    found |= {name for name, number in chosen.items() if values[name] != number.text}
    return tuple(name for name in values if name in found and values[name])


def _note(  # noqa: PLR0913, PLR0917 — all that was read
    parts: Parts,
    stand: Stand,
    person: Person,
    addresses: Sequence[str],
    chosen: Chosen,
    work: Work,
) -> Iterator[str]:
    """Go through what has no field of its own, line by line."""
    if person.degrees and work.title:
        yield person.degrees
    placed = [each.casefold() for each in addresses[: len(ADDRESSES)]]
    taken = list(chosen.values())
    left = [
        *((piece.line, piece.text) for piece in stand.pieces if piece.place in {"", "address"}),
        *((each.line, each.said) for each in stand.numbers if each not in taken),
        *((line, web) for web, line in stand.webs),
        *((line, each) for each, line in stand.emails if each.casefold() not in placed),
    ]
    lines: dict[int, list[str]] = {}
    for line, text in left:
        lines.setdefault(line, []).append(text)
    yield from (", ".join(dict.fromkeys(lines[line])) for line in sorted(lines))
    yield from parts.letter
