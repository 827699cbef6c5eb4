"""File names that say which pack it is, and name nobody."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from briefgen.pack.naming import names_nobody, suggested_name
from briefgen.pack.request import Request, Visit

DAY = date(2026, 11, 22)
VISIT = Visit(
    title="Visit of Ms Example", principal="Aigul Example", number="PKKZ-2026-03", issue="2"
)


def test_a_name_is_number_issue_day_and_marking() -> None:
    """As D6 has it; neither title nor principal, which may name a person."""
    request = Request(visit=VISIT)

    assert suggested_name(request, "TLP:AMBER", DAY) == "PKKZ-2026-03_issue2_2026-11-22_TLP-AMBER"


@pytest.mark.parametrize(
    ("changes", "marking", "name"),
    [
        ({"visit": Visit()}, "", "PKKZ_2026-11-22"),
        ({"visit": Visit(issue="Issue 3b")}, "", "PKKZ_issue3b_2026-11-22"),
        ({"product": "pocket-card"}, "", "PKKZ-2026-03_pocket-card_issue2_2026-11-22"),
        ({"product": "C:\\me\\Own Card.toml"}, "", "PKKZ-2026-03_own-card_issue2_2026-11-22"),
        ({"language": "ru"}, "", "PKKZ-2026-03_ru_issue2_2026-11-22"),
        (
            {},
            "Для служебного пользования",
            "PKKZ-2026-03_issue2_2026-11-22_Для-служебного-пользования",
        ),
        ({"visit": Visit(number="../../etc/x.7_<y>:")}, "a/b", "etc-x-7-y_2026-11-22_a-b"),
        ({"visit": Visit(number="N7" * 99)}, "", f"{'N7' * 20}_2026-11-22"),
    ],
)
def test_what_is_missing_is_left_out_and_what_no_file_system_takes_too(
    changes: dict[str, object], marking: str, name: str
) -> None:
    """No path, dot, space or sign comes through; products and languages do not collide."""
    made = suggested_name(replace(Request(visit=VISIT), **changes), marking, DAY)  # type: ignore[arg-type]

    assert made == name
    assert names_nobody(made)


@pytest.mark.parametrize(
    "stem",
    ["Aigul Example", "Visit-Example_2026-11-22", "brief", "PKKZ_final_FINAL2", "PKKZ-2026-03 (2)"],
)
def test_another_name_does_not_fit(stem: str) -> None:
    """A person's name, a copy made by a file manager, a version in words."""
    assert not names_nobody(stem)
