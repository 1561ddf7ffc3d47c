"""Links: the id of a row of another entity, or a set of such ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from desktop_app.domain.kinds.base import Context, Given, Kind, Value
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

NO_ID = Words("”{text}” är inte ett id.", "”{text}” is not an id.")


@dataclass(frozen=True, slots=True)
class Link(Kind):
    """A link to one row of `entity`.

    A service turns names and unique prefixes into ids before they come here.
    """

    entity: str

    def parse(self, given: Given, context: Context) -> Value:
        """Return the id in its one written form; raise `Invalid` for anything else."""
        text = "" if given is None else str(given).strip()
        return identifier(text) if text else None

    def check(self, column: str) -> str:
        """Return the condition of an id."""
        return f"length({column}) = 36"


@dataclass(frozen=True, slots=True)
class Links(Kind):
    """A set of links to rows of `entity`: pure links, which have no values of their own."""

    many: ClassVar[bool] = True
    entity: str

    def parse(self, given: Given, context: Context) -> Value:
        """Return the ids, each once, in order of id; raise `Invalid` if one is none."""
        if given is None:
            return None
        texts = given if isinstance(given, list) else str(given).replace(";", ",").split(",")
        found = sorted({identifier(text.strip()) for text in texts if text.strip()})
        return found or None

    def write(self, value: Value, context: Context) -> str:
        """Return the ids with semicolons between them; names are put by who can look them up."""
        return "; ".join(value) if isinstance(value, list) else ""

    def check(self, column: str) -> str:
        """Return the condition of a set."""
        return f"{column} GLOB '[[]*]'"


def identifier(text: str) -> str:
    """Return a row id in its canonical form: lower case with dashes.

    Braces, capitals and missing dashes, as other programs write them, are accepted.
    """
    try:
        return str(UUID(text))
    except ValueError:
        raise Invalid(NO_ID.fill(text=text), value=text) from None
