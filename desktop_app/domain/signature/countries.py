"""In which country somebody is, where no address names it: by signs that do not contradict."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain import territories
from desktop_app.domain.signature.geography import cities_in
from desktop_app.domain.signature.numbers import country_of, is_at_home
from desktop_app.domain.signature.pieces import Stand
from desktop_app.domain.signature.places import Place, city_country, spoken_in

__all__ = ["country_by_signs"]

_OTHERS = frozenset(("eu", "io", "tv", "me", "co", "ai", "cc", "fm", "to", "ly", "nu", "ac", "la"))
"""Ends of addresses that are used everywhere, whatever country they are of."""
_CALLED = {"uk": "GB"}


def country_by_signs(  # noqa: PLR0913, PLR0917 — all that gives signs
    text: str,
    stand: Stand,
    place: Place,
    addresses: Sequence[str],
    organisation: str,
    region: str,
) -> tuple[str, bool]:
    """Return the country, '' where signs contradict, and whether it is only guessed."""
    if place.country:
        return place.country, False
    signs = {country_of(stand.numbers), _by_address(addresses), city_country(place.city)} - {""}
    if len(signs) > 1:
        return "", False
    if signs:
        return signs.pop(), False
    spoken = spoken_in(text.splitlines())
    named = cities_in(organisation)
    if len(named) == 1 and spoken in {"", *named}:
        return named.pop(), True
    if not spoken and any(is_at_home(each.text, region) for each in stand.numbers):
        spoken = region
    return spoken, True


def _by_address(addresses: Sequence[str]) -> str:
    ends = {address.rpartition(".")[2].lower() for address in addresses} - _OTHERS
    found = {_CALLED.get(end, end.upper()) for end in ends if len(end) == 2}  # noqa: PLR2004
    return found.pop() if len(found) == 1 and found <= territories.codes() else ""
