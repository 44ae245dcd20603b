"""`village-board roll`, `body` and `levy`: the clerk keeps a roll, asks for the right body, plans a levy."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cli.conftest import CLERK, DIRECTOR, Run
from tests.support.builders import TODAY, a_resolution, keep
from village_board.board import Board
from village_board.hearings.delegation import Delegation
from village_board.hearings.model import Body, Category, Resolution, ResolutionResult
from village_board.people.model import Person

NUMBERS = [f"20{n:02d}" for n in range(1, 11)]


@pytest.fixture
def meeting(opened: Board) -> Resolution:
    """A meeting of ten representatives and the director, held today."""
    keep(
        opened,
        *(
            Person(number=number, name=f"代表{number}", group=1, household=f"H{number}", representative=True)
            for number in NUMBERS
        ),
    )
    made = keep(
        opened,
        a_resolution(number="J-5", matter="修渠", meeting_on=TODAY, notice_on=TODAY),
        a_resolution(number="J-6", body=Body.VILLAGERS_ASSEMBLY, result=ResolutionResult.PASSED),
        a_resolution(number="L-1", category=Category.LEVY, meeting_on=TODAY + timedelta(days=20)),
    )
    return made[0]


def number_of(at_home: Run, number: str) -> str:
    """Return the id of the resolution with this number."""
    return next(one["id"] for one in at_home("list", "resolutions", "--json").json if one["number"] == number)


def test_who_is_due_is_shown_with_what_is_needed(at_home: Run, meeting: Resolution) -> None:
    """`roll due`: names, how many, of how many how many must come; what is wrong with the register is told."""
    said = at_home("roll", "due", "representative_assembly", "--json").json
    assert (said["due"], said["quorum"]) == (11, [{"of": "persons", "whole": 11, "needed": 8}])
    assert len(said["people"]) == 11
    assert len(said["findings"]) == 1
    assembly = at_home("roll", "due", "villagers_assembly", "--language", "en").out
    assert "8 of 15 people must come." in assembly
    assert "7 of 10 households must be represented." in assembly
    assert at_home("roll", "due", "group_meeting").code == 1
    assert "户" in at_home("roll", "due", "group_meeting", "--group", "1").out


def test_a_roll_is_kept_recorded_and_recounted(at_home: Run, meeting: Resolution) -> None:
    """Set, came, left, votes, record: the counts follow; the recount shows every step in words and as JSON."""
    # Guard: cli/roll.py - what the clerk marks is not what is counted.
    assert at_home("roll", "set", meeting.id, who=CLERK).code == 0
    came = at_home("roll", "came", meeting.id, *NUMBERS[:9], "--at", f"{TODAY} 08:30", "--json", who=CLERK).json
    assert (came["item"], came["counts"]["due"], came["counts"]["present"]) == (1, 11, 9)
    assert at_home("roll", "aside", meeting.id, NUMBERS[0], "--reason", "承包人的亲属", who=CLERK).code == 0
    voted = ("--against", NUMBERS[1], "--abstain", NUMBERS[2], "--rest", "for")
    assert at_home("roll", "votes", meeting.id, *voted, who=CLERK).code == 0
    assert at_home("roll", "record", meeting.id, "--held-on", TODAY, who=CLERK).code == 0
    found = at_home("roll", "recount", meeting.id, "--json").json
    assert (found["recorded"]["result"], found["corrected"], found["corrections"]) == ("passed", None, [])
    assert [step["met"] for step in found["recorded"]["steps"]] == [None, None, True, None, True, None]
    shown = at_home("roll", "recount", meeting.id, "--language", "en").out
    assert "✓ At least 2/3 of 11 people must come: 8. 8 came." in shown
    assert "✓ More than 1/2 of the 8 who came must agree: 5. 6 agreed." in shown


def test_a_correction_needs_its_reason_and_shows_both(at_home: Run, meeting: Resolution) -> None:
    """After the result a change without --why is refused; with it the recount shows the old and the new counts."""
    at_home("roll", "set", meeting.id, who=CLERK)
    at_home("roll", "came", meeting.id, *NUMBERS, who=CLERK)
    at_home("roll", "votes", meeting.id, "--rest", "for", who=CLERK)
    at_home("roll", "record", meeting.id, "--held-on", TODAY, who=CLERK)
    refused = at_home("roll", "left", meeting.id, NUMBERS[0], "--before", "1", who=CLERK)
    assert refused.code == 1
    back = ("roll", "back", meeting.id, NUMBERS[0])
    assert "--why" in at_home(*back, who=CLERK).err
    assert at_home(*back, "--why", "未到会", who=CLERK).code == 0
    found = at_home("roll", "recount", meeting.id, "--json").json
    assert (found["recorded"]["counts"]["present"], found["corrected"]["counts"]["present"]) == (10, 9)
    assert "徐小云" in found["corrections"][0]
    assert "未到会" in found["corrections"][0]
    said = at_home("roll", "recount", meeting.id).out
    assert "未到会" in said
    lines = at_home("roll", "show", meeting.id, "--json", who=CLERK).json
    assert len(lines) == 12
    assert "未到会" in at_home("roll", "show", meeting.id, who=CLERK).out


def test_p10_who_voted_how_is_shown_to_those_entitled(at_home: Run, meeting: Resolution) -> None:
    """P10: the lines of a roll need a PIN of the office; the recount shows counts and no name of a voter."""
    at_home("roll", "set", meeting.id, who=CLERK)
    at_home("roll", "came", meeting.id, *NUMBERS, who=CLERK)
    at_home("roll", "votes", meeting.id, "--rest", "for", who=CLERK)
    shown = at_home("roll", "show", meeting.id, "--language", "en", who=DIRECTOR)
    assert "代表2001  in person, for it" in shown.out
    assert at_home("roll", "show", meeting.id, who="1003").code == 1
    assert "代表20" not in at_home("roll", "recount", meeting.id, "--json").out


def test_what_the_roll_command_cannot_read_is_refused(at_home: Run, meeting: Resolution) -> None:
    """Votes without a vote, households that are none, a resolution without a roll or counts."""
    assert at_home("roll", "votes", meeting.id, who=CLERK).code == 2
    assert "2001=x" in at_home("roll", "votes", meeting.id, "--households", "2001=x", who=CLERK).err
    assert "roll set" in at_home("roll", "recount", meeting.id).err
    assert at_home("roll", "show", meeting.id, who=CLERK).code == 2
    assert "roll set" in at_home("roll", "votes", meeting.id, "--secret", "1", "2", "3", who=CLERK).err


def test_a_levy_is_voted_on_by_households_on_the_command_line(at_home: Run, meeting: Resolution) -> None:
    """`--stands-for` and `--households`: a representative brings the votes of the households."""
    levy = number_of(at_home, "L-1")
    at_home("roll", "set", levy, who=CLERK)
    assert at_home("roll", "came", levy, NUMBERS[0], "--stands-for", "8", who=CLERK).code == 0
    said = at_home("roll", "votes", levy, "--households", f"{NUMBERS[0]}=5/2/1", "--json", who=CLERK).json
    assert (said["counts"]["in_favour"], said["counts"]["households_present"]) == (5, 8)
    assert "5/2/1" in at_home("roll", "show", levy, who=CLERK).out


def test_a_levy_may_be_typed_by_its_counts(at_home: Run, opened: Board) -> None:
    """Without a roll: people, households and the votes of households; without households it is refused."""
    keep(opened, a_resolution(number="L-9", category=Category.LEVY, meeting_on=TODAY, notice_on=TODAY))
    record = ("resolution", "record", number_of(at_home, "L-9"), "--held-on", TODAY)
    counts = ("--due", "42", "--present", "40", "--for", "200", "--against", "60")
    assert "按户" in at_home(*record, *counts, who=CLERK).err
    houses = ("--households", "320", "--households-present", "300")
    said = at_home(*record, *counts, *houses, "--json", who=CLERK).json
    assert (said["result"], said["households_present"]) == ("passed", 300)


def test_the_right_body_is_proposed(at_home: Run, opened: Board, meeting: Resolution) -> None:
    """`body propose`: the body, why, the others, notice and approvals; `body delegate` changes the answer."""
    # Guard: cli/body.py:propose - a clerk asks and is not told whose approval is missing.
    site = at_home("body", "propose", "house_site", "--json").json
    assert (site["body"], site["approvals"], site["notice_days"]) == ("members_assembly", ["township"], 10)
    levy = at_home("body", "propose", "levy", "--json").json
    assert (levy["body"], levy["others"], len(levy["findings"])) == (
        "villagers_assembly",
        ["representative_assembly"],
        1,
    )
    term = ("--since", "2026-01-01", "--until", "2026-12-31")
    made = ("body", "delegate", "--number", "SQ-1", "--category", "levy", *term)
    assert at_home(*made, "--resolution", "J-5", who=CLERK).code == 1
    assert "2026年12月31日" in at_home(*made, "--resolution", "J-6", who=CLERK).out
    (made_id,) = [one.id for one in opened.records().all(Delegation)]
    assert "SQ-1" in at_home("show", made_id).out
    now = at_home("body", "propose", "levy", "--json").json
    assert (now["body"], now["findings"]) == ("representative_assembly", [])
    small = at_home("body", "propose", "property_disposal", "--amount", "12000", "--language", "en").out
    assert "It may also go to: Members' delegate assembly, Council." in small


def test_a_levy_is_planned_with_its_totals(at_home: Run, meeting: Resolution) -> None:
    """`levy plan`: totals by group; above the ceiling or with an unknown ground it is refused with the numbers."""
    levy = number_of(at_home, "L-1")
    plan = ("levy", "plan", levy, "--money", "15.50", "--days", "2")
    made = at_home(*plan, "--exempt", "service=2001", "--exempt", "subsistence=H2002", "--json", who=CLERK).json
    assert made == [{"group": 1, "households": 10, "money": 8 * 1550, "days": 9 * 2}]
    assert at_home("levy", "show", levy, "--json").json == made
    assert "124.00元" in at_home("levy", "show", levy).out
    assert "20.00元" in at_home("levy", "plan", levy, "--money", "20.01", who=CLERK).err
    assert at_home("levy", "plan", levy, "--exempt", "poor=2001", who=CLERK).code == 2
    assert at_home("levy", "show", meeting.id).code == 0
