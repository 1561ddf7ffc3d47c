"""What asks for something to be done: late, due, expiring, missing, waiting. A table and rules."""

from __future__ import annotations

from desktop_app.domain.due.judging import KINDS, WATCHED, Watched, found_in
from desktop_app.domain.due.kinds import GROUPS, Found, Group, Kind

__all__ = ["GROUPS", "KINDS", "WATCHED", "Found", "Group", "Kind", "Watched", "found_in"]
