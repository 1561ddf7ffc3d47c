"""What each command of the window does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.ui.behind import Behind
from desktop_app.ui.desk import Desk
from desktop_app.ui.imported import Imported
from desktop_app.ui.in_and_out import InAndOut
from desktop_app.ui.taking_back import MANY_ROWS, TakingBack
from desktop_app.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop_app.ui.dropping import Dropped
    from desktop_app.ui.lists.page import ListPage

__all__ = ["Doing"]

DELETED = Words("Tog bort {title}", "Deleted {title}")
DELETING = Words("Tar bort …", "Deleting …")
DELETED_MANY = Words("Tog bort {n} rader", "Deleted {n} rows")
RESTORED = Words("Tog tillbaka {title}", "Brought back {title}")
COPIED = Words(
    "Kopierade {n} rader; klistra in dem i Excel.", "Copied {n} rows; paste them in Excel."
)
COPIED_ONE = Words("Kopierade raden; klistra in den i Excel.", "Copied the row; paste it in Excel.")
SELECT_TWO = Words(
    "Markera först de två rader som ska bli en.", "First select the two rows that are to be one."
)
SELECT_TWO_ADVICE = Words(
    "Klicka på den ena i listan och, med Ctrl nedtryckt, på den andra.",
    "Click one of them in the list and, holding Ctrl, the other.",
)
DUPLICATED = Words("En kopia är skapad.", "A copy is made.")


class Doing:
    """The commands of an open register, on what is chosen in the window."""

    def __init__(self, desk: Desk, place: Workplace, window: QWidget) -> None:
        """Work in a window."""
        self._desk = desk
        self._place = place
        self._window = window
        self.taking_back = TakingBack(desk, place, window)
        self.files = InAndOut(desk, place, window)
        self.imported = Imported(desk, place)
        self.behind = Behind(desk, place)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what does each command."""
        return {
            "undo": self.taking_back.undo_last,
            "redo": self.taking_back.redo_last,
            "copy": self.copy,
            "paste": self.paste,
            "find": self.find,
            "search": self.search,
            "duplicates": self.duplicates,
            "merge": self.merge,
            "new": self.new,
            "duplicate": self.duplicate,
            "delete": self.delete,
            "restore": self.restore,
            "next_step": self._place.record.take_next_step,
            "attach": self._place.record.attach,
            "row_history": self._place.record.show_history,
            "back": self._place.back,
            "forward": self._place.forward,
            "follow_up": self._place.follow_up,
            "to_list": self.to_list,
            "to_record": self._place.record.focus_first,
            "columns": self.columns,
            "trash": self.trash,
            "imported": self.imported.show_newest,
            "history": lambda: self._place.go("history"),
            "year": lambda: self._place.go("year"),
            "wide": self._place.widen,
            "export": self.files.send,
            "import": self.files.take,
            "save_list": self.files.save_list,
            "print_list": self.files.print_list,
            "print": self.files.print_row,
            "reports": self.files.reports,
            "calendar": self.files.calendar,
            "thresholds": self.thresholds,
            "backup": self.files.back_up,
            "save_copy": self.files.save_copy,
        }

    def thresholds(self) -> None:
        """Show from when something is late."""
        from desktop_app.ui.dialogs.thresholds_dialog import ThresholdsDialog  # noqa: PLC0415

        ThresholdsDialog(self._desk, self._window).open()

    def new(self) -> None:
        """Begin a new row of the list that is shown; a contact elsewhere."""
        page = self._place.list_page
        self._place.new_row(page.entity.name if page else "contact", {})

    def duplicate(self) -> None:
        """Begin a new row as a copy of the chosen one."""
        from desktop_app.services.copying import duplicate  # noqa: PLC0415 — rarely needed

        chosen, desk = self._place.chosen, self._desk
        if chosen is None:
            return
        self._place.flush()
        entity = CATALOGUE[chosen[0]]
        saved = desk.messages.attempt(
            lambda: desk.session.do(
                lambda register: duplicate(
                    register, entity, chosen[1], language=desk.speech.language
                )
            )
        )
        if saved is not None:
            self._place.open_row(entity.name, saved.id)
            desk.messages.done(DUPLICATED, undo=True)

    def delete(self) -> None:
        """Delete the selected rows; they lie in the trash."""
        page, chosen = self._place.list_page, self._place.chosen
        if page is None or page.gone:
            return
        ids = page.table.chosen_ids() or ([chosen[1]] if chosen else [])
        if ids:
            self._place.flush()  # a row that is deleted can no longer take what is typed in it
            self._remove(page, ids)

    def _remove(self, page: ListPage, ids: list[str]) -> None:
        from desktop_app.services.removing import delete_rows  # noqa: PLC0415 — when needed
        from desktop_app.ui.progress import run_long  # noqa: PLC0415 — rarely needed

        desk, entity = self._desk, page.entity
        title, near = self._place.title(entity.name, ids[0]), page.table.beside_chosen()

        def removed(_count: int) -> None:
            self._place.go(entity.name, near)
            words = DELETED if len(ids) == 1 else DELETED_MANY
            desk.messages.done(words, undo=True, title=title, n=len(ids))

        if len(ids) > MANY_ROWS:
            run_long(
                desk,
                DELETING,
                lambda register, _progress: delete_rows(register, entity, ids),
                removed,
                writes=True,
                parent=self._window,
            )
            return
        done = desk.messages.attempt(
            lambda: desk.session.do(lambda register: delete_rows(register, entity, ids))
        )
        if done is not None:
            removed(done)

    def duplicates(self) -> None:
        """Look for rows that may be one."""
        from desktop_app.ui.merging.dialog import open_duplicates  # noqa: PLC0415 — when wanted

        self._place.flush()
        open_duplicates(self._desk, self._window)

    def merge(self) -> None:
        """Merge the two rows that are selected in the list."""
        from desktop_app.services.merging import mergeable  # noqa: PLC0415 — rarely needed
        from desktop_app.ui.merging.dialog import open_merge  # noqa: PLC0415 — rarely needed

        page = self._place.list_page
        ids = page.table.chosen_ids() if page is not None and not page.gone else []
        if page is None or len(ids) != 2 or not mergeable(page.entity):  # noqa: PLR2004 — two
            self._desk.messages.tell(SELECT_TWO, SELECT_TWO_ADVICE)
            return
        self._place.flush()
        open_merge(self._desk, self._window, page.entity.name, ids[0], ids[1])

    def restore(self) -> None:
        """Bring the chosen row back from the trash."""
        from desktop_app.services.writing import restore  # noqa: PLC0415 — rarely needed

        chosen, desk = self._place.chosen, self._desk
        if chosen is None:
            return
        entity, row = CATALOGUE[chosen[0]], chosen[1]
        title = self._place.title(*chosen)
        found = desk.messages.attempt(
            lambda: desk.session.do(lambda register: restore(register, entity, row))
        )
        if found is not None:
            desk.messages.done(RESTORED, undo=True, title=title)

    # --- the list ---

    def copy(self) -> None:
        """Copy the selected rows for Excel."""
        page = self._place.list_page
        count = page.table.copy() if page else 0
        if count:
            self._desk.messages.done(COPIED_ONE if count == 1 else COPIED, n=count)

    def search(self) -> None:
        """Go to the search field of the list; to find anything where there is no list."""
        page = self._place.list_page
        if page is None:
            self.find()
        else:
            page.search.setFocus()
            page.search.selectAll()

    def to_list(self) -> None:
        """Go to the list, or to the lines of a page."""
        page = self._place.list_page
        if page is not None:
            page.into_table()
        else:
            self._place.stack.take_focus(self._place.key)

    def columns(self) -> None:
        """Choose columns and sorting."""
        from desktop_app.ui.lists.columns_dialog import ColumnsDialog  # noqa: PLC0415

        page = self._place.list_page
        if page is not None:
            ColumnsDialog(self._desk, page, self._window).open()

    def trash(self) -> None:
        """Show what was deleted from the list, or leave the trash."""
        page = self._place.list_page
        if page is not None:
            page.show_trash(gone=not page.gone)

    def paste(self) -> None:
        """Take what lies on the clipboard: a signature, a table, cards or files."""
        from desktop_app.ui.pasting import paste  # noqa: PLC0415 — when it is wanted

        paste(self._desk, self._place, self._window, self.files)

    def drop(self, found: Dropped) -> None:
        """Take what was dropped onto the window."""
        from desktop_app.ui.pasting import take  # noqa: PLC0415

        take(self._desk, self._place, self._window, self.files, found)

    def find(self) -> None:
        """Find anything."""
        from desktop_app.ui.find import FindDialog  # noqa: PLC0415 — when it is wanted

        self._place.flush()
        dialog = FindDialog(self._desk, self._window)
        dialog.finished.connect(self._window.activateWindow)  # not every system does it by itself
        dialog.found.connect(self._place.open_row)
        dialog.open()
