"""The rules on a house style: each says what is amiss, and the shipped houses keep them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from briefgen.pack.blocks import Align
from briefgen.render.files import find_house, house_names
from briefgen.render.house_rules import HOUSE_RULES, rule_findings
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from briefgen.render.house import House


def house() -> House:
    """A shipped house."""
    return find_house(bundled_templates(), "plain")


def with_style(name: str, **changes: object) -> House:
    """The same with one style changed."""
    one = house()
    changed = replace(one.styles[name], **changes)  # type: ignore[arg-type]  # fields of the style
    return replace(one, styles={**one.styles, name: changed})


@pytest.mark.parametrize("name", house_names(bundled_templates()))
def test_the_shipped_houses_keep_the_rules(name: str) -> None:
    """TP26, M2, L1 and L2."""
    assert list(rule_findings(find_house(bundled_templates(), name))) == []


@pytest.mark.parametrize(
    ("rule", "bad", "said"),
    [
        ("L1", replace(house(), page_width=612.0, page_height=792.0), "216 by 279 mm and not A4"),
        ("L1", replace(house(), margin_left=36.0), "A margin is 13 mm"),
        ("L2", with_style("Body Text", size=9.0), "9 points"),
        ("L2", with_style("Body Text", align=Align.RIGHT), "not from the left"),
        ("M2", with_style("Marking", size=10.0), "bold capitals of 20 points"),
        ("M2", with_style("Marking", caps=False), "bold capitals"),
        ("TP26", with_style("Spoken Line", size=11.0), "11 points where 14 to 17"),
    ],
)
def test_each_rule_says_what_is_amiss(rule: str, bad: House, said: str) -> None:
    """The measure that is, and the one that is asked for."""
    found = list(rule_findings(bad))

    assert [finding.rule for finding in found] == [rule]
    assert said in found[0].message


def test_every_rule_on_houses_is_tested_here() -> None:
    """None is left out of the list above."""
    assert {rule.id for rule in HOUSE_RULES} == {"TP26", "M2", "L1", "L2"}
