"""Forms of the office at the desk: people, signers, channels, what is watched, explanations, what came from others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.desk.rooms import (
    challenges,
    channels,
    evaluation,
    explaining,
    points,
    receiving,
    register_of_people,
    reports,
    routes,
)
from kiosk.desk.rooms.people_forms import end_form
from kiosk.desk.todo.model import Group
from kiosk.desk.todo.signatures import signature_tasks
from tests.applications.forms import MONDAY, an_application
from tests.calendar.notices import NOTICE_2027
from tests.disclosure.hands import LEAK, published
from tests.kiosk.desk_pure import ENGLISH, done, filled, refused
from tests.support.builders import TODAY, Staff, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.applications.model import State
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.disclosure.law import Step
from village_board.disclosure.model import ItemStatus
from village_board.disclosure.signers import posts_of
from village_board.i18n import translator
from village_board.notices.channels import ChannelState
from village_board.notices.model import NoticeKind
from village_board.notices.route_service import route_of
from village_board.notices.route_table import audience_names
from village_board.notices.routing import ChannelKind, Event, To
from village_board.people.model import Household, Person
from village_board.reports.model import ReportKind
from village_board.supervision.checks import CHECKS
from village_board.supervision.points import points_of


@pytest.fixture
def board() -> Iterator[Board]:
    board = memory_board(GivenClock(TODAY))
    yield board
    board.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    return hire(board)


def person(board: Board, number: str) -> Person:
    """Return the person with this number."""
    return next(one for one in board.records().all(Person) if one.number == number)


def test_somebody_is_entered_and_changed_without_any_office(board: Board, staff: Staff) -> None:
    """P2: number, name, household; an identity number, a taken number, a second head: each at its field."""
    form = register_of_people.ENTER
    given = {"number": "03012-1", "name": "周小兰", "group": "3", "household": "03012", "head_of_household": "yes"}
    assert refused(board, staff.clerk, form, **(given | {"number": "330102199001011237"}))[0] == "number"
    assert refused(board, staff.clerk, form, **(given | {"number": "1001"}))[0] == "number"
    assert refused(board, staff.clerk, form, **(given | {"name": "周小兰13800138000"}))[0] == "name"
    assert refused(board, staff.clerk, form, **given, near_relatives="9999")[0] == "near_relatives"
    made: Person = done(board, staff.clerk, form, **given, near_relatives="1001")
    assert (made.offices, made.adult, made.near_relatives) == ((), True, ("1001",))
    again = given | {"number": "03012-2", "name": "周大"}
    assert refused(board, staff.clerk, form, **again)[0] == "head_of_household"
    done(board, staff.clerk, form, **(again | {"head_of_household": "no", "adult": "no"}))
    house = next(iter(board.records().all(Household)))
    assert (house.number, house.group, house.head) == ("03012", 3, "03012-1")
    director = person(board, "1001")
    with pytest.raises(NotPermitted):
        done(board, staff.overseer, register_of_people.CHANGE, director.id, name="别人")
    changed = done(board, staff.clerk, register_of_people.CHANGE, director.id, name="郑立新", group="2")
    assert (changed.number, changed.offices, changed.group) == ("1001", director.offices, 2)


def test_an_office_is_ended_and_the_posts_that_sign_are_named(board: Board, staff: Staff) -> None:
    """P5: who signs follows a post that somebody holds; one that nobody holds, or no reason, is refused."""
    form = register_of_people.signers_form(Step.SIGN_VILLAGE)
    assert refused(board, staff.director, form, posts="村长", reason="决定")[0] == "posts"
    assert refused(board, staff.director, form, posts="村党支部书记", reason=" ")[0] == "reason"
    done(board, staff.director, form, posts="村党支部书记 村委会主任，", reason="两委会决定")
    assert posts_of(board.records(), Step.SIGN_VILLAGE) == ("村党支部书记", "村委会主任")
    clerk = person(board, "1004")
    ended = done(board, staff.director, end_form("文书"), clerk.id, until="2026-8-31")
    assert ended.offices[0].until == date(2026, 8, 31)


def test_a_channel_is_added_tested_and_switched(board: Board, staff: Staff) -> None:
    """Hall and group by name and topics; a taken name, a topic that is none: at the field; the code is shown once."""
    given = {"kind": "loudspeaker", "name": "村口喇叭"}
    assert refused(board, staff.clerk, channels.ADD, **given, topics="9")[0] == "topics"
    made = done(board, staff.clerk, channels.ADD, **given, topics="1 2")
    assert len(made.topics) == 2
    assert refused(board, staff.clerk, channels.ADD, **given)[0] == "name"
    assert done(board, staff.clerk, channels.OFF, made.id).state is ChannelState.OFF
    assert done(board, staff.clerk, channels.ON, made.id).state is ChannelState.ACTIVE
    group, code = done(board, staff.clerk, channels.GROUP, name="三组群")
    assert code in channels._group_told(ENGLISH, (group, code))
    assert refused(board, staff.clerk, channels.ON, group.id)[1]
    fields = {one.name: one for one in channels.ADD.fields}
    assert fields["address"].kind == "secret"
    assert fields["address"].asked is not None
    assert fields["address"].asked({"kind": "wecom"})
    assert not fields["address"].asked(given)


def test_an_event_goes_another_way_from_a_day_on(board: Board, staff: Staff) -> None:
    """To whom, how, by which channels; the past, no reason, unknown posts, no change: each at its field."""
    form = routes.route_form(Event.ITEM_PUBLISHED.value)
    assert refused(board, staff.director, form, kind="digest", since="8-1", reason="少打扰")[0] == "since"
    assert refused(board, staff.director, form, kind="digest", reason=" ")[0] == "reason"
    assert refused(board, staff.director, form, to="posts", posts="村长", reason="少打扰")[0] == "posts"
    assert refused(board, staff.director, form, channels="电报", reason="少打扰")[0] == "channels"
    for given in ({"since": "8-1"}, {"to": "posts"}, {}):
        assert "item." not in refused(board, staff.director, form, **given, reason="少打扰")[1], given
    assert refused(board, staff.director, form, reason="少打扰")[0] == "channels"
    done(board, staff.director, form, to="posts", posts="文书、committee 7", channels="聊天 8", reason="少打扰")
    done(board, staff.director, form, to="posts", posts="committee", channels="1 8", kind="normal", reason="少打扰")
    way = route_of(board.records(), Event.ITEM_PUBLISHED)
    assert (way.to, way.kind, way.channels) == (To.POSTS, NoticeKind.NORMAL, (ChannelKind.CHAT, ChannelKind.KIOSK))


def test_whom_a_way_tells_is_named_in_words(board: Board, staff: Staff) -> None:
    """Each role and post that a way can name has words, which are shown; nobody learns the program's names."""
    assert set(routes.AUDIENCE) == audience_names()
    form = routes.route_form(Event.ITEM_PUBLISHED.value)
    done(board, staff.director, form, to="posts", posts="文书 理事长", reason="少打扰")
    shown = routes.way_line(route_of(board.records(), Event.ITEM_PUBLISHED), translator("zh-Hans", "kiosk"))
    assert shown.startswith("文书、理事长；")


