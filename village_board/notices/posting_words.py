"""What a post says: the notice for a group, a robot, an address (A9, A10, N18, N24)."""

from __future__ import annotations

from village_board.desk import Records
from village_board.i18n import Translator, translator
from village_board.links.service import record_link
from village_board.notices.channel_table import ChannelRow, channel_rows
from village_board.notices.channels import Channel
from village_board.notices.model import Notice, NoticeKind
from village_board.notices.posting import ClaimedPost, Posting
from village_board.notices.routing import Event
from village_board.privacy.document import Text, document_of
from village_board.privacy.gate import gate, masked
from village_board.settings import Settings
from village_board.text.inert import inert
from village_board.text.lines import beginning

#: Events of which the sentence may hold what villagers wrote (A10).
VILLAGERS_WORDS = frozenset(
    {
        Event.OBJECTION_ANSWERED,
        Event.QUESTIONING_RECEIVED,
        Event.QUESTIONING_ANSWERED,
        Event.OPINION_ANSWERED,
        Event.ENQUIRY_RECEIVED,
        Event.ENQUIRY_PUBLISHED,
    }
)
_MORE = "……"


def post_text(records: Records, settings: Settings, claimed: ClaimedPost) -> str:
    """Return the whole text of a post, cut to what its channel takes; short code and link stay whole."""
    channel, row = claimed.channel, channel_rows()[claimed.channel.kind]
    t = translator(channel.language)
    head = [t("Notice of {village}", village=settings.name)]
    foot = [t("(Demo village: people, places and figures are invented.)")] if settings.demo else []
    if claimed.notice is None:
        body = t("This is a test of the channel '{name}'. Nothing has happened.", name=channel.name)
        return fitted(head, body, foot, row)
    head = _marks(t, claimed.posting, claimed.notice) + head
    foot = [t("Short code {id}", id=claimed.notice.subject), *foot]
    if row.linked and (link := record_link(records, settings, claimed.notice.subject)):
        foot.append(link)
    return fitted(head, post_body(t, claimed.notice), foot, row)


def post_title(settings: Settings, channel: Channel) -> str:
    """Return the subject of an e-mail."""
    return translator(channel.language)("Notice of {village}", village=settings.name)


def post_body(t: Translator, notice: Notice) -> str:
    """Return the sentence of a notice for many readers: nothing personal in it, and nothing active (A10, N24)."""
    said = inert(nothing_personal(t.say(notice.message)))
    if notice.event in VILLAGERS_WORDS:
        said = t("In the villagers' own words:") + "\n" + said
    if notice.replaces:
        said += "\n" + t("This takes the place of what was told before.")
    return said


def nothing_personal(text: str) -> str:
    """Return `text` with everything masked that must not be public."""
    document = document_of(text)
    block = masked(document, gate(document)).blocks[0]
    assert isinstance(block, Text)
    return block.text


def fitted(head: list[str], body: str, foot: list[str], row: ChannelRow) -> str:
    """Return head, body and foot in what `row` takes: the body is cut at a line end, never inside an amount (N18)."""
    text = "\n".join([*head, body, *foot])
    if not row.length or row.size(text) <= row.length:
        return text
    around = "\n".join([*head, _MORE, *foot])
    room = row.length - row.size(around) - 1
    return "\n".join([*head, beginning(body, max(room, 0), row.size) + _MORE, *foot])


def _marks(t: Translator, posting: Posting, notice: Notice) -> list[str]:
    marks = [t("(sent again)")] if posting.resent else []
    if notice.kind is NoticeKind.EMERGENCY and posting.attempts > 1 and not posting.resent:
        marks.append(t("(This may be a second copy.)"))
    return marks
