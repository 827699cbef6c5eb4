"""A Word file as LibreOffice prints it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def printed_by_libreoffice(docx: bytes, folder: Path) -> Path:
    """The PDF that LibreOffice makes of ``docx``, in ``folder``."""
    (folder / "pack.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "pack.docx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=100)
    return folder / "pack.pdf"
