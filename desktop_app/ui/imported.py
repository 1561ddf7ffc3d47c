"""The rows that imports touched, shown in their list."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.words import Words
from desktop_app.services import imported
from desktop_app.services.imported import IMPORT
from desktop_app.ui.desk import Desk
from desktop_app.ui.workplace import Workplace

__all__ = ["Imported"]

NOTHING = Words("Inläsningen har inga rader att visa.", "The import has no rows to show.")
NOTHING_ADVICE = Words(
    "Den är ångrad, eller bara frågor kom ur den. Historiken visar vad som gjorts.",
    "It was undone, or only questions came of it. The history shows what was done.",
)
NONE_YET = Words("Här är ingenting inläst än.", "Nothing has been taken in here yet.")
NONE_YET_ADVICE = Words(
    "Läs in en fil med Ctrl+I, så visas dess rader här.",
    "Take in a file by Ctrl+I, and its rows are shown here.",
)


class Imported:
    """Leads to the list of what was taken in, with a filter that shows nothing else."""

    def __init__(self, desk: Desk, place: Workplace) -> None:
        """Work in a window."""
        self._desk = desk
        self._place = place
        desk.ways.imported.connect(self.show)

    def show(self, ids: Sequence[str]) -> None:
        """Show the rows that imports touched, of the entity that most of them are of."""
        self._place.flush()
        entity = imported.most_of(self._desk.session.register, ids)
        if entity is None:
            self._desk.messages.tell(NOTHING, NOTHING_ADVICE)
            return
        self._place.go(entity.name)
        page = self._place.list_page
        if page is not None:
            page.show_trash(gone=False)
            page.show_only(IMPORT, tuple(ids))
            page.search.setFocus()

    def show_newest(self) -> None:
        """Show the rows of the newest import; of all that were taken in together with it."""
        newest = imported.latest(self._desk.session.register)
        if newest is None:
            self._desk.messages.tell(NONE_YET, NONE_YET_ADVICE)
            return
        together = self._desk.messages.imports
        self.show(together if newest in together else [newest])
