"""The bundled facts are a Data Package that any tool of the standard reads."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys

from briefgen.resources import bundled_data

_SHORT_FISCAL_YEAR = re.compile(r"\bFY\d\d\b")


def test_frictionless_finds_nothing_wrong_with_the_bundled_package() -> None:
    """Types, enums, keys and foreign keys of every table."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(
        command, cwd=bundled_data(), capture_output=True, encoding="utf-8", check=False, timeout=120
    )

    assert done.returncode == 0, done.stdout
    assert "INVALID" not in done.stdout


def test_fiscal_years_are_written_in_statements_as_in_tables() -> None:
    """FY2024/25, as the column of periods has it: not FY25 a line above it."""
    printed = {"facts.csv": ("statement",), "disagreements.csv": ("about", "note")}
    texts = [
        row[column]
        for table, columns in printed.items()
        for row in csv.DictReader((bundled_data() / table).read_text("utf-8").splitlines())
        for column in columns
    ]

    assert any("FY2024/25" in text for text in texts)
    assert not [text for text in texts if _SHORT_FISCAL_YEAR.search(text)]


def test_addresses_of_sources_do_not_say_how_we_came_there() -> None:
    """A page is found without the marks by which a site counts its visitors."""
    sources = json.loads((bundled_data() / "sources.json").read_text("utf-8"))

    addresses = [source.get("URL", "") for source in sources]
    assert any(addresses)
    assert not [one for one in addresses if "utm_" in one or "fbclid=" in one]


def test_a_place_is_not_printed_under_two_names() -> None:
    """A reader takes Bin Qasim and Port Qasim for two ports."""
    printed = {"facts.csv": "statement", "lines.csv": "text", "places.csv": "name"}
    texts = [
        row[column]
        for table, column in printed.items()
        for row in csv.DictReader((bundled_data() / table).read_text("utf-8").splitlines())
    ]

    for name, other in (("Port Qasim", "Bin Qasim"), ("Farabi Centre", "Al-Farabi Centre")):
        assert [text for text in texts if name in text]
        assert not [text for text in texts if other in text]
    assert not [text for text in texts if "Qasim" in text.replace("Port Qasim", "")]
