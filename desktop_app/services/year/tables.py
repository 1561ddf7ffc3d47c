"""Tables of rows with their fields, and tables with a line for each group of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Field
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
    Value,
    Website,
    Year,
)
from desktop_app.domain.languages import name as language_name
from desktop_app.domain.territories import name as country_name
from desktop_app.domain.words import Words
from desktop_app.domain.year.model import Cell, Chart, Column, Number, Table, TableRow
from desktop_app.services.year.frame import Frame, named
from desktop_app.services.year.material import day_of, text_of
from desktop_app.services.year.money import number
from desktop_app.services.year.pieces import column, owners_of, sums
from desktop_app.storage.tables import Row

__all__ = ["Extra", "Measure", "cell", "coded", "country", "grouped", "labels", "listed"]

Extra = tuple[Column, Callable[[Row], Cell]]
"""A column that is no field of the row, and what stands in it."""

Measure = tuple[Column, Callable[[Sequence[Row]], Number | None]]
"""A column of numbers, and the number that some rows come to."""

FLAGS = {True: Words("Ja", "Yes"), False: Words("Nej", "No")}


def cell(frame: Frame, row: Row, name: str) -> Cell:
    """Return what stands in a field of a row, as a cell of a table."""
    field = CATALOGUE[row.entity].by_name[name]
    value = row.values.get(name)
    if value is None:
        return None
    return CELLS[type(field.kind)](frame, row, field, value)


def _text(_frame: Frame, _row: Row, _field: Field, value: Value) -> Cell:
    return str(value)


def _link(frame: Frame, _row: Row, field: Field, value: Value) -> Cell:
    if not isinstance(field.kind, Link):
        raise TypeError(field.name)
    return frame.material.name(field.kind.entity, str(value))


def _choice(frame: Frame, _row: Row, field: Field, value: Value) -> Cell:
    if not isinstance(field.kind, Choice):
        raise TypeError(field.name)
    return frame.material.label(field.kind.pick_list, str(value))


def _choices(frame: Frame, _row: Row, field: Field, value: Value) -> Cell:
    if not isinstance(field.kind, Choices) or not isinstance(value, list):
        raise TypeError(field.name)
    return named(frame.material.label(field.kind.pick_list, code) for code in value)


def _links(frame: Frame, _row: Row, field: Field, value: Value) -> Cell:
    if not isinstance(field.kind, Links):
        raise TypeError(field.name)
    target = field.kind.entity
    return named(frame.material.name(target, each) for each in _items(value))


def _items(value: Value) -> Sequence[str]:
    return value if isinstance(value, list) else ()


def _language(code: str) -> Words:
    return Words(language_name(code, "sv"), language_name(code, "en"))


CELLS: Mapping[type[Kind], Callable[[Frame, Row, Field, Value], Cell]] = {
    Link: _link,
    Choice: _choice,
    Choices: _choices,
    Date: lambda _frame, row, field, _value: day_of(row, field.name),
    Amount: lambda _frame, row, field, _value: number(row, field.name),
    Integer: lambda _frame, _row, _field, value: int(str(value)),
    Year: lambda _frame, _row, _field, value: str(value),
    Flag: lambda _frame, _row, _field, value: FLAGS[bool(value)],
    Country: lambda _frame, _row, _field, value: country(str(value)),
    Languages: lambda _frame, _row, _field, value: named(map(_language, _items(value))),
    Links: _links,
    Tags: lambda _frame, _row, _field, value: named(_items(value)),
    Currency: _text,
    Email: _text,
    Note: _text,
    Phone: _text,
    Reference: _text,
    Text: _text,
    Time: _text,
    Website: _text,
}


def country(code: str) -> Words:
    """Return what a country is called, ”(inte angivet)” where none is known."""
    return Words(country_name(code, "sv"), country_name(code, "en")) if code else NOT_STATED


NOT_STATED = Words("(inte angivet)", "(not stated)")


def labels(frame: Frame, pick_list: str, codes: Iterable[str]) -> dict[str, Words]:
    """Return the labels of codes, '' among them as not stated."""
    return {code: frame.material.label(pick_list, code) if code else NOT_STATED for code in codes}


def listed(  # noqa: PLR0913, PLR0917 — what a table is
    frame: Frame,
    code: str,
    heading: Words,
    names: Sequence[str],
    rows: Sequence[Row],
    entity: str,
    extras: Sequence[Extra] = (),
    remark: Words | None = None,
) -> Table:
    """Return a table with a line for each row: fields of it, then what else is told of it."""
    columns = (*(column(entity, name) for name in names), *(extra for extra, _make in extras))
    lines = tuple(
        TableRow(
            (*(cell(frame, row, n) for n in names), *(make(row) for _extra, make in extras)),
            owners_of(entity, [row]),
        )
        for row in rows
    )
    return Table(code, heading, columns, lines, remark=remark)


def grouped(rows: Iterable[Row], keys: Callable[[Row], Iterable[str]]) -> dict[str, list[Row]]:
    """Return rows by what they have; a row may have several, and is in each."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        for key in dict.fromkeys(keys(row)):
            found.setdefault(key, []).append(row)
    return found


def coded(  # noqa: PLR0913, PLR0917 — what a table is
    frame: Frame,
    code: str,
    heading: Words,
    entity: str,
    name: str,
    rows: Sequence[Row],
    measures: Sequence[Measure],
    charted: Sequence[str] = (),
    remark: Words | None = None,
) -> Table:
    """Return a table with a line for each value of a pick list that rows have, and their sums."""
    kind = CATALOGUE[entity].by_name[name].kind
    if not isinstance(kind, Choice):
        raise TypeError(name)
    groups = grouped(rows, lambda row: [text_of(row, name)])
    codes = [c for c in (*frame.material.codes(kind.pick_list, groups), "") if groups.get(c)]
    columns = (column(entity, name), *(each for each, _of in measures))
    lines = [
        TableRow(
            (label, *(of(groups[each]) for _column, of in measures)),
            owners_of(entity, groups[each]),
        )
        for each, label in labels(frame, kind.pick_list, dict.fromkeys(codes)).items()
    ]
    summed = sums(columns, [line.cells for line in lines], *(each.code for each in columns[1:]))
    chart: Chart | None = "bars" if charted else None
    return Table(code, heading, columns, tuple(lines), summed, chart, tuple(charted), remark)
