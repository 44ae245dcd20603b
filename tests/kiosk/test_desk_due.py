"""What is due and late in matters and items, for each part in the office: true, and opened where it is mended."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from kiosk.desk.home import tasks_of
from kiosk.desk.todo.cases import group_of
from kiosk.desk.todo.model import Group, Task
from tests.kiosk.desk_hall import HELD_ON, Office, office
from tests.support.builders import announced
from village_board.base.clock import instant
from village_board.hearings.case import CaseEvent
from village_board.hearings.line import NextStep
from village_board.i18n import translator
from village_board.people.model import Actor, Role


def matters(village: Office, who: Actor) -> dict[str, Task]:
    """Return what the home of `who` says of matters, by words."""
    with village.board.reading() as records:
        found, _unread = tasks_of(records, who, translator("zh-Hans", "kiosk"))
    return {one.words: one for one in found if one.key.startswith("case ")}


def test_the_next_step_of_a_matter_stands_on_the_home_once(tmp_path: Path) -> None:
    """A hearing in ten days is due soon; once it was held it waits to be recorded instead, and not twice."""
    # Guard: kiosk/desk/todo/cases.py:case_tasks - an objection whose answer is due today would stand nowhere
    with office(tmp_path) as village:
        clerk = village.staff.clerk
        day = HELD_ON + timedelta(days=10)
        announced(village.board, village.staff, number="2026-T77", matter="修机耕路", held_at=instant(day, 14, 30))
        (found,) = [one for words, one in matters(village, clerk).items() if words.startswith("修机耕路")]
        assert (found.group, found.due) == (Group.DUE, day)
        village.clock.move(day, 18)
        assert not [words for words in matters(village, clerk) if words.startswith("修机耕路")]


def test_a_late_step_is_late_for_whoever_may_take_it_and_no_others(tmp_path: Path) -> None:
    """An answer that is owed is late for the office and for the oversight committee, an archiving for the office."""
    with office(tmp_path) as village:
        staff, township = village.staff, Actor("township", "township", frozenset({Role.TOWNSHIP}))
        answer = NextStep(CaseEvent.ANSWER_OBJECTION, due=HELD_ON - timedelta(days=3), late=3)
        archive = NextStep(CaseEvent.ARCHIVE, due=HELD_ON - timedelta(days=3), late=3)
        approve = NextStep(CaseEvent.TOWNSHIP_APPROVE)
        with village.board.reading() as records:
            told = [
                [group_of(records, who, step) for step in (answer, archive, approve)]
                for who in (staff.clerk, staff.overseer, township)
            ]
    assert told == [
        [Group.LATE, Group.LATE, Group.OTHER],
        [Group.LATE, None, None],
        [None, None, Group.MINE],
    ]


def test_a_matter_is_shown_to_those_alone_who_can_move_it(tmp_path: Path) -> None:
    """A villager sees none, the township only what waits for it."""
    with office(tmp_path) as village:
        day = HELD_ON + timedelta(days=10)
        announced(village.board, village.staff, number="2026-T77", matter="修机耕路", held_at=instant(day, 14, 30))
        assert matters(village, village.staff.director)
        assert not matters(village, village.staff.villager)
        assert not matters(village, Actor("township", "township", frozenset({Role.TOWNSHIP})))
