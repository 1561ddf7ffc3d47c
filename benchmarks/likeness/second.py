"""The second labelled set of contacts, which no weight was chosen by: other names, other mistakes.

Two registers of one network are put together: what the one has typed from visiting cards, the
other has from lists of participants. Nothing here is shared with the first set but the labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from benchmarks.likeness.cards import ASCII, NAMES, WEIGHTS
from benchmarks.likeness.labelled import Entry

__all__ = ["second_set"]

FIRST = "Sand Berg Ek Hall Norr Lind Sten Ros"
LAST = "in ell én elius ander holm ius vall hagen"
PEOPLE, SEED = 2200, 90_210
HALF = 0.5
PLACES = 70
Values = dict[str, str]
ROLES = ("Borgmästare", "Kansler", "Enhetschef", "Koordinator", "Expert", "Ledamot", "Controller")


class _World:
    """Cities, what they are reached by, and the people who work there."""

    def __init__(self, seed: int) -> None:
        self.any = Random(seed)
        self.count = 0
        self.taken = set[str]()
        self.houses = [self._house(number) for number in range(PLACES)]

    def _house(self, number: int) -> Values:
        syllables = ("mo", "ra", "ti", "bel", "gur", "nes", "vik", "lo", "san", "pe", "kau", "dro")
        name = "".join(self.any.sample(syllables, 2)).capitalize() + str(number % 7 or "")
        kind = self.any.choice(("kommun", "City Council", "Gemeente", "Município", "County", "EU"))
        return {
            "name": f"{name} {kind}",
            "city": name,
            "host": f"{name.lower()}.example.net",
            "switch": self.number(),
            "box": self.any.choice(
                ("info", "registrator", "interreg", "international", "eu.office")
            ),
        }

    def number(self) -> str:
        return f"+998 {self.any.randrange(100, 999)} {self.any.randrange(10_000, 99_999)}"

    def likely(self, part: float) -> bool:
        return self.any.random() < part

    def name(self) -> tuple[str, str]:
        given, family, land = self.any.choices(NAMES, WEIGHTS)[0]
        givens, families = given.split(), family.split()
        first = givens[min(int(self.any.paretovariate(0.9)) - 1, len(givens) - 1)]
        if self.likely(HALF):
            first = self.any.choice(givens)
        last = self.any.choice(families)
        if land == "se" and self.likely(HALF):
            last = self.any.choice(FIRST.split()) + self.any.choice(LAST.split())
        if land in ("nl", "pt") and self.likely(0.4):
            before = ("van der", "de", "van") if land == "nl" else ("da", "dos")
            last = f"{self.any.choice(before)} {last}"
        if land == "pt" and self.likely(HALF):
            last = f"{last} {self.any.choice(families)}"
        return first, last

    def someone(self, name: tuple[str, str] | None = None, house: Values | None = None) -> Entry:
        """Return somebody with what a visiting card says."""
        self.count += 1
        given, family = name or self.name()
        house = house or self.houses[min(int(self.any.expovariate(0.06)), PLACES - 1)]
        values: Values = {
            "given_name": given,
            "family_name": family,
            "title": self.any.choice(ROLES),
        }
        local = self.any.choice(("{g}.{f}", "{i}{f}", "{g}{n}", "{f}.{g}")).format(
            g=_plain(given), f=_plain(family), i=_plain(given)[:1], n=self.count
        )
        if self.likely(0.85):
            # No host gives two people one address.
            if f"{local}@{house['host']}" in self.taken:
                local += str(self.count)
            values["email"] = f"{local}@{house['host']}"
            self.taken.add(values["email"])
        else:
            values["email"] = f"{house['box']}@{house['host']}"
        if self.likely(0.6):
            values["phone"] = self.any.choice((house["switch"], self.number()))
        if self.likely(HALF):
            values["mobile"] = self.number()
        if self.likely(0.7):
            values["city"] = house["city"]
        for each in ("title", "email"):
            if self.likely(0.12):
                del values[each]
        return Entry(self.count, values, house["name"], "card")


def _plain(text: str) -> str:
    return "".join(
        each for each in text.translate(ASCII).lower() if each.isascii() and each.isalpha()
    )


# --- what happens between a card and a list of participants

Harm = Callable[[_World, Entry], None]


def _misread(world: _World, entry: Entry) -> None:
    name = world.any.choice(("given_name", "family_name"))
    entry.values[name] = _read_wrong(world.any, entry.values[name]) or entry.values[name]


def _read_wrong(chance: Random, text: str) -> str:
    pairs = [
        (a, b)
        for a, b in (
            ("rn", "m"),
            ("m", "rn"),
            ("l", "i"),
            ("e", "c"),
            ("u", "v"),
            ("nn", "n"),
            ("ss", "s"),
            ("t", "tt"),
            ("k", "c"),
        )
        if a in text[1:]
    ]
    if not pairs:
        return text[:-1] if len(text) > 3 else text  # noqa: PLR2004 — Li stays Li
    one, other = chance.choice(pairs)
    return text[0] + text[1:].replace(one, other, 1)


def _plain_names(_world: _World, entry: Entry) -> None:
    for name in ("given_name", "family_name"):
        entry.values[name] = entry.values[name].translate(ASCII)


def _broken(_world: _World, entry: Entry) -> None:
    for name in ("given_name", "family_name"):
        entry.values[name] = entry.values[name].encode().decode("cp1252", "replace")


def _shouted(_world: _World, entry: Entry) -> None:
    entry.values["family_name"] = entry.values["family_name"].upper()


def _in_one_field(_world: _World, entry: Entry) -> None:
    both = f"{entry.values['given_name']} {entry.values['family_name']}"
    entry.values.update(given_name="", family_name=both)


def _family_first(_world: _World, entry: Entry) -> None:
    given, family = entry.values["given_name"], entry.values["family_name"]
    entry.values.update(given_name=family, family_name=given)


def _with_title(world: _World, entry: Entry) -> None:
    title = world.any.choice(("Dr.", "Prof.", "Ing.", "Mr", "Ms"))
    entry.values["given_name"] = f"{title} {entry.values['given_name']}"


def _second_name(world: _World, entry: Entry) -> None:
    entry.values["given_name"] += world.any.choice(("-Marie", " J.", " Luca", "-Lena"))


def _no_particle(_world: _World, entry: Entry) -> None:
    entry.values["family_name"] = entry.values["family_name"].split()[-1]


def _initial(_world: _World, entry: Entry) -> None:
    entry.values["given_name"] = entry.values["given_name"][:1]


def _new_name(world: _World, entry: Entry) -> None:
    entry.values["family_name"] = world.name()[1]


def _mail_typo(world: _World, entry: Entry) -> None:
    mail = entry.values.get("email", "")
    if len(mail) > 5:  # noqa: PLR2004 — something before the @
        at = world.any.randrange(1, mail.index("@")) if mail.index("@") > 1 else 1
        entry.values["email"] = mail[:at] + mail[at + 1 :]


def _moved(world: _World, entry: Entry) -> None:
    house = world.any.choice(world.houses)
    entry.place, entry.values["city"] = house["name"], house["city"]
    entry.values["email"] = f"{_plain(entry.values['family_name'])}@{house['host']}"
    entry.values.pop("phone", None)


def _private_mail(world: _World, entry: Entry) -> None:
    entry.values["email"] = f"{_plain(entry.values['given_name'])}{world.count}@post.example.com"


def _no_office(_world: _World, entry: Entry) -> None:
    entry.place = ""


def _other_office_name(world: _World, entry: Entry) -> None:
    entry.place = f"{entry.place} {world.any.choice(('HQ', 'kansli', 'Dept. of Culture'))}"


def _nothing(_world: _World, _entry: Entry) -> None:
    """Write it all as it was."""


HARMS: Mapping[Harm, int] = {
    _nothing: 16,
    _misread: 16,
    _plain_names: 14,
    _broken: 2,
    _shouted: 6,
    _in_one_field: 3,
    _family_first: 7,
    _with_title: 5,
    _second_name: 6,
    _no_particle: 4,
    _initial: 4,
    _new_name: 4,
    _mail_typo: 5,
    _moved: 6,
    _private_mail: 6,
    _no_office: 4,
    _other_office_name: 5,
}


def _listed(world: _World, card: Entry) -> Entry:
    """Return how a list of participants has somebody whose card there is."""
    harms = world.any.choices(list(HARMS), list(HARMS.values()), k=world.any.choice((1, 1, 1, 2)))
    found = Entry(card.who, dict(card.values), card.place, " + ".join(h.__name__ for h in harms))
    for harm in harms:
        harm(world, found)
    for name in ("email", "phone", "mobile", "title", "city"):
        if world.any.random() < 0.3:  # noqa: PLR2004 — lists ask for less
            found.values.pop(name, None)
    return found


# --- people who are others


def _other(world: _World, card: Entry) -> Entry:
    """Return somebody who could be taken for somebody else."""
    values = card.values
    house = next(each for each in world.houses if each["name"] == card.place)
    name = values["given_name"], values["family_name"]
    kind = world.any.choice(("namesake", "namesake here", "spouse", "sibling", "successor", "desk"))
    if kind == "namesake":
        found = world.someone(name)
    elif kind == "namesake here":
        found = world.someone(name, house)
    elif kind in {"spouse", "sibling"}:
        found = world.someone((world.name()[0], name[1]), house if kind == "spouse" else None)
        values.setdefault("mobile", world.number())
        found.values["phone"] = values["mobile"]
    else:
        found = world.someone(None, house)
        shared = ("phone", "title") if kind == "successor" else ("email", "phone", "city")
        found.values.update({each: values[each] for each in shared if each in values})
    found.made_by = kind
    return found


def second_set(people: int = PEOPLE, seed: int = SEED) -> list[Entry]:
    """Return the rows of the set, labelled."""
    world = _World(seed)
    entries: list[Entry] = []
    while world.count < people:
        card = world.someone()
        entries.append(card)
        lot = world.any.randrange(100)
        if lot < 22:  # noqa: PLR2004 — so many of a hundred
            entries.append(_listed(world, card))
        elif lot < 34:  # noqa: PLR2004 — so many of a hundred
            entries.append(_other(world, card))
    return entries
