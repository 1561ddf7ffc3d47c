"""What can be done at once about something unusual."""

from __future__ import annotations

from desktop_app.domain.kinds import Value
from desktop_app.domain.kinds.numbers_in_text import without_identity_numbers
from desktop_app.domain.kinds.texts import IDENTITY_NUMBER
from desktop_app.domain.rules.finding import Finding

__all__ = ["remedy"]


def remedy(finding: Finding, value: Value) -> str | None:
    """Return the text that would be in order, None where a person has to find one."""
    if finding.words != IDENTITY_NUMBER or not isinstance(value, str):
        return None
    return without_identity_numbers(value)
