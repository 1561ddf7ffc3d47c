"""What leaves the register and what comes into it: files, paper, copies."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.ui.desk import Desk
from desktop_app.ui.often import REGISTERS
from desktop_app.ui.places import SUFFIX
from desktop_app.ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.domain.words import Language
    from desktop_app.reports.document import Paper
    from desktop_app.services.register import Register
    from desktop_app.ui.lists.page import ListPage
    from desktop_app.ui.paper.preview import PaperChoice

__all__ = ["InAndOut"]

BACKED_UP = Words(
    "Säkerhetskopian {name} är gjord och kontrollerad.", "The backup {name} is made and checked."
)
BACKING_UP = Words("Säkerhetskopierar …", "Backing up …")
SAVED_COPY = Words("Kopian {name} är sparad.", "The copy {name} is saved.")
SAVE_COPY = Words("Spara en kopia", "Save a copy")
TAKE = Words("Läs in filer", "Take in files")
TABLES = Words("Arbetsböcker och listor", "Workbooks and lists")
TABLE_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".vcf")
NO_LIST = Words("Här finns ingen lista att ta ut.", "There is no list here to take out.")
NO_LIST_ADVICE = Words(
    "Gå till en lista, till exempel Kontakter; det som ligger i papperskorgen tas inte ut.",
    "Go to a list, such as Contacts; what lies in the trash is not taken out.",
)
FOLLOW_UP, FOLLOW_UP_PAGE = "follow-up", "follow_up"
"""The document of what asks for something, and the page of it."""


class InAndOut:
    """Files and paper of an open register."""

    def __init__(self, desk: Desk, place: Workplace, window: QWidget) -> None:
        """Work in a window."""
        self._desk = desk
        self._place = place
        self._window = window

    def send(self) -> None:
        """Send out a workbook."""
        from desktop_app.services.exporting import Wish  # noqa: PLC0415 — when it is wanted
        from desktop_app.ui.sending.workbook import ExportDialog  # noqa: PLC0415

        self._place.flush()
        page = self._place.list_page
        selection = None
        if page is not None and not page.gone and not page.filters.chosen:
            selection = Wish(only=page.entity, search=page.search.text())
        ExportDialog(self._desk, self._window, selection).open()

    def take(self) -> None:
        """Choose files and take them in."""
        from desktop_app.ui.files import Files  # noqa: PLC0415

        self.take_files(Files(self._desk).open_files(self._window, TAKE, [(TABLES, TABLE_ENDINGS)]))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Show what taking files in would do, one or many."""
        from desktop_app.ui.taking.many import BatchDialog  # noqa: PLC0415

        if len(paths) == 1:
            self.take_file(paths[0])
        elif paths:
            self._place.flush()
            BatchDialog(self._desk, paths, self._window).open()

    def take_file(self, path: Path) -> None:
        """Show what taking a file in would do."""
        from desktop_app.ui.taking.preview import ImportDialog  # noqa: PLC0415

        self._place.flush()
        ImportDialog(self._desk, path, self._window).open()

    def save_list(self) -> None:
        """Save the list that is shown as a file."""
        from desktop_app.ui.sending.list_file import save_list  # noqa: PLC0415

        page = self._listed()
        if page is not None:
            save_list(
                self._desk,
                self._window,
                page.entity,
                page.fields,
                page.model.ids,
                page.entity.many,
                page.table.chosen_ids(),
            )

    def print_list(self) -> None:
        """Print the list that is shown."""
        if self._place.key == FOLLOW_UP_PAGE:
            self.print_follow_up()
            return
        from desktop_app.services.printing import list_paper  # noqa: PLC0415 — when it is wanted

        page = self._listed()
        if page is None:
            return
        ids, fields, entity = page.model.ids(), page.fields, page.entity

        def make(register: Register, language: Language) -> Paper:
            heading = entity.many.into(language)
            return list_paper(register, entity, fields, ids, heading, language)

        self._paper(make, entity.many, self._desk.speech(entity.many))

    def print_row(self) -> None:
        """Print a document about the chosen row: the usual one first, the others to choose."""
        from desktop_app.services.documents import documents_of  # noqa: PLC0415 — when wanted
        from desktop_app.ui.paper.preview import PaperChoice  # noqa: PLC0415 — when wanted

        chosen = self._place.chosen
        if chosen is None:
            return
        self._place.flush()
        first, *others = (
            PaperChoice(each.name, self._maker(*chosen, each.kind))
            for each in documents_of(chosen[0])
        )
        self._paper(first.make, first.heading, self._place.title(*chosen), others)

    def reports(self) -> None:
        """Show all documents about many rows, those of the list that is shown among them."""
        from desktop_app.ui.paper.report_choices import Shown  # noqa: PLC0415 — when wanted
        from desktop_app.ui.paper.reports_dialog import ReportsDialog  # noqa: PLC0415

        self._place.flush()
        page, shown = self._place.list_page, None
        if page is not None and not page.gone:
            shown = Shown(page.entity.name, page.model.ids(), page.table.chosen_ids())
        dialog = ReportsDialog(self._desk, shown, self._window)
        dialog.page_wanted.connect(self._place.go)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()

    def print_follow_up(self) -> None:
        """Print what asks for something to be done."""
        from desktop_app.services.listings.making import paper_of  # noqa: PLC0415 — when wanted
        from desktop_app.services.report_kinds import KINDS, Asked  # noqa: PLC0415 — when wanted

        def make(register: Register, language: Language) -> Paper:
            return paper_of(register, FOLLOW_UP, Asked(language))

        words = KINDS[FOLLOW_UP].words
        self._paper(make, words, self._desk.speech(words))

    def calendar(self) -> None:
        """Save dates and deadlines as a calendar."""
        from desktop_app.ui.sending.calendar import ask_calendar  # noqa: PLC0415 — when wanted

        self._place.flush()
        ask_calendar(self._desk, self._window)

    @staticmethod
    def _maker(entity: str, row: str, kind: str) -> Callable[[Register, Language], Paper]:
        from desktop_app.services.documents import paper  # noqa: PLC0415 — when wanted

        return lambda register, language: paper(register, CATALOGUE[entity], row, kind, language)

    def _listed(self) -> ListPage | None:
        """Return the list that is shown; say so where there is none to save or print."""
        page = self._place.list_page
        if page is None or page.gone:
            self._desk.messages.tell(NO_LIST, NO_LIST_ADVICE)
            return None
        return page

    def _paper(
        self,
        make: Callable[[Register, Language], Paper],
        heading: Words,
        name: str,
        others: Sequence[PaperChoice] = (),
    ) -> None:
        from desktop_app.ui.paper.preview import PaperDialog  # noqa: PLC0415 — when it is wanted

        dialog = PaperDialog(self._desk, make, heading, name, self._window, others)
        dialog.finished.connect(self._window.activateWindow)
        dialog.open()

    def back_up(self) -> None:
        """Make a proven backup."""
        from desktop_app.services.upkeep import backup_register  # noqa: PLC0415
        from desktop_app.ui.progress import run_long  # noqa: PLC0415

        self._place.flush()
        run_long(
            self._desk,
            BACKING_UP,
            lambda register, _progress: backup_register(register),
            lambda path: self._desk.messages.done(BACKED_UP, name=path.name),
            parent=self._window,
        )

    def save_copy(self) -> None:
        """Save a copy of what is open in another place, also when the file itself is gone."""
        from desktop_app.ui.files import Files  # noqa: PLC0415

        desk = self._desk
        self._place.flush()
        suggested = desk.session.path.name
        out = Files(desk).save_file(self._window, SAVE_COPY, suggested, [(REGISTERS, (SUFFIX,))])
        saved = out and desk.messages.attempt(partial(desk.session.save_copy, out))
        if saved is not None:
            desk.messages.done(SAVED_COPY, name=saved.name)
