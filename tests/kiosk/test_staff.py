"""The staff's mode in the hall: PIN, ticking, counting, confirming, the one-time code, door lists, slips."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tinydb import where

from kiosk.app import KioskApp
from kiosk.staff.screen import StaffScreen
from kiosk.staff.shown import ShownScreen
from kiosk.widgets.leaf import Row
from kiosk.widgets.qr import QrCode
from tests.kiosk.desk_hall import HELD_ON, PIN, Office, office
from tests.kiosk.hall import Hall
from tests.support.builders import hearing_result
from village_board.guides.model import Guide
from village_board.guides.service import add
from village_board.hearings.model import Ballot, Hearing, HearingStatus, Resolution
from village_board.hearings.result_draft import Question, ResultDraft
from village_board.hearings.rolls_service import open_roll
from village_board.hearings.service import record_hearing_result
from village_board.limits.service import change_limit
from village_board.links.service import bot_is_here
from village_board.notices.doors import make_door_list
from village_board.notices.model import Notice
from village_board.notices.reach_model import DoorHow, DoorList
from village_board.people.acts import Act
from village_board.people.binding import BindingCode, bind
from village_board.people.model import Actor
from village_board.slips.service import by_slip
from village_board.visits.model import VisitDay


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as found:
        yield found


@asynccontextmanager
async def hall(village: Office, size: tuple[int, int] = (80, 24), *, staff: bool = True) -> AsyncIterator[Hall]:
    seconds = [1000.0]
    app = KioskApp(village.board, clock=lambda: seconds[0], staff=staff)
    async with app.run_test(size=size) as pilot:
        there = Hall(app, pilot, seconds)
        await there.settle()
        yield there


NAMES = ("郑立新", "何春梅", "吴长河", "徐小云", "钱志强")


async def sign_in(there: Hall, who: Actor, pin: str = PIN) -> None:
    """Choose a name, type the PIN on the keypad."""
    await there.press("g", str(NAMES.index(who.name) + 1), *pin, "enter")


async def enter(there: Hall, who: Actor) -> StaffScreen:
    """Be signed in as after the PIN, which costs a fifth of a second."""
    await there.press("g")
    screen = there.app.screen
    assert isinstance(screen, StaffScreen)
    from kiosk.sheet import Page  # noqa: PLC0415 - for the type alone
    from kiosk.staff.entering import MenuPage  # noqa: PLC0415

    page: Page = MenuPage(who)
    screen.who = who
    screen.places = []
    screen.go(page)
    await there.settle()
    return screen


async def choose(there: Hall, *titles: str) -> None:
    """Choose rows by their words, turning pages until each is there."""
    for words in titles:
        for _ in range(9):
            rows = [one for one in there.app.screen.query(Row) if one.entry.title.startswith(words)]
            if rows:
                await there.press(rows[0].key)
                break
            await there.press("pagedown")
        else:
            pytest.fail(f"no row {words}: {there.text}")


async def test_a21_the_pin_is_masked_and_counts_where_it_is_wrong(village: Office) -> None:
    """Digits are never painted; a wrong PIN says how many tries are left; a right one opens the menu: no visit."""
    # Guard: kiosk/staff/screen.py:_typed - whoever stands behind reads the PIN from the screen.
    async with hall(village) as there:
        await there.press("g", "4", *"975318")
        assert "● ● ● ● ● ●" in there.text
        assert not any(digits in there.text.replace(" ", "") for digits in ("975318", "9753"))
        await there.press("enter")
        assert "再错4次" in there.text
        await there.press(*PIN, "enter")
        assert "您要办什么" in there.text
        assert there.app.screen.digits == ""
        # Guard: kiosk/staff/screen.py:_sign_in - the clerk's work stood in the count of visits to the hall (K26).
        there.app.begin_anew()
        there.app.reader.write(lambda desk: None).result(5)
    assert village.board.records().count(VisitDay) == 0


@pytest.mark.long
async def test_a21_the_lock_outlives_a_restart_of_the_kiosk(village: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five wrong PINs lock the account; another kiosk program, started anew, still refuses the right one."""
    # Guard: village_board/people/hall.py:hall_sign_in - a count in memory is gone when the plug is pulled.
    monkeypatch.setattr("village_board.people.pin._matches", lambda _hashed, digits, _pepper: digits == PIN)
    async with hall(village) as there:
        await there.press("g", "4")
        for _ in range(5):
            await there.press("1", "2", "3", "4", "enter")
    async with hall(village) as there:
        await sign_in(there, village.staff.clerk)
        assert "锁定" in there.text
        assert "您要办什么" not in there.text


