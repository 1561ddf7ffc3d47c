"""Loading what is slow to load before somebody waits for it."""

from __future__ import annotations

from desktop_app.domain import territories
from desktop_app.domain.kinds import Context, Phone
from desktop_app.domain.loose_names import Likener
from desktop_app.domain.shipped import Lists

__all__ = ["load_libraries"]


def load_libraries() -> None:
    """Load the libraries of phone numbers, of the names of countries, and of names alike."""
    Phone().parse("08-465 004 00", Context(Lists(())))
    territories.code_of("?")  # the first name that is none makes all spellings known
    Likener()
