"""Icons: the files are there, they draw, and they take the colours of the palette."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from pytestqt.qtbot import QtBot

from desktop_app.ui.icons import FOLDER, ICONS, Role, icon, picture

SIZE = QSize(24, 24)
RED, GREEN, BLUE = QColor("#ff0000"), QColor("#00ff00"), QColor("#0000ff")


@pytest.fixture(autouse=True)
def _palette(qtbot: QtBot) -> Iterator[None]:
    before = QGuiApplication.palette()
    yield
    QGuiApplication.setPalette(before)


def colours(pixmap: QPixmap) -> set[str]:
    """Return the colours of the points that are wholly covered."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    found = [image.pixelColor(x, y) for x, y in points]
    return {colour.name() for colour in found if colour.alpha() == 255}


def covered(pixmap: QPixmap) -> int:
    image = pixmap.toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(image.pixelColor(x, y).alpha() > 128 for x, y in points)


def with_colours(text: QColor, selected: QColor, disabled: QColor) -> None:
    palette = QGuiApplication.palette()
    palette.setColor(QPalette.ColorGroup.All, Role.WindowText, text)
    palette.setColor(QPalette.ColorGroup.All, Role.HighlightedText, selected)
    palette.setColor(QPalette.ColorGroup.Disabled, Role.Text, disabled)
    QGuiApplication.setPalette(palette)


def test_the_files_are_the_names() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == ICONS


def test_the_licence_lies_beside_them() -> None:
    text = (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert text.startswith("ISC License")
    assert "Cole Bemis" in text


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_draws_in_the_one_colour_it_is_given(name: str) -> None:
    drawn = picture(name, SIZE * 2, RED)
    assert covered(drawn) > 40
    assert colours(drawn) == {RED.name()}


def test_no_two_icons_look_alike() -> None:
    drawn = {name: picture(name, SIZE, RED).toImage() for name in sorted(ICONS)}
    alike = [
        (one, other)
        for number, one in enumerate(drawn)
        for other in list(drawn)[number + 1 :]
        if drawn[one] == drawn[other]
    ]
    assert alike == []


def test_every_mark_draws_and_has_every_ink() -> None:
    marks = sorted((FOLDER / "marks").glob("*.svg"))
    shapes = {path.stem.rpartition("-")[0] for path in marks}
    assert {path.stem for path in marks} == {
        f"{shape}-{ink}" for shape in shapes for ink in ("dark", "light", "grey")
    }
    for path in marks:
        assert covered(QIcon(str(path)).pixmap(SIZE)) > 10, path.name


def test_an_icon_follows_the_palette_when_it_is_painted() -> None:
    shown = icon("users")
    with_colours(RED, GREEN, BLUE)
    assert colours(shown.pixmap(SIZE)) == {RED.name()}
    assert colours(shown.pixmap(SIZE, QIcon.Mode.Active)) == {RED.name()}
    assert colours(shown.pixmap(SIZE, QIcon.Mode.Selected)) == {GREEN.name()}
    assert colours(shown.pixmap(SIZE, QIcon.Mode.Disabled)) == {BLUE.name()}
    with_colours(BLUE, RED, GREEN)
    assert colours(shown.pixmap(SIZE)) == {BLUE.name()}
    assert colours(shown.pixmap(SIZE, QIcon.Mode.Selected)) == {RED.name()}


def test_on_the_accent_an_icon_takes_its_text_colour() -> None:
    with_colours(RED, GREEN, BLUE)
    assert colours(icon("check", Role.HighlightedText).pixmap(SIZE)) == {GREEN.name()}


def test_painting_takes_the_palette_too() -> None:
    with_colours(RED, GREEN, BLUE)
    paper = QPixmap(SIZE)
    paper.fill(QColor(0, 0, 0, 0))
    painter = QPainter(paper)
    icon("users").paint(painter, paper.rect(), mode=QIcon.Mode.Selected)
    painter.end()
    assert colours(paper) == {GREEN.name()}


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_on_a_fine_screen_it_has_all_the_points(scale: float) -> None:
    drawn = icon("users").pixmap(QSize(20, 20), scale)
    assert drawn.size() == QSize(20, 20) * scale
    assert drawn.devicePixelRatio() == scale


def test_half_a_colour_draws_half() -> None:
    faint = QColor(RED)
    faint.setAlpha(100)
    image = picture("users", SIZE, faint).toImage()
    alphas = [image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)]
    assert 90 < max(alphas) <= 100


def test_a_drawing_is_kept() -> None:
    assert picture("users", SIZE, RED).cacheKey() == picture("users", SIZE, RED).cacheKey()
    kept = [picture("users", SIZE, RED), picture("users", SIZE, GREEN), picture("x", SIZE, RED)]
    kept += [picture("x", SIZE * 2, RED), picture("x", SIZE, RED, 2.0)]
    keys = sorted(pixmap.cacheKey() for pixmap in kept)
    assert all(one != other for one, other in pairwise(keys))


def test_a_name_that_is_no_icon_is_our_fault() -> None:
    with pytest.raises(ValueError, match="unicorn"):
        icon("unicorn")


def test_icons_outlive_what_python_forgets() -> None:
    with_colours(RED, GREEN, BLUE)
    kept = []
    for name in sorted(ICONS):
        copy = QIcon(icon(name))
        copy.addPixmap(QPixmap(8, 8))  # Qt makes the engine's clone here
        kept.append(copy)
    gc.collect()
    assert all(colours(copy.pixmap(SIZE)) == {RED.name()} for copy in kept)


def test_the_drawing_library_waits_for_the_first_drawing() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from desktop_app.ui.icons import icon; icon('users');"
        "from desktop_app.ui.theme import Theme; Theme(app);"
        "sys.exit(sum(name.startswith('PySide6.QtSvg') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
