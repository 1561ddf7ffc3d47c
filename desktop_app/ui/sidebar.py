"""The pages of the window, at the left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.ui.icons import icon
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme

__all__ = ["PLACES", "Place", "Sidebar"]

WIDTH, ROW = 196, 36


@dataclass(frozen=True, slots=True)
class Place:
    """One page.

    Attributes:
        key: The name of an entity, or of a page of its own.
        label: What it is called.
        icon: Its icon.
        more: Whether it is shown only when more is asked for.
    """

    key: str
    label: Words
    icon: str
    more: bool = False


def _list(key: str, icon_name: str, *, more: bool = False) -> Place:
    return Place(key, CATALOGUE[key].many, icon_name, more)


MORE = "more"
PLACES: tuple[Place, ...] = (
    Place("overview", Words("Översikt", "Overview"), "house"),
    _list("contact", "users"),
    _list("organisation", "building-2"),
    _list("network", "share-2"),
    _list("trip", "plane"),
    _list("request", "inbox"),
    _list("collaboration", "handshake"),
    _list("advocacy", "megaphone"),
    Place("exchange", Words("Utbyte", "Exchange"), "arrow-left-right"),
    Place("follow_up", Words("Uppföljning", "Follow-up"), "list-checks"),
    Place("history", Words("Historik", "History"), "history"),
    Place(MORE, Words("Fler listor", "More lists"), "chevron-down"),
    _list("action", "check", more=True),
    _list("interaction", "message-square", more=True),
    _list("appointment", "user", more=True),
    _list("delivery", "send", more=True),
    _list("participation", "building-2", more=True),
    _list("fee", "banknote", more=True),
    _list("post", "badge-check", more=True),
    _list("review", "star", more=True),
    _list("activity", "calendar-days", more=True),
    _list("stop", "map-pin", more=True),
    _list("programme", "calendar", more=True),
    _list("participant", "users", more=True),
    _list("leg", "route", more=True),
    _list("cost", "banknote", more=True),
    _list("funding", "banknote", more=True),
    _list("attachment", "paperclip", more=True),
    _list("list_item", "list", more=True),
    _list("setting", "sliders-horizontal", more=True),
    _list("distinct", "unlink", more=True),
)
KEY = Qt.ItemDataRole.UserRole


class Sidebar(QListWidget):
    """The places one can go to.

    Signals:
        wanted: A place was chosen; carries its key.
    """

    wanted = Signal(str)

    def __init__(self, speech: Speech, theme: Theme) -> None:
        """List the places; the further ones are folded away."""
        super().__init__()
        self.setObjectName("sidebar")
        self._speech = speech
        self._theme = theme
        self._open = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.ensurePolished()  # or a selection made before it is shown makes rows overlap
        for place in PLACES:
            item = QListWidgetItem(icon(place.icon), "")
            item.setData(KEY, place.key)
            self.addItem(item)
        self.itemClicked.connect(self._clicked)
        self.itemActivated.connect(self._clicked)
        self.currentItemChanged.connect(lambda item, _old: self._moved(item))
        self.say()
        self.look()

    def show_place(self, key: str) -> None:
        """Mark a place as where one is, without telling; none where the page is not listed."""
        self.blockSignals(True)
        try:
            self.setCurrentRow(-1)
            for row, place in enumerate(PLACES):
                if place.key == key:
                    if place.more and not self._open:
                        self._fold(shown=True)
                    self.setCurrentRow(row)
        finally:
            self.blockSignals(False)

    def say(self) -> None:
        """Say all names in the language that is spoken."""
        self.setAccessibleName(self._speech(PAGES))
        for row, place in enumerate(PLACES):
            item = self.item(row)
            text = self._speech(place.label)
            item.setText(text)
            item.setToolTip(text)
            item.setHidden(place.more and not self._open)

    def look(self) -> None:
        """Take sizes anew."""
        metric = self._theme.metric
        self.setFixedWidth(metric(WIDTH))
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(metric(WIDTH) - 16, metric(ROW)))

    def _clicked(self, item: QListWidgetItem) -> None:
        if item.data(KEY) == MORE:
            self._fold(shown=not self._open)

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(KEY) != MORE:
            self.wanted.emit(str(item.data(KEY)))

    def _fold(self, *, shown: bool) -> None:
        self._open = shown
        for row, place in enumerate(PLACES):
            if place.key == MORE:
                self.item(row).setIcon(icon("chevron-up" if shown else "chevron-down"))
        self.say()


PAGES = Words("Sidor", "Pages")
