"""Many files at once: what is shown of each is what it does in its turn; one backup; no halves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from openpyxl import load_workbook

from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Stopped
from desktop_app.exchange.contract import LOG
from desktop_app.services import batch, importing, undoing, upkeep
from desktop_app.services.batch import (
    Asked,
    BatchDone,
    FilePlan,
    State,
    accept_many,
    plan_many,
    total_of,
)
from desktop_app.services.facts import info
from desktop_app.services.import_plan import ImportPlan
from desktop_app.services.opening import open_register
from desktop_app.services.reading import history
from desktop_app.services.register import Register
from desktop_app.services.steps import Steps
from tests.services.partners import (
    CONTACT,
    Partners,
    copied,
    partners_in,
    person,
    phone,
    take,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Partners:
    """Return a centre and two offices, closed, to be copied."""
    made = partners_in(tmp_path_factory.mktemp("template") / "exchange")
    made.close()
    return made


@pytest.fixture
def three(template: Partners, tmp_path: Path) -> Iterator[Partners]:
    """Return a centre and two offices of a test's own."""
    made = copied(template, tmp_path / "exchange")
    yield made
    made.close()


@pytest.fixture
def files(three: Partners) -> list[Path]:
    """Return what two offices send, who both changed one number and added somebody."""
    for register, name, number in ((three.first, "Åke", "02"), (three.second, "Bea", "03")):
        phone(register, three.shared, f"08-465 004 {number}")
        person(register, name)
    first = three.send(three.first, three.centre, "first")
    return [first, three.send(three.second, three.centre, "second")]


def backups(register: Register) -> int:
    """Return how many backups of a register there are."""
    folder = register.path.with_name(f"{register.path.stem}-backup")
    return len(list(folder.glob("*"))) if folder.exists() else 0


def planned(register: Register, paths: list[Path], asked: Asked | None = None) -> list[FilePlan]:
    """Return what becomes of files, by their names."""
    made = plan_many(register, paths, asked=asked)
    made.close()
    return list(made.files)


def done(register: Register, paths: list[Path]) -> BatchDone:
    """Take files in."""
    made = plan_many(register, paths)
    try:
        return accept_many(register, made)
    finally:
        made.close()


def test_each_account_is_what_the_file_does_in_its_turn(three: Partners, files: list[Path]) -> None:
    centre = three.centre
    before = info(centre)["digest"]
    made = plan_many(centre, files)
    one, two = made.files
    assert one.plan is not None
    assert one.plan.origin is not None
    assert one.plan.origin.office == "Kulturförvaltningen"
    assert (one.account()["new"], one.account()["changed"], one.account()["conflicts"]) == (1, 1, 0)
    assert (two.account()["new"], two.account()["changed"], two.account()["conflicts"]) == (1, 0, 1)
    assert total_of(made.files)["new"] == 2
    assert info(centre)["digest"] == before
    expected = info(made._copy)["digest"]
    finished = accept_many(centre, made)
    made.close()
    assert finished.problem is None
    assert info(centre)["digest"] == expected != before
    assert info(centre)["conflicts"] == 1
    assert upkeep.check(centre).whole


def test_there_is_one_proven_backup_for_all(three: Partners, files: list[Path]) -> None:
    before = info(three.centre)["digest"]
    finished = done(three.centre, files)
    assert backups(three.centre) == 1
    with open_register(finished.backup, writing=False) as backup:
        assert info(backup)["digest"] == before


def test_each_file_is_an_action_of_its_own(three: Partners, files: list[Path]) -> None:
    finished = done(three.centre, files)
    assert list(finished.actions) == [files[1], files[0]]
    sources = [action.source for action, _undone in history(three.centre) if action.source]
    assert sources == ["first.xlsx", "second.xlsx"]
    assert len(set(finished.actions.values())) == 2


def chained(three: Partners) -> list[Path]:
    """Return two files of one office: the second begins where the first ended."""
    person(three.first, "Åke")
    old = three.send(three.first, three.centre, "old")
    with open_register(Path(copyfile(three.centre.path, three.folder / "other.knreg"))) as other:
        take(other, old)
        answer = three.send(other, three.first, "answer")
    take(three.first, answer)
    person(three.first, "Örjan")
    return [three.send(three.first, three.centre, "new"), old]


def test_files_are_sorted_so_that_streams_join(three: Partners) -> None:
    files = chained(three)
    both = planned(three.centre, files)
    assert [each.path.name for each in both] == ["old.xlsx", "new.xlsx"]
    assert not any(each.gap for each in both)
    (alone,) = planned(three.centre, files[:1])
    assert alone.gap


def test_what_cannot_be_read_stops_nothing(three: Partners, files: list[Path]) -> None:
    odd = three.folder / "odd.txt"
    odd.write_bytes(b"\0\1\2")
    locked = three.send(three.first, three.centre, "locked", "hemligt ord")
    gone = three.folder / "gone.xlsx"
    found = {each.path.name: each for each in planned(three.centre, [gone, odd, locked, *files])}
    assert list(found)[:2] == ["second.xlsx", "first.xlsx"]
    assert [found[name].plan for name in ("gone.xlsx", "odd.txt", "locked.xlsx")] == [None] * 3
    assert [name for name, each in found.items() if each.locked] == ["locked.xlsx"]
    finished = done(three.centre, [gone, odd, locked, *files])
    assert len(finished.actions) == 2


