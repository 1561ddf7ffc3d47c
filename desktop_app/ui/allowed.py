"""What can be done now: which commands are enabled, and what undo and redo would do."""

from __future__ import annotations

from desktop_app.domain.life.cycles import CYCLES
from desktop_app.domain.words import Words
from desktop_app.services.documents import documents_of
from desktop_app.ui.commands import Actions
from desktop_app.ui.desk import Desk
from desktop_app.ui.speech import Speech
from desktop_app.ui.taking_back import TakingBack
from desktop_app.ui.tips import as_tip
from desktop_app.ui.workplace import Workplace

__all__ = ["name_undo", "states_of"]

UNDO_OF = Words("&Ångra: {label}", "&Undo: {label}")
REDO_OF = Words("&Gör om: {label}", "&Redo: {label}")
UNDO, REDO = Words("&Ångra", "&Undo"), Words("&Gör om", "&Redo")
LONGEST = 60


def states_of(desk: Desk | None, place: Workplace | None) -> frozenset[str]:
    """Return which of the states of `When` hold for what is shown and chosen."""
    if desk is None or place is None:
        return frozenset()
    writable, chosen = desk.session.writable, place.chosen
    states = {"open"} | ({"writable"} if writable else set())
    if chosen is not None:
        states |= {"row", *({"on_paper"} if documents_of(chosen[0]) else ())}
        page = place.list_page
        lies = page is not None and page.gone
        states |= {"gone" if lies else "row_writable"} if writable else set()
        states |= {"life"} if writable and not lies and _has_steps(chosen[0]) else set()
    return frozenset(states)


def _has_steps(entity: str) -> bool:
    return entity in CYCLES and len(CYCLES[entity].main) > 1


def name_undo(actions: Actions, taking_back: TakingBack, speech: Speech, *, writable: bool) -> None:
    """Say what undo and redo would do, in the menu and beside the button."""
    for name, plain, words, action in (
        ("undo", UNDO, UNDO_OF, taking_back.next_undo()),
        ("redo", REDO, REDO_OF, taking_back.next_redo()),
    ):
        item = actions.by_name[name]
        if action is None:
            item.setText(speech(plain))
            item.setEnabled(False)
            continue
        item.setEnabled(writable)
        label = speech(action.label)
        short = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
        item.setText(speech(words, label=short.replace("&", "&&")))
        item.setToolTip(as_tip(speech(words, label=label).replace("&", "")))
