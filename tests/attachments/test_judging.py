"""What is kept, and with which sentence all else is refused."""

from __future__ import annotations

import logging
import zipfile
from dataclasses import replace
from io import BytesIO
from logging.handlers import MemoryHandler

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from tests.attachments.making import (
    GOOD,
    LIMITS,
    MB,
    SECRETS,
    docx,
    jpeg,
    locked_pdf,
    packed_pdf,
    pdf,
    png,
    written,
    xlsx,
)
from village_board.attachments.judging import inspect, read_upload
from village_board.attachments.model import Inspected, MediaType, Upload
from village_board.attachments.refusals import (
    ActiveContent,
    FileDamaged,
    FileEmpty,
    FileProtected,
    FileSwollen,
    FileTooLarge,
    FileUnreadable,
    KindNotKept,
    NameDisagrees,
    TooManyParts,
)
from village_board.base.errors import Refused

ENDINGS = {
    "pdf": MediaType.PDF, "jpg": MediaType.JPEG, "png": MediaType.PNG, "webp": MediaType.WEBP, "xlsx": MediaType.XLSX,
    "docx": MediaType.DOCX, "csv": MediaType.CSV, "txt": MediaType.TEXT, "ogg": MediaType.OGG, "mp3": MediaType.MP3,
    "wav": MediaType.WAV,
}  # fmt: skip


def judged(content: bytes, name: str = "") -> Inspected:
    """Inspect a file."""
    return inspect(Upload(content, name), LIMITS)


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_is_known_by_its_content(name: str) -> None:
    """With its usual name and without an ending; a clean file stays byte for byte."""
    # Guard: attachments/formats.py:found_type - a kind that the village needs is refused.
    wanted = ENDINGS[name.rpartition(".")[2]]
    assert judged(GOOD[name], name).media_type is wanted
    found = judged(GOOD[name], "附件").media_type
    assert found is (MediaType.TEXT if wanted is MediaType.CSV else wanted)
    again = judged(GOOD[name], name).content
    assert judged(again, name).content == again


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("other", ["pdf", "jpg", "xlsx", "ogg", "exe"])
def test_a_name_that_says_another_kind_is_refused_with_both(name: str, other: str) -> None:
    """The sentence says what the name says and what the content is."""
    # Guard: attachments/judging.py:_type - a web page that is called minutes.pdf.
    if name.endswith(other):
        return
    with pytest.raises(NameDisagrees) as refused:
        judged(GOOD[name], f"a.{other}")
    said = str(refused.value)
    assert other.upper() in said
    assert other.upper() != refused.value.facts["found"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        (b"GIF89a" + bytes(40), "GIF"),
        (b"MZ\x90\0" + bytes(40), "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old format"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
        (b"<?xml version='1.0'?><svg onload='x'/>", "web page"),
        (b"#!/bin/sh\nrm -rf /\n", "program"),
        (b"\x01\x02\x03 text with marks", "nobody here knows"),
        ("会议".encode("utf-16"), "nobody here knows"),
        (b"PK\x03\x04 half", "packed archive"),
    ],
)
def test_what_is_not_kept_is_named(content: bytes, found: str) -> None:
    """The sentence says what it is, as far as anybody knows, and lists what is kept."""
    with pytest.raises(KindNotKept, match=found) as refused:
        judged(content, "附件")
    assert "PDF, JPEG" in str(refused.value)


def test_an_archive_of_anything_else_is_refused() -> None:
    """ZIP is no kind of its own: nobody would look into it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("名单.txt", "张三")
    with pytest.raises(KindNotKept, match="packed archive"):
        judged(out.getvalue(), "附件.zip")


def test_an_empty_file_and_one_that_cannot_be_read_are_refused(tmp_path) -> None:
    """A missing one, and a folder, with the system's reason."""
    with pytest.raises(FileEmpty):
        judged(b"", "a.pdf")
    with pytest.raises(FileUnreadable, match="No such file"):
        read_upload(tmp_path / "a.pdf", LIMITS)
    with pytest.raises(FileUnreadable, match="directory"):
        read_upload(tmp_path, LIMITS)


