"""The kiosk as a visitor meets it, in a terminal without a device."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from kiosk import blocks
from kiosk.app import KioskApp
from kiosk.pages.accounts import MonthPage
from kiosk.pages.catalogue import SearchPage
from kiosk.pages.doors import door
from kiosk.pages.files import PicturePage
from kiosk.pages.genuine import GenuinePage
from kiosk.pages.voices import SealedPage, SlipPage
from kiosk.screens.ask import AskScreen
from kiosk.screens.attract import AttractScreen
from kiosk.screens.base import HIGH
from kiosk.screens.home import HomeScreen
from kiosk.screens.search import SearchScreen
from kiosk.screens.sheet import SheetScreen
from kiosk.sheet import Page
from kiosk.themes import contrast
from kiosk.widgets.painted import Painted, Target
from tests.kiosk.hall import Hall, hall
from tests.kiosk.hostile import ALL
from tests.kiosk.paint import check_paint
from tests.kiosk.village import FixedClock, make_village
from tests.kiosk.ways import pages_of
from village_board.accounts.model import Voucher
from village_board.board import Board, open_board
from village_board.disclosure.model import Item, ItemStatus
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.text.mask import find_personal_numbers

SIZES = [(80, 24), (120, 40), (100, 30), (53, 47), (60, 24), (80, 20), (50, 20)]


async def test_the_home_paints_its_answers_within_80_by_24(board: Board) -> None:
    """At a glance: meeting, notice, gap, money, doors, newest, languages, and the demo's banner."""
    async with hall(board) as there:
        for words in (
            "还有5天",
            "四组到七组村道硬化",
            "结余 787,500.00元",
            "听证和决议",
            "最新公开",
            "繁體",
            "English",
        ):
            assert words in there.text
        assert "演示数据，纯属虚构" in there.text
        assert "Ctrl+Q" in there.text
        there.app.has_staff = False  # as in a browser, which is left like any page
        there.app.screen.query_one("#head", Painted).refresh()
        await there.settle()
        assert "演示数据，纯属虚构" in there.text
        assert "Ctrl+Q" not in there.text


async def test_from_home_to_a_voucher_in_three_keys(board: Board) -> None:
    """K3, K6: accounts, month, voucher; home in one more; back leads the same way."""
    async with hall(board) as there:
        await there.press("2", "1", "2")
        assert "付村道保洁人员工资" in there.text
        assert "这笔钱从哪来" in there.text
        await there.press("escape")
        assert "2026年10月的账" in there.text
        await there.press("0")
        assert isinstance(there.app.screen, HomeScreen)


async def test_k3_home_is_one_tap_away_from_every_screen(board: Board) -> None:
    """K3, K7: a page, the search, slips, sealed slips, a picture, the code and a genuine one."""
    # Guard: kiosk/app.py:KioskApp.go_home - whoever went astray stays there until the minute is over.
    async with hall(board) as there:
        seen = set()
        for page in (MonthPage("2026-10"), SearchPage(), SlipPage(), SealedPage(), PicturePage("none"), GenuinePage()):
            await there.open(page)
            seen.add(type(there.app.screen).__name__)
            await there.click("#home")
            assert there.app.screen_stack == [there.app.screen]
            assert isinstance(there.app.screen, HomeScreen)
        assert seen == {"SheetScreen", "SearchScreen", "SlipScreen", "SealedScreen", "PictureScreen", "CodeScreen"}


async def test_k7_touch_alone_goes_everywhere(board: Board) -> None:
    """K7: doors, rows, pages, back and home answer a tap; nothing scrolls."""
    # Guard: kiosk/widgets/painted.py:Target.on_click - without a keyboard nothing opens.
    async with hall(board) as there:
        await there.click("#door-2")
        assert "第1至4条，共12条" in there.text
        await there.click("#next")
        assert "第5至9条，共12条" in there.text
        await there.click("#previous")
        await there.click("Row:first-of-type")
        assert "2026年10月的账" in there.text
        await there.click("#back")
        assert "第1至4条" in there.text
        await there.click("#home")
        assert isinstance(there.app.screen, HomeScreen)


