"""Duplicates on the command line: found, told apart, merged and taken apart again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import REFUSED, USAGE, WAITING, Run

Put = Callable[..., str]
MAIL = "email=asa.oberg@example.org"


@pytest.fixture
def two(put: Put) -> list[str]:
    """Return the ids of a person who was entered twice."""
    return [
        put("contact", "given_name=Åsa", "family_name=Öberg", MAIL, "title=Strateg", "note=Ett"),
        put("contact", "given_name=Asa", "family_name=Oeberg", MAIL, "title=Chef", "city=Malmö"),
    ]


def values(run: Run, register: Path, id_: str) -> dict[str, object]:
    found: dict[str, object] = run("show", register, "contact", id_, "--json").json["values"]
    return found


def test_duplicates_are_told_with_their_reasons(
    fresh: Run, run: Run, register: Path, two: list[str]
) -> None:
    (found,) = fresh("duplicates", register, "--json", code=WAITING).json
    assert (found["entity"], {found["first"], found["second"]}) == ("contact", set(two))
    assert sorted(found["titles"]) == ["Asa Oeberg", "Åsa Öberg"]
    assert found["sure"] is True
    assert found["reasons"] == ["liknande namn", "samma e-post"]
    said = run("duplicates", register, code=WAITING).out
    assert "troligen" in said
    assert "liknande namn, samma e-post" in said


def test_no_duplicates_is_said_so(run: Run, register: Path, put: Put) -> None:
    put("contact", "given_name=Åsa")
    assert run("duplicates", register).out == "Inga dubbletter hittades.\n"
    assert run("duplicates", register, "--json").json == []


def test_what_is_not_the_same_is_proposed_no_more(
    fresh: Run, run: Run, register: Path, two: list[str]
) -> None:
    said = fresh("distinct", register, "contact", *two).out
    assert said == "Inte samma: Åsa Öberg och Asa Oeberg. De föreslås inte igen.\n"
    assert run("duplicates", register, "--json").json == []
    again = run("distinct", register, "contact", two[1][:8], two[0][:8], "--json").json
    assert again["changed"] is False
    assert "redan sagt" in run("distinct", register, "contact", *two).out
    run("undo", register)
    run("duplicates", register, code=WAITING)


def test_two_rows_are_merged_and_taken_apart_again(
    fresh: Run, run: Run, register: Path, two: list[str]
) -> None:
    keep, drop = two
    before = [values(run, register, each) for each in two]
    found = fresh("merge", register, "contact", keep, drop[:8], "title=drop", "--json").json
    assert found == {"id": keep, "merged": drop}
    merged = values(run, register, keep)
    assert (merged["given_name"], merged["title"], merged["city"]) == ("Åsa", "Chef", "Malmö")
    assert run("duplicates", register, "--json").json == []
    assert "rader gick tillbaka" in fresh("unmerge", register, "contact", drop[:8]).out
    assert [values(run, register, each) for each in two] == before
    run("unmerge", register, "contact", drop, code=REFUSED)


def test_where_both_say_something_else_the_kept_row_decides(
    run: Run, register: Path, two: list[str]
) -> None:
    said = run("merge", register, "contact", *two).out
    assert said.startswith(f"Sammanslagen: {two[0]}")
    assert values(run, register, two[0])["title"] == "Strateg"


@pytest.mark.parametrize(
    ("choices", "code", "why"),
    [
        (("title=båda",), USAGE, "keep"),
        (("title",), USAGE, "FIELD=VALUE"),
        (("title=keep", "title=drop"), USAGE, "två gånger"),
        (("titel=keep",), REFUSED, "titel"),
    ],
)
def test_a_choice_that_is_none_is_refused(  # noqa: PLR0917
    run: Run, register: Path, two: list[str], choices: tuple[str, ...], code: int, why: str
) -> None:
    before = register.read_bytes()
    assert why in run("merge", register, "contact", *two, *choices, code=code).err
    assert register.read_bytes() == before


def test_help_is_in_both_languages(fresh: Run) -> None:
    for language, words in (("sv", "Slå ihop"), ("en", "Merge two")):
        assert words in fresh("merge", "--help", env={"KONTAKTNAT_LANGUAGE": language}).out
