"""The shipped checks by name: what a monitoring point can be made of. Each is pure and yields facts.

A check says in `subjects` of which kinds its facts are, so that after a commit only those near it are asked again. One
without sees what no single record shows. Of payments that belong together it has a narrower question for what a commit
touched (`near`); of days of cash, months and rates it has none, and runs over everything: nightly and by command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from village_board.limits.rules import Limits
from village_board.supervision.checks import books, hearings, registers, requests
from village_board.supervision.checks import items as disclosure
from village_board.supervision.facts import Fact, Near, View


@dataclass(frozen=True)
class Check:
    """One shipped kind of check.

    Attributes:
        find: yields the facts in a view under the limits.
        subjects: prefixes of the ids that its facts are about; empty: no single record shows them.
        near: of such a check, what finds the same around the records of a narrowed view; None: it needs the whole
            village.
    """

    find: Callable[[View, Limits], Iterator[Fact]]
    subjects: frozenset[str] = frozenset()
    near: Callable[[View, Limits], Iterator[Near]] | None = None


def _about(
    find: Callable[[View, Limits], Iterator[Fact]],
    *prefixes: str,
    near: Callable[[View, Limits], Iterator[Near]] | None = None,
) -> Check:
    return Check(find, frozenset(prefixes), near)


CHECKS: Mapping[str, Check] = {
    "voted_without_hearing": _about(hearings.voted_without_hearing, "d"),
    "hearing_notice_short": _about(hearings.hearing_notice_short, "h"),
    "hearing_quorum_missed": _about(hearings.hearing_quorum_missed, "h"),
    "hearing_result_late": _about(hearings.hearing_result_late, "h"),
    "passed_without_majority": _about(hearings.passed_without_majority, "d"),
    "meeting_notice_short": _about(hearings.meeting_notice_short, "d"),
    "execution_result_late": _about(hearings.execution_result_late, "d"),
    "paid_without_decision": _about(books.paid_without_decision, "v"),
    "paid_in_pieces": _about(books.paid_in_pieces, near=books.paid_in_pieces_near),
    "cash_over_limit": _about(books.cash_over_limit),
    "cash_payment": _about(books.cash_payment, "v"),
    "cash_kept_back": _about(books.cash_kept_back),
    "unapproved_payment": _about(books.unapproved_payment, "v"),
    "split_payments": _about(books.split_payments, near=books.split_payments_near),
    "reception": _about(books.reception, "v"),
    "fund_idle": _about(books.fund_idle),
    "fund_spent_outside": _about(books.fund_spent_outside),
    "unbalanced": _about(books.unbalanced, "v"),
    "month_not_closed": _about(books.month_not_closed),
    "number_gap": _about(books.number_gap),
    "month_missing": _about(books.month_missing),
    "unknown_account": _about(books.unknown_account, "v"),
    "paid_above_decided": _about(books.paid_above_decided, "d"),
    "paid_not_passed": _about(books.paid_not_passed, "v"),
    "loose_number": _about(books.loose_number, "v"),
    "stocktake_late": _about(registers.stocktake_late),
    "disposed_without_decision": _about(registers.disposed_without_decision, "a"),
    "asset_idle": _about(registers.asset_idle, "a"),
    "valuation_missing": _about(registers.valuation_missing, "c"),
    "sold_but_listed": _about(registers.sold_but_listed, "a"),
    "area_differs": _about(registers.area_differs, "r"),
    "outside_without_majority": _about(registers.outside_without_majority, "c"),
    "use_changed": _about(registers.use_changed, "r"),
    "resource_idle": _about(registers.resource_idle, "r"),
    "not_traded_in_public": _about(registers.not_traded_in_public, "c"),
    "term_too_long": _about(registers.term_too_long, "c"),
    "rent_late": _about(registers.rent_late, "c"),
    "contract_ending": _about(registers.contract_ending, "c"),
    "price_below_valuation": _about(registers.price_below_valuation, "c"),
    "relative_without_recusal": _about(registers.relative_without_recusal, "c"),
    "leased_twice": _about(registers.leased_twice, "c"),
    "worse_than_decided": _about(registers.worse_than_decided, "c"),
    "item_overdue": _about(disclosure.item_overdue),
    "major_event_unpublished": _about(disclosure.major_event_unpublished),
    "taken_down_early": _about(disclosure.taken_down_early, "i"),
    "published_unreviewed": _about(disclosure.published_unreviewed, "i"),
    "personal_data_public": _about(disclosure.personal_data_public),
    "consultation_late": _about(requests.consultation_late, "en"),
    "complaint_late": _about(requests.complaint_late, "en"),
    "rates_low": _about(requests.rates_low),
    "bounced": _about(requests.bounced, "en"),
    "application_late": _about(requests.application_late, "ap"),
    "correction_notice_late": _about(requests.correction_notice_late, "ap"),
    "extension_unapproved": _about(requests.extension_unapproved, "ap"),
}
