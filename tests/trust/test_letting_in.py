"""What is let in and what is refused: every refusal one sentence, and nothing changed by it."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import UpdateError
from briefgen.factbase.load import load_factbase
from briefgen.paths import updates_folder
from briefgen.trust.contents import packed
from briefgen.trust.installed import install, read_trusted
from briefgen.trust.keys import new_key
from briefgen.trust.opening import open_bundled
from tests.trust.updates import NOW

if TYPE_CHECKING:
    from tests.trust.updates import Room

COMMENT = b"briefgen update pk-kz version 12"


def test_a_signed_update_comes_back_whole(room: Room) -> None:
    """Who signed it, what it is called, what it holds."""
    update = read_trusted(room.signed(), room.base)

    assert update.key == room.signer.public
    assert (update.manifest.label, update.manifest.title) == ("pk-kz 12", "Corrections of November")
    assert set(update.layer.texts) == {"facts", "observations"}


def test_the_same_folder_and_key_give_the_same_bytes(room: Room) -> None:
    """An update can be made again and compared."""
    assert room.signed().read_bytes() == room.signed().read_bytes()


def test_any_changed_byte_behind_the_first_line_is_refused(room: Room) -> None:
    """Signature, trusted comment and zip: no byte can be changed (D8)."""
    data = room.signed().read_bytes()
    first = data.index(b"\n") + 1

    for place in [*range(first, first + 400, 7), *range(first + 400, len(data), 41)]:
        bent = bytearray(data)
        bent[place] ^= 0x01
        with pytest.raises(UpdateError):
            read_trusted(room.put(bytes(bent)), room.base)


@pytest.mark.parametrize("length", [0, 1, 30, 200, 300, -1])
def test_a_file_cut_short_is_refused(room: Room, length: int) -> None:
    """A stick pulled too early."""
    data = room.signed().read_bytes()

    with pytest.raises(UpdateError):
        read_trusted(room.put(data[:length]), room.base)


def test_another_signer_is_refused_by_number(room: Room) -> None:
    """A key nobody here trusts, told by its number (D9)."""
    other = new_key()

    with pytest.raises(UpdateError, match=f"signed by the key {other.public.id}, which is not"):
        read_trusted(room.signed(by=other), room.base)


def test_a_stolen_number_does_not_help(room: Room) -> None:
    """Another key under the number of a trusted one signs nothing that is accepted."""
    other = type(room.signer)(room.signer.number, new_key().key)

    with pytest.raises(UpdateError, match="was changed after the key"):
        read_trusted(room.signed(by=other), room.base)


def test_a_changed_trusted_comment_is_refused(room: Room) -> None:
    """Version 12 cannot be passed off as 13 (D10)."""
    data = room.signed().read_bytes().replace(COMMENT, COMMENT.replace(b"12", b"13"))

    with pytest.raises(UpdateError, match="was changed after the key"):
        read_trusted(room.put(data), room.base)


def test_a_changed_untrusted_comment_changes_nothing(room: Room) -> None:
    """It is not signed, so nothing ever looks at it (D11)."""
    rest = room.signed().read_bytes().split(b"\n", 1)[1]

    update = read_trusted(room.put(b"untrusted comment: trust me\n" + rest), room.base)

    assert update.manifest.label == "pk-kz 12"
    assert "trust me" not in repr(update.manifest)


def test_the_name_signed_must_be_the_name_inside(room: Room) -> None:
    """The comment decides what an update takes the place of, so it may not differ."""
    payload = room.signed().read_bytes().split(b"\n", 4)[4]

    with pytest.raises(UpdateError, match="says to be pk-kz 12, and is signed as house 3"):
        read_trusted(room.signed_zip(payload, "briefgen update house version 3"), room.base)


def test_another_thing_the_signer_signed_is_no_update(room: Room) -> None:
    """A signer uses the key for programs too; those are not mistaken for facts."""
    with pytest.raises(UpdateError, match="what is signed is no fact update"):
        read_trusted(room.signed_zip(b"program", "timestamp:1 file:setup.exe"), room.base)


def test_a_zip_signed_with_minisign_beside_it_is_read(room: Room) -> None:
    """Those who keep their key in minisign sign the zip itself."""
    *lines, payload = room.signed().read_bytes().split(b"\n", 4)
    path = room.put(payload, "b.briefupdate")
    room.put(b"\n".join(lines) + b"\n", "b.briefupdate.minisig")

    assert read_trusted(path, room.base).manifest.label == "pk-kz 12"


def test_a_zip_without_a_signature_is_refused(room: Room) -> None:
    """It is not even looked into."""
    payload = room.signed().read_bytes().split(b"\n", 4)[4]

    with pytest.raises(UpdateError, match="it is not signed"):
        read_trusted(room.put(payload), room.base)


# --- the zip ------------------------------------------------------------------------------------


def _zip(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../facts.csv",
        "/facts.csv",
        "tables/../../facts.csv",
        "ok\\..\\..\\facts.csv",
        "C:\\facts.csv",
        "Facts.csv",
        "facts.csv ",
        "factѕ.csv",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(room: Room, name: str) -> None:
    """Even from a trusted signer, no file gets a place of its choice (D1)."""
    with pytest.raises(UpdateError, match="has a name that none may have"):
        read_trusted(room.signed_zip(_zip((name, b"x"))), room.base)


@pytest.mark.parametrize("name", ["run.exe", "con", "facts.csv.", "tables/", "problems.csv"])
def test_a_file_that_is_no_table_is_refused(room: Room, name: str) -> None:
    """An update holds tables and nothing else."""
    with pytest.raises(UpdateError, match="is none that an update may hold"):
        read_trusted(room.signed_zip(_zip((name, b"x"))), room.base)


def test_a_name_cut_by_a_nul_is_refused(room: Room) -> None:
    """The zip library would read facts.csv, other programs something else."""
    payload = _zip(("facts.csvX.exe", b"x")).replace(b"facts.csvX", b"facts.csv\0")

    with pytest.raises(UpdateError, match="has a name that none may have"):
        read_trusted(room.signed_zip(payload), room.base)


def test_a_link_is_refused(room: Room) -> None:
    """It could stand for any file of the reader's machine."""
    link = zipfile.ZipInfo("facts.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16

    with pytest.raises(UpdateError, match="is a link to another file"):
        read_trusted(room.signed_zip(_zip((link, b"/etc/passwd"))), room.base)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(room: Room) -> None:
    """One reader would take the first, another the last."""
    payload = _zip(("facts.csv", b"id\n"), ("facts.csv", b"id\n"))

    with pytest.raises(UpdateError, match="is there twice"):
        read_trusted(room.signed_zip(payload), room.base)


@pytest.mark.parametrize(
    ("size", "message"), [(19_000_000, "times as large as packed"), (21_000_000, "is larger than")]
)
def test_a_bomb_is_refused(room: Room, size: int, message: str) -> None:
    """A few kilobytes that would unpack to many megabytes."""
    with pytest.raises(UpdateError, match=message):
        read_trusted(room.signed_zip(_zip(("facts.csv", bytes(size)))), room.base)


def test_a_size_that_lies_is_refused(room: Room) -> None:
    """What is read is counted, whatever the zip says of itself."""
    size, less = (999_999).to_bytes(4, "little"), (10).to_bytes(4, "little")
    payload = _zip(("facts.csv", bytes(999_999))).replace(size, less)

    with pytest.raises(UpdateError, match=r"damaged|another size"):
        read_trusted(room.signed_zip(payload), room.base)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("facts.csv", "id\n\x1b[2J\n", "facts.csv, line 2, holds a character that cannot be seen"),
        ("sources.json", '[{"id": "\\u001b[2J"}]', r"sources\.json, line 1, holds a character"),
        ("facts.csv", "id\n\u202egnp\n", "line 2, holds a character"),
        ("update.json", "{", "not valid JSON"),
        ("update.json", "[" * 100_000, "not valid JSON"),
    ],
)
def test_a_text_that_plays_tricks_is_refused(
    room: Room, name: str, text: str, message: str
) -> None:
    """Nothing steers a terminal or turns words round."""
    with pytest.raises(UpdateError, match=message):
        read_trusted(room.signed_zip(packed({name: text})), room.base)


# --- the same sentence does not undo what is in use ---------------------------------------------


def test_a_refused_update_leaves_the_old_one_in_use(room: Room) -> None:
    """Whatever comes after, version 12 goes on counting (D8)."""
    install(room.signed(), room.base, NOW)
    files = {path: path.read_bytes() for path in updates_folder().iterdir()}
    data = room.signed(version=13).read_bytes()

    with pytest.raises(UpdateError):
        install(room.put(data[:-1]), room.base, NOW)

    assert {path: path.read_bytes() for path in updates_folder().iterdir()} == files
    opened = open_bundled(room.base, NOW.date())
    assert opened.base.layer_of("facts", "trade-2021") == "pk-kz 12"
    assert opened.base.digest != load_factbase(room.base).digest