def test_a_fixed_way_asks_for_its_channels_alone() -> None:
    """Of what the law has told to whom, nobody fills in fields that would be refused."""
    free, fixed = routes.route_form(Event.ITEM_PUBLISHED.value), routes.route_form(Event.MEETING_ANNOUNCED.value)
    assert [one.name for one in free.asked({})] == ["to", "kind", "channels", "since", "reason"]
    assert [one.name for one in fixed.asked({})] == ["channels", "since", "reason"]


def test_what_is_watched_is_changed_by_the_overseers(board: Board, staff: Staff) -> None:
    """Switched off, given other days, added; wrong days, a wrong check, the past: at their fields; not by the clerk."""
    code = next(one.code for one in points_of(board.records()).values() if isinstance(one.yellow, int))
    form = points.set_form(code)
    assert refused(board, staff.overseer, form, yellow="9", red="3", reason="试行")[0] == "red"
    assert refused(board, staff.overseer, form, yellow="三", reason="试行")[0] == "yellow"
    assert refused(board, staff.overseer, form, reason="试行")[0] == "yellow"
    assert refused(board, staff.overseer, form, yellow="1", since="8-1", reason="试行")[0] == "since"
    with pytest.raises(NotPermitted):
        done(board, staff.clerk, form, yellow="1", reason="试行")
    done(board, staff.overseer, form, yellow="－2", red="4", reason="试行")
    assert (points_of(board.records())[code].yellow, points_of(board.records())[code].red) == (-2, 4)
    assert refused(board, staff.overseer, points.switch_form(code, off=True), reason=" ")[0] == "reason"
    done(board, staff.overseer, points.switch_form(code, off=True), reason="试行期满")
    assert points_of(board.records())[code].off == "试行期满"
    new = {"code": "CZ-1", "check": points_of(board.records())[code].checks[0], "name": "本村一条", "reason": "决定"}
    assert refused(board, staff.overseer, points.ADD, **(new | {"settings": "什么=5"}))[0] == "settings"
    assert refused(board, staff.overseer, points.ADD, **(new | {"check": "nothing"}))[0] == "check"
    assert done(board, staff.overseer, points.ADD, **new, yellow="3", red="9").code == "CZ-1"


