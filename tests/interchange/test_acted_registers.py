"""Tables meet what was done on the board: changes, amendments, ends and receipts stay; leases given twice are found."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.interchange.conftest import Office
from village_board.accounts.asset_service import AssetChanged, change_asset
from village_board.accounts.contract_service import amend_contract, end_contract
from village_board.accounts.model import Line, Voucher
from village_board.accounts.receipt_service import match_receipt
from village_board.accounts.registers import Asset, ChangeKind, Contract, ContractStatus, Instalment, Resource, Use
from village_board.accounts.rules import with_sums
from village_board.accounts.subsidies import BatchStatus, SubsidyBatch, SubsidyKind
from village_board.accounts.subsidy_service import correct_subsidy
from village_board.interchange.importing import ImportReport, import_files
from village_board.interchange.writing import export_tables

ASSETS = (("编号", "名称", "使用状况", "保管人", "累计折旧"), ("ZC-1", "货车", "自用", "李四", "100.00"))
CONTRACTS = (
    ("合同号", "名称", "类型", "标的", "乙方", "开始日期", "结束日期", "年应收", "状态"),
    ("HT-1", "店面租赁", "租赁", "ZC-1", "李四", "2026-01-01", "2028-12-31", "9000", "履行中"),
)


def as_found(office: Office, path: Path) -> ImportReport:
    """Import a file of a past that broke rules."""
    with office.desk() as desk:
        return import_files(desk, [path], as_found=True)


def test_a_table_does_not_undo_a_change_made_on_the_board(office: Office) -> None:
    """The keeper and the use stay, with a note; the depreciation of the new table is taken."""
    # Guard: drafts/registers.py:spared - last month's table takes back what the committee recorded.
    office.read(office.csv("a.csv", *ASSETS))
    (truck,) = office.all(Asset)
    with office.desk() as desk:
        change_asset(desk, truck.id, AssetChanged(ChangeKind.KEEPER, date(2026, 1, 5), "换人", keeper="王五"))
    with office.desk() as desk:
        change_asset(desk, truck.id, AssetChanged(ChangeKind.USE, date(2026, 1, 5), "停用", use=Use.IDLE))
    report = office.read(office.csv("b.csv", ASSETS[0], (*ASSETS[1][:4], "200.00")))
    (after,) = office.all(Asset)
    assert (after.keeper, after.use, after.idle_since, after.depreciation) == (
        "王五",
        Use.IDLE,
        date(2026, 1, 5),
        20_000,
    )
    assert len(after.changes) == 2
    assert any("使用状况" in str(note.message) and "保管人" in str(note.message) for note in report.notes)


def test_a_table_does_not_undo_an_amendment_or_an_end(office: Office) -> None:
    """The amended rent and the ended contract stay; the name follows the table."""
    office.read(office.csv("c.csv", *CONTRACTS))
    (lease,) = office.all(Contract)
    with office.desk() as desk:
        amend_contract(desk, lease.id, {"due_each_year": 950_000}, on=date(2026, 1, 9), reason="调租")
    with office.desk() as desk:
        end_contract(desk, lease.id, date(2026, 2, 1), "停业")
    report = office.read(office.csv("d.csv", CONTRACTS[0], ("HT-1", "店面", *CONTRACTS[1][2:])))
    (after,) = office.all(Contract)
    assert (after.name, after.due_each_year, after.status) == ("店面", 950_000, ContractStatus.DONE)
    assert report.notes


def test_a_table_does_not_undo_a_receipt(office: Office) -> None:
    """What a receipt paid stays paid, though the table of the township does not know it yet."""
    plan = (("合同号", "期次", "应付日", "应付额", "实付额"), ("HT-1", "1", "2026-01-01", "800", ""))
    office.read(office.csv("c.csv", *CONTRACTS), office.csv("p.csv", *plan))
    (lease,) = office.all(Contract)
    voucher = Voucher(
        number="记-1", dated=date(2026, 1, 5), summary="租金", contract="HT-1",
        lines=(Line("102", 80_000, 0), Line("501", 0, 80_000)),
    )  # fmt: skip
    (kept,) = office.put(with_sums(voucher))
    with office.desk() as desk:
        match_receipt(desk, lease.id, kept.id)
    office.read(office.csv("p.csv", *plan))
    (one,) = office.all(Instalment)
    assert (one.paid, one.matched, one.paid_on) == (80_000, 80_000, date(2026, 1, 5))


def test_p6_an_overlap_in_a_table_is_a_finding_that_as_found_records(office: Office) -> None:
    """P6: the same shop twice is told with its row; another room of it, or works on it, is not."""
    # Guard: drafts/overlaps.py:find_overlaps - one shop comes in twice and nobody is told.
    second = ("HT-2", *CONTRACTS[1][1:])
    path = office.csv("c.csv", *CONTRACTS, second)
    office.read(office.csv("a.csv", *ASSETS))
    report = office.read(path)
    assert report.blocked
    assert [(finding.row, finding.column) for finding in report.findings] == [(3, "标的")]
    assert "HT-1" in str(report.findings[0].message)
    assert as_found(office, path).inserted == 2
    rooms = (*CONTRACTS[0], "标的部分(房间)")
    lawful = office.csv("e.csv", rooms, (*CONTRACTS[1], "101"), (*second, "102"))
    assert office.read(lawful).findings == ()


def test_a_parcel_that_does_not_add_up_shows_its_difference_in_the_export(office: Office, tmp_path: Path) -> None:
    """R01: the difference stands in a column of its own, and is no field when the table is read again."""
    office.put(Resource(number="ZY-1", name="东畈", area=Decimal("10.00"), area_let=Decimal("9.50")))
    with office.desk() as desk:
        (path,) = export_tables(desk, tmp_path / "out", "csv")
    text = path.read_text(encoding="utf-8-sig")
    assert "面积差额" in text.splitlines()[0]
    assert "0.50" in text.splitlines()[1]
    assert as_found(office, path).unchanged == 1


def test_only_the_batch_that_holds_is_exported(office: Office, tmp_path: Path) -> None:
    """P14: a correction replaces the old version in the table too, and reading it again changes nothing."""
    (batch,) = office.put(
        SubsidyBatch(
            number="BT-1", policy="地力补贴", subsidy=SubsidyKind.LAND, period="2026", rate=100, total=200,
            area=Decimal("2.00"), key="BT-1",
        )
    )  # fmt: skip
    with office.desk() as desk:
        correct_subsidy(desk, batch.id, {"rate": 200, "total": 400}, "标准写错")
    with office.desk() as desk:
        (path,) = export_tables(desk, tmp_path / "out", "csv")
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 2
    assert (office.read(path).unchanged, office.read(path).updated) == (1, 0)
    assert {one.status for one in office.all(SubsidyBatch)} == {BatchStatus.CURRENT, BatchStatus.SUPERSEDED}
    wrong = office.csv(
        "s.csv", ("批次号", "政策名称", "计发方式", "所属期间", "补贴标准", "补贴人数", "发放总额"),
        ("BT-2", "高龄补贴", "按人", "2026-03", "50.00", "3", "160.00"),
    )  # fmt: skip
    report = office.read(wrong)
    assert (report.blocked, [finding.column for finding in report.findings]) == (True, ["发放总额"])
