"""What was taken out of a set stays out, whichever of two merged rows survives in the end."""

from __future__ import annotations

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.edits import MERGED, make_edit, show
from desktop_app.domain.merging import gathered

CONTACT = CATALOGUE["contact"]


def test_an_element_taken_out_at_the_other_row_stays_out() -> None:
    made = make_edit("contact", "a", {"topics": {"add": ["klimat", "skola"]}}, None, 1, "s")
    other = make_edit("contact", "b", {"given_name": "Bo"}, None, 1, "s")
    # While `a` led to `b`, somebody took an element of `a` out of what `b` showed.
    named = {"topics": (made.eid,)}
    out = make_edit("contact", "b", {"topics": {"remove": ["skola"]}}, named, 2, "s")
    turned = make_edit("contact", "b", {MERGED: "a"}, {MERGED: ()}, 3, "s", seen=[other.eid])
    edits = gathered(CONTACT, "a", [made], {"b": [other, out, turned]})
    assert show(CONTACT, edits).values["topics"] == ["klimat"]
