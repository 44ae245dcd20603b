"""Forms of hearings and meetings beside announce and record: voices, the roll, corrections, levies (P10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tinydb import where

from kiosk.desk.rooms import (
    correcting_forms,
    direct_forms,
    levy_forms,
    meeting_forms,
    meeting_more,
    questioning,
    roll_forms,
    rolls,
    services,
    voice_forms,
    voices,
)
from tests.kiosk.desk_pure import ENGLISH, done, filled, refused
from tests.support.builders import (
    MANY_AGREE,
    TODAY,
    Staff,
    announced,
    convened,
    hearing_result,
    hire,
    keep,
    memory_board,
    passed,
)
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.hearings.bodies_service import delegations_told
from village_board.hearings.corrections import waiting_correction
from village_board.hearings.law import category_rule
from village_board.hearings.model import (
    Ballot,
    Body,
    Category,
    CorrectedField,
    Hearing,
    HearingStatus,
    Resolution,
    ResultCorrection,
)
from village_board.hearings.service import confirm_hearing, record_hearing_result
from village_board.people.model import Person


@pytest.fixture
def clock() -> GivenClock:
    return GivenClock(TODAY)


@pytest.fixture
def board(clock: GivenClock) -> Iterator[Board]:
    board = memory_board(clock)
    keep(
        board,
        *(Person(number=f"2{n:03d}", name=f"代表{n}", representative=True, household=f"H{n}") for n in range(1, 41)),
    )
    yield board
    board.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    return hire(board)


def heard(board: Board, staff: Staff, clock: GivenClock) -> Hearing:
    """Return a hearing that was held, recorded and confirmed."""
    hearing = announced(board, staff)
    assert hearing.held_at is not None
    clock.move(TODAY + timedelta(days=21), 18)
    with board.desk(staff.clerk) as desk:
        record_hearing_result(desk, hearing.id, hearing_result(hearing.held_at, MANY_AGREE))
    with board.desk(staff.overseer) as desk:
        return confirm_hearing(desk, hearing.id)


def test_somebody_without_a_phone_registers_and_withdraws(board: Board, staff: Staff) -> None:
    """P20: from the register or by name, with a slip; without places, twice, or nobody named: each at its field."""
    hearing = announced(board, staff)
    given = {"class": "villagers", "person": "2001"}
    where, words = refused(board, staff.clerk, voice_forms.REGISTER, hearing.id, **given)
    assert where == "class"
    assert "Set the places" in words
    places = {"interested": "14", "villagers": "1"}
    done(board, staff.clerk, meeting_forms.places_form(), hearing.id, **places)
    assert refused(board, staff.clerk, voice_forms.REGISTER, hearing.id, **{"class": "villagers"})[0] == "person"
    made = done(board, staff.clerk, voice_forms.REGISTER, hearing.id, **given)
    where, words = refused(board, staff.clerk, voice_forms.REGISTER, hearing.id, **given)
    assert (where, made.slip in words, "You " in words) == ("person", True, False)
    waits = done(
        board, staff.clerk, voice_forms.REGISTER, hearing.id, **{"class": "villagers", "name": "钱大", "group": "2"}
    )
    assert waits.waits_at == 1
    done(board, staff.clerk, voice_forms.WITHDRAW, made.registration.id)
    with board.reading() as records:
        rows = voices._rows(records, records.get(Hearing, hearing.id), ENGLISH)
    assert any("钱大" in row.words and "with a place" in row.more for row in rows)
    assert any(": 1 of 1 places" in row.words for row in rows if not row.id)


def test_a_written_opinion_is_taken_in_for_somebody(board: Board, staff: Staff) -> None:
    """Stance, words and class; the name is public by their own wish alone."""
    hearing = announced(board, staff)
    given = {"stance": "against", "class": "villagers", "person": "2002"}
    assert refused(board, staff.clerk, voice_forms.OPINION, hearing.id, **given, content=" ")[0] == "content"
    assert refused(board, staff.clerk, voice_forms.OPINION, hearing.id, **given, content="好" * 6000)[0] == "content"
    made = done(board, staff.clerk, voice_forms.OPINION, hearing.id, **given, content="太贵了")
    assert (made.opinion.content, made.opinion.named) == ("太贵了", "")


def test_a_confirmed_result_is_corrected_by_two(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A26: one writes, another confirms; the same person, no reason, no change, another result: refused and kept."""
    # Guard: hearings/corrections.py:confirm_correction - one person alone would change a result.
    hearing = heard(board, staff, clock)
    form = correcting_forms.HEARING
    assert refused(board, staff.director, form, hearing.id, present="19", reason=" ")[0] == "reason"
    assert refused(board, staff.director, form, hearing.id, reason="错")[1].startswith("Nothing differs")
    assert refused(board, staff.director, form, hearing.id, present="3", reason="错")[0] == "present"
    assert refused(board, staff.director, form, hearing.id, in_favour="1", against="17", abstained="0", reason="错")
    assert refused(board, staff.director, form, hearing.id, speech="4", said="好", reason="错")[0] == "speech"
    written = done(board, staff.director, form, hearing.id, present="19", abstained="2", reason="签到册为十九人")
    assert waiting_correction(written) is not None
    with board.reading() as records:
        said = [words for words, _ in correcting_forms.waiting_lines(written, records, ENGLISH)]
    assert any("from 18 to 19" in line for line in said)
    assert refused(board, staff.director, correcting_forms.CONFIRM, hearing.id)[0] == ""
    assert done(board, staff.overseer, correcting_forms.CONFIRM, hearing.id).present == 19


