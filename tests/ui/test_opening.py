"""Opening a register with everything that can be wrong with it (F14–F38)."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QSysInfo

from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.domain.problems import Refused
from desktop_app.domain.words import Words
from desktop_app.services import access
from desktop_app.services.opening import new_register, open_register
from desktop_app.services.person import set_person
from desktop_app.services.register import Register
from desktop_app.services.upkeep import backup_register
from desktop_app.services.writing import put
from desktop_app.storage import faults
from desktop_app.ui.opening import CannotOpen, Opened, bring_up_to_date, open_session
from desktop_app.ui.speech import Speech

OFFICE, PERSON = "Miljöförvaltningen", "Alva Exempelsson"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "register.knreg"
    new_register(path, OFFICE, person=PERSON).close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    target = tmp_path / "Miljö #1 50%.knreg"
    shutil.copy(template, target)
    return target


@pytest.fixture
def opening() -> Iterator[Callable[..., Opened]]:
    made: list[Opened] = []

    def opening(path: Path, **how: bool) -> Opened:
        made.append(open_session(path, Speech("sv"), **how))
        return made[-1]

    yield opening
    for each in made:
        each.close()


def refusal(path: Path) -> CannotOpen:
    with pytest.raises(CannotOpen) as refused:
        open_session(path, Speech("sv"))
    assert not list(path.parent.glob("*.lock"))
    return refused.value


def add(register: Register) -> None:
    put(register, CATALOGUE["contact"], None, {"given_name": "Ana", "family_name": "Prov"})


def lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def test_a_register_opens_for_writing_and_its_lock_goes_with_it(path: Path) -> None:
    opened = open_session(path, Speech("sv"))
    assert opened.session.writable
    assert opened.notices == []
    assert lock_of(path).exists()
    opened.session.do(add)
    opened.close()
    assert not lock_of(path).exists()


def test_trying_whether_it_can_be_written_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    open_session(path, Speech("sv")).close()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_is_read_only_opens_for_reading_and_says_why(
    path: Path, opening: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write anywhere: so it is the trial that is refused, as a system would."""

    def denied(_db: object) -> None:
        raise Refused(faults.READ_ONLY.fill(name=path.name), faults.READ_ONLY_ADVICE)

    monkeypatch.setattr(access, "try_writing", denied)
    opened = opening(path)
    assert not opened.session.writable
    assert "skrivskyddat" in opened.notices[0].words.into("sv")
    with pytest.raises(Refused):
        opened.session.do(add)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs a mount")
def test_f014_a_folder_on_a_read_only_disk_opens_for_reading(path: Path) -> None:
    """Mount it in a namespace of its own: nothing outside sees it."""
    script = (
        f"mount --bind '{path.parent}' '{path.parent}' && "
        f"mount -o remount,ro,bind '{path.parent}' && exec '{sys.executable}' -c '"
        "from pathlib import Path; import sys;"
        "from desktop_app.ui.opening import open_session;"
        "from desktop_app.ui.speech import Speech;"
        'o = open_session(Path(sys.argv[1]), Speech("sv"));'
        'print("can", o.session.writable, o.notices[0].tone); o.close()'
        f"' '{path}'"
    )
    command = ["unshare", "--mount", "sh", "-c", script]
    try:
        ended = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if ended.returncode != 0 and "Traceback" not in ended.stderr:
        pytest.skip(f"no mounts here: {ended.stderr}")
    assert ended.stdout.split() == ["can", "False", "warning"], ended.stderr


def test_f031_a_newer_schema_is_refused_by_its_number(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA user_version = 99")
    conn.close()
    before = path.read_bytes()
    problem = refusal(path)
    assert "99" in problem.sentence.into("sv")
    assert "Uppdatera" in problem.into("sv")
    assert problem.way is None
    assert path.read_bytes() == before


def _cut(path: Path) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2)


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _header(path: Path) -> None:
    with path.open("rb+") as file:
        file.write(b"\xff" * 100)


def _pages(path: Path) -> None:
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


DYING = (
    "import os, sys; from PySide6.QtCore import QLockFile;"
    "lock = QLockFile(sys.argv[1]); lock.tryLock(0); os._exit(0)"
)
DAMAGES = [_cut, _zeros, _header, _pages]


@pytest.mark.parametrize("damage", DAMAGES)
def test_f024_a_damaged_register_is_told_and_left_as_it_is(
    path: Path, damage: Callable[[Path], None]
) -> None:
    damage(path)
    before = path.read_bytes()
    problem = refusal(path)
    assert problem.way is None
    assert "kontaktnat " not in problem.into("sv")
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_f024_the_newest_whole_backup_is_brought_back(
    path: Path, damage: Callable[[Path], None]
) -> None:
    with open_register(path) as register:
        backup_register(register)
        add(register)
        newest = backup_register(register)
        add(register)
        broken = backup_register(register)
    broken.write_bytes(broken.read_bytes()[:5000])
    damage(path)
    before = path.read_bytes()
    problem = refusal(path)
    assert problem.way == "bring_back"
    assert broken.name in problem.into("sv")
    found = access.bring_back(path)
    assert found.parent == path.parent
    assert path.read_bytes() == before
    with open_register(found) as again, open_register(newest, writing=False) as backup:
        assert again.facts.register_id == backup.facts.register_id
        assert again.facts.epoch != backup.facts.epoch
        assert _contacts(again) == _contacts(backup) == 1
    assert access.bring_back(path) != found


def _contacts(register: Register) -> int:
    sql = "SELECT count(*) FROM contact WHERE family_name = 'Prov'"
    return int(register.db.conn.execute(sql).fetchone()[0])


