"""The form of a generation record, for those who put it into a file and read it back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    Record = Mapping[str, Any]

FORMAT = 1
CAPTION_LABELS = ("table_label", "figure_label")
UNDESCRIBED = "undescribed"  # the hashes of figures without their text alternatives
TABLES = ("facts", "observations", "lines", "people", "sources")


def record_text(record: Record) -> str:
    """The record as it stands in a file: JSON in ASCII, the same text for the same record."""
    return json.dumps(dict(record), sort_keys=True)


def is_undescribed(record: Record, block: str, printed: str) -> bool:
    """Whether ``printed``, a hash of the figure ``block``, is that of one without its alternative.

    Records made before this was told have no answer.
    """
    return bool(record.get(UNDESCRIBED, {}).get(block) == printed)


def caption_labels(record: Record) -> tuple[str, ...]:
    """What the writers put before captions; records made before there were figures lack one."""
    return tuple(str(record.get(key, "")) for key in CAPTION_LABELS)
