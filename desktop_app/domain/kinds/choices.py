"""Choices: one or several of a list, yes or no, countries, currencies, languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from desktop_app.domain import currencies, languages, territories
from desktop_app.domain.kinds.base import Context, Given, Kind, Value
from desktop_app.domain.kinds.given import as_text, clean, shown
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words, same

MOST_SUGGESTED = 8
LONGEST_CODE = 100
LONGEST_NAME = 200  # of a country, a currency or a language; longer texts are not remembered

NOT_LISTED = Words(
    "”{text}” finns inte i listan; välj {labels}.",
    "”{text}” is not in the list; choose {labels}.",
)
NO_LIST = Words(
    "”{text}” finns inte i listan, som är tom; lägg till det där först.",
    "”{text}” is not in the list, which is empty; add it there first.",
)
MORE = Words("{labels} eller något annat i listan", "{labels} or something else in the list")
NOT_YES_OR_NO = Words(
    "”{text}” är varken ja eller nej; skriv Ja eller Nej.",
    "”{text}” is neither yes nor no; write Yes or No.",
)
NO_COUNTRY = Words(
    "”{text}” är inget land vi känner; skriv dess namn eller kod, som Finland eller FI.",
    "”{text}” is not a country we know; write its name or code, like Finland or FI.",
)
MAYBE_COUNTRY = Words(
    "”{text}” är inget land vi känner; menas {name}?",
    "”{text}” is not a country we know; is {name} meant?",
)
NO_CURRENCY = Words(
    "”{text}” är ingen valuta vi känner; skriv dess kod, som SEK, EUR eller USD.",
    "”{text}” is not a currency we know; write its code, like SEK, EUR or USD.",
)
MANY_CURRENCIES = Words(
    "”{text}” finns i flera länder; skriv valutans kod, som {examples}.",
    "”{text}” is used in several countries; write the code of the currency, like {examples}.",
)
OLD_CURRENCY = Words(
    "{code} används inte längre; kontrollera valutan.",
    "{code} is no longer in use; check the currency.",
)
NO_LANGUAGE = Words(
    "”{text}” är inget språk vi känner; skriv dess namn eller kod, som finska eller fi.",
    "”{text}” is not a language we know; write its name or code, like Finnish or fi.",
)

_YES = frozenset(("ja", "j", "yes", "y", "x", "1", "sant", "true", "on", "✓", "✔", "☑"))
_NO = frozenset(("nej", "n", "no", "0", "falskt", "false", "off", "☐"))
_SEPARATOR = "[;,\n]"


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One code of a pick list."""

    pick_list: str

    def parse(self, given: Given, context: Context) -> Value:
        """Return the code of a code or label; raise `Invalid` with what can be chosen."""
        text = as_text(given, context)
        if not text:
            return None
        code = context.lists.code(self.pick_list, text)
        if code is None:
            raise _not_listed(self.pick_list, text, context)
        return code

    def write(self, value: Value, context: Context) -> str:
        """Return the label."""
        if not isinstance(value, str):
            return ""
        return context.lists.label(self.pick_list, value, context.language)

    def check(self, column: str) -> str:
        """Return the condition of a code."""
        return f"length({column}) BETWEEN 1 AND {LONGEST_CODE}"


@dataclass(frozen=True, slots=True)
class Choices(Kind):
    """A set of codes of a pick list."""

    many: ClassVar[bool] = True
    pick_list: str

    def parse(self, given: Given, context: Context) -> Value:
        """Return the codes, each once, in the order of the list; raise `Invalid` for unknown ones.

        Codes or labels stand between semicolons, commas or line breaks; labels that hold these
        themselves are recognised, the longest first.
        """
        texts = given if isinstance(given, list) else [as_text(given, context, lines=True)]
        found = {code for text in texts for code in self._codes(clean(text, lines=True), context)}
        order = {code: place for place, code in enumerate(context.lists.codes(self.pick_list))}
        return sorted(found, key=lambda code: (order.get(code, len(order)), code)) or None

    def _codes(self, text: str, context: Context) -> list[str]:
        ends = [found.start() for found in re.finditer(_SEPARATOR, text)] + [len(text)]
        codes, start = [], 0
        while start < len(text):
            end, code = self._longest(text, start, ends, context)
            if code is not None:
                codes.append(code)
            start = end + 1
        return codes

    def _longest(
        self, text: str, start: int, ends: list[int], context: Context
    ) -> tuple[int, str | None]:
        """Return where the longest label from `start` on ends, and its code."""
        here = [end for end in ends if end >= start]
        for end in reversed(here[:MOST_SUGGESTED]):
            label = clean(text[start:end])
            if not label:
                return end, None
            if (code := context.lists.code(self.pick_list, label)) is not None:
                return end, code
        raise _not_listed(self.pick_list, clean(text[start : here[0]]), context)

    def write(self, value: Value, context: Context) -> str:
        """Return the labels with semicolons between them."""
        codes = value if isinstance(value, list) else []
        label = context.lists.label
        return "; ".join(label(self.pick_list, code, context.language) for code in codes)

    def check(self, column: str) -> str:
        """Return the condition of a set."""
        return f"{column} GLOB '[[]*]'"


