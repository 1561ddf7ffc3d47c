"""What a workbook is made from: rows as they are shown, with what edits of them will name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from desktop_app.domain.edits import Json
from desktop_app.domain.kinds import Context, Value
from desktop_app.domain.receipts import Receipt

__all__ = ["Meta", "OutRow", "Outgoing"]

_NOTHING: Mapping[str, Json] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OutRow:
    """One row as it leaves.

    Attributes:
        id: The row's id.
        values: Its shown values by field.
        heads: For each key the edits that a change made from this export names.
        elements: For each set its elements, each with the edits that added it.
        all_heads: What a deletion names as seen.
        delete_heads: The heads of its deletion, usually none.
        secret: Its secret in this export (hexadecimal): the salt of edits derived from it.
        conflicts: The other values of fields that differ, as texts.
    """

    id: str
    values: Mapping[str, Value]
    heads: Mapping[str, tuple[str, ...]]
    elements: Mapping[str, Mapping[str, tuple[str, ...]]]
    all_heads: tuple[str, ...]
    delete_heads: tuple[str, ...]
    secret: str
    conflicts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Meta:
    """What a workbook says of itself.

    Attributes:
        exchange_id: What the registers that belong together have in common.
        from_register: The id of the register it comes from.
        from_office: The name of its office.
        from_person: Who made it, '' if not said.
        to: For whom it was made.
        epoch: The epoch of the sender's stream.
        export_id: This export's own id.
        lam: The highest `lam` known when it was made.
        made_at: When it was made, ISO 8601.
        secret: A secret (hexadecimal) that the salts of new rows come from.
        program: Version of the program that made it.
        schema: Version of the schema of the register.
        filtered: Whether it is a selection: no range, no log.
        more: What the exchange of streams adds: ranges, acknowledgements.
    """

    exchange_id: str
    from_register: str
    from_office: str
    from_person: str
    to: str
    epoch: str
    export_id: str
    lam: int
    made_at: str
    secret: str
    program: str
    schema: int
    filtered: bool = False
    more: Mapping[str, Json] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A whole workbook to be written.

    Attributes:
        meta: What it says of itself.
        rows: The rows of each entity that gets a sheet, an empty one too.
        titles: Gives the readable name of a linked row, '' where it is not here.
        context: How values are written.
        language: The language of headings and labels.
        log: The lines of the log, each one JSON text.
        receipts: What became of rows that the recipient sent.
    """

    meta: Meta
    rows: Mapping[str, Iterable[OutRow]]
    titles: Callable[[str, str], str]
    context: Context
    language: str
    log: Iterable[str] = ()
    receipts: Sequence[Receipt] = ()
