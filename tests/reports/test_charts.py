"""Charts: what is in the table is written in the picture, alike each time, and nothing is left."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import LANGUAGES, Language
from desktop_app.domain.year.model import Table
from desktop_app.reports import chart_sheet
from desktop_app.reports.chart_model import MOST_BARS
from desktop_app.reports.charts import chart_alt, chart_svg, has_chart
from desktop_app.reports.palette import PAPER, Palette
from desktop_app.reports.year_values import column_texts
from tests.reports.years import COSTS, COUNTRIES, MAP, SPREAD, table

TOP = Path(__file__).parents[2]
ALONE = """
import os, sys
from desktop_app.reports.charts import chart_svg
from tests.reports.years import COUNTRIES
from desktop_app.reports.palette import PAPER
assert "matplotlib" not in sys.modules
before = dict(os.environ)
chart_svg(COUNTRIES, "sv", PAPER)
assert dict(os.environ) == before
from matplotlib.font_manager import fontManager
print(sorted({entry.fname for entry in fontManager.ttflist}))
"""


def texts(
    drawn: Table, monkeypatch: pytest.MonkeyPatch, language: Language = "sv", width: float = 470
) -> list[str]:
    """Return what is written in the chart of a table."""
    monkeypatch.setitem(chart_sheet.STYLE, "svg.fonttype", "none")  # type: ignore[arg-type]
    svg = chart_svg(drawn, language, PAPER, width=width)
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


@pytest.mark.parametrize("drawn", [COUNTRIES, SPREAD, COSTS], ids=["bars", "stacked", "line"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_table_has_is_written(
    drawn: Table, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = texts(drawn, monkeypatch, language)
    for place, column in enumerate(drawn.columns):
        for text in filter(None, column_texts(drawn, place, language)):
            assert text in written or (drawn.chart == "stacked" and text == "0")
        assert place == 0 or column.label.into(language) in written


def test_the_same_figures_give_the_same_picture() -> None:
    first, again = (chart_svg(COUNTRIES, "sv", PAPER) for _each in range(2))
    assert first == again
    assert chart_svg(COUNTRIES, "en", PAPER) != first
    assert "2026" not in first
    assert "<metadata" not in first
    assert "<!--" not in first


def test_series_differ_without_colours() -> None:
    grey = Palette(*["#777777"] * 3, "#ffffff", "#777777", "#ffffff")
    svg = chart_svg(SPREAD, "sv", grey)
    looks = set(re.findall(r'style="fill: ([^;"]+); stroke', svg))
    assert len(looks - {"none"}) == len(SPREAD.charted)


def test_of_many_lines_the_largest_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    many = table([(f"Land {n}", n) for n in range(1, 31)], "bars", ("count",))
    written = texts(many, monkeypatch)
    assert [text for text in written if text.startswith("Land")] == [
        f"Land {n}" for n in range(30, 30 - MOST_BARS, -1)
    ]
    assert any(f"{MOST_BARS} största av 30" in text for text in written)


def test_long_names_are_broken_and_a_narrow_chart_has_shorter_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = "Förenade kungariket Storbritannien och Nordirland med alla öar därtill"
    long = table([(name, 3), ("Malta", 2)], "bars", ("count",))
    wide, narrow = (texts(long, monkeypatch, width=width) for width in (470, 300))
    assert "Förenade kungariket Storbritannien och" in wide
    assert max(map(len, narrow)) < max(map(len, wide))


def test_nothing_to_draw_is_no_chart() -> None:
    assert has_chart(COUNTRIES)
    for lines in ([], [("Malta", 0), ("Kypros", None)]):
        assert not has_chart(table(lines, "bars", ("count",)))
    assert not has_chart(MAP)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_does_not_see_it_is_told(language: Language) -> None:
    told = chart_alt(COUNTRIES, language)
    assert "Tyskland 12" in told
    assert COUNTRIES.heading.into(language) in told


def test_it_leaves_the_machine_alone(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONPATH": str(TOP)}
    ended = subprocess.run(
        [sys.executable, "-c", ALONE],
        cwd=tmp_path,
        env={**os.environ, **environ},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.returncode == 0, ended.stderr
    assert not list(tmp_path.iterdir())
    own = (str(chart_sheet.FONTS), "matplotlib")
    assert all(any(each in path for each in own) for path in ended.stdout.split(","))
    assert ended.stderr == ""


def test_without_its_library_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    chart_sheet._tools.cache_clear()
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    try:
        with pytest.raises(Refused, match="matplotlib"):
            chart_svg(COUNTRIES, "sv", PAPER)
    finally:
        chart_sheet._tools.cache_clear()
