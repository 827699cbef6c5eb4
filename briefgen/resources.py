"""The one reader of bundled files: the fact base and the templates.

In a checkout they stand beside the package, where curators edit them; a wheel or a frozen build
carries them inside it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).parent  # what finds it for any loader takes 10 ms to import
    inside = package / "bundled"
    return inside if inside.is_dir() else package.parent


def bundled_data() -> Path:
    """The folder of the bundled fact base."""
    return _root() / "data"


def bundled_templates() -> Path:
    """The folder of products, house styles and printed words."""
    return _root() / "templates"