async def test_a21_an_idle_minute_signs_out_and_nothing_remains(village: Office) -> None:
    """After sixty seconds without a touch, without a question: attract screen, no name, no digits, no page (K9)."""
    # Guard: kiosk/app.py:look_at_idleness - the next visitor acts in the clerk's name.
    async with hall(village) as there:
        screen = await enter(there, village.staff.clerk)
        there.wait(59)
        there.app.look_at_idleness()
        assert there.app.screen is screen
        there.wait(1)
        there.app.look_at_idleness()
        await there.settle()
        assert type(there.app.screen).__name__ == "AttractScreen"
        assert (screen.who, screen.digits, screen.places, screen.shown) == (None, "", [], None)
        assert "徐小云" not in there.text


async def test_a21_a_village_may_sign_its_staff_out_sooner(village: Office) -> None:
    """A21: after so many seconds as the village has decided, though the minute of visitors is not over."""
    # Guard: kiosk/staff/screen.py:look - the limit is written down, and nothing comes of it.
    with village.board.desk(village.staff.director) as desk:
        change_limit(desk, "hall.lock_seconds", 30, desk.today, "村民代表会议决定")
    async with hall(village) as there:
        screen = await enter(there, village.staff.clerk)
        there.wait(29)
        screen.look()
        assert there.app.screen is screen
        there.wait(1)
        screen.look()
        await there.settle()
        assert type(there.app.screen).__name__ == "AttractScreen"
        assert screen.who is None


async def test_for_browsers_there_is_no_staff(village: Office) -> None:
    """Without staff there is no target, the key does nothing, and the way in is shut."""
    # Guard: kiosk/app.py:open_staff - the PIN could be guessed from anywhere.
    async with hall(village, staff=False) as there:
        assert not list(there.app.screen.query("#staff"))
        await there.press("g")
        there.app.open_staff()
        assert not any(isinstance(one, StaffScreen) for one in there.app.screen_stack)


async def test_a_roll_is_ticked_by_taps(village: Office) -> None:
    """Begin the roll, tap two who came, take one back: the roll of the meeting says so, and the log who ticked."""
    async with hall(village) as there:
        await enter(there, village.staff.clerk)
        await there.press("1", "1", "1")
        assert "41人到0人" in there.text
        await there.press("1", "2", "1")
        assert "41人到1人" in there.text
    records = village.board.records()
    roll = open_roll(records, next(iter(records.all(Resolution))))
    assert roll is not None
    assert [line.person_number for line in roll.current.values() if line.present] == ["2001"]


async def test_votes_are_counted_by_name(village: Office) -> None:
    """Ticking, who voted against, all others in favour: the counts of the roll are those of the taps."""
    async with hall(village) as there:
        await enter(there, village.staff.clerk)
        await choose(there, "签到", "鱼塘改标", "开始签到", "代表1", "代表2", "代表3")
        await there.press("escape", "escape")
        await choose(there, "计票", "鱼塘改标", "谁反对", "代表2")
        await there.press("escape")
        await choose(there, "其余都赞成")
        assert "已记下" in there.text
    records = village.board.records()
    roll = open_roll(records, next(iter(records.all(Resolution))))
    assert roll is not None
    counts = roll.counts(1)
    assert (counts.present, counts.in_favour, counts.against, counts.abstained) == (3, 2, 1, 0)


