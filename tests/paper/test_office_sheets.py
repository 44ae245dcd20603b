"""Minutes, door lists and strips on paper: who signs has a box, names stand only where they belong."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from pypdf import PdfReader

from tests.support.builders import TODAY, Staff, announced, keep, passed
from tests.support.clocks import GivenClock
from village_board.base.message import say
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.hearings.minutes import make_minutes
from village_board.i18n import translator
from village_board.notices.doors import Door
from village_board.notices.reach_model import DoorLine, DoorList
from village_board.paper.notice_sheet import Around, notice_sheet
from village_board.paper.office_sheets import doors_page, minutes_page, slips_page
from village_board.paper.page_model import Boxes, Facts, Printout
from village_board.paper.press import pdf

T = translator("zh-Hans")
HEAD = (7, "3f9a2c110b7d9e4277aa")


def text_of(page: Printout) -> str:
    """Return the text of the printed page."""
    found = "".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf(page))).pages)
    return "".join(found.replace("\u200b", "").split())


def test_p10_minutes_have_a_box_for_each_signer_and_no_code(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P10: as many boxes as people came; the sheet says not to post it; no QR code leads to names."""
    vote = passed(board, staff, clock)
    with board.desk(staff.clerk) as desk:
        page = minutes_page(desk, Around(board.settings, HEAD, T), make_minutes(desk, vote.id, "试验村"))
    boxes = [one for one in page.blocks if isinstance(one, Boxes)]
    assert [one.spaces for one in boxes] == [vote.present]
    assert page.proof is None
    text = text_of(page)
    assert "不得张贴" in text
    assert "3f9a2c110b7d9e42" in text
    assert vote.matter in text


def test_p20_p21_without_a_link_the_sheet_has_code_and_telephone(board: Board, staff: Staff) -> None:
    """P21: where no target is set no QR code is painted; the short code and the office's telephone stand there."""
    # Guard: village_board/paper/proof.py:proof_of - a code that leads nowhere, and nobody to ask
    hearing = announced(board, staff)
    settings = replace(board.settings, qr_target="none", telephone="0571-1234567")
    page = notice_sheet(board.records(), Around(settings, HEAD, T), hearing.id)
    assert page.proof is not None
    assert page.proof.modules == ()
    text = text_of(page)
    assert "0571-1234567" in text
    assert hearing.id in text
    linked = replace(board.settings, qr_target="address", qr_address="https://village.example/c")
    proof = notice_sheet(board.records(), Around(linked, HEAD, T), hearing.id).proof
    assert proof is not None
    assert len(proof.modules) == len(proof.modules[0])


def test_p31_the_demo_says_so_on_paper(board: Board, staff: Staff) -> None:
    """P31: every page of a demo village says that nothing of it is real."""
    hearing = announced(board, staff)
    around = Around(replace(board.settings, demo="2026-09-01"), HEAD, T)
    assert "虚构" in text_of(notice_sheet(board.records(), around, hearing.id))
    assert "虚构" not in text_of(notice_sheet(board.records(), Around(board.settings, HEAD, T), hearing.id))


def test_n26_a_door_list_stands_group_by_group(board: Board) -> None:
    """N26: a table for each group, each door once, what was ticked already stands there."""
    doors = [
        Door(DoorLine(1, 1, "01-01", ("p2345678",)), ("甲",)),
        Door(DoorLine(2, 1, "01-02", ("p2345679",)), ("乙", "丙")),
        Door(DoorLine(3, 4, "04-01", ("p234567c",)), ("丁",)),
    ]
    made = DoorList(
        id="dl2345678", notice="n2345678", made_on=date(2026, 9, 1), made_by="p2345678",
        lines=tuple(door.line for door in doors),
    )  # fmt: skip
    text = text_of(doors_page(Around(board.settings, HEAD, T), made, doors, say("Notice of a hearing")))
    for word in ("1组，2户", "4组，1户", "乙、丙", "dl2345678", "不得张贴", "听证公告"):
        assert word in text


def test_strips_hold_each_code_once(board: Board) -> None:
    """P22: one strip for each code, on however many pages."""
    rows = [("评议", f"{n:04d} 55", "输入号码") for n in range(1000, 1040)]
    text = text_of(slips_page(Around(board.settings, None, T), "评议号条", rows, date(2026, 12, 31)))
    assert all(text.count(f"{n}55") == 1 for n in range(1000, 1040))
    assert "沿线剪开" in text


def test_k25_an_item_s_period_is_in_words_on_paper(board: Board) -> None:
    """K25: the printed notice says 2026年第3季度 and 2026年3月, as the kiosk does; a village's own words stay."""
    # Guard: village_board/paper/notice_sheet.py:_item - 2026-Q3 is a code of clerks, and hung on the wall.
    around = Around(board.settings, HEAD, T)
    for period, said in (("2026-Q3", "2026年第3季度"), ("2026-03", "2026年3月"), ("2026", "2026年"), ("随时", "随时")):
        item = Item(number="GK-1", name="资产公示", period=period, status=ItemStatus.PUBLISHED, published_on=TODAY)
        (kept,) = keep(board, item)
        (facts,) = [one for one in notice_sheet(board.records(), around, kept.id).blocks if isinstance(one, Facts)]
        assert facts.rows[0] == ("公开期间", said)
