"""The first labelled set of contacts: the weights and thresholds are chosen by it.

People of ten languages at a hundred organisations, entered once, twice or three times by
different offices with the mistakes that people make; and people who look alike and are two.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.likeness.labelled import Entry
from benchmarks.likeness.mistakes import again
from benchmarks.likeness.names import GIVEN, SURNAMES, TWINS
from benchmarks.likeness.people import Maker, address, names_of

__all__ = ["first_set"]

PEOPLE, SEED = 3000, 5
ENTERED_AGAIN, LIKE_OTHERS = 0.2, 0.35


def lookalikes(maker: Maker, entry: Entry) -> Iterator[Entry]:
    """Go through others who look like somebody."""
    makers = (namesake, son, twin, neighbour, assistant, accent)
    for make in maker.chance.choices(makers, (6, 3, 3, 4, 2, 3)):
        other = make(maker, entry)
        other.made_by = make.__name__
        yield other


def namesake(maker: Maker, entry: Entry) -> Entry:
    """Return somebody of the same name elsewhere."""
    names = entry.values["given_name"], entry.values["family_name"]
    return maker.at(*names, maker.chance.choice(maker.offices))


def son(maker: Maker, entry: Entry) -> Entry:
    """Return father or son: one name at one organisation."""
    office = next((each for each in maker.offices if each["name"] == entry.place), maker.offices[0])
    other = maker.at(entry.values["given_name"], entry.values["family_name"], office)
    host = office["host"]
    other.values["email"] = f"{address(*names_of(other))}.{other.who}@{host}"
    if maker.likely(0.5):
        other.values["phone"] = office["phone"]
    return other


def twin(maker: Maker, entry: Entry) -> Entry:
    """Return brother or sister, at one number and in one city."""
    one, other = maker.chance.choice(TWINS)
    entry.values["given_name"] = one
    if "email" in entry.values:
        host = entry.values["email"].partition("@")[2]
        entry.values["email"] = f"{address(*names_of(entry))}.{entry.who}@{host}"
    sibling = maker.at(other, entry.values["family_name"], maker.chance.choice(maker.offices))
    sibling.values["phone"] = entry.values.setdefault("phone", maker.phone())
    sibling.values["city"] = entry.values.setdefault("city", "Provstad")
    sibling.place = entry.place if maker.likely(0.4) else sibling.place
    return sibling


def neighbour(maker: Maker, entry: Entry) -> Entry:
    """Return a colleague with a family name alike, behind one switchboard and address."""
    office = maker.offices[maker.chance.randrange(8)]
    one, other = maker.chance.choice(
        (
            ("Lund", "Lundin"),
            ("Lindberg", "Lindbergh"),
            ("Berg", "Bergh"),
            ("Ek", "Ekman"),
            ("Olsson", "Olofsson"),
            ("Larsson", "Larson"),
            ("Nilsson", "Nielsen"),
        )
    )
    given = entry.values["given_name"]
    entry.values.update(family_name=one, phone=office["phone"], email=f"info@{office['host']}")
    entry.place = office["name"]
    colleague = maker.at(given if maker.likely(0.5) else maker.frequent(GIVEN["sv"]), other, office)
    colleague.values.update(phone=office["phone"], email=f"info@{office['host']}")
    return colleague


def assistant(maker: Maker, entry: Entry) -> Entry:
    """Return somebody who answers the other's mail."""
    office = next((each for each in maker.offices if each["name"] == entry.place), maker.offices[0])
    other = maker.at(maker.frequent(GIVEN["sv"]), maker.frequent(SURNAMES["sv"]), office)
    if "email" in entry.values:
        other.values["email"] = entry.values["email"]
    return other


def accent(maker: Maker, entry: Entry) -> Entry:
    """Return somebody whose name differs by an accent, and who has nothing else in common."""
    entry.values["family_name"], plain = maker.chance.choice(
        (("Müller", "Muller"), ("Möller", "Moller"), ("Åberg", "Aberg"), ("Öster", "Oster"))
    )
    return maker.at(entry.values["given_name"], plain, maker.chance.choice(maker.offices))


def first_set(people: int = PEOPLE, seed: int = SEED) -> list[Entry]:
    """Return the rows of the set, labelled."""
    maker = Maker(people, seed)
    while maker.number < people:
        entry = maker.person()
        maker.entries.append(entry)
        chance = maker.chance.random()
        if chance < ENTERED_AGAIN:
            maker.entries.extend(list(again(maker, entry)))
        elif chance < LIKE_OTHERS:
            maker.entries.extend(list(lookalikes(maker, entry)))
    return maker.entries
