"""Limits: shipped with their source, changed by the village from a day on, refused with what is wrong."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.desk.rooms import limits as desk_room
from tests.support.builders import TODAY, Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.hearings.limits import hearing_limits
from village_board.i18n import translator
from village_board.limits.model import Limit, LimitChange, LimitUnit
from village_board.limits.rules import is_value, on_day
from village_board.limits.service import (
    LimitFixed,
    LimitInThePast,
    LimitReasonMissing,
    LimitValueWrong,
    NoSuchLimit,
    change_limit,
    limits_of,
)
from village_board.limits.table import LimitsUnreadable, _limit, shipped_limits
from village_board.limits.values import LimitUnreadable, text_of, value_of
from village_board.notices.route_service import RouteFixed
from village_board.notices.route_table import shipped_routes
from village_board.supervision.shown import limit_lines
from village_board.supervision.table import shipped_points

KEY = "hearing.notice_days"


def test_every_shipped_limit_says_in_words_and_with_its_source_what_it_is() -> None:
    """No number of law or custom stands without source and label in both languages."""
    for limit in shipped_limits().values():
        assert limit.source
        assert limit.zh
        assert limit.en


def test_a_change_holds_from_its_day_on_and_not_before() -> None:
    """What was done before a change is judged by what held then."""
    # Guard: limits/rules.py:on_day - a new limit would judge the past.
    board = memory_board(GivenClock(instant(TODAY, 9)))
    staff = hire(board)
    with board.desk(staff.director) as desk:
        change_limit(desk, KEY, 10, TODAY + timedelta(days=5), "村民代表会议决定")
    records = board.records()
    assert limits_of(records).days(KEY) == 7
    assert limits_of(records, TODAY + timedelta(days=5)).days(KEY) == 10
    assert hearing_limits(records, TODAY + timedelta(days=9)).notice_days == 10


def test_of_two_changes_of_one_day_the_later_written_holds() -> None:
    """A change is corrected by another one, and both stay."""
    changes = [
        LimitChange(key=KEY, numbers=(value,), since=TODAY, reason="", number=n) for n, value in ((2, 9), (1, 8))
    ]
    assert on_day(shipped_limits(), changes, TODAY).days(KEY) == 9


@pytest.mark.parametrize(
    ("key", "value", "since", "reason", "error"),
    [
        ("hearing.notice_day", 7, TODAY, "why", NoSuchLimit),
        (KEY, -1, TODAY, "why", LimitValueWrong),
        (KEY, 61, TODAY, "why", LimitValueWrong),
        (KEY, "7", TODAY, "why", LimitValueWrong),
        (KEY, True, TODAY, "why", LimitValueWrong),
        ("hearing.quorum", {"least": [3, 2]}, TODAY, "why", LimitValueWrong),
        ("hearing.quorum", {"least": [0, 2]}, TODAY, "why", LimitValueWrong),
        (KEY, 8, TODAY - timedelta(days=1), "why", LimitInThePast),
        (KEY, 8, TODAY, " \u200b ", LimitReasonMissing),
    ],
)
def test_a_change_that_cannot_be_is_refused(key: str, value: object, since: date, reason: str, error: type) -> None:
    """Unknown key, value out of bounds, a day that is past, no reason: each with its own sentence."""
    board = memory_board(GivenClock(instant(TODAY, 9)))
    staff = hire(board)
    with pytest.raises(error), board.desk(staff.director) as desk:
        change_limit(desk, key, value, since, reason)
    assert not list(board.records().all(LimitChange))


def test_only_the_committee_changes_limits() -> None:
    """A clerk writes down; the committee decides."""
    board = memory_board(GivenClock(instant(TODAY, 9)))
    staff = hire(board)
    with pytest.raises(NotPermitted), board.desk(staff.clerk) as desk:
        change_limit(desk, KEY, 8, TODAY, "why")


def test_what_the_law_fixes_no_village_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed limit names its source instead of changing."""
    fixed = Limit(KEY, 10, LimitUnit.NATURAL_DAYS, "通知", "notice", "Organic Law", fixed=True)
    monkeypatch.setattr("village_board.limits.service.shipped_limits", lambda: {KEY: fixed})
    board = memory_board(GivenClock(instant(TODAY, 9)))
    staff = hire(board)
    with pytest.raises(LimitFixed), board.desk(staff.director) as desk:
        change_limit(desk, KEY, 11, TODAY, "why")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"value": 7, "unit": "natural_day", "zh": "a", "en": "a", "source": "s"}, "unknown unit 'natural_day', meant"),
        ({"value": 7, "unit": "fen", "zh": "a", "en": "a", "sorce": "s"}, "meant 'source'?"),
        ({"value": 7, "unit": "fen", "zh": "a", "en": "a"}, "'source' is missing"),
        ({"value": 101, "unit": "percent", "zh": "a", "en": "a", "source": "s"}, "101 is no value"),
    ],
)
def test_a_wrong_row_of_the_data_is_named_with_file_key_and_nearest_name(row: dict, told: str) -> None:
    """Whoever edits a file of limits learns where and what."""
    with pytest.raises(LimitsUnreadable) as caught:
        _limit(Path("x.toml"), "a.b", row)
    assert "x.toml, a.b" in str(caught.value.message)
    assert told in str(caught.value.message)


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        (LimitUnit.FEN, "50,000.5", 5_000_050),
        (LimitUnit.AMOUNTS, "2000; 10000.00", [200_000, 1_000_000]),
        (LimitUnit.SHARE, "2/3", {"least": [2, 3]}),
        (LimitUnit.SHARE, "above 1/2", {"above": [1, 2]}),
        (LimitUnit.COUNT, " 15 ", 15),
    ],
)
def test_values_are_read_as_people_write_them(unit: LimitUnit, text: str, value: object) -> None:
    """Yuan, shares and numbers."""
    limit = Limit("k", value, unit, "", "", "")
    assert value_of(limit, text) == value
    assert is_value(limit, value)


