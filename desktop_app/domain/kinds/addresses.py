"""Addresses on the net: what one of them is, and what is wrong with what is none."""

from __future__ import annotations

import re
from unicodedata import normalize

from desktop_app.domain.kinds.given import clean, shown
from desktop_app.domain.problems import Invalid
from desktop_app.domain.words import Words

MOST_IN_NAME = 64  # before @, by RFC 5321, as the next
MOST_IN_ADDRESS = 254

MANY = Words(
    "Här står flera e-postadresser; skriv bara en.",
    "There are several e-mail addresses here; write only one.",
)
NO_AT = Words(
    "”{text}” saknar @; en e-postadress skrivs som namn@example.org.",
    "”{text}” lacks @; an e-mail address is written like name@example.org.",
)
SPACES = Words(
    "”{text}” har mellanslag; en e-postadress skrivs utan, som namn@example.org.",
    "”{text}” has spaces; an e-mail address is written without, like name@example.org.",
)
HALF = Words(
    "”{text}” är inte hela adressen: på båda sidor om @ ska något stå, som namn@example.org.",
    "”{text}” is not the whole address: there should be something on both sides of @, "
    "like name@example.org.",
)
NO_DOT = Words(
    "Efter @ i ”{text}” saknas slutet; skriv hela, till exempel @example.org.",
    "The end is missing after @ in ”{text}”; write all of it, for example @example.org.",
)
DOTS = Words(
    "”{text}” har en punkt för mycket: två i rad, eller först eller sist.",
    "”{text}” has a full stop too many: two in a row, or first or last.",
)
LOCAL = Words(
    "Adresser som slutar på .{end} nås inte utifrån; skriv den adress som andra använder.",
    "Addresses that end in .{end} are not reached from outside; write the one others use.",
)
LONG = Words(
    "”{text}” är för lång: högst 64 tecken före @ och 254 i hela e-postadressen.",
    "”{text}” is too long: at most 64 characters before @ and 254 in the whole e-mail address.",
)
SIGNS = Words(
    "”{text}” har tecken som inte får stå i en e-postadress; skriv den som namn@example.org.",
    "”{text}” has characters that no e-mail address may have; write it like name@example.org.",
)
ONLY_WEB = Words(
    "”{text}” är ingen webbadress; den ska börja med https:// eller http://.",
    "”{text}” is not a web address; it should begin with https:// or http://.",
)
MAIL_NOT_WEB = Words(
    "”{text}” är en e-postadress; här ska en webbadress stå, till exempel https://example.org.",
    "”{text}” is an e-mail address; here goes a web address, for example https://example.org.",
)
WITH_NAME = Words(
    "”{text}” har ett användarnamn före @; skriv webbadressen utan det.",
    "”{text}” has a user name before @; write the web address without it.",
)
WEB_SPACES = Words(
    "”{text}” har mellanslag; skriv en enda webbadress utan mellanslag.",
    "”{text}” has spaces; write a single web address without spaces.",
)
NO_HOST = Words(
    "”{text}” är ingen webbadress; skriv den som https://example.org.",
    "”{text}” is not a web address; write it like https://example.org.",
)

_NAMED = r"([^<>]*)<([^<>]+)>"
_MAILTO = "mailto:"
# Plain addresses, which email-validator would only confirm, slowly; it judges the rest.
_PLAIN = (
    r"[A-Za-z0-9_+-]{1,30}(?:\.[A-Za-z0-9_+-]{1,30})?"
    r"@(?:[a-z0-9](?:[a-z0-9]|-(?!-)){0,40}(?<!-)\.){1,3}(?:com|org|net|eu|int|[a-z]{2})"
)
_UNREACHED = frozenset(("local", "localhost", "test", "invalid", "internal", "onion", "arpa"))
_SCHEME = r"([A-Za-z][A-Za-z0-9+.-]*):(?![0-9]+(?:[/?#]|$))"
_URL = r"(?P<host>[^/?#:@\\]+)(?P<port>:[0-9]{1,5})?(?P<rest>(?:[/?#].*)?)"
_LETTER = "[a-z0-9_\u0080-\U0010ffff]"
_LABEL = rf"{_LETTER}(?:(?:{_LETTER}|-){{0,61}}{_LETTER})?"


