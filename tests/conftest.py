"""The room every test runs in: no screen, no network, no home of a person, no skipping in CI."""

from __future__ import annotations

import atexit
import os
import runpy
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.order import place_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from xdist.remote import Producer
    from xdist.scheduler import LoadFileScheduling

ROOT = Path(__file__).resolve().parent.parent

# Both must stand before Qt or a folder is asked for, so they are no fixtures.
HOME = Path(tempfile.mkdtemp(prefix="briefgen-tests-"))
# Also where pytest ends before it is configured, as at an option that it does not know.
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {
    "QT_QPA_PLATFORM": "offscreen",
    "HOME": str(HOME),
    "USERPROFILE": str(HOME),
    "HYPOTHESIS_STORAGE_DIRECTORY": str(HOME / "hypothesis"),
    "APPDATA": str(HOME / "roaming"),
    "LOCALAPPDATA": str(HOME / "local"),
    "XDG_CACHE_HOME": str(HOME / "cache"),
    "XDG_CONFIG_HOME": str(HOME / "config"),
    "XDG_DATA_HOME": str(HOME / "data"),
    "XDG_STATE_HOME": str(HOME / "state"),
    "XDG_RUNTIME_DIR": str(HOME / "run"),
}
os.environ.pop("BRIEFGEN_HOME", None)
(HOME / "run").mkdir(mode=0o700)

NO_SKIPS = os.environ.get("BRIEFGEN_NO_SKIPS") == "1"


def _guard_network() -> None:
    """Lay the frozen program's guard over the tests too; they may set a trap on loopback."""
    refuse = runpy.run_path(str(ROOT / ".ci" / "offline.py"))["refuse"]
    sys.addaudithook(lambda event, arguments: event == "socket.bind" or refuse(event, arguments))


_guard_network()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Name the flag that keeps what the golden packs look like now."""
    told = "keep what is drawn of the golden packs now (tests/render/golden)"
    parser.addoption("--update-golden", action="store_true", help=told)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Give each file to one worker: its tests share what is costly to make.

    The files come in the order of `pytest_collection_modifyitems`.
    """
    if config.getvalue("dist") not in ("load", "loadfile"):
        return None
    from xdist.scheduler import LoadFileScheduling  # noqa: PLC0415 - only where there are workers

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.hookimpl(trylast=True)  # behind the shuffling
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long; the order is chance's otherwise."""
    items.sort(key=lambda item: place_of(item.path))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one."""
    report = yield
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI a skipped module is a failed one."""
    report = yield
    if NO_SKIPS and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report
