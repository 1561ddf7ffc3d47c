"""What Excel checks while somebody types, and how it says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from desktop_app.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Country,
    Currency,
    Date,
    Email,
    Flag,
    Integer,
    Kind,
    Languages,
    Link,
    Links,
    Note,
    Phone,
    Reference,
    Tags,
    Text,
    Time,
    Website,
    Year,
)
from desktop_app.domain.words import Words
from desktop_app.exchange.layout import DELETE, Column, Role

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

__all__ = ["RULES", "validation"]

MOST_IN_TITLE, MOST_IN_TEXT = 32, 225
FIRST_SERIAL, LAST_SERIAL = "61", "2958465"

PICK = Words("Välj i listan.", "Choose from the list.")
PICK_DELETE = Words(
    "Välj {word} för att ta bort raden, eller lämna cellen tom.",
    "Choose {word} to delete the row, or leave the cell empty.",
)
PICK_LINK = Words(
    "Namnet finns inte i listan. Det går bra om det är en ny rad i den här filen; annars välj i "
    "listan, så att rätt rad menas.",
    "The name is not in the list. That is fine if it is a new row in this file; otherwise choose "
    "from the list, so that the right row is meant.",
)
NUMBER = Words(
    "Skriv talet med siffror, utan valuta: 12500,50.",
    "Write the number in digits, without currency: 12500.50.",
)
WHOLE = Words("Skriv ett heltal{bounds}.", "Write a whole number{bounds}.")
BETWEEN = Words(" från {least} till {most}", " from {least} to {most}")
FROM = Words(" som är minst {least}", " of at least {least}")
DAY = Words("Skriv ett datum, till exempel 2026-03-05.", "Write a date, for example 2026-03-05.")
YEAR = Words("Skriv ett årtal med fyra siffror.", "Write a year with four digits.")
SEVERAL = Words(
    "Flera går bra, med semikolon emellan.", "Several are fine, with semicolons between."
)
ONE_OF = Words(" Välj bland: {labels}.", " Choose among: {labels}.")
KEEP = Words(
    "Den här kolumnen är till för programmet. Låt den vara som den är.",
    "This column is for the program. Leave it as it is.",
)
READ_ONLY = Words(
    "Här står vad andra har skrivit. Skriv rätt värde i den färgade cellen.",
    "Here stands what others have written. Write the right value in the coloured cell.",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a cell may hold, in Excel's terms.

    Attributes:
        kind: Excel's type of validation, '' where only a hint is shown.
        operator: Excel's operator.
        first: The first operand.
        second: The second operand.
        words: What is said when something else is typed, or as the hint.
        strict: Whether anything else is refused; else it is asked about.
    """

    kind: str
    operator: str | None
    first: str | None
    second: str | None
    words: Words
    strict: bool = True


MakeRule: TypeAlias = Callable[[Kind], Rule | None]


def _list(_kind: Kind) -> Rule:
    return Rule("list", None, None, None, PICK)


def _link(_kind: Kind) -> Rule:
    return Rule("list", None, None, None, PICK_LINK, strict=False)


def _amount(kind: Kind) -> Rule:
    if isinstance(kind, Amount) and kind.negative:
        return Rule("decimal", "between", "-1E+15", "1E+15", NUMBER)
    return Rule("decimal", "greaterThanOrEqual", "0", None, NUMBER)


def _whole(kind: Kind) -> Rule:
    least = kind.minimum if isinstance(kind, Integer) else None
    most = kind.maximum if isinstance(kind, Integer) else None
    bounds: object = "" if least is None else FROM.fill(least=least)
    if most is not None:
        bounds = BETWEEN.fill(least=least or 0, most=most)
    first = str(-(2**31) if least is None else least)
    return Rule("whole", "between", first, str(most or 2**31), WHOLE.fill(bounds=bounds))


def _year(_kind: Kind) -> Rule:
    return Rule("whole", "between", str(Year.first), str(Year.last), YEAR)


def _day(_kind: Kind) -> Rule:
    return Rule("date", "between", FIRST_SERIAL, LAST_SERIAL, DAY)


def _several(_kind: Kind) -> Rule:
    return Rule("", None, None, None, SEVERAL)


def _free(_kind: Kind) -> None:
    return None


RULES: Mapping[type[Kind], MakeRule] = MappingProxyType(
    {
        Amount: _amount,
        Choice: _list,
        Choices: _several,
        Country: _list,
        Currency: _list,
        Date: _day,
        Email: _free,
        Flag: _list,
        Integer: _whole,
        Languages: _several,
        Link: _link,
        Links: _several,
        Note: _free,
        Phone: _free,
        Reference: _free,
        Tags: _several,
        Text: _free,
        Time: _free,
        Website: _free,
        Year: _year,
    }
)
"""What Excel checks of each kind."""


def rule_of(column: Column) -> Rule | None:
    """Return what Excel checks of a column, None for nothing."""
    if column.hidden:
        return Rule("custom", None, "FALSE", None, KEEP)
    if column.role is Role.DIFFERING:
        return Rule("custom", None, "FALSE", None, READ_ONLY)
    if column.role is Role.ACTION:
        return Rule("list", None, None, None, PICK_DELETE.fill(word=DELETE))
    return None if column.field is None else RULES[type(column.field.kind)](column.field.kind)


def validation(
    column: Column, language: str, listed: str | None, labels: str
) -> DataValidation | None:
    """Return the validation of a column, None where nothing is checked.

    Args:
        column: The column.
        language: The language of the messages.
        listed: The range of what may be chosen.
        labels: What the elements of a set may be, '' if that is not a short list.
    """
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    rule = rule_of(column)
    if rule is None or (rule.kind == "list" and listed is None):
        return None
    heading = column.heading.into(language)
    found = DataValidation(
        type=rule.kind or None,  # type: ignore[arg-type]
        operator=rule.operator,  # type: ignore[arg-type]
        formula1=listed if rule.kind == "list" else rule.first,
        formula2=rule.second,
        allow_blank=True,
        errorStyle="stop" if rule.strict else "warning",
    )
    found.errorTitle = heading[:MOST_IN_TITLE]
    found.error = rule.words.into(language)[:MOST_IN_TEXT]
    found.showErrorMessage = bool(rule.kind)
    hint = _hint(column, rule, labels).into(language)
    if hint:
        found.promptTitle, found.prompt = heading[:MOST_IN_TITLE], _short(hint)
        found.showInputMessage = True
    return found


def _hint(column: Column, rule: Rule, labels: str) -> Words:
    """Return what is shown as soon as the cell is chosen: only where it is not plain."""
    if not rule.kind:
        text = ONE_OF.fill(labels=labels) if labels else Words("", "")
        return Words("{several}{labels}", "{several}{labels}").fill(several=SEVERAL, labels=text)
    if column.role in (Role.ACTION, Role.DIFFERING):
        return rule.words
    help_ = column.field.help if column.field and column.role is Role.FIELD else None
    return help_ or Words("", "")


def _short(text: str) -> str:
    return text if len(text) <= MOST_IN_TEXT else text[: MOST_IN_TEXT - 1] + "…"
