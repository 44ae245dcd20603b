"""Giving, masking, passing and taking back (P13)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.attachments.making import file, pdf, png
from tests.support.builders import Staff, keep
from village_board.attachments.model import Attachment, AttachmentKind, Visibility
from village_board.attachments.passing import pass_attachment
from village_board.attachments.reading import all_attachments, public_attachments, public_state
from village_board.attachments.service import (
    AlreadyAttached,
    AttachedToAttachment,
    AttachmentNotReady,
    CaptionMissing,
    CaptionUnfit,
    NothingMasked,
    NotMasked,
    ReplacesAnother,
    WithdrawalUnexplained,
    attach,
    file_limits,
    mask_attachment,
    withdraw_attachment,
)
from village_board.base.errors import NotFound, NotPermitted
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.people.model import Actor
from village_board.people.service import SamePerson

K = AttachmentKind


def given(board: Board, who: Actor, subject: str, text: str = "A", kind: K = K.PLAN, **values: str) -> Attachment:
    """Attach a PDF that says `text`."""
    with board.desk(who) as desk:
        caption = values.pop("caption", "路灯方案")
        return attach(desk, board.attachments, subject, file(pdf(text)), kind=kind, caption=caption, **values)


def masked(board: Board, who: Actor, original: Attachment, text: str = "masked") -> Attachment:
    """Give a masked copy."""
    with board.desk(who) as desk:
        return mask_attachment(desk, board.attachments, original.id, file(pdf(text)))


def passed(board: Board, who: Actor, attachment: Attachment) -> Attachment:
    """Pass it."""
    with board.desk(who) as desk:
        return pass_attachment(desk, board.attachments, attachment.id)


def withdrawn(board: Board, who: Actor, attachment: Attachment, reason: str = "遮得不够") -> Attachment:
    """Take it back."""
    with board.desk(who) as desk:
        return withdraw_attachment(desk, attachment.id, reason)


def shown(board: Board, subject: str) -> list[str]:
    """Return the ids of what a villager may open."""
    return [one.id for one in public_attachments(board.records(), subject)]


def test_what_was_given_is_for_the_office_only(board: Board, staff: Staff, subject: str) -> None:
    """P13: its record holds sum, size, kind and name; the file lies under its sum; a villager sees nothing."""
    # Guard: attachments/model.py:Attachment.visibility - every upload would be public at once.
    made = given(board, staff.clerk, subject)
    assert (made.visibility, made.uploaded_by) == (Visibility.INTERNAL, staff.clerk.id)
    assert (made.size, made.file_name) == (len(pdf("A")), "方案.pdf")
    assert board.attachments.path_of(made.sha256).read_bytes() == pdf("A")
    assert all_attachments(board.records(), subject) == [made]
    assert not made.public
    assert shown(board, subject) == []
    state = public_state(board.records(), subject)
    assert state.in_hall == 1
    assert str(state.message) == "The original can be seen in the hall."
    assert board.verify().misfit is None


def test_the_sum_is_of_what_is_kept(board: Board, staff: Staff, subject: str) -> None:
    """After cleaning: the sum of the photograph with its place would fit nothing."""
    with board.desk(staff.clerk) as desk:
        made = attach(desk, board.attachments, subject, file(png(), "a.png"), kind=K.PHOTO, caption="公告照片")
    kept = board.attachments.path_of(made.sha256).read_bytes()
    assert len(kept) == made.size != len(png())
    assert board.attachments.is_whole(made.sha256)


def test_a_second_person_passes(board: Board, staff: Staff, subject: str) -> None:
    """P13: not who gave it, and not the clerk's machine alone; then a villager sees it."""
    # Guard: attachments/passing.py:pass_attachment - one person publishes what one person gave.
    made = given(board, staff.director, subject)
    with pytest.raises(SamePerson):
        passed(board, staff.director, made)
    with pytest.raises(NotPermitted):
        passed(board, staff.clerk, made)
    done = passed(board, staff.overseer, made)
    assert (done.public, done.passed_by) == (True, staff.overseer.id)
    assert shown(board, subject) == [made.id]
    assert public_state(board.records(), subject).message is None
    with pytest.raises(AttachmentNotReady):
        passed(board, staff.secretary, made)


