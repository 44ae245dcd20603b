"""The same refusal in the same words, however a result is recorded: at the desk, in the bot, by command (issue 4.7)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kiosk.desk.asked import FieldBox
from kiosk.desk.confirming import ConfirmScreen
from kiosk.desk.form import FormScreen
from tests.bot.players import Players
from tests.kiosk.desk_hall import Desk, Office, desk, office
from tests.support.builders import a_hearing, a_resolution, announce, convene, hearing_result, keep
from village_board.base.errors import BoardError
from village_board.base.message import Message
from village_board.board import Board
from village_board.chats.model import OfferAct
from village_board.chats.service import make_offer
from village_board.cli.edge import Edge
from village_board.cli.main import program
from village_board.hearings.answers import AnswerMissing, NumberUnfit
from village_board.hearings.cases import GuardRefused
from village_board.hearings.drafts_reading import subject_of
from village_board.hearings.drafts_service import DraftOutdated, keep_answers, open_draft
from village_board.hearings.model import Category, Hearing, Resolution
from village_board.hearings.result_draft import Question, ResultDraft
from village_board.hearings.rules import (
    BeforeNotice,
    ConclusionMissing,
    CountsWrong,
    HearingNeeded,
    HouseholdsMissing,
    HouseholdsWrong,
    MostDisagree,
    NobodyDue,
    NotYetHeld,
    QuorumMissed,
    WrongMoment,
)
from village_board.hearings.schedule import postpone_hearing
from village_board.hearings.service import record_hearing_result
from village_board.hearings.times import NotYetBegun, SendBackReasonMissing
from village_board.people.binding import Binding
from village_board.people.model import Actor
from village_board.people.service import SamePerson

CLERK_CHAT, DIRECTOR_CHAT = 81, 82
Q = Question
WHOLE = {Q.PRESENT: "18", Q.IN_FAVOUR: "15", Q.AGAINST: "2", Q.ABSTAINED: "1", Q.CONCLUSION: "passed"}
VOTED = {Q.DUE: "42", Q.PRESENT: "30", Q.IN_FAVOUR: "25", Q.AGAINST: "3", Q.ABSTAINED: "2"}
#: options of the commands, by the question that they answer.
OPTION = {
    Q.DUE: "--due",
    Q.PRESENT: "--present",
    Q.IN_FAVOUR: "--for",
    Q.AGAINST: "--against",
    Q.ABSTAINED: "--abstain",
    Q.CONCLUSION: "--conclusion",
    Q.HOUSEHOLDS_DUE: "--households",
    Q.HOUSEHOLDS_PRESENT: "--households-present",
}


@dataclass(frozen=True)
class Case:
    """What is recorded of which kind of subject, and which refusal it meets."""

    error: type[BoardError]
    given: dict[Question, str]
    of: Callable[[Office, str], Hearing | Resolution]
    after: Callable[[Office, str], None] | None = None
    by_draft: bool = False  # the command records the draft, too
    asked: bool = False  # the bot asks for what is missing, before anything could be refused


def hearing(at: Office, number: str) -> Hearing:
    """Announce a hearing that was held this afternoon."""
    at.clock.move(date(2026, 9, 1))
    with at.board.desk(at.staff.director) as unit:
        made = announce(unit, a_hearing(number=number, matter=f"事项{number}"))
    at.clock.move(date(2026, 9, 22), 18)
    return made


def vote(at: Office, number: str, category: Category = Category.OTHER_ASSEMBLY) -> Resolution:
    """Convene a meeting of ten days ago."""
    at.clock.move(date(2026, 9, 1))
    with at.board.desk(at.staff.director) as unit:
        made = convene(unit, a_resolution(number=number, matter=f"表决{number}", category=category))
    at.clock.move(date(2026, 9, 22), 18)
    return made


def levy(at: Office, number: str) -> Resolution:
    """Convene a meeting on a levy, which is voted on by household."""
    return vote(at, number, Category.LEVY)


def costly(at: Office, number: str) -> Resolution:
    """A vote on a large sum that came by import, with no hearing before it."""
    made = a_resolution(number=number, matter=f"表决{number}", amount=60_000_000, notice_on=date(2026, 9, 1))
    return keep(at.board, made)[0]


def recorded(at: Office, id: str) -> None:  # noqa: A002 - the field's own name
    """Somebody else records it first."""
    held_at = at.board.records().get(Hearing, id).held_at
    assert held_at is not None
    with at.board.desk(at.staff.director) as unit:
        record_hearing_result(unit, id, hearing_result(held_at))


def postponed(at: Office, id: str) -> None:  # noqa: A002
    """Somebody else changes it meanwhile."""
    with at.board.desk(at.staff.director) as unit:
        postpone_hearing(unit, id, None, "下雨")


CASES = {
    "future day": Case(NotYetHeld, WHOLE | {Q.HELD: "2026-09-25 09:00"}, hearing),
    "before its notice": Case(BeforeNotice, WHOLE | {Q.HELD: "2026-08-20 09:00"}, hearing),
    "not begun yet": Case(NotYetBegun, WHOLE | {Q.HELD: "2026-09-22 20:00"}, hearing),
    "notice too short for the case": Case(GuardRefused, WHOLE | {Q.HELD: "2026-09-03 09:00"}, hearing),
    "more came than were due": Case(CountsWrong, WHOLE | {Q.PRESENT: "21"}, hearing),
    "nobody due": Case(NobodyDue, {Q.DUE: "0", Q.PRESENT: "0", Q.CONCLUSION: "no_quorum"}, hearing),
    "quorum missed": Case(QuorumMissed, {Q.PRESENT: "5", Q.IN_FAVOUR: "5", Q.CONCLUSION: "passed"}, hearing),
    "conclusion missing": Case(ConclusionMissing, WHOLE | {Q.CONCLUSION: "no_quorum"}, hearing),
    "most disagree": Case(MostDisagree, WHOLE | {Q.IN_FAVOUR: "2", Q.AGAINST: "15"}, hearing),
    "recorded before": Case(WrongMoment, WHOLE, hearing, recorded),
    "changed by another": Case(DraftOutdated, WHOLE, hearing, postponed, by_draft=True),
    "a word for a number": Case(NumberUnfit, WHOLE | {Q.AGAINST: "两三个"}, hearing, by_draft=True),
    "no number": Case(AnswerMissing, {Q.CONCLUSION: "passed"}, hearing, by_draft=True, asked=True),
    "vote: future day": Case(NotYetHeld, VOTED | {Q.HELD: "2026-09-25"}, vote),
    "vote: before its notice": Case(BeforeNotice, VOTED | {Q.HELD: "2026-08-20"}, vote),
    "vote: more voted than came": Case(CountsWrong, VOTED | {Q.IN_FAVOUR: "29"}, vote),
    "vote: households not counted": Case(HouseholdsMissing, {Q.DUE: "42", Q.PRESENT: "30"}, levy, asked=True),
    "vote: more households than there are": Case(
        HouseholdsWrong, VOTED | {Q.HOUSEHOLDS_DUE: "9", Q.HOUSEHOLDS_PRESENT: "10"}, levy
    ),
    "vote: no hearing before a large sum": Case(HearingNeeded, VOTED, costly),
}


class Terminal(Edge):
    """A command line at which `who` sits, over a board that is open already."""

    def __init__(self, board: Board, who: Actor) -> None:
        super().__init__()
        self._board, self._who = board, who

    def open(self) -> Board:
        return self._board

    def sign_in(self, board: Board, who: str) -> Actor:
        return self._who


def command(at: Office, who: Actor, *args: str) -> BoardError:
    """Give a command, and return what it was refused with."""
    edge = Terminal(at.board, who)
    with pytest.raises(BoardError) as refused:
        program.main([*args, "--as", who.name], obj=edge, standalone_mode=False)
    return refused.value


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Office]:
    """A village with one subject and one draft of the clerk for each case, on the evening of its hearing."""
    with office(tmp_path) as made:
        keep(
            made.board,
            Binding(chat=CLERK_CHAT, person=made.staff.clerk.id, bound_at=made.clock.now()),
            Binding(chat=DIRECTOR_CHAT, person=made.staff.director.id, bound_at=made.clock.now()),
        )
        yield made


@pytest.fixture
def subjects(at: Office) -> dict[str, str]:
    """Make what each case records, with the clerk's draft on it; return the ids."""
    made = {}
    for number, (name, case) in enumerate(CASES.items(), start=100):
        subject = case.of(at, str(number))
        with at.board.desk(at.staff.clerk) as unit:
            draft = open_draft(unit, subject.id).draft
            for question, text in case.given.items():
                draft = draft.with_answer(question, text)
            keep_answers(unit, draft)
        if case.after is not None:
            case.after(at, subject.id)
        made[name] = subject.id
    return made


