"""What the tests of kinds share: a register's lists, and what is true of every kind."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field

from hypothesis import strategies as st

from desktop_app.domain.kinds.base import Context, Given, Kind, Value
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words


@dataclass
class Lists:
    """Pick lists in memory: code → label in both languages."""

    labels: dict[str, tuple[str, str]] = field(default_factory=dict)

    def code(self, pick_list: str, text: str) -> str | None:
        """Return the code that `text` stands for."""
        wanted = text.casefold()
        for code, labels in self.labels.items():
            if wanted in (code.casefold(), *(label.casefold() for label in labels)):
                return code
        return None

    def label(self, pick_list: str, code: str, language: str) -> str:
        """Return the label of a code."""
        return self.labels.get(code, (code, code))[language == "en"]

    def codes(self, pick_list: str) -> list[str]:
        """Return the codes in order."""
        return list(self.labels)


SECTORS = Lists(
    {
        "care": ("Vård, omsorg", "Care, social services"),
        "environment": ("Miljö/klimat", "Environment/climate"),
        "climate": ("Klimat", "Climate"),
        "social": ("omsorg", "social services"),
    }
)
SV = Context(SECTORS, "sv")
EN = Context(SECTORS, "en")

ANY_TEXT = st.text(st.characters(), max_size=60)  # surrogates and control characters too


def likely(alphabet: str) -> st.SearchStrategy[str]:
    """Return texts that are nearly right, which random ones hardly ever are."""
    return st.text(st.sampled_from(alphabet), max_size=18)


def refusal(kind: Kind, given: Given, context: Context = SV) -> str:
    """Return the Swedish reason why `given` is refused; fail when it is taken."""
    value, fault = tried(kind, given, context)
    assert fault is not None, f"{given!r} was taken as {value!r}"
    assert "{" not in fault.into("sv") + fault.into("en")
    return fault.into("sv")


def tried(kind: Kind, given: Given, context: Context = SV) -> tuple[Value, Words | None]:
    """Return the value, or why there is none; any other error is a fault of ours."""
    try:
        return kind.parse(given, context), None
    except Invalid as invalid:
        return None, invalid.reason


def assert_holds(kind: Kind, given: Given) -> None:
    """Assert what is true of every kind, whatever it is given."""
    value, fault = tried(kind, given)
    if fault is not None:
        assert fault.into("sv")
        assert fault.into("en")
        return
    for context in (SV, EN):
        written = kind.write(value, context)
        assert kind.parse(written, context) == value, (given, written)
        for doubt in kind.doubts(value, context):
            assert doubt.into("sv")
            assert doubt.into("en")
    assert kind.parse(value, SV) == value  # parsing is idempotent
    assert_checked(kind, value)


def assert_checked(kind: Kind, value: Value) -> None:
    """Assert that a column with the kind's condition takes the value."""
    kept = json.dumps(value) if isinstance(value, list) else value
    condition = kind.check("c") or "1"
    with sqlite3.connect(":memory:") as conn:
        conn.execute(f"CREATE TABLE t (c {kind.sql} CHECK ({condition})) STRICT")
        conn.execute("INSERT INTO t VALUES (?)", (kept,))
    conn.close()


def rejects(kind: Kind, kept: object) -> bool:
    """Tell whether a column with the kind's condition refuses what was kept."""
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute(f"CREATE TABLE t (c {kind.sql} CHECK ({kind.check('c')})) STRICT")
        conn.execute("INSERT INTO t VALUES (?)", (kept,))
    except sqlite3.IntegrityError:
        return True
    finally:
        conn.close()
    return False
