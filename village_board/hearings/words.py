"""The words for what hearings and resolutions hold."""

from __future__ import annotations

from collections.abc import Sequence

from village_board.base.message import N_, Message, say
from village_board.hearings.law import Approval
from village_board.hearings.model import (
    Ballot,
    Body,
    Category,
    HearingConclusion,
    HearingStatus,
    ResolutionResult,
    ResolutionStatus,
    Stance,
)
from village_board.hearings.roll_model import Attendance, Vote

CATEGORY: dict[Category, str] = {
    Category.LOST_WORK_SUBSIDY: N_("Lost-work subsidies and their rate"),
    Category.COLLECTIVE_INCOME_USE: N_("Use of the collective's income"),
    Category.PUBLIC_WORKS: N_("Public works, levies and building contracts"),
    Category.LAND_CONTRACTING: N_("Land contracting plan"),
    Category.COLLECTIVE_PROJECT: N_("Collective projects and their contracting"),
    Category.HOUSE_SITE: N_("Use of house sites"),
    Category.LAND_COMPENSATION: N_("Use and distribution of land compensation"),
    Category.PROPERTY_DISPOSAL: N_("Loan, lease or other disposal of collective property"),
    Category.LEVY: N_("Case-by-case levy of money or labour"),
    Category.LAND_ADJUSTMENT: N_("Adjustment of contracted land"),
    Category.VILLAGE_RULES: N_("Charter of self-government and village rules"),
    Category.COLLECTIVE_CHARTER: N_("Charter of the collective"),
    Category.MEMBERSHIP: N_("Confirming members of the collective"),
    Category.INCOME_SHARES: N_("Plan of income shares"),
    Category.MERGER: N_("Merger or split of the collective"),
    Category.OTHER_ASSEMBLY: N_("Other matters for the villagers' assembly"),
}

BODY: dict[Body, str] = {
    Body.VILLAGERS_ASSEMBLY: N_("Villagers' assembly"),
    Body.REPRESENTATIVE_ASSEMBLY: N_("Villagers' representative assembly"),
    Body.GROUP_MEETING: N_("Group meeting"),
    Body.PARTY_MEETING: N_("Party meeting"),
    Body.MEMBERS_ASSEMBLY: N_("Members' assembly"),
    Body.MEMBER_DELEGATES: N_("Members' delegate assembly"),
    Body.COUNCIL: N_("Council"),
}

HEARING_STATUS: dict[HearingStatus, str] = {
    HearingStatus.ANNOUNCED: N_("announced"),
    HearingStatus.POSTPONED: N_("postponed"),
    HearingStatus.MOVED: N_("moved"),
    HearingStatus.CANCELLED: N_("cancelled"),
    HearingStatus.NO_QUORUM: N_("no quorum"),
    HearingStatus.RECORDED: N_("recorded, waiting for a second person"),
    HearingStatus.ANSWERING: N_("heard, opinions being answered"),
    HearingStatus.PUBLISHED: N_("result published"),
}

CONCLUSION: dict[HearingConclusion, str] = {
    HearingConclusion.PASSED: N_("agreed to go on"),
    HearingConclusion.PASSED_WITH_CHANGES: N_("agreed with changes"),
    HearingConclusion.HEAR_AGAIN: N_("to be changed and heard again"),
    HearingConclusion.REJECTED: N_("not agreed"),
    HearingConclusion.TERMINATED: N_("ended"),
}

RESOLUTION_STATUS: dict[ResolutionStatus, str] = {
    ResolutionStatus.CONVENED: N_("meeting convened"),
    ResolutionStatus.POSTPONED: N_("meeting postponed"),
    ResolutionStatus.MOVED: N_("meeting moved"),
    ResolutionStatus.NO_QUORUM: N_("no quorum"),
    ResolutionStatus.RECORDED: N_("recorded, waiting for a second person"),
    ResolutionStatus.REJECTED: N_("rejected"),
    ResolutionStatus.PUBLIC: N_("passed, in its notice period"),
    ResolutionStatus.OBJECTED: N_("objected to"),
    ResolutionStatus.EXECUTING: N_("being carried out"),
    ResolutionStatus.CLOSED: N_("carried out, result published"),
    ResolutionStatus.CANCELLED: N_("cancelled"),
    ResolutionStatus.RETURNED: N_("objection upheld, discussed anew"),
    ResolutionStatus.REVOKED: N_("revoked"),
}

RESULT: dict[ResolutionResult, str] = {
    ResolutionResult.PASSED: N_("passed"),
    ResolutionResult.REJECTED: N_("rejected"),
    ResolutionResult.NO_QUORUM: N_("no quorum"),
}

ATTENDANCE: dict[Attendance, str] = {
    Attendance.IN_PERSON: N_("in person"),
    Attendance.PROXY: N_("by proxy"),
    Attendance.ONLINE: N_("online"),
}

VOTE: dict[Vote, str] = {Vote.FOR: N_("for it"), Vote.AGAINST: N_("against it"), Vote.ABSTAINED: N_("abstained")}

APPROVAL: dict[Approval, str] = {Approval.TOWNSHIP: N_("township"), Approval.COUNTY: N_("county")}

BALLOT: dict[Ballot, str] = {Ballot.OPEN: N_("by name"), Ballot.SECRET: N_("secret ballot")}

STANCE: dict[Stance, str] = {
    Stance.FOR: N_("for it"),
    Stance.AGAINST: N_("against it"),
    Stance.CHANGE: N_("wants a change"),
}


def any_of(messages: Sequence[Message]) -> Message:
    """Return `messages` as one that says any of them, such as the bodies that may decide."""
    listed = messages[-1]
    for message in reversed(messages[:-1]):
        listed = say("{first} or {rest}", first=message, rest=listed)
    return listed
