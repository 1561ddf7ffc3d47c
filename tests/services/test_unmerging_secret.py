"""Taking a row apart that was secret when it was merged: others learn of it as of the merge."""

from __future__ import annotations

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import merging, writing
from desktop_app.services.opening import new_register
from desktop_app.storage import past

CONTACT = CATALOGUE["contact"]


def test_taking_apart_is_shared_as_the_merge_was() -> None:
    with new_register(None, "Stadsledningskontoret") as register:
        names = ("Anna", "Bo")
        keep, drop = (
            writing.put(register, CONTACT, None, {"given_name": name}).id for name in names
        )
        writing.put(register, CONTACT, drop, {"secret": "ja"})
        merging.merge(register, CONTACT, keep, drop)
        merging.unmerge(register, CONTACT, drop)
        edits = past.edits_of(register.db.conn, [drop])[drop]
        said = [(edit.fields["_merged"], edit.shared) for edit in edits if "_merged" in edit.fields]
        assert said == [(keep, True), (None, True)]
