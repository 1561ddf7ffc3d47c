"""What somebody works with, and where: title, department, organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop_app.domain.folding import fold
from desktop_app.domain.signature.kinds import kind_of
from desktop_app.domain.signature.pieces import Piece, Stand, soft_parts

__all__ = ["Work", "work_in"]

FIELDS = ORGANISATION, DEPARTMENT, TITLE = "organisation", "department", "title"
OTHER = "other"
"""What a label says that is none of ours, as in ”Managing director: …”."""
_KNOWN = 5
_STRONG = 3
_BY_ADDRESS = 1
_LONGEST_JOINED = 160
_MOST_WORDS = 9
_GENERAL = frozenset(("example", "org", "com", "net", "mail", "gov", "gmail", "info", "www", "eu"))


@dataclass(slots=True)
class Work:
    """What somebody works with.

    Attributes:
        title: The title, '' if none is told; so are the next.
        department: The part of the organisation.
        organisation: The organisation.
        unsure: Which of these are told by their place alone.
    """

    title: str = ""
    department: str = ""
    organisation: str = ""
    unsure: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Part:
    text: str
    piece: Piece
    kind: str
    sure: int
    sign: str = ""
    used: bool = False


def work_in(stand: Stand, addresses: Sequence[str], is_organisation: Callable[[str], bool]) -> Work:
    """Return what somebody works with; the pieces that tell it are marked so."""
    work = Work()
    hosts = _hosts(addresses)
    free = [p for p in stand.pieces if not p.place and p.label in {"", *FIELDS}]
    parts = [part for piece in free for part in _parts(piece, hosts, is_organisation)]
    _keep_with_body(parts)
    _choose_organisation(work, parts)
    _join(work, parts, DEPARTMENT)
    _join(work, parts, TITLE)
    _by_place(work, parts)
    _keep_rest(parts)
    return work


def _parts(
    piece: Piece, hosts: frozenset[str], is_organisation: Callable[[str], bool]
) -> Iterator[_Part]:
    """Go through the parts of a piece that are about different things."""
    said = ORGANISATION if is_organisation(piece.text) else piece.label
    if said or ": " in piece.text:
        yield _Part(piece.text, piece, said or OTHER, _KNOWN)
        return
    made: list[_Part] = []
    divided = soft_parts(piece.text)
    for at in range(0, len(divided), 2):
        text, sign = divided[at], divided[at - 1] if at else ""
        kind, sure = _kind(text, hosts, is_organisation)
        same = kind in {"", made[-1].kind} if made else False
        if same and ORGANISATION not in {kind, made[-1].kind if kind else ""}:
            made[-1].text += sign + text
        else:
            made.append(_Part(text, piece, kind, sure, sign))
    yield from made


def _kind(
    text: str, hosts: frozenset[str], is_organisation: Callable[[str], bool]
) -> tuple[str, int]:
    if is_organisation(text):
        return ORGANISATION, _KNOWN
    kind, sure = kind_of(text)
    if not kind and _is_host(text, hosts):
        return ORGANISATION, _BY_ADDRESS
    return kind, sure


def _hosts(addresses: Sequence[str]) -> frozenset[str]:
    """Return what the addresses' servers are called."""
    labels = (label for each in addresses for label in each.partition("@")[2].split("."))
    found = {part for label in labels for part in (fold(label).replace(" ", ""),) if len(part) > 1}
    return frozenset(found - _GENERAL)


def _is_host(text: str, hosts: frozenset[str]) -> bool:
    words = fold(text).split()
    initials = "".join(word[0] for word in words)
    together = "".join(words)
    return any(
        host in {initials, together} or (len(host) > 3 and host in words)  # noqa: PLR2004
        for host in hosts
    )


def _keep_with_body(parts: Sequence[_Part]) -> None:
    """Make what stands right after a body on its line a part of that, though one knows the name.

    ”Göteborgs Stad, Stadsledningskontoret” is none of another city's.
    """
    for body, part in pairwise(parts):
        both = body.kind == part.kind == ORGANISATION and not part.piece.label
        if both and body.piece.line == part.piece.line and body.sure > _BY_ADDRESS:
            part.kind = kind_of(part.text)[0] or DEPARTMENT


def _choose_organisation(work: Work, parts: Sequence[_Part]) -> None:
    """Take the surest organisation; others that are less sure may be parts of it."""
    found = [part for part in parts if part.kind == ORGANISATION]
    if not found:
        return
    best = max(found, key=lambda part: part.sure)
    work.organisation, best.used = best.text, True
    if best.sure <= _BY_ADDRESS:
        work.unsure.add(ORGANISATION)
    for other in found:
        if other is not best and other.sure < _STRONG:
            other.kind = DEPARTMENT


def _join(work: Work, parts: Sequence[_Part], kind: str) -> None:
    """Take all that is of a kind, in order, as long as it is no long text."""
    said: list[str] = []
    for part in parts:
        long = len(", ".join([*said, part.text])) > _LONGEST_JOINED
        if part.kind == kind and not part.used and not long:
            said.append(part.text)
            part.used = True
    setattr(work, kind, ", ".join(dict.fromkeys(said)))


def _by_place(work: Work, parts: Sequence[_Part]) -> None:
    """Take what no word tells by where it stands: first the title, then the organisation."""
    for part in parts:
        if part.used or part.kind or not _is_said(part.text):
            continue
        missing = next((k for k in (TITLE, ORGANISATION) if not getattr(work, k)), "")
        if not missing or not part.text[:1].isalpha():
            return
        kind = ORGANISATION if part.text[:1].isupper() and work.title else missing
        if getattr(work, kind):
            return
        setattr(work, kind, part.text)
        work.unsure.add(kind)
        part.used = True


def _is_said(text: str) -> bool:
    few = len(text.split()) <= _MOST_WORDS
    return few and not any(letter.isdigit() for letter in text) and not text.endswith((".", "!"))


def _keep_rest(parts: Sequence[_Part]) -> None:
    """Mark pieces that are placed as a whole; of others what is left stays."""
    pieces = {id(part.piece): part.piece for part in parts}
    for key, piece in pieces.items():
        left = [part for part in parts if id(part.piece) == key and not part.used]
        if not left:
            piece.place = "work"
        else:
            piece.text = "".join(
                (part.sign if number else "") + part.text for number, part in enumerate(left)
            )
