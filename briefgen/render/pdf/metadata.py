"""What the file says of itself: title, author, dates, and which standards it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.record_form import record_text
from briefgen.render.pdf_strings import text_string
from briefgen.render.printable import clean

if TYPE_CHECKING:
    from datetime import date

    from briefgen.pack.blocks import Pack

PRODUCER = "briefgen"
_RECORD_KEY = "BriefgenRecord"  # in the document information: the generation record as JSON
_LONGEST = 32_000  # characters in one string: PDF/A-2 lets none pass 32,767 bytes

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def xmp_packet(pack: Pack) -> bytes:
    """The metadata stream of ``pack``, claiming PDF/A-2a and PDF/UA-1."""
    return _PACKET.format(
        title=_escape(pack.title),
        author=_escape(pack.author),
        subject=_escape(pack.subject),
        language=_escape(pack.language),
        date=f"{pack.as_of.isoformat()}T00:00:00Z",
        producer=PRODUCER,
    ).encode()


def information(pack: Pack) -> bytes:
    """The document information dictionary; it agrees with `xmp_packet`."""
    day = text_string(_pdf_date(pack.as_of))
    entries = {
        "Title": text_string(pack.title),
        "Author": text_string(pack.author),
        "Subject": text_string(pack.subject),
        "Creator": text_string(PRODUCER),
        "Producer": text_string(PRODUCER),
        "CreationDate": day,
        "ModDate": day,
    }
    if pack.record:
        text = record_text(pack.record)
        for number, start in enumerate(range(0, len(text), _LONGEST), 1):
            entries[record_key(number)] = text_string(text[start : start + _LONGEST])
    return b"<<%s>>" % b"".join(b"/%s%s" % (key.encode(), value) for key, value in entries.items())


def record_key(number: int) -> str:
    """The key of a piece of the generation record, counted from 1; most need no second."""
    return _RECORD_KEY if number == 1 else f"{_RECORD_KEY}{number}"


def _escape(text: str) -> str:
    """``text`` as the content of an XML element; the library's own would load its networking."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _pdf_date(day: date) -> str:
    return f"D:{day:%Y%m%d}000000Z"
