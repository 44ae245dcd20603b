"""Files of every condition: encodings, damage, bombs, things that are no tables."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.interchange.conftest import VOUCHER_HEADERS, Office, told
from village_board.accounts.model import Voucher
from village_board.interchange import sheet_part, tables

ROWS = (
    VOUCHER_HEADERS,
    ("记-1", "2026-03-05", "收鱼塘承包金", "101", "库存现金", "1,200.00", ""),
    ("记-1", "2026-03-05", "收鱼塘承包金", "50101", "发包收入", "", "1,200.00"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_every_encoding_of_a_village_office(office: Office, encoding: str, delimiter: str) -> None:
    """UTF-8 with and without its mark, GB18030 and what a spreadsheet calls Unicode text give the same records."""
    report = office.read(office.csv("凭证.csv", *ROWS, encoding=encoding, delimiter=delimiter))
    assert (report.inserted, report.findings, report.notes) == (1, (), ())
    assert office.all(Voucher)[0].summary == "收鱼塘承包金"


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-400])


def bent(path: Path) -> None:
    """Break the XML of the sheet inside a sound archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</row>", b"</r>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def entities(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts["xl/workbook.xml"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * (60 * 1024 * 1024))


def protected(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))


def old_format(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (damaged, "damaged"),
        (bent, "damaged"),
        (entities, "damaged"),
        (other_archive, "not a spreadsheet"),
        (bomb, "far larger"),
        (protected, "password"),
        (old_format, "old format"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_bytes(b"\r\n  \r\n"), "empty"),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "neither XLSX nor CSV"),
        (lambda path: path.write_text("<html><p>not found</p></html>"), "web page"),
        (lambda path: path.unlink(), "no such file"),
        (lambda path: (path.unlink(), path.mkdir()), "folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_that_names_it(office: Office, harm, why: str) -> None:
    """Bad input: a damaged, protected, empty, missing or foreign file gives one finding, and nothing is written."""
    # Guard: workbook.py:_DAMAGE, tables.py:_head - without them a traceback reaches the clerk
    path = office.xlsx("凭证.xlsx", *ROWS)
    harm(path)
    good = office.csv("好.csv", *ROWS)
    report = office.read(path, good)
    assert len(report.findings) == 1
    finding = report.findings[0]
    assert finding.file == "凭证.xlsx"
    assert str(finding.message).startswith("凭证.xlsx cannot be read: ")
    assert why in str(finding.message)
    assert office.all(Voucher) == []


def test_a_file_without_rights_is_one_sentence(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bad input: a file that the system refuses is named."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = office.csv("凭证.csv", *ROWS)
    monkeypatch.setattr(Path, "open", refuse)
    assert "refuses (Permission denied)" in str(office.read(path).findings[0].message)


def test_every_cut_of_a_workbook_is_a_finding_and_never_a_traceback(office: Office) -> None:
    """Bad input: wherever a workbook is cut, it is a finding."""
    whole = office.xlsx("凭证.xlsx", *ROWS).read_bytes()
    for length in range(1, len(whole), 211):
        path = office.folder / "cut.xlsx"
        path.write_bytes(whole[:length])
        report = office.read(path)
        assert report.blocked
        assert office.all(Voucher) == []


def test_a_sheet_that_claims_a_million_columns_is_read_as_long_as_its_rows(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A false extent costs nothing."""
    # Guard: sheet_part.py:_handlers - a reader that believed the extent would fill a million rows of 16,384 cells
    path = office.xlsx("凭证.xlsx", *ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'ref="A1:G3"', b'ref="A1:XFD1048576"')
    monkeypatch.setattr(sheet_part, "MAX_CELLS", 1000)
    assert parts["xl/worksheets/sheet1.xml"] != sheet
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert office.read(path).inserted == 1


def test_a_file_with_too_many_cells_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is far larger than a village's is refused before it fills the memory."""
    # Guard: tables.py:limited
    monkeypatch.setattr(tables, "MAX_CELLS", 20)
    assert "far larger" in str(office.read(office.csv("凭证.csv", *ROWS)).findings[0].message)
    monkeypatch.setattr(tables, "MAX_BYTES", 20)
    assert "far larger" in str(office.read(office.csv("凭证.csv", *ROWS)).findings[0].message)


def test_an_unclosed_quote_in_csv_is_a_finding(office: Office) -> None:
    """A quote that never closes swallows the rest of a file: it does not pass for a table."""
    path = office.folder / "凭证.csv"
    text = io.StringIO()
    text.write('凭证号,日期,摘要,科目代码,借方,贷方\n记-1,2026-03-05,"收,101,5,\n')
    text.write("记-1,2026-03-05,收,501,,5\n" * 20_000)
    path.write_text(text.getvalue(), encoding="utf-8")
    report = office.read(path)
    assert report.blocked


def test_rows_are_counted_as_the_spreadsheet_shows_them(office: Office) -> None:
    """A title and empty rows count: row 6 of the sheet is row 6 of the finding."""
    path = office.xlsx(
        "凭证.xlsx",
        ("清溪村凭证",),
        (),
        VOUCHER_HEADERS,
        ROWS[1],
        (),
        ("记-2", "2026-02-30", "收鱼塘承包金", "101", "库存现金", 5, None),
        sheet="三月",
    )
    findings = office.read(path).findings
    assert told(findings)[1:] == [(6, "日期", "There is no such day: 2026-02-30. Correct the date.")]
    assert told(findings)[0][:2] == (4, "借方")
    assert {(finding.file, finding.sheet) for finding in findings} == {("凭证.xlsx", "三月")}
