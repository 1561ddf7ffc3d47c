"""People at organisations, as contacts are known of them; the same people each time."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.likeness.labelled import Entry
from benchmarks.likeness.names import (
    CITIES,
    FIRST_PARTS,
    GIVEN,
    KINDS,
    LANGUAGES,
    LAST_PARTS,
    SURNAMES,
    SYLLABLES,
    TITLES,
)
from desktop_app.domain.folding import fold

__all__ = ["Maker", "Values", "address", "names_of"]

Values = dict[str, str]


class Maker:
    """Makes the set, by chance that is the same each time."""

    def __init__(self, people: int, seed: int) -> None:
        """Begin with organisations for so many people."""
        self.chance = Random(seed)
        self.entries: list[Entry] = []
        self.number = 0
        self.offices = [self._office(number) for number in range(max(8, people // 30))]
        self.sizes = [1 / (number + 2) for number in range(len(self.offices))]

    def _office(self, number: int) -> Values:
        kind, city = KINDS[number % len(KINDS)], self.chance.choice(CITIES)
        word = _word(self.chance)
        return {
            "name": f"{word} {kind}",
            "city": city,
            "host": f"{fold(word)}.example.org",
            "phone": self.phone(),
        }

    def phone(self) -> str:
        """Return a number that nobody has."""
        return f"+999 {self.chance.randrange(10**8, 10**9)}"

    def likely(self, part: float) -> bool:
        """Return true so often of one time."""
        return self.chance.random() < part

    def frequent(self, names: Sequence[str]) -> str:
        """Return one of some names, the first ones more often."""
        return names[min(int(self.chance.expovariate(2.2 / len(names))), len(names) - 1)]

    # --- people

    def person(self) -> Entry:
        """Return somebody at an organisation, as well known as contacts are."""
        language = self.chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        given, family = self.frequent(GIVEN[language]), self.frequent(SURNAMES[language])
        if language == "sv" and self.likely(0.45):
            family = f"{self.chance.choice(FIRST_PARTS)}{self.chance.choice(LAST_PARTS)}"
        if self.likely(0.06):
            family = f"{family}-{self.frequent(SURNAMES[language])}"
        if self.likely(0.05):
            given = f"{given} {self.frequent(GIVEN[language])}"
        return self.at(given, family, self.chance.choices(self.offices, self.sizes)[0])

    def at(self, given: str, family: str, office: Values) -> Entry:
        """Return somebody of a name at an organisation."""
        self.number += 1
        values = {"given_name": given, "family_name": family}
        if self.likely(0.78):
            values["email"] = f"{address(given, family)}@{office['host']}"
            self._other_address_if_taken(values)
        elif self.likely(0.4):
            values["email"] = f"info@{office['host']}"
        if self.likely(0.12):
            values["email_2"] = f"{address(given, family)}{self.number}@mail.example.com"
        if self.likely(0.55):
            values["phone"] = office["phone"] if self.likely(0.4) else self.phone()
        if self.likely(0.45):
            values["mobile"] = self.phone()
        if self.likely(0.6):
            values["title"] = self.chance.choice(TITLES)
        if self.likely(0.5):
            values["city"] = office["city"]
        return Entry(self.number, values, office["name"] if self.likely(0.93) else "", "person")

    def _other_address_if_taken(self, values: Values) -> None:
        local, _, host = values["email"].partition("@")
        taken = sum(
            entry.values.get("email", "").endswith(f"@{host}")
            and entry.values["email"].startswith(local)
            for entry in self.entries
        )
        if taken:
            values["email"] = f"{local}{taken + 1}@{host}"


def names_of(entry: Entry) -> tuple[str, str]:
    """Return given and family name."""
    return entry.values["given_name"], entry.values["family_name"]


def address(given: str, family: str) -> str:
    """Return what stands before the @ of somebody."""
    first, last = (
        fold(given.split(maxsplit=1)[0]).split(),
        fold(family.split("-", maxsplit=1)[0]).split(),
    )
    return f"{'-'.join(first)}.{last[0]}"


def _word(chance: Random) -> str:
    return "".join(chance.sample(SYLLABLES, 3)).capitalize()
