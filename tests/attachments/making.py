"""Files as telephones, scanners and office programs make them, with all that they tell of themselves."""

from __future__ import annotations

import struct
import wave
import zipfile
import zlib
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter

from village_board.attachments.judging import inspect
from village_board.attachments.model import FileLimits, Inspected, Upload

MB = 1 << 20
LIMITS = FileLimits(
    picture=20 * MB, pdf=50 * MB, table=20 * MB, sound=20 * MB, pixels=50_000_000, unpacked=200 * MB, pages=1000
)
#: what no kept picture may hold
MAKER, COMMENT, ARTIST, NOTE = b"Maker-of-telephones", b"taken at the well", b"Artist-Zhang", b"NOTE-OF-THE-MAKER"
SECRETS = (MAKER, COMMENT, ARTIST, NOTE, b"Exif\0\0", b"http://ns.adobe.com/xap", b"GPSLatitude")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>GPSLatitude 30,15N Artist-Zhang</rdf:RDF></x:xmpmeta>'


def exif(side: int = 1) -> bytes:
    """Return an EXIF block with place, maker, maker's note and orientation."""
    block = Image.Exif()
    block[0x010F], block[0x013B], block[0x0112] = MAKER.decode(), ARTIST.decode(), side
    gps = block.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (30.0, 15.0, 10.0), "E", (120.0, 9.0, 18.0)
    block.get_ifd(0x8769)[0x927C] = NOTE
    return block.tobytes()


def painted(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """Return a picture whose left upper corner is red, the rest blue."""
    image = Image.new("RGB", (width, height), (20, 40, 200))
    image.paste((200, 30, 30), (0, 0, width // 2, height // 2))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the bytes of a picture."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(side: int = 1, **options: Any) -> bytes:
    """Return a photograph that tells everything, with a film behind its end as some telephones put it."""
    told = {"exif": exif(side), "comment": COMMENT, "xmp": XMP} | options
    return saved(painted(), "JPEG", quality=95, **told) + b"\0\0\0\x18ftypmp42" + MAKER


def png(side: int = 1) -> bytes:
    """Return a PNG with EXIF and texts."""
    info = PngInfo()
    info.add_text("Comment", COMMENT.decode())
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    info.add_text("Author", ARTIST.decode(), zip=True)
    return saved(painted(), "PNG", pnginfo=info, exif=exif(side))


def webp(side: int = 1, **options: Any) -> bytes:
    """Return a WebP with EXIF and XMP."""
    return saved(painted(), "WEBP", exif=exif(side), xmp=XMP, **options)


def png_chunk(name: bytes, body: bytes) -> bytes:
    """Return a chunk with its sum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(body, zlib.crc32(name)))


_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
    b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)


def pdf(text: str = "Total 8000", extra: str = "", streams: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    """Return a PDF of one page with `text`, further entries of its catalogue, and further streams."""
    drawn = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        *(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head.encode(), len(body), body) for head, body in streams),
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
    return bytes(out)


def packed_pdf(extra: str) -> bytes:
    """Return a PDF whose catalogue and pages lie packed in one stream, and its table of places in another."""
    catalogue = f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode()
    pages, page = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    parts = (catalogue, pages, page)
    starts = [sum(len(part) + 1 for part in parts[:n]) for n in range(len(parts))]
    head = " ".join(f"{n} {start}" for n, start in enumerate(starts, start=1)).encode() + b" "
    body = zlib.compress(head + b"\n".join(parts))
    out = bytearray(b"%PDF-1.7\n")
    packed = len(out)
    out += b"4 0 obj\n<< /Type /ObjStm /N 3 /First %d /Filter /FlateDecode /Length %d >>\n" % (len(head), len(body))
    out += b"stream\n" + body + b"\nendstream\nendobj\n"
    table = len(out)
    rows = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, packed, 0), (1, table, 0)]
    places = zlib.compress(b"".join(struct.pack(">BHB", *row) for row in rows))
    out += b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>\n" % len(places)
    out += b"stream\n" + places + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def written(writer: PdfWriter) -> bytes:
    """Return the bytes of a PDF."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    """Return a PDF with a password."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def xlsx(*rows: tuple[object, ...]) -> bytes:
    """Return a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "账目"
    for row in rows or (("姓名", "金额"), ("张三", 800)):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(*paragraphs: str, **parts: bytes | str) -> bytes:
    """Return a text of `paragraphs` with further parts, ``__`` standing for ``/`` and ``_`` for the dot."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs or ("会议记录",))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        main = f'<?xml version="1.0" encoding="UTF-8"?><w:document {WORD}><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", parts.pop("main", main))
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def wav() -> bytes:
    """Return a tenth of a second of silence."""
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    return out.getvalue()


def ogg() -> bytes:
    """Return an Ogg file of two pages, as a chat's voice note begins."""

    def page(number: int, body: bytes) -> bytes:
        return b"OggS\0\2" + bytes(8) + struct.pack("<III", 7, number, 0) + bytes((1, len(body))) + body

    return page(0, b"OpusHead\1\1" + bytes(9)) + page(1, b"sound" * 9)


def mp3() -> bytes:
    """Return three frames of silence behind an ID3 tag."""
    frame = b"\xff\xfb\x90\x00"
    return b"ID3\4\0\0\0\0\0\4abcd" + (frame + bytes(144 * 128_000 // 44_100 - 4)) * 3


GOOD: dict[str, bytes] = {
    "方案.pdf": pdf(),
    "照片.jpg": jpeg(),
    "扫描.png": png(),
    "图.webp": webp(),
    "预算.xlsx": xlsx(),
    "纪要.docx": docx(),
    "名单.csv": "姓名,金额\n张三,800\n".encode("gb18030"),
    "说明.txt": "说明：已公示。\n".encode(),
    "语音.ogg": ogg(),
    "语音.mp3": mp3(),
    "语音.wav": wav(),
}


def file(content: bytes | None = None, name: str = "方案.pdf") -> Inspected:
    """Return a file that was inspected."""
    return inspect(Upload(pdf() if content is None else content, name), LIMITS)
