"""Asking for files: the only place of file dialogs, which remembers where one was last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.file_names import as_file_name
from desktop_app.domain.words import Words
from desktop_app.ui.settings import Settings
from desktop_app.ui.speech import Speech

__all__ = ["Files", "Filter", "as_file_name"]

Filter = tuple[Words, tuple[str, ...]]
"""What a kind of files is called, and its endings: ``(Words(…), (".xlsx", ".csv"))``."""


class Asker(Protocol):
    """Who asks: the desk, or the first page, which has none yet."""

    @property
    def speech(self) -> Speech:
        """Return the language that is spoken."""

    @property
    def settings(self) -> Settings:
        """Return what is remembered."""


class Files:
    """Asks where to read from and where to write to."""

    def __init__(self, desk: Asker) -> None:
        """Speak the desk's language and remember in its settings."""
        self._desk = desk

    def open_file(
        self, parent: QWidget | None, title: Words, filters: Sequence[Filter]
    ) -> Path | None:
        """Ask for a file that is there; None if nobody chose one."""
        dialog = self._dialog(parent, title, filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._answer(dialog)

    def open_files(
        self, parent: QWidget | None, title: Words, filters: Sequence[Filter]
    ) -> list[Path]:
        """Ask for any number of files that are there."""
        dialog = self._dialog(parent, title, filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return self._answers(dialog)

    def folder(self, parent: QWidget | None, title: Words) -> Path | None:
        """Ask for a folder; None if nobody chose one."""
        dialog = QFileDialog(parent, self._desk.speech(title), self._folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        chosen = self._answer(dialog)
        if chosen is not None:
            self._desk.settings.folder = chosen
        return chosen

    def save_file(
        self, parent: QWidget | None, title: Words, suggested: str, filters: Sequence[Filter]
    ) -> Path | None:
        """Ask where to write, suggesting a name; None if nobody chose a place.

        The ending follows from the kind of file that is chosen, and what is to be overwritten is
        asked about.
        """
        dialog = self._dialog(parent, title, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(filters[0][1][0])
        dialog.filterSelected.connect(
            lambda chosen: _end_with(dialog, self._ending(chosen, filters))
        )
        dialog.selectFile(suggested)
        return self._answer(dialog)

    def _dialog(
        self, parent: QWidget | None, title: Words, filters: Sequence[Filter]
    ) -> QFileDialog:
        dialog = QFileDialog(parent, self._desk.speech(title), self._folder())
        dialog.setNameFilters([self._named(each) for each in filters])
        return dialog

    def _answer(self, dialog: QFileDialog) -> Path | None:
        return next(iter(self._answers(dialog)), None)

    def _answers(self, dialog: QFileDialog) -> list[Path]:
        chosen = [Path(each) for each in dialog.selectedFiles()] if dialog.exec() else []
        dialog.deleteLater()
        if chosen:
            self._desk.settings.folder = chosen[0].parent
        return chosen

    def _named(self, each: Filter) -> str:
        words, endings = each
        return f"{self._desk.speech(words)} ({' '.join(f'*{ending}' for ending in endings)})"

    def _ending(self, chosen: str, filters: Sequence[Filter]) -> str:
        named = {self._named(each): each[1][0] for each in filters}
        return named.get(chosen, filters[0][1][0])

    def _folder(self) -> str:
        folder = self._desk.settings.folder
        if folder is not None and folder.is_dir():
            return str(folder)
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _end_with(dialog: QFileDialog, ending: str) -> None:
    """Give the file that is being named another ending."""
    dialog.setDefaultSuffix(ending)
    named = dialog.selectedFiles()
    if named:
        dialog.selectFile(Path(named[0]).with_suffix(ending).name)
