"""The window at work: typing, scrolling and sorting, saving a field; each to the repainted list."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from time import perf_counter

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLineEdit

from benchmarks.daily import UPDATE
from benchmarks.material import CONTACT, contact_cells, copy_of, folder, plain_database, sample_file
from benchmarks.measure import Figures, compare, once, runs_for, say, seconds, spread
from benchmarks.painting import Painted
from benchmarks.rig import Rig, rig_of
from desktop_app.domain.folding import parse_query
from desktop_app.storage.search import block, match
from desktop_app.ui.form import Form
from desktop_app.ui.lists.page import ListPage

PAINT, SORT, SAVE_RATIO = 0.016, 0.15, 3
PAUSES = (0.0, 0.03, 0.09, 0.12, 0.2)
"""Seconds between two keys, in turn: faster than anybody, and as slow as the rest is read."""
WORDS = (
    *("anna", "malmö", "stadt wien", "papadop", "oberg", "example org", "gdansk", "klimat m"),
    *("eva lind", "johansson", "kista", "tokyo", "zofia", "berg erik", "xq", "nilsson a"),
)
FIRST_HITS = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? LIMIT 60"
WHEEL = -120
TYPED_FIELD, MOVING_FIELD = "department", "family_name"


def typing(rows: int) -> None:
    """Measure a key press in the search field to the repainted list (P3)."""
    path = sample_file(rows)
    say(f"typing, {rows} contacts: from the key to the repainted list")
    with rig_of(copy_of(path, "typing.knreg")) as rig:
        page = rig.contacts()
        page.search.setFocus()
        typed, taken_back = [], []
        for number, word in enumerate(WORDS[: runs_for(rows, len(WORDS))]):
            pauses = PAUSES[number % len(PAUSES) :] + PAUSES[: number % len(PAUSES)]
            for at, letter in enumerate(word):
                pause = pauses[at % len(PAUSES)]
                typed.append(_to_paint(rig, page, lambda c=letter: rig.type(c), pause))  # type: ignore[misc]
            for at in range(len(word)):
                press = Qt.Key.Key_Backspace
                taken_back.append(_to_paint(rig, page, lambda k=press: rig.key(k), 0.02 * (at % 3)))  # type: ignore[misc]
    spread("key to paint", Figures(tuple(typed)), PAINT)
    spread("backspace to paint", Figures(tuple(taken_back)), PAINT)
    spread("floor: the full text alone", _bare_hits(str(path)))


def _bare_hits(path: str) -> Figures:
    """Return how long the first hits of each letter take in the index itself."""
    conn = sqlite3.connect(path)
    low, high = block(CONTACT.name)
    asked = [match(parse_query(word[: n + 1])) for word in WORDS for n in range(len(word))]
    times = [
        once(lambda a=text: conn.execute(FIRST_HITS, (a, low, high)).fetchall())  # type: ignore[misc]
        for text in asked
        if text
    ]
    conn.close()
    return Figures(tuple(times))


def _to_paint(rig: Rig, page: ListPage, act: Callable[[], object], pause: float = 0.0) -> float:
    """Return the seconds from when something was due until the list, or its lack, is painted."""
    watches = [Painted(page.table.viewport()), Painted(page.empty)]
    began = rig.pause(pause) if pause else perf_counter()
    before = perf_counter()
    act()
    rig.until(lambda: max(each.last for each in watches) > before)
    return max(each.last for each in watches) - began


def scrolling(rows: int) -> None:
    """Measure paging, the wheel, jumps, and sorting by every column (P4)."""
    say(f"scrolling, {rows} contacts: from key or wheel to the repainted list")
    with rig_of(copy_of(sample_file(rows), "scrolling.knreg")) as rig:
        page = rig.contacts()
        page.search.setFocus()
        rig.key(Qt.Key.Key_Down)
        pages = [
            _to_paint(rig, page, lambda: rig.key(Qt.Key.Key_PageDown))
            for _ in range(min(40, rows // 40))
        ]
        spread("a page down", Figures(tuple(pages)), PAINT)
        wheel = [
            _to_paint(rig, page, lambda: _wheel(rig, page)) for _ in range(min(60, rows // 10))
        ]
        spread("the wheel", Figures(tuple(wheel)), PAINT)
        spread("a jump", Figures(tuple(_jumps(rig, page))), PAINT)
        _sort(rig, page)


def _wheel(rig: Rig, page: ListPage) -> None:
    port = page.table.viewport()
    place = QPointF(port.rect().center())
    event = QWheelEvent(
        place,
        QPointF(port.mapToGlobal(place)),
        QPoint(),
        QPoint(0, WHEEL),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    rig.app.sendEvent(port, event)


def _jumps(rig: Rig, page: ListPage) -> list[float]:
    bar = page.table.verticalScrollBar()
    places = [bar.maximum() * share // 100 for share in (50, 99, 1, 75, 25, 60, 40, 90, 10, 0)]
    keys = [Qt.Key.Key_End, Qt.Key.Key_Home] * 5
    jumps = [_to_paint(rig, page, lambda p=place: bar.setValue(p)) for place in places]  # type: ignore[misc]
    return jumps + [_to_paint(rig, page, lambda k=key: rig.key(k)) for key in keys]  # type: ignore[misc]


def _sort(rig: Rig, page: ListPage) -> None:
    """Sort by each field, up and down, and once more in the usual order."""
    took: dict[str, float] = {}
    with rig.watched():
        for field in CONTACT:
            for down in (False, True):
                name = f"{field.name}{', down' if down else ''}"
                took[name] = _sorted(rig, page, [(field.name, down)])
        took["the usual order"] = _sorted(rig, page, [])
    spread("sort, until it is whole", Figures(tuple(took.values())), SORT)
    slowest = sorted(took, key=lambda name: -took[name])[:3]
    say("  slowest: " + " · ".join(f"{name} {seconds(took[name])}" for name in slowest))
    say(f"{'  longest turn meanwhile':34} {seconds(rig.longest)}")


def _sorted(rig: Rig, page: ListPage, sort: list[tuple[str, bool]]) -> float:
    watch = Painted(page.table.viewport())
    began = perf_counter()
    page.sort_by(sort)
    rig.until(lambda: page.model.order.complete)
    whole = perf_counter()
    rig.until(lambda: watch.last > began)
    return max(whole, watch.last) - began


def saving(rows: int, runs: int = 30) -> None:
    """Measure leaving a field until list and record are right, beside one bare commit (P5)."""
    say(f"saving, {rows} contacts: from Tab to everything repainted")
    bare = folder() / "bare-saving.db"
    plain_database(bare, contact_cells(min(rows, 20_000)), search=False)
    conn = sqlite3.connect(bare, isolation_level=None)
    conn.execute("PRAGMA synchronous = FULL")
    with rig_of(copy_of(sample_file(rows), "saving.knreg")) as rig:
        for name, field in (("a field", TYPED_FIELD), ("a name: the row moves", MOVING_FIELD)):
            ours, peer = [], []
            for number in range(runs_for(rows, runs)):
                next_record(rig)
                ours.append(save_field(rig, field, f"Ny {number * 7919 % 1000}"))
                peer.append(once(partial(conn.execute, UPDATE, (f"{field} {number}", number + 1))))
            compare(name, Figures(tuple(ours)), Figures(tuple(peer)), "commit", SAVE_RATIO)
    conn.close()


def next_record(rig: Rig) -> None:
    """Go to the next contact by key, and wait until it is shown."""
    page = rig.place.list_page or rig.contacts()
    page.into_table()
    rig.key(Qt.Key.Key_Down)
    rig.until(lambda: rig.place.record.current() == (CONTACT.name, page.current))
    rig.rest()


def save_field(rig: Rig, name: str, text: str) -> float:
    """Type in a field of the record; return how long it takes from Tab until all views are right.

    The list is right once it has been painted with all rows in the order that they then have.
    """
    page = rig.place.list_page or rig.contacts()
    line = _line(rig, name)
    line.setFocus()
    line.selectAll()
    rig.type(text)
    rig.rest()
    listed, shown = Painted(page.table.viewport()), Painted(line)
    settled = [0.0]
    page.model.order.settled.connect(lambda: settled.append(perf_counter()))
    began = perf_counter()
    rig.key(Qt.Key.Key_Tab)
    rig.until(
        lambda: (
            page.model.order.complete
            and listed.last > max(began, settled[-1])
            and shown.last > began
        )
    )
    return max(listed.last, shown.last) - began


def _line(rig: Rig, name: str) -> QLineEdit:
    forms = [form for form in rig.place.record.findChildren(Form) if name in form.boxes]
    line = next(form for form in forms if form.isVisible()).boxes[name].editor.main
    assert isinstance(line, QLineEdit)
    return line
