"""Signatures are minisign's own, and what they cover cannot be changed unnoticed."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from briefgen.errors import KeyFileError, OutputError, UpdateError
from briefgen.trust.keys import new_key, read_public_key, read_secret_key, write_key_pair
from briefgen.trust.signing import check, sign, signature_in

if TYPE_CHECKING:
    from pathlib import Path

# Made by minisign 0.11 itself.
MESSAGE = b"hello minisign\n"
PUBLIC = """untrusted comment: minisign public key 2ACD90D8E554F11A
RWQa8VTl2JDNKiFUiN/uMYYo/OXrW2CF1QtyEQeV6P83q2wdbcfBoF/8
"""
SECRET = (
    "untrusted comment: minisign encrypted secret key\n"
    "RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAGvFU5diQzSrueR6wam"
    "HQ23u8oIP3KNsj5uVC04yzOvLrQxMQ7o4+RCFUiN/uMYYo/OXrW2CF1QtyEQeV6P83q2wdbcfBoF/8AAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
)
SIGNATURE = b"""untrusted comment: signature from minisign secret key
RUQa8VTl2JDNKqSokIia/SgcZ1YS85rVnrRRjTWASh+ug0LLs4nSa+KphzHh3Y2kdoGRBVuMdWYt2AtRrM9KSb9OKZtmWTtzHwc=
trusted comment: briefgen update demo version 3
OI9TLsXXBKR4eX7E4nnoPhgwY4Q6KFQZDELbpGFAzuTstm6PqA5fbI0UBqihjIPCH2IEbH6yh5QHBCr51Q1yBQ==
"""


def test_a_signature_of_minisign_is_checked(tmp_path: Path) -> None:
    """What minisign signed is accepted with its own public key file."""
    public = tmp_path / "house.pub"
    public.write_text(PUBLIC, encoding="ascii")
    key = read_public_key(public)

    found, comment = check(MESSAGE, signature_in(SIGNATURE, public), [key], public)

    assert (found.id, comment) == ("2ACD90D8E554F11A", "briefgen update demo version 3")


def test_what_is_signed_here_is_what_minisign_signs(tmp_path: Path) -> None:
    """With the same key and comment, the lines are minisign's, but for the untrusted comment."""
    path = tmp_path / "house.key"
    path.write_text(SECRET, encoding="ascii")
    secret = read_secret_key(path, lambda: pytest.fail("it has no password"))

    lines = sign(MESSAGE, secret, "briefgen update demo version 3").splitlines()

    assert lines[1:] == SIGNATURE.splitlines()[1:]


@pytest.mark.parametrize("password", ["", "қауіпсіз құпия"])
def test_a_key_pair_comes_back_from_its_files(tmp_path: Path, password: str) -> None:
    """The secret key opens with its password alone, and only its owner may read the file."""
    secret, path = new_key(), tmp_path / "house.key"

    public = write_key_pair(secret, path, password)

    assert read_secret_key(path, lambda: password) == secret
    assert read_public_key(public) == secret.public
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert repr(secret.key) not in repr(secret)


def test_a_wrong_password_is_told(tmp_path: Path) -> None:
    """The key stays shut."""
    path = tmp_path / "house.key"
    write_key_pair(new_key(), path, "right")

    with pytest.raises(KeyFileError, match="the password is wrong"):
        read_secret_key(path, lambda: "wrong")


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    """A lost key cannot be had again."""
    path = tmp_path / "house.key"
    write_key_pair(new_key(), path, "")
    before = path.read_bytes()

    with pytest.raises(OutputError, match="a file of that name is there"):
        write_key_pair(new_key(), path, "")

    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="a limit to the size of files is Unix's own")
def test_a_key_for_which_there_is_no_room_leaves_no_file(tmp_path: Path) -> None:
    """A half one could not be used, and would be in the way of the next."""
    import resource  # noqa: PLC0415 - not on Windows

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with pytest.raises(OutputError, match=r"house\.key"):
            write_key_pair(new_key(), tmp_path / "house.key", "")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a" * 300 + ".key", "a" * 252 + ".k"])
def test_a_name_too_long_for_one_of_the_two_is_told(tmp_path: Path, name: str) -> None:
    """In one sentence, and neither is there."""
    with pytest.raises(OutputError, match="the name is too long; choose a shorter one"):
        write_key_pair(new_key(), tmp_path / name, "")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no key\n",
        "untrusted comment: x\n",
        "untrusted comment: x\n!!!!\n",
        PUBLIC[:-20],
        SECRET,
    ],
)
def test_another_file_is_no_public_key(tmp_path: Path, text: str) -> None:
    """Neither an empty nor a cut file, nor the secret key by mistake."""
    path = tmp_path / "house.pub"
    path.write_text(text, encoding="ascii")

    with pytest.raises(KeyFileError, match=r"house\.pub cannot be used: it is no"):
        read_public_key(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"RUQa", b"RWQa"),  # the older way, which signs the message itself
        (b"\ntrusted", b"\ntrustworthy"),
        (b"BQ==\n", b""),
        (b"untrusted", b"unchecked"),
        (b"BQ==\n", b"BQ==\nmore\n"),
    ],
)
def test_lines_that_are_no_signature_are_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    """One sentence, whatever is wrong with the lines."""
    with pytest.raises(UpdateError, match="its signature is damaged, or none of minisign's"):
        signature_in(SIGNATURE.replace(old, new), tmp_path)