def test_where_no_backup_is_whole_it_says_so(path: Path) -> None:
    with open_register(path) as register:
        backup = backup_register(register)
    backup.write_bytes(b"x")
    with pytest.raises(Refused, match="no whole backup"):
        access.bring_back(path)
    assert not list(path.parent.glob("*återställt*"))


def test_a_register_that_reads_but_cannot_be_written_opens_with_a_warning(
    path: Path, opening: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_db: object) -> None:
        error = sqlite3.DatabaseError("malformed")
        error.sqlite_errorname = "SQLITE_CORRUPT"
        raise error

    with open_register(path) as register:
        backup_register(register)
    monkeypatch.setattr(access, "try_writing", broken)
    opened = opening(path)
    assert not opened.session.writable
    assert (opened.notices[0].tone, opened.notices[0].way) == ("error", "bring_back")


def test_a_missing_register_can_be_forgotten(tmp_path: Path) -> None:
    problem = refusal(tmp_path / "borta.knreg")
    assert problem.way == "forget"
    assert "nätverksmapp" in problem.into("sv")


@pytest.mark.parametrize(
    ("content", "kind"), [(b"PK\x03\x04zip", "zip"), (b"", "tom"), (b"Namn;Ort\n", "text")]
)
def test_f027_what_is_no_register_is_named(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(content)
    problem = refusal(path)
    assert kind in problem.sentence.into("sv")
    assert "läs in filen där" in problem.into("sv")
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "annat.db"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE x (y)")
    conn.close()
    assert "annat program" in refusal(path).sentence.into("sv")


def test_what_another_program_is_writing_in_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.storage.connection.BUSY_MS", 50)
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN EXCLUSIVE")
        problem = refusal(path)
    finally:
        other.close()
    assert "används just nu" in problem.sentence.into("sv")
    assert problem.way is None


def held_elsewhere(path: Path, host: str = "annan-dator") -> Path:
    """Write a lock as a window on another computer would."""
    lock = QLockFile(str(lock_of(path)))
    assert lock.tryLock(0)
    text = lock_of(path).read_text()
    lock.unlock()
    lines = text.splitlines()
    lines[2:] = [host, "0" * 32, "0" * 32]
    lock_of(path).write_text("\n".join([*lines, ""]))
    return lock_of(path)


def test_f036_a_register_open_on_another_computer_opens_for_reading(
    path: Path, opening: Callable[..., Opened]
) -> None:
    lock = held_elsewhere(path)
    opened = opening(path)
    assert not opened.session.writable
    assert "annan-dator" in opened.notices[0].words.into("sv")
    assert opened.notices[0].way is None
    opened.close()
    assert lock.exists()


def test_f037_an_old_lock_of_another_computer_can_be_taken_over(
    path: Path, opening: Callable[..., Opened]
) -> None:
    lock = held_elsewhere(path)
    os.utime(lock, (1_700_000_000, 1_700_000_000))
    notice = opening(path).notices[0]
    assert notice.way == "take_over"
    assert "2023-11-1" in notice.words.into("sv")
    assert opening(path, take_over=True).session.writable


def test_f037_a_lock_of_a_program_that_is_dead_counts_for_nothing(
    path: Path, opening: Callable[..., Opened]
) -> None:
    dead = subprocess.run(
        [
            sys.executable,
            "-c",
            DYING,
            str(lock_of(path)),
        ],
        check=True,
    )
    assert dead.returncode == 0
    assert lock_of(path).exists()
    assert opening(path).session.writable


def test_a_register_open_in_another_window_here_opens_for_reading(
    path: Path, opening: Callable[..., Opened]
) -> None:
    assert opening(path).session.writable
    second = opening(path)
    assert not second.session.writable
    assert "ett annat fönster" in second.notices[0].words.into("sv")
    assert QSysInfo.machineHostName() not in second.notices[0].words.into("sv")


def test_f038_where_no_lock_can_be_made_the_register_opens_all_the_same(
    path: Path, opening: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLockFile, "tryLock", lambda *_args: False)
    monkeypatch.setattr(QLockFile, "error", lambda _lock: QLockFile.LockError.PermissionError)
    assert opening(path).session.writable


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_f022_a_register_removed_while_open_says_so_and_closes(path: Path) -> None:
    opened = open_session(path, Speech("sv"))
    path.unlink()
    with pytest.raises(Refused, match="no longer where"):
        opened.session.do(add)
    opened.close()


def test_a_register_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "golden" / "schema_0001.db"
    path = tmp_path / "gammalt.knreg"
    shutil.copy(old, path)
    assert access.is_older(path)
    bring_up_to_date(path)
    assert not access.is_older(path)
    assert not lock_of(path).exists()


def test_the_name_at_what_is_done_is_the_one_that_was_chosen(path: Path) -> None:
    with open_register(path) as register:
        add(register)
        set_person(register, "  Bo   Ny ")
        add(register)
        names = register.db.conn.execute("SELECT who FROM recorded_action ORDER BY seq").fetchall()
    assert [name for (name,) in names][-2:] == [PERSON, "Bo Ny"]
    with open_register(path) as again:
        assert again.facts.person == "Bo Ny"


def test_every_refusal_says_what_to_do_in_both_languages(path: Path, tmp_path: Path) -> None:
    _cut(path)
    for problem in (refusal(path), refusal(tmp_path / "borta.knreg")):
        assert isinstance(problem.advice, Words)
        assert problem.into("en") != problem.into("sv")
