"""Exchange files that are cut, locked, open elsewhere or in the wrong place: told in a sentence."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.problems import Refused
from desktop_app.exchange import safely
from desktop_app.services.exporting import Wish, export
from desktop_app.services.importing import accept
from desktop_app.services.reading_files import plan_file
from desktop_app.services.upkeep import check
from tests.exchange.trio import Trio, edits, sums


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[Trio]:
    """Return a central office and two offices; one of these has written something."""
    made = Trio(tmp_path)
    made.put(made.a, made.row, phone="08-465 004 02")
    yield made
    made.close()


def refusal(caught: pytest.ExceptionInfo[Refused]) -> str:
    """Return the sentence and the advice."""
    problem = caught.value
    assert problem.advice is not None
    return f"{problem.sentence.into('sv')} {problem.advice.into('sv')}"


def as_before(trio: Trio, before: int) -> None:
    """Fail unless nothing was changed by half, and a good file is taken in."""
    assert edits(trio.centre) == before
    assert check(trio.again("centre")).whole
    assert sums(trio.exchange(trio.a, trio.centre))["changed"] == 1


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.99, 0.9999])
def test_file_cut_short(trio: Trio, part: float) -> None:
    sent = trio.send(trio.a, trio.centre)
    whole = sent.read_bytes()
    cut = sent.with_name("avbruten.xlsx")
    cut.write_bytes(whole[: int(len(whole) * part)])
    before = edits(trio.centre)
    with pytest.raises(Refused) as caught:
        plan_file(trio.centre, cut, None, {})
    assert len(refusal(caught)) > 40
    as_before(trio, before)


@pytest.mark.parametrize("password", ["fel", "", "Hemligt1 "])
def test_wrong_password(trio: Trio, password: str) -> None:
    wish = Wish(to=trio.centre.facts.register_id, password="Hemligt1")  # noqa: S106 — invented
    sent = trio.send(trio.a, trio.centre, wish)
    before = edits(trio.centre)
    with pytest.raises(Refused) as caught:
        plan_file(trio.centre, sent, None, {}, password=password)
    assert "lösenord" in refusal(caught).lower()
    assert edits(trio.centre) == before
    plan = plan_file(trio.centre, sent, None, {}, password="Hemligt1")  # noqa: S106 — invented
    accept(trio.centre, plan, shown=plan.hash)
    assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 02"


def test_file_that_excel_has_open_beside(trio: Trio) -> None:
    """Excel puts a small file of its own beside: it is none of ours, and says so."""
    sent = trio.send(trio.a, trio.centre)
    lock = sent.with_name(f"~${sent.name}")
    lock.write_bytes(b"\x05Anna " + b" " * 160)
    before = edits(trio.centre)
    with pytest.raises(Refused) as caught:
        plan_file(trio.centre, lock, None, {})
    assert refusal(caught)
    as_before(trio, before)


def sharing_violation(self: Path, _target: Path) -> Path:
    """Say what Windows says of a file that another program has open."""
    raise PermissionError(errno.EACCES, "The process cannot access the file", str(self))


def test_target_open_in_excel(trio: Trio, monkeypatch: pytest.MonkeyPatch) -> None:
    target = trio.send(trio.a, trio.centre)
    old = target.read_bytes()
    sent_before = trio.a.db.conn.execute("SELECT count(*) FROM exported").fetchone()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", sharing_violation)
        with pytest.raises(Refused) as caught:
            export(trio.a, target, Wish(to=trio.centre.facts.register_id))
    assert "Excel" in refusal(caught)
    assert target.read_bytes() == old
    assert not list(target.parent.glob(f"{safely.TEMPORARY}*"))
    # What did not leave is no disclosure, and confirms nothing.
    assert trio.a.db.conn.execute("SELECT count(*) FROM exported").fetchone() == sent_before
    as_before(trio, edits(trio.centre))


@pytest.mark.parametrize("kind", ["folder", "missing folder", "file as folder"])
def test_target_that_cannot_be(trio: Trio, kind: str) -> None:
    folder = trio.folder / "här.xlsx"
    if kind == "folder":
        folder.mkdir()
        target = folder
    elif kind == "missing folder":
        target = trio.folder / "saknas" / "ut.xlsx"
    else:
        folder.write_text("x")
        target = folder / "ut.xlsx"
    with pytest.raises(Refused) as caught:
        export(trio.a, target, Wish(to=trio.centre.facts.register_id))
    assert refusal(caught)
    assert trio.a.db.conn.execute("SELECT count(*) FROM exported").fetchone() == (0,)
    as_before(trio, edits(trio.centre))


def test_file_that_vanished(trio: Trio) -> None:
    sent = trio.send(trio.a, trio.centre)
    gone = sent.with_name("borta.xlsx")
    with pytest.raises(Refused) as caught:
        plan_file(trio.centre, gone, None, {})
    assert refusal(caught)
    as_before(trio, edits(trio.centre))


def test_file_replaced_after_it_was_shown(trio: Trio) -> None:
    """What was shown is what is taken in, whatever lies under the name by then."""
    sent = trio.send(trio.a, trio.centre)
    plan = plan_file(trio.centre, sent, None, {})
    trio.put(trio.a, trio.row, phone="08-465 004 99")
    shutil.copyfile(trio.send(trio.a, trio.centre), sent)
    accept(trio.centre, plan, shown=plan.hash)
    assert trio.value(trio.centre, trio.row, "phone") == "08-465 004 02"
