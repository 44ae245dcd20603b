"""The masked picture of a voucher on the kiosk (P13): opened, made larger, moved; and what hostile files do not do."""

from __future__ import annotations

import threading
import zlib
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tinydb import where

from kiosk.app import KioskApp
from kiosk.pages.accounts import VoucherPage
from kiosk.pages.files import FilePage, PicturePage
from kiosk.picture import View, largest, moved, part_of, strips
from kiosk.screens import picture as screen
from kiosk.widgets.leaf import Row
from kiosk.widgets.painted import Target
from tests.kiosk.hall import Hall, entries, hall, shelf_of
from tests.support.builders import keep
from village_board.accounts.model import Voucher
from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, AttachmentKind, MediaType, Visibility
from village_board.board import Board

SIZES = ((80, 24), (53, 47), (50, 20))
UNFIT, NOT_OPENED = "不能当图片显示", "现在打不开"


def png(colours: str = "red", size: tuple[int, int] = (400, 300)) -> bytes:
    """Return a picture of one colour whose right half is black."""
    image = Image.new("RGB", size, colours)
    image.paste("black", (size[0] // 2, 0, size[0], size[1]))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def bomb() -> bytes:
    """Return a PNG that says it has four thousand million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = (65_000).to_bytes(4) * 2 + bytes((8, 2, 0, 0, 0))
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def attached(board: Board, content: bytes, media: MediaType = MediaType.PNG, **more: object) -> tuple[Voucher, str]:
    """Keep a file with a voucher, as a masked copy that was passed, and return both."""
    voucher = board.records().one(Voucher, where("number") == "03-002")
    assert voucher is not None
    sha = AttachmentStore(board.home).keep(content)
    made = Attachment(subject=voucher.id, kind=AttachmentKind.VOUCHER, caption="电费发票", sha256=sha,
                      size=len(content), media_type=media, visibility=Visibility.PUBLIC,
                      original="at234567")  # fmt: skip
    (kept,) = keep(board, replace(made, **more))
    return voucher, kept.id


def papers(there: Hall) -> set[str]:
    """Return the colours that are painted in the place of the picture."""
    view = there.app.screen.query_one("#picture").content_region
    found = set()
    for strip in there.app.screen._compositor.render_strips()[view.y : view.bottom]:
        for segment in strip.crop(view.x, view.right):
            style = segment.style
            found |= {one.get_truecolor().hex for one in (style.bgcolor, style.color) if style and one}
    return found


@pytest.mark.parametrize("size", [(80, 24), (53, 47)])
async def test_p13_a_masked_picture_is_one_key_from_its_entry_and_back(own_board: Board, size: tuple[int, int]) -> None:
    """P13, K6: number keys alone open it, make it larger, move it, show all of it, and lead back."""
    # Guard: kiosk/pages/accounts.py:VoucherPage - what was masked and passed cannot be seen in the hall.
    voucher, _ = attached(own_board, png())
    async with hall(own_board, size) as there:
        await there.open(VoucherPage(voucher.id))
        await there.press("2")
        assert {"#ff0000", "#000000"} <= papers(there)
        for said in (voucher.number, "2026年3月10日", "3,370.50", voucher.id):
            assert said in there.text or size[0] < 60
        await there.press(*"+++4444")
        assert "#000000" not in papers(there)
        await there.press(*"666666")
        assert "#ff0000" not in papers(there)
        await there.press("5")
        assert {"#ff0000", "#000000"} <= papers(there)
        await there.press("full_stop")
        assert voucher.summary in there.text
        assert "3,370.50" in there.text or size[0] < 60


async def test_k7_touch_alone_moves_and_leaves(own_board: Board) -> None:
    """K7: every step has a button, and the code of its voucher too."""
    voucher, _ = attached(own_board, png())
    async with hall(own_board) as there:
        await there.open(VoucherPage(voucher.id))
        await there.click(there.app.screen.query(Row)[1])
        assert {"#ff0000", "#000000"} <= papers(there)
        for button in ("larger", "larger", "larger", "left", "left", "left", "left", "up", "down"):
            await there.click(f"#{button}")
        assert "#000000" not in papers(there)
        await there.click("#smaller")
        await there.click("#whole")
        assert {"#ff0000", "#000000"} <= papers(there)
        await there.click("#code")
        assert voucher.id in there.text
        await there.click("#back")
        await there.click("#home")
        assert len(there.app.screen_stack) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_k4_each_button_is_three_rows_by_twelve_columns(own_board: Board, size: tuple[int, int]) -> None:
    """K4: also in the narrowest window, where ten buttons and three sizes leave room for a picture still."""
    # Guard: kiosk/styles/picture.tcss - a finger hits two buttons.
    _, id_ = attached(own_board, png())
    async with hall(own_board, size) as there:
        await there.open(PicturePage(id_))
        found = list(there.app.screen.query(Target))
        sizes = [one.region for one in found if one.has_class("size")]
        targets = [one.region for one in found]
        assert (len(targets), len(sizes)) == (13, 3)
        # As in test_screens: from 80 columns on the sizes of the head have 12 columns too.
        assert all(one.width >= (8 if one in sizes and size[0] < 80 else 12) for one in targets)
        assert all(one.height >= 3 for one in targets)
        assert all(one.right <= size[0] and one.bottom <= size[1] for one in targets)
        assert len({(one.x, one.y) for one in targets}) == 13
        assert there.app.screen.query_one("#picture").region.height >= 5


async def test_p13_what_is_not_masked_and_passed_is_never_shown(own_board: Board) -> None:
    """P13: an original that somebody set public by another way, and a copy that nobody passed, open nothing."""
    # Guard: attachments/opening.py:public_files - a bank card on the wall.
    unfit = ({"original": ""}, {"visibility": Visibility.MASKED}, {"visibility": Visibility.INTERNAL})
    kept = [attached(own_board, png(size=(400, 300 + n)), **more) for n, more in enumerate(unfit)]
    page = VoucherPage(kept[0][0].id).read(shelf_of(own_board))
    assert not [one for one in entries(page) if isinstance(one.goto, (PicturePage, FilePage))]
    async with hall(own_board) as there:
        for _, id_ in kept:
            await there.open(PicturePage(id_))
            assert "电费发票" not in there.text
            assert not there.app.screen.query_one("#picture").display
        await there.open(VoucherPage(kept[0][0].id))
        await there.press("+")
        assert "可到村委会查看" in there.text


async def test_p13_a_picture_that_is_taken_back_goes_from_the_screen(own_board: Board) -> None:
    """A withdrawal holds at once, also for who looks at it at that moment."""
    _, id_ = attached(own_board, png())
    async with hall(own_board) as there:
        await there.open(PicturePage(id_))
        with own_board.reading() as records:
            found = records.get(Attachment, id_)
        keep(own_board, replace(found, visibility=Visibility.WITHDRAWN))
        there.app._reload()
        await there.settle()
        assert not there.app.screen.query_one("#picture").display


HOSTILE = (
    (b"", MediaType.PNG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (png()[:-60], MediaType.PNG),
    (bomb(), MediaType.PNG),
    (png(), MediaType.JPEG),
    (b"%PDF-1.7 no picture", MediaType.WEBP),
    (b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x00\x00\x00\x03", MediaType.JPEG),
)


async def test_a22_a_hostile_file_is_a_sentence(own_board: Board) -> None:
    """A22: empty, torn, of another kind, without size, or a bomb: words stand in its place, and the kiosk goes on."""
    # Guard: attachments/pictures.py:opened - one file on the disk ends the kiosk.
    async with hall(own_board) as there:
        for content, media in HOSTILE:
            voucher, id_ = attached(own_board, content, media)
            await there.open(PicturePage(id_))
            assert UNFIT in there.text.replace("\n", "").replace(" ", "")
            await there.press("+", "escape")
        await there.open(VoucherPage(voucher.id))
        assert voucher.summary in there.text


async def test_a_file_that_was_changed_or_is_gone_is_a_sentence(own_board: Board) -> None:
    """What lies on the disk is compared with what was kept, each time; a villager is not shown where it lies."""
    # Guard: attachments/opening.py:content_of - whoever has the disk has the wall.
    async with hall(own_board) as there:
        for size, gone in (((400, 300), True), ((401, 300), False)):
            content = png(size=size)
            _, id_ = attached(own_board, content)
            path = AttachmentStore(own_board.home).path_of(sha256(content).hexdigest())
            path.unlink() if gone else path.write_bytes(png("blue"))
            await there.open(PicturePage(id_))
            assert NOT_OPENED in there.text.replace("\n", "").replace(" ", "")
            assert str(own_board.home) not in there.text


async def test_a_pdf_is_told_with_the_way_to_see_it(own_board: Board) -> None:
    """The screen says what it does not show, offers the bot by its code, and what the paper is about in words."""
    voucher, _ = attached(own_board, b"%PDF-1.7", MediaType.PDF)
    async with hall(own_board) as there:
        await there.open(VoucherPage(voucher.id))
        await there.press("2")
        for said in ("PDF", "二维码", "3,370.50", voucher.number):
            assert said in there.text
        await there.press("asterisk")
        assert voucher.id in there.text


async def test_the_picture_is_opened_outside_of_the_loop(own_board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """House rule: the loop that paints decodes nothing."""
    # Guard: kiosk/screens/picture.py:_open - a large photograph freezes the hall for a second.
    threads = []

    def watched(work):
        def run(*args):
            threads.append(threading.current_thread())
            return work(*args)

        return run

    monkeypatch.setattr(screen, "picture_of", watched(screen.picture_of))
    monkeypatch.setattr(screen, "strips", watched(screen.strips))
    _, id_ = attached(own_board, png())
    async with hall(own_board) as there:
        await there.open(PicturePage(id_))
        await there.press("+")
        assert isinstance(there.app, KioskApp)
    assert len(threads) >= 3
    assert threading.main_thread() not in threads


PIXELS, CELLS = st.integers(1, 9000), st.integers(1, 240)


@given(
    st.tuples(PIXELS, PIXELS),
    st.tuples(CELLS, CELLS),
    st.lists(st.sampled_from(["left", "up", "right", "down", "+", "-"])),
)
def test_what_is_seen_never_leaves_the_picture(size: tuple[int, int], room: tuple[int, int], steps: list[str]) -> None:
    """Whatever is pressed: within the picture, within the room, and no further than it can be made larger."""
    view = View()
    for step in steps:
        part = part_of(size, room, view)
        assert 0 <= part.left < part.right <= size[0]
        assert 0 <= part.top < part.bottom <= size[1]
        assert 1 <= part.dots[0] <= room[0]
        assert 1 <= part.dots[1] <= 2 * room[1]
        assert 0 <= part.view.zoom <= largest(size, room)
        view = (
            replace(part.view, zoom=part.view.zoom + (1 if step == "+" else -1))
            if step in "+-"
            else moved(part, size, step)
        )


def test_figures_can_be_read_where_a_dot_is_a_pixel() -> None:
    """Made larger far enough, each pixel of a scan has its own dot: nothing of a figure is lost."""
    image = Image.effect_noise((640, 480), 80).convert("RGB")
    room = (76, 14)
    most = largest(image.size, room)
    scales = {zoom: part_of(image.size, room, View(zoom=zoom)) for zoom in range(most + 1)}
    assert (scales[most].right - scales[most].left) / scales[most].dots[0] <= 0.5
    part = replace(scales[0], left=100, right=176, top=50, bottom=78, dots=(76, 28))
    painted = [list(strip) for strip in strips(image, part)]
    first = painted[0][0].style
    seen = first.bgcolor if painted[0][0].text[0] == " " else first.color
    assert tuple(seen.triplet) == image.getpixel((100, 50))
