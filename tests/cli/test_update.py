"""briefgen update as a signer and a desk officer meet it, on the bundled facts."""

from __future__ import annotations

import csv
import json
import stat
from typing import TYPE_CHECKING, Any

import pytest

from briefgen.cli import main
from briefgen.resources import bundled_data
from tests.trust.updates import write_source

if TYPE_CHECKING:
    from pathlib import Path

FACT, FIGURE = "pak-exports-fy25-baig", "trade.fy25.pak-kaz.baig"


def _row(table: str, identifier: str) -> dict[str, str]:
    with (bundled_data() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["id"] == identifier)


def _correction(folder: Path, **manifest: object) -> Path:
    """An update that moves one bundled figure by one, and withdraws a fact."""
    figure, fact = _row("observations", FIGURE), _row("facts", FACT)
    value = figure["value"]
    tables = {
        "observations": [figure | {"value": "98.96"}],
        "facts": [fact | {"statement": fact["statement"].replace(value, "98.96")}],
        "withdrawn": [
            {"table": "facts", "id": "pak-natural-bridge-janjua", "reason": "Taken back."}
        ],
    }
    write_source(folder, tables, **manifest)
    return folder


VALUE = _row("observations", FIGURE)["value"]


class Desk:
    """A signer and an officer on one machine, each command by its words."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.key, self.public = folder / "house.key", folder / "house.pub"
        self.file = folder / "a.briefupdate"
        self.run("keygen", "-o", self.key, "--no-password")

    def run(self, *words: object, group: str = "update") -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        code = main([group, *map(str, words)])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err

    def sign(self, **manifest: object) -> tuple[int, str, str]:
        """Sign the correction into the file."""
        source = _correction(self.folder / "source", **manifest)
        return self.run("sign", source, "-o", self.file, "--key", self.key)

    def show(self, identifier: str) -> dict[str, Any]:
        """A record as the command line shows it."""
        document: dict[str, Any] = json.loads(
            self.run("show", identifier, "--json", group="facts")[1]
        )
        return document


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """A key made, nothing installed."""
    monkeypatch.setenv("BRIEFGEN_HOME", str(tmp_path / "home"))
    return Desk(tmp_path, capsys)


def test_a_figure_travels_from_the_signer_to_the_page(desk: Desk) -> None:
    """Sign, inspect, install; from then on the figure is the new one and says its layer."""
    code, out, err = desk.sign()
    assert (code, err) == (0, "")
    assert out.startswith(f"{desk.file}: pk-kz 12, 0 rows added, 2 replaced, 1 withdrawn and 1 ")

    before = desk.show(FACT)
    code, out, err = desk.run("install", desk.file, "--trust", desk.public)
    after = desk.show(FACT)

    assert (code, err) == (0, "")
    assert out.startswith("pk-kz 12 is installed; signed by ")
    assert (before["layer"], after["layer"]) == ("pakistan-kazakhstan-relations", "pk-kz 12")
    assert after["observations"][0]["value"] == 98.96
    assert desk.run("show", "pak-natural-bridge-janjua", group="facts")[0] == 2


def test_inspect_tells_what_would_change(desk: Desk) -> None:
    """Old and new side by side, what goes and why, and the figures that are printed otherwise."""
    desk.sign()

    code, out, err = desk.run("inspect", desk.file, "--trust", desk.public)

    assert (code, err) == (0, "")
    assert "pk-kz 12: Corrections of November" in out
    assert f"    value: {VALUE} -> 98.96" in out
    assert "- facts pak-natural-bridge-janjua: Taken back." in out
    assert f"Printed figures that change: 1\n    {VALUE} million dollars" in out


def test_inspect_json_is_one_document(desk: Desk) -> None:
    """For other programs: the same as words."""
    desk.sign()

    code, out, _ = desk.run("inspect", desk.file, "--trust", desk.public, "--json")
    document = json.loads(out)

    assert (code, document["trusted"], document["version"]) == (0, True, 12)
    assert [figure["id"] for figure in document["figures"]] == [FIGURE]
    assert {"kind": "gone", "table": "facts", "id": "pak-natural-bridge-janjua", "columns": []} in (
        document["changes"]
    )
    assert document["problems"] == document["remarks"] == []


def test_inspect_reads_nothing_that_is_not_trusted(desk: Desk) -> None:
    """Neither title nor rows of an unknown signer are shown; exit 1."""
    desk.sign(title="Believe me")

    code, out, err = desk.run("inspect", desk.file)

    assert (code, err) == (1, "")
    assert "which is not trusted here" in out
    assert "Believe me" not in out
    assert json.loads(desk.run("inspect", desk.file, "--json")[1])["trusted"] is False


def test_install_of_an_unknown_signer_is_refused_in_one_sentence(desk: Desk) -> None:
    """Exit 2, and nothing is laid down."""
    desk.sign()

    code, out, err = desk.run("install", desk.file)

    assert (code, out) == (2, "")
    assert err.startswith(f"briefgen: The update {desk.file} is refused: it is signed by the key ")
    assert err.count("\n") == 1
    assert not (desk.folder / "home").exists()


def test_an_older_update_needs_a_reason(desk: Desk) -> None:
    """Refused without, installed with one."""
    desk.sign()
    desk.run("install", desk.file, "--trust", desk.public)
    desk.sign(version=11)

    assert desk.run("install", desk.file)[0] == 2
    assert desk.run("install", desk.file, "--allow-downgrade", " ")[0] == 2
    code, out, _ = desk.run("install", desk.file, "--allow-downgrade", "12 has a wrong figure")

    assert code == 0
    assert "pk-kz 11 is installed, instead of version 12" in out


def test_days_that_do_not_fit_are_remarked_on_standard_error(desk: Desk) -> None:
    """An overdue update opens all the same, and so does one from the future."""
    desk.sign(created="2020-01-01", review_by="2020-02-01")
    desk.run("install", desk.file, "--trust", desk.public)

    code, out, err = desk.run("show", FACT, "--json", group="facts")

    assert (code, json.loads(out)["layer"]) == (0, "pk-kz 12")
    assert "was to be looked at again by 2020-02-01" in err

    desk.sign(version=13, created="2999-01-01", review_by="2999-02-01")
    assert "put the clock right" in desk.run("install", desk.file)[2]


def test_a_base_of_ones_own_has_no_updates_over_it(desk: Desk) -> None:
    """--facts names the facts to use, and no others."""
    desk.sign()
    desk.run("install", desk.file, "--trust", desk.public)

    code, out, _ = desk.run("show", FACT, "--json", "--facts", bundled_data(), group="facts")

    assert (code, json.loads(out)["layer"]) == (0, "pakistan-kazakhstan-relations")


def test_rows_that_do_not_fit_are_not_signed(desk: Desk) -> None:
    """Every problem is told, exit 1, and no file is written."""
    write_source(
        desk.folder / "source", {"observations": [_row("observations", FIGURE) | {"value": "1"}]}
    )

    code, out, err = desk.run("sign", desk.folder / "source", "-o", desk.file, "--key", desk.key)

    assert (code, out) == (1, "")
    assert f"Nothing accounts for “{VALUE} million”" in err
    assert not desk.file.exists()


def test_keygen_asks_for_a_password_or_takes_it_from_the_environment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal it says which variable to set; a key without a password is warned of."""
    target = desk.folder / "second.key"

    code, _, err = desk.run("keygen", "-o", target)
    assert (code, target.exists()) == (2, False)
    assert "set BRIEFGEN_KEY_PASSWORD" in err

    assert (
        "has no password" in desk.run("keygen", "-o", desk.folder / "third.key", "--no-password")[2]
    )

    monkeypatch.setenv("BRIEFGEN_KEY_PASSWORD", "a long one")
    assert desk.run("keygen", "-o", target)[::2] == (0, "")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    desk.key = target
    assert desk.sign()[0] == 0
    monkeypatch.setenv("BRIEFGEN_KEY_PASSWORD", "another")
    assert "the password is wrong" in desk.sign()[2]


