"""What is decided of the rows of a list, as it is typed: by kind, or by row.

``known=fill`` decides for all rows of a kind; ``12=skip`` and ``Blad1:12=update:1f3a…`` for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

import click

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services.import_list import ListPlan, decide
from desktop_app.services.import_plan import ImportPlan
from desktop_app.services.list_choices import Choice, Choices, Match, Treatment
from desktop_app.services.register import Register

__all__ = ["treated"]

TREATMENTS: tuple[Treatment, ...] = get_args(Treatment)
MATCHES: Mapping[str, Match] = {name: name for name in get_args(Match)}
NOT_A_LIST = Words(
    "Vad som blir av raderna kan bara väljas för en lista.",
    "What becomes of the rows can be chosen for a list only.",
)
NO_ROW = Words("Filen har ingen rad {row}.", "The file has no row {row}.")
SHEETS = Words("Ange bladet: {names}.", "Say which sheet: {names}.")


def treated(register: Register, plan: ImportPlan, said: Iterable[str]) -> ImportPlan:
    """Return a plan with what was typed decided.

    Raises:
        click.UsageError: Something typed is no decision.
        Refused: It does not fit the file.
    """
    wanted = list(said)
    if not wanted:
        return plan
    if not isinstance(plan, ListPlan):
        raise Refused(NOT_A_LIST)
    rows: dict[tuple[str, int], Choice] = {}
    kinds: dict[Match, Treatment] = {}
    for text in wanted:
        what, treatment, row = _parts(text)
        if what in MATCHES:
            kinds[MATCHES[what]] = treatment
        else:
            rows[_place(plan, what)] = Choice(treatment, row)
    return decide(register, plan, Choices(rows, kinds))


def _parts(text: str) -> tuple[str, Treatment, str]:
    what, _, rest = text.rpartition("=")
    name, _, row = rest.partition(":")
    treatment = next((each for each in TREATMENTS if each == name), None)
    if not what or treatment is None:
        raise click.UsageError(f"KIND=TREATMENT ({', '.join(TREATMENTS)}): {text}")
    return what, treatment, row


def _place(plan: ListPlan, text: str) -> tuple[str, int]:
    """Return the sheet and number of the row that is typed."""
    sheet, _, number = text.rpartition(":")
    found = [
        (each.sheet, each.number)
        for each in plan.outcomes
        if str(each.number) == number and sheet in {"", each.sheet}
    ]
    if not found:
        raise Refused(NO_ROW.fill(row=text))
    if len(found) > 1:
        raise Refused(NO_ROW.fill(row=text), SHEETS.fill(names=[name for name, _ in found]))
    return found[0]
