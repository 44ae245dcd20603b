"""``village-board deadline`` and ``village-board calendar`` as a clerk gives them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.calendar.notices import NOTICE_2027
from village_board.board import found_board
from village_board.cli.main import run

Ran = tuple[int, str, str]
Run = Callable[..., Ran]


@pytest.fixture
def ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program where no board is, unless one is given; return its exit code and what it printed."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nothing"))

    def run_it(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["village-board", *words])
        with pytest.raises(SystemExit) as left:
            run()
        printed = capsys.readouterr()
        return int(left.value.code or 0), printed.out, printed.err

    return run_it


@pytest.fixture
def home(tmp_path: Path) -> str:
    """A board on disk."""
    found_board(tmp_path / "home", name="试验村").close()
    return str(tmp_path / "home")


def _json(ran: Ran) -> Any:
    assert ran[0] == 0, ran
    return json.loads(ran[1])


def test_a_date_is_told_day_by_day_in_words(ran: Run) -> None:
    """Which day was left out and why: weekend, holiday by name, a Sunday that is worked."""
    # Guard: village_board/calendar/words.py:step_word - nobody can say how a date came about.
    code, out, _ = ran("deadline", "--from", "2026-09-18", "--working-days", "20", "--explain")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "2026年9月18日 星期五：起算，当天不计"
    assert lines[1] == "2026年9月19日 星期六：周末，不计"
    assert lines[2] == "2026年9月20日 星期日：国庆节调休上班，第1个工作日"
    assert lines[7] == "2026年9月25日 星期五：中秋节放假，不计"
    assert lines[-3] == "2026年10月22日 星期四：第20个工作日"
    assert lines[-2] == "2026年9月18日起20个工作日：到2026年10月22日（星期四）为止。"
    assert "国办发明电〔2025〕7号" in lines[-1]


def test_a_moved_end_is_told(ran: Run) -> None:
    """Natural days: the tenth is a day off, and each day after it says why the period goes on."""
    _, out, _ = ran("deadline", "--from", "2026-09-25", "--days", "10", "--explain", "--language", "en")
    assert out.splitlines()[-6:-1] == [
        "5 October 2026 Monday: day 10; a day off, National Day, so the period ends later",
        "6 October 2026 Tuesday: day off, National Day, it ends later still",
        "7 October 2026 Wednesday: day off, National Day, it ends later still",
        "8 October 2026 Thursday: no day off; it ends here",
        "10 days after 25 September 2026: until 8 October 2026, Thursday.",
    ]


def test_json_says_what_the_words_say(ran: Run) -> None:
    """One value: the date, whether it is provisional, the years it rests on, every day."""
    found = _json(ran("deadline", "--from", "2026-12-04", "--working-days", "20", "--explain", "--json"))
    assert (found["due"], found["provisional"], found["awaits"]) == ("2027-01-04", True, [2027])
    assert [each["year"] for each in found["sources"]] == [2026, 2027]
    assert found["doubts"] == ["暂定：2027年放假通知还没有载入，只扣除了周末和法定节假日。"]
    assert [each["number"] for each in found["explain"] if each["number"]] == list(range(1, 21))
    assert {each["kind"] for each in found["explain"]} == {"working", "weekend", "holiday"}


def test_plain_days_do_not_move(ran: Run) -> None:
    """The notice before a meeting ends on National Day if it does."""
    found = _json(ran("deadline", "--from", "2026-09-21", "--plain-days", "10", "--json"))
    assert (found["due"], found["unit"], found["sources"]) == ("2026-10-01", "plain", [])


def test_without_a_start_today_is_it(ran: Run) -> None:
    """``--today`` gives the day."""
    found = _json(ran("deadline", "--today", "2026-02-06", "--working-days", "20", "--json"))
    assert (found["from"], found["due"]) == ("2026-02-06", "2026-03-12")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--working-days", "5", "--days", "5"),
        ("--working-days", "0"),
        ("--days", "-1"),
        ("--days", "5", "--from", "2026-02-30"),
        ("--working-days", "5", "--from", "2050-01-01"),
        ("--working-days", "5", "--from", "1990-01-01"),
    ],
)
def test_what_cannot_be_counted_is_a_sentence_and_exit_2(ran: Run, words: tuple[str, ...]) -> None:
    """No length, two lengths, none that is one, no day, a year without days: 2, and no traceback."""
    code, _, err = ran("deadline", *words)
    assert code == 2
    assert err.strip()
    assert "Traceback" not in err


def test_a_board_that_was_asked_for_must_be_there(ran: Run, tmp_path: Path) -> None:
    """Without a board the shipped years answer; a home that was named and is none is an error."""
    assert ran("deadline", "--days", "5", "--home", str(tmp_path))[0] == 3


def test_a_notice_is_loaded_and_holds(ran: Run, home: str, tmp_path: Path) -> None:
    """``calendar load``: the provisional date is worked out again, and its source is the clerk's."""
    # Guard: village_board/cli/deadline.py:_calendar - the command goes on with the shipped years.
    file = tmp_path / "n.toml"
    file.write_text(NOTICE_2027, encoding="utf-8")
    ask = ("deadline", "--home", home, "--from", "2026-12-31", "--working-days", "22", "--json")
    assert (_json(ran(*ask))["due"], _json(ran(*ask))["provisional"]) == ("2027-02-02", True)
    done = _json(ran("calendar", "load", str(file), "--home", home, "--json"))
    assert (done["year"], done["changed"][0], done["findings"]) == (2027, "2027-01-31", [])
    found = _json(ran(*ask))
    assert (found["due"], found["provisional"]) == ("2027-02-01", False)
    assert "试验〔2026〕1号" in found["sources"][-1]["sentence"]
    _, out, _ = ran("calendar", "years", "--home", home)
    assert "试验〔2026〕1号" in out.splitlines()[-1]
    assert "没有日子变动" in ran("calendar", "load", str(file), "--home", home)[1]


def test_a_wrong_notice_is_told_whole_and_not_loaded(ran: Run, home: str, tmp_path: Path) -> None:
    """Exit 1, every problem with its place, nothing written."""
    file = tmp_path / "n.toml"
    file.write_text(NOTICE_2027.replace("days = 7", "days = 8").replace("2027-05-08", "2027-05-07"), "utf-8")
    code, out, _ = ran("calendar", "load", str(file), "--home", home)
    assert code == 1
    assert "n.toml holiday 2 days: 2027年2月5日至2027年2月11日共7天" in out
    assert "n.toml holiday 4 work: 2027年5月7日不是周六周日" in out
    assert "没有写入" in out
    years = _json(ran("calendar", "years", "--home", home, "--today", "2026-12-01", "--json"))
    assert years[-1] == {"year": 2027, "known": False, "sentence": years[-1]["sentence"]}
