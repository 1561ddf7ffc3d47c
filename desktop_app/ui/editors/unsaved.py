"""What a form has typed and not saved, kept as a draft in the register file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from desktop_app.domain.fields import Entity
from desktop_app.domain.problems import Refused
from desktop_app.services import drafting
from desktop_app.services.drafting import Draft
from desktop_app.services.register import Register
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
        self._new = ""

    def of_row(self, row: str) -> Texts:
        """Begin with a row; return what was kept of it here."""
        found = drafting.draft_of(self._session.register, self._entity, row)
        texts = {} if found is None else found.texts
        self._kept = {name: text for name, text in texts.items() if name in self._names}
        self._new = ""
        return self._kept

    def of_new(self, draft: str) -> None:
        """Begin with a new row, which may have a draft."""
        self._kept, self._new = {}, draft

    def keep(self, row: str, texts: Texts) -> None:
        """Keep what is typed in a row; the draft is dropped once nothing is."""

        def work(register: Register) -> None:
            old = drafting.draft_of(register, self._entity, row)
            others = {} if old is None else old.texts
            all_ = {name: text for name, text in others.items() if name not in self._names}
            all_.update(texts)
            if all_:
                drafting.keep(register, Draft(self._entity.name, row, None, all_))
            elif old is not None:
                drafting.drop(register, old.id)

        if texts != self._kept and self._did(work):
            self._kept = texts

    def keep_new(self, texts: Texts, owner: tuple[str, str] | None) -> None:
        """Keep what is typed of a new row."""

        def work(register: Register) -> None:
            draft = Draft(self._entity.name, "", owner, texts, id=self._new)
            self._new = drafting.keep(register, draft)

        if not texts:
            self.drop_new()
        elif texts != self._kept and self._did(work):
            self._kept = texts

    def drop_new(self) -> None:
        """Drop the draft of a new row: it exists now, or nothing is typed any more."""
        id_ = self._new
        if id_ and self._did(lambda register: drafting.drop(register, id_)):
            self._kept, self._new = {}, ""

    def _did(self, work: Callable[[Register], None]) -> bool:
        """Do something with the drafts; what is refused is told when the field is saved."""
        try:
            self._session.do(work)
        except Refused:
            return False
        return True
