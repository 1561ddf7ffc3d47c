"""The table of the lines: arrows, Enter to the place, keys for what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.services.due import Item
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.follow_up.delegate import HEIGHT, LineDelegate
from desktop_app.ui.pages.follow_up.model import ABOUT, COLUMNS, DAY, WHAT, WHO, LinesModel

__all__ = ["LinesTable"]

DAY_WIDTH, WHO_WIDTH, WHAT_SHARE, NARROW = 96, 170, 0.45, 620
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
DIGITS = {Qt.Key(Qt.Key.Key_1 + place): place for place in range(9)}
MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class LinesTable(QTableView):
    """A table of lines.

    Signals:
        entered: Somebody wants to go to the place of the current line.
        deed: What can be done is wanted, by its place among what can.
        chosen: Another line is the current one.
        menu_wanted: The menu of the current line is wanted at a place.
        left: Arrow up on the first line.
    """

    entered = Signal()
    deed = Signal(int)
    chosen = Signal()
    menu_wanted = Signal(QPoint)
    left = Signal()

    def __init__(self, desk: Desk, model: LinesModel) -> None:
        """Show `model`."""
        super().__init__()
        self.lines = model
        self._desk = desk
        self._delegate = LineDelegate(desk.theme, model)  # a view does not own its delegate
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(LEFT)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(ABOUT, QHeaderView.ResizeMode.Stretch)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        self.selectionModel().currentRowChanged.connect(lambda _now, _then: self.chosen.emit())
        self.fit()

    @property
    def current(self) -> Item | None:
        """Return the current item."""
        return self.lines.item(self.currentIndex().row())

    def fit(self) -> None:
        """Take heights and widths from the size of text."""
        metric = self._desk.theme.metric
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(metric(HEIGHT))
        self._share()

    def span(self) -> None:
        """Let headings reach across all columns."""
        self.clearSpans()
        for place in range(self.lines.rowCount()):
            if self.lines.item(place) is None:
                self.setSpan(place, 0, 1, len(COLUMNS))

    def go_to(self, place: int) -> None:
        """Make a line the current one, and show the heading above the first."""
        index = self.lines.index(place, DAY) if place >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if place >= 0:
            self.scrollTo(index)
        if place == 1:
            self.scrollToTop()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of deeds from being taken as those of commands."""
        override = event.type() == QEvent.Type.ShortcutOverride and self.current is not None
        if override and isinstance(event, QKeyEvent) and _place_of_deed(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the place; Space, Ctrl+D and digits do what can be done."""
        place = _place_of_deed(event)
        if event.key() in ENTER:
            self.entered.emit()
        elif place is not None:
            self.deed.emit(place)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 1:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if self.currentIndex().row() <= 1:
                self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        metric, width = self._desk.theme.metric, self.viewport().width()
        narrow = width < metric(NARROW)
        self.setColumnHidden(WHO, narrow)
        self.setColumnWidth(DAY, metric(DAY_WIDTH))
        self.setColumnWidth(WHO, metric(WHO_WIDTH))
        rest = width - metric(DAY_WIDTH) - (0 if narrow else metric(WHO_WIDTH))
        self.setColumnWidth(WHAT, max(metric(DAY_WIDTH), round(rest * WHAT_SHARE)))

    def _menu(self, place: QPoint) -> None:
        if self.current is not None:
            at = self.visualRect(self.currentIndex()).bottomLeft() if place.isNull() else place
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))


def _place_of_deed(event: QKeyEvent) -> int | None:
    """Return which of the deeds a key means, None for none."""
    key = Qt.Key(event.key())
    control = event.modifiers() & MODIFIERS
    if key == Qt.Key.Key_Space and not control:
        return 0
    if key == Qt.Key.Key_D and control == Qt.KeyboardModifier.ControlModifier:
        return 0
    return DIGITS.get(key) if not control else None
