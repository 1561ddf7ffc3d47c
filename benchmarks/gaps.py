"""Whether anything keeps the window from painting: the longest turn of its event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import Qt

from benchmarks.material import copy_of, folder, list_file, sample_file
from benchmarks.measure import runs_for, say, seconds
from benchmarks.painting import Painted
from benchmarks.rig import Rig
from benchmarks.window import TYPED_FIELD, WORDS, next_record, save_field
from desktop_app.domain.words import Words
from desktop_app.services.exporting import Wish, export
from desktop_app.ui.progress import run_long
from desktop_app.ui.taking.preview import ImportDialog

ALLOWED = 0.1
RECORDS, LONG_ROWS = 50, 20_000
LONG = Words("Mäter …", "Measuring …")


def gaps(rows: int) -> None:
    """Measure the longest time between two turns of the event loop (P17)."""
    say(f"gaps, {rows} contacts: the longest time that nothing could be painted")
    rig = Rig()
    try:
        path = copy_of(sample_file(rows), "gaps.knreg")
        _note(rig, "opening a register", lambda: rig.open(path))
        for name, work in _daily(rig, rows):
            _note(rig, name, work)
        long = min(rows, LONG_ROWS)
        rig.open(copy_of(sample_file(long), "gaps-long.knreg"))
        _note(rig, f"export of {long} contacts", lambda: _export(rig))
        list_file(long)
        _note(rig, f"preview of a list of {long}", lambda: _preview(rig, long))
    finally:
        rig.close()


def _daily(rig: Rig, rows: int) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "the list of contacts", rig.contacts
    yield "typing in the search field", lambda: _type(rig)
    yield "scrolling", lambda: _scroll(rig)
    yield "sorting", lambda: _sort(rig)
    number = runs_for(rows, RECORDS)
    yield f"{number} records by arrow key", lambda: _records(rig, number)
    yield "saving a field", lambda: _save(rig)
    yield "undo", lambda: _undo(rig)


def _note(rig: Rig, name: str, work: Callable[[], object]) -> None:
    with rig.watched():
        work()
    over = "  OVER" if rig.longest > ALLOWED else ""
    say(
        f"{name:34} {seconds(rig.longest):>10}  own work in it {seconds(rig.work):>9}"
        f", allowed {seconds(ALLOWED)}{over}"
    )


def _type(rig: Rig) -> None:
    page = rig.contacts()
    page.search.setFocus()
    for word in WORDS[:6]:
        for letter in word:
            rig.type(letter)
            rig.rest(0.1)
        rig.key(Qt.Key.Key_Escape)
        rig.rest()


def _scroll(rig: Rig) -> None:
    page = rig.contacts()
    page.into_table()
    for key in [Qt.Key.Key_PageDown] * 20 + [Qt.Key.Key_End, Qt.Key.Key_Home] * 3:
        rig.key(key)
        rig.rest(0.02)
    bar = page.table.verticalScrollBar()
    for share in range(0, 100, 7):
        bar.setValue(bar.maximum() * share // 100)
        rig.rest(0.02)


def _sort(rig: Rig) -> None:
    page = rig.contacts()
    for name in ("family_name", "organisation", "email", "confirmed_on", "topics"):
        page.sort_by([(name, True)])
        rig.until(lambda: page.model.order.complete)
        rig.rest()
    page.sort_by([])
    rig.until(lambda: page.model.order.complete)


def _records(rig: Rig, number: int) -> None:
    for _ in range(number):
        next_record(rig)


def _save(rig: Rig) -> None:
    for number in range(5):
        next_record(rig)
        save_field(rig, TYPED_FIELD, f"Enhet {number}")
        rig.rest()


def _undo(rig: Rig) -> None:
    doing = rig.program.window.doing
    assert doing is not None
    rig.place.setFocus()
    for _number in range(5):
        doing.taking_back.undo_last()
        rig.contacts()


def _export(rig: Rig) -> None:
    """Send a workbook out as the window does, while nobody touches it."""
    written: list[object] = []
    out = folder() / "gaps.xlsx"
    run_long(
        rig.desk,
        LONG,
        lambda register, progress: export(register, out, Wish(), progress),
        written.append,
        parent=rig.program.window,
    )
    rig.until(lambda: bool(written))
    rig.rest()


def _preview(rig: Rig, rows: int) -> None:
    """Show what taking a list in would do."""
    dialog = ImportDialog(rig.desk, list_file(rows), rig.program.window)
    dialog.open()
    rig.until(lambda: dialog.plan is not None)
    watch, shown = Painted(dialog), perf_counter()
    dialog.update()
    rig.until(lambda: watch.last > shown)
    rig.rest(1)
    dialog.reject()
    rig.rest()
