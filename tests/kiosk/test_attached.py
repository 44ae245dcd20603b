"""P13 on the kiosk: what is public of a record's files is named; where nothing is, the original is in the hall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from kiosk.pages.accounts import VoucherPage
from kiosk.pages.cases import CasePage
from kiosk.pages.contracts import ContractPage
from kiosk.pages.executions import ExecutionPage
from kiosk.pages.hearings import HearingPage
from kiosk.pages.items import ItemPage
from kiosk.pages.resolutions import ResolutionPage
from kiosk.sheet import Page
from tests.kiosk.hall import shelf_of
from tests.kiosk.test_pages import words_of
from tests.support.builders import TODAY, a_case, a_voucher, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.registers import Contract
from village_board.attachments.model import Attachment, AttachmentKind, MediaType, Visibility
from village_board.base.kind import Record
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.hearings.case import CaseState
from village_board.hearings.execution import Execution
from village_board.hearings.model import Hearing, HearingStatus, Resolution, ResolutionStatus

MARCH = date(2026, 3, 5)
HERE, ALREADY_SAID = "原件可到村办公室查看", "可到村委会查看"
OWN_WORDS = (VoucherPage, ContractPage)
FILE = Attachment(subject="", kind=AttachmentKind.PLAN, caption="路灯方案", sha256="ab" * 32, size=20_000,
                  media_type=MediaType.PDF)  # fmt: skip


@pytest.fixture
def board() -> Iterator[Board]:
    """An empty board in memory, to be written."""
    made = memory_board(GivenClock(TODAY))
    yield made
    made.close()


def records_of(board: Board) -> list[tuple[Record, Page]]:
    """Keep one public record of each kind and return it with its page."""
    kept = keep(
        board,
        a_case(CaseState.EXECUTING, number="C-1", matter="装路灯", resolution="D-1", told=1),
        Hearing(number="H-1", matter="装路灯", status=HearingStatus.ANNOUNCED, notice_on=MARCH),
        Resolution(number="D-1", matter="装路灯", case="C-1", status=ResolutionStatus.EXECUTING, notice_on=MARCH),
        Execution(matter="装路灯", case="C-1", opened_on=MARCH),
        a_voucher("记-1", MARCH, ("51302", 100, 0), ("101", 0, 100)),
        Contract(number="HT-1", name="路灯合同"),
        Item(number="GK-1", name="路灯公示", content="十盏", status=ItemStatus.PUBLISHED, published_on=MARCH),
    )
    pages: tuple[Callable[[str], Page], ...] = (
        CasePage,
        HearingPage,
        ResolutionPage,
        ExecutionPage,
        VoucherPage,
        ContractPage,
        ItemPage,
    )
    return [(record, page(record.id)) for record, page in zip(kept, pages, strict=True)]


def test_p13_every_page_names_the_public_files_and_where_they_are_seen(board: Board) -> None:
    """Kind, caption, size, the short sum, and where to see it: on case, hearing, decision, execution and the rest."""
    # Guard: kiosk/pages/attached.py:attached - a masked paper is public and nobody in the hall hears of it.
    for record, page in records_of(board):
        assert "abababababab" not in words_of(page.read(shelf_of(board)))
        keep(board, replace(FILE, subject=record.id, visibility=Visibility.PUBLIC))
        shown = words_of(page.read(shelf_of(board)))
        for said in ("路灯方案", "20", "abababababab", "村委会查看"):
            assert said in shown, record.KIND.name
        assert "ab" * 10 not in shown


def test_p13_what_is_internal_is_not_named_but_its_original_is_in_the_hall(board: Board) -> None:
    """No caption, no sum; contract and voucher say it in their own words and say it once."""
    # Guard: attachments/told.py:told - the caption of an internal paper on the wall.
    for record, page in records_of(board):
        keep(board, replace(FILE, subject=record.id))
        shown = words_of(page.read(shelf_of(board)))
        assert "路灯方案" not in shown
        assert (HERE in shown, ALREADY_SAID in shown) == (
            (False, True) if isinstance(page, OWN_WORDS) else (True, False)
        )
