"""Whose rows become cards for phones and mail programs, and which of their fields."""

from __future__ import annotations

__all__ = ["CARDED", "CARD_FIELDS"]

CARDED = "contact"
CARD_FIELDS: tuple[str, ...] = (
    *("given_name", "family_name", "title", "organisation", "department"),
    *("email", "email_2", "phone", "mobile", "city", "country", "note"),
)
"""Texts of a card, called as its fields are."""