@pytest.fixture
def refused(at: Office, subjects: dict[str, str]) -> dict[str, Message]:
    """Give each case as a command; return what is said."""
    found = {}
    for name, case in CASES.items():
        error = command(at, at.staff.clerk, *_arguments(at, case, subjects[name]))
        assert type(error) is case.error, name
        found[name] = error.message
    return found


def _arguments(at: Office, case: Case, subject: str) -> list[str]:
    records = at.board.records()
    if case.by_draft:
        found = [one.id for one in records.all(ResultDraft) if one.subject == subject]
        return ["draft", "submit", *found]
    record = subject_of(records, subject)
    is_hearing = isinstance(record, Hearing)
    held = case.given.get(Q.HELD, "2026-09-22 14:30" if is_hearing else str(record.meeting_on))
    given = ({Q.DUE: "20"} if is_hearing else {}) | case.given
    options = [
        word for question, text in given.items() if text and question in OPTION for word in (OPTION[question], text)
    ]
    return ["hearing" if is_hearing else "resolution", "record", subject, "--held-on", held, *options]


@pytest.mark.long
async def test_the_desk_says_the_same(at: Office, subjects: dict[str, str], refused: dict[str, Message]) -> None:
    """Every refusal of recording has the command's words on the desk's form, beside a field or at the foot.

    But for what the desk says without the terminal's own words: a condition's key, a command (kiosk/desk/said.py).
    """
    # Guard: kiosk/desk/form.py:refused - a refusal of the desk's own would say something else
    told = {}
    async with desk(at.board, (64, 20)) as there:
        await there.enter(at.staff.clerk)
        for name, subject in subjects.items():
            there.app.push_screen(FormScreen(subject))
            await there.settle()
            if isinstance(there.app.screen, FormScreen) and not there.app.screen._told:
                await there.press("f2", "enter")
            told[name] = _on(there)
            if isinstance(there.app.screen, FormScreen):
                await there.press("escape")
        assert told == {name: there.app.t.say(message) for name, message in refused.items()}


