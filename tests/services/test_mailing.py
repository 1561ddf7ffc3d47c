"""An e-mail with a workbook: what stands in it, and that it opens as a draft."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Invalid, Refused
from desktop_app.services import mailing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.mailing import Draft, Sender, check, draft, sender_of
from desktop_app.services.register import Register

BOOK = "Kontaktnät Miljöförvaltningen åäö 2026-11-21.xlsx"
SECRET = "hemligt 1"  # noqa: S105 — of workbooks made here
SENDER = Sender("Miljöförvaltningen", "Åsa Prov")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return what stands for a workbook."""
    path = tmp_path / BOOK
    path.write_bytes(bytes(range(256)) * 40)
    return path


def read(made: Draft) -> EmailMessage:
    raw = made.path.read_bytes()
    assert b"\r\n" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def attached(message: EmailMessage) -> EmailMessage:
    (part,) = message.iter_attachments()
    assert isinstance(part, EmailMessage)
    return part


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("sv", "Arbetsbok från Miljöförvaltningen", ("Hej!", "Åsa Prov på", "samma adress")),
        ("en", "Workbook from Miljöförvaltningen", ("Hello!", "Åsa Prov at", "same address")),
    ],
)
def test_a_draft_holds_the_workbook(
    book: Path, language: str, subject: str, words: tuple[str, ...]
) -> None:
    made = draft(book, "mottagare@example.org", SENDER, language)
    assert (made.path, made.warning) == (book.with_suffix(".eml"), None)
    assert made.path.read_bytes().isascii()
    message = read(made)
    assert (message["X-Unsent"], message["To"]) == ("1", "mottagare@example.org")
    assert message["Subject"] == subject
    assert "From" not in message
    text = text_of(message)
    assert all(each in text for each in (*words, BOOK))
    assert "{" not in text
    assert not any(each in text for each in ("lösenord", "password"))
    part = attached(message)
    assert part.get_filename() == BOOK
    assert part.get_content_type().endswith("officedocument.spreadsheetml.sheet")
    assert part.get_content() == book.read_bytes()


@pytest.mark.parametrize(
    ("language", "here", "not_here"),
    [
        ("sv", "släpp den på sidan Utbyte", ("Rätta", "Läs mig", "vårt register förrän", "Tack")),
        ("en", "drop it on the page Exchange", ("Correct", "Read me", " our register until")),
    ],
)
def test_who_has_the_program_is_told_to_take_it_in(
    book: Path, language: str, here: str, not_here: tuple[str, ...]
) -> None:
    text = text_of(read(draft(book, "", SENDER, language, to_register=True)))
    assert here in text
    assert f"({BOOK})" in text
    assert [each for each in not_here if each in text] == []
    assert here not in text_of(read(draft(book, "", SENDER, language)))


def test_the_name_is_written_as_rfc_2231_wants_it(book: Path) -> None:
    raw = draft(book, "", SENDER).path.read_bytes()
    assert b"filename*" in raw
    assert b"Milj%C3%B6" in raw.replace(b"\r\n", b"")


def test_nobody_need_be_named(book: Path) -> None:
    message = read(draft(book, "  ", Sender("Kultur")))
    assert "To" not in message
    assert "Kultur skickar en arbetsbok" in text_of(message)
    assert " på Kultur" not in text_of(message)


def test_names_cannot_add_headers(book: Path) -> None:
    sender = Sender("Kultur\r\nBcc: annan@example.org", "Åsa\nProv")
    message = read(draft(book, "", sender))
    assert "Bcc" not in message
    assert message["Subject"] == "Arbetsbok från Kultur Bcc: annan@example.org"


@pytest.mark.parametrize(
    "to", ["ingen", "a@b", "a@example.org, b@example.org", "a@example.org\nBcc: x@example.org"]
)
def test_what_is_no_address_is_refused(book: Path, to: str) -> None:
    with pytest.raises(Invalid):
        draft(book, to, SENDER)
    assert not book.with_suffix(".eml").exists()


def test_an_address_with_swedish_letters_is_kept(book: Path) -> None:
    made = draft(book, "åsa@example.org", SENDER)
    assert "To: åsa@example.org\r\n".encode() in made.path.read_bytes()


@pytest.mark.parametrize("name", ["lista.csv", "lista"])
def test_lists_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(Refused):
        draft(tmp_path / name, "", SENDER)
    with pytest.raises(Refused):
        check(tmp_path / "lista.xlsx", "", plain=True)


def test_a_big_workbook_is_warned_of(book: Path) -> None:
    assert mailing.BIG == 20 * 2**20
    book.write_bytes(bytes(mailing.BIG))
    assert draft(book, "", SENDER).warning is None
    book.write_bytes(bytes(mailing.BIG + 1))
    warning = draft(book, "", SENDER).warning
    assert warning is not None
    assert "20 MB" in warning.into("sv")


def test_what_stands_in_the_way_is_told(book: Path) -> None:
    book.with_suffix(".eml").mkdir()
    with pytest.raises(Refused):
        draft(book, "", SENDER)


@pytest.mark.parametrize("password", ["", SECRET])
def test_a_locked_workbook_says_so_and_not_by_what(
    sample: Register, tmp_path: Path, password: str
) -> None:
    out = tmp_path / "ut.xlsx"
    export(sample, out, Wish(password=password))
    text = text_of(read(draft(out, "", sender_of(sample))))
    assert ("låst" in text) == bool(password)
    assert SECRET not in text
    assert sender_of(sample).office in text


def test_a_list_is_never_locked(sample: Register, tmp_path: Path) -> None:
    for name, plain in (("ut.csv", False), ("ut.xlsx", True)):
        wish = Wish(CATALOGUE["contact"], plain=plain, password=SECRET)
        with pytest.raises(Refused, match="cannot be locked"):
            export(sample, tmp_path / name, wish)
    assert list(tmp_path.glob("ut.*")) == []
    assert SECRET not in repr(Wish(password=SECRET))
