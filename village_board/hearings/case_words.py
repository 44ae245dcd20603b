"""The words for what a case holds."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.hearings.case import Actors, CaseEvent, CaseState, Route, Source
from village_board.hearings.model import Body
from village_board.hearings.words import BODY

CASE_STATE: dict[CaseState, str] = {
    CaseState.PROPOSED: N_("proposed"),
    CaseState.PARTY_STUDIED: N_("studied by the Party organisation"),
    CaseState.DISCUSSED: N_("discussed by the two committees"),
    CaseState.HEARING_ANNOUNCED: N_("hearing announced"),
    CaseState.HEARING_OPEN: N_("heard, record to be confirmed"),
    CaseState.HEARD: N_("heard, opinions being answered"),
    CaseState.DRAFT_SHOWN: N_("plan shown to the villagers"),
    CaseState.REVIEWED: N_("reviewed by the Party meeting"),
    CaseState.CONVENED: N_("meeting convened"),
    CaseState.RESOLVED: N_("decided, to be published"),
    CaseState.REJECTED: N_("not passed"),
    CaseState.RESOLUTION_PUBLIC: N_("resolution in its notice period"),
    CaseState.OBJECTED: N_("objection being answered"),
    CaseState.EFFECTIVE: N_("in effect"),
    CaseState.EXECUTING: N_("being carried out"),
    CaseState.ACCEPTED: N_("work accepted"),
    CaseState.RESULT_PUBLIC: N_("result published"),
    CaseState.ARCHIVED: N_("archived"),
    CaseState.DROPPED: N_("dropped after the hearing"),
    CaseState.WITHDRAWN: N_("withdrawn"),
    CaseState.REVOKED: N_("revoked"),
}

CASE_EVENT: dict[CaseEvent, str] = {
    CaseEvent.REGISTER: N_("Proposal"),
    CaseEvent.PARTY_STUDY: N_("Study by the Party organisation"),
    CaseEvent.TWO_COMMITTEE: N_("Joint discussion of the two committees"),
    CaseEvent.ANNOUNCE_HEARING: N_("Hearing announced"),
    CaseEvent.SKIP_HEARING: N_("No hearing needed; plan shown"),
    CaseEvent.CANCEL_HEARING: N_("Hearing cancelled"),
    CaseEvent.OPEN_HEARING: N_("Hearing held"),
    CaseEvent.RETURN_RECORD: N_("Record of the hearing sent back"),
    CaseEvent.CLOSE_HEARING: N_("Record of the hearing confirmed"),
    CaseEvent.ADJOURN: N_("Hearing adjourned"),
    CaseEvent.PUBLISH_HEARING_RESULT: N_("Result of the hearing published; plan shown"),
    CaseEvent.SEND_BACK: N_("Sent back after the hearing"),
    CaseEvent.DROP: N_("Dropped after the hearing"),
    CaseEvent.PARTY_REVIEW: N_("Review by the Party meeting"),
    CaseEvent.CONVENE: N_("Meeting convened"),
    CaseEvent.CANCEL_MEETING: N_("Meeting cancelled"),
    CaseEvent.DECIDE_SMALL: N_("Decided by the two committees (small sum)"),
    CaseEvent.RESOLVE_PASS: N_("Resolution passed"),
    CaseEvent.RESOLVE_FAIL: N_("Resolution not passed"),
    CaseEvent.NO_QUORUM: N_("Meeting without quorum"),
    CaseEvent.PUBLISH_RESOLUTION: N_("Resolution published"),
    CaseEvent.OBJECTION: N_("Objection raised"),
    CaseEvent.ANSWER_OBJECTION: N_("Objections answered"),
    CaseEvent.UPHOLD_OBJECTION: N_("Objection upheld"),
    CaseEvent.REQUEST_TOWNSHIP: N_("Sent to the township for approval"),
    CaseEvent.TOWNSHIP_APPROVE: N_("Approved by the township"),
    CaseEvent.TOWNSHIP_RETURN: N_("Returned by the township"),
    CaseEvent.CONFIRM: N_("In effect"),
    CaseEvent.START: N_("Execution begun"),
    CaseEvent.EMERGENCY: N_("Begun as an emergency"),
    CaseEvent.RATIFY: N_("Ratified afterwards"),
    CaseEvent.PROGRESS: N_("Progress published"),
    CaseEvent.ACCEPT: N_("Work accepted"),
    CaseEvent.PUBLISH_RESULT: N_("Result published"),
    CaseEvent.ARCHIVE: N_("Archived"),
    CaseEvent.WITHDRAW: N_("Withdrawn"),
    CaseEvent.REVOKE: N_("Revoked"),
}

#: an event as it is said while it is still to come; where nothing stands here, as in `CASE_EVENT`.
_AHEAD: dict[CaseEvent, str] = {
    CaseEvent.OPEN_HEARING: N_("hold the hearing"),
    CaseEvent.CLOSE_HEARING: N_("confirm the record of the hearing"),
    CaseEvent.ANNOUNCE_HEARING: N_("announce the hearing, or say why none is needed"),
    CaseEvent.PUBLISH_HEARING_RESULT: N_("publish the result of the hearing"),
    CaseEvent.CONVENE: N_("convene the meeting"),
    CaseEvent.RESOLVE_PASS: N_("vote"),
    CaseEvent.PUBLISH_RESOLUTION: N_("publish the resolution"),
    CaseEvent.ANSWER_OBJECTION: N_("answer the objection"),
    CaseEvent.CONFIRM: N_("take effect"),
    CaseEvent.START: N_("begin to carry it out"),
    CaseEvent.PROGRESS: N_("publish the progress"),
    CaseEvent.PUBLISH_RESULT: N_("publish the result"),
    CaseEvent.ARCHIVE: N_("archive it"),
    CaseEvent.RATIFY: N_("ratify it"),
}


def ahead(event: CaseEvent) -> str:
    """Return the words for an event that is still to come."""
    return _AHEAD.get(event, CASE_EVENT[event])


ACTOR: dict[str, str] = {
    Actors.PROPOSER: N_("Proposer"),
    Actors.PARTY_BRANCH: N_("Village Party organisation"),
    Actors.TWO_COMMITTEES: N_("The two village committees"),
    Actors.VILLAGERS_COMMITTEE: N_("Village committee"),
    Actors.HEARING: N_("Hearing"),
    Actors.VILLAGERS: N_("Villagers"),
    Actors.OVERSIGHT: N_("Oversight committee"),
    Actors.TOWNSHIP: N_("Township"),
    **{body.value: BODY[body] for body in Body},
}

ROUTE: dict[Route, str] = {
    Route.FULL: N_("the full way"),
    Route.SHORT: N_("the short way"),
    Route.EMERGENCY: N_("emergency, ratified later"),
}

SOURCE: dict[Source, str] = {
    Source.VILLAGERS: N_("Party members or villagers"),
    Source.CADRES: N_("village cadres"),
    Source.HIGHER_AUTHORITY: N_("higher authority"),
}
