"""What is handed out: the wheel, the lock files, and what the project says it needs."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen.render.faces.fonts import FACES

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
# Imported by no statement: a second wheel of a namespace, and fonts that are imported by name.
NAMED_ONLY = {"pyside6-pdf", "pymupdf-fonts"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment that holds the wheel, and sees the libraries but not this checkout."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    python = home / Path(sys.executable).parent.name / Path(sys.executable).name
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index"]
    subprocess.run([*pip, "--no-deps", "--quiet", str(wheel)], check=True)
    # A folder named in a .pth file is searched, but the .pth files in it are not followed: the
    # libraries are found, the editable install of this checkout is not.
    purelib = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    Path(purelib, "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return python


def files_below(folder: Path) -> set[str]:
    """The files below a folder that version control would keep, relative to the checkout."""
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(ROOT).as_posix() for p in found}


def test_the_wheel_carries_the_fact_base_and_the_templates(wheel: Path) -> None:
    """Every file of data and templates travels inside the package."""
    expected = files_below(ROOT / "data") | files_below(ROOT / "templates")

    names = zipfile.ZipFile(wheel).namelist()

    inside = {n.removeprefix("briefgen/bundled/") for n in names if "/bundled/" in n}
    assert inside == expected
    assert {f"templates/faces/{name}.sfnt" for name in FACES} <= inside
    assert sum(name.endswith(".house") for name in inside) == 3
    assert "data/compiled.briefbase" in inside


def test_the_wheel_carries_the_program_and_nothing_else(wheel: Path) -> None:
    """No test, tool or note of the checkout is handed out with the program."""
    made_here = {".so", ".pyd"}  # by a compiler, for this machine alone
    expected = {n for n in files_below(ROOT / "briefgen") if Path(n).suffix not in made_here}

    names = zipfile.ZipFile(wheel).namelist()

    assert expected == {n for n in names if "/bundled/" not in n and ".dist-info/" not in n}


def test_the_installed_program_proves_itself_in_an_empty_folder(
    installed: Path, tmp_path: Path
) -> None:
    """With the sources out of sight, the wheel makes its documents."""
    program = installed.with_name("briefgen")
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    done = subprocess.run(
        [program, "selftest"],
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.iterdir())


def test_the_installed_program_reads_its_own_data(installed: Path, tmp_path: Path) -> None:
    """The installed program takes the fact base from inside the package, not from a checkout."""
    ask = "from briefgen.resources import bundled_data; print(bundled_data())"

    done = subprocess.run(
        [installed, "-I", "-c", ask],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert Path(done.stdout.strip()).parts[-3:] == ("briefgen", "bundled", "data")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_place(name: str) -> None:
    """A lock says what is installed, never from where: no address, option, path or comment."""
    for line in (ROOT / name).read_text().splitlines():
        assert re.fullmatch(
            r"[a-z0-9-]+==[\w.]+( ; [\w.=!<>' ]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line
        ), line


def pinned(name: str) -> dict[str, str]:
    """Package -> version of a lock file."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def test_what_runs_is_what_was_tested() -> None:
    """Every version that running pins is the one that the tests pin."""
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


def declared() -> set[str]:
    """The names of the libraries that the project says it needs to run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {re.split(r"[<>=!\[; ]", line)[0] for line in project["dependencies"]}


def test_every_declared_library_is_locked() -> None:
    """The lock was made after the last change of what the project needs."""
    assert declared() <= pinned("requirements.txt").keys()


@cache
def imported_by(folder: str) -> frozenset[str]:
    """The names of foreign modules, without their submodules, that a folder's modules import."""
    names = set()
    for module in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.importorskip":
                names.add(ast.literal_eval(node.args[0]))
    own = {"briefgen", "tests"}
    bare = {name.partition(".")[0] for name in names}
    return frozenset(bare - sys.stdlib_module_names - own)


@cache
def providers() -> Mapping[str, list[str]]:
    """The libraries of this environment by the modules that they provide."""
    return packages_distributions()


def distributions(module: str) -> set[str]:
    """The libraries that provide a module, by the names that requirements use."""
    return {re.sub(r"[-_.]+", "-", d).lower() for d in providers()[module]}


def test_every_imported_library_is_declared() -> None:
    """Nothing works only because something else happened to bring it in."""
    undeclared = {m for m in imported_by("briefgen") if not distributions(m) & declared()}

    assert not undeclared


def test_every_declared_library_is_imported() -> None:
    """A library that is used no longer is carried no longer."""
    used = set().union(*(distributions(module) for module in imported_by("briefgen")))

    assert declared() - used <= NAMED_ONLY


def test_what_the_tests_import_is_locked() -> None:
    """The tests pass on a new machine, not only where somebody once installed something."""
    locked = pinned("requirements-dev.txt").keys()

    assert all(distributions(module) & locked for module in imported_by("tests"))
