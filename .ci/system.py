"""The system libraries and tools that pip cannot install, on Debian, Ubuntu and their kin."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# What Qt loads: the display, the keyboard, fonts and the session bus.
LIBRARIES = (
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0",
    "libgssapi-krb5-2",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "libx11-6",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-glx0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
# A screen and hands for the window, second opinions on the documents, an ear on system calls.
TEST_TOOLS = (
    "libreoffice-writer-nogui",
    "poppler-utils",
    "qpdf",
    "strace",
    "xauth",
    "xdotool",
    "xvfb",
)
FREEZE_TOOLS = ("binutils",)


def shared_python() -> tuple[str, ...]:
    """What carries Python inside a frozen program: Debian keeps its library in a package apart."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (f"libpython{version}",) if sys.base_prefix == "/usr" else ()


def compiler() -> tuple[str, ...]:
    """What compiles C for this Python: Debian keeps the headers of its own in a package apart."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    headers = (f"libpython{version}-dev",) if sys.base_prefix == "/usr" else ()
    return ("gcc", "libc6-dev", *headers)


def provide(packages: tuple[str, ...]) -> None:
    """Install the Debian packages that are missing, or say in a sentence which they are.

    Elsewhere than on Debian and its kin nothing is done: there the tests say what they lack.
    """
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        return
    missing = sorted(set(packages) - installed(packages))
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() != 0:
        print(
            f"briefgen: missing system packages; as root: apt-get install {names}", file=sys.stderr
        )
        return
    print(f"briefgen: installing system packages: {names}", flush=True)
    apt_get("update")
    if not apt_get("install", "--yes", "--no-install-recommends", *missing):
        print(f"briefgen: apt-get could not install all of: {names}", file=sys.stderr)


def installed(packages: tuple[str, ...]) -> set[str]:
    """Those of the packages that are there, also under their newer name (libfoo1t64)."""
    asked = [*packages, *(f"{name}t64" for name in packages)]
    done = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n", *asked],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    states = (line.split() for line in done.stdout.splitlines())
    return {name.removesuffix("t64") for state, name in states if state == "installed"}


def apt_get(*words: str) -> bool:
    """Run apt-get without questions, and in silence unless it fails; whether it worked."""
    done = subprocess.run(
        ["apt-get", "-qq", *words],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0
