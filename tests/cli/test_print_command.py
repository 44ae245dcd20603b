"""print … and report …: from the records to paper, by the commands of the clerk."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.cli.conftest import CLERK, OVERSEER, Run
from village_board.board import Board
from village_board.doctor.village import log_head
from village_board.evaluation.rating import RatingRound
from village_board.hearings.model import Hearing, Resolution
from village_board.paper import press
from village_board.reports.texts import ReportText


def words_of(file: Path) -> str:
    """Return the text of a PDF without white space and places to break."""
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(file.read_bytes())).pages)
    return "".join(text.replace("\u200b", "").split())


def hearing_id(board: Board) -> str:
    """Return the id of the home's one hearing."""
    return next(board.records().all(Hearing)).id


@pytest.mark.parametrize("paper", ["A4", "a3"])
def test_a24_a_notice_bears_what_verify_takes(at_home: Run, opened: Board, tmp_path: Path, paper: str) -> None:
    """A24: the number of entries and the root on the sheet are those that `verify --printed` compares later."""
    # Guard: village_board/paper/proof.py:proof_of - without the root no old sheet shows that the log was written anew
    out = tmp_path / "n.pdf"
    id_ = hearing_id(opened)
    assert at_home("print", "notice", id_, "--out", out, "--paper", paper).code == 0
    text = words_of(out)
    assert "听证公告" in text
    assert "路灯听证" in text
    assert id_ in text
    head = log_head(opened)
    assert head is not None
    noted = f"{head[0]}:{head[1][:16]}"
    assert noted in text
    assert at_home("verify", "--printed", noted).code == 0
    assert at_home("verify", "--printed", f"{head[0]}:{'0' * 16}").code == 1


def test_a_sheet_is_of_what_is_public_alone(at_home: Run, opened: Board, tmp_path: Path) -> None:
    """A draft has no sheet, a person has none, a file that stands there is left alone, another ending is refused."""
    # Guard: village_board/paper/notice_sheet.py:notice_sheet - a draft would hang on the wall
    out = tmp_path / "n.pdf"
    items = at_home("list", "items", "--json").json
    draft = next(one["id"] for one in items if one["name"] == "未签发的草稿")
    assert at_home("print", "notice", draft, "--out", out).code != 0
    person = at_home("list", "people", "--json").json[0]["id"]
    assert "公告只为听证" in at_home("print", "notice", person, "--out", out).err
    assert not out.exists()
    out.write_text("旧")
    assert at_home("print", "notice", hearing_id(opened), "--out", out).code != 0
    assert out.read_text() == "旧"
    assert ".pdf" in at_home("print", "notice", hearing_id(opened), "--out", tmp_path / "n.doc").err


def test_p10_minutes_need_a_pin_and_a_record(at_home: Run, opened: Board, tmp_path: Path) -> None:
    """P10: without a PIN there are no minutes; of what is not recorded there are none; no file is left."""
    out = tmp_path / "m.pdf"
    vote = next(one for one in opened.records().all(Resolution) if one.number == "J-2")
    assert at_home("print", "minutes", vote.id, "--out", out).code == 2
    assert at_home("print", "minutes", vote.id, "--out", out, who=CLERK).code == 1
    assert not out.exists()


def test_p22_rating_slips_are_handed_out_only_when_they_are_printed(
    at_home: Run, opened: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P22: as many codes as slips, each once; where the press fails, no slip is handed out."""
    # Guard: cli/printing.py:slips - codes that stand nowhere count as handed out, and the round is never whole
    out = tmp_path / "s.pdf"
    assert at_home("print", "slips", "--count", 5, "--out", out, who=OVERSEER).code == 0
    assert words_of(out).count("评分条") >= 5
    (made,) = opened.records().all(RatingRound)
    assert made.handed_out == 5
    monkeypatch.setattr(press, "find_spec", lambda _: None)
    assert at_home("print", "slips", "--count", 3, "--out", tmp_path / "t.pdf", who=OVERSEER).code != 0
    (made,) = opened.records().all(RatingRound)
    assert made.handed_out == 5


def test_without_the_extra_the_command_says_what_to_install(
    at_home: Run, opened: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence with the command that mends it, and no file."""
    monkeypatch.setattr(press, "find_spec", lambda _: None)
    out = tmp_path / "n.pdf"
    assert "village-board[paper]" in at_home("print", "notice", hearing_id(opened), "--out", out).err
    assert not out.exists()


def test_the_yearly_report_is_the_same_in_every_form(at_home: Run, tmp_path: Path) -> None:
    """Terminal, text, Markdown, HTML, XLSX, JSON and PDF say the same income, and JSON names its vouchers."""
    shown = at_home("report", "annual", "--year", "2026").out
    assert "8,000.00" in shown
    made = at_home("report", "annual", "--year", "2026", "--json").json
    income = made["figures"]["income"]
    assert (income["value"], income["unit"], len(income["records"])) == (800_000, "fen", 1)
    assert income["counted"]
    for ending in ("txt", "md", "html", "json"):
        out = tmp_path / f"r.{ending}"
        assert at_home("report", "annual", "--year", "2026", "--out", out).code == 0
        assert ("800000" if ending == "json" else "8,000.00") in out.read_text("utf-8")
    assert json.loads((tmp_path / "r.json").read_text("utf-8")) == made
    assert income["records"][0] in (tmp_path / "r.html").read_text("utf-8")
    assert at_home("report", "annual", "--year", "2026", "--out", tmp_path / "r.xlsx").code == 0
    book = load_workbook(tmp_path / "r.xlsx")
    values = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows()}
    assert values["收入"] == 8000
    assert at_home("print", "report", "--year", "2026", "--out", tmp_path / "r.pdf").code == 0
    assert "8,000.00" in words_of(tmp_path / "r.pdf")
    assert ".xlsx" in at_home("report", "annual", "--out", tmp_path / "r.doc").err