@pytest.mark.parametrize("kind", [K.VOUCHER, K.SIGNED_MINUTES, K.CONTRACT])
def test_a_voucher_becomes_public_by_a_masked_copy_only(
    board: Board, staff: Staff, subject: str, kind: AttachmentKind
) -> None:
    """P13: it carries signatures, cards and identity numbers; the original stays in the hall for ever."""
    # Guard: attachments/rules.py:MASK_FIRST - a bank card goes round the village.
    original = given(board, staff.clerk, subject, kind=kind)
    with pytest.raises(NotMasked, match="masked copy"):
        passed(board, staff.overseer, original)
    copy = masked(board, staff.clerk, original)
    assert (copy.visibility, copy.original, copy.kind, copy.caption) == (
        Visibility.MASKED, original.id, kind, original.caption,
    )  # fmt: skip
    assert shown(board, subject) == []
    passed(board, staff.overseer, copy)
    assert shown(board, subject) == [copy.id]
    assert public_state(board.records(), subject).in_hall == 0
    assert not board.records().get(Attachment, original.id).public


def test_a_masked_copy_is_another_file_of_an_original(board: Board, staff: Staff, subject: str) -> None:
    """The same file masks nothing; a masked copy, a public and a withdrawn file are no originals."""
    original = given(board, staff.clerk, subject, "A", K.VOUCHER)
    with pytest.raises(NothingMasked):
        masked(board, staff.clerk, original, "A")
    copy = masked(board, staff.clerk, original)
    with pytest.raises(AttachmentNotReady):
        masked(board, staff.clerk, copy, "again")
    plan = given(board, staff.clerk, subject, "B")
    passed(board, staff.overseer, plan)
    with pytest.raises(AttachmentNotReady):
        masked(board, staff.clerk, plan, "again")
    withdrawn(board, staff.clerk, original)
    with pytest.raises(AttachmentNotReady, match="taken back"):
        masked(board, staff.clerk, original, "again")
    with pytest.raises(AttachmentNotReady):
        passed(board, staff.overseer, copy)


def test_a_better_masked_copy_replaces_the_earlier_one(board: Board, staff: Staff, subject: str) -> None:
    """The earlier one stays readable as such; the list shows the better one once it is passed."""
    original = given(board, staff.clerk, subject, "A", K.VOUCHER)
    first = passed(board, staff.overseer, masked(board, staff.clerk, original, "first"))
    second = masked(board, staff.clerk, original, "second")
    assert second.replaces == first.id
    assert shown(board, subject) == [first.id]
    passed(board, staff.overseer, second)
    assert shown(board, subject) == [second.id]
    assert [one.id for one in public_state(board.records(), subject).earlier] == [first.id]


def test_a_better_copy_is_a_new_attachment(board: Board, staff: Staff, subject: str) -> None:
    """Nothing is written over: old record and old file stay; replaced is once, and of the same record."""
    # Guard: attachments/service.py:_check_replaced - the plan that was decided on is gone.
    old = given(board, staff.clerk, subject, "old")
    new = given(board, staff.clerk, subject, "new", replaces=old.id)
    assert board.records().get(Attachment, old.id) == old
    assert board.attachments.is_whole(old.sha256)
    assert public_state(board.records(), subject).in_hall == 1
    with pytest.raises(ReplacesAnother):
        given(board, staff.clerk, subject, "third", replaces=old.id)
    (item,) = keep(board, Item(number="GK-9", name="别的"))
    with pytest.raises(ReplacesAnother):
        given(board, staff.clerk, item.id, "third", replaces=new.id)


