"""A fact base of a few rows, written to a folder, for tests that need one to break or bend."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING

from briefgen.resources import bundled_data

if TYPE_CHECKING:
    from pathlib import Path

TOPICS = "trade.volume,trade,Trade volumes,1\nrelations.foundations,relations,Foundations,1\n"

FACT = {
    "id": "trade-2021",
    "topic": "trade.volume",
    "kind": "figure",
    "date": "2021",
    "statement": "Trade came to 45 million dollars in 2021.",
    "actors": "PAK;KAZ",
    "places": "",
    "corridor": "",
    "use": "say",
    "releasable": "true",
    "as_of": "2022-01-27",
    "review_by": "2027-02-20",
    "supersedes": "",
    "note": "",
}
OBSERVATION = {
    "id": "trade.2021.total",
    "fact": "trade-2021",
    "measure": "trade.value",
    "flow": "total",
    "reporter": "bureau",
    "period": "2021",
    "period_kind": "calendar-year",
    "value": "45",
    "value_high": "",
    "unit": "USD million",
    "status": "actual",
    "qualifier": "",
    "as_of": "2022-01-27",
}
CITATION = {"fact": "trade-2021", "source": "report-2022", "locator": "para 1"}
LINE = {
    "id": "line-1",
    "topic": "trade.volume",
    "type": "point",
    "voice": "any",
    "audience": "any",
    "priority": "must",
    "answers": "",
    "text": "We ask for one table: trade was {trade.2021.total|speak}.",
}
SOURCE = {
    "id": "report-2022",
    "type": "report",
    "title": "A report on trade",
    "publisher": "Bureau of Trade",
    "issued": {"date-parts": [[2022, 1, 27]]},
    "accessed": {"date-parts": [[2026, 11, 22]]},
    "URL": "https://example.org/report",
}

Rows = list[dict[str, str]]


def write_tiny_base(folder: Path, **changes: Rows) -> Path:
    """A base with one fact, one figure, one source, one line; ``changes`` replace tables."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(bundled_data() / "datapackage.json", folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables: dict[str, Rows] = {
        "organisations": [
            {"id": "bureau", "name": "Bureau of Trade", "kind": "statistics", "country": "PAK"},
            {"id": "office", "name": "Office of Trade", "kind": "statistics", "country": "KAZ"},
        ],
        "measures": [
            {
                "id": "trade.value",
                "title": "Goods trade",
                "unit": "USD million",
                "decimals": "2",
            }
        ],
        "facts": [FACT],
        "observations": [OBSERVATION],
        "citations": [CITATION],
        "lines": [LINE],
    } | changes
    for resource in package["resources"]:
        if resource["format"] == "csv":
            columns = [field["name"] for field in resource["schema"]["fields"]]
            _write_table(folder / resource["path"], columns, tables.get(resource["name"], []))
    if "topics" not in changes:
        (folder / "topics.csv").write_text(f"id,category,title,order\n{TOPICS}", encoding="utf-8")
    (folder / "sources.json").write_text(json.dumps([SOURCE]), encoding="utf-8")
    return folder


def _write_table(path: Path, columns: list[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
