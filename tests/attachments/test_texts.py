"""The words of a file, with their places, for the gate that looks for personal data."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from tests.attachments.making import GOOD, WORD, docx, jpeg, pdf, png, written, xlsx
from village_board.attachments.model import MediaType
from village_board.attachments.refusals import FileDamaged
from village_board.attachments.texts import needs_human, text_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file without a name that says anything, as attachments lie."""
    return tmp_path / "ab12"


def said(path: Path, content: bytes, media_type: MediaType) -> list[tuple[str, str]]:
    """Return places and words of a file."""
    path.write_bytes(content)
    return [(str(place), words) for place, words in text_of(path, media_type)]


def test_a_pdf_page_by_page(path: Path) -> None:
    """The words of each page, its notes, and who made it; a page of a scan needs a human."""
    # Guard: attachments/texts.py:_pdf - an identity number on page two of the annex.
    writer = PdfWriter()
    for text in ("first 8000", "second 9000"):
        path.write_bytes(pdf(text))
        writer.add_page(PdfReader(path).pages[0])
    note = FreeText(text="13900000000", rect=(10, 10, 90, 30))
    writer.add_annotation(page_number=1, annotation=note)
    writer.add_metadata({"/Author": "Zhang San"})
    found = said(path, written(writer), MediaType.PDF)
    assert ("page 1", "first 8000") in found
    assert ("page 2", "second 9000") in found
    assert ("note on page 2", "13900000000") in found
    assert any(place == "about the file" and "Zhang San" in words for place, words in found)
    assert not needs_human(path, MediaType.PDF)
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    assert said(path, written(blank), MediaType.PDF)[1:] == []
    assert needs_human(path, MediaType.PDF)


def test_a_workbook_cell_by_cell_with_its_comments_and_hidden_sheets(path: Path) -> None:
    """Sheet and cell as the clerk sees them; what is hidden is told too."""
    book = load_workbook(BytesIO(xlsx(("姓名", "金额"), ("张三", 800))))
    sheet = book.active
    sheet["AB3"] = "一行很远"
    sheet["A2"].comment = Comment("身份证在柜里", "王会计")
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "6217000000000000000"
    hidden.sheet_state = "hidden"
    book.save(path)
    found = said(path, path.read_bytes(), MediaType.XLSX)
    assert ("sheet 账目, cell B2", "800") in found
    assert ("sheet 账目, cell AB3", "一行很远") in found
    assert ("sheet 底稿, cell A1", "6217000000000000000") in found
    assert any(place.startswith("comment") and "身份证在柜里" in words for place, words in found)
    assert any("王会计" in words for _, words in found)
    assert not needs_human(path, MediaType.XLSX)


def test_a_text_paragraph_by_paragraph_with_what_is_hidden_in_it(path: Path) -> None:
    """Header, comment with its author, and deleted words that anybody can bring back."""
    # Guard: attachments/texts.py:_DOCX_PARTS - the names that were struck out.
    deleted = f"<w:document {WORD}><w:p><w:r><w:t>会议</w:t></w:r><w:del><w:r><w:delText>张三</w:delText></w:r></w:del>"
    content = docx(
        main=f"{deleted}</w:p><w:p/><w:p><w:r><w:t>第</w:t><w:t>二</w:t></w:r></w:p></w:document>",
        word__header1_xml=f"<w:hdr {WORD}><w:p><w:r><w:t>内部</w:t></w:r></w:p></w:hdr>",
        word__comments_xml=f'<w:comments {WORD}><w:comment w:author="王会计"><w:p><w:r><w:t>查卡号</w:t></w:r></w:p>'
        "</w:comment></w:comments>",
    )
    found = said(path, content, MediaType.DOCX)
    assert ("body text, paragraph 1", "会议张三") in found
    assert ("body text, paragraph 2", "第二") in found
    assert ("page header, paragraph 1", "内部") in found
    assert [words for place, words in found if place.startswith("comment")] == ["王会计", "查卡号"]
    assert not needs_human(path, MediaType.DOCX)
    path.write_bytes(docx(word__media__image1_png=png()))
    assert needs_human(path, MediaType.DOCX)


def test_tables_and_texts_of_both_encodings(path: Path) -> None:
    """Line by line, cell by cell, in UTF-8 and GB18030."""
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert said(path, "一\n\n张三的电话\n".encode(encoding), MediaType.TEXT) == [
            ("line 1", "一"), ("line 3", "张三的电话"),
        ]  # fmt: skip
        assert ("cell B2", "800") in said(path, "姓名,金额\n张三,800\n".encode(encoding), MediaType.CSV)


@pytest.mark.parametrize("name", ["照片.jpg", "扫描.png", "图.webp", "语音.ogg", "语音.mp3", "语音.wav"])
def test_pictures_and_recordings_say_nothing_and_need_a_human(path: Path, name: str) -> None:
    """No program of this house reads them: a human must look or listen."""
    kinds = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "ogg": "OGG", "mp3": "MP3", "wav": "WAV"}
    media_type = MediaType[kinds[name.rpartition(".")[2]]]
    assert said(path, GOOD[name], media_type) == []
    assert needs_human(path, media_type)


def test_a_photograph_in_a_pdf_needs_a_human(path: Path) -> None:
    """Also beside words: the stamp may cover a signature."""
    head = "/Type /XObject /Subtype /Image /Width 64 /Height 48 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    content = pdf(streams=((f"{head} /Filter /DCTDecode", jpeg()),))
    content = content.replace(b"/Resources << /Font", b"/Resources << /XObject << /I 5 0 R >> /Font")
    path.write_bytes(content)
    assert needs_human(path, MediaType.PDF)


@pytest.mark.parametrize("media_type", [MediaType.PDF, MediaType.XLSX, MediaType.DOCX])
def test_a_file_that_was_cut_has_one_sentence(path: Path, media_type: MediaType) -> None:
    """Nothing that a library raises comes through."""
    path.write_bytes(b"%PDF PK\x03\x04 half")
    for read in (lambda: list(text_of(path, media_type)), lambda: needs_human(path, media_type)):
        with pytest.raises(FileDamaged):
            read()
