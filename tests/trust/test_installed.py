"""Installed updates: newer ones take the place of older ones, and days are watched."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import KeyFileError, OutputError, UpdateError
from briefgen.paths import trusted_keys_folder, updates_folder
from briefgen.trust.contents import NEW_KEY
from briefgen.trust.installed import install
from briefgen.trust.keys import new_key
from briefgen.trust.making import draft_update
from briefgen.trust.opening import open_bundled
from briefgen.trust.update import sealed
from tests.tiny_base import FACT
from tests.trust.updates import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.trust.updates import Room

TODAY = NOW.date()


def _log() -> list[dict[str, object]]:
    lines = (updates_folder() / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_an_installed_update_lies_over_the_base(room: Room) -> None:
    """The corrected figure counts from then on, and says where it comes from."""
    assert open_bundled(room.base, TODAY).base.observations["trade.2021.total"].value == 45

    update, before = install(room.signed(), room.base, NOW)
    opened = open_bundled(room.base, TODAY)

    assert (update.manifest.version, before) == (12, 0)
    assert opened.remarks == ()
    assert opened.base.problems == ()
    assert opened.base.observations["trade.2021.total"].value == 46
    assert opened.base.layer_of("observations", "trade.2021.total") == "pk-kz 12"


def test_a_newer_version_takes_the_place_of_the_older_as_a_whole(room: Room) -> None:
    """Version 13 says nothing of the figure, so the bundled one counts again."""
    install(room.signed(), room.base, NOW)
    note = FACT | {"id": "trade-note", "statement": "Trade is counted by two offices, twice."}

    _, before = install(room.signed({"facts": [note]}, version=13), room.base, NOW)
    base = open_bundled(room.base, TODAY).base

    assert before == 12
    assert [laid.name for laid in base.layers] == ["pk-kz 13"]
    assert base.observations["trade.2021.total"].value == 45


@pytest.mark.parametrize(
    ("version", "message"),
    [(11, "and this is the older version 11"), (12, "version 12 of pk-kz is installed already")],
)
def test_an_older_or_equal_version_is_refused(room: Room, version: int, message: str) -> None:
    """A valid signature does not bring back what was corrected since (D12)."""
    install(room.signed(), room.base, NOW)

    with pytest.raises(UpdateError, match=message):
        install(room.signed(version=version), room.base, NOW)


def test_going_back_takes_a_reason_that_is_kept(room: Room) -> None:
    """The log says who signed what, when, and why it was older."""
    install(room.signed(), room.base, NOW)

    install(room.signed(version=11), room.base, NOW, downgrade="12 has a wrong figure")

    assert open_bundled(room.base, TODAY).base.layers[0].name == "pk-kz 11"
    assert _log()[1] == {
        "time": "2026-11-22T12:00:00+00:00",
        "name": "pk-kz",
        "version": 11,
        "instead_of": 12,
        "key": room.signer.public.id,
        "reason": "12 has a wrong figure",
    }


def test_a_damaged_installed_update_is_left_out_and_told(room: Room) -> None:
    """Packs are made without it; an older version still may not take its place."""
    install(room.signed(), room.base, NOW)
    older = room.signed(version=11)
    file = updates_folder() / "pk-kz.briefupdate"
    file.write_bytes(file.read_bytes() + b"x")

    opened = open_bundled(room.base, TODAY)

    assert opened.base.observations["trade.2021.total"].value == 45
    assert "was changed after the key" in opened.remarks[0]
    with pytest.raises(UpdateError, match="this is the older version 11"):
        install(older, room.base, NOW)


def test_two_updates_lie_in_the_order_they_were_made(room: Room) -> None:
    """Of two that say the same figure, the one made last counts, whatever its name."""
    older = {"facts": [FACT | {"statement": "Trade was 45 million dollars in 2021."}]}
    install(room.signed(), room.base, NOW)
    install(room.signed(older, name="zeta", created="2026-11-01"), room.base, NOW)

    base = open_bundled(room.base, TODAY).base

    assert [laid.name for laid in base.layers] == ["zeta 12", "pk-kz 12"]
    assert base.layer_of("facts", "trade-2021") == "pk-kz 12"


def test_an_update_past_its_day_opens_with_a_remark(room: Room) -> None:
    """It may be the best there is (D13)."""
    install(room.signed(), room.base, NOW)

    opened = open_bundled(room.base, date(2027, 2, 21))

    assert opened.base.layers[0].name == "pk-kz 12"
    assert "to be looked at again by 2027-02-20" in opened.remarks[0]


@pytest.mark.parametrize(
    ("today", "told"), [(date(2020, 1, 1), True), (date(2026, 11, 19), False), (TODAY, False)]
)
def test_a_clock_before_the_day_it_was_made_is_told(room: Room, today: date, *, told: bool) -> None:
    """A clock set back hides what is overdue; a day is the width of the world's clocks (D13)."""
    install(room.signed(), room.base, NOW)

    remarks = open_bundled(room.base, today).remarks

    assert any("put the clock right" in remark for remark in remarks) is told


