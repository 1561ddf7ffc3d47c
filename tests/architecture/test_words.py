"""Every text for people is there in both languages, with the same places to fill."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

APP = Path(__file__).parents[2] / "desktop_app"
LANGUAGES = 2
NOTHING = ["", ""]
"""Nothing said, on purpose, in either language."""


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Go through the places where words are written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Words":
            yield node


def places(text: str) -> set[str]:
    """Return the names of a text's places; raise `ValueError` for a brace too many."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def faults(call: ast.Call) -> Iterator[str]:
    """Go through what is wrong with words as they are written.

    Words whose texts are worked out (`Words(sv, en)`) are judged where those are written.
    """
    if any(isinstance(node, ast.JoinedStr) for node in ast.walk(call)):
        yield "an f-string: it is filled before the language is known; use places and fill()"
    given = [*call.args, *(word.value for word in call.keywords if word.arg in {"sv", "en"})]
    if any(isinstance(each, ast.Starred) for each in given):
        return
    if len(given) != LANGUAGES:
        yield "not two languages"
    texts = [each.value for each in given if isinstance(each, ast.Constant)]
    if texts == NOTHING:
        return
    if any(not isinstance(text, str) or not text.strip() for text in texts):
        yield "an empty text"
    elif len(texts) == LANGUAGES:
        yield from differences(*(str(text) for text in texts))


def differences(sv: str, en: str) -> Iterator[str]:
    try:
        swedish, english = places(sv), places(en)
    except ValueError as error:
        yield str(error)
        return
    if swedish != english:
        yield f"different places: {sorted(swedish ^ english)}"
    if "" in swedish:
        yield "a place without a name"
    if sv.endswith(".") != en.endswith("."):
        yield "a sentence in one language alone"
    if ends(sv) != ends(en):
        yield "spaces around one language alone"


def ends(text: str) -> tuple[str, str]:
    """Return the space before and after a text: parts of sentences are put together with it."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.mark.parametrize(
    "path", sorted(APP.rglob("*.py")), ids=lambda p: p.relative_to(APP).as_posix()
)
def test_words_are_whole_in_both_languages(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"), str(path))
    found = [
        f"{path.name}:{call.lineno}: {fault}: {ast.unparse(call)}"
        for call in calls(tree)
        for fault in faults(call)
    ]
    assert not found, "\n".join(found)


def test_words_are_found_at_all() -> None:
    found = [
        call for path in APP.rglob("*.py") for call in calls(ast.parse(path.read_text("utf-8")))
    ]
    assert len(found) > 300


@pytest.mark.parametrize(
    "source",
    [
        'Words("Bara svenska")',
        'Words("", "Empty")',
        'Words(sv="Tom", en=" ")',
        'Words("{namn} finns", "{name} exists")',
        'Words("Finns {} här", "Is {} here")',
        'Words("En { för mycket", "One { too many")',
        'Words(f"{x} rader", f"{x} rows")',
        'Words("Sparad.", "Saved")',
        'words.Words("Sparad ", "Saved")',
        'Words("a", None)',
    ],
)
def test_the_scan_sees_what_it_is_for(source: str) -> None:
    assert [fault for call in calls(ast.parse(source)) for fault in faults(call)]


@pytest.mark.parametrize(
    "source",
    [
        'Words("Sparad: {id}", "Saved: {id}")',
        "Words(sv, en)",
        "Words(*sentence)",
        'Words(en="{n} rows", sv="{n} rader")',
    ],
)
def test_good_words_pass(source: str) -> None:
    assert not [fault for call in calls(ast.parse(source)) for fault in faults(call)]
