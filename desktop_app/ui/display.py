"""Say whether a window can open, without Qt: where something is missing, Qt ends the process.

Standard library only and nothing of ours: ``dev.py`` asks here before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from typing import TypeAlias

__all__ = ["has_display", "libraries_needed", "libraries_without", "why_no_window"]

Pair: TypeAlias = tuple[str, str]
"""A sentence in Swedish and in English."""

DRAWING: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt needs on Linux even without a display: the library and its Debian package."""

X11: Mapping[str, str] = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What it needs besides for a window on X11."""

WAYLAND: Mapping[str, str] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""What it needs besides for a window on Wayland."""

NO_DISPLAY: Pair = (
    "Här finns ingen skärm, så inget fönster kan öppnas.",
    "There is no display here, so no window can open.",
)
WITHOUT: Pair = (
    "Utan fönster gör `kontaktnat demo MAPP` hela ärendet; `kontaktnat --help` visar resten.",
    "Without a window, `kontaktnat demo DIR` does the whole errand; `kontaktnat --help` has more.",
)
NO_LIBRARIES: Pair = (
    "Fönstret behöver bibliotek som saknas: {}.",
    "The window needs libraries that are missing: {}.",
)
INSTALL: Pair = (
    "På Debian och Ubuntu installeras de med: apt-get install {}",
    "On Debian and Ubuntu this installs them: apt-get install {}",
)


def has_display(environ: Mapping[str, str] = os.environ, system: str = sys.platform) -> bool:
    """Return whether there is something to open a window on."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return system != "linux" or any(environ.get(name) for name in named)


def libraries_needed(
    environ: Mapping[str, str] = os.environ, system: str = sys.platform
) -> dict[str, str]:
    """Return the libraries Qt needs from the system here, each with its Debian package."""
    if system != "linux":
        return {}
    if environ.get("QT_QPA_PLATFORM"):
        return dict(DRAWING)
    if environ.get("DISPLAY"):
        return {**DRAWING, **X11}
    return {**DRAWING, **WAYLAND} if environ.get("WAYLAND_DISPLAY") else dict(DRAWING)


def libraries_without(names: Iterable[str]) -> list[str]:
    """Return those of the libraries `names` that the system does not have."""
    return [name for name in names if not _loads(name)]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def why_no_window(
    environ: Mapping[str, str] = os.environ, system: str = sys.platform
) -> tuple[Pair, Pair] | None:
    """Return what keeps a window from opening and what to do about it, or None."""
    if not has_display(environ, system):
        return NO_DISPLAY, WITHOUT
    needed = libraries_needed(environ, system)
    missing = libraries_without(needed)
    if not missing:
        return None
    packages = " ".join(needed[name] for name in missing)
    return _filled(NO_LIBRARIES, ", ".join(missing)), _filled(INSTALL, packages)


def _filled(pair: Pair, text: str) -> Pair:
    swedish, english = pair
    return swedish.format(text), english.format(text)
