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
    MOVE_HEARING = "move_hearing"
    RECALL_HEARING = "recall_hearing"
    CANCEL_HEARING = "cancel_hearing"
    SEND_BACK_HEARING = "send_back_hearing"
    RECORD_HEARING = "record_hearing"
    CONFIRM_HEARING = "confirm_hearing"
    PUBLISH_HEARING = "publish_hearing"
    CONVENE_MEETING = "convene_meeting"
    POSTPONE_MEETING = "postpone_meeting"
    MOVE_MEETING = "move_meeting"
    RECALL_MEETING = "recall_meeting"
    CANCEL_MEETING = "cancel_meeting"
    SEND_BACK_RESOLUTION = "send_back_resolution"
    RECORD_RESOLUTION = "record_resolution"
    CONFIRM_RESOLUTION = "confirm_resolution"
    CORRECT_RESULT = "correct_result"
    CONFIRM_CORRECTION = "confirm_correction"
    KEEP_SIGNED_MINUTES = "keep_signed_minutes"
    KEEP_ROLL = "keep_roll"
    CORRECT_ROLL = "correct_roll"
    RECORD_DELEGATION = "record_delegation"
    PLAN_LEVY = "plan_levy"
    OBJECT = "object"
    ANSWER_OBJECTION = "answer_objection"
    IDENTIFY_OBJECTOR = "identify_objector"
    GIVE_OVERSIGHT_OPINION = "give_oversight_opinion"
    SET_PLACES = "set_places"
    REGISTER_FOR_HEARING = "register_for_hearing"
    WITHDRAW_FROM_HEARING = "withdraw_from_hearing"
    HAND_IN_OPINION = "hand_in_opinion"
    ANSWER_OPINION = "answer_opinion"
    ASK_INTERPELLATION = "ask_interpellation"
    ANSWER_INTERPELLATION = "answer_interpellation"
    START_EXECUTION = "start_execution"
    APPROVE_VARIATION = "approve_variation"
    CLOSE_EXECUTION = "close_execution"
    RECORD_BIDS = "record_bids"
    CHOOSE_OFFER = "choose_offer"
    COUNT_VOUCHER = "count_voucher"
    ACCEPT_WORK = "accept_work"
    RECORD_DEFECT = "record_defect"
    CHANGE_ASSET = "change_asset"
    RECORD_STOCKTAKE = "record_stocktake"
    CONFIRM_STOCKTAKE = "confirm_stocktake"
    REGISTER_CONTRACT = "register_contract"
    AMEND_CONTRACT = "amend_contract"
    RENEW_CONTRACT = "renew_contract"
    END_CONTRACT = "end_contract"
    HAND_BACK = "hand_back"
    MAKE_PLAN = "make_plan"
    MATCH_RECEIPT = "match_receipt"
    UNDO_RECEIPT = "undo_receipt"
    RECORD_SUBSIDY = "record_subsidy"
    CORRECT_SUBSIDY = "correct_subsidy"
    DRAFT_ITEM = "draft_item"
    REVIEW_ITEM = "review_item"
    SIGN_ITEM = "sign_item"
    CORRECT_ITEM = "correct_item"
    EDIT_REPORT_TEXT = "edit_report_text"
    EXPLAIN_GAP = "explain_gap"
    SUBMIT_ITEM = "submit_item"
    EDIT_ITEM = "edit_item"
    RETURN_ITEM = "return_item"
    OVERRIDE_GATE = "override_gate"
    ANSWER_SECRECY = "answer_secrecy"
    PUBLISH_EMERGENCY = "publish_emergency"
    WITHDRAW_ITEM = "withdraw_item"
    ARCHIVE_ITEM = "archive_item"
    EXPIRE_ITEMS = "expire_items"
    RESCAN_ITEMS = "rescan_items"
    REEXAMINE_ITEM = "reexamine_item"
    NAME_SIGNERS = "name_signers"
    CHANGE_ENTRY = "change_entry"
    ADD_ENTRY = "add_entry"
    SWITCH_ENTRY = "switch_entry"
    RECORD_EVENT = "record_event"
    DRAFT_CLARIFICATION = "draft_clarification"
    PUBLISH_CLARIFICATION = "publish_clarification"
    WITHDRAW_CLARIFICATION = "withdraw_clarification"
    CHANGE_OFFICE = "change_office"
    KEEP_PERSON = "keep_person"
    SET_PIN = "set_pin"
    ISSUE_BINDING = "issue_binding"
    BIND_CHAT = "bind_chat"
    CONFIRM_BINDING = "confirm_binding"
    REVOKE_BINDING = "revoke_binding"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    RESEND_NOTICE = "resend_notice"
    KEEP_CHANNEL = "keep_channel"
    BIND_GROUP = "bind_group"
    READ_OUT = "read_out"
    CHANGE_ROUTE = "change_route"
    RETIRE_NOTICES = "retire_notices"
    ISSUE_LINK = "issue_link"
    LINK_CHAT = "link_chat"
    ERASE_CHAT = "erase_chat"
    MAKE_DOOR_LIST = "make_door_list"
    TICK_DOOR = "tick_door"
    GIVE_MINUTES = "give_minutes"
    SUBMIT_ENQUIRY = "submit_enquiry"
    ACCEPT_ENQUIRY = "accept_enquiry"
    ASSIGN_ENQUIRY = "assign_enquiry"
    EXTEND_ENQUIRY = "extend_enquiry"
    HAND_ON_ENQUIRY = "hand_on_enquiry"
    REPLY_ENQUIRY = "reply_enquiry"
    FOLLOW_UP_ENQUIRY = "follow_up_enquiry"
    PUBLISH_ENQUIRY = "publish_enquiry"
    RATE_ENQUIRY = "rate_enquiry"
    CLOSE_ENQUIRY = "close_enquiry"
    RECEIVE_SERVICE = "receive_service"
    MOVE_SERVICE = "move_service"
    ADD_GUIDE = "add_guide"
    CHANGE_GUIDE = "change_guide"
    CHECK_GUIDE = "check_guide"
    WITHDRAW_GUIDE = "withdraw_guide"
    DRAFT_EXPLANATION = "draft_explanation"
    PUBLISH_EXPLANATION = "publish_explanation"
    WITHDRAW_EXPLANATION = "withdraw_explanation"
    CHANGE_LIMIT = "change_limit"
    REGISTER_CASE = "register_case"
    MOVE_CASE = "move_case"
    APPROVE_CASE = "approve_case"
    REVOKE_CASE = "revoke_case"
    ATTACH = "attach"
    PASS_ATTACHMENT = "pass_attachment"  # noqa: S105 - an act
    WITHDRAW_ATTACHMENT = "withdraw_attachment"
    RECEIVE_APPLICATION = "receive_application"
    MOVE_APPLICATION = "move_application"
    EXTEND_APPLICATION = "extend_application"
    ANSWER_APPLICATION = "answer_application"
    RECORD_CHALLENGE = "record_challenge"
    AGE_APPLICATIONS = "age_applications"
    RECOUNT_DATES = "recount_dates"

    KEEP_BOOKS = "keep_books"
    KEEP_ACCOUNTS = "keep_accounts"
    POST_VOUCHER = "post_voucher"
    APPROVE_VOUCHER = "approve_voucher"
    STAMP_VOUCHER = "stamp_voucher"
    RATIFY_VOUCHER = "ratify_voucher"
    REVERSE_VOUCHER = "reverse_voucher"
    CLOSE_MONTH = "close_month"
    REOPEN_MONTH = "reopen_month"
    RECONCILE = "reconcile"
    SEE_FINDINGS = "see_findings"
    WATCH = "watch"
    CHANGE_POINT = "change_point"
    ANSWER_ALARM = "answer_alarm"
    VERIFY_ALARM = "verify_alarm"
    RETURN_ALARM = "return_alarm"
    ASSIGN_ALARM = "assign_alarm"
    CLOSE_ALARM = "close_alarm"
    SEE_EVALUATION = "see_evaluation"
    KEEP_EVALUATION = "keep_evaluation"
    HAND_OUT_RATING_SLIPS = "hand_out_rating_slips"
    RATE_BY_SLIP = "rate_by_slip"
    CLOSE_RATINGS = "close_ratings"
    END_RATING = "end_rating"
    RECORD_APPRAISAL = "record_appraisal"
    OPEN_POLL = "open_poll"
    HAND_OUT_POLL_SLIPS = "hand_out_poll_slips"
    ANSWER_POLL = "answer_poll"
    CLOSE_POLLS = "close_polls"
    WITHDRAW_POLL = "withdraw_poll"
    RECORD_AUDIT = "record_audit"
    MEND_AUDIT = "mend_audit"
    PREPARE_SHEET = "prepare_sheet"
    REVIEW_SHEET = "review_sheet"
    PUBLISH_SHEET = "publish_sheet"


