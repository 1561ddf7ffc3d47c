"""What a part of the window works with: the open register, and how to speak, look and go."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop_app.ui.messages import Messages
from desktop_app.ui.session import Session
from desktop_app.ui.settings import Settings
from desktop_app.ui.speech import Speech
from desktop_app.ui.tasks import Tasks
from desktop_app.ui.theme import Theme

__all__ = ["Desk", "Ways"]


class Ways(QObject):
    """Where somebody wants to go in the window; the main window takes them there.

    Signals:
        row: Open a row, by the name of its entity and its id.
        new: Begin a new row of an entity, with texts that are known already.
        spot: Open a row where something is to be done: its entity and id, the field, and the
            entity of the parts the field is one of, '' where it is the row's own.
        follow_up: Show what asks for something, of one group alone; '' for all.
        draft: Go on with what was begun; carries the draft.
        entity: Show the list of an entity.
        undo: Take back an action, by its id.
        imported: Show the rows that imports touched; carries the ids of these.
        behind: Show rows that something is made of; carries their entity, ids and what it is.
    """

    row = Signal(str, str)
    spot = Signal(str, str, str, str)
    follow_up = Signal(str)
    new = Signal(str, object)
    draft = Signal(object)
    entity = Signal(str)
    undo = Signal(str)
    imported = Signal(object)
    behind = Signal(str, object, object)


@dataclass(frozen=True)
class Desk:
    """Handed to every page, panel and dialog when it is made.

    Attributes:
        session: The open register.
        speech: The language that is spoken.
        theme: The colours and sizes.
        messages: How people are told something.
        tasks: Where long work is done.
        settings: What is remembered between two starts.
        ways: Where to go.
    """

    session: Session
    speech: Speech
    theme: Theme
    messages: Messages
    tasks: Tasks
    settings: Settings
    ways: Ways
