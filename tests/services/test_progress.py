"""Taking in, as a person sees it: told how far it is, stopped at any moment, what was shown."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.progress import Progress, Stopped
from desktop_app.exchange.reading import process, reader
from desktop_app.services import undoing, writing
from desktop_app.services.exporting import Wish, export
from desktop_app.services.importing import ImportPlan, accept, problems_of
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.reading import Listing, history, list_rows
from desktop_app.services.reading_files import plan_file
from desktop_app.services.register import Register
from desktop_app.services.upkeep import restore
from desktop_app.storage import upkeep
from tests.services.workbooks import FIRST, column, edited

CONTACT = CATALOGUE["contact"]
PEOPLE = 90


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Report every few steps, so that a small file has many reports."""
    monkeypatch.setattr("desktop_app.services.steps.EVERY", 7)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Return a list of people, each of an organisation nobody knows; the third does not fit."""
    lines = [
        f"Ana{n};Exempel;a{n}@example.org;Kontor {n % 5};{'Atlantis' if n == 3 else 'Norge'}"
        for n in range(PEOPLE)
    ]
    lines[2] = "Bo;Exempel;ingen adress;;"
    path = tmp_path / "people.csv"
    path.write_text("\n".join(["Förnamn;Efternamn;E-post;Organisation;Land", *lines]), "utf-8")
    return path


def listed(register: Register, people: Path, progress: Progress | None = None) -> ImportPlan:
    return plan_file(register, people, "contact", {}, progress)


def returned(register: Register, people: Path, progress: Progress | None = None) -> ImportPlan:
    """Plan a return of the register in which many contacts have changed."""
    sent, back = people.with_name("sent.xlsx"), people.with_name("back.xlsx")
    if not back.exists():
        for number in range(PEOPLE):
            given = {"given_name": f"Ana{number}", "family_name": "Exempel"}
            writing.put(register, CONTACT, None, given)
        export(register, sent, Wish(only=CONTACT))

        def change(sheet: reader.Any) -> None:
            for row in range(FIRST, FIRST + PEOPLE):
                sheet.cell(row, column(sheet, "city")).value = "Oslo"

        edited(sent, back, "Kontakter", change)
    return plan_file(register, back, None, {}, progress)


KINDS: dict[str, Callable[..., ImportPlan]] = {"list": listed, "workbook": returned}


def state(register: Register) -> tuple[list[str], int]:
    return list(upkeep.dump(register.db.conn)), len(list(history(register)))


class Stop:
    """Stops work at one of its reports."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, _done: int, _of: int) -> None:
        if self.left == 0:
            raise Stopped
        self.left -= 1


@pytest.mark.parametrize("kind", KINDS)
def test_planning_and_accepting_tell_how_far_they_are(
    register: Register, people: Path, kind: str
) -> None:
    heard: list[tuple[int, int]] = []
    KINDS[kind](register, people)  # whatever it prepares
    plan = KINDS[kind](register, people, lambda done, of: heard.append((done, of)))
    counted = [each for each in heard if each[1]]
    assert counted == sorted(counted)
    assert counted[-1][0] > counted[-1][1] - 7
    assert len(counted) > (5 if kind == "list" else 1)
    heard.clear()
    accepted = accept(register, plan, lambda done, of: heard.append((done, of)))
    assert accepted.action
    assert heard == sorted(heard)
    assert len(heard) > 5
    assert heard[-1] == (plan.steps, plan.steps)


