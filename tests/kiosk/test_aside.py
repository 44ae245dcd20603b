"""The QR code beside what is read (K28)."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from tinydb import where

from kiosk.pages.hearings import HearingPage
from kiosk.scale import Scale
from kiosk.widgets.aside import Aside
from kiosk.widgets.leaf import LeafBody
from kiosk.widgets.painted import Painted
from tests.kiosk.hall import hall
from tests.kiosk.specimen import SpecimenPage
from tests.kiosk.test_code import photographed
from village_board.board import Board
from village_board.hearings.model import Hearing


@pytest.mark.parametrize("size", [(100, 30), (240, 67)])
@pytest.mark.parametrize("theme", ["day", "night"])
async def test_k28_from_100_by_30_on_a_phone_reads_the_code_beside_the_page(
    board: Board, size: tuple[int, int], theme: str
) -> None:
    """K28: no key needed; the bot's name and the short code stand below it, and no word lies under it."""
    # Guard: kiosk/screens/sheet.py:SheetScreen.on_resize - where there is room one would still have to look for a key.
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot")
    hearing = board.records().one(Hearing, where("number") == "TZ-2026-06")
    async with hall(board, size) as there:
        there.app.theme = theme
        await there.open(HearingPage(hearing.id))
        await there.settle()
        found = zxingcpp.read_barcodes(photographed(there))
        assert [code.text for code in found] == [f"https://t.me/taoxi_cunwu_bot?start=r_{hearing.id}"]
        assert "@taoxi_cunwu_bot" in there.text
        aside = there.app.screen.query_one(Aside)
        assert hearing.id in there.text
        assert not any(child.region.overlaps(aside.region) for child in there.app.screen.query_one(LeafBody).children)


async def test_k28_below_that_and_in_the_largest_letters_it_is_one_key_away(board: Board) -> None:
    """K28, K15: a small terminal and large letters keep the room for words."""
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot")
    hearing = board.records().one(Hearing, where("number") == "TZ-2026-06")
    async with hall(board, (99, 30)) as there:
        await there.open(HearingPage(hearing.id))
        assert not there.app.screen.query(Aside)
        await there.pilot.resize_terminal(100, 30)
        await there.settle()
        assert there.app.screen.query_one(Aside).display
        there.app.grow(Scale.EXTRA)
        await there.settle()
        assert not there.app.screen.query_one(Aside).region
        assert "二维码" in there.text


async def test_p21_without_a_target_the_words_keep_the_whole_width(board: Board) -> None:
    """P21, K28: a village without a bot has no empty column."""
    # Guard: kiosk/screens/sheet.py:_read_beside - half the screen would stay white.
    board.settings = replace(board.settings, qr_target="none")
    hearing = board.records().one(Hearing, where("number") == "TZ-2026-06")
    async with hall(board, (120, 40)) as there:
        await there.open(HearingPage(hearing.id))
        await there.settle()
        assert there.app.screen.query_one(LeafBody).room[0] == 88
        there.app.go_home()
        await there.open(SpecimenPage())
        await there.settle()
        # Guard: kiosk/screens/sheet.py:_read_beside - the words stayed as narrow as if a code stood there.
        assert any("公布日期" in line and "合计" in line for line in there.text.split("\n"))


async def test_k28_the_code_of_a_long_address_stands_whole_beside_the_words(board: Board) -> None:
    """K28: an address of 110 characters is read from 120x40 and 240x67; of 70 from 100x30; none lies over a key."""
    # Guard: kiosk/widgets/aside.py:widest_code - 70 characters lay over the keys, and of more there was no code at all.
    # Guard: kiosk/styles/pages.tcss:-code-53 - the words went on below the code.
    hearing = board.records().one(Hearing, where("number") == "TZ-2026-06")
    async with hall(board, (120, 40)) as there:
        for length, size in ((110, (120, 40)), (110, (240, 67)), (70, (100, 30))):
            base = "https://village.example/"
            address = base + "x" * (length - len(base) - len(hearing.id) - 1)
            board.settings = replace(board.settings, qr_target="address", qr_address=address)
            there.app.go_home()
            await there.pilot.resize_terminal(*size)
            await there.settle()
            await there.open(HearingPage(hearing.id))
            await there.settle()
            found = zxingcpp.read_barcodes(photographed(there))
            assert [code.text for code in found] == [f"{address}/{hearing.id}"], size
            screen = there.app.screen
            region = screen.query_one(Aside).region
            assert not region.overlaps(screen.query_one("#bar").region)
            body = screen.query_one(LeafBody)
            assert body.room[0] >= 48
            assert not any(child.region.overlaps(region) for child in body.children)


async def test_k28_on_a_vast_screen_the_home_has_its_code_beside_the_answers(board: Board) -> None:
    """K28: a phone reads the board's own code from the home; no word lies under it, in any size none of it is cut."""
    # Guard: kiosk/screens/home.py:HomeScreen._show_code - half of the largest screen stood empty, the code a key away.
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot")
    async with hall(board, (240, 67)) as there:
        (code,) = zxingcpp.read_barcodes(photographed(there))
        assert code.text.startswith("https://t.me/taoxi_cunwu_bot")
        aside = there.app.screen.query_one(Aside)
        assert aside.region.bottom <= there.app.screen.query_one("#tiles").region.y
        answers = there.app.screen.query_one("#answers", Painted)
        assert answers.region.x + answers.styles.padding.left + answers.size.width < aside.region.x
        there.app.grow(Scale.EXTRA)
        await there.settle()
        assert not aside.display
