"""The tags of XML that is only looked at, never built into a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

__all__ = ["tags"]

_ATTRIBUTE = re.compile(r"""([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def tags(text: str, *names: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Go through the opening tags of these names, with their attributes; prefixes are left out."""
    for name, inner in re.findall(rf"<(?:\w+:)?({'|'.join(names)})\b([^>]*)>", text):
        pairs = _ATTRIBUTE.findall(inner)
        yield name, {key: unescape(double or single) for key, double, single in pairs}
