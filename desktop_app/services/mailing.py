"""A workbook in an e-mail that somebody only has to look through and send."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path

from desktop_app.domain.kinds.addresses import email_address
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.exchange.reading.locked import is_locked
from desktop_app.exchange.safely import replace_file
from desktop_app.services.register import Register

__all__ = ["BIG", "Draft", "Sender", "address_of", "check", "draft", "sender_of"]

WORKBOOK, ENDING = ".xlsx", ".eml"
BIG = 20 * 2**20
"""Many mail servers take no more, as an attachment grows by a third on its way."""
MEDIA_TYPE = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")

NO_WORKBOOK = Words(
    "E-postutkast görs bara av arbetsböcker.", "E-mail drafts are made of workbooks only."
)
NO_WORKBOOK_ADVICE = Words(
    "Skriv en arbetsbok (.xlsx), eller bifoga listan själv.",
    "Write a workbook (.xlsx), or attach the list yourself.",
)
SUBJECT = Words("Arbetsbok från {office}", "Workbook from {office}")
HELLO = Words("Hej!", "Hello!")
WHO = Words(
    "{sender} skickar en arbetsbok med internationella kontakter ur vårt register.",
    "{sender} is sending a workbook of international contacts from our register.",
)
SENDER = Words("{person} på {office}", "{person} at {office}")
STEPS = (
    Words("Så gör du:", "What to do:"),
    Words(
        "1. Spara den bifogade filen ({file}) och öppna den i Excel.",
        "1. Save the attached file ({file}) and open it in Excel.",
    ),
    Words(
        "2. Rätta och lägg till det du vet. På bladet ”Läs mig” står hur.",
        "2. Correct and add what you know. The sheet “Read me” says how.",
    ),
    Words(
        "3. Spara och skicka tillbaka filen till samma adress, till exempel genom att svara på "
        "det här brevet.",
        "3. Save it and send it back to the same address, for example by answering this e-mail.",
    ),
)
STEPS_TO_REGISTER = (
    STEPS[0],
    Words("1. Spara den bifogade filen ({file}).", "1. Save the attached file ({file})."),
    Words(
        "2. Läs in filen i Kontaktnät: släpp den på sidan Utbyte.",
        "2. Take the file in with Kontaktnät: drop it on the page Exchange.",
    ),
    Words(
        "3. När ni skickar en arbetsbok tillbaka följer kvittot med: vad det blev av varje rad.",
        "3. When you send a workbook back, the receipt goes with it: what became of each row.",
    ),
)
LOCKED = Words(
    "Filen är låst med ett lösenord. Det får du på annat sätt, till exempel per telefon.",
    "The file is locked with a password. You get that in another way, such as by phone.",
)
UNCHANGED = Words(
    "Inget ändras i vårt register förrän vi har sett och godkänt dina ändringar.",
    "Nothing changes in our register until we have seen and accepted your changes.",
)
UNCHANGED_THERE = Words(
    "Inget ändras i ert register förrän ni har sett vad som händer och läst in filen.",
    "Nothing changes in your register until you have seen what happens and taken the file in.",
)
THANKS = Words("Tack för hjälpen!", "Thank you for your help!")
TOO_BIG = Words(
    "Arbetsboken är på {size} MB; många e-postsystem tar inte emot så stora bilagor. Lägg den "
    "hellre där mottagaren når den, eller skicka ett urval.",
    "The workbook is {size} MB; many e-mail systems do not take attachments that big. Better put "
    "it where the recipient can reach it, or send a selection.",
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: an office, and a person where the register knows one."""

    office: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An e-mail that is not sent yet; `warning` says why it may not arrive."""

    path: Path
    warning: Words | None = None


def sender_of(register: Register) -> Sender:
    """Return who sends from a register."""
    office = register.titles().of("organisation", register.facts.office)
    return Sender(office, register.facts.person or "")


def address_of(text: str) -> str:
    """Return an address as it stands in an e-mail, '' for none.

    Raises:
        Invalid: It is no address.
    """
    address = _line(text)
    return email_address(address) if address else ""


def check(workbook: Path, to: str, *, plain: bool = False) -> None:
    """Refuse an e-mail that `draft` could not write, before its workbook is made.

    Raises:
        Invalid: `to` is no address.
        Refused: What is to be sent is a list, which nobody can send back.
    """
    if plain or workbook.suffix.lower() != WORKBOOK:
        raise Refused(NO_WORKBOOK, NO_WORKBOOK_ADVICE)
    address_of(to)


def draft(
    workbook: Path, to: str, sender: Sender, language: str = "sv", *, to_register: bool = False
) -> Draft:
    """Write an e-mail with a workbook, beside it; mail programs open it as a draft.

    Args:
        workbook: The workbook.
        to: The address, '' for none.
        sender: Who sends it.
        language: The language of the e-mail.
        to_register: Whether the recipient has the program, and takes the workbook in with it;
            others fill it in and send it back.

    Raises:
        Invalid: `to` is no address.
        Refused: The e-mail cannot be written there, or it is no workbook.
    """
    check(workbook, to)
    address = address_of(to)
    message = EmailMessage(policy=SMTP if address.isascii() else SMTPUTF8)
    message["Subject"] = _line(SUBJECT.fill(office=sender.office).into(language))
    if address:
        message["To"] = address
    message["X-Unsent"] = "1"
    body = _body(workbook, sender, language, to_register=to_register)
    message.set_content(body, cte="quoted-printable")
    main, sub = MEDIA_TYPE
    content = workbook.read_bytes()
    message.add_attachment(content, maintype=main, subtype=sub, filename=workbook.name)
    out = workbook.with_suffix(ENDING)
    with replace_file(out) as temporary:
        temporary.write_bytes(message.as_bytes())
    return Draft(out, _warning(len(content)))


def _body(workbook: Path, sender: Sender, language: str, *, to_register: bool) -> str:
    steps = STEPS_TO_REGISTER if to_register else STEPS
    who = SENDER.fill(person=sender.person, office=sender.office).into(language)
    parts = [
        HELLO.into(language),
        WHO.fill(sender=who if sender.person else sender.office).into(language),
        "\n".join(step.fill(file=workbook.name).into(language) for step in steps),
        *([LOCKED.into(language)] if is_locked(workbook) else []),
        (UNCHANGED_THERE if to_register else UNCHANGED).into(language),
        *([] if to_register else [THANKS.into(language)]),
        "\n".join(_line(name) for name in (sender.person, sender.office) if name),
    ]
    return "\n\n".join(parts) + "\n"


def _line(text: str) -> str:
    """Return a text as one line: a header ends where a line does."""
    return " ".join(text.split())


def _warning(size: int) -> Words | None:
    return TOO_BIG.fill(size=size // 2**20) if size > BIG else None
