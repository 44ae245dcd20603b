"""village-board item … and catalogue …: an item's life and the village's own catalogue, from a shell."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CLERK, DIRECTOR, OVERSEER, Run

LEAK = "领取人身份证号 320584194912310022"


def drafted(at_home: Run, number: str = "X-1", content: str = "共三批") -> str:
    """Draft an item and return its id."""
    said = at_home("item", "draft", "--number", number, "--name", "采购", "--content", content, "--json", who=CLERK)
    return str(said.json["id"])


def published(at_home: Run, number: str = "X-1") -> str:
    """Return the id of an item that three people published."""
    made = drafted(at_home, number)
    for step, who in (("submit", CLERK), ("review", OVERSEER), ("sign", DIRECTOR)):
        assert at_home("item", step, made, who=who).code == 0
    return made


def test_p5_p28_the_way_of_an_item_with_a_stop_an_override_and_a_way_back(at_home: Run) -> None:
    """Stopped with the place and the reason, overridden by a second person, sent back, changed, in doubt, signed."""
    # Guard: cli/item.py:_with_files - the clerk is told "no" and not where.
    made = drafted(at_home, content=LEAK)
    stopped = at_home("item", "submit", made, who=CLERK)
    assert (stopped.code, "第1段" in stopped.out, "item override" in stopped.err) == (1, True, True)
    assert "320584" not in stopped.out + stopped.err
    assert at_home("item", "override", made, "--reason", "示例号码", who=CLERK).code == 1
    assert at_home("item", "override", made, "--reason", "示例号码", who=OVERSEER).code == 0
    assert "待审核" in at_home("item", "submit", made, who=CLERK).out
    assert at_home("item", "return", made, "--reason", "还是去掉", who=OVERSEER).code == 0
    assert at_home("item", "edit", made, "--content", "共三批", who=CLERK).code == 0
    assert at_home("item", "submit", made, who=CLERK).code == 0
    assert at_home("item", "review", made, "--asked", "镇保密办", who=OVERSEER).code == 0
    assert "镇保密办" in at_home("item", "sign", made, who=DIRECTOR).err
    assert at_home("item", "answer", made, "--answer", "可以公开", who=OVERSEER).code == 0
    done = at_home("item", "sign", made, "--json", who=DIRECTOR).json
    assert (done["status"], [one["reason"] for one in done["returns"]], len(done["overrides"])) == (
        "published",
        ["还是去掉"],
        1,
    )


def test_what_a_correction_changed_is_shown(at_home: Run) -> None:
    """`item diff`: what, why, and each line as it was and is."""
    old = published(at_home)
    words = ("--content", "共两批", "--what", "批次", "--why", "退货", "--json")
    new = at_home("item", "correct", old, *words, who=CLERK).json["id"]
    told = at_home("item", "diff", new).out
    assert "- 1: 共三批" in told
    assert "+ 1: 共两批" in told
    (change,) = at_home("item", "diff", new, "--json").json
    assert (change["kind"], change["old"], change["new"]) == ("changed", "共三批", "共两批")
    assert "第一版" in at_home("item", "diff", old).out


def test_a_scan_of_all_that_is_public_names_items_and_exits_1(at_home: Run) -> None:
    """`item rescan`: progress, then which item and which kind; withdrawn, nothing is found any more."""
    made = drafted(at_home, content=LEAK)
    at_home("item", "override", made, "--reason", "示例", who=OVERSEER)
    assert at_home("item", "emergency", made, "--issuer", "区应急局", who=DIRECTOR).code == 0
    assert at_home("item", "rescan", who=CLERK).code == 0
    early = at_home("item", "archive", made, who=CLERK)
    assert (early.code, "1天" in early.err) == (1, True)
    archived = at_home("item", "archive", made, "--reason", "灾情解除", "--json", who=CLERK).json
    assert (archived["status"], archived["taken_down"]["early"]) == ("archived", True)
    assert at_home("item", "withdraw", made, "--reason", "含个人信息", who=CLERK).code == 0
    scan = at_home("item", "rescan", "--json", who=CLERK)
    assert (scan.code, scan.json["flagged"]) == (0, [])


def test_what_is_not_open_is_counted_and_looked_at_again(at_home: Run) -> None:
    """`item draft --access`, `access`, `reexamine`: with ground and reason only."""
    closed = ("item", "draft", "--number", "X-9", "--name", "名单", "--content", "甲", "--access", "not_open")
    assert at_home(*closed, who=CLERK).code == 1
    made = at_home(*closed, "--ground", "条例", "--access-reason", "隐私", "--json", who=CLERK).json["id"]
    for step, who in (("submit", CLERK), ("review", OVERSEER), ("sign", DIRECTOR)):
        assert at_home("item", step, made, who=who).code == 0
    (counts,) = at_home("item", "access", "--json").json
    assert (counts["year"], counts["open"], counts["not_open"]) == (2026, 1, 1)
    assert at_home("item", "reexamine", "--json").json == []
    said = at_home("item", "reexamine", made, "--outcome", "open", "--reason", "已隐去姓名", who=DIRECTOR)
    assert "草稿" in said.out


def test_a_clarification_by_two_people_and_other_signers(at_home: Run) -> None:
    """`item clarify`, `item signers`."""
    item = published(at_home)
    words = ("--statement", "买了九批", "--fact", "共三批", "--json")
    made = at_home("item", "clarify", "draft", item, *words, who=CLERK).json["id"]
    assert at_home("item", "clarify", "publish", made, who=CLERK).code == 1
    assert "已公布" in at_home("item", "clarify", "publish", made, who=DIRECTOR).out
    assert at_home("item", "clarify", "withdraw", made, "--reason", "写错", who=DIRECTOR).code == 0
    named = ("item", "signers", "sign_village", "村党支部书记", "--reason", "会议决定")
    assert at_home(*named, who=DIRECTOR).code == 0
    assert at_home("item", "expire", "--json").json == []


def test_the_catalogue_is_the_village_s_own(at_home: Run) -> None:
    """`catalogue change|add|switch|list`: each with a reason, every version shown, no article numbers (P8)."""
    assert at_home("catalogue", "change", "SG-12", "--frequency", "monthly", "--reason", "会议", who=DIRECTOR).code == 0
    versions = at_home("catalogue", "list", "SG-12", "--json").json
    assert [(one["version"], one["frequency"]) for one in versions] == [(1, "quarterly"), (2, "monthly")]
    add = ("catalogue", "add", "YX-1", "--name", "停电", "--category", "便民", "--basis", "会议", "--reason", "要求")
    assert at_home(*add, who=DIRECTOR).code == 1
    assert at_home(*add, "--responsible", "供电所", "--group", "district", who=DIRECTOR).code == 0
    assert at_home("catalogue", "switch", "SG-20", "off", "--reason", "没有征地", who=DIRECTOR).code == 0
    listed = at_home("catalogue", "list").out
    assert "没有征地" in listed
    assert "第27条" not in listed


def test_the_due_calendar_from_a_shell(at_home: Run) -> None:
    """`catalogue event|due`: an event of August is due in September; a year's table; what is missing, with why."""
    event = ("catalogue", "event", "SG-02", "--what", "换人", "--on", "2026-08-03")
    assert at_home(*event, who=CLERK).code == 0
    missing = at_home("catalogue", "due", "--json").json
    assert ("SG-02", "2026-08-03", "2026-08-31") in [(one["code"], one["period"], one["due_on"]) for one in missing]
    assert at_home("item", "gap", "SG-02", "2026-08-03", "--reason", "待备案", who=CLERK).code == 0
    assert "待备案" in at_home("catalogue", "due").out
    year = at_home("catalogue", "due", "2026", "--json").json
    assert len([one for one in year if one["code"] == "SG-13"]) == 12


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("catalogue", "list", "SG-99"), 1),
        (("catalogue", "due", "1"), 2),
        (("item", "diff", "i2222222"), 1),
    ],
)
def test_a_wrong_command_is_a_sentence(at_home: Run, words: tuple[str, ...], code: int) -> None:
    """No such entry, no such year, no such item."""
    said = at_home(*words)
    assert (said.code, bool(said.err)) == (code, True)
