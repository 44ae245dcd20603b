"""The clerk's commands for assets, contracts and subsidies: said in words, done once, and given as JSON."""

from __future__ import annotations

from tests.cli.conftest import CLERK, OVERSEER, Run
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, Instalment
from village_board.board import Board

LEASE = (
    "--name", "旧小学租赁", "--type", "租赁", "--subject", "A-1", "--party", "赵六", "--starts-on", "2026-01-01",
    "--ends-on", "2026-12-31", "--rent", "8000", "--rhythm", "quarterly",
)  # fmt: skip


def test_a_contract_from_registering_to_its_receipt(at_home: Run, opened: Board) -> None:
    """Registered, planned, paid in part, late, undone: each command leads on to the next."""
    voucher = next(iter(opened.records().all(Voucher)))
    made = at_home("contract", "register", "--number", "HT-9", *LEASE, "--json", who=CLERK)
    assert made.code == 0, made.err
    lease = made.json["id"]
    plan = at_home("contract", "plan", lease, "--json", who=CLERK)
    assert [one["due"] for one in plan.json] == [200_000] * 4
    late = at_home("contract", "arrears", "--json").json
    assert [(one["number"], one["arrears"], one["days"]) for one in late["contracts"]] == [("HT-9", 600_000, 243)]
    assert late["parties"] == [{"party": "赵六", "arrears": 600_000, "days": 243, "contracts": ["HT-9"]}]
    paid = at_home("contract", "receipt", lease, voucher.id, "--amount", "3000", "--json", who=CLERK)
    assert [one["amount"] for one in paid.json["taken"]] == [200_000, 100_000]
    assert "欠缴3,000.00元" in at_home("contract", "arrears").out
    undone = at_home("contract", "unmatch", paid.json["id"], "--reason", "记错", who=CLERK)
    assert undone.code == 0
    assert [one.paid for one in opened.records().all(Instalment) if one.contract == "HT-9"] == [0] * 4
    assert at_home("contract", "unmatched").code == 0


def test_a_second_lease_of_the_same_thing_is_refused(at_home: Run) -> None:
    """P6: the sentence names the other contract and the day; another room is registered."""
    assert at_home("contract", "register", "--number", "HT-8", *LEASE, "--room", "101", who=CLERK).code == 0
    refused = at_home("contract", "register", "--number", "HT-9", *LEASE, "--room", "101", who=CLERK)
    assert (refused.code, refused.out) == (1, "")
    assert "HT-8" in refused.err
    assert "赵六" in refused.err
    assert at_home("contract", "register", "--number", "HT-9", *LEASE, "--room", "102", who=CLERK).code == 0


def test_a_contract_is_amended_renewed_and_ended(at_home: Run, opened: Board) -> None:
    """What ends soon is listed; an amendment, a renewal and an end are said in words."""
    lease = at_home("contract", "register", "--number", "HT-9", *LEASE, "--json", who=CLERK).json["id"]
    amended = at_home("contract", "amend", lease, "--rent", "9000", "--reason", "调租", "--json", who=CLERK).json
    assert (amended["due_each_year"], amended["amended"][0]["changed"][0]["before"]) == (900_000, "800000")
    assert "旧小学租赁" in at_home("contract", "ending", "--within", "200").out
    assert at_home("contract", "ending", "--json").json == []
    renewed = at_home("contract", "renew", lease, "--number", "HT-10", "--ends-on", "2027-12-31", "--json", who=CLERK)
    assert (renewed.json["renews"], renewed.json["starts_on"]) == ("HT-9", "2027-01-01")
    assert at_home("contract", "ending", "--within", "200", "--json").json == []
    ended = at_home("contract", "end", lease, "--reason", "停业", "--at-end", "收回", "--handed-back", who=CLERK)
    assert ended.code == 0, ended.err
    shown = at_home("show", lease).out
    assert "停业" in shown
    assert "8,000.00" in shown
    assert "9,000.00" in shown
    assert "due_each_year" not in shown


