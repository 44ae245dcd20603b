"""The committee's desk: signing in, recording, the roll, confirming, the lock (P19; A4, A22, K1, K5, K6)."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk.fields import LineField
from kiosk.desk.reckoning import reckoning
from kiosk.desk.roll import RollScreen
from kiosk.themes import contrast
from tests.kiosk.desk_hall import PIN, Office, desk, office
from tests.kiosk.hostile import ALL
from village_board.desk import Desk as Unit
from village_board.hearings.drafts_service import keep_answers, open_draft
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)
from village_board.hearings.result_draft import Question, ResultDraft
from village_board.i18n import translator
from village_board.people.model import Actor

MOST_KEYS = 25
HEARING, VOTE = "2", "1"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Office]:
    """A village on the evening of its hearing."""
    with office(tmp_path) as made:
        yield made


def hearing_of(there: Office) -> Hearing:
    """Return the one hearing."""
    return next(there.board.records().all(Hearing))


def draft_of(there: Office) -> ResultDraft:
    """Return the one draft."""
    return next(there.board.records().all(ResultDraft))


async def test_k6_a_simple_hearing_takes_few_keys_and_is_confirmed_by_another(there: Office) -> None:
    """P19, K6: counts and conclusion by keys alone, in 25 keys beside what is typed; a second person confirms."""
    async with desk(there.board) as at:
        await at.sign_in(there.staff.clerk)
        at.keys = 0
        await at.press(HEARING)
        for number in ("18", "15", "2", "1"):
            await at.type(number)
            await at.press("enter")
        await at.press("1", "enter", "enter")
        assert at.keys <= MOST_KEYS
        assert "已登记" in at.text
        await at.press("f10")
        await at.sign_in(there.staff.overseer)
        await at.press("1", "enter")
        assert "已确认" in at.text
    hearing = hearing_of(there)
    assert (hearing.status, hearing.conclusion) == (HearingStatus.PUBLISHED, HearingConclusion.PASSED)
    assert (hearing.due, hearing.present, hearing.in_favour, hearing.against, hearing.abstained) == (20, 18, 15, 2, 1)
    assert there.board.records().count(ResultDraft) == 0


async def test_the_second_person_sends_it_back_with_a_reason(there: Office) -> None:
    """Without a reason it is refused; with one the hearing waits to be recorded again."""
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(HEARING)
        at.fill(present="18", in_favour="15", against="2", abstained="1", conclusion="passed")
        await at.press("f2", "enter", "f10")
        await at.enter(there.staff.overseer)
        await at.press("1", "tab", "tab", "enter")
        assert "请写明" in at.text or "哪里" in at.text
        at.app.screen.query_one("#why", LineField).value = "实到人数抄错"
        await at.press("enter")
        assert "已退回" in at.text
    assert hearing_of(there).status is HearingStatus.ANNOUNCED
    assert hearing_of(there).sent_back[0].reason == "实到人数抄错"


async def test_a_speech_and_what_was_changed_are_typed_in_chinese(there: Office) -> None:
    """Chinese words reach the fields; the speeches grow, a name is public only where it is said so (P10)."""
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(HEARING)
        at.fill(present="18", in_favour="15", against="2", abstained="1")
        at.app.screen.query_one("#f-conclusion").focus()
        await at.press("2")
        await at.type("加灯")
        at.fill(changes=at.app.screen.query_one("#f-changes").text + "两盏")
        await at.press("tab", "tab", "enter")
        await at.press("1", "3")
        at.fill(content="路口再加一盏")
        await at.press("tab")
        at.fill(speaker="李阿福")
        await at.press("enter", "2", "enter")
        await at.press("f2", "enter")
    hearing = hearing_of(there)
    assert (hearing.conclusion, hearing.changes) == (HearingConclusion.PASSED_WITH_CHANGES, "加灯两盏")
    (spoken,) = hearing.statements
    assert (spoken.slip, spoken.content, spoken.speaker, spoken.named_in_public) == (1, "路口再加一盏", "李阿福", False)
    assert spoken.standing == "听证代表"


async def test_the_roll_is_ticked_and_the_counts_follow(there: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Due and present are those of the roll; only the votes are typed. Ticks that come before the list wait for it."""
    # Guard: kiosk/desk/roll.py:on_key - on a busy machine the first to come are not on the roll
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(VOTE)
        at.app.screen.query_one("#to-roll").focus()
        act, read = at.app.office.act, asyncio.Event()

        async def later(who: Actor, do: Callable[[Unit], Any]) -> Any:
            await read.wait()
            return await act(who, do)

        monkeypatch.setattr(at.app.office, "act", later)
        await at.pilot.press("enter", "space", "space")
        assert not at.app.screen.query_one("#roll-list").names
        read.set()
        await at.settle()
        names = at.app.screen.query_one("#roll-list")
        assert len(names.came) == 2
        names.came = {one.number for one in names.names[:30]}
        await at.press("enter")
        assert not at.app.screen.query("#f-present")
        at.fill(in_favour="25", against="3", abstained="2")
        await at.press("f2", "enter")
    vote = next(there.board.records().all(Resolution))
    assert (vote.present, vote.in_favour, vote.result) == (30, 25, ResolutionResult.PASSED)
    assert vote.due >= 40
    assert vote.status is ResolutionStatus.RECORDED


