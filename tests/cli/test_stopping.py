"""facts check tells what would stop a final pack later, or never be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.cli import main
from tests.tiny_base import FACT, LINE, OBSERVATION, Rows, write_tiny_base

if TYPE_CHECKING:
    from pathlib import Path

AIM = LINE | {
    "id": "aim",
    "type": "objective",
    "voice": "PAK",
    "text": "Obtain agreement on one count of our trade. {trade-2021|cite}",
}
POINT = LINE | {"voice": "PAK", "answers": "aim"}
PRESS = LINE | {"id": "press", "type": "press", "text": "Trade grew. {trade-2021|cite}"}
PERSON = {
    "id": "khan",
    "name": "A. Khan",
    "office": "Minister of Trade",
    "country": "PAK",
    "since": "2020",
    "until": "2025",
    "last_seen": "2024-01-01",
    "fact": "trade-2021",
}
BRIEF = """
format = 2
voice = "PAK"
topics = ["trade"]
as_of = 2026-11-22
marking = "OFFICIAL"
[visit]
dates = "2026-12-07"
"""


def _warnings(capsys: pytest.CaptureFixture[str], folder: Path) -> list[str]:
    assert main(["facts", "check", "--facts", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    return [line for line in lines if line.startswith("warning: ")]


def _blocking(capsys: pytest.CaptureFixture[str], folder: Path) -> str:
    brief = folder.parent / "visit.brief"
    brief.write_text(BRIEF, encoding="utf-8")
    main(["check", str(brief), "--facts", str(folder), "--all"])
    lines = capsys.readouterr().out.splitlines()
    return "\n".join(line for line in lines if " blocks: " in line)


def test_a_good_base_has_no_such_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor does its pack lack anything but what the visit would give."""
    folder = write_tiny_base(tmp_path / "facts", lines=[AIM, POINT, PRESS])

    assert _warnings(capsys, folder) == []
    assert _blocking(capsys, folder) == ""


@pytest.mark.parametrize(
    ("tables", "rule", "message"),
    [
        (
            {"lines": [AIM, POINT | {"answers": ""}]},
            "TP8",
            "lines.csv, column answers (line-1): The point names nothing there, so that rule TP8",
        ),
        (
            {"lines": [AIM, POINT, POINT | {"id": "line-2", "answers": "line-1"}]},
            "TP8",
            "lines.csv, column answers (line-2): “line-1” is of the type point, so that rule TP8",
        ),
        (
            {"lines": [AIM, POINT, PRESS | {"text": "You all gain. {trade-2021|cite}"}]},
            "TP6",
            "lines.csv, column text (press): It says “you”, so that rule TP6 stops a final pack",
        ),
        (
            {"lines": [AIM, POINT | {"text": "You should ask for it. {trade-2021|cite}"}]},
            "TP6",
            "lines.csv, column text (line-1): It says “you should”, so that rule TP6",
        ),
        (
            {"lines": [AIM, POINT, PRESS], "facts": [FACT | {"releasable": "false"}]},
            "P6g",
            "lines.csv, column text (press): The fact trade-2021 may not be released, so that rule",
        ),
        (
            {
                "lines": [AIM, POINT | {"text": "We ask {khan|name} for it. {trade-2021|cite}"}],
                "people": [PERSON],
            },
            "TP20",
            "lines.csv, column text (line-1): A. Khan (khan) held the office until 2025, and rule",
        ),
        (
            {
                "topics": [
                    {
                        "id": "trade.volume",
                        "category": "trade",
                        "title": "Vision 2030",
                        "order": "1",
                    }
                ],
                "lines": [AIM, POINT, PRESS],
            },
            "TP15",
            "topics.csv, column title (trade.volume): “Vision 2030” holds a number, and rule TP15",
        ),
        (
            {
                "lines": [AIM, POINT],
                "facts": [
                    FACT
                    | {"kind": "claim"}
                    | {"statement": "Trade (貿易) came to 45 million dollars in 2021."}
                ],
            },
            "L12",
            "facts.csv, column statement (trade-2021): No face that is carried has letters for “貿",
        ),
    ],
)
def test_what_would_block_a_pack_is_told_by_facts_check(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    tables: dict[str, Rows],
    rule: str,
    message: str,
) -> None:
    """Each with its table, column and row; the pack made of it is blocked by that very rule."""
    folder = write_tiny_base(tmp_path / "facts", **tables)

    [told] = _warnings(capsys, folder)
    assert told.startswith(f"warning: {message}")
    assert f"{rule} blocks" in _blocking(capsys, folder)


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (
            {"lines": [AIM, POINT | {"voice": "KAZ"}]},
            "lines.csv, column answers (line-1): “aim” is in the voice PAK and this line in KAZ",
        ),
        (
            {"lines": [AIM, POINT, LINE | {"id": "reply", "type": "response"}]},
            "lines.csv, column answers (reply): The response names nothing there, so that it is",
        ),
        (
            {
                "lines": [AIM | {"text": "Agree on one count. {trade-2020|cite}"}],
                "facts": [FACT, FACT | {"id": "trade-2020", "use": "background"}],
                "citations": [
                    {"fact": name, "source": "report-2022", "locator": "para 1"}
                    for name in ("trade-2021", "trade-2020")
                ],
                "observations": [
                    OBSERVATION,
                    OBSERVATION | {"id": "trade.2020.total", "fact": "trade-2020"},
                ],
            },
            "lines.csv, column text (aim): The fact trade-2020 is not for saying (“use” is backgr",
        ),
    ],
)
def test_what_no_pack_would_print_is_told_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tables: dict[str, Rows], message: str
) -> None:
    """Nobody would miss such a line before the visit."""
    folder = write_tiny_base(tmp_path / "facts", **tables)

    [told] = _warnings(capsys, folder)
    assert told.startswith(f"warning: {message}")
    assert "never printed" in told
