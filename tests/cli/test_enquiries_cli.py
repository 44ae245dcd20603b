"""village-board enquiry and service, as the clerk types them; each refusal is one sentence."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import CLERK, DIRECTOR, PINS, Run
from village_board.board import Board

HELP = ("--kind", "help", "--name", "来访人", "--text", "村口路灯不亮", "--public")


@pytest.fixture
def do(program: Run, home: Any) -> Any:
    """Return a function that runs a command as somebody, and gives its JSON."""

    def call(who: str, *words: str, code: int = 0) -> Any:
        said = program(*words, "--as", who, "--home", home, "--json", stdin=PINS[who] + "\n")
        assert said.code == code, said.err
        return said.json

    return call


def test_from_the_slip_to_the_measures(do: Any, program: Run, home: Any) -> None:
    """Receive, accept, assign, reply by a template, publish by a second person, rate, close; then the figures."""
    slip = do(CLERK, "enquiry", "receive", *HELP)["number"]
    assert do(CLERK, "enquiry", "accept", slip)["state"] == "accepted"
    do(CLERK, "enquiry", "assign", slip, "--office", "文书")
    facts = ("--fact", "what=换了灯泡", "--fact", "done_on=9月1日")
    assert "换了灯泡" in do(CLERK, "enquiry", "reply", slip, "--template", "done", *facts)["reply"]
    assert do(DIRECTOR, "enquiry", "publish", slip)["public_question"] == "村口路灯不亮"
    assert do(CLERK, "enquiry", "rate", slip, "--solved", "--grade", "satisfied")["state"] == "confirmed"
    assert [one["state"] for one in do(CLERK, "enquiry", "close")] == ["closed"]
    told = program("enquiry", "measures", "--home", home, "--json").json["whole"]["rates"]
    assert {key: (one["part"], one["whole"]) for key, one in told.items()} == dict.fromkeys(told, (1, 1))
    assert all(one["whole_is"] for one in told.values())
    twice = program("enquiry", "measures", home, home, "--json")
    assert (twice.code, "算过" in twice.err or "已" in twice.err) == (1, True)


def test_the_list_has_no_words_and_show_asks_for_a_pin(do: Any, program: Run, home: Any, opened: Board) -> None:
    """P10: what was asked, and by whom, is for the office."""
    # Guard: village_board/cli/enquiry_lists.py:list_enquiries - whoever passes by would read complaints.
    slip = do(CLERK, "enquiry", "receive", *HELP)["number"]
    for words in (("enquiry", "list", "--all"), ("enquiry", "list", "--json"), ("slip", slip), ("search", "路灯不亮")):
        said = program(*words, "--home", home)
        assert "路灯不亮" not in said.out
        assert "来访人" not in said.out
    assert do(CLERK, "enquiry", "show", slip)["text"] == "村口路灯不亮"
    id_ = next(iter(opened.records()._db.table("enquiries")))["id"]
    assert program("show", id_, "--home", home).code == 1


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("enquiry", "receive", "--kind", "complain", "--name", "某", "--text", "举报贪污"), 1, "12388"),
        (("enquiry", "receive", "--kind", "help", "--text", "路灯不亮"), 1, ""),
        (("enquiry", "reply", "1234567"), 2, "--template"),
        (("enquiry", "reply", "1234567", "--template", "done", "--fact", "what"), 2, "名称=内容"),
        (("enquiry", "accept", "1234567"), 1, "没有来件"),
        (("service", "move", "1234567", "--office", "镇里"), 1, "没有代办事项"),
    ],
)
def test_refusals_are_one_sentence(do: Any, words: tuple[str, ...], code: int, sentence: str) -> None:
    """What is wrong and what to do, in the reader's words."""
    said = do(CLERK, *words, code=code)
    assert sentence in said["error"]
    assert "\n" not in said["error"]


def test_p29_a_service_case_by_command(do: Any) -> None:
    """P29: received with its papers, sent on, done, handed out."""
    slip = do(CLERK, "service", "receive", "--asked", "代办优待证", "--name", "某", "--paper", "申请表")["number"]
    assert do(CLERK, "service", "move", slip, "--office", "镇便民服务中心")["office"] == "镇便民服务中心"
    assert [one["number"] for one in do(CLERK, "service", "list")] == [slip]
    assert do(CLERK, "service", "done", slip, "--result", "已办好")["result"] == "已办好"
    assert do(CLERK, "service", "move", slip, "--handed-out")["state"] == "handed_out"
    assert do(CLERK, "service", "list") == []
