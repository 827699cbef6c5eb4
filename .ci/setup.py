"""Set briefgen up in this checkout and do one thing with it.

    python3 .ci/setup.py sample   make out/sample.docx and out/sample.pdf
    python3 .ci/setup.py window   open the program
    python3 .ci/setup.py test     pass the tests
    python3 .ci/setup.py check    format, lint, types and import directions
    python3 .ci/setup.py freeze   the stand-alone program, into dist/briefgen
    python3 .ci/setup.py lock     pin the newest allowed versions again (needs uv)

Needs Python 3.11 or newer with pip, and nothing else: it makes .venv, installs what the lock file
names, with hashes, and on Debian or Ubuntu, as root, the system libraries that are missing. What
is there and up to date is used as it is. Words behind the command go to what it starts.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

import freezing
import system

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "briefgen.stamp"
# What is made ready ahead of time, by which modules, and out of what.
READY = ("templates/faces/*.sfnt", "templates/house/ready/*.house", "data/compiled.briefbase")
READY_STAMP = VENV / "briefgen.ready"
COMPILED = "briefgen/render/layout/_breaking.*"
MAKERS = (
    "briefgen.render.ready_faces",
    "briefgen.render.ready_houses",
    "briefgen.factbase.ready_facts",
)
MADE_FROM = (
    ".ci/compiling.py",
    "briefgen/**/*.py",
    "briefgen/**/*.c",
    "templates/house/[!~.]*.docx",
    "data/*.csv",
    "data/*.json",
)
RUN_LOCK = ROOT / "requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"

# Variables that would make the new environment read, or fail to keep, somebody else's code.
FOREIGN = (
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
)


def clean_environment() -> dict[str, str]:
    """The environment for all that is started: byte code is kept, text is UTF-8."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | {
        "PYTHONUTF8": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


def say(text: str) -> None:
    """Print one line about the step that begins."""
    print(f"briefgen: {text}", flush=True)


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a program in the checkout and keep what it says."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def quietly(command: Sequence[str | Path]) -> None:
    """Run a step that speaks only when it fails; its failure ends the program."""
    done = run(command)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        sys.exit(f"briefgen: this step failed: {' '.join(map(str, command))}")


def loudly(*arguments: str | Path) -> int:
    """Run the environment's Python, its output in sight; returns its exit code."""
    return subprocess.run(
        [PYTHON, *arguments], cwd=ROOT, env=clean_environment(), check=False
    ).returncode


# ---- the environment -----------------------------------------------------------------------------


def fingerprint(*parts: Path) -> str:
    """What something was made from: these files, and this Python."""
    made_from = hashlib.sha256(sys.version.encode())
    for part in parts:
        made_from.update(part.read_bytes())
    return made_from.hexdigest()


def installed_from(lock: Path) -> str:
    """What .venv was made from: the lock, and the project table."""
    return fingerprint(lock, ROOT / "pyproject.toml")


def made_from() -> str:
    """What all that is made ready was made from: our code, our houses and the tables of facts."""
    return fingerprint(*(part for pattern in MADE_FROM for part in sorted(ROOT.glob(pattern))))


def is_installed(lock: Path) -> bool:
    """Whether .venv holds what this lock, or the wider one, asks for."""
    if not (PYTHON.exists() and STAMP.exists()):
        return False
    return STAMP.read_text() in {installed_from(lock), installed_from(DEV_LOCK)}


def is_ready() -> bool:
    """Whether what is made ahead of time is there, and up to date."""
    made = all(any(ROOT.glob(pattern)) for pattern in READY)
    return made and READY_STAMP.exists() and READY_STAMP.read_text() == made_from()


def works() -> bool:
    """Whether .venv has a Python that starts and is of this version."""
    if not PYTHON.exists():
        return False
    done = run([PYTHON, "-c", "import sys; print(sys.version)"])
    return done.stdout.strip() == sys.version.strip()


def make_venv() -> None:
    """Make .venv, without pip where Python came without ensurepip, as Debian's does."""
    if works():
        return
    say("making .venv")
    with_pip = importlib.util.find_spec("ensurepip") is not None
    venv.create(VENV, clear=True, with_pip=with_pip, symlinks=os.name != "nt")


