"""The rows of an import: at the foot of the window, in the filters, in the history."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.words import same
from desktop_app.services import writing
from desktop_app.services.imported import IMPORT
from desktop_app.services.register import Register
from desktop_app.ui.files import Files
from desktop_app.ui.lists.page import ListPage
from desktop_app.ui.pages.history import HistoryPage
from desktop_app.ui.taking.preview import ImportDialog
from tests.journeys.going import closed, dialog, press
from tests.journeys.hands import Hands
from tests.ui.at_window import CONTROL, SHIFT, Key, elsewhere, ids, row_of, settle, to_list, told
from tests.ui.test_filters import chips, open_field

PEOPLE = "Förnamn;Efternamn;Ort\nÅsa;Provin;Lund\nBo;Provin;Malmö\nCy & Di;Provin;Lund\n"


def take_in(hands: Hands, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    """Take in a list with the keys."""
    path = hands.place._desk.session.path.parent / name
    path.write_text(text, "utf-8")
    monkeypatch.setattr(Files, "open_files", lambda *_args: [path])
    hands.control(Key.Key_I)
    preview = dialog(hands, ImportDialog)
    hands.until(preview.foot.take.isEnabled, "the button")
    press(hands, preview.foot.take)
    closed(hands)
    hands.until(hands.window.strip.rows.isVisible, "what was taken in")


def shown(hands: Hands) -> ListPage:
    page = hands.place.list_page
    assert page is not None
    settle(hands, page)
    return page


def names(page: ListPage) -> list[str]:
    return [page.model.index(place, 0).data() for place in range(page.model.rowCount())]


def chip_of(page: ListPage) -> str:
    (chip,) = chips(page)
    return chip.text().replace("&&", "&")


def show_and_undo_in_the_history(hands: Hands, rows: list[str]) -> None:
    """Show the rows of the import before the last edit, and undo it, with the keys."""
    hands.key(Key.Key_H, CONTROL | SHIFT)
    history = hands.place.page
    assert isinstance(history, HistoryPage)
    history.table.setFocus()
    history.table.selectRow(0)
    assert not history.rows.isEnabled()  # an edit
    hands.key(Key.Key_Down)
    assert history.rows.isEnabled()
    hands.enter()
    assert ids(shown(hands)) == rows

    hands.place.back()
    hands.rest()
    history.table.selectRow(1)
    hands.click(history.undo)
    assert "Andersson" in told(hands)
    history.table.selectRow(2)
    assert not history.rows.isEnabled()


def test_rows_of_an_import_are_shown_and_it_goes_back_after_later_edits(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.key(Key.Key_I, CONTROL | SHIFT)
    assert "ingenting inläst" in told(hands)
    to_list(hands, "trip").search.setText("x")
    take_in(hands, monkeypatch, "folk & fä.csv", PEOPLE)
    button = hands.window.strip.rows
    assert (button.text(), button.toolTip()) == ("Visa raderna", "Visa raderna (Ctrl+Skift+I)")
    hands.key(Key.Key_I, CONTROL | SHIFT)
    page = shown(hands)
    assert (page.entity.name, page.search.hasFocus()) == ("contact", True)
    assert names(page) == ["Bo Provin", "Cy & Di Provin", "Åsa Provin"]
    assert chip_of(page).startswith("Inläsning: folk & fä.csv, 20")

    hands.type("provin ort:lund")
    settle(hands, page)
    assert names(page) == ["Cy & Di Provin", "Åsa Provin"]
    page.sort_by([("given_name", True)])
    settle(hands, page)
    assert names(page) == ["Åsa Provin", "Cy & Di Provin"]
    hands.key(Key.Key_Escape)
    page.sort_by([])
    settle(hands, page)
    session = hands.place._desk.session
    bo, cy, asa = ids(page)
    session.do(
        lambda register: writing.put(register, page.entity, cy, {"family_name": "Andersson"})
    )
    settle(hands, page)
    assert names(page) == ["Cy & Di Andersson", "Bo Provin", "Åsa Provin"]

    show_and_undo_in_the_history(hands, [cy, bo, asa])
    hands.place.go("contact")
    settle(hands, page)
    assert (names(page), page.empty.text().split(".")[0]) == ([], "Inget hittades")
    assert chip_of(page).endswith("(ångrad)")
    assert row_of(hands, "contact", cy).values["family_name"] == "Andersson"
    menu = open_field(hands, page.filters, "Inläsning")
    assert "folk" not in " ".join(action.text() for action in menu.actions())
    menu.close()
    page.filters.menu.close()


def test_what_was_taken_in_together_is_shown_together(hands: Hands) -> None:
    def one(register: Register, name: str) -> str:
        with register.record.acting("import", same("Prov"), source=f"{name}.csv") as act:
            writing.create(act, CATALOGUE["contact"], str(uuid4()), {"given_name": name})
            return act.id

    session = hands.place._desk.session
    both = [session.do(partial(one, name=name)) for name in ("Ada", "Bo")]
    hands.window.messages.done(same("Två filer"), undo=True, imports=both)
    hands.click(hands.window.strip.rows)
    page = shown(hands)
    assert names(page) == ["Ada", "Bo"]
    assert page.filters.chosen == ((IMPORT, tuple(both)),)
    elsewhere(hands, partial(one, name="Cy"))
    hands.key(Key.Key_I, CONTROL | SHIFT)
    assert names(shown(hands)) == ["Cy"]
