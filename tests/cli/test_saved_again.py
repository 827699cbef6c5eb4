"""A finished file that another program only saved again, and one that it put something into."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from briefgen.cli import main
from tests.pack.base_edits import MADE_ON, base_of, changed_figure, files_from
from tests.render.word_files import opened, parts_of, zipped
from tests.tiny_base import write_tiny_base

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = ["--as-of", str(MADE_ON)]
SAME = "Every page says and shows what it did; another program saved the file again."
SCRIPT = "app.alert('hello')"


@pytest.fixture
def pack(tmp_path: Path) -> tuple[Path, Path]:
    """A Word file and a PDF."""
    return files_from(base_of(tmp_path / "facts"), tmp_path)


def said(
    path: Path, capsys: pytest.CaptureFixture[str], *, facts: Path | None = None
) -> tuple[int, str, dict[str, Any]]:
    """The exit code of verify, its sentences, and what it says as JSON."""
    argv = ["verify", str(path), "--facts", str(facts or path.parent / "facts"), *DAY]
    capsys.readouterr()
    code = main(argv)
    told = capsys.readouterr().out
    assert main([*argv, "--json"]) == code
    return code, told, json.loads(capsys.readouterr().out)


def resaved(path: Path, edit: Callable[[Pdf], object], **options: Any) -> Path:  # noqa: ANN401
    """The PDF at ``path`` after ``edit``, saved by another program."""
    there = path.with_name("saved.pdf")
    with pikepdf.open(path) as pdf:
        edit(pdf)
        pdf.save(there, **options)
    return there


# --- a PDF that was only saved again ------------------------------------------------------------


def describe(pdf: Pdf) -> None:
    """Add to the XMP, as viewers and archives do."""
    with pdf.open_metadata() as metadata:
        metadata["xmp:Label"] = "seen by the registry"
        metadata["xmp:ModifyDate"] = "2026-12-01T09:00:00+05:00"


def sign_as_producer(pdf: Pdf) -> None:
    """Write another program and another day into the properties."""
    pdf.docinfo["/Producer"] = "Some Viewer 3.1"
    pdf.docinfo["/ModDate"] = "D:20261201090000+05'00'"


@pytest.mark.parametrize(
    ("edit", "options"),
    [
        (lambda _: None, {}),
        (lambda _: None, {"linearize": True}),
        (lambda _: None, {"qdf": True}),
        (lambda _: None, {"normalize_content": True}),
        (lambda _: None, {"recompress_flate": True}),
        (lambda _: None, {"compress_streams": False}),
        (lambda _: None, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}),
        (lambda _: None, {"force_version": "1.7", "deterministic_id": True}),
        (describe, {}),
        (sign_as_producer, {}),
    ],
)
def test_a_pdf_that_was_only_saved_again_is_told_in_one_sentence(
    pack: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    edit: Callable[[Pdf], None],
    options: dict[str, Any],
) -> None:
    """Each of its bytes is another, and nothing that it says or shows: exit 0."""
    again = resaved(pack[1], edit, **options)
    assert again.read_bytes() != pack[1].read_bytes()
    code, told, document = said(again, capsys)

    assert code == 0
    assert f"\n{SAME}\n" in told
    assert "alteration" not in told
    assert "cannot be made again" not in told
    assert document["unchanged"] is True
    assert document["saved_again"] is True
    assert document["same_bytes"] is False
    assert document["edits"] == document["beside"] == []
    assert not any(document["pages"].values())


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize(
    "options", [(), ("--linearize",), ("--qdf",), ("--object-streams=generate",)]
)
def test_a_pdf_saved_by_qpdf_is_told_as_that(
    pack: tuple[Path, Path], capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    """The program itself, by its command line."""
    again = pack[1].with_name("saved.pdf")
    command = ["qpdf", *options, str(pack[1]), str(again)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    code, told, _ = said(again, capsys)

    assert (code, SAME in told) == (0, True)


def test_a_file_as_it_was_written_is_not_told_to_be_saved_again(
    pack: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither format."""
    for path in pack:
        code, told, document = said(path, capsys)
        assert (code, document["saved_again"], document["same_bytes"]) == (0, False, True)
        assert "saved" not in told