async def test_hands_are_counted_into_ones_own_draft(village: Office) -> None:
    """The numbers of a hearing go into the draft with which the desk goes on; a slip of the key is erased."""
    async with hall(village) as there:
        await enter(there, village.staff.clerk)
        await choose(there, "计票", "村道路灯改造", "实到")
        await there.press("1", "8", "enter")
        await choose(there, "赞成")
        await there.press("1", "5", "7", "backspace", "enter")
        assert "18" in there.text
    draft = village.board.records().one(ResultDraft, where("person") == village.staff.clerk.id)
    assert draft is not None
    assert (draft.answer(Question.PRESENT), draft.answer(Question.IN_FAVOUR)) == ("18", "15")


async def test_a_second_person_confirms_and_the_recorder_does_not_see_it(village: Office) -> None:
    """What the clerk recorded waits for the overseer alone (P5)."""
    # Guard: kiosk/staff/confirming.py:ToConfirmPage - and the service refuses it whatever the screen shows.
    hearing = next(iter(village.board.records().all(Hearing)))
    assert hearing.held_at is not None
    with village.board.desk(village.staff.clerk) as desk:
        record_hearing_result(desk, hearing.id, hearing_result(hearing.held_at))
    async with hall(village) as there:
        await enter(there, village.staff.overseer)
        await choose(there, "确认", "村道路灯改造")
        assert "第二" in there.text
        await choose(there, "属实")
        assert "已确认" in there.text
    assert village.board.records().get(Hearing, hearing.id).status is not HearingStatus.RECORDED


async def test_a18_a_code_is_shown_as_letters_and_qr_and_ends_with_its_screen(village: Office) -> None:
    """Eight characters and a deep link; whoever made it is signed out; leaving ends the code."""
    # Guard: kiosk/staff/shown.py:on_unmount - a code that nobody sees any more could still be used.
    with village.board.desk() as desk:
        desk.require(Act.IMPORT)
        bot_is_here(desk, "taoxi_bot")
        desk.record("test")
    async with hall(village, (100, 30)) as there:
        await enter(there, village.staff.director)
        await choose(there, "一次性口令", "徐小云")
        screen = there.app.screen
        assert isinstance(screen, ShownScreen)
        assert not any(isinstance(one, StaffScreen) for one in there.app.screen_stack)
        code = screen._made.code
        assert " ".join(code[:4].upper()) in there.text
        assert screen.shown is not None
        assert screen.shown.link == f"https://t.me/taoxi_bot?start=b_{code}"
        assert list(screen.query(QrCode))
        there.wait(100)
        there.app.look_at_idleness()
        assert there.app.screen is screen  # its own time ends it, not the idle minute
        there.wait(21)
        screen.count()
        await there.settle()
        assert type(there.app.screen).__name__ == "AttractScreen"
        assert "一次性口令" in there.text
    village.clock.advance(timedelta(seconds=1))
    made = next(iter(village.board.records().all(BindingCode)))
    assert made.ended


async def test_a18_k14_a_code_stands_whole_on_a_narrow_screen(village: Office) -> None:
    """A18, K14: below its QR code, in one line, with the way out on the screen."""
    # Guard: kiosk/styles/staff.tcss:ShownScreen.-narrow - half a code is read out, and cannot be ended by touch.
    with village.board.desk() as desk:
        desk.require(Act.IMPORT)
        bot_is_here(desk, "taoxi_bot")
        desk.record("test")
    async with hall(village, (53, 47)) as there:
        await enter(there, village.staff.director)
        await choose(there, "一次性口令", "徐小云")
        screen = there.app.screen
        assert isinstance(screen, ShownScreen)
        code = screen._made.code.upper()
        assert f"{' '.join(code[:4])}   {' '.join(code[4:])}" in there.text
        assert screen.region.contains_region(screen.query_one("#back").region)


