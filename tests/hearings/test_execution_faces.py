"""How an execution is shown: on the kiosk, in the chat, by command; never who stood aside or objected (P11, P12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.answers.cards import shown
from bot.asking import Asking
from kiosk.pages.cases import CasePage
from kiosk.pages.executions import ExecutionPage
from kiosk.pages.resolutions import ResolutionPage
from kiosk.sheet import Bars, Entry, Facts, Heading, Page, Shelf, Table, Words
from tests.support.builders import Staff, a_voucher, keep
from tests.support.clocks import GivenClock
from tests.support.works import (
    BIDDERS,
    FAIL,
    NUMBER,
    PASS,
    SIGNED,
    a_contract,
    carried_now,
    case_now,
    emergency,
    offered,
    opened,
    running,
    voted,
)
from village_board.attachments.model import Attachment, AttachmentKind, MediaType, Visibility
from village_board.base.kind import Record
from village_board.board import Board
from village_board.hearings.carrying_out import accept_work, publish_result, record_defect, report_progress, vary
from village_board.hearings.cases import StepFacts
from village_board.hearings.contracting import add_contract
from village_board.hearings.execution import Choice, Offer
from village_board.hearings.model import Variation
from village_board.hearings.selecting import (
    add_offer,
    choose_offer,
    object_to_choice,
)
from village_board.i18n import translator
from village_board.people.model import Person


def texts(page: Page, board: Board, language: str = "en") -> str:
    """Return all words of a page."""
    lines: list[str] = []
    for part in page.read(Shelf(board.records(), board.settings, translator(language, "kiosk"))).parts:
        match part:
            case Words(text) | Heading(text):
                lines.append(text)
            case Facts(pairs):
                lines += [f"{label}: {value}" for label, value in pairs if value]
            case Table():
                lines += [" | ".join(row) for row in part.rows]
            case Bars(groups):
                lines += [f"{bar.label} | {bar.words} | {bar.value} of {bar.of}" for _, bars in groups for bar in bars]
            case Entry():
                lines.append(f"{part.title} {part.note} {part.right} {part.mark}")
    return "\n".join(lines)


def said(board: Board, record: Record, language: str = "en") -> tuple[str, list[str]]:
    """Return what the bot says of a record, and its buttons."""
    reply = shown(Asking(board.records(), board.settings, translator(language, "bot"), 1), record)
    return reply.text, [button.label for row in reply.rows for button in row]


@pytest.fixture
def work(board: Board, staff: Staff, clock: GivenClock) -> str:
    """Return the id of a work under way: a payment, one quarter of progress, a change."""
    made = running(board, staff, clock)
    keep(board, a_voucher("记-1", clock.today(), ("153", 1_500_000, 0), ("102", 0, 1_500_000), contract="HT-1"))
    with board.desk(staff.clerk) as desk:
        report_progress(desk, NUMBER, StepFacts(words="路基完成", percent=40))
    with board.desk(staff.director) as desk:
        vary(desk, NUMBER, Variation(clock.today(), 200_000, "加排水沟", "村民代表会议"))
    return made.id


def test_the_three_pages_show_offers_money_and_progress(board: Board, work: str) -> None:
    """Who offered, how much, who was chosen and why; paid of what may be spent with bar, words and numbers."""
    carried = carried_now(board)
    assert carried.resolution is not None
    for page in (ExecutionPage(work), CasePage(carried.case.id), ResolutionPage(carried.resolution.id)):
        words = texts(page, board)
        assert "永固建筑队 | 28,000.00 | chosen: 报价最低" in words
        assert "石桥工程公司 | 28,500.00" in words
        assert "Paid so far | 46%: 15,000.00 yuan of 32,000.00 yuan | 1500000 of 3200000" in words
        assert "40% done  路基完成" in words
        assert "No photograph was handed in." in words
        assert "村道施工合同" in words


def test_the_bot_says_the_same_with_buttons(board: Board, work: str) -> None:
    """From the matter and the decision to the execution, from there to the contract and back."""
    carried = carried_now(board)
    assert carried.resolution is not None
    words, buttons = said(board, carried.execution)
    assert "- 永固建筑队: 28,000.00 yuan. Chosen: 报价最低" in words
    assert "Paid so far: 15,000.00 yuan of 32,000.00 yuan (46%)" in words
    assert "40% done: 路基完成" in words
    assert {"村道施工合同", "The whole way of this matter"} < set(buttons)
    for record in (carried.case, carried.resolution):
        assert "How it is carried out" in said(board, record)[1]
    assert carried.execution.id == work


def test_what_is_late_is_said_in_plain_words(board: Board, clock: GivenClock, work: str) -> None:
    """P18: what was due, on which day, late by how many days."""
    clock.advance(timedelta(days=110))
    late = carried_now(board).late[0]
    assert f"{late.days} days late" in texts(ExecutionPage(work), board)
    assert f"{late.days} days late" in said(board, carried_now(board).execution)[0]
    assert "late" in texts(CasePage(case_now(board).id), board)


def test_the_result_stands_against_what_was_decided(board: Board, staff: Staff, clock: GivenClock, work: str) -> None:
    """Final cost, by how much less; acceptance, guarantee, a defect; "result published on"."""
    with board.desk(staff.director) as desk:
        accept_work(desk, NUMBER, SIGNED, clock.today() + timedelta(days=365))
        publish_result(desk, NUMBER, 3_100_000)
        record_defect(desk, NUMBER, clock.today(), "井盖松动")
    words = texts(ExecutionPage(work), board)
    assert "Final cost: 31,000.00 yuan, 1,000.00 yuan less than decided" in words
    assert "Result published on: " in words
    assert "井盖松动 (not mended yet)" in words
    assert "Result published on " in said(board, carried_now(board).execution)[0]


def test_p13_a_photograph_is_named_only_when_it_was_passed(board: Board, work: str) -> None:
    """Before that the page says where the original can be seen."""
    photo = Attachment(
        subject=work, kind=AttachmentKind.PHOTO, caption="路基照片", sha256="0" * 64, size=1, media_type=MediaType.JPEG
    )
    (kept,) = keep(board, photo)
    assert "The original can be seen in the hall." in texts(ExecutionPage(work), board)
    keep(board, Attachment(**{**vars(kept), "visibility": Visibility.PUBLIC}))
    assert "路基照片" in texts(ExecutionPage(work), board)
    assert "路基照片" in said(board, carried_now(board).execution)[0]


def test_p12_nothing_private_of_bidders_or_objectors_is_public(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Neither kinship and recusal, nor who objected, nor a number in the objection's words."""
    # Guard: kiosk/pages/executions.py:_choosing - the village reads who is whose brother.
    opened(board, staff, clock)
    keep(board, Person(number="2001", name="郑立成", near_relatives=("1001",)))
    with board.desk(staff.clerk) as desk:
        add_offer(desk, NUMBER, Offer(0, "郑立成", 100, clock.today()))
    with board.desk(staff.secretary) as desk:
        choose_offer(desk, NUMBER, Choice(1, clock.today(), "最低", few="只此一家", recusal="堂兄郑立新回避"))
    with board.desk(staff.clerk) as desk:
        object_to_choice(desk, NUMBER, "打我电话13812345678", "李阿福")
    execution = carried_now(board).execution
    public = texts(ExecutionPage(execution.id), board) + said(board, execution)[0] + " ".join(execution.words())
    assert "郑立成" in public
    for private in ("堂兄", "郑立新", "李阿福", "13812345678"):
        assert private not in public
    assert "李阿福" not in repr(execution)