def test_what_is_installed_is_listed_and_taken_away(desk: Desk) -> None:
    """By its name; the figure is the bundled one again, and the log keeps who went and why."""
    code, out, err = desk.run("list")
    assert (code, out) == (0, "")
    assert "no update is installed" in err
    desk.sign()
    bundled = desk.show(FACT)["statement"]
    desk.run("install", desk.file, "--trust", desk.public)

    code, out, _ = desk.run("list")
    assert code == 0
    assert out.startswith("pk-kz 12: ")
    assert "signed by " in out
    document = json.loads(desk.run("list", "--json")[1])
    assert [one["version"] for one in document["installed"]] == [12]
    assert document["unusable"] == []

    code, out, err = desk.run("remove", "pk-kz", "--reason", "sent by mistake")
    assert (code, err) == (0, "")
    assert out == (
        "pk-kz 12 is removed; its key stays trusted.\n"
        "Packs are made with the bundled facts alone.\n"
    )
    assert desk.show(FACT)["statement"] == bundled
    log = (desk.folder / "home" / "updates" / "log.jsonl").read_text(encoding="utf-8")
    last = json.loads(log.splitlines()[-1])
    assert (last["name"], last["version"], last["removed"]) == ("pk-kz", 12, True)
    assert last["reason"] == "sent by mistake"
    assert desk.run("install", desk.file)[0] == 0


def test_a_damaged_update_is_listed_as_such_and_can_be_taken_away(desk: Desk) -> None:
    """It is of no use, and in the way of every command."""
    desk.sign()
    desk.run("install", desk.file, "--trust", desk.public)
    file = desk.folder / "home" / "updates" / "pk-kz.briefupdate"
    file.write_bytes(file.read_bytes()[:-9] + b"x" * 9)

    code, out, err = desk.run("list")
    assert (code, out) == (1, "")
    assert "pk-kz is left out of every pack: " in err
    code, out, err = desk.run("remove", "pk-kz")
    assert code == 0
    assert not file.exists()
    assert desk.run("list")[0] == 0


def test_what_is_not_installed_cannot_be_taken_away(desk: Desk) -> None:
    """The nearest name is told, and a path is no name."""
    desk.sign()
    desk.run("install", desk.file, "--trust", desk.public)

    code, _, err = desk.run("remove", "pk-kx")
    assert code == 2
    assert "No update “pk-kx” is installed (did you mean “pk-kz”?); installed: pk-kz." in err
    assert desk.run("remove", "../settings")[0] == 2


def test_the_fingerprint_of_a_key_is_printed_when_made_and_when_asked(desk: Desk) -> None:
    """Both sides print the same from the file of the public key."""
    _, out, _ = desk.run("keygen", "-o", desk.folder / "fourth.key", "--no-password")
    printed = out.splitlines()[-1].removeprefix("fingerprint: ")
    assert len(printed.split()) == 10
    code, told, _ = desk.run("fingerprint", desk.folder / "fourth.pub")
    assert code == 0
    assert told.rstrip().endswith(f": {printed}")
