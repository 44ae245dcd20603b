"""Past hearings, resolutions and rolls from their tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.interchange.conftest import TODAY, Office, told
from village_board.base.clock import instant
from village_board.hearings.model import (
    Body,
    Category,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)
from village_board.hearings.roll_model import RollEntry
from village_board.interchange.drafts.past import hearing_status, resolution_status
from village_board.people.acts import Act

HEARING = (
    "听证编号",
    "事项",
    "事项类别",
    "涉及金额",
    "公告日期",
    "听证时间",
    "应到",
    "实到",
    "同意",
    "不同意",
    "弃权",
    "听证结论",
    "结果公布日期",
)
PASSED = (
    "T-1",
    "修路",
    "公益事业",
    "80000",
    "2026-03-01",
    "2026-03-10 14:30",
    "42",
    "36",
    "30",
    "4",
    "2",
    "修改后通过",
    "2026-03-12",
)


def test_a_past_hearing_is_lawful_history(office: Office) -> None:
    """A hearing without step records is published and marked as imported."""
    assert office.read(office.csv("听证.csv", HEARING, PASSED)).inserted == 1
    (hearing,) = office.all(Hearing)
    assert (hearing.status, hearing.imported) == (HearingStatus.PUBLISHED, True)
    assert (hearing.conclusion, hearing.category) == (
        HearingConclusion.PASSED_WITH_CHANGES,
        Category.PUBLIC_WORKS,
    )
    assert hearing.held_at == datetime(2026, 3, 10, 6, 30, tzinfo=UTC)
    assert hearing.amount == 8_000_000
    assert hearing.recorded_at is not None


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"held_at": instant(TODAY + timedelta(days=9), 9)}, HearingStatus.ANNOUNCED),
        ({"held_at": instant(TODAY, 9), "due": 42, "present": 28}, HearingStatus.ANNOUNCED),
        ({"held_at": instant(TODAY, 9), "due": 42, "present": 27}, HearingStatus.NO_QUORUM),
        (
            {"held_at": instant(TODAY + timedelta(days=1), 9), "due": 42, "present": 0},
            HearingStatus.ANNOUNCED,
        ),
        (
            {
                "held_at": instant(TODAY, 9),
                "due": 42,
                "present": 40,
                "conclusion": HearingConclusion.REJECTED,
            },
            HearingStatus.PUBLISHED,
        ),
    ],
)
def test_where_a_hearing_stands_follows_from_its_days_and_counts(facts: dict, status: HearingStatus) -> None:
    """Two thirds of those due make the quorum; a conclusion is a published result; a day to come is an announcement."""
    assert hearing_status(Hearing(number="T-1", matter="x", **facts), TODAY) is status


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"meeting_on": TODAY + timedelta(days=3)}, ResolutionStatus.CONVENED),
        ({"meeting_on": TODAY, "due": 42, "present": 25}, ResolutionStatus.NO_QUORUM),
        (
            {"meeting_on": TODAY, "due": 42, "present": 25, "body": Body.VILLAGERS_ASSEMBLY},
            ResolutionStatus.CONVENED,
        ),
        ({"result": ResolutionResult.NO_QUORUM}, ResolutionStatus.NO_QUORUM),
        ({"result": ResolutionResult.REJECTED}, ResolutionStatus.REJECTED),
        (
            {"result": ResolutionResult.PASSED, "published_on": TODAY - timedelta(days=7)},
            ResolutionStatus.PUBLIC,
        ),
        (
            {"result": ResolutionResult.PASSED, "published_on": TODAY - timedelta(days=8)},
            ResolutionStatus.EXECUTING,
        ),
        (
            {"result": ResolutionResult.PASSED, "meeting_on": TODAY - timedelta(days=1)},
            ResolutionStatus.RECORDED,
        ),
        ({"result": ResolutionResult.PASSED, "meeting_on": date(2024, 1, 1)}, ResolutionStatus.EXECUTING),
        ({"result": ResolutionResult.PASSED, "accepted_on": TODAY}, ResolutionStatus.CLOSED),
        ({"result": ResolutionResult.PASSED, "result_published_on": TODAY}, ResolutionStatus.CLOSED),
    ],
)
def test_where_a_resolution_stands_follows_from_its_days_and_result(facts: dict, status: ResolutionStatus) -> None:
    """Seven days of notice, then execution, until accepted; the body's own quorum counts."""
    assert resolution_status(Resolution(number="J-1", matter="x", **facts), TODAY) is status


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"实到": "43"}, "实到"),
        ({"同意": "35"}, "同意"),
        ({"听证时间": "2026-02-01"}, "听证时间"),
        ({"结果公布日期": "2026-03-09"}, "结果公布日期"),
        ({"听证时间": "2062-03-10", "结果公布日期": ""}, "听证时间"),
        ({"事项": ""}, "事项"),
        ({"事项类别": "随便"}, "事项类别"),
    ],
)
def test_counts_and_days_that_contradict_each_other_are_found(office: Office, changed: dict, column: str) -> None:
    """Nobody is counted twice, and no result comes before its hearing."""
    # Guard: drafts/shape.py:counts_finding, reading.py:_check_row
    row = tuple(changed.get(header, cell) for header, cell in zip(HEARING, PASSED, strict=True))
    found = {(row, column) for row, column, _ in told(office.read(office.csv("听证.csv", HEARING, row)).findings)}
    assert found == {(2, column)}
    assert office.all(Hearing) == []


