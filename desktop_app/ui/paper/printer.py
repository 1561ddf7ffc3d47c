"""Pages on real paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress, Stopped
from desktop_app.domain.words import Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

__all__ = ["PRINTER_PPI", "ask_printer", "paint_on", "printer_for", "set_up"]

PRINTER_PPI = 300.0
NO_PRINTER = Words("Datorn har ingen skrivare.", "The computer has no printer.")
NO_PRINTER_ADVICE = Words(
    "Välj ”Spara som PDF …” och skriv ut filen på en annan dator.",
    "Choose “Save as PDF …” and print the file on another computer.",
)
STOPPED = Words("Skrivaren tog inte emot dokumentet.", "The printer did not accept the document.")
STOPPED_ADVICE = Words(
    "Kontrollera att den är på och har papper, eller välj ”Spara som PDF …”.",
    "Check that it is on and has paper, or choose “Save as PDF …”.",
)


def printer_for(name: str, first: QImage) -> QPrinter:
    """Return a printer set up for A4 pages that lie as `first` does.

    Raises:
        Refused: There is no printer.
    """
    from PySide6.QtPrintSupport import (  # noqa: PLC0415 - only who prints needs it
        QPrinter,
        QPrinterInfo,
    )

    if not QPrinterInfo.availablePrinterNames():
        raise Refused(NO_PRINTER, NO_PRINTER_ADVICE)
    return set_up(QPrinter(QPrinter.PrinterMode.HighResolution), name, first)


def set_up(printer: QPrinter, name: str, first: QImage) -> QPrinter:
    """Tell a printer what the pages are: their size, how they lie, what they are called."""
    lies = first.width() > first.height()
    way = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    size = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    printer.setDocName(name)
    return printer


def ask_printer(printer: QPrinter, count: int, parent: QWidget, then: Callable[[], object]) -> None:
    """Ask which printer and which pages; `then` follows if somebody chose."""
    from PySide6.QtPrintSupport import (  # noqa: PLC0415 - only who prints needs it
        QAbstractPrintDialog,
        QPrintDialog,
    )

    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, count)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    agreed = dialog.exec()
    dialog.deleteLater()
    if agreed:
        then()


def chosen(printer: QPrinter, pages: Sequence[bytes]) -> Sequence[bytes]:
    """Return the pages that are to be printed."""
    first, last = printer.fromPage(), printer.toPage()
    return pages[max(0, first - 1) : last] if last else pages


def paint_on(printer: QPrinter, pages: Sequence[bytes], progress: Progress) -> int:
    """Print pages (PNG), each over its whole sheet; return how many. For a thread of its own.

    Raises:
        Refused: The printer did not take them.
        Stopped: A person stopped it.
    """
    wanted = chosen(printer, pages)
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused(STOPPED, STOPPED_ADVICE)
    try:
        for number, page in enumerate(wanted):
            progress(number, len(wanted))
            if number and not printer.newPage():
                raise Refused(STOPPED, STOPPED_ADVICE)
            painter.drawImage(painter.viewport(), QImage.fromData(page))
    except (Refused, Stopped):
        printer.abort()
        raise
    finally:
        painter.end()
    return len(wanted)
