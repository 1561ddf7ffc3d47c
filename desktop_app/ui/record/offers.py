"""Blocks of a record that offer to do something with the row, each by one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.domain.fields import Entity
from desktop_app.domain.words import Words
from desktop_app.services.register import Register
from desktop_app.storage.tables import Row
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.block import Block, button
from desktop_app.ui.session import Change
from desktop_app.ui.tips import as_tip

__all__ = ["HelpBlock", "Offer"]


class HelpBlock(Block):
    """A block that offers to do something with a row; hidden where there is nothing to offer."""

    def __init__(self, desk: Desk, entity: Entity, parent: QWidget | None = None) -> None:
        """Begin without a row."""
        super().__init__(desk, parent)
        self.entity = entity
        self.row: Row | None = None

    def show_row(self, row: Row, *, read_only: bool) -> None:
        """Show what can be done with a row."""
        self.row, self.read_only = row, read_only
        self.fill(row)

    def concerns(self, change: Change, row: str) -> bool:
        """Tell whether the row or a part of it may have changed: any row may be one."""
        return change.rows is None or bool(change.rows)

    def say(self) -> None:
        """Say everything anew."""
        if self.row is not None:
            self.fill(self.row)

    def fill(self, row: Row) -> None:
        """Show what can be done with the row."""
        raise NotImplementedError

    def offer(
        self,
        icon: str,
        does: Callable[[Register, str], object],
        words: tuple[Words, Words | None, Words],
    ) -> Offer:
        """Return a button that does something with the row.

        Args:
            icon: The name of its icon.
            does: What it does.
            words: What it says, what its tip says, and what is said once it is done.
        """
        return Offer(self, icon, does, words)


class Offer:
    """A button that does something with the row that is shown."""

    def __init__(
        self,
        block: HelpBlock,
        icon: str,
        does: Callable[[Register, str], object],
        words: tuple[Words, Words | None, Words],
    ) -> None:
        """Begin with a button; it is put somewhere by who made it."""
        self._block, self._does = block, does
        self._words, self._tip, self._done = words
        self.button = button(icon, self._do, block)

    def show(self, *, wanted: bool, **args: object) -> None:
        """Show what it does; nothing where there is nothing to do."""
        speech = self._block.desk.speech
        self.button.setText(speech(self._words, **args))
        self.button.setToolTip("" if self._tip is None else as_tip(speech(self._tip)))
        self.button.setHidden(not wanted or self._block.read_only)

    def _do(self) -> None:
        row, desk = self._block.row, self._block.desk
        if row is None:
            return
        done = desk.messages.attempt(
            lambda: desk.session.do(lambda register: self._does(register, row.id))
        )
        if done is not None:
            desk.messages.done(self._done, undo=True)
