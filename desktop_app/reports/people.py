"""Persons on paper: who they are and how they are reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.kinds.numbers_in_text import from_abroad
from desktop_app.domain.words import Language, Words
from desktop_app.reports.blocks import Table, Writer, cell
from desktop_app.reports.record import Record
from desktop_app.reports.tabling import joined, without_empty

__all__ = ["REACH", "REACHED", "People"]

REACHED = ("mobile", "phone", "email", "email_2")
"""The fields by which a person is reached, what is quickest first."""

CONTACT = CATALOGUE["contact"]
NAME = Words("Namn", "Name")
REACH = Words("Telefon och e-post", "Phone and e-mail")
NAMES = ("given_name", "family_name")
WHERE = ("city", "country")
DIALLED = frozenset(("mobile", "phone"))
HOME = "SE"


@dataclass(frozen=True, slots=True)
class People:
    """The persons that a document names.

    Attributes:
        by_id: Their rows; a person who is secret is in none of them.
        language: The language.
    """

    by_id: Mapping[str, Record] = field(default_factory=dict)
    language: Language = "sv"

    def of(self, record: Record, name: str = "contact") -> Record | None:
        """Return the person that a field of a row points to."""
        return self.by_id.get(record.value(name))

    def name(self, record: Record, name: str = "contact") -> str:
        """Return what the field says of who it is, with the person's title."""
        person, told = self.of(record, name), record.texts.get(name, "")
        title = "" if person is None else person.texts.get("title", "")
        return ", ".join(filter(None, (told, title)))

    def reached(self, record: Record, name: str = "contact") -> list[str]:
        """Return the numbers and addresses of the person that a field points to."""
        person = self.of(record, name)
        return [] if person is None else self._reach(person)

    def _reach(self, person: Record) -> list[str]:
        return [text for name in REACHED if (text := self._address(person, name))]

    def _address(self, person: Record, name: str) -> str:
        """Return a number or an address; those who read English dial our numbers from abroad."""
        text = self._writer.text(person, name)
        is_ours = name in DIALLED and person.value("country") in {"", HOME}
        return from_abroad(text, HOME) if is_ours and self.language == "en" else text

    @property
    def _writer(self) -> Writer:
        return Writer(CONTACT, self.language)

    def line(self, record: Record, name: str) -> str:
        """Return who a field points to and how the person is reached, in one line."""
        told = [self.name(record, name), *self.reached(record, name)]
        return " · ".join(filter(None, told))

    def tables(self, ids: Iterable[str]) -> list[Table]:
        """Return a table of persons by their ids, or none; who is not known here is left out."""
        persons = [self.by_id[id_] for id_ in ids if id_ in self.by_id]
        writer = self._writer
        rows = [
            [
                joined(writer, one, NAMES, [" ".join(filter(None, map(one.texts.get, NAMES)))]),
                joined(writer, one, ("title",)),
                joined(writer, one, ("organisation",)),
                joined(writer, one, WHERE),
                cell("\n".join(self._reach(one))),
            ]
            for one in persons
        ]
        middle = (writer.label(name) for name in ("title", "organisation", "city"))
        labels = (NAME.into(self.language), *middle, REACH.into(self.language))
        return [without_empty(labels, rows)] if rows else []
