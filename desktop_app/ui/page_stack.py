"""The pages of an open register, each made when it is first shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.ui.desk import Desk
from desktop_app.ui.session import Change

if TYPE_CHECKING:
    from desktop_app.ui.lists.page import ListPage
    from desktop_app.ui.pages.follow_up.gatherer import Gatherer

__all__ = ["PageStack"]


class Page(Protocol):
    """What every page can do."""

    def heed(self, change: Change) -> None:
        """Show what changed."""

    def say(self) -> None:
        """Say everything in the language that is spoken."""

    def look(self) -> None:
        """Take colours and sizes anew."""


class Arriving(Protocol):
    """What a page that is no list can do besides."""

    def arrive(self) -> None:
        """Show the page as things stand."""


@runtime_checkable
class Focused(Protocol):
    """What a page can do where one goes on from a line of it."""

    def take_focus(self) -> None:
        """Take the keyboard."""


class PageStack(QStackedWidget):
    """One page at a time, of those that were made so far.

    Signals:
        list_made: A list was made; carries its page.
        send_wanted: A workbook is to go out.
        take_wanted: A file is to be taken in.
        print_wanted: What asks for something is wanted on paper.

    Attributes:
        made: All pages that were shown so far, by their names.
        lists: Those of them that are lists.
    """

    list_made = Signal(object)
    send_wanted = Signal()
    take_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Begin without a page."""
        super().__init__()
        self._desk = desk
        self.made: dict[str, QWidget] = {}
        self.lists: dict[str, ListPage] = {}

    @cached_property
    def gatherer(self) -> Gatherer:
        """Return what gathers what asks for something, for all pages that show it."""
        from desktop_app.ui.pages.follow_up.gatherer import Gatherer  # noqa: PLC0415 — when shown

        return Gatherer(self._desk)

    def turn_to(self, key: str) -> None:
        """Show a page."""
        if key not in self.made:
            self.made[key] = self._make(key)
            self.addWidget(self.made[key])
        self.setCurrentWidget(self.made[key])

    def arrive(self, key: str) -> None:
        """Let a page that is no list show how things stand."""
        cast("Arriving", self.made[key]).arrive()

    def take_focus(self, key: str) -> None:
        """Give the keyboard to a page that has lines to go on from."""
        page = self.made[key]
        if isinstance(page, Focused):
            page.take_focus()

    def heed(self, change: Change) -> None:
        """Show what changed on every page that was opened."""
        for page in self.made.values():
            cast("Page", page).heed(change)

    def say(self) -> None:
        """Say everything in the language that is spoken."""
        for page in self.made.values():
            cast("Page", page).say()

    def look(self) -> None:
        """Take colours and sizes anew."""
        for page in self.made.values():
            cast("Page", page).look()

    def _make(self, key: str) -> QWidget:
        if key in CATALOGUE:
            return self._list(key)
        return {
            "overview": self._overview,
            "history": self._history,
            "exchange": self._exchange,
            "follow_up": self._follow_up,
            "year": self._year,
        }[key]()

    def _overview(self) -> QWidget:
        from desktop_app.ui.pages.overview import OverviewPage  # noqa: PLC0415 — when it is shown

        return OverviewPage(self._desk, lambda: self.gatherer)

    def _history(self) -> QWidget:
        from desktop_app.ui.pages.history import HistoryPage  # noqa: PLC0415 — when it is shown

        return HistoryPage(self._desk)

    def _year(self) -> QWidget:
        from desktop_app.ui.pages.year.page import YearPage  # noqa: PLC0415 — when it is shown

        return YearPage(self._desk)

    def _follow_up(self) -> QWidget:
        from desktop_app.ui.pages.follow_up.page import (  # noqa: PLC0415 — when it is shown
            FollowUpPage,
        )

        page = FollowUpPage(self._desk, self.gatherer)
        page.print_wanted.connect(self.print_wanted)
        return page

    def _exchange(self) -> QWidget:
        from desktop_app.ui.pages.exchange.page import ExchangePage  # noqa: PLC0415 — when shown

        page = ExchangePage(self._desk)
        page.send_wanted.connect(self.send_wanted)
        page.take_wanted.connect(self.take_wanted)
        return page

    def _list(self, key: str) -> ListPage:
        from desktop_app.ui.lists.page import ListPage  # noqa: PLC0415 — when it is shown

        page = ListPage(self._desk, CATALOGUE[key])
        self.lists[key] = page
        self.list_made.emit(page)
        return page
