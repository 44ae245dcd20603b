"""Partial, as found, dry run; numbers that start again each month; closed months."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.interchange.conftest import VOUCHER_HEADERS, Office, told
from village_board.accounts.model import Closing, Line, Voucher
from village_board.accounts.registers import Contract, Resource
from village_board.hearings.model import Hearing
from village_board.interchange.importing import ImportReport, import_files
from village_board.interchange.mending import write_to_mend
from village_board.trust.log import LOG


def run(office: Office, *paths: Path, **ways: bool) -> tuple[ImportReport, list[Path]]:
    with office.desk() as desk:
        report = import_files(desk, paths, **ways)
        mend = [] if ways.get("dry_run") else [write_to_mend(one, str) for one in report.to_mend]
    return report, mend


def lines(number: str, dated: object, summary: str = "收", amount: object = "5") -> tuple[tuple[object, ...], ...]:
    return (
        (number, dated, summary, "101", "库存现金", amount, ""),
        (number, dated, summary, "501", "经营收入", "", amount),
    )


def test_partial_writes_the_good_and_returns_the_rest(office: Office) -> None:
    """Whole vouchers are written or come back; mended, the file that came back brings the rest."""
    # Guard: importing.py:_return - half a voucher on the board would be money that never was
    bad = lines("记-2", "2026-03-06")
    path = office.csv(
        "凭证.csv", ("清溪村",), (*VOUCHER_HEADERS, "心情"), *lines("记-1", "2026-03-05"), bad[0],
        (*bad[1][:6], "五元", "好"), *lines("记-3", "2026-03-07"), ("", "", "合计", "", "", "15", "15"),
    )  # fmt: skip
    report, (mend,) = run(office, path, partial=True)
    assert (report.inserted, report.blocked, report.to_mend[0].rows) == (2, False, 2)
    assert [row for row, _, _ in told(report.findings)] == [6]
    assert sorted(one.number for one in office.all(Voucher)) == ["记-1", "记-3"]
    assert mend == office.folder / "凭证-to-mend.xlsx"
    book = load_workbook(mend)
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == ("要改的地方（改好后可留着）", "原表行号", *VOUCHER_HEADERS, "心情")
    assert [(row[0] is None, row[1], row[2], row[8]) for row in rows[1:]] == [
        (True, 5, "记-2", None),
        (False, 6, "记-2", "五元"),
    ]
    assert "贷方" in rows[2][0]
    again, (second,) = run(office, mend, partial=True)
    assert (again.inserted, second.name) == (0, "凭证-to-mend-2.xlsx")
    book.active["I3"] = 5
    book.save(mend)
    mended, none = run(office, mend)
    assert (mended.inserted, mended.findings, none) == (1, (), [])
    assert [str(note.message) for note in mended.notes] == ["vouchers has no such column; it was left out."]
    assert len(office.all(Voucher)) == 3


def test_what_was_understood_comes_back_understood(office: Office) -> None:
    """万元, a year from the title, merged and split columns: the file to mend says the same without them."""
    # Guard: mending.py:_writer - 12.5 of a column in 万元 would come back as yuan
    path = office.csv(
        "合同.csv", ("2026年合同 单位：万元",), ("合同号", "名称", "乙方", "总价", "签订日", "起止日", "状态"),
        ("H-1", "东塘", "张 三", "12.5", "3月5日", "2026-01-01至2026-12-31", "不知道"),
        ("H-2", "西塘", "李四", "7", "3月6日", "", "履行中"),
    )  # fmt: skip
    report, (mend,) = run(office, path, partial=True)
    assert report.inserted == 1
    book = load_workbook(mend)
    assert [cell.value for cell in book.active[1]][5] == "总价（万元）"
    book.active["I2"] = "履行中"
    book.save(mend)
    assert run(office, mend)[0].inserted == 1
    contract = next(one for one in office.all(Contract) if one.number == "H-1")
    assert (contract.total, contract.signed_on, contract.ends_on, contract.party_b) == (
        12_500_000, date(2026, 3, 5), date(2026, 12, 31), "张三",
    )  # fmt: skip


def test_a_voucher_without_a_day_comes_back_whole_and_is_told_once(office: Office) -> None:
    """The next line of a voucher whose date is wrong is no problem of its own, and comes back with it."""
    headers = ("凭证号", "记账日期", *VOUCHER_HEADERS[2:])
    one, two = lines("记-1", "2026-02-30")
    path = office.csv("凭证.csv", headers, one, ("", "", *two[2:]), *lines("记-2", "2026-03-01"))
    report, (mend,) = run(office, path, partial=True)
    assert ([row for row, _, _ in told(report.findings)], report.inserted) == ([2], 1)
    book = load_workbook(mend)
    assert [row[1] for row in book.active.iter_rows(min_row=2, values_only=True)] == [2, 3]
    book.active["D2"] = "2026-02-28"
    book.save(mend)
    mended, _ = run(office, mend)
    assert (mended.inserted, mended.findings, mended.notes) == (1, (), ())


def test_a_personal_number_does_not_come_back(office: Office) -> None:
    """P2: what must never be stored is not copied into the file to mend either."""
    path = office.csv(
        "人员.csv",
        ("编号", "姓名", "身份证号"),
        ("110101199003070505", "张三", "110101199003070505"),
        ("1", "李四", ""),
    )
    _, (mend,) = run(office, path, partial=True)
    rows = list(load_workbook(mend).active.iter_rows(values_only=True))
    assert rows[0][2:] == ("编号", "姓名")
    assert "199003070505" not in str(rows)


def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(office: Office) -> None:
    """With --partial the good file is written and the other one told; there is nothing to return of it."""
    (office.folder / "坏.xlsx").write_bytes(b"PK\x03\x04 nothing")
    report, mend = run(
        office,
        office.folder / "坏.xlsx",
        office.csv("好.csv", VOUCHER_HEADERS, *lines("1", "2026-03-05")),
        partial=True,
    )
    assert (report.inserted, len(report.findings), mend) == (1, 1, [])


@pytest.mark.parametrize(
    ("headers", "row", "model"),
    [
        (("听证编号", "事项", "应到", "实到"), ("T-1", "修路", "30", "36"), Hearing),
        (("听证编号", "事项", "实到", "同意"), ("T-1", "修路", "30", "36"), Hearing),
        (("听证编号", "事项", "听证时间", "公告日期"), ("T-1", "修路", "2026-03-01", "2026-03-05"), Hearing),
        (("编号", "名称", "面积", "机动地"), ("Z-1", "东塘", "5", "4"), Resource),
        (("期间", "结账日期"), ("2026-03", "2026-02-01"), Closing),
    ],
)
def test_the_past_is_recorded_as_it_was(office: Office, headers: tuple, row: tuple, model: type) -> None:
    """--as-found records what a record can hold; the broken rule is a finding and stops nothing."""
    # Guard: importing.py:_problems
    path = office.csv("旧.csv", headers, row)
    assert run(office, path)[0].blocked
    report, _ = run(office, path, as_found=True)
    assert (report.inserted, report.blocked, len(report.findings), report.to_mend) == (1, False, 1, ())
    assert len(office.all(model)) == 1


def test_what_no_record_can_hold_is_no_past(office: Office) -> None:
    """A voucher that does not balance and a day that never was stay problems; with both ways they come back."""
    path = office.csv("凭证.csv", VOUCHER_HEADERS, *lines("记-1", "2026-03-05"), lines("记-2", "2026-03-05")[0])
    assert run(office, path, as_found=True)[0].blocked
    report, mend = run(office, path, as_found=True, partial=True)
    assert (report.inserted, len(mend)) == (1, 1)


def test_a_dry_run_writes_nothing_and_says_the_same(office: Office) -> None:
    """A dry run counts what would be, writes no row, no line of the log and no file."""
    # Guard: entering.py:Entering.enter
    path = office.csv("凭证.csv", VOUCHER_HEADERS, *lines("记-1", "2026-03-05"), *lines("记-2", "2026-02-30"))
    dry, _ = run(office, path, partial=True, dry_run=True)
    assert (office.all(Voucher), sorted(one.name for one in office.folder.iterdir())) == ([], ["凭证.csv"])
    with office.desk() as desk:
        assert len(desk._db.table(LOG)) == 0
    wet, _ = run(office, path, partial=True)
    assert (dry.inserted, dry.findings, dry.to_mend[0].rows) == (wet.inserted, wet.findings, wet.to_mend[0].rows)


def keys(office: Office) -> set[str]:
    return {one.key for one in office.all(Voucher)}


def test_numbers_that_start_again_each_month_are_told_apart(office: Office) -> None:
    """记-1 of January and of February are two vouchers, in one file or in two, and again they change nothing."""
    # Guard: drafts/numbering.py:settle - February would take January's place on the board
    rows = [
        *lines("记-1", "2026-01-05", "一月"),
        *lines("记-1", "2026-02-05", "二月"),
        *lines("记-2", "2026-02-06", "二月"),
    ]
    path = office.csv("凭证.csv", VOUCHER_HEADERS, *rows)
    report = office.read(path)
    assert (report.inserted, report.findings) == (3, ())
    assert keys(office) == {"2026/记-1", "2026-02/记-1", "2026/记-2"}
    assert "told apart by their month" in str(report.notes[0].message)
    assert office.read(path).unchanged == 3
    march = office.csv(
        "三月.csv", VOUCHER_HEADERS, *lines("记-1", "2026-03-05", "三月"), *lines("记-2", "2026-03-06", "三月")
    )
    assert (office.read(march).inserted, office.read(march).unchanged) == (2, 2)
    assert keys(office) == {"2026/记-1", "2026-02/记-1", "2026/记-2", "2026-03/记-1", "2026-03/记-2"}


def test_a_month_in_a_file_of_its_own_does_not_overwrite_another(office: Office) -> None:
    """Files of single months come in any order; a key once given stays."""
    for month, summary in ((2, "二月水费"), (1, "一月水费"), (3, "三月水费")):
        assert (
            office.read(office.csv("a.csv", VOUCHER_HEADERS, *lines("1", f"2026-{month:02d}-05", summary))).inserted
            == 1
        )
    assert keys(office) == {"2026/1", "2026-01/1", "2026-03/1"}
    better = office.csv("b.csv", VOUCHER_HEADERS, *lines("1", "2026-01-09", "一月电费"))
    assert office.read(better).updated == 1
    assert {one.key: one.summary for one in office.all(Voucher)}["2026-01/1"] == "一月电费"


def test_a_corrected_month_of_the_same_voucher_is_no_new_voucher(office: Office) -> None:
    """A voucher that says the same in another month was dated wrongly: it moves, and that is told."""
    office.read(office.csv("a.csv", VOUCHER_HEADERS, *lines("记-9", "2026-03-31")))
    report = office.read(office.csv("a.csv", VOUCHER_HEADERS, *lines("记-9", "2026-04-01")))
    assert (report.inserted, report.updated) == (0, 1)
    assert "Its date was changed" in str(report.notes[0].message)
    (voucher,) = office.all(Voucher)
    assert (voucher.month, voucher.key) == ("2026-04", "2026/记-9")


def test_a_line_in_the_wrong_month_is_a_finding_and_no_new_voucher(office: Office) -> None:
    """Two halves that balance only together are one voucher with a mistyped date."""
    # Guard: drafts/books.py:_find_other_dates
    one, two = lines("记-1", "2026-03-05")
    report = office.read(office.csv("a.csv", VOUCHER_HEADERS, one, ("记-1", "2026-04-05", *two[2:])))
    assert [(row, column) for row, column, _ in told(report.findings)] == [(3, "日期")]


def test_a_closed_month_takes_no_new_voucher_unless_it_was_so(office: Office) -> None:
    """A new voucher in a month that was closed on the board is a finding; correcting one is not (P1)."""
    # Guard: drafts/closed.py:find_closed
    office.read(office.csv("a.csv", VOUCHER_HEADERS, *lines("记-1", "2026-03-05")))
    office.read(office.csv("b.csv", ("期间", "结账日期"), ("2026-03", "2026-04-05")))
    late = office.csv("c.csv", VOUCHER_HEADERS, *lines("记-1", "2026-03-06"), *lines("记-2", "2026-03-07"))
    report, _ = run(office, late)
    assert [(row, column) for row, column, _ in told(report.findings)] == [(4, "日期")]
    report, _ = run(office, late, as_found=True)
    assert (report.inserted, report.updated, len(report.findings)) == (1, 1, 1)


def test_a_voucher_keeps_its_lines_in_bulk(office: Office) -> None:
    """Records written together are those written one by one: ids, log, search."""
    rows = [line for n in range(1200) for line in lines(f"记-{n}", "2026-03-05", f"收鱼塘{n}")]
    assert office.read(office.csv("a.csv", VOUCHER_HEADERS, *rows)).inserted == 1200
    stored = office.all(Voucher)
    assert len({one.id for one in stored}) == 1200
    assert stored[7].lines[0] == Line("101", 500, 0, "库存现金")
    with office.desk() as desk:
        assert [found.record.number for found in desk.search("鱼塘1199")] == ["记-1199"]
        # One row more: the day of the copy (P1).
        assert sum(len(entry["record"]["rows"]) for entry in desk._db.table(LOG)) == 1201