def test_assets_are_changed_counted_and_confirmed(at_home: Run, opened: Board) -> None:
    """A change of use; a count with something missing; the oversight committee confirms; depreciation is shown."""
    asset = next(iter(opened.records().all(Asset))).id
    done = at_home("asset", "change", asset, "--kind", "use", "--use", "idle", "--reason", "搬走", who=CLERK)
    assert "闲置" in done.out
    refused = at_home("asset", "change", asset, "--kind", "use", "--use", "scrapped", "--reason", "旧", who=CLERK)
    assert refused.code == 1
    count = ("--by", "徐小云", "--count", "A-1=0", "--surplus", "水泵=2")
    made = at_home("asset", "stocktake", "2025", *count, "--json", who=CLERK).json
    assert [line["counted"] for line in made["lines"]] == ["0", "2"]
    told = at_home("show", made["id"]).out
    # Guard: cli/fields.py:_counted - what is gone shows no count at all.
    assert "实盘0，盘亏" in told.replace("0.00", "0")
    assert "盘盈" in told
    confirmed = at_home("asset", "confirm-stocktake", made["id"], who=OVERSEER)
    assert "盘亏1项，盘盈1项" in confirmed.out, confirmed.err
    (of,) = at_home("asset", "depreciation", "--json").json
    assert (of["booked"], of["computed"], of["original_value"]) == (0, None, 12_345_678)
    assert at_home("asset", "depreciation").code == 0


def test_a_subsidy_batch_is_recorded_corrected_and_listed(at_home: Run) -> None:
    """A wrong total is refused; names are masked; a correction replaces it in the list."""
    base = ("--number", "BT-1", "--policy", "地力补贴", "--kind", "land", "--period", "2026", "--rate", "100")
    wrong = at_home("subsidy", "record", *base, "--area", "10.50", "--total", "1000", who=CLERK)
    assert wrong.code == 1
    assert "1,050.00" in wrong.err
    made = at_home(
        "subsidy", "record", *base, "--area", "10.50", "--total", "1050", "--line", "3,张三丰,10.50,1050", "--json",
        who=CLERK,
    )  # fmt: skip
    assert [line["name"] for line in made.json["listed"]] == ["张**"]
    fixed = at_home(
        "subsidy", "correct", made.json["id"], "--why", "面积", "--area", "10.00", "--total", "1000",
        "--line", "3,张*,10,1000", who=CLERK,
    )  # fmt: skip
    assert fixed.code == 0, fixed.err
    listed, _ = at_home("subsidy", "list", "--json").json
    assert (listed["version"], listed["total"]) == (2, 100_000)
    assert "1,000.00" in at_home("subsidy", "list").out


def test_what_cannot_be_read_is_a_usage_error(at_home: Run) -> None:
    """Exit code 2, nothing written, and how to write it."""
    for words in (
        ("contract", "register", "--number", "HT-9", *LEASE, "--area", "一亩"),
        ("contract", "register", "--number", "HT-9", *LEASE, "--area", "1.234"),
        ("contract", "register", "--number", "HT-9", *LEASE, "--rent-free", "一月"),
        ("contract", "register", "--number", "HT-9", *LEASE, "--rent-free", "2026-02-01/2026-01-01"),
        ("asset", "stocktake", "2025", "--by", "徐", "--count", "A-1"),
        ("subsidy", "record", "--number", "BT-1", "--line", "3,张三"),
    ):
        said = at_home(*words, who=CLERK)
        assert said.code == 2, words
        assert said.err


def test_a_parcel_shows_what_its_parts_miss(at_home: Run, opened: Board) -> None:
    """R01: the difference stands in the card and in JSON."""
    (parcel,) = at_home("list", "resources", "--json").json
    assert parcel["area_difference"] == 1234
    assert "面积与四项之差（亩）" in at_home("show", parcel["id"]).out
    assert not [one for one in opened.records().all(Contract) if one.number == "HT-9"]
