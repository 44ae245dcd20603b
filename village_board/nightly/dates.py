"""Promised days and days of grace: what time alone changes in enquiries, applications and service cases."""

from __future__ import annotations

from village_board.applications.recounting import recount_applications
from village_board.base.message import say
from village_board.enquiries.handling import close_all_over
from village_board.enquiries.recounting import recount_enquiries, recount_services
from village_board.nightly.model import Night, Outcome


def recount(night: Night) -> Outcome:
    """Count promised days anew that rest on a notice which has come since."""
    with night.board.desk(night.who) as desk:
        enquiries, applications, services = recount_enquiries(desk), recount_applications(desk), recount_services(desk)
    return Outcome(
        say(
            "Promised days that moved: {enquiries} of enquiries, {applications} of applications, {services} of service "
            "cases.",
            enquiries=len(enquiries),
            applications=len(applications),
            services=len(services),
        )
    )


def close(night: Night) -> Outcome:
    """Close enquiries whose askers judged them, or had the time to; silence is not satisfaction."""
    with night.board.desk(night.who) as desk:
        closed = close_all_over(desk)
    return Outcome(say("Enquiries closed: {n}.", n=len(closed)))
