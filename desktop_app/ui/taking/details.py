"""One row of a file in full: what was there, what comes, and why something is not taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtWidgets import QTextBrowser

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import Words
from desktop_app.exchange.problem import Problem
from desktop_app.services.import_plan import CellChange, Outcome
from desktop_app.ui.desk import Desk
from desktop_app.ui.taking.words import EMPTY, MEANINGS, ONE, place_of, where_of

__all__ = ["Details"]

NAME = Words("Raden i filen", "The row of the file")
NONE = Words(
    "Välj en rad för att se hela den, cell för cell.", "Choose a row to see all of it, by cell."
)
WHERE = Words("{entity} · {place}", "{entity} · {place}")
FIELD, BEFORE, AFTER = Words("Fält", "Field"), Words("Nu", "Now"), Words("Blir", "Becomes")
CONFLICT_BEFORE, CONFLICT_AFTER = Words("Här", "Here"), Words("I filen", "In the file")


class Details(QTextBrowser):
    """Shows one row; it can be read, chosen from and copied, not changed."""

    def __init__(self, desk: Desk) -> None:
        """Begin without a row."""
        super().__init__()
        self._desk = desk
        self._shown: tuple[Outcome, str, Sequence[Problem]] | None = None
        self.setOpenLinks(False)
        self.setAccessibleName(desk.speech(NAME))
        desk.theme.changed.connect(self._write)
        self._write()

    def show_outcome(
        self, outcome: Outcome | None, title: str = "", problems: Sequence[Problem] = ()
    ) -> None:
        """Show a row by its title, and what is wrong with it; None shows how to choose one."""
        self._shown = None if outcome is None else (outcome, title, problems)
        self._write()

    def _write(self) -> None:
        if self._shown is None:
            colour = self._desk.theme.colours.muted.name()
            self.setHtml(f'<p style="color:{colour}">{escape(self._desk.speech(NONE))}</p>')
            return
        outcome, title, problems = self._shown
        # That both values stay is what such a row means, and is said already.
        told = [each for each in problems if each.column or outcome.category != "conflicts"]
        parts = (*self._head(outcome, title), *self._why(told), *self._cells(outcome))
        self.setHtml("".join(parts))

    def _head(self, outcome: Outcome, title: str) -> Iterator[str]:
        speech, muted = self._desk.speech, self._desk.theme.colours.muted.name()
        entity = CATALOGUE[outcome.entity].one
        where = speech(WHERE, entity=entity, place=where_of(outcome))
        where = where[:1].upper() + where[1:]
        kind = f"<b>{escape(speech(ONE[outcome.category]))}.</b>"
        yield f'<p style="margin:0"><big><b>{escape(title)}</b></big></p>'
        yield f'<p style="margin:0 0 8px 0; color:{muted}">{escape(where)}</p>'
        yield f"<p>{kind} {escape(speech(MEANINGS[outcome.category]))}</p>"

    def _why(self, problems: Sequence[Problem]) -> Iterator[str]:
        colours = self._desk.theme.colours
        for problem in sorted(problems, key=lambda each: each.mended):
            colour = (colours.muted if problem.mended else colours.error).name()
            said = escape(self._desk.speech(problem.reason))
            where = self._desk.speech(place_of(problem))
            cell = f"<b>{escape(where)}</b><br>" if where else ""
            yield f'<p style="color:{colour}">{cell}{said}</p>'

    def _cells(self, outcome: Outcome) -> Iterator[str]:
        if not outcome.cells:
            return
        speech, new = self._desk.speech, outcome.category == "new"
        differs = outcome.category in {"conflicts", "doubts"}
        new = new or outcome.category == "refused"
        headings = [FIELD] if new else [FIELD, CONFLICT_BEFORE if differs else BEFORE]
        headings.append(CONFLICT_AFTER if differs else AFTER)
        yield '<table width="100%" cellpadding="3"><tr>'
        yield from (f'<th align="left">{escape(speech(words))}</th>' for words in headings)
        yield "</tr>"
        for cell in outcome.cells:
            yield self._cell(cell, new=new, differs=differs)
        yield "</table>"

    def _cell(self, cell: CellChange, *, new: bool, differs: bool) -> str:
        colours = self._desk.theme.colours
        muted, back = colours.muted.name(), colours.changed_back if cell.old else colours.new_back
        old = _text(cell.old) or "–"
        if cell.old and not differs:
            old = f"<s>{old}</s>"
        before = "" if new else f'<td style="color:{muted}">{old}</td>'
        after = _text(cell.new) or f"({escape(self._desk.speech(EMPTY))})"
        return (
            f'<tr><td style="color:{muted}">{escape(self._desk.speech(cell.label))}</td>{before}'
            f'<td style="background-color:{back.name()}; color:{colours.text.name()}">{after}</td>'
            "</tr>"
        )


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
