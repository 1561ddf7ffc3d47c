"""Pictures of every page and dialog, in both languages and all colours: ``dev.py pictures DIR``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.data import RESOURCES
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.exporting import Wish, export
from desktop_app.services.neighbours import neighbours
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.sampling import make_sample
from desktop_app.services.writing import delete, put
from desktop_app.ui.doing import Doing
from desktop_app.ui.pages.exchange.page import ExchangePage
from desktop_app.ui.pages.parts import Line
from desktop_app.ui.pages.year.page import YearPage
from desktop_app.ui.program import application
from desktop_app.ui.sidebar import MORE, PLACES
from desktop_app.ui.taking.many import BatchDialog
from tests.journeys.hands import Hands
from tests.services.workbooks import FIRST, column, edited, last_row

CONTACT = CATALOGUE["contact"]
TWIN = "provberg@example.org"
DAY = date(2026, 11, 21)
LOOKS = [(language, scheme, 100) for language in ("sv", "en") for scheme in ("light", "dark")]
LOOKS += [("sv", "contrast", 100), ("sv", "light", 175), ("en", "dark", 175)]
GATHERING = ("overview", "follow_up")
"""Pages that go through the register after they are shown."""
TABS = {"contact": 3, "trip": 7, "network": 5}
LONG = "Gemensamma samordningsförvaltningen för internationella utvecklingsfrågor " * 3


def main(folder: Path, wanted: Sequence[str] = ()) -> int:
    """Make pictures in a folder, in all looks or in those that are wanted; say how many."""
    folder.mkdir(parents=True, exist_ok=True)
    fonts = sorted((RESOURCES / "print" / "fonts").rglob("*.[ot]tf"))
    with tempfile.TemporaryDirectory() as scratch:
        material = Material(Path(scratch))
        for language, scheme, percent in LOOKS:
            if wanted and f"{language}-{scheme}-{percent}" not in wanted:
                continue
            home = Path(scratch) / f"home-{language}-{scheme}-{percent}"
            with hands_of(home, material.sample, language, fonts) as hands:
                hands.window.settings.scheme = scheme
                hands.window.settings.percent = percent
                hands.window.theme.use(scheme, percent)  # type: ignore[arg-type]
                Camera(hands, folder, f"{language}-{scheme}-{percent}", material).all()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


@contextmanager
def hands_of(home: Path, path: Path, language: str, fonts: list[Path]) -> Iterator[Hands]:
    """Start the program with fonts that are the same everywhere."""
    application()
    for font in fonts:
        QFontDatabase.addApplicationFont(str(font))
    hands = Hands(home, path, language)
    try:
        yield hands
    finally:
        hands.close()


class Material:
    """The registers and files that pictures are made of."""

    def __init__(self, folder: Path) -> None:
        """Make them in a folder."""
        self.folder = folder
        self.sample = folder / "Exempel.knreg"
        make_sample(self.sample, 240, 1, today=DAY, exchange=True).close()
        self.empty = folder / "Tomt.knreg"
        new_register(self.empty, "Kulturförvaltningen", person="Prov Person").close()
        self.back = folder / "Ifylld.xlsx"
        with open_register(self.sample) as register:
            self.long = put(
                register,
                CATALOGUE["contact"],
                None,
                {
                    "given_name": LONG[:90],
                    "family_name": LONG[:120],
                    "title": LONG,
                    "note": LONG * 4,
                },
            ).id
            sent = folder / "Utskickad.xlsx"
            export(register, sent, Wish())
        edited(sent, self.back, "Kontakter", fill_in)
        self._make_exchange(folder)

    def _make_exchange(self, folder: Path) -> None:
        """Make an office that has joined the sample, and what it sends; one file is locked."""
        self.office = folder / "Kulturförvaltningen.knreg"
        self.came = [folder / f"{name}.xlsx" for name in ("Från Kultur", "Från Miljö", "Annan")]
        made = new_register(self.office, "Stadsmuseet", person="Prov Person", join=self.sample)
        with made as office:
            (centre,) = (each for each in neighbours(office) if each.role == "central")
            first, second = list_rows(office, CONTACT, Listing(limit=2))
            put(office, CONTACT, first.id, {"title": "Klimatstrateg", "city": "Åbo"})
            export(office, self.came[0], Wish(to=centre.register_id))
            put(office, CONTACT, second.id, {"note": LONG})
            delete(office, CONTACT, first.id)
            export(office, self.came[1], Wish(to=centre.register_id))
            export(office, self.came[2], Wish(to=centre.register_id, password="Prov 1234"))  # noqa: S106
        with open_register(self.sample) as register:
            put(register, CONTACT, first.id, {"city": "Vasa"})
            for given in ("Åsa", "Asa"):
                twin = {"given_name": given, "family_name": "Provberg", "email": TWIN}
                put(register, CONTACT, None, {**twin, "title": f"Strateg {given}", "note": LONG})


def fill_in(sheet: Worksheet) -> None:
    """Change some contacts, one of them to what cannot be, and add one, as a person does."""
    phone, city, confirmed = (column(sheet, key) for key in ("phone", "city", "confirmed_on"))
    for row in range(FIRST, FIRST + 6):
        sheet.cell(row, phone).value = f"08-465 004 {row + 10}"
    sheet.cell(FIRST + 1, city).value = "Göteborg"
    sheet.cell(FIRST + 7, confirmed).value = "31 februari 2026"
    added = last_row(sheet) + 1
    sheet.cell(added, column(sheet, "given_name")).value = "Nytillkommen"
    sheet.cell(added, column(sheet, "family_name")).value = "Provsson"


class Camera:
    """Takes pictures of the program in one look."""

    def __init__(self, hands: Hands, folder: Path, look: str, material: Material) -> None:
        """Take pictures of the program into a folder."""
        self._hands = hands
        self._folder = folder
        self._look = look
        self._material = material

    def all(self) -> None:
        """Take all pictures."""
        self._pages()
        self._records()
        self._dialogs()
        self._whole_page("exchange-centre")
        self._open(self._material.office)
        self._whole_page("exchange-office")
        self._open(self._material.empty)
        for key in ("overview", "contact", "trip", "exchange"):
            self._hands.place.go(key)
            self._take(f"empty-{key}")
        self._hands.window.show_start()
        self._take("start")

    def _pages(self) -> None:
        for place in PLACES:
            if place.key != MORE:
                self._hands.place.go(place.key)
                page = self._hands.place.list_page
                if page is not None:
                    page.table.selectRow(0)
                if place.key in GATHERING:
                    gatherer = self._hands.place.stack.gatherer
                    self._hands.until(lambda gatherer=gatherer: gatherer.complete, "what is due")
                    self._hands.rest(500)
                self._take(f"page-{place.key}")

        self._year()

    def _year(self) -> None:
        """Take pictures of some answers of the yearly report."""
        self._hands.place.go("year")
        page = cast("YearPage", self._hands.place.page)
        tasks = self._hands.window.tasks
        self._hands.until(lambda: page.report is not None, "the report")
        for number in (0, 2, 6, 11):
            page.questions.setCurrentRow(number)
            self._hands.until(lambda: not tasks.busy and not page.charting.busy, "the charts")
            self._take(f"page-year-{number}")

    def _records(self) -> None:
        place = self._hands.place
        for entity, tabs in TABS.items():
            place.go(entity)
            for tab in range(tabs):
                self._take(f"record-{entity}-{tab}")
                place.record.turn(1)
        place.open_row("contact", self._material.long)
        self._take("long-contact")
        for entity in ("contact", "trip", "request"):
            place.new_row(entity, {})
            self._take(f"new-{entity}")
        place.go("contact")
        page = place.list_page
        if page is not None:
            page.search.setText("zzzz")
            self._take("nothing-found")
            page.search.clear()
            page.filters.choose("country", ("SE", "NO"))
            page.show_trash(gone=True)
            self._take("trash")
            page.filters.clear()
            page.show_trash(gone=False)

    def _dialogs(self) -> None:
        place, window, doing = self._hands.place, self._hands.window, self._hands.window.doing
        place.go("trip")
        page = place.list_page
        assert page is not None
        assert doing is not None
        page.table.selectRow(0)
        self._hands.rest(200)
        commands = (
            "find",
            "columns",
            "export",
            "print_list",
            "print",
            "settings",
            "help",
            "shortcuts",
            "about",
        )
        for name in commands:
            window.actions_.by_name[name].trigger()
            self._dialog(name)
        doing.files.take_file(self._material.back)
        self._dialog("import")
        self._exchange(doing)
        window.messages.tell(CATALOGUE["trip"].one, CATALOGUE["trip"].many)
        self._dialog("message")

    def _exchange(self, doing: Doing) -> None:
        """Take pictures of sending, taking in, deciding and merging."""
        came = self._material.came
        doing.files.take_file(came[2])
        self._dialog("password")
        doing.files.take_files(came)
        self._dialog("batch", lambda shown: cast("BatchDialog", shown).files.setCurrentCell(1, 0))
        page = self._page()
        page.decide()
        self._dialog("deciding")
        page.look_for_duplicates()
        self._dialog("merging")
        assert page.state is not None
        page.send_to(page.state.met)
        self._dialog("post")
        for number, line in enumerate(page.receipts.findChildren(Line)):
            line.click()
            self._dialog(f"receipt-{number}")

    def _page(self) -> ExchangePage:
        """Go to the page of the exchange, and wait until it has counted."""
        self._hands.place.go("exchange")
        page = self._hands.place.page
        assert isinstance(page, ExchangePage)
        self._hands.until(lambda: page.state is not None and page._task is None, "the counts")
        return page

    def _whole_page(self, name: str) -> None:
        """Take a picture of all of the page, also of what is further down."""
        page = self._page()
        content = page._scrolled.widget()
        assert content is not None
        self._take(name)
        self._take(f"{name}-whole", content)

    def _dialog(self, name: str, then: Callable[[QDialog], object] | None = None) -> None:
        self._hands.rest(300)
        self._hands.until(lambda: not self._hands.program.tasks.busy, name)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog), name
        if name == "find":
            self._hands.type("berlin")
        if then is not None:
            then(dialog)
        self._take(f"dialog-{name}", dialog)
        dialog.reject()
        self._hands.rest()

    def _open(self, path: Path) -> None:
        self._hands.program.open(path)
        self._hands.rest(200)

    def _take(self, name: str, widget: QWidget | None = None) -> None:
        self._hands.rest(120)
        target = widget or self._hands.window
        target.grab().save(str(self._folder / f"{name}-{self._look}.png"))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "pictures"), sys.argv[2:]))
