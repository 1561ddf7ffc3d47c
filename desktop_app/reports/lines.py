"""Rows of a part in a line or less each, where a table would take too much room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Language, Words
from desktop_app.reports import formats
from desktop_app.reports.blocks import Writer
from desktop_app.reports.record import Record

__all__ = ["LINES", "Lines", "told"]

Texts: TypeAlias = Mapping[str, str]

HOST = Words("värd: {host}", "host: {host}")


@dataclass(frozen=True, slots=True)
class Lines:
    """How the rows of a part are written.

    Attributes:
        names: The fields that a line tells.
        write: Makes the line of their texts.
        between: What stands between two lines.
        by: The field whose value lines stand under together, '' for none.
        shared: A field that is told once of such lines, where it is the same in all.
    """

    names: tuple[str, ...]
    write: Callable[[Texts, Language], str]
    between: str = "\n"
    by: str = ""
    shared: str = ""


def told(entity: str, records: Sequence[Record], language: Language) -> str:
    """Return the rows of a part as one text, with what is disputed beside each."""
    lines = LINES[entity]
    if not lines.by:
        return lines.between.join(filter(None, _each(entity, records, language)))
    groups = groupby(records, lambda record: record.value(lines.by))
    return "\n".join(filter(None, (_group(entity, list(one), language) for _, one in groups)))


def _group(entity: str, records: Sequence[Record], language: Language) -> str:
    writer, lines = Writer(CATALOGUE[entity], language), LINES[entity]
    shared = _shared(writer, records, lines.shared)
    each = _each(entity, records, language, lines.shared if shared else "")
    text = lines.between.join(filter(None, each))
    told_once = f"({shared})" if shared else ""
    head = writer.prose(records[0], lines.by)
    return ": ".join(filter(None, (head, " ".join(filter(None, (text, told_once))))))


def _shared(writer: Writer, records: Sequence[Record], name: str) -> str:
    """Return what a field says in all of several rows, '' where they do not agree."""
    if not name or any(record.others.get(name) for record in records):
        return ""
    texts = {writer.text(record, name) for record in records}
    return texts.pop() if len(texts) == 1 else ""


def _each(
    entity: str, records: Sequence[Record], language: Language, without: str = ""
) -> Iterator[str]:
    writer, lines = Writer(CATALOGUE[entity], language), LINES[entity]
    for record in records:
        disputed = (writer.fact(record, name) for name in lines.names if record.others.get(name))
        also = [f"({one['label']} – {one['cell']['also']})" for one in disputed]
        texts = {name: writer.text(record, name) for name in lines.names}
        written = lines.write({**texts, **({without: ""} if without else {})}, language)
        yield " ".join(filter(None, (written, *also)))


def _place(stop: Texts, language: Language) -> str:
    where = ", ".join(filter(None, (stop["city"], stop["country"])))
    when = formats.days(stop["from"], stop["until"], language)
    host = HOST.fill(host=stop["host"]).into(language) if stop["host"] else ""
    return " · ".join(filter(None, (where, when, host)))


def _person(participant: Texts, _language: Language) -> str:
    more = ", ".join(filter(None, (participant["organisation"], participant["role"])))
    return " ".join(filter(None, (participant["contact"], more and f"({more})")))


def _item(item: Texts, _language: Language) -> str:
    what = " ".join(" ".join(filter(None, (item["time"], item["topic"]))).split())
    where = item["organisation"]
    return " ".join(filter(None, (what, where and f"({where})")))


def _leg(leg: Texts, language: Language) -> str:
    way = "–".join(filter(None, (leg["from"], leg["to"])))
    when = formats.day(leg["date"], language)
    return " ".join(filter(None, (way, when, leg["mode"] and f"({leg['mode'].lower()})")))


def _funding(funding: Texts, language: Language) -> str:
    number = funding["amount"]
    amount = MONEY.fill(number=number).into(language) if number else ""
    who = " ".join(filter(None, (funding["funder"], funding["kind"] and f"({funding['kind']})")))
    return " – ".join(filter(None, (" ".join(filter(None, (who, amount))), funding["reason"])))


MONEY = Words("{number}\N{NO-BREAK SPACE}kr", "SEK\N{NO-BREAK SPACE}{number}")

LINES: Mapping[str, Lines] = {
    "stop": Lines(("city", "country", "from", "until", "host"), _place),
    "participant": Lines(("contact", "organisation", "role"), _person, "; "),
    "programme": Lines(
        ("date", "time", "topic", "organisation"), _item, "; ", "date", "organisation"
    ),
    "leg": Lines(("from", "to", "date", "mode"), _leg, "; "),
    "funding": Lines(("funder", "kind", "amount", "reason"), _funding),
}
