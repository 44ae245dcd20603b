"""Three sizes of what is read, and what is left of a visitor: nothing."""

from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import blocks
from kiosk.digits import has_amount, large_amount, large_figures
from kiosk.layout import lines_of, paginate
from kiosk.pages.accounts import MonthPage
from kiosk.pages.doors import door
from kiosk.pages.glance import GlancePage
from kiosk.pages.hearings import HearingsPage
from kiosk.scale import SPACINGS, Scale
from kiosk.screens.attract import SECONDS, AttractScreen
from kiosk.screens.base import HallScreen, SizeTarget
from kiosk.screens.home import HomeScreen
from kiosk.screens.sheet import Place, SheetScreen
from kiosk.sheet import Entry, Facts, Heading, Nowhere, Table, Words
from kiosk.staff.screen import StaffScreen
from kiosk.widgets.painted import Target
from tests.kiosk.hall import Hall, hall, shelf_of
from tests.kiosk.paint import check_paint
from tests.kiosk.specimen import SpecimenPage
from village_board.board import Board
from village_board.i18n import LANGUAGES
from village_board.text.lines import cells


def words(line: tuple[tuple[str, str], ...]) -> str:
    return "".join(text for text, _ in line)


async def test_k15_each_size_is_one_tap_from_every_page_and_kept_until_idle(board: Board) -> None:
    """K15: standard, large and largest stand in the head; what was chosen holds on every page until nobody is there."""
    # Guard: kiosk/screens/base.py:SizeTarget.choose - who cannot read the words cannot make them larger.
    async with hall(board) as there:
        await there.click("#size-extra")
        assert there.app.scale is Scale.EXTRA
        await there.press("2")
        assert there.app.screen.has_class("-extra")
        assert "✓ 特大" in there.text
        await there.click("#size-large")
        assert there.app.screen.has_class("-large")
        await there.press("0")
        assert there.app.screen.has_class("-large")
        there.app.begin_anew()
        await there.settle()
        assert there.app.scale is Scale.NORMAL
        assert not there.app.screen_stack[0].has_class("-large")


async def test_k15_k6_the_key_of_the_number_pad_goes_from_size_to_size(board: Board) -> None:
    """K15, K6: the stroke goes on to the next size, and the head shows it beside that one."""
    # Guard: kiosk/screens/base.py:HallScreen.on_key - whoever has keys alone stays with small letters.
    async with hall(board) as there:
        assert "/ 大字" in there.text
        for expected in (Scale.LARGE, Scale.EXTRA, Scale.NORMAL):
            await there.press("/")
            assert there.app.scale is expected


async def test_k15_larger_means_fewer_entries_on_a_leaf(board: Board) -> None:
    """K15: at 80x24 five, three, then one or two entries stand on a leaf of the hearings."""
    # Guard: kiosk/layout.py:paginate - the same list in the same rows would only be called large.
    sheet = HearingsPage().read(shelf_of(board))
    counts = []
    for scale in Scale:
        leaf = paginate(sheet.parts, 76, 16, SPACINGS[scale])[0]
        counts.append(sum(isinstance(block, Entry) for block in leaf.blocks))
    assert counts == [5, 3, 2]


@pytest.mark.parametrize("scale", [Scale.LARGE, Scale.EXTRA])
def test_k15_money_stands_in_digits_of_three_rows_that_end_in_one_column(scale: Scale) -> None:
    """K15: amounts of facts are large digits with their unit; amounts below each other end in the same column."""
    # Guard: kiosk/labelled.py:_large_fact - an amount would be as small as its label.
    lines = lines_of(Facts((("收入", "8,000.00元"), ("支出", "1,234,567.89元"))), 76, SPACINGS[scale])
    figures = [words(line) for line in lines if "元" in words(line)]
    assert len(figures) == 2
    assert len({cells(line) for line in figures}) == 1
    assert not any("8,000" in words(line) for line in lines)
    assert any(large_figures("8,000.00")[0].rstrip() in words(line) for line in lines)


def test_k15_a_table_in_the_largest_letters_names_each_row_above_its_digits() -> None:
    """K15: columns do not fit beside each other; the unit of a column's head stands behind its figure."""
    lines = [
        words(line) for line in lines_of(Table(("项目", "元"), (("收入", "8,000.00"),)), 76, SPACINGS[Scale.EXTRA])
    ]
    assert lines[0] == "收入"
    assert any(line.endswith("元") for line in lines)


@given(st.integers(-(10**12), 10**12), st.sampled_from(("", "= 结余 ", "支出 ")), st.sampled_from(("", "元", " yuan")))
def test_k15_large_digits_are_three_rows_of_one_height_and_never_cut(fen: int, lead: str, unit: str) -> None:
    """K15: an amount is drawn whole or not at all."""
    text = f"{lead}{fen / 100:,.2f}{unit}"
    assert has_amount(text)
    rows = large_amount(text, 200)
    assert rows is not None
    assert large_amount(text, max(map(cells, rows)) - 1) is None
    assert rows[2].startswith(lead)


