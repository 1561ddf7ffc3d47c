"""Lists by real keys and clicks: what they show is what the register has, whoever writes it."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu, QWidget

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.fields import Entity
from desktop_app.services import viewing
from desktop_app.services.reading import Listing, list_rows
from desktop_app.services.register import Register
from desktop_app.services.removing import delete_rows
from desktop_app.services.viewing import View
from desktop_app.services.writing import delete, put, restore
from desktop_app.storage.tables import Row
from desktop_app.ui.lists.columns import TITLE, all_columns, first_columns
from desktop_app.ui.lists.columns_dialog import ColumnsDialog
from desktop_app.ui.lists.model import MARKS
from desktop_app.ui.lists.page import ListPage
from desktop_app.ui.lists.words import BELONGS
from tests.journeys.hands import Hands, ask
from tests.services.viewed import expected
from tests.ui.at_window import (
    CONTROL,
    KEYS,
    LISTS,
    SHIFT,
    Key,
    choose,
    click_heading,
    complaints,
    elsewhere,
    home,
    ids,
    items,
    notice,
    register_of,
    row_of,
    settle,
    to_list,
)

HORIZONTAL = Qt.Orientation.Horizontal


def agrees(hands: Hands, page: ListPage) -> None:
    """Check that a list shows what it should, nothing twice and nothing missing."""
    settle(hands, page)
    assert ids(page) == expected(register_of(hands), page.view)


# --- every page ---


def test_every_place_opens_with_its_columns_in_both_languages(hands: Hands) -> None:
    hands.window.resize(1600, 900)
    for language in ("sv", "en"):
        hands.program.speech.use(language)
        for key in KEYS:
            hands.place.go(key)
            hands.rest(5)
            assert complaints(hands) == [], key
            page = hands.place.list_page
            if page is None:
                continue
            page.choose_columns(all_columns(page.entity))
            model, writer = page.model, hands.place._desk.session.writer
            assert page.title.text() == page.entity.many.into(language)
            assert page.number.text() == str(model.rowCount())
            for place, column in enumerate(model.columns):
                assert model.headerData(place, HORIZONTAL) == column.label.into(language)
            for at in range(min(3, model.rowCount())):
                row = row_of(hands, key, model.id_at(at))
                for place, column in enumerate(model.columns):
                    wanted = (
                        writer.text(column.field, row.values.get(column.name))
                        if column.field
                        else writer.title(row)
                    )
                    assert model.index(at, place).data() == wanted


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_columns_of_a_list_are_all_there_are(name: str) -> None:
    entity = CATALOGUE[name]
    every = all_columns(entity)
    assert set(every) - {TITLE} == set(entity.by_name)
    assert set(first_columns(entity)) <= set(every)
    assert len(set(first_columns(entity))) == len(first_columns(entity)) > 1


# --- sorting ---


def test_a_heading_sorts_up_then_down_then_as_usual(hands: Hands) -> None:
    page = to_list(hands)
    usual = ids(page)
    head = page.table.horizontalHeader()
    click_heading(page, "city")
    assert page.sort == (("city", False),)
    agrees(hands, page)
    up = ids(page)
    assert up != usual
    assert head.isSortIndicatorShown()
    assert head.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
    click_heading(page, "city")
    assert page.sort == (("city", True),)
    agrees(hands, page)
    assert ids(page) != up
    assert head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    click_heading(page, "city")
    assert page.sort == ()
    agrees(hands, page)
    assert ids(page) == usual
    assert not head.isSortIndicatorShown()


def test_shift_sorts_by_a_second_column_and_the_first_goes_on_deciding(hands: Hands) -> None:
    page = to_list(hands)
    click_heading(page, "country")
    click_heading(page, "city", SHIFT)
    assert page.sort == (("country", False), ("city", False))
    agrees(hands, page)
    click_heading(page, "city", SHIFT)
    assert page.sort == (("country", False), ("city", True))
    agrees(hands, page)
    click_heading(page, "organisation")
    assert page.sort == (("organisation", False),)
    agrees(hands, page)


def test_the_name_of_a_list_in_its_usual_order_turns_it_round(hands: Hands) -> None:
    page = to_list(hands)
    usual = ids(page)
    click_heading(page, TITLE)
    agrees(hands, page)
    assert ids(page) == usual[::-1]
    click_heading(page, TITLE)
    agrees(hands, page)
    assert ids(page) == usual


def test_countries_are_sorted_by_their_names_in_the_language_that_is_spoken(hands: Hands) -> None:
    page = to_list(hands)
    one, other = ids(page)[:2]
    for row, country in ((one, "AT"), (other, "BE")):  # Österrike, Belgien; Austria, Belgium
        elsewhere(hands, lambda r, row=row, c=country: put(r, page.entity, row, {"country": c}))
    page.search.setText("land:belgien")
    page.search.clear()
    notice(hands)
    click_heading(page, "country")
    agrees(hands, page)
    swedish = ids(page)
    assert swedish.index(other) < swedish.index(one)
    hands.key(Key.Key_L, CONTROL | SHIFT)
    agrees(hands, page)
    assert ids(page).index(one) < ids(page).index(other)


# --- search ---


def test_each_key_press_shows_what_is_found(hands: Hands) -> None:
    page = to_list(hands)
    some = row_of(hands, "contact", ids(page)[11])
    word = str(some.values["family_name"])
    for length, letter in enumerate(word.lower().replace("å", "a").replace("ö", "o"), 1):
        hands.type(letter)
        agrees(hands, page)
        assert some.id in ids(page)
        assert page.number.text() == str(page.model.rowCount())
        assert len(page.search.text()) == length
    assert page.model.rowCount() < 40
    hands.key(Key.Key_Escape)
    assert page.search.text() == ""
    agrees(hands, page)
    assert page.number.text() == "40"


@pytest.mark.parametrize("text", ["ort:{city}", "city:{city}", '"{city}"', "land:{country}"])
def test_a_field_or_a_phrase_is_searched(hands: Hands, text: str) -> None:
    page = to_list(hands)
    some = next(
        row
        for row in list_rows(register_of(hands), page.entity, Listing())
        if row.values.get("city") and " " not in str(row.values["city"])
    )
    country = hands.place._desk.session.writer.text(
        page.entity.by_name["country"], some.values["country"]
    ).split()[0]
    page.search.setText(text.format(city=some.values["city"], country=country))
    agrees(hands, page)
    assert some.id in ids(page)
    assert page.model.rowCount() < 40


def test_an_unknown_field_is_told_in_the_list_and_never_in_a_box(hands: Hands) -> None:
    page = to_list(hands)
    hands.type("nonsens:x")
    settle(hands, page)
    assert page.model.rowCount() == 0
    assert page.empty.isVisible()
    assert "Före kolonet" in page.empty.text()
    assert "Ort" in page.empty.text()
    elsewhere(hands, lambda r: put(r, page.entity, None, {"family_name": "Ny"}))
    notice(hands)  # another program writes while it stands there
    hands.key(Key.Key_Escape)
    agrees(hands, page)
    assert page.model.rowCount() == 41
    assert page.table.isVisible()


def test_an_empty_list_says_why_and_what_belongs_there(hands: Hands) -> None:
    page = to_list(hands)
    page.search.setText("finns inte alls")
    settle(hands, page)
    assert page.empty.text().startswith("Inget hittades.\nPröva färre bokstäver")
    page.search.clear()
    page.show_trash(gone=True)
    settle(hands, page)
    assert page.empty.text() == "Papperskorgen är tom."
    page = to_list(hands, "distinct")
    assert page.empty.text() == "Här är det tomt än."
    page = to_list(hands, "advocacy")
    hands.place._desk.session.do(lambda r: delete_rows(r, page.entity, ids(page)))
    settle(hands, page)
    assert page.empty.isVisible()
    assert page.empty.text() == f"Här är det tomt än.\n{BELONGS['advocacy'].sv}"
    hands.program.speech.use("en")
    assert page.empty.text() == f"Nothing here yet.\n{BELONGS['advocacy'].en}"


# --- keys ---


def test_arrows_go_between_search_and_list_and_letters_go_back(hands: Hands) -> None:
    page = to_list(hands)
    hands.key(Key.Key_Down)
    assert page.table.hasFocus()
    assert page.table.currentIndex().row() == 0
    hands.key(Key.Key_Down)
    assert page.current == ids(page)[1]
    hands.until(lambda: hands.place.chosen == ("contact", ids(page)[1]))
    hands.key(Key.Key_Up, times=2)
    assert page.search.hasFocus()
    hands.key(Key.Key_Return)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Key.Key_A)
    assert page.search.hasFocus()
    assert page.search.text() == "a"
    hands.type("b")
    assert page.search.text() == "ab"


def test_enter_goes_to_the_record_and_f6_comes_back(hands: Hands) -> None:
    page = to_list(hands)
    hands.key(Key.Key_Down)
    hands.until(lambda: hands.place.chosen is not None)
    hands.key(Key.Key_Return)
    assert hands.place.record.isAncestorOf(hands.focus)
    hands.key(Key.Key_F6)
    assert page.isAncestorOf(hands.focus)
    hands.key(Key.Key_F7)
    assert hands.place.record.isAncestorOf(hands.focus)


# --- columns ---


def dialog_of(hands: Hands) -> ColumnsDialog:
    """Open the dialog of the columns as a person does."""
    page = hands.place.list_page
    assert page is not None
    hands.click(page.columns)
    found = QApplication.activeModalWidget()
    assert isinstance(found, ColumnsDialog)
    return found


def listed(dialog: ColumnsDialog) -> list[str]:
    """Return the columns a dialog lists, those that are ticked."""
    rows = map(dialog.list.item, range(dialog.list.count()))
    return [
        str(each.data(Qt.ItemDataRole.UserRole))
        for each in rows
        if each.checkState() == Qt.CheckState.Checked
    ]


def seen(page: ListPage) -> list[str]:
    """Return the columns from left to right as they are seen."""
    head = page.table.horizontalHeader()
    return [page.model.columns[head.logicalIndex(at)].name for at in range(head.count())]


def test_columns_are_chosen_moved_and_remembered(hands: Hands, tmp_path: Path) -> None:
    page = to_list(hands)
    at_first = seen(page)
    dialog = dialog_of(hands)
    assert listed(dialog) == at_first
    dialog.list.setCurrentRow(1)
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    dialog.list.setCurrentRow(2)
    QTest.keyClick(dialog, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    box, down = dialog.sorts[0]
    box.setCurrentIndex(box.findData("email"))
    down.setChecked(True)
    hands.key(Key.Key_Return)
    chosen = [at_first[0], at_first[2], *at_first[3:]]
    assert seen(page) == chosen
    assert page.sort == (("email", True),)
    agrees(hands, page)
    page.table.setColumnWidth(0, 333)
    path = hands.place._desk.session.path
    hands.close()
    again = Hands(home(hands), path)
    try:
        page = to_list(again)
        assert seen(page) == chosen
        assert page.table.columnWidth(0) == 333
        dialog = dialog_of(again)
        buttons = dialog.findChildren(QWidget)
        usual = next(each for each in buttons if getattr(each, "text", str)() == "Som från början")
        again.click(usual)
        ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
        again.click(ok)
        assert seen(page) == at_first
    finally:
        again.close()


def test_a_dragged_column_is_where_it_is_seen_in_the_dialog_the_copy_and_the_next_choice(
    hands: Hands,
) -> None:
    page = to_list(hands)
    current = choose(hands, page, 5)
    page.table.horizontalHeader().moveSection(0, 2)
    hands.rest()
    order = seen(page)
    assert order[2] == TITLE
    assert [column.name for column in page.model.columns] == order
    assert page.current == current
    assert page.table.currentIndex().row() == 5
    hands.key(Key.Key_C, CONTROL | SHIFT)
    copied = QGuiApplication.clipboard().text().split("\n")[0].split("\t")
    assert copied[2] == "Namn"
    dialog = dialog_of(hands)
    assert listed(dialog) == order
    hands.key(Key.Key_Escape)
    page.choose_columns(["city", *(name for name in order if name != "city")])
    assert seen(page)[0] == "city"


def test_a_column_chosen_earlier_that_there_is_no_more_is_passed_over(hands: Hands) -> None:
    hands.program.settings.choose_columns("trip", [("nonsens", 100), ("title", 120)])
    page = to_list(hands, "trip")
    assert seen(page) == ["title"]


# --- copying ---


def test_rows_are_copied_as_excel_pastes_them(hands: Hands) -> None:
    page = to_list(hands)
    first = ids(page)[0]
    odd = {"department": "=1+1\n<b>två\trader"}
    elsewhere(hands, lambda r: put(r, page.entity, first, odd))
    notice(hands)
    page.choose_columns([TITLE, "department", "city"])
    choose(hands, page, 0)
    hands.key(Key.Key_Down, SHIFT, times=2)
    hands.key(Key.Key_C, CONTROL | SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    lines = list(csv.reader(io.StringIO(data.text()), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert lines[0] == ["Namn", "Avdelning", "Ort"]
    assert len(lines) == 4
    assert {len(line) for line in lines} == {3}
    assert lines[1][1] == "=1+1 <b>två rader"
    html = data.html()
    assert html.count("<tr>") == 4
    assert html.count('mso-number-format:"\\@"') == 12
    assert "&lt;b&gt;" in html
    assert hands.window.strip.text.text() == "Kopierade 3 rader; klistra in dem i Excel."


# --- what others do to the rows ---


def test_selection_and_scroll_stay_when_other_rows_change(hands: Hands) -> None:
    hands.window.resize(1000, 500)
    page = to_list(hands)
    current = choose(hands, page, 20)
    hands.key(Key.Key_Down, SHIFT, times=3)
    chosen = page.table.chosen_ids()
    assert len(chosen) == 4
    bar = page.table.verticalScrollBar()
    before = bar.value()
    assert before > 0
    elsewhere(hands, lambda r: put(r, page.entity, ids(page)[30], {"family_name": "Ööö"}))
    notice(hands)
    settle(hands, page)
    agrees(hands, page)
    assert page.table.chosen_ids() == chosen
    assert bar.value() == before
    assert current in chosen
    bar.setValue(0)  # the current row is out of sight, and stays there
    elsewhere(hands, lambda r: put(r, page.entity, None, {"family_name": "Öööö"}))
    notice(hands)
    settle(hands, page)
    assert page.model.rowCount() == 41
    assert bar.value() == 0
    assert page.table.chosen_ids() == chosen


def test_a_row_that_is_renamed_stays_chosen_and_in_sight(hands: Hands) -> None:
    hands.window.resize(1000, 500)
    page = to_list(hands)
    current = choose(hands, page, 3)
    hands.place._desk.session.do(lambda r: put(r, page.entity, current, {"family_name": "Ööö"}))
    settle(hands, page)
    agrees(hands, page)
    assert ids(page).index(current) > 30
    assert page.current == current
    assert page.table.currentIndex().row() == ids(page).index(current)
    place = page.table.visualRect(page.table.currentIndex())
    assert page.table.viewport().rect().intersects(place)
    assert hands.place.chosen == ("contact", current)


def test_another_program_is_noticed_by_the_watch(hands: Hands) -> None:
    page = to_list(hands)
    current = choose(hands, page, 4)
    path = register_of(hands).path
    assert hands.window._watch.isActive()
    assert hands.window._watch.interval() <= 2000
    ask("put", path, "contact", "--id", current, "family_name=Ööö", "city=Prövköping")
    hands.until(lambda: ids(page).index(current) > 30, "the row in its new place")
    agrees(hands, page)
    column = [each.name for each in page.model.columns].index("city")
    place = ids(page).index(current)
    assert page.model.index(place, column).data() == "Prövköping"
    assert page.table.currentIndex().row() == place
    hands.until(lambda: "Ööö" in hands.place.record.header.title.text(), "the record")


def test_lists_follow_the_names_of_what_their_rows_are_called_after(hands: Hands) -> None:
    page = to_list(hands, "appointment")
    some = row_of(hands, "appointment", ids(page)[0])
    office = some.values["organisation"]
    session = hands.place._desk.session
    session.do(lambda r: put(r, CATALOGUE["organisation"], str(office), {"name": "Öar och öst"}))
    settle(hands, page)
    agrees(hands, page)
    places = ids(page)
    assert "" not in places
    assert "Öar och öst" in str(page.model.index(places.index(some.id), 0).data())
    page = to_list(hands)
    click_heading(page, "organisation")
    settle(hands, page)
    session.do(lambda r: put(r, CATALOGUE["organisation"], str(office), {"name": "Aaa"}))
    agrees(hands, page)


def test_a_deleted_row_leaves_and_comes_back_with_undo(hands: Hands) -> None:
    page = to_list(hands)
    current, after = choose(hands, page, 6), ids(page)[7]
    hands.key(Key.Key_Delete, CONTROL)
    agrees(hands, page)
    assert current not in ids(page)
    assert page.number.text() == "39"
    assert hands.place.chosen == (page.entity.name, after)
    assert page.table.chosen_ids() == [after]
    hands.control(Key.Key_Z)
    agrees(hands, page)
    assert ids(page)[6] == current


def test_a_row_is_chosen_also_while_somebody_holds_a_key(hands: Hands) -> None:
    page = to_list(hands)
    current = choose(hands, page, 6)
    hands.place._desk.session.do(lambda r: put(r, page.entity, current, {"family_name": "Ööö"}))
    settle(hands, page)
    hands.key(Key.Key_Z, CONTROL)  # the list is read again before Ctrl is let go
    settle(hands, page)
    assert ids(page)[6] == current
    assert page.table.chosen_ids() == [current]


def test_marks_say_in_words_what_is_unusual(hands: Hands) -> None:
    page = to_list(hands)
    first = ids(page)[0]
    session = hands.place._desk.session
    session.do(lambda r: put(r, page.entity, first, {"secret": True}))
    settle(hands, page)
    assert page.model.index(0, 0).data(MARKS) == "sekretess"
    session.do(lambda r: delete(r, page.entity, first))
    page.show_trash(gone=True)
    settle(hands, page)
    hands.program.speech.use("en")
    assert page.model.index(0, 0).data(MARKS) == "deleted · secret"


# --- the trash ---


def test_the_trash_is_searched_and_rows_come_back_with_their_parts(hands: Hands) -> None:
    page = to_list(hands, "trip")
    trips = ids(page)
    parts = [
        row
        for row in list_rows(register_of(hands), CATALOGUE["programme"], Listing())
        if row.values.get("trip") == trips[0]
    ]
    assert parts
    title = str(row_of(hands, "trip", trips[0]).values["title"])
    choose(hands, page, 0)
    hands.key(Key.Key_Down, SHIFT)
    hands.key(Key.Key_Delete, CONTROL)
    agrees(hands, page)
    hands.key(Key.Key_T, CONTROL | SHIFT)
    agrees(hands, page)
    assert set(ids(page)) == set(trips[:2])
    assert page.title.text() == "Studieresor i papperskorgen"
    assert not page.new.isVisible()
    page.search.setText(f'"{title}"')
    agrees(hands, page)
    choose(hands, page, ids(page).index(trips[0]))
    hands.key(Key.Key_Delete, CONTROL | SHIFT)
    settle(hands, page)
    assert trips[0] not in ids(page)
    page.search.clear()
    hands.click(page.leave)
    agrees(hands, page)
    assert trips[0] in ids(page)
    assert trips[1] not in ids(page)
    programme = to_list(hands, "programme")
    agrees(hands, programme)
    assert {part.id for part in parts} <= set(ids(programme))
    hands.key(Key.Key_Z, CONTROL)
    agrees(hands, programme)
    assert not {part.id for part in parts} & set(ids(programme))
    assert trips[0] not in ids(to_list(hands, "trip"))


# --- the order ---


def test_a_search_that_interrupts_another_shows_its_own_rows_alone(hands: Hands) -> None:
    page = to_list(hands)
    click_heading(page, "city")  # sorting takes steps, and none of them is waited for
    page.search.setText("a")
    page.search.setText("an")
    page.search.setText("s")
    agrees(hands, page)
    page.sort_by(())
    page.search.setText("e")
    hands.place._desk.session.do(
        lambda r: put(r, page.entity, None, {"family_name": "Erman", "city": "Eksjö"})
    )  # the same rows are read again before they were all there
    page.search.setText("er")
    agrees(hands, page)
    assert len(set(ids(page))) == len(ids(page))
    page.search.clear()
    page.sort_by([("city", False)])
    hands.place._desk.session.do(
        lambda r: put(r, page.entity, None, {"family_name": "Orman", "city": "Osby"})
    )  # they are read again before the first of them was there
    agrees(hands, page)
    assert page.model.order.view == page.view


def at_random(hands: Hands, page: ListPage, chance: random.Random, number: int) -> None:
    """Do something to a row of a list, here or as another program does."""
    entity, session = page.entity, hands.place._desk.session
    row = chance.choice(ids(page) or [""])
    gone = [each.id for each in session.do(lambda r: list(trash(r, entity)))]
    name = {"family_name": chance.choice("AÅBÖEMZ") + f"namn{number}"}
    what = chance.choice(("new", "rename", "rename", "city", "delete", "restore", "outside"))
    if what == "new" or not row:
        session.do(lambda r: put(r, entity, None, name))
    elif what == "rename":
        session.do(lambda r: put(r, entity, row, name))
    elif what == "city":
        session.do(lambda r: put(r, entity, row, {"city": f"Ort {number}"}))
    elif what == "delete":
        session.do(lambda r: delete(r, entity, row))
    elif what == "restore" and gone:
        session.do(lambda r: restore(r, entity, chance.choice(gone)))
    else:
        elsewhere(hands, lambda r: put(r, entity, row, name))
        notice(hands)


def trash(register: Register, entity: Entity) -> Iterator[Row]:
    """Go through the deleted rows of an entity."""
    view = View(entity, gone=True)
    for keys in viewing.chunks(register, view):
        yield from (row for row in viewing.rows(register, view, keys) if row is not None)


def test_fifty_edits_leave_nothing_out_and_nothing_twice(hands: Hands) -> None:
    page = to_list(hands)
    chance = random.Random(11)
    for number in range(50):
        at_random(hands, page, chance, number)
        if chance.random() < 0.3:
            page.search.setText(chance.choice(("", "a", "namn", "e")))
        if chance.random() < 0.5:
            hands.rest(1)
        if number % 10 == 9:
            agrees(hands, page)
    page.search.clear()
    agrees(hands, page)
    assert ids(page) == [row["id"] for row in ask("list", register_of(hands).path, "contact")]


def test_all_rows_are_there_for_printing_also_before_they_are_shown(hands: Hands) -> None:
    page = to_list(hands, "programme")
    page.sort_by([("date", True)])
    assert not page.model.order.complete
    assert page.model.ids() == expected(register_of(hands), page.view)
    agrees(hands, page)


def test_letters_before_the_rest_was_read_lose_nothing(hands: Hands) -> None:
    page = to_list(hands, "programme")
    assert page.model.rowCount() > 0
    for text in ("a", "ab", "a", ""):
        page.search.setText(text)
    QTest.qWait(1)
    agrees(hands, page)


def test_every_list_has_names_for_those_who_do_not_see_it_and_a_menu(hands: Hands) -> None:
    for name in LISTS:
        page = to_list(hands, name)
        assert page.table.accessibleName() == CATALOGUE[name].many.sv
        assert page.search.accessibleName().startswith("Sök bland ")
        assert page.columns.accessibleName() == "Kolumner och sortering"
        page.table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert list(items(menu)) == ["Kolumner och sortering"]
        menu.close()