async def test_a18_a_code_that_was_used_is_not_shown_any_more(village: Office) -> None:
    """As soon as it is used the screen says so and the QR is gone."""
    async with hall(village, (100, 30)) as there:
        await enter(there, village.staff.director)
        await choose(there, "一次性口令", "徐小云")
        screen = there.app.screen
        assert isinstance(screen, ShownScreen)
        with village.board.desk(village.staff.clerk) as desk:
            bind(desk, 4711, screen._made.code)
        screen.reload()
        await there.settle()
        assert "口令已用" in there.text
        assert " ".join(screen._made.code[:4].upper()) not in there.text


async def test_doors_are_ticked(village: Office) -> None:
    """A door of the list, how it went: kept with the day and who ticked."""
    notice = next(iter(village.board.records().all(Notice)))
    with village.board.desk(village.staff.clerk) as desk:
        made = make_door_list(desk, notice.id)
    async with hall(village) as there:
        await enter(there, village.staff.clerk)
        await there.press("3", "1", "1", "2")
        assert "已记下" in there.text
    line = village.board.records().get(DoorList, made.id).lines[0]
    assert (line.how, line.on, line.by) == (DoorHow.READ_OUT, HELD_ON, village.staff.clerk.id)


async def test_p20_a_slip_is_written_for_a_villager_without_a_phone(village: Office) -> None:
    """Group, surname, name, matter, without a letter typed: a number that anybody can look up."""
    with village.board.desk(village.staff.clerk) as desk:
        add(desk, Guide(name="代办老年证", steps=("交照片",), checked_on=HELD_ON, owner="文书", where="便民服务点"))
    async with hall(village) as there:
        await enter(there, village.staff.clerk)
        await there.press("4", "1", "1", "1")
        assert "代办老年证" in there.text
        await there.press("1")
        assert "单号" in there.text or "号码" in there.text
        screen = there.app.screen
        assert isinstance(screen, StaffScreen)
        number = getattr(screen.place.page, "number", "")
        assert "   ".join(number) in there.text
    assert by_slip(village.board.records(), number) is not None


@pytest.mark.parametrize("size", [(80, 24), (53, 47), (120, 40)])
async def test_every_place_fits_and_is_reached_by_touch_alone(village: Office, size: tuple[int, int]) -> None:
    """By taps alone: the name, the digits, OK, the menu; each target is large enough, nothing is cut (K4, K7)."""
    async with hall(village, size) as there:
        await there.click("#staff")
        await there.click(".row")
        screen = there.app.screen
        assert isinstance(screen, StaffScreen)
        for digit in "13":
            await there.click(f"#digit-{digit}")
        assert screen.digits == "13"
        await there.click("#erase")
        assert screen.digits == "1"
        for target in screen.query("#staff-keys > Target, #bar > Target"):
            assert target.region.height >= 3
            assert target.region.width >= 12
            assert screen.region.contains_region(target.region)
        await there.click("#back")
        assert screen.digits == ""
        await there.click("#home")
        assert not any(isinstance(one, StaffScreen) for one in there.app.screen_stack)


async def test_a_refusal_is_said_and_mended(village: Office) -> None:
    """More ballot papers than voters are refused with both numbers; counted again they are taken."""
    resolution = next(iter(village.board.records().all(Resolution)))
    with village.board.desk() as desk:
        desk.require(Act.IMPORT)
        desk.put(replace(desk.get(Resolution, resolution.id), ballot=Ballot.SECRET))
        desk.record("test")
    async with hall(village) as there:
        await enter(there, village.staff.clerk)
        await choose(there, "签到", "鱼塘改标", "开始签到", "代表1", "代表2")
        await there.press("escape", "escape")
        await choose(there, "计票", "鱼塘改标", "数选票")
        await there.press("3", "enter", "1", "enter", "0", "enter")
        assert "已记下" not in there.text
        await there.press("escape", "escape", "escape")
        await choose(there, "数选票")
        await there.press("1", "enter", "1", "enter", "0", "enter")
        assert "已记下" in there.text
    roll = open_roll(village.board.records(), village.board.records().get(Resolution, resolution.id))
    assert roll is not None
    sealed = roll.sealed(1)
    assert sealed is not None
    assert (sealed.in_favour, sealed.against) == (1, 1)
