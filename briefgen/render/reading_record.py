"""Reading the generation record of a produced file, which nobody vouches for."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.errors import PackFileError
from briefgen.pack.record_form import FORMAT, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_LETTERS = 4 * 1024 * 1024  # of a record
_TEXTS = (
    *("program", "as_of", "marking", "table_label", "fact_base", "fact_base_version", "digest"),
    *("product", "product_sha256", "words_sha256", "patterns_sha256"),
)
_BLOCK = 4  # what is recorded of a block: its id, its hash, its pieces, its level
_FOREIGN = (
    "it holds no generation record: it is a plain copy, was not made by this program, or was saved "
    "by one that leaves the record out; nothing can be said of it."
)
_DAMAGED = "its generation record is damaged, so nothing can be said of it."


def parse_record(text: str, path: Path) -> Mapping[str, Any]:
    """The generation record in ``text``, its shape checked; nothing in it is trusted."""
    if not text:
        raise PackFileError(path, _FOREIGN)
    if len(text) > MOST_LETTERS:
        raise PackFileError(path, _DAMAGED)
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PackFileError(path, _DAMAGED) from error
    if not isinstance(record, dict) or "format" not in record:
        raise PackFileError(path, _FOREIGN)
    if record["format"] != FORMAT:
        raise PackFileError(
            path,
            f"its generation record has format {str(record['format'])[:20]}; this program reads "
            f"{FORMAT}: use the program it was made with, or a newer one.",
        )
    if not _is_sound(record):
        raise PackFileError(path, _DAMAGED)
    return record


def _is_sound(record: Mapping[str, Any]) -> bool:
    request, rivals = record.get("request"), record.get("rivals")
    return (
        all(isinstance(record.get(key), str) for key in _TEXTS)
        and isinstance(record.get("figure_label", ""), str)  # younger than the format
        and _is_day(record["as_of"])
        and isinstance(record.get("draft", ""), str)
        and isinstance(request, dict)
        and isinstance(request.get("visit", {}), dict)
        and all(_are_hashes(record.get(table)) for table in TABLES)
        and isinstance(rivals, dict)
        and all(isinstance(names, list) for names in rivals.values())
        and all(isinstance(name, str) for names in rivals.values() for name in names)
        and isinstance(record.get("blocks"), list)
        and all(map(_is_block, record["blocks"]))
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _are_hashes(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(value, str) for value in table.values())


def _is_block(block: object) -> bool:
    if not isinstance(block, list) or len(block) != _BLOCK:
        return False
    texts, numbers = block[:2], block[2:]
    return all(isinstance(text, str) for text in texts) and all(
        type(number) is int and number >= 0 for number in numbers
    )
