"""Kinds of values: what is true of a date, a phone number or a choice everywhere."""

from __future__ import annotations

from desktop_app.domain.kinds.base import Context, Given, Kind, PickLists, Value
from desktop_app.domain.kinds.choices import Choice, Choices, Country, Currency, Flag, Languages
from desktop_app.domain.kinds.dates import Date, Time
from desktop_app.domain.kinds.links import Link, Links
from desktop_app.domain.kinds.numbers import Amount, Integer, Year
from desktop_app.domain.kinds.texts import Email, Note, Phone, Reference, Tags, Text, Website

__all__ = [
    "Amount",
    "Choice",
    "Choices",
    "Context",
    "Country",
    "Currency",
    "Date",
    "Email",
    "Flag",
    "Given",
    "Integer",
    "Kind",
    "Languages",
    "Link",
    "Links",
    "Note",
    "Phone",
    "PickLists",
    "Reference",
    "Tags",
    "Text",
    "Time",
    "Value",
    "Website",
    "Year",
]
