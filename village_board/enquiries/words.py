"""The words for enquiries and service cases."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.enquiries.cases import ServiceState
from village_board.enquiries.model import Channel, EnquiryEvent, EnquiryKind, EnquiryState, Grade

ENQUIRY_KIND: dict[EnquiryKind, str] = {
    EnquiryKind.CONSULT: N_("question"),
    EnquiryKind.HELP: N_("request for help"),
    EnquiryKind.SUGGEST: N_("suggestion"),
    EnquiryKind.COMPLAIN: N_("complaint"),
}

CHANNEL: dict[Channel, str] = {
    Channel.BOT: N_("sent by chat"),
    Channel.KIOSK: N_("at the screen in the hall"),
    Channel.CLERK: N_("at the clerk's desk"),
}

ENQUIRY_STATE: dict[EnquiryState, str] = {
    EnquiryState.SUBMITTED: N_("handed in, not accepted yet"),
    EnquiryState.ACCEPTED: N_("accepted"),
    EnquiryState.REJECTED: N_("not accepted"),
    EnquiryState.ASSIGNED: N_("given to the one who answers"),
    EnquiryState.IN_PROGRESS: N_("being dealt with"),
    EnquiryState.HANDED_ON: N_("handed on to another body"),
    EnquiryState.REPLIED: N_("replied, not judged by the asker yet"),
    EnquiryState.CONFIRMED: N_("solved, says the asker"),
    EnquiryState.UNSATISFIED: N_("not solved, says the asker"),
    EnquiryState.REOPENED: N_("reopened"),
    EnquiryState.CLOSED: N_("closed as finished"),
}

ENQUIRY_EVENT: dict[EnquiryEvent, str] = {
    EnquiryEvent.SUBMIT: N_("hand in"),
    EnquiryEvent.ACCEPT: N_("accept"),
    EnquiryEvent.REJECT: N_("reject"),
    EnquiryEvent.ASSIGN: N_("assign"),
    EnquiryEvent.BEGIN: N_("begin"),
    EnquiryEvent.EXTEND: N_("extend the limit"),
    EnquiryEvent.HAND_ON: N_("hand on"),
    EnquiryEvent.HAND_BACK: N_("take back from the other body"),
    EnquiryEvent.REPLY: N_("reply"),
    EnquiryEvent.FOLLOW_UP: N_("ask the asker again"),
    EnquiryEvent.PUBLISH: N_("publish the reply"),
    EnquiryEvent.CONFIRM: N_("say that it is solved"),
    EnquiryEvent.DISSATISFY: N_("say that it is not solved"),
    EnquiryEvent.REOPEN: N_("reopen"),
    EnquiryEvent.CLOSE: N_("close"),
}

GRADE: dict[Grade, str] = {
    Grade.VERY_SATISFIED: N_("very satisfied"),
    Grade.SATISFIED: N_("satisfied"),
    Grade.MOSTLY_SATISFIED: N_("mostly satisfied"),
    Grade.DISSATISFIED: N_("dissatisfied"),
    Grade.VERY_DISSATISFIED: N_("very dissatisfied"),
}

SERVICE_STATE: dict[ServiceState, str] = {
    ServiceState.RECEIVED: N_("received by the village office"),
    ServiceState.WITH_OFFICE: N_("with another office"),
    ServiceState.DONE: N_("done, to be fetched"),
    ServiceState.RETURNED: N_("returned: something is missing"),
    ServiceState.HANDED_OUT: N_("handed out"),
}