def test_the_clerk_edits_the_text_and_not_the_figures(at_home: Run, opened: Board, tmp_path: Path) -> None:
    """A new version is kept with who wrote it; unknown names are refused; the old text comes back."""
    # Guard: village_board/reports/texts.py:change_text - unchecked, the next report would end in a refusal
    file = tmp_path / "text.md"
    file.write_text("# {{village}}年报\n\n收入{{income}}。\n", "utf-8")
    assert at_home("report", "text", "annual", "--file", file, who=CLERK).code == 0
    shown = at_home("report", "annual", "--year", "2026").out
    assert "试验村年报" in shown
    assert "8,000.00元" in shown
    file.write_text("收入{{incom}}", "utf-8")
    refused = at_home("report", "text", "annual", "--file", file, who=CLERK)
    assert (refused.code != 0, "income" in refused.err) == (True, True)
    assert at_home("report", "text", "annual", "--default", who=CLERK).code == 0
    assert "村务工作报告" in at_home("report", "annual").out
    assert [one.version for one in opened.records().all(ReportText)] == [1, 2]
    assert "{{income}}" in at_home("report", "text", "annual").out
    assert at_home("report", "text", "annual", "--file", file).code != 0
    assert at_home("report", "text", "annual", "--file", file, who=OVERSEER).code != 0


def test_a_text_that_contradicts_itself_makes_no_report(at_home: Run, tmp_path: Path) -> None:
    """A planted contradiction stops the report with the reason; nothing is written."""
    # Guard: village_board/reports/report.py:lay - the remark would scroll by, and the file be printed
    file = tmp_path / "text.md"
    file.write_text("# 年报\n\n全年办件共10件，其中咨询3件，投诉5件。收入{{income}}。\n", "utf-8")
    assert at_home("report", "text", "annual", "--file", file, "--sure", who=CLERK).code == 0
    out = tmp_path / "r.md"
    stopped = at_home("report", "annual", "--out", out)
    assert stopped.code != 0
    assert "前后矛盾" in stopped.err
    assert not out.exists()


def test_the_bulletin_and_the_report_of_the_regulation(at_home: Run, tmp_path: Path) -> None:
    """A month, and the six sections with Table III and Table IV."""
    assert "2026年8月" in at_home("report", "bulletin", "--month", "2026-08").out
    assert at_home("print", "bulletin", "--month", "2026-08", "--out", tmp_path / "b.pdf").code == 0
    six = at_home("report", "regulation", "--year", "2026").out
    for part in ("一、", "二、", "三、", "四、", "五、", "六、"):
        assert f"\n{part}" in six
    tables = at_home("report", "regulation", "--year", "2026", "--json").json["tables"]
    assert tables["three"]["rows"][-1][0] == "四、结转下年度继续办理"
    assert (len(tables["three"]["rows"]), len(tables["four"]["rows"])) == (25, 3)


def test_a_period_without_vouchers_says_what_lies_there_and_no_zero(at_home: Run) -> None:
    """A quiet month has the balance of the month before; a period to come, or before the books, has no report."""
    # Guard: village_board/reports/gathering.py:_held - a village with money in the bank would read that it has none
    quiet = at_home("report", "bulletin", "--month", "2026-09", "--json").json["figures"]
    assert (quiet["opening"]["value"], quiet["income"]["value"], quiet["closing"]["value"]) == (800_100, 0, 800_100)
    assert at_home("report", "bulletin", "--month", "2026-10").code == 1
    assert at_home("report", "annual", "--year", "2019").code == 1