async def test_who_is_done_with_the_roll_leaves_it_though_the_marks_are_being_kept(
    there: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keeping what has rested takes nobody's leave away, whichever of the two comes first."""
    # Guard: kiosk/desk/roll.py:keep - Enter did nothing where the marks were kept in that moment.
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(VOTE)
        at.app.screen.query_one("#to-roll").focus()
        await at.press("enter")
        roll, act, goes_on = at.app.screen, at.app.office.act, asyncio.Event()
        assert isinstance(roll, RollScreen)

        async def later(who: Actor, do: Callable[[Unit], Any]) -> Any:
            await goes_on.wait()
            return await act(who, do)

        await at.pilot.press("space")
        monkeypatch.setattr(at.app.office, "act", later)
        at.wait(2)
        roll.keep_if_rested()
        await at.pilot.press("enter")
        roll.keep_if_rested()
        goes_on.set()
        await at.settle()
        assert at.app.screen is not roll
        assert at.app.screen.query("#f-in_favour")


async def test_it_locks_from_the_roll_too_and_the_marks_are_kept(there: Office) -> None:
    """A desk that is left on the roll locks, and does not end; whoever comes back finds the marks."""
    # Guard: kiosk/desk/form.py:_build - the form below was made anew while it was taken away, and the desk died.
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(VOTE)
        at.app.screen.query_one("#to-roll").focus()
        await at.press("enter", "space", "space")
        at.wait(at.app.lock_after)
        await at.app.look()
        await at.settle()
        assert type(at.app.screen).__name__ == "SignInScreen"
        await at.enter(there.staff.clerk)
        await at.press(VOTE)
        at.app.screen.query_one("#to-roll").focus()
        await at.press("enter")
        assert len(at.app.screen.query_one("#roll-list").came) == 2


async def test_the_draft_is_kept_when_the_keys_rest_and_after_a_crash(there: Office) -> None:
    """What was typed is in the store a second after the last key, and there again after the program died."""
    # Guard: kiosk/desk/rest.py:is_due - a crash would take what was typed
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(HEARING)
        await at.type("18")
        await at.app.look()
        await at.settle()
        assert draft_of(there).answer(Question.PRESENT) == ""
        at.wait(1)
        await at.app.look()
        await at.settle()
        assert draft_of(there).answer(Question.PRESENT) == "18"
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        assert "未填完" in at.text
        await at.press("1")
        assert at.app.screen.query_one("#f-present", LineField).value == "18"


async def test_it_locks_after_a_minute_and_nothing_is_left(there: Office) -> None:
    """After the limit of nobody touching it the desk is locked: no word on the screen, the draft in the store."""
    # Guard: kiosk/desk/app.py:look - the clerk's next visitor would read and write in her name
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(HEARING)
        await at.type("17")
        at.wait(59)
        await at.app.look()
        await at.settle()
        assert "村道路灯改造" in at.text
        at.wait(1)
        await at.app.look()
        await at.settle()
        assert "村道路灯改造" not in at.text
        assert "已锁定" in at.text
        assert at.app.who is None
        assert len(at.app.screen_stack) == 1
    assert draft_of(there).answer(Question.PRESENT) == "17"


async def test_a22_a_wrong_pin_is_refused_and_no_pin_is_kept(there: Office) -> None:
    """A21, A22: the PIN field is emptied at every try; five wrong ones lock; the PIN stands in no log and no draft."""
    async with desk(there.board) as at:
        await at.sign_in(there.staff.clerk, "999999")
        assert at.app.who is None
        assert at.app.screen.query_one("#pin", LineField).value == ""
        assert "PIN" in at.text
        assert "999999" not in at.text
        for _ in range(4):
            await at.sign_in(there.staff.clerk, "999999")
        await at.sign_in(there.staff.clerk)
        assert at.app.who is None
    home = there.board.home
    written = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert PIN.encode() not in written
    assert b"999999" not in written


async def test_a4_what_a_terminal_obeys_enters_no_field(there: Office) -> None:
    """A1-A6: hostile words are literal on the screen and cleaned in the draft; the app lives."""
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(HEARING)
        at.fill(present="18", in_favour="15", against="2", abstained="1", conclusion="passed_with_changes")
        at.fill(changes=ALL)
        await at.press("f3", "2", "1")
        at.fill(content=ALL, speaker=ALL[:40])
        await at.press("f2", "f2")
        painted = "".join(segment.text for segment in at.segments())
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in painted if char != "\n")
        assert at.app.is_running
        await at.press("enter")
    assert hearing_of(there).status is HearingStatus.RECORDED
    assert "\x1b" not in hearing_of(there).changes


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_k1_every_colour_pair_has_seven_to_one(there: Office, size: tuple[int, int]) -> None:
    """K1: everything painted on the form is readable, in both themes, at both sizes; the focus is seen."""
    # Guard: kiosk/styles/desk.tcss - a field's own colours are too pale
    async with desk(there.board, size) as at:
        await at.enter(there.staff.clerk)
        await at.press(HEARING)
        at.fill(present="x", conclusion="passed_with_changes")
        await at.settle()
        for _ in range(2):
            for segment in at.segments():
                style = segment.style
                if segment.text.strip() and style and style.color and style.bgcolor:
                    ink, paper = style.color.triplet, style.bgcolor.triplet
                    assert ink
                    assert paper
                    assert contrast(ink.hex, paper.hex) >= 7, (segment.text, ink.hex, paper.hex)
            await at.press("f9")


