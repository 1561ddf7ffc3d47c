"""The wheel, installed in a fresh environment outside the checkout."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

TOP = Path(__file__).parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DATA = {"resources": "RESOURCES", "db_schema": "DB_SCHEMA"}
FOREIGN = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
DOCUMENT = re.compile(r"\S+\.(?:xlsx|pdf|csv|png|svg)\b")


def call(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder` without what would let the checkout in."""
    environ = {name: text for name, text in os.environ.items() if name not in FOREIGN}
    environ |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    ended = subprocess.run(
        command, cwd=folder, env=environ, check=False, capture_output=True, encoding="utf-8"
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout as it is now."""
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=TOP)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel.

    The dependencies come from the running environment by a path file. Path files inside a folder
    that was added so are not read, so our editable install stays outside.
    """
    fresh = tmp_path_factory.mktemp("fresh") / "environment"
    venv.create(fresh, with_pip=False)
    programs = fresh / ("Scripts" if os.name == "nt" else "bin")
    python = programs / Path(sys.executable).name
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    call(*pip, "--no-deps", "--no-index", wheel, folder=fresh)
    told = call(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=fresh
    )
    packages = Path(told.stdout.strip())
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


def ask(programs: Path, attribute: str, folder: Path) -> Path:
    """Return what `desktop_app.data` says in the fresh environment."""
    script = f"import desktop_app.data as data; print(data.{attribute})"
    return Path(call(programs / "python", "-c", script, folder=folder).stdout.strip())


@pytest.mark.parametrize("attribute", ["__file__", *DATA.values()])
def test_nothing_is_taken_from_the_checkout(attribute: str, programs: Path, tmp_path: Path) -> None:
    found = ask(programs, attribute, tmp_path).resolve()
    assert found.is_relative_to(programs.parent.resolve())
    assert found.exists()


def files(folder: Path) -> set[str]:
    """Return the files under `folder`, by their paths below it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", DATA)
def test_every_data_file_is_inside(name: str, wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    wanted = {f"desktop_app/{name}/{path}" for path in files(TOP / name)}
    assert wanted
    assert wanted <= inside


def test_wheel_asks_for_our_dependencies(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (metadata,) = (one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        lines = archive.read(metadata).decode("utf-8").splitlines()
    asked = [line.split(": ", 1)[1] for line in lines if line.startswith("Requires-Dist: ")]
    assert {canonical(one) for one in asked} == {canonical(one) for one in PROJECT["dependencies"]}


def canonical(text: str) -> tuple[str, str, str]:
    """Return a requirement in the one form that can be compared."""
    requirement = Requirement(text)
    return plain(requirement.name), str(requirement.specifier), str(requirement.marker)


def plain(name: str) -> str:
    """Return the name of a distribution in the one form that can be compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(tree: ast.AST) -> Iterator[str]:
    """Return the top-level packages that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_every_import_is_declared() -> None:
    declared = {plain(Requirement(one).name) for one in PROJECT["dependencies"]}
    declared |= {"shiboken6", "kontaktnat"}
    sources = (TOP / "desktop_app").rglob("*.py")
    names = {one for path in sources for one in imported(ast.parse(path.read_bytes()))}
    owners = packages_distributions()
    foreign = names - sys.stdlib_module_names - {"desktop_app"}
    undeclared = {one for one in foreign if declared.isdisjoint(map(plain, owners.get(one, [])))}
    assert undeclared == set()


def test_demo_makes_the_files_it_names(programs: Path, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "made", tmp_path / "elsewhere"
    elsewhere.mkdir()
    said = call(programs / "kontaktnat", "demo", folder, folder=elsewhere).stdout
    named = [elsewhere / text.strip("`'\"”,;:()") for text in DOCUMENT.findall(said)]
    found = [path if path.exists() else folder / path.name for path in named]
    assert {".xlsx", ".pdf"} <= {path.suffix for path in found}, said
    assert [path for path in found if not path.is_file() or not path.stat().st_size] == []
    assert files(elsewhere) == set()
