"""The list of minor powers (facts 7.3): data with every fault named, charts, and where each case stands."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import Asking
from bot.words import understood
from kiosk.pages.powers import PowerPage, PowersPage
from tests.kiosk.hall import entries, shelf_of
from tests.kiosk.test_pages import words_of
from tests.support.builders import TODAY, Staff, a_case, keep
from village_board.accounts.registers import Contract, ContractStatus
from village_board.board import Board
from village_board.catalogue.words import law_of
from village_board.data_files import data_path
from village_board.enquiries.cases import ServiceCase, ServiceState
from village_board.hearings.case import CaseState
from village_board.hearings.model import Category
from village_board.i18n import translator
from village_board.limits.service import change_limit
from village_board.limits.table import shipped_limits
from village_board.paper.notice_sheet import Around
from village_board.paper.page_model import Chart
from village_board.paper.powers_sheet import powers_page
from village_board.powers.chart import Box, chart_lines
from village_board.powers.kinds import KINDS
from village_board.powers.model import OFF, Aspect, Sort
from village_board.powers.service import chart_of, powers_named, ran_through
from village_board.powers.table import PowersUnreadable, read_powers, shipped_powers
from village_board.text.lines import cells


def test_the_shipped_list_has_both_sorts_and_every_aspect() -> None:
    """Facts 7.3: powers over what belongs to all, and services; each aspect of the list has one at least."""
    powers = shipped_powers().values()
    assert {one.sort for one in powers} == set(Sort)
    assert {one.aspect for one in powers} == set(Aspect)
    assert all(one.basis and one.called and len(one.flow.steps) > 3 for one in powers)


def test_every_state_of_every_linked_record_has_its_step() -> None:
    """Whatever state a record stands in, the chart says where that is, or that it is off the chart."""
    # Guard: powers/table.py:_at_problems - a state that is added later would fail when somebody looks.
    for one in shipped_powers().values():
        for link in one.cases:
            at = one.flow.at[link.kind]
            assert set(at) == set(KINDS[link.kind].states()), (one.code, link.kind)
            assert all(step == OFF or one.flow.number(step) for step in at.values())


FAULTS = (
    ("flows.toml", 'key = "party",', 'key = "propose",', "step 'propose' stands twice"),
    ("flows.toml", 'within = "hearing.notice_days"', 'within = "hearing.notice_day"', "meant 'hearing.notice_days'?"),
    ("flows.toml", 'back = "discuss"', 'back = "discus"', "unknown step 'discus', meant 'discuss'?"),
    ("flows.toml", 'proposed = "propose"', 'proposd = "propose"', "unknown state 'proposd', meant 'proposed'?"),
    ("flows.toml", 'proposed = "propose"', 'proposed = "proposs"', "unknown step 'proposs', meant 'propose'?"),
    ("flows.toml", 'dropped = "-"\n', "", "at.case: state 'dropped' has no step"),
    ("flows.toml", "[decision.at.case]", "[decision.at.cases]", "at: unknown kind 'cases', meant 'case'?"),
    ("flows.toml", ', who = { zh = "村党组织", en = "Party branch" }', "", "'who' is missing"),
    ("collective.toml", 'flow = "decision"', 'flow = "decison"', "unknown flow 'decison', meant 'decision'?"),
    ("collective.toml", 'aspect = "purchases"', 'aspect = "purchase"', "unknown aspect 'purchase', meant 'purchases'?"),
    ("collective.toml", '"public_works"', '"public_work"', "unknown category 'public_work', meant 'public_works'?"),
    ("collective.toml", 'field = "purchase"', 'field = "purchases"', "unknown field 'purchases', meant 'purchase'?"),
    ("collective.toml", 'kind = "execution"', 'kind = "executions"', "unknown kind 'executions', meant 'execution'?"),
    ("collective.toml", 'basis = "招标投标法；村级小型工程管理规定"\n', "", "C05: 'basis' is missing"),
    ("services.toml", "[S02]", "[C02]", "C02: stands twice"),
    ("services.toml", 'flow = "seal"', 'flow = "relief"', "does not say where one stands ('at.service_case')"),
    ("services.toml", "[S01]", "[S01", "services.toml, -: "),
)


@pytest.mark.parametrize(("file", "right", "wrong", "said"), FAULTS)
def test_each_fault_of_the_data_is_named_with_file_key_and_nearest_name(
    tmp_path: Path, file: str, right: str, wrong: str, said: str
) -> None:
    """As with the monitoring points: whoever edits the data learns which line is off, and what was meant."""
    # Guard: powers/table.py:read_powers - a slip of the pen would be found by a villager, or never.
    folder = tmp_path / "powers"
    shutil.copytree(data_path("powers"), folder)
    text = (folder / file).read_text("utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(PowersUnreadable) as refused:
        read_powers(folder, shipped_limits())
    assert said in str(refused.value)
    assert file in str(refused.value)


def test_every_problem_of_all_files_is_told_at_once(tmp_path: Path) -> None:
    """Three faults in three files, and a file that is none: four lines."""
    folder = tmp_path / "powers"
    shutil.copytree(data_path("powers"), folder)
    for file, right, wrong, _ in (FAULTS[1], FAULTS[9], FAULTS[15]):
        text = (folder / file).read_text("utf-8")
        (folder / file).write_text(text.replace(right, wrong, 1), "utf-8")
    (folder / "servces.toml").write_text("", "utf-8")
    with pytest.raises(PowersUnreadable) as refused:
        read_powers(folder, shipped_limits())
    assert "meant 'services'?" in str(refused.value)
    assert str(refused.value).count(".toml, ") >= 4


def test_each_case_stands_at_its_present_step(board: Board) -> None:
    """A case that is carried out, one that was dropped, a contract that runs: each where its state says."""
    # Guard: powers/service.py:ran_through - the list would show rules and never what became of them.
    keep(
        board,
        a_case(CaseState.EXECUTING, number="1", category=Category.PUBLIC_WORKS),
        a_case(CaseState.DROPPED, number="2", category=Category.PUBLIC_WORKS),
        a_case(CaseState.DISCUSSED, number="3", category=Category.HOUSE_SITE),
    )
    keep(
        board,
        Contract(number="HT-1", name="路灯工程", type="工程", signed_on=TODAY),
        Contract(number="HT-2", name="鱼塘", type="承包", status=ContractStatus.DONE),
    )
    powers, records = shipped_powers(), board.records()
    works = ran_through(records, powers["C02"])
    assert dict(works.here) == {"carry": 1}
    assert sorted(one.step for one in works.ran) == [OFF, "carry"]
    assert dict(ran_through(records, powers["S01"]).here) == {"discuss": 1}
    assert dict(ran_through(records, powers["C05"]).here) == {"carry": 1}
    assert dict(ran_through(records, powers["C09"]).here) == {"end": 1}
    said = words_of(PowerPage("C02").read(shelf_of(board)))
    assert "现有1件在这一步" in said
    assert "村道路灯改造" in said


def test_p29_what_was_arranged_for_somebody_is_counted_and_never_named(board: Board) -> None:
    """P10, P29: how many stand where is told; what was asked for, and by whom, is not."""
    # Guard: powers/service.py:Through.public - everybody would read who needed which certificate.
    keep(
        board,
        ServiceCase(
            asked="开贫困证明盖章", name="李阿福", received_on=TODAY, promised_on=TODAY + timedelta(days=3),
            since=TODAY, state=ServiceState.RECEIVED, number="1234567",
        ),
    )  # fmt: skip
    through = ran_through(board.records(), shipped_powers()["S04"])
    assert dict(through.here) == {"check": 1}
    assert through.public == ()
    said = words_of(PowerPage("S04").read(shelf_of(board)))
    assert "现有1件在这一步" in said
    assert "另有1件不公开" in said
    assert "贫困" not in said
    assert "李阿福" not in said


@given(
    st.lists(st.tuples(st.text("步骤一二abc， ", min_size=1, max_size=40), st.booleans()), min_size=1, max_size=8),
    st.integers(10, 90),
)
def test_the_chart_in_text_is_a_frame_of_one_width(rows: list[tuple[str, bool]], width: int) -> None:
    """Whatever the words and the width: every line of a box ends in one column, and none is wider than asked."""
    # Guard: powers/chart.py:_box - a frame that frays cannot be read.
    boxes = [
        Box((text, "谁办：村委会"), "退回（第1步）" if here else "", "现有1件" if here else "") for text, here in rows
    ]
    lines = chart_lines(boxes, width)
    framed = [cells(line) for line in lines if line[0] in "┌│└╔║╚"]
    assert set(framed) == {max(width, 24)}
    assert all(cells(line) <= max(width, 24) for line in lines)


@pytest.mark.parametrize(
    ("words", "code"),
    [("盖章找谁", "S04"), ("公章归谁管", "S04"), ("開證明找誰", "S04"), ("宅基地找谁批", "S01"), ("低保谁审批", "S02"),
     ("招投标流程", "C05"), ("修路谁批的", "C02"), ("who approves house sites", "S01")],
)  # fmt: skip
def test_it_is_found_by_what_villagers_say(board: Board, words: str, code: str) -> None:
    """The question is understood, and leads to the one power, in bot and hall alike (P21)."""
    # Guard: data/asking/kinds.toml - "who stamps" would be answered with a telephone number.
    view, args = understood(words, TODAY)
    assert view == "pw"
    assert [one.code for one in powers_named(args[1], translator("zh-Hans"))] == [code]
    assert [entry.goto for entry in entries(PowersPage(args[1]).read(shelf_of(board)))] == [PowerPage(code)]


def test_the_bot_shows_the_chart_leaf_by_leaf(board: Board) -> None:
    """Every step stands in it, each message is short, and the list leads to each power."""
    from bot.views import VIEWS  # noqa: PLC0415

    def view(name: str, *args: str) -> str:
        reply = VIEWS[name](Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, args))
        assert len(reply.text) <= 1300
        return reply.text

    whole = "\n".join(view("pw1", "C01", str(page)) for page in range(4))
    for number in range(1, 12):
        assert f"{number}. " in whole
    listed = "\n".join(view("pw", str(offset)) for offset in range(0, 24, 6))
    assert all(code in listed for code in shipped_powers())
    assert "全部事项" in view("pw", "0", "外星人")
    assert view("pw1", "X99") == view("pw", "0")


def test_p8_no_face_shows_the_number_of_an_article(board: Board) -> None:
    """P8, K25: kiosk, bot and paper name the law of each power, and no article."""
    # Guard: village_board/catalogue/words.py:law_of - numbers of an older wording would stand before villagers.
    from bot.views import VIEWS  # noqa: PLC0415

    around = Around(board.settings, None, translator("zh-Hans"))
    said = [str(block) for block in powers_page(board.records(), around, list(shipped_powers().values())).blocks]
    for code, one in shipped_powers().items():
        asking = Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, (code,))
        mine = words_of(PowerPage(code).read(shelf_of(board))), VIEWS["pw1"](asking).text
        assert all(law_of(one.basis) in words for words in mine)
        said += mine
    assert any("条" in one.basis and law_of(one.basis) != one.basis for one in shipped_powers().values())
    assert not [words for words in said if re.search(r"第\d+[\d、]*条", words)]


def test_the_chart_is_printed_with_where_its_cases_stand(board: Board) -> None:
    """A sheet of one power is its chart; that of all begins with the list."""
    keep(board, a_case(CaseState.EXECUTING, category=Category.PUBLIC_WORKS))
    around = Around(board.settings, None, translator("zh-Hans"))
    one = powers_page(board.records(), around, [shipped_powers()["C02"]])
    (chart,) = [block for block in one.blocks if isinstance(block, Chart)]
    assert len(chart.rows) == 11
    assert [row[2] for row in chart.rows if row[2]] == ["● 现有1件在这一步"]
    every = powers_page(board.records(), around, list(shipped_powers().values()))
    assert sum(isinstance(block, Chart) for block in every.blocks) == len(shipped_powers())


def test_a_limit_that_the_village_changed_stands_on_the_chart(board: Board, staff: Staff) -> None:
    """The time of a step is the limit of today, not a number of the list."""
    # Guard: powers/service.py:limit_of - the wall would promise what the village no longer does.
    with board.desk(staff.director) as desk:
        change_limit(desk, "service.promised_days", 7, TODAY, "村民代表会议定")
    boxes = chart_of(board.records(), ran_through(board.records(), shipped_powers()["S05"]), translator("zh-Hans").say)
    said = [line for box in boxes for line in box.lines]
    assert any("7个工作日" in line for line in said)
    assert not any("10个工作日" in line for line in said)
