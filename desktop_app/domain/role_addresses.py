"""E-mail addresses that many people answer: an office's, not a person's."""

from __future__ import annotations

import re

__all__ = ["is_role"]

_WRITTEN = (
    # Swedish, Danish, Norwegian, Finnish
    "info information kontakt kansli registrator registratur diariet diarium post posten brev "
    "e-post epost reception receptionen vaxel vaxeln kundtjanst kundservice medborgarservice "
    "kommun kommunen stad staden region regionen internationellt internationella eu euenheten "
    "hej mejl sekretariat sekretariatet ledning ledningen styrelse ordforande namnd namnden "
    "bokning bokningar ekonomi faktura personal redaktion redaktionen kommunikation press "
    "postmottak kommunepost hovedpost borgerservice kirjaamo toimisto asiakaspalvelu tiedotus "
    # English
    "contact office mail email hello enquiries inquiries general admin administration "
    "secretariat secretary reception desk helpdesk help support service services team staff "
    "international europe european global relations media communication communications news "
    "newsletter events event booking bookings registration conference mayor mayors cabinet "
    "director directors council city cityhall townhall municipality members membership "
    "network project projects noreply no-reply webmaster postmaster "
    # German, French, Spanish, Italian, Portuguese, Dutch, Polish, Greek, Baltic
    "buero buro poststelle stadt rathaus gemeinde auskunft presse sekretariaat zentrale "
    "accueil mairie secretariat courrier bureau cabinet contacto informacion oficina correo "
    "ayuntamiento alcaldia secretaria segreteria ufficio comune protocollo sindaco geral "
    "gemeente kontor biuro sekretariat urzad kancelaria gmina miasto grammateia dimos "
    "birojs pasts vald linnavalitsus"
)
_WORDS = frozenset(_WRITTEN.split())
_BETWEEN = re.compile(r"[._+\-]+|\d+")


def is_role(address: str) -> bool:
    """Tell whether an address is an office's by its first part: info, registrator, eu.kansli."""
    local, at, _host = address.casefold().partition("@")
    if not at:
        return False  # a number
    if local in _WORDS:
        return True
    words = [word for word in _BETWEEN.split(local) if word]
    return bool(words) and all(word in _WORDS for word in words)
