"""Whatever a command is given: one clear sentence, nothing lost, exit code 3.

The faults are those of the list of faults: F1 (killed in a save), F9 (killed while a register is
made), F10 (full disk), F14–F16 (read-only), F18 (odd paths), F26–F29 and F31 (no register).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from desktop_app.services.opening import open_register
from desktop_app.storage.connection import APPLICATION_ID, BUSY_MS, schema_version
from tests.cli.conftest import DONE, OFFICE, REFUSED, USAGE, Ended, Run, command, processed

Put = Callable[..., str]
Snapshot = dict[str, bytes | None]

KILLS = 30
SEED = 20260305


def snapshot(folder: Path) -> Snapshot:
    """Return all that is in a folder, byte for byte."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


@contextmanager
def untouched(folder: Path) -> Iterator[None]:
    before = snapshot(folder)
    yield
    assert snapshot(folder) == before


@pytest.fixture
def refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[str, str]]:
    """Return what expects a command to be refused, in both languages, with nothing changed."""

    def refused(*args: str | Path) -> tuple[str, str]:
        texts = []
        for language in ("sv", "en"):
            monkeypatch.setenv("KONTAKTNAT_LANGUAGE", language)
            with untouched(tmp_path):
                ended = run(*args, code=REFUSED)
            assert_sentence(ended)
            texts.append(ended.err)
        monkeypatch.setenv("KONTAKTNAT_LANGUAGE", "sv")
        assert texts[0] != texts[1]
        return texts[0], texts[1]

    return refused


def assert_sentence(ended: Ended) -> None:
    """Assert that a refusal is one line for people, with nothing of our own insides."""
    assert ended.out == ""
    assert ended.err.count("\n") == 1
    assert ended.err.endswith(".\n") or ended.err.endswith("?\n")
    assert len(ended.err) < 1500
    for inside in ("Error", "sqlite", "errno", "None", "{", "Traceback", ".part"):
        assert inside not in ended.err


# files that are no registers


def other_programs(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE contact (id TEXT, given_name TEXT)")
        conn.commit()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE register (one INTEGER)")
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {schema_version() + 7}")
        conn.commit()


def unfinished(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.commit()


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "<w:document/>")


NO_REGISTERS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "empty": (Path.touch, "en tom fil", "an empty file"),
    "text": (lambda p: p.write_text("Namn;Ort\nAnna;Wien\n", "utf-8"), "en textfil", "a text file"),
    "docx": (zipped, "en zip-fil", "a zip file"),
    "pdf": (lambda p: p.write_bytes(b"%PDF-1.7\n%\xe2\xe3"), "en PDF", "a PDF"),
    "old office": (
        lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)),
        "ett äldre Office-dokument",
        "an older Office document",
    ),
    "binary": (lambda p: p.write_bytes(bytes(range(256))), "okänd typ", "unknown type"),
    "folder": (Path.mkdir, "en mapp", "a folder"),
    "another program's": (other_programs, "ett annat program", "another program"),
    "newer": (newer, "nyare version av Kontaktnät", "newer version of Kontaktnät"),
    "unfinished": (unfinished, "aldrig blev färdigt", "never finished"),
    "missing": (lambda _path: None, "finns inte", "There is no file"),
    "header only": (lambda p: p.write_bytes(b"SQLite format 3\x00"), "skadat", "damaged"),
    "broken header": (
        lambda p: p.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000),
        "skadat",
        "damaged",
    ),
}
ON_A_FILE = [
    ("info", "FILE"),
    ("list", "FILE", "contact"),
    ("find", "FILE", "anna"),
    ("show", "FILE", "contact", "ffff"),
    ("history", "FILE"),
    ("conflicts", "FILE"),
    ("check", "FILE"),
    ("put", "FILE", "contact", "given_name=Anna"),
    ("delete", "FILE", "contact", "ffff"),
    ("resolve", "FILE", "contact", "ffff", "city=Wien"),
    ("undo", "FILE"),
    ("redo", "FILE"),
    ("rebuild", "FILE"),
    ("backup", "FILE"),
    ("restore", "FILE", "NEW"),
]


