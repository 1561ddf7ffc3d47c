"""A file from outside: what it is, and which plan takes it in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.exchange.read_workbook import read_workbook
from desktop_app.exchange.reader import read_file
from desktop_app.services.import_list import plan_list
from desktop_app.services.import_plan import How, ImportPlan
from desktop_app.services.import_return import plan_workbook
from desktop_app.services.register import Register

NOT_BELIEVED = Words(
    "Arbetsbokens dolda blad stämmer inte; de synliga bladen läses som en vanlig lista.",
    "The workbook's hidden sheets do not agree; the visible ones are read as a plain list.",
)
FOREIGN = Words(
    "Arbetsboken kommer från ett annat utbyte; den läses som en vanlig lista.",
    "The workbook comes from another exchange; it is read as a plain list.",
)


def plan_file(  # noqa: PLR0913, PLR0917 — what is taken in, and how
    register: Register,
    path: Path,
    entity: str | None,
    mapping: Mapping[str, str],
    progress: Progress | None = None,
    language: str = "sv",
) -> ImportPlan:
    """Plan taking in a file, whatever it is; nothing is changed.

    Args:
        register: The register.
        path: The file.
        entity: What the rows of a list are, None to see it from its headings.
        mapping: What is said of the columns of a list.
        progress: Hears how far it is; nothing is known of that while the file is read.
        language: The language that values are shown in.

    Raises:
        Refused: It is no file that can be read, or its columns are not understood.
        Stopped: `progress` raised it.
    """
    table = read_file(path, progress=progress)
    returned = read_workbook(table)
    how = How(register, path, language, progress)
    if returned is None:
        return plan_list(how, table, entity, mapping)
    if not returned.believed:
        return plan_list(how, table, entity, mapping, (NOT_BELIEVED,))
    if returned.meta.exchange_id != register.facts.exchange_id:
        return plan_list(how, table, entity, mapping, (FOREIGN,))
    return plan_workbook(how, returned)
