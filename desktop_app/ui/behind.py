"""The rows that something is made of, such as a figure, shown in their list."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.workplace import Workplace

__all__ = ["Behind"]

NOTHING = Words("Det finns inga rader att visa.", "There are no rows to show.")
NOTHING_ADVICE = Words(
    "”{what}” bygger inte på någon rad i registret.", "“{what}” is not made of any row here."
)


class Behind:
    """Leads to a list with a filter that shows certain rows and no others."""

    def __init__(self, desk: Desk, place: Workplace) -> None:
        """Work in a window."""
        self._desk = desk
        self._place = place
        desk.ways.behind.connect(self.show)

    def show(self, entity: str, ids: Sequence[str], what: Words) -> None:
        """Show rows of an entity, whatever its list showed before."""
        if not ids:
            self._desk.messages.tell(NOTHING, NOTHING_ADVICE.fill(what=what))
            return
        self._place.flush()
        self._place.go(entity)
        page = self._place.list_page
        if page is not None:
            page.show_trash(gone=False)
            page.show_behind(what, tuple(ids))
            page.search.setFocus()