def test_a_file_is_read_no_further_than_any_may_be_large(tmp_path) -> None:
    """A film of a whole meeting does not fill the memory before it is refused."""
    small = replace(LIMITS, picture=100, pdf=100, table=100, sound=100)
    (tmp_path / "a.txt").write_bytes(b"a" * 5000)
    upload = read_upload(tmp_path / "a.txt", small)
    assert len(upload.content) == 101
    with pytest.raises(FileTooLarge):
        inspect(upload, small)


@pytest.mark.parametrize("group", ["picture", "pdf", "table", "sound"])
def test_every_group_has_its_own_limit(group: str) -> None:
    """One byte more than its own limit is refused, with both sizes; the limits of others do not matter."""
    for name, content in GOOD.items():
        tight = replace(LIMITS, **{group: len(content) - 1})
        if ENDINGS[name.rpartition(".")[2]].group.value == group:
            with pytest.raises(FileTooLarge, match="KB"):
                inspect(Upload(content, name), tight)
        else:
            inspect(Upload(content, name), tight)


# PDF


def test_a_pdf_with_a_password_or_cut_off_is_refused() -> None:
    """Nobody could look at it; nobody could read it in ten years."""
    with pytest.raises(FileProtected):
        judged(locked_pdf(), "a.pdf")
    for content in (b"%PDF-1.7\n", b"%PDF-1.7\ngarbage" * 50, pdf()[:60]):
        with pytest.raises(FileDamaged):
            judged(content, "a.pdf")


def test_what_a_library_remarks_on_a_broken_file_goes_nowhere() -> None:
    """It quotes the file: neither the log nor the clerk's terminal is the place for that."""
    # Guard: attachments/pdf.py:_hush - a line of the secret annex stands in the log.
    heard = MemoryHandler(9)
    logging.getLogger().addHandler(heard)
    try:
        with pytest.raises(FileDamaged):
            judged(b"%PDF-1.7\n1 0 obj << /Type /Catalog /Secret zhang >> endobj", "a.pdf")
    finally:
        logging.getLogger().removeHandler(heard)
    assert not heard.buffer
    assert logging.getLogger("pypdf._reader").hasHandlers()  # without any, Python's last resort prints it


@pytest.mark.parametrize(
    "extra",
    [
        "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
        "/OpenAction << /S /Launch /F (cmd.exe) >>",
        "/OpenAction [ << /S /Launch /F (cmd.exe) >> ]",
        "/OpenAction << /S /#4aavaScript >>",
        "/AA << /WC << /S /SubmitForm /F (http) >> >>",
        "/Names << /JavaScript << /Names [] >> >>",
        "/Names << /EmbeddedFiles << /Names [] >> >>",
        "/AcroForm << /XFA [] >>",
        "/OpenAction 5 0 R",
    ],
)
def test_a_pdf_that_does_something_is_refused(extra: str) -> None:
    """Programs, commands and files inside: directly, in lists, under names in disguise, in objects of their own."""
    # Guard: attachments/pdf.py:_check - the township's machine runs what somebody put into the budget.
    with pytest.raises(ActiveContent):
        judged(pdf(extra=extra, streams=(("/S /Launch /F (cmd.exe)", b"x"),) if "5 0 R" in extra else ()), "a.pdf")


def test_a_program_in_a_packed_part_of_a_pdf_is_found() -> None:
    """Most programs of today pack several objects into one stream."""
    # Guard: attachments/pdf.py:_objects - only what lies open is looked at.
    assert judged(packed_pdf(""), "a.pdf").media_type is MediaType.PDF
    with pytest.raises(ActiveContent):
        judged(packed_pdf("/OpenAction << /S /JavaScript /JS (x) >>"), "a.pdf")


