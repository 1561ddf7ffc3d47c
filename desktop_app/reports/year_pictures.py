"""The picture that belongs to a table of the yearly report: a chart, or a map."""

from __future__ import annotations

from desktop_app.domain.words import Language, Words
from desktop_app.domain.year.marks import marks_of
from desktop_app.domain.year.model import Table
from desktop_app.reports.chart_sheet import WIDTH
from desktop_app.reports.charts import chart_alt, chart_svg, has_chart
from desktop_app.reports.map_picture import map_svg
from desktop_app.reports.palette import Palette

__all__ = ["is_map", "picture_alt", "picture_svg"]

MAP_ALT = Words(
    "Karta: {heading}. En prick för varje plats, större ju fler. Alla värden står i tabellen.",
    "Map: {heading}. A dot for each place, larger the more. All values stand in the table.",
)


def is_map(table: Table) -> bool:
    """Tell whether the picture of a table is a map."""
    return table.chart == "map"


def picture_svg(table: Table, language: Language, palette: Palette, *, width: float = WIDTH) -> str:
    """Return the picture of a table as SVG, '' where it has none or nothing to show."""
    if is_map(table):
        marks = marks_of(table)
        return map_svg(marks, palette=palette, language=language) if marks else ""
    return chart_svg(table, language, palette, width=width) if has_chart(table) else ""


def picture_alt(table: Table, language: Language) -> str:
    """Return in words what the picture of a table shows."""
    if is_map(table):
        return MAP_ALT.fill(heading=table.heading).into(language)
    return chart_alt(table, language)
