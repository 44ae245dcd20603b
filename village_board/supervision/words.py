"""Names of states, events, levels and areas of supervision."""

from __future__ import annotations

from village_board.base.level import Level
from village_board.base.message import N_
from village_board.supervision.model import AlarmEvent, AlarmState, Area

LEVEL = {Level.YELLOW: N_("yellow"), Level.RED: N_("red")}
#: A mark beside the word, so that nothing is said by colour alone (K2).
LEVEL_MARK = {Level.YELLOW: "!", Level.RED: "!!"}
AREA = {
    Area.HEARINGS: N_("hearings and decisions"),
    Area.FUNDS: N_("funds"),
    Area.ASSETS: N_("assets"),
    Area.RESOURCES: N_("resources"),
    Area.CONTRACTS: N_("contracts"),
    Area.DISCLOSURE: N_("disclosure"),
    Area.ENQUIRIES: N_("enquiries"),
    Area.APPLICATIONS: N_("applications for information"),
}
STATE = {
    AlarmState.RAISED: N_("raised"),
    AlarmState.ACKNOWLEDGED: N_("taken up"),
    AlarmState.EXPLAINED: N_("explained"),
    AlarmState.FIXED: N_("mended"),
    AlarmState.VERIFIED: N_("verified"),
    AlarmState.CLOSED: N_("closed for good"),
    AlarmState.LAPSED: N_("gone before it was taken up"),
}
EVENT = {
    AlarmEvent.RAISE: N_("raise"),
    AlarmEvent.ACKNOWLEDGE: N_("take up"),
    AlarmEvent.EXPLAIN: N_("explain"),
    AlarmEvent.FIX: N_("mend"),
    AlarmEvent.VERIFY: N_("verify"),
    AlarmEvent.SEND_BACK: N_("send back"),
    AlarmEvent.ASSIGN: N_("assign with a deadline"),
    AlarmEvent.CLOSE: N_("close"),
    AlarmEvent.ESCALATE: N_("turn red"),
    AlarmEvent.LAPSE: N_("lapse"),
    AlarmEvent.RAISE_AGAIN: N_("raise again"),
}
