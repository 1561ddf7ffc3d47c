"""Pasting and dropping into the window: files, tables, cards, signatures, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QDialog

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services.writing import put
from desktop_app.storage import drafts
from desktop_app.ui import html_table
from desktop_app.ui.dropping import dropped
from desktop_app.ui.form import CHECK, MADE, Form
from desktop_app.ui.html_table import cells_of
from desktop_app.ui.taking.many import BatchDialog
from desktop_app.ui.taking.preview import ImportDialog
from tests.journeys.hands import CONTROL, SHIFT, Hands
from tests.ui.at_window import Key, boxes, register_of, row_of, to_list, told

SIGNATURE = "Anna Prov\nSamordnare\nProvstads kommun\nanna.prov@example.org\n040-628 04 05"
TABLE = "Förnamn\tEfternamn\tE-post\nAnna\tProv\tanna@example.org\nBo\tTest\tbo@example.org\n"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Prov;Anna;;;\r\nFN:Anna Prov\r\nEND:VCARD\r\n"
HTML = "<html><table><tr><td>Förnamn<td>Efternamn</tr><tr><td>Anna<td>Prov<br>Test</tr></table>"
LAYOUT = "<table><tr><td><table><tr><td>Anna</td><td>Prov</td></tr></table></td></tr></table>"
PROMISE = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'


def clip(text: str = "", *, html: str = "", files: tuple[Path, ...] = ()) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    return data


def paste(hands: Hands, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    hands.key(Key.Key_V, CONTROL | SHIFT)


def drop(hands: Hands, data: QMimeData) -> bool:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, buttons, keys)
    enter.ignore()
    hands.window.dragEnterEvent(enter)
    if enter.isAccepted():
        hands.window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, buttons, keys))
        hands.rest()
    return enter.isAccepted()


def form(hands: Hands) -> Form:
    beginning = hands.place.record._pages("contact").beginning
    assert beginning is not None
    return beginning.form


def opened(hands: Hands, kind: type[QDialog]) -> QDialog:
    """Wait for a dialog and close it."""
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), kind), kind.__name__)
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def planned(hands: Hands) -> tuple[str, int]:
    """Return the title of the preview and how many rows are new, and close it."""
    dialog = opened(hands, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    hands.until(lambda: dialog.plan, "the plan")
    assert dialog.plan is not None
    answer = dialog.windowTitle(), dialog.plan.account()["new"]
    dialog.reject()
    hands.until(lambda: not hands.program.tasks.busy, "its end")
    return answer


def test_a_signature_begins_a_contact_from_anywhere(hands: Hands) -> None:
    paste(hands, clip(SIGNATURE))
    record = hands.place.record
    assert record.is_new
    boxes_of = form(hands).boxes
    assert boxes_of["organisation"]._warning == MADE
    assert boxes_of["country"]._warning == CHECK
    assert hands.field == "country"
    assert boxes_of["title"].editor.given() == "Samordnare"
    assert form(hands)._keeping.isActive()  # as if it was typed: kept if the program is killed
    form(hands)._keep()
    (draft,) = drafts.read(register_of(hands).db.conn)
    assert draft.texts["organisation"] == "Provstads kommun"
    hands.place.go("overview")  # left as typing is left: it is saved
    hands.until(lambda: not record.is_new, "the contact")
    hands.control(Key.Key_Z)
    hands.until(lambda: "Ångrade" in hands.said, "the undo")
    assert boxes() == []


def test_an_organisation_that_two_have_stays_as_text(hands: Hands) -> None:
    for _ in range(2):
        given = {"name": "Provstads kommun", "kind": "other"}
        put(register_of(hands), CATALOGUE["organisation"], None, given)
    to_list(hands)
    paste(hands, clip(SIGNATURE))
    hands.key(Key.Key_Tab)
    hands.until(hands.place.record.current, "the contact")
    (id_,) = [id_ for _entity, id_ in [hands.place.record.current() or ("", "")]]
    assert "organisation" not in row_of(hands, "contact", id_).values
    (draft,) = drafts.read(register_of(hands).db.conn)
    assert draft.texts == {"organisation": "Provstads kommun"}


def test_tables_and_cards_are_shown_first(hands: Hands, tmp_path: Path) -> None:
    page = to_list(hands)
    page.table.setFocus()
    QGuiApplication.clipboard().setMimeData(clip(TABLE))
    hands.control(Key.Key_V)
    dialog = opened(hands, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    hands.until(lambda: dialog.plan, "the plan")
    dialog.plan_again()  # there is no file to be read again
    assert planned(hands) == ("Läs in Urklipp", 2)
    paste(hands, clip(html=HTML))
    assert planned(hands) == ("Läs in Urklipp", 1)
    paste(hands, clip(CARD))
    assert planned(hands) == ("Läs in Urklipp", 1)
    path = tmp_path / "kort.vcf"
    path.write_text(CARD, "utf-8")
    paste(hands, clip(files=(path,)))
    assert planned(hands) == ("Läs in kort.vcf", 1)
    page.search.setFocus()
    QGuiApplication.clipboard().setText("Prov")
    hands.control(Key.Key_V)
    assert page.search.text() == "Prov"  # where one types, it is pasted as ever


def test_what_is_nothing_is_told(hands: Hands) -> None:
    to_list(hands)
    paste(hands, clip("hej"))
    assert "varken ut som en signatur" in told(hands)
    picture = QMimeData()
    picture.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    for nothing in (clip(" \n"), picture):
        paste(hands, nothing)
        assert "ingen text i urklipp" in told(hands)
    assert not hands.place.record.is_new


def test_all_sorts_are_dropped(hands: Hands, tmp_path: Path) -> None:
    card, table = tmp_path / "kort.vcf", tmp_path / "lista.csv"
    card.write_text(CARD, "utf-8")
    table.write_text(TABLE, "utf-8")
    assert drop(hands, clip(files=(card,)))
    assert planned(hands) == ("Läs in kort.vcf", 1)
    assert drop(hands, clip(files=(card, table)))
    dialog = opened(hands, BatchDialog)
    hands.until(lambda: dialog.batch, "the plans")  # type: ignore[attr-defined]
    dialog.reject()
    assert drop(hands, clip(files=(card, tmp_path)))
    assert f"{tmp_path.name} är en mapp" in told(hands)
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/lista.xlsx")])
    assert drop(hands, link)
    assert "Det här är en länk" in told(hands)
    promise = QMimeData()
    promise.setData(PROMISE, QByteArray(b"\x01"))
    assert drop(hands, promise)
    assert "Spara bilagan först" in told(hands)
    session = hands.place._desk.session
    session.writable = False
    assert drop(hands, clip(SIGNATURE))
    assert "öppet för läsning" in told(hands)
    session.writable = True
    assert drop(hands, clip(SIGNATURE))
    hands.until(lambda: hands.place.record.is_new, "the contact")


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        (HTML, [["Förnamn", "Efternamn"], ["Anna", "Prov Test"]]),
        (LAYOUT, []),
        ("<p>Anna</p>", []),
        ("", []),
        ("<table>" * 3000, []),
    ],
)
def test_a_table_given_as_html_is_read(
    qapp: QApplication, html: str, rows: list[list[str]]
) -> None:
    del qapp
    assert cells_of(html) == rows


def test_a_pasted_table_fetches_nothing(tmp_path: Path) -> None:
    """Neither style sheets nor pictures: they may lie on the computer of whoever wrote it."""
    there = tmp_path / "there.css"
    there.write_text("td { color: red }", "utf-8")
    kind = QTextDocument.ResourceType.StyleSheetResource.value
    fetched = [
        made.resource(kind, QUrl.fromLocalFile(str(there)))
        for made in (QTextDocument(), html_table._Alone())
    ]
    assert [bool(each) for each in fetched] == [True, False]


def test_an_empty_clipboard_gives_nothing() -> None:
    assert not dropped(None).something