_OFFICE = frozenset({Role.CLERK, Role.COMMITTEE})

PERMITTED: dict[Act, frozenset[Role]] = {
    Act.FOUND_BOARD: frozenset({Role.CLERK}),
    Act.IMPORT: frozenset({Role.CLERK}),
    Act.ANNOUNCE_HEARING: _OFFICE,
    Act.POSTPONE_HEARING: _OFFICE,
    Act.MOVE_HEARING: _OFFICE,
    Act.RECALL_HEARING: _OFFICE,
    Act.CANCEL_HEARING: frozenset({Role.COMMITTEE}),
    Act.SEND_BACK_HEARING: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.RECORD_HEARING: _OFFICE,
    Act.CONFIRM_HEARING: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.PUBLISH_HEARING: _OFFICE,
    Act.CONVENE_MEETING: _OFFICE,
    Act.POSTPONE_MEETING: _OFFICE,
    Act.MOVE_MEETING: _OFFICE,
    Act.RECALL_MEETING: _OFFICE,
    Act.CANCEL_MEETING: frozenset({Role.COMMITTEE}),
    Act.SEND_BACK_RESOLUTION: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.RECORD_RESOLUTION: _OFFICE,
    Act.CONFIRM_RESOLUTION: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.CORRECT_RESULT: _OFFICE,
    Act.CONFIRM_CORRECTION: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.KEEP_SIGNED_MINUTES: _OFFICE,
    Act.KEEP_ROLL: _OFFICE,
    Act.CORRECT_ROLL: _OFFICE,
    Act.RECORD_DELEGATION: _OFFICE,
    Act.PLAN_LEVY: _OFFICE,
    Act.OBJECT: _OFFICE | {Role.VILLAGER, Role.OVERSIGHT},
    Act.ANSWER_OBJECTION: frozenset({Role.COMMITTEE}),
    Act.IDENTIFY_OBJECTOR: _OFFICE | {Role.OVERSIGHT},
    Act.GIVE_OVERSIGHT_OPINION: frozenset({Role.OVERSIGHT}),
    Act.SET_PLACES: _OFFICE,
    Act.REGISTER_FOR_HEARING: _OFFICE | {Role.VILLAGER, Role.OVERSIGHT},
    Act.WITHDRAW_FROM_HEARING: _OFFICE | {Role.VILLAGER, Role.OVERSIGHT},
    Act.HAND_IN_OPINION: _OFFICE | {Role.VILLAGER, Role.OVERSIGHT},
    Act.ANSWER_OPINION: frozenset({Role.COMMITTEE}),
    Act.ASK_INTERPELLATION: _OFFICE | {Role.OVERSIGHT},
    Act.ANSWER_INTERPELLATION: frozenset({Role.COMMITTEE}),
    Act.START_EXECUTION: frozenset({Role.COMMITTEE}),
    Act.APPROVE_VARIATION: frozenset({Role.COMMITTEE}),
    Act.CLOSE_EXECUTION: frozenset({Role.COMMITTEE}),
    Act.RECORD_BIDS: _OFFICE,
    Act.CHOOSE_OFFER: frozenset({Role.COMMITTEE}),
    Act.COUNT_VOUCHER: _OFFICE,
    Act.ACCEPT_WORK: frozenset({Role.COMMITTEE}),
    Act.RECORD_DEFECT: _OFFICE | {Role.OVERSIGHT},
    Act.CHANGE_ASSET: _OFFICE,
    Act.RECORD_STOCKTAKE: _OFFICE,
    Act.CONFIRM_STOCKTAKE: frozenset({Role.OVERSIGHT}),
    Act.REGISTER_CONTRACT: _OFFICE,
    Act.AMEND_CONTRACT: _OFFICE,
    Act.RENEW_CONTRACT: _OFFICE,
    Act.END_CONTRACT: _OFFICE,
    Act.HAND_BACK: _OFFICE,
    Act.MAKE_PLAN: _OFFICE,
    Act.MATCH_RECEIPT: _OFFICE,
    Act.UNDO_RECEIPT: _OFFICE,
    Act.RECORD_SUBSIDY: _OFFICE,
    Act.CORRECT_SUBSIDY: _OFFICE,
    Act.DRAFT_ITEM: _OFFICE,
    Act.REVIEW_ITEM: frozenset({Role.OVERSIGHT}),
    Act.SIGN_ITEM: frozenset({Role.COMMITTEE}),
    Act.CORRECT_ITEM: _OFFICE,
    Act.EDIT_REPORT_TEXT: _OFFICE,
    Act.EXPLAIN_GAP: _OFFICE,
    Act.SUBMIT_ITEM: _OFFICE,
    Act.EDIT_ITEM: _OFFICE,
    Act.RETURN_ITEM: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.OVERRIDE_GATE: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.ANSWER_SECRECY: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.PUBLISH_EMERGENCY: frozenset({Role.COMMITTEE}),
    Act.WITHDRAW_ITEM: _OFFICE | {Role.OVERSIGHT},
    Act.ARCHIVE_ITEM: _OFFICE,
    Act.EXPIRE_ITEMS: _OFFICE,
    Act.RESCAN_ITEMS: _OFFICE | {Role.OVERSIGHT},
    Act.REEXAMINE_ITEM: frozenset({Role.COMMITTEE}),
    Act.NAME_SIGNERS: frozenset({Role.COMMITTEE}),
    Act.CHANGE_ENTRY: frozenset({Role.COMMITTEE}),
    Act.ADD_ENTRY: frozenset({Role.COMMITTEE}),
    Act.SWITCH_ENTRY: frozenset({Role.COMMITTEE}),
    Act.RECORD_EVENT: _OFFICE | {Role.OVERSIGHT},
    Act.DRAFT_CLARIFICATION: _OFFICE,
    Act.PUBLISH_CLARIFICATION: frozenset({Role.COMMITTEE}),
    Act.WITHDRAW_CLARIFICATION: frozenset({Role.COMMITTEE}),
    Act.CHANGE_OFFICE: frozenset({Role.COMMITTEE}),
    Act.KEEP_PERSON: _OFFICE,
    Act.SET_PIN: frozenset(Role),
    Act.ISSUE_BINDING: frozenset({Role.CLERK, Role.COMMITTEE}),
    Act.BIND_CHAT: _OFFICE | {Role.OVERSIGHT, Role.TOWNSHIP},
    Act.CONFIRM_BINDING: _OFFICE | {Role.OVERSIGHT},
    Act.REVOKE_BINDING: _OFFICE | {Role.OVERSIGHT},
    Act.SUBSCRIBE: frozenset(Role),
    Act.UNSUBSCRIBE: frozenset(Role),
    Act.FOLLOW: frozenset(Role),
    Act.UNFOLLOW: frozenset(Role),
    Act.RESEND_NOTICE: _OFFICE,
    Act.KEEP_CHANNEL: _OFFICE,
    Act.BIND_GROUP: _OFFICE,
    Act.READ_OUT: _OFFICE | {Role.OVERSIGHT},
    Act.CHANGE_ROUTE: frozenset({Role.COMMITTEE}),
    Act.RETIRE_NOTICES: _OFFICE,
    Act.ISSUE_LINK: _OFFICE,
    Act.LINK_CHAT: frozenset(Role),
    Act.ERASE_CHAT: frozenset(Role),
    Act.MAKE_DOOR_LIST: _OFFICE,
    Act.TICK_DOOR: _OFFICE | {Role.OVERSIGHT},
    Act.GIVE_MINUTES: _OFFICE | {Role.OVERSIGHT},
    Act.SUBMIT_ENQUIRY: _OFFICE | {Role.VILLAGER, Role.OVERSIGHT},
    Act.ACCEPT_ENQUIRY: _OFFICE,
    Act.ASSIGN_ENQUIRY: _OFFICE,
    Act.EXTEND_ENQUIRY: frozenset({Role.COMMITTEE}),
    Act.HAND_ON_ENQUIRY: _OFFICE,
    Act.REPLY_ENQUIRY: _OFFICE | {Role.OVERSIGHT},
    Act.FOLLOW_UP_ENQUIRY: _OFFICE | {Role.OVERSIGHT},
    Act.PUBLISH_ENQUIRY: frozenset({Role.COMMITTEE}),
    Act.RATE_ENQUIRY: _OFFICE | {Role.VILLAGER, Role.OVERSIGHT},
    Act.CLOSE_ENQUIRY: _OFFICE,
    Act.RECEIVE_SERVICE: _OFFICE,
    Act.MOVE_SERVICE: _OFFICE,
    Act.ADD_GUIDE: _OFFICE,
    Act.CHANGE_GUIDE: _OFFICE,
    Act.CHECK_GUIDE: _OFFICE,
    Act.WITHDRAW_GUIDE: _OFFICE,
    Act.DRAFT_EXPLANATION: _OFFICE,
    Act.PUBLISH_EXPLANATION: frozenset({Role.COMMITTEE}),
    Act.WITHDRAW_EXPLANATION: frozenset({Role.COMMITTEE}),
    Act.CHANGE_LIMIT: frozenset({Role.COMMITTEE}),
    Act.REGISTER_CASE: _OFFICE,
    Act.MOVE_CASE: _OFFICE,
    Act.APPROVE_CASE: frozenset({Role.TOWNSHIP}),
    Act.REVOKE_CASE: frozenset({Role.COMMITTEE, Role.TOWNSHIP}),
    Act.ATTACH: _OFFICE | {Role.OVERSIGHT},
    Act.PASS_ATTACHMENT: frozenset({Role.COMMITTEE, Role.OVERSIGHT}),
    Act.WITHDRAW_ATTACHMENT: _OFFICE | {Role.OVERSIGHT},
    Act.RECEIVE_APPLICATION: _OFFICE,
    Act.MOVE_APPLICATION: _OFFICE,
    Act.EXTEND_APPLICATION: _OFFICE,
    Act.ANSWER_APPLICATION: _OFFICE,
    Act.RECORD_CHALLENGE: _OFFICE,
    Act.AGE_APPLICATIONS: _OFFICE,
    Act.RECOUNT_DATES: _OFFICE,
    Act.KEEP_BOOKS: frozenset({Role.COMMITTEE}),
    Act.KEEP_ACCOUNTS: _OFFICE,
    Act.POST_VOUCHER: frozenset({Role.CLERK}),
    Act.APPROVE_VOUCHER: frozenset({Role.COMMITTEE}),
    Act.STAMP_VOUCHER: frozenset({Role.OVERSIGHT}),
    Act.RATIFY_VOUCHER: _OFFICE,
    Act.REVERSE_VOUCHER: frozenset({Role.CLERK}),
    Act.CLOSE_MONTH: frozenset({Role.CLERK}),
    Act.REOPEN_MONTH: frozenset({Role.COMMITTEE}),
    Act.RECONCILE: _OFFICE | {Role.OVERSIGHT},
    Act.SEE_FINDINGS: frozenset({Role.COMMITTEE, Role.OVERSIGHT, Role.TOWNSHIP}),
    Act.WATCH: frozenset({Role.CLERK}),
    Act.CHANGE_POINT: frozenset({Role.OVERSIGHT, Role.TOWNSHIP}),
    Act.ANSWER_ALARM: frozenset({Role.COMMITTEE}),
    Act.VERIFY_ALARM: frozenset({Role.OVERSIGHT}),
    Act.RETURN_ALARM: frozenset({Role.OVERSIGHT, Role.TOWNSHIP}),
    Act.ASSIGN_ALARM: frozenset({Role.TOWNSHIP}),
    Act.CLOSE_ALARM: frozenset({Role.OVERSIGHT, Role.TOWNSHIP}),
    Act.SEE_EVALUATION: frozenset({Role.COMMITTEE, Role.OVERSIGHT, Role.TOWNSHIP}),
    Act.KEEP_EVALUATION: frozenset({Role.CLERK}),
    Act.HAND_OUT_RATING_SLIPS: frozenset({Role.OVERSIGHT}),
    Act.RATE_BY_SLIP: frozenset({Role.CLERK}),
    Act.CLOSE_RATINGS: frozenset({Role.CLERK}),
    Act.END_RATING: frozenset({Role.OVERSIGHT}),
    Act.RECORD_APPRAISAL: frozenset({Role.OVERSIGHT}),
    Act.OPEN_POLL: frozenset({Role.COMMITTEE}),
    Act.HAND_OUT_POLL_SLIPS: _OFFICE | {Role.OVERSIGHT},
    Act.ANSWER_POLL: frozenset({Role.CLERK}),
    Act.CLOSE_POLLS: frozenset({Role.CLERK}),
    Act.WITHDRAW_POLL: frozenset({Role.COMMITTEE}),
    Act.RECORD_AUDIT: frozenset({Role.OVERSIGHT}),
    Act.MEND_AUDIT: frozenset({Role.OVERSIGHT}),
    Act.PREPARE_SHEET: _OFFICE,
    Act.REVIEW_SHEET: frozenset({Role.OVERSIGHT}),
    Act.PUBLISH_SHEET: frozenset({Role.COMMITTEE}),
}

