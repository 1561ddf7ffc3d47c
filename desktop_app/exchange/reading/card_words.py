"""The columns that cards are read into, and what is said of cards.

Headings of columns for fields are labels of the catalogue, so that a list of cards is understood
as any other list; cells under the others are kept in the note, after their heading.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.words import Words

__all__ = ["CARD_REMARKS", "FIELDS", "OTHERS"]

FIELDS: Mapping[str, Words] = MappingProxyType(
    {
        "given_name": Words("Förnamn", "Given name"),
        "family_name": Words("Efternamn", "Family name"),
        "title": Words("Titel", "Title"),
        "organisation": Words("Organisation", "Organisation"),
        "department": Words("Avdelning", "Department"),
        "email": Words("E-post", "E-mail"),
        "email_2": Words("E-post 2", "E-mail 2"),
        "phone": Words("Telefon", "Phone"),
        "mobile": Words("Mobil", "Mobile"),
        "city": Words("Ort", "City"),
        "country": Words("Land", "Country"),
        "languages": Words("Språk", "Languages"),
        "note": Words("Anteckning", "Note"),
    }
)
"""The columns that are always there, by field, so that no other one is taken for theirs."""

OTHERS: Mapping[str, Words] = MappingProxyType(
    {
        "no_person": Words("Kort utan person", "Card without a person"),
        "shown_name": Words("Namn på kortet", "Name on the card"),
        "prefix": Words("Före namnet", "Before the name"),
        "suffix": Words("Efter namnet", "After the name"),
        "nickname": Words("Smeknamn", "Nickname"),
        "role": Words("Roll på kortet", "Role on the card"),
        "organisations": Words("Fler organisationer", "More organisations"),
        "emails": Words("Fler e-postadresser", "More e-mail addresses"),
        "phones": Words("Fler telefonnummer", "More phone numbers"),
        "address": Words("Postadress", "Postal address"),
        "addresses": Words("Fler adresser", "More addresses"),
        "url": Words("Webbadresser", "Web addresses"),
        "birthday": Words("Födelsedag", "Birthday"),
        "anniversary": Words("Bemärkelsedag", "Anniversary"),
        "categories": Words("Kategorier", "Categories"),
        "rest": Words("Övrigt på kortet", "Else on the card"),
    }
)
"""The columns that are there if a card fills them."""

CARD_REMARKS: Mapping[str, Words] = MappingProxyType(
    {
        "cards": Words("Kort i filen: {count}.", "Cards in the file: {count}."),
        "cards_outside": Words(
            "Rader som inte hör till något kort lästes inte: {count}.",
            "Lines that belong to no card were not read: {count}.",
        ),
        "cards_binary": Words(
            "Bilder, ljud och nycklar i korten togs inte in: {count}.",
            "Pictures, sounds and keys in the cards were not taken in: {count}.",
        ),
        "cards_technical": Words(
            "Uppgifter i korten som bara är till för program togs inte in: {names}.",
            "What cards hold for programs only was not taken in: {names}.",
        ),
        "cards_nameless": Words(
            "Kort utan en persons namn blir ingen kontakt, {count} stycken: rad {rows}.",
            "Cards without the name of a person become no contact, {count} of them: row {rows}.",
        ),
        "cards_divided": Words(
            "Hela namn delades i för- och efternamn i {count} kort: rad {rows}.",
            "Whole names were divided into given and family name in {count} cards: row {rows}.",
        ),
        "cards_inner": Words(
            "Kort som stod inuti ett annat (AGENT) är egna rader, {count} stycken: rad {rows}.",
            "Cards that stood inside another one (AGENT) are rows of their own, {count} of them: "
            "row {rows}.",
        ),
        "cards_open": Words(
            "Kort som saknar sitt slut (END) lästes så långt de gick, {count} stycken: rad {rows}.",
            "Cards without their end (END) were read as far as they went, {count} of them: "
            "row {rows}.",
        ),
        "cards_broken": Words(
            "Trasiga rader i {count} kort sparas som text i anteckningen: rad {rows}.",
            "Broken lines in {count} cards are kept as text in the note: row {rows}.",
        ),
        "cards_same_uid": Words(
            "Kort med samma UID som ett tidigare, {count} stycken: rad {rows}.",
            "Cards with the UID of an earlier one, {count} of them: row {rows}.",
        ),
        "cards_versions": Words(
            "Kort av okänd version lästes som de andra, {count} stycken: rad {rows}.",
            "Cards of an unknown version were read like the others, {count} of them: row {rows}.",
        ),
        "cards_characters": Words(
            "Alla tecken gick inte att läsa i {count} kort: rad {rows}.",
            "Not all characters could be read in {count} cards: row {rows}.",
        ),
    }
)
"""What is said of cards that are read with loss, or of how they are read, by the child's codes."""
