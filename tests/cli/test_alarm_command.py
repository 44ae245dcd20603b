"""Alarms by command: the way from hand to hand in the reader's own words, with the township's day and by whom."""

from __future__ import annotations

from datetime import timedelta

from tests.cli.conftest import DIRECTOR, OVERSEER, Run
from tests.supervision.test_life import a_cash_payment, alarm
from tests.support.builders import TODAY, actor_of, keep
from village_board.board import Board
from village_board.people.service import find_person
from village_board.supervision.life import StepFacts, take_step
from village_board.supervision.model import AlarmEvent


def test_p27_an_alarm_goes_from_hand_to_hand_by_command(at_home: Run, opened: Board) -> None:
    """P27: raised, assigned with a day, explained, verified; every line is Chinese and names who did what by when."""
    # Guard: cli/supervise.py:_step_line - nobody reads by when the township wants it, and from whom.
    keep(opened, a_cash_payment("记-77", 700_000))
    one = alarm(opened)
    with opened.desk(actor_of(find_person(opened.records(), "9001"))) as desk:
        until = TODAY + timedelta(days=5)
        take_step(desk, one.id, AlarmEvent.ASSIGN, StepFacts(reason="查清", until=until, to=DIRECTOR))
    listed = at_home("alarm", "list", who=OVERSEER).out
    assert "F02" in listed
    assert "郑立新" in listed
    explained = at_home("alarm", "explain", one.id, "--reason", "银行当日停业", who=DIRECTOR)
    assert explained.code == 0
    assert "已说明" in explained.out
    assert "Voucher" not in explained.out
    assert at_home("alarm", "verify", one.id, who=DIRECTOR).code == 1
    assert "已核实" in at_home("alarm", "verify", one.id, who=OVERSEER).out
    shown = at_home("alarm", "show", one.id, who=OVERSEER).out
    for words in ("限期交办", "郑立新", "钱志强", "查清", "银行当日停业", "记录："):
        assert words in shown
    assert at_home("alarm", "show", one.id, "--json", who=OVERSEER).json["state"] == "verified"
