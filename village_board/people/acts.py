"""Who may do what: roles times acts, one table."""

from __future__ import annotations

from enum import StrEnum

from village_board.base.message import N_
from village_board.people.model import Role


class Act(StrEnum):
    """Everything that changes the board; also the name under which the log keeps it."""

    FOUND_BOARD = "found_board"
    IMPORT = "import"
    ANNOUNCE_HEARING = "announce_hearing"
    POSTPONE_HEARING = "postpone_hearing"
    CANCEL_HEARING = "cancel_hearing"
    RECORD_HEARING = "record_hearing"
    CONFIRM_HEARING = "confirm_hearing"
    CONVENE_MEETING = "convene_meeting"
    RECORD_RESOLUTION = "record_resolution"
    CONFIRM_RESOLUTION = "confirm_resolution"
    OBJECT = "object"
    ANSWER_OBJECTION = "answer_objection"
    START_EXECUTION = "start_execution"
    APPROVE_VARIATION = "approve_variation"
    CLOSE_EXECUTION = "close_execution"
    RECORD_BIDS = "record_bids"
    DRAFT_ITEM = "draft_item"
    REVIEW_ITEM = "review_item"
    SIGN_ITEM = "sign_item"
    CORRECT_ITEM = "correct_item"
    EXPLAIN_GAP = "explain_gap"
    SET_PIN = "set_pin"
    ISSUE_BINDING = "issue_binding"
    BIND_CHAT = "bind_chat"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    RESEND_NOTICE = "resend_notice"
    CHANGE_LIMIT = "change_limit"


_OFFICE = frozenset({Role.CLERK, Role.COMMITTEE})

PERMITTED: dict[Act, frozenset[Role]] = {
    Act.FOUND_BOARD: frozenset({Role.CLERK}),
    Act.IMPORT: frozenset({Role.CLERK}),
    Act.ANNOUNCE_HEARING: _OFFICE,
    Act.POSTPONE_HEARING: _OFFICE,
    Act.CANCEL_HEARING: frozenset({Role.COMMITTEE}),
    Act.RECORD_HEARING: _OFFICE,
    Act.CONFIRM_HEARING: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.CONVENE_MEETING: _OFFICE,
    Act.RECORD_RESOLUTION: _OFFICE,
    Act.CONFIRM_RESOLUTION: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.OBJECT: _OFFICE | {Role.VILLAGER, Role.OVERSIGHT},
    Act.ANSWER_OBJECTION: frozenset({Role.COMMITTEE}),
    Act.START_EXECUTION: frozenset({Role.COMMITTEE}),
    Act.APPROVE_VARIATION: frozenset({Role.COMMITTEE}),
    Act.CLOSE_EXECUTION: frozenset({Role.COMMITTEE}),
    Act.RECORD_BIDS: _OFFICE,
    Act.DRAFT_ITEM: _OFFICE,
    Act.REVIEW_ITEM: frozenset({Role.OVERSIGHT}),
    Act.SIGN_ITEM: frozenset({Role.COMMITTEE}),
    Act.CORRECT_ITEM: _OFFICE,
    Act.EXPLAIN_GAP: _OFFICE,
    Act.SET_PIN: frozenset(Role),
    Act.ISSUE_BINDING: frozenset({Role.CLERK, Role.COMMITTEE}),
    Act.BIND_CHAT: _OFFICE | {Role.OVERSIGHT},
    Act.SUBSCRIBE: frozenset(Role),
    Act.UNSUBSCRIBE: frozenset(Role),
    Act.RESEND_NOTICE: _OFFICE,
    Act.CHANGE_LIMIT: frozenset({Role.COMMITTEE}),
}

ACT_WORDS: dict[Act, str] = {
    Act.FOUND_BOARD: N_("found the board"),
    Act.IMPORT: N_("import files"),
    Act.ANNOUNCE_HEARING: N_("announce a hearing"),
    Act.POSTPONE_HEARING: N_("postpone a hearing"),
    Act.CANCEL_HEARING: N_("cancel a hearing"),
    Act.RECORD_HEARING: N_("record the result of a hearing"),
    Act.CONFIRM_HEARING: N_("confirm the result of a hearing"),
    Act.CONVENE_MEETING: N_("convene a meeting"),
    Act.RECORD_RESOLUTION: N_("record a resolution"),
    Act.CONFIRM_RESOLUTION: N_("confirm a resolution"),
    Act.OBJECT: N_("object to a resolution"),
    Act.ANSWER_OBJECTION: N_("answer an objection"),
    Act.START_EXECUTION: N_("start the execution of a resolution"),
    Act.APPROVE_VARIATION: N_("approve a variation"),
    Act.CLOSE_EXECUTION: N_("close the execution of a resolution"),
    Act.RECORD_BIDS: N_("record bids"),
    Act.DRAFT_ITEM: N_("draft a disclosure item"),
    Act.REVIEW_ITEM: N_("review a disclosure item"),
    Act.SIGN_ITEM: N_("sign and publish a disclosure item"),
    Act.CORRECT_ITEM: N_("correct a disclosure item"),
    Act.EXPLAIN_GAP: N_("give the reason for a missing item"),
    Act.SET_PIN: N_("set a PIN"),
    Act.ISSUE_BINDING: N_("issue a binding code"),
    Act.BIND_CHAT: N_("bind a chat"),
    Act.SUBSCRIBE: N_("subscribe"),
    Act.UNSUBSCRIBE: N_("unsubscribe"),
    Act.RESEND_NOTICE: N_("send a notice again"),
    Act.CHANGE_LIMIT: N_("change a limit"),
}

ROLE_WORDS: dict[Role, str] = {
    Role.VILLAGER: N_("villager"),
    Role.CLERK: N_("village clerk"),
    Role.COMMITTEE: N_("village committee member"),
    Role.OVERSIGHT: N_("oversight committee member"),
    Role.TOWNSHIP: N_("township"),
}
