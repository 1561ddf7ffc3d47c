"""The preview of paper: the pages that are seen are those that are printed and saved."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.progress import Stopped
from desktop_app.domain.words import Language, Words
from desktop_app.reports.document import Paper
from desktop_app.services.documents import paper
from desktop_app.services.printing import list_paper
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.ui.desk import Desk
from desktop_app.ui.files import Files
from desktop_app.ui.paper import preview as preview_module
from desktop_app.ui.paper.preview import PaperChoice, PaperDialog
from desktop_app.ui.paper.printer import NO_PRINTER, paint_on, set_up

ORGANISATION = CATALOGUE["organisation"]
HEADING = Words("Organisationer", "Organisations")


def organisations(register: Register, language: Language) -> Paper:
    fields = [ORGANISATION.by_name[name] for name in ("name", "kind", "city", "country")]
    return list_paper(register, ORGANISATION, fields, None, HEADING.into(language), language)


def wide(register: Register, language: Language) -> Paper:
    fields = [field for field in ORGANISATION if not field.local][:10]
    return list_paper(register, ORGANISATION, fields, None, HEADING.into(language), language)


def trip(register: Register, language: Language) -> Paper:
    entity = CATALOGUE["trip"]
    row = next(iter(list_rows(register, entity, Listing())))
    return paper(register, entity, row.id, "summary", language)


@pytest.fixture
def desk(desk: Desk) -> Iterator[Desk]:
    """Return a desk whose work is over when the test is."""
    yield desk
    desk.tasks.close()


@pytest.fixture
def preview(qtbot: QtBot, desk: Desk) -> Callable[..., PaperDialog]:
    """Return what opens a preview and waits for its pages."""

    def opened(make: Callable[[Register, Language], Paper] = organisations) -> PaperDialog:
        dialog = PaperDialog(desk, make, HEADING, "Organisationer")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(dialog.print_button.isEnabled, timeout=20_000)
        return dialog

    return opened


def test_the_file_holds_what_is_seen(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    preview: Callable[..., PaperDialog],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = preview()
    out = tmp_path / "ut.pdf"
    monkeypatch.setattr(Files, "save_file", lambda *_given: out)
    said: list[str] = []
    desk.messages.said.connect(lambda text, _undo: said.append(text))
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert said == ["Sparade ut.pdf."]
    made = dialog._made
    assert made is not None
    assert out.read_bytes() == made.paper.pdf
    pages = PdfReader(out).pages
    assert len(pages) == dialog.sheets.count > 1
    assert dialog._page.text() == f"Sida 1 av {len(pages)}"
    text = "".join(page.extract_text() for page in pages)
    row = next(iter(list_rows(desk.session.register, ORGANISATION, Listing())))
    assert str(row.values["name"]) in text


def test_the_pages_are_painted(preview: Callable[..., PaperDialog]) -> None:
    dialog = preview(trip)
    picture = dialog.sheets.viewport().grab().toImage()
    page = dialog.sheets._rects[0]
    assert picture.pixelColor(page.left() + 5, page.top() + 5) == Qt.GlobalColor.white
    dark = sum(
        picture.pixelColor(x, y).lightness() < 100
        for x in range(page.left(), page.right(), 2)
        for y in range(page.top(), min(page.bottom(), picture.height()), 2)
    )
    assert dark > 300


def test_another_language_makes_the_pages_anew(
    qtbot: QtBot, preview: Callable[..., PaperDialog]
) -> None:
    dialog = preview()
    before = dialog._made
    qtbot.mouseClick(dialog.tools.button_of("en"), Qt.MouseButton.LeftButton)
    assert not dialog.print_button.isEnabled()
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=20_000)
    assert before is not None
    assert dialog._made is not None
    reader = PdfReader(io.BytesIO(dialog._made.paper.pdf))
    assert "Country" in reader.pages[0].extract_text()
    assert before.pages[0] != dialog._made.pages[0]


def test_another_document_of_the_row_is_one_key_away(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Files, "save_file", lambda *given: asked.append(given[3]))
    others = [PaperChoice(Words("En resa", "A trip"), trip)]
    dialog = PaperDialog(desk, organisations, HEADING, "Staden", None, others)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=20_000)
    assert dialog.sheets.hasFocus()
    first = dialog._made
    qtbot.keyClick(dialog, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.print_button.isEnabled()
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=20_000)
    assert dialog.windowTitle() == "En resa"
    assert dialog.documents is not None
    assert dialog.documents.box.currentText() == "En resa"
    assert dialog.sheets.hasFocus()
    assert first is not None
    assert dialog._made is not None
    assert first.pages[0] != dialog._made.pages[0]
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Staden – En resa.pdf"]
    dialog.documents.box.setFocus()
    qtbot.keyClick(dialog.documents.box, Qt.Key.Key_Up)
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=20_000)
    assert dialog.documents.box.hasFocus()
    assert dialog._made.pages[0] == first.pages[0]


def test_keys_go_from_page_to_page(qtbot: QtBot, preview: Callable[..., PaperDialog]) -> None:
    dialog = preview()
    assert dialog.sheets.hasFocus()
    qtbot.keyClick(dialog.sheets, Qt.Key.Key_PageDown)
    assert dialog.sheets.page == 1
    assert dialog._page.text().startswith("Sida 2 ")
    qtbot.keyClick(dialog.sheets, Qt.Key.Key_PageUp)
    assert dialog.sheets.page == 0
    qtbot.keyClick(dialog.sheets, Qt.Key.Key_End)
    assert dialog.sheets.page == dialog.sheets.count - 1


def test_pages_grow_by_keys_wheel_and_buttons(
    qtbot: QtBot, preview: Callable[..., PaperDialog]
) -> None:
    dialog = preview()
    sheets = dialog.sheets
    wide = sheets.zoom
    assert sheets.horizontalScrollBar().maximum() == 0
    qtbot.keyClick(dialog, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert sheets.zoom == pytest.approx(wide * 1.2)
    middle = QPointF(sheets.viewport().rect().center())
    wheel = QWheelEvent(
        middle,
        sheets.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheets.viewport(), wheel)
    assert sheets.zoom == pytest.approx(wide * 1.44)
    sheets.fit("page")
    assert sheets._rects[0].height() <= sheets.viewport().height()
    qtbot.keyClick(dialog, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert sheets.zoom == pytest.approx(wide)
    sheets.zoom_to(1000)
    assert sheets.zoom == pytest.approx(4)


@pytest.mark.parametrize("make", [wide, trip])
def test_paper_gets_each_page_whole_and_as_it_lies(
    tmp_path: Path, preview: Callable[..., PaperDialog], make: Callable[..., Paper]
) -> None:
    made = preview(make)._made
    assert made is not None
    pages = made.paper.pages(60)
    first = QImage.fromData(pages[0])
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papper.pdf"))
    steps: list[tuple[int, int]] = []
    count = paint_on(
        set_up(printer, "Prov", first), pages, lambda done, of: steps.append((done, of))
    )
    printed = PdfReader(tmp_path / "papper.pdf").pages
    assert count == len(printed) == len(pages) == len(steps)
    assert (first.width() > first.height()) is (make is wide)
    box = printed[0].mediabox
    assert (box.width > box.height) == (first.width() > first.height())
    assert float(box.width) / float(box.height) == pytest.approx(
        first.width() / first.height(), rel=0.02
    )
    drawn = printed[0].images[0].image
    assert isinstance(drawn, Image.Image)
    assert drawn.width == pytest.approx(first.width(), rel=0.02)


def test_printing_stops_when_it_is_asked_to(
    tmp_path: Path, preview: Callable[..., PaperDialog]
) -> None:
    made = preview()._made
    assert made is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papper.pdf"))

    def stop(done: int, _of: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        paint_on(printer, made.pages, stop)


def test_chosen_pages_alone_are_printed(
    tmp_path: Path, preview: Callable[..., PaperDialog]
) -> None:
    made = preview()._made
    assert made is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papper.pdf"))
    printer.setFromTo(2, 2)
    assert paint_on(printer, made.pages, lambda _done, _of: None) == 1


def test_the_print_button_prints_what_is_seen(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    preview: Callable[..., PaperDialog],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def to_file(name: str, first: QImage) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "papper.pdf"))
        return set_up(printer, name, first)

    def agree(_printer: QPrinter, _count: int, _parent: QWidget, then: Callable[[], None]) -> None:
        then()

    monkeypatch.setattr(preview_module, "printer_for", to_file)
    monkeypatch.setattr(preview_module, "ask_printer", agree)
    said: list[str] = []
    desk.messages.said.connect(lambda text, _undo: said.append(text))
    dialog = preview()
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said == [f"Skrev ut {dialog.sheets.count} sidor."]
    assert len(PdfReader(tmp_path / "papper.pdf").pages) == dialog.sheets.count


def test_without_a_printer_the_advice_is_a_file(
    qtbot: QtBot,
    desk: Desk,
    preview: Callable[..., PaperDialog],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "PySide6.QtPrintSupport.QPrinterInfo.availablePrinterNames", staticmethod(list)
    )
    boxes: list[str] = []
    monkeypatch.setattr(desk.messages, "tell", lambda words, _advice=None: boxes.append(words.sv))
    dialog = preview()
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert boxes == [NO_PRINTER.sv]


def test_closing_while_the_pages_are_made_is_no_fault(qtbot: QtBot, desk: Desk) -> None:
    dialog = PaperDialog(desk, organisations, HEADING, "Organisationer")
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
