"""templates: products and house styles, listed, copied and checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefgen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_templates_can_be_listed_shown_checked_and_copied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy starts from a product and never overwrites."""
    target = tmp_path / "mine.toml"

    assert main(["templates", "list"]) == 0
    assert "visit-pack" in capsys.readouterr().out
    assert main(["templates", "show", "checklist", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["limits"]["points"] == 4
    assert main(["templates", "check"]) == 0
    assert main(["templates", "new", "checklist", str(target)]) == 0
    assert 'title = "Checklist"' in target.read_text(encoding="utf-8")
    assert main(["templates", "new", "checklist", str(target)]) == 2


def test_every_mistake_in_a_product_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The keys and lines of all slips at once, in the order to mend them."""
    target = tmp_path / "mine.toml"
    main(["templates", "new", "checklist", str(target)])
    text = target.read_text(encoding="utf-8")
    slips = {"pairs = 5": "pears = 5", "our_share = 0.5": "our_share = 50", "seen_days": "sen_days"}
    for right, wrong in slips.items():
        text = text.replace(right, wrong)
    target.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    capsys.readouterr()

    assert main(["templates", "check", str(target), "--json"]) == 1

    found = json.loads(capsys.readouterr().out)
    named = [(m["line"], m["mistake"]) for m in found]
    for wrong in slips.values():
        line = next(n for n, text in enumerate(lines, 1) if text.startswith(wrong.split()[0]))
        assert any(n == line and wrong.split(" ", 1)[0] in why for n, why in named), wrong
    assert "lacks “pairs”" in named[-2][1]
    assert "lacks “seen_days”" in named[-1][1]
