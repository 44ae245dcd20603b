"""The monitoring points as data: complete, checked as a whole, changed by the village with a reason and a day."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.builders import TODAY, Staff
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.limits.service import limits_of
from village_board.limits.table import shipped_limits
from village_board.supervision.checks import CHECKS
from village_board.supervision.document import page
from village_board.supervision.model import Area, Thresholds
from village_board.supervision.points import (
    NewPoint,
    NoSuchCheck,
    NoSuchPoint,
    PointInThePast,
    PointReasonMissing,
    PointTaken,
    ThresholdsWrong,
    add_point,
    limits_for,
    points_of,
    set_thresholds,
    switch_point,
)
from village_board.supervision.table import AT_ONCE, Names, PointsUnreadable, read_points, shipped_points

NAMES = Names(("late", "gone"), ("a.days", "a.fen"))
GOOD = 'checks = ["late"]\nzh = "迟"\nen = "late"\nmend = { zh = "办", en = "do it" }\nbasis = "法"\n'


def written(folder: Path, **files: str) -> Path:
    """Write the files of every area; those not named are empty."""
    for area in Area:
        (folder / f"{area.value}.toml").write_text(files.get(area.value, ""), encoding="utf-8")
    return folder


def test_the_forty_points_and_the_one_for_bouncing_are_shipped() -> None:
    """Forty monitoring points of facts 7.1 and E04 of P26 stand in data, each with words, basis and a remedy."""
    numbered = {"H": 7, "F": 8, "A": 4, "R": 4, "C": 6, "D": 5, "E": 3, "P": 3}
    points = shipped_points()
    assert {f"{letter}{n:02}" for letter, most in numbered.items() for n in range(1, most + 1)} <= points.keys()
    assert "E04" in points
    assert all(point.zh and point.en and point.basis and point.mend for point in points.values())


def test_every_shipped_check_belongs_to_a_point() -> None:
    """No check is carried along that nothing runs."""
    assert {name for point in shipped_points().values() for name in point.checks} == set(CHECKS)


def test_no_article_number_stands_on_a_surface() -> None:
    """P8: a law is named, never its articles."""
    assert not [point.code for point in shipped_points().values() if "条" in point.basis.replace("条例", "")]


def test_all_problems_of_all_files_are_told_at_once_with_the_nearest_name(tmp_path: Path) -> None:
    """One look shows everything that is wrong: file, key, and what was probably meant."""
    # Guard: supervision/table.py:read_points - the first problem would hide the others.
    folder = written(
        tmp_path,
        hearings=f"[H01]\n{GOOD.replace('late', 'lates')}red = 'at once'\n[H02]\n{GOOD}",
        funds=f"[F01]\n{GOOD}yellow = '> 2 x a.fem'\nlimits = ['a.dayz']\ncolour = 'red'\n",
        assets="[A01]\nzh = 'x'\nred = 1\n",
        resources="[R01\n",
        contracts=f"[F01]\n{GOOD}red = 1\n",
    )
    (folder / "hearing.toml").write_text("", encoding="utf-8")
    with pytest.raises(PointsUnreadable) as caught:
        read_points(folder, NAMES)
    told = str(caught.value.message.facts["problems"])
    for part in (
        "hearings.toml, H01: unknown check 'lates', meant 'late'?",
        "hearings.toml, H02: has neither 'yellow' nor 'red'",
        "funds.toml, F01: unknown name 'colour'",
        "funds.toml, F01: unknown limit 'a.dayz', meant 'a.days'?",
        "funds.toml, F01: unknown limit 'a.fem', meant 'a.fen'?",
        "assets.toml, A01: 'checks' is missing",
        "assets.toml, A01: 'mend' is missing",
        "resources.toml, -:",
        "hearing.toml, -: unknown area 'hearing', meant 'hearings'?",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (GOOD.replace('["late"]', "5") + "red = 1", "F01: 'checks' is no list of names"),
        (GOOD.replace('["late"]', '"late"') + "red = 1", "F01: 'checks' is no list of names"),
        (GOOD.replace('["late"]', "[]") + "red = 1", "F01: 'checks' is empty"),
        (GOOD.replace('"迟"', "7") + "red = 1", "F01: 'zh' is no text"),
        (GOOD.replace('{ zh = "办", en = "do it" }', '"办"') + "red = 1", "F01: 'mend' is no table"),
        (GOOD.replace('"do it"', '" "') + "red = 1", "F01: 'mend.en' is no text"),
        (GOOD + "yellow = [1]", "F01: 'yellow' is neither days nor the name of a limit"),
        (GOOD + "yellow = 9\nred = 1", "F01: it reports ('red', 1) before it warns ('yellow', 9)"),
    ],
)
def test_a_row_of_another_shape_is_told_like_any_other_fault(tmp_path: Path, row: str, told: str) -> None:
    """Whatever an editor makes of a file, it is a sentence with file and key, and no error of the program."""
    # Guard: supervision/table.py:_misfits - a number in place of a list ends every command with a traceback.
    with pytest.raises(PointsUnreadable) as caught:
        read_points(written(tmp_path, funds=f"[F01]\n{row}\n"), NAMES)
    assert f"funds.toml, {told}" in str(caught.value.message.facts["problems"])


def test_a_file_in_another_encoding_is_told_with_its_name(tmp_path: Path) -> None:
    """A file that was saved as GBK."""
    folder = written(tmp_path)
    (folder / "funds.toml").write_bytes("[F01]\nzh = '迟'".encode("gbk"))
    with pytest.raises(PointsUnreadable, match=r"funds\.toml, -:"):
        read_points(folder, NAMES)


def test_a_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Two points with one code would hide each other's alarms."""
    folder = written(tmp_path, funds=f"[F01]\n{GOOD}red = 1\n", contracts=f"[F01]\n{GOOD}red = 1\n")
    with pytest.raises(PointsUnreadable, match="stands twice"):
        read_points(folder, NAMES)


