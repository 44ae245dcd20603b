"""The QR code, as the terminal paints it (K28, P21)."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
import zxingcpp
from PIL import Image
from tinydb import where

from kiosk.pages.catalogue import SearchPage
from kiosk.pages.doors import door
from kiosk.pages.files import PicturePage
from kiosk.pages.genuine import GenuinePage
from kiosk.pages.voices import SlipPage
from kiosk.screens.code import CodeScreen
from kiosk.sheet import Page
from kiosk.widgets.aside import read_beside
from kiosk.widgets.painted import Target
from kiosk.widgets.qr import QrCode
from tests.kiosk.hall import Hall, hall, shelf_of
from tests.kiosk.ways import pages_of
from village_board.board import Board
from village_board.hearings.model import Hearing

_CELL = (8, 16)


def photographed(there: Hall) -> Image.Image:
    """Return the screen as pixels: each cell its background, a half block its upper half."""
    width, height = _CELL
    columns, rows = there.app.size
    image = Image.new("RGB", (columns * width, rows * height), "#000000")
    for y, strip in enumerate(there.app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            style = segment.style
            paper = style.bgcolor.get_truecolor().hex if style and style.bgcolor else "#000000"
            ink = style.color.get_truecolor().hex if style and style.color else "#ffffff"
            for char in segment.text:
                cells = 2 if ord(char) > 0x2E80 else 1
                image.paste(paper, (x, y * height, x + cells * width, (y + 1) * height))
                if char == "▀":
                    image.paste(ink, (x, y * height, x + width, y * height + height // 2))
                x += cells * width
    return image


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (53, 47), (120, 40), (240, 67)])
@pytest.mark.parametrize("keys", ["", "d"])
async def test_k28_a_phone_reads_what_the_terminal_paints(board: Board, size: tuple[int, int], keys: str) -> None:
    """K28: in both themes and at every size, dark on light; the bot's name and the short code stand beside it."""
    # Guard: kiosk/widgets/qr.py:_CELLS - light modules on a dark theme are read by no phone.
    # Guard: kiosk/widgets/qr.py:QUIET - words that touch the code are read as a part of it, or nothing is.
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot", telephone="0512-63000000")
    hearing = board.records().one(Hearing, where("number") == "TZ-2026-06")
    async with hall(board, size) as there:
        await there.press(*keys, "1", "5", "asterisk")
        picture = photographed(there)
        found = zxingcpp.read_barcodes(picture, try_invert=False)
        assert [code.text for code in found] == [f"https://t.me/taoxi_cunwu_bot?start=r_{hearing.id}"]
        left, top, width, height = there.app.screen.query_one(QrCode).region
        code = picture.crop((left * 8, top * 16, (left + width) * 8, (top + height) * 16)).convert("L")
        dark = code.point(lambda light: 255 - light).getbbox()  # the box around all that is not white
        assert dark == (4 * 8, 4 * 8, (width - 4) * 8, (width - 4) * 8)
        assert "@taoxi_cunwu_bot" in there.text
        assert hearing.id in there.text
        assert "演示数据" in there.text
        await there.press("escape")
        assert "四组到七组村道硬化听证会" in there.text


@pytest.mark.parametrize("settings", [{"qr_target": "none", "bot_username": "x_bot"}, {"bot_username": ""}])
async def test_p21_without_a_bot_no_code_is_painted(board: Board, settings: dict[str, str]) -> None:
    """P21: the short code and the telephone stand there instead."""
    # Guard: village_board/links/service.py:record_link - a code that leads nowhere.
    board.settings = replace(board.settings, telephone="0512-63000000", **settings)
    async with hall(board) as there:
        await there.press("1", "5", "asterisk")
        assert not zxingcpp.read_barcodes(photographed(there))
        assert "本村没有机器人" in there.text
        assert "0512-63000000" in there.text


@pytest.mark.parametrize("keys", [("1", "asterisk"), ("2", "asterisk"), ("6", "asterisk")])
async def test_k28_one_key_opens_a_code_on_every_page(board: Board, keys: tuple[str, ...]) -> None:
    """K28: a page about no single record shows the board's own code."""
    # Guard: village_board/links/service.py:board_link - lists would have no code, and nobody could take them home.
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot")
    async with hall(board) as there:
        await there.press(*keys)
        assert [code.text for code in zxingcpp.read_barcodes(photographed(there))] == ["https://t.me/taoxi_cunwu_bot"]
        await there.press("0")
        assert len(there.app.screen_stack) == 1


async def test_p21_k28_every_screen_has_its_code_one_key_and_one_tap_away(board: Board) -> None:
    """P21, K28: home, pages, search, keypad: `*`, written on its target; the board's own code where no record is."""
    # Guard: kiosk/screens/home.py:HomeScreen.body - whoever stands before the home cannot take the board along.
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot")
    places: list[Page | None] = [None, door(2), SearchPage(), SlipPage()]
    async with hall(board) as there:
        for page in places:
            if page is not None:
                await there.open(page)
            target = there.app.screen.query_one("#code", Target)
            assert (target.key, target.display, target.disabled) == ("*", True, False)
            assert there.app.screen.region.contains_region(target.region)
            assert "* 二维码" in there.text
            await there.press("7", "asterisk") if page is not None else await there.click("#code")
            assert isinstance(there.app.screen, CodeScreen)
            assert [one.text for one in zxingcpp.read_barcodes(photographed(there))] == ["https://t.me/taoxi_cunwu_bot"]
            there.app.go_home()
            await there.settle()


