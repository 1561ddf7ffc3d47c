"""The colours of the window: light, dark and high contrast, as our own names and as Qt's palette.

Every pair a text may stand in has a contrast of at least 4.5, every border of a control 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtGui import QColor, QPalette

__all__ = ["CONTRAST", "DARK", "LIGHT", "Colours", "Ink", "palette_of"]

Ink: TypeAlias = Literal["dark", "light"]
"""The two colours the small marks of the style sheet are drawn in (``icons/marks``)."""


@dataclass(frozen=True, slots=True)
class Colours:
    """What each thing in the window is coloured with."""

    window: QColor
    base: QColor
    """Behind lists and editors."""
    alternate: QColor
    """Behind every other row."""
    panel: QColor
    """Behind cards, menus and tips."""
    sidebar: QColor
    hover: QColor
    text: QColor
    muted: QColor
    """Text that may step back: labels, notes, placeholders."""
    disabled: QColor
    accent: QColor
    """Behind what is selected and the one button that matters."""
    accent_hover: QColor
    on_accent: QColor
    accent_soft: QColor
    focus: QColor
    """The ring around what has the keyboard."""
    border: QColor
    """Between things: decoration only."""
    control_border: QColor
    new_back: QColor
    changed_back: QColor
    removed_back: QColor
    warning_back: QColor
    error_back: QColor
    info_back: QColor
    error: QColor
    warning: QColor
    success: QColor
    link: QColor
    ink: Ink
    """Marks on `base` and `window`."""
    on_accent_ink: Ink
    """Marks on `accent`."""


def _colours(names: Mapping[str, str], ink: Ink, on_accent_ink: Ink) -> Colours:
    colours = {name: QColor(value) for name, value in names.items()}
    return Colours(**colours, ink=ink, on_accent_ink=on_accent_ink)


LIGHT = _colours(
    {
        "window": "#f6f8fa",
        "base": "#ffffff",
        "alternate": "#f3f6f8",
        "panel": "#ffffff",
        "sidebar": "#e9eef2",
        "hover": "#e6ecf1",
        "text": "#1c2830",
        "muted": "#52606b",
        "disabled": "#87929b",
        "accent": "#14527a",
        "accent_hover": "#0f4264",
        "on_accent": "#ffffff",
        "accent_soft": "#d9e8f3",
        "focus": "#2a7ab0",
        "border": "#d5dde3",
        "control_border": "#74828d",
        "new_back": "#dcf3e2",
        "changed_back": "#fdf0c8",
        "removed_back": "#fbe1df",
        "warning_back": "#fdf0c8",
        "error_back": "#fbe1df",
        "info_back": "#d9e8f3",
        "error": "#b01f18",
        "warning": "#7f4a00",
        "success": "#1b6636",
        "link": "#14527a",
    },
    ink="dark",
    on_accent_ink="light",
)

DARK = _colours(
    {
        "window": "#1b2026",
        "base": "#20262d",
        "alternate": "#242b32",
        "panel": "#232a31",
        "sidebar": "#161b20",
        "hover": "#2f3841",
        "text": "#e6ebef",
        "muted": "#a5b2bd",
        "disabled": "#74818c",
        "accent": "#2d78ac",
        "accent_hover": "#266a99",
        "on_accent": "#ffffff",
        "accent_soft": "#1e3d54",
        "focus": "#57a8de",
        "border": "#36404a",
        "control_border": "#7d8b97",
        "new_back": "#1b3d2a",
        "changed_back": "#453916",
        "removed_back": "#4b2624",
        "warning_back": "#453916",
        "error_back": "#4b2624",
        "info_back": "#1e3d54",
        "error": "#ff9c94",
        "warning": "#f0c050",
        "success": "#80d39c",
        "link": "#82c0ee",
    },
    ink="light",
    on_accent_ink="light",
)

CONTRAST = _colours(
    {
        "window": "#000000",
        "base": "#000000",
        "alternate": "#121212",
        "panel": "#000000",
        "sidebar": "#000000",
        "hover": "#2b2b2b",
        "text": "#ffffff",
        "muted": "#e4e4e4",
        "disabled": "#a8a8a8",
        "accent": "#ffd83d",
        "accent_hover": "#ffe88a",
        "on_accent": "#000000",
        "accent_soft": "#0b2f4a",
        "focus": "#5cc8ff",
        "border": "#b0b0b0",
        "control_border": "#ffffff",
        "new_back": "#003816",
        "changed_back": "#3a2e00",
        "removed_back": "#5c0a06",
        "warning_back": "#3a2e00",
        "error_back": "#5c0a06",
        "info_back": "#0b2f4a",
        "error": "#ffb3ac",
        "warning": "#ffd83d",
        "success": "#86f5a6",
        "link": "#9bd8ff",
    },
    ink="light",
    on_accent_ink="dark",
)

_ROLES: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "alternate",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.ToolTipBase: "panel",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.Light: "hover",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "control_border",
    QPalette.ColorRole.Shadow: "border",
}

_DISABLED: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.WindowText: "disabled",
    QPalette.ColorRole.Text: "disabled",
    QPalette.ColorRole.ButtonText: "disabled",
    QPalette.ColorRole.PlaceholderText: "disabled",
    QPalette.ColorRole.Highlight: "hover",
    QPalette.ColorRole.Accent: "disabled",
    QPalette.ColorRole.HighlightedText: "disabled",
}


def palette_of(colours: Colours) -> QPalette:
    """Return `colours` as a palette in which every role of every group is set."""
    palette = QPalette()
    for role, name in _ROLES.items():
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, role, getattr(colours, name))
        disabled = _DISABLED.get(role, name)
        palette.setColor(QPalette.ColorGroup.Disabled, role, getattr(colours, disabled))
    return palette