def test_each_kind_of_check_is_listed_in_words_of_its_own(board: Board) -> None:
    """Every shipped check once, in Chinese, no two alike: a line that is read is the line that is taken."""
    # Guard: kiosk/desk/rooms/points.py:checks_listed - the other of two checks of one point is watched.
    listed = points.checks_listed(board.records(), translator("zh-Hans", "kiosk"))
    assert sorted(one.value for one in listed) == sorted(CHECKS)
    assert len({one.words for one in listed}) == len(CHECKS)
    assert not any(one.words.isascii() for one in listed)


def test_a_new_point_shows_the_limits_of_its_kind_of_check(board: Board, staff: Staff) -> None:
    """Beside the form stand the keys by which they are set, or that there are none."""
    t = translator("en", "kiosk")

    def beside(check: str) -> str:
        typed = filled(board, staff.overseer, points.ADD).with_answers({"check": check})
        assert points.ADD.beside is not None
        return "\n".join(words for words, _ in points.ADD.beside(board.records(), typed, t))

    assert "accounts.cash_limit=" in beside("cash_over_limit")
    assert "no limits of its own" in beside("loose_number")
    assert not beside("")


def test_the_assembly_s_appraisal_is_recorded_once_a_year(board: Board, staff: Staff) -> None:
    """The form begins with all who hold an office; ahead, unknown, twice, in both lists: each at its field."""
    form = evaluation.APPRAISAL
    given = {"on": "8-20", "body": "villagers_assembly"}
    assert set(filled(board, staff.overseer, form).text("competent").split()) == {"郑立新", "何春梅"}
    assert refused(board, staff.overseer, form, **(given | {"on": "2026-12-1"}))[0] == "on"
    assert refused(board, staff.overseer, form, **given, not_competent="1001")[0] == "not_competent"
    assert refused(board, staff.overseer, form, **given, competent="张三")[0] == "competent"
    assert refused(board, staff.overseer, form, **given, competent="李阿福")[0] == "competent"
    both = refused(board, staff.overseer, form, **given, competent="郑立新", not_competent="1001")
    assert both[0] == "not_competent"  # Guard: village_board/evaluation/appraisal_service.py - the last one would win
    made = done(board, staff.overseer, form, **given, competent="1001", not_competent="何春梅")
    assert [one.competent for one in made.verdicts] == [True, False]
    assert refused(board, staff.overseer, form, **given)[0] == "on"
    with board.reading() as records:
        assert evaluation._rows(records, staff.clerk, ENGLISH) == []
        said = [words for words, _ in evaluation._appraised(records, made, ENGLISH)]
    assert any("not competent" in line for line in said)


def test_an_explanation_is_drafted_and_published_by_another(board: Board, staff: Staff) -> None:
    """Question by question; half a pair, somebody exposed: at the field; it waits for the director on the home."""
    item = published(board, staff)
    form = explaining.DRAFT
    assert refused(board, staff.clerk, form, item.id, q1="买了什么？", a1="纸", q2="几批？")[0] == "a2"
    assert refused(board, staff.clerk, form, item.id, q1="谁领的？", a1=LEAK)[0] == "a1"
    assert refused(board, staff.clerk, form, item.id, q1="买了什么？", a1="纸", q2="谁领的？", a2=LEAK)[0] == "a2"
    made = done(board, staff.clerk, form, item.id, q1="买了什么？", a1="纸", q2="几批？", a2="三批")
    assert len(made.answered) == 2
    with board.reading() as records:
        waits = {one.key: one.group for one in signature_tasks(records, staff.director, ENGLISH)}
        other = {one.key: one.group for one in signature_tasks(records, staff.clerk, ENGLISH)}
    assert (waits[made.id], other[made.id]) == (Group.MINE, Group.OTHER)
    assert done(board, staff.director, explaining.PUBLISH, made.id).public
    assert refused(board, staff.director, explaining.WITHDRAW, made.id, reason=" ")[0] == "reason"
    assert filled(board, staff.clerk, form, item.id).text("a2") == "三批"


