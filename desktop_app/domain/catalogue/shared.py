"""Fields that several entities have."""

from __future__ import annotations

from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Choice, Choices, Date, Flag, Note, Reference, Text
from desktop_app.domain.words import Words

NOTE = Field("note", Note(), Words("Anteckning", "Note"), personal=True)
SUSTAINABILITY = Field(
    "sustainability", Choices("sustainability"), Words("Hållbarhet", "Sustainability")
)
DIRECTIONS = Field(
    "directions",
    Choices("direction"),
    Words("Inriktningar", "Directions"),
    help=Words(
        "En eller flera av strategins inriktningar, med semikolon emellan.",
        "One or more of the strategy's directions, with semicolons between them.",
    ),
)
GOAL = Field(
    "goal",
    Note(),
    Words("Koppling till mål", "Goal it serves"),
    help=Words(
        "Det av verksamhetens ordinarie mål som detta bidrar till.",
        "The ordinary goal of the operations that this contributes to.",
    ),
)

KEEPING = (
    Field(
        "private_note",
        Note(),
        Words("Privat anteckning", "Private note"),
        personal=True,
        local=True,
        help=Words("Stannar alltid i det här registret.", "Always stays in this register."),
    ),
    Field("retention", Choice("retention"), Words("Bevarande", "Retention")),
    Field(
        "secret",
        Flag(),
        Words("Sekretess", "Secret"),
        local=True,
        help=Words(
            "Så länge detta är satt lämnar inget av raden registret.",
            "While this is set, nothing of the row leaves the register.",
        ),
    ),
)
"""What every main entity has: a note of one's own, retention, secrecy."""


def decided(
    *, function: bool = False, form: bool = True, unit: str = "decided"
) -> tuple[Field, ...]:
    """Return the fields of a decision, which only mean something together."""
    by = Field("decided_by", Text(), Words("Beslutsfattare", "Decision-maker"), unit=unit)
    role = Field("decided_function", Text(), Words("Funktion", "Function"), unit=unit)
    on = Field("decided_on", Date(), Words("Beslutsdatum", "Decided on"), unit=unit)
    how = Field("decision_form", Choice("decision_form"), Words("Beslutsform", "Form"), unit=unit)
    case = Field("reference", Reference(), Words("Diarienummer", "Case number"), unit=unit)
    return (by, *((role,) if function else ()), on, *((how,) if form else ()), case)


def status(pick_list: str) -> Field:
    """Return the field of where in its life a row is."""
    return Field("status", Choice(pick_list), Words("Status", "Status"))


def span() -> tuple[Field, Field]:
    """Return from and until."""
    return (
        Field("from", Date(), Words("Från och med", "From")),
        Field("until", Date(), Words("Till och med", "Until")),
    )