@pytest.mark.parametrize("unit", list(LimitUnit))
def test_what_cannot_be_read_is_refused_with_an_example(unit: LimitUnit) -> None:
    """No value is guessed."""
    with pytest.raises(LimitUnreadable):
        value_of(Limit("k", 0, unit, "", "", ""), "about ten")


def test_a_limit_is_read_as_it_is_written() -> None:
    """What stands in the form of a limit, its present value, is read as that value; full-width signs are taken."""
    # Guard: village_board/limits/values.py:text_of - the form would refuse its own first value
    for key, limit in shipped_limits().items():
        text = text_of(limit, limit.value)
        assert value_of(limit, text) == value_of(limit, text.replace(";", "\uff1b")) == limit.value, key


LATIN = re.compile("[A-Za-z]")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_p8_no_source_shown_in_chinese_holds_latin_words(language: str) -> None:
    """Every source is said in the reader's language, without an article's number (P8); law names stay as they are."""
    # Guard: tests/i18n/catalogues.py:_labelled - "default of this program" would stand inside Chinese pages.
    t = translator(language)
    for limit in shipped_limits().values():
        assert not LATIN.search(t(limit.source)), limit.key
        assert not re.search(r"第[\d、至-]+条|article \d", t(limit.source) + limit.source), limit.key


def test_every_page_that_names_a_source_says_it_in_chinese(board: Board, staff: Staff) -> None:
    """Monitoring points and alarms, the desk's sheet of a limit, `limit list`, the refusal of what the law fixes."""
    # Guard: supervision/shown.py:limit_lines - an English source would stand behind each limit of an alarm.
    t, records = translator("zh-Hans"), board.records()
    names = {key.casefold() for key in shipped_limits()}
    said = [line for point in shipped_points().values() for line in limit_lines(records, t, point)]
    for key, limit in shipped_limits().items():
        shown = [words for words, _ in desk_room._said(records, key, t) if words != key]
        assert t("Source: {source}", source=t(limit.source)) in shown
        said += [words for words in shown if words.startswith(t("Source: {source}", source=""))]
        said.append(t.say(LimitFixed(key, limit.source).message).replace(f"“{key}”", ""))
    assert len(said) > 2 * len(names)
    assert not [line for line in said if LATIN.search(line)]


def test_the_way_of_each_notice_says_why_in_chinese() -> None:
    """The desk's sheet of a route and the refusal of what is fixed: no Latin word of a source."""
    # Guard: data/notices/routing.toml - "told to the one who asked" would stand inside a Chinese sheet.
    t = translator("zh-Hans")
    for event, route in shipped_routes().items():
        assert not LATIN.search(t(route.source)), event
        assert not LATIN.search(t.say(RouteFixed(route).message).replace(event.value, "")), event
