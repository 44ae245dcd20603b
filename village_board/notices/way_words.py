"""The way of an event in words: whom it tells, how urgently, by which channels, as the reader's language joins them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from village_board.base.message import N_
from village_board.notices.words import CHANNEL, NOTICE_KIND, TO

if TYPE_CHECKING:
    from village_board.i18n import Translator
    from village_board.notices.routing import Route

#: the roles, then the posts, by which a way names whom it tells.
AUDIENCE = {
    "clerk": N_("Clerk"),
    "committee": N_("Party branch, committee and council"),
    "oversight": N_("Members of the oversight committee"),
    "township": N_("The township's official"),
    "villager": N_("Registered villagers"),
    "party_secretary": N_("Party secretary"),
    "director": N_("Director of the committee"),
    "deputy_director": N_("Deputy director"),
    "committee_member": N_("Members of the villagers' committee"),
    "oversight_chair": N_("Head of the oversight committee"),
    "council_chair": N_("Chair of the council"),
    "council_member": N_("Members of the council"),
    "member_delegate": N_("Delegates of the members"),
    "group_leader": N_("Group leaders"),
}


def event_label(one: Route, t: Translator) -> str:
    """Return what happened, in the reader's language."""
    return t(one.en)


def way_line(one: Route, t: Translator, *more: str) -> str:
    """Return a way in one line; `more` are parts in words that come after it."""
    return ("; " if t.language == "en" else "；").join(filter(None, (*_parts(one, t), *more)))


def _parts(one: Route, t: Translator) -> Iterator[str]:
    yield t.listed([t(AUDIENCE[post]) for post in one.posts]) or t(TO[one.to])
    yield t(NOTICE_KIND[one.kind])
    yield t.listed([t(CHANNEL[each]) for each in one.channels])
