"""Alarms in members' chats (P11, P27): for who supervises, with all that bears them, step by step by buttons."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.bot.players import Players
from tests.bot.test_members import bound
from tests.bot.test_talks import does
from tests.support.builders import TODAY, Staff, keep
from tests.support.clocks import GivenClock
from village_board.base.level import Level
from village_board.base.message import say
from village_board.board import Board
from village_board.notices.model import Delivery, Notice
from village_board.people.service import OFFICE
from village_board.supervision.model import Alarm, AlarmEvent, AlarmState, AlarmStep, Watch, identity_of
from village_board.supervision.telling import tell_new

CLERK, OVERSEER, DIRECTOR, TOWNSHIP, VILLAGER = 911, 912, 913, 914, 915
#: What no notice may say: the facts of the alarm.
FACTS = "现金超限额"


@pytest.fixture
async def members(players: Players, staff: Staff) -> Players:
    """Director, overseer, township and clerk have their chats."""
    for chat, who in ((DIRECTOR, staff.director), (OVERSEER, staff.overseer), (TOWNSHIP, staff.township),
                      (CLERK, staff.clerk)):  # fmt: skip
        await bound(players, chat, who)
    return players


def raised(board: Board, point: str = "F01", level: Level = Level.RED, standing: int = 1) -> Alarm:
    """Keep an alarm as a nightly look would leave it."""
    step = AlarmStep(AlarmEvent.RAISE, TODAY, board.clock.now(), "machine", level)
    (made,) = keep(
        board,
        Alarm(
            identity=identity_of(point, "", "2026-08"), point=point, subject="", key="2026-08", level=level,
            since=TODAY, raised_on=TODAY, sentence=Alarm.sentence_of(say("{words}", words=FACTS)),
            standing=standing, steps=(step,),
        ),
    )  # fmt: skip
    return made


def now(board: Board, alarm: Alarm) -> Alarm:
    """Return the alarm as it stands."""
    return board.records().get(Alarm, alarm.id)


async def test_p27_an_alarm_goes_from_the_first_chat_to_its_end(members: Players, staff: Staff) -> None:
    """P27: the township assigns with a day, the committee explains, the overseers verify, the township closes red."""
    # Guard: bot/answers/alarms.py:_steps - everybody would be offered every step.
    made = raised(members.board)
    heard = await does(members, TOWNSHIP, "/desk", "[预警（不公开）]", f"[av:{made.id}]")
    assert {"交办并定期限"} == {one for one in heard.labels if one in STEPS}
    heard = await does(members, TOWNSHIP, "[交办并定期限]", "11-30", f"[{staff.director.name}]")
    assert "2026年11月30日" in heard.text
    await members.press(TOWNSHIP, "是，交办")
    one = now(members.board, made)
    assert (one.due_on, one.assigned_to) == (date(2026, 11, 30), staff.director.id)
    heard = await members.press(DIRECTOR, f"av:{made.id}")
    assert {"受理", "说明情况", "已经改好，再查一遍"} == {one for one in heard.labels if one in STEPS}
    for said in (FACTS, "来源：", "5,000.00元", "2026年11月30日"):
        assert said in heard.text
    await members.press(DIRECTOR, "受理")
    assert now(members.board, made).state is AlarmState.ACKNOWLEDGED
    await does(members, DIRECTOR, f"[av:{made.id}]", "[说明情况]", "月底发工资备的现金", "[是，就这样说明]")
    heard = await members.press(OVERSEER, f"av:{made.id}")
    assert "月底发工资备的现金" in heard.text
    await does(members, OVERSEER, "[退回并写明理由]", "缺凭证")
    assert now(members.board, made).state is AlarmState.ACKNOWLEDGED
    await does(members, DIRECTOR, f"[av:{made.id}]", "[说明情况]", "补了凭证", "[是，就这样说明]")
    await does(members, OVERSEER, f"[av:{made.id}]", "[核实无误]")
    heard = await members.press(OVERSEER, f"av:{made.id}")
    assert "销号" not in heard.labels
    await does(members, TOWNSHIP, f"[av:{made.id}]", "[销号]")
    assert now(members.board, made).state is AlarmState.CLOSED


STEPS = frozenset({"受理", "说明情况", "核实无误", "退回并写明理由", "交办并定期限", "销号", "已经改好，再查一遍"})


async def test_p11_nobody_else_learns_that_there_is_an_alarm(members: Players) -> None:
    """P11, A19: clerk and villager get the answer to what does not exist; the township sees what was ever red."""
    # Guard: supervision/reading.py:alarm_of - a forwarded button would show an alarm to anybody.
    yellow = raised(members.board, "H03", Level.YELLOW)
    for chat in (CLERK, VILLAGER):
        for view in ("al", f"av:{yellow.id}", f"at:{yellow.id}:alarm_explain", f"ag:{yellow.id}", f"r:{yellow.id}"):
            heard = await members.press(chat, view)
            assert FACTS not in heard.text
    assert FACTS not in (await members.press(TOWNSHIP, "al")).text
    assert FACTS not in (await members.press(TOWNSHIP, f"av:{yellow.id}")).text
    assert FACTS in (await members.press(OVERSEER, f"av:{yellow.id}")).text
    assert now(members.board, yellow).state is AlarmState.RAISED


async def test_n24_the_pushed_notice_has_no_fact_and_leads_to_the_list(members: Players) -> None:
    """N24: it says how many and of which points; its button opens the list for a member, and nothing for others."""
    # Guard: bot/answers/duties.py:for_member - a member would not find what the notice is about.
    raised(members.board)
    with members.board.desk(OFFICE) as desk:
        tell_new(desk)
    records = members.board.records()
    told = [one for one in records.all(Notice) if one.event.startswith("alarm.")]
    assert len(told) == 2
    assert all(FACTS not in str(one.message) for one in told)
    mine = {row.chat for row in records.all(Delivery) if row.notice in {one.id for one in told}}
    assert mine == {DIRECTOR, OVERSEER, TOWNSHIP}
    watch = next(iter(records.all(Watch)))
    heard = await members.press(DIRECTOR, f"r:{watch.id}")
    assert "成员绑定" not in heard.labels
    heard = await members.press(DIRECTOR, "预警（不公开）")
    assert FACTS in heard.text
    assert FACTS not in (await members.press(VILLAGER, f"r:{watch.id}")).text


async def test_whether_it_is_mended_says_the_check(members: Players) -> None:
    """Looking again ends what is not so any more, and leaves what is; nobody declares a thing mended."""
    # Guard: supervision/again.py:look_again - a press would end an alarm whose facts stand.
    made = raised(members.board)
    heard = await does(members, DIRECTOR, f"[av:{made.id}]", "[受理]", f"[ag:{made.id}]")
    assert "情况已没有" in heard.text
    one = now(members.board, made)
    assert (one.state, one.standing) == (AlarmState.FIXED, 0)
    assert one.steps[-1].by == OFFICE.id


async def test_issue_9_11_what_is_due_and_late_is_whole(members: Players, clock: GivenClock) -> None:
    """Rents, meetings, items, alarms with a day: each stands on the list, the latest first, leaf by leaf."""
    # Guard: bot/answers/due.py:everything - a committee that reads the list would miss what it owes.
    made = raised(members.board)
    await does(members, TOWNSHIP, f"[av:{made.id}]", "[交办并定期限]", "2026-09-02", "[整个村委会]", "[是，交办]")
    clock.move(date(2026, 9, 3))
    text = ""
    heard = await members.press(DIRECTOR, "dd")
    while True:
        text += heard.text + "\n"
        if "下一页" not in heard.labels:
            break
        heard = await members.press(DIRECTOR, "下一页")
    assert "欠收8,000.00元" in text
    assert "预警F01，交办期限2026年9月2日" in text
    days = [int(one) for one in re.findall(r"（超期(\d+)天）", text)]
    assert len(days) > 1
    assert days == sorted(days, reverse=True)
    assert "预警F01" not in (await members.press(CLERK, "dd")).text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("12月31日", date(2026, 12, 31)),
        ("1-5", date(2027, 1, 5)),
        ("９－３０", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    """Without a year the next such day is meant; full-width figures are read."""
    from bot.talks.alarming import day_said  # noqa: PLC0415

    assert day_said(text, TODAY) == (day or date(2026, 9, 30))


@pytest.mark.parametrize("text", ["2-30", "明天", "13-1", "", "2026-02-29", str(TODAY + timedelta(days=1))[:4]])
def test_what_is_no_day_is_refused(text: str) -> None:
    """30 February is no day, and neither is a year alone."""
    from bot.talks.alarming import DayNotRead, day_said  # noqa: PLC0415

    with pytest.raises(DayNotRead):
        day_said(text, TODAY)
