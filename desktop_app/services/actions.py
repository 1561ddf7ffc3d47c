"""Single actions of the history: which one is meant, and how much it touched."""

from __future__ import annotations

from desktop_app.services.register import Register
from desktop_app.storage import past
from desktop_app.storage.past import RecordedAction

__all__ = ["action_of", "size_of"]


def action_of(register: Register, id_: str) -> RecordedAction | None:
    """Return the action with an id, None if there is none."""
    found = past.find_actions(register.db.conn, id_)
    return found[0] if len(found) == 1 else None


def size_of(register: Register, action: RecordedAction) -> int:
    """Return how many edits an action wrote."""
    return past.edits_in(register.db.conn, action.seq)