@pytest.mark.parametrize("passes", [True, False])
def test_p4_an_emergency_says_how_it_ended(board: Board, staff: Staff, clock: GivenClock, passes: bool) -> None:
    """Not yet ratified; ratified and how late; or refused."""
    emergency(board, staff)
    execution = carried_now(board, "E-1").execution
    assert "Ratified on: not yet" in texts(ExecutionPage(execution.id), board)
    assert "Not ratified yet." in said(board, execution)[0]
    clock.advance(timedelta(days=40))
    voted(board, staff, clock, PASS if passes else FAIL)
    words = texts(ExecutionPage(execution.id), board) + said(board, execution)[0]
    assert ("8 days late" if passes else "refused") in words


def test_while_it_is_being_chosen_the_page_says_what_is_open(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The call, an offer that is not valid and why, until when the choice is shown."""
    made = offered(board, staff, clock)
    with board.desk(staff.clerk) as desk:
        add_offer(desk, NUMBER, Offer(0, "无照队", 1, clock.today(), why_invalid="没有执照"))
    with board.desk(staff.director) as desk:
        choose_offer(desk, NUMBER, Choice(1, clock.today(), ""))
    words = texts(ExecutionPage(made.id), board)
    assert "Called for offers on " in words
    assert "not valid: 没有执照" in words
    assert "chosen: the lowest offer" in words
    assert "The choice is shown until " in words
    assert "无照队: 0.01 yuan. Not valid: 没有执照" in said(board, carried_now(board).execution)[0]
    clock.advance(timedelta(days=4))
    keep(board, a_contract())
    with board.desk(staff.director) as desk:
        add_contract(desk, NUMBER, "HT-1")
    assert BIDDERS[0][0] in texts(ExecutionPage(made.id), board)