def test_taken_back_is_out_of_sight_and_kept(board: Board, staff: Staff, subject: str) -> None:
    """With reason, day and person; it is never passed again; the file stays for whoever must prove what was shown."""
    # Guard: attachments/service.py:withdraw_attachment - a leak stays on the wall until a programmer comes.
    made = passed(board, staff.overseer, given(board, staff.clerk, subject))
    with pytest.raises(WithdrawalUnexplained):
        withdrawn(board, staff.clerk, made, " \u200b ")
    done = withdrawn(board, staff.clerk, made)
    assert (done.withdrawn_by, done.reason, done.passed_by) == (staff.clerk.id, "遮得不够", staff.overseer.id)
    assert shown(board, subject) == []
    assert public_state(board.records(), subject).in_hall == 0
    assert board.attachments.is_whole(made.sha256)
    with pytest.raises(AttachmentNotReady):
        withdrawn(board, staff.clerk, made)
    with pytest.raises(AttachmentNotReady):
        passed(board, staff.secretary, made)


def test_nothing_is_shown_of_a_record_that_is_not_public(board: Board, staff: Staff) -> None:
    """Also where the file itself was passed: a draft's annex waits for the draft."""
    # Guard: attachments/reading.py:public_state - the annex tells what the draft hides.
    (item,) = keep(board, Item(number="GK-8", name="草稿", status=ItemStatus.DRAFT))
    passed(board, staff.overseer, given(board, staff.clerk, item.id))
    assert shown(board, item.id) == []
    assert public_state(board.records(), item.id).in_hall == 0


def test_a_file_belongs_to_a_record_that_is_there(board: Board, staff: Staff, subject: str) -> None:
    """Not to nothing, and not to another file."""
    made = given(board, staff.clerk, subject)
    for nothing in ("h2222222", "nonsense", ""):
        with pytest.raises(NotFound):
            given(board, staff.clerk, nothing, "B")
    with pytest.raises(AttachedToAttachment):
        given(board, staff.clerk, made.id, "B")
    with pytest.raises(CaptionMissing):
        given(board, staff.clerk, subject, "B", caption="\u200b ")


def test_the_same_file_twice_is_one_file(board: Board, staff: Staff, subject: str) -> None:
    """On one record it is refused with the name of the first; on another it is a second record of one file."""
    # Guard: attachments/files.py:AttachmentStore.keep - a plan that ten items share fills the disk ten times.
    made = given(board, staff.clerk, subject)
    with pytest.raises(AlreadyAttached, match=made.id):
        given(board, staff.clerk, subject)
    (item,) = keep(board, Item(number="GK-9", name="别的"))
    other = given(board, staff.clerk, item.id)
    assert other.sha256 == made.sha256
    assert list(board.attachments.contents()) == [made.sha256]


@pytest.mark.parametrize("who", ["villager", "township"])
@pytest.mark.parametrize("act", [given, masked, passed, withdrawn])
def test_who_holds_no_office_of_the_village_does_none_of_it(
    board: Board, staff: Staff, subject: str, who: str, act: Callable[..., Attachment]
) -> None:
    """Villagers and the township look; nothing is written, no file either."""
    made = given(board, staff.clerk, subject)
    with pytest.raises(NotPermitted):
        act(board, getattr(staff, who), subject if act is given else made, "B") if act is not passed else passed(
            board, getattr(staff, who), made
        )
    assert list(board.attachments.contents()) == [made.sha256]


def test_the_limits_are_the_village_s_own(board: Board) -> None:
    """They stand in data with source and bounds, in bytes."""
    limits = file_limits(board.records())
    assert limits.picture == limits.sound == limits.table == 20 << 20
    assert limits.largest == limits.pdf == 50 << 20
    assert (limits.pixels, limits.pages) == (50_000_000, 1000)


def test_p13_a_caption_with_personal_data_is_refused_with_its_place(board: Board, staff: Staff, subject: str) -> None:
    """A mobile number in a caption would stand on the wall: neither the file nor its masked copy takes it."""
    # Guard: attachments/service.py:_check_caption - the kiosk shows what the gate never saw.
    with pytest.raises(CaptionUnfit) as refused:
        given(board, staff.clerk, subject, caption="王小二 13812345678 的申请")
    assert "caption" in str(refused.value.message)
    assert "13812345678" not in str(refused.value.message)
    assert all_attachments(board.records(), subject) == []
    made = given(board, staff.clerk, subject)
    with pytest.raises(CaptionUnfit), board.desk(staff.clerk) as desk:
        mask_attachment(desk, board.attachments, made.id, file(pdf("m")), "电话13812345678")
