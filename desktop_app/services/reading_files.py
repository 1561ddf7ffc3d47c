"""A file from outside: what it is, and which plan takes it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.progress import Progress
from desktop_app.domain.words import Words
from desktop_app.exchange.for_people import for_people
from desktop_app.exchange.read_workbook import Returned, read_workbook
from desktop_app.exchange.reading.card_headings import in_language
from desktop_app.exchange.reading.locked import is_locked, unlock
from desktop_app.exchange.reading.reader import Table, read_file
from desktop_app.services.import_list import plan_list
from desktop_app.services.import_plan import How, ImportPlan
from desktop_app.services.import_return import plan_workbook
from desktop_app.services.list_layouts import remembered
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
    password: str = "",
) -> ImportPlan:
    """Plan taking in a file, whatever it is; nothing is changed.

    Args:
        register: The register.
        path: The file.
        entity: What the rows of a list are, None to see it from its headings.
        mapping: What is said of the columns of a list.
        progress: Hears how far it is; nothing is known of that while the file is read.
        language: The language that values are shown in.
        password: What opens it if it is locked.

    Raises:
        Refused: It is no file that can be read, or its columns are not understood.
        Stopped: `progress` raised it.
    """
    how = How(register, path, language, progress)
    return plan_opened(how, open_file(path, progress, password), entity, mapping)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read.

    Attributes:
        table: What is in it.
        returned: The workbook of an exchange that it is, None for any other file.
    """

    table: Table
    returned: Returned | None

    def is_of(self, register: Register) -> bool:
        """Tell whether it is a whole workbook of the exchange that a register belongs to."""
        returned, exchange = self.returned, register.facts.exchange_id
        return bool(returned and returned.believed and returned.meta.exchange_id == exchange)


def open_file(path: Path, progress: Progress | None = None, password: str = "") -> Opened:
    """Read a file, whatever it is.

    Raises:
        Refused: It cannot be read.
        Stopped: `progress` raised it.
    """
    table = _read(path, progress, password)
    return Opened(table, read_workbook(table))


def plan_opened(
    how: How, opened: Opened, entity: str | None, mapping: Mapping[str, str]
) -> ImportPlan:
    """Plan taking in a file that was read; nothing is changed.

    Raises:
        Refused: Its columns are not understood.
        Stopped: The progress of `how` raised it.
    """
    if opened.returned is not None and opened.is_of(how.register):
        return plan_workbook(how, opened.returned)
    table = in_language(for_people(opened.table, entity), how.language)
    why: tuple[Words, ...] = ()
    if opened.returned is not None:
        why = (FOREIGN if opened.returned.believed else NOT_BELIEVED,)
    wanted = remembered(how.register, table, entity, mapping)
    said = (*why, *wanted.remarks)
    return plan_list(how, table, wanted.entity, wanted.mapping, said)


def read_returned(path: Path, password: str = "") -> Returned | None:
    """Return a workbook of an exchange, None if the file is anything else that can be read.

    Raises:
        Refused: It cannot be read.
    """
    return read_workbook(_read(path, None, password))


def _read(path: Path, progress: Progress | None, password: str) -> Table:
    """Return what is in a file, opened first if it is locked and there is a password."""
    if not (password and is_locked(path)):
        return read_file(path, progress=progress)
    with unlock(path, password, progress=progress) as copy:
        return read_file(copy, progress=progress)
