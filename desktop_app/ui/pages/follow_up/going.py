"""From a line to its place: a row at its field, a draft, or what waits for a decision."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.services import drafting
from desktop_app.services.due import Item
from desktop_app.ui.desk import Desk

__all__ = ["go_to"]


def go_to(desk: Desk, item: Item, window: QWidget) -> None:
    """Go to the place of a line."""
    go = GOING.get(item.kind)
    if go is not None:
        go(desk, item, window)
    elif item.id:
        desk.ways.spot.emit(item.entity, item.id, item.field, item.part)
    else:
        desk.ways.entity.emit(item.entity)


def _decide(desk: Desk, _item: Item, window: QWidget) -> None:
    from desktop_app.ui.deciding.dialog import open_deciding  # noqa: PLC0415 — when it is wanted

    open_deciding(desk, window)


def _go_on(desk: Desk, item: Item, _window: QWidget) -> None:
    draft = next(
        (each for each in drafting.drafts(desk.session.register) if each.id == item.id), None
    )
    if draft is not None:
        desk.ways.draft.emit(draft)


GOING = {
    "conflict": _decide,
    "conflicts_more": _decide,
    "deletion": _decide,
    "doubts": _decide,
    "draft": _go_on,
}
"""What lies elsewhere than in a row."""
