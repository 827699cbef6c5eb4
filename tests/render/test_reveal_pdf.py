"""What is told of the PDFs of others: each thing that was planted in one."""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.render.test_reveal import FINE, LEAKS, LOOK, PERSON, lines_of, told, with_gps

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.render.revealing.lines import Judgement


@functools.cache
def foreign_pdf() -> bytes:
    """A PDF as a library makes it, then added to by another program."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "Words.")
    text = canvas.beginText(72, 600)
    text.setTextRenderMode(3)
    text.textLine("unseen")
    canvas.drawText(text)
    canvas.linkURL("https://example.org/a", (0, 0, 9, 9))
    canvas.save()
    with pikepdf.open(out) as pdf:
        _plant(pdf)
        again = io.BytesIO()
        pdf.save(again)
    return again.getvalue() + b"\n1000 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"


def _plant(pdf: pikepdf.Pdf) -> None:
    """Put everything into ``pdf`` that a file may give away."""
    pdf.docinfo["/Author"] = PERSON
    pdf.docinfo["/CreationDate"] = "D:20261122093015+05'00'"
    pdf.docinfo["/SourcePath"] = r"C:\Users\jtelltale\a.docx"
    pdf.attachments["list.xlsx"] = b"names"
    page = pdf.pages[0].obj
    page["/PieceInfo"] = pikepdf.Dictionary()
    page["/Thumb"] = pdf.make_stream(b"x")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9],
        T=pikepdf.String(PERSON), Contents=pikepdf.String("Is this true?"),
    )  # fmt: skip
    page.Annots.append(pdf.make_indirect(note))
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("x"))
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("a")))
    pdf.Root["/OCProperties"] = pikepdf.Dictionary(OCGs=[layer])
    pdf.Root["/Places"] = pikepdf.Array([pikepdf.String("/home/jtelltale/b.docx")])
    picture = pdf.make_stream(with_gps())
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Filter = pikepdf.Name.DCTDecode
    pdf.Root["/Own"] = picture
    metadata = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
        'xmlns:p="http://ns.adobe.com/photoshop/1.0/" '
        'xmpMM:DocumentID="uuid:7"><p:Credit>Desk Telltale</p:Credit></rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    )
    packet = pdf.make_stream(metadata.encode())
    packet.Type, packet.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root["/Metadata"] = packet


@pytest.mark.parametrize(
    ("words", "judgement"),
    [
        (f"“{PERSON}”: an office may stand here", LOOK),
        ("created D:20261122093015+05'00': the time tells when", LOOK),
        ("made into a PDF with “ReportLab PDF Library", LOOK),
        (f"1 comment or mark, by {PERSON}", LEAKS),
        ("1 attached file: list.xlsx", LEAKS),
        ("does something when it is opened or clicked (JavaScript)", LEAKS),
        ("1 link to the web: example.org", FINE),
        ("1 page or drawing with text that is not drawn", LOOK),
        ("1 layer that can be switched", LOOK),
        ("1 small picture of pages", LOOK),
        ("notes that a program keeps for itself", LOOK),
        ("1 earlier version of the file", LEAKS),
        ("tells where it was taken (GPS)", LEAKS),
        ("Credit: “Desk Telltale”", LOOK),
        ("ids that let copies and earlier states be matched", LOOK),
        (r"“C:\Users\jtelltale\a.docx” in object", LEAKS),
        ("“/home/jtelltale/b.docx” in object", LEAKS),
        ("Helvetica are not inside", LOOK),
        ("no generation record", FINE),
    ],
)
def test_each_thing_planted_in_a_pdf_is_found(
    tmp_path: Path, words: str, judgement: Judgement
) -> None:
    """In objects, in the metadata packet, in pictures, and behind the end of the file."""
    assert told(lines_of(foreign_pdf(), tmp_path, "a.pdf"), words) is judgement