def test_a_number_that_stands_twice_is_found(office: Office) -> None:
    """Two rows of one number stop the import; the second one names the first."""
    # Guard: importing.py:_drafts
    ((row, column, words),) = told(office.read(office.csv("听证.csv", HEARING, PASSED, PASSED)).findings)
    assert (row, column) == (3, "听证编号")
    assert "row 2" in words


def test_a_resolution_and_its_roll_are_read(office: Office) -> None:
    """A resolution by the name of its body, and who came and how they voted."""
    resolutions = office.csv(
        "决议.csv",
        (
            "决议号",
            "听证号",
            "事项",
            "会议形式",
            "会议日期",
            "表决方式",
            "是否发包给集体以外",
            "应到",
            "实到",
            "赞成",
            "反对",
            "弃权",
            "结果",
            "决议公布日期",
        ),
        (
            "J-1",
            "T-1",
            "修路",
            "村民代表会议",
            "2026-04-01",
            "无记名",
            "否",
            "42",
            "36",
            "30",
            "4",
            "2",
            "通过",
            "2026-04-02",
        ),
    )
    roll = office.csv(
        "签到.csv",
        ("决议号", "人员编号", "姓名", "户号", "到会", "表决", "参加方式"),
        ("J-1", "0001", "张三", "H001", "√", "同意", "现场"),
        ("J-1", "0002", "李四", "H002", "", "", ""),
    )
    report = office.read(roll, resolutions)
    assert (report.inserted, report.findings) == (3, ())
    (resolution,) = office.all(Resolution)
    assert (resolution.body, resolution.result) == (Body.REPRESENTATIVE_ASSEMBLY, ResolutionResult.PASSED)
    assert (resolution.status, resolution.hearing) == (ResolutionStatus.EXECUTING, "T-1")
    lines = office.all(RollEntry)
    assert [(one.key, one.present, one.vote) for one in lines] == [
        ("J-1/0001", True, "for"),
        ("J-1/0002", False, ""),
    ]
    assert {(column, words.split(":")[0]) for _, column, words in told(report.loose_ends)} == {
        ("听证号", "hearings"),
        ("人员编号", "people"),
    }


def test_a_hearing_that_was_to_come_gets_its_result_by_the_next_table(office: Office) -> None:
    """A later table moves an imported hearing on; an older one with empty cells does not move it back."""
    early = office.csv("早.csv", HEARING, (*PASSED[:6], "42", "", "", "", "", "", ""))
    office.read(early)
    assert office.all(Hearing)[0].status is HearingStatus.ANNOUNCED
    assert office.read(office.csv("晚.csv", HEARING, PASSED)).updated == 1
    assert office.all(Hearing)[0].status is HearingStatus.PUBLISHED
    assert office.read(early).unchanged == 1
    assert office.all(Hearing)[0].conclusion is HearingConclusion.PASSED_WITH_CHANGES


def test_the_board_knows_better_than_an_old_table(office: Office) -> None:
    """Once somebody acted on a hearing, a table fills what is empty but never its result, and says what was kept."""
    # Guard: drafts/shape.py:Shape.apply - without it an old file would undo a postponement, or spare the second person
    coming = ("T-2", "挖塘", "公益事业", "", "2026-11-20", "2026-12-10 14:30", *[""] * 7)
    office.read(office.csv("听证.csv", HEARING, coming))
    later = instant(date(2026, 12, 20), 9)
    with office.desk() as desk:
        desk.require(Act.POSTPONE_HEARING)
        (hearing,) = desk.all(Hearing)
        desk.put(replace(hearing, held_at=later, status=HearingStatus.POSTPONED))
        desk.record(hearing.id)
    again = office.read(office.csv("听证.csv", HEARING, coming))
    assert (again.unchanged, again.updated) == (1, 0)
    assert "听证时间" in str(again.notes[0].message)
    office.today = date(2026, 12, 30)
    result = (*coming[:3], "80000", *coming[4:6], "42", "40", "40", "0", "0", "通过", "")
    assert office.read(office.csv("听证.csv", HEARING, result)).updated == 1
    (hearing,) = office.all(Hearing)
    assert (hearing.amount, hearing.held_at, hearing.status) == (8_000_000, later, HearingStatus.POSTPONED)
    assert (hearing.conclusion, hearing.present) == (None, 0)
