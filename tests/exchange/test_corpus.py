"""Every file of the corpora through the real import preview, and the judgement proved by faults.

The corpus of real and hostile files lies beside the project; without it only the small one runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.exchange.reading.reader import Table
from desktop_app.services.import_plan import How, ImportPlan
from desktop_app.services.opening import new_register
from desktop_app.services.reading_files import Opened, open_file, plan_opened
from desktop_app.services.register import Register
from tests.exchange import corpus_run
from tests.exchange.corpus_expected import BY_NAME, BY_PHRASE, Line, asked, check_of, index
from tests.exchange.corpus_judge import account, as_read_by_others, cheap
from tests.exchange.corpus_others import as_told, differences, read_by_openpyxl
from tests.exchange.corpus_ran import Asked, Ran, RanSheet
from tests.exchange.corpus_run import run_file, run_files
from tests.exchange.small_corpus import SMALL, Small, judged, laid_out

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
HANG = 10
"""Seconds of work; who only waits is given up, which is a crash here."""
MOST_MEMORY = 500
"""Megabytes of a child."""
AS_EXPECTED = 0.98


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("register") / "r.knreg"
    with new_register(path, "Stadsledningskontoret", person="Prov Person") as made:
        yield made


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Asked]:
    files = laid_out(tmp_path_factory.mktemp("small"))
    return {each.path.name: each for each in files}


@pytest.mark.parametrize("each", SMALL, ids=lambda each: each.name)
def test_a_file_of_the_small_corpus(
    each: Small, small: dict[str, Asked], register: Register
) -> None:
    assert not judged(each, run_file(small[each.name], register))


Ways = Callable[[pytest.MonkeyPatch], None]


def _dropping_rows(patch: pytest.MonkeyPatch) -> None:
    def opened(path: Path) -> Opened:
        found = open_file(path)
        sheets = [replace(sheet, rows=sheet.rows[:-1]) for sheet in found.table.sheets]
        return replace(found, table=replace(found.table, sheets=sheets))

    patch.setattr(corpus_run, "open_file", opened)


def _planning(patch: pytest.MonkeyPatch, change: Callable[[ImportPlan], ImportPlan]) -> None:
    def planned(how: How, opened: Opened, *said: object) -> ImportPlan:
        return change(plan_opened(how, opened, *said))  # type: ignore[arg-type]

    patch.setattr(corpus_run, "plan_opened", planned)


def _losing_outcomes(patch: pytest.MonkeyPatch) -> None:
    _planning(patch, lambda plan: replace(plan, outcomes=plan.outcomes[:-1]))


def _counting_twice(patch: pytest.MonkeyPatch) -> None:
    _planning(patch, lambda plan: replace(plan, outcomes=[plan.outcomes[0], *plan.outcomes]))


def _saying_nothing(patch: pytest.MonkeyPatch) -> None:
    _planning(patch, lambda plan: replace(plan, remarks=(), problems=()))


def _failing(patch: pytest.MonkeyPatch) -> None:
    def fail(plan: ImportPlan) -> ImportPlan:
        raise ValueError(plan.kind)

    _planning(patch, fail)


def _hanging(patch: pytest.MonkeyPatch) -> None:
    def opened(path: Path) -> Opened:
        time.sleep(5)
        return open_file(path)

    patch.setattr(corpus_run, "HANG", 0.05)
    patch.setattr(corpus_run, "open_file", opened)


def _refusing_nothing(patch: pytest.MonkeyPatch) -> None:
    def opened(path: Path) -> Opened:
        return Opened(Table("xlsx", [], None, None, ()), None)

    patch.setattr(corpus_run, "open_file", opened)


@pytest.mark.parametrize(
    ("fault", "name"),
    [
        (_dropping_rows, "plain.xlsx"),
        (_dropping_rows, "three.vcf"),
        (_losing_outcomes, "headings again.xlsx"),
        (_losing_outcomes, "three.vcf"),
        (_counting_twice, "plain.ods"),
        (_saying_nothing, "title and sum.xlsx"),
        (_saying_nothing, "errors and formulas.xlsx"),
        (_saying_nothing, "one bad.vcf"),
        (_saying_nothing, "inside.vcf"),
        (_saying_nothing, "ragged.csv"),
        (_failing, "swedish.csv"),
        (_hanging, "plain.xlsx"),
        (_refusing_nothing, "bomb.xlsx"),
        (_refusing_nothing, "cut.xlsx"),
    ],
)
def test_the_judgement_finds_a_planted_fault(
    fault: Ways,
    name: str,
    small: dict[str, Asked],
    register: Register,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault(monkeypatch)
    file = next(each for each in SMALL if each.name == name)
    assert judged(file, run_file(small[name], register))


def test_the_judgement_of_public_files_finds_what_is_missing() -> None:
    ran = Ran("a.xlsx", kind="xlsx", sheets=(RanSheet("a", 2, 5),))
    others = as_read_by_others("ok 4", "ok 5", "HANG")
    assert not others(ran)
    assert others(replace(ran, sheets=()))
    assert not others(replace(ran, sheets=(), remarks=("Error values in a became empty: 5 cells",)))
    assert others(Ran("a.xlsx", refused="a.xlsx cannot be read.", advice="Save it."))
    assert not others(Ran("a.xlsx", refused="It has a document type (DTD).", advice="Save it."))
    assert account(replace(ran, understood=True, sheets=(RanSheet("a", 5, 5, (1, 2, 3)),)))
    assert cheap(2, 300)(replace(ran, cpu=2.5))
    assert cheap(2, 300)(replace(ran, child_mb=301))


def test_a_second_reader_finds_a_cell_that_was_lost(small: dict[str, Asked]) -> None:
    path = small["title and sum.xlsx"].path
    table = open_file(path).table
    theirs = read_by_openpyxl(path)
    assert theirs
    assert not differences(as_told(table), theirs)
    table.sheets[0].rows[-1][0] = None
    assert differences(as_told(table), theirs) == ["Personer: summa"]


Judged = list[tuple[Line, Ran, str]]


@pytest.fixture(scope="module")
def all_of_it() -> Judged:
    if not CORPUS.exists():
        pytest.skip("the corpus is not here")
    lines = index(CORPUS)
    ran = run_files(asked(line, CORPUS) for line in lines)
    return [
        (line, each, check_of(line, CORPUS)(each)) for line, each in zip(lines, ran, strict=True)
    ]


def test_no_file_of_the_corpus_crashes_hangs_or_bloats(all_of_it: Judged) -> None:
    assert not [(line.file, ran.crash) for line, ran, _ in all_of_it if ran.crash]
    assert not [(line.file, ran.cpu) for line, ran, _ in all_of_it if ran.cpu > HANG]
    assert not [
        (line.file, ran.child_mb) for line, ran, _ in all_of_it if ran.child_mb > MOST_MEMORY
    ]


def test_made_files_become_what_is_expected(all_of_it: Judged) -> None:
    wrong = [wrong for line, _, wrong in all_of_it if line.made]
    told = [f"{line.file}: {wrong}" for line, _, wrong in all_of_it if line.made and wrong]
    assert len(told) <= (1 - AS_EXPECTED) * len(wrong), "\n".join(told)


def test_public_files_are_read_as_others_read_them_or_say_why_not(all_of_it: Judged) -> None:
    told = [f"{line.file}: {wrong}" for line, _, wrong in all_of_it if not line.made and wrong]
    assert not told, "\n".join(told)


def test_what_is_expected_is_known_and_nothing_else(all_of_it: Judged) -> None:
    made = [line for line, _, _ in all_of_it if line.made]
    assert not BY_NAME.keys() - {line.name for line in made}
    assert not BY_PHRASE.keys() - {line.expected for line in made}
