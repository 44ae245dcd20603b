"""Drafts of results: kept at every step, bound to what they are about, one for all faces (A14-A17, P3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.support.builders import Staff, announced, convened
from tests.support.clocks import GivenClock
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.hearings.answers import NumberUnfit, TimeUnfit, read_number, read_time, time_text
from village_board.hearings.drafts_reading import drafts_of, to_confirm, to_record
from village_board.hearings.drafts_service import (
    DraftElsewhere,
    DraftOutdated,
    NotYourDraft,
    drop_draft,
    empty_draft,
    keep_answers,
    open_draft,
    submit_draft,
)
from village_board.hearings.model import (
    Ballot,
    Category,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    Stance,
)
from village_board.hearings.result_draft import Question, ResultDraft, Speech, next_question
from village_board.hearings.rules import WrongMoment
from village_board.hearings.schedule import postpone_hearing

ANSWERS = {
    Question.PRESENT: "18",
    Question.IN_FAVOUR: "15",
    Question.AGAINST: "2",
    Question.ABSTAINED: "1",
    Question.CONCLUSION: "passed",
}


@pytest.fixture
def hearing(board: Board, staff: Staff, clock: GivenClock) -> Hearing:
    """A hearing whose day is over."""
    made = announced(board, staff)
    clock.move(date(2026, 9, 22), 18)
    return made


def filled(board: Board, staff: Staff, hearing: Hearing, **more: str) -> ResultDraft:
    """Return a kept draft of the clerk with a whole result."""
    with board.desk(staff.clerk) as desk:
        draft = open_draft(desk, hearing.id).draft
        for question, text in (ANSWERS | {Question(name): text for name, text in more.items()}).items():
            draft = draft.with_answer(question, text)
        return keep_answers(desk, draft)


def test_a_draft_is_begun_with_what_the_notice_says_and_gone_on_with(
    board: Board, staff: Staff, hearing: Hearing
) -> None:
    """Time and invited are known; the same person finds the same draft, whichever way they come."""
    with board.desk(staff.clerk) as desk:
        opened = open_draft(desk, hearing.id)
        assert (opened.draft.answer(Question.HELD), opened.draft.answer(Question.DUE)) == ("2026-09-22 14:30", "20")
        assert next_question(opened.draft, opened.frame) is Question.PRESENT
        keep_answers(desk, opened.draft.with_answer(Question.PRESENT, "18"))
    with board.desk(staff.clerk) as desk:
        assert open_draft(desk, hearing.id).draft.answer(Question.PRESENT) == "18"
    assert len(drafts_of(board.records(), staff.clerk.id)) == 1


def test_a_whole_draft_is_recorded_and_gone(board: Board, staff: Staff, hearing: Hearing) -> None:
    """Submitting records by the service that records anyway, with the speeches numbered, and removes the draft."""
    draft = filled(board, staff, hearing)
    speech = Speech("听证代表", Stance.CHANGE, "再加两盏", "李四", named=False)
    with board.desk(staff.clerk) as desk:
        draft = keep_answers(desk, replace(draft, speeches=(speech, replace(speech, named=True))))
        done = submit_draft(desk, draft.id)
    assert isinstance(done, Hearing)
    assert (done.status, done.conclusion, done.recorded_by) == (
        HearingStatus.RECORDED,
        HearingConclusion.PASSED,
        staff.clerk.id,
    )
    assert [(one.slip, one.named_in_public) for one in done.statements] == [(1, False), (2, True)]
    assert board.records().count(ResultDraft) == 0
    assert [one.id for one in to_confirm(board.records())] == [hearing.id]


def test_a17_a_draft_of_what_was_changed_meanwhile_is_refused_and_kept(
    board: Board, staff: Staff, hearing: Hearing
) -> None:
    """A17: the refusal names who changed what; opened again, the counts are there and the time is asked anew."""
    # Guard: village_board/hearings/drafts_service.py:submit_draft - it would be recorded for a time that is no more
    draft = filled(board, staff, hearing)
    with board.desk(staff.director) as desk:
        postpone_hearing(desk, hearing.id, None, "下雨")
    with pytest.raises(DraftOutdated) as refused, board.desk(staff.clerk) as desk:
        submit_draft(desk, draft.id)
    assert refused.value.facts["person"] == "郑立新"
    with board.desk(staff.clerk) as desk:
        opened = open_draft(desk, hearing.id)
        assert isinstance(opened.changed, DraftOutdated)
        assert opened.draft.answer(Question.PRESENT) == "18"
        assert next_question(opened.draft, opened.frame) is Question.HELD
    with board.desk(staff.clerk) as desk:
        assert open_draft(desk, hearing.id).changed is None


def test_a_draft_is_its_persons_own(board: Board, staff: Staff, hearing: Hearing) -> None:
    """Nobody else goes on with it, records it or gives it up; a second person has a draft of their own."""
    # Guard: village_board/hearings/drafts_service.py:own_draft
    draft = filled(board, staff, hearing)
    for act in (submit_draft, drop_draft, empty_draft):
        with pytest.raises(NotYourDraft), board.desk(staff.director) as desk:
            act(desk, draft.id)
    with board.desk(staff.director) as desk:
        assert open_draft(desk, hearing.id).draft.answer(Question.PRESENT) == ""
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        open_draft(desk, hearing.id)


def test_two_screens_of_one_draft(board: Board, staff: Staff, hearing: Hearing) -> None:
    """The second screen learns that the draft was written elsewhere; what the first one wrote stays."""
    draft = filled(board, staff, hearing)
    with board.desk(staff.clerk) as desk:
        keep_answers(desk, draft.with_answer(Question.PRESENT, "17"))
    with pytest.raises(DraftElsewhere), board.desk(staff.clerk) as desk:
        keep_answers(desk, draft.with_answer(Question.PRESENT, "16"))
    assert drafts_of(board.records(), staff.clerk.id)[0].answer(Question.PRESENT) == "17"


def test_what_was_recorded_has_no_draft_any_more(board: Board, staff: Staff, hearing: Hearing) -> None:
    """A second draft on a recorded hearing can be neither opened nor recorded; it can be given up."""
    mine = filled(board, staff, hearing)
    with board.desk(staff.director) as desk:
        theirs = open_draft(desk, hearing.id).draft
    with board.desk(staff.clerk) as desk:
        submit_draft(desk, mine.id)
    for act, subject in ((open_draft, hearing.id), (submit_draft, theirs.id)):
        with pytest.raises(WrongMoment), board.desk(staff.director) as desk:
            act(desk, subject)
    with board.desk(staff.director) as desk:
        drop_draft(desk, theirs.id)


def test_the_ballot_as_it_was_held_is_recorded(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A vote convened by name and held in secret is recorded so; sent back it stands as it was convened."""
    vote = convened(board, staff)
    clock.move(date(2026, 9, 14))
    assert [one.id for one in to_record(board.records())] == [vote.id]
    with board.desk(staff.clerk) as desk:
        draft = open_draft(desk, vote.id).draft.with_answer(Question.BALLOT, Ballot.SECRET.value)
        for question, text in {Question.DUE: "42", **ANSWERS, Question.PRESENT: "30", Question.IN_FAVOUR: "25"}.items():
            draft = draft.with_answer(question, text)
        done = submit_draft(desk, keep_answers(desk, draft).id)
    assert isinstance(done, Resolution)
    assert (done.ballot, done.result) == (Ballot.SECRET, ResolutionResult.PASSED)