def pip() -> list[str | Path]:
    """The pip to install with: the environment's own, or else the one of this Python."""
    if run([PYTHON, "-m", "pip", "--version"]).returncode == 0:
        return [PYTHON, "-m", "pip"]
    if importlib.util.find_spec("pip") is None:
        sys.exit(
            "briefgen: this Python has no pip. Install it (Debian: python3-pip) and start again."
        )
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def prepare(lock: Path) -> None:
    """Bring .venv to what the lock names, and make ready what is made ahead of time."""
    if not is_installed(lock):
        install(lock)
    if not is_ready():
        READY_STAMP.unlink(missing_ok=True)
        say("making faces, houses, facts and compiled code ready")
        if run([PYTHON, ROOT / ".ci" / "compiling.py"]).returncode:
            say("no C compiler, or no headers of Python: long documents take a fifth longer")
        for maker in MAKERS:
            quietly([PYTHON, "-m", maker])
        READY_STAMP.write_text(made_from())


def install(lock: Path) -> None:
    """Install what the lock names into .venv, and the checkout itself in place."""
    make_venv()
    STAMP.unlink(missing_ok=True)
    command = [*pip(), "install", "--quiet", "--no-input", "--no-deps"]
    say(f"installing what {lock.name} names")
    quietly([*command, "--only-binary", ":all:", "--require-hashes", "--requirement", lock])
    quietly([*command, "--no-build-isolation", "--editable", ROOT])
    # Most of it pip has compiled; a file that does not compile is a package's own affair.
    say("compiling")
    loudly("-m", "compileall", "-qq", "-j", "0", VENV, ROOT / "briefgen")
    STAMP.write_text(installed_from(lock))


# ---- the commands --------------------------------------------------------------------------------


def sample(words: list[str]) -> int:
    """Make the sample visit's pack as a Word file and as a PDF."""
    prepare(RUN_LOCK)
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    documents = ("-o", out / "sample.docx", "-o", out / "sample.pdf")
    return loudly("-m", "briefgen", "build", *documents, *words)


def window(words: list[str]) -> int:
    """Open the program."""
    system.provide(system.LIBRARIES)
    prepare(RUN_LOCK)
    return loudly("-m", "briefgen", *words)


def provide(packages: tuple[str, ...]) -> None:
    """Provide these and a compiler; what was made without one is then made anew."""
    system.provide(packages + system.compiler())
    if not any(path.suffix in {".so", ".pyd"} for path in ROOT.glob(COMPILED)):
        READY_STAMP.unlink(missing_ok=True)


def test(words: list[str]) -> int:
    """Pass the tests; words behind the command are pytest's."""
    provide(system.LIBRARIES + system.TEST_TOOLS)
    prepare(DEV_LOCK)
    say("testing")
    # A worker for each core; the tests of a file stay together, since they share what is costly.
    spread = [] if "-n" in words else ["-n", "auto", "--dist", "loadfile"]
    return loudly("-m", "pytest", *spread, *words)


def check(_words: list[str]) -> int:
    """Look at format, lint, types and import directions; all four are run whatever fails."""
    prepare(DEV_LOCK)
    looks: dict[str, list[str | Path]] = {
        "format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet"],
        "lint": [PYTHON, "-m", "ruff", "check", "--quiet"],
        "types": [PYTHON, "-m", "mypy", "--no-error-summary"],
        "imports": [PYTHON.with_name("lint-imports")],
    }
    return max([look(name, command) for name, command in looks.items()])


def look(name: str, command: Sequence[str | Path]) -> int:
    """Run one check, say how it went, and show its words if it failed; 0 or 1."""
    done = run(command)
    say(f"{name}: {'failed' if done.returncode else 'good'}")
    if done.returncode:
        print(done.stdout, done.stderr, sep="", flush=True)
    return min(done.returncode, 1)


def freeze(_words: list[str]) -> int:
    """Freeze the program into dist/briefgen and make it prove itself."""
    provide(system.LIBRARIES + system.FREEZE_TOOLS + system.shared_python())
    prepare(DEV_LOCK)
    say("freezing")
    frozen = freezing.freeze(ROOT, PYTHON, clean_environment())
    freezing.prove(frozen)
    say(f"{frozen.relative_to(ROOT)}: {freezing.size_of(frozen)}; its selftest passes")
    return 0


def lock(_words: list[str]) -> int:
    """Pin everything again for all systems, with hashes and without naming where it came from."""
    pin = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
    pin += ["--generate-hashes", "--no-annotate", "--no-header", "--quiet", "--upgrade"]
    quietly([*pin, "--group", "dev", "--output-file", DEV_LOCK])
    # Constrained, not upgraded on its own: what runs is what was tested.
    quietly([*pin, "--group", "build", "--constraint", DEV_LOCK, "--output-file", RUN_LOCK])
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    function.__name__: function for function in (sample, window, test, check, freeze, lock)
}


def main(words: list[str]) -> int:
    """Do the command named first; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
        sys.exit("briefgen: this needs Python 3.11 or newer; start it with that one.")
    if not words or words[0] not in COMMANDS:
        print(__doc__)
        return 2
    return COMMANDS[words[0]](words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
