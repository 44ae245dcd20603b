"""Disclosure items at the desk: three people, the gates beside the text, refusals at their fields (P5, P19, P28)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk.rooms.items import gap_screen
from tests.kiosk.desk_hall import HELD_ON, Desk, Office, desk, office
from tests.kiosk.desk_rooms import choose, die_while_typing, do, enter_room, paste, told, wrong
from tests.kiosk.hostile import ALL
from tests.support.clocks import GivenClock
from village_board.board import open_board
from village_board.disclosure.model import Gap, Item, ItemStatus
from village_board.disclosure.service import edit_item
from village_board.forms.model import FormDraft

MOBILE = "联系人手机13812345678"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Office]:
    """A village in office hours."""
    with office(tmp_path) as made:
        yield made


def items(there: Office) -> list[Item]:
    """Return the items, the oldest version first."""
    return sorted(there.board.records().all(Item), key=lambda one: one.version)


async def draft(at: Desk, **more: str) -> None:
    """Draft an item from the home, by keys and filled fields."""
    await enter_room(at, "items")
    await at.press("f3")
    await do(at, number="7", name="路灯电费", content="九月电费120元。", **more)


async def test_p5_an_item_goes_through_three_hands_to_the_wall(there: Office) -> None:
    """P5, P19: drafted and submitted by the clerk, reviewed by the overseer, signed by the director, by keys alone."""
    # Guard: kiosk/desk/browse/steps.py:is_for - the clerk would be shown the reviewer's and the signer's forms
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await draft(at)
        assert "Kept as a draft: 路灯电费" in told(at)
        assert not at.app.screen.query("#step-item-review, #step-item-sign")
        await choose(at, "item-submit")
        await at.press("f2")
        assert items(there)[0].status is ItemStatus.SUBMITTED
        await at.press("f10")
        await at.enter(there.staff.overseer)
        assert "Waiting for you 1" in at.text
        await at.press("1")
        await choose(at, "item-review")
        await at.press("f2", "f10")
        await at.enter(there.staff.director)
        at.app.screen.query_one("#rows").focus()
        await at.press("2" if "Vote" in at.text else "1")
        if not at.app.screen.query("#step-item-sign"):
            await at.press("escape", "3")
        await choose(at, "item-sign")
        await at.press("f2")
        assert items(there)[0].status is ItemStatus.REVIEWED  # asked once more, for it cannot be undone
        await at.press("f2")
    (item,) = items(there)
    assert (item.status, item.published_on) == (ItemStatus.PUBLISHED, HELD_ON)
    assert len({item.drafted_by, item.reviewed_by, item.signed_by}) == 3


async def test_p28_the_gate_speaks_beside_the_text_and_stops_what_must_not_be_public(there: Office) -> None:
    """P28: a mobile number is told while it is typed; submitting is refused in words of the desk, mended, and done."""
    # Guard: kiosk/desk/rooms/item_findings.py:findings - the clerk would learn of it only after the fact
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await enter_room(at, "items")
        await at.press("f3")
        at.fill(number="7", name="路灯电费", content=f"{MOBILE}。合计10元，其中甲3元，乙5元。")
        await at.settle()
        at.wait(1)
        await at.app.look()
        await at.settle()
        assert "mobile number" in at.text
        assert "contradiction" in at.text
        await at.press("f2")
        await choose(at, "item-submit")
        await at.press("f2")
        assert "is not submitted" in told(at)
        assert "item edit" not in told(at)
        assert items(there)[0].status is ItemStatus.DRAFT
        await at.press("escape")
        await choose(at, "item-edit")
        await do(at, content="联系人手机已隐去。")
        await choose(at, "item-submit")
        await at.press("f2")
    assert items(there)[0].status is ItemStatus.SUBMITTED


async def test_a_refusal_stands_at_its_field_and_is_mended_there(there: Office) -> None:
    """What the service refuses is said below the field that mends it, which has the focus; nothing half is written."""
    # Guard: kiosk/desk/blank/screen.py:refused - the clerk would look for the field
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await enter_room(at, "items")
        await at.press("f3", "f2")
        assert "Fill in" in wrong(at, "number" if not there.board.records().count(Item) else "name")
        await do(at, number="7", name="路灯电费", period="九月")
        assert "no period" in wrong(at, "period")
        await do(at, period="2026-08")
        assert "needs a content" in wrong(at, "content")
        assert "--nil" not in wrong(at, "content")
        assert at.app.focused is at.app.screen.query_one("#f-content")
        await do(at, content="无", shown_until="8-1")
        assert "2026" in wrong(at, "shown_until")
        assert items(there) == []
        await do(at, shown_until="")
    assert items(there)[0].period == "2026-08"


@pytest.mark.long
async def test_a26_a_correction_shows_what_differs_and_a_withdrawal_asks_twice(there: Office) -> None:
    """A26: a correction shows old and new lines; withdrawing needs a reason and a second press, and drops it."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await draft(at)
        assert not at.app.screen.query("#step-item-emergency")
        await at.press("f10")
        await at.enter(there.staff.director)
        await enter_room(at, "items")
        await at.press("1")
        await choose(at, "item-emergency")
        await at.press("f2")
        assert "Fill in" in wrong(at, "issuer")
        await do(at, issuer="临岚县")
        await at.press("f2")
        assert items(there)[0].status is ItemStatus.PUBLISHED
        await choose(at, "item-correct")
        await do(at, what="金额", why="抄错")
        assert "Nothing differs" in wrong(at, "content")
        await do(at, content="九月电费102元。")
        assert "－ 九月电费120元。" in at.text
        assert "＋ 九月电费102元。" in at.text
        await at.press("escape")
        await choose(at, "item-withdraw")
        await at.press("f2")
        assert "Fill in" in wrong(at, "reason")
        await do(at, reason="重复公开")
        assert items(there)[0].status is ItemStatus.PUBLISHED
        await at.press("f2")
    assert [one.status for one in items(there)] == [ItemStatus.WITHDRAWN, ItemStatus.DROPPED]


