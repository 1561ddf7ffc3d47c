"""Phone numbers as they are dialled from abroad."""

from __future__ import annotations

import pytest

from desktop_app.domain.kinds.numbers_in_text import from_abroad


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("08-465 004 59", "+46 8 465 004 59"),
        ("070-174 06 05", "+46 70 174 06 05"),
        ("(031) 390 06 10", "+46 31 390 06 10"),
        ("+49 30 23125 375", "+49 30 23125 375"),
        ("0049 30 23125 375", "0049 30 23125 375"),
        ("08-465 004 59 vx", "08-465 004 59 vx"),
        ("08-465 004 59, 070-174 06 05", "08-465 004 59, 070-174 06 05"),
        ("08-1", "08-1"),
        ("växeln", "växeln"),
        ("", ""),
    ],
)
def test_only_what_is_one_number_of_ours_is_written_anew(text: str, shown: str) -> None:
    assert from_abroad(text, "SE") == shown
