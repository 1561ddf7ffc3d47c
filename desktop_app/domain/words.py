"""Words for people, in Swedish and English side by side.

Domain texts carry both languages where they are written, so that nothing is translated at import
time and the command line speaks both languages without Qt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages, with named places (``{name}``) that `fill` fills."""

    sv: str
    en: str
    args: Mapping[str, object] = field(default_factory=lambda: _NOTHING, hash=False)

    def fill(self, **args: object) -> Words:
        """Return the same words with their named places filled."""
        return replace(self, args={**self.args, **args})

    def into(self, language: str) -> str:
        """Return the text in `language` (Swedish unless it is ``en``)."""
        text = self.en if language == "en" else self.sv
        if not self.args:
            return text
        return text.format_map({name: _put(value, language) for name, value in self.args.items()})


def _put(value: object, language: str) -> object:
    if isinstance(value, Words):
        return value.into(language)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_put(item, language)) for item in value)
    return value


def same(text: str) -> Words:
    """Return words that read alike in both languages, such as a name."""
    return Words(text, text)
