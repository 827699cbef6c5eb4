"""briefgen selftest: does this copy of the program work? Makes a DOCX and a PDF and checks them."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.options import counted
from briefgen.errors import BriefgenError
from briefgen.factbase.load import load_factbase
from briefgen.pack.brief_file import read_brief, request_from
from briefgen.resources import bundled_data, bundled_templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.pack.blocks import Pack

_AS_OF = date(2026, 11, 22)


class SelfTestError(BriefgenError):
    """A part of the program that does not do what it must."""


@click.command(short_help="See whether the program works here.")
def selftest() -> int:
    """Make a DOCX and a PDF in a temporary folder and check them."""
    from briefgen.render.files import export  # noqa: PLC0415 - slow to import
    from briefgen.render.making import make_to_fit  # noqa: PLC0415

    templates = bundled_templates()
    base = load_factbase(bundled_data())
    _expect(not base.problems, "the bundled fact base has problems")
    sample = templates / "sample.brief"
    request = request_from(read_brief(sample), sample)
    made, house = make_to_fit(base, request, templates, _AS_OF)
    _expect(not made.blocking, "the sample pack fails its own checks")
    with tempfile.TemporaryDirectory(prefix="briefgen-selftest-") as folder:
        paths = [Path(folder) / "sample.docx", Path(folder) / "sample.pdf"]
        export(made.pack, house, paths)
        first = [path.read_bytes() for path in paths]
        export(made.pack, house, paths)
        _expect(first == [path.read_bytes() for path in paths], "two runs differ")
    _check_docx(first[0], made.pack)
    _check_pdf(first[1])
    _check_passwords(dict(zip((".docx", ".pdf"), first, strict=True)))
    _check_signatures()
    _check_faces()
    facts, blocks = counted(len(base.facts), "fact"), counted(len(made.pack.blocks), "block")
    print(f"selftest passed: {facts}, {blocks}.")
    return 0


def _check_faces() -> None:
    """Every face that text may call for is there, those of no sample too."""
    from briefgen.render.faces.fonts import FACES, face_file  # noqa: PLC0415 - slow to import

    for name in FACES:
        try:
            face_file(name)
        except ImportError as error:
            raise SelfTestError(
                f"The selftest failed: the type face {name} is missing; install the program again."
            ) from error


def _expect(holds: bool, fault: str) -> None:
    if not holds:
        raise SelfTestError(f"The selftest failed: {fault}; install the program again.")


def _check_docx(data: bytes, pack: Pack) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _expect(archive.testzip() is None, "the DOCX is damaged")
        body = archive.read("word/document.xml").decode("utf-8")
    headings = sum(type(block).__name__ == "Heading" for block in pack.blocks)
    _expect(body.count('<w:pStyle w:val="Heading') >= headings, "the DOCX lacks headings")


def _check_pdf(data: bytes) -> None:
    _expect(data.startswith(b"%PDF-1.7"), "the PDF has no header")
    _expect(data.rstrip().endswith(b"%%EOF"), "the PDF is cut off")
    _expect(b"/StructTreeRoot" in data or b"/ObjStm" in data, "the PDF has no structure tree")


def _check_passwords(files: Mapping[str, bytes]) -> None:
    """A frozen program must carry the libraries that lock files whole."""
    from briefgen.render.protecting import opened, protected  # noqa: PLC0415 - slow to import

    words = "four words that open"
    plain = {
        suffix: opened(protected(data, suffix, words), Path(f"selftest{suffix}"), words)
        for suffix, data in files.items()
    }
    _expect(plain[".docx"] == files[".docx"], "a DOCX under a password does not open again")
    _expect(b"/StructTreeRoot" in plain[".pdf"], "a PDF under a password does not open again")


def _check_signatures() -> None:
    """A frozen program must carry the library of signatures whole."""
    from briefgen.trust.keys import new_key  # noqa: PLC0415 - loads libsodium
    from briefgen.trust.signing import check, sign, signature_in  # noqa: PLC0415

    secret, place = new_key(), Path("selftest")
    lines = sign(b"facts", secret, "selftest")
    _, comment = check(b"facts", signature_in(lines, place), [secret.public], place)
    _expect(comment == "selftest", "a signature is not read as it was made")
