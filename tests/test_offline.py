"""The guard that keeps the frozen program, and the tests, off the network."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TELLS = "never touches a network"

WINDOW_PARTS = """
from PySide6 import QtCore, QtGui, QtPdf, QtPdfWidgets, QtWidgets
application = QtWidgets.QApplication([])
document, view = QtPdf.QPdfDocument(None), QtPdfWidgets.QPdfView(None)
view.setDocument(document)
view.show()
QtCore.QTimer.singleShot(100, application.quit)
application.exec()
"""


def test_a_connection_is_refused() -> None:
    """No connection is opened, not even to this machine."""
    with socket.socket() as caller, pytest.raises(RuntimeError, match=TELLS):
        caller.connect(("127.0.0.1", 9))


@pytest.mark.parametrize("ask", [socket.gethostbyname, lambda name: socket.getaddrinfo(name, 80)])
def test_a_name_is_not_looked_up(ask: Callable[[str], object]) -> None:
    """Names in facts and links are never resolved."""
    with pytest.raises(RuntimeError, match=TELLS):
        ask("name.invalid")


def test_a_datagram_is_refused() -> None:
    """What needs no connection is stopped as well."""
    with socket.socket(type=socket.SOCK_DGRAM) as sender, pytest.raises(RuntimeError, match=TELLS):
        sender.sendto(b"", ("127.0.0.1", 9))


def test_an_address_is_not_fetched() -> None:
    """Fetching is refused before a name is looked up."""
    with pytest.raises(RuntimeError, match=TELLS):
        urllib.request.urlopen("http://name.invalid/")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="Python on Windows has no such sockets")
def test_a_local_socket_is_allowed(tmp_path: Path) -> None:
    """The screen and the session bus are reached through files, and those stay open."""
    with socket.socket(socket.AF_UNIX) as listener, socket.socket(socket.AF_UNIX) as caller:
        listener.bind(str(tmp_path / "s"))
        listener.listen()
        caller.connect(str(tmp_path / "s"))

        assert caller.getpeername() == str(tmp_path / "s")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not on this system")
@pytest.mark.parametrize(
    "words", [["-m", "briefgen", "selftest"], ["-c", WINDOW_PARTS]], ids=["selftest", "window"]
)
def test_the_system_is_asked_for_no_network(words: list[str], tmp_path: Path) -> None:
    """The guard sees Python only; a trace shows that Qt and every library stay silent too."""
    log = tmp_path / "log"
    trace = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), sys.executable]

    subprocess.run([*trace, *words], capture_output=True, check=True)

    assert "AF_INET" not in log.read_text()