def email_address(text: str) -> str:
    """Return the one address in a clean `text`, normalised; raise `Invalid` with what is wrong."""
    address = _bare(text)
    if re.fullmatch(_PLAIN, address):
        return address
    if len(address) > MOST_IN_ADDRESS:  # which the library would find out, slowly
        raise Invalid(_fault(address), value=text)
    from email_validator import validate_email  # noqa: PLC0415

    try:
        return validate_email(address, check_deliverability=False).normalized
    except ValueError:  # which email-validator's own errors, and those of idna, are
        raise Invalid(_fault(address), value=text) from None


def _bare(text: str) -> str:
    """Take off a name and ``mailto:``; a name that holds another address is left to be refused."""
    text = text.rstrip("; ,")
    if "<" in text and (named := re.fullmatch(_NAMED, text)):
        name, address = named[1].strip(" \"'"), named[2].strip()
        text = address if "@" not in name or name == address else text
    return _without_mailto(text) if text[: len(_MAILTO)].lower() == _MAILTO else text


def _without_mailto(text: str) -> str:
    from urllib.parse import unquote  # noqa: PLC0415 — slow to import

    return clean(unquote(text[len(_MAILTO) :].partition("?")[0]))


def _fault(address: str) -> Words:
    """Return what is wrong with an address that the library has refused."""
    text = shown(address)
    name, _, domain = address.rpartition("@")
    if len(re.findall(r"[^\s;,<>@]@[^\s;,<>@]", address)) > 1:
        return MANY
    end = domain.rpartition(".")[2].lower()
    for found, words in (
        ("@" not in address, NO_AT),
        (" " in address, SPACES),
        (not name or not domain, HALF),
        (_has_loose_dots(name) or _has_loose_dots(domain), DOTS),
        (end in _UNREACHED, LOCAL.fill(end=end)),
        ("." not in domain, NO_DOT),
        (len(name) > MOST_IN_NAME or len(address) > MOST_IN_ADDRESS, LONG),
    ):
        if found:
            return words.fill(text=text)
    return SIGNS.fill(text=text)


def _has_loose_dots(part: str) -> bool:
    return part.startswith(".") or part.endswith(".") or ".." in part


def web_address(text: str) -> str:
    """Return a clean `text` as an http(s) address; raise `Invalid` for anything else."""
    scheme, rest = _split(text)
    found = re.fullmatch(_URL, rest)
    host = "" if found is None else normalize("NFC", found["host"].lower())
    if found is None or not _is_host(host) or " " in text or "\\" in text:
        raise Invalid(_web_fault(text, rest).fill(text=shown(text)), value=text)
    return f"{scheme}://{host}{found['port'] or ''}{found['rest']}"


def _is_host(host: str) -> bool:
    """Tell whether `host` is a name with a dot; numbers alone, as 12.5, are none."""
    labels = host.split(".")
    named = len(labels) > 1 and not labels[-1].isdecimal()
    return named and all(re.fullmatch(_LABEL, label) for label in labels)


def _split(text: str) -> tuple[str, str]:
    named = re.match(_SCHEME, text)
    if named is None:
        return "https", text.removeprefix("//")
    scheme, rest = named[1].lower(), text[named.end() :]
    if scheme == "mailto":
        raise Invalid(MAIL_NOT_WEB.fill(text=shown(text)), value=text)
    if scheme not in ("http", "https") or not rest.startswith("//"):
        raise Invalid(ONLY_WEB.fill(text=shown(text)), value=text)
    return scheme, rest[2:]


def _web_fault(text: str, rest: str) -> Words:
    if " " in text:
        return WEB_SPACES
    if "@" in re.split("[/?#]", rest, maxsplit=1)[0]:
        return WITH_NAME if "://" in text else MAIL_NOT_WEB
    return NO_HOST