def _not_listed(pick_list: str, text: str, context: Context) -> Invalid:
    codes = context.lists.codes(pick_list)
    if not codes:
        return Invalid(NO_LIST.fill(text=shown(text)), value=text)
    label = context.lists.label
    labels: object = [
        Words(label(pick_list, code, "sv"), label(pick_list, code, "en"))
        for code in codes[:MOST_SUGGESTED]
    ]
    if len(codes) > MOST_SUGGESTED:
        labels = MORE.fill(labels=labels)
    return Invalid(NOT_LISTED.fill(text=shown(text), labels=labels), value=text)


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """Yes or no, or not said."""

    sql: ClassVar[str] = "INTEGER"

    def parse(self, given: Given, context: Context) -> Value:
        """Return True or False; raise `Invalid` for anything that is not surely one of them."""
        if isinstance(given, bool):
            return given
        text = as_text(given, context)
        if not text:
            return None
        said = text.casefold()
        if said not in _YES and said not in _NO:
            raise Invalid(NOT_YES_OR_NO.fill(text=shown(text)), value=given)
        return said in _YES

    def write(self, value: Value, context: Context) -> str:
        """Return Ja or Nej, Yes or No."""
        if value is None:
            return ""
        return (Words("Ja", "Yes") if value else Words("Nej", "No")).into(context.language)

    def check(self, column: str) -> str:
        """Return the condition of a truth value."""
        return f"{column} IN (0, 1)"


@dataclass(frozen=True, slots=True)
class Country(Kind):
    """A country or territory, by its ISO 3166 code of two letters (XK for Kosovo)."""

    def parse(self, given: Given, context: Context) -> Value:
        """Return the code of a code or name; raise `Invalid` with the name most like it."""
        text = as_text(given, context)
        if not text:
            return None
        code = territories.code_of(text) if len(text) <= LONGEST_NAME else None
        if code is None:
            raise Invalid(_NoCountry("", "").fill(text=shown(text)), value=given)
        return code

    def write(self, value: Value, context: Context) -> str:
        """Return the name of the country."""
        return territories.name(value, context.language) if isinstance(value, str) else ""

    def check(self, column: str) -> str:
        """Return the condition of a code."""
        return f"{column} GLOB '[A-Z][A-Z]'"


@dataclass(frozen=True, slots=True)
class _NoCountry(Words):
    """That a text is no country. Which one is meant is looked for, slowly, when it is read."""

    def into(self, language: str) -> str:
        """Return the sentence in a language."""
        text = str(self.args["text"])
        code = territories.closest(text)
        if code is None:
            return NO_COUNTRY.fill(text=text).into(language)
        name = territories.name(code, language)
        return MAYBE_COUNTRY.fill(text=text, name=name).into(language)


@dataclass(frozen=True, slots=True)
class Currency(Kind):
    """A currency, by its ISO 4217 code; old ones too, since old fees are kept in them."""

    def parse(self, given: Given, context: Context) -> Value:
        """Return the code of a code, sign or name; raise `Invalid` for unknown and shared signs.

        ”kr” is SEK, € EUR and £ GBP; $, ¥ and ”dollar” are shared by several countries.
        """
        text = as_text(given, context)
        if not text:
            return None
        if examples := currencies.SHARED.get(text.casefold()):
            fault = MANY_CURRENCIES.fill(text=text, examples=same(examples))
            raise Invalid(fault, value=given)
        code = currencies.code_of(text) if len(text) <= LONGEST_NAME else None
        if code is None:
            raise Invalid(NO_CURRENCY.fill(text=shown(text)), value=given)
        return code

    def doubts(self, value: Value, context: Context) -> tuple[Words, ...]:
        """Doubt a currency that is no longer in use."""
        if not isinstance(value, str) or value in currencies.current():
            return ()
        return (OLD_CURRENCY.fill(code=value),)

    def check(self, column: str) -> str:
        """Return the condition of a code."""
        return f"{column} GLOB '[A-Z][A-Z][A-Z]'"


@dataclass(frozen=True, slots=True)
class Languages(Kind):
    """A set of languages, by their ISO 639 codes."""

    many: ClassVar[bool] = True

    def parse(self, given: Given, context: Context) -> Value:
        """Return the codes, each once, sorted; raise `Invalid` for an unknown language.

        Codes or names, in Swedish, English or the language itself, stand between commas,
        semicolons, slashes, line breaks or an ”och”, ”and”, ”&”.
        """
        texts = given if isinstance(given, list) else [as_text(given, context, lines=True)]
        found = {code for text in texts for code in self._codes(clean(text, lines=True))}
        return sorted(found) or None

    def _codes(self, text: str) -> list[str]:
        parts = [clean(part) for part in re.split(languages.SEPARATOR, text)]
        return [_language(part) for part in parts if part]

    def write(self, value: Value, context: Context) -> str:
        """Return the names with commas between them."""
        codes = value if isinstance(value, list) else []
        return ", ".join(languages.name(code, context.language) for code in codes)

    def check(self, column: str) -> str:
        """Return the condition of a set."""
        return f"{column} GLOB '[[]*]'"


def _language(text: str) -> str:
    code = languages.code_of(text) if len(text) <= LONGEST_NAME else None
    if code is None:
        raise Invalid(NO_LANGUAGE.fill(text=shown(text)), value=text)
    return code
