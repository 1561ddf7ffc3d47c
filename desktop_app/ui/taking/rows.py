"""The rows of a file as a table: found by what becomes of them, by sheet and by words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Literal, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop_app.domain.folding import fold
from desktop_app.domain.words import Words
from desktop_app.services.import_plan import Category, ImportPlan, Outcome, problems_of
from desktop_app.ui.icons import icon
from desktop_app.ui.speech import Speech
from desktop_app.ui.taking.words import EMPTY, ICONS, ONE, place_of, where_of

__all__ = ["CHANGES", "HEADINGS", "OUTCOME", "PIECES", "Filter", "Piece", "Rows"]

STEP_S = 0.008
"""How long one step of looking may take: half the time of a picture on the screen."""

OUTCOME = int(Qt.ItemDataRole.UserRole)
PIECES = OUTCOME + 1
"""Roles: the row itself, and the pieces of what changes."""

HEADINGS = (
    Words("Blir", "Becomes"),
    Words("Rad", "Row"),
    Words("Namn", "Name"),
    Words("Vad som ändras", "What changes"),
)
CHANGES = len(HEADINGS) - 1

Part: TypeAlias = Literal["label", "old", "here", "new", "added", "arrow", "reason", "mended"]
"""`old` goes; `here` stays beside what the file has; `mended` was read in another form."""
Piece: TypeAlias = tuple[Part, str]
Index: TypeAlias = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are looked at: '' is any."""

    category: Category | Literal[""] = ""
    sheet: str = ""
    text: str = ""


class Rows(QAbstractTableModel):
    """The rows of a plan; what changes in one is worked out when it comes into view.

    Signals:
        settled: All rows that the filter lets through are there.
    """

    settled = Signal()

    def __init__(
        self, speech: Speech, names: Callable[[str, str], str], parent: QObject | None = None
    ) -> None:
        """Begin without rows; `names` gives what rows of the register are called."""
        super().__init__(parent)
        self._speech = speech
        self._names = names
        self._plan: ImportPlan | None = None
        self._filter = Filter()
        self._shown: list[Outcome] = []
        self._found: Iterator[Outcome | None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def show_plan(self, plan: ImportPlan, *, as_before: bool = False) -> None:
        """Show the rows of a plan: all, or those that were looked for before."""
        self._plan = plan
        self.look_for(self._filter if as_before else Filter())

    def look_for(self, filter_: Filter) -> None:
        """Show the rows that a filter lets through; many of them arrive little by little."""
        self.beginResetModel()
        self._filter, self._shown = filter_, []
        self.endResetModel()
        self._found = self._matching(filter_)
        self._timer.start()
        self._step()

    def place(self, outcome: Outcome) -> int:
        """Return where a row of the file stands in the table by now, −1 if it does not."""
        wanted = (outcome.sheet, outcome.number)
        rows = (n for n, each in enumerate(self._shown) if (each.sheet, each.number) == wanted)
        return next(rows, -1)

    def outcome(self, row: int) -> Outcome | None:
        """Return the row of the file that stands in a row of the table."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def title(self, outcome: Outcome) -> str:
        """Return what a row is called; the register says it of rows that nothing is said of."""
        return outcome.title or (self._names(outcome.entity, outcome.id) if outcome.id else "")

    # --- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._speech(HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell."""
        outcome = self.outcome(index.row())
        if outcome is None:
            return None
        if role == OUTCOME:
            return outcome
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(outcome, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon(ICONS[outcome.category])
        if role == PIECES and index.column() == CHANGES:
            return list(self._pieces(outcome))
        return None

    # --- texts

    def _text(self, outcome: Outcome, column: int) -> str:
        if column == 0:
            return self._speech(ONE[outcome.category])
        if column == 1:
            return self._speech(where_of(outcome))
        if column == CHANGES:
            return "".join(text for _part, text in self._pieces(outcome))
        return self.title(outcome)

    def _pieces(self, outcome: Outcome) -> Iterator[Piece]:
        """Go through what is said of a row: its problems, then its cells, old and new."""
        differs = outcome.category in {"conflicts", "doubts"}
        between = ""
        told = [] if outcome.category == "conflicts" else list(self._reasons(outcome))
        for part, reason in told:
            if part == "reason":
                yield part, f"{between}{reason}"
                between = "   "
        for cell in outcome.cells:
            yield "label", f"{between}{self._speech(cell.label)}: "
            if cell.old:
                yield "here" if differs else "old", cell.old
                yield "arrow", " ↔ " if differs else " → "
            yield "new" if cell.old else "added", cell.new or self._speech(EMPTY)
            between = "   "
        for part, reason in told:
            if part == "mended":
                yield part, f"{between}{reason}"
                between = "   "

    def _reasons(self, outcome: Outcome) -> Iterator[Piece]:
        for problem in () if self._plan is None else problems_of(self._plan, outcome):
            said = self._speech(problem.reason)
            where = self._speech(place_of(problem))
            yield "mended" if problem.mended else "reason", f"{where} – {said}" if where else said

    # --- looking

    def _matching(self, wanted: Filter) -> Iterator[Outcome | None]:
        """Go through all rows; None stands for one that the filter holds back."""
        text = fold(wanted.text)
        for outcome in self._in_order():
            fits = (
                wanted.category in ("", outcome.category)
                and wanted.sheet in ("", outcome.sheet)
                and (not text or text in self._haystack(outcome))
            )
            yield outcome if fits else None

    def _in_order(self) -> Iterator[Outcome]:
        """Go through all rows: those that something becomes of, then the unchanged ones."""
        outcomes = () if self._plan is None else self._plan.outcomes
        yield from () if self._plan is None else self._plan.beyond
        yield from (outcome for outcome in outcomes if outcome.category != "unchanged")
        yield from (outcome for outcome in outcomes if outcome.category == "unchanged")

    def _haystack(self, outcome: Outcome) -> str:
        changes = (text for part, text in self._pieces(outcome) if part != "arrow")
        return fold(" ".join([self.title(outcome), str(outcome.number), *changes]))

    def _step(self) -> None:
        """Look for some time, and show what was found."""
        found: list[Outcome] = []
        until = perf_counter() + STEP_S
        ended = True
        for outcome in self._found:
            if outcome is not None:
                found.append(outcome)
            if perf_counter() > until:
                ended = False
                break
        if found:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(found) - 1)
            self._shown.extend(found)
            self.endInsertRows()
        if ended:
            self._timer.stop()
            self.settled.emit()
