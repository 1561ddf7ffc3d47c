"""What a sample is made of: cities, names, titles, numbers and sentences, read from resources."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from anyascii import anyascii

from desktop_app.data import RESOURCES
from desktop_app.services.sample.chance import Chance

SAMPLE = RESOURCES / "sample"

Name = tuple[str, str]
"""A name, and how it is written before the @ of an e-mail address."""


@dataclass(frozen=True, slots=True)
class Culture:
    """The names and titles of a country: given and family names, women's and men's apart."""

    given: tuple[Sequence[Name], Sequence[Name]]
    family: tuple[Sequence[Name], Sequence[Name]]
    titles: Sequence[str]


@dataclass(frozen=True, slots=True)
class Country:
    """What contacts of a country have in common."""

    culture: Culture
    languages: list[str]
    phones: Sequence[Digits]
    mobiles: Sequence[Digits]
    currency: str
    modes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Digits:
    """A phone number with some digits open (X)."""

    template: str
    parts: tuple[int, ...]

    def fill(self, chance: Chance) -> str:
        """Return a number with its open digits filled."""
        return self.template.format(*(chance.between(0, most) for most in self.parts))


@dataclass(frozen=True, slots=True)
class Theme:
    """What a trip, a request or a collaboration may be about, with sentences that fit."""

    tags: list[str]
    about: str
    department: str
    organisations: list[str]
    sustainability: list[str]
    directions: list[str]
    goal: str
    purpose: str
    questions: list[str]
    expected: str
    seen: list[str]
    lessons: list[str]
    actions: list[str]
    programme: list[str]


def table(name: str) -> Iterator[Mapping[str, str]]:
    """Go through the rows of a table of the sample."""
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def themes() -> tuple[Theme, ...]:
    """Return the themes."""
    return tuple(Theme(**theme) for theme in _document("themes"))


@cache
def sentences() -> Mapping[str, Any]:
    """Return the sentences that fit any theme, by where they stand."""
    found: Mapping[str, Any] = _document("sentences")
    return found


@cache
def countries() -> Mapping[str, Country]:
    """Return the countries by their code."""
    cultures = _cultures()
    return {
        row["country"]: Country(
            cultures[row["culture"]],
            row["languages"].split(";"),
            [_digits(text) for text in row["phone"].split(";")],
            [_digits(text) for text in row["mobile"].split(";")],
            row["currency"],
            row["modes"].split(";"),
        )
        for row in table("countries")
    }


@cache
def titles() -> Mapping[str, Sequence[str]]:
    """Return the titles by culture."""
    found: dict[str, list[str]] = {}
    for row in table("titles"):
        found.setdefault(row["culture"], []).append(row["title"])
    return found


def _cultures() -> Mapping[str, Culture]:
    names: dict[str, dict[str, list[Name]]] = {}
    for row in table("names"):
        parts = names.setdefault(row["culture"], {})
        for gender in row["gender"] or "wm":
            parts.setdefault(row["part"] + gender, []).append((row["name"], _latin(row["name"])))
    return {culture: _culture(culture, parts) for culture, parts in names.items()}


def _culture(name: str, parts: Mapping[str, Sequence[Name]]) -> Culture:
    given, family = (parts["givenw"], parts["givenm"]), (parts["familyw"], parts["familym"])
    return Culture(given, family, titles().get(name, titles()["en"]))


def _latin(name: str) -> str:
    return re.sub("[^a-z]", "", anyascii(name).lower())


def _digits(text: str) -> Digits:
    template = re.sub("X+", lambda found: f"{{:0{len(found[0])}d}}", text)
    return Digits(template, tuple(10 ** len(group) - 1 for group in re.findall("X+", text)))


def _document(name: str) -> Any:  # noqa: ANN401  its shape is its readers'
    return json.loads((SAMPLE / f"{name}.json").read_text(encoding="utf-8"))
