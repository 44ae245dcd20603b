"""`village-board application`: receipt, clock, answer, tables, at a clerk's terminal."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import CLERK, DIRECTOR, OVERSEER, Run
from village_board.applications.law import law
from village_board.applications.model import Event
from village_board.applications.words import ANALOGY
from village_board.cli.application_way import ANSWERS, GROUNDS

BY_ANALOGY = "本村参照办理"
TAKE_IN = ("application", "receive", "--applicant", "王小明", "--contact", "13800138000", "--wanted", "鱼塘合同")


def test_the_kinds_that_the_command_takes_are_those_of_the_law() -> None:
    """All that end an application directly; grounds are those that refuse."""
    rules = law().answers.values()
    direct = {one.type for one in rules if one.event in (Event.ANSWER, Event.DECLINE, Event.TRANSFER)}
    assert set(ANSWERS) == direct
    assert set(GROUNDS) == {one.type for one in rules if one.refuses} - {"not_this_body"}


def test_an_application_from_the_receipt_to_its_close(at_home: Run, tmp_path: Path) -> None:
    """Slip and day on the receipt; the letter is drafted, edited, kept; the program always says the analogy."""
    # Guard: village_board/cli/application_way.py:_answer - the edited letter is thrown away.
    receipt = at_home(*TAKE_IN, who=CLERK)
    assert receipt.code == 0
    assert "2026年9月29日" in receipt.out
    assert BY_ANALOGY in receipt.out
    slip = next(line for line in receipt.out.splitlines() if "回执号" in line).split("：")[1]
    assert BY_ANALOGY in at_home("slip", slip).out
    call = ("application", "answer", "2026-001", "--type", "granted", "--given", "复印件3页")
    draft = at_home(*call, "--draft", who=CLERK)
    assert "复印件3页" in draft.out
    assert at_home("application", "list", "--json").json[0]["state"] == "registered"
    letter = tmp_path / "letter.txt"
    letter.write_text(draft.out + "另附目录。", "utf-8")
    answered = at_home(*call, "--text", letter, "--json", who=CLERK)
    assert answered.json["answer"]["text"].endswith("另附目录。")
    closed = at_home("application", "close", "2026-001", who=CLERK)
    assert "已办结" in closed.out
    assert BY_ANALOGY in closed.out
    assert BY_ANALOGY in at_home("application", "--help").out.replace("\n  ", "")


def test_the_list_and_the_clock_name_nobody(at_home: Run) -> None:
    """Without a PIN: numbers, states, days. With one, the office sees who and what."""
    # Guard: village_board/cli/application.py:list_ - whoever passes the clerk's desk reads who asked.
    at_home(*TAKE_IN, who=CLERK)
    for words in (("list",), ("list", "--all", "--json"), ("clock", "2026-001"), ("clock", "2026-001", "--json")):
        said = at_home("application", *words)
        assert said.code == 0
        assert "王小明" not in said.out
        assert "鱼塘" not in said.out
    assert "王小明" in at_home("application", "show", "2026-001", who=DIRECTOR).out
    assert at_home("application", "show", "2026-001", who=OVERSEER).code == 1
    days = at_home("application", "clock", "2026-001", "--json").json
    assert (days["due"], days["counted"], days["provisional"]) == ("2026-09-29", 20, False)
    assert [one["use"] for one in days["days"]][:4] == ["starts", "counted", "counted", "counted"]


def test_every_way_of_the_command(at_home: Run) -> None:
    """Correction, opinion, extension, transfer, withdrawal, giving up: each moves the state; what cannot is refused."""
    for _ in range(4):
        at_home(*TAKE_IN, who=CLERK)
    at_home(*TAKE_IN, "--way", "internet", who=CLERK)

    def state(number: str, *words: str) -> str:
        said = at_home("application", words[0], number, *words[1:], "--json", who=CLERK)
        assert said.code == 0, said.err
        assert said.json["note"] == at_home("application", "report", "2026", "--json").json["note"]
        return str(said.json["state"])

    assert state("2026-001", "correct", "--ask", "哪一年的？", "--until", "2026-09-10") == "needs_correction"
    assert at_home("application", "correct", "2026-001", "--none", who=CLERK).code == 1
    assert state("2026-001", "correct", "--wanted", "2024年鱼塘合同") == "corrected"
    assert state("2026-001", "take-up") == "in_process"
    assert state("2026-001", "consult", "--name", "承包人", "--question", "同意吗") == "consulting"
    early = at_home("application", "consult", "2026-001", "--resume", who=CLERK)
    assert (early.code, "2026年9月21日" in early.err) == (1, True)
    assert state("2026-001", "consult", "--reply", "1", "--disagrees", "--opinion", "不同意") == "in_process"
    extended = ("extend", "--days", "5", "--approver", "1001", "--notified-on", "2026-09-01")
    assert state("2026-001", *extended) == "extended"
    assert at_home("application", extended[0], "2026-001", *extended[1:], who=CLERK).code == 1
    handed = ("transfer", "--reason", "镇里保存", "--body", "镇政府", "--body-number", "12")
    assert state("2026-002", *handed) == "transferred"
    assert state("2026-003", "withdraw", "--reason", "不要了") == "withdrawn"
    assert at_home("application", "reasons", "2026-004", who=CLERK).code == 1
    assert state("2026-005", "confirm") == "registered"
    assert at_home("application", "show", "2026-099", who=CLERK).code == 1
    assert at_home("application", "answer", "2026-004", "--type", "granted", "--text", "/nowhere", who=CLERK).code == 2


@pytest.mark.parametrize(("form", "rows"), [("2021", 21), ("2019", 19)])
def test_the_report_as_json_and_csv(at_home: Run, tmp_path: Path, form: str, rows: int) -> None:
    """Seven columns; the file bears the official words; balanced says so, and the exit code too."""
    at_home(*TAKE_IN, who=CLERK)
    said = at_home("application", "report", "2026", "--form", form, "--json").json
    assert said["balanced"] is True
    assert len(said["table_three"]) == rows + 4
    assert said["table_three"]["new_received"]["total"] == said["table_three"]["carried_out"]["natural_person"] == 1
    assert sum(len(row) for row in said["table_four"].values()) == 15
    file = tmp_path / "three.csv"
    assert at_home("application", "report", "2026", "--form", form, "--csv", file).code == 0
    with file.open(encoding="utf-8-sig") as lines:
        table = list(csv.reader(lines))
    assert table[0] == ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    assert table[1] == ["一、本年新收政府信息公开申请数量", "1", "0", "0", "0", "0", "0", "1"]
    assert len(table) == rows + 5
    assert "各列勾稽相符" in at_home("application", "report", "2026", "--form", form).out


def test_the_report_against_that_of_the_year_before(at_home: Run, tmp_path: Path) -> None:
    """What was published last year and what came in do not agree: exit 1, with the record; no report: 2."""
    # Guard: village_board/cli/application_report.py:_read - a table that was changed afterwards passes as carried over.
    file = tmp_path / "2025.json"
    file.write_text(json.dumps(at_home("application", "report", "2025", "--json").json), "utf-8")
    assert at_home("application", "report", "2026", "--against", file).code == 0
    at_home(*TAKE_IN, "--arrived-on", "2025-12-30", "--number", "2025-099", who=CLERK)
    late = at_home("application", "report", "2026", "--against", file)
    assert late.code == 1
    assert "2025-099" in late.out
    assert "自然人列" in late.out
    assert at_home("application", "report", "2025", "--against", file).code == 2
    file.write_text("[]", "utf-8")
    assert at_home("application", "report", "2026", "--against", file).code == 2


def test_a_challenge_is_filed_and_concluded(at_home: Run) -> None:
    """Only of what was answered; concluded once, not before it was filed; it stands in Table IV."""
    at_home(*TAKE_IN, who=CLERK)
    new = ("application", "challenge", "复1", "--application", "2026-001", "--body", "镇政府")
    assert at_home(*new, who=CLERK).code == 1
    at_home("application", "answer", "2026-001", "--type", "refused.process_info", "--reason", "还在讨论", who=CLERK)
    assert "尚未审结" in at_home(*new, who=CLERK).out
    assert at_home(*new, who=CLERK).code == 1
    ended = ("application", "challenge", "复1", "--outcome", "corrected")
    assert at_home(*ended, "--on", "2026-08-30", who=CLERK).code == 1
    assert at_home(*ended, "--on", "2026-09-02", who=CLERK).code == 1
    assert "结果纠正" in at_home(*ended, who=CLERK).out
    assert at_home(*ended, who=CLERK).code == 1
    assert at_home("application", "challenge", "复9", "--outcome", "upheld", who=CLERK).code == 1
    four = at_home("application", "report", "2026", "--json").json["table_four"]
    assert four["reconsideration"] == {"upheld": 0, "corrected": 1, "other": 0, "pending": 0, "total": 1}


def test_ageing_says_how_many(at_home: Run) -> None:
    """Nothing is old enough here; the sentence says so with its number."""
    assert "0" in at_home("application", "age", who=CLERK).out
    assert at_home("application", "age", "--json", who=CLERK).json == {"aged": []}
    assert "analogy" in ANALOGY