async def test_k6_tab_and_enter_open_what_they_point_at(board: Board) -> None:
    """K6: no number need be known, and what has the focus lies on another paper, 3:1 at least; on pages too."""
    # Guard: kiosk/styles/home.tcss:focus - whoever goes by keys does not see at which door they are.
    # Guard: kiosk/styles/pages.tcss:row - nor at which row.
    # Guard: kiosk/screens/base.py:HallScreen.on_key - without a mouse or numbers nothing opens.
    async with hall(board) as there:
        before = _papers(there)
        await there.press("tab", "tab")
        (moved,) = {(before[at], paper) for at, paper in _papers(there).items() if before[at] != paper}
        assert contrast(*moved) >= 3
        await there.press("enter")
        before = _papers(there)
        await there.press("tab")
        assert there.app.focused is not None
        (moved,) = {(before[at], paper) for at, paper in _papers(there).items() if before[at] != paper}
        assert contrast(*moved) >= 3
        assert "村里的账" in there.app.screen.shown.title  # type: ignore[attr-defined]


def _papers(there: Hall) -> dict[tuple[int, int], str]:
    """Return the paper of each cell, by column and row."""
    papers = {}
    for y, strip in enumerate(there.app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            assert segment.style is not None
            assert segment.style.bgcolor is not None
            paper = segment.style.bgcolor.get_truecolor().hex
            papers |= dict.fromkeys(((x + n, y) for n in range(segment.cell_length)), paper)
            x += segment.cell_length
    return papers


async def test_k5_three_fast_taps_open_one_page(board: Board) -> None:
    """K5: the taps after the first do not fall through to what it opened."""
    # Guard: kiosk/widgets/painted.py:Target.on_click - the page under the finger opened a page of its own.
    async with hall(board) as there:
        await there.click("#door-1")
        opened = there.app.screen
        assert isinstance(opened, SheetScreen)
        for _ in range(2):
            await there.pilot.click(offset=(10, 9))
            await there.settle()
        assert opened.place.page == door(1)


@pytest.mark.parametrize("size", SIZES)
async def test_k4_k14_targets_are_large_and_apart(board: Board, size: tuple[int, int]) -> None:
    """K4, K14: at every size each target has 3 rows and, where there is room, 12 columns; none lies over another."""
    # Guard: kiosk/styles/home.tcss:languages - a finger hits two languages at once.
    # Guard: kiosk/styles/search.tcss:keypad - a finger types two digits, or none.
    async with hall(board, size) as there:
        pages: list[Page | None] = [None, door(2), MonthPage("2026-10"), SearchPage(), SlipPage(), SealedPage()]
        for page in pages:
            if page is not None:
                await there.open(page)
            targets = there.app.screen.focus_chain
            assert all(isinstance(one, Target) for one in targets)  # nothing else takes a tap or a key
            regions = [target.region for target in targets]
            assert regions
            for number, region in enumerate(regions):
                assert region.height >= 3
                assert region.width >= (12 if size[0] >= 80 or size[1] >= HIGH else 8)
                assert there.app.screen.region.contains_region(region)
                assert not any(region.overlaps(other) for other in regions[:number])


async def test_k14_a_window_too_small_says_so(board: Board) -> None:
    """K14: below 50 x 20 one sentence stands there, and growing brings everything back."""
    # Guard: kiosk/screens/base.py:HallScreen.on_resize - halves of words, and nobody says why.
    async with hall(board, (40, 15)) as there:
        assert "窗口太小" in there.text
        assert "听证" not in there.text
        await there.pilot.resize_terminal(80, 24)
        await there.settle()
        assert "听证和决议" in there.text


async def test_k8_k9_after_idleness_nothing_of_the_visitor_is_left(board: Board) -> None:
    """K8, K9: asked, counted down, then the attract screen; language, light, place and words are as at the start."""
    # Guard: kiosk/app.py:begin_anew - the next visitor reads what the last one searched.
    async with hall(board) as there:
        await there.press("e", "d")
        there.app.open_search()
        await there.settle()
        await there.press("9", "8")
        assert isinstance(there.app.screen, SearchScreen)
        there.wait(60)
        there.app.look_at_idleness()
        await there.settle()
        assert "Are you still reading?" in there.text
        there.wait(20)
        there.app.look_at_idleness()
        await there.settle()
        assert isinstance(there.app.screen, AttractScreen)
        assert len(there.app.screen_stack) == 2
        assert (there.app.t.language, there.app.theme) == ("zh-Hans", "day")
        assert "请点屏幕任何地方" in there.text
        await there.press("5")
        assert isinstance(there.app.screen, HomeScreen)
        assert there.app.focused is None


async def test_k8_any_key_extends_and_does_nothing_else(board: Board) -> None:
    """K8: yes by any key, ten times and more; the page stays."""
    # Guard: kiosk/app.py:KioskApp._wakes - the key that says "I am here" opens a page as well.
    async with hall(board) as there:
        await there.press("2")
        for _ in range(11):
            there.wait(70)
            there.app.look_at_idleness()
            await there.pilot.pause()
            assert isinstance(there.app.screen, AskScreen)
            await there.press("1")
            screen = there.app.screen
            assert isinstance(screen, SheetScreen)
            assert screen.place.page == door(2)


async def test_k22_the_attract_screen_turns_and_shows_no_person(own_board: Board) -> None:
    """K22: one thing after another, each eight seconds, none of a draft or a villager; one tap begins."""
    # Guard: village_board/disclosure/wall.py:hanging - a draft that names somebody is told to the empty hall.
    # Guard: kiosk/screens/attract.py:AttractScreen.on_mount - what turns faster cannot be read, or blinks.
    # Guard: kiosk/app.py:KioskApp._wakes - who touches the screen stays before it.
    named = "低保申请人丁小妹13800138000"
    with own_board.desk() as desk:
        desk.require(Act.IMPORT)
        desk.put(Person(number="9901", name="丁小妹"))
        desk.put(Item(number="GK-9", name=named, published_on=desk.today, status=ItemStatus.DRAFT))
        desk.put(Item(number="GK-8", name=named, published_on=desk.today, status=ItemStatus.EXPIRED))
        desk.record()
    async with hall(own_board) as there:
        there.app.begin_anew()
        await there.settle()
        screen = there.app.screen
        assert isinstance(screen, AttractScreen)
        blocks.warm()  # else they may come between two looks
        ticks = [timer._interval for one in (screen, *screen.query("*")) for timer in one._timers]
        assert min(tick for tick in ticks if tick > 1 / 30) >= 8  # Textual's own paints only what has changed
        told = []
        for _ in range(5):
            told.append(there.text)
            screen.turn()
            await there.pilot.pause()
        assert there.text == told[0]
        assert len(set(told)) == 5
        for words in ("还有5天", "四组到七组村道硬化", "项：", "结余 787,500.00元", "2026年耕地地力保护补贴"):
            assert sum(words in one for one in told) == 1, words
        assert all("请点屏幕任何地方" in one for one in told)
        assert not any("丁小妹" in one or find_personal_numbers(one) for one in told)
        # As a terminal sends it: the pilot's own taps go past the app, to the screen.
        there.app.post_message(events.MouseDown(None, 3, 3, 0, 0, 1, shift=False, meta=False, ctrl=False))
        await there.pilot.pause()
        assert isinstance(there.app.screen, HomeScreen)


async def test_another_process_is_seen_without_losing_the_place(own_board: Board) -> None:
    """Live: a commit elsewhere is painted by itself; leaf and focus stay."""
    # Guard: kiosk/reading.py:Watch - the hall would show yesterday until somebody taps.
    async with hall(own_board) as there:
        await there.press("2", "1", "+", "tab")
        focused = there.app.focused
        assert "付灌溉渠清淤人工费" in there.text
        write = (
            "import sys; from pathlib import Path; from village_board.board import open_board\n"
            "from village_board.people.acts import Act; from village_board.accounts.model import Voucher\n"
            "from dataclasses import replace; from tinydb import where\n"
            "board = open_board(Path(sys.argv[1]))\n"
            "with board.desk() as desk:\n"
            "    desk.require(Act.IMPORT)\n"
            "    old = desk.one(Voucher, where('number') == '10-004')\n"
            "    desk.put(replace(old, summary='付灌溉渠闸门维修费'))\n"
            "    desk.record()\n"
        )
        writer = await asyncio.create_subprocess_exec(sys.executable, "-c", write, str(own_board.home))
        assert await writer.wait() == 0
        for _ in range(60):
            await there.pilot.pause(0.05)
            if "闸门维修费" in there.text:
                break
        assert "闸门维修费" in there.text
        assert there.app.focused is focused
        screen = there.app.screen
        assert isinstance(screen, SheetScreen)
        assert screen.place.leaf == 1


async def test_k17_languages_are_named_in_their_own_script_and_change_all_words(board: Board) -> None:
    """K17: one tap each."""
    # Guard: kiosk/app.py:KioskApp.speak - who reads no Simplified Chinese reads nothing.
    async with hall(board) as there:
        await there.click("#zh-Hant")
        assert "聽證和決議" in there.text
        assert "四组到七组村道硬化" in there.text
        await there.click("#en")
        assert "Hearings, decisions" not in there.text.split("English", maxsplit=1)[1]
        assert "in 5 days" in there.text
        assert "20 November 2026" in there.text


async def test_search_by_keypad_and_by_typing(board: Board) -> None:
    """K7, K20: taps on the keypad find; so does Chinese from an input method."""
    async with hall(board) as there:
        there.app.open_search()
        await there.settle()
        await there.click("#digit-9")
        await there.click("#digit-8")
        assert "鱼塘" in there.text
        assert "找到" in there.text
        await there.click("#clear")
        await there.press("村", "道")
        assert "四组到七组村道硬化" in there.text
        await there.click("Row:first-of-type")
        assert isinstance(there.app.screen, SheetScreen)
        await there.press("escape")
        assert "村道_" in there.text


async def test_going_round_in_circles_fills_no_memory(board: Board) -> None:
    """However long somebody goes from page to page, few screens and places are kept."""
    async with hall(board) as there:
        await there.open(door(1))
        screen = there.app.screen
        assert isinstance(screen, SheetScreen)
        for _ in range(50):
            screen.go(door(2))
        await there.settle()
        assert len(screen._past) <= 30
        assert len(there.app.screen_stack) == 2


async def test_a_record_that_is_gone_is_told_in_a_sentence(board: Board) -> None:
    """No page ends the program."""
    async with hall(board) as there:
        await there.open(MonthPage("1999-01"))
        assert "这个月没有凭证" in there.text


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((80, 24), "day"),
        pytest.param((50, 20), "night", marks=pytest.mark.long),
        pytest.param((80, 24), "night", marks=pytest.mark.long),
        pytest.param((50, 20), "day", marks=pytest.mark.long),
    ],
)
async def test_k1_a1_a6_hostile_words_in_every_field_on_every_page(
    tmp_path: Path, theme: str, size: tuple[int, int]
) -> None:
    """K1, A1-A6: literal, readable, harmless, on every page, with the focus on it and without."""
    # Guard: kiosk/widgets/ink.py:safe - one villager's text is obeyed by the terminal of the whole village.
    board = make_village(tmp_path / "home", hostile=ALL)
    try:
        async with hall(board, size) as there:
            there.app.theme = theme
            await there.settle()
            check_paint(there)
            for page in pages_of(board):
                await there.open(page)
                await there.press("tab")
                check_paint(there)
                await there.press("+")
                check_paint(there)
                there.app.go_home()
            there.app.begin_anew()
            await there.settle()
            check_paint(there)
            assert there.app.return_code is None
    finally:
        board.close()


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+p", "ctrl+z", "ctrl+q", "ctrl+s", "ctrl+d", "f1", "ctrl+backslash"])
async def test_k11_no_key_shows_a_hint_or_leaves(board: Board, key: str) -> None:
    """K11: a real village's kiosk has no way out by keys, and no palette."""
    # Guard: kiosk/app.py:ENABLE_COMMAND_PALETTE - ctrl+p opens a palette that can take pictures and quit.
    # Guard: kiosk/app.py:KioskApp, kiosk/guarded.py:GuardedApp - Textual's ctrl+q quits; either alone stops it.
    board.settings = replace(board.settings, demo="")
    async with hall(board) as there:
        before = there.text
        await there.press(key)
        assert there.text == before
        assert there.app._exit is False
        assert "Ctrl" not in before


