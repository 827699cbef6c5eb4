"""The one place that knows the user's folders: settings, cache, documents.

``BRIEFGEN_HOME`` moves all of them into one folder: a portable build, a test.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_NAME = "briefgen"


def _override() -> Path | None:
    home = os.environ.get("BRIEFGEN_HOME")
    return Path(home) if home else None


def config_folder() -> Path:
    """Where the settings are kept."""
    return _override() or Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def updates_folder() -> Path:
    """Where the installed fact updates are kept, with the log of what was installed when."""
    return config_folder() / "updates"


def trusted_keys_folder() -> Path:
    """Where the public keys are kept that the user has come to trust."""
    return config_folder() / "keys"


def unsaved_folder() -> Path:
    """Where the window keeps what is not saved, in case the program dies."""
    state = _override() or Path(platformdirs.user_state_dir(_NAME, appauthor=False))
    return state / "unsaved"


def documents_folder() -> Path:
    """Where a file dialog starts."""
    return _override() or Path(platformdirs.user_documents_dir())
