"""Templates and exports."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.interchange.conftest import Office
from village_board.accounts.registers import Contract
from village_board.interchange.importing import KINDS
from village_board.interchange.kinds import kinds
from village_board.interchange.writing import (
    CannotWrite,
    UnknownFormat,
    export_tables,
    write_table,
    write_template,
)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_the_headers_of_its_kind_and_reads_as_empty(office: Office, kind: str, suffix: str) -> None:
    """What `template` writes `import` knows, and says that nothing was filled in."""
    path = office.folder / f"{kind}{suffix}"
    write_template(kind, path)
    report = office.read(path)
    assert (report.findings, report.inserted) == ((), 0)
    assert [str(finding.message) for finding in report.notes] == ["There are no rows below the headers."]


def test_a_template_offers_the_words_of_its_choices(office: Office) -> None:
    """A choice is a list in the cells, and a hint at the header."""
    path = office.folder / "t.xlsx"
    write_template("hearings", path)
    sheet = load_workbook(path).active
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    headers = [cell.value for cell in sheet[1]]
    letter = sheet.cell(1, headers.index("听证结论") + 1).column_letter
    assert offered[f"{letter}2:{letter}1000"] == '"通过,修改后通过,修改后再听证,不通过,终止"'
    assert headers == [column.header for column in kinds()["hearings"].canonical]
    assert "必填" in sheet["A1"].comment.text


def test_no_choice_word_breaks_its_list() -> None:
    """A comma inside a word would make two words of it in the spreadsheet's list."""
    for kind in kinds().values():
        for column in kind.columns:
            assert not any("," in word for word in column.words.values())


def test_hostile_words_are_text_in_every_export(office: Office) -> None:
    """A11, A12: in CSV a formula is quoted behind a byte order mark, in XLSX its cell is a string."""
    # Guard: writing.py:_cell - openpyxl makes a formula of a text that begins with =
    office.put(Contract(number="=1+1", name="@SUM(A1)", party_b="-5.00", total=-500))
    with office.desk() as desk:
        (csv_file,) = export_tables(desk, office.folder / "out", "csv")
        (xlsx_file,) = export_tables(desk, office.folder / "out", "xlsx")
    raw = csv_file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert "'=1+1,'@SUM(A1)" in text
    assert ",-5.00," in text
    row = next(load_workbook(xlsx_file).active.iter_rows(min_row=2))
    assert [(cell.value, cell.data_type) for cell in row[:2]] == [("=1+1", "s"), ("@SUM(A1)", "s")]


def test_a_place_that_cannot_be_written_is_one_sentence(office: Office, tmp_path: Path) -> None:
    """A folder where a file stands, and a name that says no format, are refused in words."""
    file = tmp_path / "taken"
    file.write_text("x")
    with office.desk() as desk, pytest.raises(CannotWrite, match="cannot be written"):
        export_tables(desk, file, "csv")
    with pytest.raises(CannotWrite):
        write_template("people", tmp_path / "none" / "x.csv")
    with pytest.raises(UnknownFormat, match=r"x.ods must end in .xlsx or .csv"):
        write_template("people", tmp_path / "x.ods")


def test_a_table_that_fails_half_way_leaves_what_stood(tmp_path: Path) -> None:
    """A file is replaced whole: a failing export leaves the old one."""
    path = tmp_path / "t.csv"
    path.write_text("old")

    def rows():
        yield ("1",)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_table(path, ["编号"], rows())
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["t.csv"]