def test_p21_k28_every_page_of_the_village_has_a_code_that_opens_it(board: Board) -> None:
    """P21, K28: of all pages there are: of a record its own code, of every other page the board's, by the setting."""
    # Guard: kiosk/widgets/aside.py:read_beside - a new page that leads its readers to somewhere else, or nowhere.
    own = (GenuinePage, SlipPage, SearchPage, PicturePage)  # these have screens of their own
    pages = [page for page in pages_of(board) if not isinstance(page, own)]
    assert len(pages) > 20
    targets: list[dict[str, str]] = [
        {"bot_username": "x_bot"},
        {"qr_target": "address", "qr_address": "https://a.b/c"},
    ]
    for settings, page in product(targets, pages):
        board.settings = replace(board.settings, **settings)
        shelf = shelf_of(board)
        sheet = page.read(shelf)
        found = read_beside(sheet.subject, shelf)
        assert found.modules, page
        if sheet.subject:
            assert (found.subject, board.records().lookup(sheet.subject).public) == (sheet.subject, True), page


@pytest.mark.parametrize("size", [(80, 24), (53, 47), (120, 40)])
async def test_k28_a_code_of_a_long_address_is_whole_or_not_there(board: Board, size: tuple[int, int]) -> None:
    """K28, P21: an address may have 120 characters; where its code has no room, words and short code stand alone."""
    # Guard: kiosk/screens/code.py:CodeScreen._has_room - three quarters of a code, which no phone reads.
    address = f"https://taoxi.example/{'a' * 88}/{{code}}/"
    board.settings = replace(board.settings, qr_target="address", qr_address=address)
    hearing = board.records().one(Hearing, where("number") == "TZ-2026-07")
    async with hall(board, size) as there:
        await there.press("1", "1", "asterisk")
        found = [code.text for code in zxingcpp.read_barcodes(photographed(there), try_invert=False)]
        assert found == ([address.format(code=hearing.id)] if size != (80, 24) else [])
        assert bool(there.app.screen.query(QrCode)) == bool(found)
        assert ("放不下二维码" in there.text) == (not found)
        assert f"短码：{hearing.id}" in there.text


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://taoxi.example/c/{code}/", "https://taoxi.example/c/%s/"),
        ("https://taoxi.example/c", "https://taoxi.example/c/%s"),
    ],
)
async def test_p21_a_village_may_set_a_web_address(board: Board, address: str, link: str) -> None:
    """P21: the code opens the page of the record on the village's own site; no bot is named."""
    # Guard: village_board/links/service.py:address_of - a village without Telegram has no codes.
    board.settings = replace(board.settings, qr_target="address", qr_address=address, bot_username="x_bot")
    hearing = board.records().one(Hearing, where("number") == "TZ-2026-07")
    async with hall(board) as there:
        await there.press("1", "1", "asterisk")
        wanted = link % hearing.id
        assert [code.text for code in zxingcpp.read_barcodes(photographed(there))] == [wanted]
        assert wanted in "".join(there.text.split())
        assert "x_bot" not in there.text


async def test_p21_an_address_that_is_not_set_paints_nothing(board: Board) -> None:
    """P21: a target without its address is no code that leads nowhere."""
    board.settings = replace(board.settings, qr_target="address", telephone="0512-63000000")
    async with hall(board) as there:
        await there.press("1", "1", "asterisk")
        assert not zxingcpp.read_barcodes(photographed(there))
        assert "0512-63000000" in there.text


async def test_a27_a_page_shows_what_our_genuine_code_looks_like(board: Board) -> None:
    """A27: our code itself, the name that the phone must show after scanning, and what it never asks for."""
    # Guard: kiosk/screens/code.py:CodeScreen._genuine_lines - a sticker over ours looks like any other code.
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot", telephone="0512-63000000")
    async with hall(board) as there:
        await there.press("6", "5", "4")
        assert "真二维码的样子" in there.text
        assert "@taoxi_cunwu_bot" in there.text
        assert "身份证号" in there.text
        assert [code.text for code in zxingcpp.read_barcodes(photographed(there))] == ["https://t.me/taoxi_cunwu_bot"]
        await there.press("escape", "asterisk", "1")
        assert "真二维码的样子" in there.text


async def test_a27_a_village_without_codes_says_so(board: Board) -> None:
    """A27: where the village puts up no codes, every code that hangs somewhere is a stranger's."""
    board.settings = replace(board.settings, qr_target="none", telephone="0512-63000000")
    async with hall(board) as there:
        await there.press("6", "5", "4")
        assert "不张贴二维码" in there.text
        assert "0512-63000000" in there.text


@pytest.mark.parametrize("size", [(50, 20), (60, 30), (53, 47), (80, 24)])
async def test_k7_the_code_leaves_room_for_the_ways_out(board: Board, size: tuple[int, int]) -> None:
    """K7, K14: a whole code beside whole buttons, or no code and the short code in words; never a trap."""
    # Guard: kiosk/screens/code.py:CodeScreen._has_room - a code over the whole window has no way out but a key.
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot")
    async with hall(board, size) as there:
        await there.press("1", "1", "asterisk")
        assert len(zxingcpp.read_barcodes(photographed(there))) == (size not in [(50, 20), (60, 30)])
        for name in ("genuine", "back", "home"):
            region = there.app.screen.query_one(f"#{name}").region
            assert region.height == 3
            assert region.width >= 12
            assert region.bottom <= size[1]
            assert region.right <= size[0]
        await there.click("#home")
        assert len(there.app.screen_stack) == 1
