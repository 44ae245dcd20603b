"""The import as a whole: all or nothing, the same again, told to whoever waits."""

from __future__ import annotations

import pytest

from tests.interchange.conftest import VOUCHER_HEADERS, Office
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.base.clock import SystemClock
from village_board.base.errors import NotPermitted
from village_board.desk import unit_of_work
from village_board.hearings.model import Hearing
from village_board.interchange.importing import import_files
from village_board.kinds import BY_PREFIX
from village_board.people.model import Actor, Role
from village_board.trust.log import LOG

CONTRACTS = (("合同号", "名称", "乙方"), ("H-1", "鱼塘承包", "张三"), ("H-2", "校舍出租", "李四"))


def test_one_problem_in_one_file_keeps_everything_from_being_written(office: Office) -> None:
    """Nothing is written unless all is well, over all files of a call."""
    # Guard: importing.py:import_files
    good = office.csv("合同.csv", *CONTRACTS)
    bad = office.csv("听证.csv", ("听证编号", "事项", "公告日期"), ("T-1", "修路", "2026-02-30"))
    report = office.read(good, bad)
    assert (report.blocked, report.inserted, report.updated, report.unchanged) == (True, 0, 0, 0)
    assert (office.all(Contract), office.all(Hearing)) == ([], [])


def test_the_same_file_again_changes_nothing_and_says_so(office: Office) -> None:
    """A second import writes neither a row nor a line of the log."""
    # Guard: drafts/shape.py:Shape.apply - without the comparison every import would make new revisions
    path = office.csv("合同.csv", *CONTRACTS)
    assert (office.read(path).inserted, office.read(path).unchanged) == (2, 2)
    assert {one.rev for one in office.all(Contract)} == {1}
    with office.desk() as desk:
        assert len(desk._db.table(LOG)) == 1


def test_a_changed_row_is_the_only_one_written(office: Office) -> None:
    """Ids stay; what changed is counted."""
    office.read(office.csv("合同.csv", *CONTRACTS))
    ids = {one.number: one.id for one in office.all(Contract)}
    report = office.read(office.csv("合同.csv", *CONTRACTS[:2], ("H-2", "校舍出租", "王五"), ("H-3", "修路", "甲队")))
    assert (report.inserted, report.updated, report.unchanged) == (1, 1, 1)
    assert {one.number: one.id for one in office.all(Contract) if one.number in ids} == ids


def test_who_may_not_import_is_refused_before_a_file_is_opened(office: Office) -> None:
    """A villager cannot import."""
    villager = Actor("p2345678", "张三", frozenset({Role.VILLAGER}))
    with pytest.raises(NotPermitted), unit_of_work(office.db, BY_PREFIX, SystemClock(), villager) as desk:
        import_files(desk, [office.folder / "nothing.csv"])


def test_long_work_tells_how_far_it_is(office: Office) -> None:
    """The progress never runs backwards within a step, and ends at its end."""
    rows = [
        row
        for n in range(400)
        for row in (
            (f"记-{n}", "2026-03-05", "x", "101", "", "5", ""),
            (f"记-{n}", "2026-03-05", "x", "501", "", "", "5"),
        )
    ]
    told: list[tuple[int, int, str]] = []
    with office.desk() as desk:
        import_files(desk, [office.csv("凭证.csv", VOUCHER_HEADERS, *rows)], progress=lambda *step: told.append(step))
    assert told[0][2] == "凭证.csv"
    assert told[-1][:2] == (400, 400)
    assert all(done <= total for done, total, _ in told)
    assert len(office.all(Voucher)) == 400


def test_a_table_that_is_wrong_everywhere_has_a_list_with_an_end(office: Office) -> None:
    """A thousand problems are listed, and then a sentence."""
    rows = [(f"H-{n}", "", "x") for n in range(3000)]
    findings = office.read(office.csv("合同.csv", CONTRACTS[0], *rows)).findings
    assert 1000 < len(findings) < 1010
    assert "more problems" in str(findings[-1].message)