def test_k15_words_that_are_no_amount_stay_words() -> None:
    """K15: a date, a slip number, a share are not drawn as money."""
    for text in ("2026年11月20日", "1234567", "3.5%", "8,000.00 元。", ""):
        assert large_amount(text, 200) is None


def test_k15_a_heading_in_block_letters_is_sixteen_dots_high_or_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """K15: each character is 16 cells wide and 8 rows high where a Chinese font is; else ordinary letters."""
    # Guard: kiosk/blocks.py:block_rows - without the font the screen would show empty boxes in place of the heading.
    spacing = SPACINGS[Scale.EXTRA]
    monkeypatch.setattr(blocks, "_font", lambda: None)
    monkeypatch.setattr(blocks, "ready", lambda: False)
    assert words(lines_of(Heading("收支"), 76, spacing, 30)[1]) == "收支"
    monkeypatch.undo()
    if not blocks.warm():
        return  # a machine without a Chinese font shows what was tested above
    rows = [words(line) for line in lines_of(Heading("收支"), 76, spacing, 30)[1:9]]
    assert {len(row) for row in rows} == {32}
    assert sum(row.count("█") + row.count("▀") + row.count("▄") for row in rows) > 40
    assert blocks.fits("村里的账", 76, 8)
    assert not blocks.fits("村里的账目", 76, 8)


async def test_k15_a_title_in_block_letters_leaves_the_first_entry_its_heading(board: Board) -> None:
    """K15: no leaf has a title and a heading alone."""
    # Guard: kiosk/screens/sheet.py:SheetScreen._has_block_title - page one of eleven said "next meeting", and no more.
    blocks.warm()
    async with hall(board, (80, 24)) as there:
        there.app.grow(Scale.EXTRA)
        await there.settle()
        await there.open(GlancePage())
        assert "村东鱼塘改造" in there.text


@pytest.mark.parametrize("size", [(80, 24), (53, 47), (120, 40), (50, 20), (240, 67)])
@pytest.mark.parametrize("scale", [Scale.LARGE, Scale.EXTRA])
async def test_k4_k14_k15_targets_are_large_and_apart_in_larger_letters(
    board: Board, size: tuple[int, int], scale: Scale
) -> None:
    """K4, K14, K15: whatever the size of the letters, each target has 3 rows and none lies over another or outside."""
    # Guard: kiosk/styles/home.tcss:also - a door in the largest letters would push the languages off the screen.
    async with hall(board, size) as there:
        there.app.grow(scale)
        await there.settle()
        for page in (None, door(2), MonthPage("2026-10"), SpecimenPage()):
            if page is not None:
                await there.open(page)
            regions = [t.region for t in there.app.screen.query(Target) if t.display and not t.disabled]
            assert regions
            for number, region in enumerate(regions):
                assert region.height >= 3
                assert region.width >= (12 if size[0] >= 80 else 8)
                assert there.app.screen.region.contains_region(region)
                assert not any(region.overlaps(other) for other in regions[:number])


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("scale", list(Scale))
async def test_k1_k15_every_size_keeps_seven_to_one(board: Board, theme: str, scale: Scale) -> None:
    """K1: home, a page with every part, search, question and attract screen, with the focus and without."""
    # Guard: kiosk/styles/frame.tcss:size - the chosen size's own paper would hide its word.
    async with hall(board) as there:
        there.app.theme = theme
        there.app.grow(scale)
        await there.settle()
        check_paint(there)
        for name in (member.value for member in Scale):
            there.app.screen.set_focus(there.app.screen.query_one(f"#size-{name}", SizeTarget))
            await there.pilot.pause()
            check_paint(there)
        await there.open(SpecimenPage())
        await there.press("tab")
        check_paint(there)
        there.app.open_search()
        await there.settle()
        check_paint(there)
        there.wait(65)
        there.app.look_at_idleness()
        await there.settle()
        check_paint(there)


def state_of(there: Hall) -> dict[str, object]:
    """Return all that a visitor can change of the app."""
    app = there.app
    home = app.screen_stack[0]
    assert isinstance(home, HomeScreen)
    return {
        "screens": [type(screen).__name__ for screen in app.screen_stack],
        "language": app.t.language,
        "theme": app.theme,
        "scale": app.scale,
        "focus": [screen.focused for screen in app.screen_stack],
        "classes": [sorted(screen.classes) for screen in app.screen_stack],
        "clipboard": app.clipboard,
        "pressed": app._mouse_down_widget,
        "warning read": app.warnings._read,
        "home": home.shown,
        "text": there.text,
    }


