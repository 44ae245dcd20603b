"""Villages with channels, and notices to post in them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.support.builders import TODAY, Staff, announced, keep
from village_board.base.message import Message, say
from village_board.board import Board
from village_board.disclosure.model import Item
from village_board.hearings.model import Hearing
from village_board.notices.channel_service import add_channel, channels
from village_board.notices.channels import Channel
from village_board.notices.model import DeliveryState, Notice
from village_board.notices.posting import ClaimedPost, Posting, claim_post
from village_board.notices.posting_words import post_text
from village_board.notices.routing import ChannelKind, Event
from village_board.notices.telling import tell
from village_board.people.acts import Act

SERVICES = {ChannelKind.WECOM: "wecombot", ChannelKind.EMAIL: "mailto", ChannelKind.SMS: "json"}
EMERGENCY = say("Emergency: {name}. Issued by {issuer}.", name="暴雨", issuer="县气象局")


def channel(board: Board, staff: Staff, kind: ChannelKind, **values: Any) -> Channel:
    """Add a channel."""
    with board.desk(staff.clerk) as desk:
        name = values.pop("name", f"通道{len(channels(desk))}")
        return add_channel(desk, kind, name, service=SERVICES.get(kind, kind.value), **values)


def published(board: Board, staff: Staff, message: Message | str, event: Event = Event.ITEM_PUBLISHED) -> Notice:
    """Tell `message` about an item of its own."""
    said = say("Published: {name}.", name=message) if isinstance(message, str) else message
    number = board.records().count(Item)
    (item,) = keep(board, Item(number=f"GK-{number}", name="账目", content="账", period="2026-03", published_on=TODAY))
    with board.desk(staff.director) as desk:
        desk.require(Act.CORRECT_RESULT)
        notice = tell(desk, item, said, event)
        desk.record(item.id)
    return notice


def a_hearing_told(board: Board, staff: Staff, **values: Any) -> Hearing:
    """Announce a hearing."""
    return announced(board, staff, **values)


def posts(board: Board, channel_id: str = "") -> list[Posting]:
    """Return all posts, or those of one channel."""
    return [one for one in board.records().all(Posting) if channel_id in ("", one.channel)]


def states(board: Board) -> Counter[DeliveryState]:
    """Count the posts by state."""
    return Counter(one.state for one in posts(board))


def take(board: Board, sender: str = "me", ways: Any = None, busy: Any = ()) -> ClaimedPost | None:
    """Claim the next post, committed."""
    from village_board.notices.channel_table import Way  # noqa: PLC0415

    with board.desk() as desk:
        return claim_post(desk, sender, ways or tuple(Way), busy)


def text_of(board: Board, channel_id: str) -> str:
    """Return what the first post in a channel says."""
    records = board.records()
    posting = posts(board, channel_id)[0]
    notice = records.get(Notice, posting.notice) if posting.notice else None
    return post_text(records, board.settings, ClaimedPost(posting, records.get(Channel, channel_id), notice))
