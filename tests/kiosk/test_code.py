"""The QR code, as the terminal paints it (K28, P21)."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image
from tinydb import where

from tests.kiosk.hall import Hall, hall
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


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (53, 47)])
@pytest.mark.parametrize("keys", ["", "d"])
async def test_k28_a_phone_reads_what_the_terminal_paints(board: Board, size: tuple[int, int], keys: str) -> None:
    """K28: in both themes and at every size; the bot's name and the short code stand beside it."""
    # Guard: kiosk/widgets/qr.py:_CELLS - light modules on a dark theme are read by no phone.
    board.settings = replace(board.settings, bot_username="taoxi_cunwu_bot", telephone="0512-63000000")
    hearing = board.records().one(Hearing, where("number") == "TZ-2026-06")
    async with hall(board, size) as there:
        await there.press(*keys, "1", "5", "asterisk")
        found = zxingcpp.read_barcodes(photographed(there))
        assert [code.text for code in found] == [f"https://t.me/taoxi_cunwu_bot?start=r_{hearing.id}"]
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