def test_a_levy_asks_for_households(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Where the rule counts households, they are asked; elsewhere they are not."""
    levy = convened(board, staff, category=Category.LEVY)
    with board.desk(staff.clerk) as desk:
        opened = open_draft(desk, levy.id)
        draft = opened.draft.with_answer(Question.DUE, "42").with_answer(Question.PRESENT, "30")
        assert next_question(draft, opened.frame) is Question.HOUSEHOLDS_DUE


@pytest.mark.parametrize(("text", "number"), [("18", 18), (" １８ ", 18), ("", None), ("000007", 7)])
def test_numbers_as_people_type_them(text: str, number: int | None) -> None:
    """Full-width digits of an input method are digits."""
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["很多", "-1", "1.5", "1234567"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Letters, signs, fractions and slips of the finger are no counts."""
    with pytest.raises(NumberUnfit):
        read_number(text)


@pytest.mark.parametrize(
    "text", ["2026-09-22 14:30", "2026年9月22日 14点30分", "2026/9/22 14:30", "２０２６-09-22T14:30"]
)
def test_times_as_people_type_them(text: str) -> None:
    """A time is read in the ways in which it is written, and written in one."""
    when = read_time(text)
    assert when is not None
    assert time_text(when) == "2026-09-22 14:30"


@pytest.mark.parametrize("text", ["2026-02-30", "14:30", "明天", "2026-09-22 25:00", "0001-01-01"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """A day that no calendar has is none."""
    with pytest.raises(TimeUnfit):
        read_time(text)
