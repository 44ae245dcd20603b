"""`village-board execution …` and the old `resolution start|vary|close`, as a clerk types them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cli.conftest import CLERK, DIRECTOR, Run
from tests.support.builders import TODAY, a_resolution, keep
from tests.support.clocks import GivenClock
from village_board.accounts.registers import Contract
from village_board.board import open_board
from village_board.hearings.model import Category, ResolutionResult, ResolutionStatus

PAST = TODAY - timedelta(days=60)


@pytest.fixture
def village(at_home: Run, home: object) -> Run:
    """Return the program in a home with a resolution that was passed two months ago, and a contract."""
    board = open_board(home, clock=GivenClock(TODAY))
    keep(
        board,
        a_resolution(
            number="J-7", matter="修水渠", category=Category.PUBLIC_WORKS, amount=3_000_000, meeting_on=PAST,
            published_on=PAST, due=42, present=40, in_favour=40, result=ResolutionResult.PASSED,
            status=ResolutionStatus.PUBLIC, imported=True,
        ),
        Contract(number="HT-7", name="水渠施工", type="工程", party_b="永固建筑队", total=2_800_000, signed_on=TODAY),
    )  # fmt: skip
    board.close()
    return at_home


def day(offset: int) -> str:
    """Return a day from today, as typed."""
    return (TODAY + timedelta(days=offset)).isoformat()


def test_a_work_is_typed_from_the_call_to_the_result(village: Run) -> None:
    """Each command says what stands now; `show --json` gives every figure."""
    start = ("execution", "start", "J-7", "--way", "invited", "--call", "修渠", "--called-on", day(-30))
    assert village(*start, who=DIRECTOR).code == 0
    for bidder, yuan in (("永固建筑队", "28000"), ("石桥公司", "29000"), ("众和队", "29500")):
        bid = ("execution", "bid", "J-7", "--bidder", bidder, "--amount", yuan, "--on", day(-20))
        assert village(*bid, who=CLERK).code == 0
    choose = ("execution", "choose", "J-7", "1", "--reason", "最低", "--on", day(-15))
    assert village(*choose, who=DIRECTOR).code == 0
    assert village("execution", "contract", "J-7", "HT-7", who=DIRECTOR).code == 0
    progress = ("execution", "progress", "J-7", "--words", "挖好", "--percent", "60")
    assert village(*progress, who=CLERK).code == 0
    vary = ("resolution", "vary", village("execution", "show", "J-7", "--json").json["resolution_id"])
    more = ("--amount", "1000", "--reason", "加闸", "--approved-by", "村民代表会议", "--on", day(0))
    assert village(*vary, *more, who=DIRECTOR).code == 0
    accept = ("execution", "accept", "J-7", "--signer", "1001", "--signer", "1003", "--sheet", "柜3")
    assert village(*accept, who=DIRECTOR).code == 0
    publish = ("execution", "publish", "J-7", "--final-cost", "30500")
    assert village(*publish, who=DIRECTOR).code == 0
    shown = village("execution", "show", "J-7", "--json").json
    assert (shown["decided"], shown["allowed"], shown["final_cost"]) == (3_000_000, 3_100_000, 3_050_000)
    assert (shown["state"], shown["progress"][0]["percent"]) == ("published", 60)
    assert "永固建筑队" in village("execution", "show", "J-7").out


def test_what_is_refused_is_told_with_its_numbers(village: Run) -> None:
    """Exit code 1, the sentence, nothing changed."""
    said = village("execution", "start", "J-7", "--way", "own_work", who=DIRECTOR)
    assert said.code == 1
    assert "30,000.00" in said.err
    assert "20,000.00" in said.err
    assert village("execution", "show", "J-99").code == 1
    assert date.fromisoformat(day(0)) == TODAY


def test_the_old_commands_still_carry_a_resolution_out(village: Run) -> None:
    """`resolution start` and `resolution close`, with what the guards ask for."""
    key = village("execution", "show", "J-7", "--json")
    assert key.code == 1  # not in effect yet
    (found,) = [one for one in village("list", "resolutions", "--json").json if one["number"] == "J-7"]
    start = ("resolution", "start", found["id"])
    refused = village(*start, who=DIRECTOR)
    assert refused.code == 1
    assert "contract_or_reason" in refused.err
    assert village(*start, "--no-contract", "村民自建", who=DIRECTOR).code == 0
    close = ("resolution", "close", found["id"], "--accepted-on", day(0), "--final-cost", "29000")
    assert village(*close, who=DIRECTOR).code == 1
    done = village(*close, "--signer", "1001", "--signer", "1003", who=DIRECTOR)
    assert done.code == 0
