"""The words for what an execution holds."""

from __future__ import annotations

from village_board.base.message import N_
from village_board.hearings.case import CaseEvent
from village_board.hearings.execution import ExecutionState, Purchase, Way
from village_board.hearings.execution_law import Procedure

EXECUTION_STATE: dict[ExecutionState, str] = {
    ExecutionState.SELECTING: N_("in effect, being prepared"),
    ExecutionState.RUNNING: N_("being carried out"),
    ExecutionState.ACCEPTED: N_("work accepted"),
    ExecutionState.PUBLISHED: N_("result published"),
    ExecutionState.ARCHIVED: N_("archived"),
    ExecutionState.REVOKED: N_("revoked"),
}

WAY: dict[Way, str] = {
    Way.PUBLIC_TRADING: N_("public call for offers"),
    Way.INVITED: N_("several invited to offer"),
    Way.NEGOTIATED: N_("agreed directly"),
    Way.OWN_WORK: N_("done by the village itself"),
}

PURCHASE: dict[Purchase, str] = {
    Purchase.WORKS: N_("works"),
    Purchase.GOODS: N_("goods"),
    Purchase.SERVICES: N_("services"),
    Purchase.NONE: N_("nothing is bought"),
}

PROCEDURE: dict[Procedure, str] = {
    Procedure.TOWNSHIP: N_("the township's procedure"),
    Procedure.COUNTY: N_("the county's trading centre"),
    Procedure.NATIONAL: N_("a tender by law"),
}

#: what is late, as it is called where an execution is shown.
LATE: dict[CaseEvent, str] = {
    CaseEvent.PROGRESS: N_("progress of the quarter"),
    CaseEvent.PUBLISH_RESULT: N_("publishing the result"),
    CaseEvent.RATIFY: N_("ratification by the villagers"),
    CaseEvent.START: N_("signing the contract"),
}
