"""Both languages, switched while the window is open: no word of the other one is left."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import LANGUAGES, Language, Words
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.ui.sidebar import PLACES
from tests.architecture.test_words import APP, calls
from tests.journeys.hands import Hands
from tests.ui.at_window import KEYS, boxes, choose, register_of, to_list

OTHER: dict[str, Language] = {"sv": "en", "en": "sv"}
LEAST = 8
"""Letters that a text with places in it must have beside them, to be told from others."""
ALIKE = {"På svenska", "In English", "Svenska", "English", "Post", "Register", "Period"}
"""Names of languages, each said in its own; and what one says of many, the other of one, or
of another thing."""
DIALOGS = ("settings", "help", "shortcuts", "about", "columns", "find", "export")


# --- what is seen ---


def texts(top: QWidget) -> Iterator[str]:
    """Go through all that a window says to those who see it, hear it, or point at it."""
    for widget in [top, *top.findChildren(QWidget)]:
        if widget is not top and not widget.isVisibleTo(top):
            continue
        yield widget.toolTip()
        yield widget.statusTip()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        if isinstance(widget, (QDialog, QMenu)):
            yield widget.windowTitle()
        yield from _own(widget)
    yield top.windowTitle()


def _own(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    elif isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
        yield from [widget.placeholderText(), *_pages(widget)]
    elif isinstance(widget, QTabBar):
        yield from map(widget.tabText, range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from map(widget.itemText, range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    elif isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _cells(widget.model())


def _pages(widget: QWidget) -> list[str]:
    return widget.toPlainText().splitlines() if isinstance(widget, QTextBrowser) else []


def _cells(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(3, model.rowCount())):
            yield str(model.index(row, column).data() or "")


def menus(hands: Hands) -> Iterator[str]:
    """Go through the menus of the window and their tips."""
    for action in hands.window.actions_.by_name.values():
        yield action.text()
        yield action.toolTip()
    for menu in hands.window.menuBar().findChildren(QMenu):
        yield menu.title()


# --- what is known ---


@cache
def known() -> tuple[Words, ...]:
    """Return all texts of the program whose languages differ."""
    found = {
        (str(sv.value), str(en.value))
        for path in APP.rglob("*.py")
        for call in calls(ast.parse(path.read_text("utf-8")))
        if len(call.args) == len(LANGUAGES)
        for sv, en in [call.args]
        if isinstance(sv, ast.Constant) and isinstance(en, ast.Constant)
    }
    return tuple(Words(sv, en) for sv, en in sorted(found) if sv != en)


def pattern(text: str) -> re.Pattern[str] | None:
    """Return what a text with its places filled looks like, None where that says too little."""
    parts = re.split(r"\{\w+\}", text.replace("&", ""))
    if len(parts) > 1 and sum(len(part.strip()) for part in parts) < LEAST:
        return None
    return re.compile("(?s)" + "(.*)".join(map(re.escape, parts)))


@cache
def of_language(language: Language) -> tuple[set[str], list[re.Pattern[str]]]:
    """Return whole texts of a language that the other does not have, and those with places."""
    both = {words.into(OTHER[language]).replace("&", "") for words in known()}
    mine = {words.into(language) for words in known()}
    whole = {text.replace("&", "") for text in mine if "{" not in text} - both
    filled = [found for text in mine if "{" in text and (found := pattern(text))]
    others = [found for text in both if "{" in text and (found := pattern(text))]
    alike = {each.pattern for each in others}
    return whole, [each for each in filled if each.pattern not in alike]


def values(register: Register) -> set[str]:
    """Return all texts that people have written: they are in one language or the other."""
    found: set[str] = set()
    for entity in CATALOGUE.values():
        for row in list_rows(register, entity, Listing()):
            found.update(str(value) for value in row.values.values() if isinstance(value, str))
    return found


def left_over(said: Iterable[str], language: Language, written: set[str]) -> list[str]:
    """Return texts of the other language among what is said in one."""
    whole, filled = of_language(OTHER[language])
    plain = {text.replace("&", "").strip() for text in said} - written - ALIKE - {""}
    return sorted(
        text for text in plain if text in whole or any(each.fullmatch(text) for each in filled)
    )


# --- the walks ---


def everything(hands: Hands) -> dict[str, set[str]]:
    """Return what is said on every page and in every record."""
    found = {"menus": set(menus(hands))}
    for place in PLACES:
        if place.key not in KEYS:
            continue
        hands.place.go(place.key)
        hands.rest(5)
        found[place.key] = set(texts(hands.window))
        page = hands.place.list_page
        if page is not None and page.model.rowCount():
            choose(hands, page, 0)
            for tab in range(len(hands.place.record._pages(place.key).pages)):
                hands.place.record.turn(1)
                found[f"{place.key}, tab {tab}"] = set(texts(hands.place.record))
        if page is not None:
            page.show_trash(gone=True)
            found[f"{place.key}, trash"] = set(texts(hands.window))
            page.show_trash(gone=False)
    return found


def test_no_word_of_the_other_language_is_left_on_any_page(hands: Hands) -> None:
    hands.window.resize(1500, 1000)
    everything(hands)
    written = values(register_of(hands))
    for language in ("en", "sv"):
        hands.program.speech.use(language)
        hands.rest()
        before = set(texts(hands.window))  # what was open is said anew, not only what is opened
        assert left_over(before, language, written) == []
        for where, said in everything(hands).items():
            assert left_over(said, language, written) == [], where


def test_new_rows_are_said_in_the_language_that_is_spoken(hands: Hands) -> None:
    written = values(register_of(hands))
    for entity in ("contact", "organisation", "network", "trip", "request"):
        to_list(hands, entity)
        hands.place.new_row(entity, {})
        for language in ("en", "sv"):
            hands.program.speech.use(language)
            hands.rest(20)
            said = set(texts(hands.place.record))
            assert len(said) > 5
            assert left_over(said, language, written) == [], entity


@pytest.mark.parametrize("name", DIALOGS)
def test_no_word_of_the_other_language_is_left_in_a_dialog(name: str, hands: Hands) -> None:
    written = values(register_of(hands))
    to_list(hands)
    for language in ("sv", "en", "sv"):
        hands.program.speech.use(language)
        hands.window.actions_.by_name[name].trigger()
        hands.rest()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        said = set(texts(dialog))
        assert len(said) > 3
        dialog.reject()
        hands.rest(20)
        assert left_over(said, language, written) == []
    assert boxes() == []


def test_the_first_page_is_said_anew(hands: Hands, tmp_path: Path) -> None:
    del tmp_path
    hands.window.show_start()
    hands.rest()
    for language in ("en", "sv"):
        hands.program.speech.use(language)
        hands.rest(20)
        assert left_over(set(texts(hands.window)), language, set()) == []
    hands.window.actions_.by_name["new_register"].trigger()
    hands.rest()
    for language in ("en", "sv"):
        hands.program.speech.use(language)
        hands.rest(20)
        assert left_over(set(texts(hands.window)), language, set()) == []


def test_what_was_said_at_the_foot_does_not_stay_in_the_other_language(hands: Hands) -> None:
    page = to_list(hands)
    choose(hands, page, 0)
    hands.window.actions_.by_name["copy"].trigger()
    assert hands.window.strip.text.text().startswith("Kopierade raden")
    hands.program.speech.use("en")
    assert hands.window.strip.text.text() == ""


def test_the_walk_finds_a_word_that_is_left(hands: Hands) -> None:
    hands.program.speech.use("en")
    hands.window.banner.setText("Papperskorgen är tom.")
    hands.window.banner.show()
    said = set(texts(hands.window))
    assert left_over(said, "en", set()) == ["Papperskorgen är tom."]
    hands.window.banner.setText("Tog bort Eva Prov")
    assert "Tog bort Eva Prov" in left_over(set(texts(hands.window)), "en", set())