def test_a_pdf_with_a_file_inside_is_refused() -> None:
    """Who looks at its pages does not see it."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("names.xlsx", xlsx())
    with pytest.raises(ActiveContent, match="another file inside"):
        judged(written(writer), "a.pdf")


def test_a_plain_pdf_of_other_programs_is_kept() -> None:
    """Outline, link, and where to open it are no programs."""
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    writer.add_outline_item(title="第一页", page_number=0)
    writer.open_destination = page
    content = written(writer)
    assert judged(content, "a.pdf").content == content


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    """With both numbers."""
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(100, 100)
    with pytest.raises(TooManyParts, match="3 parts or pages; 2"):
        inspect(Upload(written(writer), "a.pdf"), replace(LIMITS, pages=2))


def test_a_photograph_in_a_pdf_does_not_tell_its_place() -> None:
    """Its bytes become zeros and nothing moves: length, places and picture stay."""
    # Guard: attachments/pdf.py:_without_places - a scanning program embeds photographs as they are.
    picture = jpeg()
    head = "/Type /XObject /Subtype /Image /Width 64 /Height 48 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    given = pdf(streams=((f"{head} /Filter /DCTDecode", picture),))
    left = judged(given, "a.pdf").content
    assert len(left) == len(given)
    assert not [secret for secret in SECRETS if secret in left]
    assert judged(left, "a.pdf").content == left


# XLSX and DOCX


@pytest.mark.parametrize(
    "part", ["word__vbaProject_bin", "word__activeX__activeX1_xml", "word__embeddings__oleObject1_bin", "run_exe"]
)
def test_macros_and_programs_are_refused(part: str) -> None:
    """Wherever they lie in the archive."""
    # Guard: attachments/office.py:_check_parts - a budget that runs.
    with pytest.raises(ActiveContent):
        judged(docx(**{part: b"x"}), "a.docx")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """By what its directory says; one that lies is cut where it said, and its sum does not fit."""
    # Guard: attachments/office.py:_check_parts - forty kilobytes fill the disk.
    with pytest.raises(FileSwollen, match="1024 KB are the most"):
        inspect(Upload(docx(word__media__a_bin=bytes(2 * MB)), "a.docx"), replace(LIMITS, unpacked=MB))
    content = docx(word__media__a_bin=bytes(5000))
    lying = content.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lying != content
    with pytest.raises(FileDamaged):
        judged(lying, "a.docx")


def test_a_document_type_is_refused() -> None:
    """Its entities swell, or fetch files from outside."""
    # Guard: attachments/office.py:_check_xml - a text that reads the pepper.
    main = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><document>&a;</document>'
    with pytest.raises(FileDamaged):
        judged(docx(main=main), "a.docx")


def test_a_protected_workbook_is_refused_with_what_to_do() -> None:
    """It lies in the old format's container, and is none."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(FileProtected, match="password"):
        judged(content, "a.xlsx")


def test_photographs_in_a_text_do_not_tell_their_place() -> None:
    """Cleaned inside of the document, which is written anew; its words stay."""
    left = judged(docx("会议", word__media__image1_jpeg=jpeg(), word__media__image2_png=png()), "a.docx").content
    with zipfile.ZipFile(BytesIO(left)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [secret for secret in SECRETS for content in parts.values() if secret in content]
    assert "会议" in parts["word/document.xml"].decode()
    assert judged(left, "a.docx").content == left


# Names


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("D:\\村务\\方案.pdf", "方案.pdf"),
        ("../../etc/方案.pdf", "方案.pdf"),
        ("方\u202e案\x1b[2J.pdf", "方案[2J.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
        ("", "?"),
        ("/", "?"),
    ],
)
def test_a_name_is_cleaned(given: str, kept: str) -> None:
    """No folder, nothing that a terminal obeys or that turns the text around; the ending stays."""
    assert judged(pdf(), given).file_name == kept


# Anything at all


_STARTS = [*(content[:size] for content in GOOD.values() for size in (4, 12, 40)), b"", b"II*\0", b"<html"]


@given(st.sampled_from(_STARTS), st.binary(max_size=400), st.sampled_from(["", "a", *(f"a.{end}" for end in ENDINGS)]))
@settings(max_examples=150)
def test_any_bytes_are_kept_or_refused_with_a_sentence(start: bytes, rest: bytes, name: str) -> None:
    """Whatever is given: never another exception, and what is kept is kept again."""
    _kept_or_refused(start + rest, name)


@given(st.sampled_from(sorted(GOOD)), st.data())
@settings(max_examples=150)
def test_any_damage_to_a_good_file_is_refused_with_a_sentence(name: str, data: st.DataObject) -> None:
    """Bytes changed, cut out or doubled anywhere in a file of each kind."""
    content = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(content) - 1, 0)))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    _kept_or_refused(bytes(content), name)


def _kept_or_refused(content: bytes, name: str) -> None:
    try:
        left = judged(content, name)
    except Refused as refused:
        assert str(refused)  # noqa: PT017 - either is right
    else:
        assert judged(left.content, name).media_type is left.media_type
