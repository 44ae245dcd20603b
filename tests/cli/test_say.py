"""The villagers' say by command: places, slips, opinions, objections, questioning; each refusal is one sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cli.conftest import Run
from tests.support.builders import TODAY, a_hearing, a_resolution, actor_of, announce, convene, keep
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.board import Board
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.resolutions import confirm_resolution, record_resolution
from village_board.hearings.rules import Counts
from village_board.hearings.voices import Opinion
from village_board.people.model import Actor, Person
from village_board.people.service import find_person

OF = ("--of", "representatives=6", "--of", "interested=6", "--of", "enterprises=1", "--of", "villagers=3")
CLERK, DIRECTOR, OVERSEER = "1004", "1001", "1003"


def who(board: Board, number: str) -> Actor:
    """Return somebody in office."""
    return actor_of(find_person(board.records(), number))


@pytest.fixture
def hearing(opened: Board) -> Hearing:
    """A hearing in three weeks."""
    with opened.desk(who(opened, DIRECTOR)) as desk:
        return announce(desk, a_hearing(held_at=instant(TODAY + timedelta(days=21), 9)))


@pytest.fixture
def published(opened: Board) -> Resolution:
    """A resolution that was passed and published today."""
    clock = opened.clock
    assert isinstance(clock, GivenClock)
    clock.move(TODAY - timedelta(days=12))
    with opened.desk(who(opened, DIRECTOR)) as desk:
        made = convene(desk, a_resolution(meeting_on=TODAY))
    clock.move(TODAY)
    with opened.desk(who(opened, CLERK)) as desk:
        record_resolution(desk, made.id, TODAY, Counts(42, 30, 28, 1, 1))
    with opened.desk(who(opened, OVERSEER)) as desk:
        return confirm_resolution(desk, made.id)


def test_p20_from_the_places_to_the_slip(at_home: Run, hearing: Hearing) -> None:
    """P20: set the places, register somebody, read the slip, withdraw; only the clerk's list has names."""
    assert at_home("hearing", "places", hearing.id, *OF, who=CLERK).code == 0
    register = ("hearing", "register", hearing.id, "--class", "enterprises", "--name")
    slip = at_home(*register, "王老板", "--json", who=CLERK).json["slip"]
    assert "候补第1位" in at_home(*register, "赵老板", who=CLERK).out
    assert "王老板" in at_home("hearing", "places", hearing.id, who=CLERK).out
    told = at_home("slip", slip)
    assert (told.code, "已报名，有名额" in told.out, "王老板" in told.out) == (0, True, False)
    assert at_home("slip", slip, "--json").json["title"] == hearing.matter
    assert at_home("hearing", "withdraw", slip, who=CLERK).code == 0
    assert at_home("hearing", "withdraw", slip, who=CLERK).code == 1


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("hearing", "places", "{id}", "--of", "interested=3"), 1, "3个"),
        (("hearing", "places", "{id}", "--of", "interested"), 2, "interested"),
        (("hearing", "register", "{id}", "--class", "interested", "--name", "王二"), 1, "没有名额"),
        (("hearing", "withdraw", "1234567"), 2, "不是听证报名"),
        (("hearing", "reply", "--adopted", "not", "--reason", "钱不够"), 2, "--slip"),
        (("questioning", "ask", "--by", "voters", "--person", "9001", "--question", "?", "--about", "账"), 1, "钱志强"),
        (("resolution", "objector", "1234567", "--person", "1005"), 1, "1234567"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_sentence_with_its_code(
    at_home: Run, hearing: Hearing, words: tuple[str, ...], code: int, sentence: str
) -> None:
    """Exit 1 where a rule says no, 2 where the command is off."""
    said = at_home(*(word.replace("{id}", hearing.id) for word in words), who=CLERK)
    assert (said.code, sentence in said.err) == (code, True)


def test_an_opinion_is_handed_in_with_a_slip(at_home: Run, hearing: Hearing) -> None:
    """The slip says by when it is answered; a mistyped slip is told so."""
    given = ("--stance", "change", "--content", "路灯太密", "--person", "1005")
    made = at_home("hearing", "opinion", hearing.id, *given, "--json", who=CLERK).json
    assert made["answer_due"]
    assert "via" not in made
    assert "听证后公开答复" in at_home("slip", made["slip"]).out
    assert at_home("slip", "123").code == 1


def test_p25_an_objection_from_its_slip_to_its_answer(at_home: Run, published: Resolution) -> None:
    """Raised by a person of the register, in time; the oversight committee waits; the answer ends it."""
    raised = at_home("resolution", "object", published.id, "--content", "太贵", "--person", "1005", "--json", who=CLERK)
    assert raised.json["status"] == "objected"
    assert "李阿福" not in raised.out
    assert "等待答复" in at_home("slip", raised.json["slip"]).out
    early = ("resolution", "oversight", published.id, "--slip", "1", "--opinion", "继续", "--go-on")
    assert at_home(*early, who=OVERSEER).code == 1
    assert at_home("resolution", "answer", published.id, "--slip", "1", "--answer", "已减", who=DIRECTOR).code == 0
    assert "已减" in at_home("slip", raised.json["slip"]).out


def test_p17_questioning_is_listed_without_names(at_home: Run, opened: Board) -> None:
    """P10, P17: five representatives ask; the list and `show` say how many, and nobody's name or id."""
    people = keep(opened, *(Person(number=f"40{n}", name=f"代表{n}", representative=True) for n in range(5)))
    named = [word for person in people for word in ("--person", person.number)]
    words = ("questioning", "ask", "--by", "representatives", *named, "--question", "租金呢？", "--about", "租金")
    made = at_home(*words, "--json", who=CLERK).json
    assert made["count"] == 5
    assert at_home("questioning", "answer", made["number"], "--answer", "在账上", who=DIRECTOR).code == 0
    said = (
        at_home("questioning", "list").out + at_home("show", made["id"]).out + at_home("show", made["id"], "--json").out
    )
    assert "村民代表" in said
    assert "在账上" in said
    assert not any(person.id in said or person.name in said for person in people)


def test_show_takes_what_a_hall_takes_and_masks_villagers_words(at_home: Run, published: Resolution) -> None:
    """P10: a number or code, an opinion's slip; who objected and their telephone are read by the office alone."""
    # Guard: cli/shown_voices.py:as_public - whoever passes the clerk's machine reads a villager's telephone number.
    words = "太贵，打我电话13812345678"
    raised = at_home("resolution", "object", published.id, "--content", words, "--person", "1005", "--json", who=CLERK)
    plain = at_home("show", f" {published.number.lower()} ")
    assert "138****5678" in plain.out
    assert "13812345678" not in plain.out + at_home("show", published.id, "--json").out
    assert "13812345678" in at_home("show", published.id, who=CLERK).out
    assert "等待答复" in at_home("show", raised.json["slip"]).out
    assert at_home("show", "no such number").code == 1


def test_an_opinion_is_shown_by_its_code_without_its_writer(at_home: Run, hearing: Hearing, opened: Board) -> None:
    """P10: words masked, the class in words, the writer only to those who may know."""
    given = ("--stance", "change", "--content", "路灯太密，13812345678", "--person", "1005")
    at_home("hearing", "opinion", hearing.id, *given, who=CLERK)
    made = next(iter(opened.records().all(Opinion)))
    shown = at_home("show", made.id)
    assert "138****5678" in shown.out
    assert made.person not in shown.out + at_home("show", made.id, "--json").out
    assert made.standing not in shown.out
    assert made.person in at_home("show", made.id, "--json", who=CLERK).out