@pytest.mark.parametrize("at", [0, 1, 8, -1])
@pytest.mark.parametrize("kind", KINDS)
def test_accepting_stopped_changes_nothing(
    register: Register, people: Path, kind: str, at: int
) -> None:
    plan, before = KINDS[kind](register, people), state(register)
    if at < 0:
        at = plan.steps // 7 + 1  # the last report: all is written, and nothing kept
    with pytest.raises(Stopped):
        accept(register, plan, Stop(at))
    assert state(register) == before
    assert accept(register, plan).action
    assert state(register) != before
    undoing.undo(register)
    assert [r.state for r in list_rows(register, CONTACT, Listing(search="Oslo"))] == []


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("kind", KINDS)
def test_planning_stopped_changes_nothing(
    register: Register, people: Path, kind: str, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    KINDS[kind](register, people)
    monkeypatch.setattr(process, "ASK_EVERY", 3600)  # only the rows are asked about here
    before = state(register)
    with pytest.raises(Stopped):
        KINDS[kind](register, people, Stop(at))
    assert state(register) == before


def test_reading_stopped_ends_the_child(
    register: Register, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children: list[Popen[bytes]] = []

    class Remembered(Popen):  # type: ignore[type-arg]
        def __init__(self, *args: reader.Any, **more: reader.Any) -> None:
            super().__init__(*args, **more)
            children.append(self)

    monkeypatch.setattr("desktop_app.exchange.reading.process.subprocess.Popen", Remembered)
    sleeping = [sys.executable, "-c", "import time; time.sleep(50)"]
    monkeypatch.setattr(reader, "child_command", lambda: sleeping)
    start, before = time.monotonic(), state(register)
    with pytest.raises(Stopped):
        listed(register, people, Stop(2))
    assert time.monotonic() - start < 20
    assert [child.poll() is not None for child in children] == [True]
    assert state(register) == before


def test_what_the_listener_raises_is_raised(register: Register, people: Path) -> None:
    def fail(_done: int, _of: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        listed(register, people, fail)


def test_only_what_was_shown_is_taken_in(register: Register, people: Path) -> None:
    plan, before = listed(register, people), state(register)
    with pytest.raises(Refused):
        accept(register, plan, shown="another")
    assert state(register) == before
    assert accept(register, plan, shown=plan.hash).action
    with pytest.raises(Refused):
        accept(register, plan, shown=plan.hash)


def test_a_plan_is_for_one_register(register: Register, people: Path, tmp_path: Path) -> None:
    plan = listed(register, people)
    with new_register(tmp_path / "other.knreg", "Annan") as other, pytest.raises(Refused):
        accept(other, plan)
    accepted = accept(register, plan)
    with restore(accepted.backup, tmp_path / "again.knreg") as again, pytest.raises(Refused):
        accept(again, plan)


def test_each_row_has_its_reasons(register: Register, people: Path) -> None:
    plan = listed(register, people)
    by_number = {outcome.number: outcome for outcome in plan.outcomes}
    bad = problems_of(plan, by_number[4])
    assert ("E-post", "ingen adress") in [(each.column, each.value) for each in bad]
    assert problems_of(plan, by_number[3]) == ()
    assert all(problems_of(plan, each) for each in plan.outcomes if each.category == "refused")
    assert sum(len(problems_of(plan, each)) for each in plan.outcomes) == len(plan.problems)


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_outlives_the_connection_it_was_made_with(
    register: Register, people: Path, kind: str
) -> None:
    KINDS[kind](register, people)  # whatever it prepares
    organisation = "Stadsledningskontoret" if kind == "list" else ""
    if organisation:
        people.write_text(people.read_text("utf-8").replace("Kontor 1", organisation), "utf-8")
    found: list[ImportPlan] = []

    def work() -> None:
        with open_register(register.path, writing=False) as own:
            found.append(KINDS[kind](own, people))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    plan = found[0]
    texts = {cell.new for outcome in plan.outcomes for cell in outcome.cells}
    assert texts >= ({organisation, "Kontor 2", "Norge"} if organisation else {"Oslo"})
    assert accept(register, plan, shown=plan.hash).action


def test_values_are_shown_in_the_language_of_the_window(register: Register, people: Path) -> None:
    plan = plan_file(register, people, "contact", {}, language="en")
    texts = {cell.new for outcome in plan.outcomes for cell in outcome.cells}
    assert "Norway" in texts
    assert "Norge" not in texts


def test_warnings_are_told_apart_from_remarks(register: Register, people: Path) -> None:
    plan = returned(register, people)
    assert [words.en.split()[:4] for words in plan.warnings] == [["More", "than", "one", "row"]]
    assert set(plan.warnings) <= set(plan.remarks)
    assert not listed(register, people).warnings