async def test_what_is_wrong_stands_beside_its_field(there: Office) -> None:
    """A number that is none is said at once, a refusal at the field where it is mended, which has the focus."""
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(HEARING)
        at.fill(present="很多")
        await at.settle()
        assert "不是人数" in at.text
        at.app.screen.query_one("#f-present").focus()
        await at.type("123456789")
        await at.settle()
        assert "最多8个字" in at.text
        await at.press("backspace")
        assert "最多8个字" not in at.text  # Guard: kiosk/desk/form.py:say_cut - it would stay when all is right
        at.fill(present="18", in_favour="3", against="15", abstained="0", conclusion="passed")
        await at.press("f2", "enter")
        box = at.app.screen.query_one("#box-conclusion")
        assert "15" in box.wrong
        assert at.app.focused is at.app.screen.query_one("#f-conclusion")


async def test_what_was_written_in_the_bot_meanwhile_is_not_written_over(there: Office) -> None:
    """A draft that was changed elsewhere is said and shown as it stands; nothing of it is lost without a word."""
    # Guard: village_board/hearings/drafts_service.py:keep_answers - the last one to type would win
    async with desk(there.board) as at:
        await at.enter(there.staff.clerk)
        await at.press(HEARING)
        with there.board.desk(there.staff.clerk) as unit:
            kept = open_draft(unit, hearing_of(there).id).draft
            keep_answers(unit, kept.with_answer(Question.PRESENT, "16"))
        at.fill(present="18")
        await at.press("escape")
        assert "别处改过" in at.text
        assert at.app.screen.query_one("#f-present", LineField).value == "16"


def test_the_hall_kiosk_loads_nothing_of_the_desk() -> None:
    """K27: a kiosk in the hall starts without the desk's modules."""
    # Guard: kiosk/start.py:_desk - the import would stand at the top
    code = "import sys, kiosk.start, kiosk.app; sys.exit(any(name.startswith('kiosk.desk') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_is_said_of_votes_before_one_is_filled_in(there: Office) -> None:
    """Who came is reckoned at once; that a vote has failed is not said of votes that nobody has typed yet."""
    # Guard: kiosk/desk/reckoning.py:_of_vote - a clerk half way through the form would read that it has failed
    t = translator("zh-Hans", "kiosk")
    vote = next(there.board.records().all(Resolution))
    with there.board.desk(there.staff.clerk) as unit:
        opened = open_draft(unit, vote.id)
    came = opened.draft.with_answer(Question.DUE, "40").with_answer(Question.PRESENT, "30")
    before = " ".join(words for words, _tone in reckoning(came, opened.frame, t))
    assert "30" in before
    assert "未通过" not in before
    after = came.with_answer(Question.IN_FAVOUR, "3")
    assert "未通过" in " ".join(words for words, _tone in reckoning(after, opened.frame, t))
