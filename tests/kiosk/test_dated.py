"""Every answer says its period, since when or as of which day it is so, its short code, and what one can do (K24)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kiosk.ear import pieces
from kiosk.layout import paginate
from kiosk.pages.contracts import ContractsPage
from kiosk.pages.enquiries import HowToAskPage
from kiosk.pages.files import FilePage, PicturePage
from kiosk.pages.finder import FindPage
from kiosk.pages.follow import FollowPage
from kiosk.pages.guides import GuidesPage
from kiosk.pages.imprint import dated
from kiosk.pages.polls import PollPage
from kiosk.sheet import Facts, Heading, Sheet
from tests.kiosk.hall import entries, hall, shelf_of
from tests.kiosk.test_pages import words_of
from tests.support.builders import OFFICE, TODAY, a_voucher, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.attachments.model import Attachment, AttachmentKind, MediaType, Visibility
from village_board.base.clock import instant
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.guides.model import Guide
from village_board.people.acts import Act
from village_board.polls.model import Poll, PollQuestion, PollState

MARCH, MAY, LATER = date(2026, 3, 5), date(2026, 5, 7), date(2026, 11, 1)
FILE = Attachment(subject="", kind=AttachmentKind.PLAN, caption="路灯方案", sha256="ab" * 32, size=20_000,
                  media_type=MediaType.PDF, visibility=Visibility.PUBLIC, passed_at=instant(MAY))  # fmt: skip
#: width and height of a leaf at 80x24.
LEAF = (76, 16)


@pytest.fixture
def empty() -> Iterator[Board]:
    """An empty board in memory, to be written."""
    made = memory_board(GivenClock(TODAY))
    yield made
    made.close()


def imprint_of(sheet: Sheet) -> dict[str, str]:
    """Return the imprint of a page, the only one that it has."""
    (found,) = [dict(part.pairs) for part in sheet.parts if isinstance(part, Facts) and part.imprint]
    return found


def test_k24_the_trail_of_a_voucher_that_stands_alone_is_an_answer(empty: Board) -> None:
    """K24: it says that nothing is linked, its month, since when it is public, its code, what one can do: a leaf."""
    # Guard: kiosk/pages/follow.py:_imprint - hundreds of trails were one sentence on an empty page.
    # Guard: kiosk/pages/follow.py:_alone - whoever doubts the payment is told nobody to ask.
    (voucher,) = keep(empty, a_voucher("记-1", MARCH, ("51302", 100, 0), ("101", 0, 100)))
    sheet = FollowPage(voucher.id).read(shelf_of(empty))
    imprint = imprint_of(sheet)
    assert (imprint["公开期间"], imprint["短码"]) == ("2026年3月", voucher.id)
    assert "年" in imprint["最近更新"]
    assert "没有关联的合同和决议" in words_of(sheet)
    assert Heading("您可以这样做") in sheet.parts
    assert [row.title for row in entries(sheet)] == ["2026年3月的账"]
    assert len(paginate(sheet.parts, *LEAF)) == 1


def test_k24_a_poll_says_when_it_is_asked_and_since_when_it_is_public(empty: Board) -> None:
    """K24: its first and last day, the day of publication (of its numbers, when it is over), its code, whom to ask."""
    # Guard: kiosk/pages/polls.py:_imprint - last year's numbers looked like this year's.
    asked = PollQuestion("几点开饭？", ("十一点", "十二点"))
    (poll,) = keep(empty, Poll(name="开饭时间", about="先听意见", questions=(asked,), opened_on=MARCH, closes_on=LATER))
    over = PollState.CLOSED, date(2026, 5, 8)
    for state, ended, last, published in (
        (PollState.OPEN, None, "2026年11月1日", "2026年3月5日"),
        (*over, "2026年5月8日", "2026年5月8日"),
    ):
        with empty.desk(OFFICE) as desk:
            desk.require(Act.IMPORT)
            desk.put(replace(desk.get(Poll, poll.id), state=state, ended_on=ended))
            desk.record("test")
        sheet = PollPage(poll.id).read(shelf_of(empty))
        assert imprint_of(sheet) == {
            "公开期间": f"2026年3月5日至{last}", "公布日期": published, "短码": poll.id
        }  # fmt: skip
        assert "有疑点请找村务监督委员会" in words_of(sheet)


def test_k24_p21_a_file_says_since_when_it_is_public_and_where_it_can_be_seen(empty: Board) -> None:
    """K24, P21: the bot is named only where there is one; else the office, with its telephone where that is known."""
    # Guard: kiosk/pages/files.py:FilePage.read - "the bot sends it", in a village that has none.
    # Guard: kiosk/pages/files.py:read_file - a picture from who knows when.
    (item,) = keep(empty, Item(number="GK-1", name="路灯公示", period="2026-Q1", status=ItemStatus.PUBLISHED,
                          published_on=MARCH))  # fmt: skip
    (file,) = keep(empty, replace(FILE, subject=item.id))
    alone = words_of(FilePage(file.id).read(shelf_of(empty)))
    assert "机器人" not in alone
    assert "可以到村委会查看。" in alone
    empty.settings = replace(empty.settings, telephone="0512-5550101")
    assert "电话：0512-5550101" in words_of(FilePage(file.id).read(shelf_of(empty)))
    empty.settings = replace(empty.settings, bot_username="taoxi_cunwu_bot")
    assert "机器人" in words_of(FilePage(file.id).read(shelf_of(empty)))
    for page in (FilePage(file.id), PicturePage(file.id)):
        imprint = imprint_of(page.read(shelf_of(empty)))
        assert (imprint["公开期间"], imprint["公布日期"]) == ("2026年第1季度", "2026年5月7日")


def test_k24_guides_say_since_when_each_was_checked(empty: Board) -> None:
    """K24: the oldest of their days; where nobody ever checked one, as of which day they hold."""
    # Guard: kiosk/pages/guides.py:_checked - what to bring, as it was three years ago.
    keep(empty, *(Guide(name=f"事项{on.month}", checked_on=on) for on in (MAY, MARCH)))
    assert dated(GuidesPage(), shelf_of(empty)).as_of == "2026年3月5日以来已核对"
    keep(empty, Guide(name="新事项"))
    assert dated(GuidesPage(), shelf_of(empty)).as_of == f"截至{shelf_of(empty).t.date(TODAY)}"


async def test_k24_a_list_says_beside_its_title_as_of_which_day_it_holds(board: Board) -> None:
    """K24, K18: on every leaf, without a row of it, and for the ear; what only leads on says no day."""
    # Guard: kiosk/screens/sheet.py:SheetScreen._title - a list of contracts from no day.
    # Guard: kiosk/pages/imprint.py:dated - the day a second time, below what says it already.
    shelf = shelf_of(board)
    said = f"截至{shelf.t.date(shelf.today)}"
    assert dated(ContractsPage(), shelf).as_of == said
    assert said in "".join(pieces(dated(ContractsPage(), shelf), (), shelf.t))
    assert {dated(page, shelf).as_of for page in (FindPage(), HowToAskPage())} == {""}
    async with hall(board) as there:
        await there.open(ContractsPage())
        (line,) = [line for line in there.text.split("\n") if said in line]
        assert line.strip().startswith("合同")
        await there.pilot.resize_terminal(50, 20)
        await there.settle()
        assert said in there.text
