"""The hint while a new row is typed: by real keys, and asked afterwards in a fresh process."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import writing
from desktop_app.ui.merging.dialog import MergeDialog
from desktop_app.ui.merging.hint import Hint
from tests.journeys.hands import Hands, ask
from tests.ui.at_window import register_of, to_list

Key = Qt.Key
CONTACT = CATALOGUE["contact"]
KNOWN = {
    "given_name": "Åsa",
    "family_name": "Provlindsson",
    "email": "asa.prov@example.org",
    "city": "Provstad",
}


def begun(hands: Hands, **values: str) -> str:
    """Put somebody into the register and begin a new contact; return who is known."""
    known = {**KNOWN, **values}
    id_ = writing.put(register_of(hands), CONTACT, None, known).id
    to_list(hands)
    hands.control(Key.Key_N)
    hands.walk_to("given_name")
    return id_


def hint_of(hands: Hands) -> Hint:
    return hands.place.record.hint


def seen(hands: Hands, who: str) -> Hint:
    """Wait until the hint tells of somebody."""
    hint = hint_of(hands)
    hands.until(lambda: hint.pair is not None and hint.pair.second == who, "the hint")
    assert hint.isVisible()
    return hint


def gone(hands: Hands) -> None:
    hands.until(lambda: not hint_of(hands).isVisible(), "the hint to go")


def test_whom_a_new_contact_looks_like_is_said_and_the_keyboard_stays(hands: Hands) -> None:
    known = begun(hands)
    hands.type("Asa")
    hands.key(Key.Key_Tab)
    hands.type("Provlindson")
    before = hands.focus
    hint = seen(hands, known)
    assert hands.focus is before
    assert hint.text.accessibleName() == ("Liknar Åsa Provlindsson, Provstad (liknande namn).")
    hands.type("xyzxyzxyz")
    gone(hands)
    assert hands.focus is before


def test_it_goes_when_the_row_it_tells_of_does(hands: Hands) -> None:
    known = begun(hands)
    hands.type("Åsa")
    hands.key(Key.Key_Tab)
    hands.type("Provlindsson")
    seen(hands, known)
    session = hands.place._desk.session
    session.do(lambda register: writing.delete(register, CONTACT, known))
    gone(hands)


def test_it_is_reached_by_tab_and_by_a_key_and_left_again(hands: Hands) -> None:
    known = begun(hands)
    hands.type("Åsa")
    hands.key(Key.Key_Tab)
    hands.type("Provlindsson")
    hint, name = seen(hands, known), hands.focus
    hands.key(Key.Key_F8)
    assert hands.focus is hint.open_button
    for button in (hint.merge_button, hint.distinct_button):
        hands.key(Key.Key_Tab)
        assert hands.focus is button
    hands.key(Key.Key_F8)
    assert hands.focus is name
    hands.key(Key.Key_F8)
    hands.key(Key.Key_Escape)
    assert hands.focus is name
    for _ in range(60):
        hands.key(Key.Key_Tab)
        if hands.focus is hint.open_button:
            return
    raise AssertionError("Tab does not come to the hint")


def test_the_row_there_is_is_opened_and_nothing_typed_is_lost(hands: Hands) -> None:
    known = begun(hands)
    hands.type("Åsa")
    hands.key(Key.Key_Tab)
    hands.type("Provlindsson")
    seen(hands, known)
    hands.key(Key.Key_F8)
    hands.enter()
    hands.until(lambda: hands.place.record.current() == ("contact", known), "the record")
    gone(hands)
    path = hands.place._desk.session.path
    hands.close()
    found = ask("list", path, "contact", "--search", "Provlindsson")
    assert len(found) == 2, found


def test_what_is_not_the_same_is_not_said_again(hands: Hands) -> None:
    known = begun(hands)
    hands.type("Åsa")
    hands.key(Key.Key_Tab)
    hands.type("Provlindsson")
    seen(hands, known)
    hands.key(Key.Key_F8)
    hands.key(Key.Key_Tab, times=2)
    hands.enter()
    gone(hands)
    assert hands.field == "family_name"
    assert hands.said.startswith("Inte samma: ")
    hands.walk_to("email")
    hands.type("asa.prov@example.org")
    hands.key(Key.Key_Tab)
    hands.rest(400)
    assert not hint_of(hands).isVisible()
    path = hands.place._desk.session.path
    hands.close()
    assert not any(known in str(pair) for pair in ask("duplicates", path))


def test_what_is_said_of_a_row_that_is_not_there_yet_is_written_when_it_is(hands: Hands) -> None:
    to_list(hands, "organisation")
    hands.control(Key.Key_N)
    hands.walk_to("name")
    hands.type("Miljöförvaltningen")
    hint = hint_of(hands)
    hands.until(hint.isVisible, "the hint")
    known = hint.pair
    assert known is not None
    assert not hint.merge_button.isVisible()  # there is nothing yet to merge
    hands.key(Key.Key_F8)
    hands.key(Key.Key_Tab)
    hands.enter()
    gone(hands)
    hands.choose("kind", "Annan")
    hands.key(Key.Key_Tab)
    hands.until(lambda: hands.place.record.current() is not None, "the new record")
    hands.rest(400)
    assert not hint.isVisible()
    path = hands.place._desk.session.path
    hands.close()
    assert not any(known.second in str(pair) for pair in ask("duplicates", path))


def test_the_two_are_merged_and_the_survivor_is_shown(hands: Hands) -> None:
    known = begun(hands)
    hands.type("Åsa")
    hands.key(Key.Key_Tab)
    hands.type("Provlindsson")
    hands.key(Key.Key_Tab)
    hint = hint_of(hands)
    hands.until(hint.merge_button.isVisible, "merging")
    new = hands.place.record.current()
    assert new is not None
    hands.key(Key.Key_F8)
    hands.key(Key.Key_Tab)
    hands.enter()
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), MergeDialog), "the dialog")
    hands.key(Key.Key_1)
    hands.until(lambda: hands.place.record.current() == ("contact", known), "the survivor")
    gone(hands)
    path = hands.place._desk.session.path
    hands.close()
    (row,) = ask("list", path, "contact", "--search", "Provlindsson")
    assert row["id"] == known
    assert new[1] != known


def test_other_entities_are_looked_at_too_and_it_speaks_english(hands: Hands) -> None:
    to_list(hands, "organisation")
    hands.control(Key.Key_N)
    hands.walk_to("name")
    hands.type("Miljöforvaltningens")
    hint = hint_of(hands)
    hands.until(hint.isVisible, "the hint")
    hands.program.speech.use("en")
    said = hint.text.accessibleName()
    assert said.startswith("Looks like Miljöförvaltningen, ")
    assert hint.open_button.text() == "Open"
