"""In the middle of something: what a person may be doing when the program is closed or killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_app.domain.words import Words
from desktop_app.ui.editors.dates import DateLine
from desktop_app.ui.files import Files
from desktop_app.ui.paper.preview import PaperDialog
from desktop_app.ui.record.parts import PartsBlock
from desktop_app.ui.sending.workbook import ExportDialog
from desktop_app.ui.taking.preview import ImportDialog
from tests.journeys.hands import Hands
from tests.ui.at_window import Key, choose, to_list
from tests.ui.storm import begin_typing, form_of

TYPED = "Mitt i ett"
KEPT_BY_THEN = 1800
"""Milliseconds after which what is typed survives even a program that is killed."""
ROWS = 3000


def typing(hands: Hands) -> None:
    """Type in a field of a row."""
    begin_typing(hands, 4, TYPED)


def beginning(hands: Hands) -> None:
    """Begin a new row with something that does not fit."""
    to_list(hands)
    hands.control(Key.Key_N)
    form_of(hands).focus_field("email")
    hands.type(f"{TYPED}@@")


def part(hands: Hands) -> None:
    """Begin a part of a row, in a field it does not need."""
    choose(hands, to_list(hands, "trip"), 0)
    hands.place.record.turn(2)
    found = hands.place.record.findChildren(PartsBlock)
    block = next(each for each in found if each.isVisible() and each.part.name == "programme")
    block.add()
    hands.rest()
    hands.type(TYPED)


def calendar(hands: Hands) -> None:
    """Pick a day."""
    choose(hands, to_list(hands), 4)
    hands.place.record.show_field("confirmed_on")
    hands.rest()
    line = hands.focus.parentWidget()
    assert isinstance(line, DateLine)
    line.press()


def box(hands: Hands) -> None:
    """Be told something while one types."""
    typing(hands)
    hands.program.messages.tell(Words("Något att veta.", "Something to know."))


def finding(hands: Hands) -> None:
    """Look for something."""
    typing(hands)
    hands.control(Key.Key_K)
    hands.type("ann")


def planning(hands: Hands) -> None:
    """Wait for the preview of a list."""
    typing(hands)
    assert hands.window.doing is not None
    hands.window.doing.files.take_file(_list_beside(hands))


def taking(hands: Hands) -> None:
    """Wait for a list to be taken in."""
    planning(hands)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    hands.until(lambda: dialog.plan, "the plan")
    dialog.heed.setChecked(True)
    dialog.foot.take.click()
    _until_it_moves(hands)


def exporting(hands: Hands) -> None:
    """Wait for a workbook to be written."""
    typing(hands)
    hands.control(Key.Key_E)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    out = hands.place._desk.session.path.with_name("ut.xlsx")
    Files.save_file = lambda *_args, **_named: out  # type: ignore[method-assign]
    dialog.save_button.click()
    _until_it_moves(hands)


def previewing(hands: Hands) -> None:
    """Wait for the pages of a summary."""
    choose(hands, to_list(hands, "trip"), 0)
    hands.control(Key.Key_P)
    assert isinstance(QApplication.activeModalWidget(), PaperDialog)


STATES: dict[str, Callable[[Hands], None]] = {
    each.__name__: each
    for each in (
        *(typing, beginning, part, calendar, box, finding),
        *(planning, taking, exporting, previewing),
    )
}


def _list_beside(hands: Hands) -> Path:
    path = hands.place._desk.session.path.with_name("lista.csv")
    lines = [f"Ny{n};Person;n{n}@example.org" for n in range(ROWS)]
    path.write_text("\n".join(["Förnamn;Efternamn;E-post", *lines]), "utf-8")
    return path


def _until_it_moves(hands: Hands) -> None:
    """Wait until long work tells how far it is."""
    (task,) = hands.program.tasks._running
    seen: list[int] = []
    task.progressed.connect(lambda done, _of: seen.append(done))
    hands.until(lambda: seen or not hands.program.tasks.busy, "a sign of progress")


def _go_and_die(home: Path, path: Path, state: str) -> None:
    hands = Hands(home, path)
    STATES[state](hands)
    if state in {"typing", "beginning", "part", "box", "finding"}:
        hands.rest(KEPT_BY_THEN)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _go_and_die(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