ACT_WORDS: dict[Act, str] = {
    Act.FOUND_BOARD: N_("found the board"),
    Act.IMPORT: N_("import files"),
    Act.ANNOUNCE_HEARING: N_("announce a hearing"),
    Act.POSTPONE_HEARING: N_("postpone a hearing"),
    Act.MOVE_HEARING: N_("move a hearing"),
    Act.RECALL_HEARING: N_("call a hearing again"),
    Act.CANCEL_HEARING: N_("cancel a hearing"),
    Act.SEND_BACK_HEARING: N_("send the result of a hearing back"),
    Act.RECORD_HEARING: N_("record the result of a hearing"),
    Act.CONFIRM_HEARING: N_("confirm the result of a hearing"),
    Act.PUBLISH_HEARING: N_("publish the result of a hearing"),
    Act.CONVENE_MEETING: N_("convene a meeting"),
    Act.POSTPONE_MEETING: N_("postpone a meeting"),
    Act.MOVE_MEETING: N_("move a meeting"),
    Act.RECALL_MEETING: N_("call a meeting again"),
    Act.CANCEL_MEETING: N_("cancel a meeting"),
    Act.SEND_BACK_RESOLUTION: N_("send a recorded resolution back"),
    Act.RECORD_RESOLUTION: N_("record a resolution"),
    Act.CONFIRM_RESOLUTION: N_("confirm a resolution"),
    Act.CORRECT_RESULT: N_("correct a confirmed result"),
    Act.CONFIRM_CORRECTION: N_("confirm the correction of a result"),
    Act.KEEP_SIGNED_MINUTES: N_("tick who signed the minutes"),
    Act.KEEP_ROLL: N_("keep the roll of a meeting"),
    Act.CORRECT_ROLL: N_("correct the roll of a meeting"),
    Act.RECORD_DELEGATION: N_("record a delegation of the villagers' assembly"),
    Act.PLAN_LEVY: N_("plan a levy"),
    Act.OBJECT: N_("object to a resolution"),
    Act.ANSWER_OBJECTION: N_("answer an objection"),
    Act.IDENTIFY_OBJECTOR: N_("write down who objected"),
    Act.GIVE_OVERSIGHT_OPINION: N_("give the oversight committee's opinion on an objection"),
    Act.SET_PLACES: N_("set the places at a hearing"),
    Act.REGISTER_FOR_HEARING: N_("register somebody for a hearing"),
    Act.WITHDRAW_FROM_HEARING: N_("withdraw a registration"),
    Act.HAND_IN_OPINION: N_("hand in an opinion"),
    Act.ANSWER_OPINION: N_("answer an opinion"),
    Act.ASK_INTERPELLATION: N_("write down a questioning"),
    Act.ANSWER_INTERPELLATION: N_("answer a questioning"),
    Act.START_EXECUTION: N_("start the execution of a resolution"),
    Act.APPROVE_VARIATION: N_("approve a variation"),
    Act.CLOSE_EXECUTION: N_("close the execution of a resolution"),
    Act.RECORD_BIDS: N_("record bids"),
    Act.CHOOSE_OFFER: N_("choose an offer"),
    Act.COUNT_VOUCHER: N_("count a voucher to an execution"),
    Act.ACCEPT_WORK: N_("accept work"),
    Act.RECORD_DEFECT: N_("record a defect"),
    Act.CHANGE_ASSET: N_("change an asset"),
    Act.RECORD_STOCKTAKE: N_("record a stocktake"),
    Act.CONFIRM_STOCKTAKE: N_("confirm a stocktake"),
    Act.REGISTER_CONTRACT: N_("register a contract"),
    Act.AMEND_CONTRACT: N_("amend a contract"),
    Act.RENEW_CONTRACT: N_("renew a contract"),
    Act.END_CONTRACT: N_("end a contract"),
    Act.HAND_BACK: N_("record that a thing was handed back"),
    Act.MAKE_PLAN: N_("make a payment plan"),
    Act.MATCH_RECEIPT: N_("match a receipt to instalments"),
    Act.UNDO_RECEIPT: N_("undo the match of a receipt"),
    Act.RECORD_SUBSIDY: N_("record a subsidy batch"),
    Act.CORRECT_SUBSIDY: N_("correct a subsidy batch"),
    Act.DRAFT_ITEM: N_("draft a disclosure item"),
    Act.REVIEW_ITEM: N_("review a disclosure item"),
    Act.SIGN_ITEM: N_("sign and publish a disclosure item"),
    Act.CORRECT_ITEM: N_("correct a disclosure item"),
    Act.EDIT_REPORT_TEXT: N_("edit the text of a report"),
    Act.EXPLAIN_GAP: N_("give the reason for a missing item"),
    Act.SUBMIT_ITEM: N_("submit a disclosure item for review"),
    Act.EDIT_ITEM: N_("change a draft of a disclosure item"),
    Act.RETURN_ITEM: N_("send a disclosure item back"),
    Act.OVERRIDE_GATE: N_("let a stopped item pass with a reason"),
    Act.ANSWER_SECRECY: N_("write down the answer on secrecy"),
    Act.PUBLISH_EMERGENCY: N_("publish in an emergency"),
    Act.WITHDRAW_ITEM: N_("withdraw a disclosure item"),
    Act.ARCHIVE_ITEM: N_("archive a disclosure item"),
    Act.EXPIRE_ITEMS: N_("mark expired disclosure items"),
    Act.RESCAN_ITEMS: N_("scan what is public again"),
    Act.REEXAMINE_ITEM: N_("look again at what is not open"),
    Act.NAME_SIGNERS: N_("name who reviews and signs"),
    Act.CHANGE_ENTRY: N_("change an entry of the catalogue"),
    Act.ADD_ENTRY: N_("add an entry to the catalogue"),
    Act.SWITCH_ENTRY: N_("switch an entry of the catalogue"),
    Act.RECORD_EVENT: N_("record an event to be published"),
    Act.DRAFT_CLARIFICATION: N_("draft a clarification"),
    Act.PUBLISH_CLARIFICATION: N_("publish a clarification"),
    Act.WITHDRAW_CLARIFICATION: N_("withdraw a clarification"),
    Act.CHANGE_OFFICE: N_("appoint to an office, or end one"),
    Act.KEEP_PERSON: N_("enter somebody into the register of people, or change the entry"),
    Act.SET_PIN: N_("set a PIN"),
    Act.ISSUE_BINDING: N_("issue a binding code"),
    Act.BIND_CHAT: N_("bind a chat"),
    Act.CONFIRM_BINDING: N_("confirm the new chat of a member"),
    Act.REVOKE_BINDING: N_("end the binding of a chat"),
    Act.SUBSCRIBE: N_("subscribe"),
    Act.UNSUBSCRIBE: N_("unsubscribe"),
    Act.FOLLOW: N_("follow a record"),
    Act.UNFOLLOW: N_("stop following a record"),
    Act.RESEND_NOTICE: N_("send a notice again"),
    Act.KEEP_CHANNEL: N_("add or switch a channel"),
    Act.BIND_GROUP: N_("bind a group of the chat"),
    Act.READ_OUT: N_("tick that a notice was read out"),
    Act.CHANGE_ROUTE: N_("change to whom and how an event is told"),
    Act.RETIRE_NOTICES: N_("add up old deliveries"),
    Act.ISSUE_LINK: N_("give out a code that links a chat to a person"),
    Act.LINK_CHAT: N_("link a chat to a person"),
    Act.ERASE_CHAT: N_("erase all that is kept of a chat"),
    Act.MAKE_DOOR_LIST: N_("make a door list"),
    Act.TICK_DOOR: N_("tick a door list"),
    Act.GIVE_MINUTES: N_("give out the minutes with names"),
    Act.SUBMIT_ENQUIRY: N_("hand in an enquiry"),
    Act.ACCEPT_ENQUIRY: N_("accept or reject an enquiry"),
    Act.ASSIGN_ENQUIRY: N_("assign an enquiry"),
    Act.EXTEND_ENQUIRY: N_("extend the limit of an enquiry"),
    Act.HAND_ON_ENQUIRY: N_("hand an enquiry on or take it back"),
    Act.REPLY_ENQUIRY: N_("reply to an enquiry"),
    Act.FOLLOW_UP_ENQUIRY: N_("ask whether a reply helped"),
    Act.PUBLISH_ENQUIRY: N_("publish the reply to an enquiry"),
    Act.RATE_ENQUIRY: N_("judge the reply to an enquiry"),
    Act.CLOSE_ENQUIRY: N_("close an enquiry"),
    Act.RECEIVE_SERVICE: N_("receive a service case"),
    Act.MOVE_SERVICE: N_("move a service case"),
    Act.ADD_GUIDE: N_("add a service guide or a contact"),
    Act.CHANGE_GUIDE: N_("change a service guide or a contact"),
    Act.CHECK_GUIDE: N_("confirm a service guide or a contact as checked"),
    Act.WITHDRAW_GUIDE: N_("withdraw a service guide or a contact"),
    Act.DRAFT_EXPLANATION: N_("draft the explanation of an item"),
    Act.PUBLISH_EXPLANATION: N_("publish the explanation of an item"),
    Act.WITHDRAW_EXPLANATION: N_("withdraw the explanation of an item"),
    Act.CHANGE_LIMIT: N_("change a limit"),
    Act.REGISTER_CASE: N_("register a case"),
    Act.MOVE_CASE: N_("move a case"),
    Act.APPROVE_CASE: N_("approve or return a case as the township"),
    Act.REVOKE_CASE: N_("revoke a decision"),
    Act.ATTACH: N_("attach a file"),
    Act.PASS_ATTACHMENT: N_("pass an attachment for the public"),
    Act.WITHDRAW_ATTACHMENT: N_("take an attachment back"),
    Act.RECEIVE_APPLICATION: N_("take in an application for information"),
    Act.MOVE_APPLICATION: N_("put an application for information on"),
    Act.EXTEND_APPLICATION: N_("extend the time of an application"),
    Act.ANSWER_APPLICATION: N_("answer an application for information"),
    Act.RECORD_CHALLENGE: N_("record a reconsideration or a lawsuit"),
    Act.AGE_APPLICATIONS: N_("take names and contacts out of old applications"),
    Act.RECOUNT_DATES: N_("count promised days anew"),
    Act.KEEP_BOOKS: N_("settle how the books are kept"),
    Act.KEEP_ACCOUNTS: N_("add or switch accounts"),
    Act.POST_VOUCHER: N_("post a voucher"),
    Act.APPROVE_VOUCHER: N_("approve a voucher"),
    Act.STAMP_VOUCHER: N_("stamp a voucher"),
    Act.RATIFY_VOUCHER: N_("add the resolution to an emergency payment"),
    Act.REVERSE_VOUCHER: N_("reverse a voucher"),
    Act.CLOSE_MONTH: N_("close a month"),
    Act.REOPEN_MONTH: N_("open a closed month again"),
    Act.RECONCILE: N_("reconcile a money account"),
    Act.SEE_FINDINGS: N_("see what is wrong in the books"),
    Act.WATCH: N_("let the machine look for what is late or wrong"),
    Act.CHANGE_POINT: N_("change a monitoring point"),
    Act.ANSWER_ALARM: N_("take up or explain an alarm"),
    Act.VERIFY_ALARM: N_("verify the answer to an alarm"),
    Act.RETURN_ALARM: N_("send an alarm back"),
    Act.ASSIGN_ALARM: N_("assign an alarm with a deadline"),
    Act.CLOSE_ALARM: N_("close an alarm"),
    Act.SEE_EVALUATION: N_("see the evaluation"),
    Act.KEEP_EVALUATION: N_("keep the evaluation of a half-year"),
    Act.HAND_OUT_RATING_SLIPS: N_("hand out rating slips"),
    Act.RATE_BY_SLIP: N_("rate by slip"),
    Act.CLOSE_RATINGS: N_("close rounds of rating that are over"),
    Act.END_RATING: N_("end a round of rating before its last day"),
    Act.RECORD_APPRAISAL: N_("record the yearly appraisal"),
    Act.OPEN_POLL: N_("open an opinion poll"),
    Act.HAND_OUT_POLL_SLIPS: N_("hand out slips of an opinion poll"),
    Act.ANSWER_POLL: N_("count an answer to an opinion poll"),
    Act.CLOSE_POLLS: N_("close opinion polls that are over"),
    Act.WITHDRAW_POLL: N_("end or withdraw an opinion poll"),
    Act.RECORD_AUDIT: N_("record an audit"),
    Act.MEND_AUDIT: N_("confirm that a finding of an audit is put right"),
    Act.PREPARE_SHEET: N_("prepare a finance sheet"),
    Act.REVIEW_SHEET: N_("review a finance sheet"),
    Act.PUBLISH_SHEET: N_("publish a finance sheet"),
}

ROLE_WORDS: dict[Role, str] = {
    Role.VILLAGER: N_("villager"),
    Role.CLERK: N_("village clerk"),
    Role.COMMITTEE: N_("village committee member"),
    Role.OVERSIGHT: N_("oversight committee member"),
    Role.TOWNSHIP: N_("township"),
}
