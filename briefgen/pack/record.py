"""The generation record: what a pack was made from, kept inside its files.

With it a file can later be held against itself (was it edited?) and against the fact base of the
day (what has changed?), and the same pack can be made again. It names no person who made it, no
machine and no path.
"""

from __future__ import annotations

import hashlib
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any

from briefgen import __version__
from briefgen.pack.brief_file import document_of
from briefgen.pack.fingerprints import blocks_printed, figures_undescribed
from briefgen.pack.record_form import CAPTION_LABELS, FORMAT, UNDESCRIBED
from briefgen.pack.record_rows import rows_printed
from briefgen.pack.templates import HELD_IN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from briefgen.pack.blocks import Block
    from briefgen.pack.draft import Draft
    from briefgen.pack.request import Request


def record_values(draft: Draft) -> dict[str, str]:
    """What is printed of the record, by key of the printed words.

    A copy for release does not tell what was asked for, nor how much of it was left out.
    """
    request, base = draft.selection.request, draft.base
    made_by = {
        "program": f"briefgen {__version__}",
        "fact_base": f"{base.name} {base.version}",
        "digest": base.digest,
        "product": draft.product.name,
    }
    if draft.is_for_release:
        return {**made_by, "facts": str(len(draft.cited.facts))}
    selection = [", ".join(request.topics), request.dates.edtf, str(request.voice)]
    left_out = {"left_out": str(len(draft.left_out))} if draft.left_out else {}
    return {
        **made_by,
        "selection": "; ".join(selection),
        "facts": draft.words.get(
            "record",
            "facts_printed",
            printed=len(draft.cited.facts),
            chosen=len(draft.selection.facts),
        ),
        **left_out,
    }


def generation_record(
    draft: Draft, blocks: Iterable[Block], marking: str, draft_mark: str = ""
) -> dict[str, Any]:
    """The record of the pack that ``blocks`` make, as a JSON document.

    ``marking`` and ``draft_mark`` are what every page bears; a final pack has no draft mark.
    """
    blocks = tuple(blocks)
    selection, words = draft.selection, draft.words
    base = selection.base
    labels = {key: words.label(key) for key in CAPTION_LABELS}
    patterns = words.path.parent.parent / "patterns" / f"{HELD_IN}.toml"
    outlines = words.path.parent.parent / "map" / "coastlines.json"
    return {
        "format": FORMAT,
        "program": f"briefgen {__version__}",
        "request": _request_document(selection.request),
        "as_of": selection.as_of.isoformat(),
        "marking": marking,
        "draft": draft_mark,
        "fitted": sorted(draft.left_out),
        **({"releasable_only": True} if selection.releasable_only else {}),
        **labels,
        "fact_base": base.name,
        "fact_base_version": base.version,
        "digest": base.digest,
        "product": draft.product.name,
        "product_sha256": _file_hash(draft.product.path),
        "words_sha256": _file_hash(words.path),
        "patterns_sha256": _file_hash(patterns) if patterns.is_file() else "",
        **({"map_sha256": _file_hash(outlines)} if selection.request.route_map else {}),
        **rows_printed(blocks, selection),
        "blocks": blocks_printed(blocks, labels.values()),
        UNDESCRIBED: figures_undescribed(blocks, labels.values()),
    }


def _request_document(request: Request) -> dict[str, Any]:
    """The ``.brief`` of the request; a product or house of one's own by its file name alone."""
    document = document_of(request)
    for key in ("product", "house"):
        document[key] = bare_name(document[key])
    if request.as_of:
        document["as_of"] = request.as_of.isoformat()
    return document


def bare_name(path: str) -> str:
    """The last part of a path of any system."""
    return PureWindowsPath(path).name


def _file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
