"""P12 and P14: who made a contract with the collective is named, who otherwise owes or got money is not."""

from __future__ import annotations

from datetime import date, timedelta

from bot.answers.registers import contract_text
from bot.asking import Asking
from kiosk.pages.contracts import ContractPage, rent_entry
from kiosk.sheet import Shelf
from tests.support.builders import TODAY, a_voucher, keep
from village_board.accounts.explained_service import debts_of
from village_board.accounts.plan_service import arrears_in
from village_board.accounts.registers import Contract, ContractStatus, Instalment
from village_board.accounts.sheet import period_of
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.sheet_print import printed
from village_board.accounts.sheet_reading import whole_body
from village_board.board import Board
from village_board.i18n import translator

PARTY, DEBTOR = "郭小明", "倪大伟"


def test_p12_the_party_of_a_contract_is_named_alike_on_sheet_kiosk_bot_and_paper(board: Board) -> None:
    """P12: party, thing, term, price, paid and due are public; a debt that is no contract's shows the surname alone."""
    # Guard: accounts/sheet_reading.py:_dues - the sheet would hide whom kiosk and bot name two keys away.
    # Guard: accounts/sheet_reading.py:_debts - a villager's debt would hang on the wall under the full name.
    contract, *_ = keep(
        board,
        Contract(number="HT-9", name="鱼塘承包合同", type="资源承包", party_a="本村", party_b=PARTY,
                 starts_on=date(2025, 1, 1), ends_on=TODAY + timedelta(days=20), status=ContractStatus.RUNNING),
        Instalment(contract="HT-9", sequence=1, due_on=TODAY - timedelta(days=60), due=500_00, key="HT-9/1"),
        a_voucher("记-1", TODAY - timedelta(days=9), ("112", 70_000, 0), ("102", 0, 70_000), counterparty=DEBTOR),
    )  # fmt: skip
    records, t = board.records(), translator("zh-Hans", "kiosk")
    body = whole_body(records, period_of("2026-09"))
    assert [one.party for one in (*body.dues, *body.endings)] == [PARTY, PARTY]
    assert [one.party for one in body.debts] == ["倪**"]
    sheet = str(printed(FinanceSheet(number="S-1", name="9月", period="2026-09", body=body), {}))
    shelf, assert_in = Shelf(records, board.settings, t), [sheet]
    assert isinstance(contract, Contract)
    assert_in.append(str(ContractPage(contract.id).read(shelf).parts))
    assert_in.append(str(rent_entry(shelf, arrears_in(records, contract)).note))
    assert_in.append(contract_text(Asking(records, board.settings, translator("zh-Hans", "bot"), 7), contract))
    for shown in assert_in:
        assert PARTY in shown
    assert DEBTOR not in sheet + str(debts_of(records))
