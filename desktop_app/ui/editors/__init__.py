"""An editor for every kind of field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop_app.domain import kinds
from desktop_app.domain.fields import Field
from desktop_app.domain.kinds import Kind
from desktop_app.ui.desk import Desk
from desktop_app.ui.editors.base import Editor
from desktop_app.ui.editors.checks import ChoicesEditor
from desktop_app.ui.editors.chips import ChipsEditor
from desktop_app.ui.editors.choice import ChoiceEditor, FlagEditor
from desktop_app.ui.editors.dates import DateLine
from desktop_app.ui.editors.lines import EmailLine, LineEditor, PhoneLine, WebsiteLine
from desktop_app.ui.editors.note import NoteEditor
from desktop_app.ui.editors.picks import CodeLine, LinkLine

__all__ = ["EDITORS", "Editor", "editor_for"]

EDITORS: Mapping[type[Kind], type[Editor]] = {
    kinds.Amount: LineEditor,
    kinds.Choice: ChoiceEditor,
    kinds.Choices: ChoicesEditor,
    kinds.Country: CodeLine,
    kinds.Currency: CodeLine,
    kinds.Date: DateLine,
    kinds.Email: EmailLine,
    kinds.Flag: FlagEditor,
    kinds.Integer: LineEditor,
    kinds.Languages: ChipsEditor,
    kinds.Link: LinkLine,
    kinds.Links: ChipsEditor,
    kinds.Note: NoteEditor,
    kinds.Phone: PhoneLine,
    kinds.Reference: LineEditor,
    kinds.Tags: LineEditor,
    kinds.Text: LineEditor,
    kinds.Time: LineEditor,
    kinds.Website: WebsiteLine,
    kinds.Year: LineEditor,
}


def editor_for(field: Field, desk: Desk, parent: QWidget | None = None) -> Editor:
    """Return a new editor for a field."""
    return EDITORS[type(field.kind)](field, desk, parent)
