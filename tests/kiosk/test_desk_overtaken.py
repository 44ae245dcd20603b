"""Drafts whose step is no longer possible: said on the home, readable, given up by one key, never gone unasked."""

from __future__ import annotations

from pathlib import Path

from kiosk.desk.overtaken import OvertakenScreen
from kiosk.desk.rooms.meeting_forms import ANNOUNCE, POSTPONE
from kiosk.desk.todo.forms import form_tasks
from kiosk.desk.todo.hearings import hearing_tasks
from tests.kiosk.desk_hall import desk, office
from village_board.forms.model import FormDraft
from village_board.forms.service import keep_form, open_form
from village_board.hearings.drafts_service import keep_answers, open_draft
from village_board.hearings.model import Hearing
from village_board.hearings.result_draft import Question, ResultDraft
from village_board.hearings.schedule import cancel_hearing
from village_board.i18n import translator


async def test_a_draft_that_the_matter_overtook_is_read_and_given_up(tmp_path: Path) -> None:
    """A begun postponement waits; once the hearing is cancelled its words can still be read, until F8 is pressed twice.

    Drafts have no day on which they go by themselves, and neither has this one.
    """
    # Guard: kiosk/desk/overtaken.py:is_overtaken - the clerk opens a form that can only be refused, for ever
    with office(tmp_path) as village:
        clerk, t = village.staff.clerk, translator("en", "kiosk")
        hearing = next(village.board.records().all(Hearing))
        with village.board.desk(clerk) as unit:
            keep_form(unit, open_form(unit, POSTPONE.name, hearing.id).draft, {"reason": "连日大雨"})
            keep_form(unit, open_form(unit, ANNOUNCE.name).draft, {"matter": "修机耕路"})
        with village.board.reading() as records:
            assert [one.more for one in form_tasks(records, clerk, t)] == ["begun, not finished"] * 2
        with village.board.desk(village.staff.director) as unit:
            cancel_hearing(unit, hearing.id, "事项撤回")
        with village.board.reading() as records:
            tasks = {one.more: one for one in form_tasks(records, clerk, t)}
        assert set(tasks) == {"no longer possible", "begun, not finished"}
        async with desk(village.board, language="en") as at:
            await at.enter(clerk)
            at.app.push_screen(tasks["no longer possible"].opens())
            await at.settle()
            assert isinstance(at.app.screen, OvertakenScreen)
            assert "no longer possible" in at.text
            assert "连日大雨" in at.text
            await at.press("f8")
            assert village.board.records().count(FormDraft) == 2
            await at.press("f8")
            assert [one.form for one in village.board.records().all(FormDraft)] == [ANNOUNCE.name]


async def test_a_result_that_another_recorded_is_read_and_given_up(tmp_path: Path) -> None:
    """What one wrote down of a hearing that was then cancelled waits no longer to be recorded; its words are there."""
    # Guard: kiosk/desk/todo/hearings.py:_overtaken - "begun, not finished" for ever, and every Enter is refused
    with office(tmp_path) as village:
        clerk, t = village.staff.clerk, translator("en", "kiosk")
        hearing = next(village.board.records().all(Hearing))
        with village.board.desk(clerk) as unit:
            keep_answers(unit, open_draft(unit, hearing.id).draft.with_answer(Question.CHANGES, "加排水沟"))
        with village.board.desk(village.staff.director) as unit:
            cancel_hearing(unit, hearing.id, "事项撤回")
        with village.board.reading() as records:
            (task,) = [one for one in hearing_tasks(records, clerk, t) if one.more == "no longer possible"]
        async with desk(village.board, language="en") as at:
            await at.enter(clerk)
            at.app.push_screen(task.opens())
            await at.settle()
            assert "加排水沟" in at.text
            await at.press("f8", "f8")
            assert not village.board.records().count(ResultDraft)