async def test_p4_a_gap_gets_its_reason_or_a_nil_return(there: Office) -> None:
    """P4: from the list of what is missing the clerk gives the reason, or says that nothing happened."""
    there.clock.move(HELD_ON.replace(month=12), 9)
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        at.app.push_screen(gap_screen("SG-13", "2026-10"))
        await at.settle()
        await choose(at, "item-gap-SG-13-2026-10")
        await do(at, reason="会计住院", expected="12-31")
        gap = next(there.board.records().all(Gap))
        assert (gap.period, gap.reason, str(gap.expected_on)) == ("2026-10", "会计住院", "2026-12-31")
        await choose(at, "item-draft-SG-13-2026-10-nil")
        await do(at, number="9")
    (item,) = items(there)
    assert (item.nil, item.catalogue, item.period) == (True, "SG-13", "2026-10")


@pytest.mark.long
async def test_p19_what_was_typed_survives_kill_nine(there: Office) -> None:
    """P19: the program is killed a second after the last key; the draft waits on the home and is gone on with."""
    # Guard: kiosk/desk/rest.py:is_due - a crash would take what was typed
    there.board.close()
    die_while_typing(
        there.board.home,
        "徐小云",
        """
        await enter_room(at, "items")
        await at.press("f3")
        at.fill(number="7", name="路灯电费", content="第一行\\n第二行")
        await at.settle()
        at.wait(1)
        await at.app.look()
        await at.settle()
        """.replace("\n        ", "\n"),
    )
    board = open_board(there.board.home, clock=GivenClock(HELD_ON))
    try:
        assert board.records().count(Item) == 0
        async with desk(board, language="en") as at:
            await at.enter(there.staff.clerk)
            assert "A new item: 路灯电费" in at.text
            place = next(n for n in range(1, 9) if f"{n} A new item" in at.text)
            await at.press(str(place))
            assert at.app.screen.query_one("#f-content").text == "第一行\n第二行"
            await at.press("f2")
        assert board.records().count(Item) == 1
        assert board.records().count(FormDraft) == 0
    finally:
        board.close()


@pytest.mark.long
async def test_chinese_is_typed_composed_and_pasted(there: Office) -> None:
    """Composed words come as one key each, pasted ones at once; a pasted line end ends no field of one line."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await enter_room(at, "items")
        await at.press("f3")
        at.app.screen.query_one("#f-name").focus()
        await at.settle()
        await at.type("路灯")
        await paste(at, "电费\n（九月）")
        at.app.screen.query_one("#f-content").focus()
        await at.settle()
        await paste(at, "第一行，“引号”。\n第二行𠮷")
        await at.press("f2")
        await do(at, number="7")
    (item,) = items(there)
    assert item.name == "路灯电费 （九月）"
    assert item.content == "第一行，“引号”。\n第二行𠮷"


async def test_a4_hostile_words_are_literal_in_form_list_and_sheet(there: Office) -> None:
    """A1-A6: markup, escapes and direction marks in every field are shown as they are, cleaned, and do nothing."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await enter_room(at, "items")
        await at.press("f3")
        at.fill(number=ALL[:40], name=ALL, content=ALL, responsible=ALL)
        await at.settle()
        await at.press("f2", "escape")
        for _ in range(2):
            painted = "".join(segment.text for segment in at.segments())
            assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in painted if char != "\n")
            await at.press("escape")
    assert "\x1b" not in items(there)[0].content


@pytest.mark.long
async def test_an_entry_is_chosen_from_its_list_by_words(there: Office) -> None:
    """K6: F4 opens the list of a field, words narrow it, Enter takes the line and goes on; its meaning stands below."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await enter_room(at, "items")
        await at.press("f3")
        at.app.screen.query_one("#f-catalogue").focus()
        await at.press("f4")
        await at.type("SG-13")
        await at.press("enter")
        assert at.app.screen.query_one("#f-catalogue").value == "SG-13"
        assert at.app.focused is at.app.screen.query_one("#f-period")
        assert at.app.screen.query_one("#box-catalogue .meant").display


@pytest.mark.long
async def test_a17_a_draft_that_another_changed_meanwhile_is_not_written_over(there: Office) -> None:
    """A17: the second of two is told who was first; what they wrote is kept, and done at the second press."""
    # Guard: village_board/forms/service.py:do_form - the second of two clerks would undo the first
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await draft(at)
        await choose(at, "item-edit")
        at.fill(content="文书写的")
        await at.settle()
        with there.board.desk(there.staff.director) as unit:
            edit_item(unit, items(there)[0].id, "主任写的")
        await at.press("f2")
        assert "was changed by 郑立新" in told(at)
        assert items(there)[0].content == "主任写的"
        assert at.app.screen.query_one("#f-content").text == "文书写的"
        await at.press("f2")
    assert items(there)[0].content == "文书写的"


async def test_a_draft_is_given_up_at_the_second_press(there: Office) -> None:
    """One press may be a slip of the finger; at the second nothing is left of it, on the home neither."""
    async with desk(there.board, language="en") as at:
        await at.enter(there.staff.clerk)
        await enter_room(at, "items")
        await at.press("f3")
        at.fill(name="路灯电费")
        await at.settle()
        at.app.screen.query_one("#drop").focus()
        await at.press("enter")
        assert "once more" in told(at)
        await at.press("enter")
        assert "Given up" in told(at)
        await at.press("escape")
        assert "路灯电费" not in at.text
    assert there.board.records().count(FormDraft) == 0
