"""The language the window speaks; it can be switched while the program runs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.words import LANGUAGES, Language, Words

__all__ = ["Speech"]


class Speech(QObject):
    """Says words in the language that is chosen.

    Signals:
        changed: Another language was chosen; whoever shows text says it anew.
    """

    changed = Signal()

    def __init__(self, language: str = "sv") -> None:
        """Begin in a language; Swedish unless it is one of ours."""
        super().__init__()
        self._language: Language = _ours(language)

    @property
    def language(self) -> Language:
        """Return the language that is spoken."""
        return self._language

    def use(self, language: str) -> None:
        """Speak another language from now on."""
        if _ours(language) != self._language:
            self._language = _ours(language)
            self.changed.emit()

    def __call__(self, words: Words, **args: object) -> str:
        """Return words in the language that is spoken, their places filled."""
        return (words.fill(**args) if args else words).into(self._language)

    def count(self, number: int, one: Words, many: Words) -> str:
        """Return how many there are of something: ”1 kontakt”, ”12 345 kontakter”."""
        words = one if number == 1 else many
        return words.fill(n=grouped(number, self._language)).into(self._language)


def grouped(number: int, language: str) -> str:
    """Return a number with its thousands apart, as the language writes them."""
    separator = "," if language == "en" else "\N{NO-BREAK SPACE}"
    return f"{number:,}".replace(",", separator)


def _ours(language: str) -> Language:
    for each in LANGUAGES:
        if language.startswith(each):
            return each
    return "sv"
