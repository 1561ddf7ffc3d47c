"""Reading files in this process, for tests that read many."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from desktop_app.exchange.reading.fault import Fault
from desktop_app.exchange.reading.reader import Table, _Answer
from desktop_app.exchange.reading.reader_child import _answer
from desktop_app.exchange.reading.sentences import refusal

__all__ = ["read_here"]


def read_here(path: Path, **_given: Any) -> Table:
    """Return what the reader returns of a file, without a child."""
    answer = _Answer()
    try:
        for message in _answer(path, None):
            answer.take(json.loads(json.dumps(message)))
    except Fault as fault:
        raise refusal(fault.code, path.name, fault.args_of_words) from fault
    return answer.table()
