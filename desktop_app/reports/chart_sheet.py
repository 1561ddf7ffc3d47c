"""What charts are drawn with: matplotlib with the fonts of the documents, and nothing else's.

matplotlib is imported when the first chart is drawn. It is kept from going through the fonts of
the computer, from heeding settings that lie there, and from leaving a cache behind: a locked
laptop may let it do none of these.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.reports.glyphs import FONTS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["POINTS", "SIZE", "WIDTH", "drawn"]

WIDTH, POINTS = 470.0, 72.0
"""Points of the width of a chart, as wide as the text of a page; points of an inch."""

SIZE = 9.0
"""Points of the text of a chart on paper."""

FAMILIES = {
    "Source Sans 3": "SourceSans3-Regular.ttf",
    "DejaVu Sans": "DejaVuSans.ttf",
    "Droid Sans Fallback": "DroidSansFallback.ttf",
    "Noto Emoji": "NotoEmoji-Regular.ttf",
}
"""The fonts of the documents: the first for nearly all, the others for what it lacks."""

STYLE: Mapping[str, Any] = {
    "font.family": list(FAMILIES),
    "font.size": SIZE,
    "text.parse_math": False,  # a name may hold a dollar sign
    "svg.fonttype": "path",  # alike in the file, on paper and on the screen
    "svg.hashsalt": "chart",  # the same figures give the same bytes
    "hatch.linewidth": 0.8,
    "axes.unicode_minus": True,
    "figure.constrained_layout.h_pad": 0.02,
    "figure.constrained_layout.w_pad": 0.02,
}
ALONE = ("MPLCONFIGDIR", "MPL_IGNORE_SYSTEM_FONTS")
NO_CHARTS = Words(
    "Diagram kan inte ritas: programdelen matplotlib saknas.",
    "Charts cannot be drawn: the component matplotlib is missing.",
)
INSTALL = Words("Installera programmet på nytt.", "Install the program anew.")
_NOTES = re.compile(r"\s*(<metadata>.*?</metadata>|<!--.*?-->)", re.DOTALL)
_EMPTY = re.compile(r'\s*<path id="([\w-]+)" transform="[^"]*"/>')


def drawn(height: float, draw: Callable[[Figure], object], *, width: float = WIDTH) -> str:
    """Return the SVG of a figure of a size in points, as `draw` fills it.

    Raises:
        Refused: matplotlib is not there.
    """
    tools = _tools()
    with tools.styled():
        figure = tools.figure(figsize=(width / POINTS, height / POINTS), layout="constrained")
        figure.patch.set_alpha(0.0)
        draw(figure)
        made = BytesIO()
        figure.savefig(made, format="svg", metadata={"Date": None, "Creator": None})
    return _cleaned(made.getvalue().decode("utf-8"))


def _cleaned(svg: str) -> str:
    """Return an SVG without notes, and without the glyphs of spaces, which readers trip over."""
    svg = _NOTES.sub("", svg)
    for id_ in _EMPTY.findall(svg):
        svg = re.sub(rf'\s*<use xlink:href="#{id_}"[^>]*/>', "", svg)
    return _EMPTY.sub("", svg)


@dataclass(frozen=True, slots=True)
class _Tools:
    figure: Callable[..., Figure]
    styled: Callable[[], AbstractContextManager[None]]


@cache
def _tools() -> _Tools:
    try:
        with _alone():
            import matplotlib as mpl  # noqa: PLC0415 - 100 MB that only charts need
            from matplotlib.figure import Figure  # noqa: PLC0415 - as above
            from matplotlib.font_manager import fontManager  # noqa: PLC0415 - as above
    except ImportError:
        raise Refused(NO_CHARTS, INSTALL) from None
    for file in FAMILIES.values():
        fontManager.addfont(FONTS / file)
    usual = {name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"}
    return _Tools(Figure, lambda: mpl.rc_context({**usual, **STYLE}))


@contextmanager
def _alone() -> Iterator[None]:
    """Let matplotlib believe that there are no fonts here and that its cache is in a new folder."""
    before = {name: os.environ.get(name) for name in ALONE}
    with TemporaryDirectory(prefix="kontaktnat-", ignore_cleanup_errors=True) as folder:
        os.environ.update(dict(zip(ALONE, (folder, "1"), strict=True)))
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value
