"""What the imports of a register are called where rows are chosen by them."""

from __future__ import annotations

from desktop_app.domain.words import Words
from desktop_app.storage.past import RecordedAction
from desktop_app.ui.desk import Desk
from desktop_app.ui.times import when

__all__ = ["name_of"]

NAME = Words("{file}, {when}", "{file}, {when}")
BY_OTHERS = Words("{file}, {when}, {who}", "{file}, {when}, {who}")
UNDONE = Words("{name} (ångrad)", "{name} (undone)")


def name_of(desk: Desk, action: RecordedAction, *, undone: bool = False) -> str:
    """Return the file and time of an import, and who took it in where that was another register."""
    own = action.register_id == desk.session.register.facts.register_id
    words = NAME if own or action.who is None else BY_OTHERS
    file = action.source or desk.speech(action.label)
    name = desk.speech(words, file=file, when=when(action.at), who=action.who or "")
    return desk.speech(UNDONE, name=name) if undone else name