@pytest.mark.parametrize(("password", "opens"), [("hemligt ord", True), ("fel", False)])
def test_a_locked_file_asks_for_its_password(three: Partners, password: str, opens: bool) -> None:
    person(three.first, "Åke")
    locked = three.send(three.first, three.centre, "locked", "hemligt ord")
    (each,) = planned(three.centre, [locked], Asked({locked: password}))
    assert (each.plan is not None, each.locked) == (opens, not opens)


def test_what_is_here_already_is_said_to_be(three: Partners, files: list[Path]) -> None:
    again = Path(copyfile(files[0], three.folder / "again.xlsx"))
    found = planned(three.centre, [files[0], again, files[0]])
    assert [each.nothing_new for each in found] == [False, True]


def test_damaged_lines_are_counted(three: Partners, files: list[Path]) -> None:
    book = load_workbook(files[0])
    cell = book[LOG.sv]["A2"]
    cell.value = str(cell.value).replace("Åke", "Ove") if "Åke" in str(cell.value) else "skräp"
    damaged = three.folder / "damaged.xlsx"
    book.save(damaged)
    (each,) = planned(three.centre, [damaged])
    assert each.damaged == 1


def test_large_files_are_read_again_and_come_to_the_same(
    three: Partners, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [each.account() for each in planned(three.centre, files)]
    monkeypatch.setattr(batch._Planning, "_room", 0)
    assert [each.account() for each in planned(three.centre, files)] == kept


def test_it_is_told_how_far_each_file_is(three: Partners, files: list[Path]) -> None:
    heard: list[tuple[str, State]] = []
    far: list[tuple[int, int]] = []
    made = plan_many(
        three.centre,
        [*files, three.folder / "gone.xlsx"],
        lambda done, of: far.append((done, of)),
        heard=lambda path, state: heard.append((path.name, state)),
    )
    made.close()
    of_first = [state for name, state in heard if name == "first.xlsx"]
    assert of_first == [State.READING, State.READ, State.PLANNED]
    assert ("gone.xlsx", State.REFUSED) in heard
    assert far == sorted(far)
    assert far[-1][0] == far[-1][1]


class Broken:
    """Progress that breaks off from a number of reports on."""

    def __init__(self, error: BaseException, after: int) -> None:
        self.error, self.left = error, after

    def __call__(self, _done: int, _of: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise self.error


@pytest.mark.parametrize("error", [Stopped(), KeyboardInterrupt()])
def test_what_breaks_it_off_leaves_whole_files(
    three: Partners, files: list[Path], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr("desktop_app.services.steps.EVERY", 1)
    centre = three.centre
    alone = open_register(Path(copyfile(centre.path, three.folder / "alone.knreg")))
    take(alone, files[1])
    expected = info(alone)["digest"]
    alone.close()
    made = plan_many(centre, files)
    # The reports of the first file: at its beginning, at each edit, at its end.
    broken = Broken(error, made.plans[0].steps + 3)
    if isinstance(error, Stopped):
        finished = accept_many(centre, made, broken)
        assert list(finished.actions) == [files[1]]
        assert list(finished.left) == [files[0]]
        assert finished.problem is not None
    else:
        with pytest.raises(KeyboardInterrupt):
            accept_many(centre, made, broken)
    made.close()
    assert info(centre)["digest"] == expected
    assert upkeep.check(centre).whole
    again = done(centre, files)
    assert again.problem is None
    assert info(centre)["conflicts"] == 1


def test_stopped_before_the_first_nothing_is_taken_in(three: Partners, files: list[Path]) -> None:
    before = info(three.centre)["digest"]
    made = plan_many(three.centre, files)
    with pytest.raises(Stopped):
        accept_many(three.centre, made, Broken(Stopped(), 1))
    made.close()
    assert info(three.centre)["digest"] == before


def test_a_register_that_changed_is_left_alone(three: Partners, files: list[Path]) -> None:
    made = plan_many(three.centre, files)
    person(three.centre, "Nils")
    before = info(three.centre)["digest"]
    with pytest.raises(Refused, match="changed since the preview"):
        accept_many(three.centre, made)
    made.close()
    assert info(three.centre)["digest"] == before
    assert backups(three.centre) == 0


def test_what_somebody_writes_between_two_files_stops_the_rest(
    three: Partners, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importing.carry_out

    def carry_out(register: Register, each: ImportPlan, steps: Steps) -> str | None:
        found = real(register, each, steps)
        with open_register(register.path) as other:
            person(other, "Nils")
        return found

    made = plan_many(three.centre, files)
    monkeypatch.setattr(batch, "carry_out", carry_out)
    finished = accept_many(three.centre, made)
    made.close()
    assert (len(finished.actions), list(finished.left)) == (1, [files[0]])
    assert finished.problem is not None
    assert "changed" in finished.problem.sentence.into("en")
    assert info(three.centre)["conflicts"] == 0


def test_lists_go_with_workbooks_and_name_the_rows_of_earlier_ones(
    three: Partners, files: list[Path]
) -> None:
    people = [three.folder / f"{name}.csv" for name in ("a", "b")]
    for path in people:
        path.write_text("Förnamn;Efternamn;E-post\nUlla;Prov;ulla@example.org\n", "utf-8")
    made = plan_many(three.centre, [*people, *files], asked=Asked(entity=CONTACT.name))
    accounts = {each.path.name: each.account() for each in made.files}
    assert accounts["a.csv"]["new"] == 1
    assert (accounts["b.csv"]["new"], accounts["b.csv"]["unchanged"]) == (0, 1)
    finished = accept_many(three.centre, made)
    made.close()
    assert finished.problem is None
    assert finished.actions[people[1]] is None
    undone = undoing.undo(three.centre)
    assert undone.rows == 1