@pytest.mark.parametrize("name", NO_REGISTERS)
def test_f26_f28_a_file_that_is_no_register(
    refused: Callable[..., tuple[str, str]], tmp_path: Path, name: str
) -> None:
    make, swedish, english = NO_REGISTERS[name]
    path = tmp_path / "fil.db"
    make(path)
    for args in ON_A_FILE:
        sv, en = refused(*(path_for(arg, path) for arg in args))
        assert "fil.db" in sv
        assert swedish in sv, sv
        assert english in en, en


def path_for(arg: str, path: Path) -> str | Path:
    return {"FILE": path, "NEW": path.with_name("ny.db")}.get(arg, arg)


def test_a_damaged_register_says_so(
    refused: Callable[..., tuple[str, str]], register: Path, put: Put
) -> None:
    """Damage anywhere ends in a sentence about it, never in a fault of ours."""
    put("contact", "given_name=Anna")
    content = bytearray(register.read_bytes())
    for place in range(4096 * 2, len(content), 4096):
        content[place : place + 64] = b"\x55" * 64
    register.write_bytes(content)
    for args in ON_A_FILE:
        sv, en = refused(*(path_for(arg, register) for arg in args))
        assert "är skadat" in sv
        assert "damaged" in en


@pytest.mark.parametrize("table", ["contact", "edit", "list_item", "search_row", "register"])
def test_f24_damage_in_one_place_is_told_by_what_meets_it(
    run: Run, register: Path, put: Put, table: str
) -> None:
    """The file opens; only what reads the damaged page finds out."""
    anna = put("contact", "given_name=Anna")
    with closing(sqlite3.connect(register)) as conn:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = conn.execute(sql, (table,)).fetchone()[0]
        size = conn.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(register.read_bytes())
    content[(page - 1) * size : page * size] = b"\x55" * size
    register.write_bytes(content)
    told = []
    for args in (*READING, *WRITING):
        ended = run(*(given(arg, register, anna) for arg in args), code=None)
        assert ended.code in {DONE, REFUSED}, (args, ended)
        if ended.code == REFUSED:
            assert "är skadat" in ended.err, (args, ended)
            told.append(args[0])
    assert "check" in told
    assert "Registret ”register.db” är skadat" in run("backup", register, code=REFUSED).err


@pytest.mark.parametrize("keep", [512, 4096, 20_000, 0.5, 0.99])
def test_a_register_cut_short_says_so(
    run: Run, register: Path, tmp_path: Path, keep: float
) -> None:
    content = register.read_bytes()
    register.write_bytes(content[: int(keep if keep > 1 else keep * len(content))])
    with untouched(tmp_path):
        assert "skadat" in run("check", register, code=REFUSED).err
        assert "skadat" in run("backup", register, code=REFUSED).err


@pytest.mark.parametrize("command_", ["list", "put"])
def test_a_pipe_is_no_register(run: Run, tmp_path: Path, command_: str) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    path = tmp_path / "fil.db"
    os.mkfifo(path)
    args = ("contact",) if command_ == "list" else ("contact", "given_name=Anna")
    assert "ingen vanlig fil" in run(command_, path, *args, code=REFUSED).err


