"""notice …: counts, reach, doors and ticks, links, ways, what is old (N26, P2, P9)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CLERK, DIRECTOR, Run
from tests.support.builders import TODAY, a_hearing, announce
from tests.support.clocks import GivenClock
from village_board.board import Board, open_board
from village_board.notices.linking import ask_link_code
from village_board.notices.model import Notice
from village_board.notices.reach_model import DoorList
from village_board.notices.service import subscribe
from village_board.people.model import Actor, Role
from village_board.people.service import OFFICE, actor, find_person

CHAT = 11


@pytest.fixture
def told(home: Path, at_home: Run) -> tuple[Run, str]:
    """Return the program at a home in which a hearing was announced to one chat, and that notice's id."""
    board = open_board(home, clock=GivenClock(TODAY))
    with board.desk(OFFICE) as desk:
        subscribe(desk, CHAT, "zh-Hans")
    with board.desk(director(board)) as desk:
        announce(desk, a_hearing())
    notice = next(board.records().all(Notice)).id
    board.close()
    return at_home, notice


def director(board: Board) -> Actor:
    """Return the director."""
    records = board.records()
    found = actor(records, find_person(records, DIRECTOR))
    assert Role.COMMITTEE in found.roles
    return found


def test_n26_counts_and_reach_add_up(told: tuple[Run, str]) -> None:
    """N26: counts, list and reach, in words and as JSON."""
    # Guard: cli/notice.py:reach - the clerk sees numbers that do not add up.
    run, notice = told
    assert run("notice", "counts", "--json").json["pending"] == 1
    assert "应送合计" in run("notice", "counts").out
    (listed,) = run("notice", "list", "--json").json
    assert (listed["id"], listed["sent_to_chats"]) == (notice, 0)
    assert notice in run("notice", "list").out
    reach = run("notice", "reach", notice, "--json").json
    for which in ("chats", "persons"):
        counts = {key: value for key, value in reach[which].items() if key not in ("due", "unlinked", "at_doors")}
        assert sum(counts.values()) == reach[which]["due"]
    assert (reach["chats"]["waiting"], reach["persons"]["unreached"], reach["public"]) == (1, 5, 0)
    assert "按人计" in run("notice", "reach", notice).out


def test_a_door_list_goes_out_and_comes_back(told: tuple[Run, str], home: Path, tmp_path: Path) -> None:
    """Made, written, ticked by line and by file; a second list of the same notice has nobody left."""
    # Guard: cli/doors.py:doors
    run, notice = told
    assert run("notice", "doors", notice).code == 2
    made = run("notice", "doors", notice, who=CLERK)
    assert made.code == 0
    assert "李阿福" in made.out
    assert run("notice", "doors", notice, who=CLERK).code == 1
    board = open_board(home, clock=GivenClock(TODAY))
    listed = next(board.records().all(DoorList)).id
    board.close()
    file = tmp_path / "doors.csv"
    assert run("notice", "doors", listed, "--out", file).code == 0
    assert run("notice", "tick", listed, who=CLERK).code == 2
    assert run("notice", "tick", listed, 1, "--on", "2026-09-02", who=CLERK).code == 1
    assert run("notice", "tick", listed, 1, "--how", "absent", who=CLERK).code == 0
    file.write_text("行号,日期,方式\r\n1,2026-09-01,签收\r\n2,,宣读\r\n", "utf-8")
    assert "5户" in run("notice", "tick", listed, "--file", file, who=CLERK).out
    assert run("notice", "reach", notice, "--json").json["persons"]["at_doors"] == 2
    assert run("notice", "doors", listed, "--json").json["lines"][0]["how"] == "signed"


def test_p2_codes_are_handed_out_and_taken(told: tuple[Run, str], home: Path) -> None:
    """P2: a code for the person at the counter, or the number that their chat shows; and its end."""
    # Guard: cli/notice.py:link
    run, _ = told
    code = run("notice", "link", "1005", "--json", who=CLERK).json["code"]
    assert len(code) == 8
    board = open_board(home, clock=GivenClock(TODAY, 23, 59))  # the command has the machine's time of day
    with board.desk(OFFICE) as desk:
        shown = ask_link_code(desk, CHAT)
    board.close()
    assert run("notice", "link", "1005", "--code", "12345678", who=CLERK).code == 1
    assert "李阿福" in run("notice", "link", "1005", "--code", shown, "--household", who=CLERK).out
    assert run("notice", "unlink", "1005", "--json", who=CLERK).json["ended"] == 1
    assert run("notice", "unlink", "1005", who=CLERK).code == 1


def test_a_way_is_listed_and_changed(told: tuple[Run, str]) -> None:
    """Every event with its way; a change with its reason holds from its day."""
    # Guard: cli/routes.py:set_route
    run, _ = told
    assert (
        run("notice", "route", "set", "item.published", "--kind", "digest", "--reason", "议定", who=DIRECTOR).code == 0
    )
    (way,) = (one for one in run("notice", "route", "list", "--json").json if one["event"] == "item.published")
    assert way["kind"] == "digest"
    assert "议定" in run("notice", "route", "list", "item.published").out
    wrong = run("notice", "route", "set", "item.publishd", "--kind", "digest", "--reason", "议定", who=DIRECTOR)
    assert wrong.code == 1
    assert "item.published" in wrong.err


def test_p9_what_is_old_is_added_up_by_command(told: tuple[Run, str]) -> None:
    """P9: nothing is old yet."""
    run, _ = told
    assert run("notice", "retire", "--json", who=CLERK).json == {"before": "2021-09-01", "notices": 0, "rows": 0}
    assert run("notice", "retire", who=CLERK).code == 0
    assert run("notice", "unknown", "--json").json == []


def test_the_ways_are_listed_in_the_readers_words(at_home: Run) -> None:
    """Posts, events and what divides them are written as the desk writes them, in Chinese and in English."""
    # Guard: cli/routes.py:_line - the clerk reads "committee" and a half-width semicolon.
    assert "两委和理事会、监委会成员；普通；" in at_home("notice", "route", "list", "alarm.raised").out
    said = at_home("notice", "route", "list", "alarm.raised", "--language", "en").out
    assert "Party branch, committee and council, Members of the oversight committee; ordinary; " in said