def test_a_table_of_another_body_is_taken_in_as_it_came(board: Board, staff: Staff, tmp_path: Path) -> None:
    """A file that is none, a day ahead, no table: at their fields; what exposes somebody waits as a draft."""
    form = receiving.RECEIVE
    table = tmp_path / "停电.csv"
    table.write_text("日期,范围\n2026-09-03,三组\n", encoding="utf-8")
    empty = tmp_path / "空.csv"
    empty.write_text("停电通知\n", encoding="utf-8")
    given = {"name": "停电通知", "source": "镇供电所"}
    assert refused(board, staff.clerk, form, **given, file=str(tmp_path / "无.csv"))[0] == "file"
    assert refused(board, staff.clerk, form, **given, file=str(empty))[0] == "file"
    assert refused(board, staff.clerk, form, **given, file=str(table), on="2026-12-1")[0] == "on"
    taken = done(board, staff.clerk, form, **given, file=str(table))
    assert (taken.item.status, taken.item.received_on) == (ItemStatus.PUBLISHED, TODAY)
    assert not done(board, staff.clerk, form, **given, file=str(table)).new
    table.write_text(f"姓名,电话\n王五,{LEAK}\n", encoding="utf-8")
    hidden = done(board, staff.clerk, form, **(given | {"name": "名单"}), file=str(table))
    assert hidden.item.status is ItemStatus.DRAFT
    assert "draft" in receiving._taken(ENGLISH, hidden)


def test_a_notice_of_days_off_that_cannot_be_used_writes_nothing(board: Board, staff: Staff, tmp_path: Path) -> None:
    """The first problem is said at the file, with how many there are."""
    wrong = tmp_path / "notice.toml"
    wrong.write_text("year = 'x'\n", encoding="utf-8")
    where, words = refused(board, staff.clerk, receiving.DAYS_OFF, file=str(wrong))
    assert where == "file"
    assert "nothing was written" in words
    words_of = tmp_path / "notice.txt"
    words_of.write_text("关于2027年部分节假日安排的通知\n一、元旦：1月1日至3日放假，共2天。", encoding="utf-8")
    where, words = refused(board, staff.clerk, receiving.DAYS_OFF, file=str(words_of))
    assert where == "file"
    assert "item 1 of the notice" in words
    wrong.write_text(NOTICE_2027, encoding="utf-8")
    taken = done(board, staff.clerk, receiving.DAYS_OFF, file=str(wrong))
    assert (taken.loaded.year.year, taken.moved) == (2027, 0)


def test_the_text_of_a_report_names_only_figures_that_there_are(board: Board, staff: Staff) -> None:
    """The form begins with the text that holds; a figure that is none is refused at the text, with its line."""
    form = reports.text_form(ReportKind.BULLETIN)
    assert "{{" in filled(board, staff.clerk, form).text("text")
    assert refused(board, staff.clerk, form, text="# 月报\n{{nothing}}")[0] == "text"
    kept = filled(board, staff.clerk, form).text("text")
    assert done(board, staff.clerk, form, text=f"{kept}\n\n谢谢大家。").version == 1
    typed = filled(board, staff.clerk, form, text="{{nothing}}")
    with board.reading() as records:
        assert "nothing" in form.beside(records, typed, ENGLISH)[0][0]


def test_a_challenge_is_filed_and_concluded(board: Board, staff: Staff) -> None:
    """As the body told: before the answer, ahead, a taken number: each at its field; it ends once."""
    answered = keep(board, an_application(MONDAY, state=State.ANSWERED, finished_on=TODAY))[0]
    given = {"number": "复议1", "kind": "reconsideration", "body": "县政府"}
    assert refused(board, staff.clerk, challenges.FILE, answered.id, **given, on="8-1")[0] == "on"
    assert refused(board, staff.clerk, challenges.FILE, answered.id, **given, on="2026-12-1")[0] == "on"
    made = done(board, staff.clerk, challenges.FILE, answered.id, **given)
    assert refused(board, staff.clerk, challenges.FILE, answered.id, **given)[0] == "number"
    assert refused(board, staff.clerk, challenges.CONCLUDE, made.id, outcome="upheld", on="8-1")[0] == "on"
    assert done(board, staff.clerk, challenges.CONCLUDE, made.id, outcome="upheld").concluded_on == TODAY
