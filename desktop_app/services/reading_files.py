"""A file from outside: what it is, and which plan takes it in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.words import Words
from desktop_app.exchange.read_workbook import read_workbook
from desktop_app.exchange.reader import read_file
from desktop_app.services.import_list import plan_list
from desktop_app.services.import_return import plan_workbook
from desktop_app.services.importing import ImportPlan
from desktop_app.services.register import Register

NOT_BELIEVED = Words(
    "Arbetsbokens dolda blad stämmer inte; de synliga bladen läses som en vanlig lista.",
    "The workbook's hidden sheets do not agree; the visible ones are read as a plain list.",
)
FOREIGN = Words(
    "Arbetsboken kommer från ett annat utbyte; den läses som en vanlig lista.",
    "The workbook comes from another exchange; it is read as a plain list.",
)


def plan_file(
    register: Register, path: Path, entity: str | None, mapping: Mapping[str, str]
) -> ImportPlan:
    """Plan taking in a file, whatever it is; nothing is changed.

    Raises:
        Refused: It is no file that can be read, or its columns are not understood.
    """
    table = read_file(path)
    returned = read_workbook(table)
    if returned is None:
        return plan_list(register, path, table, entity, mapping)
    if not returned.believed:
        return plan_list(register, path, table, entity, mapping, (NOT_BELIEVED,))
    if returned.meta.exchange_id != register.facts.exchange_id:
        return plan_list(register, path, table, entity, mapping, (FOREIGN,))
    return plan_workbook(register, path, returned)
