"""The same choice for several conflicts: a menu that says how many each would settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.words import Words
from desktop_app.services.resolving import Conflict, Take, chosen_side
from desktop_app.ui.deciding import words as say
from desktop_app.ui.speech import Speech, grouped

__all__ = ["Chosen", "menu_of"]

Chosen = Callable[[Take, Sequence[Conflict]], object]


def menu_of(
    speech: Speech,
    conflict: Conflict,
    conflicts: Sequence[Conflict],
    chosen: Chosen,
    parent: QWidget,
) -> QMenu:
    """Return the menu of what can be chosen for more conflicts than one at once.

    Args:
        speech: What says it.
        conflict: The one that is shown: its files, offices and field are offered.
        conflicts: All there are.
        chosen: Is told what was chosen, and for which.
        parent: Where the menu belongs.
    """
    menu = QMenu(parent)
    same = [c for c in conflicts if (c.entity, c.key) == (conflict.entity, conflict.key)]
    labels = [field.label for field in conflict.fields]
    _add(menu, speech, say.ALL_FIELDS, conflict, conflicts, chosen)
    if len(same) < len(conflicts):
        _add(menu, speech, say.ALL_OF_FIELD.fill(field=labels), conflict, same, chosen)
    return menu


def _add(  # noqa: PLR0913, PLR0917 — a section of the menu
    menu: QMenu,
    speech: Speech,
    heading: Words,
    conflict: Conflict,
    conflicts: Sequence[Conflict],
    chosen: Chosen,
) -> None:
    menu.addSection(speech(heading))
    title = menu.addAction(speech(heading))
    title.setEnabled(False)
    for words, take in _takes(conflict):
        count = sum(chosen_side(each, take) is not None for each in conflicts)
        if count:
            n = grouped(count, speech.language)
            action = menu.addAction(speech(words, name=take.name, n=n))
            action.triggered.connect(lambda _on=False, take=take: chosen(take, conflicts))


def _takes(conflict: Conflict) -> list[tuple[Words, Take]]:
    by = [side.by for side in conflict.sides]
    files = dict.fromkeys(each.source for each in by if each.source)
    offices = dict.fromkeys(each.office for each in by if each.office and not each.own)
    return [
        *((say.ALL_SOURCE, Take("source", name)) for name in files),
        *((say.ALL_OFFICE, Take("office", name)) for name in offices),
        (say.ALL_MINE, Take("mine")),
        (say.ALL_NEWEST, Take("newest")),
    ]
