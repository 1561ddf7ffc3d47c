"""The map: countries, and dots that can be reached, read out and opened."""

from __future__ import annotations

from desktop_app.ui.map.view import MapView

__all__ = ["MapView"]
