"""Which files of tests are begun first, so that no worker is left with a long one at the end."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent
# Those that take long, often with few tests in them.
BEGUN_FIRST = (
    "render/test_matrix.py",
    "render/test_products.py",
    "render/test_pages_of_word.py",
    "test_packaging.py",
    "render/test_agreement.py",
    "render/test_docx_languages.py",
    "render/test_page_ends.py",
    "render/test_fitting.py",
    "render/test_file_rules.py",
    "render/test_cover.py",
    "cli/test_saved_by_libreoffice.py",
    "cli/test_compare_told.py",
    "cli/test_check.py",
    "cli/test_build.py",
    "cli/test_exchange.py",
    "pack/test_compare.py",
    "desktop/test_brief_files.py",
    "desktop/test_topics_and_list.py",
    "desktop/test_checking.py",
    "desktop/test_preview.py",
    "desktop/test_findings.py",
)
_PLACES = {TESTS / name: place for place, name in enumerate(BEGUN_FIRST)}


def place_of(path: Path) -> int:
    """The place of a file of tests among those begun first; all others share the one behind."""
    return _PLACES.get(path, len(_PLACES))
