"""What a form has typed and not saved, kept as a draft in the register file.

Where the file cannot be written, the session holds it until it can.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from uuid import uuid4

from desktop_app.domain.fields import Entity
from desktop_app.domain.problems import Refused
from desktop_app.services import drafting
from desktop_app.services.drafting import Draft
from desktop_app.ui.session import Session

__all__ = ["Unsaved"]

Texts = Mapping[str, str]


class Unsaved:
    """Keeps the draft of one form.

    A row has one draft, while several forms may show fields of it: each answers for its own.
    """

    def __init__(self, entity: Entity, names: Collection[str], session: Session) -> None:
        """Answer for the fields `names`."""
        self._entity, self._names, self._session = entity, names, session
        self._kept: Texts = {}
        self._known: tuple[str, Texts] = "", {}
        self._new = ""

    def of_row(self, row: str) -> Texts:
        """Begin with a row; return what was kept of it here."""
        texts = self._all(row)
        self._kept = {name: text for name, text in texts.items() if name in self._names}
        self._new = ""
        return self._kept

    def of_new(self, draft: str) -> None:
        """Begin with a new row, which may have a draft."""
        self._kept, self._new = {}, draft

    def keep(self, row: str, texts: Texts) -> None:
        """Keep what is typed in a row; the draft is dropped once nothing is."""
        if texts != self._kept:
            others = self._all(row).items()
            mine = {**{n: text for n, text in others if n not in self._names}, **texts}
            self._keep((self._entity.name, row), Draft(self._entity.name, row, None, mine))
            self._kept = texts

    def keep_new(self, texts: Texts, owner: tuple[str, str] | None) -> None:
        """Keep what is typed of a new row."""
        if not texts:
            self.drop_new()
        elif texts != self._kept:
            self._new = self._new or str(uuid4())
            draft = Draft(self._entity.name, "", owner, texts, id=self._new)
            self._keep((self._entity.name, self._new), draft)
            self._kept = texts

    def drop_new(self) -> None:
        """Drop the draft of a new row: it exists now, or nothing is typed any more."""
        if self._new:
            draft = Draft(self._entity.name, "", None, {}, id=self._new)
            self._keep((self._entity.name, self._new), draft)
        self._kept, self._new = {}, ""

    def _all(self, row: str) -> Texts:
        """Return what is typed of a row, in this form and in others."""
        found = self._session.unkept.get((self._entity.name, row))
        with suppress(Refused):  # then what was there when it could be read
            if found is None:
                found = drafting.draft_of(self._session.register, self._entity, row)
            self._known = row, {} if found is None else found.texts
        return self._known[1] if self._known[0] == row else {}

    def _keep(self, key: tuple[str, str], draft: Draft) -> None:
        """Keep a draft; what is refused is told when the field is saved, and tried again."""
        self._session.unkept.pop(key, None)
        try:
            self._session.do(lambda register: drafting.keep_all(register, [draft]))
        except Refused:
            self._session.unkept[key] = draft
        else:
            self._session.drafted.emit()
