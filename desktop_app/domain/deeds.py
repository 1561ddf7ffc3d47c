"""What a person did, as registers tell each other: an action without its place in one history."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.words import Words

__all__ = ["KINDS", "Deed"]

KINDS = ("edit", "import", "merge", "undo", "restore", "erase", "new")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing a person did.

    Attributes:
        id: Its id, the same in every register.
        kind: One of `KINDS`.
        label: What was done, in both languages.
        who: The person, if known.
        office: The id of the organisation where it was done.
        register_id: The register it was done in.
        at: When, ISO with offset.
        undoes: The id of the action it takes back.
        source: The name of the file it came from.
    """

    id: str
    kind: str
    label: Words
    who: str | None
    office: str
    register_id: str
    at: str
    undoes: str | None
    source: str | None