def test_days_decide_how_grave_it_is_and_negative_ones_warn_before() -> None:
    """E02: three days before the last day it warns, from the first day after it reports."""
    found = [Thresholds(yellow=-3, red=1).level(days) for days in (-4, -3, 0, 1)]
    assert found == [None, "yellow", "yellow", "red"]


def test_a_point_is_switched_off_from_a_day_on_with_its_reason(board: Board, staff: Staff) -> None:
    """Before that day it holds as before."""
    # Guard: supervision/points.py:on_day - the past would be judged by what holds later.
    with board.desk(staff.overseer) as desk:
        switch_point(desk, "A03", off=True, since=TODAY + timedelta(days=3), reason="小学校舍待拆")
    records = board.records()
    assert not points_of(records)["A03"].off
    assert points_of(records, TODAY + timedelta(days=3))["A03"].off == "小学校舍待拆"


def test_thresholds_in_days_are_changed_and_others_refused(board: Board, staff: Staff) -> None:
    """A point warns before it reports; one that counts no days follows its limits."""
    with board.desk(staff.overseer) as desk:
        set_thresholds(desk, "D01", 5, 30, TODAY, "与镇里约定")
    assert (points_of(board.records())["D01"].yellow, points_of(board.records())["D01"].red) == (5, 30)
    for code, yellow, red in (("D01", 40, None), ("F01", 1, 2)):
        with pytest.raises(ThresholdsWrong), board.desk(staff.overseer) as desk:
            set_thresholds(desk, code, yellow, red, TODAY, "x")


def test_a_village_adds_a_point_from_a_shipped_check_with_its_own_numbers(board: Board, staff: Staff) -> None:
    """No code is needed to watch a lower limit of one's own."""
    with board.desk(staff.overseer) as desk:
        new = NewPoint(
            "V01", "cash_payment", "现金支付五百元以上", settings=(("accounts.cash_settlement_point", 50_000),)
        )
        add_point(desk, new, TODAY, "村民代表会议决定")
    point = points_of(board.records())["V01"]
    assert point.own
    assert limits_for(point, limits_of(board.records())).fen("accounts.cash_settlement_point") == 50_000
    assert point.area is Area.FUNDS
    assert point.red is not AT_ONCE or point.yellow is None


@pytest.mark.parametrize(
    ("error", "change"),
    [
        (NoSuchPoint, lambda desk: switch_point(desk, "H99", off=True, since=TODAY, reason="x")),
        (PointReasonMissing, lambda desk: switch_point(desk, "H01", off=True, since=TODAY, reason=" ")),
        (
            PointInThePast,
            lambda desk: switch_point(desk, "H01", off=True, since=TODAY - timedelta(days=1), reason="x"),
        ),
        (PointTaken, lambda desk: add_point(desk, NewPoint("H01", "bounced", "x"), TODAY, "x")),
        (NoSuchCheck, lambda desk: add_point(desk, NewPoint("V1", "bounce", "x"), TODAY, "x")),
    ],
)
def test_a_change_that_says_too_little_is_refused(board: Board, staff: Staff, error: type[Exception], change) -> None:  # type: ignore[no-untyped-def]
    """Nothing of what is watched changes without who, why and from when."""
    with pytest.raises(error), board.desk(staff.overseer) as desk:
        change(desk)
    assert points_of(board.records()) == shipped_points()


def test_the_committee_cannot_switch_off_what_watches_it(board: Board, staff: Staff) -> None:
    """P11: the watched do not choose the watchman."""
    # Guard: people/acts.py:PERMITTED[CHANGE_POINT] - the committee would silence its own alarms.
    with pytest.raises(NotPermitted), board.desk(staff.director) as desk:
        switch_point(desk, "H01", off=True, since=TODAY, reason="x")


def test_every_limit_that_a_point_names_is_shipped() -> None:
    """A limit is shown with value and source wherever an alarm is read."""
    assert {key for point in shipped_points().values() for key in point.limits} <= set(shipped_limits())


def test_the_page_of_all_points_is_made_from_the_data() -> None:
    """docs/monitoring-points.md says what the data says; renew it with the module that makes it."""
    kept = Path(__file__).resolve().parents[2] / "docs" / "monitoring-points.md"
    assert kept.read_text(encoding="utf-8") == page()


def test_the_points_of_the_shared_table_are_all_there_with_their_words() -> None:
    """rules.yaml: every point with its condition in both languages."""
    table = Path(__file__).resolve().parents[3] / "shared" / "domain" / "rules.yaml"
    if not table.is_file():
        pytest.skip("the shared material is not here")
    text = table.read_text(encoding="utf-8")
    points = shipped_points()
    for code in re.findall(r"^- id: (\w+)$", text, re.MULTILINE):
        assert f"condition: {points[code].zh}\n" in text
        assert f"condition_en: {points[code].en}\n" in text