def _on(there: Desk) -> str:
    screen = there.app.screen
    beside = [box.wrong for box in screen.query(FieldBox) if box.wrong]
    return beside[0] if beside else screen._told  # type: ignore[attr-defined]


@pytest.fixture
async def players(at: Office) -> AsyncIterator[Players]:
    """The bot of that village."""
    made = Players(at.board)
    await made.begin()
    yield made
    await made.end()


async def test_the_bot_says_the_same(
    at: Office, subjects: dict[str, str], refused: dict[str, Message], players: Players
) -> None:
    """Every refusal has the command's words in the bot, where the draft that was begun at the desk is gone on with."""
    # Guard: bot/handlers/desk.py:_record - it would record by rules of its own
    t = Terminal(at.board, at.staff.clerk).t
    for name, subject in subjects.items():
        heard = await players.press(CLERK_CHAT, f"rec:{subject}")
        if not heard.alert and "都对，登记" in heard.labels:
            heard = await players.press(CLERK_CHAT, "都对，登记")
        if CASES[name].asked:
            assert "请发数字" in heard.text, name
        else:
            # An alert holds 200 characters, and active words are made plain.
            assert t.say(refused[name])[:60] in (heard.alert or heard.text), name


async def test_the_second_person_hears_the_same_everywhere(at: Office, players: Players) -> None:
    """Who recorded cannot confirm, in the same words on all three; nobody sends back without a reason.

    The bot asks for the reason by itself, and asks again where nothing came.
    """
    subject = hearing(at, "90")
    recorded(at, subject.id)
    clerk, director = at.staff.overseer, at.staff.director
    t = Terminal(at.board, director).t
    same = command(at, director, "hearing", "confirm", subject.id)
    mute = command(at, clerk, "hearing", "send-back", subject.id, "--reason", " ")
    assert (type(same), type(mute)) == (SamePerson, SendBackReasonMissing)
    async with desk(at.board) as there:
        for who, keys, error in ((director, ("enter",), same), (clerk, ("tab", "tab", "enter"), mute)):
            there.app.who = who
            there.app.push_screen(ConfirmScreen(subject.id))
            await there.settle()
            await there.press(*keys)
            assert _on(there) == t.say(error.message)
    with at.board.desk(director) as unit:
        nonce = make_offer(unit, DIRECTOR_CHAT, OfferAct.CONFIRM_HEARING, unit.get(Hearing, subject.id))
    assert (await players.press(DIRECTOR_CHAT, f"q:{nonce}")).alert == t.say(same.message)
    keep(at.board, Binding(chat=83, person=clerk.id, bound_at=at.clock.now()))
    await players.press(83, f"con:back:{subject.id}")
    assert "没有内容" in (await players.say(83, "\u200b")).text
    assert not at.board.records().get(Hearing, subject.id).sent_back