def test_a_correction_of_a_vote_can_be_taken_back(board: Board, staff: Staff, clock: GivenClock) -> None:
    """What nobody confirmed is dropped, and the counts stay."""
    vote = passed(board, staff, clock)
    done(board, staff.clerk, correcting_forms.VOTE, vote.id, abstained="0", present="29", reason="多记一人")
    assert done(board, staff.clerk, correcting_forms.DROP, vote.id).present == vote.present


def test_the_roll_is_kept_by_name_or_in_secret(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P10: begun from the register; votes by names, by the rest, in secret by counts; wrong ones at their field."""
    meeting = convened(board, staff)
    assert "Begin it" in refused(board, staff.clerk, roll_forms.VOTES, meeting.id, rest="for")[1]
    assert len(done(board, staff.clerk, roll_forms.BEGIN, meeting.id).lines) == 41
    clock.move(TODAY + timedelta(days=12), 18)
    for number in range(1, 33):
        done(board, staff.clerk, roll_forms.CAME, meeting.id, person=f"2{number:03d}")
    assert refused(board, staff.clerk, roll_forms.CAME, meeting.id, person="2001")[0] == "person"
    assert refused(board, staff.clerk, roll_forms.CAME, meeting.id, person="2040", attended="online")[0] == "attended"
    assert refused(board, staff.clerk, roll_forms.LEFT, meeting.id, person="2001", before="7")[0] == "before"
    done(board, staff.clerk, roll_forms.ASIDE, meeting.id, person="2003", reason="承包户")
    assert refused(board, staff.clerk, roll_forms.VOTES, meeting.id)[0] == "rest"
    assert refused(board, staff.clerk, roll_forms.VOTES, meeting.id, against="2001", abstained="2001")[0] == "abstained"
    assert refused(board, staff.clerk, roll_forms.VOTES, meeting.id, households="2001 五")[0] == "households"
    done(board, staff.clerk, roll_forms.VOTES, meeting.id, against="2001、代表2", abstained="2004", rest="for")
    with board.reading() as records:
        rows = list(rolls._rows(records, records.get(Resolution, meeting.id), ENGLISH))
    assert "28 for, 2 against, 1 abstained" in rows[0].words
    done(board, staff.clerk, roll_forms.BACK, meeting.id, person="2001")
    assert refused(board, staff.clerk, roll_forms.SECRET, meeting.id, in_favour="9", against="0", abstained="0")[1]


def test_a_secret_ballot_takes_counts_alone(board: Board, staff: Staff, clock: GivenClock) -> None:
    """More votes than people are refused at the count."""
    meeting = convened(board, staff, ballot=Ballot.SECRET)
    done(board, staff.clerk, roll_forms.BEGIN, meeting.id)
    clock.move(TODAY + timedelta(days=12), 18)
    for number in range(1, 31):
        done(board, staff.clerk, roll_forms.CAME, meeting.id, person=f"2{number:03d}")
    given = {"against": "2", "abstained": "0"}
    assert refused(board, staff.clerk, roll_forms.SECRET, meeting.id, in_favour="40", **given)[0] == "in_favour"
    done(board, staff.clerk, roll_forms.SECRET, meeting.id, in_favour="28", **given)


def test_a_levy_is_planned_by_household(board: Board, staff: Staff) -> None:
    """Money or labour within the ceilings; who is exempt is named by number and ground in words."""
    vote = convened(board, staff, category=Category.LEVY, body=Body.VILLAGERS_ASSEMBLY)
    form = levy_forms.LEVY
    assert refused(board, staff.clerk, form, vote.id)[0] == "money"
    assert refused(board, staff.clerk, form, vote.id, money="99999")[0] == "money"
    field, said = refused(board, staff.clerk, form, vote.id, money="-20", days="3")
    assert field == "money"
    assert "below nothing" in said
    assert refused(board, staff.clerk, form, vote.id, money="10", exempt="2001 穷")[0] == "exempt"
    assert refused(board, staff.clerk, form, vote.id, money="10", exempt="9999 现役军人")[0] == "exempt"
    assert refused(board, staff.clerk, form, vote.id, money="10", exempt="赵无名 现役军人")[0] == "exempt"
    made = done(board, staff.clerk, form, vote.id, money="10", exempt="2001 现役军人")
    assert sum(one.money for one in made.shares) == 39 * 1000
    assert filled(board, staff.clerk, form, vote.id).text("exempt") == "2001 现役军人"


@pytest.mark.parametrize("line", ["2001学生", "2001，在校学生", "2001：在校学生", "2001 = student"])
def test_an_exemption_is_read_as_people_write_it(board: Board, staff: Staff, line: str) -> None:
    """With any sign or none between number and ground; a part of the ground's words is enough."""
    vote = convened(board, staff, category=Category.LEVY, body=Body.VILLAGERS_ASSEMBLY)
    made = done(board, staff.clerk, levy_forms.LEVY, vote.id, days="2", exempt=line)
    assert [(one.person, one.ground) for one in made.exempt] == [("2001", "student")]


def test_a_ground_of_the_other_sort_says_whose_number_is_wanted(board: Board, staff: Staff) -> None:
    """A person's number with a household's ground, and the other way round: what to write is said, with the number."""
    vote = convened(board, staff, category=Category.LEVY, body=Body.VILLAGERS_ASSEMBLY)
    house = board.records().one(Person, where("number") == "2001")
    assert house is not None
    for line, wanted in (("2001 享受最低生活保障的户", house.household), (f"{house.household} 在校学生", "2001")):
        field, said = refused(board, staff.clerk, levy_forms.LEVY, vote.id, days="2", exempt=line)
        assert field == "exempt"
        assert wanted in said


def test_what_the_assembly_left_to_representatives_is_entered(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The matters in words, a term, a passed resolution of the assembly; anything else is refused at its field."""
    passed(board, staff, clock, number="2026-40", body=Body.VILLAGERS_ASSEMBLY)
    form = direct_forms.DELEGATE
    given = {"number": "W-1", "since": "10-1", "until": "2027-9-30", "resolution": "2026-40"}
    assert refused(board, staff.clerk, form, **given, categories="修庙")[0] == "categories"
    assert refused(board, staff.clerk, form, **given, categories="village_rules")[0] == "categories"
    assert refused(board, staff.clerk, form, **(given | {"until": "9-1"}), categories="public_works")[0] == "until"
    assert refused(board, staff.clerk, form, **given, categories="99")[0] == "categories"
    made = done(board, staff.clerk, form, **given, categories="public_works levy")
    assert made.until == date(2027, 9, 30)
    told = [str(line) for line in delegations_told(board.records(), next(iter(board.records().all(Resolution))))]
    assert told[0].startswith("Left to the representative assembly from 2026-10-01 to 2027-09-30")


def test_matters_are_written_by_number_or_as_they_are_called(board: Board, staff: Staff) -> None:
    """Numbers as beside the form with any sign between; a name that holds such a sign itself is read whole."""
    named = "公益事业、筹资筹劳和建设承包方案"
    for typed in ("2，3", "2 3", f"{named}\n一事一议筹资筹劳"):
        answers = filled(board, staff.clerk, direct_forms.DELEGATE).with_answers({"categories": typed})
        assert direct_forms.categories_typed(answers) == (Category.PUBLIC_WORKS, Category.LEVY), typed
    assert all(category_rule(one).delegable for one in direct_forms.delegable())


def test_a_questioning_is_taken_in_and_answered(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P17: too few, strangers, nothing asked, nothing it is about: each at its field; the answer is public."""
    form = questioning.ASK
    given = {"askers": "representatives", "question": "路灯款去哪了", "about": "路灯款"}
    ten = " ".join(f"2{n:03d}" for n in range(1, 13))
    assert refused(board, staff.clerk, form, **given, people="2001")[0] == "people"
    assert refused(board, staff.clerk, form, **given, people="赵无名")[0] == "people"
    assert refused(board, staff.clerk, form, **(given | {"question": " "}), people=ten)[0] == "question"
    assert refused(board, staff.clerk, form, **(given | {"about": ""}), people=ten)[0] == "about"
    assert refused(board, staff.clerk, form, **given, people=ten, on="2030-1-1")[0] == "on"
    made = done(board, staff.clerk, form, **given, people=ten)
    assert made.count == 12
    assert refused(board, staff.director, questioning.ANSWER, made.id, answer=" ")[0] == "answer"
    answered = done(board, staff.director, questioning.ANSWER, made.id, answer="仍在专户")
    with board.reading() as records:
        said = " ".join(words for words, _ in questioning._said(records, answered, ENGLISH))
    assert "仍在专户" in said
    assert "代表1" not in said


def test_what_can_be_done_follows_the_state(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A result that nobody confirmed is sent back, and has no form of correction; a confirmed one has."""
    ahead = announced(board, staff)
    assert "case.correct_hearing" not in [one.name for one in meeting_more.of_hearing(ahead, staff.clerk)]
    confirmed = replace(ahead, status=HearingStatus.ANSWERING)
    assert "case.correct_hearing" in [one.name for one in meeting_more.of_hearing(confirmed, staff.clerk)]
    vote = passed(board, staff, clock, number="2026-41")
    names = [one.name for one in meeting_more.of_meeting(vote, staff.clerk)]
    assert {"case.correct_vote", "case.start_execution"} <= set(names)
    # Guard: kiosk/desk/rooms/meeting_more.py:_correcting - its writer is offered "confirm", and refused.
    changed = (CorrectedField("present", "1", "2"),)
    waits = ResultCorrection(changed, "抄错", board.records().now, staff.director.id)
    written = replace(confirmed, corrections=(waits,))
    for who, offered in ((staff.director, False), (staff.overseer, True)):
        names = [one.name for one in meeting_more.of_hearing(written, who)]
        assert ("case.confirm_correction" in names) is offered
        assert "case.drop_correction" in names
    assert date(2026, 9, 1) == TODAY


def test_what_is_wrong_with_a_service_case_is_said_where_it_stands(board: Board, staff: Staff) -> None:
    """A number among the papers at the papers, a promise before the day of receipt at the promise."""
    given = {"asked": "代办老年证", "name": "外村的王五"}
    number = "33010619900101123X"
    assert refused(board, staff.clerk, services.RECEIVE, **given, papers=f"照片\n身份证{number}")[0] == "papers"
    assert refused(board, staff.clerk, services.RECEIVE, **(given | {"asked": f"给{number}办证"}))[0] == "asked"
    assert refused(board, staff.clerk, services.RECEIVE, **given, promised_on="8-1")[0] == "promised_on"
    assert refused(board, staff.clerk, services.RECEIVE, **given, on="2030-1-1")[0] == "on"


def test_the_objections_that_wait_stand_beside_their_answer(board: Board, staff: Staff, clock: GivenClock) -> None:
    """By number and words; the first that waits is proposed, and one that is answered is gone."""
    made = passed(board, staff, clock, number="2026-92")
    for number, words in (("2001", "价钱太低"), ("2002", "没有评估")):
        done(board, staff.clerk, meeting_forms.OBJECT, made.id, person=number, content=words)
    form = meeting_forms.ANSWER_OBJECTION

    def beside() -> str:
        assert form.beside is not None
        typed = filled(board, staff.director, form, made.id)
        return "\n".join(words for words, _ in form.beside(board.records(), typed, ENGLISH))

    assert filled(board, staff.director, form, made.id).text("slip") == "1"
    assert "1. 价钱太低" in beside()
    done(board, staff.director, form, made.id, slip="1", answer="按评估价")
    assert filled(board, staff.director, form, made.id).text("slip") == "2"
    assert "价钱太低" not in beside()