def test_a_key_trusted_once_stays_trusted(room: Room, tmp_path: Path) -> None:
    """Named with the first update, it is not asked for with the next."""
    signer, given = new_key(), tmp_path / "given.pub"
    given.write_text(signer.public.text, encoding="ascii")

    install(room.signed(by=signer), room.base, NOW, trust=given)
    install(room.signed(by=signer, version=13), room.base, NOW)

    assert open_bundled(room.base, TODAY).base.layers[0].name == "pk-kz 13"


def test_a_key_is_not_trusted_for_an_update_that_is_refused(room: Room, tmp_path: Path) -> None:
    """Nothing is kept of a failed attempt."""
    signer, given = new_key(), tmp_path / "given.pub"
    given.write_text(signer.public.text, encoding="ascii")

    with pytest.raises(UpdateError):
        install(room.signed(by=new_key()), room.base, NOW, trust=given)

    assert not trusted_keys_folder().exists()


def test_a_signer_may_hand_over_to_a_new_key(room: Room) -> None:
    """A new key inside a signed update is trusted from then on (D14)."""
    successor = new_key()
    source = room.source()
    (source / NEW_KEY).write_text(successor.public.text, encoding="ascii")
    draft = draft_update(source, room.base)

    update, _ = install(room.put(sealed(draft.manifest, draft.texts, room.signer)), room.base, NOW)
    install(room.signed(by=successor, version=13), room.base, NOW)

    assert update.new_key == successor.public
    assert open_bundled(room.base, TODAY).base.layers[0].name == "pk-kz 13"


def test_an_update_for_another_base_is_refused(room: Room) -> None:
    """Ids of another base would hit the wrong rows."""
    path = room.signed()
    package = room.base / "datapackage.json"
    package.write_text(
        package.read_text(encoding="utf-8").replace("pakistan-kazakhstan-relations", "other"),
        encoding="utf-8",
    )

    with pytest.raises(UpdateError, match="it was made for the fact base “pakistan-kazakhstan"):
        install(path, room.base, NOW)


def test_a_damaged_key_among_the_trusted_is_told(room: Room) -> None:
    """Whoever put it there meant a signer."""
    (room.trusted.parent / "odd.pub").write_text("?", encoding="ascii")

    with pytest.raises(KeyFileError, match=r"odd\.pub"):
        install(room.signed(), room.base, NOW)


def test_a_place_that_cannot_be_written_changes_nothing(room: Room) -> None:
    """One sentence, and what was in use stays so."""
    home = updates_folder().parent
    home.mkdir()
    updates_folder().write_text("in the way", encoding="utf-8")

    with pytest.raises(OutputError):
        install(room.signed(), room.base, NOW)
