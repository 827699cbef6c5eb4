"""The bundled facts are a Data Package that any tool of the standard reads."""

from __future__ import annotations

import subprocess
import sys

from briefgen.resources import bundled_data


def test_frictionless_finds_nothing_wrong_with_the_bundled_package() -> None:
    """Types, enums, keys and foreign keys of every table."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(
        command, cwd=bundled_data(), capture_output=True, encoding="utf-8", check=False, timeout=120
    )

    assert done.returncode == 0, done.stdout
    assert "INVALID" not in done.stdout
