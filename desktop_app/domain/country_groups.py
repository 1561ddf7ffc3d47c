"""Which countries belong together on a day: the Nordic countries, the EU, the EEA, Europe.

Who was a member when stands in ``resources/lists/country_groups.csv``, read when first asked for.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from desktop_app.data import RESOURCES
from desktop_app.domain.words import Words, same

__all__ = [
    "GROUPS",
    "REGIONS",
    "Group",
    "Region",
    "groups_of",
    "is_eu_eea",
    "is_nordic",
    "members",
    "region_of",
]

Group: TypeAlias = Literal["nordic", "eu", "eea", "efta", "euro", "europe"]
Region: TypeAlias = Literal["nordic", "eu_eea", "europe", "world"]

GROUPS: Mapping[Group, Words] = {
    "nordic": Words("Norden", "Nordic countries"),
    "eu": same("EU"),
    "eea": Words("EES", "EEA"),
    "efta": Words("Efta", "EFTA"),
    "euro": Words("Euroområdet", "Euro area"),
    "europe": Words("Europa", "Europe"),
}
"""What each group is called; a country may belong to several."""

REGIONS: Mapping[Region, Words] = {
    "nordic": GROUPS["nordic"],
    "eu_eea": Words("Övriga EU och EES", "Rest of the EU and EEA"),
    "europe": Words("Övriga Europa", "Rest of Europe"),
    "world": Words("Övriga världen", "Rest of the world"),
}
"""What each region of the statistics is called, in order; a country belongs to one."""


@dataclass(frozen=True, slots=True)
class _Membership:
    """A country's time in a group, from a first day to a last one, both of them in it."""

    group: str
    country: str
    first: date
    last: date


def groups_of(country: str, on: date) -> tuple[Group, ...]:
    """Return the groups that a country belongs to on a day, in the order of `GROUPS`."""
    return tuple(group for group in GROUPS if country in members(group, on))


@lru_cache(maxsize=256)
def members(group: Group, on: date) -> frozenset[str]:
    """Return the codes of the countries that belong to a group on a day.

    The Nordic group counts Åland, the Faroe Islands and Greenland.
    """
    return frozenset(
        one.country for one in _memberships() if one.group == group and one.first <= on <= one.last
    )


def is_nordic(country: str) -> bool:
    """Tell whether a country, or Åland, the Faroe Islands or Greenland, is Nordic."""
    return country in members("nordic", date.max)


def is_eu_eea(country: str, on: date) -> bool:
    """Tell whether a country is in the EU or the EEA on a day, Nordic ones too."""
    return country in members("eu", on) or country in members("eea", on)


def region_of(country: str, on: date) -> Region:
    """Return the one region that a country is counted in: Nordic ones are so first of all."""
    if is_nordic(country):
        return "nordic"
    if is_eu_eea(country, on):
        return "eu_eea"
    return "europe" if country in members("europe", on) else "world"


@cache
def _memberships() -> tuple[_Membership, ...]:
    with (RESOURCES / "lists" / "country_groups.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Membership(
                row["group"],
                row["country"],
                date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min,
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
            )
            for row in csv.DictReader(file)
        )
