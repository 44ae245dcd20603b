"""Corrections of confirmed results, and the minutes that are signed (A25, A26, P10)."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest

from kiosk.pages.hearings import HearingPage
from kiosk.sheet import Words
from tests.kiosk.hall import shelf_of
from tests.support.builders import MANY_AGREE, Staff, announced, hearing_result, keep, passed
from tests.support.clocks import GivenClock
from village_board.attachments.model import Attachment, AttachmentKind, MediaType
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.hearings.corrections import (
    CorrectionChangesResult,
    CorrectionReasonMissing,
    CorrectionWaits,
    NoCorrection,
    NotCorrectable,
    NothingCorrected,
    confirm_correction,
    correct_hearing,
    correct_resolution,
    drop_correction,
)
from village_board.hearings.minutes import (
    MoreSignedThanCame,
    NotSignedMinutes,
    keep_signed_minutes,
    make_minutes,
)
from village_board.hearings.model import Hearing, HearingConclusion, HearingStatus, Stance, Statement
from village_board.hearings.rules import CountsWrong, WrongMoment
from village_board.hearings.service import HearingResult, confirm_hearing, record_hearing_result
from village_board.i18n import translator
from village_board.notices.model import Delivery
from village_board.notices.service import subscribe
from village_board.paper.page import as_page
from village_board.paper.text import WIDTH, as_text
from village_board.people.service import OFFICE, SamePerson
from village_board.text.lines import cells

WHY = "照签到表核对"
EVIL = "<script>x</script>[/]\x1b[2J"


@pytest.fixture
def hearing(board: Board, staff: Staff, clock: GivenClock) -> Hearing:
    """A published hearing: 18 of 20 came, 15 agreed."""
    made = announced(board, staff)
    assert made.held_at is not None
    clock.move(date(2026, 9, 22), 18)
    with board.desk(staff.clerk) as desk:
        record_hearing_result(desk, made.id, hearing_result(made.held_at))
    with board.desk(staff.overseer) as desk:
        return confirm_hearing(desk, made.id)


def wording(board: Board, record: Hearing) -> str:
    """Return the words of a hearing's page on the kiosk."""
    sheet = HearingPage(record.id).read(shelf_of(board))
    return "\n".join(part.text for part in sheet.parts if isinstance(part, Words))


def test_a26_a_correction_is_a_new_entry_that_a_second_person_confirms(
    board: Board, staff: Staff, hearing: Hearing
) -> None:
    """A26: nothing changes before the second person; then old and new stand side by side, and subscribers are told."""
    # Guard: village_board/hearings/corrections.py:confirm_correction - one person could rewrite what was published
    with board.desk(OFFICE) as desk:
        subscribe(desk, 7, "zh-Hans")
    with board.desk(staff.director) as desk:
        written = correct_hearing(desk, hearing.id, {"present": "17", "in_favour": "14"}, WHY)
    assert (written.present, board.records().count(Delivery)) == (18, 0)
    assert "更正" not in wording(board, hearing)
    with pytest.raises(SamePerson), board.desk(staff.director) as desk:
        confirm_correction(desk, hearing.id)
    with board.desk(staff.overseer) as desk:
        done = confirm_correction(desk, hearing.id)
    assert isinstance(done, Hearing)
    assert (done.present, done.in_favour, done.status) == (17, 14, HearingStatus.PUBLISHED)
    (entry,) = done.corrections
    assert (entry.by, entry.confirmed_by) == (staff.director.id, staff.overseer.id)
    assert [(one.field, one.was, one.now) for one in entry.changed] == [
        ("present", "18", "17"),
        ("in_favour", "15", "14"),
    ]
    assert "实到由“18”改为“17”。理由：照签到表核对" in wording(board, hearing)
    assert board.records().count(Delivery) == 1


def test_what_a_correction_refuses(board: Board, staff: Staff, hearing: Hearing) -> None:
    """No reason, nothing wrong, a field that is none, counts that contradict each other, two at once, a villager."""
    refused = (
        ({"present": "18"}, WHY, NothingCorrected),
        ({"present": "17", "in_favour": "14"}, " ", CorrectionReasonMissing),
        ({"matter": "x"}, WHY, NotCorrectable),
        ({"changes": "x"}, WHY, NotCorrectable),
        ({"statement:9": "x"}, WHY, NotCorrectable),
        ({"present": "3"}, WHY, CountsWrong),
    )
    for given, why, error in refused:
        with pytest.raises(error), board.desk(staff.clerk) as desk:
            correct_hearing(desk, hearing.id, given, why)
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        correct_hearing(desk, hearing.id, {"present": "17"}, WHY)
    with board.desk(staff.clerk) as desk:
        correct_hearing(desk, hearing.id, {"abstained": "0"}, WHY)
    with pytest.raises(CorrectionWaits), board.desk(staff.clerk) as desk:
        correct_hearing(desk, hearing.id, {"present": "19"}, WHY)
    with board.desk(staff.clerk) as desk:
        assert drop_correction(desk, hearing.id).corrections == ()
    with pytest.raises(NoCorrection), board.desk(staff.overseer) as desk:
        confirm_correction(desk, hearing.id)