def hall_screens() -> list[HallScreen[object]]:
    """Return every screen in memory, after all garbage is gone; what the kiosk froze is not among what is told else."""
    gc.unfreeze()
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, HallScreen)]


async def test_k9_after_idleness_the_app_is_as_after_a_fresh_start(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K9: screens, language, light, size, focus, clipboard, search words: all as when nobody had ever stood there."""
    # Guard: kiosk/app.py:begin_anew - one line less and the next visitor finds it.
    # Guard: kiosk/kept.py:KeptSheet.begin_anew - the page that was read stays in memory, painted.
    blocks.warm()  # else the first of the two may be painted before its letters are there
    monkeypatch.setattr("kiosk.screens.attract.SECONDS", 3600)  # it turns by real time: a slow machine sees its second
    async with hall(board) as fresh:
        fresh.app.begin_anew()
        await fresh.settle()
        expected = state_of(fresh)
    earlier = hall_screens()  # of another app, held by a task or a thread that has not ended
    async with hall(board) as used:
        await used.press("tab", "e", "d", "/", "/", "2", "+", "tab")
        visited = weakref.ref(used.app.screen)
        used.app.copy_to_clipboard("what the last visitor copied")
        used.app.open_search()
        await used.settle()
        await used.press("9", "8", "7", "tab")
        used.wait(85)
        used.app.look_at_idleness()
        await used.settle()
        assert isinstance(used.app.screen, AttractScreen)
        assert state_of(used) == expected
        left = [one for one in hall_screens() if one not in earlier]
        assert visited() is None
        read = [one for one in left if not (isinstance(one, SheetScreen) and one.place == Place(Nowhere()))]
        assert {type(one) for one in read} <= {HomeScreen, AttractScreen}


async def test_k5_k10_the_size_changes_once_in_half_a_second_whatever_is_typed_between(board: Board) -> None:
    """K5, K10: who drums on all keys has the page composed anew once, not at every second key."""
    # Guard: kiosk/screens/base.py:on_key - twelve seconds of composing, and whoever presses Home waits behind them.
    async with hall(board) as there:
        there.wait(1)
        await there.pilot.press("slash", "d", "slash", "d", "slash")
        await there.settle()
        assert there.app.scale is Scale.LARGE
        await there.press("slash")
        assert there.app.scale is Scale.EXTRA


def test_k22_each_thing_of_the_attract_screen_stays_eight_seconds_at_least() -> None:
    """K22: slow enough to be read to its end."""
    # Guard: kiosk/screens/attract.py:SECONDS - who reads slowly never gets to the end.
    assert SECONDS >= 8


def test_larger_words_have_an_empty_line_between_paragraphs() -> None:
    """K15: large letters of one size need room, where the letters themselves cannot grow."""
    paragraph = Words("一段话。")
    assert [words(line) for line in lines_of(paragraph, 40, SPACINGS[Scale.LARGE])] == ["一段话。", ""]
    assert [words(line) for line in lines_of(paragraph, 40)] == ["一段话。"]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (53, 47), (120, 40), (240, 67)])
async def test_k15_every_size_tells_all_answers_at_a_glance(board: Board, size: tuple[int, int]) -> None:
    """K15: larger letters take none of what the home answers: meeting, notices, gaps, money, the newest."""
    # Guard: kiosk/screens/home.py:_answers - the newest is neither told nor to be tapped.
    # Guard: kiosk/styles/home.tcss:-large #tiles - at 80 x 24 the doors leave room for one answer.
    async with hall(board, size) as there:
        home = there.app.screen
        assert isinstance(home, HomeScreen)
        assert home.shown is not None
        assert home.shown.newest is not None
        labels = [there.app.t("Newest"), *(label for label, _ in home.shown.answers)]
        for scale in Scale:
            there.app.grow(scale)
            await there.settle()
            assert [label for label in labels if label not in there.text] == []
            assert home.shown.newest[0][:8] in there.text


async def test_k14_a_number_pad_changes_language_light_and_size_and_leads_to_the_sign_in(board: Board) -> None:
    """K14: whoever has no letters has "+" for the next language, "-" for the other light, "/" and "9"."""
    # Guard: kiosk/screens/home.py:aliases - a hall with a number pad alone speaks one language.
    async with hall(board) as there:
        languages = []
        for _ in LANGUAGES:
            await there.press("+")
            languages.append(there.app.t.language)
        assert languages == [*LANGUAGES[1:], LANGUAGES[0]]
        light = there.app.theme
        await there.press("-")
        assert there.app.theme != light
        await there.press("/")
        assert there.app.scale is Scale.LARGE
        await there.press("9")
        assert isinstance(there.app.screen, StaffScreen)
