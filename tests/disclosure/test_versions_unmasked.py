"""Two versions of one list never undo a mask, whether the list is text or a file; no unmasked copy stays public."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import where

from tests.attachments.making import docx, file
from tests.disclosure.hands import LEAK, corrected, drafted, published, signed, submitted
from tests.support.builders import Staff, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.attachments.model import Attachment, AttachmentKind, Visibility
from village_board.attachments.passing import FileStopped, pass_attachment
from village_board.attachments.reading import all_attachments, public_attachments
from village_board.attachments.service import attach, mask_attachment, withdraw_attachment
from village_board.board import Board
from village_board.disclosure.correcting import correct_item
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.refusals import MaskUndone, NothingDiffers
from village_board.disclosure.rescanning import rescan_items
from village_board.disclosure.service import override_gate


@pytest.fixture
def board(tmp_path: Path, clock: GivenClock) -> Iterator[Board]:
    """A board whose files lie in a folder."""
    made = memory_board(clock, tmp_path)
    yield made
    made.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    """Its people."""
    return hire(board)


def correcting(board: Board, staff: Staff, old: Item, content: str | None) -> Item:
    """Draft a correction."""
    with board.desk(staff.clerk) as desk:
        return correct_item(desk, old.id, content, what="名单", why="遮盖方式有误")


def given(board: Board, staff: Staff, subject: str, words: str, replaces: str = "") -> Attachment:
    """Attach a list."""
    with board.desk(staff.clerk) as desk:
        return attach(
            desk,
            board.attachments,
            subject,
            file(docx("名单", words), "名单.docx"),
            kind=AttachmentKind.ANNEX,
            caption="名单",
            replaces=replaces,
        )


def passed(board: Board, staff: Staff, id: str, reason: str = "") -> Attachment:  # noqa: A002
    """Pass a file as the overseer."""
    with board.desk(staff.overseer) as desk:
        return pass_attachment(desk, board.attachments, id, reason)


def test_a_correction_that_masks_otherwise_is_stopped_until_a_second_person_overrides(
    board: Board, staff: Staff
) -> None:
    """The old version shows one end of the number, the new one the other: together they rebuild it."""
    # Guard: disclosure/screening.py:look_before - the correction of a list unmasks it.
    old = published(board, staff, content="领取人 张三 138****8000")
    made = correcting(board, staff, old, "领取人 张三 1380013****")
    with pytest.raises(MaskUndone, match="earlier version"):
        submitted(board, staff.clerk, made.id)
    assert board.records().get(Item, made.id).status is ItemStatus.DRAFT
    with board.desk(staff.overseer) as desk:
        kept = override_gate(desk, board.attachments, made.id, "两个号码都是示例")
    assert kept.overrides[0].kinds == ("mobile",)
    assert signed(board, staff, made.id).status is ItemStatus.PUBLISHED


def test_the_version_that_leaked_is_shown_no_more_once_the_masked_one_is_signed(board: Board, staff: Staff) -> None:
    """No unmasked copy stays where the public reaches it; why stands with it."""
    # Guard: disclosure/service.py:_hide - the number hangs on as an earlier version.
    keep(
        board, Item(number="GK-9", name="补贴名单", content=f"张三 {LEAK}", imported=True, status=ItemStatus.PUBLISHED)
    )
    old = board.records().one(Item, where("number") == "GK-9")
    assert old is not None
    done = corrected(board, staff, old, "张三 领取人身份证号 320*************22")
    before = board.records().get(Item, old.id)
    assert (done.hides, before.status, before.public) == ((old.id,), ItemStatus.WITHDRAWN, False)
    assert before.taken_down is not None
    assert before.taken_down.reason == "一批退货后没有扣除"
    assert rescan_items(board, staff.clerk).flagged == ()


def test_an_ordinary_correction_leaves_the_old_version_readable(board: Board, staff: Staff) -> None:
    """Only what must not be public is hidden."""
    old = published(board, staff)
    corrected(board, staff, old, "办公用品2批 2,400.00元")
    assert board.records().get(Item, old.id).status is ItemStatus.SUPERSEDED


def test_a_correction_carries_the_files_and_a_better_list_replaces_one(board: Board, staff: Staff) -> None:
    """The clerk finds the files at the new version, as they were passed; the old version keeps its own."""
    # Guard: disclosure/correcting.py:_carry - the corrected item stands without its list.
    old = published(board, staff)
    listed = passed(board, staff, given(board, staff, old.id, "张某 一百元").id)
    made = correcting(board, staff, old, "办公用品2批 2,400.00元")
    (carried,) = all_attachments(board.records(), made.id)
    assert (carried.sha256, carried.visibility, carried.id != listed.id) == (listed.sha256, Visibility.PUBLIC, True)
    better = given(board, staff, made.id, "张某 二百元", replaces=carried.id)
    signed(board, staff, made.id)
    passed(board, staff, better.id)
    assert [one.id for one in public_attachments(board.records(), made.id)] == [better.id]
    assert [one.id for one in public_attachments(board.records(), old.id)] == [listed.id]


def test_only_the_files_may_be_corrected_and_nothing_at_all_may_not(board: Board, staff: Staff) -> None:
    """Without a new text the files must differ; a correction that corrects nothing is refused."""
    # Guard: disclosure/service.py:submit_item - a new version says it corrects and does not.
    old = published(board, staff)
    listed = passed(board, staff, given(board, staff, old.id, "张某 一百元").id)
    made = correcting(board, staff, old, None)
    with pytest.raises(NothingDiffers):
        submitted(board, staff.clerk, made.id)
    (carried,) = all_attachments(board.records(), made.id)
    with board.desk(staff.overseer) as desk:
        withdraw_attachment(desk, carried.id, "数字有误")
    given(board, staff, made.id, "张某 二百元")
    assert signed(board, staff, made.id).content == old.content
    assert board.records().get(Attachment, listed.id).visibility is Visibility.PUBLIC


def test_a_file_with_personal_data_is_not_passed_without_a_reason(board: Board, staff: Staff) -> None:
    """Whoever passes it looked, and the machine did too; the reason is kept with the file."""
    # Guard: attachments/passing.py:stopped_by - a list is added to a published item and leaks until the night.
    item = published(board, staff)
    listed = given(board, staff, item.id, LEAK)
    with pytest.raises(FileStopped) as caught:
        passed(board, staff, listed.id)
    assert LEAK[-18:] not in str(caught.value)
    kept = passed(board, staff, listed.id, "示例号码，不属于任何人")
    assert (kept.public, kept.overridden) == (True, "示例号码，不属于任何人")
    assert rescan_items(board, staff.clerk).flagged == ()


def test_a_newer_list_that_undoes_the_mask_of_an_older_one_is_not_passed(board: Board, staff: Staff) -> None:
    """P13: also where the older list hangs with the version before."""
    # Guard: attachments/passing.py:_once_public - two lists of one payment give the numbers away.
    old = published(board, staff)
    first = given(board, staff, old.id, "张三 138****8000")
    passed(board, staff, first.id)
    second = given(board, staff, old.id, "张三 1380013****")
    with pytest.raises(FileStopped, match="older version"):
        passed(board, staff, second.id)
    made = correcting(board, staff, old, "办公用品2批 2,400.00元")
    third = given(board, staff, made.id, "张三 1*80013****")
    with pytest.raises(FileStopped):
        passed(board, staff, third.id)


def test_what_leaked_and_was_taken_back_is_answered_by_the_masked_copy(board: Board, staff: Staff) -> None:
    """The remedy of a leak is not stopped by the leak."""
    item = published(board, staff)
    listed = given(board, staff, item.id, f"张三 {LEAK}")
    passed(board, staff, listed.id, "没有看出来")
    with board.desk(staff.overseer) as desk:
        withdraw_attachment(desk, listed.id, "身份证号没有遮盖")
    again = given(board, staff, item.id, "张三 领取人身份证号 320*************22")
    assert passed(board, staff, again.id).overridden == ""


def test_a_masked_copy_is_passed_as_before(board: Board, staff: Staff) -> None:
    """The original never was public: it undoes nothing."""
    item = drafted(board, staff.clerk)
    listed = given(board, staff, item.id, f"张三 {LEAK}")
    with board.desk(staff.clerk) as desk:
        copy = mask_attachment(
            desk, board.attachments, listed.id, file(docx("名单", "张三 320*************22"), "遮盖.docx")
        )
    assert passed(board, staff, copy.id).public
