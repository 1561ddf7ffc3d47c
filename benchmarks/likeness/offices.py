"""The first labelled set of organisations, and a frame by which the second is made too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.likeness.labelled import Entry
from benchmarks.likeness.mistakes import WRITTEN_OUT
from desktop_app.domain.folding import fold

__all__ = ["Material", "first_offices", "second_offices"]

Change = Callable[[str, Random], str]

_CITIES = (
    "Göteborg Malmö Örebro Umeå Ålborg Tromsø Århus Tampere Turku Oulu Kraków Łódź Gdańsk Köln "
    "Düsseldorf Münster Tübingen Besançon Orléans Valencia Málaga Córdoba Θεσσαλονίκη Πάτρα "
    "Львів"
)
CITIES = tuple(_CITIES.split())
PATTERNS = (
    "{city}s stad",
    "{city}s kommun",
    "{city}s universitet",
    "Region {city}",
    "{city}s hamn AB",
    "Kulturförvaltningen {city}",
    "Miljöförvaltningen {city}",
    "Norra {city}s stadsdelsförvaltning",
    "Södra {city}s stadsdelsförvaltning",
    "{city}s universitet, Juridiska institutionen",
    "{city}s universitet, Ekonomiska institutionen",
    "{city}s stad, Kulturförvaltningen",
    "University of {city}",
    "City of {city}, Department of Culture",
    "City of {city}, Department of Education",
    "{city} Energi AB",
    "{city} Chamber of Commerce",
    "Business {city}",
)


class Material:
    """What a set of organisations is made of."""

    def __init__(
        self, cities: Sequence[str], patterns: Sequence[str], changes: Sequence[Change]
    ) -> None:
        """Take cities, patterns of names with a place for the city, and what people do to them."""
        self.cities, self.patterns, self.changes = cities, patterns, changes


def offices(material: Material, seed: int) -> list[Entry]:
    """Return the rows of a set: every pattern in every city, some of them twice or three times."""
    chance = Random(seed)
    entries: list[Entry] = []
    names = [(p, c) for c in material.cities for p in material.patterns if _likely(chance, 0.8)]
    for who, (pattern, city) in enumerate(names):
        name = pattern.format(city=city)
        web = f"https://www.{fold(name).replace(' ', '')}.example.org"
        values = {"name": name, "city": city}
        if _likely(chance, 0.4):
            values["website"] = web
        entries.append(Entry(who, values, made_by="office"))
        if _likely(chance, 0.3):
            entries.append(_again(entries[-1], web, material, chance))
    return entries


def _likely(chance: Random, part: float) -> bool:
    return chance.random() < part


def _again(entry: Entry, web: str, material: Material, chance: Random) -> Entry:
    change = chance.choice(material.changes)
    values = {**entry.values, "name": change(entry.values["name"], chance)}
    if _likely(chance, 0.4):
        values.pop("city", None)
    if _likely(chance, 0.3):
        values["website"] = web.replace("https://www.", "http://") + "/"
    return Entry(entry.who, values, made_by=change.__name__)


def typo(text: str, chance: Random) -> str:
    """Mistype a letter."""
    at = chance.randrange(1, len(text) - 1)
    return chance.choice((text[:at] + text[at + 1 :], text[:at] + "e" + text[at:]))


def no_accents(text: str, _chance: Random) -> str:
    """Write without accents, in small letters."""
    return fold(text)


def written_out(text: str, _chance: Random) -> str:
    """Write å as aa and so on."""
    return text.translate(WRITTEN_OUT)


def turned(text: str, _chance: Random) -> str:
    """Write the last word first."""
    words = text.replace(",", "").split()
    return " ".join([*words[-1:], *words[:-1]])


def added(text: str, chance: Random) -> str:
    """Add what some write and some do not."""
    return text + chance.choice((" (publ)", ", Sverige", " Sweden", " - huvudkontor"))


def no_form(text: str, _chance: Random) -> str:
    """Leave out the legal form, or write it."""
    return text.removesuffix(" AB") if text.endswith(" AB") else f"{text} AB"


def capitals(text: str, _chance: Random) -> str:
    """Write in capitals."""
    return text.upper()


FIRST = Material(
    CITIES,
    PATTERNS,
    (typo, typo, no_accents, written_out, turned, added, no_form, capitals),
)


def shortened(text: str, _chance: Random) -> str:
    """Shorten a long word."""
    words = text.split()
    longest = max(words, key=len)
    return " ".join(f"{word[:5]}." if word == longest else word for word in words)


def joined(text: str, _chance: Random) -> str:
    """Write hyphens for spaces, and & for and."""
    return text.replace(" and ", " & ").replace(" og ", " & ").replace(" ", "-", 1)


def dropped(text: str, chance: Random) -> str:
    """Leave out the end of a word."""
    words = text.split()
    at = chance.randrange(len(words))
    words[at] = words[at][:-1] or words[at]
    return " ".join(words)


def doubled(text: str, chance: Random) -> str:
    """Double a letter."""
    at = chance.randrange(1, len(text))
    return text[:at] + text[at - 1] + text[at:]


def named_first(text: str, _chance: Random) -> str:
    """Write an article first and a form last."""
    return f"The {text} Ltd"


_OTHERS = (
    "Linköping Västerås Skövde Bergen Ålesund Odense Esbjerg Tartu Pärnu Riga Vilnius Brno Plzeň "
    "Győr Cluj Porto Braga İzmir Antalya Reykjavík Utrecht Gent Liège Genova Forlì"
)
SECOND = Material(
    _OTHERS.split(),
    (
        "{city} fylke",
        "Municipality of {city}",
        "Port of {city}",
        "{city} City Library",
        "{city} Public Transport and Roads",
        "{city} Tourist Board",
        "Technical University of {city}",
        "{city} Museum of Art",
        "{city} Museum of Natural History",
        "Fire and Rescue, {city}",
        "Council of {city} North",
        "Council of {city} South",
        "Helse og omsorg {city}",
        "{city} Vann AS",
        "House of Europe {city}",
    ),
    (shortened, joined, dropped, doubled, named_first, no_accents, turned, capitals),
)
"""Made after the points were chosen by the first set, with other mistakes besides some of it."""


def second_offices() -> list[Entry]:
    """Return the second set of organisations, which no weight was chosen by."""
    return offices(SECOND, 77)


def first_offices() -> list[Entry]:
    """Return the first set of organisations."""
    return offices(FIRST, 5)
