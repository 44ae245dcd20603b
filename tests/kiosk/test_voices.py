"""The villagers' say in the hall: places and opinions on the hearing's page, slips by keypad, questioning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import where

from kiosk.pages.hearings import HearingPage
from kiosk.pages.resolutions import ResolutionPage, ResolutionsPage
from kiosk.pages.voices import InterpellationPage, SlipPage
from kiosk.screens.slip import SlipScreen
from tests.kiosk.hall import hall, shelf_of
from tests.kiosk.test_pages import words_of
from tests.kiosk.village import FixedClock, make_village
from village_board.board import Board, open_board
from village_board.hearings.interpellations import Asked, answer_interpellation, ask_interpellation
from village_board.hearings.model import Hearing, PlacesOf, Resolution, Stance
from village_board.hearings.opinions import hand_in_opinion
from village_board.hearings.registrations import Applicant, register, set_places
from village_board.hearings.voices import Askers, Interpellation
from village_board.people.acts import Act
from village_board.people.model import Actor, Office, Person, Role
from village_board.slips.model import Slip

PLACES = (
    PlacesOf("representatives", 6),
    PlacesOf("interested", 6),
    PlacesOf("villagers", 3),
    PlacesOf("enterprises", 1),
)
ALL = Actor("pall2222", "全能", frozenset(Role))
OVERSEER = Person(number="9", name="李监督", offices=(Office("村务监督委员会主任", Role.OVERSIGHT),))


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    """The kiosk's village, with a say: places, a registration that waits, an opinion, a questioning."""
    home = tmp_path / "home"
    make_village(home).close()
    board = open_board(home, clock=FixedClock())
    hearing = board.records().one(Hearing, where("number") == "TZ-2026-07")
    assert hearing is not None
    with board.desk(ALL) as desk:
        set_places(desk, hearing.id, PLACES)
        register(desk, hearing.id, "enterprises", Applicant(name="鱼场"))
        register(desk, hearing.id, "enterprises", Applicant(name="米厂"))
        hand_in_opinion(
            desk, hearing.id, Applicant(name="王五"), stance=Stance.FOR, content="早该挖了", standing="villagers"
        )
        desk.require(Act.IMPORT)
        desk.put(OVERSEER)
        desk.record()
        ask_interpellation(desk, Asked(Askers.OVERSIGHT, ["9"], "租金收了吗？打 13800138000", about="鱼塘租金"))
    yield board
    board.close()


def slips(board: Board) -> list[str]:
    """Return the numbers of all slips, in the order in which they were given."""
    return [slip.number for slip in board.records().all(Slip)]


def of(board: Board, cls: type, number: str) -> str:
    """Return the id of a record."""
    found = board.records().one(cls, where("number") == number)
    assert found is not None
    return found.id


def test_p10_a_hearing_says_its_places_and_how_to_register(board: Board) -> None:
    """P10, P20: by class and never of fewer than three; until when, and how without a phone; no name, no text."""
    said = words_of(HearingPage(of(board, Hearing, "TZ-2026-07")).read(shelf_of(board)))
    for expected in (
        "村民代表 6个已报0个",
        "4个已报1个",
        "11月24日前报名",
        "说姓名和小组，领一张回执",
        "收到1条书面意见",
    ):
        assert expected in said
    for secret in ("鱼场", "米厂", "王五", "早该挖了"):
        assert secret not in said


def test_p21_the_bot_is_named_only_where_there_is_one(board: Board) -> None:
    """P21: a village without a bot does not send anybody to one."""
    # Guard: kiosk/shelf.py:Shelf.has_bot - whoever has no phone for it looks for a bot that nobody ever started.
    page = HearingPage(of(board, Hearing, "TZ-2026-07"))
    assert "机器人" not in words_of(page.read(shelf_of(board)))
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot")
    assert "机器人也可以报名" in words_of(page.read(shelf_of(board)))
    board.settings = replace(board.settings, qr_target="none")
    assert "机器人" not in words_of(page.read(shelf_of(board)))


def test_opinions_and_speeches_stand_with_what_became_of_them(board: Board) -> None:
    """Each answer says adopted, partly or not."""
    assert "答复（采纳）：已写入方案" in words_of(HearingPage(of(board, Hearing, "TZ-2026-06")).read(shelf_of(board)))


def test_an_open_objection_says_by_when_it_is_answered(board: Board) -> None:
    """P25: raised on 18 November, due on the 23rd."""
    said = words_of(ResolutionPage(of(board, Resolution, "JY-2026-09")).read(shelf_of(board)))
    assert "还没有答复。应在2026年11月23日前答复。" in said


def test_p17_a_questioning_says_who_by_kind_and_until_when(board: Board) -> None:
    """P17, P10: kind and number, question masked, clock; then the answer."""
    shelf = shelf_of(board)
    assert "对村委会的质询" in words_of(ResolutionsPage().read(shelf))
    one = next(iter(board.records().all(Interpellation)))
    said = words_of(InterpellationPage(one.id).read(shelf))
    for expected in ("村务监督委员会，1人", "138****8000", "还没有答复", one.number):
        assert expected in said
    assert "李监督" not in said
    with board.desk(ALL) as desk:
        answer_interpellation(desk, one.number, "都收了")
    assert "都收了" in words_of(InterpellationPage(one.id).read(shelf_of(board)))


async def test_p20_a_slip_by_keypad_tells_how_far_it_is(board: Board) -> None:
    """P20, K6, K7: by number keys and by touch; the answer comes with the seventh digit."""
    placed, waiting = slips(board)[:2]
    async with hall(board) as there:
        await there.open(SlipPage())
        assert isinstance(there.app.screen, SlipScreen)
        await there.press(*placed[:6])
        assert "已报名，有名额" not in there.text
        await there.press(placed[6])
        assert "已报名，有名额" in there.text
        assert "村东鱼塘" in there.text
        await there.click("#clear")
        for digit in waiting:
            await there.click(f"#digit-{digit}")
        assert "候补第1位" in there.text
        await there.click("Row:first-of-type")
        assert "想发言" in there.text
        await there.click("#next")
        assert "听证代表名额" in there.text


async def test_p20_a_wrong_digit_is_said_and_can_be_taken_back(board: Board) -> None:
    """The check digit catches it; erasing keeps the rest, and the next visitor finds nothing of it."""
    slip = slips(board)[0]
    wrong = str((int(slip[6]) + 1) % 10)
    async with hall(board) as there:
        await there.open(SlipPage())
        await there.press(*slip[:6], wrong)
        assert "不是回执号" in there.text
        await there.press("backspace", slip[6])
        assert "已报名，有名额" in there.text
        await there.press("escape")
        await there.open(SlipPage())
        assert "_ _ _ _ _ _ _" in there.text


@pytest.mark.parametrize("size", [(80, 24), (53, 47), (50, 20), (120, 40)])
async def test_the_keypad_for_slips_fits_every_size(board: Board, size: tuple[int, int]) -> None:
    """K5: number, keypad and answer stand on the screen, whatever its size."""
    slip = slips(board)[0]
    async with hall(board, size) as there:
        await there.open(SlipPage())
        await there.press(*slip)
        assert " ".join(slip) in there.text
        assert "已报名" in there.text
