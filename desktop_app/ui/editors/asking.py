"""What a text may mean for a field: countries, currencies, languages, codes, other rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from desktop_app.domain import currencies, languages, territories
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.collation import collation_key
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.folding import fold
from desktop_app.domain.gender import new_label
from desktop_app.domain.kinds import (
    Given,
    Languages,
    Link,
    Links,
    Note,
    Text,
    Value,
)
from desktop_app.domain.kinds.links import identifier
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words
from desktop_app.services.linking import suggest
from desktop_app.services.writing import put
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.suggestions import Suggestion

__all__ = ["Asker", "target_of"]

MOST_ROWS = 8
MOST_ASKED = 24  # of which those are shown first that are called so, not only found by it
NEW_ROW = Words("{new}: ”{text}”", "{new}: “{text}”")

_Name = Callable[[str, str], str]
_NAMED: Mapping[str, tuple[Callable[[], frozenset[str]], _Name, str]] = {
    "Country": (territories.codes, territories.name, "SE DK NO FI DE NL FR GB PL ES IT"),
    "Currency": (currencies.current, currencies.name, "SEK EUR DKK NOK GBP USD CHF PLN"),
    "Languages": (languages.codes, languages.name, "sv en da nb fi de fr es nl pl it"),
}
"""By the name of a kind: its codes, what they are called, and which are suggested first."""


class Asker:
    """Knows what may be meant by a text for a field, and makes the row that is missing."""

    def __init__(self, field: Field, desk: Desk) -> None:
        """Look things up when asked, not before."""
        self._field, self._desk = field, desk

    def found(self, text: str) -> list[Suggestion]:
        """Return what a text may mean, the likeliest first."""
        if isinstance(self._field.kind, (Link, Links)):
            return self._rows(" ".join(text.split()))
        names = _names(type(self._field.kind).__name__, self._desk.speech.language)
        wanted = fold(text)
        if wanted:
            near = [each for each in names if f" {wanted}" in f" {each[2]}"]
            names = tuple(
                sorted(near, key=lambda e: (fold(e[0]) != wanted, not e[2].startswith(wanted)))
            )
        second = "" if isinstance(self._field.kind, Languages) else None
        return [
            Suggestion(code, name, code if second is None else second) for code, name, _ in names
        ]

    def title(self, key: str) -> str:
        """Return what a code or id is called."""
        value: Value = [key] if self._field.kind.many else key
        return self._desk.session.writer.text(self._field, value)

    def key(self, text: str) -> str | None:
        """Return `text` if it is a key as it is given, not something typed."""
        try:
            if isinstance(self._field.kind, (Link, Links)):
                return identifier(text)
            found = self._field.kind.parse(text, self._desk.session.writer.context)
        except Invalid:
            return None
        return text if found in (text, [text]) else None

    def _rows(self, text: str) -> list[Suggestion]:
        target = target_of(self._field)
        language = self._desk.speech.language
        register = self._desk.session.register
        rows = suggest(register, target, text, MOST_ASKED, language=language)
        named = fold(text)
        rows.sort(key=lambda each: f" {named}" not in f" {fold(each[1])}")
        found = [Suggestion(row.id, title, second) for row, title, second in rows[:MOST_ROWS]]
        if text:
            words = self._desk.speech(NEW_ROW, new=new_label(target), text=text)
            found.append(Suggestion("", words, make=lambda: self._make(text)))
        return found

    def _make(self, text: str) -> str | None:
        """Make the row that a text names; None where more of it has to be known first."""
        target = target_of(self._field)
        given = _values_of(target, text)
        if given is None:
            self._desk.ways.new.emit(target.name, _begun(target, text))
            return None
        session = self._desk.session
        saved = self._desk.messages.attempt(
            lambda: session.do(lambda r: put(r, target, None, given))
        )
        return None if saved is None else saved.id


def target_of(field: Field) -> Entity:
    """Return the entity that a field links to."""
    if not isinstance(field.kind, (Link, Links)):
        raise TypeError(field.name)
    return CATALOGUE[field.kind.entity]


def _values_of(entity: Entity, text: str) -> dict[str, Given] | None:
    """Return the fields of a row that a text alone makes; of several the last word is the last."""
    names = entity.title
    plain = all(isinstance(entity.by_name[name].kind, Text) for name in names)
    required = {field.name for field in entity if field.required}
    if not plain or entity.owners or not required <= set(names[:1]):
        return None
    first, _space, last = text.rpartition(" ")
    if len(names) == 1:
        return {names[0]: text}
    return {names[0]: first, names[-1]: last} if first else {names[-1]: last}


def _begun(entity: Entity, text: str) -> dict[str, Given]:
    """Return the first field of a row's name with a text in it."""
    named = (name for name in entity.title if isinstance(entity.by_name[name].kind, (Text, Note)))
    return dict.fromkeys(list(named)[:1], text)


@lru_cache(maxsize=8)
def _names(kind: str, language: str) -> tuple[tuple[str, str, str], ...]:
    """Return code, name and what is searched, the usual ones first."""
    codes, name, usual = _NAMED[kind]
    found = [(code, name(code, language)) for code in codes()]
    first = usual.split()
    found.sort(key=lambda pair: collation_key(pair[1], language))
    found.sort(key=lambda pair: first.index(pair[0]) if pair[0] in first else len(first))
    return tuple((code, called, f"{fold(called)} {fold(code)}") for code, called in found)