async def test_the_demo_can_be_left(board: Board) -> None:
    """On somebody's own terminal the demo says how to leave, and does."""
    async with hall(board) as there:
        assert "Ctrl+Q" in there.text
        await there.pilot.press("ctrl+q")
        assert there.app._exit


async def test_the_public_actions_of_the_framework_are_out_of_reach(board: Board) -> None:
    """K11: no binding of the app or its screens leads to quit, screenshot, palette, copy."""
    # Guard: kiosk/screens/base.py:HallScreen - a screen of Textual brings keys of its own: copy, maximise.
    async with hall(board) as there:
        for _ in range(2):
            assert not there.app._bindings.key_to_bindings
            assert not there.app.screen._bindings.key_to_bindings
            await there.open(door(1))


async def test_a_fault_ends_with_code_1_and_without_a_traceback(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    """K12, A22: a supervisor sees the code; nobody sees variables."""
    # Guard: kiosk/guarded.py:GuardedApp._handle_exception - an error that is not handed on ends as nothing at all.
    app = KioskApp(board)

    async def run() -> None:
        async with app.run_test() as pilot:
            app.call_next(lambda: 1 / 0)
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await run()
    assert app.return_code == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_hostile_village_is_what_it_says(tmp_path: Path) -> None:
    """The test's own data: the words do stand in the fields."""
    board = make_village(tmp_path / "home", hostile=ALL)
    assert all("[@click" in voucher.summary for voucher in board.records().all(Voucher))
    board.close()
    open_board(tmp_path / "home", clock=FixedClock()).close()
