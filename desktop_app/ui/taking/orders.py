"""The question whether day or month stands first, asked once for a column of dates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.words import Words
from desktop_app.exchange.lists.columns import Column
from desktop_app.ui.desk import Desk
from desktop_app.ui.taking.banner import Banner

__all__ = ["Orders"]

ASK = Words(
    "I kolumnen ”{column}” kan {count} datum läsas på två sätt, till exempel {example}. "
    "Vad står först?",
    "In the column “{column}” {count} dates can be read in two ways, for example {example}. "
    "What stands first?",
)
DAY, MONTH = Words("Dagen", "The day"), Words("Månaden", "The month")


class Orders(QWidget):
    """One question for each such column.

    Signals:
        answered: The order of a column was chosen: its heading, and what is wished of it.
    """

    answered = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        """Begin without a question."""
        super().__init__()
        self._desk = desk
        self.banners: list[Banner] = []
        self.first: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def ask(self, columns: Sequence[Column]) -> None:
        """Ask about the columns that can be read in two ways, and about no others."""
        for banner in self.banners:
            self._column.removeWidget(banner)
            banner.deleteLater()
        self.first = None
        self.banners = [self._question(each) for each in columns if each.unsure and each.field]
        self.setVisible(bool(self.banners))

    def _question(self, column: Column) -> Banner:
        banner = Banner(self._desk, "warning")
        example = column.examples[0] if column.examples else ""
        said = ASK.fill(column=column.heading, count=column.unsure, example=example)
        orders = {"dmy": DAY, "mdy": MONTH}
        buttons = banner.add_choices(tuple(orders.values()))
        self.first = self.first or buttons[0]
        for order, button in zip(orders, buttons, strict=True):
            wish = f"{column.field}:{order}"
            button.clicked.connect(lambda _=False, w=wish: self.answered.emit(column.heading, w))
        banner.say([said])
        self._column.addWidget(banner)
        return banner
