"""Set up, run, test, measure, picture and lock Kontaktnät.

python3 dev.py run [ARGS...]          start the program; without ARGS its window
python3 dev.py test [PYTEST ARGS...]  run the tests and checks
python3 dev.py bench [NAME]           measure
python3 dev.py campaign NAME [N]      run a long random campaign
python3 dev.py pictures DIR           make pictures of every page and dialog
python3 dev.py lock                   choose the versions of the dependencies anew

Each first sets up what it needs, unless that is done: the environment .venv from
requirements.lock and, on Linux, the libraries Qt needs from the system.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parent
VENV = TOP / ".venv"
TOOLS = TOP / ".tools"
LOCK = TOP / "requirements.lock"
PROJECT = TOP / "pyproject.toml"
STAMP = "set-up-done"
OLDEST = (3, 11)
SHARING = ("--dist", "worksteal")
"""Each process begins with tests that stand together, so that what a module shares is made once."""
WAITING = 1
"""More processes than processors: tests of the window, and of children, wait now and then."""
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30  # noqa: S108 - not a place for a file of our own
REFUSED = 3
NO_WINDOW = (
    "There is no display here, so no window can open; "
    "`python3 dev.py run demo DIR` does the whole errand without one."
)
ADDRESS = re.compile(r"/|@|^-")


class Refused(Exception):
    """What keeps the work from being done, said in one sentence."""


def main(arguments: Sequence[str]) -> int:
    """Do what `arguments` say and return the exit code."""
    if sys.version_info[:2] < OLDEST:
        return say(f"Kontaktnät needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    name, *rest = arguments or ["--help"]
    if name not in COMMANDS:
        print(__doc__)
        return 0 if name in ("-h", "--help", "help") else 2
    try:
        return COMMANDS[name](rest)
    except Refused as reason:
        return say(str(reason))
    except subprocess.CalledProcessError as failure:
        return say(f"This failed, see above: {' '.join(map(str, failure.cmd))}")
    except KeyboardInterrupt:
        return 130


def say(sentence: str) -> int:
    """Tell a person `sentence` and return the exit code of a refusal."""
    print(sentence, file=sys.stderr)
    return REFUSED


def run(arguments: Sequence[str]) -> int:
    """Start the program."""
    set_up()
    lacking = offer_libraries()
    if not arguments and not has_display():
        return say(NO_WINDOW)
    if lacking and not arguments:
        return say(lacking)
    if lacking:
        say(lacking)
    return start("-m", "desktop_app", *arguments)


def test(arguments: Sequence[str]) -> int:
    """Run the tests; linting, types and layers are tests like the others."""
    set_up()
    lacking = offer_libraries()
    if lacking:
        raise Refused(lacking)
    os.chdir(TOP)
    keep_in_memory()
    return start("-m", "pytest", "-n", str((os.cpu_count() or 1) + WAITING), *SHARING, *arguments)


def keep_in_memory() -> None:
    """Let tests keep their files in memory where there is room: each waits for many a save."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("TMPDIR", str(MEMORY))


def bench(arguments: Sequence[str]) -> int:
    """Measure, each figure beside its peer or floor."""
    set_up()
    os.chdir(TOP)
    return start("-m", "benchmarks", *arguments)


def campaign(arguments: Sequence[str]) -> int:
    """Run a random campaign for longer than the tests do."""
    set_up()
    os.chdir(TOP)
    return start("-m", "tests.campaigns", *arguments)


def pictures(arguments: Sequence[str]) -> int:
    """Make pictures of every page and dialog."""
    set_up()
    os.chdir(TOP)
    return start("-m", "tests.pictures", *arguments)


def lock(arguments: Sequence[str]) -> int:
    """Write requirements.lock anew: all versions and hashes, no addresses."""
    uv = TOOLS / "bin" / ("uv.exe" if os.name == "nt" else "uv")
    if not uv.exists():
        call(sys.executable, "-m", "pip", "install", "--quiet", "--target", str(TOOLS), "uv")
    draft = LOCK.with_suffix(".draft")
    chosen = ["--group", "dev", "--universal", "--python-version", "3.11", "--generate-hashes"]
    plain = ["--no-header", "--no-annotate", "--quiet", "--output-file", str(draft)]
    call(str(uv), "pip", "compile", str(PROJECT), *chosen, *plain, *arguments)
    found = addresses(draft.read_text(encoding="utf-8"))
    if found:
        raise Refused(f"The draft {draft.name} holds an address or a path: {found[0]}")
    draft.replace(LOCK)
    return 0