def test_a_missing_file_is_not_made_and_opens_no_window(run: Run, tmp_path: Path) -> None:
    assert "finns inte" in run(tmp_path / "saknas.db", code=REFUSED).err
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(
    refused: Callable[..., tuple[str, str]], register: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ingen" / "ny.db"
    for args in (("new", path, "--organisation", OFFICE), ("sample", path)):
        sv, en = refused(*args)
        assert sv.startswith("Mappen som ”ny.db” ska ligga i finns inte.")
        assert "The folder “ny.db” should be in" in en
    assert "Mappen" in refused("backup", register, register / "i")[0]


# names, ids and values


def test_unknown_names_are_refused_with_what_there_is(
    refused: Callable[..., tuple[str, str]], register: Path
) -> None:
    sv, en = refused("list", register, "contacts")
    assert "”contacts”" in sv
    assert "organisation" in sv
    assert sv.endswith("Menade du ”contact”?\n")
    assert en.endswith("Did you mean “contact”?\n")
    for args in (
        ("put", register, "contact", "givenname=Anna"),
        ("list", register, "contact", "--where", "givenname=Anna"),
        ("list", register, "contact", "--search", "givenname:anna"),
    ):
        sv, en = refused(*args)
        assert "”givenname”" in sv
        assert sv.endswith("Menade du ”given_name”?\n")
        assert "given_name" in en
    assert "inget fält ”qqq”" in refused("put", register, "contact", "qqq=Anna")[0]


@pytest.mark.parametrize("id_", ["ffff", "", " ", "%", "_", "0'--", "\udcff", "é", "x" * 1000])
def test_unknown_ids_are_refused(
    refused: Callable[..., tuple[str, str]], register: Path, put: Put, id_: str
) -> None:
    """Not even the only row there is is meant by nothing at all."""
    put("contact", "given_name=Anna")
    for args in (
        ("show", register, "contact", id_),
        ("delete", register, "contact", id_),
        ("put", register, "contact", "--id", id_, "city=Wien"),
        ("resolve", register, "contact", id_, "city=Wien"),
        ("history", register, "contact", id_) if id_ else ("show", register, "contact", id_),
    ):
        assert "ingen kontakt med id" in refused(*args)[0]


def test_an_id_of_another_entity_is_unknown(
    refused: Callable[..., tuple[str, str]], register: Path, put: Put
) -> None:
    anna = put("contact", "given_name=Anna")
    assert "Det finns ingen studieresa med id" in refused("show", register, "trip", anna)[0]


def test_an_ambiguous_prefix_is_refused(
    refused: Callable[..., tuple[str, str]], register: Path
) -> None:
    with closing(sqlite3.connect(register)) as conn:
        ids = [row for (row,) in conn.execute("SELECT id FROM list_item ORDER BY id")]
    first, second = next((a, b) for a, b in pairwise(ids) if a[0] == b[0])
    for args in (
        ("show", register, "list_item", first[0]),
        ("delete", register, "list_item", first[0]),
        ("put", register, "list_item", "--id", first[0], "note=x"),
    ):
        sv, en = refused(*args)
        assert "stämmer på flera rader" in sv
        assert "Write more characters of the id." in en
    begun = next(first[:n] for n in range(36) if first[n] != second[n])
    assert first in refused("show", register, "list_item", begun)[0]


def test_an_ambiguous_action_is_refused(
    refused: Callable[..., tuple[str, str]], register: Path, put: Put, run: Run
) -> None:
    for _ in range(17):  # two of seventeen begin alike
        put("contact", "given_name=Anna")
    ids = sorted(action["id"] for action in run("history", register, "--json").json)
    first = next(a[0] for a, b in pairwise(ids) if a[0] == b[0])
    assert "flera åtgärder" in refused("undo", register, first)[0]


@pytest.mark.parametrize(
    ("entity", "value", "sv"),
    [
        ("contact", "confirmed_on=2026-02-30", "februari 2026 har 28 dagar"),
        ("contact", "confirmed_on=2025-02-29", "Senast bekräftad"),
        ("contact", "confirmed_on=2026-13-01", "Senast bekräftad"),
        ("contact", "confirmed_on=i går", "Senast bekräftad"),
        ("contact", "email=anna", "E-post"),
        ("contact", "phone=ring mig", "Telefon"),
        ("contact", "country=Österlandet", "Land"),
        ("contact", "languages=påhittiska", "Språk"),
        ("contact", "kind=kändis", "Extern kontakt"),
        ("contact", "secret=kanske", "varken ja eller nej"),
        ("contact", "organisation=Ingen sådan", "Lägg till raden först"),
        ("contact", "organisation=\udcff", "Organisation"),
        ("request", "group_size=många", "Antal personer"),
        ("request", "group_size=-1", "Antal personer"),
        ("collaboration", "budget=tolv", "Budget"),
        ("collaboration", "budget=1e9", "Budget"),
    ],
)
def test_values_that_do_not_fit_are_refused_with_field_and_reason(
    refused: Callable[..., tuple[str, str]], register: Path, entity: str, value: str, sv: str
) -> None:
    named = {"contact": "given_name=Anna", "collaboration": "title=A", "request": "topic=A"}
    said = refused("put", register, entity, named[entity], value)[0]
    assert sv in said
    assert said.endswith("Ingenting har ändrats.\n")


def test_rules_refuse_with_field_and_reason(
    refused: Callable[..., tuple[str, str]], register: Path
) -> None:
    trip = ("put", register, "trip", "title=Wien", f"organisation={OFFICE}", "start_on=2026-05-04")
    assert "Slutdatum: måste fyllas i." in refused(*trip)[0]
    sv, en = refused(*trip, "end_on=2026-05-01")
    assert "Slutdatum (2026-05-01) ligger före Startdatum (2026-05-04)" in sv
    assert "Ends on (2026-05-01) is before Starts on (2026-05-04)" in en
    assert "Syfte: skriv med en mening" in refused(*trip, "end_on=2026-05-05", "status=decided")[0]


HOSTILE = {
    "formula": "=1+1",
    "command": "=cmd|' /C calc'!A0",
    "quotes": 'O\'Hara "Bob" ’’; DROP TABLE contact;--',
    "emoji": "👩‍👩‍👧‍👦 🇸🇪",
    "right to left": "שלום עולם",
    "zalgo": "Z̴̢͎a̷l̵g̶o̸",
    "html": "<b>fet</b><script>alert(1)</script>",
    "template": "{title} %s ${x} {{y}}",
    "percent": "100 % \\n \\x00",
    "astral": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈",
    "equals": "a=b=c",
    "json": '{"add": ["x"]}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_values_are_kept_as_they_are(run: Run, register: Path, put: Put, name: str) -> None:
    text = HOSTILE[name]
    anna = put("contact", f"given_name={text}", f"note={text}")
    card = run("show", register, "contact", anna, "--json").json
    assert card["values"]["note"] == text
    assert card["values"]["given_name"] == text
    run("show", register, "contact", anna)
    run("list", register, "contact")
    run("list", register, "contact", "--search", text)
    run("history", register, "contact", anna)
    said = run("delete", register, "contact", anna).out
    assert said.startswith("Borttagen")
    assert run("undo", register).out.startswith("Tog bort kontakt: ")
    assert run("check", register, "--json").json["whole"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("A\x00B", "AB"),
        ("A\udcffB", "AB"),
        ("\ud83d\ude42", "🙂"),
        ("två\r\nrader", "två\nrader"),
        ("a\x1b[31mb", "a[31mb"),
        ("Anna\u202egpj.exe", "Annagpj.exe"),
        ("A\u030a", "Å"),
        ("\u00a0Anna\u2003Ek\ufeff ", "Anna Ek"),
    ],
)
def test_what_nobody_sees_is_taken_away(
    run: Run, register: Path, put: Put, given: str, kept: str
) -> None:
    anna = put("contact", "given_name=Anna", f"note={given}")
    assert run("show", register, "contact", anna, "--json").json["values"]["note"] == kept
    assert "\x1b" not in run("show", register, "contact", anna).out


def test_values_that_are_too_long_are_refused_not_cut(
    refused: Callable[..., tuple[str, str]], register: Path, run: Run, put: Put
) -> None:
    long = "x" * 100_000
    refused("put", register, "contact", f"given_name={long}")
    for field in ("note", "email", "phone", "organisation", "topics", "country"):
        refused("put", register, "contact", "given_name=Anna", f"{field}={long}")
    refused("list", register, "contact", "--where", f"country={long}")
    note = "å" * 20_000
    anna = put("contact", "given_name=Anna", f"note={note}")
    assert run("show", register, "contact", anna, "--json").json["values"]["note"] == note


@pytest.mark.parametrize("size", [1, 100_000])
def test_names_of_any_length_are_refused(
    run: Run, register: Path, tmp_path: Path, size: int
) -> None:
    with untouched(tmp_path):
        for args in (
            ("list", register, "q" * size),
            ("put", register, "contact", f"{'q' * size}=Anna"),
            ("show", register, "contact", "q" * size),
            ("undo", register, "q" * size),
        ):
            assert len(run(*args, code=REFUSED).err) < 1500
        run("list", register, "contact", "--search", "q " * size)
        run("list", register, "contact", "--search", "q" * size)
        run("list", register, "contact", "--search", '"' + "q " * size + '"')


@pytest.mark.parametrize(
    "name",
    [
        "å ä ö.db",
        "a#b?c%41&d.db",
        "file:x?mode=memory.db",
        "50%.db",
        "-.db",
        "Ελλάδα 🙂.db",
        "a'b\"c.db",
        "C%3A.db",
        "utan ändelse",
    ],
)
def test_f18_odd_paths(run: Run, tmp_path: Path, name: str) -> None:
    if os.name == "nt" and set(name) & set('<>:"/\\|?*'):
        pytest.skip("this system has no such names")
    folder = tmp_path / name.removesuffix(".db")
    folder.mkdir()
    path = folder / name
    run("new", path, "--organisation", OFFICE)
    run("put", path, "contact", "given_name=Anna")
    assert len(run("list", path, "contact", "--json").json) == 1
    copy = Path(run("backup", path, "--json").json["file"])
    run("restore", copy, folder / f"åter {name}")
    kept = {each.name for each in folder.iterdir()}
    assert kept == {name, f"åter {name}", copy.parent.name}


def test_f18_names_that_are_not_utf_8(run: Run, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("names of files are text here")
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff\xe5.db"))
    run("new", path, "--organisation", OFFICE)
    run("put", path, "contact", "given_name=Anna")
    run("backup", path)
    ended = processed(command("list", path, "contact", "--json"))
    assert len(ended.json) == 1
    processed(command("info", path))
    processed(command("list", path, "trips"), code=REFUSED)


# a register that is open elsewhere


def test_f19_registers_are_opened_as_safely_as_can_be(register: Path) -> None:
    """What a kill cannot show: after a loss of power too, a save is there whole or not at all."""
    wanted = {
        "journal_mode": "delete",
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": APPLICATION_ID,
    }
    for writing in (True, False):
        with open_register(register, writing=writing) as opened:
            for name, value in wanted.items():
                assert opened.db.conn.execute(f"PRAGMA {name}").fetchone()[0] == value


HOLD = """
import sqlite3, sys
conn = sqlite3.connect(sys.argv[1], isolation_level=None)
conn.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
conn.execute("ROLLBACK")
conn.close()
"""


@contextmanager
def held(register: Path, how: str) -> Iterator[None]:
    """Let another program hold a lock on a register."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(register), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        yield
        holder.communicate(timeout=10)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a short while only, so that many commands can be tried."""
    monkeypatch.setattr("desktop_app.storage.connection.BUSY_MS", 60)


WRITING = [
    ("put", "FILE", "contact", "given_name=Bo"),
    ("delete", "FILE", "contact", "ID"),
    ("undo", "FILE"),
    ("rebuild", "FILE"),
]
READING = [
    ("info", "FILE"),
    ("list", "FILE", "contact", "--json"),
    ("find", "FILE", "anna"),
    ("show", "FILE", "contact", "ID"),
    ("history", "FILE"),
    ("conflicts", "FILE"),
    ("check", "FILE"),
]


@pytest.mark.usefixtures("impatient")
def test_a_register_that_is_open_elsewhere(
    refused: Callable[..., tuple[str, str]], run: Run, register: Path, put: Put
) -> None:
    anna = put("contact", "given_name=Anna")
    with held(register, "EXCLUSIVE"):
        for args in (*WRITING, *READING, ("backup", "FILE")):
            sv, en = refused(*(given(arg, register, anna) for arg in args))
            assert "används just nu av ett annat program" in sv
            assert "in use by another program" in en
    with held(register, "IMMEDIATE"):
        for args in WRITING:
            sv, _en = refused(*(given(arg, register, anna) for arg in args))
            assert sv.startswith("Registret ”register.db” används just nu")
        for args in READING:
            run(*(given(arg, register, anna) for arg in args))
    run("put", register, "contact", "given_name=Bo")
    assert run("check", register, "--json").json["whole"]


def given(arg: str, register: Path, id_: str) -> str | Path:
    return {"FILE": register, "ID": id_}.get(arg, arg)


def test_a_lock_is_waited_for(fresh: Run, register: Path) -> None:
    """A save of a moment elsewhere is no reason to refuse."""
    assert BUSY_MS >= 2000
    with held(register, "EXCLUSIVE"):
        saving = subprocess.Popen(
            command("put", register, "contact", "given_name=Anna"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(1)
        assert saving.poll() is None
    assert saving.wait(timeout=20) == DONE
    assert len(fresh("list", register, "contact", "--json").json) == 1


# disks that are full or read-only: on mounts of our own, where the system lets us make them


@cache
def mounting() -> tuple[str, ...] | None:
    """Return how a process gets mounts of its own, None where that is not allowed."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return None
    for ways in (("unshare", "-m"), ("unshare", "-r", "-m")):
        trial = [*ways, "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /tmp && touch /tmp/x"]
        if subprocess.run(trial, check=False, capture_output=True).returncode == 0:
            return ways
    return None


@pytest.fixture
def mounted() -> Callable[..., Iterator[tuple[str, int, str]]]:
    """Return what runs steps where some mounts are made first; skip where there can be none."""
    ways = mounting()
    if ways is None:
        pytest.skip("no mounts of one's own here (unshare -m): full and read-only disks not tried")

    def mounted(
        mounts: str, steps: Sequence[Sequence[object]], folder: Path, *args: Path
    ) -> Iterator[tuple[str, int, str]]:
        last = 'shift "$3"; exec "$@"'
        script = [*ways, "sh", "-euc", mounts + last, "sh", folder, *(args or (folder,)), 3]
        told = json.dumps([[str(each) for each in step] for step in steps])
        ended = processed([*map(str, script), sys.executable, "-c", STEPS, told])
        return (tuple(json.loads(line)) for line in ended.out.splitlines())

    return mounted


# Runs steps in one process, since each start costs; tells exit code and standard error of each.
STEPS = """
import io, json, sys
from contextlib import redirect_stderr
from pathlib import Path
from desktop_app.cli import main

for step, *args in json.loads(sys.argv[1]):
    said = io.StringIO()
    if step == "names":
        names = sorted(str(path.relative_to(args[0])) for path in Path(args[0]).rglob("*"))
        print(json.dumps(["names", 0, " ".join(names)]))
    elif step == "fill":
        path, left = Path(args[0], "fyllnad"), int(args[1])
        with path.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                file.truncate(max(0, path.stat().st_size - left * 1024))
    elif step == "free":
        Path(args[0], "fyllnad").unlink()
    else:
        shown, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with redirect_stderr(said):
            code = main(args)
        sys.stdout = shown
        print(json.dumps([step, code, said.getvalue()]))
"""
ALL_READ_ONLY = """
mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"
"""
FOLDER_READ_ONLY = """
mount --bind "$1" "$1"; mount --bind "$1/register.db" "$1/register.db"
mount -o remount,ro,bind "$1"
"""
SMALL_DISK = """
mount -t tmpfs -o size=6000k tmpfs "$1"; cp "$2" "$1/register.db"
"""
READS = {"info", "list", "show", "find", "history", "conflicts", "check"}


@pytest.mark.parametrize("mounts", [ALL_READ_ONLY, FOLDER_READ_ONLY], ids=["all", "folder"])
def test_f14_f16_read_only_registers_are_read_and_not_written(
    mounted: Callable[..., Iterator[tuple[str, int, str]]], register: Path, put: Put, mounts: str
) -> None:
    anna = put("contact", "given_name=Anna")
    made = [
        ("new", "NEW", "--organisation", OFFICE),
        ("sample", "NEW", "--contacts", "1"),
        ("restore", "FILE", "NEW"),
        ("backup", "FILE"),
    ]
    commands = [
        [path_for(str(given(arg, register, anna)), register) for arg in args]
        for args in (*READING, *WRITING, *made)
    ]
    steps = [(args[0], *args) for args in commands]
    with untouched(register.parent):
        found = list(mounted(mounts, steps, register.parent))
    assert [step for step, _code, _err in found] == [args[0] for args in commands]
    for step, code, err in found:
        assert code == (DONE if step in READS else REFUSED), (step, err)
        assert (code == DONE) or "skrivskyddad" in err, (step, err)
        assert ".part" not in err


def test_f15_a_read_only_file(run: Run, register: Path, put: Put) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("permissions do not bind whoever may do anything; see the mounts above")
    put("contact", "given_name=Anna")
    register.chmod(0o400)
    assert len(run("list", register, "contact", "--json").json) == 1
    assert "skrivskyddad" in run("put", register, "contact", "given_name=B", code=REFUSED).err


# kB left: hardly any, and some but too little.
FULL_CASES = [
    *(("new", left) for left in (0, 300, 760)),
    *(("sample", left) for left in (0, 760, 1300)),
    *(("put", left) for left in (0, 8, 24)),
    *(("backup", left) for left in (0, 300, 700)),
]


@pytest.mark.parametrize(("what", "left"), FULL_CASES)
def test_f10_a_full_disk(
    mounted: Callable[..., Iterator[tuple[str, int, str]]],
    template: Path,
    tmp_path: Path,
    what: str,
    left: int,
) -> None:
    """Refused, nothing there by half, the register whole; and done once there is room."""
    folder = tmp_path / "disk"
    folder.mkdir()
    old, new, copies = folder / "register.db", folder / "ny.db", folder / "kopior"
    step = {
        "new": ("new", new, "--organisation", OFFICE),
        "sample": ("sample", new, "--contacts", 3),
        "put": ("put", old, "contact", "given_name=Anna", f"note={'Ett minne. ' * 1700}"),
        "backup": ("backup", old, copies),
    }[what]
    made = new if what in {"new", "sample"} else old
    found = mounted(
        SMALL_DISK,
        [
            ("fill", folder, left),
            ("full", *step),
            ("names", folder),
            ("check", "check", old),
            ("free", folder),
            ("again", *step),
            ("end", "check", made),
            ("names", folder),
        ],
        folder,
        template,
    )
    _, code, err = next(found)
    assert (code, err[:15]) == (REFUSED, "Disken är full:"), err
    assert set(next(found)[2].split()) <= {"fyllnad", "kopior", "register.db"}
    for step_, code, err in (next(found) for _ in range(3)):
        assert code == DONE, (step_, err)
    names = set(next(found)[2].split())
    assert made.name in names
    assert len(names) == {"backup": 3, "put": 1}.get(what, 2)


# killed in the middle

SAVING = """
import sys
from pathlib import Path
from desktop_app.domain.catalogue import CATALOGUE
from desktop_app.services import writing
from desktop_app.services.opening import open_register

number = int(sys.argv[2])
with open_register(Path(sys.argv[1])) as register:
    register.record
    print("ready", flush=True)
    while True:
        number += 1
        given = {"given_name": f"Nr {number}", "note": "Ett minne. " * 900, "city": "Wien"}
        saved = writing.put(register, CATALOGUE["contact"], None, given)
        print(saved.id, f"Nr {number}", sep=";", flush=True)
"""


def kill_while_saving(register: Path, number: int, after: float) -> list[tuple[str, str]]:
    """Let a process save as fast as it can, kill it, and return what it had confirmed."""
    args = [sys.executable, "-c", SAVING, str(register), str(number)]
    with subprocess.Popen(args, stdout=subprocess.PIPE) as saving:
        assert saving.stdout is not None
        assert saving.stdout.readline().strip() == b"ready"
        time.sleep(after)
        saving.kill()
        told = saving.stdout.read().decode("utf-8")
    whole = told[: told.rfind("\n") + 1].splitlines()
    return [(id_, name) for id_, _, name in (line.partition(";") for line in whole)]


def test_f1_every_save_that_was_confirmed_survives_a_kill(run: Run, register: Path) -> None:
    """Killed at random moments, read and written on at once each time."""
    chance = random.Random(SEED)
    confirmed: dict[str, str] = {}
    for _ in range(KILLS):
        saved = kill_while_saving(register, len(confirmed), chance.uniform(0, 0.12))
        confirmed.update(saved)
        found = {row["id"]: row for row in run("list", register, "contact", "--json").json}
        missing = confirmed.keys() - found.keys()
        assert not missing, f"seed {SEED}: {missing}"
        assert len(found) <= len(confirmed) + 1
        for id_, row in found.items():
            assert row["given_name"] == confirmed.setdefault(id_, row["given_name"])
            assert row["note"].startswith("Ett minne.")
    assert len(confirmed) >= 10, "hardly anything was saved between the kills"
    assert run("check", register, "--json").json["whole"]
    run("put", register, "contact", "given_name=Anna")  # takes away a journal that held nothing
    assert {path.name for path in register.parent.iterdir()} == {"register.db"}


HOT = """
import shutil, sqlite3, sys
source, target = sys.argv[1:]
conn = sqlite3.connect(source, isolation_level=None)
conn.execute("PRAGMA cache_size = 2")
conn.execute("BEGIN IMMEDIATE")
conn.execute("UPDATE search_row SET text = text || ' x'")
conn.execute("UPDATE edit SET fields = '{}'")
shutil.copy(source, target)
shutil.copy(source + "-journal", target + "-journal")
conn.execute("ROLLBACK")
conn.close()
"""


@pytest.fixture
def cut_off(register: Path, put: Put) -> Path:
    """Return a register as a machine leaves it that stops in the middle of a save."""
    put("contact", "given_name=Anna")
    path = register.with_name("avbruten.db")
    subprocess.run([sys.executable, "-c", HOT, str(register), str(path)], check=True)
    assert path.read_bytes() != register.read_bytes()
    return path


@pytest.mark.parametrize(
    "args",
    [
        ("list", "FILE", "contact", "--json"),
        ("info", "FILE", "--json"),
        ("history", "FILE", "--json"),
        ("check", "FILE", "--json"),
        ("find", "FILE", "anna", "--json"),
        ("conflicts", "FILE", "--json"),
        ("put", "FILE", "contact", "given_name=Bo", "--json"),
        ("undo", "FILE", "--json"),
    ],
    ids=lambda args: args[0],
)
def test_f29_the_next_command_takes_a_cut_off_save_back(
    run: Run, register: Path, cut_off: Path, args: Sequence[str]
) -> None:
    """Commands that only read do it too: nobody should have to write to be able to look."""
    ended = run(*(cut_off if arg == "FILE" else arg for arg in args))
    assert not cut_off.with_name("avbruten.db-journal").exists()
    if args[0] in READS:
        assert cut_off.read_bytes() == register.read_bytes()
    if args[0] == "list":
        assert [row["given_name"] for row in ended.json] == ["Anna"]
    assert run("check", cut_off, "--json").json["whole"]


@pytest.mark.parametrize("what", ["new", "sample"])
def test_f9_killed_while_a_register_is_made(run: Run, tmp_path: Path, what: str) -> None:
    """What was never finished never has the name of what was asked for."""
    chance = random.Random(SEED)
    path = tmp_path / "ny.db"
    options = ("--organisation", OFFICE) if what == "new" else ("--contacts", "40")
    for _ in range(5):
        with subprocess.Popen(
            command(what, path, *options), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as making:
            wait_until(lambda: any(tmp_path.iterdir()))
            time.sleep(chance.uniform(0, 0.06))
            making.kill()
        if path.exists():
            assert run("check", path, "--json").json["whole"]
            if what == "sample":
                assert run("info", path, "--json").json["counts"]["contact"] >= 40
            path.unlink()
    run(what, path, *options)
    assert run("check", path, "--json").json["whole"]
    assert list(tmp_path.iterdir()) == [path]


def opened_by(pid: int) -> set[Path]:
    """Return the files a process has open."""
    found = set()
    with suppress(OSError):
        for each in Path(f"/proc/{pid}/fd").iterdir():
            found.add(each.readlink())
    return found


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_stopped_by_hand(register: Path) -> None:
    """Ctrl+C while a lock is waited for ends quietly, with nothing changed."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("cannot tell here when a process waits for a lock")
    before = register.read_bytes()
    with held(register, "EXCLUSIVE"):
        saving = subprocess.Popen(
            command("put", register, "contact", "given_name=Anna"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        wait_until(lambda: register in opened_by(saving.pid))
        time.sleep(0.1)
        saving.send_signal(signal.SIGINT)
        out, err = saving.communicate(timeout=20)
    assert b"Traceback" not in err
    assert saving.returncode not in {DONE, 1, USAGE}
    assert out == b""
    assert register.read_bytes() == before


def test_the_record_of_what_went_wrong_holds_no_values(
    run: Run, register: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A fault of ours is said as such, and leaves a description without anybody's data."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(folder))

    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("desktop_app.services.writing.put", fail)
    ended = run("put", register, "contact", "given_name=Hemliga", code=1)
    assert "det är vårt fel" in ended.err
    log = next(folder.iterdir()).read_text("utf-8")
    assert "ZeroDivisionError" in log
    assert "Hemliga" not in log
