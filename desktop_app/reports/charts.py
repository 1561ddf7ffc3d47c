"""Charts of the yearly report's tables: bars, bars in parts, and lines over years.

Each shows what its table holds, with the numbers written beside. Series differ by hatching or by
the form of their points, never by colour alone. The table stands beside it, whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isnan
from typing import TYPE_CHECKING

from desktop_app.domain.words import Language
from desktop_app.domain.year.model import Table
from desktop_app.reports.chart_model import Chart, Series, chart_alt, chart_of, has_chart
from desktop_app.reports.chart_sheet import SIZE, WIDTH, drawn
from desktop_app.reports.palette import Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

__all__ = ["chart_alt", "chart_svg", "has_chart"]

BAR, LINE_HEIGHT, GAP = 13.0, 11.5, 7.0
"""Points: the thickness of a bar, a line of text, what is between two groups of bars."""

THICK = 1.25
"""How many bars one is as thick as that has its numbers in it."""

FOOT, HEAD, LINE_CHART = 20.0, 22.0, 160.0
HATCHES = ("", "////", "", "|||", "xxx", "---")
MARKERS, DASHES = ("o", "s", "^", "D", "v", "P"), ("-", "--", ":", "-.", "--", ":")
SOFT = (2, 4)
"""The series that are filled with the soft colour."""


def chart_svg(table: Table, language: Language, palette: Palette, *, width: float = WIDTH) -> str:
    """Return the chart of a table as SVG; the same table gives the same text.

    Args:
        table: The table.
        language: The language of names and numbers.
        palette: The colours.
        width: How wide it is in points, beside text of nine.

    Raises:
        Refused: matplotlib is not there.
    """
    chart = chart_of(table, language, palette, width)
    height, draw = _DRAWN[str(table.chart)]
    return drawn(height(chart), lambda figure: draw(figure, chart), width=width)


# --- bars


def _bars_height(chart: Chart) -> float:
    return _height(chart, len(chart.series))


def _stacked_height(chart: Chart) -> float:
    return _height(chart, THICK)


def _height(chart: Chart, bars: float) -> float:
    groups = (max(bars * BAR, _lines(name) * LINE_HEIGHT) + GAP for name in chart.names)
    return sum(groups) + _legend_height(chart) + FOOT * bool(chart.note) + GAP


def _legend_height(chart: Chart) -> float:
    if len(chart.series) == 1:
        return 0
    return HEAD if _has_short_legend(chart) else HEAD + LINE_HEIGHT * (len(chart.series) - 1) * 1.2


def _has_short_legend(chart: Chart) -> bool:
    """Tell whether all that series are called fits in one line."""
    return sum(len(series.label) + SAMPLE for series in chart.series) * LETTER <= chart.width


def _lines(name: str) -> int:
    return name.count("\n") + 1


def _middles(chart: Chart, bars: float) -> list[float]:
    """Return where the middle of each group of bars is, in points from above."""
    middles, edge = [], 0.0
    for name in chart.names:
        room = max(bars * BAR, _lines(name) * LINE_HEIGHT) + GAP
        middles.append(edge + room / 2)
        edge += room
    return middles


def _draw_bars(figure: Figure, chart: Chart) -> None:
    count = len(chart.series)
    middles = _middles(chart, count)
    axes = _plain_axes(figure, chart, middles)
    for place, series in enumerate(chart.series):
        shift = (place - (count - 1) / 2) * BAR
        bars = axes.barh(
            [middle + shift for middle in middles],
            series.values,
            height=BAR - 1.5,
            label=series.label,
            **_look(place, chart.palette),
        )
        _write(axes, bars, series, chart.palette)
    axes.set_xlim(0, max(_all(chart)) or 1)
    _finish(figure, axes, chart)


def _draw_stacked(figure: Figure, chart: Chart) -> None:
    axes = _plain_axes(figure, chart, middles := _middles(chart, THICK))
    ends = [0.0] * len(chart.names)
    whole = max(sum(values) for values in zip(*(s.values for s in chart.series), strict=True)) or 1
    for place, series in enumerate(chart.series):
        look = _look(place, chart.palette)
        bars = axes.barh(
            middles, series.values, left=ends, height=THICK * BAR, label=series.label, **look
        )
        texts = [
            text if value / whole * SHARE * chart.width >= len(text) * LETTER else ""
            for value, text in zip(series.values, series.texts, strict=True)
        ]
        box = {"boxstyle": "round,pad=0.1", "facecolor": chart.palette.back, "edgecolor": "none"}
        for label in axes.bar_label(bars, texts, label_type="center", color=chart.palette.ink):
            if label.get_text():
                label.set_bbox(box)
        ends = [end + value for end, value in zip(ends, series.values, strict=True)]
    axes.set_xlim(0, whole)
    _finish(figure, axes, chart)


SHARE, LETTER = 0.6, 5.5
"""Of the width, about the length of the longest bar; points of a digit with its share of air."""


def _write(axes: Axes, bars: BarContainer, series: Series, palette: Palette) -> None:
    axes.bar_label(bars, list(series.texts), padding=4, color=palette.ink, fontsize=SIZE - 0.5)


def _plain_axes(figure: Figure, chart: Chart, middles: Sequence[float]) -> Axes:
    """Return axes with the names of the lines at the left, and no other marks."""
    axes = figure.add_subplot()
    axes.set_frame_on(False)
    axes.set_yticks(middles, list(chart.names), color=chart.palette.ink)
    axes.tick_params(length=0, pad=6)
    axes.set_xticks([])
    axes.set_ylim(middles[-1] + (middles[0] or 1), 0)
    axes.axvline(0, color=chart.palette.ink, linewidth=0.8, clip_on=False)
    return axes


def _look(place: int, palette: Palette) -> dict[str, object]:
    """Return how a series is filled; no two of them alike without colours."""
    hatch = HATCHES[place % len(HATCHES)]
    fill = palette.soft if place in SOFT else palette.back if hatch else palette.accent
    return {"facecolor": fill, "edgecolor": palette.accent, "hatch": hatch, "linewidth": 0.8}


def _finish(figure: Figure, axes: Axes, chart: Chart) -> None:
    """Add what the series are called, and how many lines are left out."""
    if len(chart.series) > 1:
        figure.legend(
            loc="outside upper left",
            ncols=len(chart.series) if _has_short_legend(chart) else 1,
            frameon=False,
            labelcolor=chart.palette.ink,
            handlelength=1.6,
            borderaxespad=0,
        )
    if chart.note:
        axes.set_xlabel(chart.note, color=chart.palette.quiet, loc="left", fontsize=SIZE - 0.5)


SAMPLE = 8
"""Letters that a sample in the legend takes."""


def _all(chart: Chart) -> list[float]:
    return [value for series in chart.series for value in series.values if not isnan(value)]


# --- lines


def _line_height(chart: Chart) -> float:
    return LINE_CHART + _legend_height(chart)


def _draw_lines(figure: Figure, chart: Chart) -> None:
    axes = figure.add_subplot()
    places = range(len(chart.names))
    for place, series in enumerate(chart.series):
        axes.plot(
            places,
            series.values,
            color=chart.palette.accent,
            linestyle=DASHES[place % len(DASHES)],
            marker=MARKERS[place % len(MARKERS)],
            markersize=5,
            markerfacecolor=chart.palette.back if place else chart.palette.accent,
            linewidth=1.6,
            label=series.label,
            clip_on=False,
        )
    _write_points(axes, chart)
    axes.patch.set_visible(False)
    axes.set_xticks(list(places), list(chart.names), color=chart.palette.ink)
    axes.set_ylim(0, (max(_all(chart)) or 1) * 1.15)
    axes.set_yticks([])
    axes.tick_params(length=0, pad=6)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(chart.palette.ink)
    _finish(figure, axes, chart)


def _write_points(axes: Axes, chart: Chart) -> None:
    """Write the numbers above the upper line and below the others, so that they stay apart."""
    for index, at_once in enumerate(zip(*(each.values for each in chart.series), strict=True)):
        known = [value for value in at_once if not isnan(value)]
        upper = at_once.index(max(known)) if known else 0
        for place, value in enumerate(at_once):
            if isnan(value):
                continue
            axes.annotate(
                chart.series[place].texts[index],
                (index, value),
                (0, 6 if place == upper else -6),
                textcoords="offset points",
                ha="center",
                va="bottom" if place == upper else "top",
                color=chart.palette.ink,
                fontsize=SIZE - 0.5,
            )


_DRAWN: Mapping[str, tuple[Callable[[Chart], float], Callable[[Figure, Chart], None]]] = {
    "bars": (_bars_height, _draw_bars),
    "stacked": (_stacked_height, _draw_stacked),
    "line": (_line_height, _draw_lines),
}
