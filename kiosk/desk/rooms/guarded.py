"""At which field of a form a guard of a decision's line is mended; a form without that field says it at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Place
from village_board.base.moves import GuardRefused
from village_board.hearings.rules import CountsWrong, NobodyDue

if TYPE_CHECKING:
    from village_board.base.errors import BoardError

_FIELDS = {
    "acceptance_signed": "signers",
    "amount_counted": "amount",
    "category_set": "category",
    "conflicts_declared": "conflicts",
    "contract_or_reason": "reason",
    "final_cost_given": "final_cost",
    "hearing_notice_long_enough": "when",
    "meeting_notice_long_enough": "when",
    "minutes_kept": "minutes",
    "objector_named": "named",
    "party_majority": "in_favour",
    "party_quorum": "present",
    "proposer_named": "proposer",
    "proposer_withdraws": "named",
    "reason_given": "reason",
    "revoked_by_right": "by_right",
    "right_body": "body",
    "township_number_given": "township_number",
    "within_decided": "reason",
    "words_given": "words",
}


def more_votes_than_people(error: BoardError) -> bool:
    """Tell whether the counts of those due and present fit, so that it is the votes that do not."""
    due, present = error.facts.get("due"), error.facts.get("present")
    return isinstance(due, int) and isinstance(present, int) and present <= due


#: where counts that do not fit are said.
COUNTS = (
    Place(NobodyDue, "due"),
    Place(CountsWrong, "in_favour", when=more_votes_than_people),
    Place(CountsWrong, "present"),
)
#: where each guard of a decision's line is said.
GUARDS: tuple[Place, ...] = tuple(Place(GuardRefused, field, lacks=guard) for guard, field in _FIELDS.items())