def addresses(text: str) -> list[str]:
    """Return the lines of a lock file that hold an address, a path or an option."""
    return [line for line in text.splitlines() if ADDRESS.search(line)]


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "campaign": campaign,
    "pictures": pictures,
    "lock": lock,
}


# --- the environment ---


def set_up(venv: Path = VENV) -> None:
    """Make the environment as the lock says, unless it is so already."""
    wanted = stamp()
    found = stamp_of(venv)
    if found == wanted:
        return
    if found[:1] != wanted[:1]:
        make_environment(venv)
    put_stamp(venv, wanted[:1])
    install(venv, "--editable", str(TOP), "--no-deps", "--no-build-isolation")
    put_stamp(venv, wanted)


def stamp() -> list[str]:
    """Return what a finished environment was made from: its packages, then our own."""
    base = f"{sys.version} {sys.platform} {TOP}".encode()
    return [
        hashlib.sha256(base + LOCK.read_bytes()).hexdigest(),
        hashlib.sha256(PROJECT.read_bytes()).hexdigest(),
    ]


def stamp_of(venv: Path) -> list[str]:
    """Return what `venv` was made from; nothing for one that is unfinished or broken."""
    done = venv / STAMP
    if not (python_of(venv).exists() and done.exists()):
        return []
    return done.read_text(encoding="utf-8").split()


def put_stamp(venv: Path, done: Sequence[str]) -> None:
    """Note what of `venv` is done."""
    (venv / STAMP).write_text("\n".join(done), encoding="utf-8")


def make_environment(venv: Path) -> None:
    """Make the environment from nothing, with the packages of the lock."""
    if importlib.util.find_spec("pip") is None:
        raise Refused("Set-up needs pip; on Debian and Ubuntu: apt-get install python3-pip")
    print("Setting up .venv: about 70 packages, 280 MB to fetch the first time.", file=sys.stderr)
    (venv / STAMP).unlink(missing_ok=True)
    if venv.exists():
        shutil.rmtree(venv)
    call(base_python(), "-m", "venv", "--without-pip", str(venv))
    install(venv, "--require-hashes", "--requirement", str(LOCK))


def install(venv: Path, *what: str) -> None:
    """Install with pip, whose own configuration is heeded."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    call(base_python(), "-m", "pip", "--python", str(python_of(venv)), "install", *quiet, *what)


def python_of(venv: Path) -> Path:
    """Return the Python of an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def base_python() -> str:
    """Return the Python outside any environment, so that an environment can be made anew."""
    return str(getattr(sys, "_base_executable", sys.executable))


def call(*command: str) -> None:
    """Run a command; raise `CalledProcessError` if it fails."""
    subprocess.run(command, check=True, env=environment())


def start(*arguments: str) -> int:
    """Run the Python of the environment as if it were this program."""
    python = str(python_of(VENV))
    if os.name == "posix":
        os.execve(python, [python, *arguments], environment())
    return subprocess.run([python, *arguments], check=False, env=environment()).returncode


def environment() -> dict[str, str]:
    """Return the environment variables without those that would let in foreign packages."""
    foreign = ("PYTHONHOME", "PYTHONPATH")
    return {name: text for name, text in os.environ.items() if name not in foreign}


# --- the libraries Qt needs from a Linux system ---


def has_display() -> bool:
    """Return whether there is something to open a window on."""
    from desktop_app.ui import display  # noqa: PLC0415 - not readable by an older Python

    return display.has_display()


def offer_libraries() -> str:
    """Install the libraries that are missing; return what to do where that is not allowed."""
    from desktop_app.ui import display  # noqa: PLC0415 - not readable by an older Python

    needed = display.libraries_needed()
    missing = display.libraries_without(needed)
    packages = [needed[name] for name in missing]
    if not missing or (install_packages(packages) and not display.libraries_without(missing)):
        return ""
    return advice(missing, packages)


def install_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages if we may; return whether that went well."""
    if not shutil.which("apt-get"):
        return False
    prefix = right_to_install()
    if prefix is None:
        return False
    print(f"Installing what Qt needs: {' '.join(packages)}", file=sys.stderr)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*apt, "update"], check=False, stdout=sys.stderr)
    wanted = ["install", "-y", "--no-install-recommends", *packages]
    return subprocess.run([*apt, *wanted], check=False, stdout=sys.stderr).returncode == 0


def right_to_install() -> list[str] | None:
    """Return what to put before a command that installs, or None if we may not."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def advice(missing: Sequence[str], packages: Sequence[str]) -> str:
    """Return the sentence that says what is missing and how to get it."""
    if shutil.which("apt-get"):
        line = f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
        return f"Qt needs libraries of the system that are missing; this installs them: {line}"
    return f"Qt needs libraries of the system that are missing: {', '.join(missing)}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
