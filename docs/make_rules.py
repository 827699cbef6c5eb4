"""Make the table in docs/rules.md from the registry of rules: python docs/make_rules.py.

A test holds the page against the registry, so that it cannot fall behind.
"""

from __future__ import annotations

from pathlib import Path

from briefgen.pack.checks import RULES
from briefgen.render.house_rules import HOUSE_RULES

_PAGE = Path(__file__).resolve().with_name("rules.md")
_START, _END = "<!-- rules -->\n", "<!-- end of rules -->\n"


def with_table(page: str) -> str:
    """``page`` with the table of rules between its two marks as it must be."""
    before, _, rest = page.partition(_START)
    _, _, after = rest.partition(_END)
    rows = "".join(f"| {r.id} | {r.asks} | {r.level} |\n" for r in RULES.values())
    rows += "".join(f"| {r.id} | {r.asks} | advice |\n" for r in HOUSE_RULES)
    head = "| rule | what it asks | if broken |\n|---|---|---|\n"
    return f"{before}{_START}{head}{rows}{_END}{after}"


if __name__ == "__main__":
    _PAGE.write_text(with_table(_PAGE.read_text(encoding="utf-8")), encoding="utf-8")
