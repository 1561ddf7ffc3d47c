"""Commands for the lives of rows: steps, thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.base import ENTITY, FILE, ID, JSON, command
from desktop_app.cli.output import DONE, WAITING, document, language, say, table
from desktop_app.cli.reading import finding_text, warning
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.domain.kinds import Choice
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.domain.words import Words
from desktop_app.services.life import Offer, Standing, standing, take_step
from desktop_app.services.opening import open_register
from desktop_app.services.register import Register, entity_named
from desktop_app.services.thresholds import Setting, set_thresholds, settings

STATUS = CATALOGUE["trip"].by_name["status"].label
NO_LIFE = Words("{entities} har inga steg.", "{entities} have no steps.")
NOW = Words("{label}: {status}", "{label}: {status}")
BY_DATES = Words("enligt datum: {status}", "by its dates: {status}")
STEP = Words("→ {status}: {words}", "→ {status}: {words}")
NONE = Words("inget", "none")
NUMBER = Words(
    "Skriv NAMN=TAL, eller NAMN= för det som gäller utan.",
    "Write NAME=NUMBER, or NAME= for what holds without.",
)
HEADINGS = (Words("Namn", "Name"), Words("Gräns", "Threshold"), Words("Satt av", "Set by"))


@command(
    "steps",
    "Var en rad står i sitt liv, och vad nästa steg kräver; med STATUS: ta steget.",
    "Where a row stands in its life, and what the next step takes; with STATUS: take it.",
)
@FILE
@ENTITY
@ID
@click.argument("status", required=False)
@JSON
def steps(file: Path, entity: str, id_: str, status: str | None, *, as_json: bool) -> int:
    """Show the steps of a row, or take one."""
    kind = entity_named(entity)
    with open_register(file, writing=status is not None) as register:
        if status is not None:
            take_step(register, kind, id_, status)
        found = standing(register, kind, id_)
        if found is None:
            raise Refused(NO_LIFE.fill(entities=kind.many))
        if as_json:
            document(_document(found))
        else:
            _show(register, kind, found)
    return WAITING if found.by_dates and status is None else DONE


def _document(found: Standing) -> dict[str, Any]:
    return {
        "status": found.status,
        "by_dates": found.by_dates,
        "steps": [
            {
                "to": offer.step.to,
                "text": offer.step.words,
                "possible": offer.possible,
                "missing": [{**warning(each), "error": each.error} for each in offer.missing],
            }
            for offer in found.steps
        ],
    }


def _show(register: Register, entity: Entity, found: Standing) -> None:
    labels = _labels(register, entity)
    say(NOW.fill(label=STATUS, status=labels.get(found.status, NONE.into(language()))))
    if found.by_dates:
        say(BY_DATES.fill(status=labels.get(found.by_dates, found.by_dates)))
    for offer in found.steps:
        _show_offer(entity, offer)


def _show_offer(entity: Entity, offer: Offer) -> None:
    say(STEP.fill(status=offer.step.to, words=offer.step.words))
    for each in offer.missing:
        say(f"  {'!' if each.error else '*'} {finding_text(entity, each)}")


def _labels(register: Register, entity: Entity) -> Mapping[str, str]:
    kind, context = entity.by_name["status"].kind, register.context(language())
    assert isinstance(kind, Choice)  # noqa: S101 — what a status is
    return {code: kind.write(code, context) for code in context.lists.codes(kind.pick_list)}


@command(
    "thresholds",
    "Från när något är sent: visa gränserna, eller sätt dem med NAMN=TAL.",
    "From when something is late: show the thresholds, or set them by NAME=NUMBER.",
)
@FILE
@click.argument("given", metavar="[NAME=NUMBER]...", nargs=-1)
@JSON
def thresholds(file: Path, given: tuple[str, ...], *, as_json: bool) -> None:
    """Show or set thresholds."""
    with open_register(file, writing=bool(given)) as register:
        set_thresholds(register, dict(map(_given, given)))
        found = settings(register)
    if as_json:
        document([_setting(each) for each in found])
        return
    table(
        [words.into(language()) for words in HEADINGS],
        (
            [s.threshold.name, s.threshold.counted(s.value).into(language()), s.set_by]
            for s in found
        ),
    )


def _given(text: str) -> tuple[str, int | None]:
    name, equals, number = text.partition("=")
    if not equals:
        raise click.UsageError(NUMBER.into(language()))
    if not number.strip():
        return name, None
    if not number.strip().isdecimal():
        raise Invalid(NUMBER, None, text)
    return name, int(number)


def _setting(each: Setting) -> dict[str, Any]:
    return {
        "name": each.threshold.name,
        "label": each.threshold.label,
        "unit": each.threshold.unit,
        "value": each.value,
        "default": each.threshold.default,
        "set_by": each.set_by,
        "central": each.central,
    }
