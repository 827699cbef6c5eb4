"""Who is named in the delegation is somebody of the register, or it is told and blocks (TP20)."""

from __future__ import annotations

import pytest

from briefgen.pack.build import MadePack, make_pack
from briefgen.pack.request import Delegate, Request, Side
from briefgen.pack.said import block_text
from briefgen.resources import bundled_templates
from tests.pack.making import TODAY, bundled_base


def made_with(person: str) -> MadePack:
    """A final pack of a meeting with that person."""
    delegation = (Delegate(Side.KAZ, person),)
    request = Request(topics=("culture",), voice=Side.PAK, delegation=delegation)
    return make_pack(bundled_base(), request, bundled_templates(), TODAY, final=True)


def seats(made: MadePack) -> str:
    """What the table of the delegation says."""
    return " ".join(
        words for b in made.pack.blocks if b.id == "delegations.kaz" for words in block_text(b)
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kosherbayev", "(did you mean “kosherbayev”?)"),
        ("Ermek Kosherbaev", "(did you mean “kosherbayev”?)"),
        ("Sadiq", "(did you mean “sadiq” or “ayaz-sadiq”?)"),
        ("shakaliyev", "(did you mean “shakkaliyev”?)"),
        ("No Such Person", "“No Such Person”."),
    ],
)
def test_a_mistyped_person_blocks_and_who_may_be_meant_is_said(typed: str, meant: str) -> None:
    """The pack cannot say who comes, though its writer did."""
    told = [f for f in made_with(typed).blocking if f.rule == "TP20"]

    assert [(f.block, meant in f.message) for f in told] == [("delegations", True)]


@pytest.mark.parametrize("name", ["Yermek Kosherbayev", " yermek kosherbayev", "Ермек Көшербаев"])
def test_a_person_may_be_called_by_the_name_of_the_register(name: str) -> None:
    """The whole name, in either script."""
    made = made_with(name)

    assert not [f for f in made.blocking if f.block == "delegations"]
    assert "Yermek Kosherbayev" in seats(made)
    assert made.selection.request.delegation[0].person == "kosherbayev"