def test_a25_a_correction_never_changes_what_it_came_to(board: Board, staff: Staff, hearing: Hearing) -> None:
    """A25: counts that would have missed the quorum or the majority are no correction; the ways out are named."""
    # Guard: village_board/hearings/corrections.py:_check_hearing - a published result would turn into another one
    for given in (
        {"present": "13", "in_favour": "12", "against": "1", "abstained": "0"},
        {"in_favour": "4", "against": "13"},
    ):
        with pytest.raises(CorrectionChangesResult) as refused, board.desk(staff.clerk) as desk:
            correct_hearing(desk, hearing.id, given, WHY)
        assert "撤回事项" in translator().say(refused.value.message)


def test_a_vote_is_corrected_within_its_result_only(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The same holds for a vote: the sentence names the objection before anything is carried out."""
    vote = passed(board, staff, clock)
    with board.desk(staff.clerk) as desk:
        correct_resolution(desk, vote.id, {"in_favour": "27", "against": "2"}, WHY)
    with board.desk(staff.overseer) as desk:
        assert confirm_correction(desk, vote.id).in_favour == 27
    with pytest.raises(CorrectionChangesResult) as refused, board.desk(staff.clerk) as desk:
        correct_resolution(desk, vote.id, {"in_favour": "12", "against": "17"}, WHY)
    assert "异议" in translator().say(refused.value.message)


def test_what_nobody_confirmed_is_sent_back_and_not_corrected(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A record that waits for its second person is no published result."""
    made = announced(board, staff)
    assert made.held_at is not None
    clock.move(date(2026, 9, 22), 18)
    with board.desk(staff.clerk) as desk:
        record_hearing_result(desk, made.id, hearing_result(made.held_at))
    with pytest.raises(WrongMoment), board.desk(staff.clerk) as desk:
        correct_hearing(desk, made.id, {"present": "17"}, WHY)


class Tags(HTMLParser):
    """Remembers the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name in ("src", "href") or name.startswith("on") for name, _ in attrs)


def test_the_minutes_hold_the_record_and_nothing_active(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Facts 1.6: counts, speeches with names, boxes, number and hash; villagers' words are literal in both forms."""
    # Guard: village_board/paper/page.py:_words - a villager's words would be a part of the page
    made = announced(board, staff, plan=EVIL)
    assert made.held_at is not None
    clock.move(date(2026, 9, 22), 18)
    spoken = (Statement(1, "村民", Stance.CHANGE, EVIL + "很长的一句话" * 40, "李阿福"),)
    result = HearingResult(made.held_at, MANY_AGREE, HearingConclusion.PASSED, statements=spoken)
    with pytest.raises(WrongMoment), board.desk(staff.clerk) as desk:
        make_minutes(desk, made.id, "试验村")
    with board.desk(staff.clerk) as desk:
        record_hearing_result(desk, made.id, result)
        sheet = make_minutes(desk, made.id, "试验村")
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        make_minutes(desk, made.id, "试验村")
    text, page = as_text(sheet, translator()), as_page(sheet, translator())
    for form in (text, page):
        assert all(words in form for words in ("试验村听证笔录", "李阿福", "应到20人，实到18人", made.id, "尚未确认"))
        assert "\x1b" not in form
    assert all(cells(line) <= WIDTH for line in text.splitlines())
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.seen
    assert page.count('class="box"') == 3 + 18


def test_signed_minutes_are_named_with_their_hash(board: Board, staff: Staff, hearing: Hearing) -> None:
    """The sheet that came back is bound by its sha256; who signed is ticked, never more than came."""
    common = {"subject": hearing.id, "caption": "签名笔录", "size": 9, "media_type": MediaType.PDF}
    (signed, plan) = keep(
        board,
        Attachment(kind=AttachmentKind.SIGNED_MINUTES, sha256="a" * 64, **common),
        Attachment(kind=AttachmentKind.PLAN, sha256="b" * 64, **common),
    )
    assert "a" * 64 in wording(board, hearing).replace("\n", "")
    with pytest.raises(NotSignedMinutes), board.desk(staff.clerk) as desk:
        keep_signed_minutes(desk, plan.id, ["chair"])
    with pytest.raises(MoreSignedThanCame), board.desk(staff.clerk) as desk:
        keep_signed_minutes(desk, signed.id, ["chair"], 19)
    with board.desk(staff.clerk) as desk:
        kept = keep_signed_minutes(desk, signed.id, ["recorder", "chair"], 18)
    assert kept.signed_sheets[0].signers == ("chair", "recorder", "participants")
    assert "参会人18名" in wording(board, hearing)
