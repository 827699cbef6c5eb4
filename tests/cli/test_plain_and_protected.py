"""Copies that leave the house: without the generation record, and under a password."""

from __future__ import annotations

import functools
import io
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument

from briefgen.cli import main
from briefgen.errors import PackFileError, PasswordError
from briefgen.render.protecting import checked_passphrase, is_protected, opened, protected
from briefgen.resources import bundled_templates

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSPHRASE = "Қазақ төрт сөз жол"
BUILD = ["build", "--topics", "culture", "--as-of", "2026-11-22"]


@functools.cache
def made(*options: str) -> Mapping[str, bytes]:
    """The bytes of the small pack built with ``options``, by suffix."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, "a.docx"), Path(folder, "a.pdf")]
        if "--password-file" in options:
            secret = Path(folder, "secret.txt")
            secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
            options = tuple(str(secret) if word == "FILE" else word for word in options)
        # What the build says belongs to no test: it runs in whichever asks first.
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            code = main([*BUILD, *options, "-o", str(paths[0]), "-o", str(paths[1])])
        assert code == 0
        return {path.suffix: path.read_bytes() for path in paths}


def locked() -> Mapping[str, bytes]:
    """The small pack under the password."""
    return made("--password-file", "FILE")


def secret_in(folder: Path, text: str = PASSPHRASE) -> list[str]:
    """The option that gives ``text`` as the password."""
    path = folder / "secret.txt"
    path.write_text(f"{text}\n", encoding="utf-8")
    return ["--password-file", str(path)]


# --- plain copies -------------------------------------------------------------------------------


def test_a_plain_word_file_has_neither_record_nor_marks_of_blocks() -> None:
    """No custom part, no bookmark or content control of a block; the words are the same."""
    parts = zipfile.ZipFile(io.BytesIO(made("--plain")[".docx"]))
    usual = zipfile.ZipFile(io.BytesIO(made()[".docx"])).read("word/document.xml")
    body = parts.read("word/document.xml")

    assert not [name for name in parts.namelist() if name.startswith("customXml")]
    assert b"customXml" not in parts.read("word/_rels/document.xml.rels")
    assert b"_Block" in usual
    assert b"_Block" not in body
    assert b"<w:sdt" not in body
    assert re.findall(rb"<w:t[ >][^<]*", body) == re.findall(rb"<w:t[ >][^<]*", usual)


def test_a_plain_pdf_has_neither_record_nor_marks_of_blocks() -> None:
    """No key of the record, no title in the structure tree; as many pages."""
    plain = pikepdf.open(io.BytesIO(made("--plain")[".pdf"]))
    usual = pikepdf.open(io.BytesIO(made()[".pdf"]))

    def titles(pdf: pikepdf.Pdf) -> int:
        return sum(
            isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/T" in thing
            for thing in pdf.objects
        )

    assert "/BriefgenRecord" in usual.docinfo
    assert not [key for key in plain.docinfo if "Record" in str(key)]
    assert titles(usual)
    assert not titles(plain)
    assert len(plain.pages) == len(usual.pages)


def test_a_copy_for_release_with_its_record_is_told_to_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the plain one is to be handed over."""
    command = [*BUILD, "--product", "releasable", "-o", str(tmp_path / "a.pdf")]
    assert main(command) == 0
    assert "hand over a copy made with “--plain”" in capsys.readouterr().err
    assert main([*command, "--plain"]) == 0
    assert "--plain" not in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_verify_says_that_a_plain_copy_carries_no_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    """One sentence, exit 2."""
    path = tmp_path / f"plain{suffix}"
    path.write_bytes(made("--plain")[suffix])

    assert main(["verify", str(path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "holds no generation record" in line
    assert "a plain copy" in line


# --- protected copies ---------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_the_password_and_no_other_opens_a_copy(suffix: str) -> None:
    """Without it and with a wrong one: one sentence; nothing of the words can be read."""
    data, path = locked()[suffix], Path(f"a{suffix}")

    assert is_protected(data)
    assert not is_protected(made()[suffix])
    for words in (b"generationRecord", b"Briefing", b"briefgen", "Briefing".encode("utf-16-be")):
        assert words not in data
    with pytest.raises(PasswordError, match="has a password: give"):
        opened(data, path, None)
    with pytest.raises(PasswordError, match="does not open with this password"):
        opened(data, path, PASSPHRASE.upper())
    with pytest.raises(PasswordError, match="does not open with this password"):
        opened(data, path, "")


def test_the_password_gives_the_very_bytes_of_the_word_file() -> None:
    """And the encryption is the agile one of Office with AES-256 and SHA-512."""
    data = locked()[".docx"]

    assert opened(data, Path("a.docx"), PASSPHRASE) == made()[".docx"]
    for words in (b'cipherAlgorithm="AES"', b'keyBits="256"', b'hashAlgorithm="SHA512"'):
        assert words in data


def test_the_password_gives_the_very_pages_of_the_pdf() -> None:
    """AES-256 of revision 6, metadata too; what draws the pages is the same, byte for byte."""
    plain = pikepdf.open(io.BytesIO(made()[".pdf"]))
    with pikepdf.open(io.BytesIO(locked()[".pdf"]), password=PASSPHRASE) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        for method in (pdf.encryption.stream_method, pdf.encryption.string_method):
            assert str(method).endswith("aesv3")
        assert pdf.allow.accessibility
        assert pdf.docinfo["/Title"] == plain.docinfo["/Title"]
        shown = [page.Contents.read_bytes() for page in pdf.pages]
    assert shown == [page.Contents.read_bytes() for page in plain.pages]


def test_a_protected_pdf_does_not_claim_to_be_archival() -> None:
    """PDF/A allows no password; PDF/UA does, and the claim of it stays."""
    with pikepdf.open(io.BytesIO(locked()[".pdf"]), password=PASSPHRASE) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()

    assert b"<pdfaid:" not in metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_reader_of_the_window_opens_a_protected_pdf() -> None:
    """Qt's own PDF reader takes the password, also one in Kazakh, and refuses another."""
    buffer = QBuffer()
    buffer.setData(QByteArray(locked()[".pdf"]))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.setPassword("something else altogether")
    document.load(buffer)
    refused = document.error()
    document.setPassword(PASSPHRASE)
    document.load(buffer)

    assert refused is QPdfDocument.Error.IncorrectPassword
    assert document.status() is QPdfDocument.Status.Ready
    assert document.pageCount() == len(pikepdf.open(io.BytesIO(made()[".pdf"])).pages)
    document.close()


def test_no_plain_bytes_are_written_on_the_way(tmp_path: Path) -> None:
    """Of all files that the build opens for writing, none ever holds a plain document."""
    out = tmp_path / "out"
    out.mkdir()
    spy = """
import os, sys
seen = []
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)) and arguments[2] & os.O_CREAT:
        seen.append(os.fsdecode(arguments[0]))
sys.addaudithook(note)
from pathlib import Path
def kept(self, target):
    data = self.read_bytes()
    assert not data.startswith((b"PK", )) and (b"%PDF" not in data or b"/Encrypt" in data)
    return move(self, target)
move, Path.replace = Path.replace, kept
from briefgen.cli import main
code = main(sys.argv[1:])
print(chr(10).join(name for name in seen if "__pycache__" not in name))
sys.exit(code)
"""
    words = [*BUILD, *secret_in(tmp_path), "-o", str(out / "a.docx"), "-o", str(out / "a.pdf")]
    done = subprocess.run(
        [sys.executable, "-c", spy, *words], capture_output=True, encoding="utf-8", check=False
    )

    assert done.returncode == 0, done.stderr
    created = [Path(line) for line in done.stdout.splitlines() if not line.endswith(".docx")]
    assert sum(path.suffix == ".part" for path in created) == 2
    # What has no name of its own only tries whether the folder can be written.
    assert {path for path in created if path.suffix != ".part"} <= {out, out / "a.pdf"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("elevensigns", "fewer than 12 letters"),
        ("", "fewer than 12 letters"),
        ("Ж" * 64, "longer than 127 bytes"),
        (" leading space", "begins or ends with a space"),
    ],
)
def test_a_password_that_protects_too_little_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    """Exit 2, one sentence, nothing written."""
    pdf = tmp_path / "a.pdf"

    assert main([*BUILD, *secret_in(tmp_path, text), "-o", str(pdf)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
    assert not pdf.exists()


@pytest.mark.parametrize(("content", "why"), [(None, "no such file"), (b"\xff\xfe\x00", "UTF-8")])
def test_a_password_file_that_cannot_be_read_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, why: str
) -> None:
    """Exit 2, one sentence, nothing written."""
    secret, pdf = tmp_path / "secret.txt", tmp_path / "a.pdf"
    if content is not None:
        secret.write_bytes(content)

    assert main([*BUILD, "--password-file", str(secret), "-o", str(pdf)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert str(secret) in line
    assert why in line
    assert not pdf.exists()


def test_protect_needs_a_terminal_or_a_file(tmp_path: Path) -> None:
    """A script gets one sentence instead of a question that nobody answers."""
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", *BUILD, "--protect", "-o", str(tmp_path / "a.pdf")],
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert "give it with --password-file FILE" in done.stderr
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_protect_asks_twice_and_shows_nothing(tmp_path: Path) -> None:
    """What is typed at a terminal locks the file and does not appear on it."""
    pdf = tmp_path / "a.pdf"
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "briefgen", *BUILD, "--protect", "-o", str(pdf)],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    for question in (b"Password of the copies: ", b"The same again: "):
        while question not in shown:
            shown += os.read(ours, 1024)
        os.write(ours, f"{PASSPHRASE}\n".encode())
    running.wait(60)
    os.close(ours)

    assert running.returncode == 0
    assert PASSPHRASE.encode() not in shown
    assert opened(pdf.read_bytes(), pdf, PASSPHRASE).startswith(b"%PDF-")


# --- verifying them -----------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_verify_takes_a_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    """Without it one sentence; with it the whole answer, down to the bytes."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(locked()[suffix])
    command = ["verify", str(path), "--as-of", "2026-11-22"]

    assert main(command) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "has a password: give the file that holds it with --password-file" in line
    assert main([*command, *secret_in(tmp_path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["unchanged"], answer["same_bytes"]) == (True, True)
    assert main([*command, *secret_in(tmp_path, "not the password")]) == 2
    assert "does not open with this password" in capsys.readouterr().err


def test_compare_reads_packs_under_a_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One locked, one not; a password that is missing is asked for in one sentence."""
    old, new = tmp_path / "old.pdf", tmp_path / "new.docx"
    old.write_bytes(locked()[".pdf"])
    new.write_bytes(made()[".docx"])

    assert main(["compare", str(old), str(new)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "has a password: give the file that holds it with --password-file" in line
    assert main(["compare", str(old), str(new), *secret_in(tmp_path)]) == 0


def test_edits_are_kept_from_a_locked_file_which_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same password opens the edited file and locks the new one; its name must be another."""
    brief = tmp_path / "visit.brief"
    brief.write_bytes((bundled_templates() / "sample.brief").read_bytes())
    command = [BUILD[0], str(brief), *BUILD[1:], *secret_in(tmp_path)]
    assert main([*command, "--into", str(tmp_path)]) == 0
    (edited,) = tmp_path.glob("*.docx")
    before = edited.read_bytes()
    capsys.readouterr()

    assert main([*command, "--keep-edits", str(edited), "--into", str(tmp_path)]) == 2
    assert "write the new pack under another name" in capsys.readouterr().err
    assert edited.read_bytes() == before
    again = tmp_path / "again.docx"
    assert main([*command, "--keep-edits", str(edited), "-o", str(again)]) == 0
    assert "nothing was edited" in capsys.readouterr().err
    assert is_protected(again.read_bytes())
    (pdf,) = tmp_path.glob("*.pdf")
    assert main([*command, "--keep-edits", str(pdf), "-o", str(again)]) == 2
    assert "this is a PDF" in capsys.readouterr().err


def test_a_password_typed_with_composed_or_split_letters_is_the_same() -> None:
    """Keyboards differ in how they write й and ё."""
    split = "Й" * 6 + "ё" * 6
    composed = checked_passphrase(split)

    assert len(composed) == 12
    data = protected(made()[".docx"], ".docx", composed)
    assert opened(data, Path("a.docx"), split) == made()[".docx"]


def test_a_damaged_locked_file_is_refused_in_one_sentence() -> None:
    """Cut off, changed by a few bytes, or asking for an absurd number of rounds."""
    word, path = locked()[".docx"], Path("a.docx")
    middle = len(word) // 2
    changed = word[:middle] + bytes(100) + word[middle + 100 :]
    absurd = word.replace(b'spinCount="100000"', b'spinCount="9999999"', 1)

    for data in (word[:20_000], changed):
        with pytest.raises(PackFileError, match="is damaged"):
            opened(data, path, PASSPHRASE)
    with pytest.raises(PackFileError, match="absurd time"):
        opened(absurd, path, PASSPHRASE)
    with pytest.raises(PackFileError, match="is damaged"):
        opened(locked()[".pdf"].replace(b"/R 6", b"/R 9"), path, PASSPHRASE)
