"""The help pages say the same in both languages, and no key that does not exist."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.data import RESOURCES
from desktop_app.domain.words import LANGUAGES
from desktop_app.ui.commands import COMMANDS
from desktop_app.ui.dialogs.help import Help
from desktop_app.ui.speech import Speech
from desktop_app.ui.theme import Theme

KEYS = re.compile(r"\*\*((?:Ctrl|Shift|Skift|Alt)\+[^*]+)\*\*")


def page(language: str) -> str:
    return (RESOURCES / "help" / f"{language}.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_of_the_help_are_those_of_the_commands(language: str) -> None:
    known = {key for command in COMMANDS for key in command.keys}
    named = {key.replace("Skift", "Shift") for key in KEYS.findall(page(language))}
    assert len(named) > 8
    assert named <= known


def test_both_pages_are_built_alike() -> None:
    built = [[line[:2] for line in page(language).splitlines()] for language in LANGUAGES]
    shapes = [[mark for mark in marks if mark.strip() in {"#", "##", "*"}] for marks in built]
    assert shapes[0] == shapes[1]
    assert page("sv") != page("en")


def test_the_page_follows_the_language(qtbot: QtBot, qapp: QApplication) -> None:
    speech = Speech("sv")
    dialog = Help(speech, Theme(qapp, "light"))
    qtbot.addWidget(dialog)
    assert "Hitta" in dialog.page.toPlainText()
    speech.use("en")
    assert "Finding" in dialog.page.toPlainText()
    assert dialog.windowTitle() == "How to work in Kontaktnät"