def test_where_other_facts_make_another_pack_it_cannot_be_told(
    pack: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Then nobody has the pages to hold it against: the broken seal is told."""
    facts = write_tiny_base(tmp_path / "new", **changed_figure("46"))
    code, told, document = said(resaved(pack[1], describe), capsys, facts=facts)

    assert (code, document["saved_again"], document["beside"]) == (1, False, None)
    assert "The words of the pages are as printed, but the file was changed otherwise." in told


def test_a_protected_pdf_is_looked_at_too(
    pack: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It has lost its seal with its password put on, so its pages are all there is to go by."""
    word = tmp_path / "word"
    word.write_text("Сапар алдында төрт сөз")
    locked = pikepdf.Encryption(owner="Сапар алдында төрт сөз", user="Сапар алдында төрт сөз", R=6)
    argv = ["--facts", str(tmp_path / "facts"), *DAY, "--password-file", str(word)]

    again = resaved(pack[1], describe, encryption=locked)
    assert main(["verify", str(again), *argv]) == 0
    assert SAME in capsys.readouterr().out
    again = resaved(pack[1], attach, encryption=locked)
    assert main(["verify", str(again), *argv]) == 1
    assert "What is attached to it or embedded in it is another." in capsys.readouterr().out


# --- a PDF into which something was put ---------------------------------------------------------


def attach(pdf: Pdf) -> None:
    """Attach a file."""
    pdf.attachments["annex.txt"] = b"another annex"


def run_when_opened(pdf: Pdf) -> None:
    """Run a script when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(SCRIPT))


def run_by_name(pdf: Pdf) -> None:
    """Have a script of the whole file."""
    action = Dictionary(S=Name.JavaScript, JS=String(SCRIPT))
    tree = Dictionary(Names=Array([String("hello"), action]))
    pdf.Root.Names = Dictionary(JavaScript=tree)


def run_on_a_page(pdf: Pdf) -> None:
    """Run a script when the second page is turned to."""
    pdf.pages[1].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(SCRIPT)))


def ask(pdf: Pdf) -> None:
    """Have a field that no page shows yet."""
    field = Dictionary(FT=Name.Tx, T=String("name"), V=String("agreed"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def layer(pdf: Pdf) -> None:
    """Have a layer that nothing is on yet."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("For us only")))
    shown = Dictionary(ON=Array([group]), Order=Array([group]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=shown)


def mislead(pdf: Pdf) -> None:
    """Have a paragraph read aloud in another language, though it is drawn as it was."""
    element = pdf.Root.StructTreeRoot.K
    while not isinstance(element, Dictionary) or isinstance(element.get("/K"), (Array, Dictionary)):
        element = element[0] if isinstance(element, Array) else element.K
        if isinstance(element, Dictionary) and element.get("/S") == Name.P:
            break
    element.Lang = String("fr-FR")
    element.E = String("something else")


def rename(pdf: Pdf) -> None:
    """Give it another title."""
    pdf.docinfo["/Title"] = "Final and cleared"


def describe_otherwise(pdf: Pdf) -> None:
    """Give it another title in its XMP alone."""
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "Final and cleared"


def mark(pdf: Pdf) -> None:
    """Name a bookmark otherwise."""
    pdf.Root.Outlines.First.Title = String("Agreed text")


def hide(pdf: Pdf) -> None:
    """Open it without its menus."""
    pdf.Root.ViewerPreferences.HideMenubar = True


@pytest.mark.parametrize(
    ("edit", "kind", "told"),
    [
        (attach, "attached", "What is attached to it or embedded in it is another."),
        (run_when_opened, "runs", "It runs or fetches what it did not: a script, a macro,"),
        (run_by_name, "runs", "It runs or fetches what it did not: a script, a macro,"),
        (run_on_a_page, "runs", "It runs or fetches what it did not: a script, a macro,"),
        (ask, "form", "Its fields to fill in or to sign are others."),
        (layer, "layers", "Its layers that can be shown and hidden are others."),
        (mislead, "spoken", "What it tells a screen reader is another."),
        (rename, "named", "Its title, author, subject or keywords are others."),
        (describe_otherwise, "named", "Its title, author, subject or keywords are others."),
        (mark, "bookmarks", "Its bookmarks are others."),
        (hide, "settings", "A setting of the whole file is another, as how it opens."),
    ],
)
def test_what_was_put_into_a_pdf_is_told_though_its_pages_are_as_they_were(
    pack: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    edit: Callable[[Pdf], None],
    kind: str,
    told: str,
) -> None:
    """Exit 1, by what it is; it is not called saved again."""
    code, out, document = said(resaved(pack[1], edit), capsys)

    assert code == 1
    assert "1 alteration in the file.\n  Every page is drawn as it was.\n" in out
    assert f"\n  {told}" in out
    assert document["beside"] == [kind]
    assert (document["saved_again"], document["unchanged"]) == (False, False)
    assert [edit["deed"] for edit in document["edits"]] == ["touched"]


def cover(pdf: Pdf) -> None:
    """Draw a white box over words of the third page."""
    pdf.pages[2].contents_add(pdf.make_stream(b"q 1 1 1 rg 0 300 600 200 re f Q"))


def fold(pdf: Pdf) -> None:
    """Put words on the third page that a viewer shows or hides."""
    layer(pdf)
    page = pdf.pages[2]
    page.obj.Resources.Properties = Dictionary(Oc1=pdf.Root.OCProperties.OCGs[0])
    page.contents_add(pdf.make_stream(b"/OC /Oc1 BDC q 0 0 9 9 re f Q EMC"))


def field(pdf: Pdf) -> None:
    """Put a field to fill in on the third page."""
    ask(pdf)
    widget = pdf.Root.AcroForm.Fields[0]
    widget.Subtype, widget.Rect = Name.Widget, Array([100, 100, 200, 120])
    page = pdf.pages[2]
    page.obj.Annots = Array([*page.obj.get("/Annots", []), widget])


def embed(pdf: Pdf) -> None:
    """Stick a file to the third page."""
    held = pdf.make_stream(b"another annex")
    file = Dictionary(Type=Name.Filespec, F=String("annex.txt"), EF=Dictionary(F=held))
    note = Dictionary(Subtype=Name.FileAttachment, Rect=[9, 9, 30, 30], FS=file)
    page = pdf.pages[2]
    page.obj.Annots = Array([*page.obj.get("/Annots", []), pdf.make_indirect(note)])


@pytest.mark.parametrize(
    ("edit", "beside"), [(cover, []), (fold, ["layers"]), (field, ["form"]), (embed, [])]
)
def test_what_was_put_on_a_page_is_told_by_the_page_and_by_what_it_is(
    pack: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    edit: Callable[[Pdf], None],
    beside: list[str],
) -> None:
    """A white box over words, a layer, a field, a file stuck on."""
    code, told, document = said(resaved(pack[1], edit), capsys)

    assert code == 1
    assert "Page 3 is drawn otherwise, or bears a note." in told
    assert document["pages"]["otherwise"] == [3]
    assert document["beside"] == beside
    assert document["saved_again"] is False


# --- a Word file --------------------------------------------------------------------------------

RELATION = (
    '<Relationship Id="rId999" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
)


def with_part(path: Path, kind: str, target: str, content: bytes | None) -> None:
    """Put a part of that ``kind`` into the Word file; outside of it where it has no ``content``."""
    parts = parts_of(path.read_bytes())
    relations = "word/_rels/document.xml.rels"
    mode = "" if content is not None else ' TargetMode="External"'
    relation = RELATION.format(kind=kind, target=target, mode=mode)
    parts[relations] = parts[relations].replace(b"</Relationships>", relation.encode())
    if content is not None:
        parts[f"word/{target}"] = content
    path.write_bytes(zipped(parts))


@pytest.mark.parametrize(
    ("kind", "target", "content", "beside", "told"),
    [
        ("image", "media/image1.png", b"\x89PNG", "pictures", "A picture was put into it."),
        ("image", "https://example.org/a.png", None, "pictures", "A picture was put into it."),
        ("oleObject", "embeddings/oleObject1.bin", b"\xd0", "attached", "What is attached to it"),
        ("aFChunk", "more.html", b"<p>More</p>", "attached", "What is attached to it"),
        ("vbaProject", "vbaProject.bin", b"\xd0", "runs", "It runs or fetches what it did not"),
        ("attachedTemplate", "https://example.org/a.dotm", None, "runs", "It runs or fetches"),
        ("comments", "comments.xml", b"<c/>", "comments", "Comments were put into it."),
    ],
)
def test_what_was_put_into_a_word_file_is_told(
    pack: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    kind: str,
    target: str,
    content: bytes | None,
    beside: str,
    told: str,
) -> None:
    """No word of it is another, and it is not called saved again."""
    with_part(pack[0], kind, target, content)
    code, out, document = said(pack[0], capsys)

    assert code == 1
    assert f"1 alteration in the file.\n  {told}" in out
    assert document["beside"] == [beside]
    assert (document["saved_again"], document["pages"]) == (False, None)


def test_a_word_file_that_was_only_saved_again_is_told_so_as_json_too(
    pack: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 0, as of a PDF."""
    opened(str(pack[0])).save(str(pack[0]))
    code, told, document = said(pack[0], capsys)

    assert code == 0
    assert "What the file says is unaltered; another program saved it again." in told
    assert (document["saved_again"], document["beside"]) == (True, [])
